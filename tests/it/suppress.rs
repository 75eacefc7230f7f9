//! Suppressions: where they hold, what they cannot silence, and how they are counted.

use candor::lint::{Report, lint};
use candor::source::Source;

use crate::command::{candor, candor_reading, folder};
use crate::support::{NOW, settings};

/// Lints with the rules that these tests speak of.
fn report(path: &str, text: &str) -> Report {
    let mut settings = settings();
    for rule in candor::rules::RULES {
        let spoken_of = rule.name == "placeholder-left" || rule.name.starts_with("suppression-");
        if !spoken_of {
            settings.levels.insert(rule.name.to_owned(), None);
        }
    }
    lint(&Source::new(path, text), &settings)
}

/// The words of each finding that is told, with its rule.
fn told(path: &str, text: &str) -> Vec<(&'static str, String)> {
    let source = Source::new(path, text);
    let findings = report(path, text).findings;
    findings.iter().map(|found| (found.rule, source.slice(found.span).to_owned())).collect()
}

const LEFT: &str = "placeholder-left";
const UNUSED: &str = "suppression-unused";
const UNREASONED: &str = "suppression-without-reason";

fn left(words: &[&str]) -> Vec<(&'static str, String)> {
    words.iter().map(|words| (LEFT, (*words).to_owned())).collect()
}

#[test]
fn a_line_is_its_own_or_the_next_where_the_comment_stands_alone() {
    let beside = "- a: TODO <!-- candor-ignore placeholder-left: x -->\n- b: TBD\n";
    assert_eq!(told("a.md", beside), left(&["TBD"]));
    let above = "- a: TODO\n  <!-- candor-ignore placeholder-left: x -->\n- b: TBD\n- c: XXX\n";
    assert_eq!(told("a.md", above), left(&["TODO", "XXX"]));
    let long = "<!-- candor-ignore placeholder-left: a reason\nof two lines -->\r\n\r\na: TODO\r\n\r\nb: TBD\r\n";
    assert_eq!(told("a.md", long), left(&["TBD"]));
    let quoted = "> <!-- candor-ignore placeholder-left: x -->\n> a: TODO\n";
    assert_eq!(told("a.md", quoted), left(&[]));
    let last = "a: TODO <!-- candor-ignore placeholder-left: x -->";
    assert_eq!(told("a.md", last), left(&[]));
    let nothing_behind = told("a.md", "a: TODO\n\n<!-- candor-ignore placeholder-left: x -->");
    assert_eq!(nothing_behind, [left(&["TODO"]), vec![(UNUSED, LEFT.to_owned())]].concat());
}

#[test]
fn a_section_is_the_one_around_or_right_below() {
    let text = "# T\n\n## A\n\na: TODO\n\n### B\n\n<!-- candor-ignore-section placeholder-left: x -->\n\nb: TODO\n\n\
                #### C\n\nc: TODO\n\n## D\n\nd: TBD\n\n<!-- candor-ignore-section placeholder-left: x -->\n## E\n\n\
                e: TODO\n\n## F <!-- candor-ignore-section placeholder-left: x -->\n\nf: TODO\n";
    assert_eq!(told("a.md", text), left(&["TODO", "TBD"]));
    let yaml = "summary: TODO\n# candor-ignore-section placeholder-left: x\nimpact:\n  scope: TBD\n  affected: TODO\n\
                detection: XXX\n";
    assert_eq!(told("a.yaml", yaml), left(&["TODO", "XXX"]));
}

#[test]
fn a_range_ends_where_its_rule_is_named_or_none_is() {
    let text = "a: TODO\n\n<!-- candor-ignore-start placeholder-left: x -->\n\nb: TODO\n\n<!-- candor-ignore-end \
                placeholder-left -->\n\nc: TBD\n\n<!-- candor-ignore-start placeholder-left: x -->\n\nd: TODO\n\n\
                <!-- candor-ignore-end -->\n\ne: XXX\n\n<!-- candor-ignore-end placeholder-left -->\n";
    assert_eq!(told("a.md", text), [left(&["TODO", "TBD", "XXX"]), vec![(UNUSED, LEFT.to_owned())]].concat());
}

#[test]
fn yaml_has_comments_and_a_key_of_its_own() {
    let yaml = "summary: TODO # candor-ignore placeholder-left: x\n# candor-ignore placeholder-left: x\nimpact: TBD\n\
                detection: XXX\n";
    assert_eq!(told("a.yaml", yaml), left(&["XXX"]));
    let key = "---\nignore:\n  - rule: placeholder-left\n    reason: x\n    until: 2026-11-22\n---\na: TODO\n";
    assert_eq!(told("a.md", key), left(&[]));
    assert_eq!(
        told("a.json", "{\"ignore\": [{\"rule\": \"placeholder-left\", \"reason\": \"x\"}], \"a\": \"TODO\"}"),
        []
    );
}

#[test]
fn what_has_no_effect_is_told_at_its_words_and_mended() {
    let help = |head: &str| {
        let text = format!("<!-- {head}: x -->\n\na: TODO\n");
        let findings = report("a.md", &text).findings;
        let unused: Vec<_> = findings.iter().filter(|found| found.rule == UNUSED).collect();
        assert_eq!((unused.len(), findings.len()), (1, 2), "{head}: {findings:?}");
        let source = Source::new("a.md", text.as_str());
        (source.slice(unused[0].span).to_owned(), unused[0].help.clone().unwrap())
    };
    for (head, words, hint) in [
        ("candor-ignore placeholder-lft", "placeholder-lft", "“placeholder-left”"),
        ("candor-ignore *", "*", "Name each rule"),
        ("candor-ignore all", "all", "Name each rule"),
        ("candor-ignore-line placeholder-left", "candor-ignore-line", "candor-ignore-file"),
        ("candor-ignore", "candor-ignore", "candor-ignore RULE: "),
        ("candor-ignore placeholder-left until 2026-11-21", "placeholder-left", "later day"),
        ("candor-ignore placeholder-left until soon", "soon", "until 2031-03-04"),
        ("candor-ignore placeholder-left until", "until", "until 2031-03-04"),
    ] {
        let (found, help) = help(head);
        assert_eq!(found, words, "{head}");
        assert!(help.contains(hint), "{head}: {help}");
    }
}

#[test]
fn rules_that_were_not_asked_are_not_silent() {
    assert_eq!(told("a.md", "<!-- candor-ignore-file action-overdue, duplicate-id: x -->\n"), []);
}

#[test]
fn a_comment_never_silences_what_is_said_of_itself() {
    let own = "<!-- candor-ignore-file suppression-unused, suppression-without-reason -->\n\n# T\n";
    let rules: Vec<_> = told("a.md", own).into_iter().map(|(rule, _)| rule).collect();
    assert_eq!(rules, [UNREASONED, UNUSED, UNUSED]);
    let other = "<!-- candor-ignore-file suppression-unused, suppression-without-reason: old documents -->\n\n\
                 <!-- candor-ignore placeholder-left -->\n\n# T\n";
    assert_eq!(told("a.md", other), []);
    assert_eq!(report("a.md", other).suppressed.len(), 2);
}

#[test]
fn a_suppression_changes_no_fingerprint_of_others() {
    let plain = report("a.md", "a: TODO\n\nb: TODO\n").findings;
    let kept = report("a.md", "a: TODO <!-- candor-ignore placeholder-left: x -->\n\nb: TODO\n").findings;
    assert_eq!(kept.len(), 1);
    assert_eq!(plain[1].fingerprint, kept[0].fingerprint);
}

#[test]
fn more_than_a_thousand_are_counted() {
    let text = "<!-- candor-ignore-file placeholder-left, nonsense --> TODO\n\n".repeat(1_200);
    let findings = report("a.md", &text).findings;
    let unused: Vec<_> = findings.iter().filter(|found| found.rule == UNUSED).collect();
    assert_eq!(unused.len(), candor::finding::MAX_FINDINGS);
    assert!(unused.iter().any(|found| found.message.ends_with("(and 200 more of this rule)")));
}

#[test]
fn the_summary_counts_what_is_suppressed_and_the_exit_status_does_not() {
    let document = "---\nid: x\n---\na: TODO <!-- candor-ignore placeholder-left: x -->\n";
    let twin = "---\nid: x # candor-ignore duplicate-id: the English and the German account\n---\n";
    let here = folder(&[("a.md", document), ("b.md", twin)]);
    let rules = "placeholder-left,duplicate-id,suppression-unused";
    let lint = ["lint", "a.md", "b.md", "--select", rules, "--now", NOW, "--fail-on", "info", "--format"];
    let ran = candor(here.path(), &[&lint[..], &["json"]].concat());
    let output: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((output["summary"]["suppressed"].as_u64(), ran.status), (Some(2), 0), "{ran:?}");
    let ran = candor(here.path(), &[&lint[..], &["text"]].concat());
    assert!(ran.stdout.contains("0 infos (2 suppressed)"), "{}", ran.stdout);
}

#[test]
fn all_but_the_first_document_of_an_id_name_the_first() {
    let here = folder(&[
        ("a.md", "---\nid: x-1\n---\n"),
        ("b.md", "---\ntitle: é\nid: x-1\n---\n"),
        ("c.yaml", "id: x-1\n"),
        ("d.md", "---\nid: x-2\n---\n"),
        ("e.md", "- id: x-1\n"),
    ]);
    let files = ["lint", "c.yaml", "b.md", "a.md", "d.md", "e.md"];
    let ran = candor(here.path(), &[&files[..], &["--select", "duplicate-id", "--format", "concise"]].concat());
    let lines: Vec<_> = ran.stdout.lines().filter(|line| line.contains("duplicate-id")).collect();
    assert_eq!(lines.len(), 2, "{ran:?}");
    assert!(lines[0].starts_with("b.md:3:5") && lines[0].contains("the id of a.md too"), "{}", lines[0]);
    assert!(lines[1].starts_with("c.yaml:1:5") && lines[1].contains("the id of a.md too"), "{}", lines[1]);
    assert_eq!(ran.status, 1);
}

#[test]
fn a_row_of_a_table_carries_its_own() {
    let table = "| Action | Owner |\n|---|---|\n\
        | Reuse connections | TODO <!-- candor-ignore placeholder-left: the board names one --> |\n\
        | Close connections | TBD |\n";
    assert_eq!(told("a.md", &format!("## Action items\n\n{table}")), left(&["TBD"]));
    let above = "<!-- candor-ignore-start placeholder-left: x -->\n\n| A | B |\n|---|---|\n| TODO | TBD |\n\n\
        <!-- candor-ignore-end -->\n";
    assert_eq!(told("a.md", above), []);
}

#[test]
fn a_reason_is_kept_on_one_line() {
    for (text, reason) in [
        (
            "TODO <!-- candor-ignore placeholder-left until 2031-01-01: the form\n  asks: for it -->",
            Some("the form asks: for it"),
        ),
        ("TODO <!-- candor-ignore placeholder-left：监管机构的表格 -->", Some("监管机构的表格")),
        ("TODO <!-- candor-ignore placeholder-left -->", None),
        ("<!-- candor-ignore-file placeholder-left: old --> \n\nTODO", Some("old")),
        ("---\nignore:\n  - rule: placeholder-left\n    reason: a form\n---\nTODO", Some("a form")),
        ("---\ntitle: x # candor-ignore-file placeholder-left: in front\n---\nTODO", Some("in front")),
    ] {
        let suppressed = report("a.md", text).suppressed;
        let reasons: Vec<_> = suppressed.iter().filter(|(found, _)| found.rule == LEFT).map(|(_, why)| why).collect();
        assert_eq!(reasons.len(), 1, "{text}");
        assert_eq!(reasons[0].reason.as_deref(), reason, "{text}");
    }
}

#[test]
fn suppressions_hold_on_standard_input_and_in_every_format() {
    let here = folder(&[]);
    let text = b"## Impact\n\na: TODO <!-- candor-ignore placeholder-left: the form of the regulator -->\n";
    for format in ["text", "concise", "json", "jsonl", "github", "sarif", "gitlab", "junit", "rdjson", "markdown"] {
        let lint = ["lint", "-", "--select", "placeholder-left,suppression-unused", "--fail-on", "info"];
        let ran = candor_reading(here.path(), &[&lint[..], &["--format", format]].concat(), text);
        assert_eq!(ran.status, 0, "{format}: {ran:?}");
        // These two keep it, marked, with its reason.
        let kept = matches!(format, "sarif" | "junit");
        assert_eq!(ran.stdout.contains("the form of the regulator"), kept, "{format}: {}", ran.stdout);
    }
}
