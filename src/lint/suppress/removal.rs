//! Takes a suppression out that has no effect: the fix of the rule `suppression-unused`.

use super::directive::{Directive, Word};
use super::problem::Problem;
use crate::document::yaml::{Node, Value};
use crate::document::{Document, Form};
use crate::finding::{Edit, Fix, excerpt};
use crate::rules;
use crate::source::Span;

/// What mends a suppression: what has no effect is deleted. With one that ended goes the reason of a gap
/// that may still be open, so that is for its author to say; a misspelt rule is only guessed, and what the
/// author meant by the rest nobody knows.
pub fn fix(document: &Document<'_>, directive: &Directive<'_>, problem: Problem<'_>) -> Option<Fix> {
    match problem {
        Problem::Idle { rule, .. } | Problem::Expired { rule, .. } | Problem::EndsNothing(rule) => {
            let span = match directive.rules.as_slice() {
                [] | [_] => whole(document, directive),
                names => Some(name(names, rule)),
            }?;
            let title = format!("Delete the suppression of “{}”", excerpt(rule.text));
            let kind = if matches!(problem, Problem::Expired { .. }) { Fix::risky } else { Fix::safe };
            Some(kind(title, vec![Edit::delete(span)]))
        }
        Problem::Unknown(name) => {
            let near = rules::nearest(name.text)?;
            Some(Fix::risky(format!("Write “{near}”"), vec![Edit::replace(name.span, near)]))
        }
        Problem::NoDate(_) | Problem::Nameless(_) | Problem::NoForm(_) => None,
    }
}

/// One of several names, with the comma that parts it from its neighbour.
fn name(names: &[Word<'_>], name: Word<'_>) -> Span {
    let index = names.iter().position(|other| other.span == name.span).unwrap_or_default();
    match (names.get(index + 1), index.checked_sub(1).and_then(|before| names.get(before))) {
        (Some(next), _) => Span::new(name.span.start, next.span.start),
        (None, Some(before)) => Span::new(before.span.end, name.span.end),
        (None, None) => name.span,
    }
}

/// The whole comment or entry: with its lines, where nothing else stands on them.
fn whole(document: &Document<'_>, directive: &Directive<'_>) -> Option<Span> {
    let entries = document.value("ignore").map(|node| (node, node.items()));
    if let Some((list, items)) = entries.filter(|(list, _)| list.span.contains(directive.span.start)) {
        return entry(document, directive, list, items);
    }
    let lines = lines_of(document, directive.span);
    let source = document.source;
    let before = source.slice(Span::new(lines.start, directive.span.start));
    let alone = before.trim().is_empty() && source.slice(Span::new(directive.span.end, lines.end)).trim().is_empty();
    if !alone {
        // What stands before it on the line keeps its place; a marker of a list would be left bare.
        let words = before.trim_end();
        let has_words = words.contains(char::is_alphanumeric);
        return has_words.then(|| Span::new(lines.start + words.len(), directive.span.end));
    }
    let count = source.lines().count();
    let line = |number: Option<usize>| {
        let number = number.filter(|number| *number < count);
        number.map(|number| source.lines().line_span(number, source.text()))
    };
    let blank = |span: Option<Span>| span.is_none_or(|span| source.slice(span).trim().is_empty());
    let before = line(source.lines().line(lines.start).checked_sub(1).filter(|_| lines.start > 0));
    let behind = line(Some(source.lines().line(directive.span.end.saturating_sub(1)) + 1));
    match (blank(before), blank(behind)) {
        // One blank line is enough between what it stood between.
        (true, true) => Some(Span::new(lines.start, behind.map_or(lines.end, |behind| behind.end))),
        // Without an empty line what stands around it would be one paragraph.
        (false, false) if document.form == Form::Markdown && lines.start >= document.head.end => {
            Some(Span::new(lines.start, directive.span.end))
        }
        _ => Some(lines),
    }
}

/// An entry of `ignore:`, where it stands on lines of its own; the last one with its key.
fn entry(document: &Document<'_>, directive: &Directive<'_>, list: &Node, items: &[Node]) -> Option<Span> {
    let root = document.data.as_ref()?.root.as_ref()?;
    let is_own = |item: &&Node| item.span == directive.span && matches!(item.value, Value::Map(_));
    match items {
        [only] if is_own(&only) => Some(lines_of(document, root.entry("ignore")?.key_span.cover(list.span))),
        several => {
            let item = several.iter().find(is_own)?;
            let lines = lines_of(document, item.span);
            let is_block = document.source.slice(Span::new(lines.start, item.span.start)).trim() == "-";
            is_block.then_some(lines)
        }
    }
}

/// The lines that hold a span, with their line ends.
fn lines_of(document: &Document<'_>, span: Span) -> Span {
    let (lines, text) = (document.source.lines(), document.source.text());
    let last = lines.line(span.end.saturating_sub(1).max(span.start));
    Span::new(lines.line_span(lines.line(span.start), text).start, lines.line_span(last, text).end)
}
