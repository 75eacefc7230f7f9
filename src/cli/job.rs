//! A file to lint and all that holds for it: what the steps of a run hand to each other.

use std::path::PathBuf;
use std::sync::Arc;

use blake3::Hash;
use clap::Args;

use super::baseline_file::BaselineFile;
use super::cache::Cache;
use super::configs::Resolved;
use super::files::Candidate;
use super::since::Before;
use crate::lint::config::FailOn;
use crate::source::Source;

/// A file to lint, and what holds for it.
#[derive(Debug)]
pub struct Job {
    /// The file.
    pub candidate: Candidate,
    /// Its settings.
    pub resolved: Arc<Resolved>,
    /// What makes the run fail.
    pub fail_on: FailOn,
    /// Whether it is skipped unless it is a postmortem.
    pub tested: bool,
    /// The markup of a file that was found in a folder and is not read: whether it is a postmortem is all
    /// that is asked.
    pub markup: Option<&'static str>,
    /// Whether the output will quote its text.
    pub quotes: bool,
    /// What it was before the change that is judged.
    pub before: Before,
    /// The baseline that may know its findings.
    pub baseline: Option<PathBuf>,
    /// The same, read, where the document is fixed first.
    pub baseline_file: Option<Arc<BaselineFile>>,
    /// Whether it is fixed first.
    pub fixing: Fixing,
    /// What is kept of earlier runs.
    pub cache: Option<Arc<Cache>>,
}

impl Job {
    /// Where the report on the document is kept, if it depends on nothing that is not in the key.
    pub fn cache_place(&self, source: &Source) -> Option<(&Cache, Hash)> {
        let lasting = !self.fixing.is_asked() && !self.candidate.stdin && source.exceeds().is_none();
        let stamp = self.resolved.stamp.as_ref().filter(|_| lasting)?;
        Some((self.cache.as_deref()?, Cache::key(stamp, source)))
    }
}

/// Whether findings are fixed, and how.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Fixing {
    /// Make the fixes that change form, never meaning, and tell what is left
    #[arg(long, group = "fixing")]
    pub fix: bool,
    /// Print what --fix would do as a unified diff, and write nothing
    #[arg(long, group = "fixing")]
    pub diff: bool,
    /// With --fix or --diff: make those that could change the meaning as well
    #[arg(long = "unsafe", requires = "fixing")]
    pub all: bool,
}

impl Fixing {
    /// Whether anything is to be fixed.
    pub fn is_asked(self) -> bool {
        self.fix || self.diff
    }

    /// Whether standard output is for the differences, not for what was found.
    pub fn prints_diff(self) -> bool {
        self.diff
    }
}
