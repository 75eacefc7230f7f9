//! Turns the language files, which people write in YAML, into what a run reads fast: the cues into
//! tables of constants, the rest into JSON with labels folded. The standards become JSON as they
//! are. A file that does not parse fails the build with its place.

mod cues;
#[path = "../src/language/label.rs"]
#[allow(dead_code)]
mod label;
mod languages;
#[path = "../src/language/phrases/notation.rs"]
#[allow(dead_code)]
mod notation;
#[path = "../src/language/role.rs"]
#[allow(dead_code)]
mod role;
mod roles;
mod structure;
#[path = "../src/language/phrases/table.rs"]
#[allow(dead_code)]
mod table;
#[path = "../src/language/weights/table.rs"]
#[allow(dead_code)]
mod weights;
mod yaml;

use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;
use yaml::{files, read};

fn main() {
    for source in [
        "build",
        "language",
        "src/language/label.rs",
        "src/language/phrases",
        "src/language/role.rs",
        "src/language/weights",
        "standards",
    ] {
        println!("cargo::rerun-if-changed={source}");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    if let Err(error) = standards(&out.join("standards")) {
        println!("cargo::error=standards: {}", error.replace('\n', "\\n"));
    }
    if let Err(error) = languages::write(Path::new("language"), &out) {
        println!("cargo::error={}", error.replace('\n', "\\n"));
    }
}

/// Writes each standard as JSON into a folder.
fn standards(into: &Path) -> Result<(), String> {
    fs::create_dir_all(into).map_err(|error| error.to_string())?;
    for path in files("standards".as_ref())? {
        let json = Value::from(read(&path)?).to_string();
        let out = into.join(path.file_stem().unwrap_or_default()).with_extension("json");
        fs::write(out, json).map_err(|error| error.to_string())?;
    }
    Ok(())
}
