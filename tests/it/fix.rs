//! Fixes: what each makes of a text, that a safe one leaves the facts as they are, that a second run
//! changes nothing, and how files are written.

use std::fs;

use candor::document::Document;
use candor::document::time::scan_times;
use candor::finding::Level;
use candor::fix::{Extent, mend};
use candor::language::{Lang, Lexicon};
use candor::lint::lint;
use candor::rule::Settings;
use candor::rules::RULES;
use candor::source::Source;
use proptest::prelude::*;
use serde_json::Value;

use crate::command::{candor, candor_reading, folder};
use crate::support::{NOW, files, repo, settings, tries};

/// A timeline out of order, a suppression of nothing, and no compensation.
const DOCUMENT: &str = "# Checkout down\n\n## Impact\n\nAll 1,200 users. <!-- candor-ignore impact-no-scope: -->\n\n\
    ## Timeline (UTC)\n\n- 2026-02-02 10:00 The job starts\n- 2026-02-02 10:45 Exports are empty\n\
    - 2026-02-02 10:20 Disk alert\n\n## Lessons\n\nNone: it was known.\n";

/// Every rule on, those that are off by default too.
fn all_rules() -> Settings {
    let mut settings = settings();
    for rule in RULES.iter().filter(|rule| rule.level.is_none()) {
        settings.levels.insert(rule.name.to_owned(), Some(Level::Info));
    }
    settings
}

/// The rules that have fixtures of what their fix makes.
fn rules_with_fixes() -> Vec<&'static str> {
    let own = |rule: &&str| files(&repo("tests/fixtures/rules").join(rule));
    let is_fixed = |path: &std::path::PathBuf| path.file_name().unwrap().to_str().unwrap().starts_with("fixed");
    RULES.iter().map(|rule| rule.name).filter(|rule| own(rule).iter().any(is_fixed)).collect()
}

#[test]
fn each_fix_makes_of_the_bad_fixture_what_is_expected() {
    let rules = rules_with_fixes();
    for rule in &rules {
        let mut settings = settings();
        let others = rules.iter().filter(|other| *other != rule);
        settings.levels.extend(others.map(|other| ((*other).to_owned(), None)));
        if *rule == "section-missing" {
            // Its fix is made only where it is asked for.
            settings.select.push(candor::rules::selector(rule).unwrap());
        }
        for expected in files(&repo("tests/fixtures/rules").join(rule)) {
            let name = expected.file_name().unwrap().to_str().unwrap();
            let Some(rest) = name.strip_prefix("fixed") else { continue };
            let bad = fs::read_to_string(expected.with_file_name(format!("bad{rest}"))).unwrap();
            let mended = mend(Source::new(name, bad), &settings, Extent::All);
            assert_eq!(mended.source.text(), fs::read_to_string(&expected).unwrap(), "{rule}/{name}");
        }
    }
    assert!(rules.len() >= 3, "{rules:?}");
}

/// What a document says, read by other means than the engine's own check: the model without the order of
/// the timeline and without what things are called.
fn facts(path: &str, text: &str) -> Value {
    let source = Source::new(path, text);
    let mut model = Document::read(&source, &Lexicon::default()).model.json().clone();
    let words = |value: &Value| {
        let mut all: Vec<String> = Vec::new();
        leaves(value, &mut all);
        all.sort_unstable();
        Value::from(all)
    };
    model.as_object_mut().unwrap().remove("ignore");
    for part in model.as_object_mut().unwrap().values_mut() {
        *part = words(part);
    }
    model
}

/// The texts in a value. The name of a thing is none: "C1: …" is what stands behind it.
fn leaves(value: &Value, all: &mut Vec<String>) {
    let is_name = |word: &str| word.len() < 5 && word.ends_with(|c: char| c.is_ascii_digit());
    match value {
        Value::Array(items) => items.iter().for_each(|item| leaves(item, all)),
        Value::Object(entries) => {
            entries.iter().filter(|(key, _)| *key != "id").for_each(|(_, value)| leaves(value, all));
        }
        Value::String(text) => {
            let mut text = text.clone();
            // How a time is written is no fact; when it was is, and the model writes that in one way.
            for time in scan_times(&text, Lang::En.words().time()).into_iter().rev() {
                if !text.contains('T') || time.range.len() < text.len() {
                    text.replace_range(time.range, "");
                }
            }
            let behind = text.split_once(": ").filter(|(head, _)| is_name(head)).map(|(_, behind)| behind);
            all.push(behind.unwrap_or(&text).to_owned());
        }
        other => all.push(other.to_string()),
    }
}

fn holds_its_promises(path: &str, text: &str) {
    let once = mend(Source::new(path, text), &all_rules(), Extent::Safe);
    assert_eq!(facts(path, text), facts(path, once.source.text()), "{text:?} became {:?}", once.source.text());
    let twice = mend(Source::new(path, once.source.text()), &all_rules(), Extent::Safe);
    assert_eq!((twice.made, twice.source.text()), (0, once.source.text()), "{text:?}");
    let all = mend(Source::new(path, text), &all_rules(), Extent::All);
    let again = mend(Source::new(path, all.source.text()), &all_rules(), Extent::All);
    assert_eq!(again.source.text(), all.source.text(), "{text:?}");
}

#[test]
fn safe_fixes_of_every_fixture_and_example_leave_its_facts() {
    let rules = files(&repo("tests/fixtures/rules")).into_iter().flat_map(|folder| files(&folder));
    let examples = files(&repo("examples")).into_iter().filter(|path| path.is_dir()).flat_map(|folder| files(&folder));
    for path in rules.chain(examples).filter(|path| path.is_file()) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        holds_its_promises(path.file_name().unwrap().to_str().unwrap(), &text);
    }
}

/// Lines of postmortems, in forms that a fix may mistake for each other.
fn line() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "## Timeline (UTC)\n",
        "## Timeline\n",
        "## Impact\n",
        "## Root cause\n",
        "## Contributing factors\n",
        "## Action items\n",
        "\n",
        "\n",
        "- 10:00 the job starts\n",
        "- 2026-02-02 10:45 exports are empty\n",
        "* 10:20 disk alert\n",
        "- 10:20 disk alert\n",
        "- 23:50 the pager\n",
        "- 2026-02-02 9:15 am EST the page\n",
        "  with a detail\n",
        "  - 10:21 nested\n",
        "continued\n",
        "| Time | Event |\n|---|---|\n",
        "| Time (UTC) | Milestone | Event |\n|---|---|---|\n",
        "| 10:00 | started | a |\n",
        "| 2026-02-02 10:30 | b |\n",
        "| 10:20 CET | c \\| d | e |\n",
        "| | more | of it |\n",
        "| 11:00 | one | two | three |\n",
        "| ID | Action | Owner |\n|---|---|---|\n",
        "| A1 | Cap the pool at 20 | Payments |\n",
        "| | Alert on 80 % of the pool | Payments |\n",
        "- C1: the pool had no cap\n",
        "- the alert came late\n",
        "- A7: Cap the pool. Owner: Payments\n",
        "- Reuse connections. Owner: Payments\n",
        "<!-- candor-ignore placeholder-left: for the regulator -->\n",
        "<!-- candor-ignore-start blame-person, cause-vague: asked -->\n",
        "<!-- candor-ignore-end -->\n",
        "words <!-- candor-ignore cause-vague, placeholder-lfet: x --> and more\n",
        "```\n",
        "<!--\n",
        "> - 10:05 quoted\n",
        "1. 10:07 numbered\n",
        "All times are CET.\n",
        "2026-02-02\n",
        "TBD\n",
        "- 2 February 2026, 9:15 am: late\n",
        "- 02:10 CEST on 3 February the disk is larger\n",
        "- 09:40–10:15 CET gap\n",
        "| 2026-02-02 | 9:20 | two columns |\n",
        "\r\n",
    ])
    .prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(tries(100))]

    #[test]
    fn safe_fixes_leave_the_facts_and_a_second_run_changes_nothing(lines in prop::collection::vec(line(), 0..24)) {
        holds_its_promises("2026-02-02-a.md", &lines.concat());
    }
}

proptest! {
    #![proptest_config(tries(100))]

    #[test]
    fn whatever_the_text_its_fixes_end(pieces in prop::collection::vec(crate::robust::piece(), 0..60), yaml in any::<bool>()) {
        let path = if yaml { "2026-01-01-a.yaml" } else { "2026-01-01-a.md" };
        holds_its_promises(path, &pieces.concat());
    }
}

#[test]
fn a_heading_in_a_fence_that_nobody_closed_is_added_once_whatever_ends_its_lines() {
    for text in ["```\n", "\r```\n", "\r\n```\r\n", "# Down\r\r```\rlog\r"] {
        holds_its_promises("2026-02-02-a.md", text);
    }
}

#[test]
fn fix_writes_files_and_tells_what_is_left() {
    let here = folder(&[("a.md", DOCUMENT)]);
    let ran = candor(here.path(), &["lint", "--fix", "--now", NOW, "--format", "concise", "a.md"]);
    let fixed = fs::read_to_string(here.path().join("a.md")).unwrap();
    assert_eq!(ran.status, 1, "what is missing is still missing: {ran:?}");
    assert!(ran.stdout.contains("no compensation") && !ran.stdout.contains("timeline-out-of-order"), "{ran:?}");
    assert!(ran.stderr.contains("made in 1 file"), "{ran:?}");
    let order: Vec<usize> = ["10:00", "10:20", "10:45"].iter().map(|time| fixed.find(time).unwrap()).collect();
    assert!(order.is_sorted(), "{fixed}");
    assert!(!fixed.contains("candor-ignore") && !fixed.contains("TBD"), "{fixed}");
    let again = candor(here.path(), &["lint", "--fix", "--now", NOW, "a.md"]);
    assert!(again.stderr.contains("0 fixes made"), "{again:?}");
    assert_eq!(fs::read_to_string(here.path().join("a.md")).unwrap(), fixed);
}

#[test]
fn only_fixes_of_the_selected_rules_are_made() {
    let here = folder(&[("a.md", DOCUMENT)]);
    candor(here.path(), &["lint", "--fix", "--select", "timeline-out-of-order", "a.md"]);
    let fixed = fs::read_to_string(here.path().join("a.md")).unwrap();
    assert!(fixed.contains("candor-ignore") && !fixed.contains("TBD"), "{fixed}");
}

#[test]
fn a_timeline_is_sorted_safely_only_where_its_order_shows_no_slip() {
    let safe = |before: &str, entries: &[&str]| {
        let text = format!("{before}# Down\n\n## Timeline (UTC)\n\n- 2026-02-02 {}\n", entries.join("\n- 2026-02-02 "));
        let findings = lint(&Source::new("a.md", text), &settings()).findings;
        let fix =
            findings.into_iter().filter(|found| found.rule == "timeline-out-of-order").find_map(|found| found.fix);
        fix.map(|fix| fix.safe)
    };
    let (start, alert, fallback) =
        ("10:00 The incident started", "10:20 Disk alert", "10:45 Traffic goes to the second disk");
    let end = "11:30 The incident is resolved";
    assert_eq!(safe("", &[start, fallback, alert, end]), Some(true));
    assert_eq!(safe("", &[start, fallback, alert, end, "12:00 Review"]), Some(true));
    assert_eq!(safe("", &[start, "17:45 Traffic goes to the second disk", alert, end]), Some(false), "behind the end");
    assert_eq!(
        safe("", &[start, alert, "11:30 The incident is resolved", "10:45 x"]),
        Some(true),
        "back from behind it"
    );
    assert_eq!(safe("", &["10:30 The incident started", alert, fallback, end]), Some(false), "before the start");
    let contradicted = "---\nstarted: 2026-02-02T09:00Z\ndetected: 2026-02-02T08:00Z\n---\n";
    assert_eq!(safe(contradicted, &[start, fallback, alert, end]), Some(false), "time-impossible");
}

#[test]
fn a_suppression_that_ended_keeps_its_reason() {
    let ended = "# Down\n\n<!-- candor-ignore placeholder-left until 2026-11-21: the carrier answers then -->\nTODO\n";
    let mended = |extent| mend(Source::new("a.md", ended), &settings(), extent).source.text().to_owned();
    assert!(mended(Extent::Safe).contains("the carrier answers"));
    assert!(!mended(Extent::All).contains("the carrier answers"));
}

#[test]
fn diff_prints_what_fix_would_do_and_writes_nothing() {
    let here = folder(&[("x/a.md", DOCUMENT)]);
    let ran = candor(here.path(), &["lint", "--diff", "--select", "timeline-out-of-order", "x"]);
    assert_eq!(fs::read_to_string(here.path().join("x/a.md")).unwrap(), DOCUMENT);
    let expected = "--- a/x/a.md\n+++ b/x/a.md\n@@ -7,8 +7,8 @@\n ## Timeline (UTC)\n \n - 2026-02-02 10:00 The job starts\n\
        +- 2026-02-02 10:20 Disk alert\n - 2026-02-02 10:45 Exports are empty\n-- 2026-02-02 10:20 Disk alert\n \n ## Lessons\n \n";
    assert_eq!(ran.stdout, expected);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, "1 fix would be made in 1 file\n"));
}

#[test]
fn standard_input_is_fixed_onto_standard_output() {
    let here = folder(&[]);
    let arguments = ["lint", "--fix", "--select", "timeline-out-of-order", "--stdin-filename", "a.md", "-"];
    let ran = candor_reading(here.path(), &arguments, DOCUMENT.as_bytes());
    let swapped = ran.stdout.find("10:20").unwrap() < ran.stdout.find("10:45").unwrap();
    assert!(swapped && ran.stdout.len() == DOCUMENT.len(), "{ran:?}");
}

#[test]
fn line_ends_and_the_mark_at_the_start_stay() {
    let text = format!("\u{feff}{}", DOCUMENT.replace('\n', "\r\n"));
    let here = folder(&[("a.md", &text)]);
    candor(here.path(), &["lint", "--fix", "a.md"]);
    let fixed = fs::read_to_string(here.path().join("a.md")).unwrap();
    assert!(fixed.starts_with("\u{feff}# Checkout") && fixed.contains("Disk alert\r\n- 2026-02-02 10:45"), "{fixed:?}");
    assert_eq!(fixed.matches('\n').count(), fixed.matches("\r\n").count(), "{fixed:?}");
}

#[test]
fn what_is_not_whole_is_left_as_it_is() {
    let mut bytes = DOCUMENT.as_bytes().to_vec();
    bytes.push(0xff);
    let here = folder(&[]);
    fs::write(here.path().join("a.md"), &bytes).unwrap();
    let ran = candor(here.path(), &["lint", "--fix", "a.md"]);
    assert_eq!(fs::read(here.path().join("a.md")).unwrap(), bytes);
    assert!(ran.stderr.contains("0 fixes made"), "{ran:?}");
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_links_are_refused() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let here = folder(&[("a.md", DOCUMENT), ("b.md", DOCUMENT), ("c.md", DOCUMENT)]);
    let path = |name: &str| here.path().join(name);
    fs::set_permissions(path("a.md"), fs::Permissions::from_mode(0o640)).unwrap();
    fs::set_permissions(path("c.md"), fs::Permissions::from_mode(0o440)).unwrap();
    symlink("b.md", path("link.md")).unwrap();
    let ran = candor(here.path(), &["lint", "--fix", "--format", "json", "a.md", "link.md", "c.md"]);
    assert_eq!(fs::metadata(path("a.md")).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(fs::read_to_string(path("b.md")).unwrap(), DOCUMENT);
    assert_eq!(fs::read_to_string(path("c.md")).unwrap(), DOCUMENT);
    assert_eq!(ran.status, 2);
    let output: Value = serde_json::from_str(&ran.stdout).unwrap();
    let told: Vec<&str> = output["errors"].as_array().unwrap().iter().map(|e| e["message"].as_str().unwrap()).collect();
    assert!(told.iter().all(|message| message.starts_with("not fixed")) && told.len() == 2, "{told:?}");
    let left: Vec<_> = fs::read_dir(here.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 4, "no temporary file is left behind: {left:?}");
}

#[test]
fn wrong_usage_is_told() {
    let here = folder(&[("a.md", DOCUMENT)]);
    for arguments in [&["--unsafe"][..], &["--fix", "--diff"], &["--fix", "--explain-read"]] {
        assert_eq!(candor(here.path(), &[&["lint", "a.md"], arguments].concat()).status, 2, "{arguments:?}");
    }
}

#[test]
fn json_gives_the_places_of_the_edits() {
    let here = folder(&[("a.md", DOCUMENT)]);
    let ran = candor(here.path(), &["lint", "--select", "timeline-out-of-order", "--format", "json", "a.md"]);
    let output: Value = serde_json::from_str(&ran.stdout).unwrap();
    let fix = &output["files"][0]["findings"][0]["fix"];
    assert_eq!(fix["safe"], true);
    assert_eq!(fix["edits"][0]["start"]["line"], 10);
    assert_eq!(fix["edits"][0]["text"], "- 2026-02-02 10:20 Disk alert");
}

#[test]
fn a_fix_of_every_rule_fits_its_text() {
    let source = Source::new("a.md", DOCUMENT);
    let fixes: Vec<_> = lint(&source, &all_rules()).findings.into_iter().filter_map(|found| found.fix).collect();
    assert!(fixes.len() >= 2, "{fixes:?}");
    for edit in fixes.iter().flat_map(|fix| &fix.edits) {
        assert!(source.text().get(edit.span.range()).is_some(), "{edit:?}");
    }
}

#[test]
fn where_a_change_is_judged_only_what_it_brought_is_fixed() {
    let here = folder(&[("a.md", DOCUMENT)]);
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"];
        let status = std::process::Command::new("git").args(identity).args(arguments).current_dir(here.path()).status();
        assert!(status.unwrap().success(), "{arguments:?}");
    };
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "a"]);
    let changed = DOCUMENT.replace("All 1,200 users.", "All 1,250 users.");
    fs::write(here.path().join("a.md"), &changed).unwrap();
    let ran = candor(here.path(), &["lint", "--fix", "--since", "HEAD", "--format", "concise", "a.md"]);
    let fixed = fs::read_to_string(here.path().join("a.md")).unwrap();
    assert_eq!(fixed, changed.replace(" <!-- candor-ignore impact-no-scope: -->", ""), "{ran:?}");
}

#[test]
fn a_document_has_no_more_findings_once_it_is_fixed() {
    let rules = files(&repo("tests/fixtures/rules")).into_iter().flat_map(|folder| files(&folder));
    let examples = files(&repo("examples")).into_iter().filter(|path| path.is_dir()).flat_map(|folder| files(&folder));
    for path in rules.chain(examples).filter(|path| path.is_file()) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let source = Source::new(path.file_name().unwrap().to_str().unwrap(), text);
        let before = lint(&source, &settings()).findings.len();
        let after = mend(source, &settings(), Extent::Safe).report.findings;
        assert!(after.len() <= before, "{}: {before} became {after:?}", path.display());
    }
}

#[test]
fn no_heading_is_added_unless_its_rule_is_asked_for() {
    for document in [DOCUMENT.to_owned(), format!("---\ncandor: 1\nid: a\ntitle: A\nstatus: final\n---\n{DOCUMENT}")] {
        let here = folder(&[("a.md", document.as_str())]);
        let run = |arguments: &[&str]| candor(here.path(), &[&["lint", "a.md", "--now", NOW], arguments].concat());
        run(&["--fix", "--unsafe"]);
        let text = || fs::read_to_string(here.path().join("a.md")).unwrap();
        assert!(!text().contains("TBD"), "{}", text());
        let offered = run(&["--select", "section-missing/compensation"]);
        assert!(offered.stdout.contains("1 fix can be made with --fix"), "{offered:?}");
        run(&["--fix", "--select", "section-missing/compensation"]);
        assert_eq!(text().matches("TBD").count(), 1, "{}", text());
    }
}

#[test]
fn guidance_that_is_answered_is_deleted_and_other_guidance_is_kept() {
    let here = folder(&[]);
    candor(here.path(), &["new", "Checkout down", "-o", "a.md"]);
    let path = here.path().join("a.md");
    let fresh = fs::read_to_string(&path).unwrap();
    let ran = candor(here.path(), &["lint", "a.md", "--fix"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), fresh, "{ran:?}");
    let answered = fresh.replacen("sooner. -->\n", "sooner. -->\n\nThe alarm on failed payments, at 14:08 UTC.\n", 1);
    assert_ne!(answered, fresh);
    fs::write(&path, &answered).unwrap();
    candor(here.path(), &["lint", "a.md", "--fix"]);
    let fixed = fs::read_to_string(&path).unwrap();
    assert!(fixed.contains("## Detection\n\nThe alarm on failed payments, at 14:08 UTC.\n\n## Resolution"), "{fixed}");
    assert_eq!(fixed.matches("<!--").count() + 1, fresh.matches("<!--").count(), "{fixed}");
}
