//! What the phrases in one sentence say together, by where they stand.

use std::ops::Range;

use super::Part;
use crate::document::Block;
use crate::document::phrases::Phrase;
use crate::document::reading::Hits;
use crate::language::{List, ListSet};

/// The clauses of a sentence that tell who was affected.
pub fn audience_clauses(block: &Block, sentence: &Range<usize>, hits: Hits<'_>) -> Vec<Range<usize>> {
    let border = |c: char| matches!(c, ',' | ';' | ':' | '，' | '；' | '：' | '—');
    let text = block.text.slice(sentence.clone());
    let clause = |at: usize| {
        let start = text[..at].rfind(border).unwrap_or(0);
        let end = text[at..].find(border).map_or(text.len(), |end| at + end);
        sentence.start + start..sentence.start + end
    };
    hits.of(List::AudienceWord).map(|hit| clause(hit.range.start - sentence.start)).collect()
}

/// Whether a sentence of an account can say why: it names a change, a state, a fault, or how one
/// thing led to another.
pub fn gives_reason(lists: ListSet) -> bool {
    let has = |list: List| lists.has(list);
    // "Our engineers replaced a switch and restarted the hosts" tells how it ended.
    let respond = has(List::CauseRepair) || has(List::Person) && !has(List::HumanError) && !has(List::MechanismWord);
    let told = [
        List::CauseLink,
        List::CauseReason,
        List::CauseChain,
        List::CauseFault,
        List::CauseBefore,
        List::SlipVerb,
        List::Slip,
    ];
    told.into_iter().any(has)
        || !respond && [List::ChangeWord, List::ConditionWord, List::CauseFound].into_iter().any(has)
}

/// What a sentence says that the cause led to: before "due to", behind "resulting in". It is a part
/// of the mechanism where it names a change or a state itself.
pub fn effect(text: &str, start: usize, hits: Hits<'_>) -> Option<Range<usize>> {
    let comma = |c: char| matches!(c, ',' | '，');
    let end = start + text.len();
    let chained = |hit: &Phrase| hits.of(List::CauseChain).any(|chain| chain.covers(&hit.range));
    let because = hits.of(List::CauseBehind).filter(|hit| !chained(hit));
    let leads = hits.of(List::CauseLeads);
    let effect = match (because.min_by_key(|hit| hit.range.start), leads.min_by_key(|hit| hit.range.start)) {
        (Some(because), _) if text[..because.range.start - start].trim().is_empty() => {
            // "Due to a fault in the core, calls failed": the effect follows.
            let behind = because.range.end - start;
            start + behind + text.get(behind..)?.find(comma)?..end
        }
        (Some(because), _) => start..because.range.start,
        (None, Some(leads)) => leads.range.end..end,
        (None, None) => return None,
    };
    let acts = hits.of(List::ChangeWord).chain(hits.of(List::ConditionWord)).any(|hit| hit.covers(&effect));
    (!acts).then_some(effect)
}

/// Whether a sentence says that the cause is unknown: a word for not knowing stands beside one for
/// the cause, or alone under a heading about it.
pub fn is_unknown(text: &str, hits: Hits<'_>, part: Part) -> bool {
    const BESIDE: usize = 64;
    const ALONE: usize = 20;
    let of_cause = |open: &Phrase| {
        let beside = open.range.start.saturating_sub(BESIDE)..open.range.end + BESIDE;
        hits.of(List::CauseNoun).any(|hit| hit.covers(&beside))
    };
    let alone = |open: &Phrase| part == Part::Section && text.len() <= open.range.len() + ALONE;
    hits.of(List::OpenWord).any(|open| alone(open) || of_cause(open))
}

/// The phrase of doubt in a sentence: a weak one counts beside a word for the cause ("may have been
/// caused", not "may have a cache").
pub fn doubt(hits: Hits<'_>) -> Option<Range<usize>> {
    const BESIDE: usize = 24;
    let beside_link = |hit: &Phrase| {
        let beside = hit.range.start.saturating_sub(BESIDE)..hit.range.end + BESIDE;
        hits.of(List::CauseLink).any(|link| link.covers(&beside))
    };
    let strong = hits.of(List::Hedge).next();
    let weak = || hits.of(List::HedgeWeak).find(|hit| beside_link(hit));
    strong.or_else(weak).map(|hit| hit.range.clone())
}

/// Whether a sentence has no verb in the past: "is printed" is none, "printed" is one.
pub fn is_standing(block: &Block, hits: Hits<'_>) -> bool {
    let passive = |past: &Phrase| {
        let before = hits.of(List::BeingWord).filter(|being| being.range.end <= past.range.start);
        before.into_iter().any(|being| {
            let between = block.text.slice(being.range.end..past.range.start);
            !between.trim().contains(char::is_whitespace) && !between.is_empty()
        })
    };
    hits.of(List::PastWord).all(passive)
}
