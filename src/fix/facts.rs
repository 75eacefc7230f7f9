//! What a document says, without what a safe fix may change.

use serde_json::Value;

use crate::document::time::scan_times;
use crate::document::{Document, ids};
use crate::language::TimeWords;

/// The model without the order of the timeline and without the names of actions and factors: what a
/// safe fix leaves as it is.
pub fn facts(document: &Document<'_>) -> Value {
    let mut facts = document.model.json().clone();
    // What is suppressed is no fact of the incident.
    if let Some(root) = facts.as_object_mut() {
        root.shift_remove("ignore");
    }
    if let Some(entries) = facts.get_mut("timeline").and_then(Value::as_array_mut) {
        entries.sort_by_cached_key(Value::to_string);
    }
    for action in facts.get_mut("actions").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(action) = action.as_object_mut() {
            action.shift_remove("id");
            if let Some(text) = action.get_mut("action") {
                *text = text.as_str().map_or_else(|| text.clone(), words);
            }
        }
    }
    if let Some(factors) = facts.pointer_mut("/root-cause/contributing") {
        *factors = nameless(factors);
    }
    timeless(&mut facts, document.lang.words().time());
    facts
}

/// Takes the times out of texts: how they are written is no fact, and when it was stands in the timeline
/// under `time`, in one spelling.
fn timeless(value: &mut Value, words: &TimeWords) {
    match value {
        Value::String(text) => {
            for time in scan_times(text, words).into_iter().rev() {
                text.replace_range(time.range, "");
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| timeless(item, words)),
        Value::Object(entries) => {
            entries.iter_mut().filter(|(key, _)| *key != "time").for_each(|(_, value)| timeless(value, words));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Contributing factors as a list of their words.
fn nameless(factors: &Value) -> Value {
    match factors {
        Value::Object(named) => named.values().cloned().collect(),
        Value::Array(listed) => {
            listed.iter().map(|factor| factor.as_str().map_or_else(|| factor.clone(), words)).collect()
        }
        other => other.clone(),
    }
}

/// "C1: the pool is small" without its id.
fn words(factor: &str) -> Value {
    let behind = ids::leading(factor).and_then(|(_, at)| factor.get(at..));
    Value::from(behind.unwrap_or(factor))
}
