//! `candor.yaml`: which one holds, what it sets, and what is said of a broken one.

use serde_json::Value;

use crate::command::{Ran, candor, folder};

const TODO: &str = "## Impact\n\nTODO\n";

/// The level of the TODO in each linted file.
fn levels(ran: &Ran) -> Vec<String> {
    let output: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    let level = |file: &Value| {
        let findings = file["findings"].as_array().unwrap();
        let found = findings.iter().find(|finding| finding["rule"] == "placeholder-left");
        let level = found.map_or("none", |finding| finding["level"].as_str().unwrap());
        format!("{} {level}", file["path"].as_str().unwrap())
    };
    output["files"].as_array().unwrap().iter().map(level).collect()
}

fn lint(files: &[(&str, &str)], arguments: &[&str]) -> Ran {
    candor(folder(files).path(), &[&["lint", "--format", "json"], arguments].concat())
}

#[test]
fn the_closest_configuration_wins() {
    let files = [
        ("candor.yaml", "levels: {placeholder-left: error}\n"),
        ("a.md", TODO),
        ("x/a.md", TODO),
        ("x/y/.candor.yaml", "levels: {placeholder-left: info}\n"),
        ("x/y/a.md", TODO),
        ("x/y/z/a.md", TODO),
        ("other/.git/HEAD", "another repository"),
        ("other/a.md", TODO),
    ];
    let named = ["a.md", "x/a.md", "x/y/a.md", "x/y/z/a.md", "other/a.md"];
    let expected = ["a.md error", "other/a.md warning", "x/a.md error", "x/y/a.md info", "x/y/z/a.md info"];
    assert_eq!(levels(&lint(&files, &named)), expected);
    let with = |origin: &[&str]| levels(&lint(&files, &[origin, &["a.md", "x/y/a.md"]].concat()));
    assert_eq!(with(&["--no-config"]), ["a.md warning", "x/y/a.md warning"]);
    assert_eq!(with(&["--config", "candor.yaml"]), ["a.md error", "x/y/a.md error"]);
}

#[test]
fn overrides_hold_for_their_files_and_the_last_one_wins() {
    let config = "fail-on: never\nlevels: {placeholder-left: error}\noverrides:\n\
        - {files: [drafts, '**/old-*'], levels: {placeholder-left: info}}\n\
        - {files: drafts/kept.md, levels: {placeholder-left: 'off'}, fail-on: info}\n";
    let files = [
        ("candor.yaml", config),
        ("a.md", TODO),
        ("x/old-a.md", TODO),
        ("drafts/b.md", TODO),
        ("drafts/kept.md", TODO),
    ];
    let named = ["a.md", "x/old-a.md", "drafts/b.md", "drafts/kept.md", "--select", "placeholder-left"];
    let ran = lint(&files, &named);
    assert_eq!(levels(&ran), ["a.md error", "drafts/b.md info", "drafts/kept.md none", "x/old-a.md info"]);
    assert_eq!(ran.status, 0);
    assert_eq!(lint(&files, &[&named[..], &["--fail-on", "info"]].concat()).status, 1);
}

#[test]
fn exclude_wins_over_include_and_over_names() {
    let files = [
        ("candor.yaml", "include: ['*.txt', drafts]\nexclude: [drafts/never.md, '*.yaml']\n"),
        ("a.txt", TODO),
        ("drafts/a.md", TODO),
        ("drafts/never.md", TODO),
        ("short.md", TODO),
    ];
    assert_eq!(levels(&lint(&files, &[])), ["a.txt warning", "drafts/a.md warning"]);
    assert_eq!(levels(&lint(&files, &["short.md", "drafts/never.md"])), ["short.md warning"]);
}

#[test]
fn aliases_and_words_join_those_of_the_languages() {
    let section = "candor: 1\n";
    let document = "# A\n\n## What it felt like\n\n## Chronik\n\n## Root cause\n\nThe disk.\n";
    let config = "aliases:\n  impact: What it felt like\n  timeline: [Chronik]\n";
    let rules = ["--select", "section-empty"];
    let found = |config: &str| {
        let ran = lint(
            &[("candor.yaml", config), ("a.md", document), ("b.yaml", section)],
            &[&rules[..], &["a.md"]].concat(),
        );
        let output: Value = serde_json::from_str(&ran.stdout).unwrap();
        output["files"][0]["findings"].as_array().unwrap().len()
    };
    assert_eq!((found(""), found(config)), (0, 2));
}

#[test]
fn a_configuration_may_extend_another_of_its_repository() {
    let files = [
        (".git/HEAD", ""),
        ("policy/base.yaml", "levels: {placeholder-left: error}\nexclude: [gone]\n"),
        ("team/candor.yaml", "extends: ../policy/base.yaml\n"),
        ("team/a.md", TODO),
        ("strict/candor.yaml", "extends: [../policy/base.yaml]\nlevels: {placeholder-left: info}\n"),
        ("strict/a.md", TODO),
    ];
    assert_eq!(levels(&lint(&files, &["team/a.md", "strict/a.md"])), ["strict/a.md info", "team/a.md error"]);
}

#[test]
fn a_schema_adds_to_the_demands() {
    let files = [
        ("candor.yaml", "schema: own.yaml\n"),
        ("own.yaml", "required: [cost-center]\n"),
        ("a.md", "# A\n\n## Impact\n\nAll users.\n"),
    ];
    let ran = lint(&files, &["a.md", "--select", "schema"]);
    assert!(ran.stdout.contains("cost-center"), "{ran:?}");
}

#[test]
fn every_fault_is_told_with_its_place() {
    let config = "exlude: [a]\nlevels:\n  cause-vauge: loud\n  placeholder-left: fatal\nfail-on: sometimes\n\
        include: ['[a']\noptions:\n  document-unreadable: {max-byte: 1}\naliases: {impct: [x]}\nwords: {nonsense: [x]}\n\
        overrides:\n  - levels: {}\n  - {files: x, exclude: y}\n  - text\nschema: [1]\nexclude: a\n exclude: b\n";
    for (faulty, told) in [
        ("exlude: [a]", "candor.yaml:1:1"),
        ("exlude: [a]", "Did you mean “exclude”?"),
        ("\nlevels: {placeholder-lfet: info}", "candor.yaml:2:10"),
        ("levels: {placeholder-left: fatal}", "unknown level “fatal”"),
        ("levels: [a]", "a mapping of keys to values is expected here"),
        ("fail-on: sometimes", "unknown level to fail on “sometimes”"),
        ("include: ['[a']", "is no glob"),
        ("options: {document-unreadable: {max-byte: 1}}", "Did you mean “max-bytes”?"),
        ("aliases: {impct: [x]}", "Did you mean “impact”?"),
        ("aliases: {impact: ['*']}", "a phrase without a word"),
        ("words: {nonsense: [x]}", "unknown list of words “nonsense”"),
        ("overrides: [{levels: {}}]", "for which files"),
        ("overrides: [{files: x, exclude: y}]", "unknown key of an override “exclude”"),
        ("overrides: [text]", "a mapping of keys to values is expected here"),
        ("schema: [1]", "a text is expected here"),
        ("schema: missing.json", "“missing.json” cannot be read"),
        ("schema: /etc/passwd", "leaves the folder of the repository"),
        ("templates: ../..", "leaves the folder of the repository"),
        ("extends: ../candor.yaml", "leaves the folder of the repository"),
        ("extends: candor.yaml", "would extend itself"),
        ("exclude: a\nexclude: b", "“exclude” is given twice"),
        ("levels: {a", "this YAML cannot be read"),
        (config, "unknown rule “cause-vauge”"),
    ] {
        let here = folder(&[("candor.yaml", faulty), ("a.md", TODO)]);
        let command: &[&str] = if faulty.starts_with("templates") { &["new", "Title"] } else { &["lint", "a.md"] };
        let ran = candor(here.path(), command);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{faulty}");
        assert!(ran.stderr.contains(told), "{faulty}: {}", ran.stderr);
    }
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_repository() {
    let outside = folder(&[("secret.yaml", "required: [secret]\n")]);
    let here = folder(&[("candor.yaml", "schema: link.yaml\n"), ("a.md", TODO)]);
    std::os::unix::fs::symlink(outside.path().join("secret.yaml"), here.path().join("link.yaml")).unwrap();
    let ran = candor(here.path(), &["lint", "a.md"]);
    assert!(ran.stderr.contains("leaves the folder of the repository"), "{ran:?}");
}
