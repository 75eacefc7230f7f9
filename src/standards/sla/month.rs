//! Calendar months, as long as they are in a zone.

use std::fmt;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(Date);

impl Month {
    /// The month of a day.
    pub fn of(date: Date) -> Self {
        Self(date.first_of_month())
    }

    /// `2017-02`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.trim().split_once('-')?;
        let sound = year.len() == 4 && month.len() == 2;
        Some(Self(Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?)).filter(|_| sound)
    }

    /// The month in which a moment lies.
    pub fn holding(moment: Timestamp, zone: &TimeZone) -> Self {
        Self::of(moment.to_zoned(zone.clone()).date())
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        self.0
    }

    /// Its days.
    pub fn days(self) -> i8 {
        self.0.days_in_month()
    }

    /// The month after it; itself at the end of the calendar.
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1.month()))
    }

    /// Its first moment.
    pub fn start(self, zone: &TimeZone) -> Option<Timestamp> {
        Some(self.0.to_zoned(zone.clone()).ok()?.timestamp())
    }

    /// How many minutes it has: an hour more or less where clocks are put back or forward.
    pub fn minutes(self, zone: &TimeZone) -> i64 {
        let ends = self.start(zone).zip(self.next().start(zone));
        ends.map_or(0, |(start, end)| (end.as_second() - start.as_second()) / 60)
    }
}

/// "2017-02".
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}
