//! What stands in a statement: its words, times, quantities, phrases, and how phrases bear on each other.

use std::ops::Range;

use super::Reading;
use crate::document::duration::DurationMention;
use crate::document::phrases::Phrase;
use crate::document::quantity::{Quantity, scan_quantities};
use crate::document::statements::{Signal, Statement};
use crate::document::time::TimeMention;
use crate::source::Span;

impl Reading<'_> {
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
        let times = &self.scans.block(statement.block).times;
        let first = times.partition_point(|mention| mention.range.start < statement.range.start);
        let end = times.partition_point(|mention| mention.range.start < statement.range.end);
        times.get(first..end).unwrap_or_default()
    }

    /// The durations of a statement.
    pub fn durations_in(&self, statement: &Statement) -> &[DurationMention] {
        let durations = &self.scans.block(statement.block).durations;
        let first = durations.partition_point(|mention| mention.range.start < statement.range.start);
        let end = durations.partition_point(|mention| mention.range.start < statement.range.end);
        durations.get(first..end).unwrap_or_default()
    }

    /// The quantities of a statement.
    pub fn quantities(&self, statement: &Statement) -> Vec<Quantity> {
        let text = self.words_of(statement);
        scan_quantities(text, self.lang_of(text).words().quantity())
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
