//! Makes the nodes of the model.

use crate::document::text::Text;
use crate::document::yaml::{Entry, Node, Value};
use crate::source::{Source, Span};

/// The key for what belongs to none of a section's parts.
pub const DESCRIPTION: &str = "description";

/// Adds an entry; where the key is there already, its value wins, and a mapping takes what it lacks.
pub fn add(entries: &mut Vec<Entry>, entry: Entry) {
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

pub fn text_node(text: &Text) -> Node {
    Node { value: words(text.plain().trim().to_owned()), span: text.whole() }
}

/// What stands at a span, without the spaces and line ends in it.
pub fn text_at(source: &Source, span: Span) -> Node {
    let raw = source.slice(span);
    Node { value: words(raw.split_whitespace().collect::<Vec<_>>().join(" ")), span }
}

pub fn words(text: String) -> Value {
    Value::Text { text, plain: false }
}

pub fn mapping(entries: Vec<Entry>, span: Span) -> Node {
    Node { value: Value::Map(entries), span }
}
