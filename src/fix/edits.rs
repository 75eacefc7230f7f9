//! Edits of a text: which can be made together, and making them.

use std::collections::BTreeMap;

use crate::finding::{Edit, Fix};
use crate::source::{Source, Span};

/// The fixes that do not touch each other, the earlier before the later. One whose own edits touch
/// each other, or do not fit the text, is left out.
pub fn apart<'f>(fixes: impl Iterator<Item = &'f Fix>, source: &Source) -> Vec<&'f Fix> {
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    let mut chosen = Vec::new();
    for fix in fixes {
        let mut spans: Vec<Span> = fix.edits.iter().map(|edit| edit.span).collect();
        spans.sort_unstable();
        let fits = spans.iter().all(|span| source.clamp(*span) == *span);
        let apart = spans.windows(2).all(|pair| matches!(pair, [a, b] if !touch(*a, *b)));
        let free = apart && spans.iter().all(|span| !touches(&taken, *span));
        if fits && free && !spans.is_empty() {
            taken.extend(spans.iter().map(|span| (span.start, span.end)));
            chosen.push(fix);
        }
    }
    chosen
}

/// Whether two spans overlap, or one that inserts stands at a border of the other: the order of what
/// they write would be anybody's guess.
fn touch(a: Span, b: Span) -> bool {
    let behind = a.end <= b.start || b.end <= a.start;
    let inserts = a.is_empty() || b.is_empty();
    if inserts { a.start <= b.end && b.start <= a.end } else { !behind }
}

/// Whether a span touches one of those that are taken, whose ends stand by their starts.
fn touches(taken: &BTreeMap<usize, usize>, span: Span) -> bool {
    let near = |(start, end): (&usize, &usize)| touch(Span::new(*start, *end), span);
    // The last one may only follow on the span; the one before it is the last that can reach into it.
    taken.range(..=span.end).rev().take(2).any(near)
}

/// The text with the edits of fixes that do not touch each other.
pub fn apply(text: &str, fixes: &[&Fix]) -> String {
    let mut edits: Vec<&Edit> = fixes.iter().flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| edit.span);
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        new.push_str(text.get(at..edit.span.start).unwrap_or_default());
        new.push_str(&edit.text);
        at = edit.span.end;
    }
    new.push_str(text.get(at..).unwrap_or_default());
    new
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replace(start: usize, end: usize, text: &str) -> Edit {
        Edit::replace(Span::new(start, end), text)
    }

    #[test]
    fn what_touches_waits() {
        let source = Source::new("a.md", "abcdefghij");
        let fixes = [
            Fix::safe("a", vec![replace(0, 2, "A"), replace(8, 9, "I")]),
            Fix::safe("overlaps", vec![replace(1, 3, "x")]),
            Fix::safe("stands right behind", vec![replace(2, 4, "C")]),
            Fix::safe("inserts at a border", vec![replace(4, 4, "x")]),
            Fix::safe("touches the second edit", vec![replace(5, 6, "x"), replace(8, 10, "x")]),
            Fix::safe("covers one and ends before another", vec![replace(1, 8, "x")]),
            Fix::safe("overlaps itself", vec![replace(5, 7, "x"), replace(6, 8, "x")]),
            Fix::safe("does not fit", vec![replace(9, 11, "x")]),
            Fix::safe("has no edits", Vec::new()),
        ];
        let apart = apart(fixes.iter(), &source);
        assert_eq!(apart.iter().map(|fix| fix.title.as_str()).collect::<Vec<_>>(), ["a", "stands right behind"]);
        assert_eq!(apply(source.text(), &apart), "ACefghIj");
    }
}
