//! Text and places in it: the only module that makes lines and columns.

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::{Encoding, UTF_8};
use memchr::{memchr, memchr2_iter};
use serde::{Deserialize, Serialize};

/// A half-open range of byte offsets in a [`Source`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset behind the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`; an end before the start makes an empty span.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The empty span at `offset`.
    pub fn at(offset: usize) -> Self {
        Self { start: offset, end: offset }
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `offset` lies in the span.
    pub fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same place as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// A place for people: 1-based line and column (in Unicode scalar values); and for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// 1-based line.
    pub line: usize,
    /// 1-based column, counted in Unicode scalar values.
    pub column: usize,
    /// 1-based column, counted in bytes: some programs want it so. A BOM counts here.
    pub byte_column: usize,
    /// 0-based byte offset.
    pub offset: usize,
}

/// Where each line of a text begins. LF, CRLF and a bare CR end a line.
#[derive(Clone, Debug, Default)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Scans `text` once.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        // Most lines of prose are longer: none is counted twice.
        let mut starts = Vec::with_capacity(bytes.len() / 32 + 1);
        starts.push(0);
        let ends = memchr2_iter(b'\n', b'\r', bytes);
        starts.extend(ends.filter(|at| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n')).map(|at| at + 1));
        Self { starts }
    }

    /// 0-based number of the line that holds `offset`.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// Number of lines.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The span of a 0-based line with its line end; empty past the last line.
    pub fn line_span(&self, line: usize, text: &str) -> Span {
        let start = self.starts.get(line).copied().unwrap_or(text.len());
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        Span::new(start, end)
    }
}

/// The bytes of a text that were no UTF-8 and were replaced.
#[derive(Clone, Debug)]
struct Undecoded {
    /// Where they stood, in order.
    spans: Vec<Span>,
    /// The whole file.
    bytes: Vec<u8>,
}

/// One document as it was given: its path, its text, its lines.
#[derive(Clone, Debug)]
pub struct Source {
    path: String,
    text: String,
    lines: LineIndex,
    /// What was no UTF-8, where it was any.
    undecoded: Option<Undecoded>,
    /// The encoding that its mark gave, where it was another than UTF-8.
    decoded_from: Option<&'static str>,
    /// Scalars before each block of [`BLOCK`] bytes: a column deep in a long line is not counted
    /// from the line's first byte, which would make many findings on one line quadratic.
    scalars: Vec<usize>,
    /// The limit in bytes that the file exceeds; its text was not read.
    exceeds: Option<u64>,
}

impl Source {
    /// A source of sound text. `path` is shown to people and tells the form by its ending.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let (lines, scalars) = (LineIndex::new(&text), scalars(text.as_bytes()));
        Self { path: path.into(), text, lines, undecoded: None, decoded_from: None, scalars, exceeds: None }
    }

    /// A source that is longer than `limit` bytes: its text was not read and is empty.
    pub fn oversized(path: impl Into<String>, limit: u64) -> Self {
        Self { exceeds: Some(limit), ..Self::new(path, "") }
    }

    /// A source of bytes: UTF-16 with its mark is decoded; of what else is not UTF-8, each wrong byte
    /// becomes `?`, one for one, so that offsets stay those of the file.
    pub fn from_bytes(path: impl Into<String>, bytes: Vec<u8>) -> Self {
        let marked = Encoding::for_bom(&bytes).filter(|(encoding, _)| *encoding != UTF_8);
        if let Some((encoding, mark)) = marked {
            let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
            if !broken {
                return Self { decoded_from: Some(encoding.name()), ..Self::new(path, text) };
            }
        }
        match String::from_utf8(bytes) {
            Ok(text) if is_wide(text.as_bytes()) => {
                let spans = vec![Span::new(0, text.len())];
                let undecoded = Undecoded { spans, bytes: text.clone().into_bytes() };
                Self { undecoded: Some(undecoded), ..Self::new(path, text) }
            }
            Ok(text) => Self::new(path, text),
            Err(error) => {
                let bytes = error.into_bytes();
                let (text, spans) = replace_invalid(&bytes);
                Self { undecoded: Some(Undecoded { spans, bytes }), ..Self::new(path, text) }
            }
        }
    }

    /// The path as it is shown, with `/` between its parts.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text, with its BOM and line ends.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The lines of the text.
    pub fn lines(&self) -> &LineIndex {
        &self.lines
    }

    /// How its lines end, by the first of them.
    pub fn newline(&self) -> &'static str {
        match self.text.find(['\r', '\n']).and_then(|at| self.text.get(at..)) {
            Some(end) if end.starts_with("\r\n") => "\r\n",
            Some(end) if end.starts_with('\r') => "\r",
            _ => "\n",
        }
    }

    /// Offset of the first byte that is not UTF-8.
    pub fn invalid_utf8(&self) -> Option<usize> {
        self.undecoded.as_ref()?.spans.first().map(|span| span.start)
    }

    /// The file as it was, where it is not UTF-8.
    pub fn undecoded(&self) -> Option<&[u8]> {
        self.undecoded.as_ref().map(|undecoded| undecoded.bytes.as_slice())
    }

    /// How many bytes were no UTF-8.
    pub fn undecoded_length(&self) -> usize {
        self.undecoded.iter().flat_map(|undecoded| &undecoded.spans).map(|span| span.len()).sum()
    }

    /// Whether a byte of a span was no UTF-8.
    pub fn is_undecoded(&self, span: Span) -> bool {
        self.undecoded.as_ref().is_some_and(|Undecoded { spans, .. }| {
            let behind = spans.partition_point(|wrong| wrong.end <= span.start);
            spans.get(behind).is_some_and(|wrong| wrong.start < span.end)
        })
    }

    /// The encoding that its mark gave, where it was another than UTF-8: offsets are not those of the file.
    pub fn decoded_from(&self) -> Option<&'static str> {
        self.decoded_from
    }

    /// The limit in bytes because of which the text was not read.
    pub fn exceeds(&self) -> Option<u64> {
        self.exceeds
    }

    /// The part of `span` that lies in the text, between characters. What joins the cells of a row in
    /// a plain text stands nowhere in the source and can reach past it.
    pub fn clamp(&self, span: Span) -> Span {
        let down = |mut offset: usize| {
            offset = offset.min(self.text.len());
            while !self.text.is_char_boundary(offset) {
                offset -= 1;
            }
            offset
        };
        Span::new(down(span.start), down(span.end))
    }

    /// The text at `span`; empty where the span does not fit the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Line and column of an offset; an offset past the end is the end.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.clamp(Span::at(offset)).start;
        let line = self.lines.line(offset);
        let start = self.lines.line_span(line, &self.text).start;
        // The BOM is no column: editors do not show it.
        let bom = usize::from(start == 0 && offset > 0 && self.text.starts_with('\u{feff}'));
        let column = self.scalars_between(start, offset) - bom;
        Position { line: line + 1, column: column + 1, byte_column: offset - start + 1, offset }
    }

    fn scalars_between(&self, start: usize, end: usize) -> usize {
        match self.text.as_bytes().get(start..end) {
            Some(bytes) if bytes.len() < BLOCK => count_scalars(bytes),
            _ => self.scalars_before(end) - self.scalars_before(start),
        }
    }

    fn scalars_before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        let counted = self.scalars.get(block).copied().unwrap_or_default();
        counted + count_scalars(self.text.as_bytes().get(block * BLOCK..offset).unwrap_or_default())
    }

    /// The text for the parsers: the same length, a BOM and bare CRs replaced by what they parse.
    pub fn parsable(&self) -> Cow<'_, str> {
        let bytes = self.text.as_bytes();
        let bare_cr = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
        if !memchr2_iter(b'\r', b'\0', bytes).any(|at| bytes[at] == b'\0' || bare_cr(at)) {
            return Cow::Borrowed(&self.text);
        }
        let chars = self.text.char_indices().map(|(at, c)| match c {
            '\r' if bare_cr(at) => '\n',
            '\0' => ' ',
            c => c,
        });
        Cow::Owned(chars.collect())
    }
}

/// Bytes between two counts of scalars.
const BLOCK: usize = 4096;

fn scalars(bytes: &[u8]) -> Vec<usize> {
    let mut sum = 0;
    let sums = bytes.chunks(BLOCK).map(|block| {
        sum += count_scalars(block);
        sum
    });
    std::iter::once(0).chain(sums).collect()
}

/// Every byte begins a scalar but those of the form 10xxxxxx.
fn count_scalars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// Whether a text of ASCII characters is UTF-16 or UTF-32 without its mark: every other byte is NUL.
fn is_wide(bytes: &[u8]) -> bool {
    memchr(0, bytes).is_some() && bytes.iter().filter(|byte| **byte == 0).count() * 4 > bytes.len()
}

/// The text with a `?` for each wrong byte, and where these stand.
fn replace_invalid(bytes: &[u8]) -> (String, Vec<Span>) {
    let mut text = String::with_capacity(bytes.len());
    let mut spans: Vec<Span> = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        let span = Span::new(text.len(), text.len() + chunk.invalid().len());
        match spans.last_mut() {
            _ if span.is_empty() => {}
            Some(last) if last.end == span.start => last.end = span.end,
            _ => spans.push(span),
        }
        text.extend(std::iter::repeat_n('?', span.len()));
    }
    (text, spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_scalars_and_every_kind_of_line_end() {
        let source = Source::new("a.md", "é1\r\nb\rc\nd");
        let place = |offset| {
            let p = source.position(offset);
            (p.line, p.column)
        };
        assert_eq!(place(2), (1, 2));
        assert_eq!(place(5), (2, 1));
        assert_eq!(place(7), (3, 1));
        assert_eq!(place(9), (4, 1));
        assert_eq!(place(99), (4, 2));
    }

    #[test]
    fn columns_deep_in_a_line_are_counted_in_scalars() {
        let source = Source::new("a.md", format!("\u{feff}x\n{}", "é".repeat(3 * BLOCK)));
        for column in [1, 2, BLOCK, 2 * BLOCK + 7, 3 * BLOCK + 1] {
            let position = source.position(5 + 2 * (column - 1));
            assert_eq!((position.line, position.column), (2, column));
        }
        assert_eq!(source.position(3).column, 1);
        assert_eq!(source.position(4).column, 2);
    }

    #[test]
    fn invalid_bytes_keep_offsets() {
        let source = Source::from_bytes("a.md", b"a\xff\xfeb".to_vec());
        assert_eq!(source.text(), "a??b");
        assert_eq!(source.invalid_utf8(), Some(1));
        let wrong = [(0, 1), (0, 2), (2, 3), (3, 4)].map(|(start, end)| source.is_undecoded(Span::new(start, end)));
        assert_eq!((wrong, source.undecoded_length()), ([false, true, true, false], 2));
    }

    #[test]
    fn utf_16_is_decoded_by_its_mark() {
        let text = "# Störung 水";
        let little: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let big: Vec<u8> = [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        for (bytes, name) in [(little, "UTF-16LE"), (big, "UTF-16BE")] {
            let source = Source::from_bytes("a.md", bytes);
            assert_eq!((source.text(), source.decoded_from(), source.undecoded()), (text, Some(name), None));
        }
        let bare = Source::from_bytes("a.md", "# Outage".encode_utf16().flat_map(u16::to_le_bytes).collect());
        assert_eq!((bare.undecoded_length(), bare.text().len()), (16, 16));
    }

    #[test]
    fn parsable_text_has_the_same_length() {
        let source = Source::new("a.md", "a\rb\r\nc\0");
        assert_eq!(source.parsable(), "a\nb\r\nc ");
    }
}
