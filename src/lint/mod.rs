//! The engine: one pure function from a text to its findings.

pub mod config;
mod fingerprint;

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::document::Document;
use crate::finding::{Finding, Level};
use crate::language::{Lexicon, Topic};
use crate::rules::{RULES, Rule, UNREADABLE};
use crate::scaffold::prompts::Prompts;
use crate::schema::UserSchema;
use crate::source::Source;

/// The size in bytes from which a document is not read, unless the configuration says otherwise.
pub const MAX_BYTES: u64 = 32 << 20;

/// Findings of one rule in one document; the rest is counted.
pub const MAX_FINDINGS: usize = 1_000;

/// What holds for one document: resolved from the configuration, the flags and the defaults.
#[derive(Debug)]
pub struct Settings {
    /// Levels that differ from the rules' own; `None` is off.
    pub levels: HashMap<String, Option<Level>>,
    /// Options of the rules by rule name, as JSON.
    pub options: HashMap<String, serde_json::Value>,
    /// The words in force.
    pub lexicon: Lexicon,
    /// Schemas of the user's that add to the built-in one.
    pub schemas: Vec<Arc<UserSchema>>,
    /// What the user's own templates say to their author.
    pub prompts: Vec<Arc<Prompts>>,
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
            schemas: Vec::new(),
            prompts: Vec::new(),
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

/// What was found in one document.
#[derive(Debug)]
pub struct Report {
    /// The document's status, where it states one.
    pub status: Option<String>,
    /// The findings by position, then by rule.
    pub findings: Vec<Finding>,
}

/// Lints one text. Pure: the same text and settings give the same findings.
pub fn lint(source: &Source, settings: &Settings) -> Report {
    let document = Document::read(source, &settings.lexicon);
    lint_document(&document, settings)
}

/// Lints a document that has been read.
pub fn lint_document(document: &Document<'_>, settings: &Settings) -> Report {
    let mut findings = Vec::new();
    // What was not read has one gap only: that it was not read.
    let unread = document.source.exceeds().is_some();
    for rule in RULES.iter().filter(|rule| !unread || rule.name == UNREADABLE) {
        if let Some(level) = settings.level(rule) {
            findings.extend(findings_of(rule, level, document, settings));
        }
    }
    findings.sort_by(|a, b| (a.span, a.rule, &a.subject).cmp(&(b.span, b.rule, &b.subject)));
    fingerprint::set(&mut findings, document.source);
    Report { status: document.meta.text("status").map(str::to_owned), findings }
}

fn findings_of(rule: &Rule, level: Level, document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    let mut findings = (rule.check)(document, settings);
    let cut = findings.len().saturating_sub(MAX_FINDINGS);
    findings.truncate(MAX_FINDINGS);
    if let (Some(last), true) = (findings.last_mut(), cut > 0) {
        last.message.push_str(&format!(" (and {cut} more of this rule)"));
    }
    // A level set by the user holds for every finding; else a rule's own level for this finding does.
    let configured = settings.levels.contains_key(rule.name);
    let draft = rule.unwritten && document.is_draft();
    for finding in &mut findings {
        let own = if configured { level } else { finding.level.unwrap_or(level) };
        finding.rule = rule.name;
        finding.span = document.source.clamp(finding.span);
        finding.level = Some(if draft { Level::Info } else { own });
        if finding.section.is_none() {
            finding.section = document.topic_at(finding.span.start).and_then(Topic::section);
        }
    }
    findings
}
