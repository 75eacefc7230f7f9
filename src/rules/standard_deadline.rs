//! A filing that a declared standard demands was late, is overdue, or cannot be judged.
//!
//! Deadlines run from milestones (`milestones: {aware: …}`, and those of the timeline) and from
//! earlier filings (`filings:`). `candor deadlines` lists all of them. The subject is the standard and
//! the stage, such as `dora/initial`.
//!
//! A clock that counts hours starts at a moment with date, time and zone: a bare date is never taken
//! for midnight, and a filing whose clock has no such moment is reported. So is a standard whose
//! deadlines depend on what the document does not declare under `scope:`. In a draft these two are
//! infos. A filing whose clock runs from an earlier filing that was not made is not overdue.
//!
//! Not legal advice: a standard counts as its text was read to count on the day it was reviewed.
//!
//! ## Subjects
//!
//! - `<standard>`: all filings of a standard, such as `dora`
//! - `<standard>/<stage>`: one filing, such as `dora/initial`
//!
//! ## Bad
//!
//! ```md
//! ---
//! standards: [mas-fsm-n05]
//! milestones: { discovered: 2031-03-04T09:15:00+08:00 }
//! filings:
//!   - { standard: mas-fsm-n05, stage: notification, at: 2031-03-04T11:00:00+08:00 }
//! ---
//! ```
//!
//! ## Good
//!
//! ```md
//! ---
//! standards: [mas-fsm-n05]
//! milestones: { discovered: 2031-03-04T09:15:00+08:00 }
//! filings:
//!   - { standard: mas-fsm-n05, stage: notification, at: 2031-03-04T10:00:00+08:00 }
//! ---
//! ```

use jiff::Timestamp;

use crate::document::Document;
use crate::finding::{Finding, Level, quote};
use crate::rule::{Rule, Settings};
use crate::source::Span;
use crate::standards::content::rows;
use crate::standards::filings::{Row, State};
use crate::standards::{Standard, View};

/// The rule.
pub const RULE: Rule = Rule {
    name: "standard-deadline",
    level: Some(Level::Error),
    unwritten: false,
    check,
    source: include_str!("standard_deadline.rs"),
};

fn check(document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (standard, view, rows) in rows(document, &settings.standards, settings.now) {
        for row in &rows {
            let subject = format!("{}/{}", standard.name, row.stage.name);
            let unwritten = matches!(row.state, State::AnchorMissing | State::ScopeNotDeclared) && document.is_draft();
            let level = if unwritten { Level::Info } else { row.stage.level };
            let finding = judge(standard, &view, row).map(|finding| finding.subject(subject).level(level));
            findings.extend(finding);
            // Nothing is known of the other stages for the same reason.
            if row.state == State::ScopeNotDeclared {
                break;
            }
        }
    }
    findings
}

fn judge(standard: &Standard, view: &View<'_>, row: &Row<'_>) -> Option<Finding> {
    let document = view.document;
    let filings = || document.value("filings").map(|filings| filings.span);
    let (stage, clause) = (&row.stage.name, &row.stage.authority.clause);
    let due = row.due.map(|due| shown(view, due)).unwrap_or_default();
    let from = row.from.as_deref().unwrap_or_default();
    let filed = row.filed.as_ref();
    let place = |span: Option<Span>| span.unwrap_or_else(|| document.title_span());
    let filed_at = place(filed.map(|moment| moment.span).or_else(filings));
    Some(match row.state {
        State::Due | State::FiledOnTime | State::NotStarted => return None,
        State::FiledLate => {
            let words = quote(filed.map(|moment| moment.words.as_str()).unwrap_or_default());
            let message =
                format!("the {stage} filing of {words} was late: it was due {due}, counted from {from} ({clause})");
            let help = "Say why it was late, and tell it to the receiver if that has not been done; what was filed is not changed by writing another time.";
            Finding::new(filed_at, message).help(help)
        }
        State::Overdue => {
            let span = place(view.milestone(from).map(|moment| moment.span).or_else(filings));
            let message =
                format!("the {stage} filing was due {due}, counted from {from}, and no filing is listed ({clause})");
            let help = format!(
                "File it, or list it if it was filed: `filings: [{{ standard: {}, stage: {stage}, at: … }}]`.",
                standard.name
            );
            Finding::new(span, message).help(help)
        }
        State::AnchorMissing if row.due.is_some() => {
            let message = format!(
                "whether the {stage} filing was in time cannot be told: it was due {due}, and the time at which it was made is not given ({clause})"
            );
            Finding::new(filed_at, message)
                .help("Give date, clock time and zone under `at`: `2031-03-04T10:00:00+08:00`.")
        }
        State::AnchorMissing => anchor_missing(view, row, from),
        // What is declared and not known is reported by `standard-content`, at its place.
        State::ScopeNotDeclared if view.is_scope_unknown() => return None,
        State::ScopeNotDeclared => {
            let scope = standard.scope.as_ref()?;
            let values: Vec<&str> = scope.values.keys().map(String::as_str).collect();
            let message = format!(
                "when the filings of {} are due cannot be told: the document does not declare its {}",
                standard.name, scope.declare
            );
            let help = format!(
                "Declare it: `scope: {{ {}: {{ {}: … }} }}`; {} make a difference, `other` makes none.",
                standard.name,
                scope.declare,
                values.join(", ")
            );
            Finding::new(place(document.meta.entry("standards").map(|entry| entry.node.span)), message).help(help)
        }
    })
}

fn anchor_missing(view: &View<'_>, row: &Row<'_>, from: &str) -> Finding {
    let moment = view.milestone(from);
    let why = match &moment {
        Some(moment) => format!("{} is no moment with date, clock time and zone", quote(&moment.words)),
        None => "no such moment is given".to_owned(),
    };
    let document = view.document;
    let span = moment.map(|moment| moment.span).or_else(|| document.value("milestones").map(|all| all.span));
    let message = format!(
        "when the {} filing is due cannot be told: its clock runs from {from}, and {why} ({})",
        row.stage.name, row.stage.authority.clause
    );
    let name = from.strip_prefix("filing.").unwrap_or(from);
    let help = format!("Give it with its zone: `milestones: {{ {name}: 2031-03-04T09:15:00+08:00 }}`.");
    Finding::new(span.unwrap_or_else(|| document.title_span()), message).help(help)
}

/// A moment in the zone of the document.
fn shown(view: &View<'_>, moment: Timestamp) -> String {
    moment.to_zoned(view.shown_in.clone()).strftime("on %Y-%m-%d at %H:%M %:z").to_string()
}
