//! Keys that no schema in force knows. A schema's own `additionalProperties: false` could not say
//! this: schemas add to each other, and each knows only its own keys.

use serde_json::Value;

use super::child;
use crate::document::Document;
use crate::document::yaml::{Entry, Node, Value as NodeValue};
use crate::finding::Finding;
use crate::language::{Lexicon, Topic};
use crate::lint::Settings;
use crate::suggest;

/// Keywords whose subschemas speak of the same value.
const SAME_VALUE: [&str; 7] = ["allOf", "anyOf", "oneOf", "if", "then", "else", "$ref"];

/// One finding for each key that is not known.
pub fn findings(document: &Document<'_>, settings: &Settings, schemas: &[&Value]) -> Vec<Finding> {
    let roots: Vec<Shape<'_>> = schemas.iter().map(|schema| Shape::whole(schema)).collect();
    let mut walk = Walk { lexicon: &settings.lexicon, findings: Vec::new() };
    walk.node(document.model.root(), "", &roots);
    walk.findings
}

/// A subschema, and the schema that its references are resolved in.
#[derive(Clone, Copy)]
pub struct Shape<'s> {
    /// The subschema.
    pub schema: &'s Value,
    root: &'s Value,
}

impl<'s> Shape<'s> {
    /// A whole schema.
    pub fn whole(schema: &'s Value) -> Self {
        Self { schema, root: schema }
    }

    /// What the schemas say of the entries of the list that `shapes` describe.
    pub fn items(shapes: &[Self]) -> Vec<Self> {
        shapes.iter().filter_map(|shape| Some(shape.to(shape.schema.get("items")?))).collect()
    }

    fn to(self, schema: &'s Value) -> Self {
        Self { schema, ..self }
    }

    /// This subschema and those that speak of the same value. References lead nowhere twice: a
    /// schema with a circle is refused when it is built.
    fn spread(self, into: &mut Vec<Self>) {
        into.push(self);
        for keyword in SAME_VALUE {
            match self.schema.get(keyword) {
                Some(Value::Array(parts)) => parts.iter().for_each(|part| self.to(part).spread(into)),
                Some(Value::String(target)) => {
                    let schema = target.strip_prefix('#').and_then(|pointer| self.root.pointer(pointer));
                    schema.into_iter().for_each(|schema| self.to(schema).spread(into));
                }
                Some(part) => self.to(part).spread(into),
                None => {}
            }
        }
    }
}

/// What the schemas say of a key of the value that `shapes` describe.
pub fn shapes_of<'s>(shapes: &[Shape<'s>], key: &str) -> Vec<Shape<'s>> {
    let own = shapes.iter().filter_map(|shape| Some(shape.to(shape.schema.get("properties")?.get(key)?)));
    own.collect()
}

/// The shapes of a whole model.
pub fn spread<'s>(shapes: &[Shape<'s>]) -> Vec<Shape<'s>> {
    let mut spread = Vec::new();
    shapes.iter().for_each(|shape| shape.spread(&mut spread));
    spread
}

struct Walk<'l> {
    lexicon: &'l Lexicon,
    findings: Vec<Finding>,
}

impl Walk<'_> {
    /// The depth is bounded by the limit of nesting of the document.
    fn node(&mut self, node: &Node, pointer: &str, shapes: &[Shape<'_>]) {
        let shapes = spread(shapes);
        match &node.value {
            NodeValue::Map(entries) => self.mapping(entries, pointer, &shapes),
            NodeValue::List(items) => {
                let of_items = Shape::items(&shapes);
                for (index, item) in items.iter().enumerate() {
                    self.node(item, &child(pointer, &index.to_string()), &of_items);
                }
            }
            _ => {}
        }
    }

    fn mapping(&mut self, entries: &[Entry], pointer: &str, shapes: &[Shape<'_>]) {
        let closed = shapes.iter().any(|shape| shape.schema.get("properties").is_some());
        let open = |keyword: &str| shapes.iter().any(|shape| shape.schema.get(keyword).is_some_and(is_open));
        let any_key = !closed || open("additionalProperties") || open("patternProperties");
        for entry in entries {
            let own = shapes_of(shapes, &entry.key);
            let pointer = child(pointer, &entry.key);
            if own.is_empty() && !any_key && !entry.key.starts_with("x-") {
                self.findings.push(self.unknown(entry, &pointer, shapes));
            } else {
                self.node(&entry.node, &pointer, &own);
            }
        }
    }

    fn unknown(&self, entry: &Entry, pointer: &str, shapes: &[Shape<'_>]) -> Finding {
        let properties = shapes.iter().filter_map(|shape| shape.schema.get("properties")?.as_object());
        let known: Vec<&str> = properties.flat_map(|properties| properties.keys()).map(String::as_str).collect();
        // "customer-impact" is far from "impact" for a typist, and a heading alias of it.
        let alias = self.lexicon.topics(&entry.key).iter().find_map(|topic| Topic::section(*topic));
        let alias = alias.map(|kind| kind.name()).filter(|name| known.contains(name));
        let help = match alias.or_else(|| suggest::nearest(&entry.key, known.iter().copied())) {
            Some(near) => format!("Did you mean `{near}`? A key of your own begins with `x-`."),
            None => format!("A key of your own begins with `x-`: write `x-{}`.", super::message::short(&entry.key)),
        };
        let message =
            format!("no schema knows the key “{}”: what it holds is read by nobody", super::message::short(&entry.key));
        Finding::new(entry.key_span, message).help(help).subject(pointer)
    }
}

/// Whether a keyword lets keys in that are not listed.
fn is_open(value: &Value) -> bool {
    value != &Value::Bool(false)
}
