//! `candor explain`: the page of a rule.

use std::io::{self, BufWriter, IsTerminal, Write};

use clap::Args;

use super::selection::rule_name;
use super::{Failure, Outcome};
use crate::finding::Level;
use crate::output::Look;
use crate::rules::Rule;

/// Explain a rule: what it finds, why that matters, and a bad and a good example
#[derive(Debug, Args)]
pub struct Explain {
    /// The name of the rule
    #[arg(value_name = "RULE", value_parser = rule_name(), hide_possible_values = true)]
    rule: &'static Rule,
}

/// Prints the page, on a terminal with its headings marked.
///
/// # Errors
/// The output cannot be written.
pub fn run(args: &Explain) -> Result<Outcome, Failure> {
    let stdout = io::stdout();
    let colour = Look::of(stdout.is_terminal()).colour;
    let mut out = BufWriter::new(stdout.lock());
    let mut in_code = false;
    for line in page(args.rule).lines() {
        let fence = line.starts_with("```");
        in_code ^= fence;
        let style = match line {
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

fn page(rule: &Rule) -> String {
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
