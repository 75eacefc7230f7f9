//! The document gives clock times, and no time zone covers them.
//!
//! A reader elsewhere cannot place the incident in their own logs. A zone may stand beside a time,
//! in a heading or a column header ("Time (UTC)"), in a sentence ("All times are CET") or in the
//! front matter (`timezone:`); one of them is enough. Bare dates need none.
//!
//! ## Bad
//!
//! ```md
//! ### Timeline
//!
//! - 09:14 First calls from the branches
//! - 09:31 The print queue is found stuck
//! - 09:45 The job is removed, printing resumes
//! ```
//!
//! ## Good
//!
//! ```md
//! ### Timeline (UTC)
//!
//! - 09:14 First calls from the branches
//! - 09:31 The print queue is found stuck
//! - 09:45 The job is removed, printing resumes
//! ```

use crate::document::Document;
use crate::finding::{Finding, Level};
use crate::language::SectionKind;
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "timeline-no-timezone",
    level: Some(Level::Warning),
    unwritten: false,
    check,
    source: include_str!("timeline_no_timezone.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let chronology = &document.chronology;
    if chronology.zones().default().is_some() {
        return Vec::new();
    }
    let entries = chronology.entries.iter().map(|entry| &entry.moment);
    let prose = chronology.moments.iter().flatten();
    let Some(first) = entries.chain(prose).find(|moment| moment.is_timed()) else { return Vec::new() };
    let words = document.source.slice(first.span).trim();
    let message =
        format!("“{words}” has no time zone, and none is stated anywhere: a reader cannot tell when that was");
    let help = "name the zone once, in the heading (“Timeline (UTC)”), in a sentence under it (“All times are UTC.”) or as `timezone:` in the front matter";
    vec![Finding::new(first.span, message).help(help).section(SectionKind::Timeline)]
}
