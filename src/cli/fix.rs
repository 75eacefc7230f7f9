//! `candor lint --fix` and `--diff`: what fixes make of files.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;

use similar::TextDiff;

use super::baseline_file::BaselineFile;
use super::job::{Fixing, Job};
use super::write;
use crate::finding::Finding;
use crate::fix::{Extent, Mended, mend_chosen};
use crate::lint::Report;
use crate::lint::baseline::Features;
use crate::lint::changed::Standing;
use crate::lint::sketch::Sketch;
use crate::output::{Unread, visible};
use crate::source::Source;

/// What became of a file.
#[derive(Debug)]
pub struct Change {
    /// How many fixes were made, or would be.
    made: usize,
    /// How many more could be made with `--unsafe`.
    unsafe_left: usize,
    /// What was asked to be printed: the differences, or the text that came on standard input.
    print: String,
}

/// Fixes a document: the text that now stands, its report, and the change. Only what is shown is fixed:
/// nothing that a baseline holds, and where a change is judged, only what it brought.
///
/// # Errors
/// The file could not be written; it is as it was.
pub fn run(job: &Job, source: Source) -> Result<(Source, Report, Change), Unread> {
    let (candidate, settings) = (&job.candidate, &job.resolved.settings);
    let extent = if job.fixing.all { Extent::All } else { Extent::Safe };
    let choose = |source: &Source, report: &Report| {
        let (standings, _) = job.before.standings(source, report, settings);
        let features = || Features { id: report.id.clone(), says: Some(Sketch::of(source.text())) };
        let of_baseline = |file: &Arc<BaselineFile>| file.entry(&candidate.path, features());
        let mut known = job.baseline_file.as_ref().map(of_baseline).unwrap_or_default();
        let is_told = |(found, standing): (&Finding, Standing)| {
            let is_known = known.take(found) && job.before.lets_cover(standing);
            !is_known && standing != Standing::Old
        };
        report.findings.iter().zip(standings).map(is_told).collect()
    };
    let mended = mend_chosen(source.clone(), settings, extent, choose);
    let Mended { source: new, made, report, unsafe_left } = mended;
    let mut change = Change { made, unsafe_left, print: String::new() };
    if job.fixing.diff {
        change.print = diff(&source, &new);
        let report = if made > 0 { crate::lint::lint(&source, settings) } else { report };
        return Ok((source, report, change));
    }
    if candidate.stdin {
        change.print = new.text().to_owned();
    } else if let Some(encoding) = source.decoded_from().filter(|_| made > 0) {
        let message = format!("not fixed: it is {encoding}; save it as UTF-8 first");
        return Err(Unread { path: candidate.shown.clone(), message });
    } else if made > 0 {
        write::replace(&candidate.path, source.text(), new.text())
            .map_err(|error| Unread { path: candidate.shown.clone(), message: format!("not fixed: {error}") })?;
    }
    Ok((new, report, change))
}

/// The differences as `patch` and `git apply` read them; none where nothing changed.
fn diff(old: &Source, new: &Source) -> String {
    if old.text() == new.text() {
        return String::new();
    }
    let path = old.path();
    let diff = TextDiff::configure().diff_lines(old.text(), new.text());
    diff.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")).to_string()
}

/// Prints what was asked for on standard output, and on standard error what was done.
///
/// # Errors
/// They cannot be written.
pub fn report(fixing: Fixing, changes: &[Change]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for change in changes {
        if out.is_terminal() && fixing.prints_diff() {
            // What a document holds never reaches a terminal raw.
            change.print.lines().try_for_each(|line| writeln!(out, "{}", visible(line)))?;
        } else {
            out.write_all(change.print.as_bytes())?;
        }
    }
    out.flush()?;
    let made: usize = changes.iter().map(|change| change.made).sum();
    let files = changes.iter().filter(|change| change.made > 0).count();
    let left: usize = changes.iter().map(|change| change.unsafe_left).sum();
    let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let verb = if fixing.prints_diff() { "would be made" } else { "made" };
    let mut summary =
        format!("{} {verb} in {}", plural(made, if made == 1 { "fix" } else { "fixe" }), plural(files, "file"));
    if left > 0 {
        summary.push_str(&format!("; {left} more could change the meaning: add --unsafe to make them"));
    }
    writeln!(io::stderr(), "{summary}")
}
