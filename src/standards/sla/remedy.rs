//! What an agreement gives for the stated downtime, and what the document offers.

use jiff::civil::Date;

use super::offer::OfferedCredit;
use super::{Agreement, Month, PartMinutes, Tier, outages, terms};
use crate::document::Document;
use crate::language::Lexicon;
use crate::source::Span;
use crate::standards::format::Standard;
use crate::standards::ratio::Ratio;
use crate::standards::{self, Policy, moments};

/// The name of terms that a document tells itself.
const STATED: &str = "stated-terms";

/// Why nothing can be computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No agreement is cited.
    NoAgreement,
    /// The agreement that is cited is not known.
    Unknown {
        /// As it is cited.
        name: String,
        /// Where.
        place: Span,
    },
    /// Neither a downtime nor a start and an end with date, time and zone are given.
    NoDowntime,
    /// A downtime is given, in these words, and not its month.
    NoMonth(String),
}

/// What an agreement gives to the subjects and months of a document.
#[derive(Debug)]
pub struct Remedies<'d> {
    /// The agreement by its name.
    pub name: String,
    /// Its file; none where the document tells the terms itself.
    pub standard: Option<&'d Standard>,
    /// Its terms.
    pub agreement: Agreement,
    /// Where it is cited, or its terms are stated.
    pub cited: Span,
    /// Where it is said that nothing is given.
    pub refused: Option<Span>,
    /// Where the amount of the offer stands.
    pub amount: Option<Span>,
    /// One for each subject and month, in the order of the document.
    pub remedies: Vec<Remedy>,
}

/// What is given to one subject for one month.
#[derive(Clone, Debug)]
pub struct Remedy {
    /// Which service or region, where the document tells several apart.
    pub subject: Option<String>,
    /// The month.
    pub month: Month,
    /// Its minutes.
    pub total: i64,
    /// The minutes without service that count.
    pub downtime: Ratio,
    /// The downtimes as they are written.
    pub stated: Vec<String>,
    /// In percent.
    pub availability: Ratio,
    /// The tier it falls in; none where nothing is given.
    pub tier: Option<Tier>,
    /// In percent.
    pub credit: Ratio,
    /// In percent; none where nothing comparable is offered.
    pub offered: Option<Ratio>,
    /// The last day for claims.
    pub claim_by: Option<Date>,
}

/// Computes what the agreement gives that a document cites, or whose terms it tells.
///
/// # Errors
/// No agreement is cited or stated, it is not known, or no downtime is given.
pub fn remedies<'d>(
    document: &'d Document<'_>,
    policy: &'d Policy,
    lexicon: &Lexicon,
) -> Result<Remedies<'d>, Trouble> {
    let cited = document.compensation_value("sla");
    let known = cited.as_ref().and_then(|(name, _)| standards::agreement(policy, name));
    if let (Some((standard, agreement)), Some((_, place))) = (known, &cited) {
        let offer = OfferedCredit::read(document);
        return Ok(Remedies {
            name: standard.name.clone(),
            standard: Some(standard),
            cited: *place,
            refused: offer.refused(),
            amount: offer.amount_span(),
            remedies: compute(agreement, document, &offer)?,
            agreement: agreement.clone(),
        });
    }
    let Some(terms) = terms::read(document, lexicon, &zone(document)) else {
        return Err(cited.map_or(Trouble::NoAgreement, |(name, place)| Trouble::Unknown { name, place }));
    };
    // The amount that is labelled, else the sentence that offers: never one that tells the terms.
    let offer = OfferedCredit::read(document);
    let stated = document.compensation_value("amount").is_some();
    let offer = if stated { offer } else { offer.instead(terms.offered) };
    Ok(Remedies {
        name: STATED.to_owned(),
        standard: None,
        cited: terms.span,
        refused: offer.refused(),
        amount: offer.amount_span(),
        remedies: compute(&terms.agreement, document, &offer)?,
        agreement: terms.agreement,
    })
}

/// The IANA name of the zone in which a document counts its months.
fn zone(document: &Document<'_>) -> String {
    let zone = document.chronology.zones().named().and_then(moments::time_zone);
    zone.and_then(|zone| zone.iana_name().map(str::to_owned)).unwrap_or_else(|| "UTC".to_owned())
}

/// The one service that a document names.
fn sole_service(document: &Document<'_>) -> Option<String> {
    match document.meta.names("services").as_slice() {
        [one] => Some((*one).to_owned()),
        _ => None,
    }
}

fn compute(agreement: &Agreement, document: &Document<'_>, offer: &OfferedCredit) -> Result<Vec<Remedy>, Trouble> {
    let zone = agreement.time_zone();
    let outages = outages::read(document, &zone);
    let service = sole_service(document);
    let mut sums: Vec<Sum> = Vec::new();
    for outage in &outages {
        let counts = outage.length > agreement.ignored();
        for (month, seconds) in &outage.parts {
            let minutes = if counts { minutes(agreement, *seconds) } else { Ratio::ZERO };
            match sums.iter_mut().find(|sum| sum.subject == outage.subject && sum.month == *month) {
                Some(sum) => {
                    sum.minutes = sum.minutes.plus(minutes);
                    sum.stated.push(outage.words.clone());
                }
                None => sums.push(Sum {
                    subject: outage.subject.clone(),
                    month: *month,
                    minutes,
                    stated: vec![outage.words.clone()],
                }),
            }
        }
    }
    let remedy = |sum: Sum| {
        let total = sum.month.minutes(&zone);
        let downtime = sum.minutes.min(Ratio::new(total, 1));
        let availability = Ratio::new(total, 1).minus(downtime).times(100).over(total);
        let tier = agreement.tier(availability).cloned();
        let credit = tier.as_ref().map_or(Ratio::ZERO, |tier| tier.credit);
        Remedy {
            offered: offer.percent(sum.subject.as_deref()),
            claim_by: agreement.claim_by(sum.month),
            subject: sum.subject.or_else(|| service.clone()),
            month: sum.month,
            total,
            downtime,
            stated: sum.stated,
            availability,
            tier,
            credit: agreement.credit.cap.map_or(credit, |cap| credit.min(cap)),
        }
    };
    let remedies: Vec<Remedy> = sums.into_iter().map(remedy).collect();
    match remedies.is_empty() {
        true => Err(outages::undated(document).map_or(Trouble::NoDowntime, Trouble::NoMonth)),
        false => Ok(remedies),
    }
}

/// The downtime of one subject in one month.
struct Sum {
    subject: Option<String>,
    month: Month,
    minutes: Ratio,
    stated: Vec<String>,
}

/// The minutes of an outage in one month that count.
fn minutes(agreement: &Agreement, seconds: Ratio) -> Ratio {
    let minutes = seconds.over(60);
    match agreement.part_minutes {
        PartMinutes::Keep => minutes,
        PartMinutes::Up => minutes.ceiling(),
    }
}
