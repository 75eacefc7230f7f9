//! Fills in what a time leaves out: the date from what stands before it, the order of day and
//! month from the whole document.

use jiff::civil::{Date, DateTime};
use jiff::{Span as Period, ToSpan};

use super::moment::Moment;
use crate::document::outline::Outline;
use crate::document::reading::Reading;
use crate::document::scans::Scan;
use crate::document::text::Text;
use crate::document::time::{PartialDate, TimeMention, Zone};
use crate::document::yaml::{Entry, Node};
use crate::language::{Lexicon, List, TimeWords};
use crate::source::Span;

/// Going back by more than this, without a date, means that midnight has passed.
const OVER_MIDNIGHT: i64 = 6 * 3_600;
/// Where no date is known at all, days are counted from this one, a Monday.
const DAY_ZERO: Date = jiff::civil::date(2024, 1, 1);

/// What the document as a whole settles.
#[derive(Clone, Copy, Debug)]
pub struct Calendar {
    /// "03/04" is 3 April.
    day_first: Option<bool>,
    /// The date that entries without one inherit.
    base: Option<Date>,
}

/// The running date while entries are read in order.
#[derive(Clone, Debug)]
pub struct Cursor {
    calendar: Calendar,
    date: Date,
    dated: bool,
    last: Option<DateTime>,
}

impl Calendar {
    /// Reads what the document settles: front matter, headings, file name, then its first date.
    pub fn read(reading: &Reading<'_>, lexicon: &Lexicon) -> Self {
        let scans = &reading.scans;
        let words = reading.lang.words().time();
        let mentions = || scans.titles.iter().chain(&scans.blocks).flat_map(|scan| &scan.times);
        let mut calendar = Self { day_first: mentions().find_map(|mention| mention.day_first), base: None };
        let full = |mention: &TimeMention| calendar.full(mention.date?);
        let around = in_front_matter(reading, words, lexicon)
            .iter()
            .chain(scans.titles.iter().flat_map(|scan| &scan.times))
            .find_map(full)
            .or_else(|| in_file_name(reading.source.path()))
            .or_else(|| told(reading, lexicon).find_map(full))
            .or_else(|| mentions().find_map(full));
        // The title tells the day of the incident; what stands around it may be the day of the report.
        calendar.base = in_title(reading, words).iter().find_map(|mention| {
            let date = mention.date?;
            calendar.full(date).or_else(|| nearest(around?, calendar.month_day(date)?))
        });
        calendar.base = calendar.base.or(around);
        calendar
    }

    /// A running date that begins with the date of the document.
    pub fn cursor(self) -> Cursor {
        Cursor { calendar: self, date: self.base.unwrap_or(DAY_ZERO), dated: self.base.is_some(), last: None }
    }

    /// A date that needs nothing from the text around it.
    pub fn full(&self, date: PartialDate) -> Option<Date> {
        match date {
            PartialDate::Full(date) => Some(date),
            PartialDate::Slashed { first, second, year: Some(year) } => {
                let (month, day) = if self.day_first? { (second, first) } else { (first, second) };
                Date::new(year, month, day).ok()
            }
            _ => None,
        }
    }

    /// The month and day of a date without a year.
    fn month_day(&self, date: PartialDate) -> Option<(i8, i8)> {
        match date {
            PartialDate::MonthDay { month, day } => Some((month, day)),
            PartialDate::Slashed { first, second, year: None } => {
                Some(if self.day_first? { (second, first) } else { (first, second) })
            }
            _ => None,
        }
    }
}

/// The dates of the front matter that can be those of the incident.
fn in_front_matter(reading: &Reading<'_>, words: &TimeWords, lexicon: &Lexicon) -> Vec<TimeMention> {
    let root = reading.data.as_ref().and_then(|yaml| yaml.root.as_ref());
    let entries = root.map(Node::entries).unwrap_or_default().iter();
    let of_incident = |entry: &&Entry| {
        entry.key == "incident" || lexicon.names(&entry.key, "date") || lexicon.names(&entry.key, "started")
    };
    let values = entries.filter(of_incident).flat_map(|entry| {
        let inner = entry.node.entries().iter().map(|inner| &inner.node);
        std::iter::once(&entry.node).chain(inner)
    });
    let texts = values.filter_map(Node::text);
    texts.flat_map(|text| Scan::of(&Text::verbatim(text, 0), words).times).collect()
}

/// The times of the text but for those that say when it was written: "Approved 2 October".
fn told<'s>(reading: &'s Reading<'_>, lexicon: &'s Lexicon) -> impl Iterator<Item = &'s TimeMention> {
    let blocks = reading.outline.blocks.iter().zip(&reading.scans.blocks);
    blocks.flat_map(move |(block, scan)| {
        scan.times.iter().filter(move |mention| !is_of_writing(block.text.plain(), mention, reading, lexicon))
    })
}

/// Whether the words right before a time say that it is of the document, not of what it tells.
fn is_of_writing(text: &str, mention: &TimeMention, reading: &Reading<'_>, lexicon: &Lexicon) -> bool {
    /// Bytes in which they stand.
    const NEAR: usize = 32;
    let start = (mention.range.start.saturating_sub(NEAR)..=mention.range.start).find(|at| text.is_char_boundary(*at));
    let before = start.and_then(|start| text.get(start..mention.range.start)).unwrap_or_default();
    let before = before.rsplit(['.', ';', '\n', '。', '；']).next().unwrap_or_default();
    let hits = lexicon.find_nearby(reading.lang_of(before), before);
    hits.iter().any(|hit| hit.list == List::Writing)
}

/// The dates of the title: in the front matter, else of the first heading.
fn in_title(reading: &Reading<'_>, words: &TimeWords) -> Vec<TimeMention> {
    if let Some(title) = reading.value_text("title") {
        return Scan::of(&Text::verbatim(title, 0), words).times;
    }
    let first = Outline::ROOT + 1;
    let level = reading.outline.sections.get(first).map(|section| section.level);
    reading.scans.titles.get(first).filter(|_| level == Some(1)).map(|scan| scan.times.clone()).unwrap_or_default()
}

fn in_file_name(path: &str) -> Option<Date> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let windows = (0..name.len()).filter_map(|at| name.get(at..at + 10));
    windows.into_iter().find_map(|part| {
        let dashed = part.as_bytes().get(4) == Some(&b'-') && part.as_bytes().get(7) == Some(&b'-');
        dashed.then(|| part.parse().ok()).flatten()
    })
}

impl Cursor {
    /// Places a mention, and lets what follows inherit from it. `zone` is what it inherits.
    pub fn place(&mut self, mention: &TimeMention, zone: Option<&Zone>, span: Span) -> Moment {
        let explicit = mention.date.and_then(|date| self.date_of(date));
        if let Some(date) = explicit {
            self.date = date;
        }
        let mut civil =
            self.date.to_datetime(mention.time.map_or_else(jiff::civil::Time::midnight, |clock| clock.time));
        if mention.time.is_some_and(|clock| clock.next_day) {
            civil = civil.saturating_add(1.day());
        }
        if explicit.is_none()
            && mention.time.is_some()
            && let Some(last) = self.last
            && seconds_between(civil, last) > OVER_MIDNIGHT
        {
            civil = civil.saturating_add(1.day());
            self.date = civil.date();
        }
        if mention.time.is_some() || explicit.is_some() {
            self.last = mention.time.map(|_| civil).or(self.last.filter(|_| explicit.is_none()));
        }
        Moment {
            civil,
            zone: mention.zone.as_ref().or(zone).cloned(),
            dated: self.dated,
            precision: mention.time.map(|clock| clock.precision),
            approximate: mention.approximate,
            season: mention.season,
            span,
        }
    }

    /// Takes over a date that stands alone, as a heading of the entries below.
    pub fn set(&mut self, date: PartialDate) {
        if let Some(date) = self.date_of(date) {
            self.date = date;
            self.last = None;
        }
    }

    fn date_of(&mut self, date: PartialDate) -> Option<Date> {
        if let Some(date) = self.calendar.full(date) {
            self.dated = true;
            return Some(date);
        }
        if let Some(day) = self.calendar.month_day(date) {
            return nearest(self.date, day);
        }
        match date {
            PartialDate::Day(day) => nearest(self.date, (self.date.month(), day)),
            PartialDate::Weekday(weekday) => {
                let ahead = (weekday - self.date.weekday().to_monday_one_offset()).rem_euclid(7);
                Some(self.date.saturating_add(i64::from(ahead).days()))
            }
            PartialDate::NextDay => Some(self.date.saturating_add(1.day())),
            PartialDate::SameDay => Some(self.date),
            _ => None,
        }
    }
}

/// The day and month in the year that brings them closest to `date`.
fn nearest(date: Date, (month, day): (i8, i8)) -> Option<Date> {
    let distance = |other: &Date| date.until(*other).map_or(i32::MAX, |period: Period| period.get_days().abs());
    let near = |year| Date::new(year, month, day).ok();
    let year = date.year();
    [near(year - 1), near(year), near(year + 1)].into_iter().flatten().min_by_key(distance)
}

fn seconds_between(earlier: DateTime, later: DateTime) -> i64 {
    earlier
        .until(later)
        .and_then(|period| period.total((jiff::Unit::Second, jiff::SpanRelativeTo::days_are_24_hours())))
        .map_or(0, |s| s as i64)
}
