//! Lints many files at once.

use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use super::Failure;
use super::configs::Resolved;
use super::files::{self, Candidate};
use crate::document::Document;
use crate::lint::config::FailOn;
use crate::lint::{MAX_BYTES, Settings, lint_document};
use crate::output::{Linted, Located, Run, Unread};
use crate::rules::UNREADABLE;
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
    /// Whether the output will quote its text.
    pub quotes: bool,
}

enum Checked {
    Linted(Linted),
    Skipped(String),
    Unread(Unread),
}

/// Does the jobs and adds what comes of them to `run`, by path.
///
/// # Errors
/// The threads cannot be started.
pub fn run(jobs: &[Job], threads: Option<u16>, run: &mut Run) -> Result<(), Failure> {
    let checked: Vec<_> = match jobs {
        // Starting threads takes longer than one document.
        [job] => vec![check(job)],
        jobs => {
            let pool = ThreadPoolBuilder::new().num_threads(threads.map_or(0, usize::from)).build();
            let pool = pool.map_err(|error| format!("the threads could not be started: {error}"))?;
            pool.install(|| jobs.par_iter().map(check).collect())
        }
    };
    for checked in checked {
        match checked {
            Checked::Linted(linted) => run.files.push(linted),
            Checked::Skipped(path) => run.skipped.push(path),
            Checked::Unread(unread) => run.errors.push(unread),
        }
    }
    run.files.sort_by(|a, b| a.path.cmp(&b.path));
    run.skipped.sort();
    run.errors.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(())
}

fn check(job: &Job) -> Checked {
    let source = match read(job) {
        Ok(source) => source,
        Err(unread) => return Checked::Unread(unread),
    };
    // A rule that panics is a fault of ours: it costs its document, is told, and makes the run fail.
    panic::catch_unwind(AssertUnwindSafe(|| lint(job, source))).unwrap_or_else(|_| {
        let message = "Candor broke on this file; that is a fault of Candor, please report it".to_owned();
        Checked::Unread(Unread { path: job.candidate.shown.clone(), message })
    })
}

/// Reads the file of a job.
///
/// # Errors
/// It cannot be opened or read.
pub fn read(job: &Job) -> Result<Source, Unread> {
    let candidate = &job.candidate;
    let limit = limit(&job.resolved.settings);
    if candidate.stdin {
        let read = files::read_from(&mut io::stdin().lock(), &candidate.shown, limit);
        return read.map_err(|error| Unread { path: candidate.shown.clone(), message: error.to_string() });
    }
    files::read(&candidate.path, &candidate.shown, limit)
}

fn limit(settings: &Settings) -> u64 {
    settings.option(UNREADABLE, "max-bytes").and_then(serde_json::Value::as_u64).unwrap_or(MAX_BYTES)
}

fn lint(job: &Job, source: Source) -> Checked {
    let settings = &job.resolved.settings;
    let document = Document::read(&source, &settings.lexicon);
    let path = job.candidate.shown.clone();
    if job.tested && source.exceeds().is_none() && !document.is_postmortem() {
        return Checked::Skipped(path);
    }
    let report = lint_document(&document, settings);
    let locate = |finding: crate::finding::Finding| Located {
        start: source.position(finding.span.start),
        end: source.position(finding.span.end),
        finding,
    };
    let findings = report.findings.into_iter().map(locate).collect();
    drop(document);
    let source = job.quotes.then_some(source);
    Checked::Linted(Linted { path, status: report.status, findings, source, fail_on: job.fail_on })
}
