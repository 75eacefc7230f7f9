//! The words of a sentence that say something of this incident: not those that fit any outage, not
//! those that only repeat the symptom.

use std::collections::HashSet;
use std::ops::Range;

/// Words that have been said, by their stems.
#[derive(Clone, Debug, Default)]
pub struct Said(HashSet<Stem>);

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

/// The first letters of a word in lower case, one behind the other.
type Stem = u128;

fn stem(word: &str) -> Stem {
    let mut lower = word.chars().flat_map(char::to_lowercase);
    let mut letters: [u32; STEM] = std::array::from_fn(|_| lower.next().map_or(0, u32::from));
    // Of a longer word the plural ends behind the stem.
    if letters[MIN_LETTERS] == u32::from('s') && lower.next().is_none() {
        letters[MIN_LETTERS] = 0;
    }
    // A character takes 21 bits.
    letters.into_iter().fold(0, |stem, letter| stem << 21 | Stem::from(letter))
}

/// The words of a text: Latin words and names whole, Han and Kana two by two.
///
/// Numbers are no words; neither are short Latin words, unless they are names ("DNS", "db-4").
pub fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(c) = char_at(text, at) {
        let start = at;
        at += c.len_utf8();
        if is_han(c) {
            if let Some(next) = char_at(text, at).filter(|next| is_han(*next)) {
                at += next.len_utf8();
                words.push(start..at);
            }
        } else if c.is_alphanumeric() {
            while let Some(c) = char_at(text, at).filter(|c| joins(*c) || c.is_alphanumeric() && !is_han(*c)) {
                at += c.len_utf8();
            }
            let word = text[start..at].trim_end_matches(joins);
            if is_name(word) || is_long(word) {
                words.push(start..start + word.len());
            }
        }
    }
    words
}

/// The character at a border between characters.
fn char_at(text: &str, at: usize) -> Option<char> {
    match *text.as_bytes().get(at)? {
        byte @ 0..0x80 => Some(char::from(byte)),
        _ => text[at..].chars().next(),
    }
}

/// Whether a word is no function word by its length.
fn is_long(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    letters.nth(MIN_LETTERS - 1).is_some()
}

/// Whether a word is a name of something: it has a figure or capital within, an underscore or a slash.
pub fn is_name(word: &str) -> bool {
    let inner = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'/');
    word.bytes().skip(1).any(|byte| inner(&byte)) && word.chars().any(char::is_alphabetic)
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
