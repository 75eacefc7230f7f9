//! The file of a baseline, and how it names documents.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::paths;
use crate::lint::baseline::{Baseline, BaselineDocument, BaselineEntry, Features};

/// A longer baseline is none.
const MAX_BYTES: u64 = 32 << 20;

/// A baseline that was read.
#[derive(Debug)]
pub struct BaselineFile {
    /// What it holds.
    pub baseline: Baseline,
    /// From which its paths go, without links.
    pub folder: PathBuf,
}

impl BaselineFile {
    /// Reads a baseline.
    ///
    /// # Errors
    /// It is not there, cannot be read, or is none; the message is a sentence without a full stop.
    pub fn open(file: &Path) -> Result<Self, String> {
        let text = read(file).map_err(|error| error.to_string())?;
        let text = text.ok_or("there is no such baseline\nhelp: --write-baseline writes one")?;
        let baseline = Baseline::parse(&text)?;
        let folder = folder(file).map_err(|error| error.to_string())?;
        Ok(Self { baseline, folder })
    }

    /// What is known of the document at a path, which is found again by `features`.
    pub fn entry(&self, document: &Path, features: Features) -> BaselineEntry {
        let gone = |path: &str| !self.folder.join(path).exists();
        let document = BaselineDocument { path: name(document, &self.folder), features };
        self.baseline.entry(document, gone).cloned().unwrap_or_default()
    }
}

/// The text of a baseline; `None` where there is no such file.
///
/// # Errors
/// It cannot be read, or is too long.
pub fn read(file: &Path) -> io::Result<Option<String>> {
    match fs::metadata(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
        Ok(about) if about.len() > MAX_BYTES => Err(io::Error::other(format!("longer than {MAX_BYTES} bytes"))),
        Ok(_) => fs::read_to_string(file).map(Some),
    }
}

/// The folder from which the paths in a baseline go, without links.
///
/// # Errors
/// There is no such folder.
pub fn folder(file: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")))
}

/// What a document is called in a baseline of a folder.
pub fn name(document: &Path, folder: &Path) -> String {
    paths::from(&paths::real(document), folder)
}
