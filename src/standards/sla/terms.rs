//! The terms of an agreement that a document tells in its own text: "below 99.9 % a month we credit
//! 10 % of the fee, below 99 % 25 %", or a table of them.

use std::ops::Range;

use super::{Agreement, ClaimTerms, Credit, PartMinutes, Tier};
use crate::document::units::Place;
use crate::document::{Document, Unit};
use crate::language::{Lexicon, List};
use crate::source::Span;
use crate::standards::authority::Authority;
use crate::standards::ratio::Ratio;

/// No agreement promises less, in percent.
const LEAST_PROMISE: i64 = 50;
/// Bytes between "below" and its percentage.
const REACH: usize = 24;
/// Bytes of a sentence: one that goes on longer tells no terms.
const MAX_LENGTH: usize = 2_000;
/// Sentences with percentages that are looked at.
const MAX_SENTENCES: usize = 200;

/// StatedTerms that a document tells.
#[derive(Debug)]
pub struct StatedTerms {
    /// As an agreement.
    pub agreement: Agreement,
    /// Where they begin.
    pub span: Span,
    /// What is offered, in percent, and where.
    pub offered: Option<(Ratio, Span)>,
}

/// What a percentage says.
#[derive(Clone, Copy, PartialEq)]
enum FigureRole {
    /// "at least 99 %", "99 % to …".
    Lower,
    /// "below 99.9 %", "we promise 99.9 %".
    Upper,
    /// "10 % of the fee".
    Credit,
}

/// A tier as it is stated.
struct StatedTier {
    lower: Option<Ratio>,
    upper: Ratio,
    credit: Ratio,
}

/// Reads the terms of a document; `None` where it tells none. `zone`: of its months.
pub fn read(document: &Document<'_>, lexicon: &Lexicon, zone: &str) -> Option<StatedTerms> {
    if !document.compensation.told {
        return None;
    }
    let mut tiers = Vec::new();
    let mut span = None;
    let mut offered = None;
    if !document.statements().any(|statement| can_tell(document, statement)) {
        return None;
    }
    let figured = document.statements().filter(|statement| is_figured(document, statement));
    for statement in figured.take(MAX_SENTENCES) {
        let words = document.words_of(statement);
        let figures = roles(document, lexicon, words);
        let found = pairs(&figures);
        if !found.is_empty() {
            span.get_or_insert_with(|| document.span_of(statement));
            tiers.extend(found);
        } else if let [(FigureRole::Credit, percent), ..] = figures.as_slice()
            && offers(statement)
        {
            offered.get_or_insert_with(|| (*percent, document.span_of(statement)));
        }
    }
    Some(StatedTerms { agreement: agreement(tiers, zone)?, span: span?, offered })
}

/// Whether a sentence can tell a bound of an agreement: the others are not worth a closer look.
fn can_tell(document: &Document<'_>, statement: &Unit) -> bool {
    is_figured(document, statement)
        && percentages(document.words_of(statement)).iter().any(|(_, percent)| is_promise(*percent))
}

fn is_figured(document: &Document<'_>, statement: &Unit) -> bool {
    let place = matches!(statement.place, Place::Compensation | Place::Account | Place::Impact);
    let words = document.words_of(statement);
    place && words.len() <= MAX_LENGTH && words.contains(['%', '％'])
}

/// Whether a percentage can be an availability.
fn is_promise(percent: Ratio) -> bool {
    percent >= Ratio::new(LEAST_PROMISE, 1)
}

fn offers(statement: &Unit) -> bool {
    statement.place == Place::Compensation || statement.has(List::Remedy) && statement.has(List::Giving)
}

/// The percentages of a sentence in their order, and what each says.
fn roles(document: &Document<'_>, lexicon: &Lexicon, words: &str) -> Vec<(FigureRole, Ratio)> {
    let hits = lexicon.find(document.lang_of(words), words);
    let led = |list: List, at: usize, after: usize| {
        let mut hits = hits.iter().filter(|hit| hit.list == list);
        hits.any(|hit| after <= hit.range.start && hit.range.end <= at && at - hit.range.end <= REACH)
    };
    let promises = hits.iter().any(|hit| hit.list == List::SlaPromise);
    let mut roles: Vec<(FigureRole, Ratio)> = Vec::new();
    let mut last = 0;
    for (range, percent) in percentages(words) {
        let between = words.get(last..range.start).unwrap_or_default();
        let high = is_promise(percent);
        let symbol = |symbols: [char; 2]| between.trim_end().ends_with(symbols);
        let follows = matches!(roles.last(), Some((FigureRole::Lower, _)));
        let role = if high && (led(List::SlaBelow, range.start, last) || symbol(['<', '＜'])) {
            FigureRole::Upper
        } else if high && (led(List::SlaFrom, range.start, last) || symbol(['≥', '>']) || opens_range(words, &range))
        {
            FigureRole::Lower
        } else if high && (follows && between.len() <= REACH || promises && roles.is_empty()) {
            FigureRole::Upper
        } else {
            FigureRole::Credit
        };
        roles.push((role, percent));
        last = range.end;
    }
    roles
}

/// "99.0 % – 99.9 %", "99 至 99.9%".
fn opens_range(words: &str, range: &Range<usize>) -> bool {
    let behind = words.get(range.end..).unwrap_or_default().trim_start();
    let dash = behind.strip_prefix(['-', '–', '—', '~', '～', '至', '到']);
    dash.or_else(|| behind.strip_prefix("to "))
        .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
}

/// The percentages of a text: the bytes with the sign, and the number.
fn percentages(words: &str) -> Vec<(Range<usize>, Ratio)> {
    let mut found = Vec::new();
    for (at, sign) in words.char_indices().filter(|(_, c)| matches!(c, '%' | '％')) {
        let before = words.get(..at).unwrap_or_default().trim_end();
        let start = before.bytes().rposition(|byte| !byte.is_ascii_digit() && byte != b'.').map_or(0, |at| at + 1);
        let number = before.get(start..).and_then(Ratio::parse);
        found.extend(number.map(|number| (start..at + sign.len_utf8(), number)));
    }
    found
}

/// Bounds and credits as tiers. What comes first in the sentence comes first in each tier.
fn pairs(figures: &[(FigureRole, Ratio)]) -> Vec<StatedTier> {
    let credit_first = matches!(figures.first(), Some((FigureRole::Credit, _)));
    let mut tiers = Vec::new();
    let (mut lower, mut upper, mut credit) = (None, None, None);
    for (role, percent) in figures {
        match role {
            FigureRole::Lower => lower = Some(*percent),
            FigureRole::Upper => upper = Some(*percent),
            FigureRole::Credit => credit = Some(*percent),
        }
        let complete = *role == if credit_first { FigureRole::Upper } else { FigureRole::Credit };
        if let (true, Some(upper_bound), Some(given)) = (complete, upper, credit) {
            tiers.push(StatedTier { lower, upper: upper_bound, credit: given });
            (lower, upper, credit) = (None, None, None);
        }
    }
    tiers
}

/// Half-open tiers, the best first: one without a lower bound ends where the next begins.
fn agreement(mut stated: Vec<StatedTier>, zone: &str) -> Option<Agreement> {
    stated.sort_by_key(|tier| std::cmp::Reverse(tier.upper));
    let commitment = stated.first()?.upper;
    let next: Vec<Ratio> = stated.iter().skip(1).map(|tier| tier.upper).chain([Ratio::ZERO]).collect();
    let tiers = stated.iter().zip(next).map(|(tier, next)| Tier {
        from: tier.lower.unwrap_or(next),
        below: tier.upper,
        credit: tier.credit,
    });
    Some(Agreement {
        authority: Authority { clause: "the document's own terms".to_owned(), source: None, mark: None },
        names: Vec::new(),
        zone: zone.to_owned(),
        commitment,
        formula: "(minutes of the month − minutes of downtime) / minutes of the month".to_owned(),
        assumption: Some(
            "The terms are those that the document tells; its months are counted in its own zone.".to_owned(),
        ),
        ignore: None,
        part_minutes: PartMinutes::Keep,
        tiers: tiers.collect(),
        credit: Credit { form: "credit".to_owned(), of: "what the terms say".to_owned(), cap: None, terms: None },
        claim: ClaimTerms { automatic: false, route: "as the document says".to_owned(), closes: None },
        exclusions: Vec::new(),
    })
}
