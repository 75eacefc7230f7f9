//! Gives a missing section its heading: the fix of the rule `section-missing`.

use crate::document::outline::{HeadingForm, Section};
use crate::document::{Document, Form};
use crate::finding::{Edit, Fix};
use crate::language::SectionKind;

/// What stands under the heading until somebody writes it; `placeholder-left` finds it in every language.
const MARKER: &str = "TBD";
/// The level of the headings of sections, where the document has none.
const LEVEL: u8 = 2;

/// The heading of a section and a marker under it, at its place among those that are there. None for a
/// document that has the heading, with nothing under it that does its work, and for YAML.
pub fn insert(document: &Document<'_>, kind: SectionKind) -> Option<Fix> {
    let title = document.lang.words().title(kind)?;
    let text = document.source.text();
    let has_heading = document.outline.sections.iter().any(|section| of_kind(section) == Some(kind));
    if document.form == Form::Yaml || has_heading {
        return None;
    }
    let level = headings(document).map(|section| section.level).min().unwrap_or(LEVEL);
    let heading = format!("{} {title}", "#".repeat(usize::from(level)));
    // Where a heading is not read as one, in a fence that nobody closed, it would come again and again.
    let lines = document.source.lines();
    let mut lines = (0..lines.count()).map(|line| document.source.slice(lines.line_span(line, text)));
    if lines.any(|line| line.trim_end() == heading) {
        return None;
    }
    let at = place(document, kind, level);
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let last = document.source.newline().as_bytes().last();
    let breaks =
        before.iter().rev().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| Some(*byte) == last);
    let gap = match breaks.count() {
        _ if before.is_empty() => "",
        0 => "\n\n",
        1 => "\n",
        _ => "",
    };
    let end = if at == text.len() { "\n" } else { "\n\n" };
    let edit = Edit::insert(at, format!("{gap}{heading}\n\n{MARKER}{end}"));
    Some(Fix::safe(format!("Add the heading “{title}”"), vec![edit]))
}

/// The headings of sections in Markdown's own form.
fn headings<'d>(document: &'d Document<'_>) -> impl Iterator<Item = &'d Section> {
    let sections = document.outline.sections.iter();
    sections.filter(|section| section.form == HeadingForm::Heading && section.level > 1 && of_kind(section).is_some())
}

fn of_kind(section: &Section) -> Option<SectionKind> {
    section.topic.and_then(|topic| topic.section())
}

/// Behind the last section that comes before it in the form, else before the first that comes behind
/// it, else at the end.
fn place(document: &Document<'_>, kind: SectionKind, level: u8) -> usize {
    let source = document.source;
    let own = |section: &&Section| section.level == level;
    let earlier = headings(document).filter(own).filter(|section| of_kind(section) < Some(kind)).last();
    let later = || headings(document).filter(own).find(|section| of_kind(section) > Some(kind));
    let line = |offset: usize| source.lines().line_span(source.lines().line(offset), source.text()).start;
    match earlier {
        Some(section) if section.span.end < source.text().len() => line(section.span.end),
        Some(_) => source.text().len(),
        None => later().map_or(source.text().len(), |section| line(section.heading.start)),
    }
}
