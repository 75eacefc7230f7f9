//! `candor lint`: finds the gaps of postmortems.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::{env, fs};

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use rayon::prelude::*;

use super::{Failure, Outcome, paths};
use crate::finding::Level;
use crate::lint::{Settings, lint};
use crate::output::{Format, Linted, Located, Run, Unread};
use crate::source::Source;

/// Lint postmortems.
#[derive(Debug, Args)]
pub struct Lint {
    /// Files and folders; - is standard input
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
    /// How to print what was found
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// The least level that makes the exit status 1
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    fail_on: FailOn,
    /// Read no configuration
    #[arg(long)]
    no_config: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl FailOn {
    fn level(self) -> Option<Level> {
        match self {
            Self::Error => Some(Level::Error),
            Self::Warning => Some(Level::Warning),
            Self::Info => Some(Level::Info),
            Self::Never => None,
        }
    }
}

/// Lints what the arguments name and prints what was found.
pub fn run(args: &Lint) -> Result<Outcome, Failure> {
    let settings = Settings::new(Timestamp::now());
    let folder = env::current_dir().unwrap_or_default();
    let results: Vec<_> = args.paths.par_iter().map(|path| lint_file(path, &folder, &settings, args)).collect();
    let mut run = Run::default();
    for result in results {
        match result {
            Ok(linted) => run.files.push(linted),
            Err(unread) => run.errors.push(unread),
        }
    }
    run.files.sort_by(|a, b| a.path.cmp(&b.path));
    let mut out = BufWriter::new(io::stdout().lock());
    args.format.write(&run, false, &mut out)?;
    out.flush()?;
    Ok(outcome(&run, args.fail_on))
}

fn lint_file(path: &Path, folder: &Path, settings: &Settings, args: &Lint) -> Result<Linted, Unread> {
    let shown = paths::shown(path, folder);
    let bytes = fs::read(path).map_err(|error| Unread { path: shown.clone(), message: error.to_string() })?;
    let source = Source::from_bytes(shown.clone(), bytes);
    let report = lint(&source, settings);
    let findings = report
        .findings
        .into_iter()
        .map(|finding| Located {
            start: source.position(finding.span.start),
            end: source.position(finding.span.end),
            finding,
        })
        .collect();
    Ok(Linted { path: shown, status: report.status, findings, source: args.format.quotes().then_some(source) })
}

fn outcome(run: &Run, fail_on: FailOn) -> Outcome {
    let fails = |level| fail_on.level().is_some_and(|least| level >= least);
    if !run.errors.is_empty() {
        Outcome::Broken
    } else if run.findings().any(|located| fails(located.level())) {
        Outcome::Findings
    } else {
        Outcome::Good
    }
}
