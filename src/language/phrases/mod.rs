//! Named phrase lists, matched together in one pass over a text.

pub mod notation;
mod table;

use std::collections::HashMap;
use std::ops::Range;

use table::{LETTERS, NONE, ROW, bit_of_head, key};
pub use table::{Pattern, Table};

use super::List;

/// A phrase found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The list it is of.
    pub list: List,
    /// Bytes of the text.
    pub range: Range<usize>,
}

/// All phrase lists of a language. Case does not count; a phrase of letters matches whole words
/// only, and a `*` at its end or front lets the word go on there ("investigat*" finds
/// "investigating").
///
/// An automaton over the same phrases finds no faster, as nearly all of them begin where a word
/// does, and takes 10 ms to build: more than all the rest of a run over one file.
#[derive(Debug, Default)]
pub struct Phrases(Table);

impl From<Table> for Phrases {
    fn from(table: Table) -> Self {
        Self(table)
    }
}

impl Phrases {
    /// More phrases of lists that the languages have.
    pub fn added(lists: HashMap<List, Vec<String>>) -> Self {
        let phrases =
            lists.into_iter().flat_map(|(list, phrases)| phrases.into_iter().map(move |phrase| (list, phrase)));
        Self(Table::new(phrases.map(|(list, phrase)| (list as u16, phrase))))
    }

    /// All phrases of all lists in `text`, overlapping ones too, in the order of their ends.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let table = &self.0;
        if table.patterns.is_empty() {
            return Vec::new();
        }
        let (Some(firsts), Some(within)) = (table.firsts.first_chunk::<256>(), table.within.first_chunk::<256>())
        else {
            return Vec::new();
        };
        let lower = text.to_ascii_lowercase();
        let bytes = lower.as_bytes();
        // A long text has a phrase for every ten bytes or so: function words are phrases, too.
        let mut found = Vec::with_capacity(bytes.len() / 8);
        let mut in_word = false;
        for (start, byte) in bytes.iter().enumerate() {
            let byte = usize::from(*byte);
            let border = !(in_word && LETTERS[byte]);
            in_word = LETTERS[byte];
            // Bytes within a character begin no pattern, as patterns are whole characters.
            if (border || within[byte]) && firsts[byte] > 0 && self.may_begin(&bytes[start..]) {
                self.find_at(&bytes[start..], border, usize::from(firsts[byte]) - 1, |end, index| {
                    found.push((start + end, start, index));
                });
            }
        }
        found.sort_unstable();
        let hit = |(end, start, index): (usize, usize, usize)| Hit {
            list: list_of(&table.patterns[index]),
            range: start..end,
        };
        found.into_iter().map(hit).collect()
    }

    /// Whether a pattern has the head of `rest`.
    fn may_begin(&self, rest: &[u8]) -> bool {
        let (index, bit) = bit_of_head(rest);
        self.0.heads.get(index).is_some_and(|heads| heads & bit != 0)
    }

    /// Calls `found` for the patterns with which `rest` begins, with where they end and their index.
    fn find_at(&self, rest: &[u8], border: bool, row: usize, mut found: impl FnMut(usize, usize)) {
        let mut next = self.last_not_behind(rest, row);
        while next != NONE {
            let pattern = &self.0.patterns[next as usize];
            let end = pattern.len as usize;
            let here = (border || pattern.open_front) && rest.starts_with(self.words_of(pattern));
            if here && pattern.open_end {
                // A word that goes on is found whole.
                found(end + rest[end..].iter().take_while(|byte| LETTERS[usize::from(**byte)]).count(), next as usize);
            } else if here && is_border(rest, end) {
                found(end, next as usize);
            }
            next = pattern.shorter;
        }
    }

    /// The last pattern of a row that does not sort behind `rest`. All patterns with which the rest
    /// begins are it and heads of it.
    fn last_not_behind(&self, rest: &[u8], row: usize) -> u32 {
        let row = &self.0.rows[row * ROW..(row + 1) * ROW];
        let Some(second) = rest.get(1).map(|second| usize::from(*second)) else { return row[0] };
        let (start, end) = (row[second + 1] as usize, row[second + 2] as usize);
        let rest_key = key(&rest[2..]);
        let mut behind = start + self.0.keys[start..end].partition_point(|key| *key < rest_key);
        while behind < end && self.0.keys[behind] == rest_key && self.words_of(&self.0.patterns[behind]) <= rest {
            behind += 1;
        }
        if behind == start { row[0] } else { behind as u32 - 1 }
    }

    fn words_of(&self, pattern: &Pattern) -> &[u8] {
        let start = pattern.start as usize;
        &self.0.words.as_bytes()[start..start + pattern.len as usize]
    }
}

fn list_of(pattern: &Pattern) -> List {
    List::ALL[usize::from(pattern.list)]
}

/// Whether no Latin word runs across `at`. Scripts without spaces have a border everywhere.
fn is_border(text: &[u8], at: usize) -> bool {
    let letter = |byte: Option<&u8>| byte.is_some_and(|byte| LETTERS[usize::from(*byte)]);
    !(at > 0 && letter(text.get(at - 1)) && letter(text.get(at)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    #[test]
    fn whole_words_unless_the_phrase_is_open() {
        use List::{CauseFound as Found, Few};
        let phrases = [(Few, vec!["some", "部分", "*wide"]), (Found, vec!["investigat*", "a", "a b"])];
        let phrases = phrases.map(|(list, phrases)| (list, phrases.into_iter().map(str::to_owned).collect()));
        let phrases = Phrases::added(phrases.into());
        let found = |text: &str| phrases.find(text).into_iter().map(|hit| hit.list).collect::<Vec<_>>();
        assert_eq!(found("Some, but not somehow; investigating"), [Few, Found]);
        assert_eq!(found("影响部分用户"), [Few]);
        assert_eq!(found("site-wide, worldwide, wider"), [Few, Few]);
        assert_eq!(found("a b, a"), [Found, Found, Found]);
    }

    /// Where a pattern stands, looked for on its own.
    fn occurrences<'t>(phrases: &'t Phrases, pattern: &'t Pattern, text: &'t str) -> Vec<(usize, usize, List)> {
        let words = std::str::from_utf8(phrases.words_of(pattern)).unwrap_or_default();
        let places = text.char_indices().map(|(at, _)| at).filter_map(move |start| {
            let end = start + words.len();
            let here = text[start..].starts_with(words)
                && (pattern.open_front || is_border(text.as_bytes(), start))
                && (pattern.open_end || is_border(text.as_bytes(), end));
            let goes_on = |byte: &u8| pattern.open_end && LETTERS[usize::from(*byte)];
            let more = || text[end..].bytes().take_while(goes_on).count();
            here.then(|| (end + more(), start, list_of(pattern)))
        });
        places.collect()
    }

    #[test]
    fn the_look_up_finds_what_a_search_for_each_phrase_finds() {
        for (lang, text) in [
            (Lang::En, include_str!("../../../examples/as-disclosed/2021-06-fastly.md")),
            (Lang::Zh, include_str!("../../../examples/complete/2026-03-17-sync-refused.zh.md")),
        ] {
            let phrases = &lang.words().phrases;
            let lower = text.to_ascii_lowercase();
            let patterns = phrases.0.patterns.iter();
            let mut expected: Vec<_> = patterns.flat_map(|pattern| occurrences(phrases, pattern, &lower)).collect();
            expected.sort();
            let found = phrases.find(text).into_iter();
            let mut found: Vec<_> = found.map(|hit| (hit.range.end, hit.range.start, hit.list)).collect();
            found.sort();
            assert!(found.len() > 20, "{}", found.len());
            assert_eq!(found, expected);
        }
    }
}
