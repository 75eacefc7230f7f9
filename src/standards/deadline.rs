//! From the clocks of a document to the moment by which something is due.

use jiff::Timestamp;

use super::calendar::WorkCalendar;
use super::expression::Evidence;
use super::format::{Deadline, FilingStage, Roll};

/// What is known of the moment from which a clock runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// It is known.
    At(Timestamp),
    /// The filing was not made: its clock does not run yet.
    NotFiled,
    /// No date, clock time and zone are given.
    Unknown,
}

/// The clocks of a document.
pub trait Clocks: Evidence {
    /// The moment that a milestone or `filing.STAGE` names.
    fn anchor(&self, name: &str) -> Anchor;
}

/// By when something is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// At a moment; and the clock that gave it.
    At(Timestamp, String),
    /// The clock of this filing does not run yet.
    NotStarted(String),
    /// This milestone is not known.
    AnchorMissing(String),
    /// The standard sets no time.
    Open,
}

/// By when a stage is due.
pub fn due(stage: &FilingStage, clocks: &dyn Clocks, calendar: &WorkCalendar) -> Due {
    let Some(deadline) = &stage.due else { return Due::Open };
    match (of(deadline, clocks, calendar), &stage.roll) {
        (Due::At(moment, from), Some(roll)) if rolls(roll, clocks) => {
            Due::At(calendar.roll(moment, roll.at).unwrap_or(moment), from)
        }
        (due, _) => due,
    }
}

fn rolls(roll: &Roll, clocks: &dyn Clocks) -> bool {
    !roll.unless.as_ref().is_some_and(|condition| condition.holds(clocks))
}

/// The depth is bounded by the nesting of the file.
fn of(deadline: &Deadline, clocks: &dyn Clocks, calendar: &WorkCalendar) -> Due {
    match deadline {
        Deadline::From { from, within, days } => match clocks.anchor(from) {
            Anchor::At(start) => match calendar.after(start, *within, *days) {
                Some(moment) => Due::At(moment, from.clone()),
                None => Due::Open,
            },
            Anchor::NotFiled => Due::NotStarted(from.clone()),
            Anchor::Unknown => Due::AnchorMissing(from.clone()),
        },
        Deadline::Earliest { earliest_of } => {
            let all: Vec<Due> = earliest_of.iter().map(|one| of(one, clocks, calendar)).collect();
            let unknown = all.iter().find(|due| matches!(due, Due::AnchorMissing(_)));
            let unknown = unknown.or_else(|| all.iter().find(|due| matches!(due, Due::NotStarted(_))));
            match unknown {
                Some(unknown) => unknown.clone(),
                None => all.into_iter().filter(|due| *due != Due::Open).min_by_key(moment).unwrap_or(Due::Open),
            }
        }
        Deadline::First { first_match } => {
            let holds = |case: &&super::format::Case| case.when.as_ref().is_none_or(|when| when.holds(clocks));
            first_match.iter().find(holds).map_or(Due::Open, |case| of(&case.due, clocks, calendar))
        }
        Deadline::Open(_) => Due::Open,
    }
}

fn moment(due: &Due) -> Option<Timestamp> {
    match due {
        Due::At(moment, _) => Some(*moment),
        _ => None,
    }
}
