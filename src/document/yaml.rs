//! The located tree of YAML: every value and key with its byte span.

mod parse;

pub use parse::parse;

use crate::source::Span;

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands, without the blank lines behind it.
    pub span: Span,
}

/// The kinds of YAML values. Scalars keep their text: a date stays the text that was written.
#[derive(Clone, Debug)]
pub enum Value {
    /// An absent or empty plain value, `~` or `null`.
    Null,
    /// Any other scalar, and whether it was plain (neither quoted nor a block).
    Text {
        /// The content, unescaped.
        text: String,
        /// Whether it could be a number or a boolean.
        plain: bool,
    },
    /// A sequence.
    List(Vec<Node>),
    /// A mapping in the order of the text.
    Map(Vec<Entry>),
}

/// One key of a mapping and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key as text.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// Its value.
    pub node: Node,
}

/// A comment: the text behind `#`, and its span with the `#`.
#[derive(Clone, Debug)]
pub struct Comment {
    /// The text behind the `#`.
    pub text: String,
    /// The whole comment.
    pub span: Span,
}

/// What could not be read, and where.
#[derive(Clone, Debug)]
pub struct YamlError {
    /// The place the parser stopped at.
    pub span: Span,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
}

/// A parsed text: the tree as far as it could be read, its comments, and what went wrong.
#[derive(Clone, Debug, Default)]
pub struct Yaml {
    /// The first document of the stream.
    pub root: Option<Node>,
    /// All comments, in order.
    pub comments: Vec<Comment>,
    /// Syntax errors and duplicate keys.
    pub errors: Vec<YamlError>,
}

impl Node {
    /// The entry of a mapping by its key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    /// The value of a mapping by its key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// The entries of a mapping; none for anything else.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none for anything else.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Whether nothing was given.
    pub fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }
}
