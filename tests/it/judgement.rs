//! The evaluation set: short texts of many registers, half of them traps, with exact expectations.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::support::{files, lint_all, names, repo};

/// One text and which of the rules under judgement must fire.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[expect(dead_code, reason = "for readers of the file")]
    lang: String,
    text: String,
    only: Vec<String>,
    found: Vec<String>,
}

#[test]
fn every_case_is_judged_as_a_careful_reader_does() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in files(&repo("tests/fixtures/eval")) {
        if path.extension().is_none_or(|ending| ending != "yaml") {
            continue;
        }
        let cases: Vec<Case> = serde_yaml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        for case in cases {
            count += 1;
            let names = names(&lint_all("case.md", &case.text));
            let found = judged(&case, &names);
            let expected: BTreeSet<String> = case.found.iter().cloned().collect();
            if found != expected {
                wrong.push(format!("{}: expected {expected:?}, found {found:?}", case.name));
            }
        }
    }
    assert!(count >= 60, "{count} cases");
    assert!(wrong.is_empty(), "{} of {count} cases are judged wrongly:\n{}", wrong.len(), wrong.join("\n"));
}

/// What fired of the rules under judgement, with its subjects where the case names subjects.
fn judged(case: &Case, names: &[String]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for rule in case.only.iter().filter(|rule| names.contains(rule)) {
        let prefix = format!("{rule}:");
        if case.found.iter().any(|wanted| wanted.starts_with(&prefix)) {
            found.extend(names.iter().filter(|name| name.starts_with(&prefix)).cloned());
        } else {
            found.insert(rule.clone());
        }
    }
    found
}
