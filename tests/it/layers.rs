//! The way of data is one way: a module imports those below it, and none of those above.

use std::collections::BTreeMap;
use std::path::Path;

use crate::support::{files, repo};

/// The modules from the bottom up.
const LAYERS: &[&str] = &[
    "source",
    "suggest",
    "language",
    "document",
    "finding",
    "scaffold",
    "schema",
    "standards",
    "rule",
    "edits",
    "rules",
    "lint",
    "fix",
    "output",
    "cli",
];

#[test]
fn modules_import_only_what_is_below_them() {
    let mut wrong = Vec::new();
    for (module, text) in modules() {
        let Some(own) = LAYERS.iter().position(|layer| *layer == module) else {
            wrong.push(format!("{module} has no place in LAYERS"));
            continue;
        };
        for used in LAYERS.iter().skip(own + 1) {
            if text.contains(&format!("crate::{used}::")) {
                wrong.push(format!("{module} imports {used}, which is above it"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_folder_of_the_rules_holds_rules_only() {
    for path in files(&repo("src/rules")) {
        let text = std::fs::read_to_string(&path).expect("a file");
        let is_registry = path.ends_with("mod.rs");
        assert!(is_registry || text.contains("pub const RULE: Rule"), "{} is no rule", path.display());
    }
}

/// The text of each module of the crate, with all its files.
fn modules() -> BTreeMap<String, String> {
    let mut modules: BTreeMap<String, String> = BTreeMap::new();
    for path in files(&repo("src")) {
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if name != "lib" && name != "main" {
            modules.entry(name).or_default().push_str(&text_of(&path));
        }
    }
    modules
}

fn text_of(path: &Path) -> String {
    if path.is_dir() {
        files(path).iter().map(|path| text_of(path)).collect()
    } else {
        std::fs::read_to_string(path).expect("a file")
    }
}
