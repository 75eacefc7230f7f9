//! The normalised model: what was read from a document, in the shape of
//! `schema/postmortem.schema.json`, every value with its place.
//!
//! A document that is written for Candor keeps what its author wrote, so that a wrong value can be
//! seen. Of any other document only what was read with certainty is here.

use serde_json::{Map, Number, Value as Json};

use super::outline::HeadingForm;
use super::text::Text;
use super::yaml::{Entry, Node, Value};
use super::{Block, BlockKind, Document, Form};
use crate::language::{SectionKind, Topic};
use crate::source::Span;

/// The fields of the sections that have fields.
const FIELDS: [(SectionKind, &[&str]); 2] = [
    (SectionKind::Impact, &["affected", "scope", "duration", "downtime", "data-loss", "exposed"]),
    (
        SectionKind::Compensation,
        &[
            "offered",
            "reason",
            "form",
            "basis",
            "amount",
            "eligible",
            "claim",
            "claim-by",
            "paid-by",
            "lost-data",
            "sla",
        ],
    ),
];

/// The parts of the sections that have parts, by the topic of their headings.
const PARTS: [(Topic, &str); 7] = [
    (Topic::Trigger, "trigger"),
    (Topic::Mechanism, "mechanism"),
    (Topic::Contributing, "contributing"),
    (Topic::Safeguards, "safeguards"),
    (Topic::WentWell, "went-well"),
    (Topic::WentWrong, "went-wrong"),
    (Topic::Lucky, "lucky"),
];

/// The key for what belongs to none of a section's parts.
const DESCRIPTION: &str = "description";

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
pub fn read(document: &Document<'_>) -> Model {
    let mut root = Vec::new();
    if let (true, Some(data)) = (document.is_candor(), document.data.as_ref().and_then(|data| data.root.as_ref())) {
        root.extend_from_slice(data.entries());
    }
    for entry in &document.meta.entries {
        add(&mut root, entry.clone());
    }
    for (kind, parts) in SectionKind::ALL.into_iter().zip(sections(document)) {
        // Lists of moments and of actions are facts of their own, never prose.
        if matches!(kind, SectionKind::Timeline | SectionKind::Actions) {
            continue;
        }
        // The author's own value is the value; reading it again could only lose something.
        let own = document.form == Form::Yaml && root.iter().any(|entry| entry.key == kind.name());
        if let (false, Some(entry)) = (own, parts.finish(kind)) {
            add(&mut root, entry);
        }
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
        _ => {}
    }
}

/// What a document says under the headings of each section, in the order of [`SectionKind::ALL`].
fn sections<'d>(document: &'d Document<'_>) -> Vec<Parts<'d>> {
    let mut sections: Vec<Parts<'d>> = SectionKind::ALL.iter().map(|_| Parts::default()).collect();
    let mut taken: Vec<usize> = Vec::new();
    for field in &document.fields {
        let kind = document.outline.topic(field.section).and_then(Topic::section);
        let Some((kind, names)) = FIELDS.iter().find(|(of, _)| Some(*of) == kind) else { continue };
        let Some(name) = names.iter().find(|name| field.is(name)) else { continue };
        let value = trimmed(&field.value);
        if let (false, Some(parts)) = (value.is_empty(), sections.get_mut(*kind as usize)) {
            parts.set(name, field.span, text_node(&value));
        }
        taken.push(field.span.start);
    }
    taken.sort_unstable();
    for block in &document.outline.blocks {
        let next = taken.partition_point(|start| *start < block.span.start);
        let is_field = taken.get(next).is_some_and(|start| block.span.contains(*start));
        if block.kind == BlockKind::Code || block.text.is_empty() || is_field {
            continue;
        }
        let Some(topic) = document.topic_of(block) else { continue };
        let part = PARTS.iter().find(|(of, _)| *of == topic).map_or(DESCRIPTION, |(_, name)| name);
        let heading = document.outline.sections.get(block.section).map_or(block.span, |section| section.heading);
        if let Some(parts) = topic.section().and_then(|kind| sections.get_mut(kind as usize)) {
            parts.push(part, heading, block);
        }
    }
    sections
}

/// The parts of one section, as they are collected.
#[derive(Default)]
struct Parts<'d> {
    fields: Vec<Entry>,
    prose: Vec<(&'static str, Span, Vec<&'d Block>)>,
}

impl<'d> Parts<'d> {
    fn set(&mut self, name: &str, key_span: Span, node: Node) {
        add(&mut self.fields, Entry { key: name.to_owned(), key_span, node });
    }

    fn push(&mut self, name: &'static str, heading: Span, block: &'d Block) {
        match self.prose.iter_mut().find(|(part, _, _)| *part == name) {
            Some((_, _, blocks)) => blocks.push(block),
            None => self.prose.push((name, heading, vec![block])),
        }
    }

    /// One text where there is nothing but prose, else a mapping.
    fn finish(self, kind: SectionKind) -> Option<Entry> {
        let mut entries = self.fields;
        for (name, key_span, blocks) in &self.prose {
            let node = match *name {
                "contributing" => contributing(blocks),
                _ if kind == SectionKind::Lessons => list_or_text(blocks),
                _ => prose(blocks),
            };
            entries.push(Entry { key: (*name).to_owned(), key_span: *key_span, node });
        }
        let key_span = entries.iter().map(|entry| entry.key_span).min()?;
        let span = entries.iter().map(|entry| entry.node.span).reduce(Span::cover)?;
        let prose_only = entries.len() == 1;
        let node = match entries.pop_if(|entry| prose_only && entry.key == DESCRIPTION) {
            Some(only) => only.node,
            None => mapping(entries, span),
        };
        Some(Entry { key: kind.name().to_owned(), key_span, node })
    }
}

/// Contributing factors by their ids, where each item begins with one.
fn contributing(blocks: &[&Block]) -> Node {
    match blocks.iter().map(|block| factor(&block.text)).collect::<Option<Vec<_>>>() {
        Some(entries) => mapping(entries, span_of(blocks)),
        None => list_or_text(blocks),
    }
}

/// A factor that begins with its id: "C1: …".
fn factor(text: &Text) -> Option<Entry> {
    let (id, rest) = text.plain().split_once([':', '：'])?;
    let is_id =
        id.len() <= 4 && id.starts_with(|c: char| c.is_ascii_uppercase()) && id.ends_with(|c: char| c.is_ascii_digit());
    let end = text.plain().len();
    let value = trimmed(&text.part(end - rest.len()..end));
    let entry = || Entry { key: id.to_owned(), key_span: text.span(0..id.len()), node: text_node(&value) };
    (is_id && !value.is_empty()).then(entry)
}

/// Items as a list; where something else stands between them, one text.
fn list_or_text(blocks: &[&Block]) -> Node {
    let items = blocks.iter().all(|block| matches!(block.kind, BlockKind::Item { .. }));
    if !items {
        return prose(blocks);
    }
    let items = blocks.iter().map(|block| text_node(&block.text)).collect();
    Node { value: Value::List(items), span: span_of(blocks) }
}

/// Blocks as one text, a line each.
fn prose(blocks: &[&Block]) -> Node {
    let lines: Vec<&str> = blocks.iter().map(|block| block.text.plain().trim()).collect();
    Node { value: words(lines.join("\n")), span: span_of(blocks) }
}

fn span_of(blocks: &[&Block]) -> Span {
    blocks.iter().map(|block| block.text.whole()).reduce(Span::cover).unwrap_or_default()
}

fn trimmed(text: &Text) -> Text {
    let words = text.plain();
    let start = words.len() - words.trim_start().len();
    text.part(start..words.trim_end().len().max(start))
}

fn text_node(text: &Text) -> Node {
    Node { value: words(text.plain().trim().to_owned()), span: text.whole() }
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
