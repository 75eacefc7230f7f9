//! HTML in Markdown: headings, paragraphs, items and tables as an outline; everything else is
//! stepped over.

use super::labels::Labels;
use super::outline::{BlockKind, HeadingForm, MAX_BLOCKS, OutlineBuilder};
use super::prose::Prose;
use super::text::{MarkKind, Text};
use crate::source::Span;

/// Reads one inline tag or comment.
pub fn inline(tag: &str, span: Span, prose: &mut Prose, builder: &mut OutlineBuilder) {
    if let Some(comment) = tag.strip_prefix("<!--") {
        builder.comment(comment.trim_end_matches("-->").to_owned(), span);
        return;
    }
    match name_of(tag) {
        ("br" | "p", _) => prose.line_break(span.start),
        ("li", false) => prose.item(span.start),
        ("ul" | "ol" | "li", _) => prose.line_break(span.start),
        ("b" | "strong", false) => prose.open(MarkKind::Strong),
        ("b" | "strong", true) => prose.close_if(&MarkKind::Strong),
        ("del" | "s" | "strike", false) => prose.open(MarkKind::Strike),
        ("del" | "s" | "strike", true) => prose.close_if(&MarkKind::Strike),
        _ => {}
    }
}

/// Reads a block of HTML that begins at `base`.
pub fn block(html: &str, base: usize, labels: &Labels<'_>, builder: &mut OutlineBuilder) {
    let mut reader = Reader {
        base,
        labels: *labels,
        builder,
        prose: Prose::default(),
        start: base,
        depth: 0,
        number: Vec::new(),
        in_item: false,
        table: None,
    };
    reader.read(html);
}

/// The lower-case name of a tag, and whether it closes. The name is cut to what we know.
fn name_of(tag: &str) -> (&'static str, bool) {
    const KNOWN: [&str; 26] = [
        "h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "ul", "ol", "li", "br", "b", "strong", "del", "s", "strike",
        "table", "tr", "td", "th", "pre", "code", "script", "style", "a",
    ];
    let inner = tag.trim_start_matches('<');
    let (inner, closes) = inner.strip_prefix('/').map_or((inner, false), |rest| (rest, true));
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let name = KNOWN.iter().find(|known| known.eq_ignore_ascii_case(&inner[..end]));
    (name.copied().unwrap_or(""), closes)
}

/// A table in HTML.
#[derive(Default)]
struct HtmlTable {
    header: Vec<Text>,
    rows: Vec<(Vec<Text>, Span)>,
    cells: Vec<Text>,
    is_header: bool,
    /// Columns and rows that the open cell spans.
    spans: (usize, usize),
    /// By column, a cell that reaches down into the rows below, and how many.
    reaching: Vec<Option<(Text, usize)>>,
    start: usize,
    row_start: usize,
}

/// Columns and rows that one cell may span: a hostile table asks for more.
const MAX_COLUMNS: usize = 16;
const MAX_ROWS: usize = 128;

impl HtmlTable {
    /// Adds the cells that reach down from the rows above into the next columns.
    fn reach_down(&mut self) {
        while let Some(Some((text, more))) = self.reaching.get_mut(self.cells.len()) {
            self.cells.push(text.clone());
            *more -= 1;
            if *more == 0 {
                self.reaching[self.cells.len() - 1] = None;
            }
        }
    }

    /// Adds a cell; one over several columns stands in the first of them.
    fn cell(&mut self, text: Text) {
        self.reach_down();
        let (columns, rows) = self.spans;
        let empty = Text::empty_at(text.whole().end);
        for column in 0..columns {
            let cell = if column == 0 { text.clone() } else { empty.clone() };
            if rows > 1 {
                let at = self.cells.len();
                self.reaching.resize(self.reaching.len().max(at + 1), None);
                self.reaching[at] = Some((cell.clone(), rows - 1));
            }
            self.cells.push(cell);
        }
        self.spans = (1, 1);
    }
}

/// The number that an attribute of a tag gives: `rowspan="2"`.
fn number_of(tag: &str, attribute: &str, most: usize) -> usize {
    let value = tag.split_once(attribute).and_then(|(_, rest)| rest.trim_start().strip_prefix('='));
    let figures = value.map(|value| value.trim_start_matches([' ', '"', '\'']));
    let figures = figures.map(|value| value.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default());
    figures.and_then(|figures| figures.parse().ok()).unwrap_or(1).clamp(1, most)
}

struct Reader<'b, 'l> {
    base: usize,
    labels: Labels<'l>,
    builder: &'b mut OutlineBuilder,
    prose: Prose,
    start: usize,
    depth: u8,
    number: Vec<Option<u64>>,
    in_item: bool,
    table: Option<HtmlTable>,
}

impl Reader<'_, '_> {
    fn read(&mut self, html: &str) {
        let mut at = 0;
        while let Some(length) = html[at..].find('<') {
            self.words(&html[at..at + length], at);
            at += length;
            if html[at..].starts_with("<!--") {
                let end = html[at..].find("-->").map_or(html.len(), |end| at + end + 3);
                let comment = html[at..end].trim_start_matches("<!--").trim_end_matches("-->");
                self.builder.comment(comment.to_owned(), Span::new(self.base + at, self.base + end));
                at = end;
                continue;
            }
            let Some(end) = html[at..].find('>').map(|end| at + end + 1) else { break };
            let tag = &html[at..end];
            let skipped = self.tag(tag, Span::new(self.base + at, self.base + end));
            at = match skipped.and_then(|close| html[end..].find(close)) {
                Some(length) => end + length,
                None => end,
            };
        }
        self.words(html.get(at..).unwrap_or_default(), at);
        self.flush(self.base + html.len());
    }

    /// Takes one tag; gives the closing tag up to which everything is stepped over.
    fn tag(&mut self, tag: &str, span: Span) -> Option<&'static str> {
        match name_of(tag) {
            (heading @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6"), closes) => {
                if closes {
                    self.heading(heading, span.end);
                } else {
                    self.flush(span.start);
                    self.start = span.start;
                }
            }
            // What a cell holds stays in it.
            ("ul" | "ol" | "li" | "p" | "div" | "pre", _) if self.table.is_some() => {
                inline(tag, span, &mut self.prose, self.builder);
            }
            ("ul" | "ol", closes) => {
                self.flush(span.start);
                if closes {
                    self.depth = self.depth.saturating_sub(1);
                    self.number.pop();
                } else {
                    self.depth = self.depth.saturating_add(1);
                    self.number.push(tag[1..].starts_with(['o', 'O']).then_some(1));
                }
            }
            ("li", closes) => {
                self.flush(span.start);
                self.in_item = !closes;
                self.start = span.start;
            }
            ("p" | "div" | "pre", _) => {
                self.flush(span.start);
                self.start = span.start;
            }
            ("table" | "tr" | "td" | "th", _) => self.table_tag(tag, span),
            ("script", false) => return Some("</script"),
            ("style", false) => return Some("</style"),
            _ => inline(tag, span, &mut self.prose, self.builder),
        }
        None
    }

    fn heading(&mut self, name: &str, end: usize) {
        let level = name.as_bytes().get(1).map_or(1, |digit| digit.saturating_sub(b'0'));
        let Some(title) = self.prose.take() else { return };
        let span = Span::new(self.start, end);
        self.labels.section(self.builder, title, level, HeadingForm::Heading, span);
        self.start = end;
    }

    fn table_tag(&mut self, tag: &str, span: Span) {
        match name_of(tag) {
            ("table", false) => {
                self.flush(span.start);
                self.table = Some(HtmlTable { start: span.start, ..HtmlTable::default() });
            }
            ("table", true) => {
                if let Some(table) = self.table.take() {
                    let whole = Span::new(table.start, span.end);
                    self.labels.table(self.builder, table.header, table.rows, whole);
                }
            }
            (name, closes) => {
                let text = self.prose.take();
                let Some(table) = &mut self.table else { return };
                match (name, closes) {
                    ("tr", false) => table.row_start = span.start,
                    ("tr", true) => {
                        table.reach_down();
                        let cells = std::mem::take(&mut table.cells);
                        if table.is_header {
                            table.header = cells;
                        } else if table.rows.len() < MAX_BLOCKS {
                            table.rows.push((cells, Span::new(table.row_start, span.end)));
                        } else {
                            self.builder.cut(span.start);
                        }
                        table.is_header = false;
                    }
                    (_, true) => table.cell(text.unwrap_or_else(|| Text::empty_at(span.start))),
                    (cell, false) => {
                        table.is_header = cell == "th";
                        table.spans = (number_of(tag, "colspan", MAX_COLUMNS), number_of(tag, "rowspan", MAX_ROWS));
                    }
                }
            }
        }
    }

    /// Adds words between tags, white space folded, entities decoded.
    fn words(&mut self, raw: &str, at: usize) {
        let mut offset = self.base + at;
        for word in raw.split_inclusive(char::is_whitespace) {
            let core = word.trim_end();
            self.word(core, offset);
            if core.len() < word.len() {
                self.prose.space(&word[core.len()..], offset + core.len());
            }
            offset += word.len();
        }
    }

    fn word(&mut self, word: &str, offset: usize) {
        let mut start = 0;
        for (at, _) in word.match_indices('&') {
            let entity = ENTITIES.iter().find(|(entity, _)| word[at..].starts_with(entity));
            if let Some((entity, meant)) = entity {
                self.prose.push(&word[start..at], offset + start);
                self.prose.push(meant, offset + at);
                start = at + entity.len();
            }
        }
        self.prose.push(&word[start..], offset + start);
    }

    fn flush(&mut self, end: usize) {
        let Some(text) = self.prose.take() else { return };
        let kind = if self.in_item || self.depth > 0 {
            let number = self.number.last_mut().and_then(|next| {
                let number = *next;
                *next = number.map(|n| n.saturating_add(1));
                number
            });
            BlockKind::Item { depth: self.depth.saturating_sub(1), number, checked: None }
        } else {
            self.labels.end_items(self.builder, self.start);
            BlockKind::Paragraph
        };
        self.in_item = false;
        let span = Span::new(self.start.min(text.whole().start), end);
        self.labels.prose(self.builder, kind, text, span);
        self.start = end;
    }
}

/// The common entities; a rare one stays as it is written.
const ENTITIES: [(&str, &str); 6] =
    [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
