//! What refuses, and whether a sentence does.

use crate::document::reading::Reading;
use crate::document::units::{Place, Unit};
use crate::language::List;
use crate::source::Span;

/// What says that there is no compensation: a sentence, or a labelled answer.
#[derive(Debug)]
pub struct Refusal {
    /// Its words.
    pub words: String,
    /// Where they stand.
    pub span: Span,
    /// Whether a reason stands with it.
    pub explained: bool,
}

/// Whether a sentence says that there is no compensation.
pub fn refuses(reading: &Reading<'_>, statement: &Unit) -> bool {
    let denied = || reading.hits(statement, List::Remedy).any(|hit| reading.is_denied(statement, hit));
    let bare = || {
        let first = reading.hits(statement, List::Negation).next();
        first.is_some_and(|hit| hit.range.start == statement.range.start) && is_short(reading.words_of(statement))
    };
    let about = statement.place == Place::Compensation || statement.has(List::Remedy);
    let none = || statement.place == Place::Compensation && is_none(reading, statement);
    let declined = statement.has(List::NoOffer);
    statement.has(List::Refusal) || about && (declined || denied() || bare()) || none()
}

/// "There is none, as …": a first clause that ends in a word for none.
fn is_none(reading: &Reading<'_>, statement: &Unit) -> bool {
    let words = reading.words_of(statement);
    let first = words.split([':', ';', '；', '：', ',', '，', '.', '–', '—']).next().unwrap_or_default();
    let end = statement.range.start + first.trim_end().len();
    first.split_whitespace().count() <= 4 && reading.hits(statement, List::Negation).any(|hit| hit.range.end == end)
}

/// "None.", "None: …": a refusal in one word, with or without more behind it.
fn is_short(words: &str) -> bool {
    let first = words.split([':', ';', '；', '：', ',', '，', '–', '—']).next().unwrap_or_default();
    first.split_whitespace().count() <= 2 && first.chars().count() <= 12
}
