//! A cause is given, but not which change or condition in which component led by what mechanism to
//! the symptom.
//!
//! “A network issue”, “a configuration error”, “操作不当” fit every outage there ever was. A reader
//! who is told no more cannot judge whether the same can happen again, whether their own systems
//! are exposed to it, or whether the actions have anything to do with it.
//!
//! How it decides: it reads the sentences that tell the cause, under whatever heading and in prose
//! without headings. It leaves out the words that fit any outage (“failure”, “system”, “故障”), the
//! words that only repeat the symptom, and words that avoid saying what acted on what (“interplay”,
//! “topology”). Where fewer than six words of this incident remain, or fewer than the words that
//! avoid saying, no mechanism is told. One that is told anywhere in the document counts. That the
//! cause is not known is `cause-unknown`.
//!
//! ## Bad
//!
//! ```md
//! ## Root cause
//!
//! A configuration error in the payment system.
//! ```
//!
//! ## Good
//!
//! ```md
//! ## Root cause
//!
//! Release 4.2 cut the connection pool of `ledger` from 200 to 20. From 09:00 on, 90 payments a
//! second waited for one of 20 connections, and each gave up after five seconds.
//! ```

use crate::document::Document;
use crate::document::cause::{Cause, Statement};
use crate::finding::{Finding, Level, quote};
use crate::language::List;
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "cause-vague",
    level: Some(Level::Error),
    unwritten: false,
    check,
    source: include_str!("cause_vague.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let cause = &document.cause;
    cause.vague().map(|statement| finding(document, cause, statement)).into_iter().collect()
}

fn finding(document: &Document<'_>, cause: &Cause, statement: &Statement) -> Finding {
    let change = cause.names(List::ChangeWord) || cause.names(List::ConditionWord);
    let (absent, unknown) = match (change, cause.names_component()) {
        (false, false) => (
            "no change or condition, no component and no mechanism",
            "what changed or broke, where, and how that did this",
        ),
        (true, false) => ("no component and no mechanism", "what it acted on, and how that did this"),
        (false, true) => ("no change or condition and no mechanism", "what happened to it, and how that did this"),
        (true, true) => ("no mechanism", "how that led to what users saw"),
    };
    let words = quote(statement.text(document));
    Finding::new(statement.span, format!("{words} names {absent}: a reader cannot tell {unknown}"))
        .help("Write the chain from the change or condition to the symptom, each link with its component: “<release, setting or limit> in <component> made <component> do …, so that users …”.")
}
