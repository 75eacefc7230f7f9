//! What a text says of a time: as much as it says, and no more.

use std::ops::Range;

use jiff::civil;

use crate::language::zone::Zone;

/// A date, a clock time, or both, as one place in a text gives them.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeMention {
    /// Bytes in the text.
    pub range: Range<usize>,
    /// The date that stands with it.
    pub date: Option<PartialDate>,
    /// The time of day; none for a bare date, which is never midnight.
    pub time: Option<Clock>,
    /// The zone that stands with it.
    pub zone: Option<Zone>,
    /// It is counted from another time: "T+8".
    pub is_counted: bool,
    /// "about", "~", 頃.
    pub approximate: bool,
    /// It is the end of a range whose start is the mention before.
    pub ends_range: bool,
    /// "summer time", "winter time".
    pub season: Option<Season>,
    /// Its date is written in figures with a part above 12 that tells whether days come first,
    /// here and in the whole document.
    pub day_first: Option<bool>,
}

/// As much of a date as the text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartialDate {
    /// Year, month and day.
    Full(civil::Date),
    /// No year.
    MonthDay {
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
    /// "03/04/2021": which of the two is the month, only the document as a whole can tell.
    Slashed {
        /// The first number.
        first: i8,
        /// The second number.
        second: i8,
        /// The year, if it is said.
        year: Option<i16>,
    },
    /// Only a day of the month.
    Day(i8),
    /// Only a weekday, 1 (Monday) to 7.
    Weekday(i8),
    /// The day after the one before.
    NextDay,
    /// The day just named.
    SameDay,
    /// It has the shape of a date and is none: month 13, 31 June, the year 20202.
    Impossible,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The time; 24:00 is 00:00 with `next_day`.
    pub time: civil::Time,
    /// It was written 24:00.
    pub next_day: bool,
    /// It was written with "am", "pm" or 下午.
    pub twelve_hour: bool,
    /// How finely it was written.
    pub precision: Precision,
}

/// The half of the year that a clock is set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Season {
    /// Put forward.
    Summer,
    /// Put back.
    Winter,
}

/// How finely a time was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// "9 am".
    Hour,
    /// "9:00".
    Minute,
    /// "9:00:00".
    Second,
}

/// A zone that stands by itself: "All times in CET".
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneMention {
    /// Bytes in the text.
    pub range: Range<usize>,
    /// The zone.
    pub zone: Zone,
}
