//! An entry of the timeline is earlier than the one before it.
//!
//! The order of events is what a timeline is for: an entry out of place is either a slip of the pen
//! in its time, or it makes an effect seem to come before its cause. A timeline that runs from the
//! newest entry to the oldest throughout is in order; so are lists of facts (start, end, duration)
//! and quoted logs, which are no timeline.
//!
//! The fix sorts the entries by their times, where all of them are exact. Where it is the time that is
//! wrong, correct that first: sorting hides the slip. So the fix is made with `--unsafe` only where the
//! sorted order would put an entry behind the one that tells the end, or before the one that tells the
//! start, and where `time-impossible` or `milestone-contradiction` says that a time is wrong.
//!
//! ## Bad
//!
//! ```md
//! ### Timeline (UTC)
//!
//! - 2026-02-02 10:00 The export job starts
//! - 2026-02-02 10:45 Customers see empty exports
//! - 2026-02-02 10:20 Disk alert on export-3
//! - 2026-02-02 11:30 Exports are complete again
//! ```
//!
//! ## Good
//!
//! ```md
//! ### Timeline (UTC)
//!
//! - 2026-02-02 23:10 The export job starts
//! - 23:40 Disk alert on export-3
//! - 00:15 Customers see empty exports
//! - 01:30 Exports are complete again
//! ```

use super::{milestone_contradiction, time_impossible};
use crate::document::Document;
use crate::document::timeline::Entry;
use crate::edits::sorted_timeline;
use crate::finding::{Finding, Level};
use crate::language::SectionKind;
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "timeline-out-of-order",
    level: Some(Level::Warning),
    unwritten: false,
    check,
    source: include_str!("timeline_out_of_order.rs"),
};

fn check(document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    let chronology = &document.chronology;
    if chronology.is_newest_first() {
        return Vec::new();
    }
    let clocked = chronology.is_clocked();
    let mut findings = Vec::new();
    let mut before: Option<&Entry> = None;
    let mut mended = None;
    for (index, entry) in chronology.entries.iter().enumerate() {
        // A slip of the pen is time-impossible; the order goes on behind it.
        if chronology.is_slip(index) || clocked && !entry.moment.is_timed() {
            continue;
        }
        if let Some(before) = before.filter(|before| before.run == entry.run && entry.moment.is_before(&before.moment))
        {
            let words = |entry: &Entry| document.source.slice(entry.moment.span).trim().to_owned();
            let message = format!(
                "“{}” stands behind “{}”, which is later: a reader cannot tell which came first",
                words(entry),
                words(before)
            );
            let help = "move the entry to its place, or correct its time";
            let mut finding = Finding::new(entry.moment.span, message).help(help).section(SectionKind::Timeline);
            // One fix sorts the whole run.
            if mended != Some(entry.run) {
                mended = Some(entry.run);
                let run: Vec<&Entry> = chronology.entries.iter().filter(|other| other.run == entry.run).collect();
                finding.fix = sorted_timeline::sort(document, &run, || times_are_doubted(document, settings));
            }
            findings.push(finding);
        }
        before = Some(entry);
    }
    findings
}

/// Whether other rules find that a time of the incident must be wrong.
fn times_are_doubted(document: &Document<'_>, settings: &Settings) -> bool {
    [time_impossible::RULE, milestone_contradiction::RULE]
        .iter()
        .any(|rule| !(rule.check)(document, settings).is_empty())
}
