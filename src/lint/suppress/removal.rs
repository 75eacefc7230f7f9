//! Takes a suppression out that has no effect: the fix of the rule `suppression-unused`.

use super::directive::{Directive, Word};
use super::problem::Problem;
use crate::document::Document;
use crate::document::yaml::{Node, Value};
use crate::edits::comment;
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
    comment::removal(document, directive.span)
}

/// An entry of `ignore:`, where it stands on lines of its own; the last one with its key.
fn entry(document: &Document<'_>, directive: &Directive<'_>, list: &Node, items: &[Node]) -> Option<Span> {
    let root = document.data.as_ref()?.root.as_ref()?;
    let is_own = |item: &&Node| item.span == directive.span && matches!(item.value, Value::Map(_));
    match items {
        [only] if is_own(&only) => Some(comment::lines_of(document, root.entry("ignore")?.key_span.cover(list.span))),
        several => {
            let item = several.iter().find(is_own)?;
            let lines = comment::lines_of(document, item.span);
            let is_block = document.source.slice(Span::new(lines.start, item.span.start)).trim() == "-";
            is_block.then_some(lines)
        }
    }
}
