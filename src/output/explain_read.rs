//! What was read from a document: the model, and how each part of it was found.
//!
//! As JSON it is the model that the schema validates, with the rest under `x-read`, which the
//! schema leaves free.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::{Unread, visible};
use crate::document::outline::HeadingForm;
use crate::document::yaml::{Node, Value as NodeValue};
use crate::document::{Document, Form};
use crate::language::SectionKind;
use crate::source::Span;

/// Longer values are cut in the text form.
const MAX_SHOWN: usize = 72;

/// A document as it was read.
#[derive(Debug)]
pub struct Explained {
    /// The path as it is shown.
    pub path: String,
    /// The model, and under `x-read` how it was read.
    pub model: Value,
    reading: Reading,
}

/// How a document was read.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Reading {
    form: &'static str,
    language: &'static str,
    candor: bool,
    metadata: Vec<Given>,
    sections: Vec<Heading>,
}

/// A value and where it stands.
#[derive(Debug, Serialize)]
struct Given {
    key: String,
    value: String,
    line: usize,
}

/// A heading that was taken for a section.
#[derive(Debug, Serialize)]
struct Heading {
    section: &'static str,
    heading: String,
    form: &'static str,
    line: usize,
}

impl Explained {
    /// Tells how a document was read.
    pub fn new(path: &str, document: &Document<'_>) -> Self {
        let reading = Reading::of(document);
        let mut model = document.model.json().clone();
        if let Value::Object(model) = &mut model {
            model.insert("x-read".to_owned(), json!(reading));
        }
        Self { path: path.to_owned(), model, reading }
    }
}

impl Reading {
    fn of(document: &Document<'_>) -> Self {
        Self {
            form: match document.form {
                Form::Markdown => "markdown",
                Form::Yaml => "yaml",
            },
            language: document.lang.code(),
            candor: document.is_candor(),
            metadata: metadata(document),
            sections: sections(document),
        }
    }
}

fn line(document: &Document<'_>, span: Span) -> usize {
    document.source.lines().line(span.start) + 1
}

fn metadata(document: &Document<'_>) -> Vec<Given> {
    let entries = document.meta.entries.iter();
    let given = entries.map(|entry| Given {
        key: entry.key.clone(),
        value: words(&entry.node),
        line: line(document, entry.node.span),
    });
    given.collect()
}

/// A value in one line.
fn words(node: &Node) -> String {
    match &node.value {
        NodeValue::Null => String::new(),
        NodeValue::Text { text, .. } => text.clone(),
        NodeValue::List(items) => items.iter().map(words).collect::<Vec<_>>().join(", "),
        NodeValue::Map(_) => "…".to_owned(),
    }
}

fn sections(document: &Document<'_>) -> Vec<Heading> {
    let mut found = Vec::new();
    for kind in SectionKind::ALL {
        found.extend(document.sections_of(kind).map(|(_, section)| Heading {
            section: kind.name(),
            heading: section.title.plain().to_owned(),
            form: match section.form {
                HeadingForm::Document => "document",
                HeadingForm::Heading => "heading",
                HeadingForm::Label => "label",
                HeadingForm::Row => "table row",
                HeadingForm::Key => "key",
            },
            line: line(document, section.heading),
        }));
    }
    found
}

/// Writes JSON: the model itself for one file that was named, else an object with all of them.
pub fn write_json(files: &[Explained], errors: &[Unread], single: bool, out: &mut dyn Write) -> io::Result<()> {
    match files {
        [only] if single => serde_json::to_writer_pretty(&mut *out, &only.model)?,
        [] if single => return Ok(()),
        _ => {
            let files: Vec<_> = files.iter().map(|file| json!({"path": file.path, "model": file.model})).collect();
            let errors: Vec<_> = errors.iter().map(|e| json!({"path": e.path, "message": e.message})).collect();
            serde_json::to_writer_pretty(&mut *out, &json!({"version": 1, "files": files, "errors": errors}))?;
        }
    }
    writeln!(out)
}

/// Writes it for people.
pub fn write_text(files: &[Explained], out: &mut dyn Write) -> io::Result<()> {
    for (index, file) in files.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let reading = &file.reading;
        let candor = if reading.candor { ", written for Candor" } else { "" };
        writeln!(out, "{}: {}, language {}{candor}", visible(&file.path), reading.form, reading.language)?;
        title("metadata", reading.metadata.is_empty(), out)?;
        for given in &reading.metadata {
            row(given.line, &given.key, &given.value, out)?;
        }
        title("sections", reading.sections.is_empty(), out)?;
        for section in &reading.sections {
            row(section.line, section.section, &format!("“{}” ({})", section.heading, section.form), out)?;
        }
    }
    Ok(())
}

fn title(name: &str, empty: bool, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n  {name}{}", if empty { ": none" } else { "" })
}

fn row(line: usize, name: &str, value: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "    line {line:<4} {name:<14} {}", visible(&cut(value)))
}

fn cut(value: &str) -> String {
    let flat = value.split_whitespace().collect::<Vec<_>>().join(" ");
    match flat.char_indices().nth(MAX_SHOWN) {
        Some((at, _)) => format!("{}…", &flat[..at]),
        None => flat,
    }
}
