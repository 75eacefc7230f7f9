//! `candor deadlines`, `candor remedy`, `candor explain STANDARD` and `--standard`.

use serde_json::{Value, json};

use crate::command::{Ran, candor, candor_reading, folder};

/// The document of the contract.
const DOCUMENT: &str = "---\nstandards: [dora]\nscope: { dora: { entity: credit-institution } }\nmilestones: { aware: 2026-03-06T14:00:00+01:00, classified-major: 2026-03-06T16:30:00+01:00 }\nfilings: [ { standard: dora, stage: initial, at: 2026-03-06T19:00:00+01:00 } ]\nimpact: { downtime: \"4 h 17 min\", month: 2017-02 }\ncompensation: { sla: sla-aws-s3, amount: \"10 %\" }\n---\n# A\n";

fn json_of(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

#[test]
fn deadlines_as_json() {
    let here = folder(&[("a.md", DOCUMENT), ("b.md", &DOCUMENT.replace("credit-institution", "insurer"))]);
    let ran = candor(here.path(), &["deadlines", "a.md", "b.md", "--now", "2026-03-07", "--format", "json"]);
    assert_eq!(ran.status, 0);
    let told = json_of(&ran);
    assert_eq!(told["version"], 1);
    assert_eq!(
        told["deadlines"][0],
        json!({"path": "a.md", "id": null, "title": "A", "standard": "dora", "stage": "initial", "to": "regulator", "due": "2026-03-06T19:30:00Z",
               "state": "filed-on-time", "filed": "2026-03-06T18:00:00Z", "from": "classified-major"})
    );
    assert_eq!(
        told["deadlines"][2],
        json!({"path": "a.md", "id": null, "title": "A", "standard": "dora", "stage": "final", "to": "regulator", "due": null,
               "state": "not-started", "filed": null, "from": "filing.intermediate"})
    );
    assert_eq!(told["deadlines"].as_array().unwrap().len(), 6);
}

#[test]
fn deadlines_for_people_and_calendars() {
    let here = folder(&[("a.md", DOCUMENT)]);
    let ran = candor(here.path(), &["deadlines", "a.md", "--now", "2026-03-10"]);
    assert_eq!(ran.status, 0, "what is overdue is reported, not wrong");
    let line = ran.stdout.lines().find(|line| line.contains("intermediate")).unwrap();
    assert!(
        line.contains("2026-03-09 18:00") && line.contains("overdue") && line.ends_with("6 h 0 min over"),
        "{line}"
    );
    assert!(ran.stdout.ends_with("This is not legal advice.\n"));
    assert!(ran.stdout.starts_with("a.md: A\n") && ran.stdout.lines().all(|line| line.chars().count() <= 100));
    let undeclared = DOCUMENT.replace("scope:", "x-scope:");
    let asked = candor_reading(here.path(), &["deadlines", "-", "--now", "2026-03-10"], undeclared.as_bytes());
    assert!(asked.stdout.contains("dora: declare what it asks: `scope: { dora: { entity: … } }`"), "{asked:?}");
    let ran = candor(here.path(), &["deadlines", "a.md", "--now", "2026-03-07", "--format", "ical"]);
    assert_eq!(ran.stdout.matches("BEGIN:VEVENT\r\n").count(), 2, "{}", ran.stdout);
    assert!(ran.stdout.contains("\r\nDTSTART:20260309T180000Z\r\n"), "{}", ran.stdout);
    // The filing that is still to be made rings, a day before.
    assert_eq!(ran.stdout.matches("BEGIN:VALARM\r\n").count(), 1, "{}", ran.stdout);
    let named = DOCUMENT.replace("standards:", "id: inc-7\nstandards:");
    let ran_named = candor_reading(here.path(), &["deadlines", "-", "--format", "ical"], named.as_bytes());
    assert!(ran_named.stdout.contains("UID:inc-7/dora/initial@candor"), "{}", ran_named.stdout);
    assert!(ran.stdout.lines().all(|line| line.len() <= 76), "{}", ran.stdout);
    // A name cannot begin a line of its own.
    let hostile = DOCUMENT.replace("[dora]", "[dora, \"x\\r\\nBEGIN:VTODO\"]");
    let ran = candor_reading(here.path(), &["deadlines", "-", "--format", "ical"], hostile.as_bytes());
    assert!(!ran.stdout.contains("BEGIN:VTODO"), "{}", ran.stdout);
}

#[test]
fn a_file_that_is_not_there_is_told_and_the_others_are_read() {
    let here = folder(&[("a.md", DOCUMENT)]);
    let ran = candor(here.path(), &["deadlines", "a.md", "none.md", "--now", "2026-03-07", "--format", "json"]);
    assert_eq!((ran.status, json_of(&ran)["deadlines"].as_array().unwrap().len()), (2, 3));
    assert!(ran.stderr.contains("none.md"), "{}", ran.stderr);
}

#[test]
fn remedy_as_json_and_step_by_step() {
    let here = folder(&[("a.md", DOCUMENT)]);
    let ran = candor(here.path(), &["remedy", "a.md", "--format", "json"]);
    assert_eq!(
        json_of(&ran),
        json!({"version": 1, "remedies": [{"path": "a.md", "sla": "sla-aws-s3", "subject": null, "month": "2017-02",
               "downtime_minutes": "257", "availability": "99.3626", "credit_percent": "10", "offered_percent": "10",
               "claim_by": "2017-04-30", "form": "credit"}]})
    );
    let ran = candor(here.path(), &["remedy", "a.md"]);
    for words in [
        "(40320 − 257) / 40320 = 99.3626 %",
        "from 99 % and below 99.9 %: 10 %",
        "by 2017-04-30",
        "assumed",
        "not legal advice",
    ] {
        assert!(ran.stdout.contains(words), "{words}: {}", ran.stdout);
    }
    let bare = candor_reading(here.path(), &["remedy", "-"], b"# A\n");
    assert!(bare.status == 0 && bare.stdout.contains("no agreement is cited"), "{bare:?}");
}

#[test]
fn standards_hold_by_the_command_line() {
    let here = folder(&[("a.md", "# A\n\nOn 4 March 2031 it broke.\n")]);
    let lint = |standards: &str| {
        let arguments = ["lint", "a.md", "--standard", standards, "--format", "concise", "--now", "2031-04-01"];
        candor(here.path(), &arguments).stdout
    };
    let told = lint("mas-fsm-n05,sre-book");
    for clause in ["FSM-N05 para 8(b)", "SRE book, chapter 15: is the action plan appropriate?"] {
        assert!(told.contains(clause), "{clause}: {told}");
    }
    // The standards speak in place of the general rule, and only where they ask.
    assert!(!told.contains("section-missing] no cause"), "{told}");
    assert!(told.contains("section-missing] no compensation"), "{told}");
    assert!(lint("sla-aws-s3").contains("section-missing] no cause"));
}

#[test]
fn a_draft_for_a_standard_has_no_error() {
    let here = folder(&[]);
    for standard in ["dora", "nis2", "ccadb", "cloud-pir", "candor-public"] {
        let ran = candor(
            here.path(),
            &["new", "Calls fail", "--standard", standard, "--started", "2026-03-04 10:00", "-o", "a.md"],
        );
        assert_eq!(ran.status, 0, "{ran:?}");
        let ran = candor(here.path(), &["lint", "a.md", "--now", "2026-03-04T12:00Z", "--format", "concise"]);
        assert_eq!(ran.status, 0, "{standard}: {}", ran.stdout);
        std::fs::remove_file(here.path().join("a.md")).unwrap();
    }
}

#[test]
fn standards_and_their_schema_are_shown() {
    let here = folder(&[]);
    let ran = candor(here.path(), &["explain", "dora"]);
    for words in ["not legal advice", "2025/301 Art 2(b)", "Binds:", "to be read again by", "https://"] {
        assert!(ran.stdout.contains(words), "{words}: {}", ran.stdout);
    }
    for words in ["Due: 4 hours after", "1 month after", "where the time from `aware`", "is more than 24 hours"] {
        assert!(ran.stdout.contains(words), "{words}: {}", ran.stdout);
    }
    for words in ["PT4H", "P1M", "the same"] {
        assert!(!ran.stdout.contains(words), "{words}: {}", ran.stdout);
    }
    let schema = json_of(&candor(here.path(), &["schema", "standard"]));
    assert_eq!(schema["title"], "Standard");
}

#[test]
fn moments_are_shown_in_the_offset_that_all_of_them_have() {
    let told = |text: &str| {
        let here = folder(&[("a.md", text)]);
        candor(here.path(), &["deadlines", "a.md", "--now", "2026-03-06"]).stdout
    };
    const ASSUMED: &str = "no time zone stated: UTC assumed";
    let shared = told(DOCUMENT);
    assert!(shared.contains("2026-03-06 20:30 +01:00") && shared.contains(ASSUMED), "{shared}");
    let mixed = told(&DOCUMENT.replace("14:00:00+01:00", "13:00:00Z"));
    assert!(mixed.contains("2026-03-06 19:30 +00:00") && mixed.contains(ASSUMED), "{mixed}");
    let named = told(&DOCUMENT.replace("standards:", "timezone: Asia/Tokyo\nstandards:"));
    assert!(named.contains("2026-03-07 04:30 +09:00") && !named.contains(ASSUMED), "{named}");
    let utc = told(&DOCUMENT.replace("+01:00", "Z"));
    assert!(!utc.contains(ASSUMED), "{utc}");
}

#[test]
fn explain_lists_the_standards() {
    let here = folder(&[]);
    let ran = candor(here.path(), &["explain"]);
    assert!(
        ran.status == 0 && ran.stdout.contains("`candor rules`") && ran.stdout.contains("- `dora`: DORA"),
        "{ran:?}"
    );
    let ran = candor(here.path(), &["explain", "foo"]);
    assert!(ran.status == 2 && ran.stderr.contains("gdpr-33"), "{ran:?}");
}

#[test]
fn a_demand_names_its_standard_and_stage() {
    let here = folder(&[("a.md", "# A\n\nOn 4 March 2031 it broke.\n")]);
    for (standard, words) in [
        ("mas-fsm-n05", "mas-fsm-n05 demands in the report filing (FSM-N05 para 8(b))"),
        ("sre-book", "which sre-book asks for (SRE book"),
    ] {
        let ran = candor(here.path(), &["lint", "a.md", "--standard", standard, "--format", "concise"]);
        assert!(ran.stdout.contains(words), "{}", ran.stdout);
    }
}

#[test]
fn what_remedy_lacks_is_told() {
    let remedy = |text: &str| {
        let here = folder(&[("a.md", text)]);
        candor(here.path(), &["remedy", "a.md"])
    };
    let ran = remedy(&DOCUMENT.replace("sla-aws-s3", "sla-aws-s4"));
    assert_eq!(ran.status, 0);
    assert!(ran.stdout.contains("(line 7, column 22)") && ran.stdout.contains("Did you mean “sla-aws-s3”?"), "{ran:?}");
    let ran = remedy("---\nimpact: { downtime: 4 h 17 min }\ncompensation: { sla: sla-aws-s3 }\n---\n# A\n");
    assert!(ran.stdout.contains("“4 h 17 min” was read, and its month is missing"), "{ran:?}");
}
