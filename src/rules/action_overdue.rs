//! An action was due before today and is not done.
//!
//! Either it is late, or the document no longer says what is so. A date without a year, a quarter
//! or a month is not judged.
//!
//! ## Bad
//!
//! ```md
//! ## Action items
//!
//! | Action | Owner | Due | Status | Ticket |
//! |---|---|---|---|---|
//! | Cap imports at 50,000 rows | Imports | 2024-02-01 | open | IMP-31 |
//! ```
//!
//! ## Good
//!
//! ```md
//! ## Action items
//!
//! | Action | Owner | Due | Status | Ticket |
//! |---|---|---|---|---|
//! | Cap imports at 50,000 rows | Imports | 2024-02-01 | done | IMP-31 |
//! ```

use jiff::civil::Date;

use crate::document::Document;
use crate::document::time::{PartialDate, scan_times};
use crate::finding::{Finding, Level, quote};
use crate::language::SectionKind;
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "action-overdue",
    level: Some(Level::Warning),
    unwritten: false,
    check,
    source: include_str!("action_overdue.rs"),
};

fn check(document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    let today = settings.now.to_zoned(jiff::tz::TimeZone::UTC).date();
    let mut findings = Vec::new();
    for action in document.actions.list.iter().filter(|action| !action.done) {
        let Some(due) = &action.due else { continue };
        let Some(day) = last_day(document, &due.text) else { continue };
        if day < today {
            let message = format!("{} was due on {day} and is not said to be done", quote(&action.text));
            let finding = Finding::new(due.span, message).section(SectionKind::Actions);
            findings.push(finding.help("Set its status, or give the new date and say why it moved."));
        }
    }
    findings
}

/// The last full date of a text: of a range, its end.
fn last_day(document: &Document<'_>, text: &str) -> Option<Date> {
    let times = scan_times(text, document.lang_of(text).words().time());
    let day = |date| match date {
        PartialDate::Full(day) => Some(day),
        _ => None,
    };
    times.iter().rev().find_map(|time| time.date.and_then(day))
}
