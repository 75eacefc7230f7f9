//! Whether a document answers a demand: what stands at its path, and whether that is of the kind that
//! is asked for.

use super::Ratio;
use super::format::{Applicability, Check, FilingStage, Requirement};
use super::moments::StatedMoment;
use super::view::{Answer, View, words_of};
use crate::document::quantity::{QuantityKind, scan_quantities};
use crate::finding::excerpt;
use crate::language::{Lexicon, List, label};
use crate::source::Span;

/// Letters and figures that say why.
const SHORTEST_REASON: usize = 6;

/// Why a value is not what is asked for.
pub struct Gap {
    /// The value, where there is one.
    pub span: Option<Span>,
    /// What is wrong with it; none where there is none.
    pub wrong: Option<String>,
}

impl Gap {
    fn missing(span: Option<Span>) -> Self {
        Self { span, wrong: None }
    }

    fn wrong(span: Span, wrong: impl Into<String>) -> Self {
        Self { span: Some(span), wrong: Some(wrong.into()) }
    }
}

/// The gaps at one path; `list[].key` asks every entry of the list.
pub fn gaps_at(
    view: &View<'_>,
    stage: &FilingStage,
    requirement: &Requirement,
    path: &str,
    lexicon: &Lexicon,
) -> Vec<Gap> {
    if let Some((list, key)) = path.split_once("[].") {
        // That there is a list is a demand of its own.
        let Some(given) = view.given(list) else { return Vec::new() };
        let entries = given.node.items().iter();
        let judged = entries.filter_map(|item| {
            let entry = item.entry(key);
            let given = entry.map(|entry| Answer { node: entry.node.clone(), key: entry.key_span });
            let given = given.or_else(|| view.in_column(path, item.span));
            let gap = check(view, requirement, given.as_ref(), lexicon).err()?;
            Some(Gap { span: gap.span.or(Some(item.span)), ..gap })
        });
        return judged.collect();
    }
    let outcome = match path.split_once('.') {
        Some(("milestones", name)) => check_moment(requirement, view.milestone(name)),
        Some(("filing", key)) => check(view, requirement, of_filing(view, stage, key).as_ref(), lexicon),
        _ if view.missing.contains(path) => Err(Gap::missing(None)),
        _ => check(view, requirement, view.given(path).as_ref(), lexicon),
    };
    outcome.err().into_iter().collect()
}

/// A value that stands beside the filing itself.
fn of_filing(view: &View<'_>, stage: &FilingStage, key: &str) -> Option<Answer> {
    let filing = view.filings_of(&stage.name).next()?;
    let entry = filing.node.entry(key)?;
    Some(Answer { node: entry.node.clone(), key: entry.key_span })
}

fn check_moment(requirement: &Requirement, stated: Option<StatedMoment>) -> Result<(), Gap> {
    let Some(stated) = stated else { return Err(Gap::missing(None)) };
    let wrong = |why: &str| Err(Gap::wrong(stated.span, format!("“{}” {why}", excerpt(&stated.words))));
    match requirement.check {
        Check::Instant if stated.instant.is_none() => wrong("is no moment with date, clock time and zone"),
        Check::Date if stated.date.is_none() => wrong("gives no date"),
        _ => Ok(()),
    }
}

/// Whether a value is what is asked for.
///
/// # Errors
/// Why it is not.
pub fn check(view: &View<'_>, requirement: &Requirement, given: Option<&Answer>, lexicon: &Lexicon) -> Result<(), Gap> {
    let Some(given) = given else { return Err(Gap::missing(None)) };
    let words = words_of(&given.node);
    let span = if given.node.span.is_empty() { given.key } else { given.node.span };
    let quoted = || format!("“{}”", excerpt(&words));
    let words_here = view.document.lang_of(&words).words();
    if words_here.placeholders().values.has(&words) {
        return Err(Gap::wrong(span, format!("{} is a placeholder", quoted())));
    }
    if let Some(reason) = not_applicable(view, &words, lexicon) {
        return match (requirement.na, reason) {
            (Applicability::Plain, _) | (Applicability::Reason, true) => Ok(()),
            (Applicability::Reason, false) => Err(Gap::wrong(span, format!("{} gives no reason", quoted()))),
            (Applicability::Never, _) => Err(Gap::wrong(span, format!("{} is no answer to it", quoted()))),
        };
    }
    let lang = view.document.lang_of(&words);
    let says = |list: List| lexicon.find(lang, &words).iter().any(|hit| hit.list == list);
    let fits = match requirement.check {
        Check::Present => true,
        Check::Instant | Check::Date => {
            return check_moment(requirement, super::moments::read(view.document, &given.node));
        }
        Check::Money => {
            let money = scan_quantities(&words, words_here.quantity()).iter().any(|q| q.kind == QuantityKind::Money);
            money || Ratio::first_in(&words).is_some()
        }
        Check::Number => Ratio::first_in(&words).is_some(),
        Check::Answer => matches!(words.as_str(), "true" | "false") || says(List::Answer),
    };
    let listed = requirement.values.is_empty()
        || requirement.values.iter().any(|value| label::fold(value) == label::fold(&words));
    if !fits {
        let wanted = match requirement.check {
            Check::Money => "is no sum of money",
            Check::Number => "holds no number",
            _ => "says neither yes nor no nor that it is not known",
        };
        return Err(Gap::wrong(span, format!("{} {wanted}", quoted())));
    }
    if !listed {
        return Err(Gap::wrong(span, format!("{} is none of {}", quoted(), requirement.values.join(", "))));
    }
    if !requirement.estimate && says(List::Estimate) {
        return Err(Gap::wrong(span, format!("{} is an estimate, which no longer does at this stage", quoted())));
    }
    Ok(())
}

/// Whether a value says that there is no question to answer, and if so whether it says why. "None" is
/// an answer.
fn not_applicable(view: &View<'_>, words: &str, lexicon: &Lexicon) -> Option<bool> {
    let hits = lexicon.find(view.document.lang_of(words), words);
    let hit = hits.into_iter().find(|hit| hit.list == List::Inapplicable && hit.range.start == 0)?;
    let reason = words.get(hit.range.end..).unwrap_or_default();
    Some(reason.chars().filter(|c| c.is_alphanumeric()).count() >= SHORTEST_REASON)
}
