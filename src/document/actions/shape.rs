//! What a block or a sentence is by its shape and its surroundings: the head of a list, a figure, a
//! ticket, an entry of a status page.

use std::ops::Range;

use super::pieces::size;
use super::prose;
use super::ticket::{is_key, tracks};
use crate::document::outline::{Block, BlockKind};
use crate::document::reading::Reading;
use crate::document::sections::begins_status;
use crate::document::text::MarkKind;
use crate::document::timeline::Chronology;
use crate::document::words::{self, Words};
use crate::language::label::strip_number;
use crate::language::{Lexicon, List};

/// A group label has no more words than this.
pub const MAX_GROUP: usize = 4;

/// Whether a block begins within a list item: further right than its line.
pub fn is_indented(reading: &Reading<'_>, block: &Block) -> bool {
    let source = reading.source;
    let line = source.lines().line_span(source.lines().line(block.span.start), source.text());
    line.start < block.span.start
}

/// Whether an item only names the kind of the actions under it. "We will add alerts for:" is an
/// action itself where what follows asks for nothing.
pub fn is_group(reading: &Reading<'_>, at: usize, block: &Block, mut inner: Range<usize>) -> bool {
    let text = block.text.plain().trim_end();
    let words = reading.words_at(at, 0..text.len());
    let lang = reading.lang_of(text);
    let asks = |block: usize| prose::asks(&reading.words_at(block, 0..words::MAX_TEXT));
    match ends_in_colon(text) {
        true => !prose::is_promise(text, &words, lang) || inner.any(asks),
        false => size(text) <= MAX_GROUP && !prose::asks(&words),
    }
}

/// Whether a sentence leads to the list behind its block: "We are now focused on:".
pub fn leads_to_list(reading: &Reading<'_>, at: usize, block: &Block, sentence: &Range<usize>) -> bool {
    let next = reading.outline.blocks.get(at + 1);
    let list = next.is_some_and(|next| matches!(next.kind, BlockKind::Item { .. } | BlockKind::Row { .. }));
    list && ends_in_colon(block.text.slice(sentence.clone()))
}

/// Whether a paragraph leads to a list of what others can do, or of what was or would be done:
/// "Here is what you can do:", "The only safe way to do this would be:".
pub fn leads_to_foreign(reading: &Reading<'_>, at: usize, block: &Block) -> bool {
    let text = block.text.plain().trim_end();
    if !ends_in_colon(text) {
        return false;
    }
    let Some(last) = reading.units.of_block(at).last() else { return false };
    let words = reading.words_at(at, last.range.clone());
    !words.has(List::FirstPerson) && (words.has(List::Reader) || words.has(List::Procedure))
}

/// Whether an item only states a length of time: "From upload to first report: 1h 19m".
pub fn is_figure(reading: &Reading<'_>, at: usize, block: &Block) -> bool {
    let durations = &reading.scans.block(at).durations;
    let text = block.text.plain().trim_end();
    durations
        .last()
        .is_some_and(|last| last.range.end == text.len() && text.get(..last.range.start).is_some_and(ends_in_colon))
}

/// What stands behind the number of a sentence that is an item of a list though not marked up
/// as one: "（一）…", "2) …", 一是….
pub fn numbered(words: &Words, text: &str, sentence: &Range<usize>) -> Option<Range<usize>> {
    let said = words.of(List::Enumeration).next().filter(|hit| hit.start == 0).map_or(0, |hit| hit.end);
    let number = text.len() - strip_number(text).len();
    let length = if said > 0 { said } else { number };
    (length > 0).then(|| sentence.start + length..sentence.end)
}

/// Whether a sentence begins with a ticket and says more than that.
pub fn begins_with_ticket(block: &Block, sentence: &Range<usize>) -> bool {
    let text = block.text.slice(sentence.clone());
    let marks = text.len() - text.trim_start_matches(['[', '(', ' ']).len();
    let start = sentence.start + marks;
    let first = text[marks..].split_whitespace().next().unwrap_or_default();
    let linked = block
        .text
        .marks_at(start..start + first.len())
        .find(|mark| mark.range.start <= start && matches!(&mark.kind, MarkKind::Link(address) if tracks(address)));
    let end = linked.map(|mark| mark.range.end).or_else(|| is_key(first).then_some(start + first.len()));
    end.is_some_and(|end| end < sentence.end && says_something(block.text.slice(end..sentence.end)))
}

/// Whether a block tells a step of the response: an entry of the main timeline or of a status page.
pub fn is_step(chronology: &Chronology, lexicon: &Lexicon, block: &Block) -> bool {
    chronology.entry_at(block.text.whole().start).is_some() || is_status_entry(lexicon, block)
}

/// Whether a block is an entry of a status page: "Update 22:10 UTC. We are adding capacity.",
/// "22:10 Update: we are adding capacity."
fn is_status_entry(lexicon: &Lexicon, block: &Block) -> bool {
    const HEAD: usize = 24;
    let text = block.text.plain().trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | ' '));
    let end = (HEAD.min(text.len())..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let head = text.get(..end).unwrap_or_default();
    begins_status(head, lexicon)
}

/// Whether a text leads to what follows it.
pub fn ends_in_colon(text: &str) -> bool {
    text.trim_end().ends_with([':', '：'])
}

/// Whether words say anything: "None", "N/A" and "TBD" do not. A Han character says as much as three letters.
pub fn says_something(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphanumeric()).map(|c| if c.is_ascii() { 1 } else { 3 }).sum::<usize>() > 4
}
