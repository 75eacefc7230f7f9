//! Lints many files at once.

use std::collections::HashMap;
use std::io;
use std::panic::{self, AssertUnwindSafe};

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use super::Failure;
use super::cache::CacheEntry;
use super::files::{self, Candidate};
use super::fix::{self, Change};
use super::job::Job;
use crate::document::glance;
use crate::fix::withdraw;
use crate::lint::changed::Standing;
use crate::lint::{Identity, Report, lint_document, refuse};
use crate::output::{Linted, Located, Run, Skipped, Unread};
use crate::rule::Settings;
use crate::source::Source;
use crate::standards;

/// A file that was linted, and the place of its id as a finding that may become due.
struct Judged {
    linted: Linted,
    identity: Option<(Identity, Located)>,
    change: Option<Change>,
}

/// Why most files of a folder are not linted.
const NO_POSTMORTEM: &str = "no postmortem: it has fewer than three of its sections";

enum Checked {
    Linted(Box<Judged>),
    Skipped(Skipped),
    Unread(Unread),
}

/// Does the jobs and adds what comes of them to `run`, by path. Returns what fixes changed, by path. Of
/// a `partial` run the ids are not compared.
///
/// # Errors
/// The threads cannot be started.
pub fn run(jobs: &[Job], threads: Option<u16>, partial: bool, run: &mut Run) -> Result<Vec<Change>, Failure> {
    let checked: Vec<_> = match jobs {
        // Starting threads takes longer than one document.
        [job] => vec![check(job)],
        jobs => {
            let pool = ThreadPoolBuilder::new().num_threads(threads.map_or(0, usize::from)).build();
            let pool = pool.map_err(|error| format!("the threads could not be started: {error}"))?;
            pool.install(|| jobs.par_iter().map(check).collect())
        }
    };
    let mut judged = Vec::new();
    for checked in checked {
        match checked {
            Checked::Linted(one) => judged.push(*one),
            Checked::Skipped(file) => run.skipped.push(file),
            Checked::Unread(unread) => run.errors.push(unread),
        }
    }
    if !partial {
        compare_ids(&mut judged);
    }
    judged.sort_by(|a, b| a.linted.path.cmp(&b.linted.path));
    let changes = judged.iter_mut().filter_map(|judged| judged.change.take()).collect();
    run.files.extend(judged.into_iter().map(|judged| judged.linted));
    run.skipped.sort();
    run.errors.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(changes)
}

/// The second pass: of the documents that share an id, all but the first by path get the finding; where a
/// change is judged, those that it does not touch come first.
fn compare_ids(judged: &mut [Judged]) {
    let is_new = |judged: &Judged| judged.identity.as_ref().is_some_and(|(_, place)| place.standing == Standing::New);
    judged.sort_by(|a, b| (is_new(a), &a.linted.path).cmp(&(is_new(b), &b.linted.path)));
    let mut firsts: HashMap<String, String> = HashMap::new();
    for Judged { linted, identity, .. } in judged {
        let Some((identity, place)) = identity.take() else { continue };
        match firsts.get(&identity.id) {
            None => {
                firsts.insert(identity.id, linted.path.clone());
            }
            // Standard input may hold what a file of that name holds.
            Some(first) if *first == linted.path => {}
            Some(first) => {
                let suppression = identity.suppression.clone();
                let found = Located { finding: identity.shared_with(first), ..place };
                linted.add(found, suppression);
            }
        }
    }
}

fn check(job: &Job) -> Checked {
    let source = match read(job) {
        Ok(source) => source,
        Err(unread) => return Checked::Unread(unread),
    };
    // A rule that panics is a fault of ours: it costs its document, is reported, and makes the run fail.
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
    read_file(&job.candidate, &job.resolved.settings)
}

/// Reads a file for which settings hold.
///
/// # Errors
/// It cannot be opened or read.
pub fn read_file(candidate: &Candidate, settings: &Settings) -> Result<Source, Unread> {
    let limit = files::limit(settings);
    if candidate.stdin {
        let read = files::read_from(&mut io::stdin().lock(), &candidate.shown, limit);
        return read.map_err(|error| Unread { path: candidate.shown.clone(), message: error.to_string() });
    }
    files::read(&candidate.path, &candidate.shown, limit)
}

fn lint(job: &Job, source: Source) -> Checked {
    if let Some(markup) = job.markup {
        return glance_at(job, source, markup);
    }
    let place = job.cache_place(&source);
    match place.and_then(|(cache, key)| cache.read(&key)) {
        Some(CacheEntry { is_postmortem: false, .. }) if job.tested => {
            return skipped(job, NO_POSTMORTEM.to_owned());
        }
        Some(CacheEntry { report: Some(report), .. }) => return judged(job, source, report, None),
        _ => {}
    }
    let settings = &job.resolved.settings;
    let document = settings.read(&source);
    let is_postmortem = source.exceeds().is_some()
        || document.is_postmortem()
        || glance::encoding(&source, &settings.lexicon).is_some();
    if job.tested && !is_postmortem {
        if let Some((cache, key)) = place {
            cache.add(&key, is_postmortem, None);
        }
        return skipped(job, NO_POSTMORTEM.to_owned());
    }
    if job.fixing.is_asked() {
        drop(document);
        return match fix::run(job, source) {
            Ok((source, report, change)) => judged(job, source, report, Some(change)),
            Err(unread) => Checked::Unread(unread),
        };
    }
    let mut report = lint_document(&document, settings);
    withdraw(&document, &mut report.findings, settings);
    // Deadlines depend on the hour.
    let lasting = standards::in_force(&document, &settings.standards).next().is_none();
    drop(document);
    if let Some((cache, key)) = place.filter(|_| lasting) {
        cache.add(&key, is_postmortem, Some(&report));
    }
    judged(job, source, report, None)
}

/// A text in a markup that is not read: a finding where it seems to be a postmortem, else it is skipped.
fn glance_at(job: &Job, source: Source, markup: &str) -> Checked {
    let settings = &job.resolved.settings;
    if !glance::names_sections(source.text(), &settings.lexicon) {
        return skipped(job, format!("{markup} is not read, and it has no headings of a postmortem"));
    }
    let report = refuse(&source, settings, markup);
    judged(job, source, report, None)
}

fn skipped(job: &Job, reason: String) -> Checked {
    Checked::Skipped(Skipped { path: job.candidate.shown.clone(), reason })
}

/// What the run needs to know of a report.
fn judged(job: &Job, source: Source, report: Report, change: Option<Change>) -> Checked {
    let settings = &job.resolved.settings;
    let (standings, of_id) = job.before.standings(&source, &report, settings);
    let findings = report.findings.into_iter().zip(standings);
    let findings = findings.map(|(finding, standing)| Located { standing, ..Located::new(finding, &source) }).collect();
    let suppressed = report.suppressed.into_iter();
    let suppressed = suppressed.map(|(finding, suppression)| (Located::new(finding, &source), suppression)).collect();
    let identity = report.identity.map(|identity| {
        let place = Located { standing: of_id, ..Located::new(identity.finding.clone(), &source) };
        (identity, place)
    });
    let source = job.quotes.then_some(source);
    let linted = Linted {
        path: job.candidate.shown.clone(),
        status: report.status,
        id: report.id,
        findings,
        suppressed,
        baselined: 0,
        older: 0,
        hidden: 0,
        source,
        fail_on: job.fail_on,
    };
    Checked::Linted(Box::new(Judged { linted, identity, change }))
}
