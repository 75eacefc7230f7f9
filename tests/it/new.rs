//! `candor new` as a user runs it: files, streams, exit status.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use candor::scaffold::TEMPLATES;

use crate::support::lint_all;

struct Ran {
    status: i32,
    stdout: String,
    stderr: String,
}

/// Runs `candor new` in a folder, with no terminal.
fn new(folder: &Path, arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
    let output = command.current_dir(folder).arg("new").args(arguments).stdin(Stdio::null()).output().unwrap();
    Ran {
        status: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// The files of a folder, whose only path must be told.
fn written(folder: &Path) -> Vec<PathBuf> {
    crate::support::files(folder)
}

#[test]
fn the_path_alone_is_told_on_standard_output() {
    let folder = folder();
    let ran = new(folder.path(), &["Card payments failed", "--started", "2026-03-04T14:05Z"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, "2026-03-04-card-payments-failed.md\n"));
    assert!(ran.stderr.contains("candor lint 2026-03-04-card-payments-failed.md"), "{}", ran.stderr);
    let text = fs::read_to_string(folder.path().join(ran.stdout.trim())).unwrap();
    assert!(text.contains("| 2026-03-04 14:05 | started | |"), "{text}");
}

#[test]
fn a_fresh_draft_of_every_template_has_nothing_above_info() {
    let folder = folder();
    for (number, template) in TEMPLATES.iter().enumerate() {
        let title = format!("Card payments failed {number}");
        for arguments in [
            vec![title.as_str(), "--template", template.name, "-o", "bare.md"],
            vec![
                &title,
                "-t",
                template.name,
                "-o",
                "full.md",
                "--severity",
                "SEV-1",
                "--service",
                "checkout,cards",
                "--started",
                "2026-11-20 14:05",
                "--timezone",
                "Asia/Shanghai",
                "--status-page",
                "https://status.example.com",
            ],
        ] {
            let ran = new(folder.path(), &arguments);
            assert_eq!(ran.status, 0, "{}", ran.stderr);
            let path = folder.path().join(ran.stdout.trim());
            let findings = lint_all(ran.stdout.trim(), &fs::read_to_string(&path).unwrap());
            fs::remove_file(path).unwrap();
            let loud: Vec<_> =
                findings.iter().filter(|found| found.level > Some(candor::finding::Level::Info)).collect();
            assert!(loud.is_empty(), "{}: {loud:#?}", template.name);
            assert!(findings.iter().any(|found| found.rule == "placeholder-left"), "{}", template.name);
        }
    }
}

#[test]
fn what_is_there_is_never_overwritten() {
    let folder = folder();
    let arguments = ["Card payments failed", "--started", "2026-03-04"];
    assert_eq!(new(folder.path(), &arguments).status, 0);
    let path = folder.path().join("2026-03-04-card-payments-failed.md");
    fs::write(&path, "mine").unwrap();
    let ran = new(folder.path(), &arguments);
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("2026-03-04-card-payments-failed.md is there already"), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    assert_eq!(written(folder.path()).len(), 1, "nothing else is left behind");
}

#[cfg(unix)]
#[test]
fn a_dangling_link_is_not_written_through() {
    let folder = folder();
    std::os::unix::fs::symlink("elsewhere.md", folder.path().join("link.md")).unwrap();
    let ran = new(folder.path(), &["A title", "-o", "link.md"]);
    assert_eq!(ran.status, 2, "{}", ran.stderr);
    assert!(!folder.path().join("elsewhere.md").exists());
}

#[cfg(unix)]
#[test]
fn a_draft_has_the_permissions_of_any_new_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    fs::write(folder.path().join("any"), "").unwrap();
    assert_eq!(new(folder.path(), &["A title", "-o", "draft.md"]).status, 0);
    let mode = |name| fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
    assert_eq!(mode("draft.md"), mode("any"));
}

#[test]
fn the_output_is_a_file_or_a_folder_that_is_there() {
    let folder = folder();
    fs::create_dir(folder.path().join("docs")).unwrap();
    let at = |output| new(folder.path(), &["A title", "--started", "2026-03-04", "-o", output]);
    assert_eq!(at("docs").stdout.replace('\\', "/"), "docs/2026-03-04-a-title.md\n");
    assert_eq!(at("docs/own.md").stdout.replace('\\', "/"), "docs/own.md\n");
    for output in ["nowhere/", "nowhere/own.md"] {
        let ran = at(output);
        assert_eq!(ran.status, 2);
        assert!(ran.stderr.contains("there is no folder nowhere"), "{}", ran.stderr);
    }
}

#[test]
fn wrong_usage_is_told_and_writes_nothing() {
    let folder = folder();
    let cases: [(&[&str], &str); 8] = [
        (&[], "a title is needed"),
        (&["  "], "the title is empty"),
        (&["T", "--started", "yesterday"], "“yesterday” is no time"),
        (&["T", "--started", "2026-03-04 14:05 CST"], "“CST”"),
        (&["T", "--timezone", "Mars"], "--timezone: “Mars”"),
        (&["T", "--template", "standrad"], "Did you mean “standard”?"),
        (&["T", "--standard", "dorra"], "unknown standard “dorra”\nhelp: Did you mean “dora”?"),
        (&["T", "--status-page", "javascript:alert(1)"], "--status-page"),
    ];
    for (arguments, words) in cases {
        let ran = new(folder.path(), arguments);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.stderr.contains(words), "{arguments:?}: {}", ran.stderr);
    }
    assert!(written(folder.path()).is_empty());
}

#[test]
fn several_values_come_by_comma_and_by_repetition() {
    let folder = folder();
    let arguments = [
        "T",
        "-o",
        "t.md",
        "--service",
        "a,b",
        "--service",
        "c",
        "--standard",
        "cloud-pir",
        "--standard",
        "dora,ccadb",
    ];
    assert_eq!(new(folder.path(), &arguments).status, 0);
    let text = fs::read_to_string(folder.path().join("t.md")).unwrap();
    assert!(text.contains("\nservices: [a, b, c]\nregions: []\n"), "{text}");
    assert!(text.contains("\nstandards: [cloud-pir, dora, ccadb]\n"), "{text}");
}

#[test]
fn a_template_may_be_a_file_of_ones_own() {
    let folder = folder();
    fs::write(folder.path().join("team.md"), "# {{ title | markdown }}\n\nOn {{ date }}\n").unwrap();
    let ran = new(folder.path(), &["Slow", "--started", "2026-03-04", "-t", "team.md"]);
    assert_eq!(ran.stdout, "2026-03-04-slow.md\n", "{}", ran.stderr);
    assert_eq!(fs::read_to_string(folder.path().join("2026-03-04-slow.md")).unwrap(), "# Slow\n\nOn 2026-03-04\n");
    fs::write(folder.path().join("team.md"), "a\n{{ titel }}\n").unwrap();
    let ran = new(folder.path(), &["Slower", "-t", "./team.md"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("team.md, line 2: "), "{}", ran.stderr);
    assert_eq!(new(folder.path(), &["Slower", "-t", "./none.md"]).status, 2);
    assert_eq!(written(folder.path()).len(), 2);
}

/// A folder with a configuration and templates of its own.
fn folder_with_templates() -> tempfile::TempDir {
    let folder = folder();
    fs::create_dir_all(folder.path().join("docs/templates")).unwrap();
    fs::write(folder.path().join("candor.yaml"), "templates: docs/templates\n").unwrap();
    let team = "---\ntitle: {{ title | yaml }}\n---\n# {{ title | markdown }}\n\n## Impact\n\n<!-- Ask the help desk. -->\n\n- Shops shut:\n";
    fs::write(folder.path().join("docs/templates/team.md"), team).unwrap();
    fs::write(folder.path().join("docs/templates/standard.md"), "ours: {{ title }}\n").unwrap();
    folder
}

fn lint(folder: &Path, path: &str) -> String {
    crate::command::candor(folder, &["lint", "--format", "concise", path]).stdout
}

#[test]
fn the_templates_of_the_configuration_come_first() {
    let folder = folder_with_templates();
    assert_eq!(new(folder.path(), &["T", "-o", "a.md"]).status, 0);
    assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), "ours: T\n");
    assert_eq!(new(folder.path(), &["T", "-o", "b.md", "-t", "team"]).status, 0);
    assert_eq!(new(folder.path(), &["T", "-o", "c.md", "-t", "brief"]).status, 0);
    let ran = new(folder.path(), &["T", "-t", "taem"]);
    assert!(ran.stderr.contains("“team”"), "{}", ran.stderr);
}

#[test]
fn prompts_of_ones_own_templates_are_recognised() {
    let folder = folder_with_templates();
    assert_eq!(new(folder.path(), &["T", "-o", "b.md", "-t", "team"]).status, 0);
    let found = lint(folder.path(), "b.md");
    assert!(found.contains("“Ask the help desk.”") && found.contains("“Shops shut” was left empty"), "{found}");
    fs::remove_file(folder.path().join("candor.yaml")).unwrap();
    assert!(!lint(folder.path(), "b.md").contains("placeholder-left"));
}

#[test]
fn templates_are_not_linted() {
    let folder = folder_with_templates();
    let found = lint(folder.path(), "docs/templates/team.md");
    assert!(!found.contains("team.md:"), "{found}");
}

#[cfg(unix)]
#[test]
fn a_templates_folder_reaches_nothing_outside() {
    let folder = folder_with_templates();
    fs::write(folder.path().join("secret.md"), "secret\n").unwrap();
    std::os::unix::fs::symlink("../../secret.md", folder.path().join("docs/templates/leak.md")).unwrap();
    let ran = new(folder.path(), &["T", "-t", "leak"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
}
