//! What the affected get: what is offered, merely promised, or refused.
//!
//! Compensation is told under a heading of its own, in a table, in labelled fields, or in a
//! sentence of a letter. All of these are gathered into passages; each passage is read as a whole.

mod passages;
mod terms;

use super::Document;
use super::statements::{Place, Signal, Statement};
use crate::language::{List, SectionKind};
use crate::source::Span;
use passages::Passage;

pub use terms::{Claim, Terms};

/// What a document says of compensation.
#[derive(Debug, Default)]
pub struct Compensation {
    /// Whether anything is said of it at all.
    pub told: bool,
    /// What is offered with an amount, a formula or a clause that gives one.
    pub offer: Option<Offer>,
    /// Promises without any of these: the sentence that promises.
    pub vague: Vec<Statement>,
    /// Sentences that say there is none.
    pub refusals: Vec<Refusal>,
}

/// An offer that can be weighed.
#[derive(Debug)]
pub struct Offer {
    /// The sentence that makes it.
    pub statement: Statement,
    /// What is said of it.
    pub terms: Terms,
}

/// A sentence that says there is no compensation.
#[derive(Debug)]
pub struct Refusal {
    /// The sentence.
    pub statement: Statement,
    /// Whether a reason stands with it.
    pub explained: bool,
}

impl Compensation {
    /// Reads the compensation from the statements and fields of a document.
    pub fn read(document: &Document<'_>) -> Self {
        let passages = passages::read(document);
        let refusals: Vec<Refusal> = passages.iter().filter_map(|passage| refusal(document, passage)).collect();
        let pledges: Vec<&Passage> = passages.iter().filter(|passage| passage.pledges(document)).collect();
        let (offers, bare): (Vec<_>, Vec<_>) = pledges.into_iter().partition(|passage| passage.has_amount(document));
        let offer = offers.first().and_then(|first| {
            let statement = first.pledge(document)?.clone();
            Some(Offer { statement, terms: Terms::read(document, &offers) })
        });
        let vague = bare.iter().filter(|passage| {
            // What is promised in one place may be spelled out in another.
            let spelled_out = offer.is_some() && !passage.has(Signal::Goodwill);
            passage.has_substance()
                && !spelled_out
                && !passage.has(Signal::Refusal)
                && !passage.is_about_data(document)
                && !passage.only_asks(document)
                && (document.lang.is_complete() || passage.has(Signal::Goodwill))
                && !has_labelled_terms(document)
        });
        let vague = vague.filter_map(|passage| passage.pledge(document).cloned()).collect();
        Self { told: !passages.is_empty(), offer, vague, refusals }
    }
}

impl Document<'_> {
    /// Whether anything says what the affected get, or that they get nothing.
    pub fn tells_compensation(&self) -> bool {
        self.compensation.told
    }

    /// The words of a value of the compensation and their place: from the front matter, else under its
    /// label. None where they are empty.
    pub fn compensation_value(&self, key: &str) -> Option<(String, Span)> {
        let node = self.value("compensation").and_then(|all| all.get(key));
        let stated = node.and_then(|node| Some((node.text()?.trim().to_owned(), node.span)));
        let labelled = || {
            let field = self.field(SectionKind::Compensation, key)?;
            Some((field.value.plain().trim().to_owned(), field.value.whole()))
        };
        stated.or_else(labelled).filter(|(words, _)| !words.is_empty())
    }
}

/// Whether labelled values spell the offer out, so that a missing amount is a gap among them.
fn has_labelled_terms(document: &Document<'_>) -> bool {
    let labels = ["form", "eligible", "claim", "claim-by", "paid-by"];
    labels.iter().filter(|label| document.field(SectionKind::Compensation, label).is_some()).count() >= 2
}

/// The refusal of a passage, if it makes one.
fn refusal(document: &Document<'_>, passage: &Passage) -> Option<Refusal> {
    let statement = passage.statements.iter().find(|statement| refuses(document, statement))?;
    let explained =
        passage.explains(document) || gives_more(document.words_of(statement)) || argues(document, passage, statement);
    Some(Refusal { statement: (*statement).clone(), explained })
}

/// Whether the sentence behind a refusal goes on about the matter: "No rebate is given. Bills are made
/// out from the register, which counted on." Regret and where to write to are no reasons.
fn argues(document: &Document<'_>, passage: &Passage, refusal: &Statement) -> bool {
    /// Words of an argument; a Han character says half as much.
    const WORDS: usize = 8;
    let behind = passage.statements.iter().skip_while(|statement| statement.range != refusal.range).nth(1);
    behind.filter(|next| next.block == refusal.block).is_some_and(|next| {
        let words = document.words_of(next);
        let han = words.chars().filter(|c| !c.is_ascii()).count();
        let aside = document.phrases_in(next).iter().any(|phrase| phrase.list == List::CauseAside);
        words.split_whitespace().count() + han / 2 >= WORDS && !aside && !next.has(Signal::ClaimRoute)
    })
}

/// Whether a sentence says that there is no compensation.
fn refuses(document: &Document<'_>, statement: &Statement) -> bool {
    let denied = || document.hits(statement, Signal::Remedy).any(|hit| document.is_denied(statement, hit));
    let bare = || {
        let first = document.hits(statement, Signal::Negation).next();
        first.is_some_and(|hit| hit.range.start == statement.range.start) && is_short(document.words_of(statement))
    };
    let about = statement.place == Place::Compensation || statement.has(Signal::Remedy);
    let none = || statement.place == Place::Compensation && is_none(document, statement);
    let declined = statement.has(Signal::NoOffer);
    statement.has(Signal::Refusal) || about && (declined || denied() || bare()) || none()
}

/// "There is none, as …": a first clause that ends in a word for none.
fn is_none(document: &Document<'_>, statement: &Statement) -> bool {
    let words = document.words_of(statement);
    let first = words.split([':', ';', '；', '：', ',', '，', '.', '–', '—']).next().unwrap_or_default();
    let end = statement.range.start + first.trim_end().len();
    first.split_whitespace().count() <= 4 && document.hits(statement, Signal::Negation).any(|hit| hit.range.end == end)
}

/// "None.", "None: …": a refusal in one word, with or without more behind it.
fn is_short(words: &str) -> bool {
    let first = words.split([':', ';', '；', '：', ',', '，', '–', '—']).next().unwrap_or_default();
    first.split_whitespace().count() <= 2 && first.chars().count() <= 12
}

/// Whether something stands behind the colon or semicolon of a refusal.
fn gives_more(words: &str) -> bool {
    /// Words of a clause behind "None,".
    const CLAUSE: usize = 5;
    let behind = words.split_once([';', ':', '；', '：', '–', '—']).map_or("", |(_, behind)| behind);
    let clause = words.split_once(", ").filter(|(head, _)| !head.contains(' ')).map_or("", |(_, clause)| clause);
    behind.chars().filter(|c| c.is_alphanumeric()).count() >= 6 || clause.split_whitespace().count() >= CLAUSE
}
