//! A sentence tells what people should or could have done, in place of what happened.
//!
//! "Should have noticed", "failed to verify", "if only" compare the people of that day with people
//! who know the end. That explains nothing: a reader learns neither what they saw nor what let it
//! pass. The rule reads should, could and would have, failed and neglected to, if only, 本应, 却没有
//! where a person, a team, "we" or their process is the subject, and what people do in the passive
//! ("could have been noticed earlier"). Of software it is a plain fact ("the probe failed to
//! start"), and in an action item it is a reason; luck ("it could have been worse") is neither.
//!
//! ## Bad
//!
//! ```md
//! ## Root cause
//!
//! The team should have noticed the growing queue an hour earlier.
//! ```
//!
//! ## Good
//!
//! ```md
//! ## Root cause
//!
//! The queue grew for an hour unseen: its graph is on a page that nobody opens at night, and the
//! alarm failed to fire, because it counts finished jobs only.
//! ```

use std::ops::Range;

use crate::document::Document;
use crate::document::people::{Mention, mentions};
use crate::finding::{Finding, Level, quote};
use crate::language::List;
use crate::rule::{Rule, Settings};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    name: "counterfactual",
    level: Some(Level::Warning),
    unwritten: false,
    check,
    source: include_str!("counterfactual.rs"),
};

/// Finds who the phrase speaks of; `None` where that is no person.
type Speaks = fn(&Mention<'_>) -> Option<Range<usize>>;

/// The lists of phrases, and what makes each of them speak of people.
const KINDS: [(List, Speaks); 6] = [
    (List::HindsightDuty, duty),
    (List::HindsightChance, chance),
    (List::HindsightWould, would),
    (List::HindsightIf, always),
    (List::HindsightThen, then),
    (List::HindsightFailed, failed),
];

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let mut last = Span::default();
    let mut sentences = Vec::new();
    for (list, speaks) in KINDS {
        for mention in mentions(document, &document.actions, &[list]) {
            if let Some(from) = speaks(&mention) {
                let sentence = mention.span(0..mention.text.len());
                let message = format!(
                    "{} tells what people did not do: a reader still cannot tell what they saw and what let it pass",
                    quote(mention.part(from.start.min(mention.phrase.start))),
                );
                sentences.push((
                    sentence,
                    mention.span(from.start.min(mention.phrase.start)..mention.phrase.end),
                    message,
                ));
            }
        }
    }
    sentences.sort_by_key(|(sentence, span, _)| (*sentence, *span));
    for (sentence, span, message) in sentences {
        // One of a sentence is enough.
        if findings.is_empty() || sentence != last {
            findings.push(Finding::new(span, message).help(
                "Say what was visible to them and why it made sense: “the alarm counts finished jobs, so nothing showed the queue”.",
            ));
        }
        last = sentence;
    }
    findings
}

fn always(mention: &Mention<'_>) -> Option<Range<usize>> {
    Some(mention.phrase.clone())
}

/// 要是他多看一眼，就能发现: a condition, and somebody, or what somebody does, before what would have come of it.
fn then(mention: &Mention<'_>) -> Option<Range<usize>> {
    let before = |list: List| mention.words.of(list).filter(|hit| hit.end <= mention.phrase.start);
    let condition = before(List::HindsightCondition).last()?;
    let somebody = before(List::Actor).chain(before(List::HindsightAct)).any(|hit| hit.start >= condition.start);
    somebody.then_some(condition)
}

/// "The team should have", "the branch should have been tested", "the user should not have".
fn duty(mention: &Mention<'_>) -> Option<Range<usize>> {
    if is_figure_of_speech(mention) {
        return None;
    }
    let passive = mention.followed_by(List::BetterPast).then(|| mention.phrase.clone());
    mention.subject(List::Actor).or_else(|| mention.subject(List::Permitted)).or(passive)
}

/// "She could have looked", "it could have been noticed".
fn chance(mention: &Mention<'_>) -> Option<Range<usize>> {
    if is_figure_of_speech(mention) {
        return None;
    }
    let passive = mention.followed_by(List::BetterPast).then(|| mention.phrase.clone());
    mention.subject(List::Actor).or(passive)
}

/// "We would have caught it", "it would have allowed us": of others it is a fact of the system.
fn would(mention: &Mention<'_>) -> Option<Range<usize>> {
    if is_figure_of_speech(mention) {
        return None;
    }
    let passive = mention.followed_by(List::BetterPast).then(|| mention.phrase.clone());
    let acted = mention.followed_by(List::HindsightAct);
    mention.subject(List::Actor).filter(|_| acted).or(passive)
}

/// "We failed to verify", "the analysis failed to predict": not "the probe failed to start".
fn failed(mention: &Mention<'_>) -> Option<Range<usize>> {
    if is_figure_of_speech(mention) {
        return None;
    }
    let process = mention.words.of(List::Process).find(|hit| mention.text[..hit.start].split_whitespace().count() <= 3);
    mention.subject(List::Actor).or(process.filter(|hit| hit.end <= mention.phrase.start))
}

/// "We could have an outage", "it could have been worse".
fn is_figure_of_speech(mention: &Mention<'_>) -> bool {
    mention.words.of(List::NoHindsight).any(|hit| hit.start <= mention.phrase.end && mention.phrase.start < hit.end)
}
