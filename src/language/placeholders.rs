//! What stands in a text where something is still to be written: the words of a language for it,
//! and the forms that need no words.

use std::ops::Range;

use serde::Deserialize;

use super::{List, Word};

/// The lists of a language file under `placeholders:`. An entry that ends in `*` lets the text go
/// on behind it; case counts only in `markers` and `heads`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default, bound(deserialize = "'de: 'static"))]
pub struct Placeholders {
    /// A whole value: `?`.
    pub values: Entries,
    /// Between brackets, anywhere: `insert *`.
    pub slots: Entries,
    /// The whole of a value, between brackets: `owner`.
    pub names: Entries,
    /// Between parentheses, a note of the author to the author: `need to *`.
    pub notes: Entries,
    /// The first words of a section that still tells its author what to write: `describe the *`.
    pub instructions: Entries,
    /// Marks of nothing: `_No response_`, `n/a`.
    pub nothing: Entries,
    /// A whole section with no reason given: `none`.
    pub none: Entries,
}

impl Placeholders {
    /// Whether a phrase list is one of these.
    pub fn is_list(list: List) -> bool {
        matches!(list, List::PlaceholderMarker | List::PlaceholderHead | List::PlaceholderFormat)
    }
}

/// A list of texts, found by their first bytes.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<Word>", bound(deserialize = "'de: 'static"))]
pub struct Entries(Vec<Entry>);

/// An entry: its first byte in lower case, its text, whether the text may go on behind it.
type Entry = (u8, Word, bool);

impl From<Vec<Word>> for Entries {
    fn from(texts: Vec<Word>) -> Self {
        let entry = |text: Word| match text.strip_suffix('*') {
            Some(head) => (first(head), head, true),
            None => (first(text), text, false),
        };
        let mut entries: Vec<Entry> = texts.into_iter().map(entry).collect();
        entries.sort();
        Self(entries)
    }
}

impl Entries {
    /// Whether a text is an entry, or begins with one that ends in `*`.
    pub fn has(&self, text: &str) -> bool {
        let text = text.trim();
        let begin = first(text);
        let from = self.0.partition_point(|(first, ..)| *first < begin);
        let near = self.0[from..].iter().take_while(|(first, ..)| *first == begin);
        near.into_iter().any(|(_, entry, open)| (*open || text.len() == entry.len()) && begins_with(text, entry))
    }
}

/// The first byte in lower case.
fn first(text: &str) -> u8 {
    text.as_bytes().first().map_or(0, u8::to_ascii_lowercase)
}

fn begins_with(text: &str, head: &str) -> bool {
    text.as_bytes().get(..head.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(head.as_bytes()))
}

/// What a phrase of `list`, found at `range` of a line or cell, leaves to be written: "TODO: add
/// the graph" does, "the TODO list" does not. "20xx" is found for the whole of "20xx-MM-DD".
pub fn left_at(list: List, line: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let before = line.get(..range.start)?;
    let words = line.get(range.clone())?;
    let behind = line.get(range.end..)?;
    match list {
        List::PlaceholderFormat => is_blank_of_time(before).then(|| range.start..range.end + rest_of_word(behind)),
        List::PlaceholderMarker => (is_capital(words) && stands_alone(before, behind)).then(|| range.clone()),
        List::PlaceholderHead => {
            (is_capital(words) && stands_alone(before, behind) && heads(before, behind)).then(|| range.clone())
        }
        _ => None,
    }
}

fn rest_of_word(behind: &str) -> usize {
    let end = behind.find(|c: char| !(c.is_alphanumeric() || "-/.:".contains(c))).unwrap_or(behind.len());
    behind[..end].trim_end_matches(['-', '/', '.', ':']).len()
}

fn is_capital(words: &str) -> bool {
    !words.contains(|c: char| c.is_ascii_lowercase())
}

/// `TODO-17` and `#XXX` are names.
fn stands_alone(before: &str, behind: &str) -> bool {
    !before.ends_with(|c: char| c.is_ascii_digit() || "-_/#@+.&=".contains(c))
        && !behind.starts_with(|c: char| c.is_ascii_digit() || "-_/@=".contains(c))
}

fn heads(before: &str, behind: &str) -> bool {
    let (before, behind) = (before.trim_end(), behind.trim_start());
    !before.contains(char::is_alphanumeric)
        || behind.is_empty()
        || behind.starts_with([':', '：'])
        || before.ends_with(['(', '（', '[', '【']) && behind.starts_with([')', '）', ']', '】'])
}

/// A format is left over where a time should be: at the head, behind nothing but parts of one.
fn is_blank_of_time(before: &str) -> bool {
    before.len() <= 24 && before.chars().all(|c| !c.is_alphabetic() || "TxXyYmMdDhH年月日".contains(c))
}

/// `14:??`, `??:??`, `08:4?`, `2031-03-??`: times that nobody looked up, each as a whole.
pub fn unfilled_times(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let marks = text.match_indices('?').map(|(at, _)| at).filter(move |&at| is_unfilled_digit(bytes, at));
    marks.map(move |at| {
        let part = |byte: &u8| byte.is_ascii_digit() || b"?:-/".contains(byte);
        let head = bytes[..at].iter().rev().take(16).take_while(|byte| part(byte)).count();
        let tail = bytes[at..].iter().take(16).take_while(|byte| part(byte)).count();
        at - head..at + tail
    })
}

/// Whether the `?` at `at` stands for a figure; "at 14:05?" only asks.
fn is_unfilled_digit(bytes: &[u8], at: usize) -> bool {
    let digit_or_mark = |byte: &u8| byte.is_ascii_digit() || *byte == b'?';
    let before = bytes.get(at.saturating_sub(4)..at).unwrap_or_default();
    let next = bytes.get(at + 1);
    match before {
        [.., first, b':'] => digit_or_mark(first),
        [.., first, second, b':', third] => {
            digit_or_mark(first)
                && digit_or_mark(second)
                && third.is_ascii_digit()
                && !next.is_some_and(u8::is_ascii_digit)
        }
        [.., first, b'-' | b'/'] => first.is_ascii_digit() && next == Some(&b'?'),
        _ => false,
    }
}

/// What stands in brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bracket {
    /// With the brackets.
    pub range: Range<usize>,
    /// The opening one.
    pub open: char,
}

/// The longest prompt in brackets, in bytes.
const MAX_BRACKET: usize = 160;

/// The innermost texts in `<…>`, `[…]`, `{…}` and `(…)` on one line.
pub fn brackets(text: &str) -> impl Iterator<Item = Bracket> {
    // 0xef: the first byte of a full-width bracket.
    let opens = |(_, byte): &(usize, u8)| matches!(byte, b'<' | b'[' | b'{' | b'(' | 0xef);
    text.bytes().enumerate().filter(opens).filter_map(|(at, _)| bracket_at(text, at))
}

/// The innermost text in the brackets that open at `at`.
pub fn bracket_at(text: &str, at: usize) -> Option<Bracket> {
    const PAIRS: [(char, char); 5] = [('<', '>'), ('[', ']'), ('{', '}'), ('(', ')'), ('（', '）')];
    let behind = text.get(at..)?;
    let (open, close) = PAIRS.into_iter().find(|(open, _)| behind.starts_with(*open))?;
    let inner = behind.get(open.len_utf8()..)?;
    let stop = |c: char| c == close || c == open || c == '\n';
    let (length, _) = inner.char_indices().take_while(|(at, _)| *at <= MAX_BRACKET).find(|(_, c)| stop(*c))?;
    let end = at + open.len_utf8() + length;
    text[end..].starts_with(close).then(|| Bracket { range: at..end + close.len_utf8(), open })
}

impl Bracket {
    /// Whether nothing else stands in its line or cell, but for what marks a list or a heading.
    pub fn is_alone(&self, text: &str) -> bool {
        let before = text.get(..self.range.start).unwrap_or_default().trim_end_matches(' ');
        let behind = text.get(self.range.end..).unwrap_or_default().trim_start_matches(' ');
        (before.is_empty() || before.ends_with(['\n', '|', ':', '：', '#', '-', '*']))
            && (behind.is_empty() || behind.starts_with(['\n', '\r', '|']))
    }

    /// Whether it is a variable of a template that was not filled in: "{{root_cause}}".
    pub fn is_variable(&self, text: &str) -> bool {
        let before = self.range.start.checked_sub(1).and_then(|at| text.as_bytes().get(at));
        let doubled = before == Some(&b'{') && text.as_bytes().get(self.range.end) == Some(&b'}');
        let named = |inside: &str| inside.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        doubled && self.inside(text).contains('_') && named(self.inside(text))
    }

    /// All of it, both brackets of a variable too.
    pub fn whole(&self, text: &str) -> Range<usize> {
        let more = usize::from(self.is_variable(text));
        self.range.start - more..self.range.end + more
    }

    /// What stands between the brackets.
    pub fn inside<'t>(&self, text: &'t str) -> &'t str {
        let words = text.get(self.range.clone()).unwrap_or_default();
        let mut chars = words.chars();
        chars.next();
        chars.next_back();
        chars.as_str().trim()
    }
}
