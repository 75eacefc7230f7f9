//! A time cannot be: an incident noticed before it began, over before it was noticed, in the
//! future, or in a year or on a day that is a slip of the pen.
//!
//! Judged are milestones that are labelled as such (front matter, milestone column, lists of
//! facts) and the dates of the timeline. Due dates of actions may lie in the future.
//!
//! ## Bad
//!
//! ```md
//! - Started: 2026-05-02 06:50 UTC
//! - Detected: 2026-05-02 06:30 UTC
//! - Resolved: 2026-05-02 07:20 UTC
//! ```
//!
//! ## Good
//!
//! ```md
//! - Started: 2026-05-02 06:30 UTC
//! - Detected: 2026-05-02 06:50 UTC
//! - Resolved: 2026-05-02 07:20 UTC
//! ```

use jiff::{Timestamp, ToSpan, tz::TimeZone};

use crate::document::Document;
use crate::document::timeline::{Milestone, Moment, Origin, Stage};
use crate::finding::{Finding, Level};
use crate::language::SectionKind;
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "time-impossible",
    level: Some(Level::Error),
    unwritten: false,
    check,
    source: include_str!("time_impossible.rs"),
};

/// Stages of which the second cannot come before the first, and how to say so.
const ORDER: [(Stage, Stage, &str); 4] = [
    (Stage::Started, Stage::Detected, "was detected before it started"),
    (Stage::Detected, Stage::Resolved, "was resolved before it was detected"),
    (Stage::Started, Stage::Resolved, "was resolved before it started"),
    (Stage::Acknowledged, Stage::Resolved, "was resolved before anybody declared it or took it up"),
];

fn check(document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    order(document).into_iter().chain(dates(document, settings.now)).collect()
}

/// Milestones that come before what they follow from; the first such pair says enough.
fn order(document: &Document<'_>) -> Option<Finding> {
    let labelled = |stage| document.chronology.milestone(stage).filter(|found| found.origin != Origin::Words);
    ORDER.into_iter().find_map(|(first, second, how)| {
        let (before, after): (&Milestone, &Milestone) = (labelled(first)?, labelled(second)?);
        after.moment.is_before(&before.moment).then(|| {
            let words = |moment: &Moment| document.source.slice(moment.span).trim().to_owned();
            let (earlier, later) = (words(&after.moment), words(&before.moment));
            let message = format!(
                "by these times the incident {how}: {second} “{earlier}”, {first} “{later}”",
                second = second.name(),
                first = first.name()
            );
            Finding::new(after.moment.span, message)
                .help("Correct the time that is wrong, and what is computed from it.")
        })
    })
}

/// Entries and milestones in the future, and dates that are none.
fn dates(document: &Document<'_>, now: Timestamp) -> Vec<Finding> {
    let chronology = &document.chronology;
    // Somewhere on Earth it is already the day after.
    let today = now.to_zoned(TimeZone::UTC).date().saturating_add(1.day());
    let mut findings = Vec::new();
    for (index, entry) in chronology.entries.iter().enumerate() {
        let words = document.source.slice(entry.moment.span).trim();
        let future = entry.own_date && entry.moment.date().is_some_and(|date| date > today);
        let message = if entry.impossible {
            format!("“{words}” is no date: a reader cannot tell when that was")
        } else if chronology.is_slip(index) {
            format!("“{words}” is far away from the entries around it: its date must be a slip of the pen")
        } else if future {
            format!("“{words}” lies in the future, and a timeline tells what has happened")
        } else {
            continue;
        };
        let finding = Finding::new(entry.moment.span, message).help("Correct the date.");
        findings.push(finding.section(SectionKind::Timeline));
    }
    for milestone in
        chronology.milestones.iter().filter(|found| matches!(found.origin, Origin::FrontMatter | Origin::Fact))
    {
        if milestone.moment.date().is_some_and(|date| date > today) {
            let words = document.source.slice(milestone.moment.span).trim();
            let message = format!("“{words}” ({}) lies in the future", milestone.stage.name());
            findings.push(Finding::new(milestone.moment.span, message).help("Correct the date."));
        }
    }
    findings
}
