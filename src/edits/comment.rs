//! Takes a comment out of a document.

use crate::document::{Document, Form};
use crate::source::Span;

/// What goes with a comment: its lines, where nothing else stands on them, and one of two blank lines around
/// it. None where a marker of a list would be left bare.
pub fn removal(document: &Document<'_>, comment: Span) -> Option<Span> {
    let lines = lines_of(document, comment);
    let source = document.source;
    let before = source.slice(Span::new(lines.start, comment.start));
    let alone = before.trim().is_empty() && source.slice(Span::new(comment.end, lines.end)).trim().is_empty();
    if !alone {
        // What stands before it on the line keeps its place; a marker of a list would be left bare.
        let words = before.trim_end();
        let has_words = words.contains(char::is_alphanumeric);
        return has_words.then(|| Span::new(lines.start + words.len(), comment.end));
    }
    let count = source.lines().count();
    let line = |number: Option<usize>| {
        let number = number.filter(|number| *number < count);
        number.map(|number| source.lines().line_span(number, source.text()))
    };
    let blank = |span: Option<Span>| span.is_none_or(|span| source.slice(span).trim().is_empty());
    let before = line(source.lines().line(lines.start).checked_sub(1).filter(|_| lines.start > 0));
    let behind = line(Some(source.lines().line(comment.end.saturating_sub(1)) + 1));
    match (blank(before), blank(behind)) {
        // One blank line is enough between what it stood between.
        (true, true) => Some(Span::new(lines.start, behind.map_or(lines.end, |behind| behind.end))),
        // Without an empty line what stands around it would be one paragraph.
        (false, false) if document.form == Form::Markdown && lines.start >= document.head.end => {
            Some(Span::new(lines.start, comment.end))
        }
        _ => Some(lines),
    }
}

/// The lines that hold a span, with their line ends.
pub fn lines_of(document: &Document<'_>, span: Span) -> Span {
    let (lines, text) = (document.source.lines(), document.source.text());
    let last = lines.line(span.end.saturating_sub(1).max(span.start));
    Span::new(lines.line_span(lines.line(span.start), text).start, lines.line_span(last, text).end)
}
