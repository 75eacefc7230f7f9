//! The times, zones and durations of every block and heading, read once.

pub mod entry;

use crate::document::duration::{self, DurationMention};
use crate::document::outline::{BlockKind, Outline, SectionId};
use crate::document::text::{MarkKind, Text};
use crate::document::time::tokens::Tokens;
use crate::document::time::{self, TimeMention, ZoneMention};
use crate::language::TimeWords;
use crate::language::time_words::Role;

/// What one text says of time.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// Dates and clock times.
    pub times: Vec<TimeMention>,
    /// Zones that stand by themselves.
    pub zones: Vec<ZoneMention>,
    /// Durations.
    pub durations: Vec<DurationMention>,
}

/// What the whole document says of time, by place.
#[derive(Clone, Debug, Default)]
pub struct Scans {
    /// By index of the block; code is not read.
    pub blocks: Vec<Scan>,
    /// By index of the section: its heading.
    pub titles: Vec<Scan>,
}

impl Scan {
    /// Reads a text. Times in code are identifiers or quoted logs, except at its very beginning;
    /// those beside an image name it, and "support hours 10:00-17:00" are no moment.
    pub fn of(text: &Text, words: &TimeWords) -> Self {
        Self::of_tokens(text, Tokens::new(text.plain(), words))
    }

    /// Reads the text of a timeline's entry.
    fn of_entry(text: &Text, words: &TimeWords) -> Self {
        Self::of_tokens(text, Tokens::of_entry(text.plain(), words))
    }

    fn of_tokens(text: &Text, tokens: Tokens<'_, '_>) -> Self {
        if tokens.len() == 0 {
            return Self::default();
        }
        let (mut times, zones) = time::read(&tokens);
        let durations = duration::read(&tokens, &times);
        if !text.marks().is_empty() {
            times.retain(|time| time.range.start < 4 || !text.is_code(&time.range));
            times.retain(|time| !text.is_marked(&time.range, &MarkKind::Image));
        }
        times.retain(|time| !tells_hours(&tokens, time));
        Self { times, zones, durations }
    }
}

/// Whether words like "office hours" lead to a time, or to the range that it ends.
fn tells_hours(tokens: &Tokens, time: &TimeMention) -> bool {
    /// Tokens of the range that may stand between.
    const REACH: usize = 6;
    let at = tokens.after_byte(time.range.start);
    let near = (at.saturating_sub(REACH)..at).rev();
    let clause = near.take_while(|near| tokens.gap(near + 1).is_some_and(|gap| !gap.contains([';', '\n', '。'])));
    clause.into_iter().any(|near| tokens.has(near, Role::OfficeHours))
}

impl Scans {
    /// Reads all blocks and headings of an outline.
    pub fn read(outline: &Outline, words: &TimeWords) -> Self {
        let block = |block: &crate::document::outline::Block| match block.kind {
            BlockKind::Code => Scan::default(),
            _ => Scan::of(&block.text, words),
        };
        Self {
            blocks: outline.blocks.iter().map(block).collect(),
            titles: outline.sections.iter().map(|section| Scan::of(&section.title, words)).collect(),
        }
    }

    /// What a block says of time.
    pub fn block(&self, block: usize) -> &Scan {
        self.blocks.get(block).unwrap_or(NONE)
    }

    /// What a heading says of time.
    pub fn title(&self, section: SectionId) -> &Scan {
        self.titles.get(section).unwrap_or(NONE)
    }
}

const NONE: &Scan = &Scan { times: Vec::new(), zones: Vec::new(), durations: Vec::new() };
