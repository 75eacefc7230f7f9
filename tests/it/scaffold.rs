//! What `render` makes of templates, titles and times.

use candor::finding::Finding;
use candor::lint::lint;
use candor::scaffold::prompts::shipped;
use candor::scaffold::{Rendered, ScaffoldError, StartZone, Started, TEMPLATES, Template, Values, built_in, render};
use candor::source::Source;
use jiff::civil::date;

use crate::support::{repo, settings};

fn values(title: &str) -> Values {
    Values {
        title: title.to_owned(),
        date: date(2031, 3, 4),
        started: None,
        zone: Some(StartZone::utc()),
        severity: None,
        services: Vec::new(),
        standards: Vec::new(),
        status_page: None,
    }
}

fn standard(title: &str) -> Rendered {
    render(&built_in("standard").unwrap(), &values(title)).unwrap()
}

fn own(text: &str) -> Template<'_> {
    Template { name: "team.md", about: "", extension: "md", text }
}

fn stem(title: &str) -> String {
    standard(title).file_name
}

/// The value of a key of the front matter, as YAML reads it.
fn front(text: &str, key: &str) -> serde_json::Value {
    let (head, _) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    let head: serde_json::Value = serde_yaml::from_str(head).unwrap();
    head[key].clone()
}

#[test]
fn the_file_is_named_by_date_and_title() {
    assert_eq!(stem("503s from most of the edge"), "2031-03-04-503s-from-most-of-the-edge.md");
    assert_eq!(stem("Can't log in (EU/west)"), "2031-03-04-cant-log-in-eu-west.md");
    assert_eq!(stem("控制台与 API 无法访问"), "2031-03-04-控制台与-api-无法访问.md");
    assert_eq!(stem("Cafe\u{301} नमस्ते"), "2031-03-04-cafe\u{301}-नमस्ते.md");
    assert_eq!(stem("../../etc/passwd"), "2031-03-04-etc-passwd.md");
    assert_eq!(stem("C:\\con\0.md"), "2031-03-04-c-con-md.md");
    assert_eq!(stem("!!!"), "2031-03-04-postmortem.md");
}

#[test]
fn a_long_title_is_cut_at_a_word_and_fits_every_file_system() {
    let name = stem(&"word ".repeat(100));
    assert!(name.ends_with("-word.md"), "{name}");
    assert!(name.len() < 80, "{name}");
    assert!(stem(&"𠀀".repeat(1000)).len() <= 255);
    assert_eq!(stem(&"長".repeat(1000)), format!("2031-03-04-{}.md", "長".repeat(60)));
}

#[test]
fn the_id_is_the_stem_of_the_file() {
    for title in ["503s", "控制台", "!!!", "true"] {
        let Rendered { file_name, text } = standard(title);
        assert_eq!(front(&text, "id"), file_name.trim_end_matches(".md"));
    }
}

#[test]
fn values_are_quoted_only_where_yaml_would_read_something_else() {
    let text = standard("503s from the edge").text;
    assert!(text.contains("\nid: 2031-03-04-503s-from-the-edge\ntitle: 503s from the edge\n"), "{text}");
}

#[test]
fn a_hostile_title_comes_back_from_yaml_as_it_was() {
    let titles = [
        "a: b # c",
        "\"quoted\" and 'quoted'",
        "---",
        "- item",
        "{{ 7 * 7 }}",
        "{% raw %}",
        "null",
        "yes",
        "1e3",
        "1e-3",
        "0b1",
        "2031-03-04 late",
        "0x1F",
        "12:30",
        "2031-03-04",
        "!!python/object",
        "&anchor",
        "*alias",
        "[list]",
        "{map}",
        "back\\slash",
        "%TAG",
        "@at",
        "`tick`",
        "| pipe",
        "> fold",
        "\u{202e}gnp",
        "...",
        "~",
        "<!-- open",
        "end #",
        "<script>alert(1)</script>",
        "价格: 错误",
    ];
    for title in titles {
        let text = standard(title).text;
        assert_eq!(front(&text, "title"), title);
        assert_eq!(front(&text, "status"), "draft", "{title}");
        assert!(!text.contains("49"), "{title} was evaluated");
    }
}

#[test]
fn a_title_is_one_line_without_control_characters() {
    let text = standard(" one\n---\ntwo\r\n\tthree\u{1b}[31m\u{2028}four\u{85} ").text;
    assert_eq!(front(&text, "title"), "one --- two three [31m four");
    assert!(text.contains("\n# one --- two three [31m four\n"));
}

#[test]
fn a_title_cannot_swallow_the_document() {
    let text = standard("<!-- lost | #").text;
    assert!(text.contains("\n# \\<!-- lost \\| \\#\n"), "{text}");
}

#[test]
fn a_title_without_a_visible_character_is_refused() {
    for title in ["", " \n\t", "\u{1b}\u{0}"] {
        assert_eq!(render(&built_in("standard").unwrap(), &values(title)), Err(ScaffoldError::EmptyTitle));
    }
}

/// The moment at which the drafts are begun.
fn now() -> jiff::Timestamp {
    crate::support::NOW.parse().unwrap()
}

#[test]
fn no_zone_is_claimed_that_nobody_gave() {
    for template in TEMPLATES {
        let started = Some(Started::parse("2031-03-04 14:05", None, now()).unwrap());
        let text = render(template, &Values { started, zone: None, ..values("Payments failed") }).unwrap().text;
        assert_eq!(front(&text, "timezone"), serde_json::Value::Null);
        assert!(!without_comments(&text).contains("UTC") && text.contains("| 2031-03-04 14:05 |"), "{text}");
        let zoned = render(template, &values("Payments failed")).unwrap().text;
        assert!(without_comments(&zoned).contains("UTC"), "{zoned}");
    }
}

#[test]
fn what_is_known_stands_where_it_belongs() {
    let started = Started::parse("2031-03-04 14:05", None, now()).unwrap();
    let values = Values {
        started: Some(started),
        severity: Some("SEV-1".to_owned()),
        services: vec!["checkout".to_owned(), "cards, EU".to_owned()],
        standards: vec!["cloud-pir".to_owned()],
        status_page: Some("https://status.example.com/1".to_owned()),
        ..values("Payments failed")
    };
    for template in TEMPLATES {
        let text = render(template, &values).unwrap().text;
        assert_eq!(front(&text, "severity"), "SEV-1");
        assert_eq!(front(&text, "services"), serde_json::json!(["checkout", "cards, EU"]));
        assert_eq!(front(&text, "standards"), serde_json::json!(["cloud-pir"]));
        assert_eq!(front(&text, "timezone"), "UTC");
        assert!(text.contains("| 2031-03-04 14:05 |"), "{}", template.name);
        assert!(text.contains("https://status.example.com/1"), "{}", template.name);
    }
}

#[test]
fn what_is_not_known_is_left_empty() {
    for template in TEMPLATES {
        let text = render(template, &values("Payments failed")).unwrap().text;
        assert_eq!(front(&text, "severity"), serde_json::Value::Null);
        assert_eq!(front(&text, "services"), serde_json::json!([]));
        for invented in ["{{", "{%", "none", "undefined", "TODO", "TBD"] {
            assert!(!without_comments(&text).contains(invented), "{}: {invented}", template.name);
        }
    }
}

fn without_comments(text: &str) -> String {
    let mut parts = text.split("<!--");
    let head = parts.next().unwrap_or_default().to_owned();
    parts.fold(head, |text, part| text + part.split_once("-->").unwrap().1)
}

#[test]
fn times_are_read_as_people_type_them() {
    let cases = [
        ("2031-03-04", None, "2031-03-04", "2031-03-04", "none"),
        ("2031-03-04 14:05", None, "2031-03-04T14:05:00", "2031-03-04 14:05", "none"),
        ("now", None, "2026-11-22T00:00:00Z", "2026-11-22 00:00", "UTC"),
        ("Now", Some("+08:00"), "2026-11-22T08:00:00+08:00", "2026-11-22 08:00", "UTC+08:00"),
        ("9:05", Some("UTC"), "2026-11-22T09:05:00Z", "2026-11-22 09:05", "UTC"),
        ("14:05:30 UTC", None, "2026-11-22T14:05:30Z", "2026-11-22 14:05:30", "UTC"),
        ("14:05Z", None, "2026-11-22T14:05:00Z", "2026-11-22 14:05", "UTC"),
        ("23:05 -08:00", None, "2026-11-21T23:05:00-08:00", "2026-11-21 23:05", "UTC-08:00"),
        ("2031-03-04T14:05:30Z", None, "2031-03-04T14:05:30Z", "2031-03-04 14:05:30", "UTC"),
        ("2031-03-04 14:05 UTC", None, "2031-03-04T14:05:00Z", "2031-03-04 14:05", "UTC"),
        ("2031-03-04T14:05+08:00", None, "2031-03-04T14:05:00+08:00", "2031-03-04 14:05", "UTC+08:00"),
        ("2031-03-04 14:05 +0800", None, "2031-03-04T14:05:00+08:00", "2031-03-04 14:05", "UTC+08:00"),
        ("2031-03-04 14:05 Asia/Shanghai", None, "2031-03-04T14:05:00+08:00", "2031-03-04 14:05", "Asia/Shanghai"),
        ("2031-03-04T14:05[Asia/Shanghai]", None, "2031-03-04T14:05:00+08:00", "2031-03-04 14:05", "Asia/Shanghai"),
        ("2031-03-04 14:05", Some("asia/shanghai"), "2031-03-04T14:05:00+08:00", "2031-03-04 14:05", "Asia/Shanghai"),
        ("2031-03-04T23:05Z", Some("UTC+8"), "2031-03-05T07:05:00+08:00", "2031-03-05 07:05", "UTC+08:00"),
    ];
    for (text, zone, iso, cell, name) in cases {
        let zone = zone.map(|zone| StartZone::parse(zone).unwrap());
        let started = Started::parse(text, zone.as_ref(), now()).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(
            (started.iso().as_str(), started.cell().as_str(), started.zone().map_or("none", StartZone::name)),
            (iso, cell, name),
            "{text}"
        );
    }
}

#[test]
fn a_bad_time_or_zone_is_refused_with_its_words() {
    for text in [
        "",
        "yesterday",
        "14:65",
        "25:05",
        "14:05 CST",
        "2031-02-30",
        "2031-03-04 25:00",
        "04/03/2031",
        "2031-03-04 14:05 CST",
        "2031-03-04 2pm",
        "2031-03-04T14:05+01:00[Asia/Shanghai]",
    ] {
        let error = Started::parse(text, None, now()).unwrap_err();
        assert!(error.contains('“'), "{text}: {error}");
    }
    for zone in ["CST", "IST", "Mars/Olympus", "+99:00", "../etc", ""] {
        assert!(StartZone::parse(zone).is_err(), "{zone}");
    }
    let berlin = StartZone::parse("Europe/Berlin").unwrap();
    let error = Started::parse("2031-03-30 02:30", Some(&berlin), now()).unwrap_err();
    assert!(error.contains("clocks were changed"), "{error}");
}

#[test]
fn a_users_template_is_filled_with_the_same_values() {
    let text = "{{ date }} {{ title | upper }} {% for s in services %}[{{ s }}]{% endfor %} {{ severity | default('none', true) }}\n\n\n";
    let values = Values { services: vec!["a".to_owned(), "b".to_owned()], ..values("Slow") };
    let Rendered { file_name, text } = render(&own(text), &values).unwrap();
    assert_eq!(file_name, "2031-03-04-slow.md");
    assert_eq!(text, "2031-03-04 SLOW [a][b] none\n");
}

#[test]
fn an_error_in_a_users_template_names_its_line() {
    let cases = [
        ("a\nb\n{{ titel }}\n", 3, "there are title, id"),
        ("a\n{% if title %}\n", 2, "syntax error"),
        ("{{ title | shout }}", 1, "shout"),
        ("a\n{% include '../secret' %}", 2, "include"),
        ("{{ title", 1, "syntax error"),
    ];
    for (text, at, words) in cases {
        let Err(ScaffoldError::Template { line, message, .. }) = render(&own(text), &values("Slow")) else {
            panic!("{text} was rendered")
        };
        assert_eq!(line, Some(at), "{text}: {message}");
        assert!(message.contains(words), "{text}: {message}");
    }
}

#[test]
fn a_users_template_is_bounded() {
    let nested = "{% for a in title %}".repeat(40) + &"{% endfor %}".repeat(40);
    let deep = "{% if title %}".repeat(100_000);
    let long = "x".repeat(2 << 20);
    for text in [nested.as_str(), &deep, &long, "{{ 'x' * 1000000000 }}"] {
        assert!(render(&own(text), &values("A long title, to loop over")).is_err(), "{}", &text[..20]);
    }
}

#[test]
fn guidance_is_recognised_word_for_word() {
    let text = standard("Slow").text;
    let comments: Vec<&str> = text.split("<!--").skip(1).map(|rest| rest.split_once("-->").unwrap().0).collect();
    assert!(comments.len() > 8);
    for comment in comments {
        assert!(shipped().is_guidance(&comment.replace('\n', "\n   ")), "{comment}");
        assert!(!shipped().is_guidance(&format!("{comment} Done.")), "{comment}");
    }
    assert!(!shipped().is_guidance(" a remark of the author "));
    assert!(!shipped().is_guidance(""));
}

#[test]
fn unfilled_lines_are_recognised_until_they_are_filled() {
    for line in ["- Amount:", "|  | detected | |", "| A1 | | | | | | | |", "- C1:", "- 金额：", "| | 发现 | |"] {
        assert!(shipped().is_unfilled(line), "{line}");
    }
    for line in
        ["- Amount: 10 %", "| 14:05 | detected | |", "| | detected | by a customer |", "- Agenda:", "|---|---|---|", ""]
    {
        assert!(!shipped().is_unfilled(line), "{line}");
    }
}

#[test]
fn no_guidance_changes_when_a_template_is_filled() {
    for template in TEMPLATES {
        assert!(
            !template.text.split("<!--").skip(1).any(|rest| rest.split("-->").next().unwrap().contains("{{")),
            "{}",
            template.name
        );
    }
}

/// What the rules find that are on by default.
fn lint_text(text: &str) -> Vec<Finding> {
    lint(&Source::new("filled.md", text), &settings()).findings
}

/// A template as an author leaves it who does what its comments ask.
fn filled_in(template: &Template<'_>) -> String {
    let started = Some(Started::parse("2026-03-04 14:02", None, now()).unwrap());
    let text = render(template, &Values { started, ..values("Payments failed") }).unwrap().text;
    let answers = repo(&format!("tests/fixtures/scaffold/{}.yaml", template.name));
    let answers: Vec<(String, String)> = serde_yaml::from_str(&std::fs::read_to_string(answers).unwrap()).unwrap();
    answers.iter().fold(without_comments(&text), |text, (from, to)| {
        assert!(text.contains(from.as_str()), "{}: {from}", template.name);
        text.replacen(from.as_str(), to, 1)
    })
}

/// The text with other lines under its heading for compensation.
fn with_compensation(text: &str, lines: &str) -> String {
    let heading = ["## Compensation\n", "## 赔偿\n"].into_iter().find(|heading| text.contains(heading)).unwrap();
    let (before, rest) = text.split_once(heading).unwrap();
    let (_, after) = rest.split_once("\n## ").unwrap();
    format!("{before}{heading}\n{lines}\n\n## {after}")
}

#[test]
fn a_template_that_is_filled_in_has_no_finding() {
    for template in TEMPLATES {
        let filled = filled_in(template);
        let findings = lint_text(&filled);
        assert!(findings.is_empty(), "{}: {findings:#?}\n{filled}", template.name);
    }
}

#[test]
fn nothing_is_offered_and_the_reason_stands_beside_it() {
    let english = [
        "- Offered: no\n- Reason: nobody was charged while payments failed",
        "- Offered: none\n- Reason: 99.9 % of those payments were made by our own staff",
        "- Offered: false\n- Reason: 31 % of payments failed, all of them of our own shop",
        "- **Offered:** No.\n- **Reason:** the service is free",
        "| Question | Answer |\n|---|---|\n| Offered | no |\n| Reason | 49 min are less than the hour from which clause 7 gives a credit |",
        "- Offered: no (the service is free)",
        "- Offered: no, because the service is free",
        "Offered: no  \nReason: the service is free",
    ];
    let chinese = [
        "- 是否赔偿：否\n- 理由：协议承诺每月 99.5%，三月为 99.9%",
        "- 是否赔偿：不赔偿\n- 理由：内部系统，没有客户受到影响",
        "- 是否赔偿：无\n- 原因：服务免费",
    ];
    for template in TEMPLATES {
        let refusals: &[&str] = if template.name.ends_with(".zh") { &chinese } else { &english };
        for refusal in refusals {
            // What is given for lost data is no matter of money.
            let lost =
                if template.name == "data-loss" { "\n- Lost data: we re-enter it from your exports" } else { "" };
            let text = with_compensation(&filled_in(template), &format!("{refusal}{lost}"));
            let findings = lint_text(&text);
            assert!(findings.is_empty(), "{}: {refusal}: {findings:#?}", template.name);
        }
    }
}

#[test]
fn nothing_is_offered_and_no_reason_is_given() {
    let english = ["- Offered: no", "- Offered: None.", "- Offered: false\n- Reason:", "- Offered: no\n- Reason: n/a"];
    let chinese = ["- 是否赔偿：否", "- 是否赔偿：不赔偿\n- 理由：无"];
    for template in TEMPLATES.iter().filter(|template| template.name != "data-loss") {
        let refusals: &[&str] = if template.name.ends_with(".zh") { &chinese } else { &english };
        for refusal in refusals {
            let findings = lint_text(&with_compensation(&filled_in(template), refusal));
            let rules: Vec<&str> =
                findings.iter().map(|finding| finding.rule).filter(|rule| *rule != "placeholder-left").collect();
            assert_eq!(rules, ["compensation-refusal-unexplained"], "{}: {refusal}", template.name);
        }
    }
}
