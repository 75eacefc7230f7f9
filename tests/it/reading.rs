//! How documents in other people's templates are read: the timeline and its dates, the actions.

use candor::document::Document;
use candor::language::Lexicon;
use candor::source::Source;

use crate::support::{actions, timeline, timeline_of};

#[test]
fn rows_without_a_time_are_kept_in_their_place() {
    let table = "## Timeline\n\n| Time (UTC) | Event |\n|---|---|\n| 2031-05-08 09:10 | a pump stops |\n\
                 | same shift | the spare is fetched |\n| | |\n| 2031-05-08 11:00 | it runs |\n| later | it is over |\n\
                 | 2031-05-09 08:00 | a review |\n";
    let expected = [
        "2031-05-08T09:10Z a pump stops",
        "(same shift) the spare is fetched",
        "2031-05-08T11:00Z it runs",
        "(later) it is over",
        "2031-05-09T08:00Z a review",
    ];
    assert_eq!(timeline(table), expected);
    let list = "## Timeline (UTC)\n\n- [???] the oil thickens\n- [09:10] a pump stops\n- [11:00] it runs";
    assert_eq!(
        timeline(list),
        ["(???) the oil thickens", "2031-05-09T09:10Z a pump stops", "2031-05-09T11:00Z it runs"]
    );
}

#[test]
fn the_title_tells_the_day_and_the_file_name_that_of_the_report() {
    let list = "## Timeline (UTC)\n\n- 09:10 a pump stops\n- 11:00 it runs";
    for title in ["# Weir stuck on 8 May 2031", "# Weir stuck on May 8", "---\ntitle: Weir stuck on 8 May\n---\n"] {
        let text = format!("{title}\n\n{list}");
        assert_eq!(timeline(&text), ["2031-05-08T09:10Z a pump stops", "2031-05-08T11:00Z it runs"], "{title}");
    }
    let toml = format!("+++\ntitle = \"Weir stuck on 8 May\"\n+++\n\n{list}");
    assert_eq!(timeline(&toml), ["2031-05-08T09:10Z a pump stops", "2031-05-08T11:00Z it runs"]);
}

#[test]
fn a_sentence_before_the_entries_tells_their_day() {
    let entries = "- 2031-05-06 23:00: oil is low\n- 01:10: a pump stops\n- 02:00: it runs";
    let each = "Unless otherwise noted, all of it happened on 7 May 2031, and times are UTC.";
    assert_eq!(
        timeline(&format!("## Timeline\n\n{each}\n\n{entries}")),
        ["2031-05-06T23:00Z oil is low", "2031-05-07T01:10Z a pump stops", "2031-05-07T02:00Z it runs"]
    );
    let first = "It was 6 May 2031. Times are US/Pacific.";
    assert_eq!(
        timeline(&format!("## Timeline\n\n{first}\n\n- 09:10: a pump stops\n- 10:00: it runs")),
        ["2031-05-06T09:10-07:00 a pump stops", "2031-05-06T10:00-07:00 it runs"]
    );
}

#[test]
fn under_a_heading_that_is_a_time_the_text_is_the_event() {
    let text = "## Timeline\n\n### 09:10 UTC\n\nA pump stops.\n\n### 09:30 – spare fetched\n\nBy boat.\n\n### 11:00\n\n- It runs.";
    assert_eq!(
        timeline(text),
        ["2031-05-09T09:10Z A pump stops.", "2031-05-09T09:30Z spare fetched", "2031-05-09T11:00Z It runs."]
    );
}

#[test]
fn the_same_time_in_another_zone_is_no_part_of_the_event() {
    let text = "## Timeline\n\n- 09:10 CEST (07:10 UTC): a pump stops\n- 09:30 – 10:00 CEST: spare fetched\n- 11:00 CEST (4 of 5 run)";
    assert_eq!(
        timeline(text),
        [
            "2031-05-09T09:10+02:00 a pump stops",
            "2031-05-09T09:30+02:00 spare fetched",
            "2031-05-09T11:00+02:00 (4 of 5 run)"
        ]
    );
}

#[test]
fn a_timeline_that_goes_on_under_a_second_heading_is_one() {
    let text = "## Timeline\n\n- 2031-05-08 09:10 UTC a pump stops\n- 2031-05-08 11:00 UTC it runs\n\n## Impact\n\nDry fields.\n\n\
                ## Timeline (continued)\n\n- 2031-05-09 08:00 UTC it stops again\n- 2031-05-09 08:20 UTC it runs";
    assert_eq!(timeline(text).len(), 4);
}

#[test]
fn images_and_opening_hours_are_no_events() {
    let text = "## Timeline (UTC)\n\n- 09:10 a pump stops\n- 11:00 it runs\n\n![2031-05-09 10:00 the weir](weir.png)";
    assert_eq!(timeline(text).len(), 2);
    let hours = "# Weir\n\n- Time to repair: 2h (support hours 10:00-17:00)\n- A pump stood still on 8 May 2031.";
    let document = Source::new("a.md", hours);
    let document = Document::read(&document, &Lexicon::default());
    assert!(document.chronology.moments.iter().flatten().all(|moment| !moment.is_timed()));
}

#[test]
fn a_slip_in_the_year_is_kept_and_told() {
    let text = "## Timeline (UTC)\n\n- 05/18/2031 - a pump stops\n- 05/19/203 - it runs\n- 05/20/2031 - a review";
    assert_eq!(timeline(text).len(), 3);
    let findings = crate::support::lint_all("a.md", text);
    let told = |finding: &candor::finding::Finding| {
        finding.rule == "time-impossible" && finding.message.contains("“05/19/203” is no date")
    };
    assert!(findings.iter().any(told), "{findings:?}");
}

#[test]
fn advice_and_steps_of_a_procedure_are_no_actions() {
    let advice = "## Lessons\n\nSome things you can do to keep your own weir safe:\n\n- Add a float switch now.\n- Test the pump each spring.";
    assert_eq!(actions(advice), [""; 0]);
    let steps = "## Lessons\n\nThe only safe way to do this would be:\n\n- Drain the basin\n- Replace the seal";
    assert_eq!(actions(steps), [""; 0]);
    let ours = "## Lessons\n\nFor you we will do this:\n\n- Add a float switch\n- Test the pump each spring";
    assert_eq!(actions(ours), ["Add a float switch", "Test the pump each spring"]);
}

#[test]
fn what_ended_the_outage_is_no_action() {
    let text = "## What happened\n\nThe crew decided to roll back the valve firmware. Phorcys have also written their own blog on it. \
                The board has decided to buy a second pump.";
    assert_eq!(actions(text), ["The board has decided to buy a second pump."]);
}

#[test]
fn under_a_heading_for_actions_orders_count_and_figures_do_not() {
    let text = "# Weir\n\n- **Review actions**:\n\nDo we need a spare? Look into this, make the spare the default.\n\n\
                Hire a diver for the yearly check.\n\nA dry basin should never happen.\n\n- From alarm to boat: 1h 10m\n";
    assert_eq!(actions(text), ["Look into this, make the spare the default.", "Hire a diver for the yearly check."]);
}

#[test]
fn the_sentence_behind_an_action_says_where_it_is_tracked() {
    let text = "## Improvements\n\nWe need to find a way to see dry basins. To find one, we've created \
                [a card](https://board.example/c/77-dry-basins) in our list.";
    assert_eq!(actions(text), ["We need to find a way to see dry basins. [https://board.example/c/77-dry-basins]"]);
    let page = "## Improvements\n\n- Add the [float switch](./2031-04-01-float-switches.md) to every basin";
    assert_eq!(actions(page), ["Add the float switch to every basin"]);
}

#[test]
fn who_must_learn_is_not_who_teaches() {
    let text = "## Action items\n\n- Teach the crews how to drain a basin\n- We're committed to adding a second pump";
    assert_eq!(actions(text), ["Teach the crews how to drain a basin", "We're committed to adding a second pump"]);
}

#[test]
fn days_as_headings_go_on_with_the_timeline() {
    let text = "# Weir stuck\n\n## Timeline\n\nAll times in CEST.\n\n## 8 May 2031\n\n### 23:10\nA pump stops.\n\n### 00:20\nIt runs.\n\n\
                ## 9 May 2031\n\n### 07:00-07:30\nA review.\n\n## Impact\n\n### 10 May 2031\nDry fields.";
    assert_eq!(
        timeline(text),
        ["2031-05-08T23:10+02:00 A pump stops.", "2031-05-09T00:20+02:00 It runs.", "2031-05-09T07:00+02:00 A review."]
    );
}

#[test]
fn a_line_of_a_log_gives_no_zone_to_the_others() {
    let text = "## Timeline\n\n- 2031-05-08 09:10 a pump stops\n- 2031-05-08 11:00 it runs\n\n## Cause\n\n\
                It said time=\"2031-05-08T07:10:02Z\" msg=\"no oil\".";
    assert_eq!(timeline(text), ["2031-05-08T09:10 a pump stops", "2031-05-08T11:00 it runs"]);
}

#[test]
fn a_ticket_at_the_head_of_a_line_is_an_action() {
    let text = "## Action items\n\n[WEIR-77](https://board.example/c/WEIR-77) - weirs run dry in May";
    assert_eq!(actions(text), ["WEIR-77 - weirs run dry in May [WEIR-77]"]);
    assert_eq!(actions("## Action items\n\n[A page](https://weir.example/) - weirs run dry"), [""; 0]);
}

#[test]
fn what_will_be_replaced_is_promised_and_what_will_be_restored_is_not() {
    let text = "## Summary\n\nOther pumps of this make still run, but will nevertheless be replaced. Service will be restored soon.";
    assert_eq!(actions(text), ["Other pumps of this make still run, but will nevertheless be replaced."]);
}

#[test]
fn a_resolution_that_looks_ahead_is_an_action_done() {
    let text = "## Resolution\n\nThe pump was restarted. To prevent such a stop in the future, a second float switch was added.";
    assert_eq!(actions(text), ["To prevent such a stop in the future, a second float switch was added."]);
}

#[test]
fn what_others_look_for_is_no_plan_of_ours() {
    let text = "## What we are doing about it\n\nThe basin is open to anyone looking to fish. Stay tuned and add our page to your list. \
                Phorcys Pumps plans to build a second basin.";
    assert_eq!(actions(text), ["Phorcys Pumps plans to build a second basin. [Phorcys Pumps]"]);
}

#[test]
fn a_ticket_alone_is_an_action_that_its_ticket_tells() {
    let text = "## Follow-ups\n\n- #2127\n- WEIR-78\n- none";
    assert_eq!(actions(text), ["#2127 [#2127]", "WEIR-78 [WEIR-78]"]);
    let findings = crate::support::lint_all("a.md", text);
    assert!(findings.iter().all(|finding| finding.rule != "action-vague" && finding.rule != "action-untracked"));
    assert!(findings.iter().any(|finding| finding.rule == "action-no-owner"));
}

#[test]
fn a_need_that_gives_a_reason_asks_for_nothing() {
    let text =
        "## Lessons\n\n- A repair takes a day, because we must wait for the tide\n- We must add a second float switch";
    assert_eq!(actions(text), ["We must add a second float switch"]);
}

#[test]
fn under_a_heading_that_says_planned_nothing_is_done_by_the_way_it_is_told() {
    let text = "## Action items\n\n### Planned\n\n- Improved alarms: we plan to wire the float switch\n- Added a second pump ✅\n\n\
                ### Already done\n\n- A boat";
    let source = Source::new("a.md", text);
    let document = Document::read(&source, &Lexicon::default());
    let done: Vec<bool> = document.actions.list.iter().map(|action| action.done).collect();
    assert_eq!(done, [false, true, true]);
}

#[test]
fn a_date_that_may_be_two_is_settled_by_the_document_or_not_at_all() {
    let list = "## Timeline (UTC)\n\n- 3/4/2026 23:50 a pump stops\n- 3/5/2026 00:20 it runs";
    let open = ["23:50Z a pump stops", "00:20Z it runs"];
    let march = ["2026-03-04T23:50Z a pump stops", "2026-03-05T00:20Z it runs"];
    let april = ["2026-04-03T23:50Z a pump stops", "2026-05-03T00:20Z it runs"];
    let read = |before: &str, behind: &str| {
        let text = format!("# Weir stuck\n\n{before}\n\n{list}\n\n{behind}");
        timeline_of("weir.md", &text)
    };
    for (before, behind) in [
        ("", "## Action items\n\n- Add a second pump (Mira Tan, 2026-12-10, W-1)"),
        ("Published 2026-03-05.", ""),
        ("**Date:** 3/4/2026", "The credit is paid by 2026-04-03."),
        ("Seen on 14/3/2026.", "Again on 3/14/2026."),
    ] {
        assert_eq!(read(before, behind), open, "{before}{behind}");
    }
    for (before, behind) in [
        ("**Date:** March 4, 2026", ""),
        ("**Started:** 2026-03-04 23:50 UTC", ""),
        ("", "## Action items\n\n- Add a second pump (Mira Tan, 12/14/2026, W-1)"),
    ] {
        assert_eq!(read(before, behind), march, "{before}{behind}");
    }
    assert_eq!(read("Seen again on 14/4/2026.", ""), april);
}

#[test]
fn no_day_is_taken_from_what_is_due_or_published() {
    let list = "## Timeline (UTC)\n\n- 09:10 a pump stops\n- 11:00 it runs";
    let undated = ["09:10Z a pump stops", "11:00Z it runs"];
    for other in [
        "## Action items\n\n- Add a second pump (Mira Tan, 2031-12-10, W-1)",
        "Published 2031-05-20.",
        "## Compensation\n\nA credit of 5 %, paid by 2031-06-30.",
        "The report is due 2031-06-30.",
    ] {
        assert_eq!(timeline_of("weir.md", &format!("# Weir stuck\n\n{list}\n\n{other}")), undated, "{other}");
    }
    let year =
        "# Weir stuck\n\nPublished 2031-05-20.\n\n## Timeline (UTC)\n\n- 8 May 09:10 a pump stops\n- 11:00 it runs";
    assert_eq!(timeline_of("weir.md", year), ["2031-05-08T09:10Z a pump stops", "2031-05-08T11:00Z it runs"]);
}

#[test]
fn lines_of_a_chat_are_entries() {
    let expected = ["2031-05-08T09:12Z the pump stops", "2031-05-08T10:02Z it runs again"];
    for (mira, joel) in [
        ("**mira** [9:12 AM]", "**Joel Berg** [10:02 AM]"),
        ("mira [9:12 AM]", "joel [10:02 AM]"),
        ("- **@mira** (09:12):", "- **@joel** (10:02):"),
        ("**mira** 9:12 AM", "**joel** 10:02 AM"),
    ] {
        let text = format!("## Timeline (2031-05-08, UTC)\n\n{mira} the pump stops\n{joel} it runs again");
        assert_eq!(timeline(&text), expected, "{mira}");
    }
    let prose = "## Summary\n\nThe pump stopped [9:12 AM] and then ran [10:02 AM]. It was over [11:00 AM].";
    assert!(timeline(prose).is_empty());
}

#[test]
fn hours_with_a_stop_or_apart_lead_entries() {
    let expected = ["2031-05-08T09:12Z the pump stops", "2031-05-08T10:02Z it runs again"];
    for (first, second) in [("09.12", "10.02"), ("9 h 12", "10 h 02"), ("9.12 h:", "10.02 h:")] {
        let text = format!("## Timeline (2031-05-08, UTC)\n\n- {first} the pump stops\n- {second} it runs again");
        assert_eq!(timeline(&text), expected, "{first}");
        let rows = format!("| {} | the pump stops |\n| {} | it runs again |", first, second).replace(':', "");
        let text = format!("## Timeline (2031-05-08, UTC)\n\n| Time | Event |\n|---|---|\n{rows}");
        assert_eq!(timeline(&text), expected, "{first} in a table");
    }
    let versions = "## Changes\n\n- 09.12 the pump stops\n- 10.02 it runs again\n- 11.02 it is over";
    assert!(timeline(versions).is_empty());
}

#[test]
fn times_are_counted_from_the_moment_that_is_said() {
    let expected =
        ["2031-05-08T09:12Z the pump stops", "2031-05-08T09:20Z an alert", "2031-05-08T10:02Z it runs again"];
    for (anchor, times) in [
        ("Times are minutes after the start at 09:12 UTC on 8 May 2031.", ["T0", "T+8", "T+50"]),
        ("T0 = 2031-05-08 09:12 UTC", ["T+0", "T+8 min", "T+50m"]),
        ("Seconds from T0, which is 09:12 UTC on 8 May 2031.", ["T+0", "T+480", "T+3000"]),
        ("T0 is 2031-05-08 09:12 UTC", ["T+00:00", "T+00:08", "T+00:50:00"]),
        ("Counted from 2031-05-08 09:20 UTC.", ["T-8", "T+0", "T+42"]),
    ] {
        let [first, second, third] = times;
        let text = format!(
            "## Timeline\n\n{anchor}\n\n- {first}: the pump stops\n- {second}: an alert\n- {third}: it runs again"
        );
        assert_eq!(timeline(&text), expected, "{anchor}");
    }
    let lines = "## Timeline\n\nT0 is 2031-05-08 09:12 UTC.\n\nT+0 the pump stops\nT+8 an alert\nT+50 it runs again";
    assert_eq!(timeline(lines), expected);
    let free = "## Timeline\n\n- T+0: the pump stops\n- T+8: an alert\n- T+50: it runs again";
    assert!(timeline(free).is_empty(), "nothing says when it was");
    let days =
        "## Timeline\n\nT0 = 2031-05-08 22:00 UTC\n\n- T+1h: the pump stops\n- T+1h20: an alert\n- T+26h: it runs";
    let expected = ["2031-05-08T23:00Z the pump stops", "2031-05-08T23:20Z an alert", "2031-05-10T00:00Z it runs"];
    assert_eq!(timeline(days), expected);
}

#[test]
fn rows_with_nothing_but_a_day_stand_over_the_rows_below() {
    let text = "## Timeline (UTC)\n\n| Time | Event | Who |\n|---|---|---|\n| **8 May 2031** | | |\n\
                | 09:12 | the pump stops | Mira |\n| **9 May 2031** | | |\n| 10:02 | it runs again | Joel |\n";
    assert_eq!(timeline(text), ["2031-05-08T09:12Z the pump stops Mira", "2031-05-09T10:02Z it runs again Joel"]);
}

#[test]
fn an_end_or_a_failed_start_is_no_beginning() {
    use candor::document::timeline::Stage;
    let stages = |event: &str| {
        let text = format!("## Timeline (UTC)\n\n- 2031-05-08 09:12 {event}\n- 2031-05-08 10:02 a pump turns");
        let source = Source::new("weir.md", text);
        Document::read(&source, &Lexicon::default()).chronology.entries[0].stages.clone()
    };
    for event in
        ["the alert on failed starts fires", "servers start again", "pumps cannot start", "pumps failed to start"]
    {
        assert!(!stages(event).contains(&Stage::Started), "{event}");
    }
    assert_eq!(stages("END OF OUTAGE"), [Stage::Resolved]);
    assert_eq!(stages("START OF OUTAGE"), [Stage::Started]);
    assert_eq!(stages("the outage begins"), [Stage::Started]);
}

#[test]
fn several_milestones_may_stand_on_one_line() {
    use candor::document::timeline::Stage;
    let text = "# Weir stuck\n\n**Times (UTC):** started 2031-05-08 12:10, declared 12:53, resolved 13:27\n";
    let source = Source::new("weir.md", text);
    let document = Document::read(&source, &Lexicon::default());
    let moment = |stage| document.chronology.milestone(stage).map(|found| found.moment.to_string());
    assert_eq!(moment(Stage::Acknowledged).as_deref(), Some("2031-05-08T12:53Z"));
    assert_eq!(moment(Stage::Resolved).as_deref(), Some("2031-05-08T13:27Z"));
}

#[test]
fn a_mark_of_nothing_is_no_answer() {
    for mark in ["_No response_", "—", "-", "N/A", "n/a."] {
        let text = format!("## Root cause\n\n{mark}\n\n## Compensation\n\n{mark}\n\n## Impact\n\n{mark}\n");
        let source = Source::new("weir.md", text);
        let document = Document::read(&source, &Lexicon::default());
        assert!(document.cause.statements.is_empty(), "{mark}");
        assert!(document.compensation.refusals.is_empty(), "{mark}");
        let findings = crate::support::lint_source(&source);
        let empty = findings.iter().filter(|finding| finding.rule == "section-empty").count();
        assert_eq!(empty, 3, "{mark}");
    }
    let source = Source::new("weir.md", "## Compensation\n\nNone\n");
    let refused = crate::support::lint_source(&source).iter().any(|f| f.rule == "compensation-refusal-unexplained");
    assert!(refused, "a word for none refuses");
}
