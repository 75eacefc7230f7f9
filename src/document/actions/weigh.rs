//! What weighs against or for an action: a unit that hardly tells a follow-up is none, and one that
//! surely does is one wherever it stands.

use super::action::{Action, Candidate, Origin};
use super::collector::Collector;
use super::prose::{Telling, telling};
use super::shape::{ends_in_colon, says_something};
use crate::document::outline::BlockKind;
use crate::document::units::{Unit, UnitKind};
use crate::language::{List, Role, Topic};
use crate::source::Span;

/// What stands in a list of actions is one unless its weight is far against it: odds of one in
/// ninety, counted from where the weight alone decides.
const LISTED: i32 = -450;
/// A promise in running text may be one to the reader, or a step of the work: odds of one in twenty.
const IN_PROSE: i32 = -300;

/// An item that weighs so much more is one in whatever grammar: two and a half times the odds at which its
/// weight decides.
const SURE: i32 = 90;

impl Collector<'_> {
    /// Drops the actions whose units hardly tell a follow-up, and adds the units that surely do.
    pub fn weigh(&mut self) {
        let weighs = |action: &Action| {
            let least = match action.origin {
                Origin::Listed => LISTED,
                Origin::Prose | Origin::Lesson => IN_PROSE,
            };
            action.score(Role::FollowUp) > least
        };
        self.actions.list.retain(weighs);
        let known: Vec<Span> = self.actions.list.iter().map(|action| action.span).collect();
        let sure = |unit: &&Unit| {
            let span = self.reading.span_of(unit);
            unit.is_statement()
                && self.reading.score(unit, Role::FollowUp) > 0
                && self.asks(unit)
                && !known.iter().any(|known| known.start < span.end && span.start < known.end)
        };
        let added: Vec<Action> = self
            .reading
            .units
            .all()
            .iter()
            .filter(sure)
            .filter(|unit| {
                self.reading.outline.blocks.get(unit.block).is_some_and(|block| block.kind != BlockKind::Code)
            })
            .map(|unit| {
                let (block, range) = (unit.block, unit.range.clone());
                self.action(&Candidate { block, range, notes: 0..0, origin: Origin::Prose })
            })
            .collect();
        self.actions.list.extend(added);
        self.actions.list.sort_by_key(|action| action.span.start);
    }

    /// Whether the words of a unit can be those of an action: to be done, or done, and no note of where it
    /// is tracked.
    fn asks(&self, unit: &Unit) -> bool {
        let text = self.reading.words_of(unit);
        let words = self.reading.words_at(unit.block, unit.range.clone());
        let lesson = matches!(unit.topic, Some(Topic::Lessons | Topic::WentWrong));
        let listed = !lesson
            && matches!(unit.kind, UnitKind::Item | UnitKind::Row)
            && self.reading.score(unit, Role::FollowUp) > SURE;
        let tracks = words.has(List::Filing) || words.has(List::TicketWord);
        let course = unit.topic == Some(Topic::Timeline)
            || self.reading.score(unit, Role::Response) > self.reading.score(unit, Role::FollowUp);
        says_something(text)
            && !tracks
            && !course
            && !ends_in_colon(text)
            && (listed || telling(text, &words, self.reading.lang_of(text)) != Telling::None)
    }
}
