//! The cause rests on a person's or a team's mistake, and no condition of the system or process is
//! named that let it through.
//!
//! People slip, and will again. Which screen offered the wrong cluster, which command asked for no
//! confirmation, which check was missing: that can be changed, and only that keeps the next person
//! from the same slip.
//!
//! How it decides: a sentence that tells the cause speaks of a mistake or a broken rule (“human
//! error”, “typed”, “误操作”), or of somebody who did one thing instead of another, and no sentence
//! says what the system or the process always does or leaves undone (“the console asks for no
//! confirmation”, “两个环境共用一套凭据”). Why the slip was noticed late is no such condition.
//!
//! ## Bad
//!
//! ```md
//! ## Root cause
//!
//! An operator mistyped the name of the pool, and 40 disks left the map.
//! ```
//!
//! ## Good
//!
//! ```md
//! ## Root cause
//!
//! An operator mistyped the name of the pool, and 40 disks left the map. The console takes any pool
//! that exists and asks for no confirmation, however many disks are in use.
//! ```

use crate::document::Document;
use crate::finding::{Finding, Level, quote};
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "cause-human-error",
    level: Some(Level::Error),
    unwritten: false,
    check,
    source: include_str!("cause_human_error.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let finding = document.cause.human_error().map(|statement| {
        let words = quote(statement.text(document));
        let message = format!("the cause rests on a person: {words}; a reader cannot tell what of the system or process let the slip through, and so whether the next one is stopped");
        Finding::new(statement.span, message)
            .help("Say what made the slip possible and likely: the screen that looked alike, the command that asked for no confirmation, the check, limit or permission that was not there.")
    });
    finding.into_iter().collect()
}
