//! A rule of your own finds its pattern.
//!
//! Every company has words that it does not want to read: the old name of a product, a phrase that the
//! lawyers asked for, a number that must never be public. Such a rule needs no code: under `custom` in
//! `candor.yaml` stand its name, its pattern and its message, and where you want the sections it holds for,
//! a help, a level and a replacement. The subject of a finding is the name.
//!
//! The pattern is a regular expression, without look-around and back-references, so that no text can make
//! it slow. It is looked for in the words of each paragraph, item, row and heading, without their markup;
//! code is left alone. `--fix --unsafe` makes the replacement, in which `$1` and `${name}` are groups of
//! the pattern: whether your words mean the same only you know.
//!
//! A later rule of the same name, in an override or in the configuration that extends another, takes the
//! place of the earlier one. `levels: {custom/no-jargon: …}` sets the level of one, `levels: {custom: …}`
//! that of all that are not off; `--select`, `--ignore` and suppressions name one in the same way.
//!
//! ## Subjects
//!
//! - `<name>`: one of your rules, by its name
//!
//! ## Bad
//!
//! ```yaml
//! # candor.yaml
//! custom:
//!   - name: say-what-failed
//!     pattern: (?i)\bservice degradation\b
//!     sections: [summary, impact]
//!     message: customers cannot tell what failed and how
//! ```
//!
//! ```md
//! ## Customer impact
//!
//! 1,200 shops saw a service degradation from 10:02 to 10:40 UTC.
//! ```
//!
//! ## Good
//!
//! ```yaml
//! # candor.yaml
//! custom:
//!   - name: say-what-failed
//!     pattern: (?i)\bservice degradation\b
//!     sections: [summary, impact]
//!     message: customers cannot tell what failed and how
//! ```
//!
//! ```md
//! ## Customer impact
//!
//! 1,200 shops could not take card payments from 10:02 to 10:40 UTC.
//! ```

use std::ops::Range;

use crate::document::{BlockKind, Document, Form, Text};
use crate::finding::MAX_FINDINGS;
use crate::finding::{Edit, Finding, Fix, Level, quote};
use crate::language::{SectionKind, Topic};
use crate::rule::custom::{Custom, NAME};
use crate::rule::{Rule, Settings, selector};
use crate::source::Span;

/// The rule.
pub const RULE: Rule =
    Rule { name: NAME, level: Some(Level::Warning), unwritten: false, check, source: include_str!("custom.rs") };

/// Bytes that one pattern may look at in a document, counted anew from each match on: a pattern and a text
/// that were made for each other would take for ever.
const MAX_LOOKED_AT: usize = 16 << 20;

fn check(document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    let level_of = |own: &Custom| {
        // One that is off by its own words is on again where a level is set for its name.
        let named = settings.levels.contains_key(&selector::name(NAME, Some(&own.name)));
        let level = own.level.or(named.then_some(Level::Warning))?;
        settings.level(&RULE, Some(&own.name), Some(level))
    };
    let rules = settings.custom.iter().filter_map(|rule| Some((rule, level_of(rule)?)));
    rules.flat_map(|(rule, level)| Search { document, settings, rule, level }.run()).collect()
}

struct Search<'d> {
    document: &'d Document<'d>,
    settings: &'d Settings,
    rule: &'d Custom,
    level: Level,
}

impl Search<'_> {
    fn run(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut left = MAX_LOOKED_AT;
        for text in self.texts() {
            let plain = text.plain();
            let mut at = 0;
            while findings.len() <= MAX_FINDINGS {
                let Some(rest) = left.checked_sub(plain.len() - at) else {
                    findings.push(self.given_up(text.whole()));
                    return findings;
                };
                left = rest;
                let Some(found) = self.rule.pattern.find_at(plain, at) else { break };
                if found.is_empty() {
                    // A place between two letters says nothing.
                    let Some(next) = plain[at.max(found.end())..].chars().next() else { break };
                    at = found.end() + next.len_utf8();
                    continue;
                }
                at = found.end();
                if !text.is_code(&found.range()) {
                    findings.push(self.finding(text, found.range()));
                }
            }
        }
        findings
    }

    /// The words it looks at: headings and blocks.
    fn texts(&self) -> impl Iterator<Item = &Text> {
        let document = self.document;
        let holds = |topic: Option<Topic>| {
            let kind: Option<SectionKind> = topic.and_then(Topic::section);
            self.rule.sections.is_empty() || kind.is_some_and(|kind| self.rule.sections.contains(&kind))
        };
        let sections = document.outline.sections.iter().enumerate();
        let titles =
            sections.filter(move |(id, _)| holds(document.outline.topic(*id))).map(|(_, section)| &section.title);
        let blocks = document.outline.blocks.iter().filter(|block| block.kind != BlockKind::Code);
        titles.chain(blocks.filter(move |block| holds(document.topic_of(block))).map(|block| &block.text))
    }

    fn finding(&self, text: &Text, range: Range<usize>) -> Finding {
        let words = text.slice(range.clone());
        let message = format!("{}: {}", quote(words), self.rule.message);
        let fix = self.fix(text, range.clone());
        let finding = Finding::new(text.span(range), message).subject(&self.rule.name).level(self.level);
        Finding { help: self.rule.help.clone(), fix, ..finding }
    }

    /// The replacement, where it can stand in the place of the words and is itself found by no rule.
    fn fix(&self, text: &Text, range: Range<usize>) -> Option<Fix> {
        let template = self.rule.replacement.as_deref()?;
        let span = text.span(range.clone());
        let words = text.slice(range.clone());
        let captures = self.rule.pattern.captures_at(text.plain(), range.start)?;
        let mut new = String::new();
        captures.expand(template, &mut new);
        let again =
            || self.settings.custom.iter().any(|rule| rule.replacement.is_some() && rule.pattern.is_match(&new));
        if self.document.source.slice(span) != words || !fits(&new, self.document.form) || again() {
            return None;
        }
        let title = if new.is_empty() { format!("Delete {}", quote(words)) } else { format!("Write {}", quote(&new)) };
        Some(Fix::risky(title, vec![Edit::replace(span, new)]))
    }

    fn given_up(&self, place: Span) -> Finding {
        let message =
            format!("“{}” was not looked for from here on: its pattern takes too long on this text", self.rule.name);
        Finding::new(Span::at(place.start), message).subject(&self.rule.name).level(self.level)
    }
}

/// Whether words change nothing but themselves: no border of a cell, no new line, no syntax of YAML.
fn fits(new: &str, form: Form) -> bool {
    let syntax: &[char] = match form {
        Form::Markdown => &['\n', '\r', '|', '<'],
        Form::Yaml => {
            &['\n', '\r', ':', '#', '"', '\'', '\\', '{', '}', '[', ']', ',', '&', '*', '!', '|', '>', '%', '@', '`']
        }
    };
    !new.contains(syntax)
}
