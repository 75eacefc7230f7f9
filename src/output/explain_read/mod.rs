//! What was read from a document: the model, and how each part of it was found.
//!
//! As JSON it is the model that the schema validates, with the rest under `x-read`, which the
//! schema leaves free.

mod facts;
mod units;

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::json::Escaped;
use super::{Unread, visible};
use crate::document::Document;
use crate::language::Lexicon;

/// Longer values are cut in the text form.
const MAX_SHOWN: usize = 100;

/// A document as it was read.
#[derive(Debug)]
pub struct Explained {
    /// The path as it is shown.
    pub path: String,
    /// The model, and under `x-read` how it was read.
    pub model: Value,
}

impl Explained {
    /// Tells how a document was read.
    pub fn new(path: &str, document: &Document<'_>, lexicon: &Lexicon) -> Self {
        let mut model = document.model.json().clone();
        if let Value::Object(model) = &mut model {
            let mut read = facts::read(document);
            read.insert("units".to_owned(), units::read(document, lexicon));
            model.insert("x-read".to_owned(), Value::Object(read));
        }
        Self { path: path.to_owned(), model }
    }

    fn facts(&self) -> Option<&Map<String, Value>> {
        self.model.get("x-read")?.as_object()
    }
}

/// Writes JSON: the model itself for one file that was named, else an object with all of them.
pub fn write_json(files: &[Explained], errors: &[Unread], single: bool, out: &mut dyn Write) -> io::Result<()> {
    match files {
        [only] if single => serde_json::to_writer_pretty(Escaped(out), &only.model)?,
        [] if single => return Ok(()),
        _ => {
            let files: Vec<_> = files.iter().map(|file| json!({"path": file.path, "model": file.model})).collect();
            let errors: Vec<_> = errors.iter().map(|e| json!({"path": e.path, "message": e.message})).collect();
            serde_json::to_writer_pretty(Escaped(out), &json!({"version": 1, "files": files, "errors": errors}))?;
        }
    }
    writeln!(out)
}

/// Writes for people: a block for each kind of fact, a line for each fact.
pub fn write_text(files: &[Explained], out: &mut dyn Write) -> io::Result<()> {
    for (index, file) in files.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", visible(&file.path))?;
        for (kind, facts) in file.facts().into_iter().flatten() {
            match facts {
                Value::Array(facts) if facts.is_empty() => writeln!(out, "\n  {kind}: nothing was read")?,
                Value::Array(facts) => {
                    writeln!(out, "\n  {kind}")?;
                    facts.iter().try_for_each(|fact| writeln!(out, "    {}", visible(&line(fact))))?;
                }
                fact => writeln!(out, "  {kind}: {}", visible(&shown(fact)))?,
            }
        }
    }
    Ok(())
}

/// A fact in one line: where it stands, then what is known of it.
fn line(fact: &Value) -> String {
    let mut parts = Vec::new();
    for (key, value) in fact.as_object().into_iter().flatten() {
        parts.push(match key.as_str() {
            "line" => format!("line {value:<4}"),
            _ => format!("{key}: {}", shown(value)),
        });
    }
    parts.join("  ")
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => cut(text),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

fn cut(value: &str) -> String {
    let flat = value.split_whitespace().collect::<Vec<_>>().join(" ");
    match flat.char_indices().nth(MAX_SHOWN) {
        Some((at, _)) => format!("{}…", &flat[..at]),
        None => flat,
    }
}
