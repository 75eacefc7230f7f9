//! By when a filing is due.

use jiff::civil::Time;
use serde::Deserialize;

use crate::standards::expression::Expression;

/// What an anchor that names a filing begins with.
pub const FILING: &str = "filing.";

/// By when something must be filed.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Deadline {
    /// A time after a moment.
    From {
        /// A milestone, or `filing.STAGE`.
        from: String,
        /// An ISO 8601 duration; hours are exact, days and months are those of the calendar.
        within: jiff::Span,
        /// Which days count.
        #[serde(default)]
        days: Days,
    },
    /// The earliest of several.
    Earliest {
        /// Each of them must be known.
        #[serde(rename = "earliest-of")]
        earliest_of: Vec<Deadline>,
    },
    /// The first whose condition holds.
    First {
        /// In order.
        #[serde(rename = "first-match")]
        first_match: Vec<Case>,
    },
    /// None that a clock could tell.
    Open(OpenEnded),
}

/// Which days a period counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Days {
    /// All.
    #[default]
    Calendar,
    /// Those on which people work: no Saturday, no Sunday, none of the user's holidays.
    Business,
}

/// A deadline with no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OpenEnded {
    /// As soon as it can be done.
    UndueDelay,
    /// When somebody asks.
    OnRequest,
}

/// A deadline with its condition.
#[derive(Debug, Deserialize)]
pub struct Case {
    /// None: always.
    pub when: Option<Expression>,
    /// The deadline.
    pub due: Deadline,
}

/// A deadline on a day off moves to the next working day.
#[derive(Debug, Deserialize)]
pub struct Roll {
    /// The time of that day; none keeps the time of the deadline.
    pub at: Option<Time>,
    /// The clause that allows it.
    pub clause: Option<String>,
    /// Where it is true, nothing moves.
    pub unless: Option<Expression>,
}
