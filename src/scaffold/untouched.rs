//! What is left of templates in a document, word for word.

use super::prompts::Prompts;
use crate::document::{Form, Reading};
use crate::source::Span;

/// The guidance comments of the templates whose prompts these are: the inside of each, and where it stands.
pub fn guidance<'d>(reading: &'d Reading<'_>, prompts: &[&Prompts]) -> Vec<(Span, &'d str)> {
    if reading.form == Form::Yaml {
        return Vec::new();
    }
    let comments = reading.outline.comments.iter().map(|comment| (comment.span, comment.text.as_str()));
    comments.filter(|(_, text)| prompts.iter().any(|prompts| prompts.is_guidance(text))).collect()
}

/// Rows and fields with nothing but their label: lines that follow each other, with their labels.
pub fn unfilled<'d>(reading: &'d Reading<'_>, prompts: &[&Prompts]) -> Vec<(Span, Vec<&'d str>)> {
    let mut runs: Vec<(Span, Vec<&str>)> = Vec::new();
    if reading.form == Form::Yaml || prompts.is_empty() {
        return runs;
    }
    let text = reading.source.text();
    let mut at = reading.head.end;
    let mut lines = text.get(at..).unwrap_or_default().split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let span = Span::new(at, at + line.trim_end().len());
        let follows = runs
            .last()
            .is_some_and(|(run, _)| text.get(run.end..at).is_some_and(|gap| gap.trim().is_empty() && gap.len() <= 2));
        at += line.len();
        let goes_on = lines.peek().is_some_and(|next| next.starts_with([' ', '\t']) && !next.trim().is_empty());
        if goes_on || !prompts.iter().any(|prompts| prompts.is_unfilled(line)) {
            continue;
        }
        match runs.last_mut() {
            Some((run, labels)) if follows => {
                *run = run.cover(span);
                labels.extend(label(line));
            }
            _ => runs.push((span, label(line).into_iter().collect())),
        }
    }
    runs
}

/// The one label of an unfilled row or field.
fn label(line: &str) -> Option<&str> {
    let parts = line.split('|').map(|cell| cell.trim().trim_matches(['-', ':', '：', ' ']));
    parts.into_iter().find(|cell| !cell.is_empty())
}
