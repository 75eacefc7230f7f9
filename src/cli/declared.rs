//! The documents of `candor deadlines` and `candor remedy`, and what holds for each.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use jiff::Timestamp;

use super::check;
use super::configs::{ConfigArgs, Configs};
use super::selection::Selection;
use super::{Exit, Failure, files, moment};
use crate::document::Document;
use crate::output::{Unread, visible};
use crate::rule::Settings;

/// Documents that are named.
#[derive(Debug, Args)]
pub struct Documents {
    /// Files and folders; `-` is standard input
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
    /// The present moment, such as 2031-03-04 or 2031-03-04T12:00Z [default: the clock]
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub now: Option<Timestamp>,
    #[command(flatten)]
    origin: ConfigArgs,
}

impl Documents {
    /// Reads each document and hands it to `take` with the path as it is shown; tells on standard error
    /// what could not be read. In folders, only postmortems are taken.
    ///
    /// # Errors
    /// A configuration is broken, or a stream fails.
    pub fn each(
        &self,
        standards: &[String],
        mut take: impl FnMut(&str, &Document<'_>, &Settings),
    ) -> Result<Exit, Failure> {
        let now = self.now.unwrap_or_else(Timestamp::now);
        let mut configs = Configs::new(self.origin.clone(), Selection::default(), now).declaring(standards);
        let working = std::env::current_dir()?;
        let (stdin, given): (Vec<_>, Vec<_>) = self.paths.iter().cloned().partition(|path| path == Path::new("-"));
        let (mut candidates, mut unread) = files::find(&given, &working);
        candidates.extend(stdin.first().map(|_| files::Candidate::stdin(None)));
        for candidate in candidates {
            let holding = configs.holding(&candidate.path)?;
            let (resolved, tested) = (holding.resolved, !candidate.named && !holding.included);
            if holding.excluded || tested && !super::paths::is_document(&candidate.path) {
                continue;
            }
            let settings = &resolved.settings;
            match check::read_file(&candidate, settings) {
                Ok(source) if source.exceeds().is_some() => {
                    unread.push(Unread { path: candidate.shown, message: "the file is too long".to_owned() });
                }
                Ok(source) => {
                    let document = settings.read(&source);
                    if !tested || document.is_postmortem() {
                        take(&candidate.shown, &document, settings);
                    }
                }
                Err(error) => unread.push(error),
            }
        }
        for error in &unread {
            writeln!(io::stderr(), "error: {}: {}", visible(&error.path), visible(&error.message))?;
        }
        Ok(if unread.is_empty() { Exit::Good } else { Exit::Broken })
    }
}
