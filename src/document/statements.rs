//! The sentences of a document with the phrases that speak in them.
//!
//! Impact and compensation are told in prose as often as under their headings: both are read from
//! sentences, each weighed by where it stands and by what it says.

mod place;
mod signal;

use std::borrow::Cow;
use std::ops::Range;

use super::outline::{Block, BlockKind, Outline};
use super::phrases::Phrase;
use super::scans::Scans;
use super::time::TimeMention;

pub use place::{Place, places};
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
    /// Its phrases, as a range of those of the document.
    pub(super) phrases: Range<usize>,
    signals: u64,
}

impl Statement {
    /// Whether a phrase of a list stands in it.
    pub fn has(&self, signal: Signal) -> bool {
        self.signals & signal.bit() != 0
    }
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
///
/// `sentences`, `places`: of each block. `phrases`: of all, in order.
pub fn read(
    outline: &Outline,
    sentences: &[Vec<Range<usize>>],
    scans: &Scans,
    phrases: &[Phrase],
    places: &[Place],
) -> Vec<Statement> {
    let mut statements: Vec<Statement> = Vec::new();
    let mut at = 0;
    for (index, ((block, sentences), place)) in outline.blocks.iter().zip(sentences).zip(places).enumerate() {
        if block.kind == BlockKind::Code {
            continue;
        }
        for range in at_times(block, sentences, &scans.block(index).times).iter().cloned() {
            let in_block = |phrase: &Phrase| (phrase.block, phrase.range.end) <= (index, range.end);
            let first = at;
            let mut signals = 0;
            while let Some(phrase) = phrases.get(at).filter(|phrase| in_block(phrase)) {
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
            statements.push(Statement { block: index, range, place: *place, phrases: first..at, signals });
        }
    }
    statements
}

/// Sentences cut where a line begins with a time: entries of a log need no stops.
fn at_times<'d>(block: &Block, ranges: &'d [Range<usize>], times: &[TimeMention]) -> Cow<'d, [Range<usize>]> {
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
