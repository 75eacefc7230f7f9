//! Nothing in the document does the work of a section, under whatever heading.
//!
//! A reader of a postmortem needs to know what happened when, why, what it did to them, how it was
//! noticed, what they get for it, and what keeps it from happening again. Candor looks for the
//! content, not for the heading: a cause told under "What happened" counts as given, and three dated
//! or timed events anywhere are a timeline. The subject is the section: `timeline`, `root-cause`,
//! `impact`, `compensation`, `actions` or `detection`.
//!
//! Which sections a postmortem must have is written in the schema (`candor schema`). A missing
//! detection is a warning, and so is a missing compensation where `audience: internal` is stated. In a
//! draft, what is not written yet is an info.
//!
//! `--fix --select section-missing` gives a section that has no heading one, with `TBD` under it, which
//! `placeholder-left` finds: what belongs there only you know, and until it is there the section is
//! missing. Unless this rule is asked for by name, no heading is added.
//!
//! That nothing is said of compensation is an error where the document is Candor's own or speaks of customers,
//! subscribers, merchants, paid plans, invoices or an SLA, a warning in one for inside the house, and a remark
//! elsewhere: a free service owes nothing.
//!
//! ## Subjects
//!
//! - `timeline`: what happened when
//! - `root-cause`: why it happened
//! - `impact`: what it did to users or customers
//! - `compensation`: what the affected get
//! - `detection`: how it was noticed
//! - `actions`: what changes so that it does not happen again
//!
//! ## Bad
//!
//! ```md
//! # Checkout down on 3 May 2026
//!
//! Between 10:02 and 10:40 UTC 1,200 customers could not pay. We apologise.
//! ```
//!
//! ## Good
//!
//! ```md
//! # Checkout down on 3 May 2026
//!
//! Between 10:02 and 10:40 UTC 1,200 customers could not pay: release 4.2 of the payment gateway
//! opened a connection for every request, and the pool of 200 was empty after a minute. No
//! compensation is due, since no payment was taken twice and the agreement allows an hour a month.
//!
//! - 10:02 UTC: release 4.2 goes live, payments begin to fail
//! - 10:05 UTC: the alert on failed payments pages the on-call engineer
//! - 10:40 UTC: release 4.1 is back, all payments succeed
//!
//! ## Action items
//!
//! - Reuse connections in the gateway. Owner: Payments. Due: 2026-06-01. Ticket: PAY-7.
//! ```

use crate::document::Document;
use crate::edits::missing_heading;
use crate::finding::{Finding, Level};
use crate::language::{List, SectionKind};
use crate::rule::{Rule, Settings};
use crate::schema;

/// The rule.
pub const RULE: Rule = Rule {
    name: "section-missing",
    level: Some(Level::Error),
    unwritten: true,
    check,
    source: include_str!("section_missing.rs"),
};

/// Of a language whose prose is not judged, a document with fewer known headings may tell
/// everything in sentences that are not understood.
const MIN_HEADINGS: usize = 3;

fn check(document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    let known = document.outline.sections.iter().filter(|section| section.topic.is_some()).count();
    if !document.lang.is_complete() && known < MIN_HEADINGS {
        return Vec::new();
    }
    let demands = schema::demands(document, &settings.schemas, RULE.name);
    demands
        .into_iter()
        .filter_map(|demand| {
            let section = SectionKind::from_name(demand.key())?;
            let (message, help) = wording(section)?;
            let finding =
                Finding::new(document.title_span(), message).subject(section.name()).section(section).help(help);
            // A bare heading resolves nothing: it is for those who ask for this rule.
            let asked = settings.is_selected(RULE.name, Some(section.name()));
            let fix = asked.then(|| missing_heading::insert(document, section)).flatten();
            let level = demand.level.or_else(|| own_level(document, section));
            Some(Finding { level, fix, ..finding })
        })
        .collect()
}

/// The level of a section that not every reader misses: where nobody pays for the service and the document is
/// not written for Candor, that nothing is said of compensation is worth a remark at most.
fn own_level(document: &Document<'_>, section: SectionKind) -> Option<Level> {
    let owed = document.is_candor() || document.phrases_of(List::Paying).next().is_some();
    (section == SectionKind::Compensation && !owed).then_some(Level::Info)
}

/// What a reader cannot know without the section, and what to write.
fn wording(section: SectionKind) -> Option<(&'static str, &'static str)> {
    Some(match section {
        SectionKind::Timeline => (
            "no timeline: fewer than three events have a date or a time, so a reader cannot tell when it began, when it was noticed and when it ended",
            "List what happened when, with the zone: `- 2026-05-03 10:02 UTC: release 4.2 goes live, payments begin to fail`. At least the start, the detection and the end.",
        ),
        SectionKind::RootCause => (
            "no cause: nothing says why it happened, so a reader cannot tell whether it can happen again",
            "Say which change or condition in which component led, by what mechanism, to what customers saw. If you do not know yet, say so, and when you will.",
        ),
        SectionKind::Impact => (
            "no impact: nothing says what users or customers experienced, so a reader cannot tell whether they were hit",
            "Say who could not do what, how many they were, and from when to when: `1,200 of 40,000 customers could not pay from 10:02 to 10:40 UTC`.",
        ),
        SectionKind::Compensation => (
            "no compensation: nothing says what the affected get, not even that they get nothing",
            "Say the form, the amount or its formula, who is eligible, how and until when to claim, and when it is paid; or that there is none, and why.",
        ),
        SectionKind::Detection => (
            "no detection: nothing says how or when the problem was noticed, so a reader cannot tell whether the next one would be",
            "Say what noticed it (an alert, a customer, a colleague) and when: `The alert on failed payments fired at 10:05 UTC, three minutes after the start`.",
        ),
        SectionKind::Actions => (
            "no corrective actions: nothing says what is done so that it does not happen again",
            "List what changes, each with an owner, a due date and a ticket: `- Reuse connections in the gateway. Owner: Payments. Due: 2026-06-01. Ticket: PAY-7`.",
        ),
        SectionKind::Summary | SectionKind::Resolution | SectionKind::Lessons => return None,
    })
}
