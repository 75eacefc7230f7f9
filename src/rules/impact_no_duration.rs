//! How long users were affected is neither stated nor given by a start and an end.
//!
//! Two minutes and two days are different incidents. A reader also needs the duration to know
//! which agreement applies, and to compare the document with what they saw themselves.
//!
//! A duration counts where the impact is told, as does a start with an end ("from 09:47 to
//! 10:36"), a field such as `Duration:`, or a timeline in which the incident starts and is
//! resolved. How long the repair of one part took does not count.
//!
//! ## Bad
//!
//! ```md
//! ### Impact
//!
//! On 11 August 2026, 380 parking meters took coins and printed no ticket.
//! ```
//!
//! ## Good
//!
//! ```md
//! ### Impact
//!
//! On 11 August 2026, 380 parking meters took coins and printed no ticket for 3 h 35 min.
//! ```

use crate::document::Document;
use crate::finding::{Finding, Level, excerpt};
use crate::language::SectionKind;
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "impact-no-duration",
    level: Some(Level::Error),
    unwritten: false,
    check,
    source: include_str!("impact_no_duration.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let Some(first) = document.impact.first().filter(|_| !document.impact.lasts) else { return Vec::new() };
    let words = excerpt(document.words_of(first));
    let message = format!("nothing says how long “{words}” lasted: no duration, and no start with an end");
    let finding = Finding::new(document.span_of(first), message).section(SectionKind::Impact).help(
        "Say from when to when users were affected, with the time zone, or for how long: \
         “from 09:47 to 10:36 UTC, 49 minutes”.",
    );
    vec![finding]
}
