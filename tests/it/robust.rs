//! Whatever the text, linting ends without a panic and every finding stands within it.

use candor::document::Document;
use candor::document::yaml::Node;
use candor::language::Lexicon;
use candor::lint::lint;
use candor::source::{Source, Span};
use proptest::prelude::*;

use crate::support::{settings, tries};

/// Pieces that documents are made of, and pieces that break parsers.
pub fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "# ",
        "## Timeline (UTC)\n",
        "## Root cause\n",
        "**Impact**: ",
        "- ",
        "  - [x] ",
        "1. ",
        "| a | b |\n|---|---|\n",
        "| ",
        " |\n",
        "---\n",
        "+++\n",
        "```\n",
        "<!-- ",
        " -->",
        "<li>",
        "</td>",
        "[b]",
        "[/b]",
        "{% ",
        " %}",
        "\r",
        "\n\n",
        "\u{feff}",
        "10:02 ",
        "2026-03-29 02:30 CET ",
        "31 Feb 2026 ",
        "99:99",
        "24:00 ",
        "3h 27m",
        "three and a half hours",
        "49 分钟",
        "下午5点",
        "100 %",
        "1,000,000 users",
        "€ 12",
        "will be compensated ",
        "we believe ",
        "operator error ",
        "影响部分用户",
        "原因：",
        "  ",
        "title: ",
        ": ",
        "- {",
        "}",
        "[",
        "]",
        "*a",
        "&a ",
        "'",
        "\"",
        "\\",
        "\0",
        "é",
        "☃",
        "👩‍💻",
        "由于",
        "。",
        "12/13/2026 ",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => any::<String>()]
}

proptest! {
    #![proptest_config(tries(400))]

    #[test]
    fn linting_never_panics(pieces in prop::collection::vec(piece(), 0..60), yaml in any::<bool>()) {
        let text = pieces.concat();
        let source = Source::new(if yaml { "2026-01-01-a.yaml" } else { "2026-01-01-a.md" }, text.clone());
        for finding in lint(&source, &settings()).findings {
            prop_assert!(finding.span.end <= text.len(), "{finding:?}");
            prop_assert!(text.is_char_boundary(finding.span.start), "{finding:?}");
            prop_assert!(text.is_char_boundary(finding.span.end), "{finding:?}");
        }
    }
    #[test]
    fn every_place_of_a_model_lies_in_the_text(pieces in prop::collection::vec(piece(), 0..60), yaml in any::<bool>()) {
        let path = if yaml { "2026-01-01-a.yaml" } else { "2026-01-01-a.md" };
        let wrong = wrong_places(&Source::new(path, pieces.concat()));
        prop_assert!(wrong.is_empty(), "{wrong:?}");
    }
}

#[test]
fn places_behind_what_is_written_otherwise_lie_in_the_text() {
    for text in [
        "49 分钟```\n原因： |\n| will be compensated ```\n# # ",
        "## 影响\n\n&nGt;影响&nGt;部分&nGt;用户&nGt;时",
        "<h2>影响</h2><p>&lt;影响部分用户</p>",
    ] {
        assert_eq!(wrong_places(&Source::new("a.md", text)), [], "{text:?}");
    }
}

/// The places of a document's words, findings and model that are none of its text.
fn wrong_places(source: &Source) -> Vec<Span> {
    let document = Document::read(source, &Lexicon::default());
    let mut places: Vec<Span> = lint(source, &settings()).findings.iter().map(|finding| finding.span).collect();
    collect(document.model.root(), &mut places);
    for block in &document.outline.blocks {
        let text = &block.text;
        // A space may stand for all of a template's tag.
        let characters = text.plain().char_indices().filter(|(_, c)| !c.is_whitespace());
        places.extend(characters.map(|(at, c)| text.span(at..at + c.len_utf8())));
    }
    places.retain(|place| source.text().get(place.range()).is_none());
    places
}

/// The places of all values and keys of a model.
fn collect(node: &Node, places: &mut Vec<Span>) {
    places.push(node.span);
    node.items().iter().for_each(|item| collect(item, places));
    for entry in node.entries() {
        places.push(entry.key_span);
        collect(&entry.node, places);
    }
}
