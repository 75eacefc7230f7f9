//! A value is not what the schema of a postmortem, or your own schema, says it must be.
//!
//! Programs read postmortems too: reports, deadlines and lists of open actions take the values as
//! they stand. A date that is no date, a status that nobody knows or a key that nobody reads drops
//! out of all of them without a word. The subject is the JSON pointer of the value.
//!
//! What is checked is the model that `candor lint --explain-read --format json` prints, against the
//! schema that `candor schema` prints and the one that the configuration names under `schema`. A
//! document that says `candor:` must state `id`, `title` and `status`, keeps its values as they are
//! written, and has no key that no schema knows; keys that begin with `x-` are free. Of any other
//! document only what could be read with certainty is checked, so that a foreign template is never
//! wrong for being foreign. In a draft, what is missing is an info.
//!
//! ## Subjects
//!
//! - `<pointer>`: the place in the model, such as `impact/duration`, with all that is below it
//!
//! ## Bad
//!
//! ```md
//! ---
//! candor: 1
//! id: 2031-03-04-checkout
//! title: Payments refused
//! status: finished
//! severty: SEV-2
//! services: checkout
//! ---
//! ```
//!
//! ## Good
//!
//! ```md
//! ---
//! candor: 1
//! id: 2031-03-04-checkout
//! title: Payments refused
//! status: final
//! severity: SEV-2
//! services: [checkout]
//! ---
//! ```

use serde_json::Value;

use crate::document::Document;
use crate::finding::{Finding, Level};
use crate::rule::{Rule, Settings};
use crate::schema;
use crate::source::Span;
use crate::standards::{self, Standard};

/// The rule.
pub const RULE: Rule = Rule {
    name: "schema",
    level: Some(Level::Error),
    // A wrong value is wrong in a draft too; only what is missing is not written yet.
    unwritten: false,
    check,
    source: include_str!("schema.rs"),
};

fn check(document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    let standards = standards::in_force(document, &settings.standards);
    let fields: Vec<Value> = standards.map(Standard::fields_schema).collect();
    let mut findings = schema::findings(document, &settings.schemas, &fields, &settings.lexicon);
    if document.is_candor() {
        let places: Vec<Span> = findings.iter().map(|finding| finding.span).collect();
        let unreadable = schema::unreadable(document, &settings.lexicon, !fields.is_empty());
        findings.extend(unreadable.into_iter().filter(|finding| !places.contains(&finding.span)));
    }
    findings
}
