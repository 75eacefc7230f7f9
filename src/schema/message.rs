//! The words for each kind of error: what the document says, what the schema wants, and how to
//! write it. A value is quoted only where it is short.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value;

use super::shape::{Shape, shapes_of, spread};
use super::{Found, child, nearest_span, place};
use crate::document::Model;
use crate::finding::{Finding, Level};
use crate::suggest;

/// Longer values are cut when they are quoted.
const MAX_QUOTED: usize = 40;

/// Turns one error into findings: one, or one for each key that it speaks of.
pub fn findings(error: &ValidationError<'_>, model: &Model, draft: bool, schemas: &[&Value], found: &mut Found) {
    match error.kind() {
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            for key in unexpected {
                found.add(|| of_key(error, key, "is one that the schema does not allow here", model));
            }
        }
        Kind::PropertyNames { error: inner } => found.add(|| {
            let key = inner.instance().as_str().unwrap_or_default();
            of_key(error, key, &complaint(inner), model)
        }),
        // What is wrong is inside the branch that was meant; the branches' own names say nothing.
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => match meant(context) {
            Some(branch) => branch.iter().for_each(|error| findings(error, model, draft, schemas, found)),
            None => found.add(|| one(error, model, schemas)),
        },
        // What a draft lacks is merely not written yet.
        Kind::Required { .. } if draft => found.add(|| one(error, model, schemas).level(Level::Info)),
        _ => found.add(|| one(error, model, schemas)),
    }
}

/// A key that is wrong itself.
fn of_key(error: &ValidationError<'_>, key: &str, complaint: &str, model: &Model) -> Finding {
    let pointer = child(error.instance_path().as_str(), key);
    let span = model.find(&pointer).map_or_else(|| nearest_span(model, &pointer), |(_, place)| place.key);
    Finding::new(span, format!("the key “{}” {complaint}", short(key))).subject(pointer)
}

fn one(error: &ValidationError<'_>, model: &Model, schemas: &[&Value]) -> Finding {
    let (pointer, span) = place(error, model);
    let message = format!("{} {}", subject(&pointer), complaint(error));
    let finding = match help(error, &pointer, schemas) {
        Some(help) => Finding::new(span, message).help(help),
        None => Finding::new(span, message),
    };
    finding.subject(pointer)
}

/// The branch with the fewest errors, one that fits in kind before one that does not.
fn meant<'e>(branches: &'e [Vec<ValidationError<'static>>]) -> Option<&'e [ValidationError<'static>]> {
    let other_kind = |errors: &[ValidationError<'_>]| errors.iter().any(|e| matches!(e.kind(), Kind::Type { .. }));
    let given = branches.iter().map(Vec::as_slice).filter(|errors| !errors.is_empty());
    given.min_by_key(|errors| (other_kind(errors), errors.len()))
}

/// What an error is about, as the subject of a sentence.
fn subject(pointer: &str) -> String {
    let mut parts = pointer.rsplit('/');
    let key = parts.next().unwrap_or_default().replace("~1", "/").replace("~0", "~");
    match (key.parse::<usize>(), parts.next()) {
        (Ok(index), Some(list)) => format!("entry {} of “{}”", index + 1, short(list)),
        _ if key.is_empty() => "the document".to_owned(),
        _ => format!("“{}”", short(&key)),
    }
}

/// What is wrong, as the rest of the sentence.
fn complaint(error: &ValidationError<'_>) -> String {
    let value = quoted(error.instance());
    match error.kind() {
        Kind::Required { .. } => "is missing".to_owned(),
        Kind::Type { kind } => format!("is {}, where the schema wants {}", said(error.instance()), wanted(kind)),
        Kind::Enum { options } => format!("is {value}, which is none of {}", list(options)),
        Kind::Constant { expected_value } => format!("is {value}, where only {} is known", quoted(expected_value)),
        Kind::Format { format } => format!("is {value}, which is no {}", form(format)),
        Kind::Pattern { pattern } => format!("is {value}, which does not match `{}`", short(pattern)),
        Kind::MinLength { limit: 1 } => "is empty".to_owned(),
        Kind::MinLength { limit } => format!("is {value}, which has fewer than {limit} characters"),
        Kind::MaxLength { limit } => format!("is {value}, which has more than {limit} characters"),
        Kind::MinItems { limit: 1 } | Kind::MinProperties { limit: 1 } => "holds nothing".to_owned(),
        Kind::MinItems { limit } | Kind::MinProperties { limit } => format!("holds fewer than {limit} entries"),
        Kind::MaxItems { limit } | Kind::MaxProperties { limit } => format!("holds more than {limit} entries"),
        Kind::AdditionalItems { limit } => format!("holds more than {limit} entries"),
        Kind::UnevaluatedItems { .. } => "holds entries that the schema does not allow".to_owned(),
        Kind::Minimum { limit } => format!("is {value}, which is less than {}", quoted(limit)),
        Kind::Maximum { limit } => format!("is {value}, which is more than {}", quoted(limit)),
        Kind::ExclusiveMinimum { limit } => format!("is {value}, which is not more than {}", quoted(limit)),
        Kind::ExclusiveMaximum { limit } => format!("is {value}, which is not less than {}", quoted(limit)),
        Kind::MultipleOf { multiple_of } => format!("is {value}, which is no multiple of {multiple_of}"),
        Kind::UniqueItems => "holds the same entry twice".to_owned(),
        Kind::Contains => "holds no entry, too few or too many of the kind that the schema asks for".to_owned(),
        Kind::FalseSchema => "is not allowed here".to_owned(),
        Kind::Not { .. } => format!("is {value}, which the schema rules out"),
        Kind::OneOfMultipleValid { .. } => "fits several forms of which the schema allows only one".to_owned(),
        kind => format!("breaks `{}` of the schema", kind.keyword()),
    }
}

/// What is wrong with a schema itself, in a sentence without a full stop.
pub fn of_schema(error: &ValidationError<'_>) -> String {
    let at = match error.instance_path().as_str() {
        "" => "the schema".to_owned(),
        path => format!("`{}`", short(path)),
    };
    match error.kind() {
        Kind::AnyOf { .. } | Kind::OneOfNotValid { .. } => {
            format!("{at} is {}, which JSON Schema does not know there", quoted(error.instance()))
        }
        Kind::Format { format } if format == "regex" => format!(
            "{at} is {}, which is no pattern that takes linear time: no lookaround, no backreference, no huge count",
            quoted(error.instance())
        ),
        _ => format!("{at} {}", complaint(error)),
    }
}

/// What to write instead.
fn help(error: &ValidationError<'_>, pointer: &str, schemas: &[&Value]) -> Option<String> {
    let key = pointer.rsplit('/').next().unwrap_or_default();
    match error.kind() {
        Kind::Required { .. } => Some(match description(schemas, pointer) {
            Some(description) => format!("Add `{key}: …`. {description}"),
            None => format!("Add `{key}: …`."),
        }),
        Kind::Enum { options } => {
            let options: Vec<&str> = options.as_array()?.iter().filter_map(Value::as_str).collect();
            let written = error.instance().as_str()?.to_lowercase();
            suggest::nearest(&written, options).map(|near| format!("Did you mean `{near}`?"))
        }
        Kind::Type { kind } => match error.instance().as_ref() {
            Value::Array(_) | Value::Object(_) | Value::Null => description(schemas, pointer).map(str::to_owned),
            scalar if wants(kind, "array") => Some(format!("Write a list: `[{}]`.", plain(scalar))),
            scalar if wants(kind, "string") => {
                Some(format!("Write it in quotes, with its unit if it has one: `\"{}\"`.", plain(scalar)))
            }
            _ => None,
        },
        Kind::Format { format } if format == "date" => {
            Some("Write a date as year, month and day: `2031-03-27`.".to_owned())
        }
        _ => description(schemas, pointer).map(str::to_owned),
    }
}

/// What the schemas say of the value at a pointer.
fn description<'s>(schemas: &[&'s Value], pointer: &str) -> Option<&'s str> {
    let mut shapes: Vec<Shape<'s>> = schemas.iter().map(|schema| Shape::whole(schema)).collect();
    for key in pointer.split('/').skip(1) {
        let around = spread(&shapes);
        shapes = if key.parse::<usize>().is_ok() { Shape::items(&around) } else { shapes_of(&around, key) };
    }
    shapes.iter().find_map(|shape| shape.schema.get("description")?.as_str())
}

fn wants(kind: &TypeKind, name: &str) -> bool {
    match kind {
        TypeKind::Single(single) => single.as_str() == name,
        TypeKind::Multiple(several) => several.iter().any(|one| one.as_str() == name),
    }
}

fn wanted(kind: &TypeKind) -> String {
    match kind {
        TypeKind::Single(single) => kind_name(single.as_str()).to_owned(),
        TypeKind::Multiple(several) => {
            let names: Vec<_> = several.iter().map(|one| kind_name(one.as_str())).collect();
            names.join(" or ")
        }
    }
}

/// The kinds of JSON values as writers of YAML know them.
fn kind_name(json: &str) -> &str {
    match json {
        "string" => "text",
        "array" => "a list",
        "object" => "a mapping",
        "boolean" => "true or false",
        "integer" => "a whole number",
        "number" => "a number",
        _ => "nothing",
    }
}

fn said(value: &Value) -> String {
    let kind = match value {
        Value::Null => return "empty".to_owned(),
        Value::Array(_) => return "a list".to_owned(),
        Value::Object(_) => return "a mapping".to_owned(),
        Value::String(_) => "the text",
        Value::Bool(_) => "the value",
        Value::Number(_) => "the number",
    };
    format!("{kind} {}", quoted(value))
}

/// A value as it is quoted in a sentence; of a collection only what it is.
fn quoted(value: &Value) -> String {
    match value {
        Value::Null => "empty".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a mapping".to_owned(),
        scalar => format!("“{}”", plain(scalar)),
    }
}

fn plain(scalar: &Value) -> String {
    match scalar {
        Value::String(text) => short(text),
        other => short(&other.to_string()),
    }
}

/// The first words of a text that may be long.
pub fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(MAX_QUOTED) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None if line.len() < text.len() => format!("{line}…"),
        None => line.to_owned(),
    }
}

fn list(options: &Value) -> String {
    let options: Vec<String> = options.as_array().into_iter().flatten().take(20).map(plain).collect();
    options.join(", ")
}

fn form(format: &str) -> &str {
    match format {
        "date" => "date",
        "date-time" => "moment with date, time and zone",
        "time" => "time",
        "duration" => "ISO 8601 duration",
        "email" => "e-mail address",
        "uri" => "absolute address",
        other => other,
    }
}
