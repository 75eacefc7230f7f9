//! What a rule is, and the settings that it reads: below every rule, so that the engine, the output and
//! the rules share them without knowing each other.

pub mod custom;
pub mod selector;

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::document::Document;
use crate::document::meta::Audience;
use crate::finding::{Finding, Level};
use crate::language::Lexicon;
use crate::scaffold::prompts::Prompts;
use crate::schema::UserSchema;
use crate::source::Source;
use crate::standards::Policy;
use custom::Custom;
pub use selector::Selector;

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
        self.listed("## Options")
    }

    /// Those of its options whose value is a list of texts: their line says so, as "- `name`: …, a list: …".
    pub fn list_options(&self) -> Vec<&'static str> {
        let page = self.source.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim_start);
        let lists = page.filter(|line| line.contains(", a list:"));
        lists.filter_map(|line| line.strip_prefix("- `")?.split_once('`')).map(|(name, _)| name).collect()
    }

    /// Of what it speaks, where that is one of several things: what its page lists under `## Subjects`. A
    /// name in angle brackets stands for any.
    pub fn subjects(&self) -> Vec<&'static str> {
        self.listed("## Subjects")
    }

    /// The names that the page lists under a heading.
    fn listed(&self, heading: &str) -> Vec<&'static str> {
        let page = self.source.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim_start);
        let listed = page.skip_while(|line| *line != heading).skip(1).take_while(|line| !line.starts_with("## "));
        listed.filter_map(|line| line.strip_prefix("- `")?.split_once('`')).map(|(name, _)| name).collect()
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
    /// Levels that differ from the rules' own, by [`Selector`]; `None` is off.
    pub levels: HashMap<String, Option<Level>>,
    /// What alone is looked for; empty: whatever is not off.
    pub select: Vec<Selector>,
    /// What is not looked for.
    pub ignore: Vec<Selector>,
    /// Options of the rules by rule name, as JSON.
    pub options: HashMap<String, serde_json::Value>,
    /// Who the documents are for that do not say.
    pub audience: Option<Audience>,
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
            select: Vec::new(),
            ignore: Vec::new(),
            options: HashMap::new(),
            audience: None,
            lexicon: Lexicon::default(),
            custom: Vec::new(),
            schemas: Vec::new(),
            prompts: Vec::new(),
            standards: Policy::default(),
            now,
        }
    }

    /// Reads a document in the words in force.
    pub fn read<'s>(&self, source: &'s Source) -> Document<'s> {
        let document = Document::read(source, &self.lexicon);
        match self.audience {
            Some(audience) => document.written_for(audience),
            None => document,
        }
    }

    /// The level of what a rule finds about a subject; `None` is off. What is set for the subject comes
    /// before what is set for the rule, then comes the rule's `own` level for this finding.
    pub fn level(&self, rule: &Rule, subject: Option<&str>, own: Option<Level>) -> Option<Level> {
        let selected = self.is_selected(rule.name, subject);
        let ignored = self.ignore.iter().any(|selector| selector.holds(rule.name, subject));
        if !self.select.is_empty() && !selected || ignored {
            return None;
        }
        match self.set(rule, subject) {
            Some(set) => set,
            // What is off by default is on where it is asked for by name.
            None if rule.level.is_none() => selected.then_some(own.unwrap_or(Level::Warning)),
            None => own.or(rule.level),
        }
    }

    /// The level that is set for a subject of a rule, or for the rule; `None` within is off.
    pub fn set(&self, rule: &Rule, subject: Option<&str>) -> Option<Option<Level>> {
        if self.levels.is_empty() {
            return None;
        }
        selector::keys(rule.name, subject).find_map(|key| self.levels.get(&key).copied())
    }

    /// Whether anything that a rule finds is reported.
    pub fn asks(&self, rule: &Rule) -> bool {
        let within = |key: &str| key.strip_prefix(rule.name).is_some_and(|rest| rest.starts_with('/'));
        let chosen = self.select.is_empty() || self.select.iter().any(|selector| selector.rule == rule.name);
        let ignored = self.ignore.iter().any(|selector| selector.holds(rule.name, None));
        let on = match self.levels.get(rule.name) {
            Some(level) => level.is_some(),
            None => rule.level.is_some() || !self.select.is_empty(),
        };
        chosen && !ignored && (on || self.levels.iter().any(|(key, level)| level.is_some() && within(key)))
    }

    /// Whether all that a rule finds is reported, about whatever subject.
    pub fn asks_whole(&self, rule: &Rule) -> bool {
        let parted = |rule: &Rule| {
            let named =
                self.select.iter().chain(&self.ignore).any(|one| one.rule == rule.name && one.subject.is_some());
            named || self.levels.keys().any(|key| key.split_once('/').is_some_and(|(head, _)| head == rule.name))
        };
        self.asks(rule) && !parted(rule)
    }

    /// Whether a rule, or what it finds about a subject, is asked for by name.
    pub fn is_selected(&self, rule: &str, subject: Option<&str>) -> bool {
        self.select.iter().any(|selector| selector.holds(rule, subject))
    }

    /// An option of a rule.
    pub fn option(&self, rule: &str, name: &str) -> Option<&serde_json::Value> {
        self.options.get(rule)?.get(name)
    }
}
