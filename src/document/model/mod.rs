//! The normalised model: what was read from a document, in the shape of
//! `schema/postmortem.schema.json`, every value with its place.
//!
//! A document that is written for Candor keeps what its author wrote, so that a wrong value can be
//! seen. Of any other document only what was read with certainty is here.

mod actions;
mod parts;
mod timeline;
mod told;

use serde_json::{Map, Number, Value as Json};

use super::outline::HeadingForm;
use super::text::Text;
use super::yaml::{Entry, Node, Value};
use super::{Document, Form};
use crate::language::{Lexicon, SectionKind};
use crate::source::Span;
use parts::{DESCRIPTION, sections};

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
    pub fn with_front_matter(&self, document: &Document<'_>) -> Self {
        let mut entries = self.root.entries().to_vec();
        let given = document.data.iter().filter_map(|data| data.root.as_ref()).flat_map(Node::entries);
        given.for_each(|entry| add(&mut entries, entry.clone()));
        Self::of(mapping(entries, self.root.span))
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
pub fn read(document: &Document<'_>, lexicon: &Lexicon) -> Model {
    let mut root = Vec::new();
    if let (true, Some(data)) = (document.is_candor(), document.data.as_ref().and_then(|data| data.root.as_ref())) {
        root.extend_from_slice(data.entries());
    }
    for entry in &document.meta.entries {
        add(&mut root, entry.clone());
    }
    for (kind, parts) in SectionKind::ALL.into_iter().zip(sections(document)) {
        // The author's own value is the value; reading it again could only lose something.
        if document.form == Form::Yaml && root.iter().any(|entry| entry.key == kind.name()) {
            continue;
        }
        let told = told::section(document, kind, parts, lexicon);
        told.into_iter().for_each(|entry| add(&mut root, entry));
    }
    let head = head_of(document);
    // What a document lacks as a whole is said at its head.
    let root = mapping(root, head);
    let json = to_json(&root);
    Model { root, json }
}

/// Where a document begins: its `candor` key, its front matter, its title, its first line.
fn head_of(document: &Document<'_>) -> Span {
    let root = document.data.as_ref().and_then(|data| data.root.as_ref());
    if let Some(entry) = root.and_then(|root| root.entry("candor")) {
        return entry.key_span;
    }
    let title = document.outline.sections.iter().find(|section| section.form != HeadingForm::Document);
    match title {
        Some(title) if document.head.is_empty() => title.heading,
        _ => {
            let line = document.source.lines().line_span(0, document.source.text());
            Span::new(line.start, line.start + document.source.slice(line).trim_end().len())
        }
    }
}

/// Adds an entry; where the key is there already, its value wins, and a mapping takes what it lacks.
fn add(entries: &mut Vec<Entry>, entry: Entry) {
    let Some(own) = entries.iter_mut().find(|own| own.key == entry.key) else {
        entries.push(entry);
        return;
    };
    match (&mut own.node.value, entry.node.value) {
        (Value::Null, value) => own.node = Node { value, span: entry.node.span },
        (Value::Map(own), Value::Map(found)) => found.into_iter().for_each(|entry| add(own, entry)),
        // Prose under the heading of what the front matter gives in parts.
        (Value::Map(own), text @ Value::Text { .. }) => {
            let node = Node { value: text, span: entry.node.span };
            add(own, Entry { key: DESCRIPTION.to_owned(), key_span: entry.key_span, node });
        }
        _ => {}
    }
}

fn text_node(text: &Text) -> Node {
    Node { value: words(text.plain().trim().to_owned()), span: text.whole() }
}

/// What stands at a span, without the spaces and line ends in it.
fn text_at(document: &Document<'_>, span: Span) -> Node {
    let raw = document.source.slice(span);
    Node { value: words(raw.split_whitespace().collect::<Vec<_>>().join(" ")), span }
}

fn words(text: String) -> Value {
    Value::Text { text, plain: false }
}

fn mapping(entries: Vec<Entry>, span: Span) -> Node {
    Node { value: Value::Map(entries), span }
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
