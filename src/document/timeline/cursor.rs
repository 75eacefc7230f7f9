//! The running date while the times of a document are placed in order.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::calendar::{Calendar, nearest, readings};
use super::moment::Moment;
use crate::document::time::{PartialDate, TimeMention, Zone};
use crate::source::Span;

/// Going back by more than this, without a date, means that midnight has passed.
const OVER_MIDNIGHT: i64 = 6 * 3_600;
/// Where no date is known at all, days are counted from this one, a Monday.
const DAY_ZERO: Date = jiff::civil::date(2024, 1, 1);

/// The running date while entries are read in order.
#[derive(Clone, Debug)]
pub struct Cursor {
    calendar: Calendar,
    date: Date,
    dated: bool,
    last: Option<DateTime>,
    /// A date that may be two, which nothing settled: what follows has none either.
    open: Option<PartialDate>,
}

impl Cursor {
    /// A running date that begins with the date of the document.
    pub fn new(calendar: Calendar) -> Self {
        let date = calendar.near.unwrap_or(DAY_ZERO);
        Self { calendar, date, dated: calendar.base.is_some(), last: None, open: None }
    }

    /// Places a mention, and lets what follows inherit from it. `zone` is what it inherits.
    pub fn place(&mut self, mention: &TimeMention, zone: Option<&Zone>, span: Span) -> Moment {
        let explicit = mention.date.and_then(|date| self.date_of(date)).or_else(|| self.leave_open(mention.date?));
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
        if let Some(date) = self.date_of(date).or_else(|| self.leave_open(date)) {
            self.date = date;
            self.last = None;
        }
    }

    /// Takes over a date that may be two: the day is not known from here on, only how far it is from another
    /// one of its kind, in the reading that brings them closer.
    fn leave_open(&mut self, date: PartialDate) -> Option<Date> {
        let (day_first, month_first) = readings(date)?;
        let before = self.open.replace(date).and_then(readings);
        self.dated = false;
        let Some((day_before, month_before)) = before else { return Some(self.date) };
        let days = |from: Date, to: Date| from.until(to).map_or(0, |period| period.get_days());
        let apart = [days(day_before, day_first), days(month_before, month_first)];
        let apart = apart.into_iter().min_by_key(|days| days.abs()).unwrap_or(0);
        Some(self.date.saturating_add(i64::from(apart).days()))
    }

    fn date_of(&mut self, date: PartialDate) -> Option<Date> {
        if let Some(date) = self.calendar.full(date) {
            (self.dated, self.open) = (true, None);
            return Some(date);
        }
        if let Some(day) = self.calendar.month_day(date) {
            // The year is known where any date near the incident is.
            (self.dated, self.open) = (self.dated || self.calendar.near.is_some(), None);
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

fn seconds_between(earlier: DateTime, later: DateTime) -> i64 {
    earlier
        .until(later)
        .and_then(|period| period.total((jiff::Unit::Second, jiff::SpanRelativeTo::days_are_24_hours())))
        .map_or(0, |s| s as i64)
}
