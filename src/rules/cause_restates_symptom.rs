//! The cause says again what the symptom was.
//!
//! “The service was unavailable because it could not be reached” looks like an answer and is none.
//! A reader learns nothing that the impact has not told them.
//!
//! How it decides: no mechanism is told anywhere in the document, and a sentence that tells the
//! cause is made of the words of the symptom (the title, the impact, its own other half) and of
//! words that fit any outage. One that names a kind of cause, however roughly, is `cause-vague`
//! alone.
//!
//! ## Bad
//!
//! ```md
//! ## Root cause
//!
//! The machines could not sell tickets because the ticketing service was unavailable.
//! ```
//!
//! ## Good
//!
//! ```md
//! ## Root cause
//!
//! The machines could not sell tickets because the ticketing service refused their certificate, which
//! had run out at midnight: the job that renews it was moved to a host without access to the key.
//! ```

use crate::document::Document;
use crate::finding::{Finding, Level, quote};
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "cause-restates-symptom",
    level: Some(Level::Error),
    unwritten: false,
    check,
    source: include_str!("cause_restates_symptom.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let finding = document.cause.restated().map(|statement| {
        let words = quote(statement.text(document));
        let message = format!("{words} gives the symptom as its own cause: a reader knows no more than that it failed");
        Finding::new(statement.span, message).help(
            "Ask once more why: say what changed or broke before the symptom showed, and how that brought it about.",
        )
    });
    finding.into_iter().collect()
}
