//! The phrases in one unit.

use crate::document::phrases::Phrase;
use crate::language::{List, ListSet};

/// The phrases in one unit, in the order of their ends.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hits<'d> {
    pub(super) phrases: &'d [Phrase],
    /// Where the unit begins: a phrase that begins before is no part of it.
    pub(super) start: usize,
    pub(super) lists: ListSet,
}

impl<'d> Hits<'d> {
    /// All of them.
    pub fn iter(self) -> impl Iterator<Item = &'d Phrase> {
        self.phrases.iter().filter(move |phrase| self.start <= phrase.range.start)
    }

    /// Those of one list.
    pub fn of(self, list: List) -> impl Iterator<Item = &'d Phrase> {
        let phrases = if self.lists.has(list) { self.phrases } else { &[] };
        Self { phrases, ..self }.iter().filter(move |phrase| phrase.list == list)
    }

    /// Their lists.
    pub fn lists(self) -> ListSet {
        self.lists
    }
}
