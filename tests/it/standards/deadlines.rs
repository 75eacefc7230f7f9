//! Deadlines, each computed by hand.

use std::sync::Arc;

use candor::document::Document;
use candor::rule::Settings;
use candor::source::Source;
use candor::standards::content::rows;

use crate::support::settings;

/// A standard with what no shipped one has: business days, a roll that keeps the time.
pub const OWN: &str = r#"
standard: house
title: Rules of the house
issuer: Us
edition: "1"
binds: Us.
disclaimer: This is not legal advice.
review: { read: 2026-11-22, by: 2027-11-22 }
sources: { own: { cite: Our rules, url: "https://example.com/rules" } }
milestones: { decided: the board decided, heard: somebody heard of it }
stages:
  - { stage: notice, to: board, clause: "1", due: { from: decided, within: P4D, days: business } }
  - { stage: letter, to: customers, clause: "2", due: { from: decided, within: P2D }, roll: {} }
  - stage: first
    to: board
    clause: "3"
    due: { earliest-of: [{ from: heard, within: PT1H }, { from: filing.notice, within: P1D }] }
  - { stage: soon, to: customers, clause: "4", due: undue-delay }
"#;

fn own() -> Settings {
    let mut settings = settings();
    let standard = candor::standards::read(&Source::new("house.yaml", OWN), &candor::rules::names()).unwrap();
    settings.standards.own.push(Arc::new(standard));
    settings
}

/// The rows of a document as "stage due state", its front matter given.
fn told(front: &str, now: &str, body: &str) -> Vec<String> {
    let mut settings = own();
    settings.now = now.parse().unwrap();
    let source = Source::new("a.md", format!("---\nid: a\n{front}\n---\n# A\n\n{body}\n"));
    let document = Document::read(&source, &settings.lexicon);
    assert!(document.yaml_errors().is_empty(), "{front}: {:?}", document.yaml_errors());
    let mut lines = Vec::new();
    for (_, _, rows) in rows(&document, &settings.standards, settings.now) {
        lines.extend(rows.iter().map(|row| {
            let due = row.due.map_or_else(|| "-".to_owned(), |due| due.to_string());
            format!("{} {due} {}", row.stage.name, row.state.name())
        }));
    }
    lines
}

/// Front matter, and of one stage: when it is due and how it stands on 2026-03-01 at midnight.
type Case = (&'static str, &'static str);

#[track_caller]
fn check(standard: &str, cases: &[Case]) {
    let mut wrong = Vec::new();
    for (front, expected) in cases {
        let all = told(&format!("standards: [{standard}]\n{front}"), "2026-03-01T00:00:00Z", "");
        if !all.iter().any(|line| line == expected) {
            wrong.push(format!("{front}\n  expected {expected}\n  told     {}", all.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn dora_initial() {
    const BANK: &str = "scope: { dora: { entity: credit-institution } }";
    const INSURER: &str = "scope: { dora: { entity: insurer } }";
    let milestones =
        |aware: &str, classified: &str| format!("milestones: {{ aware: {aware}, classified-major: {classified} }}");
    let cases = [
        (BANK, "", "2026-03-06T14:00:00+01:00", "2026-03-06T16:30:00+01:00", "2026-03-06T19:30:00Z"),
        // 22 hours after awareness: the 24 hours end first.
        (BANK, "", "2026-03-02T08:00:00Z", "2026-03-03T06:00:00Z", "2026-03-03T08:00:00Z"),
        (BANK, "", "2026-03-02T08:00:00Z", "2026-03-03T03:59:59Z", "2026-03-03T07:59:59Z"),
        // Exactly 24 hours: they bind still.
        (BANK, "", "2026-03-02T08:00:00Z", "2026-03-03T08:00:00Z", "2026-03-03T08:00:00Z"),
        // Article 5(2): a second more, and only the four hours count.
        (BANK, "", "2026-03-02T08:00:00Z", "2026-03-03T08:00:01Z", "2026-03-03T12:00:01Z"),
        (BANK, "", "2026-03-02T08:00:00Z", "2026-03-09T08:00:00Z", "2026-03-09T12:00:00Z"),
        // Over a leap day, and not over one.
        (BANK, "", "2028-02-28T20:00:00Z", "2028-02-28T22:00:00Z", "2028-02-29T02:00:00Z"),
        (BANK, "", "2027-02-28T20:00:00Z", "2027-02-28T22:00:00Z", "2027-03-01T02:00:00Z"),
        // On a Saturday: no relief for a bank, noon of Monday for an insurer.
        (BANK, "", "2026-03-06T21:00:00Z", "2026-03-06T22:00:00Z", "2026-03-07T02:00:00Z"),
        (INSURER, "", "2026-03-06T21:00:00Z", "2026-03-06T22:00:00Z", "2026-03-09T12:00:00Z"),
        (INSURER, "holidays: [2026-03-09]", "2026-03-06T21:00:00Z", "2026-03-06T22:00:00Z", "2026-03-10T12:00:00Z"),
        // A holiday in the middle of the week.
        (INSURER, "holidays: [2026-03-11]", "2026-03-11T06:00:00Z", "2026-03-11T07:00:00Z", "2026-03-12T12:00:00Z"),
        (BANK, "holidays: [2026-03-11]", "2026-03-11T06:00:00Z", "2026-03-11T07:00:00Z", "2026-03-11T11:00:00Z"),
        // Noon and the days are of the document's zone: winter, then the Monday after clocks went forward.
        (INSURER, "timezone: Europe/Berlin", "2026-03-06T21:00:00Z", "2026-03-06T22:00:00Z", "2026-03-09T11:00:00Z"),
        (INSURER, "timezone: Europe/Berlin", "2026-03-27T21:00:00Z", "2026-03-27T22:00:00Z", "2026-03-30T10:00:00Z"),
        // Sunday 23:30 in UTC is Monday in Berlin.
        (INSURER, "timezone: Europe/Berlin", "2026-03-08T19:00:00Z", "2026-03-08T19:30:00Z", "2026-03-08T23:30:00Z"),
        (INSURER, "", "2026-03-08T19:00:00Z", "2026-03-08T19:30:00Z", "2026-03-09T12:00:00Z"),
    ];
    for (scope, more, aware, classified, due) in cases {
        let front = format!("{scope}\n{}\n{more}", milestones(aware, classified));
        let all = told(&format!("standards: [dora]\n{front}"), "2026-03-01T00:00:00Z", "");
        assert_eq!(all.first(), Some(&format!("initial {due} due")), "{front}");
    }
}

#[test]
fn dora_intermediate_and_final() {
    check(
        "dora",
        &[
            (
                "scope: { dora: { entity: credit-institution } }\nfilings: [{ standard: dora, stage: initial, at: 2026-03-06T19:00:00+01:00 }]",
                "intermediate 2026-03-09T18:00:00Z due",
            ),
            (
                "scope: { dora: { entity: credit-institution } }\nfilings: [{ standard: dora, stage: initial, at: 2026-03-04T10:00:00Z }]",
                "intermediate 2026-03-07T10:00:00Z due",
            ),
            (
                "scope: { dora: { entity: insurer } }\nfilings: [{ standard: dora, stage: initial, at: 2026-03-04T10:00:00Z }]",
                "intermediate 2026-03-09T12:00:00Z due",
            ),
            // 72 hours are exact, also where clocks are put forward in between.
            (
                "timezone: Europe/Berlin\nscope: { dora: { entity: credit-institution } }\nfilings: [{ standard: dora, stage: initial, at: 2026-03-27T10:00:00+01:00 }]",
                "intermediate 2026-03-30T09:00:00Z due",
            ),
            // A month ends where February does; that Saturday moves for everybody.
            (
                "scope: { dora: { entity: credit-institution } }\nfilings: [{ standard: dora, stage: intermediate, at: 2026-01-31T10:00:00Z }]",
                "final 2026-03-02T12:00:00Z due",
            ),
            (
                "scope: { dora: { entity: insurer } }\nfilings: [{ standard: dora, stage: intermediate, at: 2028-01-31T10:00:00Z }]",
                "final 2028-02-29T10:00:00Z due",
            ),
            (
                "scope: { dora: { entity: insurer } }\nfilings: [{ standard: dora, stage: intermediate, at: 2026-03-31T10:00:00Z }]",
                "final 2026-04-30T10:00:00Z due",
            ),
            (
                "scope: { dora: { entity: insurer } }\nfilings: [{ standard: dora, stage: intermediate, at: 2026-12-30T10:00:00Z }]",
                "final 2027-02-01T12:00:00Z due",
            ),
            // A month keeps the time on the wall.
            (
                "timezone: Europe/Berlin\nscope: { dora: { entity: insurer } }\nfilings: [{ standard: dora, stage: intermediate, at: 2026-03-10T10:00:00+01:00 }]",
                "final 2026-04-10T08:00:00Z due",
            ),
            // The last intermediate report runs the clock.
            (
                "scope: { dora: { entity: insurer } }\nfilings: [{ standard: dora, stage: intermediate, at: 2026-03-10T10:00:00Z }, { standard: dora, stage: intermediate, at: 2026-03-17T10:00:00Z }]",
                "final 2026-04-17T10:00:00Z due",
            ),
        ],
    );
}

#[test]
fn nis2() {
    const FIRM: &str = "scope: { nis2: { entity: essential } }\n";
    let cases = [
        ("milestones: { aware: 2026-02-28T12:00:00Z }", "early-warning 2026-03-01T12:00:00Z due"),
        ("milestones: { aware: 2028-02-28T12:00:00Z }", "early-warning 2028-02-29T12:00:00Z due"),
        // Days off count.
        ("milestones: { aware: 2026-03-06T12:00:00Z }", "early-warning 2026-03-07T12:00:00Z due"),
        ("milestones: { aware: 2026-03-06T12:00:00Z }", "notification 2026-03-09T12:00:00Z due"),
        ("milestones: { aware: 2026-12-30T12:00:00-05:00 }", "notification 2027-01-02T17:00:00Z due"),
        ("milestones: { aware: 2026-03-06T12:00:00Z }", "final - not-started"),
        (
            "filings: [{ standard: nis2, stage: notification, at: 2026-05-31T09:00:00Z }]",
            "final 2026-06-30T09:00:00Z due",
        ),
        (
            "filings: [{ standard: nis2, stage: notification, at: 2026-12-31T23:59:00Z }]",
            "final 2027-01-31T23:59:00Z due",
        ),
        ("milestones: { aware: 2026-03-06 }", "early-warning - anchor-missing"),
        ("", "notification - anchor-missing"),
    ];
    for (front, expected) in cases {
        let all = told(&format!("standards: [nis2]\n{FIRM}{front}"), "2026-02-28T12:00:00Z", "");
        assert!(all.iter().any(|line| line == expected), "{front}: {all:?}");
    }
    let trust = "standards: [nis2]\nscope: { nis2: { entity: trust-service-provider } }\nmilestones: { aware: 2026-03-06T12:00:00Z }";
    assert_eq!(told(trust, "2026-03-01T00:00:00Z", "")[1], "notification 2026-03-07T12:00:00Z due");
    assert_eq!(told("standards: [nis2]", "2026-03-01T00:00:00Z", "")[0], "early-warning - scope-not-declared");
}

#[test]
fn nis2_thresholds() {
    let asked = |entity: &str, impact: &str, security: &str| {
        let front = format!(
            "standards: [nis2]\nscope: {{ nis2: {{ entity: {entity} }} }}\nmilestones: {{ aware: 2026-03-06T12:00:00Z }}\nimpact: {{ {impact} }}\nsecurity: {{ {security} }}"
        );
        !told(&front, "2026-03-01T00:00:00Z", "").is_empty()
    };
    let safe = "compromised: no";
    for (entity, impact, security, expected) in [
        ("cloud", "unavailable: 30 min, limited: 0 min", safe, false),
        ("cloud", "unavailable: 31 min, limited: 0 min", safe, true),
        ("cloud", "unavailable: 0 min, limited: 2 h, union-users: \"1,000,000\", union-users-share: 5 %", safe, false),
        ("cloud", "unavailable: 0 min, limited: 2 h, union-users: \"1,000,001\", union-users-share: 5 %", safe, true),
        ("cloud", "unavailable: 0 min, limited: 2 h, union-users: 900, union-users-share: 5.1 %", safe, true),
        ("cloud", "unavailable: 0 min, limited: 60 min, union-users: 900, union-users-share: 80 %", safe, false),
        ("cloud", "unavailable: 0 min, limited: 0 min", "compromised: yes", true),
        ("data-centre", "unavailable: 0 min, limited: 59 min", safe, false),
        ("data-centre", "unavailable: 1 min, limited: 0 min", safe, true),
        ("data-centre", "unavailable: 0 min, limited: 61 min", safe, true),
        ("data-centre", "unavailable: 0 min, limited: 0 min", "compromised: no, physical-access: yes", true),
        // What is not stated is not below a threshold.
        ("cloud", "unavailable: 5 min", safe, true),
        ("essential", "unavailable: 5 min, limited: 0 min", safe, true),
    ] {
        assert_eq!(asked(entity, impact, security), expected, "{entity}: {impact}; {security}");
    }
}

#[test]
fn other_standards() {
    check(
        "gdpr-33",
        &[
            // Clocks are put back in between: 72 hours are exact.
            (
                "timezone: Europe/Berlin\nmilestones: { aware: 2026-10-23T12:00:00+02:00 }",
                "notification 2026-10-26T10:00:00Z due",
            ),
            (
                "milestones: { aware: 2026-10-23T12:00:00Z, aware-breach: 2026-10-24T12:00:00Z }",
                "notification 2026-10-27T12:00:00Z due",
            ),
        ],
    );
    let unlikely = "standards: [gdpr-33]\nmilestones: { aware: 2026-10-23T12:00:00Z }\ndata-breach: { risk: unlikely }";
    assert!(told(unlikely, "2026-03-01T00:00:00Z", "").is_empty());
    check(
        "mas-fsm-n05",
        &[
            ("milestones: { discovered: 2026-12-31T23:30:00+08:00 }", "notification 2026-12-31T16:30:00Z due"),
            (
                "timezone: Asia/Singapore\nmilestones: { discovered: 2026-12-31T23:30:00+08:00 }",
                "report 2027-01-14T15:30:00Z due",
            ),
            // Days keep the time on the wall of the document's zone.
            (
                "timezone: Europe/Berlin\nmilestones: { discovered: 2026-03-20T10:00:00+01:00 }",
                "report 2026-04-03T08:00:00Z due",
            ),
            ("milestones: { discovered: 2026-03-20T10:00:00+01:00 }", "report 2026-04-03T09:00:00Z due"),
        ],
    );
    check(
        "cac-china",
        &[
            (
                "scope: { cac-china: { entity: critical-infrastructure } }\nmilestones: { discovered: 2026-03-06T23:30:00+08:00 }",
                "report 2026-03-06T16:30:00Z due",
            ),
            (
                "scope: { cac-china: { entity: state-organ } }\nmilestones: { discovered: 2026-03-06T23:30:00+08:00 }",
                "report 2026-03-06T17:30:00Z due",
            ),
            (
                "scope: { cac-china: { entity: other } }\nmilestones: { discovered: 2026-03-06T23:30:00+08:00 }",
                "report 2026-03-06T19:30:00Z due",
            ),
            (
                "scope: { cac-china: { entity: other } }\nmilestones: { handling-completed: 2026-01-31T10:00:00+08:00 }",
                "summary 2026-03-02T02:00:00Z due",
            ),
            (
                "scope: { cac-china: { entity: other } }\nmilestones: { handling-completed: 2028-01-31T10:00:00+08:00 }",
                "summary 2028-03-01T02:00:00Z due",
            ),
        ],
    );
    check(
        "ccadb",
        &[
            ("milestones: { aware: 2026-03-06T12:00:00Z }", "preliminary 2026-03-09T12:00:00Z due"),
            ("milestones: { aware: 2026-03-06T12:00:00Z }", "full - not-started"),
            (
                "filings: [{ standard: ccadb, stage: preliminary, at: 2026-02-20T08:00:00Z }]",
                "full 2026-03-06T08:00:00Z due",
            ),
            // A full report does the work of the preliminary one.
            (
                "milestones: { aware: 2026-03-06T12:00:00Z }\nfilings: [{ standard: ccadb, stage: full, at: 2026-03-08T08:00:00Z }]",
                "preliminary 2026-03-09T12:00:00Z filed-on-time",
            ),
            (
                "milestones: { aware: 2026-03-06T12:00:00Z }\nfilings: [{ standard: ccadb, stage: full, at: 2026-03-08T08:00:00Z }]",
                "full 2026-03-22T08:00:00Z filed-on-time",
            ),
        ],
    );
}

#[test]
fn milestones_come_from_the_timeline_too() {
    let body = "## Timeline (UTC)\n\n| Time | Milestone | Event |\n|---|---|---|\n| 2026-03-06 10:00 | started | Calls fail |\n| 2026-03-06 10:05 | Classified major | Two criteria are met |\n| 2026-03-06 11:00 | mitigated | Calls succeed |\n";
    let all = told("standards: [cloud-pir]", "2026-03-01T00:00:00Z", body);
    assert_eq!(all, ["preliminary 2026-03-09T11:00:00Z due", "final 2026-03-20T11:00:00Z due"]);
    let front = "standards: [dora]\nscope: { dora: { entity: credit-institution } }\nmilestones: { aware: 2026-03-06T09:00:00Z }";
    assert_eq!(told(front, "2026-03-01T00:00:00Z", body)[0], "initial 2026-03-06T14:05:00Z due");
    let zoneless = body.replace(" (UTC)", "");
    assert_eq!(told("standards: [cloud-pir]", "2026-03-01T00:00:00Z", &zoneless)[0], "preliminary - anchor-missing");
}

#[test]
fn business_days_and_rolls() {
    check(
        "house",
        &[
            // Thursday, then Friday, Monday, Tuesday, Wednesday.
            ("milestones: { decided: 2026-03-05T09:30:00Z }", "notice 2026-03-11T09:30:00Z due"),
            (
                "milestones: { decided: 2026-03-05T09:30:00Z }\nholidays: [2026-03-09]",
                "notice 2026-03-12T09:30:00Z due",
            ),
            (
                "milestones: { decided: 2026-03-05T09:30:00Z }\nholidays: [2026-03-07]",
                "notice 2026-03-11T09:30:00Z due",
            ),
            ("milestones: { decided: 2026-03-07T09:30:00Z }", "notice 2026-03-12T09:30:00Z due"),
            // The day is the zone's: Sunday evening in UTC is Monday in Tokyo.
            ("timezone: Asia/Tokyo\nmilestones: { decided: 2026-03-08T20:00:00Z }", "notice 2026-03-12T20:00:00Z due"),
            ("milestones: { decided: 2026-03-08T20:00:00Z }", "notice 2026-03-12T20:00:00Z due"),
            (
                "timezone: Europe/Berlin\nmilestones: { decided: 2026-03-26T09:30:00+01:00 }",
                "notice 2026-04-01T07:30:00Z due",
            ),
            // A roll without a time keeps its own.
            ("milestones: { decided: 2026-03-05T09:30:00Z }", "letter 2026-03-09T09:30:00Z due"),
            ("milestones: { decided: 2026-03-04T09:30:00Z }", "letter 2026-03-06T09:30:00Z due"),
            (
                "milestones: { decided: 2026-12-23T09:30:00Z }\nholidays: [2026-12-25]",
                "letter 2026-12-28T09:30:00Z due",
            ),
            // Of several clocks each must be known.
            ("milestones: { heard: 2026-03-05T09:30:00Z }", "first - not-started"),
            ("filings: [{ standard: house, stage: notice, at: 2026-03-05T09:30:00Z }]", "first - anchor-missing"),
            (
                "milestones: { heard: 2026-03-07T09:30:00Z }\nfilings: [{ standard: house, stage: notice, at: 2026-03-05T09:30:00Z }]",
                "first 2026-03-06T09:30:00Z due",
            ),
        ],
    );
    let all = told("standards: [house]\nmilestones: { decided: 2026-03-05T09:30:00Z }", "2026-03-01T00:00:00Z", "");
    assert_eq!(all.len(), 3, "undue delay makes no row: {all:?}");
}

#[test]
fn states() {
    let front = "standards: [mas-fsm-n05]\nmilestones: { discovered: 2026-03-05T09:00:00Z }\n";
    let filed = |at: &str| format!("{front}filings: [{{ standard: mas-fsm-n05, stage: notification, at: {at} }}]");
    for (filings, now, expected) in [
        (front.to_owned(), "2026-03-05T10:00:00Z", "notification 2026-03-05T10:00:00Z due"),
        (front.to_owned(), "2026-03-05T10:00:01Z", "notification 2026-03-05T10:00:00Z overdue"),
        (filed("2026-03-05T10:00:00Z"), "2026-04-01T00:00:00Z", "notification 2026-03-05T10:00:00Z filed-on-time"),
        (filed("2026-03-05T18:00:01+08:00"), "2026-04-01T00:00:00Z", "notification 2026-03-05T10:00:00Z filed-late"),
        // A bare date tells on every day but that of the deadline.
        (filed("2026-03-04"), "2026-04-01T00:00:00Z", "notification 2026-03-05T10:00:00Z filed-on-time"),
        (filed("2026-03-06"), "2026-04-01T00:00:00Z", "notification 2026-03-05T10:00:00Z filed-late"),
        (filed("2026-03-05"), "2026-04-01T00:00:00Z", "notification 2026-03-05T10:00:00Z anchor-missing"),
    ] {
        assert_eq!(told(&filings, now, "").first().map(String::as_str), Some(expected), "{filings} at {now}");
    }
    assert!(told("standards: [dora]\nscope: { dora: no }", "2026-03-01T00:00:00Z", "").is_empty());
    assert!(told("standards: [sre-book, unheard-of]", "2026-03-01T00:00:00Z", "").is_empty());
}
