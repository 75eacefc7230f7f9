//! Keys that no schema in force knows. A schema's own `additionalProperties: false` could not say
//! this: schemas add to each other, and each knows only its own keys.

use serde_json::Value;

use super::message::short;
use super::shape::{Shape, shapes_of, spread};
use super::{Found, child};
use crate::document::Document;
use crate::document::yaml::{Entry, Node, Value as NodeValue};
use crate::finding::Finding;
use crate::language::{Lexicon, Topic};
use crate::suggest;

/// One finding for each key that is not known. Only what the author wrote as keys can hold one:
/// what was read from text has the schema's own.
pub fn findings(document: &Document<'_>, lexicon: &Lexicon, schemas: &[&Value], found: &mut Found) {
    let Some(root) = document.data.as_ref().and_then(|data| data.root.as_ref()) else { return };
    let shapes: Vec<Shape<'_>> = schemas.iter().map(|schema| Shape::whole(schema)).collect();
    Walk { lexicon, found }.node(root, &Path::Root, &spread(&shapes));
}

/// The way to a value; written out only where something is found.
enum Path<'p> {
    Root,
    Key(&'p Path<'p>, &'p str),
    Index(&'p Path<'p>, usize),
}

impl Path<'_> {
    fn pointer(&self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Key(parent, key) => child(&parent.pointer(), key),
            Self::Index(parent, index) => child(&parent.pointer(), &index.to_string()),
        }
    }
}

struct Walk<'a> {
    lexicon: &'a Lexicon,
    found: &'a mut Found,
}

impl Walk<'_> {
    /// The depth is bounded by the limit of nesting of the document. `shapes` are spread.
    fn node(&mut self, node: &Node, path: &Path<'_>, shapes: &[Shape<'_>]) {
        match &node.value {
            NodeValue::Map(entries) => self.mapping(entries, path, shapes),
            NodeValue::List(items) => {
                let of_items = spread(&Shape::items(shapes));
                for (index, item) in items.iter().enumerate() {
                    self.node(item, &Path::Index(path, index), &of_items);
                }
            }
            _ => {}
        }
    }

    fn mapping(&mut self, entries: &[Entry], path: &Path<'_>, shapes: &[Shape<'_>]) {
        let closed = shapes.iter().any(|shape| shape.schema.get("properties").is_some());
        let open = |keyword: &str| shapes.iter().any(|shape| shape.schema.get(keyword).is_some_and(is_open));
        let any_key = !closed || open("additionalProperties") || open("patternProperties");
        for entry in entries {
            let own = shapes_of(shapes, &entry.key);
            let path = Path::Key(path, &entry.key);
            let lexicon = self.lexicon;
            if own.is_empty() && !any_key && !entry.key.starts_with("x-") {
                self.found.add(|| unknown(entry, &path.pointer(), shapes, lexicon));
            } else if matches!(entry.node.value, NodeValue::Map(_) | NodeValue::List(_)) {
                self.node(&entry.node, &path, &spread(&own));
            }
        }
    }
}

fn unknown(entry: &Entry, pointer: &str, shapes: &[Shape<'_>], lexicon: &Lexicon) -> Finding {
    let properties = shapes.iter().filter_map(|shape| shape.schema.get("properties")?.as_object());
    let known: Vec<&str> = properties.flat_map(|properties| properties.keys()).map(String::as_str).collect();
    // "customer-impact" is far from "impact" for a typist, and a heading alias of it.
    let alias = lexicon.topics(&entry.key).iter().find_map(|topic| Topic::section(*topic));
    let alias = alias.map(|kind| kind.name()).filter(|name| known.contains(name));
    let help = match alias.or_else(|| suggest::nearest(&entry.key, known.iter().copied())) {
        Some(near) => format!("Did you mean `{near}`? A key of your own begins with `x-`."),
        None => format!("A key of your own begins with `x-`: write `x-{}`.", short(&entry.key)),
    };
    let message = format!("no schema knows the key “{}”: what it holds is read by nobody", short(&entry.key));
    Finding::new(entry.key_span, message).help(help).subject(pointer)
}

/// Whether a keyword lets keys in that are not listed.
fn is_open(value: &Value) -> bool {
    value != &Value::Bool(false)
}
