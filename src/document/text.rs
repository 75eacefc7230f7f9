//! Prose without its markup, each byte of it traceable to the source.

use std::ops::Range;

use crate::source::Span;

/// The plain text of a paragraph, an item, a cell or a heading.
///
/// Soft and hard line breaks become one space each; where lines began is kept in [`Text::lines`].
#[derive(Clone, Debug, Default)]
pub struct Text {
    plain: String,
    pieces: Vec<Piece>,
    marks: Vec<Mark>,
    breaks: Vec<usize>,
}

/// From `plain` on, the plain text stands at `source` byte for byte.
#[derive(Clone, Copy, Debug)]
struct Piece {
    plain: usize,
    source: usize,
    /// Words that join others and stand nowhere: all of them are at `source`.
    joint: bool,
}

/// Marks that begin behind a place and are looked at all the same, for one that holds them.
const MARKS_BEYOND: usize = 64;

/// A marked range of the plain text.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Bytes of the plain text.
    pub range: Range<usize>,
    /// What the markup means.
    pub kind: MarkKind,
}

/// The markup that means something to a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// Bold.
    Strong,
    /// Struck through: done or withdrawn.
    Strike,
    /// Code: an identifier or a quoted log, never prose.
    Code,
    /// A link and its address.
    Link(String),
    /// The words in place of an image.
    Image,
}

impl Text {
    /// A text that stands in the source as it is, from `start` on.
    pub fn verbatim(plain: &str, start: usize) -> Self {
        let mut text = Self::default();
        text.push(plain, start);
        text
    }

    /// No words, but a place: an empty cell or heading.
    pub fn empty_at(source: usize) -> Self {
        Self { pieces: vec![Piece { plain: 0, source, joint: false }], ..Self::default() }
    }

    /// Adds words that stand at `source`.
    pub fn push(&mut self, plain: &str, source: usize) {
        if plain.is_empty() {
            return;
        }
        let at = self.plain.len();
        let continues = self.pieces.last().is_some_and(|p| !p.joint && p.source + (at - p.plain) == source);
        if !continues {
            self.pieces.push(Piece { plain: at, source, joint: false });
        }
        self.plain.push_str(plain);
    }

    /// Adds words that stand at `source`, or that are only near it and not byte for byte the same.
    pub fn add(&mut self, plain: &str, source: usize, same: bool) {
        if same {
            self.push(plain, source);
        } else {
            self.join(plain, source);
        }
    }

    /// Adds words between two parts that do not stand in the source, such as the bars between cells.
    pub fn join(&mut self, words: &str, source: usize) {
        if !words.is_empty() {
            self.pieces.push(Piece { plain: self.plain.len(), source, joint: true });
            self.plain.push_str(words);
        }
    }

    /// Ends a line: a space, unless there is one.
    pub fn line_break(&mut self, source: usize) {
        if !self.plain.is_empty() && !self.plain.ends_with(' ') {
            self.push(" ", source);
        }
        if self.breaks.last() != Some(&self.plain.len()) && !self.plain.is_empty() {
            self.breaks.push(self.plain.len());
        }
    }

    /// Adds another text with its places, marks and lines.
    pub fn append(&mut self, other: &Self) {
        let base = self.plain.len();
        self.plain.push_str(&other.plain);
        self.pieces.extend(other.pieces.iter().map(|p| Piece { plain: p.plain + base, ..*p }));
        for mark in &other.marks {
            self.mark(mark.range.start + base..mark.range.end + base, mark.kind.clone());
        }
        self.breaks.extend(other.breaks.iter().map(|at| at + base));
    }

    /// Marks a range of the plain text.
    pub fn mark(&mut self, range: Range<usize>, kind: MarkKind) {
        if !range.is_empty() {
            self.marks.push(Mark { range, kind });
        }
    }

    /// The words.
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// The words at a range; empty where it does not fit.
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.plain.get(range).unwrap_or_default()
    }

    /// Whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.plain.trim().is_empty()
    }

    /// The marked ranges in the order in which they ended.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The addresses of the links within `range`.
    pub fn links(&self, range: Range<usize>) -> impl Iterator<Item = &str> {
        self.marks_at(range).filter_map(|mark| match &mark.kind {
            MarkKind::Link(address) => Some(address.as_str()),
            _ => None,
        })
    }

    /// The marks that touch `range`, without walking through all: they are in the order of their
    /// ends. A mark that goes on for long behind `range`, over many others, can be missed.
    pub fn marks_at(&self, range: Range<usize>) -> impl Iterator<Item = &Mark> {
        let first = self.marks.partition_point(|mark| mark.range.end <= range.start);
        let mut beyond = 0;
        let end = range.end;
        let near = self.marks.iter().skip(first).take_while(move |mark| {
            beyond += usize::from(mark.range.start >= end);
            beyond <= MARKS_BEYOND
        });
        near.filter(move |mark| overlaps(&mark.range, &range))
    }

    /// Whether any of `range` is marked so.
    pub fn is_marked(&self, range: &Range<usize>, kind: &MarkKind) -> bool {
        self.marks_at(range.clone()).any(|mark| mark.kind == *kind)
    }

    /// Whether any of `range` is code.
    pub fn is_code(&self, range: &Range<usize>) -> bool {
        self.is_marked(range, &MarkKind::Code)
    }

    /// Brings the marks back into the order of their ends after some were added out of turn.
    pub fn sort_marks(&mut self) {
        self.marks.sort_by_key(|mark| mark.range.end);
    }

    /// The lines of the text as ranges, trailing spaces left out.
    pub fn lines(&self) -> impl Iterator<Item = Range<usize>> {
        let starts = std::iter::once(0).chain(self.breaks.iter().copied());
        let ends = self.breaks.iter().copied().chain(std::iter::once(self.plain.len()));
        starts.zip(ends).map(|(start, end)| {
            let line = self.slice(start..end);
            start..start + line.trim_end().len()
        })
    }

    /// A part of the text with its places, marks and lines.
    pub fn part(&self, range: Range<usize>) -> Self {
        let mut part = Self { plain: self.slice(range.clone()).to_owned(), ..Self::default() };
        let shift = |at: usize| at.clamp(range.start, range.end) - range.start;
        if !part.plain.is_empty() {
            part.pieces.push(Piece { plain: 0, source: self.source(range.start), joint: self.is_joint(range.start) });
            let first = self.pieces.partition_point(|p| p.plain <= range.start);
            let inside = self.pieces.iter().skip(first).take_while(|p| p.plain < range.end);
            part.pieces.extend(inside.map(|p| Piece { plain: p.plain - range.start, ..*p }));
        }
        for mark in self.marks_at(range.clone()) {
            part.mark(shift(mark.range.start)..shift(mark.range.end), mark.kind.clone());
        }
        let first = self.breaks.partition_point(|at| *at <= range.start);
        let inside = self.breaks.iter().skip(first).take_while(|at| **at < range.end);
        part.breaks = inside.map(|at| at - range.start).collect();
        part
    }

    /// Where a range of the plain text stands in the source.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.source(range.start);
        // The last byte decides: an end at a piece's border belongs to the piece before it.
        let last = range.end.saturating_sub(1);
        let end = if range.is_empty() { start } else { self.source(last) + usize::from(!self.is_joint(last)) };
        Span::new(start, end)
    }

    /// Where the whole text stands in the source.
    pub fn whole(&self) -> Span {
        self.span(0..self.plain.trim_end().len())
    }

    fn source(&self, plain: usize) -> usize {
        self.piece(plain).map_or(0, |piece| match piece.joint {
            true => piece.source,
            false => piece.source + plain.saturating_sub(piece.plain),
        })
    }

    fn is_joint(&self, plain: usize) -> bool {
        self.piece(plain).is_some_and(|piece| piece.joint)
    }

    fn piece(&self, plain: usize) -> Option<&Piece> {
        let index = self.pieces.partition_point(|piece| piece.plain <= plain).saturating_sub(1);
        self.pieces.get(index)
    }
}

fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_keeps_its_places() {
        let mut text = Text::verbatim("ab", 10);
        text.push("cd", 20);
        let part = text.part(1..4);
        assert_eq!(part.plain(), "bcd");
        assert_eq!(part.span(0..1), Span::new(11, 12));
        assert_eq!(part.span(1..3), Span::new(20, 22));
    }
}
