//! From text to the located tree.
//!
//! Wraps granit-parser and owns the quirks of its spans: block scalars run on to the next token,
//! collections end at the next token, an absent value is a zero-width `~`, duplicate keys are not
//! reported, aliases are not expanded.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use granit_parser::{Event, Parser, ScalarStyle};

use super::{Comment, Entry, Node, Value, Yaml, YamlError};
use crate::source::Span;

/// Nodes one document may have, aliases expanded: a bomb stops here.
const MAX_NODES: usize = 200_000;
/// Depth of nesting; the parser has a limit of its own that is lower.
const MAX_DEPTH: usize = 128;

/// Reads the first document of `text`; `base` is added to every offset.
pub fn parse(text: &str, base: usize) -> Yaml {
    let mut builder = Builder {
        text,
        base,
        stack: Vec::new(),
        anchors: HashMap::new(),
        nodes: 0,
        ended: false,
        start: Span::default(),
        yaml: Yaml::default(),
    };
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, span)) => {
                let start = span.start.byte_offset().unwrap_or_default();
                let end = span.end.byte_offset().unwrap_or_default();
                let span = Span::new(start, end);
                if builder.is_second(&event, span) || !builder.event(event, span) {
                    break;
                }
            }
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or_default().min(text.len());
                builder.error(Span::at(at), error.info());
                break;
            }
        }
    }
    builder.finish()
}

/// A collection that is still open.
struct Open {
    start: usize,
    anchor: usize,
    /// The end of what it holds so far.
    end: usize,
    kind: OpenKind,
}

enum OpenKind {
    List(Vec<Node>),
    Map { entries: Vec<Entry>, key: Option<(String, Span)> },
}

/// An anchored node, how many nodes it holds and how deep it is: what an alias of it costs.
struct Anchored {
    node: Node,
    size: usize,
    depth: usize,
}

struct Builder<'t> {
    text: &'t str,
    base: usize,
    stack: Vec<Open>,
    anchors: HashMap<usize, Anchored>,
    nodes: usize,
    /// Whether the first document has ended.
    ended: bool,
    /// Where the present document begins.
    start: Span,
    yaml: Yaml,
}

impl Builder<'_> {
    fn error(&mut self, span: Span, message: String) {
        let span = Span::new(span.start + self.base, span.end + self.base);
        self.yaml.errors.push(YamlError { span, message });
    }

    /// Takes one event; false ends the reading.
    fn event(&mut self, event: Event<'_>, span: Span) -> bool {
        match event {
            Event::Comment(text, _) => {
                let span = Span::new(span.start + self.base, span.end + self.base);
                self.yaml.comments.push(Comment { text: text.into_owned(), span });
                true
            }
            Event::Scalar(text, style, anchor, _) => {
                let node = self.scalar(text, style, span);
                self.close(node, anchor)
            }
            Event::SequenceStart(_, anchor, _) => self.open(span.start, anchor, OpenKind::List(Vec::new())),
            Event::MappingStart(_, anchor, _) => {
                self.open(span.start, anchor, OpenKind::Map { entries: Vec::new(), key: None })
            }
            Event::SequenceEnd | Event::MappingEnd => self.close_collection(span),
            Event::Alias(id) => self.alias(id, span),
            Event::DocumentEnd => {
                self.ended = true;
                true
            }
            Event::DocumentStart(..) => {
                self.start = span;
                true
            }
            _ => true,
        }
    }

    /// One document a file: what stands behind `...` or a second `---` is not read, and this is told.
    fn is_second(&mut self, event: &Event<'_>, span: Span) -> bool {
        let content = match event {
            Event::Scalar(..) => !span.is_empty(),
            Event::SequenceStart(..) | Event::MappingStart(..) | Event::Alias(..) => true,
            _ => false,
        };
        if self.ended && content {
            let start = Span::new(self.start.start, self.start.end.min(self.text.len()));
            self.error(start, "a second document begins here, and only the first one of a file is read".to_owned());
        }
        self.ended && content
    }

    fn scalar(&self, text: Cow<'_, str>, style: ScalarStyle, span: Span) -> Node {
        let plain = matches!(style, ScalarStyle::Plain);
        let raw = self.text.get(span.range()).unwrap_or_default();
        let span = Span::new(span.start, span.start + raw.trim_end().len());
        let null = plain && (span.is_empty() || matches!(text.as_ref(), "~" | "null" | "Null" | "NULL" | ""));
        let value = if null { Value::Null } else { Value::Text { text: text.into_owned(), plain } };
        Node { value, span }
    }

    fn open(&mut self, start: usize, anchor: usize, kind: OpenKind) -> bool {
        if self.stack.len() >= MAX_DEPTH {
            self.error(Span::at(start), format!("more than {MAX_DEPTH} levels of nesting"));
            return false;
        }
        self.stack.push(Open { start, anchor, end: start, kind });
        true
    }

    fn close_collection(&mut self, span: Span) -> bool {
        let Some(open) = self.stack.pop() else { return true };
        let value = match open.kind {
            OpenKind::List(items) => Value::List(items),
            OpenKind::Map { entries, .. } => Value::Map(entries),
        };
        // A flow collection ends with its bracket; a block collection's own end is the next token.
        let closing = self.text.as_bytes().get(span.start);
        let flow = span.len() == 1 && matches!(closing, Some(b']' | b'}'));
        let end = if flow { span.end } else { open.end };
        self.close(Node { value, span: Span::new(open.start, end) }, open.anchor)
    }

    fn alias(&mut self, id: usize, span: Span) -> bool {
        let Some(anchored) = self.anchors.get(&id) else {
            self.error(span, "an alias inside its own anchor".to_owned());
            return false;
        };
        if self.nodes + anchored.size > MAX_NODES || self.stack.len() + anchored.depth > MAX_DEPTH {
            self.error(span, "aliases that expand to more than a postmortem can hold".to_owned());
            return false;
        }
        self.nodes += anchored.size;
        let node = Node { span, ..anchored.node.clone() };
        self.close(node, 0)
    }

    /// Hands a finished node to the collection that is open, or makes it the root.
    fn close(&mut self, node: Node, anchor: usize) -> bool {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            self.error(Span::at(node.span.start), format!("more than {MAX_NODES} values"));
            return false;
        }
        if anchor != 0 {
            let (size, depth) = measure(&node);
            self.anchors.insert(anchor, Anchored { node: node.clone(), size, depth });
        }
        let end = node.span.end;
        let Some(open) = self.stack.last_mut() else {
            self.yaml.root = Some(node);
            return true;
        };
        open.end = open.end.max(end);
        match &mut open.kind {
            OpenKind::List(items) => items.push(node),
            OpenKind::Map { entries, key } => match key.take() {
                None => *key = Some((key_text(&node), node.span)),
                Some((key, key_span)) => entries.push(Entry { key, key_span, node }),
            },
        }
        true
    }

    fn finish(mut self) -> Yaml {
        // After an error, what was read so far is still worth linting.
        while !self.stack.is_empty() {
            self.close_collection(Span::default());
        }
        if let Some(root) = &mut self.yaml.root {
            let mut twice = Vec::new();
            settle(root, self.base, &mut twice);
            self.yaml.errors.extend(twice);
        }
        self.yaml.errors.sort_by_key(|error| error.span);
        self.yaml
    }
}

fn key_text(node: &Node) -> String {
    match &node.value {
        Value::Text { text, .. } => text.clone(),
        Value::Null => "null".to_owned(),
        // A collection as a key has no meaning in a postmortem; it stays unknown.
        Value::List(_) | Value::Map(_) => "?".to_owned(),
    }
}

/// How many values a node holds, itself among them, and how many levels.
fn measure(node: &Node) -> (usize, usize) {
    let children = match &node.value {
        Value::List(items) => items.iter().map(measure).collect(),
        Value::Map(entries) => entries.iter().map(|entry| measure(&entry.node)).collect(),
        _ => Vec::new(),
    };
    let size: usize = children.iter().map(|(size, _)| size).sum();
    let depth = children.iter().map(|(_, depth)| *depth).max().unwrap_or(0);
    (size + 1, depth + 1)
}

/// Moves spans by `base` and drops keys given twice (the first one stays). The depth is bounded by
/// [`MAX_DEPTH`], that of aliases by the depth at which they were read.
fn settle(node: &mut Node, base: usize, errors: &mut Vec<YamlError>) {
    node.span = Span::new(node.span.start + base, node.span.end + base);
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| settle(item, base, errors)),
        Value::Map(entries) => {
            let mut seen = HashSet::new();
            entries.retain_mut(|entry| {
                entry.key_span = Span::new(entry.key_span.start + base, entry.key_span.end + base);
                settle(&mut entry.node, base, errors);
                let first = seen.insert(entry.key.clone());
                if !first {
                    let message = format!("the key “{}” is given twice", entry.key);
                    errors.push(YamlError { span: entry.key_span, message });
                }
                first
            });
        }
        _ => {}
    }
}
