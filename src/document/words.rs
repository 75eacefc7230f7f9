//! The phrases in a few words: an action, a sentence that may put blame on somebody.

use std::ops::Range;

use crate::language::{Hit, Lang, Lexicon, List, ListSet};

/// Bytes of a text that are searched: a sentence or two; of what is longer, the head.
pub const MAX_TEXT: usize = 4 * 1024;
/// Phrases of a text that are kept: they are compared with one another.
const MAX_HITS: usize = 1_024;

/// The phrases in one text, by place.
#[derive(Clone, Debug, Default)]
pub struct Words {
    hits: Vec<Hit>,
    lists: ListSet,
}

impl Words {
    /// Finds the phrases of `text`, words that stand in no block of a document in `lang`.
    pub fn new(lang: Lang, lexicon: &Lexicon, text: &str) -> Self {
        let text = head(text);
        Self::of_hits(lexicon.find(lang.of_part(text), text))
    }

    /// The phrases of a text, counted from its start.
    pub fn of_hits(mut hits: Vec<Hit>) -> Self {
        hits.sort_by_key(|hit| (hit.range.start, hit.range.end));
        hits.truncate(MAX_HITS);
        let lists = hits.iter().map(|hit| hit.list).collect();
        Self { hits, lists }
    }

    /// The places of a list's phrases, the first one first.
    pub fn of<'w>(&'w self, list: List) -> impl Iterator<Item = Range<usize>> + 'w {
        let hits = if self.lists.has(list) { self.hits.as_slice() } else { &[] };
        hits.iter().filter(move |hit| hit.list == list).map(|hit| hit.range.clone())
    }

    /// Whether a phrase of the list is there.
    pub fn has(&self, list: List) -> bool {
        self.of(list).next().is_some()
    }

    /// Whether a phrase of the list lies within `range`.
    pub fn within(&self, list: List, range: &Range<usize>) -> bool {
        self.of(list).any(|hit| range.start <= hit.start && hit.end <= range.end)
    }

    /// Whether a phrase of the list begins at `at`.
    pub fn starts(&self, list: List, at: usize) -> bool {
        self.of(list).any(|hit| hit.start == at)
    }

    /// Whether `range` is, whole, a phrase of the list.
    pub fn is(&self, list: List, range: &Range<usize>) -> bool {
        self.of(list).any(|hit| hit == *range)
    }

    /// Whether a phrase of the list shares a byte with `range`.
    pub fn overlaps(&self, list: List, range: &Range<usize>) -> bool {
        self.of(list).any(|hit| hit.start < range.end && range.start < hit.end)
    }

    /// Drops the phrases that `keep` refuses.
    pub fn retain(&mut self, mut keep: impl FnMut(&Range<usize>) -> bool) {
        self.hits.retain(|hit| keep(&hit.range));
    }

    /// The phrases within `range`, with places counted from its start.
    pub fn part(&self, range: &Range<usize>) -> Self {
        let inside = self.hits.iter().filter(|hit| range.start <= hit.range.start && hit.range.end <= range.end);
        let shift =
            |hit: &Hit| Hit { list: hit.list, range: hit.range.start - range.start..hit.range.end - range.start };
        Self { hits: inside.map(shift).collect(), lists: self.lists }
    }
}

/// The text up to [`MAX_TEXT`] bytes.
pub fn head(text: &str) -> &str {
    let end = (0..=MAX_TEXT.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}
