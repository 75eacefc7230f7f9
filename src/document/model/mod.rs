//! The normalised model: what was read from a document, in the shape of
//! `schema/postmortem.schema.json`, every value with its place.
//!
//! A document that is written for Candor keeps what its author wrote, so that a wrong value can be
//! seen. Of any other document only what was read with certainty is here.

mod actions;
mod facts;
mod node;
mod parts;
mod timeline;
mod told;

use serde_json::{Map, Number, Value as Json};

use super::form::Form;
use super::outline::HeadingForm;
use super::reading::Reading;
use super::yaml::{Entry, Node, Value};
use crate::language::{Lexicon, SectionKind};
use crate::source::Span;
pub use facts::Facts;
use node::{add, mapping};
use parts::sections;

/// A document as JSON, and where each value stands.
#[derive(Clone, Debug)]
pub struct Model {
    root: Node,
    json: Json,
}

/// Where a value of the model stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The value.
    pub value: Span,
    /// Its key, label or heading; that of the document is its head.
    pub key: Span,
}

impl Default for Model {
    fn default() -> Self {
        Self { root: mapping(Vec::new(), Span::default()), json: Json::Object(Map::new()) }
    }
}

impl Model {
    /// Data that is no document, so that a schema can be told where in it something is wrong.
    pub fn of(root: Node) -> Self {
        let json = to_json(&root);
        Self { root, json }
    }

    /// The same with all that the front matter holds beside: of a foreign document the model has
    /// only what was read.
    pub fn with_front_matter(&self, reading: &Reading<'_>) -> Self {
        let mut entries = self.root.entries().to_vec();
        let given = reading.data.iter().filter_map(|data| data.root.as_ref()).flat_map(Node::entries);
        given.for_each(|entry| add(&mut entries, entry.clone()));
        Self::of(mapping(entries, self.root.span))
    }

    /// Takes a value that the document does not state; it stands at the head.
    pub(super) fn assume(&mut self, entry: Entry) {
        let mut entries = self.root.entries().to_vec();
        add(&mut entries, entry);
        *self = Self::of(mapping(entries, self.root.span));
    }

    /// The value that the schema validates.
    pub fn json(&self) -> &Json {
        &self.json
    }

    /// The same as a located tree.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The value at a JSON pointer and its place. What is null counts as absent from the JSON, and
    /// still has a place.
    pub fn find(&self, pointer: &str) -> Option<(&Node, Place)> {
        let mut node = &self.root;
        let mut key = node.span;
        for segment in pointer.split('/').skip(1) {
            let name = segment.replace("~1", "/").replace("~0", "~");
            match &node.value {
                Value::Map(entries) => {
                    let entry = entries.iter().find(|entry| entry.key == name)?;
                    key = entry.key_span;
                    node = &entry.node;
                }
                Value::List(items) => {
                    node = items.get(name.parse::<usize>().ok()?)?;
                    key = head(node.span);
                }
                _ => return None,
            }
        }
        Some((node, Place { value: node.span, key }))
    }
}

fn head(span: Span) -> Span {
    Span::at(span.start)
}

/// Builds the model of a document whose facts are read.
pub fn read(facts: &Facts<'_>, lexicon: &Lexicon) -> Model {
    let reading = facts.reading;
    let mut root = Vec::new();
    if let (true, Some(data)) = (reading.is_candor(), reading.data.as_ref().and_then(|data| data.root.as_ref())) {
        root.extend_from_slice(data.entries());
    }
    for entry in &facts.meta.entries {
        add(&mut root, entry.clone());
    }
    for (kind, parts) in SectionKind::ALL.into_iter().zip(sections(reading)) {
        // The author's own value is the value; reading it again could only lose something.
        if reading.form == Form::Yaml && root.iter().any(|entry| entry.key == kind.name()) {
            continue;
        }
        let told = told::section(facts, kind, parts, lexicon);
        told.into_iter().for_each(|entry| add(&mut root, entry));
    }
    let head = head_of(reading);
    // What a document lacks as a whole is said at its head.
    let root = mapping(root, head);
    let json = to_json(&root);
    Model { root, json }
}

/// Where a document begins: its `candor` key, its front matter, its title, its first line.
fn head_of(reading: &Reading<'_>) -> Span {
    let root = reading.data.as_ref().and_then(|data| data.root.as_ref());
    if let Some(entry) = root.and_then(|root| root.entry("candor")) {
        return entry.key_span;
    }
    let title = reading.outline.sections.iter().find(|section| section.form != HeadingForm::Document);
    match title {
        Some(title) if reading.head.is_empty() => title.heading,
        _ => {
            let line = reading.source.lines().line_span(0, reading.source.text());
            Span::new(line.start, line.start + reading.source.slice(line).trim_end().len())
        }
    }
}

/// A located tree as JSON. Keys without a value are left out, so that they count as missing. The
/// depth is bounded by the parser's limit of nesting.
pub fn to_json(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Text { text, plain: true } => scalar(text),
        Value::Text { text, plain: false } => Json::String(text.clone()),
        Value::List(items) => Json::Array(items.iter().map(to_json).collect()),
        Value::Map(entries) => {
            let given = entries.iter().filter(|entry| !entry.node.is_null());
            Json::Object(given.map(|entry| (entry.key.clone(), to_json(&entry.node))).collect())
        }
    }
}

/// A plain scalar by the core schema of YAML 1.2: a boolean, a number, else text.
fn scalar(text: &str) -> Json {
    let number_like = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'));
    match text {
        "true" | "True" | "TRUE" => return Json::Bool(true),
        "false" | "False" | "FALSE" => return Json::Bool(false),
        _ if !number_like => return Json::String(text.to_owned()),
        _ => {}
    }
    let integer = text.parse::<i64>().ok().map(Number::from);
    let number = integer.or_else(|| text.parse::<f64>().ok().and_then(Number::from_f64));
    number.map_or_else(|| Json::String(text.to_owned()), Json::Number)
}
