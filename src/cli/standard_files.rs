//! Standards of the user's own: the files that `standard-files` in a configuration names.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::GlobSetBuilder;
use ignore::WalkBuilder;

use super::named_files::{fault_at, read, within_repository};
use super::{Failure, paths};
use crate::lint::config::{Config, Given, Globs};
use crate::rules;
use crate::source::Source;
use crate::standards::{self, Standard};

/// Files that one glob may name.
const MAX_FILES: usize = 200;

/// Reads the standards that a configuration in `folder` names.
///
/// # Errors
/// A file cannot be read, is no standard, or two have one name.
pub fn load(config: &Config, folder: &Path) -> Result<Vec<Arc<Standard>>, Failure> {
    let mut loaded: Vec<Arc<Standard>> = Vec::new();
    for given in &config.standard_files {
        let fault = |message: String| fault_at(config, given, message);
        for path in named(given, folder).map_err(fault)? {
            let unreadable = |error: io::Error| fault(format!("{}: {error}", paths::shown_here(&path)));
            let source: Source = read(&path).map_err(unreadable)?;
            let standard = standards::read(&source, &rules::names())
                .map_err(|faults| Failure::Config(Box::new(source), faults))?;
            if loaded.iter().any(|other| other.name == standard.name) {
                return Err(fault(format!("two files hold a standard “{}”", standard.name)));
            }
            loaded.push(Arc::new(standard));
        }
    }
    Ok(loaded)
}

/// The files that a glob or path names, by path.
fn named(given: &Given, folder: &Path) -> Result<Vec<PathBuf>, String> {
    let is_glob = |part: &&str| part.contains(['*', '?', '[', '{']);
    let parts: Vec<&str> = given.text.split('/').collect();
    let Some(first) = parts.iter().position(is_glob) else {
        return within_repository(folder, &given.text).map(|path| vec![path]);
    };
    let mut builder = GlobSetBuilder::new();
    Globs::add(&mut builder, &given.text)?;
    let globs = Globs::build(&builder)?;
    let base = within_repository(folder, if first == 0 { "." } else { &given.text[..parts[..first].join("/").len()] })?;
    let mut found = Vec::new();
    for entry in WalkBuilder::new(base).require_git(false).build().flatten() {
        let inside = entry.path().strip_prefix(folder).map(|path| paths::shown(path, Path::new("")));
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if is_file && inside.is_ok_and(|path| globs.matches(&path)) {
            found.push(entry.into_path());
        }
    }
    if found.is_empty() {
        return Err(format!("“{}” names no file", given.text));
    }
    if found.len() > MAX_FILES {
        return Err(format!("“{}” names more than {MAX_FILES} files", given.text));
    }
    found.sort();
    Ok(found)
}
