//! `candor init`: what a repository needs to lint its postmortems.

use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};

use super::{Exit, Failure, configs, paths, write};
use crate::output::visible;
use crate::scaffold::starter::{BASELINE, Starter, is_homeless, starters};

/// Write what a repository lacks: candor.yaml, a workflow for pull requests, a pre-commit hook and a template
///
/// Nothing is ever overwritten: of what is there already, it says what would belong into it.
#[derive(Debug, Args)]
pub struct Init {
    /// The folder of the postmortems, in which the templates get a folder of their own
    #[arg(long, value_name = "FOLDER", default_value = "postmortems", value_hint = ValueHint::DirPath, value_parser = folder)]
    postmortems: String,
    /// Where the action and the hook are taken from, such as a copy of Candor within your company
    #[arg(long, value_name = "URL", value_parser = address)]
    repository: Option<String>,
}

/// Writes the files and says so.
///
/// # Errors
/// A file cannot be written; those before it stay.
pub fn run(args: &Init) -> Result<Exit, Failure> {
    let root = root()?;
    // What is printed comes last: a reader that goes away must not leave half of the files unwritten.
    let mut report = Vec::new();
    let written = write_all(&root, args, &mut report);
    let mut out = io::stdout().lock();
    out.write_all(&report)?;
    out.flush()?;
    written?;
    let mut err = io::stderr().lock();
    if is_homeless(args.repository.as_deref()) {
        writeln!(err, "Replace OWNER in the workflow and the hook by the account that Candor is published under.")?;
    }
    writeln!(
        err,
        "Next: candor lint --write-baseline {BASELINE} where there are old postmortems; then commit all of it"
    )?;
    Ok(Exit::Good)
}

/// Writes what the repository lacks, and what is to be said of it to `out`.
fn write_all(root: &Path, args: &Init, out: &mut dyn Write) -> Result<(), Failure> {
    // A configuration of the user's own names a baseline of the user's own, or none.
    let configured = configs::NAMES.iter().any(|name| root.join(name).exists());
    let lacking = starters(&args.postmortems, args.repository.as_deref()).into_iter();
    for starter in lacking.filter(|starter| !configured || starter.path != BASELINE) {
        match standing(root, &starter) {
            Some(name) => kept(&name, &starter, out)?,
            None => {
                let path = root.join(&starter.path);
                let failed = |error: io::Error| format!("{} cannot be written: {error}", paths::shown_here(&path));
                within(root, &path).and_then(|()| write::create(&path, &starter.text)).map_err(failed)?;
                writeln!(out, "wrote  {}: {}", visible(&starter.path), starter.purpose)?;
                shown(&starter.text, out)?;
            }
        }
    }
    Ok(())
}

/// The folder of the repository; where there is none, the working directory.
fn root() -> io::Result<PathBuf> {
    let here = env::current_dir()?;
    Ok(here.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&here).to_owned())
}

/// The file that does the work of one that would be written: itself, or one of another name.
fn standing(root: &Path, starter: &Starter) -> Option<String> {
    let other: &[&str] = match starter.path.as_str() {
        "candor.yaml" => &configs::NAMES,
        ".pre-commit-config.yaml" => &[".pre-commit-config.yaml", ".pre-commit-config.yml"],
        ".github/workflows/postmortems.yml" => {
            &[".github/workflows/postmortems.yml", ".github/workflows/postmortems.yaml"]
        }
        path => &[path],
    };
    // A link that leads nowhere is a file as well: something stands there.
    other.iter().find(|name| fs::symlink_metadata(root.join(name)).is_ok()).map(|name| (*name).to_owned())
}

/// Makes the folders above a file, none of which may lead out of the repository.
fn within(root: &Path, path: &Path) -> io::Result<()> {
    let folder = path.parent().unwrap_or(root);
    let standing = folder.ancestors().find(|folder| folder.exists()).unwrap_or(root);
    if !fs::canonicalize(standing)?.starts_with(fs::canonicalize(root)?) {
        return Err(io::Error::other("its folder is a link that leaves the repository"));
    }
    fs::create_dir_all(folder)
}

fn kept(name: &str, starter: &Starter, out: &mut dyn Write) -> io::Result<()> {
    if starter.path != ".pre-commit-config.yaml" {
        return writeln!(out, "kept   {}: it is there already", visible(name));
    }
    writeln!(out, "kept   {}: it is there already; if the hook is not in it, add under `repos`", visible(name))?;
    let entry: String = starter.text.lines().skip(1).map(|line| format!("{line}\n")).collect();
    shown(&entry, out)
}

/// The first lines of a text, set off from what is said about it.
fn shown(text: &str, out: &mut dyn Write) -> io::Result<()> {
    const LINES: usize = 12;
    text.lines().take(LINES).try_for_each(|line| writeln!(out, "       | {}", visible(line)))?;
    match text.lines().count().saturating_sub(LINES) {
        0 => Ok(()),
        more => writeln!(out, "       | … and {more} more lines"),
    }
}

fn folder(given: &str) -> Result<String, String> {
    let path = given.trim_end_matches('/');
    let plain = |part: &str| !part.is_empty() && !matches!(part, "." | "..") && !part.starts_with('-');
    let safe = path.chars().all(|c| c.is_alphanumeric() || "-_. /".contains(c)) && path.split('/').all(plain);
    if safe {
        Ok(path.to_owned())
    } else {
        Err("expected a folder within the repository, such as docs/postmortems".into())
    }
}

fn address(given: &str) -> Result<String, String> {
    let plain = given.chars().all(|c| c.is_ascii_alphanumeric() || "-_.:/@~".contains(c));
    let parts = given.strip_prefix("https://").map(|rest| rest.trim_end_matches('/').split('/').count());
    if plain && parts.is_some_and(|parts| parts >= 3) {
        return Ok(given.to_owned());
    }
    Err("expected an address such as https://github.com/acme/candor".to_owned())
}
