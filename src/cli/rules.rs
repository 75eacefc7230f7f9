//! `candor rules`: every rule, its level here, and where that level comes from.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use serde::Serialize;

use super::configs::{Configs, Origin, Provenance};
use super::selection::Selection;
use super::{Failure, Outcome};
use crate::finding::Level;
use crate::output::{Escaped, visible};
use crate::rules::{RULES, Rule};

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
    name: &'static str,
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
    let rules = RULES.iter().map(|rule| entry(rule, &given)).collect();
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
        name: rule.name,
        level: from.map_or(rule.level, |given| given.level),
        default: rule.level,
        from,
        overrides: of_rule().filter(|given| given.overriding).collect(),
        summary: rule.summary(),
    }
}

fn table(rules: Vec<Entry<'_>>, out: &mut dyn Write) -> io::Result<()> {
    let rows: Vec<_> =
        rules.iter().map(|entry| (entry.name, level(entry.level), from(entry), &entry.summary)).collect();
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
