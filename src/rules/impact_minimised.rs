//! Words play the impact on users down, and no number stands beside them.
//!
//! "A minor disruption for a small number of users" is the author's verdict, not the reader's. With
//! a number beside it ("a small number of users, 214") it is a fact that everybody can weigh;
//! without one it asks to be trusted, and costs trust.
//!
//! Judged are sentences that tell the impact on users: "some", "a few", "a subset", "a small
//! number" of those who are served; "minor", "brief", "limited" of an outage or its effect. A number
//! in the sentence, or in the list under it, settles it. What is said of causes, lessons, detection
//! or fixes is left alone, and so is "only" where it tells the scope.
//!
//! ## Bad
//!
//! ```md
//! ### Impact
//!
//! A small number of customers experienced brief delays.
//! ```
//!
//! ## Good
//!
//! ```md
//! ### Impact
//!
//! A small number of customers, 214 in all, waited up to 40 seconds.
//! ```

use crate::document::Document;
use crate::document::impact::PlayedDown;
use crate::finding::{Finding, Level, excerpt};
use crate::language::SectionKind;
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "impact-minimised",
    level: Some(Level::Warning),
    unwritten: false,
    check,
    source: include_str!("impact_minimised.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    document.impact.played_down.iter().map(|played_down| finding(document, played_down)).collect()
}

fn finding(document: &Document<'_>, played_down: &PlayedDown) -> Finding {
    let words = document.outline.blocks.get(played_down.block);
    let words = excerpt(words.map_or("", |block| block.text.slice(played_down.range.clone())));
    let message = format!("“{words}” makes the impact small without a number: a reader cannot tell how small");
    Finding::new(document.block_span(played_down.block, played_down.range.clone()), message)
        .section(SectionKind::Impact)
        .help(format!("Put the number in place of “{words}” or beside it: how many, which share, for how long."))
}
