//! `--baseline` and `--write-baseline`: what is known is not told again, and nothing else is hidden.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::command::{Ran, candor, folder};
use crate::support::NOW;

const OLD: &str =
    "---\nid: old-1\n---\n# Down\n\n## Impact\n\nAll users. TODO\n\n## Root cause\n\nimproper operations\n";
const RULES: &str = "placeholder-left,cause-vague,impact-no-duration";

fn lint(here: &Path, arguments: &[&str]) -> Ran {
    let fixed = ["lint", "--select", RULES, "--format", "json", "--now", NOW, "--fail-on", "warning"];
    candor(here, &[&fixed, arguments].concat())
}

/// `path rule` of every finding that is told, and how many the baseline holds.
fn told(ran: &Ran) -> (Vec<String>, u64) {
    let output: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    let findings = |file: &Value| {
        let path = file["path"].as_str().unwrap().to_owned();
        let rules = file["findings"].as_array().unwrap().clone();
        rules.into_iter().map(move |found| format!("{path} {}", found["rule"].as_str().unwrap()))
    };
    let told = output["files"].as_array().unwrap().iter().flat_map(findings).collect();
    (told, output["summary"]["baselined"].as_u64().unwrap())
}

/// A folder with a document whose three findings are in `known.json`.
fn known() -> tempfile::TempDir {
    let here = folder(&[("x/a.md", OLD)]);
    let ran = lint(here.path(), &["x/a.md", "--write-baseline", "known.json"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert_eq!(told(&ran), (vec![], 3));
    assert!(ran.stderr.contains("known.json: 3 findings written"), "{}", ran.stderr);
    here
}

fn with_baseline(here: &Path, path: &str, text: &str) -> Ran {
    fs::write(here.join(path), text).unwrap();
    lint(here, &[path, "--baseline", "known.json"])
}

#[test]
fn what_is_known_is_not_told_again() {
    let here = known();
    let ran = lint(here.path(), &["x/a.md", "--baseline", "known.json"]);
    assert_eq!((told(&ran), ran.status, ran.stderr.as_str()), ((vec![], 3), 0, ""));
    let text = candor(here.path(), &["lint", "x/a.md", "--baseline", "known.json", "--select", RULES]).stdout;
    assert!(text.ends_with("0 infos (3 baselined)\n"), "{text}");
    assert_eq!(lint(here.path(), &["x/a.md"]).status, 1);
}

#[test]
fn the_file_is_made_to_be_read_and_merged() {
    let here = known();
    let text = fs::read_to_string(here.path().join("known.json")).unwrap();
    insta::assert_snapshot!(text);
    let again = lint(here.path(), &["x/a.md", "--write-baseline", "known.json"]);
    assert_eq!((again.status, fs::read_to_string(here.path().join("known.json")).unwrap()), (0, text));
}

#[test]
fn moved_lines_and_edited_neighbours_hide_and_uncover_nothing() {
    let here = known();
    let moved =
        OLD.replace("# Down", "Many new lines.\n\n\n# Down").replace("All users.", "All 12 users, from the start.");
    assert_eq!(told(&with_baseline(here.path(), "x/a.md", &moved)), (vec!["x/a.md impact-no-duration".to_owned()], 2));
    let moved = OLD.replace("# Down", "Many new lines.\n\n\n# Down");
    assert_eq!(told(&with_baseline(here.path(), "x/a.md", &moved)), (vec![], 3));
}

#[test]
fn a_new_finding_of_a_known_rule_gets_through() {
    let here = known();
    for new in ["\n\nOwner: TBD\n", "\n\nOwner: TODO\n"] {
        let ran = with_baseline(here.path(), "x/a.md", &OLD.replace("\n\n## Root", &format!("{new}\n## Root")));
        assert_eq!((told(&ran), ran.status), ((vec!["x/a.md placeholder-left".to_owned()], 3), 1), "{new}");
    }
    let another = with_baseline(here.path(), "x/b.md", &OLD.replace("id: old-1", "id: new-2"));
    assert_eq!(told(&another).0.len(), 3);
}

#[test]
fn a_renamed_document_is_followed_by_its_id_and_a_copy_is_not() {
    let here = known();
    let copied = with_baseline(here.path(), "x/b.md", OLD);
    assert_eq!((told(&copied).0.len(), told(&copied).1), (3, 0));
    fs::remove_file(here.path().join("x/a.md")).unwrap();
    let renamed = with_baseline(here.path(), "x/b.md", OLD);
    assert_eq!((told(&renamed), renamed.stderr.as_str()), ((vec![], 3), ""));
    let other = with_baseline(here.path(), "x/b.md", &OLD.replace("old-1", "other"));
    assert_eq!(told(&other).1, 0);
    assert!(other.stderr.contains("3 of x/a.md (which is gone)"), "{}", other.stderr);
}

#[test]
fn what_no_longer_occurs_is_reported() {
    let here = known();
    let ran = with_baseline(here.path(), "x/a.md", &OLD.replace(" TODO", ""));
    assert_eq!((told(&ran), ran.status), ((vec![], 2), 0));
    assert_eq!(
        ran.stderr,
        "known.json: 1 entry no longer occurs\n  1 of x/a.md\nhelp: --write-baseline known.json leaves them out\n"
    );
    // Of rules that are not asked, nobody knows.
    let fewer = ["lint", "x/a.md", "--select", "cause-vague", "--baseline", "known.json"];
    assert_eq!(candor(here.path(), &fewer).stderr, "");
}

#[test]
fn paths_go_from_the_baseline_whatever_the_working_directory() {
    let here = known();
    let ran = lint(&here.path().join("x"), &["a.md", "--baseline", "../known.json"]);
    assert_eq!(told(&ran), (vec![], 3));
    let ran = lint(&here.path().join("x"), &["a.md", "--write-baseline", "deep.json"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert_eq!(told(&lint(here.path(), &["x", "--baseline", "x/deep.json", "--allow-empty", "x/a.md"])).1, 3);
}

#[test]
fn the_configuration_can_name_it() {
    let here = known();
    fs::write(here.path().join("candor.yaml"), "baseline: known.json\n").unwrap();
    assert_eq!(told(&lint(&here.path().join("x"), &["a.md"])), (vec![], 3));
    assert_eq!(told(&lint(here.path(), &["x/a.md", "--no-config"])).1, 0);
    // It need not be there to be written.
    fs::remove_file(here.path().join("known.json")).unwrap();
    let ran = lint(here.path(), &["x/a.md"]);
    assert!(ran.status == 2 && ran.stderr.contains("candor.yaml:1:11"), "{ran:?}");
    assert_eq!(lint(here.path(), &["x/a.md", "--write-baseline", "known.json"]).status, 0);
    fs::write(here.path().join("candor.yaml"), "baseline: ../known.json\n").unwrap();
    let ran = lint(here.path(), &["x/a.md"]);
    assert!(ran.stderr.contains("leaves the folder of the repository"), "{ran:?}");
}

#[test]
fn writing_keeps_what_is_known_of_others_and_drops_what_is_gone() {
    let here = known();
    fs::write(here.path().join("x/b.md"), OLD.replace("old-1", "b")).unwrap();
    assert_eq!(lint(here.path(), &["x/b.md", "--write-baseline", "known.json"]).status, 0);
    assert_eq!(told(&lint(here.path(), &["x/a.md", "x/b.md", "--baseline", "known.json"])), (vec![], 6));
    fs::remove_file(here.path().join("x/b.md")).unwrap();
    assert_eq!(lint(here.path(), &["x/a.md", "--write-baseline", "known.json"]).status, 0);
    assert!(!fs::read_to_string(here.path().join("known.json")).unwrap().contains("b.md"));
}

#[test]
fn what_is_known_is_not_fixed_and_as_much_is_fixed_as_was_announced() {
    let old = "---\nid: a\n---\n# Down\n\n## Timeline (UTC)\n\n- 2026-02-02 10:00 the job runs\n- 10:45 empty exports\n\
        - 10:20 a disk alert\n\n## Impact\n\nAll 1,200 users. <!-- candor-ignore placeholder-left: -->\n";
    let here = folder(&[("a.md", old)]);
    const RULES: &str = "timeline-out-of-order,suppression-unused,placeholder-left,cause-vague";
    let run = |arguments: &[&str]| {
        let rules = ["lint", "--select", RULES, "--now", NOW];
        candor(here.path(), &[&rules, arguments].concat())
    };
    let known = ["a.md", "--baseline", "known.json"];
    assert!(run(&["a.md", "--write-baseline", "known.json"]).stderr.contains("2 findings written"));
    for flag in ["--fix", "--diff"] {
        let ran = run(&[&known[..], &[flag, "--unsafe"]].concat());
        assert!(ran.stderr.starts_with("0 fixes"), "{ran:?}");
        assert!(flag == "--fix" || ran.stdout.is_empty(), "{ran:?}");
        assert_eq!(fs::read_to_string(here.path().join("a.md")).unwrap(), old);
    }
    let new = format!("{old}\n## Lessons\n\nIt was known. <!-- candor-ignore cause-vague: -->\n");
    fs::write(here.path().join("a.md"), &new).unwrap();
    assert!(run(&known).stdout.contains("1 fix can be made with --fix"));
    // A renamed document is known as well.
    fs::rename(here.path().join("a.md"), here.path().join("b.md")).unwrap();
    let ran = run(&["b.md", "--baseline", "known.json", "--fix"]);
    assert!(ran.stderr.starts_with("1 fix made in 1 file"), "{ran:?}");
    let fixed = fs::read_to_string(here.path().join("b.md")).unwrap();
    assert_eq!(fixed, new.replace(" <!-- candor-ignore cause-vague: -->", ""));
}

#[test]
fn writing_keeps_what_is_known_by_rules_that_are_not_asked() {
    let here = known();
    let write = |path: &str, arguments: &[&str]| {
        let fixed = ["lint", path, "--write-baseline", "known.json", "--now", NOW];
        let ran = candor(here.path(), &[&fixed, arguments].concat());
        assert_eq!(ran.status, 0, "{ran:?}");
    };
    let before = fs::read_to_string(here.path().join("known.json")).unwrap();
    write("x/a.md", &["--select", "cause-vague"]);
    assert_eq!(fs::read_to_string(here.path().join("known.json")).unwrap(), before);
    // A renamed document as well; what an asked rule no longer finds goes.
    fs::remove_file(here.path().join("x/a.md")).unwrap();
    fs::write(
        here.path().join("x/b.md"),
        OLD.replace("improper operations", "A migration locked the orders table, because lock_timeout was unset."),
    )
    .unwrap();
    write("x/b.md", &["--select", "cause-vague"]);
    let after = fs::read_to_string(here.path().join("known.json")).unwrap();
    assert!(after.contains("x/b.md") && !after.contains("x/a.md") && !after.contains("cause-vague"), "{after}");
    assert_eq!(told(&lint(here.path(), &["x/b.md", "--baseline", "known.json"])), (vec![], 2));
    fs::write(here.path().join("candor.yaml"), "levels:\n  placeholder-left: off\n").unwrap();
    write("x/b.md", &["--ignore", "impact-no-duration"]);
    let after = fs::read_to_string(here.path().join("known.json")).unwrap();
    assert!(after.contains("placeholder-left") && after.contains("impact-no-duration"), "{after}");
}

#[test]
fn what_is_no_baseline_is_neither_read_nor_overwritten() {
    let here = known();
    for (text, told) in [("# A report\n", "this is no baseline"), ("{\"version\":9,\"files\":{}}", "has version 9")] {
        fs::write(here.path().join("other.json"), text).unwrap();
        for flag in ["--baseline", "--write-baseline"] {
            let ran = lint(here.path(), &["x/a.md", flag, "other.json"]);
            assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{flag}: {ran:?}");
            assert!(ran.stderr.contains(told), "{flag}: {ran:?}");
        }
        assert_eq!(fs::read_to_string(here.path().join("other.json")).unwrap(), text);
    }
    let ran = lint(here.path(), &["x/a.md", "--baseline", "missing.json"]);
    assert!(ran.status == 2 && ran.stderr.contains("--write-baseline"), "{ran:?}");
}

#[test]
fn a_newcomer_reaches_a_green_gate_in_the_four_commands_of_the_readme() {
    let readme = fs::read_to_string(crate::support::repo("README.md")).unwrap();
    let (_, gate) = readme.split_once("## A gate for what is new").unwrap();
    let commands: Vec<_> = gate.lines().filter_map(|line| line.strip_prefix("$ ")).take(4).collect();
    assert_eq!(gate.split("```").nth(1).unwrap().matches("$ ").count(), 4);

    let foreign = |number: usize| {
        OLD.replace("old-1", &format!("i-{number}")).replace("# Down", "# Down\n\n## Timeline\n\n10:00 UTC")
    };
    let files: Vec<_> = (0..50).map(|number| (format!("incidents/{number}.md"), foreign(number))).collect();
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let here = folder(&files);
    let run = |line: &str| match line.strip_prefix("candor ") {
        Some(arguments) => candor(here.path(), &arguments.split(' ').collect::<Vec<_>>()).status,
        None => {
            assert!(line.starts_with("cargo install --path . "), "{line}");
            0
        }
    };
    for line in &commands {
        assert_eq!(run(line), 0, "{line}");
    }
    fs::write(here.path().join("incidents/next.md"), foreign(50)).unwrap();
    assert_eq!(run(commands[3]), 1, "the next bad one is stopped");
}

/// A document without an id, long enough to be known again by what it says.
const NAMELESS: &str = "# The bridge was shut\n\nOn 3 May the swing bridge of the north basin stayed open for barges, \
    and 1,200 people took the ferry.\n\n## Impact\n\nAll users. TODO\n\n## Root cause\n\nimproper operations\n";

fn written(text: &str) -> tempfile::TempDir {
    let here = folder(&[("x/a.md", text)]);
    assert_eq!(lint(here.path(), &["x/a.md", "--write-baseline", "known.json"]).status, 0);
    here
}

#[test]
fn a_document_without_an_id_is_followed_by_what_it_says() {
    // Renamed, moved, and renamed with a part rewritten.
    let edited = NAMELESS.replace("and 1,200 people took the ferry.", "and 1,300 people waited for it.");
    for (path, text) in [("x/b.md", NAMELESS), ("y/z/a.md", NAMELESS), ("x/b.md", &edited)] {
        let here = written(NAMELESS);
        fs::remove_file(here.path().join("x/a.md")).unwrap();
        fs::create_dir_all(here.path().join("y/z")).unwrap();
        let ran = with_baseline(here.path(), path, text);
        assert_eq!((told(&ran), ran.stderr.as_str()), ((vec![], 3), ""), "{path}");
        // It is written under its new path.
        assert_eq!(lint(here.path(), &[path, "--write-baseline", "known.json"]).status, 0);
        let known = fs::read_to_string(here.path().join("known.json")).unwrap();
        assert!(known.contains(path) && !known.contains("x/a.md"), "{known}");
    }
    // A copy, and another document in its place, are new.
    let here = written(NAMELESS);
    assert_eq!(told(&with_baseline(here.path(), "x/b.md", NAMELESS)).1, 0);
    fs::remove_file(here.path().join("x/a.md")).unwrap();
    let other = "# The mill\n\nA miller slept on 9 June and no flour was ground in the whole county until \
        Monday evening.\n\n## Impact\n\nAll users. TODO\n\n## Root cause\n\nimproper operations\n";
    assert_eq!(told(&with_baseline(here.path(), "x/b.md", other)).1, 0);
}

#[test]
fn what_a_draft_is_excused_from_is_not_written() {
    let draft = "---\nid: a\nstatus: draft\n---\n# Down\n\n## Impact\n\nAll users. TODO\n\n## Root cause\n\nimproper operations\n";
    let here = folder(&[("x/a.md", draft)]);
    let ran = lint(here.path(), &["x/a.md", "--write-baseline", "known.json"]);
    assert_eq!((ran.status, told(&ran)), (0, (vec![], 2)));
    assert!(ran.stderr.contains("2 findings written") && ran.stderr.contains("1 not: "), "{}", ran.stderr);
    assert!(!fs::read_to_string(here.path().join("known.json")).unwrap().contains("placeholder-left"));
    // Now it is due.
    for status in ["final", "review"] {
        let ran = with_baseline(here.path(), "x/a.md", &draft.replace("draft", status));
        assert_eq!((told(&ran), ran.status), ((vec!["x/a.md placeholder-left".to_owned()], 2), 1), "{status}");
    }
}

#[test]
fn an_entry_covers_no_higher_level_than_it_was_found_at() {
    let here = written(OLD);
    let config = |level: &str| {
        fs::write(here.path().join("candor.yaml"), format!("levels: {{cause-vague: {level}}}\n")).unwrap()
    };
    let run = || lint(here.path(), &["x/a.md", "--baseline", "known.json"]);
    for level in ["error", "warning", "info"] {
        config(level);
        assert_eq!(told(&run()), (vec![], 3), "found as an error, and now {level}");
    }
    config("info");
    assert_eq!(lint(here.path(), &["x/a.md", "--write-baseline", "known.json"]).status, 0);
    for level in ["warning", "error"] {
        config(level);
        let ran = run();
        assert_eq!((told(&ran), ran.status), ((vec!["x/a.md cause-vague".to_owned()], 2), 1), "found as an info");
        // It still occurs.
        assert_eq!(ran.stderr, "");
    }
}

#[test]
fn a_new_title_uncovers_nothing_that_is_absent() {
    let text = "---\nid: a\n---\n# Down\n\nThe bridge was shut on 3 May.\n\n## Timeline (UTC)\n\n- 10:00 a\n- 10:05 b\n- 10:10 c\n";
    let rules = ["--select", "section-missing,timeline-missing-milestone", "--now", NOW, "--format", "json"];
    let here = folder(&[("a.md", text)]);
    let run = |arguments: &[&str]| candor(here.path(), &[&["lint", "a.md"], &rules[..], arguments].concat());
    assert_eq!(run(&["--write-baseline", "known.json"]).status, 0);
    for new in
        [text.replace("# Down", "# The bridge was shut for a day"), text.replace("(UTC)", "of the day (all times UTC)")]
    {
        fs::write(here.path().join("a.md"), new).unwrap();
        let ran = run(&["--baseline", "known.json"]);
        assert_eq!((told(&ran).0, ran.stderr.as_str()), (vec![], ""));
        assert!(told(&ran).1 > 3);
    }
}

#[test]
fn entries_that_no_longer_occur_can_fail_a_run() {
    let here = known();
    let run = |text: &str, arguments: &[&str]| {
        fs::write(here.path().join("x/a.md"), text).unwrap();
        lint(here.path(), &[&["x/a.md", "--baseline", "known.json"], arguments].concat())
    };
    assert_eq!(run(OLD, &["--fail-stale"]).status, 0);
    let mended = OLD.replace(" TODO", "");
    assert_eq!(run(&mended, &[]).status, 0);
    let ran = run(&mended, &["--fail-stale"]);
    assert!(ran.status == 1 && ran.stderr.contains("1 entry no longer occurs"), "{ran:?}");
    // Of a document that is gone, too; of rules that are not asked, nobody knows.
    fs::remove_file(here.path().join("x/a.md")).unwrap();
    fs::write(here.path().join("x/c.md"), "# Up\n").unwrap();
    assert_eq!(lint(here.path(), &["x/c.md", "--baseline", "known.json", "--fail-stale"]).status, 1);
    let asked = ["lint", "x/c.md", "--baseline", "known.json", "--fail-stale", "--write-baseline", "known.json"];
    assert_eq!(candor(here.path(), &asked).status, 2);
}

#[test]
fn a_baseline_of_version_1_is_read_and_written_anew() {
    let here = known();
    let known = fs::read_to_string(here.path().join("known.json")).unwrap();
    let mut old: Value = serde_json::from_str(&known).unwrap();
    old["version"] = 1.into();
    let file = &mut old["files"]["x/a.md"];
    file.as_object_mut().unwrap().remove("says");
    for rule in file["findings"].as_object_mut().unwrap().values_mut() {
        rule.as_object_mut().unwrap().values_mut().for_each(|entry| *entry = 1.into());
    }
    fs::write(here.path().join("known.json"), old.to_string()).unwrap();
    assert_eq!(told(&lint(here.path(), &["x/a.md", "--baseline", "known.json"])), (vec![], 3));
    assert_eq!(lint(here.path(), &["x/a.md", "--write-baseline", "known.json"]).status, 0);
    assert_eq!(fs::read_to_string(here.path().join("known.json")).unwrap(), known);
    assert!(known.ends_with("}\n"));
}
