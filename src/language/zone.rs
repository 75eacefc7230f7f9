//! What the words for a zone stand for.

use jiff::civil;
use jiff::tz::{Offset, TimeZone};

/// What a text says of the zone of its times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Zone {
    /// An offset from UTC, or a name that stands for just one.
    Offset(Offset),
    /// A place: the IANA name of its zone.
    Region(Box<str>),
    /// An offset that its region uses for a part of the year: EST, PDT.
    Seasonal {
        /// As it is abbreviated.
        name: Box<str>,
        /// The offset that the name stands for.
        offset: Offset,
        /// The IANA name of its zone.
        region: Box<str>,
    },
    /// An abbreviation that several places use.
    Ambiguous {
        /// As it is abbreviated.
        name: Box<str>,
        /// What it may stand for, in words.
        readings: Box<str>,
    },
}

impl Zone {
    /// The offset in force at a civil time, where the zone gives one.
    pub fn offset_at(&self, at: civil::DateTime) -> Option<Offset> {
        match self {
            Zone::Offset(offset) | Zone::Seasonal { offset, .. } => Some(*offset),
            Zone::Region(name) => Some(TimeZone::get(name).ok()?.to_ambiguous_zoned(at).compatible().ok()?.offset()),
            Zone::Ambiguous { .. } => None,
        }
    }

    /// Whether a name of the other half of the year was used on this day.
    pub fn is_out_of_season(&self, on: civil::Date) -> bool {
        match self {
            Zone::Seasonal { offset, region, .. } => {
                let noon = Zone::Region(region.clone()).offset_at(on.at(12, 0, 0, 0));
                noon.is_some_and(|in_force| in_force != *offset)
            }
            _ => false,
        }
    }
}
