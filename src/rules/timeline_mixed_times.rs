//! The times of the timeline are written in more than one way.
//!
//! Where one entry says "9:15 am", the next "2026-02-02 10:45" and a third "11:20 CET", a reader converts
//! in the head before they can tell what came first, and a program cannot. What counts is how the date is
//! written, whether the clock has 12 or 24 hours, and the zones beside the times; entries that leave the
//! date or the zone out, because the first one or the heading has it, are no other way. Times in
//! sentences are not looked at.
//!
//! The fix writes all of them as `2026-02-02 09:15 UTC`, with the zone where it is known. An hour alone
//! ("9 am") is left: nobody knows the minute.
//!
//! ## Bad
//!
//! ```md
//! ### Timeline (UTC)
//!
//! - 2 February 2026, 9:15 am: The export job starts
//! - 2026-02-02 10:20: Disk alert on export-3
//! - 2026-02-02 11:30: Exports are complete again
//! ```
//!
//! ## Good
//!
//! ```md
//! ### Timeline (UTC)
//!
//! - 2026-02-02 09:15: The export job starts
//! - 10:20: Disk alert on export-3
//! - 11:30: Exports are complete again
//! ```

use crate::document::time::{Precision, TimeMention, Zone, scan_times};
use crate::document::timeline::{Entry, Moment};
use crate::document::{Document, Form};
use crate::finding::{Edit, Finding, Fix, Level, quote};
use crate::language::SectionKind;
use crate::rule::{Rule, Settings};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    name: "timeline-mixed-times",
    level: Some(Level::Info),
    unwritten: false,
    check,
    source: include_str!("timeline_mixed_times.rs"),
};

/// Ways of writing that are told apart in one timeline.
const MAX_SHAPES: usize = 32;

/// How a time is written; what it leaves out, it inherits.
#[derive(Debug, Default, PartialEq)]
struct Spelling {
    /// What stands between the figures of its date, and whether the year comes first.
    date: Option<(char, bool)>,
    /// Whether its clock has twelve hours.
    twelve_hour: Option<bool>,
    zone: Option<Zone>,
}

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    if document.form == Form::Yaml {
        return Vec::new();
    }
    // Most entries look alike: a time is read again only where none of its shape was.
    let mut shapes: Vec<(String, &Entry)> = Vec::new();
    for entry in document.chronology.entries.iter().filter(|entry| entry.moment.is_timed()) {
        let shape = shape(document.source.slice(entry.moment.span));
        if shapes.len() < MAX_SHAPES && !shapes.iter().any(|(known, _)| *known == shape) {
            shapes.push((shape, entry));
        }
    }
    let mut common = Spelling::default();
    let mut first: Option<&Entry> = None;
    for (_, entry) in shapes {
        let Some(mention) = mention(document, entry) else { continue };
        let own = Spelling::of(&mention, document.source.slice(entry.moment.span));
        if let Some(first) = first.filter(|_| common.differs(&own)) {
            return vec![finding(document, first, entry)];
        }
        common.take(own);
        first = first.or(Some(entry));
    }
    Vec::new()
}

/// A time without its figures.
fn shape(written: &str) -> String {
    let mut shape = String::with_capacity(written.len());
    for c in written.chars() {
        let c = if c.is_ascii_digit() { '0' } else { c };
        if c != '0' || !shape.ends_with('0') {
            shape.push(c);
        }
    }
    shape
}

fn finding(document: &Document<'_>, first: &Entry, other: &Entry) -> Finding {
    let words = |entry: &Entry| quote(document.source.slice(entry.moment.span).trim());
    let (one, two) = (words(first), words(other));
    let message = format!("{two} is written differently from {one}: a reader has to convert before they can compare");
    let help = format!("Write all times of the timeline in one way, such as “{}”.", spelled(&other.moment));
    let edits: Vec<Edit> = document.chronology.entries.iter().filter_map(|entry| edit(document, entry)).collect();
    let finding = Finding::new(other.moment.span, message).help(help).section(SectionKind::Timeline);
    if edits.is_empty() { finding } else { finding.fix(Fix::safe("Write all times in one way", edits)) }
}

/// The time of an entry, where nothing else stands in its place. In a sentence it is written as in
/// speech.
fn mention(document: &Document<'_>, entry: &Entry) -> Option<TimeMention> {
    let lines = document.source.lines();
    let line = lines.line_span(lines.line(entry.moment.span.start), document.source.text());
    let before = document.source.slice(Span::new(line.start, entry.moment.span.start));
    if entry.run.1.is_none() && before.contains(char::is_alphabetic) {
        return None;
    }
    let written = document.source.slice(entry.moment.span);
    let mut times = scan_times(written, document.lang.words().time()).into_iter();
    times.next().filter(|time| time.range == (0..written.len()) && times.next().is_none())
}

/// Writes the time of an entry in the common way, where it says as much in that.
fn edit(document: &Document<'_>, entry: &Entry) -> Option<Edit> {
    let moment = &entry.moment;
    let exact = matches!(moment.precision, Some(Precision::Minute | Precision::Second));
    let sure = exact && !entry.impossible && moment.season.is_none();
    let clear = moment
        .zone
        .as_ref()
        .is_none_or(|zone| !matches!(zone, Zone::Ambiguous { .. }) && !zone.is_out_of_season(moment.civil.date()));
    // Behind the start of a range comes its end, and a zone between them would be read as one with it.
    let behind = document.source.text().get(moment.span.end..)?.trim_start_matches([' ', '\u{a0}']);
    let is_range = behind.starts_with(['-', '–', '—', '~', '～', '−', '+', '(']);
    if !sure || !clear || is_range {
        return None;
    }
    mention(document, entry)?;
    let new = spelled(moment);
    (new != document.source.slice(moment.span)).then(|| Edit::replace(moment.span, new))
}

/// "2026-02-02 09:15 UTC", and no more than is known.
fn spelled(moment: &Moment) -> String {
    let mut text = String::new();
    if moment.dated {
        text.push_str(&format!("{} ", moment.civil.date()));
    }
    text.push_str(&format!("{:02}:{:02}", moment.civil.hour(), moment.civil.minute()));
    if moment.precision == Some(Precision::Second) {
        text.push_str(&format!(":{:02}", moment.civil.second()));
    }
    match moment.zone.as_ref().and_then(|zone| zone.offset_at(moment.civil)).map(|offset| offset.seconds()) {
        None => {}
        Some(0) => text.push_str(" UTC"),
        Some(seconds) => {
            let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
            text.push_str(&format!(" {sign}{:02}:{:02}", minutes / 60, minutes % 60));
        }
    }
    text
}

impl Spelling {
    fn of(mention: &TimeMention, written: &str) -> Self {
        let date = mention.date.map(|_| date_form(written));
        let twelve_hour = mention.time.map(|clock| clock.twelve_hour);
        Self { date, twelve_hour, zone: mention.zone.clone() }
    }

    /// Whether both say something, and not in the same way.
    fn differs(&self, other: &Self) -> bool {
        fn differ<T: PartialEq>(a: &Option<T>, b: &Option<T>) -> bool {
            a.is_some() && b.is_some() && a != b
        }
        differ(&self.date, &other.date)
            || differ(&self.twelve_hour, &other.twelve_hour)
            || differ(&self.zone, &other.zone)
    }

    fn take(&mut self, other: Self) {
        self.date = self.date.take().or(other.date);
        self.twelve_hour = self.twelve_hour.take().or(other.twelve_hour);
        self.zone = self.zone.take().or(other.zone);
    }
}

/// What stands behind the first figures of a date, and whether those are four.
fn date_form(written: &str) -> (char, bool) {
    let dashes = |c: char| matches!(c, '-' | '/' | '.');
    let mut figures = 0;
    let mut chars = written.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_ascii_digit() {
            figures += 1;
            continue;
        }
        let parts_figures = figures > 0 && chars.peek().is_some_and(char::is_ascii_digit);
        if dashes(c) && parts_figures {
            return (c, figures == 4);
        }
        if figures > 0 && !c.is_ascii() {
            return (c, figures == 4);
        }
        figures = 0;
    }
    // The name of a month.
    (' ', false)
}
