//! The command line: arguments in, files and streams out, an exit status.
//!
//! A subcommand is one file here and two lines below: its entry in [`Command`] and its call.

mod baseline;
mod baseline_file;
mod cache;
mod check;
mod colour;
mod completions;
mod config_files;
mod configs;
mod deadlines;
mod declared;
mod explain;
mod explain_read;
mod failure;
mod files;
mod fix;
mod git;
mod idle;
mod init;
mod job;
mod lint;
mod named_files;
mod new;
mod paths;
mod remedy;
mod rules;
mod schema;
mod selection;
mod shard;
mod show_settings;
mod since;
mod standard_files;
mod templates;
mod write;

use std::io::{self, Write};
use std::panic;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

pub use failure::Failure;
pub use schema::Published;

use crate::output::visible;

/// Scaffolds structured postmortems, and lints postmortems for what a reader still cannot know.
#[derive(Debug, Parser)]
#[command(name = "candor", version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::New),
    Lint(lint::Lint),
    Explain(explain::Explain),
    Deadlines(deadlines::Deadlines),
    Remedy(remedy::RemedyArgs),
    Rules(rules::RulesArgs),
    Init(init::Init),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(completions::Man),
}

/// Whether what was asked for is as it should be, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// Exit status 0.
    Good,
    /// Exit status 1: there are findings at or above `--fail-on`.
    Findings,
    /// Exit status 2: wrong usage, a broken configuration, or a file that could not be read.
    Broken,
}

/// Runs the command that the arguments of the process ask for.
pub fn main() -> ExitCode {
    // The message of a panic may quote a document, and is printed on the terminal.
    panic::set_hook(Box::new(|panic| {
        let _ = writeln!(io::stderr(), "{}", visible(&panic.to_string()));
    }));
    let outcome = match Cli::parse().command {
        Command::New(args) => new::run(args),
        Command::Lint(args) => lint::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Deadlines(args) => deadlines::run(&args),
        Command::Remedy(args) => remedy::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::completions(&args),
        Command::Man(args) => completions::man(&args),
    };
    match outcome {
        Ok(Exit::Good) => ExitCode::SUCCESS,
        Ok(Exit::Findings) => ExitCode::from(1),
        Ok(Exit::Broken) => ExitCode::from(2),
        // Whoever read our output has seen enough: `candor lint | head` is no failure.
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            failure.report();
            ExitCode::from(2)
        }
    }
}

/// Parses `--now`: an instant, or a date or local time that is taken as UTC.
fn moment(given: &str) -> Result<Timestamp, String> {
    let local = |given: &str| given.parse::<DateTime>()?.to_zoned(TimeZone::UTC);
    given
        .parse::<Timestamp>()
        .or_else(|_| local(given).map(|zoned| zoned.timestamp()))
        .map_err(|_| "expected a time such as 2031-03-04 or 2031-03-04T12:00Z".to_owned())
}
