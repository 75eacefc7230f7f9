//! The one cut of a document: headings, sentences, items and rows, in order, each with where it
//! stands and the phrases that speak in it.
//!
//! All readers of facts look units up; none cuts or places again.

mod place;
mod topics;

use std::borrow::Cow;
use std::ops::Range;

use super::outline::{Block, BlockKind, HeadingForm, Outline, SectionId};
use super::phrases::Phrase;
use super::scans::Scans;
use super::sentences::sentences;
use super::time::TimeMention;
use crate::language::{List, ListSet, Topic};

pub use place::Place;
pub use topics::Topics;

/// A heading, or a sentence of a paragraph, an item or a row.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its place among all units.
    pub index: usize,
    /// Index of the block it is a part of; a heading stands before this block.
    pub block: usize,
    /// Bytes of the plain text of its block, or of its heading.
    pub range: Range<usize>,
    /// What it is.
    pub kind: UnitKind,
    /// The section it stands in, or whose heading it is.
    pub section: SectionId,
    /// What it is about, as far as headings and labels tell.
    pub topic: Option<Topic>,
    /// What it can be about for that.
    pub place: Place,
    /// Its phrases, as a range of those of all blocks, or of its heading.
    pub(super) phrases: Range<usize>,
    lists: ListSet,
}

/// The kinds of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// A heading, in whatever form.
    Heading,
    /// "Affected:", or the first cell of a row, with nothing behind it.
    Label,
    /// A sentence of a paragraph.
    Sentence,
    /// A list item, or a sentence of it.
    Item,
    /// A table row, or a sentence of it.
    Row,
}

impl Unit {
    /// Whether a phrase of a list stands in it.
    pub fn has(&self, list: List) -> bool {
        self.lists.has(list)
    }

    /// The lists of its phrases.
    pub fn lists(&self) -> ListSet {
        self.lists
    }

    /// Whether it says something: a heading and a label only lead to what does.
    pub fn is_statement(&self) -> bool {
        !matches!(self.kind, UnitKind::Heading | UnitKind::Label)
    }
}

/// The units of a document.
#[derive(Debug, Default)]
pub struct Units {
    all: Vec<Unit>,
    of_blocks: Vec<Range<usize>>,
    /// By index of the block; code has one, too.
    topics: Vec<Option<Topic>>,
}

impl Units {
    /// Cuts a document. `phrases`: those of all blocks, in the order of their ends; `title_phrases`: of each
    /// heading.
    pub fn cut(
        outline: &Outline,
        topics: &Topics<'_>,
        scans: &Scans,
        phrases: &[Phrase],
        title_phrases: &[Vec<Phrase>],
    ) -> Self {
        let section = Outline::ROOT + 1;
        let mut cutter = Cutter { outline, topics, phrases, title_phrases, units: Self::default(), section, at: 0 };
        for (index, block) in outline.blocks.iter().enumerate() {
            cutter.headings(index);
            let start = cutter.units.all.len();
            let topic = topics.of_block(block);
            if block.kind != BlockKind::Code {
                cutter.block(index, block, topic, &scans.block(index).times);
            }
            cutter.units.topics.push(topic);
            cutter.units.of_blocks.push(start..cutter.units.all.len());
        }
        cutter.headings(outline.blocks.len());
        cutter.units
    }

    /// All units, in order.
    pub fn all(&self) -> &[Unit] {
        &self.all
    }

    /// The headings, in order.
    pub fn headings(&self) -> impl Iterator<Item = &Unit> {
        self.all.iter().filter(|unit| unit.kind == UnitKind::Heading)
    }

    /// What a block is about, as far as headings and labels tell.
    pub fn topic(&self, block: usize) -> Option<Topic> {
        self.topics.get(block).copied().flatten()
    }

    /// The unit of a block that holds a byte of its text, or begins behind it.
    pub fn at(&self, block: usize, byte: usize) -> Option<&Unit> {
        self.of_block(block).iter().find(|unit| byte < unit.range.end)
    }

    /// The units of a block.
    pub fn of_block(&self, block: usize) -> &[Unit] {
        self.of_blocks.get(block).and_then(|units| self.all.get(units.clone())).unwrap_or_default()
    }
}

struct Cutter<'d> {
    outline: &'d Outline,
    topics: &'d Topics<'d>,
    phrases: &'d [Phrase],
    title_phrases: &'d [Vec<Phrase>],
    units: Units,
    /// The section whose heading comes next.
    section: SectionId,
    /// The phrase that comes next.
    at: usize,
}

impl Cutter<'_> {
    /// Adds the headings before a block.
    fn headings(&mut self, block: usize) {
        while let Some(section) = self.outline.sections.get(self.section).filter(|s| s.blocks.start <= block) {
            let topic = self.topics.of_section(self.section);
            let phrases = self.title_phrases.get(self.section).map(Vec::as_slice).unwrap_or_default();
            self.units.all.push(Unit {
                index: self.units.all.len(),
                block,
                range: 0..section.title.plain().len(),
                kind: UnitKind::Heading,
                section: self.section,
                topic,
                place: Place::of(topic),
                phrases: 0..phrases.len(),
                lists: phrases.iter().map(|phrase| phrase.list).collect(),
            });
            self.section += 1;
        }
    }

    fn block(&mut self, index: usize, block: &Block, topic: Option<Topic>, times: &[TimeMention]) {
        let place = Place::of(topic);
        let plain = block.text.plain();
        let start = value_start(self.outline, block);
        let ranges = sentences(plain.get(start..).unwrap_or_default());
        let ranges: Vec<_> = ranges.into_iter().map(|range| range.start + start..range.end + start).collect();
        for range in at_times(block, &ranges, times).iter().cloned() {
            let kind = if is_label(block.text.slice(range.clone())) { UnitKind::Label } else { kind_of(block) };
            let range = without_borders(plain, range);
            let phrases = self.phrases_to(index, range.end);
            let own = self.phrases.get(phrases.clone()).unwrap_or_default().iter();
            let lists = own.filter(|phrase| range.start <= phrase.range.start).map(|phrase| phrase.list).collect();
            let section = block.section;
            let number = self.units.all.len();
            self.units.all.push(Unit {
                index: number,
                block: index,
                range,
                kind,
                section,
                topic,
                place,
                phrases,
                lists,
            });
        }
    }

    /// The next phrases that end in a block up to a place.
    fn phrases_to(&mut self, block: usize, end: usize) -> Range<usize> {
        let first = self.at;
        let before = |phrase: &&Phrase| (phrase.block, phrase.range.end) <= (block, end);
        self.at += self.phrases.get(first..).unwrap_or_default().iter().take_while(before).count();
        first..self.at
    }
}

fn kind_of(block: &Block) -> UnitKind {
    match block.kind {
        BlockKind::Item { .. } => UnitKind::Item,
        BlockKind::Row { .. } => UnitKind::Row,
        BlockKind::Paragraph | BlockKind::Code => UnitKind::Sentence,
    }
}

/// Where the value of a row begins whose first cell is its heading; 0 for everything else.
fn value_start(outline: &Outline, block: &Block) -> usize {
    let form = outline.sections.get(block.section).map(|section| section.form);
    let row = matches!(block.kind, BlockKind::Row { .. }) && form == Some(HeadingForm::Row);
    if row { block.text.plain().find(" | ").map_or(0, |at| at + " | ".len()) } else { 0 }
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
