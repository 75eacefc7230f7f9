//! The places that a postmortem can have: those of the schema, and those that are added to it.

use serde_json::Value;

use super::POSTMORTEM_VALUE;
use super::shape::{Shape, shapes_of, spread};

/// The places of the built-in schema and of one more.
pub struct KnownPaths<'s> {
    shapes: Vec<Shape<'s>>,
}

impl<'s> KnownPaths<'s> {
    /// `added` is a schema of what there is beside the built-in one.
    pub fn new(added: &'s Value) -> Self {
        Self { shapes: vec![Shape::whole(&POSTMORTEM_VALUE), Shape::whole(added)] }
    }

    /// The first key of a path that leads nowhere, and those that there are in its place. Keys are parted by
    /// dots; `[]` behind one means each entry of the list.
    pub fn unknown(&self, path: &str) -> Option<(String, Vec<String>)> {
        let mut shapes = spread(&self.shapes);
        for key in path.split('.') {
            let (key, is_list) = key.strip_suffix("[]").map_or((key, false), |list| (list, true));
            let properties = || shapes.iter().filter_map(|shape| shape.schema.get("properties")?.as_object());
            let is_open = |shape: &Shape<'_>| {
                shape.schema.get("additionalProperties").is_some_and(|open| open != &Value::Bool(false))
            };
            let own = shapes_of(&shapes, key);
            if own.is_empty() {
                // Prose is its own description; of what has no keys, none is wrong.
                let any = properties().next().is_none() || shapes.iter().any(is_open) || key == "description";
                let known = || properties().flat_map(|properties| properties.keys().cloned()).collect();
                return (!any).then(|| (key.to_owned(), known()));
            }
            shapes = spread(&own);
            if is_list || shapes.iter().any(|shape| shape.schema.get("items").is_some()) {
                let items = spread(&Shape::items(&shapes));
                shapes.extend(items);
            }
        }
        None
    }
}
