//! What stands in a unit: its words, times, quantities, phrases, and how phrases bear on each other.

use std::ops::Range;

use super::{Hits, Reading};
use crate::document::duration::DurationMention;
use crate::document::phrases::Phrase;
use crate::document::quantity::{Quantity, scan_quantities};
use crate::document::scans::Scan;
use crate::document::text::Text;
use crate::document::time::TimeMention;
use crate::document::units::{Unit, UnitKind};
use crate::document::words::{self, Words};
use crate::language::{Hit, List};
use crate::source::Span;

impl Reading<'_> {
    /// The text that a unit is a part of: its block's, or the heading.
    pub fn text_of(&self, unit: &Unit) -> Option<&Text> {
        match unit.kind {
            UnitKind::Heading => self.outline.sections.get(unit.section).map(|section| &section.title),
            _ => self.outline.blocks.get(unit.block).map(|block| &block.text),
        }
    }

    /// The words of a unit.
    pub fn words_of(&self, unit: &Unit) -> &str {
        self.text_of(unit).map_or("", |text| text.slice(unit.range.clone()))
    }

    /// The place of a unit.
    pub fn span_of(&self, unit: &Unit) -> Span {
        self.text_of(unit).map(|text| text.span(unit.range.clone())).unwrap_or_default()
    }

    /// What the text that a unit is a part of says of time.
    fn scan_of(&self, unit: &Unit) -> &Scan {
        match unit.kind {
            UnitKind::Heading => self.scans.title(unit.section),
            _ => self.scans.block(unit.block),
        }
    }

    /// The place of a part of a block's text.
    pub fn block_span(&self, block: usize, range: Range<usize>) -> Span {
        self.outline.blocks.get(block).map(|block| block.text.span(range)).unwrap_or_default()
    }

    /// The dates and clock times of a unit.
    pub fn times_in(&self, unit: &Unit) -> &[TimeMention] {
        let times = &self.scan_of(unit).times;
        let first = times.partition_point(|mention| mention.range.start < unit.range.start);
        let end = times.partition_point(|mention| mention.range.start < unit.range.end);
        times.get(first..end).unwrap_or_default()
    }

    /// The durations of a unit.
    pub fn durations_in(&self, unit: &Unit) -> &[DurationMention] {
        let durations = &self.scan_of(unit).durations;
        let first = durations.partition_point(|mention| mention.range.start < unit.range.start);
        let end = durations.partition_point(|mention| mention.range.start < unit.range.end);
        durations.get(first..end).unwrap_or_default()
    }

    /// The quantities of a unit.
    pub fn quantities(&self, unit: &Unit) -> Vec<Quantity> {
        let text = self.words_of(unit);
        scan_quantities(text, self.lang_of(text).words().quantity())
    }

    /// All phrases of a unit.
    pub fn hits_in(&self, unit: &Unit) -> Hits<'_> {
        let all = match unit.kind {
            UnitKind::Heading => self.title_phrases.get(unit.section),
            _ => Some(&self.phrases),
        };
        let phrases = all.and_then(|all| all.get(unit.phrases.clone())).unwrap_or_default();
        Hits { phrases, start: unit.range.start, lists: unit.lists() }
    }

    /// The phrases of a list in a statement, in order.
    pub fn hits<'d>(&'d self, statement: &Unit, list: List) -> impl Iterator<Item = &'d Phrase> {
        self.hits_in(statement).of(list)
    }

    /// The phrases of a list in a statement that are no part of a phrase of the list `aside`.
    pub fn hits_outside<'d>(&'d self, statement: &Unit, list: List, aside: List) -> impl Iterator<Item = &'d Phrase> {
        let hits = self.hits_in(statement);
        hits.of(list).filter(move |hit| !hits.of(aside).any(|other| other.covers(&hit.range)))
    }

    /// The phrases within a range of a block's text.
    pub fn phrases_within(&self, block: usize, range: Range<usize>) -> impl Iterator<Item = &Phrase> {
        let phrases = self.phrases_of_block(block);
        let first = phrases.partition_point(|phrase| phrase.range.end <= range.start);
        let end = phrases.partition_point(|phrase| phrase.range.end <= range.end);
        let inside = phrases.get(first..end).unwrap_or_default().iter();
        inside.filter(move |phrase| range.start <= phrase.range.start)
    }

    /// The phrases within a range of a block's text, counted from its start. Of a long one, those of its head.
    pub fn words_at(&self, block: usize, range: Range<usize>) -> Words {
        let start = range.start;
        let head = start..range.end.min(start.saturating_add(words::MAX_TEXT));
        let hit =
            |phrase: &Phrase| Hit { list: phrase.list, range: phrase.range.start - start..phrase.range.end - start };
        Words::of_hits(self.phrases_within(block, head).map(hit).collect())
    }

    /// Whether a phrase is denied: a negation stands shortly before it in its clause or denies the
    /// list that it stands in, or a "none" stands right behind it.
    pub fn is_denied(&self, statement: &Unit, phrase: &Phrase) -> bool {
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
        let mut denials = self.hits(statement, List::Denial);
        if denials.any(|d| d.range.end <= phrase.range.start && lists(d.range.end..phrase.range.start)) {
            return true;
        }
        // The 无 of 无门槛 denies nothing.
        self.hits_outside(statement, List::Negation, List::Remedy).any(|negation| {
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
    pub fn affirms(&self, statement: &Unit, list: List) -> bool {
        statement.has(list)
            && self.hits_outside(statement, list, List::NoHarm).any(|phrase| !self.is_denied(statement, phrase))
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
