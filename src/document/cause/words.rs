//! The words of a sentence that say something of this incident: not those that fit any outage, not
//! those that only repeat the symptom.

use std::collections::HashSet;
use std::ops::Range;

/// Words that have been said, by their stems.
#[derive(Clone, Debug, Default)]
pub struct Said(HashSet<String>);

impl Said {
    /// Remembers a word; whether it was new.
    pub fn add(&mut self, word: &str) -> bool {
        self.0.insert(stem(word))
    }

    /// Whether nothing has been said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a word, or another form of it, has been said.
    pub fn has(&self, word: &str) -> bool {
        self.0.contains(&stem(word))
    }
}

/// Letters by which two forms of a word are told to be the same.
const STEM: usize = 5;
/// A word of fewer letters is a function word.
const MIN_LETTERS: usize = 4;

fn stem(word: &str) -> String {
    let lower: String = word.chars().flat_map(char::to_lowercase).collect();
    let plural = lower.strip_suffix('s').filter(|rest| rest.len() >= MIN_LETTERS).unwrap_or(&lower);
    plural.chars().take(STEM).collect()
}

/// The words of a text: Latin words and names whole, Han and Kana two by two.
///
/// Numbers are no words; neither are short Latin words, unless they are names ("DNS", "db-4").
pub fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if is_han(c) {
            if let Some((next, c)) = chars.next_if(|(_, c)| is_han(*c)) {
                words.push(start..next + c.len_utf8());
            }
        } else if c.is_alphanumeric() {
            let mut end = start + c.len_utf8();
            while let Some((at, c)) = chars.next_if(|(_, c)| joins(*c) || c.is_alphanumeric() && !is_han(*c)) {
                end = at + c.len_utf8();
            }
            let word = text[start..end].trim_end_matches(joins);
            if is_name(word) || word.chars().filter(|c| c.is_alphabetic()).count() >= MIN_LETTERS {
                words.push(start..start + word.len());
            }
        }
    }
    words
}

/// Whether a word is a name of something: it has a figure or capital within, an underscore or a slash.
pub fn is_name(word: &str) -> bool {
    let letters = word.chars().any(char::is_alphabetic);
    let inner = word.chars().skip(1).any(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '_' | '/'));
    letters && inner
}

/// Whether a text gives a number that is no clock time, date or year.
pub fn has_quantity(text: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || is_han(c) || matches!(c, '(' | ')' | '（' | '）' | '，' | '。'))
        .map(|word| word.trim_matches(|c: char| !c.is_ascii_digit()))
        .any(|figures| !figures.is_empty() && figures.len() != 4 && !figures.contains([':', '-', '/']))
}

/// Whether a clock time stands at the head of a text.
pub fn begins_with_clock(text: &str) -> bool {
    const HEAD: usize = 24;
    let bytes = text.as_bytes();
    let bytes = bytes.get(..HEAD).unwrap_or(bytes);
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (1..bytes.len()).any(|at| bytes[at] == b':' && digit(at - 1) && digit(at + 1) && digit(at + 2))
}

fn joins(c: char) -> bool {
    matches!(c, '_' | '-' | '/' | '.' | '\'' | '’' | '#' | '@')
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}
