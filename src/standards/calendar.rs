//! Days on which people work, in the zone of a document.

use std::collections::BTreeSet;

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan, Zoned};

use super::format::Days;

/// Days off in a row that are stepped over: a calendar with more is no calendar of working days.
const MAX_DAYS_OFF: usize = 400;
/// Business days that a period may count.
const MAX_BUSINESS_DAYS: i32 = 1_000;

/// The calendar of a document.
#[derive(Clone, Debug)]
pub struct WorkCalendar {
    /// The zone in which its days begin and end.
    pub zone: TimeZone,
    /// Days on which nobody works, beside Saturdays and Sundays.
    pub holidays: BTreeSet<Date>,
}

impl WorkCalendar {
    /// Whether people work on a day.
    pub fn is_working_day(&self, date: Date) -> bool {
        !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) && !self.holidays.contains(&date)
    }

    /// A period after a moment. Hours are exact; days and months keep the time on the wall, and a
    /// month ends where a shorter one does. `None` where the calendar ends.
    pub fn after(&self, moment: Timestamp, period: Span, days: Days) -> Option<Timestamp> {
        let start = moment.to_zoned(self.zone.clone());
        let end = match days {
            Days::Calendar => start.checked_add(period).ok()?,
            Days::Business => {
                let date = self.business_days_after(start.date(), period.get_days())?;
                let rest = period.try_days(0).ok()?;
                self.at(date, start.time())?.checked_add(rest).ok()?
            }
        };
        Some(end.timestamp())
    }

    /// A moment on a day off moves to the next working day, at `at` or at its own time.
    pub fn roll(&self, moment: Timestamp, at: Option<Time>) -> Option<Timestamp> {
        let due = moment.to_zoned(self.zone.clone());
        if self.is_working_day(due.date()) {
            return Some(moment);
        }
        let date = self.next_working_day(due.date())?;
        Some(self.at(date, at.unwrap_or(due.time()))?.timestamp())
    }

    /// The first day is the one after `date`.
    fn business_days_after(&self, date: Date, count: i32) -> Option<Date> {
        (0..count.clamp(0, MAX_BUSINESS_DAYS)).try_fold(date, |date, _| self.next_working_day(date))
    }

    fn next_working_day(&self, date: Date) -> Option<Date> {
        let mut next = date;
        for _ in 0..MAX_DAYS_OFF {
            next = next.checked_add(1.day()).ok()?;
            if self.is_working_day(next) {
                return Some(next);
            }
        }
        None
    }

    fn at(&self, date: Date, time: Time) -> Option<Zoned> {
        date.to_datetime(time).to_zoned(self.zone.clone()).ok()
    }
}
