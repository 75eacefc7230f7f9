//! The lines of a document that a block of text quotes, cut and cleaned for a terminal.

use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::visible::seen;
use crate::document::secrets::secrets;
use crate::source::{Position, Source, Span};

/// A place that runs over more lines is marked on its first ones.
const LINES_A_PLACE: usize = 3;
/// Columns before a place that are kept of a line too long to show, at most.
const BEFORE: usize = 40;

/// Lines of a document as they are shown, and the places to mark in them.
///
/// miette's own reading of a source scans it from its first byte for every place, and prints what
/// it finds there raw and however long.
#[derive(Debug)]
pub struct Excerpt {
    path: String,
    text: String,
    lines: Vec<Line>,
    marks: Vec<Mark>,
}

#[derive(Debug)]
struct Line {
    /// Offset in the text of the excerpt.
    start: usize,
    /// 0-based number in the document.
    number: usize,
}

#[derive(Debug)]
struct Mark {
    range: Range<usize>,
    position: Position,
}

impl Excerpt {
    /// The lines that hold `places`, at most `width` columns of each.
    pub fn new(path: String, source: &Source, places: &[Span], width: usize) -> Self {
        let mut pieces: Vec<_> = places.iter().flat_map(|place| pieces(source, *place)).collect();
        pieces.sort_unstable();
        pieces.dedup();
        let mut excerpt = Self { path, text: String::new(), lines: Vec::new(), marks: Vec::new() };
        for of_line in pieces.chunk_by(|a, b| a.0 == b.0) {
            let spans: Vec<_> = of_line.iter().map(|(_, span)| *span).collect();
            excerpt.line(source, of_line[0].0, &spans, width);
        }
        excerpt
    }

    /// The places to mark, as ranges of the excerpt.
    pub fn marks(&self) -> impl Iterator<Item = Range<usize>> {
        self.marks.iter().map(|mark| mark.range.clone())
    }

    fn line(&mut self, source: &Source, number: usize, spans: &[Span], width: usize) {
        let whole = content(source, number);
        let kept = kept(source, whole, spans, width);
        self.lines.push(Line { start: self.text.len(), number });
        // Where a secret begins and ends is seen in the whole line only.
        let secrets = secrets(source.slice(whole));
        // Where each character went: source offset, offset here.
        let mut moved = Vec::new();
        let mut last = whole.start;
        for part in &kept {
            if part.start > last {
                self.text.push('…');
            }
            for (at, c) in source.slice(*part).char_indices().filter(|(_, c)| *c != '\u{feff}') {
                let at = part.start + at;
                moved.push((at, self.text.len()));
                self.text.push(if secrets.iter().any(|secret| secret.hides(at - whole.start)) {
                    '•'
                } else {
                    seen(c)
                });
            }
            last = part.end;
        }
        let end = self.text.len();
        if last < whole.end {
            self.text.push('…');
        } else if spans.iter().any(|span| span.start == whole.end) {
            // A place behind the last word needs a column to stand in.
            self.text.push(' ');
        }
        self.text.push('\n');
        let place = |offset| moved.get(moved.partition_point(|(from, _)| *from < offset)).map(|(_, to)| *to);
        for span in spans {
            let from = place(span.start).unwrap_or(end);
            let to = place(span.end).unwrap_or(end).max(from + 1);
            if from < end || span.start == whole.end {
                self.marks.push(Mark { range: from..to, position: source.position(span.start) });
            }
        }
    }
}

/// The line's span without its end and trailing spaces.
fn content(source: &Source, number: usize) -> Span {
    let line = source.lines().line_span(number, source.text());
    Span::new(line.start, line.start + source.slice(line).trim_end().len())
}

/// A place cut into its lines, with their numbers.
fn pieces(source: &Source, place: Span) -> Vec<(usize, Span)> {
    let first = source.lines().line(place.start);
    let last = source.lines().line(place.end.saturating_sub(1).max(place.start));
    let lines = first..=last.min(first + LINES_A_PLACE - 1);
    let cut = |number| {
        let line = content(source, number);
        let indent = source.slice(line).len() - source.slice(line).trim_start().len();
        let from = if number == first { line.start } else { line.start + indent };
        let start = place.start.clamp(from, line.end.max(from));
        (number, Span::new(start, place.end.clamp(start, line.end.max(start))))
    };
    lines.map(cut).filter(|(number, span)| *number == first || !span.is_empty()).collect()
}

/// What is shown of a line: all of it, or the places with a little around them.
fn kept(source: &Source, line: Span, spans: &[Span], width: usize) -> Vec<Span> {
    let text = source.slice(line);
    if forward(text, width) == text.len() {
        return vec![line];
    }
    let after_each = width / (2 * spans.len().max(1));
    let before_each = after_each.min(BEFORE);
    let mut parts: Vec<Span> = Vec::new();
    let mut room = width.saturating_sub(2);
    for span in spans {
        let before = source.slice(Span::new(line.start, span.start));
        let after = source.slice(Span::new(span.end, line.end));
        let seen_to = parts.last().map_or(line.start, |part| part.end);
        let start = (span.start - backward(before, before_each)).max(seen_to);
        let wanted = Span::new(start, (span.end + forward(after, after_each)).max(start));
        let part = Span::new(start, start + forward(source.slice(wanted), room));
        if part.is_empty() {
            continue;
        }
        room = room.saturating_sub(columns(source.slice(part)) + 1);
        match parts.last_mut() {
            Some(last) if last.end == part.start => last.end = part.end,
            _ => parts.push(part),
        }
    }
    parts
}

/// Bytes at the head of a text that fit into `room` columns.
fn forward(text: &str, room: usize) -> usize {
    let mut used = 0;
    let cut = text.char_indices().find(|(_, c)| {
        used += column(*c);
        used > room
    });
    cut.map_or(text.len(), |(at, _)| at)
}

/// Bytes at the foot of a text that fit into `room` columns.
fn backward(text: &str, room: usize) -> usize {
    let mut used = 0;
    let cut = text.char_indices().rev().find(|(_, c)| {
        used += column(*c);
        used > room
    });
    cut.map_or(text.len(), |(at, c)| text.len() - at - c.len_utf8())
}

fn columns(text: &str) -> usize {
    text.chars().map(column).sum()
}

/// Columns of a character at most: what is not Latin, Greek or Cyrillic may take two.
fn column(c: char) -> usize {
    if c < '\u{0530}' { 1 } else { 2 }
}

impl SourceCode for Excerpt {
    /// Context lines are left out: the lines around a gap rarely say more about it.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let line_of = |offset| self.lines.partition_point(|line| line.start <= offset).saturating_sub(1);
        let (first, last) = (line_of(span.offset()), line_of((span.offset() + span.len()).saturating_sub(1)));
        let line = self.lines.get(first).ok_or(MietteError::OutOfBounds)?;
        let end = self.lines.get(last + 1).map_or(self.text.len(), |next| next.start);
        let data = self.text.as_bytes().get(line.start..end).ok_or(MietteError::OutOfBounds)?;
        let mark = self.marks.iter().find(|mark| mark.range.start == span.offset());
        Ok(Box::new(MietteSpanContents::new_named(
            self.path.clone(),
            data,
            (line.start, end - line.start).into(),
            line.number,
            mark.map_or(0, |mark| mark.position.column - 1),
            last + 1 - first,
        )))
    }
}
