//! Each number that decides a finding has a text on either side of it, so near that the number cannot move
//! by a quarter and pass.

use crate::support::{lint_all, names};

/// A number of the code, and what lies on either side of it.
struct Threshold {
    /// Where it stands.
    number: &'static str,
    /// What decides by it: `rule` or `rule:subject`.
    rule: &'static str,
    /// Texts in which it finds nothing.
    quiet: Vec<String>,
    /// Texts in which it finds something.
    fires: Vec<String>,
}

#[test]
fn no_number_that_judges_can_move_by_a_quarter() {
    let mut wrong = Vec::new();
    for threshold in thresholds() {
        let fires = |text: &String| names(&lint_all("a.md", text)).iter().any(|name| name == threshold.rule);
        let sides = [(&threshold.quiet, false), (&threshold.fires, true)];
        for (text, expected) in sides.into_iter().flat_map(|(texts, fires)| texts.iter().map(move |text| (text, fires)))
        {
            if fires(text) != expected {
                let verb = if expected { "does not fire" } else { "fires" };
                wrong.push(format!("{}: {} {verb} on\n{text}", threshold.number, threshold.rule));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn thresholds() -> Vec<Threshold> {
    let of = |number, rule, quiet, fires| Threshold { number, rule, quiet, fires };
    let lasted =
        |minutes: u32, stated: &str| milestones("08:00:00", &clock(8 * 60 + minutes), &format!("- Duration: {stated}"));
    vec![
        of(
            "duration_mismatch::TOLERANCE, 10 %",
            "duration-mismatch",
            vec![lasted(900, "16 h 25 min"), lasted(900, "13 h 35 min")],
            vec![lasted(900, "16 h 35 min"), lasted(900, "13 h 25 min")],
        ),
        of(
            "duration_mismatch::ABOUT, 25 %",
            "duration-mismatch",
            vec![lasted(800, "about 16 h 30 min"), lasted(800, "about 10 h 10 min")],
            vec![lasted(800, "about 16 h 50 min"), lasted(800, "about 9 h 50 min")],
        ),
        of(
            "duration_mismatch::SLACK, 2 min",
            "duration-mismatch",
            vec![lasted(10, "12 min"), lasted(10, "8 min")],
            vec![lasted(10, "12 min 10 s"), lasted(10, "7 min 50 s")],
        ),
        of("timeline_gap::MINUTES, 2 h", "timeline-gap", vec![gap("10:00")], vec![gap("10:05")]),
        of("status_stale::DAYS, 30", "status-stale", vec![draft("2026-10-24")], vec![draft("2026-10-20")]),
        of(
            "milestone_contradiction::ROUNDING, 1 min",
            "milestone-contradiction",
            vec![two_starts("08:01:00")],
            vec![two_starts("08:01:10")],
        ),
        of(
            "milestone_contradiction::ROUGH, 30 min",
            "milestone-contradiction",
            vec![two_starts("~08:28")],
            vec![two_starts("~08:33")],
        ),
        of(
            "section_missing::MIN_HEADINGS, 3 of a language that is not judged",
            "section-missing",
            vec![japanese(&["概要", "影響"])],
            vec![japanese(&["概要", "影響", "教訓"])],
        ),
        of(
            "timeline_missing_milestone::ENOUGH, 3 entries",
            "timeline-missing-milestone:resolved",
            vec![timeline(&["2026-05-02 08:00: Checkout begins to fail", "2026-05-02 08:04: The alert fires"])],
            vec![timeline(&[
                "2026-05-02 08:00: Checkout begins to fail",
                "2026-05-02 08:04: The alert fires",
                "2026-05-02 08:20: Ines reads the log of the gateway",
            ])],
        ),
        of(
            "timeline::NEAR, 45 days",
            "time-impossible",
            vec![slip("2025-06-10", "2026-04-20")],
            vec![slip("2025-06-10", "2026-04-10")],
        ),
        of(
            "timeline::FAR, 250 days",
            "time-impossible",
            vec![slip("2025-07-05", "2026-04-10")],
            vec![slip("2025-06-10", "2026-04-10")],
        ),
        of(
            "calendar::OVER_MIDNIGHT, 6 h back are the next day",
            "timeline-out-of-order",
            vec![clocks("15:00", "08:30")],
            vec![clocks("15:00", "09:30")],
        ),
        of(
            "moment::ROUGH, 5 min on either side of “about”",
            "duration-mismatch",
            vec![about_start("27 min")],
            vec![about_start("28 min")],
        ),
        of(
            "people::MAX_BETWEEN, 3 words between a person and what is said of them",
            "counterfactual",
            vec![cause("The team in the north hall should have checked the queue.")],
            vec![cause("The team in the hall should have checked the queue.")],
        ),
        of(
            "people::MAX_DENSE, 60 bytes between them in Chinese",
            "counterfactual",
            vec![cause("运维团队在当天夜里进行的第二次机房设备例行巡视期间本应检查队列。队列满了以后，订单全部丢失。")],
            vec![cause("运维团队在当天夜里的第二次机房设备例行巡视中本应检查队列。队列满了以后，订单全部丢失。")],
        ),
        of(
            "secrets::LEAST, 12 characters of a value drawn at random",
            "secret-left",
            vec![cause("The script held `password=Xk7pQ2mV9rT`.")],
            vec![cause("The script held `password=Xk7pQ2mV9rTz`.")],
        ),
        of(
            "main_timeline::ENOUGH, 3 entries of a list without a heading",
            "timeline-gap",
            vec![untitled(&["08:00 UTC checkout fails", "12:00 UTC the alert fires"])],
            vec![untitled(&[
                "08:00 UTC checkout fails",
                "12:00 UTC the alert fires",
                "12:20 UTC checkout works again",
            ])],
        ),
        of(
            "answer::SHORTEST_REASON, 6 letters that say why a question does not apply",
            "standard-content:cloud-pir/customers",
            vec![advice("Not applicable: no users")],
            vec![advice("Not applicable: legal")],
        ),
        of(
            "sla::terms::LEAST_PROMISE, 50 % of availability",
            "compensation-below-sla",
            vec![promise(49)],
            vec![promise(51)],
        ),
        of(
            "minItems of the timeline in the schema, 3 events",
            "section-missing:timeline",
            vec![cause(
                "On 2026-05-02 at 08:00 UTC the queue filled. At 08:10 UTC it was full. At 09:00 UTC it was empty again.",
            )],
            vec![cause("On 2026-05-02 at 08:00 UTC the queue filled. At 09:00 UTC it was empty again.")],
        ),
    ]
}

/// A clock time of the minutes after midnight.
fn clock(minutes: u32) -> String {
    format!("{:02}:{:02}:00", minutes / 60, minutes % 60)
}

fn milestones(started: &str, resolved: &str, impact: &str) -> String {
    format!(
        "---\nmilestones:\n  started: 2026-05-02T{started}Z\n  resolved: 2026-05-02T{resolved}Z\n---\n# Checkout\n\n## Impact\n\n{impact}\n"
    )
}

/// Twenty minutes, from about 08:00 on.
fn about_start(stated: &str) -> String {
    format!(
        "# Checkout\n\n## Timeline\n\nAll times UTC.\n\n| Time | Milestone | Event |\n|---|---|---|\n\
         | ~2026-05-02 08:00 | started | Checkout begins to fail |\n| 2026-05-02 08:20 | resolved | It works again |\n\n\
         ## Impact\n\n- Duration: {stated}\n"
    )
}

fn two_starts(other: &str) -> String {
    format!(
        "---\nmilestones:\n  started: 2026-05-02T08:00:00Z\n---\n# Checkout\n\n## Timeline\n\nAll times UTC.\n\n\
         | Time | Milestone | Event |\n|---|---|---|\n| 2026-05-02 {other} | started | Checkout begins to fail |\n\
         | 2026-05-02 09:04 | detected | The alert fires |\n| 2026-05-02 09:40 | resolved | Checkout works again |\n"
    )
}

fn timeline(entries: &[&str]) -> String {
    format!("# Checkout\n\n## Timeline\n\nAll times UTC.\n\n- {}\n", entries.join("\n- "))
}

fn gap(next: &str) -> String {
    timeline(&[
        "2026-05-02 08:00: Checkout begins to fail",
        &format!("2026-05-02 {next}: The alert fires"),
        "2026-05-02 10:10: Checkout works again, the incident is resolved",
    ])
}

fn draft(newest: &str) -> String {
    format!("---\nstatus: draft\n---\n# Checkout\n\n## Summary\n\nCheckout failed on {newest}.\n")
}

/// Two entries around a third whose date may be a slip.
fn slip(date: &str, last: &str) -> String {
    timeline(&[
        "2026-03-01 08:00: Checkout begins to fail",
        &format!("{date} 08:04: The alert fires"),
        &format!("{last} 08:20: Checkout works again"),
    ])
}

fn clocks(first: &str, second: &str) -> String {
    timeline(&[
        "2026-05-02 07:00: Checkout begins to fail",
        &format!("{first}: The alert fires"),
        &format!("{second}: Checkout works again"),
    ])
}

fn cause(words: &str) -> String {
    format!("# Checkout\n\n## Root cause\n\n{words}\n")
}

fn japanese(headings: &[&str]) -> String {
    let sections = headings.iter().map(|heading| format!("## {heading}\n\n決済サービスが停止しました。\n\n"));
    format!("# 決済の停止\n\n{}", sections.collect::<String>())
}

fn untitled(entries: &[&str]) -> String {
    let entries: Vec<String> = entries.iter().map(|entry| format!("- 2026-05-02 {entry}\n")).collect();
    format!("# Checkout\n\n{}", entries.concat())
}

fn advice(answer: &str) -> String {
    format!("---\nstandards: [cloud-pir]\ncustomer-advice: \"{answer}\"\n---\n# Checkout\n")
}

/// A month without service, terms that promise a share of it, and an offer below them.
fn promise(percent: u32) -> String {
    format!(
        "# Checkout\n\n## Impact\n\n- Downtime: 25 days in May 2026\n\n## Timeline (UTC)\n\n- 2026-05-02 08:00 Checkout begins to fail\n- 2026-05-27 08:00 Checkout works again\n\n\
         ## Compensation\n\nWhere the availability of a month falls below {percent} %, customers receive a credit of 20 % of the monthly fee.\n\n- Amount: 5 % of the monthly fee\n"
    )
}
