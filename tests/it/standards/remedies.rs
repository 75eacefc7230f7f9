//! SLA arithmetic, each case computed by hand.

use candor::document::Document;
use candor::source::Source;
use candor::standards::sla::remedies;

use crate::support::settings;

/// "subject month downtime availability credit offered claim-by" of each remedy.
pub fn told(text: &str) -> Vec<String> {
    let settings = settings();
    let source = Source::new("a.md", text);
    let document = Document::read(&source, &settings.lexicon);
    let Ok(owed) = remedies(&document, &settings.standards, &settings.lexicon) else { return Vec::new() };
    let show = |remedy: &candor::standards::sla::Remedy| {
        format!(
            "{} {} {} {} {} {} {}",
            remedy.subject.as_deref().unwrap_or("-"),
            remedy.month,
            remedy.downtime,
            remedy.availability.rounded(4),
            remedy.credit,
            remedy.offered.map_or_else(|| "-".to_owned(), |offered| offered.to_string()),
            remedy.claim_by.map_or_else(|| "-".to_owned(), |day| day.to_string()),
        )
    };
    owed.remedies.iter().map(show).collect()
}

#[track_caller]
fn check(sla: &str, cases: &[(&str, &str, &str)]) {
    for (downtime, month, expected) in cases {
        let text = format!(
            "---\nimpact: {{ downtime: {downtime}, month: {month} }}\ncompensation: {{ sla: {sla} }}\n---\n# A\n"
        );
        let told = told(&text);
        assert_eq!(told, [format!("- {month} {expected}")], "{sla}: {downtime} in {month}");
    }
}

#[test]
fn s3_at_the_edges() {
    check(
        "sla-aws-s3",
        &[
            ("4 h 17 min", "2017-02", "257 99.3626 10 - 2017-04-30"),
            ("0 min", "2017-02", "0 100.0000 0 - 2017-04-30"),
            // 30 days: 43,200 min; a thousandth is 43.2 min.
            ("43 min", "2026-04", "43 99.9005 0 - 2026-06-30"),
            ("43 min 12 s", "2026-04", "43.2 99.9000 0 - 2026-06-30"),
            ("43 min 13 s", "2026-04", "43.2167 99.9000 10 - 2026-06-30"),
            ("44 min", "2026-04", "44 99.8981 10 - 2026-06-30"),
            ("432 min", "2026-04", "432 99.0000 10 - 2026-06-30"),
            ("432 min 1 s", "2026-04", "432.0167 99.0000 25 - 2026-06-30"),
            ("36 h", "2026-04", "2160 95.0000 25 - 2026-06-30"),
            ("36 h 1 s", "2026-04", "2160.0167 95.0000 100 - 2026-06-30"),
            ("30 days", "2026-04", "43200 0.0000 100 - 2026-06-30"),
            ("40 days", "2026-04", "43200 0.0000 100 - 2026-06-30"),
            // 31 days: 44,640 min; 44.64, 446.4 and 2,232 min.
            ("44 min 38 s", "2026-05", "44.6333 99.9000 0 - 2026-07-31"),
            ("44 min 39 s", "2026-05", "44.65 99.9000 10 - 2026-07-31"),
            ("446 min 24 s", "2026-05", "446.4 99.0000 10 - 2026-07-31"),
            ("446 min 25 s", "2026-05", "446.4167 99.0000 25 - 2026-07-31"),
            ("2232 min", "2026-05", "2232 95.0000 25 - 2026-07-31"),
            ("2233 min", "2026-05", "2233 94.9978 100 - 2026-07-31"),
            // 28 days: 40.32 and 403.2 min; 29 days: 41.76 and 417.6 min.
            ("40 min 19 s", "2026-02", "40.3167 99.9000 0 - 2026-04-30"),
            ("40 min 20 s", "2026-02", "40.3333 99.9000 10 - 2026-04-30"),
            ("403 min 12 s", "2026-02", "403.2 99.0000 10 - 2026-04-30"),
            ("403 min 13 s", "2026-02", "403.2167 99.0000 25 - 2026-04-30"),
            ("2016 min", "2026-02", "2016 95.0000 25 - 2026-04-30"),
            ("41 min 45 s", "2024-02", "41.75 99.9000 0 - 2024-04-30"),
            ("41 min 46 s", "2024-02", "41.7667 99.9000 10 - 2024-04-30"),
            ("417 min 36 s", "2024-02", "417.6 99.0000 10 - 2024-04-30"),
            // The second month after ends as its own days have it.
            ("1 h", "2023-12", "60 99.8656 10 - 2024-02-29"),
            ("1 h", "2022-12", "60 99.8656 10 - 2023-02-28"),
        ],
    );
}

#[test]
fn ec2_at_the_edges() {
    check(
        "sla-aws-ec2",
        &[
            // 30 days: 4.32 min; 31 days: 4.464 min.
            ("4 min 19 s", "2026-04", "4.3167 99.9900 0 - 2026-06-30"),
            ("4 min 20 s", "2026-04", "4.3333 99.9900 10 - 2026-06-30"),
            ("4 min 27 s", "2026-05", "4.45 99.9900 0 - 2026-07-31"),
            ("4 min 28 s", "2026-05", "4.4667 99.9900 10 - 2026-07-31"),
            ("432 min", "2026-04", "432 99.0000 10 - 2026-06-30"),
            ("433 min", "2026-04", "433 98.9977 30 - 2026-06-30"),
            ("2160 min", "2026-04", "2160 95.0000 30 - 2026-06-30"),
            ("2161 min", "2026-04", "2161 94.9977 100 - 2026-06-30"),
        ],
    );
}

#[test]
fn tencent_counts_whole_minutes_and_no_short_outage() {
    check(
        "sla-tencent-cvm",
        &[
            // 30 days: 21.6, 432 and 2,160 min.
            ("60 s", "2026-04", "0 100.0000 0 - 2026-06-29"),
            ("61 s", "2026-04", "2 99.9954 0 - 2026-06-29"),
            ("21 min", "2026-04", "21 99.9514 0 - 2026-06-29"),
            ("21 min 1 s", "2026-04", "22 99.9491 10 - 2026-06-29"),
            ("431 min 1 s", "2026-04", "432 99.0000 10 - 2026-06-29"),
            ("432 min 1 s", "2026-04", "433 98.9977 25 - 2026-06-29"),
            ("2160 min", "2026-04", "2160 95.0000 25 - 2026-06-29"),
            ("2160 min 1 s", "2026-04", "2161 94.9977 100 - 2026-06-29"),
            // 31 days: 22.32 min.
            ("22 min", "2026-05", "22 99.9507 0 - 2026-07-30"),
            ("22 min 1 s", "2026-05", "23 99.9485 10 - 2026-07-30"),
            // Sixty days after the end of February.
            ("1 h", "2017-02", "60 99.8512 10 - 2017-04-29"),
            ("1 h", "2024-02", "60 99.8563 10 - 2024-04-29"),
        ],
    );
}

#[test]
fn a_plain_agreement_is_capped() {
    check(
        "sla-plain",
        &[
            ("36 h 1 s", "2026-04", "2160.0167 95.0000 50 - 2026-05-30"),
            ("1 h", "2026-01", "60 99.8656 10 - 2026-03-02"),
        ],
    );
}

/// A document with a start and an end, and an agreement.
fn incident(sla: &str, from: &str, to: &str, more: &str) -> Vec<String> {
    told(&format!(
        "---\nmilestones: {{ started: {from}, resolved: {to} }}\ncompensation: {{ sla: {sla} }}\n{more}\n---\n# A\n"
    ))
}

#[test]
fn a_downtime_over_midnight_stays_one_and_over_a_month_end_is_two() {
    let midnight = incident("sla-aws-s3", "2026-04-10T23:30:00Z", "2026-04-11T01:00:00Z", "");
    assert_eq!(midnight, ["- 2026-04 90 99.7917 10 - 2026-06-30"]);
    let month = incident("sla-aws-s3", "2026-04-30T23:00:00Z", "2026-05-01T00:30:00Z", "");
    assert_eq!(month, ["- 2026-04 60 99.8611 10 - 2026-06-30", "- 2026-05 30 99.9328 0 - 2026-07-31"]);
    // The months are those of the agreement's zone: in Shanghai it is May already.
    let zone = incident("sla-tencent-cvm", "2026-04-30T15:30:00Z", "2026-04-30T16:31:30Z", "");
    assert_eq!(zone, ["- 2026-04 30 99.9306 10 - 2026-06-29", "- 2026-05 32 99.9283 10 - 2026-07-30"]);
    // An outage of two half minutes is one of a minute, and not counted.
    let short = incident("sla-tencent-cvm", "2026-04-30T15:59:30Z", "2026-04-30T16:00:30Z", "");
    assert_eq!(short, ["- 2026-04 0 100.0000 0 - 2026-06-29", "- 2026-05 0 100.0000 0 - 2026-07-30"]);
    // A stated downtime runs from the start; where its month is stated, all of it is in that month.
    let stated = incident("sla-aws-s3", "2026-04-30T23:00:00Z", "2026-05-01T06:00:00Z", "impact: { downtime: 2 h }");
    assert_eq!(stated, ["- 2026-04 60 99.8611 10 - 2026-06-30", "- 2026-05 60 99.8656 10 - 2026-07-31"]);
    let named = "impact: { downtime: 2 h, month: 2026-05 }";
    let named = incident("sla-aws-s3", "2026-04-30T23:00:00Z", "2026-05-01T06:00:00Z", named);
    assert_eq!(named, ["- 2026-05 120 99.7312 10 - 2026-07-31"]);
}

#[test]
fn subjects_are_told_apart_and_their_outages_added() {
    let text = "---\nservices: [storage]\nimpact:\n  month: 2026-04\n  downtime:\n    - { subject: eu, downtime: 30 min }\n    - { subject: eu, downtime: 14 min }\n    - { subject: us, downtime: 43 min }\n    - 1 h\ncompensation: { sla: S3 SLA, amount: \"us: 1 %, eu: 12.5 %\" }\n---\n# A\n";
    assert_eq!(
        told(text),
        [
            "eu 2026-04 44 99.8981 10 12.5 2026-06-30",
            "us 2026-04 43 99.9005 0 1 2026-06-30",
            // The document's only service; the first percentage.
            "storage 2026-04 60 99.8611 10 1 2026-06-30",
        ]
    );
    let markdown = "# A\n\n## Impact\n\n- Downtime (eu): 30 min\n- Downtime (us): 44 min\n\n## Timeline (UTC)\n\n- 2026-04-03 10:00 It begins\n\n## Compensation\n\n- SLA: sla-aws-s3\n- Amount: 10 % of the fee\n";
    assert_eq!(told(markdown), ["eu 2026-04 30 99.9306 0 10 2026-06-30", "us 2026-04 44 99.8981 10 10 2026-06-30"]);
}

#[test]
fn nothing_is_computed_from_nothing() {
    assert!(told("---\ncompensation: { sla: sla-aws-s3 }\n---\n# A\n").is_empty());
    assert!(told("---\nimpact: { downtime: 4 h }\ncompensation: { sla: sla-aws-s3 }\n---\n# A\n").is_empty());
    assert!(
        told("---\nimpact: { downtime: long, month: 2026-04 }\ncompensation: { sla: sla-aws-s3 }\n---\n# A\n")
            .is_empty()
    );
    assert!(
        told("---\nimpact: { downtime: 4 h, month: 2026-13 }\ncompensation: { sla: sla-aws-s3 }\n---\n# A\n")
            .is_empty()
    );
    assert!(
        told("---\nimpact: { downtime: 4 h, month: 2026-04 }\ncompensation: { sla: sla-nobody }\n---\n# A\n")
            .is_empty()
    );
    let zoneless = "---\nmilestones: { started: 2026-04-03 10:00, resolved: 2026-04-03 12:00 }\ncompensation: { sla: sla-aws-s3 }\n---\n# A\n";
    assert!(told(zoneless).is_empty());
}

/// A document that tells its own terms, with 257 minutes of downtime in February 2017.
fn stated(compensation: &str) -> Vec<String> {
    told(&format!(
        "# A\n\n## Timeline (UTC)\n\n- 2017-02-28 17:37 Reads begin to fail\n- 2017-02-28 18:00 The cause is found\n- 2017-02-28 21:54 Reads succeed again\n\n## Impact\n\n- Downtime: 4 h 17 min\n\n## Compensation\n\n{compensation}\n"
    ))
}

#[test]
fn terms_in_the_document_count_too() {
    for (compensation, credit, offered) in [
        (
            "Our SLA promises 99.9 %. Below 99.9 % a month we credit 10 % of the fee, below 99 % 25 %.\n\nWe credit 5 % of the monthly fee.",
            "10",
            "5",
        ),
        (
            "If availability is less than 99.95 %, you get 15 % of the monthly fee; if it is less than 99.5 %, 30 %.\n\n- Amount: 30 %",
            "30",
            "30",
        ),
        (
            "| Monthly uptime | Credit |\n|---|---|\n| 99.0 % to 99.9 % | 10 % |\n| 95.0 % – 99.0 % | 25 % |\n| < 95.0 % | 100 % |\n\nAll customers receive a credit of 10 %.",
            "10",
            "10",
        ),
        (
            "You receive 10 % of the fee if the uptime is between 99 % and 99.9 %, 25 % if it is below 99 %.\n\n- Amount: 8 % of the fee",
            "10",
            "8",
        ),
        ("根据服务协议，可用性低于 99.95% 时赔付月费的 10%，低于 99% 时赔付 25%。\n\n- 补偿标准：月费的 5%", "10", "5"),
        // Below what is promised no tier is told but one: 99.9 % was not kept.
        (
            "Our service level agreement guarantees 99.9 % a month, else 20 % of the fee is credited.\n\n- Amount: 20 %",
            "20",
            "20",
        ),
    ] {
        let found = stated(compensation);
        assert_eq!(found, [format!("- 2017-02 257 99.3626 {credit} {offered} -")], "{compensation}");
    }
    for silent in [
        "We credit 10 % of the monthly fee to 85 % of all customers.",
        "The availability in February was 99.36 %. We credit 10 % of the fee.",
        "Everybody gets 40 euros.",
    ] {
        assert_eq!(stated(silent), [""; 0], "{silent}");
    }
}

#[test]
fn a_missing_claim_is_told_with_what_the_agreement_gives() {
    let text = "---\nimpact: { downtime: 4 h 17 min, month: 2017-02 }\ncompensation: { sla: sla-aws-s3, amount: 10 % of the fee, eligible: everybody, paid-by: 2017-06-30 }\n---\n# A\n";
    let help = |text: &str, subject: &str| {
        let found = candor::lint::lint(&Source::new("a.md", text), &settings()).findings;
        let own = |found: &&candor::finding::Finding| {
            found.rule == "compensation-incomplete" && found.subject.as_deref() == Some(subject)
        };
        found.iter().find(own).and_then(|found| found.help.clone())
    };
    assert!(help(text, "claim-by").unwrap().contains("sla-aws-s3 gives until 2017-04-30"));
    assert!(help(text, "claim").unwrap().contains("AWS Support Center"));
    assert_eq!(help(text, "eligible"), None);
    assert_eq!(help(&text.replace("eligible:", "claim: automatic, eligible:"), "claim-by"), None);
}
