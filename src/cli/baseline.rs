//! `--baseline` and `--write-baseline`: the files behind [`Baseline`].

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueHint};

use super::baseline_file::{BaselineFile, folder, name, read};
use super::configs::Configs;
use super::job::Job;
use super::{Failure, files, paths, write};
use crate::finding::Finding;
use crate::lint::baseline::{Baseline, BaselineDocument, BaselineEntry, Features};
use crate::lint::sketch::Sketch;
use crate::output::{Linted, Run, visible};
use crate::rules;

/// The status of a document that is being written.
const DRAFT: &str = "draft";

/// Documents that are named as holding what no longer occurs.
const NAMED: usize = 20;

/// Which findings are known.
#[derive(Clone, Debug, Default, Args)]
pub struct Baselines {
    /// Leave out the findings that this file holds [default: what candor.yaml says]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    baseline: Option<PathBuf>,
    /// Write all findings to this file, for --baseline, and succeed. What it holds of documents that
    /// are not linted now, or by rules that are not asked, stays
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    write_baseline: Option<PathBuf>,
    /// Fail where a baseline holds what no longer occurs
    #[arg(long, conflicts_with = "write_baseline")]
    fail_stale: bool,
}

impl Baselines {
    /// The baseline of a document.
    ///
    /// # Errors
    /// The configuration names one that is not there.
    pub fn of(&self, document: &files::Candidate, configs: &mut Configs) -> Result<Option<PathBuf>, Failure> {
        match self {
            Self { write_baseline: Some(_), .. } => Ok(None),
            Self { baseline: Some(file), .. } => Ok(Some(file.clone())),
            _ => configs.baseline(&document.path),
        }
    }

    /// Reads the baselines of the documents that are fixed: what they know is left as it is.
    ///
    /// # Errors
    /// A baseline cannot be read.
    pub fn read_for_fixes(jobs: &mut [Job]) -> Result<(), Failure> {
        let mut files: HashMap<PathBuf, Arc<BaselineFile>> = HashMap::new();
        for job in jobs.iter_mut().filter(|job| job.fixing.is_asked()) {
            let Some(file) = &job.baseline else { continue };
            if !files.contains_key(file) {
                let read = BaselineFile::open(file).map_err(|message| fault(file, &message))?;
                files.insert(file.clone(), Arc::new(read));
            }
            job.baseline_file = files.get(file).cloned();
        }
        Ok(())
    }

    /// Takes out of the run what its baselines hold, and tells on standard error what they hold in
    /// vain; or writes the findings to a baseline. Whether the run fails for what they hold in vain.
    ///
    /// # Errors
    /// A baseline cannot be read or written.
    pub fn apply(&self, run: &mut Run, jobs: &[Job]) -> Result<bool, Failure> {
        let jobs: HashMap<&str, &Job> = jobs.iter().map(|job| (job.candidate.shown.as_str(), job)).collect();
        if let Some(file) = &self.write_baseline {
            return record(file, run, &jobs).map(|()| false).map_err(|message| fault(file, &message));
        }
        let mut groups: BTreeMap<&Path, Vec<(&Job, &mut Linted)>> = BTreeMap::new();
        for linted in &mut run.files {
            let job = jobs.get(linted.path.as_str());
            if let Some((job, file)) = job.and_then(|job| Some((*job, job.baseline.as_deref()?))) {
                groups.entry(file).or_default().push((job, linted));
            }
        }
        let mut is_stale = false;
        for (file, group) in groups {
            let stale = subtract(file, group).map_err(|message| fault(file, &message))?;
            is_stale |= !stale.is_empty();
            tell(file, &stale)?;
        }
        Ok(is_stale && self.fail_stale)
    }
}

fn fault(file: &Path, message: &str) -> Failure {
    format!("{}: {message}", visible(&paths::shown_here(file))).into()
}

/// Takes known findings out. Returns what a baseline holds in vain: each document, and how many
/// findings.
fn subtract(file: &Path, group: Vec<(&Job, &mut Linted)>) -> Result<BTreeMap<String, usize>, String> {
    let BaselineFile { baseline, folder } = BaselineFile::open(file)?;
    let present: HashSet<String> = group.iter().map(|(job, _)| name(&job.candidate.path, &folder)).collect();
    let gone = |path: &str| !present.contains(path) && !folder.join(path).exists();
    // Most runs need not know what the documents say: nothing was renamed.
    let renamed = baseline.known().any(|(path, _)| gone(path));
    let documents: Vec<_> = group.iter().map(|(job, linted)| document(job, linted, &folder, renamed)).collect();
    let entries = baseline.entries(&documents, gone);
    let mut stale: BTreeMap<String, usize> = BTreeMap::new();
    let mut claimed = HashSet::new();
    for (entry, (job, linted)) in entries.into_iter().zip(group) {
        let Some((path, known)) = entry else { continue };
        claimed.insert(path);
        let mut known = known.clone();
        let before = linted.findings.len();
        linted.findings.retain(|found| !(known.take(&found.finding) && job.before.lets_cover(found.standing)));
        linted.baselined += before - linted.findings.len();
        let left = in_vain(&known, job);
        if left > 0 {
            stale.insert(linted.path.clone(), left);
        }
    }
    for (path, known) in baseline.known().filter(|(path, _)| !claimed.contains(path) && gone(path)) {
        stale.insert(format!("{path} (which is gone)"), known.left().map(|(_, count)| count).sum());
    }
    Ok(stale)
}

/// How many known findings of a document no longer occur. Of rules that were not asked, nobody knows.
fn in_vain(known: &BaselineEntry, job: &Job) -> usize {
    known.left().filter(|(rule, _)| is_asked(rule, job)).map(|(_, count)| count).sum()
}

/// Whether a rule looks at a document, whatever it speaks of. One that there no longer is has nothing to find.
fn is_asked(rule: &str, job: &Job) -> bool {
    rules::rule(rule).is_none_or(|rule| job.resolved.settings.asks_whole(rule))
}

fn tell(file: &Path, stale: &BTreeMap<String, usize>) -> io::Result<()> {
    if stale.is_empty() {
        return Ok(());
    }
    let (file, all) = (paths::shown_here(file), stale.values().sum::<usize>());
    let (entries, occur) = if all == 1 { ("entry", "occurs") } else { ("entries", "occur") };
    let mut err = io::stderr().lock();
    writeln!(err, "{}: {all} {entries} no longer {occur}", visible(&file))?;
    for (path, count) in stale.iter().take(NAMED) {
        writeln!(err, "  {count} of {}", visible(path))?;
    }
    if stale.len() > NAMED {
        writeln!(err, "  and those of {} more documents", stale.len() - NAMED)?;
    }
    writeln!(err, "help: --write-baseline {} leaves them out", visible(&file))
}

/// Writes the findings of the run, beside what is known of documents that it did not lint, and by rules
/// that it did not ask. What a draft is excused from is left out: it is due when the draft is finished.
fn record(file: &Path, run: &mut Run, jobs: &HashMap<&str, &Job>) -> Result<(), String> {
    let folder = folder(file).map_err(|error| error.to_string())?;
    let old = read(file).map_err(|error| error.to_string())?;
    let baseline = old.as_deref().map(Baseline::parse).transpose();
    let mut baseline = baseline.map_err(|error| format!("{error}; it is not overwritten"))?.unwrap_or_default();
    let gone = |path: &str| !folder.join(path).exists();
    let group = run.files.iter_mut().filter_map(|linted| Some((*jobs.get(linted.path.as_str())?, linted)));
    let group: Vec<(&Job, &mut Linted)> = group.collect();
    let documents: Vec<_> = group.iter().map(|(job, linted)| document(job, linted, &folder, true)).collect();
    let known: Vec<_> = baseline.entries(&documents, gone).into_iter().map(|entry| Some(entry?.1.clone())).collect();
    baseline.forget(gone);
    let mut left_out = 0;
    for ((known, BaselineDocument { path, features }), (job, linted)) in known.into_iter().zip(documents).zip(group) {
        let stays = known.unwrap_or_default().of(features, |rule| !is_asked(rule, job));
        let all = std::mem::take(&mut linted.findings);
        let (excused, found): (Vec<_>, Vec<_>) = all.into_iter().partition(|found| is_excused(&found.finding, linted));
        baseline.set(path, stays, found.iter().map(|found| &found.finding));
        linted.baselined += found.len();
        left_out += excused.len();
    }
    let text = baseline.to_text().map_err(|error| error.to_string())?;
    let written = old.map_or_else(|| write::create(file, &text), |old| write::replace(file, &old, &text));
    written.map_err(|error| error.to_string())?;
    let (shown, count) = (paths::shown_here(file), run.baselined());
    let mut summary = format!("{}: {count} findings written, which are not shown again", visible(&shown));
    if left_out > 0 {
        summary.push_str(&format!("; {left_out} not: what a draft need not say yet is due when it is finished"));
    }
    // Where standard error is closed, nobody can be told.
    let _ = writeln!(io::stderr(), "{summary}");
    Ok(())
}

/// Whether a document need not say yet what a finding asks for, since it states that it is a draft.
fn is_excused(finding: &Finding, linted: &Linted) -> bool {
    let draft = linted.status.as_deref().is_some_and(|status| status.eq_ignore_ascii_case(DRAFT));
    draft && rules::rule(finding.rule).is_some_and(|rule| rule.unwritten)
}

/// A document as a baseline knows it, with what it says where this is asked: it is read again for that.
fn document(job: &Job, linted: &Linted, folder: &Path, says: bool) -> BaselineDocument {
    let read = || files::read(&job.candidate.path, &linted.path, files::limit(&job.resolved.settings)).ok();
    let source = if says && !job.candidate.stdin { read() } else { None };
    let says = source.map(|source| Sketch::of(source.text()));
    BaselineDocument { path: name(&job.candidate.path, folder), features: Features { id: linted.id.clone(), says } }
}
