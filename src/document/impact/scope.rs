//! Whether an impact names services, regions or kinds of customers.
//!
//! What can be named is without end, so the words that name nothing are known instead: where a
//! clause about users holds none but "customers", "requests", "errors" and grammar, it names nothing.

use std::ops::Range;

use crate::document::reading::Reading;
use crate::document::units::{Place, Unit};
use crate::language::List;

/// Whether anything names what or who was hit.
pub fn is_given(reading: &Reading<'_>, told: &[Unit]) -> bool {
    let labels = ["services", "regions", "scope"];
    let keys = ["services", "service", "regions", "region", "scope"];
    let titled = reading.units.headings().next().is_some_and(|title| is_titled(reading, title));
    titled
        || keys.iter().any(|key| reading.value(key).is_some())
        || reading.fields.iter().any(|field| !field.value.is_empty() && labels.iter().any(|name| field.is(name)))
        || about_people(told).any(|statement| names(reading, statement))
}

/// The sentences that speak of people or what serves them, or all where none speaks of people.
fn about_people(told: &[Unit]) -> impl Iterator<Item = &Unit> {
    let any = told.iter().any(|statement| statement.has(List::Party));
    told.iter().filter(move |statement| {
        !any || [List::Party, List::ServiceNoun].into_iter().any(|signal| statement.has(signal))
            || statement.place == Place::Impact
    })
}

/// Whether a title says what failed.
fn is_titled(reading: &Reading<'_>, title: &Unit) -> bool {
    let words = reading.words_of(title);
    let generic = reading.lang_of(words).words().generic();
    (title.has(List::Harm) || title.has(List::Outage)) && generic.names_something(words)
}

/// Whether a clause that is about users, or what serves them, holds a word that names.
fn names(reading: &Reading<'_>, statement: &Unit) -> bool {
    let text = reading.words_of(statement);
    let generic = reading.lang_of(text).words().generic();
    clauses(text).any(|clause| {
        let start = statement.range.start + clause.start;
        let speaks = [List::Party, List::ServiceNoun, List::Harm].iter().any(|signal| {
            reading.hits(statement, *signal).any(|hit| (start..start + clause.len()).contains(&hit.range.start))
        });
        speaks && generic.names_something(&text[clause])
    })
}

/// The clauses of a sentence: what stands between its commas.
fn clauses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let borders = |c: char| matches!(c, ',' | ';' | '，' | '；' | '。' | '：');
    let mut at = 0;
    text.split_inclusive(borders).map(move |clause| {
        let start = at;
        at += clause.len();
        start..at
    })
}
