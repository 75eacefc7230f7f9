//! What cannot be read is said, counted and never passes in silence.

use std::fs;
use std::process::{Command, Stdio};

use encoding_rs::{EUC_JP, Encoding, GB18030, SHIFT_JIS, WINDOWS_1252};
use serde_json::Value;

use crate::command::{Ran, candor, folder};
use crate::support::{NOW, lint_all, lint_source};

const CHINESE: &str =
    "# 网关中断\n\n## 时间线\n\n- 10:02 全部请求失败\n\n## 根本原因\n\n连接池满了。\n\n## 影响\n\n全部商家。\n";
const JAPANESE: &str =
    "# 障害報告\n\n## タイムライン\n\n- 10:02 停止\n\n## 原因\n\n接続が足りなかった。\n\n## 影響\n\n全店舗。\n";
const ENGLISH: &str = "# Caf\u{e9} tills down\n\n## Timeline (UTC)\n\n- 10:02 all down\n\n## Impact\n\nAll 12 caf\u{e9}s.\n\n## Root cause\n\n????? improper operations\n";

fn wide(text: &str, mark: bool, little: bool) -> Vec<u8> {
    let bytes = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
    let mark = if mark { Some(0xfeff) } else { None };
    mark.into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
}

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

fn lint(here: &std::path::Path, arguments: &[&str]) -> Ran {
    candor(here, &[&["lint", "--now", NOW, "--format", "json"], arguments].concat())
}

/// `path rule subject` of each finding.
fn told(ran: &Ran) -> Vec<String> {
    let output: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    let findings = |file: &Value| {
        let path = file["path"].as_str().unwrap().to_owned();
        let found = file["findings"].as_array().unwrap().clone();
        found
            .into_iter()
            .map(move |f| format!("{path} {} {}", f["rule"].as_str().unwrap(), f["subject"].as_str().unwrap_or("-")))
    };
    output["files"].as_array().unwrap().iter().flat_map(findings).collect()
}

#[test]
fn a_postmortem_in_another_encoding_is_a_finding_and_nothing_else_is_judged_of_it() {
    let cases = [
        (encoded(CHINESE, GB18030), "gb18030"),
        (encoded(JAPANESE, SHIFT_JIS), "Shift_JIS"),
        (encoded(JAPANESE, EUC_JP), "EUC-JP"),
        (wide(CHINESE, false, true), "UTF-16LE"),
        (wide(ENGLISH, false, false), "UTF-16BE"),
    ];
    for (bytes, name) in cases {
        let here = folder(&[]);
        fs::write(here.path().join("pm.md"), bytes).unwrap();
        for path in [".", "pm.md"] {
            let ran = lint(here.path(), &[path]);
            assert_eq!((told(&ran), ran.status), (vec!["pm.md document-unreadable encoding".to_owned()], 1), "{name}");
            assert!(ran.stdout.contains(name), "{name}: {}", ran.stdout);
        }
    }
}

#[test]
fn utf_16_with_its_mark_is_linted() {
    for little in [true, false] {
        let here = folder(&[]);
        fs::write(here.path().join("pm.md"), wide(ENGLISH, true, little)).unwrap();
        let ran = lint(here.path(), &["."]);
        assert!(told(&ran).contains(&"pm.md cause-vague -".to_owned()), "{ran:?}");
        assert!(!ran.stdout.contains("document-unreadable"), "{ran:?}");
    }
}

#[test]
fn of_latin_1_only_the_letters_with_accents_are_not_judged() {
    let here = folder(&[]);
    let accents = "\u{e9}".repeat(5);
    let text = ENGLISH.replace("????? ", "").replace("All 12", &format!("{accents}.\n\nAll the 12"));
    fs::write(here.path().join("pm.md"), encoded(&text, WINDOWS_1252)).unwrap();
    let told = told(&lint(here.path(), &["."]));
    for expected in ["pm.md document-unreadable encoding", "pm.md cause-vague -"] {
        assert!(told.contains(&expected.to_owned()), "{told:?}");
    }
    assert!(!told.iter().any(|found| found.contains("placeholder-left")), "{told:?}");
}

#[test]
fn every_text_of_a_folder_is_linted_or_skipped_with_its_reason() {
    let markdown = "# Down\n\n## Timeline (UTC)\n\n- 10:02 all down\n\n## Impact\n\nAll.\n\n## Root cause\n\nimproper operations\n";
    let linted = ["a.html.md.erb", "b.mdx", "c.markdown", "d.txt", "e.MD"];
    let refused = [
        (
            "f.rst",
            "Down\n====\n\nTimeline\n--------\n\n10:02 down\n\nImpact\n------\n\nAll.\n\nRoot cause\n----------\n\nx\n",
        ),
        ("g.adoc", "= Down\n\n== Timeline\n\n10:02 down\n\n== Impact\n\nAll.\n\n== Root cause\n\nx\n"),
        ("h.org", "* Timeline\n10:02 down\n* Impact\nAll.\n* Root cause\nx\n"),
        ("i.html", "<h1>Down</h1><h2>Timeline</h2><p>x</p><h2>Impact</h2><p>All.</p><h2>Root cause</h2><p>x</p>"),
    ];
    let skipped =
        [("j.rst", "Guide\n=====\n"), ("k.html", "<h1>Home</h1>"), ("l.txt", "a list\n"), ("m.md", "# Read me\n")];
    let mut files: Vec<(&str, &str)> = linted.into_iter().map(|name| (name, markdown)).collect();
    files.extend(refused);
    files.extend(skipped);
    files.push(("n.rs", "fn main() {}\n"));
    let here = folder(&files);
    let ran = lint(here.path(), &[".", "--show-skipped", "--select", "cause-vague,document-unreadable"]);
    let expected = linted.map(|name| format!("{name} cause-vague -")).into_iter();
    let expected: Vec<_> =
        expected.chain(refused.map(|(name, _)| format!("{name} document-unreadable markup"))).collect();
    let mut told = told(&ran);
    told.sort();
    let mut sorted = expected.clone();
    sorted.sort();
    assert_eq!((told, ran.status), (sorted, 1));
    let output: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(output["summary"]["skipped"], 4);
    for (name, reason) in
        [("j.rst", "reStructuredText is not read"), ("k.html", "HTML is not read"), ("m.md", "no postmortem")]
    {
        let line = ran.stderr.lines().find(|line| line.contains(name)).unwrap_or_default();
        assert!(line.starts_with(&format!("skipped {name}: ")) && line.contains(reason), "{}", ran.stderr);
    }
    // It can be said that they need not be judged.
    fs::write(here.path().join("candor.yaml"), "exclude: [\"*.rst\", \"*.adoc\", \"*.org\", \"*.html\"]\n").unwrap();
    let ran = lint(here.path(), &[".", "--select", "document-unreadable"]);
    assert_eq!((told_any(&ran), ran.status), (false, 0));
}

fn told_any(ran: &Ran) -> bool {
    !told(ran).is_empty()
}

#[test]
fn a_second_document_of_a_file_is_refused() {
    let first = "candor: 1\nid: a\ntitle: A\nstatus: final\n";
    for (second, refused) in [
        ("---\nstatus: nonsense\nfoo: bar\n", true),
        ("...\n---\n- one\n", true),
        ("---\n", false),
        ("...\n", false),
        ("---\n# nothing\n", false),
        ("", false),
    ] {
        let found = lint_all("a.yaml", &format!("{first}{second}"));
        let unreadable: Vec<_> = found.iter().filter(|f| f.rule == "document-unreadable").collect();
        assert_eq!(!unreadable.is_empty(), refused, "{second}: {found:?}");
        assert!(
            !refused || unreadable[0].message.contains("a second document") && unreadable[0].span.start >= first.len()
        );
    }
}

#[test]
fn a_nul_is_told() {
    for text in ["# Down\n\nAll\0 down.\n", "\0# Down\n", "# Down\n\nend\0"] {
        let found = lint_all("a.md", text);
        let at: Vec<_> = found.iter().filter(|f| f.rule == "document-unreadable").map(|f| f.span.start).collect();
        assert_eq!(at, [text.find('\0').unwrap()], "{text:?}");
    }
    let source = candor::source::Source::from_bytes("a.md", b"# Down\n\nAll is well.\n".to_vec());
    assert!(!lint_source(&source).iter().any(|f| f.rule == "document-unreadable"));
}

#[test]
fn a_configuration_under_another_name_is_told() {
    for name in ["candor.yml", ".candor.yml", "candor.json", "candor.toml"] {
        let here = folder(&[("pm/a.md", CHINESE), (name, "levels: {cause-vague: off}\n")]);
        let ran = candor(here.path(), &["lint", "pm", "--now", NOW]);
        let note = format!("note: {name} is not read: a configuration is called candor.yaml\n");
        assert!(ran.stderr.contains(&note), "{name}: {}", ran.stderr);
        assert!(!candor(here.path(), &["lint", "pm", "--no-config"]).stderr.contains("note"), "{name}");
        fs::rename(here.path().join(name), here.path().join("candor.yaml")).unwrap();
        assert!(!candor(here.path(), &["lint", "pm"]).stderr.contains("note"), "{name}");
    }
}

#[test]
fn who_reads_a_line_only_leaves_the_exit_status_as_it_is() {
    let long = format!(
        "# Down\n\n## Root cause\n\nimproper operations\n\n## Action items\n\n{}",
        "- Improve monitoring\n".repeat(3_000)
    );
    let here = folder(&[("bad.md", &long), ("good.md", "# Up\n")]);
    for (path, level, status) in [("bad.md", "error", 1), ("bad.md", "never", 0)] {
        for format in ["text", "concise", "json", "sarif"] {
            let mut run = Command::new(env!("CARGO_BIN_EXE_candor"));
            run.current_dir(here.path()).args(["lint", "--no-cache", path, "--fail-on", level, "--format", format]);
            let mut child = run.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
            drop(child.stdout.take());
            assert_eq!(child.wait().unwrap().code(), Some(status), "{path} {format}");
        }
    }
}

#[test]
fn what_is_nearly_a_suppression_is_told() {
    let found = |comment: &str| {
        let text = format!("# Down\n\n## Root cause\n\n<!-- {comment} -->\nimproper operations\n");
        let found = lint_all("a.md", &text);
        assert!(found.iter().any(|f| f.rule == "cause-vague"), "{comment} suppresses");
        let unused = found.into_iter().find(|f| f.rule == "suppression-unused");
        unused.map(|f| (text[f.span.range()].to_owned(), f.help.unwrap_or_default()))
    };
    for (comment, words) in [
        ("candor ignore cause-vague: known", "candor ignore"),
        ("candor-ignor cause-vague: known", "candor-ignor"),
        ("candor:ignore cause-vague: known", "candor:ignore"),
        ("candor: ignore cause-vague", "candor: ignore"),
        ("Candor-Ignore cause-vague: known", "Candor-Ignore"),
        ("candor_ignore cause-vague: known", "candor_ignore"),
        ("candor-ingore cause-vague: known", "candor-ingore"),
        ("candor-disable cause-vague", "candor-disable"),
    ] {
        let (span, help) = found(comment).unwrap_or_else(|| panic!("{comment}"));
        assert!(span == words && help.contains("candor-ignore"), "{comment}: {span}: {help}");
    }
    for comment in
        ["candor ignores this file", "Candor: see the log", "in all candor, ignore this", "candour", "ignore"]
    {
        assert_eq!(found(comment), None, "{comment}");
    }
}

#[test]
fn of_a_language_or_a_markup_that_is_not_judged_nothing_is_missing() {
    let folder = crate::support::repo("tests/fixtures/rules/language-unjudged");
    for name in ["bad.md", "bad.fr.md"] {
        let found = lint_all(name, &fs::read_to_string(folder.join(name)).unwrap());
        let of_prose: Vec<_> =
            found.iter().filter(|f| !f.rule.starts_with("timeline-") && f.rule != "language-unjudged").collect();
        assert!(of_prose.is_empty(), "{name}: {of_prose:?}");
    }
    for path in ["a.rst", "a.adoc", "a.org"] {
        let found = lint_all(path, "Outage\n======\n\nThe gateway was down. TODO\n");
        let rules: Vec<_> = found.iter().map(|f| f.rule).collect();
        assert_eq!(rules, ["language-unjudged", "placeholder-left"], "{path}");
    }
    // The English half is judged.
    let half = fs::read_to_string(folder.join("bad-half.md")).unwrap();
    let half = half.replace("Release 2026.10 cut the pool of the gateway from 50 connections to 5, so requests waited until they timed out.", "improper operations");
    let rules: Vec<_> = lint_all("half.md", &half).iter().map(|f| f.rule).collect();
    assert!(
        rules.contains(&"language-unjudged") && rules.contains(&"cause-vague") && !rules.contains(&"section-missing"),
        "{rules:?}"
    );
}
