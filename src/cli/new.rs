//! `candor new`: writes a draft postmortem.
//!
//! Standard output carries the path of the new file and nothing else, so that
//! `$EDITOR "$(candor new "…")"` works; what to do next is told on standard error.

use std::io::{self, BufRead, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::configs::{ConfigArgs, Configs};
use super::selection::Selection;
use super::{Exit, Failure, templates, write};
use crate::scaffold::{Rendered, StartZone, Started, Values, render};

/// Write a draft postmortem from a template.
///
/// Nothing is ever overwritten, and what is not known stays empty. Without TITLE, the title and
/// the few things that matter are asked for, if a person is there to answer.
#[derive(Debug, Args)]
pub struct New {
    /// What users saw, in a few words: "Card payments failed in Europe"
    pub title: Option<String>,
    /// standard, public, data-loss, security, brief or standard.zh, one of your own `templates`
    /// folder, or the path of a file
    #[arg(long, short, value_name = "NAME|PATH", default_value = "standard")]
    pub template: String,
    /// How bad it was, in your own scale: SEV-1, P2
    #[arg(long, value_name = "SEVERITY")]
    pub severity: Option<String>,
    /// A service that was hit (repeat, or separate by commas)
    #[arg(long = "service", value_name = "SERVICE", value_delimiter = ',')]
    pub services: Vec<String>,
    /// When it began: now, 14:05, 2031-03-04, "2031-03-04 14:05", 2031-03-04T14:05Z
    #[arg(long, value_name = "TIME")]
    pub started: Option<String>,
    /// The zone in which the document tells its times: UTC, +08:00, Asia/Shanghai [default: that
    /// of --started; where it has none, none is claimed]
    #[arg(long, value_name = "ZONE")]
    pub timezone: Option<String>,
    /// A standard that the disclosure must meet (repeat, or separate by commas)
    #[arg(long = "standard", value_name = "STANDARD", value_delimiter = ',')]
    pub standards: Vec<String>,
    /// Where customers were told
    #[arg(long, value_name = "URL")]
    pub status_page: Option<String>,
    /// The file to write, or the folder to write it in; `-` prints the draft [default: the folder that
    /// candor.yaml includes, else this folder]
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<PathBuf>,
}

/// Writes the draft.
///
/// # Errors
/// A flag cannot be understood, the template is broken, or the file cannot be written, for
/// instance because it is there. The message is for the user, and nothing was written.
pub fn run(mut args: New) -> Result<Exit, Failure> {
    if args.title.is_none() {
        ask(&mut args)?;
    }
    let configs = Configs::new(ConfigArgs::default(), Selection::default(), Timestamp::now());
    let mut configs = configs.declaring(&args.standards);
    // A draft that declares a standard which nobody knows would fail its first lint.
    configs.policy(Path::new(""))?;
    let folder = configs.templates(Path::new(""))?;
    let template = templates::find(&args.template, folder.as_deref())?;
    let Rendered { file_name, text } =
        render(&template.borrow(), &values(&args)?).map_err(|error| error.to_string())?;
    if args.output.as_deref() == Some(Path::new("-")) {
        io::stdout().lock().write_all(text.as_bytes())?;
        return Ok(Exit::Good);
    }
    let included = if args.output.is_none() { configs.included_folder(Path::new(""))? } else { None };
    let path = destination(args.output.as_deref().or(included.as_deref()), &file_name);
    write_new(&path, &text)?;
    report(&path)?;
    Ok(Exit::Good)
}

/// Asks for what matters most and was not given; an empty answer leaves it open, but for the title.
fn ask(args: &mut New) -> Result<(), String> {
    let needed = "a title is needed: candor new \"Card payments failed in Europe\"";
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return Err(needed.to_owned());
    }
    while args.title.is_none() {
        args.title = answer("Title (what users saw)")?;
        if args.title.is_none() && !is_there()? {
            return Err(needed.to_owned());
        }
    }
    if args.severity.is_none() {
        args.severity = answer("Severity (empty: later)")?;
    }
    if args.services.is_empty() {
        let services = answer("Services, separated by commas (empty: later)")?;
        args.services.extend(services.iter().flat_map(|line| line.split(',')).map(str::to_owned));
    }
    while args.started.is_none() {
        let Some(started) = answer("Started, such as 2031-03-04 14:05 (empty: later)")? else { break };
        // A slip of the hand costs no more than this one answer.
        match Started::parse(&started, None, Timestamp::now()) {
            Ok(_) => args.started = Some(started),
            Err(error) => writeln!(io::stderr(), "{error}").map_err(|error| error.to_string())?,
        }
    }
    Ok(())
}

/// Whether there is more to come on standard input.
fn is_there() -> Result<bool, String> {
    let more = io::stdin().lock().fill_buf().map(|more| !more.is_empty());
    more.map_err(|error| format!("the answer could not be read: {error}"))
}

fn answer(question: &str) -> Result<Option<String>, String> {
    let read = || {
        write!(io::stderr(), "{question}: ")?;
        let mut line = String::new();
        io::stdin().lock().take(4096).read_line(&mut line)?;
        Ok(line)
    };
    let line: String = read().map_err(|error: io::Error| format!("the answer could not be read: {error}"))?;
    Ok(Some(line.trim().to_owned()).filter(|answer| !answer.is_empty()))
}

fn values(args: &New) -> Result<Values, String> {
    let now = Timestamp::now();
    let zone =
        args.timezone.as_deref().map(StartZone::parse).transpose().map_err(|error| format!("--timezone: {error}"))?;
    let started = args.started.as_deref().map(|text| Started::parse(text, zone.as_ref(), now)).transpose();
    let started = started.map_err(|error| format!("--started: {error}"))?;
    let zone = zone.or_else(|| started.as_ref().and_then(|started| started.zone().cloned()));
    let today = || zone.as_ref().map_or_else(|| now.to_zoned(TimeZone::system()).date(), |zone| zone.date_at(now));
    Ok(Values {
        title: args.title.clone().unwrap_or_default(),
        date: started.as_ref().map_or_else(today, Started::date),
        started,
        zone,
        severity: args.severity.clone(),
        services: args.services.clone(),
        standards: args.standards.clone(),
        status_page: args.status_page.as_deref().map(address).transpose()?,
    })
}

fn address(url: &str) -> Result<String, String> {
    let is_address = ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme) && url.len() > scheme.len());
    if is_address && !url.contains(char::is_whitespace) {
        return Ok(url.to_owned());
    }
    Err(format!("--status-page: “{url}” is no address that begins with https://"))
}

fn destination(output: Option<&Path>, file_name: &str) -> PathBuf {
    match output {
        None => PathBuf::from(file_name),
        Some(path) if path.is_dir() || ends_in_separator(path) => path.join(file_name),
        Some(path) => path.to_owned(),
    }
}

/// `-o folder/` means a folder, also where there is none yet: that is an error, not a file.
fn ends_in_separator(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().last().is_some_and(|byte| std::path::is_separator(char::from(*byte)))
}

/// Writes the whole file or nothing. Whoever made a file of that name in the meantime keeps it.
fn write_new(path: &Path, text: &str) -> Result<(), String> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !parent.is_dir() {
        return Err(format!("there is no folder {}: make it first, or choose another with -o", parent.display()));
    }
    let failed = |error: &io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            format!(
                "{} is there already, and is left as it is: choose another title, or a file with -o",
                path.display()
            )
        }
        _ => format!("{} cannot be written: {error}", path.display()),
    };
    write::create(path, text).map_err(|error| failed(&error))
}

fn report(path: &Path) -> io::Result<()> {
    writeln!(io::stdout(), "{}", path.display())?;
    writeln!(io::stderr(), "Next: fill in what is empty, then run: candor lint {}", quoted(path))
}

/// A path as it can be pasted into a shell.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    if path.chars().all(|c| c.is_alphanumeric() || "-_./\\:".contains(c)) {
        path
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}
