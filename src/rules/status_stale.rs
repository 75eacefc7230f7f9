//! A draft or review has not moved for weeks.
//!
//! A postmortem that is never finished is read as if it were. The newest date in the document, up to
//! today, tells when somebody last worked on it; more than 30 days ago is stale. Due dates that lie
//! ahead do not count, and a document without any date is left alone.
//!
//! ## Options
//!
//! - `days`: how old the newest date may be (30)
//!
//! ## Bad
//!
//! ```md
//! ---
//! status: draft
//! date: 2024-03-04
//! ---
//! # Store finder offline
//! ```
//!
//! ## Good
//!
//! ```md
//! ---
//! status: final
//! date: 2024-03-04
//! ---
//! # Store finder offline
//! ```

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::document::Document;
use crate::document::meta::Status;
use crate::document::time::{PartialDate, scan_times};
use crate::document::yaml::{Node, Value};
use crate::finding::{Finding, Level};
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "status-stale",
    level: Some(Level::Warning),
    unwritten: false,
    check,
    source: include_str!("status_stale.rs"),
};

/// Days after which a draft is stale, unless the option says otherwise.
const DAYS: i64 = 30;

fn check(document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    let open = matches!(document.meta.status(), Some(Status::Draft | Status::Review));
    let Some(status) = document.meta.entry("status").filter(|_| open) else { return Vec::new() };
    let today = settings.now.to_zoned(TimeZone::UTC).date();
    let days = settings.option(RULE.name, "days").and_then(serde_json::Value::as_i64).unwrap_or(DAYS);
    let Some(newest) = newest_date(document, today) else { return Vec::new() };
    let age = today.duration_since(newest).as_hours() / 24;
    if age <= days {
        return Vec::new();
    }
    let word = document.source.slice(status.node.span);
    let message = format!(
        "the status is “{word}”, and the newest date here is {newest}, {age} days ago: a reader cannot tell whether this still holds"
    );
    let help = "Finish it and set `status: final`, or say with a date what is still missing and who is at it.";
    vec![Finding::new(status.node.span, message).help(help)]
}

/// The newest full date up to today, in the text or the front matter.
fn newest_date(document: &Document<'_>, today: Date) -> Option<Date> {
    let in_text = document.chronology.moments.iter().flatten().filter_map(|moment| moment.date());
    let mut in_data = Vec::new();
    if let Some(root) = document.data.as_ref().and_then(|yaml| yaml.root.as_ref()) {
        collect_dates(document, root, &mut in_data);
    }
    in_text.chain(in_data).filter(|date| *date <= today).max()
}

/// The dates of all values below a node; the parser bounds the depth.
fn collect_dates(document: &Document<'_>, node: &Node, dates: &mut Vec<Date>) {
    match &node.value {
        Value::Null => {}
        Value::Text { text, .. } => {
            let mentions = scan_times(text, document.lang.words().time());
            dates.extend(mentions.iter().filter_map(|mention| match mention.date {
                Some(PartialDate::Full(date)) => Some(date),
                _ => None,
            }));
        }
        Value::List(items) => items.iter().for_each(|item| collect_dates(document, item, dates)),
        Value::Map(entries) => entries.iter().for_each(|entry| collect_dates(document, &entry.node, dates)),
    }
}
