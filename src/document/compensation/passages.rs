//! The passages of a document that are about compensation.

use std::ops::Range;

use super::refusal::refuses;
use crate::document::form::Form;
use crate::document::outline::BlockKind;
use crate::document::phrases::Phrase;
use crate::document::quantity::{Quantity, QuantityKind};
use crate::document::reading::Reading;
use crate::document::units::{Place, Unit};
use crate::language::placeholders::Placeholders;
use crate::language::{List, SectionKind, Topic};

/// Bytes behind a number in which those are named whom it counts.
const NOUN_REACH: usize = 24;
/// Bytes between "section" and its number.
const CLAUSE_REACH: usize = 3;

/// The sentences of a paragraph, or of a list with the paragraph above it.
#[derive(Debug)]
pub struct Passage<'d> {
    /// In order.
    pub statements: Vec<&'d Unit>,
}

/// Gathers the passages about compensation.
pub fn read<'d>(reading: &'d Reading<'_>) -> Vec<Passage<'d>> {
    let mut passages: Vec<Passage<'d>> = Vec::new();
    let mut last_block = None;
    let statements: Vec<&Unit> = reading.statements().collect();
    for statements in statements.chunk_by(|a, b| a.block == b.block) {
        let Some(first) = statements.first() else { continue };
        let continues = last_block.is_some_and(|last| goes_on(reading, last, first.block));
        let own = statements.iter().any(|statement| speaks_of_remedy(reading, statement, statements));
        if continues && let Some(passage) = passages.last_mut() {
            passage.statements.extend(statements);
        } else if own {
            passages.push(Passage { statements: statements.to_vec() });
        } else {
            last_block = None;
            continue;
        }
        last_block = Some(first.block);
    }
    passages
}

/// Whether a block continues the passage of the block before it: a list or table under its lead,
/// the next item or row of one section, or what closes a list under a heading for compensation.
fn goes_on(reading: &Reading<'_>, last: usize, next: usize) -> bool {
    let blocks = &reading.outline.blocks;
    let (Some(above), Some(below)) = (blocks.get(last), blocks.get(next)) else { return false };
    let listed = matches!(below.kind, BlockKind::Item { .. } | BlockKind::Row { .. });
    let led = matches!(above.kind, BlockKind::Item { .. } | BlockKind::Row { .. })
        || above.text.plain().trim_end().ends_with([':', '：']);
    let keys = reading.form == Form::Yaml;
    let one_table = match (&above.kind, &below.kind) {
        (BlockKind::Row { table, .. }, BlockKind::Row { table: other, .. }) => table == other,
        _ => false,
    };
    let one_section = same_section(reading, above.section, below.section);
    // "All of this was sent on …" under the list of what is given.
    let closes =
        matches!(above.kind, BlockKind::Item { .. }) && reading.kind_of(above) == Some(SectionKind::Compensation);
    last + 1 == next && (one_table || one_section && (listed && led || keys || closes))
}

/// Whether two sections are one, or parts of one section about compensation.
fn same_section(reading: &Reading<'_>, a: usize, b: usize) -> bool {
    a == b || reading.outline.topic(a).is_some() && reading.outline.topic(a) == reading.outline.topic(b)
}

/// Whether a sentence is about compensation. `around`: the sentences of its block.
fn speaks_of_remedy(reading: &Reading<'_>, statement: &Unit, around: &[&Unit]) -> bool {
    if statement.place == Place::Compensation {
        return !is_placeholder(reading, statement);
    }
    let whom = statement.has(List::Party) || statement.has(List::Addressee) || statement.has(List::Eligible);
    let remedy = statement.has(List::Remedy) && names_remedy(reading, statement);
    let declined = || statement.has(List::NoOffer) || has_denied_remedy(reading, statement);
    let refused = statement.has(List::Refusal) || remedy && declined();
    let given = statement.has(List::Giving) || statement.has(List::Settled);
    let nearby = |signal| around.iter().any(|statement| statement.has(signal));
    let arranged = || [List::Automatic, List::ClaimRoute, List::Payday].into_iter().any(nearby);
    let whoever = || whom || nearby(List::Party);
    let promised = statement.has(List::Goodwill) && whoever() && statement.has(List::Giving);
    match statement.place {
        Place::Account => {
            refused
                || remedy && (whom || given || amount(reading, statement))
                || promised
                || whom && given && arranged() && amount(reading, statement)
        }
        Place::Impact => refused || remedy && given || promised,
        Place::Cause => refused && statement.has(List::Refusal),
        Place::Timeline => remedy && statement.has(List::Party) && statement.has(List::Settled),
        Place::Aside => {
            refused && statement.has(List::Refusal)
                || may_promise(reading, statement) && (refused || remedy && whom && given || promised)
        }
        Place::Compensation => true,
    }
}

/// Whether a sentence stands among the actions, or under "What you can do": lessons only talk about
/// compensation.
fn may_promise(reading: &Reading<'_>, statement: &Unit) -> bool {
    let block = reading.outline.blocks.get(statement.block);
    let topic = block.and_then(|block| reading.topic_of(block));
    matches!(topic, Some(Topic::Actions | Topic::Communication))
}

/// "TBD" under the heading is a gap of its own.
fn is_placeholder(reading: &Reading<'_>, statement: &Unit) -> bool {
    let words = reading.words_of(statement);
    let placeholders = reading.lang_of(words).words().placeholders();
    let unfilled = placeholders.values.has(words);
    let marked = reading.hits_in(statement).iter().any(|phrase| Placeholders::is_list(phrase.list));
    unfilled || marked && words.chars().count() < 12
}

/// Whether a word for a remedy stands there that is no part of a feature's name.
fn names_remedy(reading: &Reading<'_>, statement: &Unit) -> bool {
    reading.hits_outside(statement, List::Remedy, List::NoRemedy).next().is_some()
}

fn has_denied_remedy(reading: &Reading<'_>, statement: &Unit) -> bool {
    reading.hits(statement, List::Remedy).any(|hit| reading.is_denied(statement, hit))
}

/// Whether a sentence gives an amount, a formula, or a clause that gives one.
fn amount(reading: &Reading<'_>, statement: &Unit) -> bool {
    let given =
        |quantity: &Quantity| quantity.kind != QuantityKind::Count || !counts_people(reading, statement, quantity);
    statement.has(List::Formula)
        || cites_clause(reading, statement)
        || gives_time(reading, statement)
        || reading.quantities(statement).iter().filter(|quantity| quantity.is_amount()).any(given)
}

/// "减免 2 天": a time right behind the word for the remedy is what is given, unless it says until when.
fn gives_time(reading: &Reading<'_>, statement: &Unit) -> bool {
    /// Bytes between the remedy and its time.
    const REACH: usize = 3;
    let touches =
        |before: &Range<usize>, behind: &Range<usize>| before.end <= behind.start && behind.start - before.end <= REACH;
    reading.durations_in(statement).iter().any(|mention| {
        let limits = reading.hits(statement, List::Deadline).any(|hit| touches(&mention.range, &hit.range));
        !limits && reading.hits(statement, List::Remedy).any(|hit| touches(&hit.range, &mention.range))
    })
}

/// "the 61 customers": how many get it is no amount.
fn counts_people(reading: &Reading<'_>, statement: &Unit, quantity: &Quantity) -> bool {
    let end = statement.range.start + quantity.range.end;
    let near = |hit: &Phrase| hit.range.start + NOUN_REACH >= end && hit.range.start <= end + NOUN_REACH;
    reading.hits(statement, List::Party).any(near)
}

/// Whether a numbered clause is cited: "section 9", "第 6.2 条".
pub(super) fn cites_clause(reading: &Reading<'_>, statement: &Unit) -> bool {
    let numeral = |text: &str| {
        let near = text.trim();
        near.chars().any(|c| c.is_ascii_digit() || ('\u{4e00}'..='\u{9fff}').contains(&c) && is_numeral(c))
    };
    reading.hits(statement, List::Clause).any(|hit| {
        let text = reading.outline.blocks.get(hit.block).map_or("", |block| block.text.plain());
        let before = text.get(..hit.range.start).unwrap_or_default();
        let behind = text.get(hit.range.end..).unwrap_or_default();
        let tail: String = before.chars().rev().take(CLAUSE_REACH).collect();
        let head: String = behind.chars().take(CLAUSE_REACH).collect();
        numeral(&tail) || numeral(&head)
    })
}

fn is_numeral(c: char) -> bool {
    crate::language::Lang::Zh.words().quantity().is_numeral(c)
}

impl<'d> Passage<'d> {
    /// Whether a phrase of a list stands in it.
    pub fn has(&self, signal: List) -> bool {
        self.statements.iter().any(|statement| statement.has(signal))
    }

    /// Whether it only says that data is safe: "no record was lost".
    pub fn is_about_data(&self, reading: &Reading<'_>) -> bool {
        let promises = |s: &&Unit| {
            names_remedy(reading, s) || [List::Goodwill, List::Giving].into_iter().any(|signal| s.has(signal))
        };
        self.has(List::DataNoun) && self.has(List::Negation) && !self.statements.iter().any(promises)
    }

    /// Whether it only asks: "Do we owe the shops a refund?"
    pub fn only_asks(&self, reading: &Reading<'_>) -> bool {
        let asks = |s: &&Unit| reading.words_of(s).contains(['?', '？']);
        let mut promises = self.statements.iter().filter(|s| names_remedy(reading, s) || s.has(List::Goodwill));
        promises.clone().next().is_some() && promises.all(asks)
    }

    /// Whether it says why.
    pub fn explains(&self, reading: &Reading<'_>) -> bool {
        let why = |s: &&Unit| reading.hits_outside(s, List::Reason, List::NoReason).next().is_some();
        self.statements.iter().any(why)
    }

    /// Whether it promises something: it does not merely refuse.
    pub fn pledges(&self, reading: &Reading<'_>) -> bool {
        let refuses = self.statements.iter().any(|statement| refuses(reading, statement));
        !refuses || self.offers_beside_refusal(reading)
    }

    /// Whether it says anything: "Details", the head of a column, does not.
    pub fn has_substance(&self) -> bool {
        let speaks = [List::Remedy, List::Goodwill, List::Giving].into_iter().any(|signal| self.has(signal));
        speaks || self.statements.iter().map(|statement| statement.range.len()).sum::<usize>() > 12
    }

    /// Whether it gives an amount in a sentence that does not refuse.
    pub fn has_amount(&self, reading: &Reading<'_>) -> bool {
        // "380,000 parcels were late": what was suffered is no amount of what is given.
        let suffered = |s: &Unit| {
            let gives = [List::Remedy, List::Giving, List::Settled].into_iter().any(|signal| s.has(signal));
            s.place == Place::Account && s.has(List::Harm) && !gives
        };
        self.statements.iter().any(|statement| amount(reading, statement) && !suffered(statement))
    }

    /// "None, but the 61 who paid for a call had it credited."
    fn offers_beside_refusal(&self, reading: &Reading<'_>) -> bool {
        let offers = |statement: &&&Unit| statement.has(List::Settled) && amount(reading, statement);
        self.statements.iter().any(|statement| offers(&statement))
    }

    /// The sentence that promises.
    pub fn pledge(&self, reading: &Reading<'_>) -> Option<&'d Unit> {
        let gives = |s: &&&Unit| names_remedy(reading, s) || s.has(List::Goodwill) || s.has(List::Giving);
        let amount = self.statements.iter().find(|statement| amount(reading, statement) && gives(statement));
        amount.or_else(|| self.statements.iter().find(gives)).or(self.statements.first()).copied()
    }
}
