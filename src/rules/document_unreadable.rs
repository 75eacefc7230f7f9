//! A part of the document cannot be read: broken YAML, bytes that are not UTF-8, another markup, a limit
//! exceeded.
//!
//! What cannot be read cannot be judged, so the gap is reported at its place and the rest of the
//! document is linted as far as it goes. Of a YAML or JSON document nothing else is judged: what
//! seems to be missing may stand behind that place; of a stream of YAML documents the first one is
//! read, and that there are more is told. Nor is anything else judged of a file in another encoding
//! (UTF-16 with its mark is read), and nothing that holds a byte which could not be decoded. A file
//! of a folder in another encoding, or in reStructuredText, AsciiDoc, Org, Textile or HTML, is told where
//! it has the headings of a postmortem; else it is skipped. The subject is `yaml`, `encoding`, `markup` or
//! `limit`.
//!
//! ## Subjects
//!
//! - `yaml`: YAML that does not parse
//! - `encoding`: bytes that are not text
//! - `markup`: a text in a markup that is not read
//! - `limit`: a document that is larger than a limit
//!
//! ## Bad
//!
//! ```md
//! ---
//! title: "An open quote
//! ---
//! ```
//!
//! ## Good
//!
//! ```md
//! ---
//! title: "A closed quote"
//! ---
//! ```
//!
//! ## Options
//!
//! - `max-bytes`: the size from which a file is not read (default 33554432, which is 32 MiB).

use crate::document::outline::MAX_BLOCKS;
use crate::document::{Document, glance};
use crate::finding::{Finding, Level};
use crate::rule::{Rule, Settings};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    name: "document-unreadable",
    level: Some(Level::Error),
    unwritten: false,
    check,
    source: include_str!("document_unreadable.rs"),
};

const YAML_HELP: &str = "What stands behind this place was not read. Quote values that hold `: `, `#` or quotes.";
/// JSON is a subset of YAML, and read as such.
const JSON_HELP: &str =
    "What stands behind this place was not read. Look for a comma, a quote or a bracket that is missing before it.";

fn check(document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    let encoding = encoding(document, settings);
    let json = document.source.path().to_ascii_lowercase().ends_with(".json");
    let (name, help) = if json { ("JSON", JSON_HELP) } else { ("YAML", YAML_HELP) };
    // The first fault makes the others: behind it, values are taken for keys.
    let yaml = document.yaml_errors().first().map(|error| {
        Finding::new(error.span, format!("this {name} cannot be read: {}", error.message)).subject("yaml").help(help)
    });
    let limit = document.outline.cut_at.map(|at| {
        let message =
            format!("the document has more than {MAX_BLOCKS} paragraphs, items and rows: what follows was not read");
        Finding::new(Span::at(at), message)
            .subject("limit")
            .help("Move logs and raw data to a file of their own and link it.")
    });
    let size = document.source.exceeds().map(|limit| {
        Finding::new(Span::default(), format!("the file is longer than {limit} bytes and was not read"))
            .subject("limit")
            .help("Move logs and raw data to a file of their own and link it, or raise the option `max-bytes`.")
    });
    size.into_iter().chain(encoding).chain(yaml).chain(limit).collect()
}

/// That bytes are not what the text of a document is made of.
fn encoding(document: &Document<'_>, settings: &Settings) -> Option<Finding> {
    let source = document.source;
    let save = "Save the file as UTF-8";
    let Some(at) = source.invalid_utf8() else {
        let nul = source.text().find('\0')?;
        let message = "a NUL byte stands here: other programs end the text at it, or take the file for no text";
        let finding = Finding::new(Span::new(nul, nul + 1), message).subject("encoding");
        return Some(finding.help("Delete the byte."));
    };
    let finding = match glance::encoding(source, &settings.lexicon) {
        Some(name) => {
            let message = format!(
                "this file is {name}, not UTF-8: it has the headings of a postmortem, and nothing of it was judged"
            );
            let convert = format!("{save}: `iconv -f {name} -t UTF-8`.");
            Finding::new(Span::default(), message).help(convert)
        }
        None => {
            let message = "a byte here is not UTF-8: this and what follows may not say what was written";
            Finding::new(Span::new(at, at + 1), message).help(format!("{save}."))
        }
    };
    Some(finding.subject("encoding"))
}

/// That a document in another markup was not read.
pub fn of_markup(markup: &str) -> Finding {
    let message = format!(
        "this is {markup}, which is not read: it has the headings of a postmortem, and nothing of it was judged"
    );
    Finding::new(Span::default(), message).subject("markup").help(
        "Convert it to Markdown (`pandoc --to gfm`), or say with `exclude` in candor.yaml that it need not be judged.",
    )
}
