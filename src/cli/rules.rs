//! `candor rules`: every rule, its level here, and where that level comes from.

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use serde::Serialize;

use super::configs::{ConfigArgs, Configs, Provenance};
use super::selection::Selection;
use super::{Exit, Failure};
use crate::finding::Level;
use crate::output::{Escaped, visible};
use crate::rule::custom::{self, Custom};
use crate::rule::{Rule, Selector};
use crate::rules::RULES;

/// List the rules, each with its level here and where that level comes from
#[derive(Debug, Args)]
pub struct RulesArgs {
    /// How to print them
    #[arg(long, short, value_name = "FORMAT", default_value = "text")]
    format: RulesFormat,
    #[command(flatten)]
    origin: ConfigArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum RulesFormat {
    /// A table
    Text,
    /// One JSON object, version 1
    Json,
}

#[derive(Serialize)]
struct RulesJson<'a> {
    version: u8,
    rules: Vec<RuleJson<'a>>,
}

#[derive(Serialize)]
struct RuleJson<'a> {
    name: String,
    /// Null is off.
    level: Option<Level>,
    default: Option<Level>,
    /// Null is the default.
    from: Option<&'a Provenance>,
    /// What other levels hold for some documents.
    overrides: Vec<&'a Provenance>,
    summary: String,
}

/// Prints the rules as the configuration of the working directory has them.
///
/// # Errors
/// The configuration is broken, or the output cannot be written.
pub fn run(args: &RulesArgs) -> Result<Exit, Failure> {
    let mut configs = Configs::new(args.origin.clone(), Selection::default(), Timestamp::now());
    let given = configs.levels_given(Path::new(""))?;
    let custom = configs.custom_given(Path::new(""))?;
    let rules = RULES.iter().flat_map(|rule| entries(rule, &given)).chain(own_entries(&custom, &given)).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    match args.format {
        RulesFormat::Text => table(rules, &mut out)?,
        RulesFormat::Json => {
            serde_json::to_writer(Escaped(&mut out), &RulesJson { version: 1, rules }).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(Exit::Good)
}

/// The row of a rule, and one for each of its subjects that has a level of its own.
fn entries<'a>(rule: &Rule, given: &'a [Provenance]) -> Vec<RuleJson<'a>> {
    let mut selectors = vec![Selector { rule: rule.name, subject: None }];
    for set in given.iter().filter(|set| set.selector.rule == rule.name && rule.name != custom::NAME) {
        if !selectors.contains(&set.selector) {
            selectors.push(set.selector.clone());
        }
    }
    selectors.into_iter().map(|selector| entry(rule, &selector, given)).collect()
}

fn entry<'a>(rule: &Rule, selector: &Selector, given: &'a [Provenance]) -> RuleJson<'a> {
    let from = base(selector, given);
    RuleJson {
        name: selector.to_string(),
        level: from.map_or(rule.level, |given| given.level),
        default: rule.level,
        from,
        overrides: given.iter().filter(|set| set.overriding && set.selector == *selector).collect(),
        summary: rule.summary(),
    }
}

/// What sets the level of a selector for all documents: the last part of the configuration that names it
/// or what it is part of, and there the narrowest name.
fn base<'a>(selector: &Selector, given: &'a [Provenance]) -> Option<&'a Provenance> {
    let holds = |set: &&Provenance| !set.overriding && set.selector.holds(selector.rule, selector.subject.as_deref());
    given.iter().filter(holds).max_by_key(|set| (set.layer, set.selector.to_string().len()))
}

/// The rules of the user's own, each once, in the order in which they were first given.
fn own_entries<'a>(custom: &'a [(Arc<Custom>, Provenance)], given: &'a [Provenance]) -> Vec<RuleJson<'a>> {
    let mut selectors: Vec<&Selector> = Vec::new();
    for (_, place) in custom {
        if !selectors.contains(&&place.selector) {
            selectors.push(&place.selector);
        }
    }
    let own = selectors.into_iter().filter_map(|selector| {
        let of_name = || custom.iter().filter(move |(_, place)| place.selector == *selector);
        let (rule, place) = of_name().rfind(|(_, place)| !place.overriding).or(of_name().next())?;
        // What `levels` says of all of them holds for each that is not off.
        let set = base(selector, given).filter(|set| rule.level.is_some() || set.selector == *selector);
        let from = set.or((!place.overriding).then_some(place));
        let named = given.iter().filter(move |set| set.selector == *selector);
        let overrides = of_name().map(|(_, place)| place).chain(named).filter(|place| place.overriding);
        Some(RuleJson {
            name: selector.to_string(),
            level: from.and_then(|from| from.level),
            default: None,
            from,
            overrides: overrides.collect(),
            summary: visible(&rule.message).into_owned(),
        })
    });
    own.collect()
}

fn table(rules: Vec<RuleJson<'_>>, out: &mut dyn Write) -> io::Result<()> {
    let rows: Vec<_> =
        rules.iter().map(|entry| (&entry.name, level(entry.level), from(entry), &entry.summary)).collect();
    let names = rows.iter().map(|row| row.0.len()).max().unwrap_or(0);
    let places = rows.iter().map(|row| row.2.chars().count()).max().unwrap_or(0);
    for (name, level, from, summary) in rows {
        writeln!(out, "{name:names$}  {level:7}  {from:places$}  {summary}")?;
    }
    Ok(())
}

fn level(level: Option<Level>) -> &'static str {
    level.map_or("off", Level::name)
}

fn from(entry: &RuleJson<'_>) -> String {
    let place = |given: &Provenance| format!("{}:{}", visible(&given.path), given.line);
    let base = entry.from.map_or_else(|| "default".to_owned(), place);
    let overrides = entry.overrides.iter().map(|given| format!(", {} at {}", level(given.level), place(given)));
    std::iter::once(base).chain(overrides).collect()
}
