//! What is left of Candor's templates and of the user's, word for word: part of the rule `placeholder-left`.

use super::section_empty;
use crate::document::{Document, Form};
use crate::finding::{Finding, excerpt};
use crate::rule::Settings;
use crate::scaffold::prompts::{Prompts, prompts};
use crate::source::Span;

/// The prompts of our templates, where these count, and those of the user's. Ours are read when they
/// are first asked for.
fn in_force(settings: &Settings, ours: bool) -> Vec<&Prompts> {
    ours.then(prompts).into_iter().chain(settings.prompts.iter().map(AsRef::as_ref)).collect()
}

/// Guidance comments. Those of other authors are no reader's affair, and where nothing stands
/// under a heading, `section-empty` says so already.
pub(super) fn guidance(document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    let comments = &document.outline.comments;
    if document.form == Form::Yaml || comments.is_empty() {
        return Vec::new();
    }
    let prompts = in_force(settings, true);
    let empty = section_empty::empty_spans(document);
    let is_in_empty = |span: Span| {
        let next = empty.partition_point(|section| section.start <= span.start);
        next.checked_sub(1).and_then(|index| empty.get(index)).is_some_and(|section| section.contains(span.start))
    };
    let left = comments.iter().filter(|comment| {
        prompts.iter().any(|prompts| prompts.is_guidance(&comment.text)) && !is_in_empty(comment.span)
    });
    left.map(|comment| {
        let words = excerpt(&comment.text);
        let message = format!("the template's guidance “{words}” is still here: what it asks for may not be written");
        Finding::new(comment.span, message).help("Delete the comment once what it asks for is there.")
    })
    .collect()
}

/// Rows and fields with nothing but their label; lines that follow each other are one finding.
pub(super) fn unfilled_lines(document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    // "- Amount:" is a line of our templates only where one of them was used.
    let prompts = in_force(settings, document.is_candor());
    if document.form == Form::Yaml || prompts.is_empty() {
        return Vec::new();
    }
    let text = document.source.text();
    let mut runs: Vec<(Span, Vec<&str>)> = Vec::new();
    let mut at = document.head.end;
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
                labels.push(label(line));
            }
            _ => runs.push((span, vec![label(line)])),
        }
    }
    runs.into_iter().map(|(span, labels)| unfilled(span, &labels)).collect()
}

/// The one label of an unfilled row or field.
fn label(line: &str) -> &str {
    let parts = line.split('|').map(|cell| cell.trim().trim_matches(['-', ':', '：', ' ']));
    parts.into_iter().find(|cell| !cell.is_empty()).unwrap_or("this line")
}

fn unfilled(span: Span, labels: &[&str]) -> Finding {
    let quoted: Vec<String> = labels.iter().map(|label| format!("“{label}”")).collect();
    let (named, was) = match quoted.as_slice() {
        [one] => (one.clone(), "was"),
        [first @ .., last] => (format!("{} and {last}", first.join(", ")), "were"),
        [] => ("this line".to_owned(), "was"),
    };
    Finding::new(
        span,
        format!("{named} {was} left empty: a reader cannot tell what is unknown from what was forgotten"),
    )
    .help("Fill in what is known, say why the rest does not apply, or delete the line.")
}
