//! `candor explain`: the page of a rule or a standard.

use std::ffi::OsStr;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use clap::builder::{NonEmptyStringValueParser, PossibleValue, TypedValueParser};
use clap::{Arg, Args, Command};
use jiff::Timestamp;

use super::configs::{Configs, Origin};
use super::selection::Selection;
use super::{Failure, Outcome};
use crate::finding::Level;
use crate::output::{Look, visible};
use crate::rule::Rule;
use crate::rules::{RULES, rule};
use crate::standards::page::page;
use crate::standards::{shipped, shipped_names};
use crate::suggest;

/// Explain a rule or a standard
///
/// Of a rule: what it finds, why that matters, and a bad and a good example. Of a standard: what it
/// asks for, with its clauses, whom it binds, and where its text was read. Without a name: the
/// standards that are known.
#[derive(Debug, Args)]
pub struct Explain {
    /// The name of a rule, or of a standard: a shipped one or one of your own
    #[arg(value_name = "RULE|STANDARD", value_parser = Name, hide_possible_values = true)]
    name: Option<String>,
}

/// Any name is one of somebody's own standards, perhaps; shells complete those that ship.
#[derive(Clone)]
struct Name;

impl TypedValueParser for Name {
    type Value = String;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<String, clap::Error> {
        NonEmptyStringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let names = RULES.iter().map(|rule| rule.name).chain(shipped_names());
        Some(Box::new(names.map(PossibleValue::new)))
    }
}

/// Prints the page, on a terminal with its headings marked.
///
/// # Errors
/// The output cannot be written.
pub fn run(args: &Explain) -> Result<Outcome, Failure> {
    let text = args.name.as_deref().map_or_else(list, text)?;
    let stdout = io::stdout();
    let colour = Look::of(stdout.is_terminal()).colour;
    let mut out = BufWriter::new(stdout.lock());
    let mut in_code = false;
    for line in text.lines() {
        let line = visible(line);
        let fence = line.starts_with("```");
        in_code ^= fence;
        let style = match &*line {
            _ if !colour => "",
            _ if fence || in_code => "\x1b[2m",
            heading if heading.starts_with('#') => "\x1b[1m",
            _ => "",
        };
        let end = if style.is_empty() { "" } else { "\x1b[0m" };
        writeln!(out, "{style}{line}{end}")?;
    }
    out.flush()?;
    Ok(Outcome::Good)
}

/// What can be explained.
fn list() -> Result<String, Failure> {
    let policy = Configs::new(Origin::default(), Selection::default(), Timestamp::now()).policy(Path::new(""))?;
    let standards = policy.known().filter_map(|name| policy.standard(name));
    let lines: String = standards.map(|standard| format!("- `{}`: {}\n", standard.name, standard.title)).collect();
    Ok(format!("`candor rules` lists the rules. The standards:\n\n{lines}"))
}

/// The page of what a name means.
fn text(name: &str) -> Result<String, Failure> {
    if let Some(rule) = rule(name) {
        return Ok(of_rule(rule));
    }
    let mut configs = Configs::new(Origin::default(), Selection::default(), Timestamp::now());
    // What ships is explained also where a configuration is broken.
    if let Some(standard) = shipped(name) {
        return Ok(page(standard));
    }
    let policy = configs.policy(Path::new(""))?;
    match policy.standard(name) {
        Some(standard) => Ok(page(standard)),
        None => {
            let known = RULES.iter().map(|rule| rule.name).chain(policy.known());
            let help = match suggest::nearest(name, known) {
                Some(near) => format!("Did you mean “{near}”?"),
                None => {
                    let standards: Vec<&str> = policy.known().collect();
                    format!("`candor rules` lists the rules. The standards are: {}.", standards.join(", "))
                }
            };
            Err(format!("unknown rule or standard “{name}”\nhelp: {help}").into())
        }
    }
}

fn of_rule(rule: &Rule) -> String {
    let level = rule.level.map_or("off", Level::name);
    let name = rule.name;
    format!(
        "# {name}\n\n{}\n\n## Configure\n\n\
         The level is `{level}` unless candor.yaml sets another (`error`, `warning`, `info`, `off`):\n\n\
         ```yaml\nlevels:\n  {name}: {}\n```\n",
        rule.docs().trim(),
        if rule.level == Some(Level::Warning) { "error" } else { "warning" },
    )
}
