//! Data was lost, and nothing said restores it or makes it good.
//!
//! A credit for the downtime does not bring back what a customer had stored. Whoever lost data
//! needs to know whether it comes back, from where and when, and what they get for what does not.
//!
//! The rule looks for sentences that say data was lost ("the last writes are gone") and for
//! anything that says it was restored, replayed, recreated or made good.
//!
//! ## Bad
//!
//! ```md
//! ### Impact
//!
//! The photos that 640 members uploaded between 1 and 4 May are lost.
//!
//! ### Compensation
//!
//! Each of the 640 members is credited 10 % of the fee for May, automatically, on 30 June 2026.
//! ```
//!
//! ## Good
//!
//! ```md
//! ### Impact
//!
//! The photos that 640 members uploaded between 1 and 4 May were lost on our servers.
//!
//! ### Compensation
//!
//! All of them were restored from the image cache by 12 May 2026. In addition, each of the 640
//! members is credited 10 % of the fee for May, automatically, on 30 June 2026.
//! ```

use crate::document::Document;
use crate::finding::{Finding, Level, excerpt};
use crate::language::SectionKind;
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "compensation-data-loss-uncovered",
    level: Some(Level::Error),
    unwritten: false,
    check,
    source: include_str!("compensation_data_loss_uncovered.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let data = &document.impact.data;
    let covered = data.restored || document.field(SectionKind::Compensation, "lost-data").is_some();
    let Some(lost) = data.lost.as_ref().filter(|_| !covered) else { return Vec::new() };
    let words = excerpt(document.words_of(lost));
    let message = format!("“{words}”: data was lost, and nothing restores it or makes it good");
    let finding = Finding::new(document.span_of(lost), message).section(SectionKind::Compensation).help(
        "Say what is done about the data itself: restored from where and when, or what its owners get in its place.",
    );
    vec![finding]
}
