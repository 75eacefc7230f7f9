//! An offer of compensation leaves out who gets it, how, until when, or when it is paid.
//!
//! An offer that nobody knows how to claim is not paid. The subject says what is missing:
//! `eligible`, `amount`, `claim` (how to claim, or that it comes by itself), `claim-by` (the last
//! day; not needed where it is automatic) and `paid-by` (when it is paid). There is one finding for each.
//!
//! Judged are offers with an amount, a formula or a clause; one without is `compensation-vague`.
//! The terms may stand in fields, table rows or prose, anywhere in what is said about compensation.
//! What has been paid already needs no more terms, and a numbered clause that is cited settles how it is
//! claimed, until when, and when it is paid. Where the document cites a service level agreement
//! that Candor knows, the help tells its way to claim and its last day.
//!
//! ## Subjects
//!
//! - `eligible`: who gets it
//! - `amount`: how much, or by which formula
//! - `claim`: how to claim it
//! - `claim-by`: until when to claim it
//! - `paid-by`: when it is paid
//!
//! ## Bad
//!
//! ```md
//! ### Compensation
//!
//! Everyone on a cancelled flight receives a voucher for 60 euros. Use the form at
//! https://airline.example/vouchers.
//! ```
//!
//! ## Good
//!
//! ```md
//! ### Compensation
//!
//! Everyone on a cancelled flight receives a voucher for 60 euros. Use the form at
//! https://airline.example/vouchers by 30 September 2026; vouchers are sent within 14 days.
//! ```

use crate::document::Document;
use crate::finding::{Finding, Level, excerpt};
use crate::language::SectionKind;
use crate::rule::{Rule, Settings};
use crate::source::Span;
use crate::standards::sla::{Remedies, remedies};

/// The rule.
pub const RULE: Rule = Rule {
    name: "compensation-incomplete",
    level: Some(Level::Warning),
    unwritten: true,
    check,
    source: include_str!("compensation_incomplete.rs"),
};

fn check(document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    let Some((words, span, missing)) = gaps(document) else { return Vec::new() };
    // Computed only where something is missing: most documents cite no agreement.
    let owed = missing
        .iter()
        .any(|gap| gap.starts_with("claim"))
        .then(|| remedies(document, &settings.standards, &settings.lexicon).ok())
        .flatten();
    let gaps = missing.into_iter().filter_map(|gap| {
        let (lacks, help) = wording(gap)?;
        let known = owed.as_ref().and_then(|owed| of_agreement(owed, gap));
        let help = known.map_or_else(|| help.to_owned(), |known| format!("{help} {known}"));
        let finding = Finding::new(span, format!("“{words}” does not say {lacks}"));
        Some(finding.subject(gap).section(SectionKind::Compensation).help(help))
    });
    gaps.collect()
}

/// The words and the place of an offer, and what it leaves out. Values of the front matter count.
fn gaps(document: &Document<'_>) -> Option<(String, Span, Vec<&'static str>)> {
    let given = |gap: &&str| document.compensation_value(gap).is_some();
    let automatic = document.compensation_value("claim").is_some_and(|(words, _)| words == "automatic");
    let settled = |gap: &&str| given(gap) || automatic && *gap == "claim-by";
    let open = |gaps: Vec<&'static str>| gaps.into_iter().filter(|gap| !settled(gap)).collect();
    if let Some(offer) = &document.compensation.offer {
        let words = excerpt(document.words_of(&offer.statement));
        return Some((words, document.span_of(&offer.statement), open(offer.terms.missing())));
    }
    // An offer that stands in the front matter alone.
    let (words, span) = document.value("compensation").and_then(|_| document.compensation_value("amount"))?;
    Some((excerpt(&words), span, open(vec!["eligible", "claim", "claim-by", "paid-by"])))
}

/// What the cited agreement says of it.
fn of_agreement(owed: &Remedies<'_>, gap: &str) -> Option<String> {
    let standard = owed.standard?;
    match gap {
        "claim" => Some(format!("{} asks for {}.", standard.name, owed.agreement.claim.route)),
        "claim-by" => {
            let day = owed.remedies.iter().filter_map(|remedy| remedy.claim_by).min()?;
            Some(format!("{} gives until {day}.", standard.name))
        }
        _ => None,
    }
}

/// What an offer does not say without a field, and what to write.
fn wording(gap: &str) -> Option<(&'static str, &'static str)> {
    Some(match gap {
        "eligible" => ("who gets it", "Name who is eligible: “every account with an instance in the region on 9 May”."),
        "amount" => ("how much it is", "Give the amount, or the formula that gives it: “10 % of the monthly fee”."),
        "claim" => (
            "how to get it: whether it comes by itself, or must be claimed, and where",
            "Say that it is automatic, or how to claim it: “credited automatically”, “with the form at …”.",
        ),
        "claim-by" => ("until when it can be claimed", "Give the last day for claims: “by 30 September 2026”."),
        "paid-by" => (
            "when it is paid",
            "Say when it is paid: “on the invoice of 1 July”, “within ten working days of the claim”.",
        ),
        _ => return None,
    })
}
