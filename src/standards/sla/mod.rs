//! Service level agreements: from a downtime to the availability of its month and the credit.
//!
//! All is exact: minutes and percentages are ratios of integers, rounded only where they are shown.

mod month;
mod offer;
mod outages;
mod remedy;
mod terms;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};
use serde::Deserialize;

pub use month::Month;
pub use remedy::{Remedies, Remedy, Trouble, remedies};

use super::authority::Authority;
use super::ratio::Ratio;

/// The terms of an agreement.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Agreement {
    /// Where the terms come from.
    #[serde(flatten)]
    pub authority: Authority,
    /// How people cite it, beside its name.
    #[serde(default)]
    pub names: Vec<String>,
    /// The zone whose months count.
    pub zone: String,
    /// The availability that is promised, in percent.
    pub commitment: Ratio,
    /// How the provider computes the availability, in words.
    pub formula: String,
    /// What is taken in place of data that a postmortem does not hold.
    pub assumption: Option<String>,
    /// Outages that last no longer are not counted.
    pub ignore: Option<Span>,
    /// What becomes of a part of a minute.
    #[serde(default)]
    pub part_minutes: PartMinutes,
    /// What is given for which availability, the best first.
    pub tiers: Vec<Tier>,
    /// What the credit is.
    pub credit: Credit,
    /// How it is claimed.
    pub claim: ClaimTerms,
    /// Downtime that does not count.
    #[serde(default)]
    pub exclusions: Vec<String>,
}

/// What becomes of a part of a minute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartMinutes {
    /// It counts as the part that it is.
    #[default]
    Keep,
    /// It counts as a whole one.
    Up,
}

/// From an availability, up to and without another: the credit, all in percent.
#[derive(Clone, Debug, Deserialize)]
pub struct Tier {
    /// The least availability of the tier.
    pub from: Ratio,
    /// The least availability above it.
    pub below: Ratio,
    /// What is given.
    pub credit: Ratio,
}

/// What a credit is.
#[derive(Clone, Debug, Deserialize)]
pub struct Credit {
    /// One word: credit, voucher, refund.
    pub form: String,
    /// Of what the percentage is taken.
    pub of: String,
    /// The most that is given, in percent.
    pub cap: Option<Ratio>,
    /// What it can be used for.
    pub terms: Option<String>,
}

/// How a credit is claimed.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ClaimTerms {
    /// Whether it comes by itself.
    #[serde(default)]
    pub automatic: bool,
    /// Where and with what to claim it.
    pub route: String,
    /// Until when; none where there is no last day.
    pub closes: Option<Closing>,
}

/// The last day for claims, from the end of the month.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Closing {
    /// The last day of the month that is so many months later.
    MonthsAfter(i32),
    /// So many days later.
    DaysAfter(i32),
}

impl Agreement {
    /// The zone whose months count; UTC where nobody knows its name.
    pub fn time_zone(&self) -> TimeZone {
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }

    /// The tier of an availability in percent; none where nothing is given.
    pub fn tier(&self, availability: Ratio) -> Option<&Tier> {
        self.tiers.iter().find(|tier| tier.from <= availability && availability < tier.below)
    }

    /// The last day on which the credit of a month can be claimed.
    pub fn claim_by(&self, month: Month) -> Option<Date> {
        match self.claim.closes? {
            Closing::MonthsAfter(months) => {
                month.first_day().checked_add(months.months()).ok().map(Date::last_of_month)
            }
            Closing::DaysAfter(days) => month.first_day().last_of_month().checked_add(days.days()).ok(),
        }
    }

    /// The seconds up to which an outage is not counted.
    fn ignored(&self) -> Ratio {
        let length = self.ignore.and_then(|span| span.to_duration(jiff::SpanRelativeTo::days_are_24_hours()).ok());
        let millis = length.and_then(|length| i64::try_from(length.as_millis()).ok());
        millis.map_or(Ratio::thousandths(-1), Ratio::thousandths)
    }
}
