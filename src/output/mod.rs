//! What a run found, in the formats that people and programs read.
//!
//! A format is one file here and one entry in [`Format`].

mod concise;
mod excerpt;
pub mod explain_read;
mod json;
mod look;
mod text;
mod visible;

use std::io::{self, Write};

use clap::ValueEnum;

pub use json::Escaped;
pub use look::Look;
pub use visible::visible;

use crate::finding::{Finding, Level};
use crate::lint::config::FailOn;
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
}

impl Located {
    /// Finds the lines and columns of a finding.
    pub fn new(finding: Finding, source: &Source) -> Self {
        let place = |span: Span| (source.position(span.start), source.position(span.end));
        let (start, end) = place(finding.span);
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| place(edit.span)).collect();
        Self { finding, start, end, edits }
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
    /// The findings by position, then by rule.
    pub findings: Vec<Located>,
    /// How many findings the document asks not to be told.
    pub suppressed: usize,
    /// What makes the run fail.
    pub fail_on: FailOn,
    /// The text, where the format quotes it.
    pub source: Option<Source>,
}

/// A file that could not be opened or read.
#[derive(Debug)]
pub struct Unread {
    /// The path as it is shown.
    pub path: String,
    /// Why, in a sentence without a full stop.
    pub message: String,
}

/// All that a run has to tell.
#[derive(Debug, Default)]
pub struct Run {
    /// The linted files by path.
    pub files: Vec<Linted>,
    /// The files that could not be read, by path.
    pub errors: Vec<Unread>,
    /// The files in folders that are no postmortems, by path.
    pub skipped: Vec<String>,
}

impl Run {
    /// All findings of all files.
    pub fn findings(&self) -> impl Iterator<Item = &Located> {
        self.files.iter().flat_map(|file| &file.findings)
    }

    /// How many findings the documents ask not to be told.
    pub fn suppressed(&self) -> usize {
        self.files.iter().map(|file| file.suppressed).sum()
    }

    /// How many findings have a level.
    pub fn count(&self, level: Level) -> usize {
        self.findings().filter(|finding| finding.level() == level).count()
    }
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
    pub fn write(self, run: &Run, look: Look, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Text => text::write(run, look, out),
            Self::Concise => concise::write(run, out),
            Self::Json => json::write(run, out),
        }
    }
}

/// Writes the faults of a configuration, as text.
///
/// # Errors
/// `out` cannot be written.
pub fn faults(source: &Source, faults: &[Finding], look: Look, out: &mut dyn Write) -> io::Result<()> {
    let apart: Vec<_> = faults.iter().map(|fault| vec![fault]).collect();
    text::blocks(source, &apart, look, out)
}
