//! The state of every filing: due when, from which clock, done or not.

use jiff::Timestamp;
use serde::Serialize;

use super::deadline::{self, Due};
use super::format::FilingStage;
use super::moments::StatedMoment;
use super::view::View;

/// How a filing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Not filed, and there is time.
    Due,
    /// Not filed, and the time is over.
    Overdue,
    /// Filed in time.
    FiledOnTime,
    /// Filed, and too late.
    FiledLate,
    /// Its clock does not run yet: the filing from which it runs was not made.
    NotStarted,
    /// The moment from which its clock runs has no date, time and zone.
    AnchorMissing,
    /// The document does not declare what the deadline depends on.
    ScopeNotDeclared,
}

impl State {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Overdue => "overdue",
            Self::FiledOnTime => "filed-on-time",
            Self::FiledLate => "filed-late",
            Self::NotStarted => "not-started",
            Self::AnchorMissing => "anchor-missing",
            Self::ScopeNotDeclared => "scope-not-declared",
        }
    }

    /// Whether it is time to judge what the filing must tell.
    pub fn is_judged(self) -> bool {
        matches!(self, Self::Due | Self::Overdue | Self::FiledOnTime | Self::FiledLate)
    }
}

/// A filing and its state.
#[derive(Clone, Debug)]
pub struct Row<'s> {
    /// The stage.
    pub stage: &'s FilingStage,
    /// By when it is due, where that is known.
    pub due: Option<Timestamp>,
    /// How it stands.
    pub state: State,
    /// The first time it was filed.
    pub filed: Option<StatedMoment>,
    /// The milestone or filing from which its clock runs.
    pub from: Option<String>,
}

/// The filings of a standard that have a deadline, in its order. Sets which were late.
pub fn rows<'d>(view: &mut View<'d>, now: Timestamp) -> Vec<Row<'d>> {
    if view.is_out_of_scope() {
        return Vec::new();
    }
    let stages = view.standard.stages.iter();
    let asked = stages.filter(|stage| stage.when.as_ref().is_none_or(|when| when.holds(view)));
    let rows: Vec<Row<'d>> = asked.filter_map(|stage| row(view, stage, now)).collect();
    let late = rows.iter().filter(|row| row.state == State::FiledLate);
    view.late = late.map(|row| row.stage.name.clone()).collect();
    rows
}

/// `None` where the standard sets no time.
fn row<'s>(view: &View<'s>, stage: &'s FilingStage, now: Timestamp) -> Option<Row<'s>> {
    let filing = view.filings_of(&stage.name).next();
    let filed = filing.and_then(|filing| filing.at.clone());
    let known = deadline::due(stage, view, &view.calendar);
    if known == Due::Open {
        return None;
    }
    let row = |due, state, from| Row { stage, due, state, filed: filed.clone(), from };
    if !view.is_scope_declared() {
        return Some(row(None, State::ScopeNotDeclared, None));
    }
    Some(match known {
        Due::Open => return None,
        Due::AnchorMissing(from) => row(None, State::AnchorMissing, Some(from)),
        Due::NotStarted(from) => row(None, State::NotStarted, Some(from)),
        Due::At(due, from) => {
            let state = match (filing, &filed) {
                (None, _) if now > due => State::Overdue,
                (None, _) => State::Due,
                (Some(_), Some(filed)) => in_time(view, filed, due),
                (Some(_), None) => State::AnchorMissing,
            };
            row(Some(due), state, Some(from))
        }
    })
}

/// A bare date tells whether it was in time on any other day than that of the deadline.
fn in_time(view: &View<'_>, filed: &StatedMoment, due: Timestamp) -> State {
    let last_day = due.to_zoned(view.calendar.zone.clone()).date();
    match (filed.instant, filed.date) {
        (Some(instant), _) if instant <= due => State::FiledOnTime,
        (Some(_), _) => State::FiledLate,
        (None, Some(date)) if date < last_day => State::FiledOnTime,
        (None, Some(date)) if date > last_day => State::FiledLate,
        _ => State::AnchorMissing,
    }
}
