//! Markdown to an outline.

use std::borrow::Cow;
use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::callout::{self, Callout};
use super::front_matter::FrontMatter;
use super::html;
use super::keys;
use super::labels::Labels;
use super::markup;
use super::outline::{BlockKind, HeadingForm, MAX_BLOCKS, Outline, OutlineBuilder};
use super::prose::Prose;
use super::ruled_table::{self, RuledTable};
use super::text::{MarkKind, Text};
use super::wiki_table;
use crate::language::Lexicon;
use crate::source::{Source, Span};

/// Reads the sections of the front matter and the body of a Markdown document.
pub fn read(text: &str, front: &FrontMatter, source: &Source, lexicon: &Lexicon) -> Outline {
    let body = front.body;
    let mut builder = OutlineBuilder::new(Span::new(body, text.len()));
    if let Some(yaml) = &front.yaml {
        keys::sections(yaml, source, lexicon, &mut builder);
    }
    let whole = Span::new(body, text.len());
    let prepared = markup::as_markdown(without_tags(text.get(body..).unwrap_or_default()));
    let (prepared, callouts) = callout::read(prepared);
    let (prepared, ruled) = ruled_table::read(prepared, body);
    let mut reader = Reader {
        text: &prepared,
        written: text.get(body..).unwrap_or_default(),
        base: body,
        labels: Labels::new(lexicon),
        builder,
        prose: Prose::default(),
        items: Vec::new(),
        lists: Vec::new(),
        start: body,
        table: TableRows::default(),
        code: None,
        html: None,
        callouts: callouts.into_iter().peekable(),
        open_callouts: Vec::new(),
        ruled: ruled.into_iter().peekable(),
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    for (event, range) in Parser::new_ext(&prepared, options).into_offset_iter() {
        if reader.builder.is_full() {
            break;
        }
        if let Event::Start(tag) = &event
            && !is_inline(tag)
        {
            reader.reach(range.start);
        }
        reader.event(event, range);
    }
    reader.reach(prepared.len());
    // A table that was cut short is still open.
    reader.table(Span::at(reader.start));
    reader.flush(whole.end);
    reader.builder.finish()
}

/// Blanks Liquid and ERB tags, and turns BBCode's headings and bold into Markdown's, byte for byte,
/// so that offsets stay: neither is content.
fn without_tags(text: &str) -> Cow<'_, str> {
    if !["{%", "<%", "[/"].iter().any(|mark| text.contains(mark)) {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.to_owned();
    for (open, close) in [("{%", "%}"), ("<%", "%>")] {
        blank(&mut bytes, open, close);
    }
    for (code, markdown) in [
        ("[h1]", "##  "),
        ("[/h1]", "     "),
        ("[h2]", "### "),
        ("[/h2]", "     "),
        ("[b]", " **"),
        ("[/b]", "**  "),
        ("[list]", "      "),
        ("[/list]", "       "),
        ("[*]", "-  "),
    ] {
        if bytes.contains(code) {
            bytes = bytes.replace(code, markdown);
        }
    }
    Cow::Owned(bytes)
}

fn blank(text: &mut String, open: &str, close: &str) {
    let mut blanked = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(start) = rest.find(open) {
        let Some(length) = rest[start..].find(close) else { break };
        let end = start + length + close.len();
        blanked.push_str(&rest[..start]);
        for c in rest[start..end].chars() {
            let filler = if c == '\n' { "\n" } else { " " };
            blanked.push_str(&filler.repeat(c.len_utf8()));
        }
        rest = &rest[end..];
    }
    blanked.push_str(rest);
    *text = blanked;
}

/// An open list item.
struct Item {
    number: Option<u64>,
    checked: Option<bool>,
    start: usize,
    /// Whether its own text is written: what follows are paragraphs of it.
    written: bool,
}

/// The table that is being read.
#[derive(Default)]
struct TableRows {
    header: Vec<Text>,
    cells: Vec<Text>,
    rows: Vec<(Vec<Text>, Span)>,
}

struct Reader<'t> {
    text: &'t str,
    /// The text as it was before markup was taken out, byte for byte as long.
    written: &'t str,
    base: usize,
    labels: Labels<'t>,
    builder: OutlineBuilder,
    prose: Prose,
    items: Vec<Item>,
    lists: Vec<Option<u64>>,
    /// Where the block that is being collected begins.
    start: usize,
    table: TableRows,
    code: Option<Prose>,
    html: Option<Range<usize>>,
    /// Boxes that are still to come, and the ends of the open ones, each with the sections open before it.
    callouts: Peekable<IntoIter<Callout>>,
    open_callouts: Vec<(usize, usize)>,
    /// Tables that were taken out of the text.
    ruled: Peekable<IntoIter<RuledTable>>,
}

/// Whether a tag marks words within a block.
fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Strong | Tag::Emphasis | Tag::Strikethrough | Tag::Image { .. } | Tag::Link { .. })
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let at = range.start + self.base;
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(words) => match &mut self.code {
                Some(code) => code.push(&words, at),
                None => self.prose.written(&words, &self.text[range], at),
            },
            Event::Code(code) => self.prose.code(&code, &self.text[range], at),
            Event::InlineHtml(tag) => {
                html::inline(&tag, Span::new(at, range.end + self.base), &mut self.prose, &mut self.builder)
            }
            // A block of HTML comes line by line: it is read when it ends.
            Event::Html(_) => {
                let start = self.html.as_ref().map_or(range.start, |open| open.start);
                self.html = Some(start..range.end);
            }
            Event::SoftBreak | Event::HardBreak => self.prose.line_break(at),
            Event::TaskListMarker(checked) => {
                if let Some(item) = self.items.last_mut() {
                    item.checked = Some(checked);
                }
            }
            _ => {}
        }
    }

    /// Ends and begins the boxes, and writes the tables, that stand before a place.
    fn reach(&mut self, place: usize) {
        loop {
            let ends = self.open_callouts.last().map(|(end, _)| *end).filter(|end| *end <= place);
            let begins = self.callouts.peek().map(|callout| callout.range.start).filter(|start| *start <= place);
            let table = self.ruled.peek().map(|table| table.range.start).filter(|start| *start <= place);
            // Of what stands at one place, an end comes first.
            let Some(next) = [ends, begins, table].into_iter().flatten().min() else { return };
            if ends == Some(next) {
                let Some((end, depth)) = self.open_callouts.pop() else { return };
                self.flush(end + self.base);
                self.builder.close_to_depth(depth, end + self.base);
            } else if begins == Some(next) {
                self.begin_callout();
            } else if let Some(RuledTable { range, rows: (header, rows) }) = self.ruled.next() {
                let span = Span::new(range.start + self.base, range.end + self.base);
                self.flush(span.start);
                self.labels.end_items(&mut self.builder, span.start);
                self.labels.table(&mut self.builder, header, rows, span);
            }
        }
    }

    /// Begins a section where the title of a box is a known heading; else its title is a line of text.
    fn begin_callout(&mut self) {
        let Some(Callout { range, title }) = self.callouts.next() else { return };
        let start = range.start + self.base;
        self.flush(start);
        let depth = self.builder.depth();
        if let Some(title) = title {
            let words = Text::verbatim(&self.written[title.clone()], title.start + self.base);
            let heading = Span::new(title.start + self.base, title.end + self.base);
            if !self.labels.callout(&mut self.builder, words.clone(), heading) {
                self.builder.block(BlockKind::Paragraph, words, heading);
            }
        }
        self.builder.callout(Span::new(start, range.end + self.base));
        self.open_callouts.push((range.end, depth));
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let at = range.start + self.base;
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::HtmlBlock => {
                self.flush(at);
                self.start = at;
                if self.lists.is_empty() {
                    self.labels.end_items(&mut self.builder, at);
                }
            }
            Tag::List(number) => {
                self.flush(at);
                self.lists.push(number);
            }
            Tag::Item => {
                self.flush(at);
                let number = self.lists.last_mut().and_then(|next| {
                    let number = *next;
                    *next = number.map(|n| n.saturating_add(1));
                    number
                });
                self.items.push(Item { number, checked: None, start: at, written: false });
            }
            Tag::CodeBlock(_) => {
                self.flush(at);
                self.start = at;
                self.code = Some(Prose::default());
            }
            Tag::Table(_) => {
                self.flush(at);
                self.labels.end_items(&mut self.builder, at);
                self.table = TableRows::default();
            }
            Tag::TableCell => self.prose = Prose::default(),
            Tag::Strong => self.prose.open(MarkKind::Strong),
            Tag::Strikethrough => self.prose.open(MarkKind::Strike),
            Tag::Image { .. } => self.prose.open(MarkKind::Image),
            Tag::Link { dest_url, .. } => self.prose.open(MarkKind::Link(dest_url.into_string())),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        let span = Span::new(range.start + self.base, range.end + self.base);
        match tag {
            TagEnd::Paragraph => self.flush(span.end),
            TagEnd::Heading(level) => self.heading(level, span),
            TagEnd::List(_) => {
                self.flush(span.end);
                self.lists.pop();
            }
            TagEnd::Item => {
                self.flush(span.end);
                self.items.pop();
            }
            TagEnd::CodeBlock => {
                if let Some(text) = self.code.take().and_then(|mut code| code.take()) {
                    self.builder.block(BlockKind::Code, text, span);
                }
            }
            TagEnd::HtmlBlock => {
                if let Some(range) = self.html.take() {
                    html::block(&self.text[range.clone()], range.start + self.base, &self.labels, &mut self.builder);
                }
            }
            TagEnd::TableHead => self.table.header = std::mem::take(&mut self.table.cells),
            TagEnd::TableRow => {
                let cells = std::mem::take(&mut self.table.cells);
                if self.table.rows.len() < MAX_BLOCKS {
                    self.table.rows.push((cells, span));
                } else {
                    self.builder.cut(span.start);
                }
            }
            TagEnd::TableCell => {
                // An empty cell still has a place: that of the cell.
                let cell = self.prose.take().unwrap_or_else(|| Text::empty_at(span.start));
                self.table.cells.push(cell);
            }
            TagEnd::Table => self.table(span),
            TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => self.prose.close(),
            _ => {}
        }
    }

    fn heading(&mut self, level: HeadingLevel, span: Span) {
        let title = self.prose.take().unwrap_or_else(|| Text::empty_at(span.end));
        self.labels.section(&mut self.builder, title, level as u8, HeadingForm::Heading, span);
    }

    /// Writes the collected rows as a table.
    fn table(&mut self, span: Span) {
        let table = std::mem::take(&mut self.table);
        if !table.header.is_empty() || !table.rows.is_empty() {
            self.labels.table(&mut self.builder, table.header, table.rows, span);
        }
    }

    /// Writes the collected words as a block that ends at `end`.
    fn flush(&mut self, end: usize) {
        let depth = u8::try_from(self.items.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let kind = match self.items.last_mut() {
            Some(item) if !item.written => {
                self.start = item.start;
                BlockKind::Item { depth, number: item.number, checked: item.checked }
            }
            _ => BlockKind::Paragraph,
        };
        let Some(text) = self.prose.take() else { return };
        if let Some(item) = self.items.last_mut() {
            item.written = true;
        }
        let span = Span::new(self.start, end.max(text.whole().end));
        self.start = end;
        match wiki_table::read(&text).filter(|_| kind == BlockKind::Paragraph) {
            Some((header, rows)) => self.labels.table(&mut self.builder, header, rows, span),
            None => self.labels.prose(&mut self.builder, kind, text, span),
        }
    }
}
