//! Words that play the impact on users down, with no number beside them.

use std::ops::Range;

use crate::document::outline::BlockKind;
use crate::document::phrases::Phrase;
use crate::document::quantity::scan_quantities;
use crate::document::reading::Reading;
use crate::document::units::{Place, Unit};
use crate::language::{List, Role};

/// Bytes between "some" and whom it counts, or "minor" and what it makes small: "of our" fits.
const REACH: usize = 24;
/// Words that may stand there.
const WORDS: usize = 2;

/// Items under a sentence that are looked at for a number.
const MAX_LIST: usize = 50;

/// Words that play the impact down.
#[derive(Clone, Debug)]
pub struct PlayedDown {
    /// Index of the block.
    pub block: usize,
    /// The words, as bytes of the block's plain text.
    pub range: Range<usize>,
    /// The sentence around them.
    pub statement: Unit,
}

/// Finds the sentences that play the impact down, one place each.
pub fn read(reading: &Reading<'_>) -> Vec<PlayedDown> {
    let statements = reading.statements().filter(|s| can_play_down(reading, s) && !is_title(reading, s));
    let played_down = statements.filter_map(|statement| {
        let (range, signal) = words(reading, statement)?;
        // "For 25 minutes" weighs "brief", but does not count "some".
        let timed = signal != List::Few && !reading.durations_in(statement).is_empty();
        let numbered = timed || !reading.quantities(statement).is_empty() || is_listed(reading, statement);
        (!numbered).then(|| PlayedDown { block: statement.block, range, statement: statement.clone() })
    });
    played_down.collect()
}

/// Whether a statement is the title of a letter: a first line that ends in no stop. It names the
/// matter, and the letter says how much of it there was.
fn is_title(reading: &Reading<'_>, statement: &Unit) -> bool {
    let first =
        reading.outline.blocks.first().filter(|block| statement.block == 0 && block.kind == BlockKind::Paragraph);
    let stops = ['.', '!', '?', ':', '。', '！', '？', '：', '；'];
    first.is_some_and(|block| !block.text.plain().trim_end().ends_with(stops))
}

fn can_play_down(reading: &Reading<'_>, statement: &Unit) -> bool {
    let small = [List::Few, List::Slight, List::PlayingDown, List::Most].into_iter().any(|s| statement.has(s));
    let about = [List::Harm, List::Outage, List::Untouched].into_iter().any(|s| statement.has(s));
    // "The afternoon passed as any other would."
    let future = reading.hits_outside(statement, List::Future, List::PlayingDown).next().is_some();
    let mut parties = reading.hits(statement, List::Party);
    let few = || reading.hits(statement, List::PlayingDown).next();
    let told = few()
        .is_some_and(|few| parties.any(|party| party.range.start >= few.range.end && reading.share_clause(few, party)));
    let weighs = reading.score(statement, Role::Impact) > 0;
    small
        && !future
        && !statement.has(List::NoHarm)
        && match statement.place {
            Place::Impact => true,
            Place::Account => about || told || weighs,
            // "We only have evidence of a small portion of secrets being at risk."
            Place::Cause => weighs || statement.has(List::PlayingDown) && statement.has(List::Guarded),
            Place::Timeline => weighs,
            Place::Compensation | Place::Aside => false,
        }
}

/// The words of a statement that make the impact small, and the list that begins them.
fn words(reading: &Reading<'_>, statement: &Unit) -> Option<(Range<usize>, List)> {
    let hits = |signal| reading.hits(statement, signal);
    if let Some(alone) = hits(List::PlayingDown).next() {
        return Some((alone.range.clone(), List::PlayingDown));
    }
    // "Most of our customers noticed nothing."
    let spared = |most: &Phrase| {
        let untouched = hits(List::Untouched).find(|hit| hit.range.start >= most.range.end)?;
        reading.share_clause(most, untouched).then(|| most.range.start..word_end(reading, untouched))
    };
    if let Some(range) = hits(List::Most).find_map(spared) {
        return Some((range, List::PlayingDown));
    }
    let counted = |few: &Phrase| {
        let whom = hits(List::Party).chain(hits(List::ServiceNoun)).find(|whom| follows(reading, few, whom))?;
        Some(few.range.start..word_end(reading, whom))
    };
    let weighed = |slight: &Phrase| {
        let what = hits(List::Outage).find(|what| follows(reading, slight, what))?;
        Some(slight.range.start..word_end(reading, what))
    };
    // "The effect on our users was negligible."
    let said_of = |slight: &Phrase| {
        hits(List::Outage).find(|what| is_predicate(reading, what, slight))?;
        Some(slight.range.clone())
    };
    let few = hits(List::Few).find_map(counted).map(|range| (range, List::Few));
    let slight = || hits(List::Slight).find_map(weighed).or_else(|| hits(List::Slight).find_map(said_of));
    few.or_else(|| slight().map(|range| (range, List::Slight)))
}

/// Whether `word` ends the clause in which `noun` stands: it is said of the noun, and of no other.
fn is_predicate(reading: &Reading<'_>, noun: &Phrase, word: &Phrase) -> bool {
    const REACH: usize = 48;
    let Some(block) = reading.outline.blocks.get(word.block) else { return false };
    let behind = block.text.plain().get(word.range.end..).unwrap_or_default();
    let ends = !behind.trim_start().starts_with(char::is_alphanumeric);
    let near = noun.range.end <= word.range.start && word.range.start - noun.range.end <= REACH;
    near && ends && reading.share_clause(noun, word)
}

/// The end of the word that a phrase is the stem of: "outage" of "outages".
fn word_end(reading: &Reading<'_>, phrase: &Phrase) -> usize {
    let behind = reading.outline.blocks.get(phrase.block).and_then(|block| block.text.plain().get(phrase.range.end..));
    phrase.range.end + behind.map_or(0, |text| text.bytes().take_while(u8::is_ascii_alphabetic).count())
}

/// Whether `noun` stands shortly behind `word` in its clause.
fn follows(reading: &Reading<'_>, word: &Phrase, noun: &Phrase) -> bool {
    let Some(block) = reading.outline.blocks.get(word.block) else { return false };
    let gap = word.range.end..noun.range.start;
    let words = block.text.slice(gap.clone());
    gap.start <= gap.end
        && gap.len() <= REACH
        && words.split_whitespace().count() <= WORDS
        && !words.contains([',', ';', ':', '(', ')', '，', '；', '：', '、', '（', '）'])
}

/// Whether the list or table under the sentence counts what the sentence leaves open.
fn is_listed(reading: &Reading<'_>, statement: &Unit) -> bool {
    let Some(block) = reading.outline.blocks.get(statement.block) else { return false };
    let last = statement.range.end >= block.text.plain().trim_end().len();
    let opens = reading.words_of(statement).ends_with([':', '：']);
    let under = reading.outline.blocks.iter().skip(statement.block + 1).take(MAX_LIST);
    let list = under.take_while(|next| match (&block.kind, &next.kind) {
        (BlockKind::Item { depth, .. }, BlockKind::Item { depth: deeper, .. }) => deeper > depth,
        (_, kind) => matches!(kind, BlockKind::Item { .. } | BlockKind::Row { .. }),
    });
    last && opens
        && list.into_iter().any(|next| {
            let text = next.text.plain();
            !scan_quantities(text, reading.lang_of(text).words().quantity()).is_empty()
        })
}
