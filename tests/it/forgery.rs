//! Whatever words a document and its path have, they stay words in every format.

use candor::finding::{Finding, Level};
use candor::lint::Suppression;
use candor::lint::config::FailOn;
use candor::output::{BaseUrl, Format, Linted, Located, Look, Presentation, Run, Unread};
use candor::source::{Source, Span};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::formats::command;
use crate::support::tries;

/// Words, with what is markup, a command or a separator somewhere.
fn words() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "::",
        "::error::",
        "##[",
        "]",
        "%0A",
        "%",
        ",",
        ":",
        "\n",
        "\r\n",
        "&",
        "<",
        ">",
        "\"",
        "'",
        "]]>",
        "<!--",
        "<b>",
        "`",
        "``",
        "*",
        "_",
        "|",
        "[a](b)",
        "![a](b)",
        "\\",
        "@octo",
        "#12",
        "https://a.example",
        "www.a.example",
        "</details>",
        "\n\n# a\n\n",
        "{0}",
        "\u{1b}[31m",
        "\0",
        "\u{85}",
        "\u{fffe}",
        "\u{202e}",
        " ",
        "a",
        "数",
    ]);
    let piece = prop_oneof![4 => known.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// A run with one finding, one that is silenced, and a file that was not read.
fn run(path: &str, words: &str) -> Run {
    let source = Source::new(path, "words\n");
    let finding =
        Finding { rule: "cause-vague", ..Finding::new(Span::new(0, 5), words).help(words).level(Level::Error) };
    let silence = Suppression { reason: Some(words.to_owned()) };
    let linted = Linted {
        path: path.to_owned(),
        status: None,
        id: None,
        findings: vec![Located::new(finding.clone().subject(words), &source)],
        suppressed: vec![(Located::new(finding, &source), silence)],
        baselined: 0,
        older: 0,
        hidden: 0,
        fail_on: FailOn::default(),
        source: None,
    };
    let unread = Unread { path: path.to_owned(), message: words.to_owned() };
    Run { files: vec![linted], errors: vec![unread], ..Run::default() }
}

fn printed(format: Format, run: &Run) -> String {
    let base = BaseUrl::parse("https://forge.example/acme").ok();
    let mut out = Vec::new();
    format.write(run, &Presentation { look: Look::PLAIN, base }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// What is text in Markdown, and whatever is not.
fn rendered(markdown: &str) -> (usize, Vec<String>) {
    let mut rows = 0;
    let mut markup = Vec::new();
    for event in Parser::new_ext(markdown, Options::all()) {
        match event {
            Event::Start(Tag::TableRow) => rows += 1,
            Event::Start(Tag::Link { dest_url, .. }) if !dest_url.starts_with("https://forge.example/acme/") => {
                markup.push(dest_url.into_string());
            }
            Event::Start(tag @ (Tag::Image { .. } | Tag::Emphasis | Tag::BlockQuote(_) | Tag::CodeBlock(_))) => {
                markup.push(format!("{tag:?}"));
            }
            Event::InlineHtml(html) if !["<code>", "</code>", "<br>"].contains(&html.as_ref()) => {
                markup.push(html.into_string());
            }
            Event::Text(text) if text.contains("#12") => markup.push(text.into_string()),
            _ => {}
        }
    }
    (rows, markup)
}

proptest! {
    #![proptest_config(tries(150))]

    #[test]
    fn words_stay_words(path in words(), words in words()) {
        let run = run(&path, &words);
        for format in [Format::Json, Format::Sarif, Format::Gitlab, Format::Rdjson] {
            let text = printed(format, &run);
            prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
            prop_assert!(text.lines().count() == 1 && !text.contains("##["));
        }
        prop_assert_eq!(printed(Format::Jsonl, &run).lines().count(), 3);

        let github = printed(Format::Github, &run);
        let commands: Vec<_> = github.lines().map(command).collect();
        prop_assert_eq!(commands.len(), 2);
        let keys = |at: usize| commands[at].1.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>();
        prop_assert_eq!(keys(0), ["file", "title"]);
        prop_assert_eq!(keys(1), ["file", "line", "endLine", "col", "endColumn", "title"]);

        let concise = printed(Format::Concise, &run);
        prop_assert_eq!(concise.lines().count(), 2);
        prop_assert!(!concise.contains("##[") && concise.lines().all(|line| !line.trim_start().starts_with("::")));

        let junit = printed(Format::Junit, &run);
        let valid = |c: char| matches!(c, '\n' | ' '..='\u{7e}' | '\u{a0}'..='\u{fffd}' | '\u{10000}'..);
        prop_assert!(junit.chars().all(valid) && !junit.contains("##["));
        prop_assert_eq!(junit.matches('<').count(), junit.matches('>').count());
        prop_assert_eq!(junit.matches('<').count(), 17);

        let markdown = printed(Format::Markdown, &run);
        prop_assert_eq!(rendered(&markdown), (1, vec![]), "{}", markdown);
        prop_assert_eq!(markdown.matches("</details>").count(), 1);
        // Behind the addresses, which are ours.
        let unlinked: String = markdown.split("](").map(|part| part.split_once(')').map_or(part, |(_, rest)| rest)).collect();
        prop_assert!(!unlinked.contains("@octo") && !unlinked.contains("www.a"), "{}", unlinked);
    }
}
