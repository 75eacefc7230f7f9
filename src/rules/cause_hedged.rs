//! The cause is told with “probably”, “may have”, “we believe” or the like in a document that
//! presents itself as finished.
//!
//! A reader cannot tell a cause that was proved from one that was guessed, and the actions rest on
//! it. Say what is proved, what is not, and what would prove it.
//!
//! How it decides: a sentence that tells or sums up the cause has a phrase of doubt. Steps of an
//! investigation in the timeline, guesses that were given up, plans and what readers “may have
//! noticed” do not count, and nothing does in a draft.
//!
//! ## Bad
//!
//! ```md
//! ## Root cause
//!
//! The price cache was probably filled from the replica, which lagged behind by a day.
//! ```
//!
//! ## Good
//!
//! ```md
//! ## Root cause
//!
//! The price cache was filled from the replica, which lagged behind by a day: the log of the job names
//! the host. You may have seen old prices until noon.
//! ```

use crate::document::Document;
use crate::finding::{Finding, Level, quote};
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "cause-hedged",
    level: Some(Level::Warning),
    unwritten: false,
    check,
    source: include_str!("cause_hedged.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    if document.is_draft() {
        return Vec::new();
    }
    let hedged = document.cause.hedged().map(|statement| {
        let words = quote(statement.text(document));
        let doubt = statement.doubt.as_ref().and_then(|doubt| statement.part(document, doubt));
        let (span, doubt) = doubt.unwrap_or((statement.span, ""));
        let message = format!("“{doubt}” leaves the cause open: a reader cannot tell what of {words} is proved");
        Finding::new(span, message)
            .help("Say what proves it (a log, a reproduction, a measurement) and drop the doubt, or say what is not proved and who will prove it by when.")
    });
    hedged.collect()
}
