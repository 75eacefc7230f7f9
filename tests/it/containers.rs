//! Tables and boxes in the forms that other tools write.

use candor::document::Document;
use candor::document::timeline::Stage;
use candor::language::Lexicon;
use candor::source::Source;

use crate::support::{actions, timeline};

const PUMP: [&str; 2] = ["2031-05-08T09:10Z a pump stops", "2031-05-08T11:00Z it runs"];
const OPEN: [&str; 2] = ["Refuse a pool below 20 [Mira Tan]", "Add a probe to the gateway [Joel Berg]"];

#[test]
fn a_blank_header_leaves_the_names_to_the_first_row() {
    for head in ["| **Action** | **Owner** |", "| Action | Owner |", "| **Action** | **Owner** |\n| | |"] {
        let text = format!(
            "## Action items\n\n| | |\n|---|---|\n{head}\n| Refuse a pool below 20 | Mira Tan |\n\
             | Add a probe to the gateway | Joel Berg |\n"
        );
        assert_eq!(actions(&text), OPEN, "{head}");
    }
    let form = "| | |\n|---|---|\n| **Status** | Closed |\n| **Impact** | All users |\n\n## Timeline (UTC)\n\n\
                | | |\n|-|-|\n| **Time** | **Event** |\n| 2031-05-08 09:10 | a pump stops |\n| 11:00 | it runs |\n";
    assert_eq!(timeline(form), PUMP);
}

#[test]
fn cells_of_html_span_rows_and_columns() {
    let text = "## Action items\n\n<table><tr><th>Action</th><th>Owner</th><th>Due</th></tr>\
                <tr><td><p>Refuse a pool</p><p>below 20</p></td><td rowspan=2>Mira Tan</td><td>2031-06-01</td></tr>\
                <tr><td>Add a probe to the gateway</td><td>2031-06-02</td></tr></table>\n";
    assert_eq!(actions(text), ["Refuse a pool below 20 [Mira Tan]", "Add a probe to the gateway [Mira Tan]"]);
    let days = "## Timeline (UTC)\n\n<table><tr><th>Date</th><th>Time</th><th>Event</th></tr>\
                <tr><td rowspan=\"2\">2031-05-08</td><td>09:10</td><td>a pump stops</td></tr>\
                <tr><td>11:00</td><td>it runs</td></tr></table>\n";
    assert_eq!(timeline(days), PUMP);
}

#[test]
fn grids_and_ruled_tables_have_rows_of_several_lines() {
    let grid = "## Timeline (UTC)\n\n+------------+--------------+\n| **Time**   | **Event**    |\n\
                +============+==============+\n| 2031-05-08 | a pump       |\n| 09:10      | stops        |\n\
                +------------+--------------+\n| 11:00      | it runs      |\n+------------+--------------+\n";
    assert_eq!(timeline(grid), PUMP);
    let ruled = "## Action items\n\n  ----------------------------------------\n  \
                 Action                        Owner\n  ----------------------------- ----------\n  \
                 Refuse a pool                 Mira Tan\n  below 20\n\n  Add a probe to the gateway    Joel\n\
                 \x20                               Berg\n  ----------------------------------------\n\nThe end.\n";
    assert_eq!(actions(ruled), OPEN);
    let simple = "## Timeline (UTC)\n\nTime             Event\n---------------- ------------\n\
                  2031-05-08 09:10 a pump stops\n11:00            it runs\n";
    assert_eq!(timeline(simple), PUMP);
}

#[test]
fn boxes_with_a_known_title_are_sections() {
    let open = "- Refuse a pool below 20 (owner: Mira Tan)";
    for text in [
        format!("> [!todo] Action items\n> {open}"),
        format!("## Compensation\n\nNone.\n\n> [!todo]- Action items\n>\n> {open}"),
        format!("!!! info \"Action items\"\n\n    {open}"),
        format!("???+ info \"Action items\"\n    {open}"),
        format!(":::note Action items\n{open}\n:::"),
        format!(":::note[Action items]\n\n{open}\n\n:::"),
        format!("::: {{.note title=\"Action items\"}}\n{open}\n:::"),
    ] {
        assert_eq!(actions(&text), OPEN[..1], "{text}");
    }
    let behind =
        "## Timeline (UTC)\n\n> [!tip] Root cause\n> A seal.\n\n- 2031-05-08 09:10 a pump stops\n- 11:00 it runs";
    assert_eq!(timeline(behind), PUMP, "what stands behind a box belongs to the section around it");
}

#[test]
fn a_cell_may_hold_several_actions() {
    let head = "## Action items\n\n| Action | Owner | Due |\n|---|---|---|\n";
    for row in [
        "| Refuse a pool below 20<br>Add a probe to the gateway | Mira Tan<br>Joel Berg | 2031-06-01<br>2031-06-02 |",
        "| <ul><li>Refuse a pool below 20</li><li>Add a probe to the gateway</li></ul> | Mira Tan<br>Joel Berg | 2031-06-01 |",
        "| - Refuse a pool below 20<br>- Add a probe to the gateway | Mira Tan<br/>Joel Berg | |",
    ] {
        assert_eq!(actions(&format!("{head}{row}\n")), OPEN, "{row}");
    }
    let one = format!("{head}| Refuse a pool<br>below 20 | Mira Tan | 2031-06-01 |\n");
    assert_eq!(actions(&one), OPEN[..1]);
}

#[test]
fn rows_that_only_name_a_group_are_no_actions() {
    let text = "## Action items\n\n| Action | Owner | Due |\n|---|---|---|\n| **Prevent** | | |\n\
                | Refuse a pool below 20 | Mira Tan | 2031-06-01 |\n| **Detection and alerts** | | |\n\
                | Add a probe to the gateway | Joel Berg | 2031-06-01 |\n| Cap retries at 3 | | |\n";
    assert_eq!(actions(text), [OPEN[0], OPEN[1], "Cap retries at 3"]);
}

#[test]
fn exports_name_people_and_dates_in_mappings() {
    let text = r#"{"incident": {"name": "Cards refused", "started_at": "2031-05-08T09:12:00Z",
        "incident_timestamp_values": [{"incident_timestamp": {"name": "Resolved at"}, "value": {"value": "2031-05-08T10:02:00Z"}}],
        "follow_ups": [
          {"title": "Refuse a pool below 20", "assignee": {"id": 1, "name": "Mira Tan"}, "due_at": "2031-12-10T00:00:00Z"},
          {"title": "Add a probe to the gateway", "assignee": {"name": "Joel Berg"}, "completed_at": "2031-06-10T00:00:00Z"}]}}"#;
    let source = Source::new("incident.json", text);
    let document = Document::read(&source, &Lexicon::default());
    let shown: Vec<_> = document
        .actions
        .list
        .iter()
        .map(|action| {
            (
                action.text.as_str(),
                action.owner.as_ref().map(|owner| owner.text.as_str()),
                action.due.is_some(),
                action.done,
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("Refuse a pool below 20", Some("Mira Tan"), true, false),
            ("Add a probe to the gateway", Some("Joel Berg"), false, true)
        ]
    );
    let moment = |stage| document.chronology.milestone(stage).map(|found| found.moment.to_string());
    assert_eq!(moment(Stage::Started).as_deref(), Some("2031-05-08T09:12:00Z"));
    assert_eq!(moment(Stage::Resolved).as_deref(), Some("2031-05-08T10:02:00Z"));
}
