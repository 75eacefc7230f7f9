//! The demands of declared standards that a document does not meet, as the schema and the rules judge them.

use std::collections::BTreeSet;

use crate::document::Document;
use crate::rule::Settings;
use crate::rules::{SECTION_MISSING, rule};
use crate::schema;
use crate::standards::content::{self, Context, Unmet};
use crate::standards::in_force;

/// All that are not met.
pub fn unmet<'d>(document: &'d Document<'d>, settings: &'d Settings) -> Vec<Unmet<'d>> {
    if in_force(document, &settings.standards).next().is_none() {
        return Vec::new();
    }
    let missing = schema::demands(document, &settings.schemas, SECTION_MISSING);
    let missing: BTreeSet<String> = missing.iter().map(|demand| demand.key().to_owned()).collect();
    let context = Context {
        policy: &settings.standards,
        lexicon: &settings.lexicon,
        now: settings.now,
        missing: &missing,
        ask: &|name| rule(name).map(|rule| (rule.check)(document, settings)),
    };
    content::unmet(document, &context)
}
