//! What is offered is less than the cited agreement gives for the stated downtime.
//!
//! Where a document cites a service level agreement (`compensation: {sla: sla-aws-s3}`, or "- SLA: …")
//! and says how long the service was down, the availability of the month and the credit follow by
//! arithmetic. `candor remedy` prints it step by step. The rule compares the credit with the
//! percentage that is offered, for each service and month; a refusal offers nothing.
//!
//! The agreement is one of those that Candor ships (`candor explain sla-aws-s3`), or one of your own.
//! Not legal advice: the provider's own records decide, and an agreement may exclude the downtime.
//!
//! ## Subjects
//!
//! - `<subject>`: which of several services or customers the terms are for
//!
//! ## Bad
//!
//! ```md
//! ## Impact
//!
//! - Downtime: 4 h 17 min
//!
//! ## Timeline (UTC)
//!
//! - 2017-02-28 17:37 Reads from the bucket begin to fail
//! - 2017-02-28 21:54 All reads succeed again
//!
//! ## Compensation
//!
//! - SLA: sla-aws-s3
//! - Amount: 5 % of the monthly fee
//! ```
//!
//! ## Good
//!
//! ```md
//! ## Impact
//!
//! - Downtime: 4 h 17 min
//!
//! ## Timeline (UTC)
//!
//! - 2017-02-28 17:37 Reads from the bucket begin to fail
//! - 2017-02-28 21:54 All reads succeed again
//!
//! ## Compensation
//!
//! - SLA: sla-aws-s3
//! - Amount: 10 % of the monthly fee
//! ```

use crate::document::Document;
use crate::finding::{Finding, Level};
use crate::language::SectionKind;
use crate::rule::{Rule, Settings};
use crate::standards::Ratio;
use crate::standards::sla::{Remedies, Remedy, remedies};

/// The rule.
pub const RULE: Rule = Rule {
    name: "compensation-below-sla",
    level: Some(Level::Error),
    unwritten: false,
    check,
    source: include_str!("compensation_below_sla.rs"),
};

fn check(document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    let Ok(owed) = remedies(document, &settings.standards, &settings.lexicon) else { return Vec::new() };
    owed.remedies.iter().filter_map(|remedy| judge(&owed, remedy)).collect()
}

fn judge(owed: &Remedies<'_>, remedy: &Remedy) -> Option<Finding> {
    let offered = remedy.offered.or_else(|| owed.refused.map(|_| Ratio::ZERO))?;
    if offered >= remedy.credit {
        return None;
    }
    let of = remedy.subject.as_ref().map(|subject| format!(" of {subject}")).unwrap_or_default();
    let given =
        if remedy.offered.is_some() { format!("{offered} % is offered") } else { "nothing is given".to_owned() };
    let message = format!(
        "{given}, and {} gives {} % for the {} minutes without service{of} in {}: an availability of {} %",
        owed.name,
        remedy.credit,
        remedy.downtime,
        remedy.month,
        remedy.availability.rounded(4),
    );
    let help = format!(
        "Offer {} % of {}, or say which exclusion of the agreement applies and why; `candor remedy` prints the computation.",
        remedy.credit, owed.agreement.credit.of
    );
    let span = owed.amount.or(owed.refused).unwrap_or(owed.cited);
    let finding = Finding::new(span, message).section(SectionKind::Compensation).help(help);
    Some(match &remedy.subject {
        Some(subject) => finding.subject(subject.as_str()),
        None => finding,
    })
}
