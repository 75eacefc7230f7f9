//! The rules of the user's own in a configuration.

use std::sync::Arc;

use super::reader::{ConfigReader, LEVELS, level};
use crate::document::yaml::Node;
use crate::language::SectionKind;
use crate::rule::custom::{Custom, compile, unknown_group};
use crate::rules;

/// The keys of one.
pub const FIELDS: [&str; 7] = ["name", "pattern", "sections", "message", "help", "level", "replacement"];
/// So many patterns are looked for in every document.
const MAX_RULES: usize = 200;

/// Reads the list under `custom`.
pub(super) fn read(reader: &mut ConfigReader, node: &Node) -> Vec<Arc<Custom>> {
    let items = reader.items(node);
    if items.len() > MAX_RULES {
        reader.fault(node.span, format!("more than {MAX_RULES} rules of your own"), "Join those that say the same.");
    }
    let mut rules: Vec<Arc<Custom>> = Vec::new();
    for item in items.iter().take(MAX_RULES) {
        let Some(rule) = rule(reader, item) else { continue };
        if rules.iter().any(|known| known.name == rule.name) {
            reader.fault(rule.span, format!("“{}” is given twice", rule.name), "Give each rule a name of its own.");
        }
        rules.push(Arc::new(rule));
    }
    rules
}

fn rule(reader: &mut ConfigReader, node: &Node) -> Option<Custom> {
    for entry in reader.entries(node) {
        if !FIELDS.contains(&entry.key.as_str()) {
            reader.unknown("key of a rule", &entry.key, entry.key_span, FIELDS);
        }
    }
    for needed in ["name", "pattern", "message"] {
        if node.get(needed).is_none() {
            reader.fault(
                node.span,
                format!("this rule has no `{needed}`"),
                "A rule has a name, a pattern and a message.",
            );
        }
    }
    let mut text = |key: &str| node.get(key).and_then(|value| reader.string(value));
    let (name, given, message) = (text("name"), text("pattern"), text("message"));
    let (help, replacement) = (text("help"), text("replacement"));
    if let Some(name) = name.as_ref().filter(|name| !is_name(&name.text)) {
        let help = "Write it in small letters, figures and hyphens, such as `no-jargon`.";
        reader.fault(name.span, format!("“{}” is no name of a rule", name.text), help);
    }
    if let Some(name) = name.as_ref().filter(|name| rules::rule(&name.text).is_some()) {
        let help = format!("Give it a name of its own, such as `our-{}`.", name.text);
        reader.fault(name.span, format!("“{}” is the name of a rule of Candor", name.text), help);
    }
    let given = given?;
    let pattern = compile(&given.text)
        .map_err(|error| reader.fault(given.span, format!("this pattern cannot be used: {error}"), ""))
        .ok()?;
    if let Some(replacement) = &replacement
        && let Some(group) = unknown_group(&pattern, &replacement.text)
    {
        let help = "Write `$$` for a dollar, and `${1}` where letters follow a group.";
        reader.fault(replacement.span, format!("the pattern has no group “{group}”"), help);
    }
    let sections = node.get("sections").map(|node| sections(reader, node)).unwrap_or_default();
    let level = node.get("level").and_then(|node| reader.choice(node, "level", LEVELS, level));
    let name = name?;
    Some(Custom {
        pattern,
        sections,
        message: message?.text,
        help: help.map(|help| help.text),
        level: level.unwrap_or(Some(crate::finding::Level::Warning)),
        replacement: replacement.map(|replacement| replacement.text),
        span: name.span,
        name: name.text,
    })
}

fn sections(reader: &mut ConfigReader, node: &Node) -> Vec<SectionKind> {
    let mut kinds = Vec::new();
    for given in reader.strings(node) {
        match SectionKind::from_name(&given.text) {
            Some(kind) => kinds.push(kind),
            None => reader.unknown("section", &given.text, given.span, SectionKind::ALL.map(SectionKind::name)),
        }
    }
    kinds
}

fn is_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !name.is_empty() && name.len() <= 64 && name.chars().all(plain) && !name.starts_with('-')
}
