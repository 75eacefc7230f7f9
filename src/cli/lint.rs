//! `candor lint`: finds the gaps of postmortems.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum, ValueHint, value_parser};
use jiff::Timestamp;

use super::baseline::Baselines;
use super::cache::{Cache, Keeping};
use super::check;
use super::colour::Colour;
use super::configs::{self, ConfigArgs, Configs};
use super::fix::{self, Change};
use super::job::{Fixing, Job};
use super::selection::Selection;
use super::shard::Shard;
use super::since::{Before, Since};
use super::{Exit, Failure, explain_read, files, moment, paths, show_settings};
use crate::document;
use crate::finding::Level;
use crate::lint::config::FailOn;
use crate::output::{self, BaseUrl, Format, Linted, Look, Presentation, Run, Skipped, visible};
use crate::suggest;

/// Lint postmortems: find what a reader still cannot know
///
/// In a folder, postmortems are found by what they say: `candor:` in the front matter, or at least
/// three sections of a postmortem. Files that are named are linted whatever they say.
///
/// Exit status: 0 when nothing is at or above --fail-on, 1 when something is, 2 for wrong usage, a
/// broken configuration or a file that could not be read. With --fix it is that of what is left,
/// with --diff that of the files as they stand, whether or not there is anything to fix.
#[derive(Debug, Args)]
pub struct Lint {
    /// Files and folders; `-` is standard input
    #[arg(value_name = "PATH", default_value = ".", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// How to print what was found
    #[arg(long, short, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Write a format to a file as well, such as json=findings.json
    #[arg(long, value_name = "FORMAT=FILE", value_delimiter = ',', value_parser = target)]
    output: Vec<(Format, PathBuf)>,
    /// Where the files of the working directory can be looked at, such as
    /// <https://github.com/acme/incidents/blob/main/>: markdown links to their lines
    #[arg(long, value_name = "URL", value_parser = BaseUrl::parse)]
    base_url: Option<BaseUrl>,
    #[command(flatten)]
    fixing: Fixing,
    /// Tell only what is new since the branch, tag or commit REF: what stands on lines that changed
    /// since the last commit in common with it, and what else was not found then
    #[arg(long, value_name = "REF", conflicts_with = "write_baseline")]
    since: Option<String>,
    /// Lint one of N parts of the documents
    #[arg(long, value_name = "I/N", value_parser = Shard::parse)]
    shard: Option<Shard>,
    #[command(flatten)]
    baselines: Baselines,
    #[command(flatten)]
    selection: Selection,
    /// Hold every document to this standard as well, whatever it declares
    #[arg(long = "standard", value_name = "STANDARD", value_delimiter = ',')]
    standards: Vec<String>,
    /// The least level that makes the exit status 1: error, warning, info or never [default: error,
    /// or what candor.yaml says]
    #[arg(long, value_name = "LEVEL", value_parser = fail_on)]
    fail_on: Option<FailOn>,
    /// The least level that is shown: error, warning or info. What makes the run fail does not depend on it
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    min_level: Option<Level>,
    /// Print only how often each rule found something
    #[arg(long, conflicts_with_all = ["explain_read", "format"])]
    statistics: bool,
    /// Print nothing: the exit status tells
    #[arg(long, short, conflicts_with_all = ["statistics", "explain_read"])]
    quiet: bool,
    #[command(flatten)]
    colour: Colour,
    /// Tell what was read instead of what is wrong: as text, or with --format json the model that
    /// the schema validates. Of one file that is named the model is the whole output; of several it
    /// is {"version", "files": [{"path", "model"}], "errors"}
    #[arg(long, conflicts_with = "fixing")]
    explain_read: bool,
    /// Print what holds for this file and where each part comes from, and lint nothing
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    show_settings: Option<PathBuf>,
    /// Skip named files that are no postmortems too
    #[arg(long)]
    only_postmortems: bool,
    /// List what was skipped, on standard error
    #[arg(long)]
    show_skipped: bool,
    /// Succeed where there is no postmortem at all
    #[arg(long)]
    allow_empty: bool,
    /// The present moment for rules about dates, such as 2031-03-04 or 2031-03-04T12:00Z [default:
    /// the clock]
    #[arg(long, value_name = "TIME", value_parser = moment)]
    now: Option<Timestamp>,
    #[command(flatten)]
    origin: ConfigArgs,
    #[command(flatten)]
    keeping: Keeping,
    /// What the text on standard input would be called: tells its form and its configuration
    #[arg(long, value_name = "NAME", value_hint = ValueHint::FilePath)]
    stdin_filename: Option<PathBuf>,
    /// Threads to use [default: one a core]
    #[arg(long, short, value_name = "N", value_parser = value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
}

fn target(given: &str) -> Result<(Format, PathBuf), String> {
    let (format, file) = given.split_once('=').ok_or("expected FORMAT=FILE, such as json=findings.json")?;
    let known: Vec<_> = Format::value_variants().iter().filter_map(ValueEnum::to_possible_value).collect();
    let unknown = |_| suggest::help(format, known.iter().map(PossibleValue::get_name));
    Ok((Format::from_str(format, false).map_err(unknown)?, file.into()))
}

fn level(name: &str) -> Result<Level, String> {
    Level::from_name(name).ok_or_else(|| suggest::help(name, FailOn::NAMES.into_iter().skip(1)))
}

fn fail_on(name: &str) -> Result<FailOn, String> {
    FailOn::from_name(name).ok_or_else(|| suggest::help(name, FailOn::NAMES))
}

/// Lints what the arguments name and prints what was found.
///
/// # Errors
/// A configuration is broken, or the output cannot be written.
pub fn run(args: &Lint) -> Result<Exit, Failure> {
    match lint(args) {
        // Whoever reads the output with a program, a forge for one, learns of a fault as of a finding.
        Err(Failure::Config(source, faults)) if args.format != Format::Text && !args.explain_read => {
            // Of what people read, once is enough.
            if args.format != Format::Concise {
                Failure::Config(source.clone(), faults.clone()).report();
            }
            let run = Run { files: vec![Linted::config(*source, faults)], ..Run::default() };
            write(args, &run, &mut io::stdout().lock(), io::stdout().is_terminal())?;
            Ok(Exit::Broken)
        }
        outcome => outcome,
    }
}

fn lint(args: &Lint) -> Result<Exit, Failure> {
    if let Some(file) = &args.show_settings {
        let now = args.now.unwrap_or_else(Timestamp::now);
        let mut configs = Configs::new(args.origin.clone(), args.selection.clone(), now).declaring(&args.standards);
        return show_settings::run(&mut configs, file);
    }
    let Plan { jobs, mut run, left_out } = plan(args)?;
    if args.explain_read {
        let single = args.paths.len() == 1 && args.paths.iter().all(|path| !path.is_dir());
        return explain_read::run(&jobs, run.errors, args.format, single);
    }
    let partial = args.shard.is_some_and(Shard::is_partial);
    let changes = check::run(&jobs, args.jobs, partial, &mut run)?;
    if let Some(cache) = jobs.first().and_then(|job| job.cache.as_ref()) {
        cache.write();
    }
    let is_stale = args.baselines.apply(&mut run, &jobs)?;
    run.files.iter_mut().for_each(Linted::drop_older);
    let outcome = outcome(&run).max(if is_stale { Exit::Findings } else { Exit::Good });
    if let Some(least) = args.min_level {
        run.files.iter_mut().for_each(|file| file.hide_below(least));
    }
    match print(args, &run, &jobs, &changes, partial) {
        // Whoever reads has seen enough: what was found is what it is.
        Err(failure) if failure.is_broken_pipe() => return Ok(outcome),
        printed => printed?,
    }
    if outcome == Exit::Good && run.files.is_empty() && !args.allow_empty && !left_out {
        return Err(no_postmortem(&run).into());
    }
    Ok(outcome)
}

/// Prints what was found and done.
fn print(args: &Lint, run: &Run, jobs: &[Job], changes: &[Change], partial: bool) -> Result<(), Failure> {
    if partial {
        let left_out = "--shard leaves duplicate-id out, which compares all documents";
        writeln!(io::stderr(), "note: {left_out}")?;
    }
    // Standard output is for one thing: differences and a text that was fixed come before findings.
    match (args.fixing.prints_diff(), jobs.iter().any(|job| job.candidate.stdin && args.fixing.is_asked())) {
        (true, _) => write_files(args, run)?,
        (_, true) => write(args, run, &mut io::stderr().lock(), io::stderr().is_terminal())?,
        _ => write(args, run, &mut io::stdout().lock(), io::stdout().is_terminal())?,
    }
    if args.fixing.is_asked() && !args.quiet {
        fix::report(args.fixing, changes)?;
    }
    if args.show_skipped {
        show_skipped(run)?;
    }
    Ok(())
}

/// What is to be linted, and what holds for it.
struct Plan {
    jobs: Vec<Job>,
    run: Run,
    /// Whether there are documents that the run need not look at: other shards do, or a change took
    /// them away.
    left_out: bool,
}

fn plan(args: &Lint) -> Result<Plan, Failure> {
    let now = args.now.unwrap_or_else(Timestamp::now);
    let configs = Configs::new(args.origin.clone(), args.selection.clone(), now);
    let mut configs = configs.declaring(&args.standards);
    let cache = Cache::open(&args.keeping, now).map(Arc::new);
    let working = std::env::current_dir()?;
    let (stdin, given): (Vec<_>, Vec<_>) = args.paths.iter().cloned().partition(|path| path == Path::new("-"));
    let (mut candidates, errors) = files::find(&given, &working);
    if !stdin.is_empty() {
        candidates.push(files::Candidate::stdin(args.stdin_filename.as_deref()));
    }
    let walked: Vec<PathBuf> =
        given.iter().filter(|path| path.is_dir()).filter_map(|path| path.canonicalize().ok()).collect();
    let since = args.since.as_deref().map(Since::open).transpose()?;
    let all = candidates.len();
    if let Some(since) = &since {
        candidates.retain(|candidate| candidate.stdin || !since.took(&candidate.path));
    }
    if let Some(shard) = args.shard {
        candidates = shard.of(candidates);
    }
    let left_out = candidates.len() < all;
    let mut run = Run { errors, ..Run::default() };
    let mut jobs = Vec::new();
    let quotes = args.format.quotes() || args.output.iter().any(|(format, _)| format.quotes());
    for candidate in candidates {
        let holding = configs.holding(&candidate.path)?;
        let resolved = holding.resolved;
        let found = !candidate.named && !holding.included;
        let markup = document::markup(&candidate.shown).filter(|_| found);
        if found && markup.is_none() && !paths::is_document(&candidate.path) {
            continue;
        }
        if holding.excluded {
            run.skipped.push(Skipped { path: candidate.shown, reason: "excluded by the configuration".to_owned() });
            continue;
        }
        if args.explain_read && markup.is_some() {
            continue;
        }
        let tested = !holding.included && (!candidate.named || args.only_postmortems);
        let fail_on = args.fail_on.unwrap_or(resolved.fail_on);
        let baseline = args.baselines.of(&candidate, &mut configs)?;
        let before = Before::Unasked;
        jobs.push(Job {
            candidate,
            resolved,
            fail_on,
            tested,
            markup,
            quotes,
            before,
            baseline,
            baseline_file: None,
            fixing: args.fixing,
            cache: cache.clone(),
        });
    }
    configs.check_selection()?;
    for path in configs.near_names() {
        let (path, name) = (paths::shown_here(&path), configs::NAMES[0]);
        writeln!(io::stderr(), "note: {} is not read: a configuration is called {name}", visible(&path))?;
    }
    // Of what was left out nobody knows what it would have met.
    let walked = if left_out { Vec::new() } else { walked };
    let notes = if args.quiet { Vec::new() } else { configs.idle(&walked) };
    notes.iter().try_for_each(|note| writeln!(io::stderr(), "{note}"))?;
    if let Some(since) = since {
        let before = since.before(jobs.iter().map(|job| job.candidate.path.as_path()))?;
        jobs.iter_mut().zip(before).for_each(|(job, before)| job.before = before);
    }
    Baselines::read_for_fixes(&mut jobs)?;
    Ok(Plan { jobs, run, left_out })
}

/// Writes the run to the files that were asked for, then to a stream.
fn write(args: &Lint, run: &Run, stream: &mut dyn Write, is_terminal: bool) -> Result<(), Failure> {
    write_files(args, run)?;
    let view = Presentation { look: args.colour.look(is_terminal), base: args.base_url.clone() };
    let mut out = BufWriter::new(stream);
    if args.statistics {
        output::statistics(run, &mut out)?;
    } else if !args.quiet {
        args.format.write(run, &view, &mut out)?;
    }
    Ok(out.flush()?)
}

fn write_files(args: &Lint, run: &Run) -> Result<(), Failure> {
    let view = Presentation { look: Look::PLAIN, base: args.base_url.clone() };
    for (format, file) in &args.output {
        let mut out = BufWriter::new(create(file)?);
        format.write(run, &view, &mut out).and_then(|()| out.flush())?;
    }
    Ok(())
}

fn create(file: &Path) -> Result<File, Failure> {
    File::create(file).map_err(|error| format!("{}: {error}", paths::shown_here(file)).into())
}

fn show_skipped(run: &Run) -> io::Result<()> {
    let mut err = BufWriter::new(io::stderr().lock());
    for Skipped { path, reason } in &run.skipped {
        writeln!(err, "skipped {}: {reason}", visible(path))?;
    }
    err.flush()
}

fn no_postmortem(run: &Run) -> String {
    let skipped = match run.skipped.len() {
        0 => "there is no file to lint".to_owned(),
        1 => "the one file there is was skipped (--show-skipped names it)".to_owned(),
        many => format!("all {many} files were skipped (--show-skipped lists them)"),
    };
    format!(
        "no postmortem: {skipped}\n\
         help: name the files, or list them under `include` in candor.yaml; --allow-empty makes this a success"
    )
}

fn outcome(run: &Run) -> Exit {
    let fails = |file: &crate::output::Linted| file.findings.iter().any(|found| file.fails(found));
    if !run.errors.is_empty() {
        Exit::Broken
    } else if run.files.iter().any(fails) {
        Exit::Findings
    } else {
        Exit::Good
    }
}
