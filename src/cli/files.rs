//! Finds and reads the files of a run.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use ignore::{WalkBuilder, WalkState};

use super::configs::NAMES;
use super::paths;
use crate::lint::MAX_BYTES;
use crate::output::Unread;
use crate::rule::Settings;
use crate::rules::UNREADABLE;
use crate::source::Source;

/// A file that may be a postmortem.
#[derive(Debug)]
pub struct Candidate {
    /// Where it is.
    pub path: PathBuf,
    /// The path as it is shown.
    pub shown: String,
    /// Whether it was named, not found in a folder.
    pub named: bool,
    /// Whether it is standard input, and the path only what it would be called.
    pub stdin: bool,
}

impl Candidate {
    /// Standard input under the name it would have.
    pub fn stdin(name: Option<&Path>) -> Self {
        let path = name.unwrap_or(Path::new("-")).to_owned();
        Self { shown: paths::shown_here(&path), path, named: true, stdin: true }
    }
}

/// The files that `given` names or holds, by path and each once; and what could not be opened.
pub fn find(given: &[PathBuf], working: &Path) -> (Vec<Candidate>, Vec<Unread>) {
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    for path in given {
        if path.is_dir() {
            walk(path, working, &mut found, &mut unread);
        } else {
            found.push(Candidate { path: path.clone(), shown: paths::shown(path, working), named: true, stdin: false });
        }
    }
    found.sort_by(|a, b| (&a.shown, !a.named).cmp(&(&b.shown, !b.named)));
    found.dedup_by(|second, first| second.shown == first.shown);
    (found, unread)
}

/// Adds the files below a folder, but hidden ones, those that .gitignore names, and links.
fn walk(folder: &Path, working: &Path, found: &mut Vec<Candidate>, unread: &mut Vec<Unread>) {
    let results = Mutex::new((found, unread));
    WalkBuilder::new(folder).require_git(false).build_parallel().run(|| {
        Box::new(|entry| {
            // A poisoned lock means that another thread panicked; its panic is what is reported.
            let Ok(mut results) = results.lock() else { return WalkState::Quit };
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                    let is_config = NAMES.iter().any(|name| entry.file_name() == *name);
                    if !is_config {
                        let shown = paths::shown(entry.path(), working);
                        results.0.push(Candidate { path: entry.into_path(), shown, named: false, stdin: false });
                    }
                }
                Ok(_) => {}
                Err(error) => results.1.push(unread_entry(&error, folder, working)),
            }
            WalkState::Continue
        })
    });
}

fn unread_entry(error: &ignore::Error, folder: &Path, working: &Path) -> Unread {
    let path = match error {
        ignore::Error::WithPath { path, .. } => path,
        _ => folder,
    };
    let message = error.io_error().map_or_else(|| error.to_string(), io::Error::to_string);
    Unread { path: paths::shown(path, working), message }
}

/// Reads a file as a document; one of more than `limit` bytes is not read.
///
/// # Errors
/// It cannot be opened or read.
pub fn read(path: &Path, shown: &str, limit: u64) -> Result<Source, Unread> {
    let read = || {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        if length > limit { Ok(Source::oversized(shown, limit)) } else { read_from(&mut file, shown, limit) }
    };
    read().map_err(|error| Unread { path: shown.to_owned(), message: error.to_string() })
}

/// Reads a document from a stream, up to `limit` bytes.
///
/// # Errors
/// The stream fails.
pub fn read_from(stream: &mut dyn Read, shown: &str, limit: u64) -> io::Result<Source> {
    let mut bytes = Vec::new();
    stream.take(limit + 1).read_to_end(&mut bytes)?;
    Ok(source(shown, bytes, limit))
}

/// A document of these bytes; more than `limit` are not read.
pub fn source(shown: &str, bytes: Vec<u8>, limit: u64) -> Source {
    let fits = u64::try_from(bytes.len()).is_ok_and(|length| length <= limit);
    if fits { Source::from_bytes(shown, bytes) } else { Source::oversized(shown, limit) }
}

/// The size in bytes from which a document is not read.
pub fn limit(settings: &Settings) -> u64 {
    settings.option(UNREADABLE, "max-bytes").and_then(serde_json::Value::as_u64).unwrap_or(MAX_BYTES)
}
