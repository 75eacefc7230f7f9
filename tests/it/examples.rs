//! The examples find what they were written to show.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::support::{files, names, repo, settings};

/// What one document must show.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Expected {
    /// Of each list at least one must fire.
    #[serde(default)]
    found: Vec<Vec<String>>,
    /// None of these may fire.
    #[serde(default)]
    not_found: Vec<String>,
}

fn findings(path: &std::path::Path) -> Vec<candor::finding::Finding> {
    let name = path.file_name().unwrap().to_str().unwrap();
    let source = candor::source::Source::new(name, std::fs::read_to_string(path).unwrap());
    candor::lint::lint(&source, &settings()).findings
}

fn check(folder: &str) {
    let folder = repo(folder);
    let expected = std::fs::read_to_string(folder.join("expected.yaml")).unwrap();
    let expected: BTreeMap<String, Expected> = serde_yaml::from_str(&expected).unwrap();
    let mut wrong = Vec::new();
    for (name, expected) in &expected {
        let names = names(&findings(&folder.join(name)));
        for any_of in &expected.found {
            if !any_of.iter().any(|rule| names.contains(rule)) {
                wrong.push(format!("{name}: none of {any_of:?} found"));
            }
        }
        for rule in expected.not_found.iter().filter(|rule| names.contains(rule)) {
            wrong.push(format!("{name}: {rule} found"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn as_disclosed() {
    check("examples/as-disclosed");
}

#[test]
fn best_public() {
    check("examples/best-public");
}

#[test]
fn complete_documents_have_no_finding() {
    for path in files(&repo("examples/complete")) {
        let found: Vec<String> = findings(&path).iter().map(|f| format!("{}: {}", f.rule, f.message)).collect();
        assert!(found.is_empty(), "{}:\n{}", path.display(), found.join("\n"));
    }
}
