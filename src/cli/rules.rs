//! `candor rules`: every rule, its level here, and where that level comes from.

use std::borrow::Cow;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use serde::Serialize;

use super::configs::{Configs, Origin, Provenance};
use super::selection::Selection;
use super::{Failure, Outcome};
use crate::finding::Level;
use crate::output::{Escaped, visible};
use crate::rule::Rule;
use crate::rule::custom::{self, Custom};
use crate::rules::RULES;

/// List the rules, each with its level here and where that level comes from
#[derive(Debug, Args)]
pub struct Rules {
    /// How to print them
    #[arg(long, short, value_name = "FORMAT", default_value = "text")]
    format: Format,
    #[command(flatten)]
    origin: Origin,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A table
    Text,
    /// One JSON object, version 1
    Json,
}

#[derive(Serialize)]
struct Output<'a> {
    version: u8,
    rules: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    name: Cow<'static, str>,
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
pub fn run(args: &Rules) -> Result<Outcome, Failure> {
    let mut configs = Configs::new(args.origin.clone(), Selection::default(), Timestamp::now());
    let given = configs.levels_given(Path::new(""))?;
    let custom = configs.custom_given(Path::new(""))?;
    let rules = RULES.iter().map(|rule| entry(rule, &given)).chain(own_entries(&custom, &given)).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    match args.format {
        Format::Text => table(rules, &mut out)?,
        Format::Json => {
            serde_json::to_writer(Escaped(&mut out), &Output { version: 1, rules }).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(Outcome::Good)
}

fn entry<'a>(rule: &Rule, given: &'a [Provenance]) -> Entry<'a> {
    let of_rule = || given.iter().filter(|given| given.rule == rule.name);
    let from = of_rule().rfind(|given| !given.overriding);
    Entry {
        name: rule.name.into(),
        level: from.map_or(rule.level, |given| given.level),
        default: rule.level,
        from,
        overrides: of_rule().filter(|given| given.overriding).collect(),
        summary: rule.summary(),
    }
}

/// The rules of the user's own, each once, in the order in which they were first given.
fn own_entries<'a>(custom: &'a [(Arc<Custom>, Provenance)], given: &'a [Provenance]) -> Vec<Entry<'a>> {
    let mut names: Vec<&str> = Vec::new();
    for (rule, _) in custom {
        if !names.contains(&rule.name.as_str()) {
            names.push(&rule.name);
        }
    }
    // What `levels` says of all of them holds for each that is not off.
    let of_all = given.iter().rfind(|given| given.rule == custom::NAME && !given.overriding);
    let own = names.into_iter().filter_map(|name| {
        let of_name = || custom.iter().filter(move |(rule, _)| rule.name == name);
        let (rule, place) = of_name().rfind(|(_, place)| !place.overriding).or(of_name().next())?;
        let from = of_all.filter(|_| rule.level.is_some()).unwrap_or(place);
        let overrides = of_name().map(|(_, place)| place).filter(|place| place.overriding);
        Some(Entry {
            name: format!("{}/{name}", custom::NAME).into(),
            level: if place.overriding { None } else { from.level },
            default: None,
            from: (!place.overriding).then_some(from),
            overrides: overrides.collect(),
            summary: visible(&rule.message).into_owned(),
        })
    });
    own.collect()
}

fn table(rules: Vec<Entry<'_>>, out: &mut dyn Write) -> io::Result<()> {
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

fn from(entry: &Entry<'_>) -> String {
    let place = |given: &Provenance| format!("{}:{}", visible(&given.path), given.line);
    let base = entry.from.map_or_else(|| "default".to_owned(), place);
    let overrides = entry.overrides.iter().map(|given| format!(", {} at {}", level(given.level), place(given)));
    std::iter::once(base).chain(overrides).collect()
}
