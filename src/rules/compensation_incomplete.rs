//! An offer of compensation leaves out who gets it, how, until when, or when it is paid.
//!
//! An offer that nobody knows how to claim is not paid. The subject says what is missing:
//! `eligible`, `amount`, `claim` (how to claim, or that it comes by itself), `claim-by` (the last
//! day; not needed where it is automatic) and `paid-by` (when it is paid). There is one finding for each.
//!
//! Judged are offers with an amount, a formula or a clause; one without is `compensation-vague`.
//! The terms may stand in fields, table rows or prose, anywhere in what is said about compensation.
//! What has been paid already needs no more terms.
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

use super::Rule;
use crate::document::Document;
use crate::finding::{Finding, Level, excerpt};
use crate::language::SectionKind;
use crate::lint::Settings;

/// The rule.
pub const RULE: Rule = Rule {
    name: "compensation-incomplete",
    level: Some(Level::Warning),
    unwritten: true,
    check,
    source: include_str!("compensation_incomplete.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let Some(offer) = &document.compensation.offer else { return Vec::new() };
    let words = excerpt(document.words_of(&offer.statement));
    let gaps = offer.terms.missing().into_iter().filter_map(|gap| {
        let (lacks, help) = wording(gap)?;
        let finding = Finding::new(document.span_of(&offer.statement), format!("“{words}” does not say {lacks}"));
        Some(finding.subject(gap).section(SectionKind::Compensation).help(help))
    });
    gaps.collect()
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
