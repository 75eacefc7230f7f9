//! What stands under the headings of a section: its fields, its parts, its prose.

use std::collections::HashSet;

use super::node::{DESCRIPTION, add, mapping, text_node, words};
use crate::document::outline::{Block, BlockKind};
use crate::document::reading::Reading;
use crate::document::text::Text;
use crate::document::yaml::{Entry, Node, Value};
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

/// What a document says under the headings of each section, in the order of [`SectionKind::ALL`].
pub fn sections<'d>(reading: &'d Reading<'_>) -> Vec<Parts<'d>> {
    let mut sections: Vec<Parts<'d>> = SectionKind::ALL.iter().map(|_| Parts::default()).collect();
    let mut taken: Vec<usize> = Vec::new();
    for field in &reading.fields {
        let kind = reading.outline.topic(field.section).and_then(Topic::section);
        let Some((kind, names)) = FIELDS.iter().find(|(of, _)| Some(*of) == kind) else { continue };
        let Some(name) = names.iter().find(|name| field.is(name)) else { continue };
        let value = trimmed(&field.value);
        if let (false, Some(parts)) = (value.is_empty(), sections.get_mut(*kind as usize)) {
            parts.set(name, field.span, text_node(&value));
        }
        taken.push(field.span.start);
    }
    taken.sort_unstable();
    for block in &reading.outline.blocks {
        let next = taken.partition_point(|start| *start < block.span.start);
        let is_field = taken.get(next).is_some_and(|start| block.span.contains(*start));
        if block.kind == BlockKind::Code || block.text.is_empty() || is_field || is_placeholder(reading, block) {
            continue;
        }
        let Some(topic) = reading.topic_of(block) else { continue };
        let part = PARTS.iter().find(|(of, _)| *of == topic).map_or(DESCRIPTION, |(_, name)| name);
        let heading = reading.outline.sections.get(block.section).map_or(block.span, |section| section.heading);
        if let Some(parts) = topic.section().and_then(|kind| sections.get_mut(kind as usize)) {
            parts.push(part, heading, block);
        }
    }
    sections
}

/// Whether all of a block is left to be written: "TBD".
fn is_placeholder(reading: &Reading<'_>, block: &Block) -> bool {
    reading.lang.words().placeholders().values.has(block.text.plain())
}

/// The parts of one section, as they are collected.
#[derive(Default)]
pub struct Parts<'d> {
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
    pub fn finish(self, kind: SectionKind) -> Option<Entry> {
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

/// Contributing factors by their ids, where each item begins with one of its own.
fn contributing(blocks: &[&Block]) -> Node {
    let entries: Option<Vec<Entry>> = blocks.iter().map(|block| factor(&block.text)).collect();
    let mut ids = HashSet::new();
    match entries.filter(|entries| entries.iter().all(|entry| ids.insert(entry.key.clone()))) {
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
