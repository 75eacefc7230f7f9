//! What every key of a configuration is read with: values of the kind that is expected, else a fault at
//! their place.

use super::Given;
use crate::document::yaml::{Entry, Node, Value};
use crate::finding::{Finding, Level, fault};
use crate::source::Span;
use crate::suggest;

/// The names of the levels.
pub(super) const LEVELS: &[&str] = &["off", "info", "warning", "error"];

/// The level of a name; `None` within is off.
pub(super) fn level(name: &str) -> Option<Option<Level>> {
    if name == "off" { Some(None) } else { Level::from_name(name).map(Some) }
}

/// Collects the faults.
#[derive(Default)]
pub(super) struct ConfigReader {
    pub(super) faults: Vec<Finding>,
}

impl ConfigReader {
    pub(super) fn fault(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        let (fault, help) = (fault(span, message), help.into());
        self.faults.push(if help.is_empty() { fault } else { fault.help(help) });
    }

    pub(super) fn choice<T>(
        &mut self,
        node: &Node,
        what: &str,
        names: &[&'static str],
        of: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let given = self.string(node)?;
        let chosen = of(&given.text);
        if chosen.is_none() {
            self.unknown(what, &given.text, given.span, names.iter().copied());
        }
        chosen
    }

    pub(super) fn unknown<'k>(&mut self, what: &str, name: &str, span: Span, known: impl IntoIterator<Item = &'k str>) {
        self.fault(span, format!("unknown {what} “{name}”"), suggest::help(name, known));
    }

    pub(super) fn entries<'n>(&mut self, node: &'n Node) -> &'n [Entry] {
        if !matches!(node.value, Value::Map(_) | Value::Null) {
            self.fault(node.span, "a mapping of keys to values is expected here", "");
        }
        node.entries()
    }

    pub(super) fn items<'n>(&mut self, node: &'n Node) -> &'n [Node] {
        if !matches!(node.value, Value::List(_) | Value::Null) {
            self.fault(node.span, "a list is expected here", "Begin each entry with `- `.");
        }
        node.items()
    }

    pub(super) fn string(&mut self, node: &Node) -> Option<Given> {
        let given = node.text().map(|text| Given { text: text.to_owned(), span: node.span });
        if given.is_none() {
            self.fault(node.span, "a text is expected here", "");
        }
        given
    }

    /// A list of texts; one text is a list of one.
    pub(super) fn strings(&mut self, node: &Node) -> Vec<Given> {
        match &node.value {
            Value::Null => Vec::new(),
            Value::List(items) => items.iter().filter_map(|item| self.string(item)).collect(),
            _ => self.string(node).into_iter().collect(),
        }
    }
}
