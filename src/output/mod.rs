//! What a run found, in the formats that people and programs read.
//!
//! A format is one file here and one entry in [`Format`].

mod concise;
pub mod deadlines;
mod draft;
mod excerpt;
pub mod explain_read;
mod github;
mod gitlab;
mod groups;
mod inert;
mod json;
mod jsonl;
mod junit;
mod look;
mod markdown;
mod rdjson;
pub mod remedy;
mod sarif;
mod text;
mod uri;
mod visible;

use std::io::{self, Write};

use clap::ValueEnum;

use inert::Inert;
pub use json::Escaped;
pub use look::Look;
pub use uri::BaseUrl;
pub use visible::visible;

use crate::finding::{Finding, Level};
use crate::lint::changed::Standing;
use crate::lint::config::FailOn;
use crate::lint::{Suppression, fingerprint};
use crate::source::{Position, Source, Span};

/// A finding with its lines and columns.
#[derive(Debug)]
pub struct Located {
    /// What was found.
    pub finding: Finding,
    /// Where it begins.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
    /// Where each edit of its fix begins and ends, in their order.
    pub edits: Vec<(Position, Position)>,
    /// Whether a change brought it.
    pub standing: Standing,
}

impl Located {
    /// Finds the lines and columns of a finding.
    pub fn new(finding: Finding, source: &Source) -> Self {
        let place = |span: Span| (source.position(span.start), source.position(span.end));
        let (start, end) = place(finding.span);
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| place(edit.span)).collect();
        Self { finding, start, end, edits, standing: Standing::New }
    }

    /// The level in force.
    pub fn level(&self) -> Level {
        self.finding.level.unwrap_or(Level::Info)
    }
}

/// A file that was linted.
#[derive(Debug)]
pub struct Linted {
    /// The path as it is shown.
    pub path: String,
    /// The status that the document states.
    pub status: Option<String>,
    /// The id that the document states.
    pub id: Option<String>,
    /// The findings by position, then by rule.
    pub findings: Vec<Located>,
    /// What the document suppresses, and why.
    pub suppressed: Vec<(Located, Suppression)>,
    /// How many findings the baseline holds.
    pub baselined: usize,
    /// How many findings were there before the change that is judged.
    pub older: usize,
    /// How many findings are below the level that is shown.
    pub hidden: usize,
    /// What makes the run fail.
    pub fail_on: FailOn,
    /// The text, where the format quotes it.
    pub source: Option<Source>,
}

impl Linted {
    /// A configuration with its faults, as a file with findings.
    pub fn config(source: Source, mut faults: Vec<Finding>) -> Self {
        fingerprint::set(&mut faults, &source);
        Self {
            path: source.path().to_owned(),
            status: None,
            id: None,
            findings: faults.into_iter().map(|fault| Located::new(fault, &source)).collect(),
            suppressed: Vec::new(),
            baselined: 0,
            older: 0,
            hidden: 0,
            fail_on: FailOn::default(),
            source: Some(source),
        }
    }

    /// Adds a finding at its place, to those that are shown or, where it is suppressed, to the others.
    pub fn add(&mut self, found: Located, suppression: Option<Suppression>) {
        let key = |located: &Located| (located.finding.span, located.finding.rule);
        match suppression {
            Some(suppression) => {
                let at = self.suppressed.partition_point(|(other, _)| key(other) <= key(&found));
                self.suppressed.insert(at, (found, suppression));
            }
            None => {
                let at = self.findings.partition_point(|other| key(other) <= key(&found));
                self.findings.insert(at, found);
            }
        }
    }

    /// Leaves out what the change that is judged did not bring.
    pub fn drop_older(&mut self) {
        let before = self.findings.len();
        self.findings.retain(|located| located.standing != Standing::Old);
        self.older += before - self.findings.len();
    }

    /// Leaves out what is below a level.
    pub fn hide_below(&mut self, least: Level) {
        let before = self.findings.len();
        self.findings.retain(|located| located.level() >= least);
        self.hidden += before - self.findings.len();
    }

    /// Whether a finding makes the run fail.
    pub fn fails(&self, located: &Located) -> bool {
        matches!(located.standing, Standing::New | Standing::Touched) && self.fail_on.fails(located.level())
    }
}

/// A file that could not be opened or read.
#[derive(Debug)]
pub struct Unread {
    /// The path as it is shown.
    pub path: String,
    /// Why, in a sentence without a full stop.
    pub message: String,
}

/// A file in a folder that was not linted.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// The path as it is shown.
    pub path: String,
    /// Why, in a few words.
    pub reason: String,
}

/// All that a run has to tell.
#[derive(Debug, Default)]
pub struct Run {
    /// The linted files by path.
    pub files: Vec<Linted>,
    /// The files that could not be read, by path.
    pub errors: Vec<Unread>,
    /// The files in folders that were not linted, by path.
    pub skipped: Vec<Skipped>,
}

impl Run {
    /// All findings of all files.
    pub fn findings(&self) -> impl Iterator<Item = &Located> {
        self.files.iter().flat_map(|file| &file.findings)
    }

    /// How many findings the documents suppress.
    pub fn suppressed(&self) -> usize {
        self.files.iter().map(|file| file.suppressed.len()).sum()
    }

    /// How many findings the baselines hold.
    pub fn baselined(&self) -> usize {
        self.files.iter().map(|file| file.baselined).sum()
    }

    /// How many findings have a fix that changes form only, and how many have one that could change more.
    pub fn fixable(&self) -> (usize, usize) {
        let fixes = self.findings().filter_map(|located| located.finding.fix.as_ref());
        fixes.fold((0, 0), |(safe, risky), fix| if fix.safe { (safe + 1, risky) } else { (safe, risky + 1) })
    }

    /// How many findings have a level.
    pub fn count(&self, level: Level) -> usize {
        self.findings().filter(|finding| finding.level() == level).count()
    }
}

/// How what was found is shown.
#[derive(Clone, Debug)]
pub struct Presentation {
    /// Colours and width.
    pub look: Look,
    /// Where the files can be looked at.
    pub base: Option<BaseUrl>,
}

/// The formats of `candor lint`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: the words underlined, and what to write instead
    Text,
    /// One line a finding
    Concise,
    /// One JSON object, version 1
    Json,
    /// One JSON object a line
    Jsonl,
    /// Annotations of GitHub Actions
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// The code quality report of GitLab
    Gitlab,
    /// JUnit XML, for build servers
    Junit,
    /// Diagnostics for reviewdog
    Rdjson,
    /// A summary for the page of a job or a comment
    Markdown,
}

impl Format {
    /// Whether it quotes the documents.
    pub fn quotes(self) -> bool {
        self == Self::Text
    }

    /// Writes a run.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn write(self, run: &Run, view: &Presentation, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Text => text::write(run, view.look, &mut Inert::new(out)),
            Self::Concise => concise::write(run, &mut Inert::new(out)),
            Self::Json => json::write(run, out),
            Self::Jsonl => jsonl::write(run, out),
            Self::Github => github::write(run, out),
            Self::Sarif => sarif::write(run, out),
            Self::Gitlab => gitlab::write(run, out),
            Self::Junit => junit::write(run, out),
            Self::Rdjson => rdjson::write(run, out),
            Self::Markdown => markdown::write(run, view.base.as_ref(), out),
        }
    }
}

/// What was linted and found, in one line.
fn totals(run: &Run) -> String {
    let found = [(Level::Error, "error"), (Level::Warning, "warning"), (Level::Info, "info")];
    let found: Vec<_> = found.map(|(level, name)| counted(run.count(level), name)).into_iter().collect();
    let linted = counted(run.files.len(), "file");
    let older = run.files.iter().map(|file| file.older).sum();
    let hidden = run.files.iter().map(|file| file.hidden).sum();
    let untold =
        [(run.suppressed(), "suppressed"), (run.baselined(), "baselined"), (older, "older"), (hidden, "not shown")];
    let untold = untold.iter().filter(|(count, _)| *count > 0).map(|(count, why)| format!("{count} {why}"));
    let untold = untold.collect::<Vec<_>>().join(", ");
    let untold = if untold.is_empty() { untold } else { format!(" ({untold})") };
    format!("{linted} linted, {} skipped: {}{untold}", run.skipped.len(), found.join(", "))
}

fn counted(count: usize, name: &str) -> String {
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}

/// The message of a finding, and behind `between` its help.
fn message_and_help(finding: &Finding, between: &str) -> String {
    let help = finding.help.iter().flat_map(|help| [between, help]);
    std::iter::once(finding.message.as_str()).chain(help).collect()
}

/// Writes how often each rule found something, and in how many files.
///
/// # Errors
/// `out` cannot be written.
pub fn statistics(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    text::table(run, &mut Inert::new(out))
}

/// Writes the faults of a configuration, as text.
///
/// # Errors
/// `out` cannot be written.
pub fn faults(source: &Source, faults: &[Finding], look: Look, out: &mut dyn Write) -> io::Result<()> {
    let apart: Vec<_> = faults.iter().map(|fault| vec![vec![fault]]).collect();
    text::blocks(source, &apart, look, &mut Inert::new(out))
}
