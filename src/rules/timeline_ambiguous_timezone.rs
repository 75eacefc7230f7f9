//! A time zone is abbreviated in a way that several places use, or that is not in force on that day.
//!
//! CST is UTC-6 in Chicago and UTC+8 in Beijing; EST in July may mean New York time, which is EDT
//! then, or what it says. A reader can be an hour or half a day wrong. An offset or a place beside
//! the abbreviation, once in the document, settles it.
//!
//! ## Bad
//!
//! ```md
//! ### Timeline
//!
//! - 2026-01-20 08:10 CST: uploads begin to fail
//! - 2026-01-20 08:22 CST: alert
//! - 2026-01-20 09:05 CST: uploads work again
//! ```
//!
//! ## Good
//!
//! ```md
//! All times are CST (UTC+8).
//!
//! ### Timeline
//!
//! - 2026-01-20 08:10 CST: uploads begin to fail
//! - 2026-01-20 08:22 CST: alert
//! - 2026-01-20 09:05 CST: uploads work again
//! ```

use crate::document::Document;
use crate::document::time::Zone;
use crate::document::timeline::{Moment, is_settled};
use crate::finding::{Finding, Level};
use crate::language::SectionKind;
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "timeline-ambiguous-timezone",
    level: Some(Level::Warning),
    unwritten: false,
    check,
    source: include_str!("timeline_ambiguous_timezone.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let chronology = &document.chronology;
    let entries = chronology.entries.iter().map(|entry| &entry.moment);
    let mut reported: Vec<&str> = Vec::new();
    let mut findings = Vec::new();
    for moment in entries.chain(chronology.moments.iter().flatten()).filter(|moment| moment.is_timed()) {
        let Some((name, why, help)) = ambiguity(moment) else { continue };
        if reported.contains(&name) || is_settled(document, name) {
            continue;
        }
        reported.push(name);
        let words = document.source.slice(moment.span).trim();
        let message = format!("“{words}” is in {name}, {why}");
        findings.push(Finding::new(moment.span, message).help(help).section(SectionKind::Timeline));
    }
    findings
}

/// The abbreviation, why it is ambiguous, and what to write instead.
fn ambiguity(moment: &Moment) -> Option<(&str, String, String)> {
    let zone = moment.zone.as_ref()?;
    match zone {
        Zone::Ambiguous { name, readings } => Some((
            name,
            format!("which may be {readings}: a reader cannot tell when that was"),
            format!("give the offset from UTC, or say once what {name} is"),
        )),
        Zone::Seasonal { name, offset, region } => {
            let date = moment.date().filter(|date| zone.is_out_of_season(*date))?;
            let place = region.rsplit('/').next().unwrap_or_default().replace('_', " ");
            Some((
                name,
                format!("which is not in force in {place} on {date}: a reader cannot tell whether it is an hour off"),
                format!("give the offset from UTC; {name} is UTC{offset}"),
            ))
        }
        _ => None,
    }
}
