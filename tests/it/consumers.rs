//! The formats, read by the programs for which they are meant. Ignored where those are not installed:
//! `tests/consumers/install` installs them, `cargo test -- --ignored` runs these tests.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::command::{candor, folder};
use crate::formats::{FILES, lint};
use crate::support::repo;

/// Runs a program on a file and returns what it printed.
fn run(program: &str, arguments: &[&str], file: &Path) -> String {
    let mut command = Command::new(if program == "node" { program.into() } else { repo(program) });
    let arguments = arguments.iter().map(|argument| repo(argument));
    let output = command.args(arguments).arg(file).stdin(Stdio::null()).output().expect(program);
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {text}");
    text
}

/// Writes the run over the test's documents in a format.
fn written(format: &str) -> (tempfile::TempDir, std::path::PathBuf) {
    let here = folder(FILES);
    let text = lint(&here, &["--format", format]).stdout;
    let file = here.path().join(format!("out.{format}"));
    fs::write(&file, text).unwrap();
    (here, file)
}

/// Writes the findings in the fixtures of all rules in a format.
fn everything(format: &str) -> (tempfile::TempDir, std::path::PathBuf) {
    let here = folder(&[]);
    let file = here.path().join(format!("all.{format}"));
    let target = format!("{format}={}", file.display());
    let ran = candor(&repo(""), &["lint", "tests/fixtures/rules", "--fail-on", "never", "--output", &target]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    (here, file)
}

const PYTHON: &str = "target/consumers/python/bin/python";
const NODE: &str = "target/consumers/node/node_modules";

#[test]
#[ignore = "needs tests/consumers/install"]
fn the_multitool_finds_nothing_wrong_with_sarif() {
    let (_here, file) = written("sarif");
    let validate = |file: &Path| {
        let tool = repo(NODE).join(".bin/sarif-multitool");
        let output = Command::new(tool).arg("validate").arg(file).stdin(Stdio::null()).output().unwrap();
        let told = String::from_utf8(output.stdout).unwrap();
        assert!(told.contains("1 files scanned"), "{told}");
        told.lines().filter(|line| line.contains(": error ")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(validate(&file), Vec::<String>::new());
    let (_there, everything) = everything("sarif");
    assert!(fs::read_to_string(&everything).unwrap().contains("\"deletedRegion\""), "fixes are among it");
    assert_eq!(validate(&everything), Vec::<String>::new());
    let broken = fs::read_to_string(&file).unwrap().replace("\"endLine\":", "\"lastLine\":");
    fs::write(&file, broken).unwrap();
    assert!(!validate(&file).is_empty(), "the validator must be able to fail");
}

#[test]
#[ignore = "needs tests/consumers/install"]
fn junitparser_reads_every_case() {
    let (_here, file) = written("junit");
    insta::assert_snapshot!(run(PYTHON, &["tests/consumers/junit.py"], &file));
}

#[test]
#[ignore = "needs tests/consumers/install"]
fn the_validator_of_reviewdogs_format_is_content() {
    let (_here, file) = written("rdjson");
    let tool = format!("{NODE}/.bin/rdformat-validator");
    let told = run(&tool, &[], &file);
    assert!(told.contains("Valid files: 1") && told.contains("Total warnings: 0"), "{told}");
    let (_there, everything) = everything("rdjson");
    let told = run(&tool, &[], &everything);
    assert!(told.contains("Valid files: 1") && told.contains("Total warnings: 0"), "{told}");
}

#[test]
#[ignore = "needs tests/consumers/install"]
fn the_toolkit_of_actions_writes_the_same_commands() {
    let (_here, file) = written("github");
    let toolkit = format!("{NODE}/@actions/core/lib/command.js");
    let again = run("node", &["tests/consumers/commands.mjs", &toolkit], &file);
    assert_eq!(again.trim_end(), fs::read_to_string(&file).unwrap().trim_end());
}

#[test]
#[ignore = "needs tests/consumers/install"]
fn no_word_of_a_document_is_markup_in_the_summary() {
    let (_here, file) = written("markdown");
    let html = run(PYTHON, &["tests/consumers/markdown.py"], &file);
    for markup in ["<b>", "<img", "evil.example\"", "<em>", "<h1"] {
        assert!(!html.contains(markup), "{markup}: {html}");
    }
    assert_eq!(html.matches("<tr>").count(), 1 + html.matches("<td align=\"right\">").count());
}
