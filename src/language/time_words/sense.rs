//! What a word of time may mean.

use serde::Deserialize;

/// What one word may mean to a reader of dates, times and durations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// A name of a month, 1 to 12.
    Month(i8),
    /// A name of a weekday, 1 (Monday) to 7.
    Weekday(i8),
    /// A number word below its first multiplier.
    Number(u32),
    /// A word that multiplies the number before it.
    Multiplier(u32),
    /// A unit of duration.
    Unit(Unit),
    /// A name of a zone: an index for [`TimeWords::zone`].
    Zone(u16),
    /// Any of the small words.
    Role(Role),
}

/// A unit of duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// 1 s.
    Second,
    /// 60 s.
    Minute,
    /// 3,600 s.
    Hour,
    /// 24 h.
    Day,
    /// 7 days.
    Week,
    /// A day of the office: 24 h of no clock on the wall.
    WorkingDay,
}

impl Unit {
    /// How many seconds one unit has.
    pub fn seconds(self) -> f64 {
        match self {
            Unit::Second => 1.0,
            Unit::Minute => 60.0,
            Unit::Hour => 3_600.0,
            Unit::Day | Unit::WorkingDay => 86_400.0,
            Unit::Week => 604_800.0,
        }
    }
}

/// The part a small word plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Follows the number of a day: "8th".
    Ordinal,
    /// Follows the number of a year: 年.
    YearMark,
    /// Follows the number of a month: 月.
    MonthMark,
    /// Follows the number of a day: 日.
    DayMark,
    /// Follows the number of an hour: 时, "h".
    HourMark,
    /// Follows the number of a minute: 分.
    MinuteMark,
    /// Follows the number of a second: 秒.
    SecondMark,
    /// Follows an hour only where more says that it is one: 点, which also counts points.
    LooseHourMark,
    /// "o'clock sharp": 整.
    Sharp,
    /// After the time: before noon.
    Am,
    /// After the time: after noon.
    Pm,
    /// Before the time: before noon, 上午.
    BeforeAm,
    /// Before the time: after noon, 下午.
    BeforePm,
    /// After the time: the clocks are put forward.
    SummerTime,
    /// After the time: the clocks are put back.
    WinterTime,
    /// 12:00.
    Noon,
    /// 00:00.
    Midnight,
    /// Leads from a date to its time.
    At,
    /// Stands between the parts of a date: "the 8th of June".
    Of,
    /// Before a value: it is approximate.
    About,
    /// After a value: it is approximate.
    AboutAfter,
    /// From one value to the next.
    To,
    /// Before two values joined by [`Role::And`].
    Between,
    /// Joins two values.
    And,
    /// Leads to a duration: "for", "took".
    For,
    /// The day after the one before.
    NextDay,
    /// The day just named.
    SameDay,
    /// One half.
    Half,
    /// One quarter.
    Quarter,
    /// Stands between a number and its unit: 个.
    Counter,
    /// Before a duration: longer than.
    Over,
    /// After a duration: longer than.
    OverAfter,
    /// Before a duration: shorter than.
    Under,
    /// After a duration: shorter than.
    UnderAfter,
    /// Before a duration: a frequency.
    Every,
    /// After a duration: a distance from now.
    Ago,
    /// The clock runs in office hours only.
    OfficeHours,
    /// Before a city: the time of its clocks, "heure de Paris".
    TimeOf,
    /// Before figures with colons: they are a length of time, "Duration: 1:30".
    Length,
}
