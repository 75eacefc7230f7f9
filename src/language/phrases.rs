//! Named phrase lists, matched together in one pass over a text.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind};

/// A phrase found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The name of the list.
    pub list: Arc<str>,
    /// Bytes of the text.
    pub range: Range<usize>,
}

/// All phrase lists of a language as one automaton. Case does not count; a phrase of letters
/// matches whole words only, and a `*` at its end or front lets the word go on there
/// ("investigat*" finds "investigating").
#[derive(Debug, Default)]
pub struct Phrases {
    patterns: Vec<Pattern>,
    automaton: Option<AhoCorasick>,
}

#[derive(Debug)]
struct Pattern {
    list: Arc<str>,
    open_front: bool,
    open_end: bool,
}

impl Phrases {
    /// Compiles named lists.
    pub fn new(lists: HashMap<String, Vec<String>>) -> Self {
        let mut lists: Vec<_> = lists.into_iter().collect();
        lists.sort();
        let (mut needles, mut patterns) = (Vec::new(), Vec::new());
        for (name, phrases) in lists {
            let list: Arc<str> = name.into();
            for phrase in phrases {
                let (open_front, open_end) = (phrase.starts_with('*'), phrase.ends_with('*'));
                let needle = phrase.trim_matches('*').to_lowercase();
                let curly = needle.contains('\'').then(|| needle.replace('\'', "’"));
                for needle in std::iter::once(needle).chain(curly) {
                    patterns.push(Pattern { list: list.clone(), open_front, open_end });
                    needles.push(needle);
                }
            }
        }
        let automaton = AhoCorasickBuilder::new()
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&needles)
            .ok();
        Self { patterns, automaton }
    }

    /// The names of the lists, in order; a name may come more than once.
    pub fn lists(&self) -> impl Iterator<Item = &str> {
        self.patterns.iter().map(|pattern| &*pattern.list)
    }

    /// All phrases of all lists in `text`, overlapping ones too, in the order of their ends.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut hits = Vec::new();
        for found in automaton.find_overlapping_iter(text) {
            let pattern = &self.patterns[found.pattern().as_usize()];
            let starts = pattern.open_front || is_border(text, found.start());
            let ends = pattern.open_end || is_border(text, found.end());
            if starts && ends {
                hits.push(Hit { list: pattern.list.clone(), range: found.range() });
            }
        }
        hits
    }
}

/// Whether no Latin word runs across `at`. Scripts without spaces have a border everywhere.
fn is_border(text: &str, at: usize) -> bool {
    let letter = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
    let bytes = text.as_bytes();
    !(at > 0 && letter(bytes.get(at - 1)) && letter(bytes.get(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_unless_the_phrase_is_open() {
        let lists = HashMap::from([
            ("b".to_owned(), vec!["some".to_owned(), "部分".to_owned()]),
            ("a".to_owned(), vec!["investigat*".to_owned()]),
        ]);
        let phrases = Phrases::new(lists);
        let found = |text: &str| phrases.find(text).into_iter().map(|hit| hit.list.to_string()).collect::<Vec<_>>();
        assert_eq!(found("Some, but not somehow; investigating"), ["b", "a"]);
        assert_eq!(found("影响部分用户"), ["b"]);
    }
}
