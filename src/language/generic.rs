//! The words that name nothing: grammar, times, "customers", "requests", "errors".

use serde::Deserialize;

use super::{Word, WordMap};

/// The words of a language that name neither a service nor a region nor a kind of people.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<Word>", bound(deserialize = "'de: 'static"))]
pub struct Generic {
    words: WordMap<()>,
    /// Characters of the longest word.
    longest: usize,
}

impl From<Vec<Word>> for Generic {
    fn from(words: Vec<Word>) -> Self {
        let longest = words.iter().map(|word| word.chars().count()).max().unwrap_or(0);
        Self { words: words.into_iter().map(|word| (word, ())).collect(), longest }
    }
}

impl Generic {
    /// Whether anything in a text names something. `spaced`: whether words are set apart by spaces.
    pub fn names_something(&self, text: &str) -> bool {
        let runs = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
        runs.filter(|run| !run.is_empty())
            .any(|run| if run.is_ascii() { self.is_name(run) } else { self.has_rest(run) })
    }

    /// Whether a Latin word is none of the known ones and long enough to be a name.
    fn is_name(&self, word: &str) -> bool {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let lower = word.to_lowercase();
        letters >= 2 && !self.words.contains_key(lower.strip_suffix("'s").unwrap_or(&lower))
    }

    /// Whether two characters or more are left when the known words are taken out.
    fn has_rest(&self, run: &str) -> bool {
        let mut left = 0;
        let mut rest = run;
        while let Some(first) = rest.chars().next() {
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(self.longest);
            let known = ends.filter(|end| self.words.contains_key(&rest[..*end])).last();
            left += usize::from(known.is_none() && !first.is_ascii_digit());
            rest = &rest[known.unwrap_or(first.len_utf8())..];
        }
        left >= 2
    }
}
