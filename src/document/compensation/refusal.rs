//! Whether a sentence refuses.

use crate::document::reading::Reading;
use crate::document::statements::{Place, Signal, Statement};

/// Whether a sentence says that there is no compensation.
pub fn refuses(reading: &Reading<'_>, statement: &Statement) -> bool {
    let denied = || reading.hits(statement, Signal::Remedy).any(|hit| reading.is_denied(statement, hit));
    let bare = || {
        let first = reading.hits(statement, Signal::Negation).next();
        first.is_some_and(|hit| hit.range.start == statement.range.start) && is_short(reading.words_of(statement))
    };
    let about = statement.place == Place::Compensation || statement.has(Signal::Remedy);
    let none = || statement.place == Place::Compensation && is_none(reading, statement);
    let declined = statement.has(Signal::NoOffer);
    statement.has(Signal::Refusal) || about && (declined || denied() || bare()) || none()
}

/// "There is none, as …": a first clause that ends in a word for none.
fn is_none(reading: &Reading<'_>, statement: &Statement) -> bool {
    let words = reading.words_of(statement);
    let first = words.split([':', ';', '；', '：', ',', '，', '.', '–', '—']).next().unwrap_or_default();
    let end = statement.range.start + first.trim_end().len();
    first.split_whitespace().count() <= 4 && reading.hits(statement, Signal::Negation).any(|hit| hit.range.end == end)
}

/// "None.", "None: …": a refusal in one word, with or without more behind it.
fn is_short(words: &str) -> bool {
    let first = words.split([':', ';', '；', '：', ',', '，', '–', '—']).next().unwrap_or_default();
    first.split_whitespace().count() <= 2 && first.chars().count() <= 12
}
