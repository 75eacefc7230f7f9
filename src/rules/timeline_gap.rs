//! The timeline is silent for long while the incident was open.
//!
//! A hole of hours between two entries often hides what did not work. Off by default: how long is
//! too long differs from team to team.
//!
//! ## Options
//!
//! - `minutes`: the longest gap that is not reported (120).
//!
//! ## Bad
//!
//! ```md
//! ### Timeline (UTC)
//!
//! - 07:02 The outage begins
//! - 07:10 The alert on silent readers fires
//! - 12:15 All clear: each reader answers again
//! ```
//!
//! ## Good
//!
//! ```md
//! ### Timeline (UTC)
//!
//! - 07:02 The outage begins
//! - 07:10 The alert on silent readers fires
//! - 08:15 All clear: each reader answers again
//! ```

use crate::document::Document;
use crate::document::timeline::{Entry, Stage};
use crate::finding::{Finding, Level};
use crate::language::SectionKind;
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule =
    Rule { name: "timeline-gap", level: None, unwritten: false, check, source: include_str!("timeline_gap.rs") };

/// The longest gap that is not reported, in minutes.
const MINUTES: u64 = 120;

fn check(document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    let chronology = &document.chronology;
    let minutes = settings.option(RULE.name, "minutes").and_then(serde_json::Value::as_u64).unwrap_or(MINUTES);
    let longest = i64::try_from(minutes).unwrap_or(i64::MAX).saturating_mul(60);
    let mut findings = Vec::new();
    for pair in chronology.entries.windows(2) {
        let [before, after] = pair else { continue };
        let timed = before.moment.is_timed() && after.moment.is_timed();
        let seconds = (after.moment.seconds() - before.moment.seconds()).abs();
        if is_over(before) {
            break;
        }
        if timed && seconds > longest {
            let words = |entry: &Entry| document.source.slice(entry.moment.span).trim().to_owned();
            let message = format!(
                "between “{}” and “{}” the timeline is silent for {} minutes while the incident was open",
                words(before),
                words(after),
                seconds / 60
            );
            let help = "say what was tried meanwhile, or that nobody worked on it";
            let finding = Finding::new(after.moment.span, message).help(help).level(Level::Info);
            findings.push(finding.section(SectionKind::Timeline));
        }
    }
    findings
}

fn is_over(entry: &Entry) -> bool {
    entry.stages.contains(&Stage::Resolved)
}
