//! The downtime that a document states, by subject and month.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Month;
use crate::document::Document;
use crate::document::timeline::{Moment, Stage};
use crate::document::yaml::{Node, Value};
use crate::language::SectionKind;
use crate::standards::moments;
use crate::standards::ratio::Ratio;

/// Outages of one document that are counted.
const MAX_OUTAGES: usize = 1_000;
/// Months that one outage may cross.
const MAX_MONTHS: usize = 24;

/// A time without service.
#[derive(Clone, Debug)]
pub struct Outage {
    /// Which service or region, where the document tells several apart.
    pub subject: Option<String>,
    /// All of it, in seconds.
    pub length: Ratio,
    /// The seconds in each month that it touches.
    pub parts: Vec<(Month, Ratio)>,
    /// As it is written.
    pub words: String,
}

/// A downtime as it is stated.
struct StatedDowntime {
    subject: Option<String>,
    words: String,
    month: Option<String>,
}

/// All outages of a document; none where no downtime is stated or its month is not known. `zone`:
/// whose months count.
pub fn read(document: &Document<'_>, zone: &TimeZone) -> Vec<Outage> {
    let started = moments::milestone(document, Stage::Started.name());
    let month = impact(document, "month").and_then(Node::text);
    let stated = stated(document);
    if stated.is_empty() {
        let resolved = moments::milestone(document, Stage::Resolved.name());
        let (Some(started), Some(resolved)) = (started, resolved) else { return Vec::new() };
        let (Some(from), Some(to)) = (started.instant, resolved.instant) else { return Vec::new() };
        let length = Ratio::thousandths(to.as_millisecond() - from.as_millisecond());
        let outage = Outage {
            subject: None,
            length,
            parts: split(from, to, zone),
            words: format!("from {} to {}", started.words, resolved.words),
        };
        return if to > from { vec![outage] } else { Vec::new() };
    }
    let of_document = || {
        let date = started.as_ref().and_then(|moment| moment.date);
        let date = date.or_else(|| document.value_text("date").and_then(|date| date.trim().parse().ok()));
        let moments = document.chronology.entries.iter().map(|entry| &entry.moment);
        let mut moments = moments.chain(document.chronology.moments.iter().flatten());
        date.or_else(|| moments.find_map(Moment::date)).map(Month::of)
    };
    let outages = stated.into_iter().take(MAX_OUTAGES).filter_map(|stated| {
        let length = length(document, &stated.words)?;
        let named = stated.month.as_deref().or(month).map(Month::parse);
        let parts = match (named, started.as_ref().and_then(|moment| moment.instant)) {
            (Some(named), _) => vec![(named?, length)],
            // It is taken to run from the start without a break.
            (None, Some(from)) => split(from, later(from, length)?, zone),
            (None, None) => vec![(of_document()?, length)],
        };
        Some(Outage { subject: stated.subject, length, parts, words: stated.words })
    });
    outages.collect()
}

/// The words of a downtime that can be read.
pub fn undated(document: &Document<'_>) -> Option<String> {
    stated(document).into_iter().map(|stated| stated.words).find(|words| length(document, words).is_some())
}

/// `impact: {downtime: …}`, else the labelled values "Downtime" and "Downtime (S3)".
fn stated(document: &Document<'_>) -> Vec<StatedDowntime> {
    if let Some(node) = impact(document, "downtime") {
        return match &node.value {
            Value::List(items) => items.iter().filter_map(of_item).collect(),
            _ => of_item(node).into_iter().collect(),
        };
    }
    let fields = document.fields.iter().filter(|field| field.is("downtime") && !field.value.is_empty());
    let fields = fields.filter(|field| {
        let topic = document.outline.topic(field.section);
        topic.is_none_or(|topic| topic.section() == Some(SectionKind::Impact))
    });
    let of_field = |field: &crate::document::Field| StatedDowntime {
        subject: parenthesis(&field.label),
        words: field.value.plain().trim().to_owned(),
        month: None,
    };
    fields.map(of_field).collect()
}

fn of_item(node: &Node) -> Option<StatedDowntime> {
    let text = |key: &str| node.get(key).and_then(Node::text).map(|text| text.trim().to_owned());
    let words = node.text().map(str::to_owned).or_else(|| text("downtime"))?;
    Some(StatedDowntime { subject: text("subject"), words, month: text("month") })
}

/// A value of the impact in the front matter or YAML document.
fn impact<'d>(document: &'d Document<'_>, key: &str) -> Option<&'d Node> {
    document.value("impact")?.get(key).filter(|node| !node.is_null())
}

/// "S3" of "Downtime (S3)".
fn parenthesis(label: &str) -> Option<String> {
    let (_, behind) = label.split_once(['(', '（'])?;
    let (inner, _) = behind.split_once([')', '）'])?;
    Some(inner.trim().to_owned()).filter(|inner| !inner.is_empty())
}

/// The first duration of a text, in seconds.
fn length(document: &Document<'_>, words: &str) -> Option<Ratio> {
    moments::duration(document, words).map(|(_, most)| most)
}

fn later(from: Timestamp, length: Ratio) -> Option<Timestamp> {
    let millis: i64 = length.times(1_000).rounded(0).parse().ok()?;
    Timestamp::from_millisecond(from.as_millisecond().checked_add(millis)?).ok()
}

/// The seconds from one moment to another in each month of a zone.
fn split(from: Timestamp, to: Timestamp, zone: &TimeZone) -> Vec<(Month, Ratio)> {
    let mut parts = Vec::new();
    let (mut at, mut month) = (from, Month::holding(from, zone));
    while at < to && parts.len() < MAX_MONTHS {
        let end = month.next().start(zone).filter(|end| *end < to).unwrap_or(to);
        parts.push((month, Ratio::thousandths(end.as_millisecond() - at.as_millisecond())));
        (at, month) = (end, month.next());
    }
    if parts.is_empty() { vec![(month, Ratio::ZERO)] } else { parts }
}
