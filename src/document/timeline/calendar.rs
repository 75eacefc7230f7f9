//! What the document as a whole says of its dates: the order of day and month, and the day that times
//! without a date inherit.

use jiff::Span as Period;
use jiff::civil::Date;

use super::incident_dates;
use crate::document::reading::Reading;
use crate::document::time::{PartialDate, TimeMention};
use crate::language::Lexicon;

/// What the document as a whole settles.
#[derive(Clone, Copy, Debug)]
pub struct Calendar {
    /// "03/04" is 3 April.
    day_first: Option<bool>,
    /// The date that entries without one inherit.
    pub base: Option<Date>,
    /// A date that is near the incident and not its own: it tells the year of a day without one.
    pub near: Option<Date>,
}

impl Calendar {
    /// Reads what the document settles: front matter, headings, file name, then its first date.
    pub fn read(reading: &Reading<'_>, lexicon: &Lexicon) -> Self {
        let words = reading.lang.words().time();
        let head = incident_dates::in_front_matter(reading, lexicon);
        let head: Vec<TimeMention> = head.into_iter().map(|(mention, _)| mention).collect();
        let file = incident_dates::in_file_name(reading.source.path());
        let day_first = day_first(reading, lexicon, &head, file);
        let calendar = Self { day_first, base: None, near: None };
        let full = |mention: &TimeMention| calendar.full(mention.date?);
        let around = head
            .iter()
            .chain(titles(reading))
            .find_map(full)
            .or(file)
            .or_else(|| incident_dates::told(reading, lexicon).find_map(full));
        // The title tells the day of the incident; what stands around it may be the day of the report.
        let title = incident_dates::in_title(reading, words).iter().find_map(|mention| {
            let date = mention.date?;
            calendar.full(date).or_else(|| nearest(around?, calendar.month_day(date)?))
        });
        let base = title.or(around);
        let near = base.or_else(|| incident_dates::of_writing(reading, lexicon).find_map(full));
        Self { base, near, ..calendar }
    }

    /// Whether a date can be read two ways, and nothing settles which.
    pub fn is_open(&self, date: PartialDate) -> bool {
        matches!(date, PartialDate::Slashed { .. }) && self.day_first.is_none()
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
    pub fn month_day(&self, date: PartialDate) -> Option<(i8, i8)> {
        match date {
            PartialDate::MonthDay { month, day } => Some((month, day)),
            PartialDate::Slashed { first, second, year: None } => {
                Some(if self.day_first? { (second, first) } else { (first, second) })
            }
            _ => None,
        }
    }
}

/// Whether the day comes first where both parts of a date could be the month: as another date of the
/// document shows, else as the configuration says. Dates that contradict each other show nothing.
fn day_first(reading: &Reading<'_>, lexicon: &Lexicon, head: &[TimeMention], file: Option<Date>) -> Option<bool> {
    let scans = &reading.scans;
    let all = || head.iter().chain(scans.titles.iter().chain(&scans.blocks).flat_map(|scan| &scan.times));
    let shown = agreed(all().filter_map(|mention| mention.day_first));
    shown.or_else(|| {
        let open = all().filter_map(|mention| readings(mention.date?)).take(MANY);
        let open: Vec<(Date, Date)> = open.collect();
        if open.is_empty() {
            return None;
        }
        let known = head.iter().chain(incident_dates::told(reading, lexicon));
        let known = known.filter_map(|mention| match mention.date? {
            PartialDate::Full(date) => Some(date),
            _ => None,
        });
        let known: Vec<Date> = known.chain(file).take(MANY).collect();
        let is_known = |date: Date| known.iter().any(|known| days_between(*known, date) <= 1);
        agreed(open.into_iter().filter_map(|(day_first, month_first)| {
            match (is_known(day_first), is_known(month_first)) {
                (true, false) => Some(true),
                (false, true) => Some(false),
                _ => None,
            }
        }))
        .or(lexicon.day_first())
    })
}

/// Dates that are compared with one another: a hostile document has more.
const MANY: usize = 256;

/// What all say, if any says anything.
fn agreed(said: impl Iterator<Item = bool>) -> Option<bool> {
    let said: Vec<bool> = said.take(MANY).collect();
    said.first().copied().filter(|first| said.iter().all(|other| other == first))
}

/// The two dates that figures can be, the one with the day first before the other.
pub fn readings(date: PartialDate) -> Option<(Date, Date)> {
    match date {
        PartialDate::Slashed { first, second, year } => {
            let year = year.unwrap_or(LEAP_YEAR);
            Some((Date::new(year, second, first).ok()?, Date::new(year, first, second).ok()?))
        }
        _ => None,
    }
}

/// A year in which every day of every month is one.
const LEAP_YEAR: i16 = 2024;

fn days_between(one: Date, other: Date) -> i32 {
    one.until(other).map_or(i32::MAX, |period: Period| period.get_days().abs())
}

fn titles<'s>(reading: &'s Reading<'_>) -> impl Iterator<Item = &'s TimeMention> {
    reading.scans.titles.iter().flat_map(|scan| &scan.times)
}

/// The day and month in the year that brings them closest to `date`.
pub fn nearest(date: Date, (month, day): (i8, i8)) -> Option<Date> {
    let distance = |other: &Date| days_between(date, *other);
    let near = |year| Date::new(year, month, day).ok();
    let year = date.year();
    [near(year - 1), near(year), near(year + 1)].into_iter().flatten().min_by_key(distance)
}
