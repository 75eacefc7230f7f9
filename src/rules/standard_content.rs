//! A declared standard demands something that the document does not tell.
//!
//! A document declares its standards under `standards:`; `candor.yaml` and `--standard` can declare
//! them for many. Each standard lists what must be told, clause by clause: `candor explain dora`
//! prints the list. The subject is the standard and its demand, such as `dora/2b`.
//!
//! A filing is judged once it is due, overdue or filed, or when the document is final (one that states
//! no status is). Only a value counts: a heading with nothing under it, "TBD", or "n/a" where the
//! demand always applies does not. Where a standard demands what another rule looks for, this rule
//! speaks in its place, since it knows the clause. In a draft, what is due and not filed yet is an info.
//!
//! Not legal advice: a standard lists what its text was read to ask for on the day it was reviewed.
//!
//! ## Bad
//!
//! ```md
//! ---
//! standards: [mas-fsm-n05]
//! ---
//! # Transfers delayed on 4 March 2031
//!
//! ## Summary
//!
//! From 09:10 to 11:40 SGT 31,000 transfers waited, because the queue of the gateway was full.
//! ```
//!
//! ## Good
//!
//! ```md
//! ---
//! standards: [sre-book]
//! status: draft
//! ---
//! # Transfers delayed on 4 March 2031
//!
//! ## Summary
//!
//! From 09:10 to 11:40 SGT 31,000 transfers waited, because the queue of the gateway was full.
//! ```

use super::Rule;
use crate::document::Document;
use crate::finding::{Finding, Level, quote};
use crate::lint::Settings;
use crate::standards::content::{Unmet, unmet};
use crate::standards::declared;
use crate::suggest;

/// The rule.
pub const RULE: Rule = Rule {
    name: "standard-content",
    level: Some(Level::Error),
    unwritten: false,
    check,
    source: include_str!("standard_content.rs"),
};

fn check(document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    let names = declared(document, &settings.standards);
    if names.is_empty() {
        return Vec::new();
    }
    // What another tool means by the key is its own affair.
    let unknown = names.into_iter().filter(|name| document.is_candor() && settings.standards.standard(name).is_none());
    let unknown = unknown.map(|name| of_unknown(document, name, settings));
    unknown.chain(unmet(document, settings).into_iter().map(of_unmet)).collect()
}

fn of_unmet(unmet: Unmet<'_>) -> Finding {
    let verb = if unmet.requirement.level == Level::Error { "demands" } else { "asks for" };
    let message = format!("{}, which {} {verb}", unmet.complaint, unmet.requirement.authority.clause);
    let finding = Finding::new(unmet.span, message).subject(unmet.subject()).level(unmet.level);
    match unmet.help {
        Some(help) => finding.help(help),
        None => finding,
    }
}

fn of_unknown(document: &Document<'_>, name: &str, settings: &Settings) -> Finding {
    let place = document.meta.entry("standards");
    let items = place.map(|entry| entry.node.items()).unwrap_or_default();
    let span = items.iter().find(|item| item.text() == Some(name)).map(|item| item.span);
    let span = span.or(place.map(|entry| entry.node.span)).unwrap_or_else(|| document.title_span());
    let message = format!("no standard {} is known: the document is held to nothing by it", quote(name));
    Finding::new(span, message).subject(name).help(suggest::help(name, settings.standards.known()))
}
