//! A point in time with what is not known about it.

use std::fmt;

use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};

use crate::document::time::{Precision, Season, Zone};
use crate::source::Span;

/// Seconds that "about" adds on either side.
const ROUGH: i64 = 300;

/// A point in time as a document gives it, its date and zone inherited where it gives none.
#[derive(Clone, Debug)]
pub struct Moment {
    /// As on the wall; 00:00 of a bare date.
    pub civil: DateTime,
    /// The zone, its own or inherited.
    pub zone: Option<Zone>,
    /// Whether its date is known; else only differences between moments mean something.
    pub dated: bool,
    /// How finely the clock was written; none for a bare date, which is never midnight.
    pub precision: Option<Precision>,
    /// "about", "~".
    pub approximate: bool,
    /// "summer time", "winter time".
    pub season: Option<Season>,
    /// Its words.
    pub span: Span,
}

impl Moment {
    /// Seconds on one scale for all moments of a document.
    pub fn seconds(&self) -> i64 {
        let offset = self.zone.as_ref().and_then(|zone| zone.offset_at(self.civil));
        let utc = self.civil.to_zoned(TimeZone::UTC).map_or(0, |zoned| zoned.timestamp().as_second());
        utc - offset.map_or(0, |offset| i64::from(offset.seconds()))
    }

    /// Whether it gives a time of day.
    pub fn is_timed(&self) -> bool {
        self.precision.is_some()
    }

    /// The date, where it is known.
    pub fn date(&self) -> Option<Date> {
        self.dated.then(|| self.civil.date())
    }

    /// The first and the last second that it may mean.
    pub fn extent(&self) -> (i64, i64) {
        let start = self.seconds();
        match (self.precision, self.approximate) {
            (None, _) => (start, start + 86_400),
            (Some(_), true) => (start - ROUGH, start + ROUGH),
            (Some(_), false) => (start, start),
        }
    }

    /// Whether the days of both are known, or of neither, so that what lies between them means something.
    pub fn is_comparable(&self, other: &Self) -> bool {
        self.dated == other.dated
    }

    /// Whether it is certainly earlier than another, as far as both are known.
    pub fn is_before(&self, other: &Self) -> bool {
        if !self.is_comparable(other) {
            return false;
        }
        // The clocks were put forward or back in between.
        if self.season.is_some() && other.season.is_some() && self.season != other.season {
            return false;
        }
        if !self.is_timed() || !other.is_timed() {
            return self.civil.date() < other.civil.date();
        }
        let coarse = self.precision.min(other.precision) == Some(Precision::Hour);
        let slack = match (coarse, self.approximate || other.approximate) {
            (true, _) => 3_600,
            (_, true) => 1_800,
            // 10:20 is all of that minute.
            _ if self.precision != other.precision => 59,
            _ => 0,
        };
        self.seconds() + slack < other.seconds()
    }
}

/// As ISO writes it, and no more than is known: "2021-06-08T09:47Z", "2021-06-08", "09:47".
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Written by hand: every entry of every timeline is, and `strftime` reads its form each time.
        if self.dated {
            write!(f, "{}", self.civil.date())?;
        }
        if let Some(precision) = self.precision {
            let joint = if self.dated { "T" } else { "" };
            write!(f, "{joint}{:02}:{:02}", self.civil.hour(), self.civil.minute())?;
            if precision == Precision::Second {
                write!(f, ":{:02}", self.civil.second())?;
            }
        }
        let offset = self.zone.as_ref().filter(|_| self.is_timed()).and_then(|zone| zone.offset_at(self.civil));
        match offset.map(Offset::seconds) {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(seconds) => {
                let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}
