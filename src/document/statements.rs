//! The sentences of a document with the phrases that speak in them.
//!
//! Impact and compensation are told in prose as often as under their headings: both are read from
//! sentences, each weighed by where it stands and by what it says.

mod place;
mod signal;

use std::borrow::Cow;
use std::ops::Range;

use super::duration::DurationMention;
use super::outline::BlockKind;
use super::time::TimeMention;
use super::{Block, Document, Phrase};
use crate::language::Lexicon;
use crate::source::Span;
use place::Places;

pub use place::Place;
pub use signal::Signal;

/// Longer is no sentence, and comparing all its phrases with each other would take long.
const MAX_SENTENCE: usize = 4_096;

/// A sentence and what speaks in it.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Index of the block.
    pub block: usize,
    /// Bytes of the block's plain text.
    pub range: Range<usize>,
    /// Where it stands.
    pub place: Place,
    /// Its phrases, as a range of [`Document::phrases`].
    phrases: Range<usize>,
    signals: u64,
}

impl Statement {
    /// Whether a phrase of a list stands in it.
    pub fn has(&self, signal: Signal) -> bool {
        self.signals & signal.bit() != 0
    }
}

impl Document<'_> {
    /// The words of a statement.
    pub fn words_of(&self, statement: &Statement) -> &str {
        self.outline.blocks.get(statement.block).map_or("", |block| block.text.slice(statement.range.clone()))
    }

    /// The place of a statement.
    pub fn span_of(&self, statement: &Statement) -> Span {
        self.block_span(statement.block, statement.range.clone())
    }

    /// The place of a part of a block's text.
    pub fn block_span(&self, block: usize, range: Range<usize>) -> Span {
        self.outline.blocks.get(block).map(|block| block.text.span(range)).unwrap_or_default()
    }

    /// The dates and clock times of a statement.
    pub fn times_in(&self, statement: &Statement) -> &[TimeMention] {
        let times = &self.chronology.scans.block(statement.block).times;
        let first = times.partition_point(|mention| mention.range.start < statement.range.start);
        let end = times.partition_point(|mention| mention.range.start < statement.range.end);
        times.get(first..end).unwrap_or_default()
    }

    /// The durations of a statement.
    pub fn durations_in(&self, statement: &Statement) -> &[DurationMention] {
        let durations = &self.chronology.scans.block(statement.block).durations;
        let first = durations.partition_point(|mention| mention.range.start < statement.range.start);
        let end = durations.partition_point(|mention| mention.range.start < statement.range.end);
        durations.get(first..end).unwrap_or_default()
    }

    /// All phrases of a statement.
    pub fn phrases_in(&self, statement: &Statement) -> &[Phrase] {
        self.phrases.get(statement.phrases.clone()).unwrap_or_default()
    }

    /// The phrases of a list in a statement, in order.
    pub fn hits<'d>(&'d self, statement: &Statement, signal: Signal) -> impl Iterator<Item = &'d Phrase> {
        let range = if statement.has(signal) { statement.phrases.clone() } else { 0..0 };
        let phrases = self.phrases.get(range).unwrap_or_default();
        phrases.iter().filter(move |phrase| Signal::of(phrase.list) == Some(signal))
    }

    /// The phrases of a list in a statement that are no part of a phrase of the list `aside`.
    pub fn hits_outside<'d>(
        &'d self,
        statement: &Statement,
        signal: Signal,
        aside: Signal,
    ) -> impl Iterator<Item = &'d Phrase> {
        let phrases = self.phrases.get(statement.phrases.clone()).unwrap_or_default();
        let covers = move |hit: &Phrase, other: &Phrase| {
            Signal::of(other.list) == Some(aside)
                && other.range.start < hit.range.end
                && hit.range.start < other.range.end
        };
        self.hits(statement, signal).filter(move |hit| !phrases.iter().any(|other| covers(hit, other)))
    }

    /// Whether a phrase is denied: a negation stands shortly before it in its clause or denies the
    /// list that it stands in, or a "none" stands right behind it.
    pub fn is_denied(&self, statement: &Statement, phrase: &Phrase) -> bool {
        /// Bytes between a negation and what it denies.
        const REACH: usize = 24;
        let Some(block) = self.outline.blocks.get(phrase.block) else { return false };
        let within = |gap: Range<usize>| {
            let words = block.text.slice(gap);
            words.len() <= REACH && !words.contains([',', ';', '，', '；', '。', '、'])
        };
        let lists = |gap: Range<usize>| {
            let words = block.text.slice(gap);
            words.len() <= 2 * REACH && !words.contains([';', '，', '；', '。'])
        };
        let mut denials = self.hits(statement, Signal::Denial);
        if denials.any(|d| d.range.end <= phrase.range.start && lists(d.range.end..phrase.range.start)) {
            return true;
        }
        // The 无 of 无门槛 denies nothing.
        self.hits_outside(statement, Signal::Negation, Signal::Remedy).any(|negation| {
            let before = negation.range.end <= phrase.range.start && within(negation.range.end..phrase.range.start);
            // A phrase may be the stem of a word: "compensat" in "Compensation: none".
            let gap = block.text.slice(phrase.range.end..negation.range.start.max(phrase.range.end));
            let border = gap.trim_start_matches(|c: char| c.is_ascii_alphabetic()).trim();
            let behind = phrase.range.end <= negation.range.start && matches!(border, ":" | "：" | "|");
            before || behind
        })
    }

    /// Whether two phrases of one block stand in the same clause.
    pub fn share_clause(&self, a: &Phrase, b: &Phrase) -> bool {
        let gap = a.range.end.min(b.range.end)..a.range.start.max(b.range.start);
        let words = self.outline.blocks.get(a.block).map_or("", |block| block.text.slice(gap));
        a.block == b.block && !parts_clauses(words)
    }

    /// Whether a phrase of a list stands in a statement and is not denied.
    pub fn affirms(&self, statement: &Statement, signal: Signal) -> bool {
        statement.has(signal)
            && self.hits_outside(statement, signal, Signal::NoHarm).any(|phrase| !self.is_denied(statement, phrase))
    }
}

/// Whether a border of clauses stands in words: the comma of "1,840" is none.
fn parts_clauses(words: &str) -> bool {
    let bytes = words.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    words.char_indices().any(|(at, c)| match c {
        ',' => !(digit(at.checked_sub(1)) && digit(Some(at + 1))),
        _ => matches!(c, ';' | ':' | '，' | '；' | '：' | '、'),
    })
}

/// "Affected:", or the first cell of a row, with nothing behind it.
fn is_label(words: &str) -> bool {
    const MAX_WIDTH: usize = 32;
    // A Han character says about as much as four letters.
    let width = || words.chars().map(|c| if c.is_ascii() { 1 } else { 4 }).sum::<usize>();
    words.ends_with([':', '：', '|']) && width() <= MAX_WIDTH
}

/// A range without the borders of empty cells at its ends, which stand nowhere in the source.
fn without_borders(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let is_border = |c: char| c == '|' || c.is_whitespace();
    let start = range.start + (words.len() - words.trim_start_matches(is_border).len());
    start..start.max(range.start + words.trim_end_matches(is_border).len())
}

/// Cuts all blocks into statements.
pub fn read(document: &Document<'_>, lexicon: &Lexicon) -> Vec<Statement> {
    let places = Places::read(document, lexicon);
    let mut statements: Vec<Statement> = Vec::new();
    let mut at = 0;
    for (index, block) in document.outline.blocks.iter().enumerate() {
        if block.kind == BlockKind::Code {
            continue;
        }
        let place = places.of(block);
        for range in at_times(document, index, block).iter().cloned() {
            let in_block = |phrase: &Phrase| (phrase.block, phrase.range.end) <= (index, range.end);
            let first = at;
            let mut signals = 0;
            while let Some(phrase) = document.phrases.get(at).filter(|phrase| in_block(phrase)) {
                signals |= Signal::of(phrase.list).map_or(0, Signal::bit);
                at += 1;
            }
            if range.len() > MAX_SENTENCE {
                signals = 0;
            }
            if is_label(block.text.slice(range.clone())) {
                continue;
            }
            let range = without_borders(block.text.plain(), range);
            statements.push(Statement { block: index, range, place, phrases: first..at, signals });
        }
    }
    statements
}

/// Sentences cut where a line begins with a time: entries of a log need no stops.
fn at_times<'d>(document: &'d Document<'_>, index: usize, block: &Block) -> Cow<'d, [Range<usize>]> {
    let ranges = document.sentences_of(index);
    let times = &document.chronology.scans.block(index).times;
    if times.len() < 2 {
        return ranges.into();
    }
    let leads = |start: &usize| {
        let at = times.partition_point(|mention| mention.range.start < *start);
        times.get(at).is_some_and(|mention| mention.range.start == *start)
    };
    let led: Vec<usize> = block.text.lines().skip(1).map(|line| line.start).filter(leads).collect();
    if led.is_empty() {
        return ranges.into();
    }
    let mut cut = Vec::with_capacity(ranges.len() + led.len());
    for range in ranges {
        let mut start = range.start;
        let from = led.partition_point(|at| *at <= range.start);
        for at in led[from..].iter().copied().take_while(|at| *at < range.end) {
            cut.push(start..start + block.text.slice(start..at).trim_end().len());
            start = at;
        }
        cut.push(start..range.end);
    }
    cut.into()
}
