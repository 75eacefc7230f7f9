//! The terms of an offer: who gets it, how, until when it can be claimed, when it is paid.

use std::ops::Range;

use super::passages::{Passage, cites_clause};
use crate::document::phrases::Phrase;
use crate::document::reading::Reading;
use crate::document::units::Unit;
use crate::language::{List, SectionKind};

/// Bytes between "by" and its day, or a day and its 前.
const REACH: usize = 18;

/// What is said of an offer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Whether it is said who gets it.
    pub eligible: bool,
    /// Whether an amount, a formula or a clause is given.
    pub amount: bool,
    /// How it is got.
    pub claim: Claim,
    /// Whether a last day for claims is given.
    pub claim_by: bool,
    /// Whether it is said when it is paid.
    pub paid_by: bool,
    /// Whether a numbered clause of an agreement is cited, where how, until when and when stand.
    pub by_clause: bool,
}

/// How an offer is got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Claim {
    /// Nothing is said.
    #[default]
    Unsaid,
    /// It comes by itself.
    Automatic,
    /// It must be asked for, and it is said how.
    Asked,
}

/// What a clause is about.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    Neither,
    Claim,
    Pay,
}

impl Terms {
    /// Reads the terms of the passages that make offers, and of labelled values.
    pub fn read(reading: &Reading<'_>, passages: &[&Passage<'_>]) -> Self {
        let mut terms = Self { amount: true, ..Self::default() };
        let has = |signal| passages.iter().any(|passage| passage.has(signal));
        let labelled = |name: &str| reading.field(SectionKind::Compensation, name).is_some_and(|f| !f.value.is_empty());
        let settled = has(List::Settled);
        for statement in passages.iter().flat_map(|passage| &passage.statements) {
            terms.read_times(reading, statement);
        }
        terms.eligible = labelled("eligible") || has(List::Party) || has(List::Addressee) || has(List::Eligible);
        let asked = passages.iter().flat_map(|passage| &passage.statements).any(|s| asks(reading, s));
        terms.claim = match (asked, has(List::Automatic) || settled || has(List::Payday)) {
            (true, _) => Claim::Asked,
            (false, true) => Claim::Automatic,
            (false, false) if labelled("claim") => Claim::Asked,
            (false, false) => Claim::Unsaid,
        };
        terms.claim_by |= labelled("claim-by");
        terms.paid_by |= labelled("paid-by") || settled;
        terms.by_clause = passages.iter().flat_map(|passage| &passage.statements).any(|s| cites_clause(reading, s));
        terms
    }

    /// What nobody is told, by the names of the fields.
    pub fn missing(&self) -> Vec<&'static str> {
        // Who says how to claim has begun to tell the terms.
        let by_clause = self.by_clause && self.claim == Claim::Unsaid;
        let gaps = [
            ("eligible", !self.eligible),
            ("amount", !self.amount),
            ("claim", self.claim == Claim::Unsaid && !by_clause),
            ("claim-by", self.claim != Claim::Automatic && !self.claim_by && !by_clause),
            ("paid-by", !self.paid_by && !by_clause),
        ];
        gaps.into_iter().filter(|(_, missing)| *missing).map(|(name, _)| name).collect()
    }

    /// Settles from the times of a sentence whether it names a last day and a day of payment.
    fn read_times(&mut self, reading: &Reading<'_>, statement: &Unit) {
        let times = times(reading, statement);
        let mut role = Role::Neither;
        for clause in clauses(reading.words_of(statement)) {
            let inside = statement.range.start + clause.start..statement.range.start + clause.end;
            let has = |signal| reading.hits(statement, signal).any(|hit| within(&inside, &hit.range));
            let asks = ask_at(reading, statement, &inside);
            let gives = give_at(reading, statement, &inside);
            // "The money is paid within ten days of the claim": what stands first is what it is about.
            role = match (asks, gives) {
                (Some(ask), Some(give)) if give < ask => Role::Pay,
                (Some(_), _) => Role::Claim,
                (None, Some(_)) => Role::Pay,
                (None, None) => role,
            };
            let near = |signal: List, time: &Range<usize>| {
                reading.hits(statement, signal).any(|hit| is_near(&hit.range, time))
            };
            let mut timed = times.iter().filter(|time| within(&inside, time));
            match role {
                Role::Claim => self.claim_by |= timed.any(|time| near(List::Deadline, time)),
                Role::Pay => self.paid_by |= timed.any(|time| near(List::PayTime, time)),
                Role::Neither => {}
            }
            self.paid_by |= has(List::Payday);
        }
    }
}

/// The dates and durations of a sentence, as ranges of its block's text.
fn times(reading: &Reading<'_>, statement: &Unit) -> Vec<Range<usize>> {
    let dates = reading.times_in(statement).iter().filter(|mention| mention.date.is_some());
    let durations = reading.durations_in(statement).iter().map(|mention| mention.range.clone());
    dates.map(|mention| mention.range.clone()).chain(durations).collect()
}

fn asks(reading: &Reading<'_>, statement: &Unit) -> bool {
    ask_at(reading, statement, &statement.range).is_some()
}

/// Where a way to claim stands in a range: neither denied ("without a claim") nor a label ("Claim:").
fn ask_at(reading: &Reading<'_>, statement: &Unit, range: &Range<usize>) -> Option<usize> {
    let label = statement.range.start + label_length(reading.words_of(statement));
    let automatic: Vec<_> = reading.hits(statement, List::Automatic).collect();
    let overlaps =
        |hit: &Phrase| automatic.iter().any(|a| a.range.start < hit.range.end && hit.range.start < a.range.end);
    let mut hits = reading.hits(statement, List::ClaimRoute).filter(|hit| within(range, &hit.range));
    let asks = hits.find(|hit| hit.range.end > label && !overlaps(hit) && !reading.is_denied(statement, hit));
    asks.map(|hit| hit.range.start)
}

/// The length of the label at the head of a sentence, in bytes. The colon of an address is no border.
fn label_length(words: &str) -> usize {
    const MAX_LENGTH: usize = 24;
    let behind = |at: usize| words.get(at + 1..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let border = words.char_indices().find(|(at, c)| matches!(c, '：' | '|') || *c == ':' && behind(*at));
    border.map(|(at, _)| at).filter(|length| *length <= MAX_LENGTH).unwrap_or(0)
}

/// Where a range begins to speak of giving.
fn give_at(reading: &Reading<'_>, statement: &Unit, range: &Range<usize>) -> Option<usize> {
    let giving = [List::Giving, List::Settled, List::Automatic];
    let hits = giving.into_iter().flat_map(|signal| reading.hits(statement, signal));
    hits.filter(|hit| within(range, &hit.range)).map(|hit| hit.range.start).min()
}

/// The clauses of a sentence.
fn clauses(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let parts = text.split_inclusive([',', ';', '，', '；', '|', '。']);
    let ranges = parts.map(|part| {
        let start = at;
        at += part.len();
        start..at
    });
    ranges.collect()
}

fn within(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Whether a word stands shortly before a time or right behind it.
fn is_near(word: &Range<usize>, time: &Range<usize>) -> bool {
    let before = word.end <= time.start && time.start - word.end <= REACH;
    let behind = time.end <= word.start && word.start - time.end <= REACH / 2;
    before || behind || within(time, word)
}
