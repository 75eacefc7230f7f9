//! A heading of a known section has nothing under it, or only "None" or "N/A" without a reason.
//!
//! The heading promises an answer. Nothing under it can mean that there was nothing, that nobody
//! looked, or that somebody meant to write it later, and a reader cannot tell which. A section
//! whose heading says it all ("Root cause: expired certificate") is not empty. That nothing is
//! paid is `compensation-refusal-unexplained`.
//!
//! ## Bad
//!
//! ```md
//! ### Detection
//!
//! ### Impact
//!
//! N/A
//! ```
//!
//! ## Good
//!
//! ```md
//! ### Detection
//!
//! The alarm on failed payments, six minutes after the release.
//!
//! ### Impact
//!
//! None outside the company: the service has no customers yet.
//! ```

use crate::document::outline::{HeadingForm, Outline, Section, SectionId};
use crate::document::{Block, Document};
use crate::finding::{Finding, Level};
use crate::language::{SectionKind, label};
use crate::rule::{Rule, Settings};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    name: "section-empty",
    level: Some(Level::Warning),
    unwritten: true,
    check,
    source: include_str!("section_empty.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    judged(document).map(|(_, finding)| finding).collect()
}

/// The spans of the sections with nothing in them, in order.
pub(super) fn empty_spans(document: &Document<'_>) -> Vec<Span> {
    judged(document).map(|(span, _)| span).collect()
}

/// The empty sections. Sections inside an empty one are empty, too: one finding speaks for all.
fn judged<'d>(document: &'d Document<'_>) -> impl Iterator<Item = (Span, Finding)> + 'd {
    let mut covered = 0;
    let sections = document.outline.sections.iter().enumerate().skip(Outline::ROOT + 1);
    sections.filter_map(move |(id, section)| {
        if section.span.start < covered || !is_known(section) {
            return None;
        }
        let finding = judge(document, id, section)?;
        covered = section.span.end;
        Some((section.span, finding))
    })
}

/// Rows and fields without a value belong to other rules.
fn is_known(section: &Section) -> bool {
    section.topic.is_some_and(|topic| topic.section().is_some()) && section.form != HeadingForm::Row
}

fn judge(document: &Document<'_>, id: SectionId, section: &Section) -> Option<Finding> {
    let title = section.title.plain().trim().trim_end_matches([':', '：']);
    match document.outline.blocks_of(id) {
        [] => {
            let empty = !says_more(title) && !has_words(document, id, section);
            empty.then(|| {
                Finding::new(section.heading, format!("nothing stands under “{title}”: a reader cannot tell whether there was nothing, or nobody looked"))
                    .help("Write what is known, or say why there is nothing to say.")
            })
        }
        // A mark of nothing: "_No response_", "—".
        [block] if block.text.is_empty() => {
            let mark = document.source.slice(block.span).trim();
            let mark = mark.trim_start_matches(['-', '*', '+', ' ']).trim_matches(['_', '*']);
            let words = if mark.is_empty() { "-" } else { mark };
            Some(none(block.span, words, title))
        }
        [block] => {
            let is_none = is_none(document, block)
                && document.outline.topic(id).and_then(|topic| topic.section()) != Some(SectionKind::Compensation);
            is_none.then(|| none(block.text.whole(), block.text.plain().trim(), title))
        }
        _ => None,
    }
}

/// What is said of a section with nothing but a word for none.
fn none(span: Span, words: &str, title: &str) -> Finding {
    let message = format!(
        "“{words}” is all that stands under “{title}”, with no reason: a reader cannot tell whether anybody looked"
    );
    Finding::new(span, message).help("Say why there is nothing, or what was looked at and found clean.")
}

/// Whether a heading carries its content: "Root cause: the certificate had expired".
fn says_more(title: &str) -> bool {
    let folded = label::fold(title);
    let behind = folded.strip_prefix(label::stem(&folded)).unwrap_or_default();
    behind.starts_with([':', '：', ' '])
        && behind.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count() >= 2
        || behind.chars().filter(|c| !c.is_ascii()).count() >= 4
}

/// Whether the source has words under the heading that are no block, such as an image or a form.
fn has_words(document: &Document<'_>, id: SectionId, section: &Section) -> bool {
    let outline = &document.outline;
    let inside = |span: &Span| span.start < section.span.end;
    let headings = outline.sections.iter().skip(id + 1).map(|inner| inner.heading).take_while(inside);
    let first = outline.comments.partition_point(|comment| comment.span.start < section.heading.end);
    let comments = outline.comments.iter().skip(first).map(|comment| comment.span).take_while(inside);
    let mut known: Vec<Span> = headings.chain(comments).collect();
    known.sort_unstable();
    known.push(Span::at(section.span.end));
    let mut at = section.heading.end;
    known.into_iter().any(|next| {
        let between = document.source.slice(Span::new(at, next.start));
        at = next.end.max(at);
        between.contains(char::is_alphanumeric)
    })
}

fn is_none(document: &Document<'_>, block: &Block) -> bool {
    let words = block.text.plain().trim_matches(|c: char| !c.is_alphanumeric());
    words.len() <= 24 && document.lang_of(words).words().placeholders().none.has(words)
}
