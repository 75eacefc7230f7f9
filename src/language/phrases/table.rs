//! Phrases sorted for look-up. build.rs compiles this file, too: the tables of the languages are
//! made when the crate is built, and cost a run nothing.

use std::borrow::Cow;

/// A phrase of a list.
#[derive(Clone, Copy, Debug)]
pub struct Pattern {
    /// Where its words begin in [`Table::words`].
    pub start: u32,
    /// Bytes of its words.
    pub len: u32,
    /// The longest other pattern with which this one begins, or [`NONE`].
    pub shorter: u32,
    /// Index of its list among all lists.
    pub list: u16,
    /// The word may have begun before.
    pub open_front: bool,
    /// The word may go on.
    pub open_end: bool,
}

/// No pattern.
pub const NONE: u32 = u32::MAX;

/// Phrases of named lists, sorted by their bytes.
#[derive(Debug, Default)]
pub struct Table {
    /// The words of all patterns in lower case and without `*`, one behind the other.
    pub words: Cow<'static, str>,
    /// Sorted by their words.
    pub patterns: Cow<'static, [Pattern]>,
    /// Of each pattern the third to sixth byte, see [`key`]: they settle most comparisons.
    pub keys: Cow<'static, [u32]>,
    /// The set of the heads of all patterns, see [`bit_of_head`]: most words of a text begin none.
    pub heads: Cow<'static, [u64]>,
    /// By first byte: the row of `rows`, counted from 1, or 0 where no pattern begins so.
    pub firsts: Cow<'static, [u8]>,
    /// By first byte: whether a pattern that may begin within a word begins so.
    pub within: Cow<'static, [bool]>,
    /// For each first byte the last pattern of no other byte or [`NONE`], then where the patterns of
    /// each second byte begin, and where the last ones end.
    pub rows: Cow<'static, [u32]>,
}

/// Entries of a row of [`Table::rows`].
pub const ROW: usize = 258;
/// Numbers in [`Table::heads`].
const HEADS: usize = 1024;
/// Bytes of a head in Latin letters.
const HEAD: usize = 4;

/// Where in [`Table::heads`] the head of a text is, or of a pattern: its first character and, where
/// that is a Latin letter, those behind it as far as the head goes.
pub fn bit_of_head(bytes: &[u8]) -> (usize, u64) {
    let first = bytes.first().copied().unwrap_or_default();
    let mut head = u32::from(first);
    let behind = bytes.get(1..).unwrap_or_default().iter().take(HEAD - 1);
    let goes_on = |byte: &u8| if first < 0x80 { LETTERS[usize::from(*byte)] } else { (0x80..0xc0).contains(byte) };
    for byte in behind.take_while(|byte| goes_on(byte)) {
        head = head << 8 | u32::from(*byte);
    }
    let bit = (head.wrapping_mul(0x9e37_79b1) >> 16) as usize;
    (bit / 64 % HEADS, 1 << (bit % 64))
}

/// Which bytes are part of a Latin word.
pub const LETTERS: [bool; 256] = {
    let mut letters = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        letters[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'_';
        byte += 1;
    }
    letters
};

impl Table {
    /// Sorts phrases, each with the index of its list.
    pub fn new(phrases: impl IntoIterator<Item = (u16, String)>) -> Self {
        let mut sorted: Vec<(String, Pattern)> = phrases.into_iter().flat_map(spellings).collect();
        sorted.sort_by(|a, b| (&a.0, a.1.list).cmp(&(&b.0, b.1.list)));
        let mut words = String::new();
        for (text, pattern) in &mut sorted {
            pattern.start = words.len() as u32;
            words.push_str(text);
        }
        link(&mut sorted);
        let mut table = Self { words: words.into(), ..Self::default() };
        table.index(&sorted);
        table.keys = sorted.iter().map(|(words, _)| key(words.as_bytes().get(2..).unwrap_or_default())).collect();
        table.heads = heads(&sorted).into();
        table.patterns = sorted.into_iter().map(|(_, pattern)| pattern).collect();
        table
    }

    fn index(&mut self, sorted: &[(String, Pattern)]) {
        let (mut firsts, mut within, mut rows) = (vec![0; 256], vec![false; 256], Vec::new());
        let byte = |at: usize, index: usize| sorted[at].0.as_bytes().get(index).copied();
        let mut start = 0;
        while let Some(first) = (start < sorted.len()).then(|| byte(start, 0)).flatten() {
            let end = start + sorted[start..].partition_point(|(words, _)| words.as_bytes()[0] == first);
            let pairs = start + sorted[start..end].partition_point(|(words, _)| words.len() == 1);
            rows.push(if pairs > start { pairs as u32 - 1 } else { NONE });
            let begin = |second: usize| {
                let before = |(words, _): &(String, Pattern)| usize::from(words.as_bytes()[1]) < second;
                (pairs + sorted[pairs..end].partition_point(before)) as u32
            };
            rows.extend((0..=256).map(begin));
            firsts[usize::from(first)] = (rows.len() / ROW) as u8;
            within[usize::from(first)] = sorted[start..end].iter().any(|(_, pattern)| pattern.open_front);
            start = end;
        }
        (self.firsts, self.within, self.rows) = (firsts.into(), within.into(), rows.into());
    }
}

/// The set of the heads of patterns. What an open one that is shorter than a head goes on with is
/// part of the head of a text.
fn heads(sorted: &[(String, Pattern)]) -> Vec<u64> {
    let mut heads = vec![0; HEADS];
    for (words, pattern) in sorted {
        let latin = words.bytes().all(|byte| LETTERS[usize::from(byte)]);
        let mut open = vec![words.as_bytes().to_vec()];
        while let Some(begin) = open.pop() {
            let (index, bit) = bit_of_head(&begin);
            heads[index] |= bit;
            if latin && pattern.open_end && begin.len() < HEAD {
                let letters = (0..128_u8).filter(|byte| LETTERS[usize::from(*byte)] && !byte.is_ascii_uppercase());
                open.extend(letters.map(|letter| [begin.as_slice(), &[letter]].concat()));
            }
        }
    }
    heads
}

/// The ways in which a phrase of a list is spelled; an empty one is none.
fn spellings((list, phrase): (u16, String)) -> impl Iterator<Item = (String, Pattern)> {
    let (open_front, open_end) = (phrase.starts_with('*'), phrase.ends_with('*'));
    let words = phrase.trim_matches('*').to_lowercase();
    let curly = words.contains('\'').then(|| words.replace('\'', "’"));
    let spelled = std::iter::once(words).chain(curly).filter(|words| !words.is_empty());
    spelled.map(move |words| {
        let len = words.len() as u32;
        (words, Pattern { start: 0, len, shorter: NONE, list, open_front, open_end })
    })
}

/// The first four bytes as a number that sorts like them.
pub fn key(bytes: &[u8]) -> u32 {
    match bytes.first_chunk() {
        Some(four) => u32::from_be_bytes(*four),
        None => {
            let mut four = [0; 4];
            four[..bytes.len()].copy_from_slice(bytes);
            u32::from_be_bytes(four)
        }
    }
}

/// Sets [`Pattern::shorter`] of sorted patterns; equal ones are heads of each other in their order.
fn link(sorted: &mut [(String, Pattern)]) {
    let mut open: Vec<usize> = Vec::new();
    for index in 0..sorted.len() {
        while open.last().is_some_and(|last| !sorted[index].0.starts_with(&sorted[*last].0)) {
            open.pop();
        }
        sorted[index].1.shorter = open.last().map_or(NONE, |last| *last as u32);
        open.push(index);
    }
}
