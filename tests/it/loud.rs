//! That a configuration, a standard or a value that cannot mean what was meant is told, not passed over.

use serde_json::Value;

use crate::command::{Ran, candor, folder};
use crate::standards::deadlines::OWN;

const CALM: &str = "# Up\n\n## Impact\n\nNobody noticed.\n";

#[test]
fn faults_of_a_standard_are_errors_in_every_format() {
    let broken = OWN.replace("from: heard", "from: herd");
    let unsound = OWN.replace("title: Rules of the house", "titel: Rules");
    for (text, line) in [(broken.as_str(), 17), (unsound.as_str(), 2)] {
        let here = folder(&[("candor.yaml", "standard-files: [house.yaml]\n"), ("house.yaml", text), ("a.md", CALM)]);
        let run = |format: &str| candor(here.path(), &["lint", "a.md", "--format", format]);
        let json = run("json");
        assert_eq!(json.status, 2);
        let output: Value = serde_json::from_str(&json.stdout).unwrap();
        let faults = output["files"][0]["findings"].as_array().unwrap();
        assert_eq!(output["files"][0]["path"], "house.yaml");
        assert!(faults.iter().all(|fault| fault["level"] == "error"), "{faults:?}");
        assert!(faults.iter().any(|fault| fault["start"]["line"] == line), "{faults:?}");
        let github = run("github");
        assert!(github.status == 2 && github.stdout.starts_with("::error file=house.yaml,line="), "{github:?}");
        let sarif: Value = serde_json::from_str(&run("sarif").stdout).unwrap();
        assert_eq!(sarif["runs"][0]["results"][0]["level"], "error");
    }
}

/// The faults of the standard with one thing changed.
fn faults(from: &str, to: &str) -> Vec<String> {
    let text = OWN.replacen(from, to, 1);
    assert_ne!(text, OWN, "{from}");
    let source = candor::source::Source::new("house.yaml", text);
    let faults = candor::standards::read(&source, &candor::rules::names()).err().unwrap_or_default();
    faults.into_iter().map(|fault| format!("{} {}", fault.message, fault.help.unwrap_or_default())).collect()
}

#[test]
fn what_a_standard_names_must_be_there() {
    let requires = |what: &str| format!("undue-delay, requires: [{{ id: a, clause: x, what: y, {what} }}] }}");
    for (what, told) in [
        ("path: impcat", "no postmortem has a place “impcat”: “impcat” is unknown Did you mean “impact”?"),
        ("path: [summary, compensation.amuont]", "Did you mean “amount”?"),
        ("path: nonsense", "List what the standard adds to a postmortem under `fields`."),
        ("path: milestones.herd", "unknown milestone “herd” Did you mean “heard”?"),
        (
            "path: summary, in-place-of: [section-mising]",
            "unknown rule “section-mising” Did you mean “section-missing”?",
        ),
        ("path: summary, when: { all: [{ has: impcat }] }", "Did you mean “impact”?"),
        ("path: summary, when: { late: notise }", "unknown stage “notise” Did you mean “notice”?"),
        ("path: summary, values: [low, high, LOW]", "“LOW” is given twice"),
        ("path: summary, values: [low, \" \"]", "one of the values is empty"),
    ] {
        let found = faults("undue-delay }", &requires(what));
        assert!(found.iter().any(|fault| fault.contains(told)), "{what}: {found:?}");
    }
    for sound in [
        "path: [impact.affected, compensation.amount, root-cause.trigger, actions]",
        "path: milestones.heard, in-place-of: [section-missing]",
        "path: impact, values: [low, high]",
    ] {
        assert_eq!(faults("undue-delay }", &requires(sound)), [""; 0], "{sound}");
    }
    let dated = faults("2027-11-22", "2020-01-01");
    assert!(dated.iter().any(|fault| fault.contains("it is to be read again on 2020-01-01, before")), "{dated:?}");
}

#[test]
fn keys_and_values_of_a_scope_must_be_declared() {
    let scope = "scope: { declare: entity, values: { bank: a bank } }\nissuer: Us\n";
    let with = |when: &str| {
        let text = OWN.replacen("issuer: Us\n", scope, 1);
        let text = text.replacen("undue-delay }", &format!("undue-delay, when: {when} }}"), 1);
        let source = candor::source::Source::new("house.yaml", text);
        let faults = candor::standards::read(&source, &candor::rules::names()).err().unwrap_or_default();
        faults
            .into_iter()
            .map(|fault| format!("{} {}", fault.message, fault.help.unwrap_or_default()))
            .collect::<String>()
    };
    assert_eq!(with("{ is: [scope.entity, bank] }"), "");
    assert!(with("{ is: [scope.entitty, bank] }").contains("unknown key of the scope “entitty”"));
    assert!(with("{ in: [scope.entity, [bank, bnak]] }").contains("Did you mean “bank”?"));
}

fn notes(files: &[(&str, &str)], arguments: &[&str]) -> Vec<String> {
    let here = folder(files);
    let ran = candor(here.path(), &[&["lint", "--allow-empty", "--now", "2031-01-01"], arguments].concat());
    assert!(ran.status < 2, "{ran:?}");
    ran.stderr.lines().filter_map(|line| line.strip_prefix("note: ")).map(str::to_owned).collect()
}

#[test]
fn what_matches_nothing_is_told() {
    let config = "include: [postmortem/*.md]\noverrides:\n  - {files: [drfts], levels: {cause-vague: info}}\n  \
        - {files: a.md, levels: {cause-vague: info}}\ntemplates: forms\n";
    let found = notes(&[("candor.yaml", config), ("a.md", CALM), ("drafts/b.md", CALM)], &["."]);
    assert_eq!(
        found,
        [
            "candor.yaml:1:11: `include` names nothing: no file matches “postmortem/*.md”",
            "candor.yaml:3:14: this override holds for nothing: no file matches “drfts”",
            "candor.yaml:5:12: there is no folder “forms” with templates",
        ]
    );
    // Of one file, nobody knows what the globs are for.
    let named = notes(&[("candor.yaml", config), ("a.md", CALM), ("forms/x.md", "# {{ title }}\n")], &["a.md"]);
    assert_eq!(named, [""; 0]);
    let empty = notes(&[("candor.yaml", "templates: forms\n"), ("a.md", CALM), ("forms/x.txt", "")], &["a.md"]);
    assert_eq!(empty, ["candor.yaml:1:12: the folder “forms” holds no template"]);
    let right = "include: [a.md]\noverrides: [{files: drafts, fail-on: never}]\n";
    assert_eq!(notes(&[("candor.yaml", right), ("a.md", CALM), ("drafts/b.md", CALM)], &["."]), [""; 0]);
}

#[test]
fn a_standard_that_was_to_be_read_again_is_told() {
    let files = [("candor.yaml", "standard-files: [house.yaml]\n"), ("house.yaml", OWN), ("a.md", CALM)];
    let found = notes(&files, &["a.md"]);
    assert!(found[0].contains("the standard “house” was to be read again by 2027-11-22"), "{found:?}");
}

#[test]
fn a_level_that_is_cut_short_is_suggested_whole() {
    let here = folder(&[("candor.yaml", "fail-on: warn\n"), ("a.md", CALM)]);
    let ran = candor(here.path(), &["lint", "a.md"]);
    assert!(ran.status == 2 && ran.stderr.contains("Did you mean “warning”?"), "{ran:?}");
    let ran = candor(here.path(), &["lint", "a.md", "--no-config", "--fail-on", "warn"]);
    assert!(ran.status == 2 && ran.stderr.contains("Did you mean “warning”?"), "{ran:?}");
}

fn lint(head: &str, body: &str) -> Ran {
    let document = format!("---\ncandor: 1\nid: a\ntitle: A\nstatus: final\n{head}---\n# A\n\n{body}");
    let here = folder(&[("a.md", &document)]);
    candor(here.path(), &["lint", "a.md", "--select", "schema", "--format", "concise"])
}

#[test]
fn values_that_nobody_can_read_are_told() {
    for (head, body, told) in [
        ("milestones: {started: yesterday}\n", "", "a.md:6:23: error[schema] “yesterday” is no moment"),
        ("milestones: {detectd: 2026-03-04T10:00Z}\n", "", "a.md:6:14: error[schema] no milestone is called “detectd”"),
        ("timezone: Mars/Base\n", "", "a.md:6:11: error[schema] “Mars/Base” is no time zone"),
        ("impact: {downtime: long}\n", "", "“long” is no length of time"),
        ("impact: {duration: quite some time}\n", "", "“quite some time” is no length of time"),
        ("compensation: {offered: maybe}\n", "", "“maybe” is neither yes nor no"),
        ("", "## Impact\n\n- Downtime: long\n", "“long” is no length of time"),
        ("", "## Compensation\n\n- Offered: perhaps\n", "“perhaps” is neither yes nor no"),
        (
            "",
            "## Timeline\n\n| Time (UTC) | Milestone | Event |\n|---|---|---|\n| 2026-03-04 10:00 | started | It begins |\n\
             | 2026-03-04 10:05 | detectd | The alarm |\n| 2026-03-04 11:00 | resolved | All is well |\n",
            "no milestone is called “detectd”",
        ),
    ] {
        let ran = lint(head, body);
        assert!(ran.status == 1 && ran.stdout.contains(told), "{head}{body}: {ran:?}");
    }
}

#[test]
fn values_that_can_be_read_are_not_told() {
    for (head, body) in [
        ("milestones: {started: 2026-03-04T10:00:00Z, detected: 2026-03-04, x-told: \"10:05 UTC\"}\n", ""),
        ("timezone: UTC\n", ""),
        ("timezone: \"+08:00\"\n", ""),
        ("timezone: Europe/Paris\n", ""),
        ("timezone: CET\n", ""),
        ("impact: {downtime: 49 min, duration: three and a half hours}\n", ""),
        ("impact: {duration: 09:47 to 10:36}\n", ""),
        ("compensation: {offered: yes}\n", ""),
        ("compensation: {offered: no, reason: no payment was taken}\n", ""),
        ("", "## Compensation\n\n- Offered: a credit of 10 %\n"),
        ("", "## Impact\n\n- Duration:\n- Downtime: TBD\n"),
    ] {
        let ran = lint(head, body);
        assert_eq!(ran.stdout.matches("[schema]").count(), 0, "{head}{body}: {ran:?}");
    }
    // What others write is theirs.
    let here = folder(&[("a.md", "---\ntimezone: Mars/Base\nimpact: {downtime: long}\n---\n# A\n")]);
    assert_eq!(candor(here.path(), &["lint", "a.md", "--select", "schema"]).status, 0);
}

#[test]
fn settings_are_shown_with_where_they_come_from() {
    let config = "fail-on: warning\naudience: internal\nlevels:\n  cause-vague: info\n  section-missing/impact: off\n\
        standards: [cloud-pir]\noverrides:\n  - files: old\n    fail-on: never\n    levels: {cause-vague: off}\n\
        date-order: dmy\nroles: own.tsv\n";
    let weights = "impact\talways:\t-100\n";
    let here = folder(&[("candor.yaml", config), ("own.tsv", weights), ("a.md", CALM), ("old/a.md", CALM)]);
    let row = |file: &str, key: &str| {
        let ran = candor(here.path(), &["lint", "--show-settings", file]);
        assert!(ran.status == 0 && ran.stdout.starts_with(&format!("{file}: configuration candor.yaml\n")), "{ran:?}");
        let row = ran.stdout.lines().find(|line| line.split(' ').next() == Some(key)).unwrap_or_default().to_owned();
        row.split_whitespace().skip(1).map(str::to_owned).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(row("a.md", "fail-on"), "warning candor.yaml:1");
    assert_eq!(row("old/a.md", "fail-on"), "never candor.yaml:9");
    assert_eq!(row("a.md", "levels.cause-vague"), "info candor.yaml:4");
    assert_eq!(row("old/a.md", "levels.cause-vague"), "off candor.yaml:10");
    assert_eq!(row("old/a.md", "levels.section-missing/impact"), "off candor.yaml:5");
    assert_eq!(row("a.md", "audience"), "internal candor.yaml:2");
    assert_eq!(row("a.md", "standards"), "see there candor.yaml:6");
    assert_eq!(row("a.md", "date-order"), "dmy candor.yaml:11");
    assert_eq!(row("a.md", "roles"), "your own candor.yaml:12");
    let none = candor(here.path(), &["lint", "--no-config", "--show-settings", "a.md"]);
    assert!(none.stdout.starts_with("a.md: configuration none\n") && none.stdout.contains("default"), "{none:?}");
}
