//! `candor explain`: the page of a rule or a standard.

use std::ffi::OsStr;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;

use clap::builder::{NonEmptyStringValueParser, PossibleValue, TypedValueParser};
use clap::{Arg, Args, Command};
use jiff::Timestamp;

use super::colour::Colour;
use super::configs::{ConfigArgs, Configs, Provenance};
use super::selection::Selection;
use super::{Exit, Failure};
use crate::finding::Level;
use crate::output::visible;
use crate::rule::custom::{self, Custom};
use crate::rule::{Rule, Selector};
use crate::rules::{RULES, nearest, rule, selector};
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
    /// The name of a rule, of its subject (custom/NAME for a rule of your own), or of a standard
    #[arg(value_name = "RULE|STANDARD", value_parser = Name, hide_possible_values = true)]
    name: Option<String>,
    #[command(flatten)]
    colour: Colour,
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
pub fn run(args: &Explain) -> Result<Exit, Failure> {
    let text = args.name.as_deref().map_or_else(list, text)?;
    let stdout = io::stdout();
    let colour = args.colour.look(stdout.is_terminal()).colour;
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
    Ok(Exit::Good)
}

/// What can be explained.
fn list() -> Result<String, Failure> {
    let policy = Configs::new(ConfigArgs::default(), Selection::default(), Timestamp::now()).policy(Path::new(""))?;
    let standards = policy.known().filter_map(|name| policy.standard(name));
    let lines: String = standards.map(|standard| format!("- `{}`: {}\n", standard.name, standard.title)).collect();
    Ok(format!("`candor rules` lists the rules. The standards:\n\n{lines}"))
}

/// The page of what a name means.
fn text(name: &str) -> Result<String, Failure> {
    let selected = selector(name);
    if let Ok(Selector { rule: name, subject: None }) = &selected {
        return Ok(rule(name).map(of_rule).unwrap_or_default());
    }
    let mut configs = Configs::new(ConfigArgs::default(), Selection::default(), Timestamp::now());
    if let Ok(selector) = &selected {
        return of_subject(selector, &configs.custom_given(Path::new(""))?);
    }
    // What ships is explained also where a configuration is broken.
    if let Some(standard) = shipped(name) {
        return Ok(page(standard));
    }
    let policy = configs.policy(Path::new(""))?;
    match policy.standard(name) {
        Some(standard) => Ok(page(standard)),
        None => {
            let near = nearest(name).or_else(|| suggest::nearest(name, policy.known()).map(str::to_owned));
            let help = match (near, selected) {
                (Some(near), _) => format!("Did you mean “{near}”?"),
                (None, Err(help)) if name.contains('/') => help,
                _ => {
                    let standards: Vec<&str> = policy.known().collect();
                    format!("`candor rules` lists the rules. The standards are: {}.", standards.join(", "))
                }
            };
            Err(format!("unknown rule or standard “{name}”\nhelp: {help}").into())
        }
    }
}

/// The page of a subject of a rule: a rule of the user's own by what its configuration says, else the page
/// of its rule.
fn of_subject(selector: &Selector, own: &[(Arc<Custom>, Provenance)]) -> Result<String, Failure> {
    if selector.rule != custom::NAME {
        let page = rule(selector.rule).map(of_rule).unwrap_or_default();
        return Ok(format!("`{selector}` is what `{}` finds about this one thing.\n\n{page}", selector.rule));
    }
    let Some((rule, place)) = own.iter().rfind(|(_, place)| place.selector == *selector) else {
        let help = custom::unknown(selector, own.iter().map(|(rule, _)| rule.name.as_str())).unwrap_or_default();
        return Err(format!("unknown rule “{selector}”\nhelp: {help}").into());
    };
    let sections: Vec<&str> = rule.sections.iter().map(|section| section.name()).collect();
    let (sections, level) = (sections.join(", "), rule.level.map_or("off", Level::name));
    let rows = [
        ("Pattern", Some(format!("`{}`", rule.pattern))),
        ("Sections", Some(if sections.is_empty() { "all".to_owned() } else { sections })),
        ("Level", Some(level.to_owned())),
        ("Help", rule.help.clone()),
        ("Replacement", rule.replacement.as_ref().map(|text| format!("`{text}`"))),
        ("From", Some(format!("{}:{}", place.path, place.line))),
    ];
    let rows = rows.into_iter().filter_map(|(key, value)| Some(format!("- {key}: {}\n", value?)));
    let rows: String = rows.collect();
    Ok(format!(
        "# {selector}\n\nA rule of your own: {}\n\n{rows}{}",
        rule.message,
        configure(&selector.to_string(), rule.level)
    ))
}

fn of_rule(rule: &Rule) -> String {
    let first = rule.subjects().into_iter().find(|subject| !subject.starts_with('<'));
    let part = first
        .map(|subject| format!("\nOne subject alone is set by its name, such as `{}/{subject}: off`.\n", rule.name));
    format!(
        "# {}\n\n{}\n{}{}",
        rule.name,
        rule.docs().trim(),
        configure(rule.name, rule.level),
        part.unwrap_or_default()
    )
}

fn configure(name: &str, level: Option<Level>) -> String {
    let other = if level == Some(Level::Warning) { "error" } else { "warning" };
    let level = level.map_or("off", Level::name);
    format!(
        "\n## Configure\n\n\
         The level is `{level}` unless candor.yaml sets another (`error`, `warning`, `info`, `off`):\n\n\
         ```yaml\nlevels:\n  {name}: {other}\n```\n"
    )
}
