//! The JSON Schema: validates the normalised model and turns each error into a violation at its
//! place in the text.
//!
//! Demands live in the schema. One that a rule words better names that rule in `x-rule`, and is
//! handed to it by [`demands`]; everything else is worded here, for the rule `schema`.

mod message;
mod paths;
mod shape;
mod unknown;
mod user;
mod values;

use std::sync::{Arc, LazyLock};

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value;

pub use paths::KnownPaths;
pub use user::UserSchema;
pub use values::unreadable;

use crate::document::{Document, Model};
use crate::finding::{Finding, Level, MAX_FINDINGS};
use crate::language::Lexicon;
use crate::source::Span;

/// The schema of a postmortem, as it is printed and published.
pub const POSTMORTEM: &str = include_str!("../../schema/postmortem.schema.json");

// Compiled ahead: building a validator when the program starts would take longer than linting.
#[jsonschema::validator(
    path = "schema/postmortem.schema.json",
    draft = Draft202012,
    validate_formats = true,
    pattern_options = { engine = regex },
    methods = { is_valid = false, validate = false, iter_errors = true }
)]
struct Postmortem;

/// The schema of a postmortem as a value, for what stands beside its keywords.
static POSTMORTEM_VALUE: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(POSTMORTEM).unwrap_or_default());

/// What the schema demands of a document and leaves to a rule to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    /// JSON pointer to what is missing or not enough.
    pub pointer: String,
    /// The level, where the schema sets one.
    pub level: Option<Level>,
    /// Where it is missed: the value, else the head of what should hold it.
    pub span: Span,
}

impl Demand {
    /// The key that the demand is about: `timeline` of `/timeline`.
    pub fn key(&self) -> &str {
        self.pointer.rsplit('/').next().unwrap_or_default()
    }
}

/// The demands of the built-in schema and of `users` that a document does not meet and that they hand to
/// `rule`.
pub fn demands(document: &Document<'_>, users: &[Arc<UserSchema>], rule: &str) -> Vec<Demand> {
    let mut demands = Vec::new();
    each_error(document, users, |error, schema, model| {
        if demands.len() >= MAX_FINDINGS {
            return;
        }
        let Some(beside) = beside(schema, &error).filter(|beside| text(beside, "x-rule") == Some(rule)) else { return };
        let level = text(beside, "x-level").and_then(level_of);
        let (pointer, span) = place(&error, model);
        demands.push(Demand { pointer, level, span });
    });
    demands
}

/// All that the built-in schema and those of `users` find wrong and that no other rule words. `more` are schemas
/// that add keys and demand nothing.
pub fn findings(document: &Document<'_>, users: &[Arc<UserSchema>], more: &[Value], lexicon: &Lexicon) -> Vec<Finding> {
    let mut found = Found::default();
    let own = users.iter().map(|schema| schema.value());
    let schemas: Vec<&Value> = std::iter::once(&*POSTMORTEM_VALUE).chain(own).chain(more).collect();
    each_error(document, users, |error, schema, model| {
        if beside(schema, &error).is_none_or(|beside| text(beside, "x-rule").is_none()) {
            message::findings(&error, model, document.is_draft(), &schemas, &mut found);
        }
    });
    if document.is_candor() {
        unknown::findings(document, lexicon, &schemas, &mut found);
    }
    found.finish()
}

/// What a schema finds wrong in data of the user's that is no document.
pub fn faults(data: &Model, schema: &UserSchema) -> Vec<Finding> {
    let mut found = Found::default();
    for error in schema.errors(data.json()) {
        message::findings(&error, data, false, &[schema.value()], &mut found);
    }
    found.finish()
}

/// Findings up to the limit of one rule. What lies beyond is counted, neither placed nor worded:
/// either could cost more than linting all the rest.
#[derive(Debug, Default)]
struct Found {
    findings: Vec<Finding>,
    rest: usize,
}

impl Found {
    fn add(&mut self, finding: impl FnOnce() -> Finding) {
        if self.findings.len() < MAX_FINDINGS {
            self.findings.push(finding());
        } else {
            self.rest += 1;
        }
    }

    fn finish(mut self) -> Vec<Finding> {
        if let (Some(last), true) = (self.findings.last_mut(), self.rest > 0) {
            last.message.push_str(&format!(" (and {} more of this rule)", self.rest));
        }
        self.findings
    }
}

fn each_error(
    document: &Document<'_>,
    users: &[Arc<UserSchema>],
    mut take: impl FnMut(ValidationError<'_>, &Value, &Model),
) {
    let model = &document.model;
    for error in Postmortem::iter_errors(model.json()) {
        take(error, &POSTMORTEM_VALUE, model);
    }
    if users.is_empty() {
        return;
    }
    // The user knows what stands in the front matter of his documents, whatever they are written for.
    let whole = model.with_front_matter(document);
    for schema in users {
        for error in schema.errors(whole.json()) {
            take(error, schema.value(), &whole);
        }
    }
}

/// The schema object that holds the keyword which failed.
fn beside<'s>(schema: &'s Value, error: &ValidationError<'_>) -> Option<&'s Value> {
    let path = error.schema_path().as_str();
    schema.pointer(path.rsplit_once('/').map_or("", |(parent, _)| parent))
}

fn text<'s>(schema: &'s Value, keyword: &str) -> Option<&'s str> {
    schema.get(keyword)?.as_str()
}

fn level_of(name: &str) -> Option<Level> {
    [Level::Error, Level::Warning, Level::Info].into_iter().find(|level| level.name() == name)
}

/// What an error is about and where it is seen. What is missing is about the missing key.
fn place(error: &ValidationError<'_>, model: &Model) -> (String, Span) {
    let pointer = error.instance_path().as_str();
    match error.kind() {
        Kind::Required { property } => {
            let pointer = child(pointer, property.as_str().unwrap_or_default());
            let span = nearest_span(model, &pointer);
            (pointer, span)
        }
        _ => (pointer.to_owned(), nearest_span(model, pointer)),
    }
}

/// The JSON pointer to a key of the mapping at `parent`.
fn child(parent: &str, key: &str) -> String {
    format!("{parent}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// Where a pointer leads: to the value, to the key that has none, else to the key of what should
/// hold it.
fn nearest_span(model: &Model, pointer: &str) -> Span {
    match model.find(pointer) {
        Some((node, place)) if node.is_null() => place.key,
        Some((_, place)) => place.value,
        None => {
            let parent = pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
            model.find(parent).map(|(_, place)| place.key).unwrap_or_default()
        }
    }
}
