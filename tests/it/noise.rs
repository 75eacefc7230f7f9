//! That a person is told each gap once, and shortly.

use serde_json::Value;

use crate::command::{Ran, candor, folder};
use crate::support::NOW;

fn lint(document: &str, arguments: &[&str]) -> Ran {
    let here = folder(&[("a.md", document)]);
    candor(here.path(), &[&["lint", "a.md", "--now", NOW], arguments].concat())
}

/// How often a rule has a finding in the JSON.
fn count(ran: &Ran, rule: &str) -> usize {
    let output: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    let findings = output["files"][0]["findings"].as_array().unwrap();
    findings.iter().filter(|finding| finding["rule"] == rule).count()
}

/// Two rules speak of the cause.
const CAUSE: &str = "# Down\n\n## Root cause\n\nimproper operations\n";

#[test]
fn what_several_rules_say_of_the_same_words_is_one_block() {
    let rules = ["--select", "cause-vague,cause-no-safeguard"];
    let text = lint(CAUSE, &rules).stdout;
    assert_eq!(text.matches("a.md:5:1").count(), 1, "{text}");
    assert!(text.contains("error[cause-vague] info[cause-no-safeguard]"), "{text}");
    let run = |format: &str| lint(CAUSE, &[&rules[..], &["--format", format]].concat()).stdout;
    let github = run("github");
    assert_eq!(github.lines().count(), 1, "{github}");
    assert!(github.starts_with("::error ") && github.contains("title=candor%3A cause-vague%2C cause-no-safeguard::"));
    let markdown = run("markdown");
    assert_eq!(markdown.matches("\n- line").count(), 1, "{markdown}");
    let json = lint(CAUSE, &[&rules[..], &["--format", "json"]].concat());
    assert_eq!((count(&json, "cause-vague"), count(&json, "cause-no-safeguard")), (1, 1));
}

#[test]
fn a_missing_section_and_its_empty_heading_are_one_gap() {
    for document in [
        "# Checkout down on 3 May 2026\n\nCustomers could not pay.\n\n## Detection\n\n## Compensation\n\nTBD\n",
        "---\ncandor: 1\n---\n# Checkout\n\n## Compensation\n\n- Offered:\n- Form:\n\n## Detection\n\nTBD\n",
    ] {
        let rules = "section-missing/detection,section-missing/compensation,section-empty,placeholder-left";
        let text = lint(document, &["--select", rules]).stdout;
        let heads = text.lines().filter(|line| line.starts_with("error[") || line.starts_with("warning["));
        assert_eq!(heads.clone().count(), 2, "{text}");
        assert!(heads.clone().all(|head| head.contains("[section-missing] ")), "{text}");
        let github = lint(document, &["--select", rules, "--format", "github"]).stdout;
        assert_eq!(github.lines().count(), 2, "{github}");
    }
}

fn actions(count: usize, with_owner: usize) -> String {
    let action = |index: usize| {
        let owner = if index < with_owner { "Storage" } else { "" };
        format!("| Cap imports of kind {index} at 50,000 rows | {owner} | 2027-01-31 | IMP-{index} |\n")
    };
    let rows: String = (0..count).map(action).collect();
    format!("# Down\n\n## Action items\n\n| Action | Owner | Due | Ticket |\n|---|---|---|---|\n{rows}")
}

#[test]
fn what_most_of_a_list_lacks_is_told_once_at_the_list() {
    let found = |document: &str| {
        let ran = lint(document, &["--select", "action-no-owner", "--format", "json"]);
        let output: Value = serde_json::from_str(&ran.stdout).unwrap();
        output["files"][0]["findings"].as_array().unwrap().clone()
    };
    let all = found(&actions(51, 0));
    assert_eq!(all.len(), 1, "{all:?}");
    let message = all[0]["message"].as_str().unwrap();
    assert!(
        message.starts_with("none of the 51 open actions names an owner; the first: “Cap imports of kind 0"),
        "{message}"
    );
    assert_eq!((&all[0]["start"]["line"], &all[0]["end"]["line"]), (&7.into(), &57.into()));
    let most = found(&actions(5, 2));
    assert!(most[0]["message"].as_str().unwrap().starts_with("3 of the 5 open actions name no owner"), "{most:?}");
    // Half of a list, and a short list, are told one by one.
    assert_eq!(found(&actions(6, 3)).len(), 3);
    assert_eq!(found(&actions(3, 0)).len(), 3);
    // What is suppressed does not count.
    let excused = actions(4, 1).replacen("| IMP-1 |", "| IMP-1 <!-- candor-ignore action-no-owner: all of us --> |", 1);
    assert_eq!(found(&excused).len(), 2, "{:?}", found(&excused));
}

#[test]
fn a_list_that_lacks_due_dates_or_tickets_is_told_once() {
    let list: String =
        (1..=6).map(|index| format!("- Cap imports of kind {index} at 50,000 rows (imports team)\n")).collect();
    let document = format!("# Down\n\n## Action items\n\n{list}");
    let ran = lint(&document, &["--select", "action-no-due-date,action-untracked", "--format", "json"]);
    assert_eq!((count(&ran, "action-no-due-date"), count(&ran, "action-untracked")), (1, 1));
    assert!(ran.stdout.contains("none of the 6 open actions has a due date"), "{ran:?}");
}

#[test]
fn a_fresh_draft_is_a_short_list() {
    for template in ["standard", "public", "data-loss", "security", "brief", "standard.zh"] {
        let here = folder(&[]);
        candor(here.path(), &["new", "Checkout down", "--template", template, "-o", "a.md"]);
        let ran = candor(here.path(), &["lint", "a.md"]);
        assert_eq!(ran.status, 0, "{ran:?}");
        assert!(ran.stdout.starts_with("a.md: a draft; still to be written:\n"), "{template}: {}", ran.stdout);
        assert!(ran.stdout.lines().count() < 40, "{template}: {}", ran.stdout);
        // Each section once.
        let sections = ran.stdout.lines().filter_map(|line| line.trim_start().strip_prefix("line "));
        let mut names: Vec<&str> = sections.filter_map(|line| line.split_whitespace().nth(1)).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!((names.len(), all > 4), (all, true), "{template}: {}", ran.stdout);
    }
    // What is wrong in a draft is told in full.
    let wrong = "---\ncandor: 1\nid: a\ntitle: A\nstatus: draft\n---\n# A\n\n## Summary\n\n## Root cause\n\nimproper operations\n";
    let ran = lint(wrong, &[]);
    assert!(
        ran.stdout.contains("error[cause-vague]") && ran.stdout.contains("summary       nothing stands"),
        "{ran:?}"
    );
}

#[test]
fn the_words_of_each_place_are_shown() {
    let document = "# Down\n\n## Impact\n\nA small number of users saw errors.\n\n## Summary\n\nTODO\n\nXXX\n\nFIXME\n";
    let text = lint(document, &["--select", "placeholder-left"]).stdout;
    assert!(text.contains("in 2 places") && text.contains("likewise “FIXME”"), "{text}");
}

#[test]
fn a_level_can_be_hidden_without_changing_the_outcome() {
    let rules = ["--select", "cause-vague,cause-no-safeguard"];
    let shown = lint(CAUSE, &[&rules[..], &["--min-level", "error"]].concat());
    assert!(!shown.stdout.contains("cause-no-safeguard") && shown.stdout.contains("(1 not shown)"), "{shown:?}");
    let strict = lint(CAUSE, &["--select", "cause-no-safeguard", "--min-level", "error", "--fail-on", "info"]);
    assert_eq!(strict.status, 1, "{strict:?}");
    let wrong = lint(CAUSE, &["--min-level", "warn"]);
    assert!(wrong.status == 2 && wrong.stderr.contains("Did you mean “warning”?"), "{wrong:?}");
}

#[test]
fn statistics_are_the_table_alone_and_quiet_is_nothing() {
    let rules = ["--select", "cause-vague,cause-no-safeguard"];
    let table = lint(CAUSE, &[&rules[..], &["--statistics"]].concat());
    let first: Vec<&str> = table.stdout.lines().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(first, ["rule", "cause-vague", "cause-no-safeguard"], "{table:?}");
    let quiet = lint(CAUSE, &[&rules[..], &["-q"]].concat());
    assert_eq!((quiet.status, quiet.stdout.as_str(), quiet.stderr.as_str()), (1, "", ""));
}

#[test]
fn a_level_has_one_colour() {
    let rules = ["--select", "cause-vague,cause-no-safeguard,impact-minimised"];
    let document = format!("{CAUSE}\n## Impact\n\nA few users saw errors.\n");
    let coloured = lint(&document, &[&rules[..], &["--color", "always"]].concat()).stdout;
    assert!(coloured.contains("\u{1b}[31m"), "{coloured:?}");
    for (level, colour) in [("error[", "\u{1b}[31m"), ("warning[", "\u{1b}[33m")] {
        let block = coloured.split(level).nth(1).unwrap();
        let block = block.split("help:").next().unwrap();
        let line = block.lines().find(|line| line.contains("──")).unwrap();
        let mark = block.lines().find(|line| line.contains(" · ")).unwrap_or(line);
        assert!(mark.contains(colour), "{level} {mark:?}");
    }
    assert!(!lint(&document, &[&rules[..], &["--color", "never"]].concat()).stdout.contains('\u{1b}'));
}
