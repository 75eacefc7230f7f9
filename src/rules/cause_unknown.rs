//! The document says that the cause is not known.
//!
//! As long as the cause is open, nobody can say that the incident is over, and the actions are
//! guesses. To say so is honest; to leave it at that in a document that calls itself finished is
//! a gap, and the reader should be told who goes on looking until when.
//!
//! Who says what has been ruled out, and gives an owner and a day to the action that goes on looking,
//! has told what can be told: then it is a warning in a `final` document, and nothing before.
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
use crate::language::{List, SectionKind};
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
    let Some(statement) = document.cause.unknown() else { return Vec::new() };
    let words = quote(statement.text(document));
    let missing = missing(document);
    if missing.is_empty() {
        let message =
            format!("{words} leaves the cause open in a document that is final: a reader takes it for the last word");
        let finding = Finding::new(statement.span, message)
            .level(Level::Warning)
            .help("Set `status: review` until the answer is there, or say in the text when it will be added.");
        return if document.is_finished() { vec![finding] } else { Vec::new() };
    }
    let message = format!("{words} says that the cause is not known: a reader cannot tell whether it can happen again");
    vec![Finding::new(statement.span, message).help(format!("Say {}.", missing.join("; and ")))]
}

/// What those who do not know the cause can tell all the same, and did not.
fn missing(document: &Document<'_>) -> Vec<&'static str> {
    let looked = document.phrases_of(List::RuledOut).any(|phrase| {
        let block = document.outline.blocks.get(phrase.block);
        block.and_then(|block| document.kind_of(block)) != Some(SectionKind::Actions)
    });
    let sought = document.actions.list.iter().any(|action| !action.done && action.seeks_cause());
    let parts = [
        (looked, "what has been ruled out and how"),
        (sought, "who goes on looking, and by when there will be an answer, as an action with an owner and a date"),
    ];
    parts.into_iter().filter(|(given, _)| !given).map(|(_, part)| part).collect()
}
