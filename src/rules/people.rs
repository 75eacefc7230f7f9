//! Sentences that tell what people did or did not do, for the rules that judge how.

use std::ops::Range;

use crate::document::sentences::sentence_at;
use crate::document::words::Words;
use crate::document::{Block, BlockKind, Document};
use crate::language::{Lexicon, Topic};
use crate::source::Span;

/// Words between a person and what is said of them.
const MAX_BETWEEN: usize = 3;
/// Bytes between them in a script without spaces.
const MAX_DENSE: usize = 60;

/// A phrase in a sentence of prose that explains the incident.
pub struct Said<'d> {
    block: &'d Block,
    list: &'d str,
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
pub fn said<'d>(document: &'d Document<'_>, lexicon: &'d Lexicon, lists: &'d [&str]) -> Vec<Said<'d>> {
    let phrases = document.phrases.iter().filter(|phrase| lists.contains(&&*phrase.list));
    let explains = phrases.filter_map(|phrase| {
        let block = document.outline.blocks.get(phrase.block)?;
        let topic = document.topic_of(block);
        let item = topic == Some(Topic::Actions) && block.kind != BlockKind::Paragraph;
        if item
            || matches!(topic, Some(Topic::Lucky | Topic::Compensation))
            || block.kind == BlockKind::Code
            || document.is_quoted(block)
        {
            return None;
        }
        let sentence = sentence_at(block.text.plain(), phrase.range.start);
        let span = block.text.span(sentence.clone());
        let listed = document.actions.list.iter().any(|action| action.is_listed() && action.span.contains(span.start));
        let text = block.text.slice(sentence.clone());
        let found = phrase.range.start.checked_sub(sentence.start)?..phrase.range.end.checked_sub(sentence.start)?;
        text.get(found.clone())?;
        let words = Words::new(document, lexicon, text);
        (!listed).then_some(Said { block, list: &phrase.list, start: sentence.start, text, phrase: found, words })
    });
    explains.collect()
}

impl Said<'_> {
    /// Whether the phrase is of this list.
    pub fn is_of(&self, list: &str) -> bool {
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
    pub fn subject(&self, list: &str) -> Option<Range<usize>> {
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
        let clause = self.words.of("clause").any(|hit| person.end <= hit.start && hit.end <= self.phrase.start);
        clause || between.contains(',') && !between.trim_end().ends_with(',')
    }

    /// Whether a phrase of the list begins right behind the phrase.
    pub fn followed_by(&self, list: &str) -> bool {
        let gap =
            |hit: &Range<usize>| self.text.get(self.phrase.end..hit.start).is_some_and(|gap| gap.trim().is_empty());
        self.words.of(list).any(|hit| hit.start >= self.phrase.end && gap(&hit))
    }
}
