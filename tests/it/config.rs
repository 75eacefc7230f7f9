//! `candor.yaml`: which one holds, what it sets, and what is said of a broken one.

use std::collections::BTreeSet;

use candor::cli::Published;
use candor::language::SectionKind;
use candor::source::Source;
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
        ("words: {harm: 3}", "“3” is no phrase: a text is expected here"),
        ("words: {harm: 3}", "candor.yaml:1:15"),
        ("aliases: {impact: [x, true]}", "“true” is no phrase"),
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
        ("options: {status-stale: {days: many}}", "`days` of status-stale is a whole number"),
        ("custom: [{name: a, message: b}]", "this rule has no `pattern`"),
        ("custom: [{name: a, pattern: b, message: c, levle: info}]", "Did you mean “level”?"),
        ("custom: [{name: A B, pattern: b, message: c}]", "“A B” is no name of a rule"),
        ("custom: [{name: a, pattern: '(b', message: c}]", "unclosed group"),
        ("custom: [{name: a, pattern: 'b*', message: c}]", "it matches where nothing stands"),
        ("custom: [{name: a, pattern: '(\\\\w{1000}){1000}', message: c}]", "it is too large"),
        ("custom: [{name: a, pattern: '(?=b)c', message: c}]", "look-around"),
        ("custom: [{name: a, pattern: b, message: c, sections: impakt}]", "Did you mean “impact”?"),
        ("custom: [{name: a, pattern: b, message: c, replacement: $1}]", "the pattern has no group “1”"),
        ("custom: [{name: a, pattern: b, message: c}, {name: a, pattern: d, message: e}]", "“a” is given twice"),
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

/// Two documents with the same words, one of them in an override.
const OWN: &str = "custom:\n  - name: no-utilise\n    pattern: (?i)\\butili[sz](e|ed)\\b\n    sections: [impact]\n\
    \x20   message: this is a longer word for use\n    help: Write “use”.\n    level: error\n    replacement: us$1\n\
    overrides:\n  - files: old\n    custom:\n      - {name: no-utilise, pattern: x, message: z, level: off}\n";
const WORDS: &str = "# Down\n\n## Impact\n\n7 users **utilised** it, and `utilised` that. They utilise it.\n\n## Lessons\n\nWe utilise it.\n";

#[test]
fn rules_of_ones_own_need_no_code() {
    let files = [("candor.yaml", OWN), ("a.md", WORDS), ("old/a.md", WORDS)];
    let ran = lint(&files, &["a.md", "old/a.md", "--select", "custom"]);
    let output: Value = serde_json::from_str(&ran.stdout).unwrap();
    let found = output["files"][0]["findings"].as_array().unwrap();
    let first = &found[0];
    assert_eq!(found.len(), 2, "not in code, not in another section: {found:?}");
    assert_eq!(first["message"], "“utilised”: this is a longer word for use");
    assert_eq!((&first["subject"], &first["level"]), (&"no-utilise".into(), &"error".into()));
    assert_eq!((&first["help"], &first["start"]["column"]), (&"Write “use”.".into(), &11.into()));
    assert_eq!(output["files"][1]["findings"], Value::Array(Vec::new()));
    assert_eq!(ran.status, 1);
}

#[test]
fn replacements_of_ones_own_are_made_where_they_are_asked_for() {
    let here = folder(&[("candor.yaml", OWN), ("a.md", WORDS)]);
    let run = |arguments: &[&str]| candor(here.path(), &[&["lint", "a.md", "--select", "custom"], arguments].concat());
    let text = || std::fs::read_to_string(here.path().join("a.md")).unwrap();
    let ran = run(&["--fix"]);
    assert!(text() == WORDS && ran.stderr.contains("2 more could change the meaning"), "{ran:?}");
    run(&["--fix", "--unsafe"]);
    let expected = WORDS.replace("**utilised**", "**used**").replacen("They utilise", "They use", 1);
    assert_eq!(text(), expected);
}

#[test]
fn a_replacement_that_would_be_found_again_is_not_made() {
    let config = "custom: [{name: a, pattern: down, message: m, replacement: up and down}, {name: b, pattern: \
        users, message: m, replacement: people}, {name: c, pattern: people, message: m, replacement: users}]\n";
    let here = folder(&[("candor.yaml", config), ("a.md", "## Impact\n\n7 users were down.\n")]);
    let ran = candor(here.path(), &["lint", "a.md", "--fix", "--unsafe", "--select", "custom"]);
    assert!(ran.stderr.contains("0 fixes made"), "{ran:?}");
}

#[test]
fn a_pattern_that_would_take_for_ever_is_given_up() {
    // From each place on, the whole rest is looked at for an end that is not there.
    let config = "custom: [{name: slow, pattern: '[a-z][^A-Z]*[A-Z]|[a-z]', message: m}]\n";
    let text = format!("## Impact\n\n{}\n", "a b ".repeat(100_000));
    let ran = lint(&[("candor.yaml", config), ("a.md", &text)], &["a.md", "--select", "custom"]);
    assert!(ran.stdout.contains("was not looked for from here on"), "{}", &ran.stdout[..400]);
}

#[test]
fn the_list_of_rules_tells_where_ones_own_come_from() {
    let here = folder(&[("candor.yaml", OWN)]);
    let ran = candor(here.path(), &["rules"]);
    let line = ran.stdout.lines().find(|line| line.starts_with("custom/no-utilise")).unwrap_or_default();
    assert!(line.contains("error") && line.contains("candor.yaml:2, off at candor.yaml:12"), "{line}");
}

#[test]
fn the_working_directory_changes_nothing_but_paths() {
    let config = "exclude: [x/gone]\nlevels: {placeholder-left: error}\noverrides: [{files: x/*.md, levels: {placeholder-left: info}}]\n";
    let here = folder(&[
        (".git/HEAD", ""),
        ("candor.yaml", config),
        ("x/a.md", TODO),
        ("x/y/b.md", TODO),
        ("x/gone/c.md", TODO),
    ]);
    let run = |from: &str, paths: &[&str]| {
        levels(&candor(&here.path().join(from), &[&["lint", "--format", "json"], paths].concat()))
    };
    assert_eq!(run("", &["x/a.md", "x/y/b.md", "x/gone/c.md"]), ["x/a.md info", "x/y/b.md error"]);
    assert_eq!(run("x", &["a.md", "y/b.md", "gone/c.md"]), ["a.md info", "y/b.md error"]);
    assert_eq!(run("x/y", &["../a.md", "b.md", "../gone/c.md"]), ["../a.md info", "b.md error"]);
}

#[cfg(unix)]
#[test]
fn a_configuration_that_links_out_of_the_repository_is_not_read() {
    let outside = folder(&[("secret.yaml", "password: hunter2\n")]);
    let here = folder(&[(".git/HEAD", ""), ("a.md", TODO)]);
    std::os::unix::fs::symlink(outside.path().join("secret.yaml"), here.path().join("candor.yaml")).unwrap();
    let ran = candor(here.path(), &["lint", "a.md"]);
    assert!(ran.stderr.contains("leaves the folder of the repository") && !ran.stderr.contains("password"), "{ran:?}");
    assert_eq!(ran.status, 2);
}

#[test]
fn the_schema_knows_every_key_that_the_code_knows() {
    use candor::lint::config::{CUSTOM_FIELDS, FIELDS, OVERRIDE_FIELDS};
    let schema: Value = serde_json::from_str(&Published::Config.text()).unwrap();
    let keys = |pointer: &str| {
        let object = schema.pointer(pointer).and_then(Value::as_object).unwrap_or_else(|| panic!("{pointer}"));
        object.keys().cloned().collect::<BTreeSet<_>>()
    };
    let known = |fields: &[&str]| fields.iter().map(|field| (*field).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(keys("/properties"), known(FIELDS));
    assert_eq!(keys("/properties/overrides/items/properties"), known(OVERRIDE_FIELDS));
    assert_eq!(keys("/$defs/custom/items/properties"), known(&CUSTOM_FIELDS));
    assert_eq!(keys("/$defs/aliases/properties"), known(&SectionKind::ALL.map(SectionKind::name)));
    let sections = schema["$defs"]["section"]["enum"].as_array().unwrap().iter().map(|name| name.as_str().unwrap());
    assert_eq!(sections.collect::<Vec<_>>(), SectionKind::ALL.map(SectionKind::name));
}

#[test]
fn the_schema_and_the_code_agree_on_what_is_right() {
    let schema: Value = serde_json::from_str(&Published::Config.text()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let whole = format!(
        "{OWN}include: a\nexclude: [b]\nfail-on: never\nlevels: {{schema: error, cause-vague: 'off', section-missing/impact: info}}\n\
        options: {{status-stale: {{days: 3}}}}\naliases: {{impact: x}}\nwords: {{hedge: [maybe]}}\n"
    );
    for (config, sound) in [
        (whole.as_str(), true),
        ("levels: {cause-vauge: error}", false),
        ("levels: {cause-vague: fatal}", false),
        ("options: {status-stale: {day: 3}}", false),
        ("options: {status-stale: {days: many}}", false),
        ("options: {cause-vague: {days: 3}}", false),
        ("words: {nonsense: [maybe]}", false),
        ("aliases: {nonsense: [maybe]}", false),
        ("words: {hedge: 3}", false),
        ("words: {hedge: [maybe, 1.5]}", false),
        ("words: {hedge: '3'}", true),
        ("aliases: {impact: true}", false),
        ("overrides: [{levels: {}}]", false),
        ("custom: [{name: a, pattern: b}]", false),
        ("custom: [{name: A, pattern: b, message: c}]", false),
        ("nonsense: 1", false),
    ] {
        let value: Value = serde_yaml::from_str(config).unwrap();
        let read = candor::lint::config::read(Source::new("candor.yaml", config));
        let wrong: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert_eq!((wrong.is_empty(), read.is_ok()), (sound, sound), "{config}: {wrong:?} {:?}", read.err());
    }
}

#[test]
fn a_fault_is_told_in_the_format_that_was_asked_for() {
    let here = folder(&[("candor.yaml", "fail-on: error\nlevels: {placeholder-lfet: info}\n"), ("a.md", TODO)]);
    let run = |format: &str| candor(here.path(), &["lint", "a.md", "--format", format, "--output", "sarif=out.sarif"]);
    let ran = run("github");
    assert_eq!(ran.status, 2);
    assert!(ran.stdout.starts_with("::error file=candor.yaml,line=2,"), "{ran:?}");
    let concise = run("concise");
    assert!(concise.stdout.starts_with("candor.yaml:2:10: error[configuration] unknown rule"), "{concise:?}");
    assert_eq!((concise.status, concise.stderr.as_str()), (2, ""), "once is enough for people");
    let output: Value = serde_json::from_str(&run("json").stdout).unwrap();
    let found = &output["files"][0]["findings"][0];
    assert_eq!((&found["rule"], &found["help"]), (&"configuration".into(), &"Did you mean “placeholder-left”?".into()));
    assert!(!found["fingerprint"].as_str().unwrap().is_empty());
    assert!(here.path().join("out.sarif").exists());
}

#[test]
fn the_page_shows_every_key_and_what_it_shows_is_sound() {
    let page = std::fs::read_to_string(crate::support::repo("docs/configuration.md")).unwrap();
    let (_, example) = page.split_once("```yaml\n").unwrap();
    let (example, _) = example.split_once("```").unwrap();
    let read = candor::lint::config::read(Source::new("candor.yaml", example));
    assert!(read.is_ok(), "{:?}", read.err());
    for key in candor::lint::config::FIELDS {
        assert!(example.contains(&format!("\n{key}:")) || example.starts_with(&format!("{key}:")), "{key}");
    }
    for key in candor::lint::config::OVERRIDE_FIELDS {
        assert!(page.contains(&format!("`{key}`")), "{key}");
    }
}

#[test]
fn the_order_of_dates_can_be_set() {
    let text = "# Weir stuck\n\n## Timeline (UTC)\n\n- 3/4/2026 09:10 a pump stops\n- 3/4/2026 11:00 it runs\n";
    for (order, date) in [("dmy", "2026-04-03"), ("mdy", "2026-03-04")] {
        let config = format!("date-order: {order}\n");
        let folder = folder(&[("candor.yaml", config.as_str()), ("weir.md", text)]);
        let read = candor(folder.path(), &["lint", "--explain-read", "weir.md"]).stdout;
        assert!(read.contains(&format!("time: {date}T09:10Z")), "{order}: {read}");
        assert!(!candor(folder.path(), &["lint", "weir.md"]).stdout.contains("timeline-ambiguous-date"), "{order}");
    }
    let folder = folder(&[("candor.yaml", "date-order: ymd\n"), ("weir.md", text)]);
    assert_eq!(candor(folder.path(), &["lint", "weir.md"]).status, 2);
}
