//! Headings in every form become sections, and every block stands where it says.

use candor::document::{BlockKind, Document};
use candor::language::{Lexicon, Topic};
use candor::source::Source;

/// The topics of a document's sections in order, unknown ones left out.
fn topics(path: &str, text: &str) -> Vec<Topic> {
    let source = Source::new(path, text);
    let document = Document::read(&source, &Lexicon::default());
    document.outline.sections.iter().filter_map(|section| section.topic).collect()
}

#[test]
fn headings_in_every_form() {
    use Topic::{Actions, Impact, RootCause, Timeline};
    let expected = [Impact, RootCause, Actions];
    for (form, text) in [
        ("atx", "## Impact\na\n## Root Cause\nb\n## Action items\nc"),
        ("numbered", "## 1. Impact\na\n## 2. Root cause(s) — 5 whys\nb\n## 3. Action items\nc"),
        ("setext", "Impact\n---\na\n\nRoot cause\n---\nb\n\nAction items\n---\nc"),
        ("bold line", "**Impact**\n\na\n\n**Root cause:**\n\nb\n\n**Action items**\n\n- c"),
        ("bold label", "**Impact.** a\n\n**Root cause:** b\n\n**Action items**: c"),
        ("bold item", "- **Impact**: a\n- **Root cause**:\n  - b\n- **Action items**:\n  - c"),
        ("plain label", "Impact: a\nRoot cause: b\nAction items: c"),
        ("line of its own", "IMPACT\n\na\n\nROOT CAUSE\n\nb\n\nACTION ITEMS\n\nc"),
        ("html", "<h2>Impact</h2><p>a</p>\n<h2>Root cause</h2>\n<p>b</p>\n<h2>Action items</h2><ul><li>c</li></ul>"),
        ("bbcode", "[b]Impact[/b]\na\n\n[b]Root cause[/b]\nb\n\n[b]Action items[/b]\nc"),
        ("form table", "| | |\n|---|---|\n| Impact | a |\n| Root cause | b |\n| Action items | c |"),
        ("chinese", "## 一、影响范围\na\n## 二、根本原因\nb\n## 三、改进措施\nc"),
        ("questions", "What did users notice? a\n\nWhy did it happen? b\n\nWhat will we do about it? c"),
        ("marks", "■影响\n\na\n\n■ 原因\n\nb\n\n■ 改进措施\n\nc"),
        ("wiki", "h2. Impact\n\na\n\n== Root cause ==\n\nb\n\nh3. Action items\n\nc"),
        ("chinese lines", "一、影响\n\na\n\n【原因】\nb\n\n整改措施：\n\nc"),
    ] {
        assert_eq!(topics("a.md", text), expected, "{form}");
    }
    assert_eq!(topics("a.yaml", "impact: a\nroot_cause: b\naction-items: [c]"), expected, "yaml");
    assert_eq!(topics("a.md", "## What happened\n- 10:02 a\n- 10:05 b\n- 10:09 c"), [Timeline], "settled by content");
}

#[test]
fn kinds_of_actions_are_no_sections() {
    let text = "## Action items\n### Prevention\n- a\n### Detection\n- b\n**Mitigation**\n- c";
    assert_eq!(topics("a.md", text), [Topic::Actions]);
}

#[test]
fn chapters_below_the_timeline_are_sections_and_its_own_parts_are_not() {
    use Topic::{Actions, Resolution, RootCause, Timeline};
    let table = "## Timeline\n\n| Time | Event |\n|---|---|\n| 10:02 | a |\n| 10:40 | b |\n\n";
    let text = format!("{table}### Causes\nA pump.\n### Recovery\nA new pump.\n### Future actions\n- A second pump");
    assert_eq!(topics("a.md", &text), [Timeline, RootCause, Resolution, Actions]);
    let parts = "## Timeline\n### Detection\n- 10:02 a\n- 10:05 b\n### Recovery\n- 10:30 c\n- 10:40 d";
    assert_eq!(topics("a.md", parts), [Timeline]);
}

#[test]
fn questions_and_gerunds_are_headings() {
    use Topic::{Actions, Lessons, Resolution, RootCause, Safeguards, Summary};
    for (heading, topic) in [
        ("What happened with the tide gauge?", Summary),
        ("Analysing what broke", RootCause),
        ("ADV-7 - Description of the vulnerability", RootCause),
        ("Why was the leak so hard to detect?", Safeguards),
        ("How did we fix it?", Resolution),
        ("How can the harbour improve its alarms?", Actions),
        ("Insights", Lessons),
        ("Follow-up timeline (times in CEST)", Topic::Timeline),
        ("Event order", Topic::Timeline),
        ("対応の評価", Lessons),
    ] {
        assert_eq!(topics("a.md", &format!("# Tide gauge\n\n## {heading}\n\nText.")), [topic], "{heading}");
    }
    let twice = "## What happened?\n\nThe gauge froze.\n\n### So what happened?\n\nIts oil had thickened.";
    assert_eq!(topics("a.md", twice), [Summary, RootCause]);
}

#[test]
fn a_label_that_only_leads_elsewhere_is_no_section() {
    assert_eq!(topics("a.md", "- Impact: none\n- Timeline: [timeline](https://docs.example/t)"), [Topic::Impact]);
    assert_eq!(topics("a.md", "- Timeline: [timeline](https://docs.example/t) of the day"), []);
    assert_eq!(topics("a.md", "- Timeline: [10:02](https://chat.example/1) a"), [Topic::Timeline]);
}

#[test]
fn recommendations_are_ours_or_the_readers() {
    let ours = "# Weir\n\n## Recommendations\n\n- Add a float switch\n- Move the pump";
    assert_eq!(topics("a.md", ours), [Topic::Actions]);
    let readers =
        "# Weir\n\n## Recommendations\n\nIf you run this pump, replace its seal. You should drain your basin, too.";
    assert_eq!(topics("a.md", readers), [Topic::Communication]);
}

#[test]
fn mitigations_beside_a_solution_are_proposals_where_they_are_orders() {
    use Topic::{Actions, Resolution};
    let text = |item: &str| {
        format!("## Solution\n\nA new seal.\n\n## Mitigations\n\n- {item}\n\n## Action items\n\n- Add a switch")
    };
    assert_eq!(topics("a.md", &text("Configure each pump with a switch")), [Resolution, Actions, Actions]);
    assert_eq!(topics("a.md", &text("Configured the pump with a switch")), [Resolution, Resolution, Actions]);
}

#[test]
fn points_of_a_numbered_list_are_no_sections() {
    use Topic::{Resolution, RootCause};
    let text = "## Resolution\n\n1. **Root cause discovery and isolation**\n\n   We found it.\n\n2. **Final cleanup**";
    assert_eq!(topics("a.md", text), [Resolution]);
    assert_eq!(topics("a.md", "1. **Root cause**: a\n2. **Resolution**: b"), [RootCause, Resolution]);
}

#[test]
fn a_label_alone_in_an_item_holds_for_all_paragraphs_behind_it() {
    let source = Source::new("a.md", "- **Review actions**:\n\nAdd a.\n\nAdd b.\n\nAdd c.\n");
    let document = Document::read(&source, &Lexicon::default());
    let of_actions = |block: &candor::document::Block| document.topic_of(block) == Some(Topic::Actions);
    assert_eq!(document.outline.blocks.iter().filter(|block| of_actions(block)).count(), 3);
}

#[test]
fn a_title_is_no_section() {
    assert_eq!(topics("a.md", "# Retrospective: parcels lost\n\ntext"), []);
    assert_eq!(topics("a.md", "# Timeline (UTC)\n\ntext"), [Topic::Timeline]);
}

#[test]
fn words_are_found_again_in_the_source() {
    for text in [
        "\u{feff}---\r\ntitle: é\r\n---\r\n\r\nOne **two** ☃ `three`\r\nfour\r\n",
        "| a | b |\n|---|---|\n| één \\| x | **twee** |\n",
        "- [x] done *now*\n  - nested\n",
        "a\rb\r\r# c\rd",
        "<p>one <b>two</b>\nthree</p>",
        "<p>&nbsp;één&nbsp;twee</p>",
        "één ```\ntwee |\r\n> drie```",
        "> één `twee\n> drie`",
        "| a |\n|---|\n| één `twee \\| drie` |\n",
    ] {
        let source = Source::new("a.md", text);
        let document = Document::read(&source, &Lexicon::default());
        for block in &document.outline.blocks {
            for (at, word) in words(block.text.plain()) {
                let found = source.slice(block.text.span(at..at + word.len()));
                assert_eq!(found, word, "{text:?}");
            }
        }
    }
}

/// The words of a text and where they begin, the borders of cells left out.
fn words(plain: &str) -> Vec<(usize, &str)> {
    let word = |word: &'_ str| word.as_ptr() as usize - plain.as_ptr() as usize;
    plain.split_whitespace().filter(|w| *w != "|").map(|w| (word(w), w)).collect()
}

#[test]
fn yaml_becomes_the_same_outline() {
    let source =
        Source::new("a.yaml", "events:\n  - {at: '09:10', text: first}\n  - {at: '09:40', who: ops}\nwork:\n  - one\n");
    let document = Document::read(&source, &Lexicon::default());
    let table = &document.outline.tables[0];
    let header: Vec<_> = table.header.iter().map(|cell| cell.plain()).collect();
    assert_eq!(header, ["at", "text", "who"]);
    assert_eq!(table.rows[1].iter().map(|cell| cell.plain()).collect::<Vec<_>>(), ["09:40", "", "ops"]);
    assert!(document.outline.blocks.iter().any(|block| matches!(block.kind, BlockKind::Item { .. })));
}
