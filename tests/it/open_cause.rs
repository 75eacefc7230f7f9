//! A cause that is not known yet: what can be told all the same, and what it weighs.

use candor::finding::{Finding, Level};

use crate::support::lint_all;

/// What these rules find in a document of a status that says this of the cause and of what is done.
fn found(status: &str, cause: &str, actions: &str) -> Vec<Finding> {
    let text = format!("---\nstatus: {status}\n---\n## Root cause\n\n{cause}\n\n## Action items\n\n{actions}\n");
    let mut found = lint_all("pump.md", &text);
    found.retain(|finding| matches!(finding.rule, "cause-unknown" | "action-vague"));
    found
}

fn table(action: &str) -> String {
    format!("| Action | Owner | Due |\n|---|---|---|\n| {action} | Broker team | 2026-12-20 |")
}

/// Texts that tell what was ruled out, and who goes on looking until when.
fn told() -> Vec<(&'static str, String)> {
    vec![
        (
            "The broker lost its leader at 09:12. We do not know why. A full disk and a network split are ruled out: both graphs are flat.",
            "- Find out why the broker lost its leader (Owner: Broker team, due 2026-12-20)".to_owned(),
        ),
        (
            "The cause is not yet known. Not the cause: the release of 9 May, which touched the website only.",
            table("Determine the root cause with the traces of the next election"),
        ),
        (
            "Why the broker stalled is unknown. The garbage collector could be excluded: its log shows no pause.",
            table("Reproduce the stall under the load of 9 May"),
        ),
        (
            "根本原因尚未查明。已排除网络分区和磁盘故障。",
            "| 措施 | 负责人 | 期限 |\n|---|---|---|\n| 查明 9 时 12 分选举的原因 | 存储组 | 2026-12-20 |".to_owned(),
        ),
    ]
}

#[test]
fn who_goes_on_looking_is_asked_for_nothing_before_the_document_is_final() {
    for (cause, actions) in told() {
        assert_eq!(found("review", cause, &actions), [], "{cause}");
        assert_eq!(found("draft", cause, &actions), [], "{cause}");
    }
}

#[test]
fn a_final_document_that_leaves_the_cause_open_is_warned() {
    for (cause, actions) in told() {
        let found = found("final", cause, &actions);
        let told: Vec<_> = found.iter().map(|finding| (finding.rule, finding.level)).collect();
        assert_eq!(told, [("cause-unknown", Some(Level::Warning))], "{cause}");
        assert!(found[0].help.as_deref().unwrap_or_default().contains("status: review"));
    }
}

#[test]
fn the_help_names_what_is_not_told_and_nothing_else() {
    let (open, ruled_out) = ("We do not know why the broker lost its leader.", "A full disk is ruled out.");
    let sought = table("Find out why the broker lost its leader");
    let other = table("Page when the broker has no leader for 10 s");
    let cases = [
        (open.to_owned(), sought.as_str(), true, false),
        (format!("{open} {ruled_out}"), other.as_str(), false, true),
        (format!("{open} {ruled_out}"), "- Find out why the broker lost its leader", false, true),
        (open.to_owned(), other.as_str(), true, true),
    ];
    for (cause, actions, asks_for_excluded, asks_for_seeker) in cases {
        let found = found("review", &cause, actions);
        let finding = found.iter().find(|finding| finding.rule == "cause-unknown").unwrap();
        assert_eq!(finding.level, Some(Level::Error), "{cause}");
        let help = finding.help.as_deref().unwrap_or_default();
        assert_eq!(help.contains("ruled out"), asks_for_excluded, "{help}");
        assert_eq!(help.contains("who goes on looking"), asks_for_seeker, "{help}");
    }
}

#[test]
fn to_find_out_why_is_an_outcome_with_an_owner_and_a_day_only() {
    let vague = |actions: &str| found("final", "A cable was cut.", actions).iter().any(|f| f.rule == "action-vague");
    assert!(!vague(&table("Find out why both lines ran through one duct")));
    assert!(!vague(&table("Investigate why the second line did not take over")));
    assert!(vague("- Find out why both lines ran through one duct"));
    assert!(vague(&table("Investigate the duct")));
    assert!(vague(&table("Look into monitoring")));
}
