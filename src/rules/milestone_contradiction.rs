//! The document gives one milestone two times: in the front matter and in the body, in a list of
//! facts and in the timeline, or in the summary and in the timeline.
//!
//! A reader cannot tell which of them the stated duration, and whatever is paid for it, rests on.
//! The same moment in two zones is no contradiction.
//!
//! ## Subjects
//!
//! - `<milestone>`: the milestone that has two times, such as `detected`
//!
//! ## Bad
//!
//! ```md
//! - Started: 2026-05-02 05:30 UTC
//! - Resolved: 2026-05-02 07:20 UTC
//!
//! | Time (UTC) | Milestone | Event |
//! |---|---|---|
//! | 2026-05-02 06:30 | started | The uplink of pop-7 drops packets |
//! | 2026-05-02 06:41 | detected | The network team is paged |
//! | 2026-05-02 07:20 | resolved | The uplink is replaced |
//! ```
//!
//! ## Good
//!
//! ```md
//! - Started: 2026-05-02 08:30 UTC+2
//! - Resolved: 2026-05-02 07:20 UTC
//!
//! | Time (UTC) | Milestone | Event |
//! |---|---|---|
//! | 2026-05-02 06:30 | started | The uplink of pop-7 drops packets |
//! | 2026-05-02 06:41 | detected | The network team is paged |
//! | 2026-05-02 07:20 | resolved | The uplink is replaced |
//! ```

use crate::document::Document;
use crate::document::timeline::{Milestone, Moment, Origin, Stage};
use crate::finding::{Finding, Level};
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "milestone-contradiction",
    level: Some(Level::Error),
    unwritten: false,
    check,
    source: include_str!("milestone_contradiction.rs"),
};

/// Seconds by which two statements of one moment may differ.
const ROUNDING: i64 = 60;
/// The same where one of them says "about".
const ROUGH: i64 = 1_800;

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    Stage::ALL.into_iter().filter_map(|stage| contradiction(document, stage)).collect()
}

fn contradiction(document: &Document<'_>, stage: Stage) -> Option<Finding> {
    let stated: Vec<&Milestone> = document
        .chronology
        .milestones
        .iter()
        .filter(|found| found.stage == stage && found.origin != Origin::Words)
        .collect();
    let first = stated.first()?;
    let other = stated.iter().find(|other| other.origin != first.origin && differ(&first.moment, &other.moment))?;
    // One statement elsewhere that agrees shows that the others speak of something else.
    if stated.iter().any(|same| same.origin == other.origin && !differ(&first.moment, &same.moment)) {
        return None;
    }
    let words = |moment: &Moment| document.source.slice(moment.span).trim().to_owned();
    let (one, two) = (words(&first.moment), words(&other.moment));
    let message = format!(
        "“{two}” and “{one}” (line {}) are both given as the milestone “{}”: a reader cannot tell which holds",
        document.source.position(first.moment.span.start).line,
        stage.name()
    );
    Some(Finding::new(other.moment.span, message).subject(stage.name()).help("Correct the one that is wrong."))
}

fn differ(a: &Moment, b: &Moment) -> bool {
    if !a.is_timed() || !b.is_timed() {
        return a.dated && b.dated && a.civil.date() != b.civil.date();
    }
    let slack = if a.approximate || b.approximate { ROUGH } else { ROUNDING };
    // Where a date is not known on both sides, only the time of day can be compared.
    let apart = (a.seconds() - b.seconds()).abs();
    let apart = if a.dated && b.dated { apart } else { apart % 86_400 };
    apart > slack
}
