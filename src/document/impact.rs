//! What a document tells of its impact on users: who was hit, how many, for how long, and what
//! became of their data.

mod data;
mod duration;
mod played_down;
mod scope;

use super::fields::Field;
use super::outline::{BlockKind, SectionId};
use super::phrases::Phrase;
use super::quantity::{Quantity, QuantityKind};
use super::reading::Reading;
use super::timeline::Chronology;
use super::units::{Place, Unit};
use crate::language::{List, Role, Topic};

pub use data::Data;
pub use played_down::PlayedDown;

/// The impact as it is told.
#[derive(Debug, Default)]
pub struct Impact {
    /// The sentences that tell what users experienced, those under a heading about impact first.
    pub told: Vec<Unit>,
    /// The sentence that tells it most surely, of those under a heading about impact where there are any.
    pub clearest: Option<Unit>,
    /// A heading that tells it: "41,207 standing orders executed late".
    pub headline: Option<SectionId>,
    /// Whether all that is told is that nobody was affected.
    pub spares_all: bool,
    /// Whether those who write say that it hit others and not them.
    pub spares_us: bool,
    /// Whether anything says how many or how much was affected.
    pub quantified: bool,
    /// Whether a duration, or start and end, is given.
    pub lasts: bool,
    /// Whether a service, a region or a kind of customer is named.
    pub scoped: bool,
    /// What is said of data.
    pub data: Data,
    /// Sentences that play the impact down without a number.
    pub played_down: Vec<PlayedDown>,
}

impl Impact {
    /// Reads the impact from the statements of a document.
    pub fn read(reading: &Reading<'_>, chronology: &Chronology) -> Self {
        let mut told: Vec<Unit> = reading.statements().filter(|s| tells(reading, s)).cloned().collect();
        told.sort_by_key(|statement| statement.place != Place::Impact);
        let clearest = clearest(reading, &told).cloned();
        let spares_us = spares_us(reading, &told);
        let headline = headline(reading);
        Self {
            headline,
            clearest,
            spares_us,
            spares_all: spares_us || told.iter().all(|statement| spares(reading, statement)),
            quantified: headline.is_some() || is_quantified(reading),
            lasts: duration::is_given(reading, chronology, &told),
            scoped: scope::is_given(reading, &told),
            data: Data::read(reading),
            played_down: if spares_us { Vec::new() } else { played_down::read(reading) },
            told,
        }
    }

    /// Whether anything, under whatever heading, says what users experienced.
    pub fn is_told(&self) -> bool {
        !self.told.is_empty() || self.headline.is_some()
    }

    /// The sentence to point at where the impact lacks something; none where nobody was affected.
    pub fn first(&self) -> Option<&Unit> {
        self.clearest.as_ref().filter(|_| !self.spares_all)
    }
}

/// The sentence that weighs most of those that tell the impact, the first one of equals: under a heading about
/// impact where any stands there, else outside of the timeline, which speaks of users in passing.
fn clearest<'u>(reading: &Reading<'_>, told: &'u [Unit]) -> Option<&'u Unit> {
    let best = |of: fn(&&Unit) -> bool| {
        told.iter().filter(of).min_by_key(|unit| std::cmp::Reverse(reading.score(unit, Role::Impact)))
    };
    best(|unit| unit.place == Place::Impact)
        .or_else(|| best(|unit| unit.place != Place::Timeline))
        .or_else(|| best(|_| true))
}

/// Whether a sentence tells what users experienced: it weighs so, or its cues say so plainly and its
/// weight is not against them.
fn tells(reading: &Reading<'_>, statement: &Unit) -> bool {
    let score = reading.score(statement, Role::Impact);
    if is_supposed(reading, statement) {
        return false;
    }
    score > SURE && suffers(reading, statement) || score > CUES_DECIDE && says(reading, statement)
}

/// Whether a sentence has a cue that every impact has: what is suffered, or that nothing was.
fn suffers(reading: &Reading<'_>, statement: &Unit) -> bool {
    let said = [List::Untouched, List::DataLost, List::DataFate].into_iter().any(|cue| statement.has(cue));
    said || reading.affirms(statement, List::Harm)
}

/// Whether the cues of a sentence say what users experienced.
fn says(reading: &Reading<'_>, statement: &Unit) -> bool {
    let suffers = || reading.affirms(statement, List::Harm) && !is_supposed(reading, statement);
    let served = statement.has(List::Party) || statement.has(List::Addressee);
    if statement.has(List::Remedy) && statement.has(List::Giving) {
        return false;
    }
    if statement.has(List::Spared) && !matches!(statement.place, Place::Compensation | Place::Aside) {
        return true;
    }
    match statement.place {
        Place::Impact => {
            // What is counted under a heading about impact was hit, whatever the verb.
            let counts =
                || reading.lang.is_complete() && reading.quantities(statement).iter().any(Quantity::is_measure);
            statement.has(List::Party) || statement.has(List::ServiceNoun) || suffers() || counts()
        }
        // Of a language whose prose is not judged, a count of people tells it.
        Place::Account if !reading.lang.is_complete() && served => {
            suffers() || reading.quantities(statement).iter().any(Quantity::is_measure)
        }
        Place::Account => {
            let about = || served || service_suffers(reading, statement) || counts_hit(reading, statement);
            !statement.has(List::Future) && about() && suffers()
        }
        Place::Timeline | Place::Cause => statement.has(List::Party) && statement.has(List::Harm) && suffers(),
        Place::Compensation | Place::Aside => false,
    }
}

/// Whether what serves users is said to suffer, not something else in the same sentence: "the mail
/// relay: a job lost its permission".
fn service_suffers(reading: &Reading<'_>, statement: &Unit) -> bool {
    reading
        .hits(statement, List::ServiceNoun)
        .any(|service| reading.hits(statement, List::Harm).any(|harm| reading.share_clause(service, harm)))
}

/// Whether all harm of a sentence is asked for, not told: "we checked whether accounts were affected".
fn is_supposed(reading: &Reading<'_>, statement: &Unit) -> bool {
    let supposed = |harm: &Phrase| {
        let mut before = reading.hits(statement, List::Supposed).filter(|hit| hit.range.end <= harm.range.start);
        before.any(|hit| reading.share_clause(hit, harm))
    };
    statement.has(List::Supposed) && reading.hits(statement, List::Harm).all(supposed)
}

/// Whether what is counted is said to suffer, whatever it is: "all boards of the region were hit".
fn counts_hit(reading: &Reading<'_>, statement: &Unit) -> bool {
    let counts = reading.quantities(statement).into_iter().filter(Quantity::is_measure);
    let words = reading.words_of(statement);
    let mut behind = counts.filter_map(|quantity| {
        let rest = words.get(quantity.range.end..)?;
        let clause = rest.find([',', ';', '，', '；']).unwrap_or(rest.len()).min(NOUN_REACH);
        let end = statement.range.start + quantity.range.end;
        Some(end..end + clause)
    });
    behind.any(|clause| reading.hits(statement, List::Harm).any(|harm| clause.contains(&harm.range.start)))
}

/// From this score on one cue of what is suffered is enough: nearly three times the odds that are best on the
/// whole, since a component suffers in the same words.
const SURE: i32 = 100;
/// From this one on the cues of a sentence decide whether it tells an impact: about a fifth of the odds at
/// which its weight does.
const CUES_DECIDE: i32 = -150;
/// From this score on a number in a sentence can measure the impact: about an eighth of these odds.
const MEASURES: i32 = -200;

/// Bytes between a number and whom it counts.
const NOUN_REACH: usize = 40;

/// The first heading that says how many were hit, and by what.
fn headline(reading: &Reading<'_>) -> Option<SectionId> {
    let own_topic = |heading: &Unit| reading.outline.sections.get(heading.section).and_then(|section| section.topic);
    let tells = |heading: &&Unit| {
        own_topic(heading).is_none_or(|topic| topic == Topic::Impact)
            && heading.has(List::Harm)
            && reading.quantities(heading).iter().any(Quantity::is_amount)
    };
    reading.units.headings().find(tells).map(|heading| heading.section)
}

/// Whether anything says how many or how much was affected.
fn is_quantified(reading: &Reading<'_>) -> bool {
    let counted = |field: &Field| field.is("affected") && begins_with_number(field.value.plain());
    reading.fields.iter().any(counted) || reading.statements().any(|statement| measures(reading, statement))
}

/// "312 of 540 crew", "about 40".
fn begins_with_number(words: &str) -> bool {
    let figures =
        |word: &str| word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(|c: char| c.is_ascii_digit());
    words.split_whitespace().take(2).any(figures)
}

/// Whether those who write say that it did not affect them: the harm that is told is others'. What
/// stands under a heading about impact is their own.
fn spares_us(reading: &Reading<'_>, told: &[Unit]) -> bool {
    let says_so = |s: &Unit| s.place == Place::Account && s.has(List::Unaffected);
    reading.statements().any(says_so) && !told.iter().any(|statement| statement.place == Place::Impact)
}

/// "No customer was affected.", "There is no evidence that it was exploited."
fn spares(reading: &Reading<'_>, statement: &Unit) -> bool {
    statement.has(List::Spared) || reading.hits(statement, List::Party).any(|party| reading.is_denied(statement, party))
}

/// Whether a sentence measures the impact.
fn measures(reading: &Reading<'_>, statement: &Unit) -> bool {
    let about = statement.has(List::Party) || statement.has(List::ServiceNoun);
    let harmed = statement.has(List::Harm);
    let can_tell = match statement.place {
        Place::Impact => true,
        Place::Account => (about || harmed) && !statement.has(List::Future),
        Place::Timeline => about && harmed,
        Place::Cause => harmed,
        Place::Compensation | Place::Aside => false,
    };
    let measures = |quantity: &Quantity| match (statement.place, quantity.kind) {
        // "Users impacted: ~12k": the label names what the number counts.
        (Place::Impact, QuantityKind::Bare) => {
            labels(reading.words_of(statement)) && statement.has(List::Party)
                || is_counted(reading, statement, quantity)
        }
        (Place::Account, QuantityKind::Bare) => {
            harmed && counts_out_of(reading, statement, quantity) || is_counted(reading, statement, quantity)
        }
        (_, QuantityKind::Bare) => false,
        (Place::Impact, _) => true,
        (Place::Account, QuantityKind::All) => {
            about && harmed && is_of_harm(reading, statement, quantity) && !is_adverb(reading, statement, quantity)
        }
        (Place::Account, _) => harmed || !tries_out(reading, statement) && counts_served(reading, statement, quantity),
        (_, QuantityKind::All) => false,
        // "Nine out of ten attempts failed" needs no word for users.
        (Place::Cause, QuantityKind::Count) => about,
        _ => true,
    };
    can_tell
        && (statement.place == Place::Impact || reading.score(statement, Role::Impact) > MEASURES)
        && (statement.place == Place::Impact && (spares(reading, statement) || counts_named(reading, statement))
            || reading.quantities(statement).iter().any(measures))
}

/// Whether a sentence is a label and its value.
fn labels(words: &str) -> bool {
    words.contains([':', '：', '|'])
}

/// Whether a row counts what its label names: "Parcels held back | 1,288". A severity or a duration, which
/// are fields, is no count.
fn is_counted(reading: &Reading<'_>, statement: &Unit, quantity: &Quantity) -> bool {
    let words = reading.words_of(statement);
    let Some(block) = reading.outline.blocks.get(statement.block) else { return false };
    let field = reading.fields.iter().any(|field| field.span == block.span && !field.is("affected"));
    let whole = words.rsplit_once(" | ").is_some_and(|(label, value)| {
        label.contains(char::is_alphabetic) && words.get(quantity.range.clone()).map(str::trim) == Some(value.trim())
    });
    matches!(block.kind, BlockKind::Row { .. }) && whole && !field
}

/// "The checks all returned healthy": "all" before a verb counts what was named before.
fn is_adverb(reading: &Reading<'_>, statement: &Unit, quantity: &Quantity) -> bool {
    let behind = reading.words_of(statement).get(quantity.range.end..).unwrap_or_default();
    behind.split_whitespace().next().is_some_and(|word| word.ends_with("ed"))
}

/// Whether the harm of a sentence is said of "all": it follows, or stands right before.
fn is_of_harm(reading: &Reading<'_>, statement: &Unit, quantity: &Quantity) -> bool {
    let start = statement.range.start + quantity.range.start;
    let of_all = |hit: &Phrase| hit.range.start > start || hit.range.end + NOUN_REACH / 2 >= start;
    reading.hits(statement, List::Harm).any(of_all)
}

/// Whether a number is one of a whole of users: "1,200 of you".
fn counts_out_of(reading: &Reading<'_>, statement: &Unit, quantity: &Quantity) -> bool {
    let end = statement.range.start + quantity.range.end;
    reading.hits(statement, List::Party).any(|hit| (end..end + 2).contains(&hit.range.start))
}

/// Whether a number stands before whom or what serves them: "46 ticket machines".
fn counts_named(reading: &Reading<'_>, statement: &Unit) -> bool {
    /// Bytes between a number and its noun.
    const NEAR: usize = 16;
    let counted = |hit: &Phrase| {
        let text = reading.outline.blocks.get(hit.block).map_or("", |block| block.text.plain());
        let before = text.get(statement.range.start..hit.range.start).unwrap_or_default();
        let mut words = before.split_whitespace().rev();
        let near = words.by_ref().take(2).find(|word| word.ends_with(|c: char| c.is_ascii_digit()));
        let gap = near.and_then(|word| before.rfind(word).map(|at| before.len() - at - word.len()));
        near.is_some_and(is_count) && gap.is_some_and(|gap| gap <= NEAR)
    };
    let spaced = reading.lang_of(reading.words_of(statement)).words().quantity().is_spaced();
    spaced && reading.hits(statement, List::Party).chain(reading.hits(statement, List::ServiceNoun)).any(counted)
}

/// "46", "1,120": no clock time, date or year.
fn is_count(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit() || byte == b',') && word.len() != 4
}

/// Whether a sentence is about a test or a measure: "a test with 5,000 simulated students".
fn tries_out(reading: &Reading<'_>, statement: &Unit) -> bool {
    let lists = [List::Safeguard, List::Uncaught, List::Measure];
    reading.hits_in(statement).iter().any(|phrase| lists.contains(&phrase.list))
}

/// Whether a number counts users or what serves them.
fn counts_served(reading: &Reading<'_>, statement: &Unit, quantity: &Quantity) -> bool {
    let end = statement.range.start + quantity.range.end;
    let mut served = reading.hits(statement, List::Party).chain(reading.hits(statement, List::ServiceNoun));
    served.any(|hit| hit.range.end >= end && hit.range.start <= end + NOUN_REACH)
}
