//! What several schemas together say of one value.

use serde_json::Value;

/// Keywords whose subschemas speak of the same value.
const SAME_VALUE: [&str; 7] = ["allOf", "anyOf", "oneOf", "if", "then", "else", "$ref"];

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
