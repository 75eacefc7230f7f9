//! Files of YAML, as trees.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

/// A mapping of a file.
pub type Tree = Map<String, Value>;

/// What a folder holds, by name.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let named = |error: std::io::Error| format!("{}: {error}", folder.display());
    let entries = fs::read_dir(folder).map_err(named)?;
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>().map_err(named)?;
    paths.sort();
    Ok(paths)
}

/// A YAML file; an error names it.
pub fn read(path: &Path) -> Result<Tree, String> {
    let named = |error: String| format!("{}: {error}", path.display());
    let yaml = fs::read_to_string(path).map_err(|error| named(error.to_string()))?;
    // "on" and "yes" are words here, as YAML 1.2 has it.
    let options = serde_yaml::options! { strict_booleans: true };
    serde_yaml::from_str_with_options(&yaml, options).map_err(|error| named(error.to_string()))
}
