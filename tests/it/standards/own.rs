//! A standard of one's own: one file, and every mistake in it told at its place.

use candor::source::Source;
use candor::standards::read;

use super::deadlines::OWN;
use crate::command::{candor, folder};

/// The faults of a standard as "line: message".
fn faults(text: &str) -> Vec<String> {
    let source = Source::new("house.yaml", text);
    let faults = read(&source, &candor::rules::names()).err().unwrap_or_default();
    faults.iter().map(|fault| format!("{}: {}", source.position(fault.span.start).line, fault.message)).collect()
}

#[test]
fn mistakes_have_a_place() {
    for (from, to, expected) in [
        ("from: heard", "from: herd", "17: unknown milestone “herd”"),
        ("filing.notice", "filing.notes", "17: unknown stage “notes”"),
        ("standard: house", "standard: dora", "2: “dora” is the name of a standard that Candor ships"),
        ("issuer: Us\n", "", "2: “issuer” is missing"),
        ("to: board, clause: \"1\"", "clause: \"1\"", "12: “to” is missing"),
        ("P4D", "4 days", "12: “within” is “4 days”, which is no ISO 8601 duration"),
        ("2027-11-22", "soon", "8: “by” is “soon”, which is no date"),
        ("undue-delay }", "whenever }", "18: “due” is “whenever”, which is none of undue-delay, on-request"),
        ("days: business", "dayz: business", "12: the key “dayz” is one that the schema does not allow here"),
        ("stage: letter", "stage: notice", "13: there are two stages “notice”"),
        ("roll: {}", "roll: { at: noon }", "13: “at” is “noon”, which does not match"),
        (
            "undue-delay }",
            "undue-delay, requires: [{ id: a, clause: x, what: y, rule: cause-vage }] }",
            "18: unknown rule “cause-vage”",
        ),
        (
            "undue-delay }",
            "undue-delay, requires: [{ id: a, clause: x, what: y }, { id: a, clause: x, what: y }] }",
            "18: there are two requirements “a”",
        ),
        ("undue-delay }", "undue-delay, source: law }", "18: unknown source “law”"),
        (
            "undue-delay }",
            "undue-delay, when: { hass: id } }",
            "18: the key “hass” is one that the schema does not allow here",
        ),
        ("title: Rules", "title: [Rules", "this YAML cannot be read"),
    ] {
        let text = OWN.replacen(from, to, 1);
        assert_ne!(text, OWN, "{from}");
        let found = faults(&text);
        assert!(found.iter().any(|fault| fault.contains(expected)), "{to}: {found:?}");
    }
    assert_eq!(faults(OWN), [""; 0]);
    assert_eq!(faults("").len(), 1);
}

const DOCUMENT: &str = "---\ncandor: 1\nid: a\ntitle: A\nstatus: review\nstandards: [house]\nmilestones: { decided: 2026-03-05T09:30:00Z }\n---\n# A\n";

#[test]
fn a_configuration_brings_standards_holidays_and_scope() {
    let config = "standard-files: [policy/*.yaml]\nstandards: [dora]\nholidays: [2026-03-09]\nscope: { dora: { entity: insurer } }\n";
    let dora =
        DOCUMENT.replace("decided:", "aware: 2026-03-06T21:00:00Z, classified-major: 2026-03-06T22:00:00Z, decided:");
    let here = folder(&[("candor.yaml", config), ("policy/house.yaml", OWN), ("a.md", &dora)]);
    let ran = candor(here.path(), &["deadlines", "a.md", "--now", "2026-03-01", "--format", "json"]);
    assert!(ran.stdout.contains(r#""stage":"notice","to":"board","due":"2026-03-12T09:30:00Z""#), "{ran:?}");
    // Saturday, Sunday, and the Monday that the configuration makes a holiday.
    assert!(ran.stdout.contains(r#""stage":"initial","to":"regulator","due":"2026-03-10T12:00:00Z""#), "{ran:?}");
    let ran = candor(here.path(), &["explain", "house"]);
    assert!(ran.stdout.starts_with("# house\n\nRules of the house\n"), "{ran:?}");
    let ran = candor(here.path(), &["explain", "hous"]);
    assert!(ran.status == 2 && ran.stderr.contains("Did you mean “house”?"), "{ran:?}");
}

#[test]
fn a_broken_standard_is_told_at_its_place_and_ends_the_run() {
    let here = folder(&[
        ("candor.yaml", "standard-files: [house.yaml]\n"),
        ("house.yaml", &OWN.replace("from: heard", "from: herd")),
        ("a.md", DOCUMENT),
    ]);
    let ran = candor(here.path(), &["lint", "a.md"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("house.yaml:17:") && ran.stderr.contains("Did you mean “heard”?"), "{}", ran.stderr);
    for (config, words) in [
        ("standard-files: [nowhere.yaml]\n", "cannot be read"),
        ("standard-files: [\"policy/*.yaml\"]\n", "names no file"),
        ("standard-files: [../house.yaml]\n", "leaves the folder of the repository"),
        ("standards: [dorra]\n", "Did you mean “dora”?"),
        ("scope: { dora: { entity: insuror } }\n", "Did you mean “insurer”?"),
        ("scope: { dora: { entitty: insurer } }\n", "Did you mean “entity”?"),
        ("scope: { dorra: { entity: insurer } }\n", "Did you mean “dora”?"),
        ("holidays: [christmas]\n", "“christmas” is no day"),
    ] {
        let here = folder(&[("candor.yaml", config), ("policy/x.md", ""), ("a.md", DOCUMENT)]);
        let ran = candor(here.path(), &["lint", "a.md"]);
        assert!(ran.status == 2 && ran.stderr.contains(words), "{config}: {ran:?}");
    }
}

#[test]
fn what_nobody_knows_is_told() {
    let here = folder(&[("a.md", DOCUMENT)]);
    let ran = candor(here.path(), &["lint", "a.md", "--select", "standard-content", "--format", "concise"]);
    assert!(ran.stdout.contains("a.md:6:13: error[standard-content] no standard “house” is known"), "{ran:?}");
    let ran = candor(here.path(), &["lint", "a.md", "--standard", "dora,nis3"]);
    assert!(ran.status == 2 && ran.stderr.contains("Did you mean “nis2”?"), "{ran:?}");
    // Another tool's key is its own affair.
    let here = folder(&[("a.md", "---\nstandards: [ISO 9001]\n---\n# A\n")]);
    let ran = candor(here.path(), &["lint", "a.md", "--select", "standard-content"]);
    assert_eq!(ran.status, 0, "{ran:?}");
}

/// Each in a document that does not say `candor:`, at its own place, with the name that was meant.
#[test]
fn slips_of_the_hand_are_told_at_their_place() {
    const GOOD: &str = "---\nstandards: [dora]\nscope: { dora: { entity: credit-institution } }\nmilestones: { aware: 2026-03-06T21:00:00Z, classified-major: 2026-03-06T22:00:00Z }\nfilings: [{ standard: dora, stage: initial, at: 2026-03-07T01:00:00Z }]\n---\n# A\n\n## Compensation\n\n- SLA: sla-aws-s3\n";
    let told = |text: &str| {
        let here = folder(&[("a.md", text)]);
        candor(
            here.path(),
            &["lint", "a.md", "--select", "standard-content", "--now", "2026-03-07", "--format", "json"],
        )
        .stdout
    };
    for (from, to, (line, column), words) in [
        ("credit-institution", "credit-institutoin", (3, 26), "Did you mean “credit-institution”?"),
        ("entity:", "entitty:", (3, 18), "Did you mean “entity”?"),
        ("scope: { dora:", "scope: { dorra:", (3, 10), "Did you mean “dora”?"),
        ("stage: initial", "stage: inital", (5, 36), "Did you mean “initial”?"),
        ("{ standard: dora", "{ standard: dorra", (5, 23), "Did you mean “dora”?"),
        ("at: 2026-03-07T01:00:00Z", "at: tomorow", (5, 49), "“tomorow” is no moment"),
        ("aware: 2026-03-06T21:00:00Z", "aware: yesterdai", (4, 22), "“yesterdai” is no moment"),
        ("classified-major:", "classified-mayor:", (4, 44), "Did you mean “classified-major”?"),
        ("sla-aws-s3", "sla-aws-s4", (11, 7), "Did you mean “sla-aws-s3”?"),
        ("standards: [dora]", "standards: [dorra]", (2, 13), "Did you mean “dora”?"),
    ] {
        let found = told(&GOOD.replacen(from, to, 1));
        let place = format!("\"start\":{{\"line\":{line},\"column\":{column},");
        assert!(found.contains(&place) && found.contains(words), "{to}: {found}");
        assert!(!told(GOOD).contains(words), "{words}");
    }
}

#[test]
fn an_unknown_scope_gives_no_deadline() {
    const FRONT: &str = "---\nstandards: [dora]\nscope: { dora: SCOPE }\nmilestones: { aware: 2026-03-06T21:00:00Z, classified-major: 2026-03-06T22:00:00Z }\n---\n# A\n";
    for (scope, state) in [
        ("{ entity: credit-institutoin }", "\"due\":null,\"state\":\"scope-not-declared\""),
        ("{ entitty: credit-institution }", "\"due\":null,\"state\":\"scope-not-declared\""),
        ("bank", "\"due\":null,\"state\":\"scope-not-declared\""),
        ("{ entity: Credit-Institution }", "\"due\":\"2026-03-07T02:00:00Z\",\"state\":\"due\""),
        ("{ entity: other }", "\"due\":\"2026-03-09T12:00:00Z\",\"state\":\"due\""),
    ] {
        let here = folder(&[("a.md", &FRONT.replace("SCOPE", scope))]);
        let ran = candor(here.path(), &["deadlines", "a.md", "--now", "2026-03-06", "--format", "json"]);
        assert!(ran.stdout.contains(state), "{scope}: {}", ran.stdout);
    }
}

#[test]
fn fields_of_a_standard_are_known_keys() {
    let text = "---\ncandor: 1\nid: a\ntitle: A\nstatus: draft\nclassification: { criteria: [clients] }\n---\n# A\n";
    let here = folder(&[("a.md", text), ("b.md", &text.replace("id: a\n", "id: b\nstandards: [dora]\n"))]);
    let lint = |file: &str| candor(here.path(), &["lint", file, "--select", "schema", "--format", "concise"]).stdout;
    assert!(lint("a.md").contains("no schema knows the key “classification”"), "{}", lint("a.md"));
    assert_eq!(lint("b.md"), "");
}
