//! The command line of `candor lint` and its small companions: which files, which output, which
//! exit status.

use std::fs;
use std::io::Read;

use serde_json::Value;

use crate::command::{Ran, candor, candor_reading, command, folder};
use crate::support::NOW;

/// One error, two warnings of one rule, and words that are hard to underline.
const DOCUMENT: &str = "---\ntitle: \"Checkout \u{1b}[31mdown\"\nseverity: [\n---\n# Checkout was down\n\n\
    ## Timeline\n\nTODO: 数据库 TODO\n\n## Impact\n\n数据库主节点磁盘写满，TBD\n\n## Root cause\n\nThe disk was full.\n";

/// Three sections of a postmortem, and nothing that the tests' rules object to.
const SOUND: &str = "# Down\n\n## Timeline\n\n10:00 UTC down\n\n## Impact\n\nAll.\n\n## Root cause\n\nThe disk.\n";

/// Lints with the rules that these tests speak of.
fn lint(ran_in: &tempfile::TempDir, arguments: &[&str]) -> Ran {
    let rules = ["lint", "--select", "document-unreadable,placeholder-left", "--now", NOW];
    candor(ran_in.path(), &[&rules, arguments].concat())
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

/// The paths of the linted files.
fn linted(ran: &Ran) -> Vec<String> {
    let output = json(ran);
    output["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn help_shows_what_is_built() {
    let here = folder(&[]);
    insta::assert_snapshot!("help", candor(here.path(), &["--help"]).stdout);
    insta::assert_snapshot!("help_lint", candor(here.path(), &["lint", "--help"]).stdout);
}

#[test]
fn slips_in_names_of_rules_and_formats_are_told() {
    let here = folder(&[("a.md", DOCUMENT)]);
    for (flag, given, told) in [
        ("--select", "cause-vaque", "did you mean “cause-vague”? `candor rules` lists the rules"),
        ("--ignore", "nonsense", "there is no such rule; `candor rules` lists them"),
        ("--output", "sarfi=x", "Did you mean “sarif”?"),
        ("--output", "pdf=x", "Known are: text, concise, json"),
    ] {
        let ran = candor(here.path(), &["lint", flag, given, "a.md"]);
        assert!(ran.status == 2 && ran.stderr.contains(told) && !ran.stderr.contains("possible values"), "{ran:?}");
    }
    let ran = candor(here.path(), &["lint", "--select", "cause-vague, placeholder-left", "a.md"]);
    assert_ne!(ran.status, 2, "{ran:?}");
}

#[test]
fn text_underlines_the_words() {
    let here = folder(&[("a.md", DOCUMENT), ("b.md", SOUND)]);
    let ran = lint(&here, &["a.md", "b.md", "missing.md"]);
    insta::assert_snapshot!("text", ran.stdout);
    assert_eq!((ran.status, ran.stderr.as_str()), (2, ""));
}

#[test]
fn a_line_too_long_to_show_is_cut_around_its_places() {
    let words = "many words that nobody will read to their end ".repeat(20);
    let text = format!("## Impact\n\n{words}TODO {words}影响范围 TBD {words}\n");
    let ran = lint(&folder(&[("a.md", &text)]), &["a.md"]);
    insta::assert_snapshot!("long_line", ran.stdout);
}

#[test]
fn more_than_ten_places_are_counted() {
    let text: String = (0..14).map(|number| format!("## Step {number}\n\nTODO\n\n")).collect();
    let ran = lint(&folder(&[("a.md", &text)]), &["a.md"]);
    assert!(ran.stdout.contains("in 14 places"), "{}", ran.stdout);
    assert!(ran.stdout.contains("and 4 more places, on the lines 43, 47, 51, 55"), "{}", ran.stdout);
    assert_eq!(ran.stdout.matches("───╯").count() + ran.stdout.matches("[a.md:").count(), 10, "{}", ran.stdout);
}

#[test]
fn concise_is_one_line_a_finding() {
    let here = folder(&[("x/a.md", DOCUMENT)]);
    let ran = lint(&here, &["--format", "concise", "x"]);
    insta::assert_snapshot!("concise", ran.stdout);
    assert_eq!(ran.status, 1);
}

#[test]
fn json_is_version_1() {
    let here = folder(&[("x/a.md", DOCUMENT), ("b.yaml", "candor: 1\nstatus: final\n")]);
    let ran = lint(&here, &["--format", "json", ".", "missing.md"]);
    let mut output = json(&ran);
    // They change with every release, and with the system.
    assert_eq!(output["tool"]["version"].take(), env!("CARGO_PKG_VERSION"));
    assert!(output["errors"][0]["message"].take().is_string());
    insta::assert_json_snapshot!("json", output);
    assert_eq!(ran.status, 2);
}

#[test]
fn the_exit_status_says_what_was_found() {
    let here = folder(&[("bad.md", DOCUMENT), ("todo.md", "## Impact\n\nTODO\n"), ("good.md", SOUND)]);
    for (arguments, status) in [
        (vec!["good.md"], 0),
        (vec!["bad.md"], 1),
        (vec!["todo.md"], 0),
        (vec!["todo.md", "--fail-on", "warning"], 1),
        (vec!["todo.md", "--fail-on", "info"], 1),
        (vec!["bad.md", "--fail-on", "never"], 0),
        (vec!["bad.md", "missing.md"], 2),
        (vec!["missing.md", "--fail-on", "never"], 2),
        (vec!["good.md", "--config", "missing.yaml"], 2),
        (vec!["good.md", "--config", "bad.md"], 2),
        (vec!["good.md", "--ignore", "nonsense"], 2),
        (vec!["good.md", "--now", "nonsense"], 2),
        (vec!["good.md", "--nonsense"], 2),
    ] {
        for format in ["--format=text", "--format=concise", "--format=json"] {
            let ran = lint(&here, &[&[format], &arguments[..]].concat());
            assert_eq!(ran.status, status, "{format} {arguments:?}: {ran:?}");
        }
    }
    assert_eq!(lint(&here, &["good.md", "--format", "nonsense"]).status, 2);
}

#[test]
fn a_folder_gives_its_postmortems_only() {
    let here = folder(&[
        ("b/sound.md", SOUND),
        ("a.md", SOUND),
        ("declared.yaml", "candor: 1\n"),
        ("README.md", "# A project\n\n## Impact\n\nGreat.\n"),
        ("package.json", "{\"name\": \"x\"}"),
        ("notes.txt", SOUND),
        (".hidden/a.md", SOUND),
        ("ignored/a.md", SOUND),
        (".gitignore", "ignored/\n"),
    ]);
    let ran = lint(&here, &["--format", "json", "--show-skipped"]);
    assert_eq!(linted(&ran), ["a.md", "b/sound.md", "declared.yaml", "notes.txt"]);
    assert_eq!(json(&ran)["summary"]["skipped"], 2);
    let reason = "no postmortem: it has fewer than three of its sections";
    assert_eq!(ran.stderr, format!("skipped README.md: {reason}\nskipped package.json: {reason}\n"));
    assert_eq!(linted(&lint(&here, &["--format", "json", "README.md", "a.md", "./a.md", "."])).len(), 5);
    let ran = lint(&here, &["--format", "json", "--only-postmortems", "README.md", "a.md"]);
    assert_eq!(linted(&ran), ["a.md"]);
}

#[test]
fn no_postmortem_at_all_is_wrong_usage() {
    let here = folder(&[("README.md", "# A project\n")]);
    let ran = lint(&here, &[]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("no postmortem") && ran.stderr.contains("--allow-empty"), "{}", ran.stderr);
    assert_eq!(lint(&here, &["--allow-empty"]).status, 0);
}

#[test]
fn standard_input_is_linted_under_its_name() {
    let here = folder(&[("candor.yaml", "levels: {placeholder-left: error}\n")]);
    let read =
        |arguments: &[&str], text: &str| candor_reading(here.path(), &[&["lint"], arguments].concat(), text.as_bytes());
    let ran = read(&["-", "--format", "json"], "## Impact\n\nTODO\n");
    assert_eq!((linted(&ran), ran.status), (vec!["-".to_owned()], 1));
    let ran = read(
        &["-", "--format", "json", "--stdin-filename", "x/a.yaml", "--select", "document-unreadable"],
        "impact: [\n",
    );
    assert_eq!(linted(&ran), ["x/a.yaml"]);
    assert_eq!(json(&ran)["files"][0]["findings"][0]["subject"], "yaml");
}

#[test]
fn rules_can_be_selected_and_left_out() {
    let here = folder(&[("a.md", DOCUMENT)]);
    let rules = |arguments: &[&str]| {
        let ran = candor(here.path(), &[&["lint", "--format", "json", "a.md"], arguments].concat());
        let findings = json(&ran)["files"][0]["findings"].as_array().unwrap().clone();
        let mut rules: Vec<_> = findings.iter().map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect();
        rules.sort();
        rules.dedup();
        rules
    };
    assert_eq!(rules(&["--select", "placeholder-left"]), ["placeholder-left"]);
    assert_eq!(
        rules(&["--select", "placeholder-left,document-unreadable", "--ignore", "placeholder-left"]),
        ["document-unreadable"]
    );
    assert!(!rules(&["--ignore", "placeholder-left"]).contains(&"placeholder-left".to_owned()));
}

#[test]
fn another_format_can_go_to_a_file() {
    let here = folder(&[("a.md", DOCUMENT)]);
    let ran = lint(&here, &["a.md", "--output", "json=out.json,concise=out.txt"]);
    let written = fs::read_to_string(here.path().join("out.json")).unwrap();
    assert_eq!(written, lint(&here, &["a.md", "--format", "json"]).stdout);
    assert_eq!(fs::read_to_string(here.path().join("out.txt")).unwrap().lines().count(), 3);
    assert!(ran.stdout.contains("1 file linted"), "{}", ran.stdout);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let files: Vec<_> =
        (0..40).map(|number| (format!("{number}/a.md"), if number % 3 == 0 { SOUND } else { DOCUMENT })).collect();
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let here = folder(&files);
    let alone = lint(&here, &["--format", "json", "-j", "1"]).stdout;
    for threads in ["2", "7"] {
        assert_eq!(lint(&here, &["--format", "json", "-j", threads]).stdout, alone);
    }
}

#[test]
fn colours_are_for_terminals_and_for_who_asks() {
    let here = folder(&[("a.md", DOCUMENT)]);
    let coloured = |name: &str, value: &str| {
        let output = command(here.path(), &["lint", "a.md"]).env(name, value).output().unwrap();
        output.stdout.contains(&0x1b)
    };
    assert!(!coloured("TERM", "xterm"));
    assert!(coloured("FORCE_COLOR", "1"));
    assert!(!coloured("NO_COLOR", "1"));
}

#[test]
fn a_broken_pipe_changes_no_exit_status() {
    let text = DOCUMENT.repeat(50);
    let files: Vec<_> = (0..50).map(|number| (format!("{number}.md"), text.as_str())).collect();
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let here = folder(&files);
    let mut child = command(here.path(), &["lint", "--format", "json"]).spawn().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0; 16]).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn rules_are_listed_with_where_their_levels_come_from() {
    let config = "levels:\n  section-empty: off\noverrides:\n  - files: drafts\n    levels: {section-empty: info}\n";
    let here = folder(&[("candor.yaml", config)]);
    let ran = candor(here.path(), &["rules"]);
    let line = ran.stdout.lines().find(|line| line.starts_with("section-empty ")).unwrap();
    assert!(line.contains(" off ") && line.contains("candor.yaml:2, info at candor.yaml:5"), "{line}");
    let rules = json(&candor(here.path(), &["rules", "--format", "json", "--no-config"]));
    let entry = rules["rules"].as_array().unwrap().iter().find(|rule| rule["name"] == "section-empty").unwrap();
    assert_eq!(
        (&entry["level"], &entry["default"], &entry["from"]),
        (&"warning".into(), &"warning".into(), &Value::Null)
    );
}

#[test]
fn every_rule_is_explained() {
    let here = folder(&[]);
    for rule in candor::rules::RULES {
        let ran = candor(here.path(), &["explain", rule.name]);
        assert_eq!(ran.status, 0);
        assert!(ran.stdout.starts_with(&format!("# {}\n\n{}", rule.name, rule.docs().trim())), "{}", ran.stdout);
    }
    let ran = candor(here.path(), &["explain", "cause-vauge"]);
    assert_eq!(ran.status, 2);
}

#[test]
fn shells_and_manuals_are_served() {
    let here = folder(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(candor(here.path(), &["completions", shell]).stdout.contains("only-postmortems"), "{shell}");
    }
    assert!(candor(here.path(), &["man"]).stdout.contains(".TH candor 1"));
    assert!(candor(here.path(), &["man", "lint"]).stdout.contains("fail\\-on"));
    assert!(candor(here.path(), &["man", "lintt"]).stderr.contains("Did you mean “lint”?"));
}

#[test]
fn of_a_broken_yaml_document_nothing_else_is_judged() {
    let here = folder(&[
        ("a.json", "{\"candor\": 1, \"timeline\": [ }\n"),
        ("a.yaml", "candor: 1\n# candor-ignore cause-vague: later\ntitle: \"x\n"),
        ("a.md", "---\ntitle: \"x\n---\n\n# A\n"),
    ]);
    let found = |file: &str| candor(here.path(), &["lint", "--format", "concise", file]).stdout;
    let (json, yaml, markdown) = (found("a.json"), found("a.yaml"), found("a.md"));
    assert!(json.starts_with("a.json:1:27: error[document-unreadable] this JSON cannot be read"), "{json}");
    assert!(yaml.contains("error[document-unreadable] this YAML cannot be read"), "{yaml}");
    assert_eq!((json.lines().count(), yaml.lines().count()), (1, 1), "{json}{yaml}");
    assert!(markdown.contains("this YAML") && markdown.contains("section-missing"), "the body is read: {markdown}");
}
