//! What the phrases in one sentence say together, by where they stand.

use std::ops::Range;

use super::Place;
use super::marks::{Hit, Hits, Mark, MarkSet};
use crate::document::Block;

/// The clauses of a sentence that tell who was affected.
pub fn audience_clauses(block: &Block, sentence: &Range<usize>, hits: Hits<'_>) -> Vec<Range<usize>> {
    let border = |c: char| matches!(c, ',' | ';' | ':' | '，' | '；' | '：' | '—');
    let text = block.text.slice(sentence.clone());
    let clause = |at: usize| {
        let start = text[..at].rfind(border).unwrap_or(0);
        let end = text[at..].find(border).map_or(text.len(), |end| at + end);
        sentence.start + start..sentence.start + end
    };
    hits.of(Mark::Audience).map(|hit| clause(hit.range.start - sentence.start)).collect()
}

/// Whether a sentence of an account can say why: it names a change, a state, a fault, or how one
/// thing led to another.
pub fn gives_reason(marks: MarkSet) -> bool {
    let has = |mark: Mark| marks.has(mark);
    // "Our engineers replaced a switch and restarted the hosts" tells how it ended.
    let respond = has(Mark::Repair) || has(Mark::Person) && !has(Mark::HumanError) && !has(Mark::Mechanism);
    let told = [Mark::Link, Mark::Reason, Mark::Chain, Mark::Fault, Mark::Before, Mark::SlipVerb, Mark::Slip];
    told.into_iter().any(has) || !respond && [Mark::Change, Mark::Condition, Mark::Found].into_iter().any(has)
}

/// What a sentence says that the cause led to: before "due to", behind "resulting in". It is a part
/// of the mechanism where it names a change or a state itself.
pub fn effect(text: &str, start: usize, hits: Hits<'_>) -> Option<Range<usize>> {
    let comma = |c: char| matches!(c, ',' | '，');
    let end = start + text.len();
    let chained = |hit: &Hit| hits.of(Mark::Chain).any(|chain| chain.covers(&hit.range));
    let because = hits.of(Mark::Because).filter(|hit| !chained(hit));
    let leads = hits.of(Mark::Leads);
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
    let acts = hits.of(Mark::Change).chain(hits.of(Mark::Condition)).any(|hit| hit.covers(&effect));
    (!acts).then_some(effect)
}

/// Whether a sentence says that the cause is unknown: a word for not knowing stands beside one for
/// the cause, or alone under a heading about it.
pub fn is_unknown(text: &str, hits: Hits<'_>, place: Place) -> bool {
    const BESIDE: usize = 64;
    const ALONE: usize = 20;
    let of_cause = |open: &Hit| {
        let beside = open.range.start.saturating_sub(BESIDE)..open.range.end + BESIDE;
        hits.of(Mark::CauseNoun).any(|hit| hit.covers(&beside))
    };
    let alone = |open: &Hit| place == Place::Section && text.len() <= open.range.len() + ALONE;
    hits.of(Mark::Open).any(|open| alone(open) || of_cause(open))
}

/// The phrase of doubt in a sentence: a weak one counts beside a word for the cause ("may have been
/// caused", not "may have a cache").
pub fn doubt(hits: Hits<'_>) -> Option<Range<usize>> {
    const BESIDE: usize = 24;
    let beside_link = |hit: &Hit| {
        let beside = hit.range.start.saturating_sub(BESIDE)..hit.range.end + BESIDE;
        hits.of(Mark::Link).any(|link| link.covers(&beside))
    };
    let strong = hits.of(Mark::Hedge).next();
    let weak = || hits.of(Mark::HedgeWeak).find(|hit| beside_link(hit));
    strong.or_else(weak).map(|hit| hit.range.clone())
}

/// Whether a sentence has no verb in the past: "is printed" is none, "printed" is one.
pub fn is_standing(block: &Block, hits: Hits<'_>) -> bool {
    let passive = |past: &Hit| {
        let before = hits.of(Mark::Being).filter(|being| being.range.end <= past.range.start);
        before.into_iter().any(|being| {
            let between = block.text.slice(being.range.end..past.range.start);
            !between.trim().contains(char::is_whitespace) && !between.is_empty()
        })
    };
    hits.of(Mark::Past).all(passive)
}
