//! A pledge of compensation has no form, no amount, no formula, and no clause that gives one.
//!
//! "We will compensate customers in accordance with our agreements" promises nothing that anybody
//! could hold the author to. A customer cannot tell whether they get a cent or a year, and has to
//! ask; most do not.
//!
//! What counts: a sum, a percentage, a number of things ("500 feathers"), a formula ("the shipping
//! fee", "one tenth of the monthly fee"), or a numbered clause that fixes both ("section 9 of the
//! terms"). It may stand in another sentence or table about the same compensation. Lessons, features
//! ("the refund button") and what a customer asks for are no pledges.
//!
//! ## Bad
//!
//! ```md
//! ### Compensation
//!
//! Customers who were affected will be compensated in accordance with their agreements.
//! ```
//!
//! ## Good
//!
//! ```md
//! ### Compensation
//!
//! Under section 5.2 of the agreement every customer of the region is credited 25 % of the July
//! charge. The credit is automatic and appears on the August invoice.
//! ```

use crate::document::{Document, Unit};
use crate::finding::{Finding, Level, excerpt};
use crate::language::SectionKind;
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "compensation-vague",
    level: Some(Level::Error),
    unwritten: false,
    check,
    source: include_str!("compensation_vague.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    document.compensation.vague.iter().map(|pledge| finding(document, pledge)).collect()
}

fn finding(document: &Document<'_>, pledge: &Unit) -> Finding {
    let words = excerpt(document.words_of(pledge));
    let message =
        format!("“{words}” names no form, no amount, no formula and no clause: nobody can tell what they will get");
    Finding::new(document.span_of(pledge), message).section(SectionKind::Compensation).help(
        "Say the form and the amount, or the numbered clause that gives both: “a credit of 10 % of the monthly fee \
         under section 5.2”.",
    )
}
