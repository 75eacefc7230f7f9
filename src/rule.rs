//! What a rule is, and the settings that it reads: below every rule, so that the engine, the output and
//! the rules share them without knowing each other.

pub mod custom;

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::document::Document;
use crate::finding::{Finding, Level};
use crate::language::Lexicon;
use crate::scaffold::prompts::Prompts;
use crate::schema::UserSchema;
use crate::standards::Policy;
use custom::Custom;

/// A rule: its name, its defaults, its check.
#[derive(Debug)]
pub struct Rule {
    /// The kebab-case name; it never changes its meaning.
    pub name: &'static str,
    /// The default level; `None` is off.
    pub level: Option<Level>,
    /// Whether it reports what is merely not written yet: in a draft it is at most an info.
    pub unwritten: bool,
    /// Finds the gaps of one document.
    pub check: fn(&Document<'_>, &Settings) -> Vec<Finding>,
    /// The source of the rule's file; its leading `//!` comment is the rule's page.
    pub source: &'static str,
}

impl Rule {
    /// The rule's page in Markdown: the doc comment at the head of its file.
    pub fn docs(&self) -> String {
        let lines = self.source.lines().map_while(|line| line.strip_prefix("//!"));
        lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
    }

    /// The first sentence of the page: what the rule reports.
    pub fn summary(&self) -> String {
        let docs = self.docs();
        let first = docs.split("\n\n").next().unwrap_or_default();
        first.replace('\n', " ")
    }

    /// The names of its options: those that its page lists under `## Options`, as "- `name`: …".
    pub fn options(&self) -> Vec<&'static str> {
        let page = self.source.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim_start);
        let options = page.skip_while(|line| *line != "## Options").skip(1).take_while(|line| !line.starts_with("## "));
        options.filter_map(|line| line.strip_prefix("- `")?.split_once('`')).map(|(name, _)| name).collect()
    }
}

/// The check of a rule that one document alone cannot break: the engine makes its findings, from what
/// all other rules found, or from all documents of the run.
pub fn by_the_engine(_: &Document<'_>, _: &Settings) -> Vec<Finding> {
    Vec::new()
}

/// What holds for one document: resolved from the configuration, the flags and the defaults.
#[derive(Debug)]
pub struct Settings {
    /// Levels that differ from the rules' own; `None` is off.
    pub levels: HashMap<String, Option<Level>>,
    /// Options of the rules by rule name, as JSON.
    pub options: HashMap<String, serde_json::Value>,
    /// The words in force.
    pub lexicon: Lexicon,
    /// Rules of the user's own.
    pub custom: Vec<Arc<Custom>>,
    /// Schemas of the user's that add to the built-in one.
    pub schemas: Vec<Arc<UserSchema>>,
    /// What the user's own templates say to their author.
    pub prompts: Vec<Arc<Prompts>>,
    /// What the configuration and the command line say of standards.
    pub standards: Policy,
    /// The present moment: rules have no clock of their own.
    pub now: Timestamp,
}

impl Settings {
    /// The defaults at the moment `now`.
    pub fn new(now: Timestamp) -> Self {
        Self {
            levels: HashMap::new(),
            options: HashMap::new(),
            lexicon: Lexicon::default(),
            custom: Vec::new(),
            schemas: Vec::new(),
            prompts: Vec::new(),
            standards: Policy::default(),
            now,
        }
    }

    /// The level of a rule; `None` is off.
    pub fn level(&self, rule: &Rule) -> Option<Level> {
        self.levels.get(rule.name).copied().unwrap_or(rule.level)
    }

    /// An option of a rule.
    pub fn option(&self, rule: &str, name: &str) -> Option<&serde_json::Value> {
        self.options.get(rule)?.get(name)
    }
}
