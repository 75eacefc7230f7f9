//! What the affected get: what is offered, merely promised, or refused.
//!
//! Compensation is told under a heading of its own, in a table, in labelled fields, or in a
//! sentence of a letter. All of these are gathered into passages; each passage is read as a whole.

mod answer;
mod passages;
mod refusal;
mod terms;

use super::reading::Reading;
use super::units::Unit;
use crate::language::{Lexicon, List, SectionKind};
use answer::No;
use passages::Passage;
pub use refusal::Refusal;
use refusal::refuses;

pub use terms::{Claim, Terms};

/// What a document says of compensation.
#[derive(Debug, Default)]
pub struct Compensation {
    /// Whether anything is said of it at all.
    pub told: bool,
    /// What is offered with an amount, a formula or a clause that gives one.
    pub offer: Option<Offer>,
    /// Promises without any of these: the sentence that promises.
    pub vague: Vec<Unit>,
    /// What says that there is none.
    pub refusals: Vec<Refusal>,
}

/// An offer that can be weighed.
#[derive(Debug)]
pub struct Offer {
    /// The sentence that makes it.
    pub statement: Unit,
    /// What is said of it.
    pub terms: Terms,
}

impl Compensation {
    /// Reads the compensation from the statements and fields of a document.
    pub fn read(reading: &Reading<'_>, lexicon: &Lexicon) -> Self {
        let no = No::read(reading, lexicon);
        let is_answer = |statement: &&Unit| no.as_ref().is_some_and(|no| no.holds(reading, statement));
        let mut passages = passages::read(reading);
        let told = no.is_some() || !passages.is_empty();
        passages.iter_mut().for_each(|passage| passage.statements.retain(|statement| !is_answer(statement)));
        passages.retain(|passage| !passage.statements.is_empty());
        let mut refusals: Vec<Refusal> = passages.iter().filter_map(|passage| refusal(reading, passage)).collect();
        if let Some(no) = no {
            let elsewhere = passages.iter().any(|passage| passage.explains(reading));
            let answer = no.refusal(elsewhere);
            // The same thing said twice: one reason does for both.
            refusals.iter_mut().for_each(|refusal| refusal.explained |= answer.explained);
            refusals.insert(0, answer);
        }
        let pledges: Vec<&Passage> = passages.iter().filter(|passage| passage.pledges(reading)).collect();
        let (offers, bare): (Vec<_>, Vec<_>) = pledges.into_iter().partition(|passage| passage.has_amount(reading));
        let offer = offers.first().and_then(|first| {
            let statement = first.pledge(reading)?.clone();
            Some(Offer { statement, terms: Terms::read(reading, &offers) })
        });
        let vague = bare.iter().filter(|passage| {
            // What is promised in one place may be spelled out in another.
            let spelled_out = offer.is_some() && !passage.has(List::Goodwill);
            passage.has_substance()
                && !spelled_out
                && !passage.has(List::Refusal)
                && !passage.is_about_data(reading)
                && !passage.only_asks(reading)
                && (reading.lang.is_complete() || passage.has(List::Goodwill))
                && !has_labelled_terms(reading)
        });
        let vague = vague.filter_map(|passage| passage.pledge(reading).cloned()).collect();
        Self { told, offer, vague, refusals }
    }
}

/// Whether labelled values spell the offer out, so that a missing amount is a gap among them.
fn has_labelled_terms(reading: &Reading<'_>) -> bool {
    let labels = ["form", "eligible", "claim", "claim-by", "paid-by"];
    labels.iter().filter(|label| reading.field(SectionKind::Compensation, label).is_some()).count() >= 2
}

/// The refusal of a passage, if it makes one.
fn refusal(reading: &Reading<'_>, passage: &Passage) -> Option<Refusal> {
    let statement = passage.statements.iter().find(|statement| refuses(reading, statement))?;
    let explained =
        passage.explains(reading) || gives_more(reading.words_of(statement)) || argues(reading, passage, statement);
    Some(Refusal { words: reading.words_of(statement).to_owned(), span: reading.span_of(statement), explained })
}

/// Whether the sentence behind a refusal goes on about the matter: "No rebate is given. Bills are made
/// out from the register, which counted on." Regret and where to write to are no reasons.
fn argues(reading: &Reading<'_>, passage: &Passage, refusal: &Unit) -> bool {
    /// Words of an argument; a Han character says half as much.
    const WORDS: usize = 8;
    let behind = passage.statements.iter().skip_while(|statement| statement.range != refusal.range).nth(1);
    behind.filter(|next| next.block == refusal.block).is_some_and(|next| {
        let words = reading.words_of(next);
        let han = words.chars().filter(|c| !c.is_ascii()).count();
        let aside = reading.hits_in(next).iter().any(|phrase| phrase.list == List::CauseAside);
        words.split_whitespace().count() + han / 2 >= WORDS && !aside && !next.has(List::ClaimRoute)
    })
}

/// Whether something stands behind the colon or semicolon of a refusal.
fn gives_more(words: &str) -> bool {
    /// Words of a clause behind "None,".
    const CLAUSE: usize = 5;
    let behind = words.split_once([';', ':', '；', '：', '–', '—']).map_or("", |(_, behind)| behind);
    let clause = words.split_once(", ").filter(|(head, _)| !head.contains(' ')).map_or("", |(_, clause)| clause);
    behind.chars().filter(|c| c.is_alphanumeric()).count() >= 6 || clause.split_whitespace().count() >= CLAUSE
}
