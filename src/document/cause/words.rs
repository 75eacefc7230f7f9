//! The words of a sentence that say something of this incident: not those that fit any outage, not
//! those that only repeat the symptom.

use std::ops::Range;

/// Words that have been said, by their stems in order: they are few, and most come again.
#[derive(Clone, Debug, Default)]
pub struct Said(Vec<Stem>);

impl Said {
    /// Remembers a word; whether it was new.
    pub fn add(&mut self, word: &str) -> bool {
        let stem = stem(word);
        let place = self.0.binary_search(&stem);
        if let Err(place) = place {
            self.0.insert(place, stem);
        }
        place.is_err()
    }

    /// Whether nothing has been said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a word, or another form of it, has been said.
    pub fn has(&self, word: &str) -> bool {
        self.0.binary_search(&stem(word)).is_ok()
    }
}

/// Letters by which two forms of a word are told to be the same.
const STEM: usize = 5;
/// A word of fewer letters is a function word.
const MIN_LETTERS: usize = 4;

/// The first letters of a word in lower case, one behind the other.
type Stem = u128;

fn stem(word: &str) -> Stem {
    if word.is_ascii() {
        return stem_of_ascii(word.as_bytes());
    }
    let mut chars = word.chars();
    // The first letter of what a capital becomes is enough to tell words by.
    let mut letter = || chars.next().map_or(0, |c| if c.is_ascii() { c.to_ascii_lowercase() } else { lower(c) } as u32);
    let mut letters: [u32; STEM] = std::array::from_fn(|_| letter());
    // Of a longer word the plural ends behind the stem.
    if letters[MIN_LETTERS] == u32::from('s') && letter() == 0 {
        letters[MIN_LETTERS] = 0;
    }
    // A character takes 21 bits.
    letters.into_iter().fold(0, |stem, letter| stem << 21 | Stem::from(letter))
}

/// The same of a word in Latin letters, as nearly all are.
fn stem_of_ascii(word: &[u8]) -> Stem {
    let plural = matches!(word, [_, _, _, _, b's' | b'S']);
    let letter = |at: usize| match word.get(at) {
        Some(byte) if at < MIN_LETTERS || !plural => Stem::from(byte.to_ascii_lowercase()),
        _ => 0,
    };
    (0..STEM).fold(0, |stem, at| stem << 21 | letter(at))
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// The words of a text: Latin words and names whole, Han and Kana two by two.
///
/// Numbers are no words; neither are short Latin words, unless they are names ("DNS", "db-4").
pub fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::with_capacity(text.len() / 8);
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
            at = end_of_word(text, at);
            let word = text[start..at].trim_end_matches(joins);
            if is_long(word) || is_name(word) {
                words.push(start..start + word.len());
            }
        }
    }
    words
}

fn end_of_word(text: &str, mut at: usize) -> usize {
    const LATIN: [bool; 128] = latin();
    loop {
        let latin = |byte: &&u8| LATIN.get(usize::from(**byte)).copied().unwrap_or_default();
        at += text.as_bytes()[at..].iter().take_while(latin).count();
        match text[at..].chars().next() {
            Some(c) if !c.is_ascii() && (joins(c) || c.is_alphanumeric() && !is_han(c)) => at += c.len_utf8(),
            _ => return at,
        }
    }
}

/// Which ASCII characters go on with a word.
const fn latin() -> [bool; 128] {
    let mut latin = [false; 128];
    let mut byte = 0_u8;
    while byte < 128 {
        latin[byte as usize] = byte.is_ascii_alphanumeric() || joins(byte as char);
        byte += 1;
    }
    latin
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
    if word.is_ascii() {
        return word.bytes().filter(u8::is_ascii_alphabetic).count() >= MIN_LETTERS;
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    letters.nth(MIN_LETTERS - 1).is_some()
}

/// Whether a word is a name of something: it has a figure or capital within, an underscore or a slash.
pub fn is_name(word: &str) -> bool {
    let inner = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'/');
    word.bytes().skip(1).any(|byte| inner(&byte)) && word.chars().any(char::is_alphabetic)
}

/// The name with which a text goes on: ", Corran Fibre, had …".
pub fn name_behind(text: &str) -> Option<&str> {
    /// Words of a name.
    const WORDS: usize = 3;
    let text = text.strip_prefix(',').unwrap_or(text).strip_prefix(' ')?;
    let (mut at, mut end) = (0, 0);
    for word in text.split_inclusive(' ').take(WORDS) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !bare.starts_with(char::is_uppercase) {
            break;
        }
        end = at + bare.len();
        at += word.len();
        // Punctuation ends the name.
        if bare.len() < word.trim_end().len() {
            break;
        }
    }
    // Two letters may be any word's.
    (end > 2).then(|| &text[..end])
}

/// Whether a text gives a number that is no clock time, date or year.
pub fn has_quantity(text: &str) -> bool {
    let ends = |c: char| c.is_whitespace() || is_han(c) || matches!(c, '(' | ')' | '（' | '）' | '，' | '。');
    let mut rest = text;
    while let Some(first) = rest.bytes().position(|byte| byte.is_ascii_digit()) {
        rest = &rest[first..];
        let (word, behind) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
        let figures = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        if figures.len() != 4 && !figures.contains([':', '-', '/']) {
            return true;
        }
        rest = behind;
    }
    false
}

/// Whether a clock time stands at the head of a text.
pub fn begins_with_clock(text: &str) -> bool {
    const HEAD: usize = 24;
    let bytes = text.as_bytes();
    let bytes = bytes.get(..HEAD).unwrap_or(bytes);
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (1..bytes.len()).any(|at| bytes[at] == b':' && digit(at - 1) && digit(at + 1) && digit(at + 2))
}

const fn joins(c: char) -> bool {
    matches!(c, '_' | '-' | '/' | '.' | '\'' | '’' | '#' | '@')
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}
