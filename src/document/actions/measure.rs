//! Measures that running text tells of without promising them: what has been changed since, what
//! is being changed, what holds from now on.

use std::ops::Range;

use super::prose;
use crate::document::words::Words;
use crate::language::{Lang, List};

/// Bytes between "we have" or "we are" and the verb: "now, in all three regions,".
const REACH: usize = 40;
/// The lists of verbs that tell what was done.
const DONE: [List; 3] = [List::Remedied, List::Weak, List::People];
/// The lists of verbs that can stand behind "we are".
const DOING: [List; 4] = [List::Change, List::Weak, List::OpenEnd, List::People];

/// How a sentence tells of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// It has been taken.
    Taken,
    /// It is being taken, or holds from now on.
    UnderWay,
}

/// The measure that a sentence tells of. Ending the outage is none, nor is news, advice, or money.
pub fn measure(text: &str, words: &Words, lang: Lang) -> Option<Measure> {
    if words.has(List::NothingDone) {
        return None;
    }
    if prose::holds(words) {
        return Some(Measure::Taken);
    }
    if words.has(List::News) || is_advice(words) {
        return None;
    }
    let verbs = |lists: &[List]| lists.iter().any(|&list| words.has(list));
    // "So that this cannot happen again, the renewal …": whatever follows serves that end.
    let meant = words.has(List::Recurrence)
        && (verbs(&DONE) || verbs(&DOING) || words.has(List::Past) || words.has(List::Commitment));
    if words.has(List::Rescue) && !meant {
        return None;
    }
    if follows(text, words, lang, List::Perfect, &DONE) {
        Some(Measure::Taken)
    } else if follows(text, words, lang, List::Progressive, &DOING) || words.has(List::Underway) {
        Some(Measure::UnderWay)
    } else {
        meant.then_some(Measure::UnderWay)
    }
}

/// Whether the reader is told what to do: "you" stands before anybody else who acts.
fn is_advice(words: &Words) -> bool {
    let leads = [List::Perfect, List::Progressive, List::Underway].into_iter().flat_map(|list| words.of(list));
    let first = leads.map(|lead| lead.start).min();
    words.of(List::Reader).any(|reader| first.is_none_or(|lead| reader.start < lead))
}

/// Whether a verb of the lists stands shortly behind a lead, in its clause.
fn follows(text: &str, words: &Words, lang: Lang, lead: List, verbs: &[List]) -> bool {
    let reach = |lead: &Range<usize>, verb: &Range<usize>| {
        let gap = text.get(lead.end..verb.start);
        // Chinese puts the verb at the end: 已对续期流程进行全面优化.
        gap.is_some_and(|gap| (lang != Lang::En || gap.len() <= REACH) && !gap.contains([';', '；', '。', ':', '：']))
    };
    // "Is available to answer" is doing nothing.
    let doing = lang == Lang::En && lead == List::Progressive;
    let fits = |verb: &Range<usize>| {
        let head = text.get(verb.clone()).unwrap_or_default().split(' ').next().unwrap_or_default();
        !doing || head.ends_with("ing")
    };
    let main = |lead: &Range<usize>| {
        verbs.iter().any(|&list| words.of(list).any(|verb| verb.start >= lead.end && reach(lead, &verb) && fits(&verb)))
    };
    words.of(lead).any(|lead| main(&lead))
}
