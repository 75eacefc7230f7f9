//! The impact is told without a count, a share, a rate or a sum of money.
//!
//! "Some users saw errors" can mean three users or all of them. A reader who wants to know whether
//! it was them, and how bad it was, needs a number: users, requests, orders, jobs, a percentage, a
//! sum. "All users" and "every request" are numbers, too.
//!
//! The sentences that tell what users experienced are read under headings about impact and in the
//! prose of the summary, the opening lines and headings that are not known. A number of servers, a
//! status code, a duration or a time is no measure of the impact.
//!
//! ## Bad
//!
//! ```md
//! ### Impact
//!
//! From 10:00 to 10:50 UTC users of the tax form were shown errors.
//! ```
//!
//! ## Good
//!
//! ```md
//! ### Impact
//!
//! From 10:00 to 10:50 UTC 3,120 users of the tax form, one in five, were shown errors.
//! ```

use crate::document::{Document, Place};
use crate::finding::{Finding, Level, excerpt};
use crate::language::SectionKind;
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "impact-unquantified",
    level: Some(Level::Error),
    unwritten: false,
    check,
    source: include_str!("impact_unquantified.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    // Where only the timeline speaks of users, in passing, there is no account to be measured.
    let described = document.impact.first().filter(|first| first.place != Place::Timeline);
    let Some(first) = described.filter(|_| !document.impact.quantified) else { return Vec::new() };
    let words = excerpt(document.words_of(first));
    let message = format!("“{words}” gives no number: a reader cannot tell how many were affected, or which share");
    let finding = Finding::new(document.span_of(first), message).section(SectionKind::Impact).help(
        "Say how many users, requests, orders or jobs were affected, or which share of them: \
         “3,120 of 15,600 users”, “22 % of requests”, “all customers in the region”.",
    );
    vec![finding]
}
