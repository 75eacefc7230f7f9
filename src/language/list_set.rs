//! A set of phrase lists.

use super::List;

/// Bits of a word.
const BITS: usize = u64::BITS as usize;
/// Words that hold a bit for each list.
const WORDS: usize = List::ALL.len().div_ceil(BITS);

/// A set of phrase lists: those of which a text has a phrase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListSet([u64; WORDS]);

impl ListSet {
    /// Whether a list is in it.
    pub fn has(&self, list: List) -> bool {
        self.0[list as usize / BITS] & (1 << (list as usize % BITS)) != 0
    }

    /// The same set and one more list.
    #[must_use]
    pub fn with(mut self, list: List) -> Self {
        self.insert(list);
        self
    }

    /// The same set without one list.
    pub fn without(mut self, list: List) -> Self {
        self.0[list as usize / BITS] &= !(1 << (list as usize % BITS));
        self
    }

    /// Adds a list.
    pub fn insert(&mut self, list: List) {
        self.0[list as usize / BITS] |= 1 << (list as usize % BITS);
    }
}

impl FromIterator<List> for ListSet {
    fn from_iter<I: IntoIterator<Item = List>>(lists: I) -> Self {
        lists.into_iter().fold(Self::default(), Self::with)
    }
}
