//! `candor.yaml`: what a team asks of its postmortems, and how that becomes [`Settings`].
//!
//! Pure: which file holds for which document, and reading it, is the command line's affair.

mod custom;
mod globs;
mod read;
mod reader;

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

pub use custom::FIELDS as CUSTOM_FIELDS;
pub use globs::Globs;
pub use read::{FIELDS, OVERRIDE_FIELDS, read};

use crate::document::meta::Audience;
use crate::document::yaml::Node;
use crate::finding::Level;
use crate::language::{Lexicon, List, SectionKind};
use crate::rule::custom::Custom;
use crate::rule::{Selector, Settings};
use crate::source::{Source, Span};

/// The least level that makes a run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    /// This level and those above it.
    Level(Level),
    /// None: findings are shown, and the run succeeds.
    Never,
}

impl FailOn {
    /// The names, the strictest last.
    pub const NAMES: [&'static str; 4] = ["never", "error", "warning", "info"];

    /// What a name means.
    pub fn from_name(name: &str) -> Option<Self> {
        if name == "never" { Some(Self::Never) } else { Level::from_name(name).map(Self::Level) }
    }

    /// Whether a finding of `level` makes the run fail.
    pub fn fails(self, level: Level) -> bool {
        matches!(self, Self::Level(least) if level >= least)
    }
}

impl Default for FailOn {
    fn default() -> Self {
        Self::Level(Level::Error)
    }
}

/// A configuration file that was read.
#[derive(Debug)]
pub struct Config {
    /// Its text, for those who find a fault in it later.
    pub source: Source,
    /// Configurations on which it builds, as paths from its own folder.
    pub extends: Vec<Given>,
    /// What is a postmortem by its path.
    pub include: Globs,
    /// What is never linted.
    pub exclude: Globs,
    /// The folder of the user's own templates.
    pub templates: Option<Given>,
    /// A file of weights of roles, in place of those of the languages.
    pub roles: Option<Given>,
    /// The baseline of its documents, as a path from its own folder.
    pub baseline: Option<Given>,
    /// Globs of files with standards of the user's own.
    pub standard_files: Vec<Given>,
    /// What it sets: for all documents first, then its overrides in their order.
    pub layers: Vec<Layer>,
}

/// A value and where it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The value.
    pub text: String,
    /// Where it stands in the configuration.
    pub span: Span,
}

/// What one part of a configuration sets: the file itself, or one of its overrides.
#[derive(Debug, Default)]
pub struct Layer {
    /// The keys that it sets, and where.
    pub keys: Vec<(String, Span)>,
    /// The documents it holds for; `None`: all.
    pub files: Option<Globs>,
    /// See [`FailOn`].
    pub fail_on: Option<FailOn>,
    /// Who the documents are for that do not say.
    pub audience: Option<Audience>,
    /// Whether the day comes first in dates that could be two.
    pub day_first: Option<bool>,
    /// Levels of rules.
    pub levels: Vec<RuleLevel>,
    /// Options by rule; always objects.
    pub options: HashMap<&'static str, serde_json::Map<String, serde_json::Value>>,
    /// Headings that mean a section.
    pub aliases: HashMap<SectionKind, Vec<String>>,
    /// Phrases that join a list of the languages.
    pub words: HashMap<List, Vec<String>>,
    /// Rules of the user's own.
    pub custom: Vec<Arc<Custom>>,
    /// A JSON Schema that documents must meet, as a path from the folder of the configuration.
    pub schema: Option<Given>,
    /// Standards that hold.
    pub standards: Vec<Given>,
    /// What is declared for standards.
    pub scope: Option<Node>,
    /// Days on which nobody works.
    pub holidays: Vec<Date>,
}

/// The level that a configuration gives a rule, or a subject of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLevel {
    /// The rule, or what it speaks of.
    pub selector: Selector,
    /// The level; `None` is off.
    pub level: Option<Level>,
    /// Where the name stands.
    pub span: Span,
}

/// What several layers make together, the later ones before the earlier.
pub fn resolve<'l>(layers: impl IntoIterator<Item = &'l Layer>, now: Timestamp) -> (Settings, FailOn) {
    let mut settings = Settings::new(now);
    let mut fail_on = FailOn::default();
    let mut day_first = None;
    let (mut aliases, mut words) = (HashMap::new(), HashMap::new());
    for layer in layers {
        fail_on = layer.fail_on.unwrap_or(fail_on);
        settings.audience = layer.audience.or(settings.audience);
        day_first = layer.day_first.or(day_first);
        set_levels(&mut settings.levels, &layer.levels);
        for (rule, options) in &layer.options {
            let known = settings.options.entry((*rule).to_owned()).or_insert_with(|| serde_json::json!({}));
            if let Some(known) = known.as_object_mut() {
                known.extend(options.clone());
            }
        }
        settings.standards.names.extend(layer.standards.iter().map(|given| given.text.clone()));
        settings.standards.scope.extend(layer.scope.clone());
        settings.standards.holidays.extend(&layer.holidays);
        append(&mut aliases, &layer.aliases);
        append(&mut words, &layer.words);
        for custom in &layer.custom {
            settings.custom.retain(|known| known.name != custom.name);
            settings.custom.push(custom.clone());
        }
    }
    settings.lexicon = Lexicon::new(&aliases, words).with_day_first(day_first);
    (settings, fail_on)
}

/// A later layer that sets a rule sets all its subjects; within one layer a subject comes before its rule.
fn set_levels(levels: &mut HashMap<String, Option<Level>>, given: &[RuleLevel]) {
    for set in given {
        levels.retain(|known, _| !is_within(known, &set.selector.to_string()));
    }
    levels.extend(given.iter().map(|set| (set.selector.to_string(), set.level)));
}

/// Whether a selector, as it is written, is part of another.
fn is_within(part: &str, whole: &str) -> bool {
    part.strip_prefix(whole).is_some_and(|rest| rest.starts_with('/'))
}

fn append<K: Clone + Eq + std::hash::Hash>(all: &mut HashMap<K, Vec<String>>, more: &HashMap<K, Vec<String>>) {
    for (key, words) in more {
        all.entry(key.clone()).or_default().extend(words.iter().cloned());
    }
}
