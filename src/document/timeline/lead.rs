//! A time that leads what is told of it.

use std::ops::Range;

use crate::document::outline::SectionId;
use crate::document::text::Text;
use crate::document::time::TimeMention;
use crate::language::TimeWords;
use crate::language::time_words::{Role, Sense};
use crate::language::zone::Zone;
use crate::source::Span;

/// Words before a time that is still said to lead, in bytes.
const LONG_LEAD: usize = 80;

/// A time that leads a row, an item, a line, a sentence or a heading.
#[derive(Clone, Debug)]
pub struct Lead {
    /// What it says; none where something else stands in the place of the time: "later", "[???]".
    pub mention: Option<TimeMention>,
    /// Its words.
    pub span: Span,
    /// The section it stands in: for a heading, the one around it.
    pub section: SectionId,
    /// Which of several timelines of one section it belongs to.
    pub form: LeadForm,
    /// The blocks that tell the event.
    pub blocks: Range<usize>,
    /// The part of the first block that tells it.
    pub within: Range<usize>,
    /// The heading that it leads.
    pub title: Option<Text>,
    /// What happened, without the time.
    pub event: String,
    /// The zone of its column.
    pub zone: Option<Zone>,
    /// The words of its milestone column.
    pub milestone: Option<Text>,
    /// It is only a date, over the entries that follow.
    pub is_heading: bool,
}

/// What a time leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeadForm {
    /// A row of this table.
    Row(usize),
    /// A list item.
    Item,
    /// A line of a paragraph.
    Line,
    /// A sentence in this block.
    Sentence(usize),
    /// A heading.
    Heading,
}

/// What stands beside a time, without the marks between them.
pub fn beside(words: &str) -> String {
    let mark = |c: char| c.is_whitespace() || matches!(c, ':' | '：' | '-' | '–' | '—' | ',' | '，' | ']' | ')' | '）');
    let opens = |c: char| c.is_whitespace() || matches!(c, ':' | '：' | '(' | '（' | '[' | '–' | '—');
    words.trim_start_matches(mark).trim_end_matches(opens).to_owned()
}

/// Whether between a place and the mention stand only words like "at" and "around".
pub fn begins(plain: &str, mention: &TimeMention, from: usize, words: &TimeWords) -> bool {
    const LEADS: [Role; 7] = [Role::At, Role::Of, Role::About, Role::SameDay, Role::NextDay, Role::Between, Role::And];
    let end = mention.range.start;
    let mut at = from;
    if end - from > LONG_LEAD {
        return false;
    }
    while at < end {
        let Some(c) = plain.get(at..).and_then(|rest| rest.chars().next()) else { return false };
        if !c.is_alphanumeric() {
            at += c.len_utf8();
            continue;
        }
        let word = words.longest_at(plain, at).filter(|(_, senses)| {
            senses.iter().any(|sense| matches!(sense, Sense::Role(role) if LEADS.contains(role)))
        });
        match word {
            Some((len, _)) => at += len,
            None => return false,
        }
    }
    true
}
