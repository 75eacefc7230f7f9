//! How long users were affected: stated, or given by start and end.

use crate::document::Document;
use crate::document::duration::scan_durations;
use crate::document::statements::{Place, Signal, Statement};
use crate::document::time::scan_times;

/// Whether the duration of the impact is stated or given by start and end.
pub fn is_given(document: &Document<'_>) -> bool {
    document.fields.iter().any(|field| field.is("duration") && has_duration(document, field.value.plain()))
        || document.statements.iter().any(|statement| lasts(document, statement))
}

/// Whether a sentence tells how long, or from when to when, users were affected.
fn lasts(document: &Document<'_>, statement: &Statement) -> bool {
    let about = statement.has(Signal::Harm) || statement.has(Signal::Outage) || statement.has(Signal::Party);
    let can_tell = match statement.place {
        Place::Impact => true,
        Place::Account => about,
        Place::Cause => about && statement.has(Signal::Party),
        Place::Timeline | Place::Compensation | Place::Aside => false,
    };
    let text = document.words_of(statement);
    can_tell && (has_duration(document, text) || has_range(document, text))
}

fn has_duration(document: &Document<'_>, text: &str) -> bool {
    let words = document.lang_of(text).words().time();
    scan_durations(text, words).iter().any(|mention| !mention.adjective)
}

/// Two clock times in one sentence are a start and an end.
fn has_range(document: &Document<'_>, text: &str) -> bool {
    let words = document.lang_of(text).words().time();
    scan_times(text, words).iter().filter(|mention| mention.time.is_some() || mention.ends_range).count() >= 2
}
