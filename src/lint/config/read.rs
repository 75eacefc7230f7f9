//! From the text of a configuration to its values; every fault with its place.

use std::collections::HashMap;

use globset::GlobSetBuilder;
use jiff::civil::Date;
use serde_json::Value as Json;

use super::reader::{ConfigReader, LEVELS, level};
use super::{Config, FailOn, Globs, Layer, RuleLevel, custom};
use crate::document::meta::Audience;
use crate::document::yaml::{self, Entry, Node, Value};
use crate::finding::Finding;
use crate::language::{List, SectionKind};
use crate::rule::Rule;
use crate::rules::{self, RULES};
use crate::source::{Source, Span};

/// The keys of a configuration.
pub const FIELDS: &[&str] = &[
    "extends",
    "include",
    "exclude",
    "fail-on",
    "audience",
    "date-order",
    "levels",
    "options",
    "aliases",
    "words",
    "custom",
    "schema",
    "standards",
    "scope",
    "holidays",
    "standard-files",
    "templates",
    "roles",
    "baseline",
    "overrides",
];
/// The keys of an override, beside `files`.
pub const OVERRIDE_FIELDS: &[&str] = &[
    "files",
    "fail-on",
    "audience",
    "date-order",
    "levels",
    "options",
    "aliases",
    "words",
    "custom",
    "schema",
    "standards",
    "scope",
    "holidays",
];

/// Reads a configuration.
///
/// # Errors
/// All its faults, by place.
pub fn read(source: Source) -> Result<Config, Vec<Finding>> {
    let yaml = yaml::parse(&source.parsable(), 0);
    let mut reader = ConfigReader::default();
    if let Some(at) = source.invalid_utf8() {
        reader.fault(Span::new(at, at + 1), "a byte here is not UTF-8", "Save the file as UTF-8.");
    }
    for error in yaml.errors {
        reader.fault(error.span, format!("this YAML cannot be read: {}", error.message), "");
    }
    let config = match &yaml.root {
        Some(root) => reader.config(root),
        None => reader.config(&Node { value: Value::Null, span: Span::default() }),
    };
    if reader.faults.is_empty() {
        return Ok(Config { source, ..config });
    }
    reader.faults.sort_by_key(|fault| fault.span);
    Err(reader.faults)
}

impl ConfigReader {
    fn config(&mut self, root: &Node) -> Config {
        let mut config = Config {
            source: Source::new("", ""),
            extends: Vec::new(),
            include: Globs::default(),
            exclude: Globs::default(),
            templates: None,
            roles: None,
            baseline: None,
            standard_files: Vec::new(),
            layers: vec![Layer::default()],
        };
        for entry in self.entries(root) {
            match entry.key.as_str() {
                "extends" => config.extends = self.strings(&entry.node),
                "include" => config.include = self.globs(&entry.node),
                "exclude" => config.exclude = self.globs(&entry.node),
                "templates" => config.templates = self.string(&entry.node),
                "roles" => config.roles = self.string(&entry.node),
                "baseline" => config.baseline = self.string(&entry.node),
                "standard-files" => config.standard_files = self.strings(&entry.node),
                "overrides" => {
                    let overrides: Vec<_> = self.items(&entry.node).iter().map(|node| self.layer(node)).collect();
                    config.layers.extend(overrides);
                }
                _ => {
                    if !self.setting(entry, &mut config.layers[0]) {
                        self.unknown("key", &entry.key, entry.key_span, FIELDS.iter().copied());
                    }
                }
            }
        }
        config
    }

    fn layer(&mut self, node: &Node) -> Layer {
        let mut layer = Layer::default();
        for entry in self.entries(node) {
            if entry.key == "files" {
                layer.files = Some(self.globs(&entry.node));
            } else if !self.setting(entry, &mut layer) {
                self.unknown("key of an override", &entry.key, entry.key_span, OVERRIDE_FIELDS.iter().copied());
            }
        }
        if layer.files.is_none() {
            self.fault(node.span, "this override does not say for which files it holds", "Add `files:` with globs.");
        }
        layer
    }

    /// Takes a key that a configuration and an override share; false if it is none.
    fn setting(&mut self, entry: &Entry, layer: &mut Layer) -> bool {
        match entry.key.as_str() {
            "fail-on" => {
                layer.fail_on = self.choice(&entry.node, "level to fail on", &FailOn::NAMES, FailOn::from_name)
            }
            "audience" => layer.audience = self.choice(&entry.node, "audience", &Audience::NAMES, Audience::from_name),
            "date-order" => {
                let order = |name: &str| ["dmy", "mdy"].contains(&name).then_some(name == "dmy");
                layer.day_first = self.choice(&entry.node, "order of dates", &["dmy", "mdy"], order);
            }
            "levels" => layer.levels = self.levels(&entry.node),
            "options" => layer.options = self.options(&entry.node),
            "aliases" => layer.aliases = self.aliases(&entry.node),
            "words" => layer.words = self.words(&entry.node),
            "custom" => layer.custom = custom::read(self, &entry.node),
            "schema" => layer.schema = self.string(&entry.node),
            "standards" => layer.standards = self.strings(&entry.node),
            "scope" => {
                self.entries(&entry.node);
                layer.scope = Some(entry.node.clone());
            }
            "holidays" => layer.holidays = self.days(&entry.node),
            _ => return false,
        }
        layer.keys.push((entry.key.clone(), entry.key_span));
        true
    }

    fn levels(&mut self, node: &Node) -> Vec<RuleLevel> {
        let mut levels = Vec::new();
        for entry in self.entries(node) {
            let selector = rules::selector(&entry.key)
                .map_err(|help| self.fault(entry.key_span, format!("unknown rule “{}”", entry.key), help));
            let level = self.choice(&entry.node, "level", LEVELS, level);
            if let (Ok(selector), Some(level)) = (selector, level) {
                levels.push(RuleLevel { selector, level, span: entry.key_span });
            }
        }
        levels
    }

    fn options(&mut self, node: &Node) -> HashMap<&'static str, serde_json::Map<String, Json>> {
        let mut options = HashMap::new();
        for entry in self.entries(node) {
            let Some(rule) = self.rule(entry) else { continue };
            let known = rule.options();
            let mut values = serde_json::Map::new();
            for option in self.entries(&entry.node) {
                if known.contains(&option.key.as_str()) {
                    let value = json(&option.node);
                    if rule.list_options().contains(&option.key.as_str()) {
                        let texts = value.as_array().is_some_and(|all| all.iter().all(Json::is_string));
                        if !texts {
                            let message = format!("`{}` of {} is a list of texts", option.key, rule.name);
                            self.fault(
                                option.node.span,
                                message,
                                "Write them between brackets: [Sprint 41, Sprint 42].",
                            );
                        }
                    } else if !value.is_u64() {
                        let message = format!("`{}` of {} is a whole number", option.key, rule.name);
                        self.fault(option.node.span, message, "Write it in figures alone, such as 60.");
                    }
                    values.insert(option.key.clone(), value);
                } else if known.is_empty() {
                    self.fault(option.key_span, format!("the rule {} has no options", rule.name), "");
                } else {
                    let what = format!("option of {}", rule.name);
                    self.unknown(&what, &option.key, option.key_span, known.iter().copied());
                }
            }
            options.insert(rule.name, values);
        }
        options
    }

    fn aliases(&mut self, node: &Node) -> HashMap<SectionKind, Vec<String>> {
        let mut aliases = HashMap::new();
        for entry in self.entries(node) {
            match SectionKind::from_name(&entry.key) {
                Some(section) => {
                    aliases.insert(section, self.words_of(&entry.node));
                }
                None => {
                    let known = SectionKind::ALL.map(SectionKind::name);
                    self.unknown("section", &entry.key, entry.key_span, known);
                }
            }
        }
        aliases
    }

    fn words(&mut self, node: &Node) -> HashMap<List, Vec<String>> {
        let mut words = HashMap::new();
        for entry in self.entries(node) {
            match List::EVERYWHERE.into_iter().find(|list| list.name() == entry.key) {
                Some(list) => {
                    words.insert(list, self.words_of(&entry.node));
                }
                None => {
                    let known = List::EVERYWHERE.map(List::name);
                    self.unknown("list of words", &entry.key, entry.key_span, known);
                }
            }
        }
        words
    }

    fn days(&mut self, node: &Node) -> Vec<Date> {
        let mut days = Vec::new();
        for given in self.strings(node) {
            match given.text.parse() {
                Ok(day) => days.push(day),
                Err(_) => {
                    let message = format!("“{}” is no day", given.text);
                    self.fault(given.span, message, "Write year, month and day: `2031-12-25`.");
                }
            }
        }
        days
    }

    /// Phrases; one without a letter would be found everywhere.
    fn words_of(&mut self, node: &Node) -> Vec<String> {
        let mut words = Vec::new();
        let nodes = if let Value::List(items) = &node.value { items } else { std::slice::from_ref(node) };
        for figure in nodes.iter().filter(|node| matches!(json(node), Json::Number(_) | Json::Bool(_))) {
            let message = format!("“{}” is no phrase: a text is expected here", figure.text().unwrap_or_default());
            self.fault(figure.span, message, "Write the words to look for; put them in quotes if they are figures.");
        }
        for word in self.strings(node) {
            if word.text.trim_matches(|c: char| c == '*' || c.is_whitespace()).is_empty() {
                self.fault(word.span, "a phrase without a word", "Write the words to look for, or leave it out.");
            } else {
                words.push(word.text);
            }
        }
        words
    }

    fn globs(&mut self, node: &Node) -> Globs {
        let mut builder = GlobSetBuilder::new();
        let given = self.strings(node);
        for glob in &given {
            if let Err(error) = Globs::add(&mut builder, &glob.text) {
                self.fault(glob.span, format!("“{}” is no glob: {error}", glob.text), "");
            }
        }
        let globs = Globs::build(&builder).unwrap_or_else(|error| {
            self.fault(node.span, format!("these globs cannot be used: {error}"), "");
            Globs::default()
        });
        globs.written_as(given)
    }

    fn rule(&mut self, entry: &Entry) -> Option<&'static Rule> {
        let rule = rules::rule(&entry.key);
        if rule.is_none() {
            self.unknown("rule", &entry.key, entry.key_span, RULES.iter().map(|rule| rule.name));
        }
        rule
    }
}

/// The value of an option. Plain scalars are numbers and booleans where they look like them.
fn json(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Text { text, plain: true } => match text.as_str() {
            "true" => Json::Bool(true),
            "false" => Json::Bool(false),
            number => number.parse::<serde_json::Number>().map_or_else(|_| Json::String(text.clone()), Json::Number),
        },
        Value::Text { text, .. } => Json::String(text.clone()),
        Value::List(items) => items.iter().map(json).collect(),
        Value::Map(entries) => entries.iter().map(|entry| (entry.key.clone(), json(&entry.node))).collect(),
    }
}
