//! Sentences that tell what people did or did not do, for the rules that judge how.

use std::ops::Range;

use crate::document::words::{self, Words};
use crate::document::{Actions, Block, BlockKind, Reading};
use crate::language::{List, Topic};
use crate::source::Span;

/// Words between a person and what is said of them.
const MAX_BETWEEN: usize = 3;
/// Bytes between them in a script without spaces.
const MAX_DENSE: usize = 60;

/// A phrase in a sentence of prose that explains the incident.
pub struct Mention<'d> {
    block: &'d Block,
    list: List,
    /// Where the sentence begins in the block's text.
    start: usize,
    /// The sentence.
    pub text: &'d str,
    /// The phrase within the sentence.
    pub phrase: Range<usize>,
    /// What else is in the sentence.
    pub words: Words,
}

/// The sentences with a phrase of one of `lists`, one for each phrase, in order: no actions, no
/// quotations, no lists of luck.
pub fn mentions<'d>(reading: &'d Reading<'_>, actions: &Actions, lists: &[List]) -> Vec<Mention<'d>> {
    let listed: Vec<Span> = actions.list.iter().filter(|action| action.is_listed()).map(|a| a.span).collect();
    let mut found = Vec::new();
    for phrase in reading.phrases.iter().filter(|phrase| lists.contains(&phrase.list)) {
        let Some(block) = reading.outline.blocks.get(phrase.block).filter(|block| explains(reading, block)) else {
            continue;
        };
        let units = reading.units.of_block(phrase.block);
        let at = units.partition_point(|unit| unit.range.end <= phrase.range.start);
        let Some(sentence) = units.get(at).map(|unit| &unit.range).filter(|unit| unit.start <= phrase.range.start)
        else {
            continue;
        };
        let place = block.text.span(sentence.clone()).start;
        let before = listed.get(listed.partition_point(|span| span.start <= place).saturating_sub(1));
        let text = words::head(block.text.slice(sentence.clone()));
        let inside = phrase.range.start - sentence.start..phrase.range.end.saturating_sub(sentence.start);
        if before.is_some_and(|span| span.contains(place)) || text.get(inside.clone()).is_none() {
            continue;
        }
        let words = reading.words_at(phrase.block, sentence.start..sentence.start + text.len());
        found.push(Mention { block, list: phrase.list, start: sentence.start, text, phrase: inside, words });
    }
    found
}

/// Whether a block tells of the incident: an action, a quotation and a stroke of luck do not.
fn explains(reading: &Reading<'_>, block: &Block) -> bool {
    let topic = reading.topic_of(block);
    let item = topic == Some(Topic::Actions) && block.kind != BlockKind::Paragraph;
    let aside = item || matches!(topic, Some(Topic::Lucky | Topic::Compensation));
    !aside && block.kind != BlockKind::Code && !reading.is_quoted(block)
}

impl Mention<'_> {
    /// Whether the phrase is of this list.
    pub fn is_of(&self, list: List) -> bool {
        self.list == list
    }

    /// The place of a part of the sentence.
    pub fn span(&self, part: Range<usize>) -> Span {
        self.block.text.span(part.start + self.start..part.end + self.start)
    }

    /// The words from the start of `from` to the end of the phrase, as they are quoted.
    pub fn part(&self, from: usize) -> &str {
        self.text.get(from..self.phrase.end).unwrap_or_default()
    }

    /// The person or team that the phrase is said of: the last one before it in its clause.
    pub fn subject(&self, list: List) -> Option<Range<usize>> {
        let person = self.words.of(list).filter(|hit| hit.end <= self.phrase.start).last()?;
        let between = self.text.get(person.end..self.phrase.start)?;
        let near = if between.is_ascii() {
            between.split_whitespace().count() <= MAX_BETWEEN
        } else {
            between.len() <= MAX_DENSE
        };
        let owned = between.starts_with(['\'', '’']) && !between.trim_start_matches(['\'', '’', 's']).is_empty();
        let same_clause = !between.contains([';', ':', '；', '。']) && !self.other_subject(between, &person);
        (near && !owned && same_clause).then_some(person)
    }

    /// Whether a clause with a subject of its own stands between: "we found that the probe …".
    fn other_subject(&self, between: &str, person: &Range<usize>) -> bool {
        let clause = self.words.of(List::Subclause).any(|hit| person.end <= hit.start && hit.end <= self.phrase.start);
        clause || between.contains(',') && !between.trim_end().ends_with(',')
    }

    /// Whether a phrase of the list begins right behind the phrase.
    pub fn followed_by(&self, list: List) -> bool {
        let gap =
            |hit: &Range<usize>| self.text.get(self.phrase.end..hit.start).is_some_and(|gap| gap.trim().is_empty());
        self.words.of(list).any(|hit| hit.start >= self.phrase.end && gap(&hit))
    }
}
