//! Named phrase lists, matched together in one pass over a text.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// A phrase found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The name of the list.
    pub list: Arc<str>,
    /// Bytes of the text.
    pub range: Range<usize>,
}

/// All phrase lists of a language, sorted for look-up. Case does not count; a phrase of letters
/// matches whole words only, and a `*` at its end or front lets the word go on there
/// ("investigat*" finds "investigating").
///
/// An automaton over the same phrases finds no faster, as nearly all of them begin where a word
/// does, and takes 10 ms to build: more than all the rest of a run over one file.
#[derive(Debug, Default)]
pub struct Phrases {
    /// Sorted by their words.
    patterns: Vec<Pattern>,
    /// Where the patterns of each first byte begin; one entry more than there are bytes.
    firsts: Vec<usize>,
    /// Whether a pattern that may begin within a word begins with a byte.
    within: Vec<bool>,
}

#[derive(Debug)]
struct Pattern {
    /// In lower case, without `*`.
    words: String,
    list: Arc<str>,
    open_front: bool,
    open_end: bool,
    /// The longest other pattern with which this one begins.
    shorter: Option<usize>,
}

impl Phrases {
    /// Sorts named lists.
    pub fn new(lists: HashMap<String, Vec<String>>) -> Self {
        let mut lists: Vec<_> = lists.into_iter().collect();
        lists.sort();
        let mut patterns = Vec::new();
        for (name, phrases) in lists {
            let list: Arc<str> = name.into();
            for phrase in phrases {
                let (open_front, open_end) = (phrase.starts_with('*'), phrase.ends_with('*'));
                let words = phrase.trim_matches('*').to_lowercase();
                let curly = words.contains('\'').then(|| words.replace('\'', "’"));
                let spellings = std::iter::once(words).chain(curly).filter(|words| !words.is_empty());
                patterns.extend(spellings.map(|words| Pattern {
                    words,
                    list: list.clone(),
                    open_front,
                    open_end,
                    shorter: None,
                }));
            }
        }
        patterns.sort_by(|a, b| a.words.cmp(&b.words));
        link(&mut patterns);
        let first = |pattern: &Pattern| pattern.words.as_bytes().first().copied().unwrap_or_default();
        let firsts = (0..=256).map(|byte| patterns.partition_point(|p| usize::from(first(p)) < byte)).collect();
        let mut within = vec![false; 256];
        for pattern in patterns.iter().filter(|pattern| pattern.open_front) {
            within[usize::from(first(pattern))] = true;
        }
        Self { patterns, firsts, within }
    }

    /// The names of the lists, in order; a name may come more than once.
    pub fn lists(&self) -> impl Iterator<Item = &str> {
        self.patterns.iter().map(|pattern| &*pattern.list)
    }

    /// All phrases of all lists in `text`, overlapping ones too, in the order of their ends.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        if self.patterns.is_empty() {
            return Vec::new();
        }
        let lower = text.to_ascii_lowercase();
        let mut found = Vec::new();
        for (start, _) in lower.char_indices() {
            let border = is_border(&lower, start);
            if border || self.within[usize::from(lower.as_bytes()[start])] {
                self.find_at(&lower, start, border, &mut found);
            }
        }
        found.sort_unstable();
        let hit = |(end, start, index): (usize, usize, usize)| Hit {
            list: self.patterns[index].list.clone(),
            range: start..end,
        };
        found.into_iter().map(hit).collect()
    }

    /// Adds the patterns that begin at `start`, as end, start and index.
    fn find_at(&self, text: &str, start: usize, border: bool, found: &mut Vec<(usize, usize, usize)>) {
        let rest = &text.as_bytes()[start..];
        let first = usize::from(rest[0]);
        let range = self.firsts[first]..self.firsts[first + 1];
        let not_behind = self.patterns[range.clone()].partition_point(|pattern| pattern.words.as_bytes() <= rest);
        // All patterns with which the rest begins are heads of the last one that does not stand behind it.
        let mut next = (range.start + not_behind).checked_sub(1).filter(|last| range.contains(last));
        while let Some(index) = next {
            let pattern = &self.patterns[index];
            let end = start + pattern.words.len();
            let opens = border || pattern.open_front;
            if opens && rest.starts_with(pattern.words.as_bytes()) && (pattern.open_end || is_border(text, end)) {
                found.push((end, start, index));
            }
            next = pattern.shorter;
        }
    }
}

/// Sets [`Pattern::shorter`] of sorted patterns; equal ones are heads of each other in their order.
fn link(patterns: &mut [Pattern]) {
    let mut open: Vec<usize> = Vec::new();
    for index in 0..patterns.len() {
        while open.last().is_some_and(|last| !patterns[index].words.starts_with(&patterns[*last].words)) {
            open.pop();
        }
        patterns[index].shorter = open.last().copied();
        open.push(index);
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
    use crate::language::Lang;

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

    /// Where a pattern stands, looked for on its own.
    fn occurrences<'t>(pattern: &'t Pattern, text: &'t str) -> impl Iterator<Item = (usize, usize, String)> + 't {
        text.char_indices().map(|(at, _)| at).filter_map(move |start| {
            let end = start + pattern.words.len();
            let here = text[start..].starts_with(&pattern.words)
                && (pattern.open_front || is_border(text, start))
                && (pattern.open_end || is_border(text, end));
            here.then(|| (end, start, pattern.list.to_string()))
        })
    }

    #[test]
    fn the_look_up_finds_what_a_search_for_each_phrase_finds() {
        for (lang, text) in [
            (Lang::En, include_str!("../../examples/as-disclosed/2021-06-fastly.md")),
            (Lang::Zh, include_str!("../../examples/complete/2026-03-17-sync-refused.zh.md")),
        ] {
            let phrases = lang.words().phrases();
            let lower = text.to_ascii_lowercase();
            let mut expected: Vec<_> = phrases.patterns.iter().flat_map(|p| occurrences(p, &lower)).collect();
            expected.sort();
            let mut found: Vec<_> = phrases
                .find(text)
                .into_iter()
                .map(|hit| (hit.range.end, hit.range.start, hit.list.to_string()))
                .collect();
            found.sort();
            assert!(found.len() > 20, "{}", found.len());
            assert_eq!(found, expected);
        }
    }
}
