//! The document says that the cause is not known.
//!
//! As long as the cause is open, nobody can say that the incident is over, and the actions are
//! guesses. To say so is honest; to leave it at that in a document that calls itself finished is
//! a gap, and the reader should be told who goes on looking until when.
//!
//! How it decides: a sentence about the cause says that it is unknown, not found or still looked
//! into. A step of the investigation in the timeline counts only where no cause is told in the end,
//! and that other things are unknown (“how many people called”) does not count.
//!
//! ## Bad
//!
//! ```md
//! ## Root cause
//!
//! The broker lost its leader at 09:12. We do not know why.
//! ```
//!
//! ## Good
//!
//! ```md
//! ## Root cause
//!
//! The broker lost its leader at 09:12 because a full collection stopped it for 19 s and the lease
//! runs for 15 s. How many messages were sent twice is not known.
//! ```

use crate::document::Document;
use crate::finding::{Finding, Level, quote};
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "cause-unknown",
    level: Some(Level::Error),
    unwritten: true,
    check,
    source: include_str!("cause_unknown.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let finding = document.cause.unknown().map(|statement| {
        let words = quote(statement.text(document));
        let message = format!("{words} says that the cause is not known: a reader cannot tell whether it can happen again today");
        Finding::new(statement.span, message)
            .help("Say what has been ruled out and how, who goes on looking, and by when there will be an answer; make that an action with an owner and a date.")
    });
    finding.into_iter().collect()
}
