//! Moments with a meaning: milestones, filings. A bare date never becomes midnight, and a clock time
//! without a zone stands for no instant.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::temporal::Pieces;
use jiff::tz::{Offset, TimeZone};

use super::ratio::Ratio;
use crate::document::Document;
use crate::document::duration::scan_durations;
use crate::document::time::{PartialDate, Zone, scan_times};
use crate::document::timeline::{Moment, Stage};
use crate::document::yaml::{Node, Value};
use crate::source::Span;

/// A moment as far as it is stated.
#[derive(Clone, Debug)]
pub struct StatedMoment {
    /// The instant, where date, clock time and zone are known.
    pub instant: Option<Timestamp>,
    /// The date, where it is known.
    pub date: Option<Date>,
    /// As it is written.
    pub words: String,
    /// Where it stands.
    pub span: Span,
}

/// A milestone by its name: from the front matter, else from the timeline.
pub fn milestone(document: &Document<'_>, name: &str) -> Option<StatedMoment> {
    let stated = document.value("milestones").and_then(|all| all.get(name));
    if let Some(moment) = stated.and_then(|node| read(document, node)) {
        return Some(moment);
    }
    let known = Stage::from_name(name).and_then(|stage| document.chronology.milestone(stage));
    if let Some(known) = known {
        return Some(of_moment(document, &known.moment));
    }
    let named = |words: &str| slug(words) == name;
    let mut entries = document.chronology.entries.iter();
    let entry = entries.find(|entry| entry.milestone.as_ref().is_some_and(|words| named(words.plain())))?;
    Some(of_moment(document, &entry.moment))
}

/// A moment that is written as a value. `None` where nothing is written.
pub fn read(document: &Document<'_>, node: &Node) -> Option<StatedMoment> {
    let words = node.text()?.trim().to_owned();
    let stated_as = |instant, date| StatedMoment { instant, date, words: words.clone(), span: node.span };
    if words.is_empty() {
        return None;
    }
    if let Ok(instant) = words.parse::<Timestamp>() {
        // The date is that of the offset it is written with.
        let date = words.get(..10).and_then(|date| date.parse().ok());
        return Some(stated_as(Some(instant), date));
    }
    let times = scan_times(&words, document.lang_of(&words).words().time());
    let Some(mention) = times.first() else { return Some(stated_as(None, None)) };
    let Some(PartialDate::Full(date)) = mention.date else { return Some(stated_as(None, None)) };
    let zone = mention.zone.as_ref().or_else(|| document.chronology.zones().named());
    let instant = mention.time.zip(zone).and_then(|(clock, zone)| {
        let next = if clock.next_day { date.tomorrow().ok()? } else { date };
        let civil = next.to_datetime(clock.time);
        zone.offset_at(civil)?.to_timestamp(civil).ok()
    });
    Some(stated_as(instant, Some(date)))
}

fn of_moment(document: &Document<'_>, moment: &Moment) -> StatedMoment {
    let offset = moment.zone.as_ref().filter(|_| moment.is_timed()).and_then(|zone| zone.offset_at(moment.civil));
    let instant = offset.filter(|_| moment.dated).and_then(|offset| offset.to_timestamp(moment.civil).ok());
    StatedMoment {
        instant,
        date: moment.date(),
        words: document.source.slice(moment.span).to_owned(),
        span: moment.span,
    }
}

/// The offset that all milestones and filings of the front matter are written with, where it is one.
pub fn shared_offset(document: &Document<'_>) -> Option<Offset> {
    let filings = document.value("filings").map(Node::items).unwrap_or_default();
    let milestones = match document.value("milestones").map(|all| &all.value) {
        Some(Value::Map(entries)) => entries.as_slice(),
        _ => &[],
    };
    let nodes = milestones.iter().map(|entry| &entry.node).chain(filings.iter().filter_map(|filing| filing.get("at")));
    let pieces = nodes.filter_map(|node| Pieces::parse(node.text()?.trim()).ok());
    // A bare date has no offset to share.
    let mut offsets = pieces.filter(|pieces| pieces.time().is_some()).map(|pieces| pieces.to_numeric_offset());
    let first = offsets.next()??;
    offsets.all(|offset| offset == Some(first)).then_some(first)
}

/// The zone whose days count.
pub fn time_zone(zone: &Zone) -> Option<TimeZone> {
    match zone {
        Zone::Offset(offset) => Some(TimeZone::fixed(*offset)),
        Zone::Region(name) | Zone::Seasonal { region: name, .. } => TimeZone::get(name).ok(),
        Zone::Ambiguous { .. } => None,
    }
}

/// The first duration of a value, in seconds: the least and the most that it can be.
pub fn duration(document: &Document<'_>, words: &str) -> Option<(Ratio, Ratio)> {
    let read = |words: &str| {
        let found = scan_durations(words, document.lang_of(words).words().time());
        found.first().map(|mention| (exact(mention.seconds), exact(mention.until)))
    };
    // In running text "60 s" may be anything; here nothing but a duration is expected.
    read(words).or_else(|| read(&words.split_whitespace().collect::<String>()))
}

/// Seconds as the reader of durations gives them, back on the thousandth that was written: what a
/// person writes has no finer parts, and from here on numbers are exact.
fn exact(seconds: f64) -> Ratio {
    Ratio::thousandths((seconds * 1_000.0).round() as i64)
}

/// "Classified major" as `classified-major`.
fn slug(words: &str) -> String {
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}
