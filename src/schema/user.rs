//! A user's own schema: built when the program runs, bounded, and without fetching.

use std::collections::HashMap;

use jsonschema::{PatternOptions, ValidationError, Validator};
use serde_json::Value;

use super::message;

/// Subschemas that one schema may come to when its references are written out: what checking a
/// document may cost.
const MAX_SIZE: usize = 10_000;
/// The memory that one compiled pattern may take.
const MAX_PATTERN: usize = 1 << 20;

/// A JSON Schema that adds to the built-in one.
#[derive(Debug)]
pub struct UserSchema {
    value: Value,
    validator: Validator,
}

impl UserSchema {
    /// Builds a schema from JSON or YAML.
    ///
    /// # Errors
    /// A sentence without a full stop that says what is wrong: the text does not parse, is no sound
    /// schema, refers to another file or address, or to itself without end.
    pub fn parse(text: &str) -> Result<Self, String> {
        let value: Value = serde_yaml::from_str(text).map_err(|error| first_line(&error.to_string()))?;
        if !value.is_object() {
            return Err("a schema is a mapping, such as `required: [severity]`".to_owned());
        }
        let mut sizes = HashMap::new();
        size(&value, &value, &mut Vec::new(), &mut sizes)?;
        let patterns = PatternOptions::regex().size_limit(MAX_PATTERN).dfa_size_limit(MAX_PATTERN);
        let options = jsonschema::draft202012::options().should_validate_formats(true).with_pattern_options(patterns);
        let validator = options.build(&value).map_err(|error| message::of_schema(&error))?;
        Ok(Self { value, validator })
    }

    /// The schema as it is written.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// What is wrong with a model.
    pub fn errors<'i>(&'i self, model: &'i Value) -> impl Iterator<Item = ValidationError<'i>> {
        self.validator.iter_errors(model)
    }
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().trim_end_matches('.').to_owned()
}

/// How many subschemas a schema holds, each reference written out. The depth is bounded by the
/// parser's limit of nesting and by `open`, the references that are being followed.
fn size<'s>(
    schema: &'s Value,
    root: &'s Value,
    open: &mut Vec<&'s str>,
    sizes: &mut HashMap<&'s str, usize>,
) -> Result<usize, String> {
    let mut total = 1usize;
    match schema {
        Value::Object(keywords) => {
            for (keyword, value) in keywords {
                total += match (keyword.as_str(), value) {
                    ("$ref", Value::String(target)) => referred(target, root, open, sizes)?,
                    ("$dynamicRef" | "$recursiveRef", Value::String(_)) => {
                        return Err(format!("`{keyword}` is not supported: write `$ref: \"#/$defs/…\"`"));
                    }
                    // A second base would let references lead where this count does not follow.
                    ("$id", Value::String(_)) if !std::ptr::eq(schema, root) => {
                        return Err("`$id` may stand only at the head of a schema".to_owned());
                    }
                    _ => size(value, root, open, sizes)?,
                };
            }
        }
        Value::Array(items) => {
            for item in items {
                total += size(item, root, open, sizes)?;
            }
        }
        _ => {}
    }
    if total > MAX_SIZE {
        return Err(format!("it comes to more than {MAX_SIZE} parts when its references are written out"));
    }
    Ok(total)
}

fn referred<'s>(
    target: &'s str,
    root: &'s Value,
    open: &mut Vec<&'s str>,
    sizes: &mut HashMap<&'s str, usize>,
) -> Result<usize, String> {
    if let Some(known) = sizes.get(target) {
        return Ok(*known);
    }
    let pointer = target.strip_prefix('#').filter(|pointer| pointer.is_empty() || pointer.starts_with('/'));
    let Some(pointer) = pointer else {
        return Err(format!("`$ref: {target}` leads out of the file: only `#/…` is followed, nothing is fetched"));
    };
    if open.contains(&target) || pointer.is_empty() {
        return Err(format!("`$ref: {target}` leads back to itself"));
    }
    let Some(schema) = root.pointer(pointer) else {
        return Err(format!("`$ref: {target}` leads nowhere"));
    };
    open.push(target);
    let size = size(schema, root, open, sizes)?;
    open.pop();
    sizes.insert(target, size);
    Ok(size)
}
