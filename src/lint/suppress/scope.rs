//! Where each suppression holds, as a range of the source.

use std::collections::HashMap;

use super::directive::{Directive, Reach};
use crate::document::Document;
use crate::document::outline::{HeadingForm, Section};
use crate::document::yaml::Comment;
use crate::source::Span;

/// Bytes of indent and markers beside a comment that stands alone; what is longer is not looked at.
const MAX_MARGIN: usize = 256;

/// The lines that each comment speaks of, by where the comment begins: its own, and where it stands
/// alone the next one with content. Comments that follow each other speak of the same line.
pub fn lines(document: &Document<'_>, comments: &[&Comment]) -> HashMap<usize, Span> {
    let source = document.source;
    let mut spoken_of = HashMap::new();
    // The first line of the comment below, where that one stands alone, and the last it speaks of.
    let mut below = None;
    for comment in comments.iter().rev() {
        let first = source.lines().line(comment.span.start);
        let last = source.lines().line(comment.span.end.saturating_sub(1));
        let alone = is_alone(document, comment.span);
        let end = match (alone, next_line(document, last)) {
            (false, _) => last,
            (true, next) => below.filter(|(line, _)| *line == next).map_or(next, |(_, end)| end),
        };
        below = alone.then_some((first, end));
        spoken_of.insert(comment.span.start, span_of(document, first, end));
    }
    spoken_of
}

/// The whole document, with the place behind its last byte.
pub fn whole(document: &Document<'_>) -> Span {
    Span::new(0, document.source.text().len() + 1)
}

/// Where a suppression holds; that of [`Reach::Start`] ends with its [`Reach::End`].
pub fn scope(document: &Document<'_>, directive: &Directive<'_>, lines: Option<Span>) -> Span {
    let lines = lines.unwrap_or_default();
    match directive.reach {
        Some(Reach::Line) => lines,
        Some(Reach::Section) => section(document, directive.span.start, lines).map(|s| s.span).unwrap_or_default(),
        Some(Reach::File) => whole(document),
        Some(Reach::Start) => Span::new(directive.span.start, whole(document).end),
        Some(Reach::End) | None => Span::default(),
    }
}

/// The section whose heading stands in `lines`, else the innermost one around `offset`.
fn section<'d>(document: &'d Document<'_>, offset: usize, lines: Span) -> Option<&'d Section> {
    let outline = &document.outline;
    let sections = &outline.sections;
    let from = sections.partition_point(|section| section.heading.start < lines.start);
    let under = sections.iter().skip(from).take_while(|section| section.heading.start < lines.end);
    let headed = under.into_iter().find(|section| is_headed(section) && section.form != HeadingForm::Document);
    headed.or_else(|| {
        let last = sections.partition_point(|section| section.heading.start <= offset).checked_sub(1)?;
        outline.ancestors(last).find(|section| is_headed(section) && section.span.contains(offset))
    })
}

/// Whether people would call it a section: a label within one is none, unless it stands for one.
fn is_headed(section: &Section) -> bool {
    matches!(section.form, HeadingForm::Document | HeadingForm::Heading | HeadingForm::Key) || section.topic.is_some()
}

/// Whether nothing but markers of lists and quotations stands beside a comment.
fn is_alone(document: &Document<'_>, comment: Span) -> bool {
    let source = document.source;
    let around = |offset: usize| source.lines().line_span(source.lines().line(offset), source.text());
    let before = Span::new(around(comment.start).start, comment.start);
    let after = Span::new(comment.end, around(comment.end.saturating_sub(1)).end);
    let is_marker = |c: char| c.is_whitespace() || matches!(c, '>' | '-' | '*' | '+' | '\u{feff}');
    before.len() <= MAX_MARGIN
        && after.len() <= MAX_MARGIN
        && source.slice(before).chars().all(is_marker)
        && source.slice(after).trim().is_empty()
}

/// The first line behind `line` that is not blank, or `line` where there is none.
fn next_line(document: &Document<'_>, line: usize) -> usize {
    let source = document.source;
    let mut behind = line + 1..source.lines().count();
    let has_words = |line: &usize| !source.slice(source.lines().line_span(*line, source.text())).trim().is_empty();
    behind.find(has_words).unwrap_or(line)
}

fn span_of(document: &Document<'_>, first: usize, last: usize) -> Span {
    let lines = document.source.lines();
    let text = document.source.text();
    let end = if last + 1 == lines.count() { text.len() + 1 } else { lines.line_span(last, text).end };
    Span::new(lines.line_span(first, text).start, end)
}
