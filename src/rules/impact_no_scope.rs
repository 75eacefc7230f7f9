//! The impact names neither services nor regions nor kinds of customers.
//!
//! "Some requests failed" leaves every customer wondering whether they were meant. A reader looks
//! for their own service, region or plan, and when none is named cannot rule themselves out.
//!
//! Whatever names something counts: a service, a feature, a place, a plan, a kind of customer, also
//! in the title or in a field such as `services:`. The rule fires only where the sentences about
//! users hold nothing but general words ("customers", "requests", "errors", times).
//!
//! ## Bad
//!
//! ```md
//! ### Impact
//!
//! For 50 minutes on 3 March 2026, 2.4 % of calls ended in an error.
//! ```
//!
//! ## Good
//!
//! ```md
//! ### Impact
//!
//! For 50 minutes on 3 March 2026, 2.4 % of the card payments of hotels ended in an error.
//! ```

use crate::document::Document;
use crate::finding::{Finding, Level, excerpt};
use crate::language::SectionKind;
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "impact-no-scope",
    level: Some(Level::Warning),
    unwritten: false,
    check,
    source: include_str!("impact_no_scope.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let Some(first) = document.impact.first().filter(|_| !document.impact.scoped) else { return Vec::new() };
    let words = excerpt(document.words_of(first));
    let message = format!(
        "“{words}” names no service, no region and no kind of customer: nobody can tell whether they were meant"
    );
    let finding = Finding::new(document.span_of(first), message)
        .section(SectionKind::Impact)
        .help("Name what was affected: which service or feature, in which regions, for which customers or plans.");
    vec![finding]
}
