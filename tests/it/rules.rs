//! Every rule has a page with examples that hold, a bad and a good fixture, and an entry in the
//! registry.

use candor::rules::{RULES, Rule};

use crate::support::{files, lint_all, lint_source, names, repo};

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
#[ignore = "until all rules are in"]
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
#[ignore = "until all rules are in"]
fn every_page_has_a_bad_and_a_good_example_that_hold() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for (heading, expected) in [("## Bad", true), ("## Good", false)] {
            match example(rule, heading) {
                None => wrong.push(format!("{}: no example under {heading}", rule.name)),
                Some((path, text)) => {
                    if fires(rule, path, &text) != expected {
                        wrong.push(format!("{}: the example under {heading} does not hold", rule.name));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[ignore = "until all rules are in"]
fn every_rule_has_a_bad_and_a_good_fixture() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let folder = repo("tests/fixtures/rules").join(rule.name);
        let (mut bad, mut good) = (0, 0);
        for path in files(&folder) {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let source = candor::source::Source::from_bytes(name.clone(), std::fs::read(&path).unwrap());
            let fired = names(&lint_source(&source)).iter().any(|found| found == rule.name);
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

fn fires(rule: &Rule, path: &str, text: &str) -> bool {
    names(&lint_all(path, text)).iter().any(|name| name == rule.name)
}

/// The first fenced block under a heading of the rule's page, and the path its language stands for.
fn example(rule: &Rule, heading: &str) -> Option<(&'static str, String)> {
    let docs = rule.docs();
    let (_, behind) = docs.split_once(heading)?;
    // The example may have headings of its own: it is the first fence behind the heading.
    let fences = [("example.md", "```md\n"), ("example.yaml", "```yaml\n")];
    let fences = fences.into_iter().filter_map(|(path, open)| Some((behind.find(open)?, path, open)));
    let (_, path, open) = fences.min()?;
    let (_, code) = behind.split_once(open)?;
    let (code, _) = code.split_once("\n```")?;
    Some((path, format!("{code}\n")))
}
