//! Every rule has a page with examples that hold, a bad and a good fixture, and an entry in the
//! registry.

use std::path::Path;

use candor::rule::Rule;
use candor::rules::RULES;

use crate::command::{candor, folder};
use crate::support::{NOW, files, lint_all, lint_source, names, repo};

#[test]
fn every_file_of_a_rule_is_in_the_registry() {
    let modules = files(&repo("src/rules")).into_iter().filter_map(|path| {
        let stem = path.file_stem()?.to_str()?.replace('_', "-");
        let text = std::fs::read_to_string(&path).ok()?;
        (stem != "mod" && text.contains("pub const RULE: Rule")).then_some(stem)
    });
    let missing: Vec<String> = modules.filter(|name| !RULES.iter().any(|rule| rule.name == name)).collect();
    assert!(missing.is_empty(), "not in RULES: {missing:?}");
}

#[test]
fn names_and_default_levels_are_stable() {
    let lines = RULES.iter().map(|rule| {
        let level = rule.level.map_or("off", |level| level.name());
        format!("{} {level}", rule.name)
    });
    insta::assert_snapshot!(lines.collect::<Vec<_>>().join("\n"));
}

#[test]
fn names_are_unique() {
    let mut names: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    let twice: Vec<_> = names.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn every_page_has_a_bad_and_a_good_example_that_hold() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for (heading, expected) in [("## Bad", true), ("## Good", false)] {
            let holds = match examples(rule, heading).as_slice() {
                [] => {
                    wrong.push(format!("{}: no example under {heading}", rule.name));
                    continue;
                }
                [(path, text)] => fires(rule, path, text) == expected,
                several => fires_together(rule, folder(&named(several)).path()) == expected,
            };
            if !holds {
                wrong.push(format!("{}: the example under {heading} does not hold", rule.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_bad_and_a_good_fixture() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let own = repo("tests/fixtures/rules").join(rule.name);
        let (mut bad, mut good) = (0, 0);
        for path in files(&own) {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            // What a fix leaves is the affair of the tests of fixes.
            if name.starts_with("fixed") {
                continue;
            }
            let fired = if path.is_dir() {
                fires_together(rule, &path)
            } else {
                let source = candor::source::Source::from_bytes(name.clone(), std::fs::read(&path).unwrap());
                names(&lint_source(&source)).iter().any(|found| found == rule.name)
            };
            let expected = if name.starts_with("bad") { &mut bad } else { &mut good };
            *expected += 1;
            if fired != name.starts_with("bad") {
                wrong.push(format!("{}/{name}: {}", rule.name, if fired { "fires" } else { "does not fire" }));
            }
        }
        if bad == 0 || good == 0 {
            wrong.push(format!("{}: {bad} bad and {good} good fixtures", rule.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// One snapshot a rule: each finding on a bad fixture with its place, level, subject and message.
#[test]
fn findings_on_bad_fixtures_have_their_place_and_words() {
    for rule in RULES {
        let own = files(&repo("tests/fixtures/rules").join(rule.name)).into_iter();
        let bad = own.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("bad")));
        let found: Vec<String> = bad.map(|path| findings_of(rule, &path)).collect();
        insta::with_settings!({ snapshot_path => "snapshots/rules", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(rule.name, found.join("\n"));
        });
    }
}

/// The findings of a rule in a fixture, one a line; of a folder, as a user sees them.
fn findings_of(rule: &Rule, path: &Path) -> String {
    let name = path.file_name().unwrap().to_str().unwrap();
    if path.is_dir() {
        return format!("{name}/\n{}", linted_together(rule, path));
    }
    let source = candor::source::Source::from_bytes(name, std::fs::read(path).unwrap());
    let own = lint_source(&source).into_iter().filter(|finding| finding.rule == rule.name);
    let lines = own.map(|finding| {
        let place = source.position(finding.span.start);
        let subject = finding.subject.map(|subject| format!(" ({subject})")).unwrap_or_default();
        let level = finding.level.unwrap().name();
        format!("{}:{} {level}{subject}: {}\n", place.line, place.column, finding.message)
    });
    format!("{name}\n{}", lines.collect::<String>())
}

fn fires(rule: &Rule, path: &str, text: &str) -> bool {
    names(&lint_all(path, text)).iter().any(|name| name == rule.name)
}

/// Whether a rule that compares documents fires in a folder of them.
fn fires_together(rule: &Rule, folder: &Path) -> bool {
    linted_together(rule, folder).contains(rule.name)
}

/// What a user sees who lints the documents of a folder with one rule.
fn linted_together(rule: &Rule, folder: &Path) -> String {
    let names = files(folder).into_iter().map(|path| path.file_name().unwrap().to_str().unwrap().to_owned());
    let documents: Vec<String> = names.filter(|name| name != "candor.yaml").collect();
    let documents: Vec<&str> = documents.iter().map(String::as_str).collect();
    let flags = ["lint", "--select", rule.name, "--now", NOW, "--format", "concise"];
    let ran = candor(folder, &[&flags[..], &documents].concat());
    assert!(ran.status < 2, "{ran:?}");
    ran.stdout
}

/// Examples that stand together, each under a path of its own. A configuration says that it is one.
fn named<'e>(examples: &'e [(&str, String)]) -> Vec<(&'e str, &'e str)> {
    let paths = ["a.md", "b.md", "c.md"];
    let path = |text: &str, path| if text.starts_with("# candor.yaml\n") { "candor.yaml" } else { path };
    examples.iter().zip(paths).map(|((_, text), own)| (path(text, own), text.as_str())).collect()
}

/// The first fenced blocks under a heading of the rule's page, and the path the language of each
/// stands for. Several that follow each other are documents of one run.
fn examples(rule: &Rule, heading: &str) -> Vec<(&'static str, String)> {
    let docs = rule.docs();
    // An example may have headings of its own: it is the first fence behind the heading.
    let Some((_, mut rest)) = docs.split_once(heading) else { return Vec::new() };
    let mut examples = Vec::new();
    loop {
        let fences = [("example.md", "```md\n"), ("example.yaml", "```yaml\n")];
        let fences = fences.into_iter().filter_map(|(path, open)| Some((rest.find(open)?, path, open)));
        let Some((at, path, open)) = fences.min() else { return examples };
        let follows = rest[..at].trim().is_empty();
        let Some((code, behind)) = rest[at + open.len()..].split_once("\n```") else { return examples };
        if !examples.is_empty() && !follows {
            return examples;
        }
        examples.push((path, format!("{code}\n")));
        rest = behind;
    }
}
