//! Files that a configuration names: they lie within its repository, and what is wrong with them is said where
//! they are named.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::{Failure, paths};
use crate::finding::fault;
use crate::lint::config::{Config, Given};
use crate::source::Source;

/// A longer file is no configuration, schema or standard.
const MAX_BYTES: u64 = 1 << 20;

/// Reads a file of the user's that is no document.
///
/// # Errors
/// It cannot be read, or is too long.
pub fn read(path: &Path) -> io::Result<Source> {
    if fs::metadata(path)?.len() > MAX_BYTES {
        return Err(io::Error::other(format!("longer than {MAX_BYTES} bytes")));
    }
    Ok(Source::from_bytes(paths::shown_here(path), fs::read(path)?))
}

/// A fault that only the file system knows of.
pub fn fault_at(config: &Config, given: &Given, message: String) -> Failure {
    Failure::Config(Box::new(config.source.clone()), vec![fault(given.span, message)])
}

/// The path that a configuration in `folder` names, without links. A configuration is a stranger's
/// as much as a document: it names nothing outside of its repository.
///
/// # Errors
/// It leaves the repository or does not exist; the message is a sentence without a full stop.
pub fn within_repository(folder: &Path, given: &str) -> Result<PathBuf, String> {
    let root = folder.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(folder);
    let leaves = || format!("“{given}” leaves the folder of the repository");
    // First by its words alone: whether a file exists outside is nobody's business.
    let depth = folder.strip_prefix(root).map_or(0, |inside| inside.components().count());
    let mut depth = depth.cast_signed();
    for part in Path::new(given).components() {
        match part {
            Component::Normal(_) => depth += 1,
            Component::CurDir => {}
            Component::ParentDir => depth -= 1,
            Component::RootDir | Component::Prefix(_) => return Err(leaves()),
        }
        if depth < 0 {
            return Err(leaves());
        }
    }
    let path = fs::canonicalize(folder.join(given)).map_err(|error| format!("“{given}” cannot be read: {error}"))?;
    // Then where its links lead.
    if path.starts_with(root) { Ok(path) } else { Err(leaves()) }
}
