//! Nothing says why tests, review, staging, redundancy, monitoring or limits did not stop it or
//! catch it earlier.
//!
//! A cause has two halves: what failed, and why nothing stood in its way. The second is where most
//! of the lessons are, and where a reader sees whether the next failure of another kind would get
//! through by the same gap.
//!
//! How it decides: a cause is told, and no sentence under a heading about safeguards, about the
//! cause or in the account of what happened names a safeguard together with what it lacked (“the
//! tests run on one database only”, “告警只看已完成的分区”). How the incident was noticed and what
//! will be added afterwards do not count.
//!
//! ## Bad
//!
//! ```md
//! ## Root cause
//!
//! The import wrote local times into a column that the planner reads as UTC, so from 29 March on every
//! connection was an hour early.
//! ```
//!
//! ## Good
//!
//! ```md
//! ## Root cause
//!
//! The import wrote local times into a column that the planner reads as UTC, so from 29 March on every
//! connection was an hour early. In winter both are the same here, so the tests of January passed.
//! ```

use crate::document::Document;
use crate::finding::{Finding, Level};
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "cause-no-safeguard",
    level: Some(Level::Info),
    unwritten: true,
    check,
    source: include_str!("cause_no_safeguard.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let finding = document.cause.unguarded().map(|statement| {
        Finding::new(statement.span, "nothing says why no test, review, staging, redundancy, monitoring or limit stopped this or caught it earlier: a reader cannot tell whether another failure would get through by the same gap")
            .help("Name the safeguard that should have caught it and why it did not: “the test data has …, so …”, “the alarm looks at … only”; or say that there was none.")
    });
    finding.into_iter().collect()
}
