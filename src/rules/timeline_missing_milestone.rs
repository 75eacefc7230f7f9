//! The timeline has no entry that says when the incident started, was detected, or was resolved.
//!
//! Without these three a reader can compute neither how long it lasted nor how long it went
//! unnoticed. The subject is the milestone: `started`, `detected` or `resolved`. A milestone may
//! stand in a milestone column, in the words of an entry ("the outage begins", "alert", "all
//! clear"), in a list of facts ("Resolved: 10:20") or in the front matter. A timeline that begins
//! with anything but its detection begins with the start.
//!
//! ## Subjects
//!
//! - `started`: when it began
//! - `detected`: when it was noticed
//! - `resolved`: when it was over
//!
//! ## Bad
//!
//! ```md
//! ### Timeline (UTC)
//!
//! - 07:02 The outage begins: badge readers at gate 4 stop answering
//! - 07:10 The alert on silent readers fires
//! - 07:35 The firmware is found to wait for a time server that was switched off
//! ```
//!
//! ## Good
//!
//! ```md
//! ### Timeline (UTC)
//!
//! - 07:02 The outage begins: badge readers at gate 4 stop answering
//! - 07:10 The alert on silent readers fires
//! - 08:15 All clear: each reader answers again
//! ```

use crate::document::Document;
use crate::document::timeline::{Entry, Stage};
use crate::finding::{Finding, Level};
use crate::language::SectionKind;
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "timeline-missing-milestone",
    level: Some(Level::Warning),
    unwritten: true,
    check,
    source: include_str!("timeline_missing_milestone.rs"),
};

/// Fewer entries are no timeline, and that is section-missing.
const ENOUGH: usize = 3;
/// So many entries are the end of a timeline.
const END: usize = 2;

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let chronology = &document.chronology;
    if chronology.entries.len() < ENOUGH {
        return Vec::new();
    }
    let mut entries: Vec<&Entry> = chronology.entries.iter().collect();
    if chronology.is_newest_first() {
        entries.reverse();
    }
    let untimed = |stage: Stage| chronology.untimed.iter().any(|entry| entry.stages.contains(&stage));
    let given = |stage: Stage| chronology.milestone(stage).is_some() || untimed(stage);
    // What a timeline tells first is how it began, unless that is how it was noticed.
    let begins = entries.first().is_some_and(|first| !first.stages.contains(&Stage::Detected));
    let hints = |entry: &&&Entry, stage: Stage| entry.hints.contains(&stage);
    let noticed = entries.iter().any(|entry| hints(&entry, Stage::Detected))
        || chronology.untimed.iter().any(|entry| entry.hints.contains(&Stage::Detected));
    let ends = entries.iter().rev().take(END).any(|entry| hints(&entry, Stage::Resolved));
    let mut findings = Vec::new();
    let mut missing = |stage: Stage, place: Option<&&Entry>, unknown: &str, example: &str| {
        let Some(entry) = place else { return };
        let message = format!("no entry of the timeline says when {unknown}");
        let finding = Finding::new(entry.moment.span, message).subject(stage.name()).help(example);
        findings.push(finding.section(SectionKind::Timeline));
    };
    if !given(Stage::Started) && !begins {
        let help =
            "add the entry of the first effect on users, even if it was reconstructed later, and mark it as the start";
        missing(Stage::Started, entries.first(), "the incident started; the first one is about noticing it", help);
    }
    if !given(Stage::Detected) && !noticed {
        let help = "add the entry of the first alert, call or report, and who or what it came from";
        missing(Stage::Detected, entries.first(), "anybody noticed the incident", help);
    }
    // What hit others ends elsewhere.
    if !document.impact.spares_us && (!(given(Stage::Resolved) || ends) || chronology.is_left_open()) {
        let help = "add the entry at which users were served as before, and say that it is the end";
        missing(Stage::Resolved, entries.last(), "it was over", help);
    }
    findings
}
