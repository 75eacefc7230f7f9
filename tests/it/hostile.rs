//! What a stranger may send: the run ends soon, in bounded memory, without a panic, and with a
//! finding or an error where something could not be read.

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::command::{candor, candor_reading, folder};

/// Far more than any of these takes on a busy machine, and less than something quadratic would take.
const SOON: Duration = Duration::from_secs(300);

/// Lints one file of this content; its findings as `rule:subject`.
fn findings(path: &str, content: impl AsRef<[u8]>) -> Vec<String> {
    let here = folder(&[]);
    fs::write(here.path().join(path), content).unwrap();
    findings_of(here.path(), path)
}

fn findings_of(folder: &Path, path: &str) -> Vec<String> {
    let begun = Instant::now();
    let ran = candor(folder, &["lint", "--no-config", "--format", "json", "--fail-on", "never", path]);
    assert!(begun.elapsed() < SOON, "{path} took {:?}", begun.elapsed());
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{path}");
    let output: Value = serde_json::from_str(&ran.stdout).unwrap();
    let findings = output["files"][0]["findings"].as_array().unwrap_or_else(|| panic!("{path}: {output}"));
    let name = |finding: &Value| {
        format!("{}:{}", finding["rule"].as_str().unwrap(), finding["subject"].as_str().unwrap_or_default())
    };
    findings.iter().map(name).collect()
}

fn assert_unreadable(findings: &[String], subject: &str) {
    let expected = format!("document-unreadable:{subject}");
    assert!(findings.contains(&expected), "{expected} is not among {findings:?}");
}

/// Aliases of aliases: 9 to the 13th values when written out.
fn bomb() -> String {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..14 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    bomb
}

#[test]
fn yaml_bombs_do_not_go_off() {
    assert_unreadable(&findings("a.yaml", bomb()), "yaml");
    assert_unreadable(&findings("a.md", format!("---\n{}---\n# A\n", bomb())), "yaml");
    let here = folder(&[("candor.yaml", &bomb()), ("a.md", "# A\n")]);
    let ran = candor(here.path(), &["lint", "a.md"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("aliases that expand"), "{}", ran.stderr);
}

#[test]
fn nesting_is_bounded() {
    const DEEP: usize = 100_000;
    for (path, unit) in [("a.yaml", "["), ("a.yaml", "{a: "), ("a.yaml", "- "), ("a.json", "{\"a\":")] {
        assert_unreadable(&findings(path, unit.repeat(DEEP)), "yaml");
    }
    assert_unreadable(&findings("a.md", format!("---\na: {}\n---\n# A\n", "[".repeat(DEEP))), "yaml");
    for unit in [">", "> ", "- ", "1. ", "[", "![", "*a ", "**a_", "<div>", "<h2>", "<!--", "[b]", "{% ", "`a``"] {
        findings("a.md", unit.repeat(DEEP));
    }
}

#[test]
fn work_grows_with_the_input() {
    const MANY: usize = 10_000;
    for unit in [
        "10:02 UTC ",
        "3h 27m ",
        "2026-01-01 ",
        "TODO ",
        "some users could not log in, ",
        "影响部分用户，",
        "**Impact**: ",
        "we believe ",
        "[a]",
        "“a ",
        "10:02-",
        "1,",
        "👩‍💻",
        "\\",
        "&amp;",
        "\r",
        "|",
        "# A\n",
        "## Timeline\n\n10:02 TODO\n\n",
        "**Impact**: some users\n\n",
        "- Improve monitoring\n",
        "Some users could not log in for 3 hours. ",
    ] {
        findings("a.md", unit.repeat(MANY));
    }
    for unit in ["k: v\n", "- {action: Improve monitoring}\n", "# c\n", "---\na: b\n"] {
        findings("a.yaml", unit.repeat(MANY));
    }
}

#[test]
fn a_table_of_a_million_rows_is_read_as_far_as_the_limit() {
    let rows = "| 10:02 | a started |\n".repeat(1_000_000);
    let table = format!("## Timeline\n\n| Time (UTC) | Event |\n|---|---|\n{rows}");
    assert_unreadable(&findings("a.md", table), "limit");
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let here = folder(&[]);
    let file = File::create(here.path().join("a.md")).unwrap();
    file.set_len(100 << 20).unwrap();
    assert_eq!(findings_of(here.path(), "a.md"), ["document-unreadable:limit"]);
    let config = "options: {document-unreadable: {max-bytes: 10}}\n";
    let here = folder(&[("candor.yaml", config), ("a.md", "# A heading of more than ten bytes\n")]);
    let input = "more than ten bytes";
    for ran in [candor(here.path(), &["lint", "a.md"]), candor_reading(here.path(), &["lint", "-"], input.as_bytes())] {
        assert_eq!(ran.status, 1);
        assert!(ran.stdout.contains("longer than 10 bytes"), "{}", ran.stdout);
    }
}

#[test]
fn bytes_that_are_no_text_are_told() {
    assert_unreadable(&findings("a.md", b"# A\n\n\xff\xfe\n"), "encoding");
    assert_unreadable(&findings("a.yaml", b"title: \xc3\x28\n"), "encoding");
    assert_unreadable(&findings("a.md", vec![0xff; 1 << 20]), "encoding");
    findings("a.md", vec![0; 1 << 20]);
    findings("a.md", "\u{feff}".repeat(100_000));
}

#[test]
fn bom_nul_and_bare_cr_do_not_hide_what_follows() {
    for text in [
        "\u{feff}---\ntitle: x\n---\n## Impact\n\nTODO\n",
        "---\rtitle: x\r---\r## Impact\r\rTODO\r",
        "---\r\ntitle: x\r\n---\r\n## Impact\r\n\r\nTODO\r\n",
        "---\ntitle: x\n---\n## Impact\n\n\0TODO\n",
    ] {
        let found = findings("a.md", text);
        assert!(found.iter().any(|name| name.starts_with("placeholder-left")), "{text:?}: {found:?}");
    }
}

/// Control characters but the line feed, and those that reorder a line.
fn steers(c: char) -> bool {
    c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[test]
fn control_sequences_never_reach_the_terminal() {
    let evil = "TODO\u{1b}]0;x\u{7}\u{9b}31m\u{202e}\u{8}\u{7f}";
    let document = format!(
        "---\ntitle: [{evil}\n---\n## {evil}\n\n{evil}\n\n- {evil}: {evil}\n\n| {evil} | {evil} |\n|---|---|\n| TODO | {evil} |\n"
    );
    let config = format!("le{evil}vels: {{}}\nlevels: {{\"{evil}\": {evil}}}\n");
    let here = folder(&[("a.md", &document), ("candor.yaml", &config), ("x/.git", ""), ("x/b.md", &document)]);
    for format in ["text", "concise", "json"] {
        for arguments in [
            vec!["--no-config", "a.md", evil, "x"],
            vec!["a.md"],
            vec!["--no-config", "-", "--stdin-filename", evil],
            vec!["--no-config", "x", "--show-skipped", "--allow-empty"],
        ] {
            let ran = candor_reading(
                here.path(),
                &[&["lint", "--format", format], &arguments[..]].concat(),
                document.as_bytes(),
            );
            for output in [&ran.stdout, &ran.stderr] {
                assert!(
                    !output.chars().any(|c| steers(c) && format != "json" || c.is_control() && c != '\n'),
                    "{format} {arguments:?}: {output:?}"
                );
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn links_and_folders_are_no_trap() {
    use std::os::unix::fs::symlink;

    let here = folder(&[("a/doc.md", "candor: 1\n"), ("a/x.md/doc.yaml", "candor: 1\n")]);
    symlink("..", here.path().join("a/loop")).unwrap();
    symlink("self", here.path().join("self")).unwrap();
    symlink("nowhere.md", here.path().join("dangling.md")).unwrap();
    let ran = candor(here.path(), &["lint", "--format", "json", ".", "a/x.md", "--fail-on", "never"]);
    let output: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.status, &output["summary"]["files"]), (0, &1.into()), "{output}");
    assert_eq!(output["files"][0]["path"], "a/x.md/doc.yaml");
    let ran = candor(here.path(), &["lint", "--format", "json", "dangling.md", "self", "a/x.md/doc.yaml"]);
    let output: Value = serde_json::from_str(&ran.stdout).unwrap();
    let unread: Vec<_> = output["errors"].as_array().unwrap().iter().map(|error| error["path"].clone()).collect();
    assert_eq!((ran.status, unread), (2, vec!["dangling.md".into(), "self".into()]));
    assert_eq!(output["summary"]["files"], 1, "the others are linted");
}
