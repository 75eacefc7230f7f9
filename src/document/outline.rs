//! The outline: what Markdown and YAML have in common. Headings become sections; paragraphs,
//! items and table rows become blocks, in the order of the text.

use std::ops::Range;

use super::text::Text;
use super::yaml::Comment;
use crate::language::Topic;
use crate::source::Span;

/// Blocks one document may have; what stands behind them is not read, and that is reported.
pub const MAX_BLOCKS: usize = 100_000;

/// Bytes of markup and space between a label and its text.
const RUN_IN_GAP: usize = 8;

/// Index of a section in [`Outline::sections`].
pub type SectionId = usize;

/// A document as sections and blocks.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// All sections in order; the first is the document itself.
    pub sections: Vec<Section>,
    /// All blocks in order.
    pub blocks: Vec<Block>,
    /// All tables in order.
    pub tables: Vec<Table>,
    /// HTML comments, or YAML comments: text for suppressions and prompts, never content.
    pub comments: Vec<Comment>,
    /// Boxes with a mark of their own (`> [!note]`), in order: no quotations.
    pub callouts: Vec<Span>,
    /// Where reading stopped because the document has more than [`MAX_BLOCKS`] blocks.
    pub cut_at: Option<usize>,
}

/// A heading, in whatever form, and what stands under it.
#[derive(Clone, Debug)]
pub struct Section {
    /// The heading's words; empty for the document itself.
    pub title: Text,
    /// 0 for the document, 1 to 6 for headings, more for labels within a section.
    pub level: u8,
    /// How the heading is written.
    pub form: HeadingForm,
    /// The section around it.
    pub parent: Option<SectionId>,
    /// Where the heading stands.
    pub heading: Span,
    /// Heading and content, subsections too.
    pub span: Span,
    /// Its blocks and those of its subsections, as a range of [`Outline::blocks`].
    pub blocks: Range<usize>,
    /// What the heading says the section is about, where it is known.
    pub topic: Option<Topic>,
    /// All that the heading can mean, where it is ambiguous; what stands under it settles it.
    pub candidates: Vec<Topic>,
}

/// How a heading is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadingForm {
    /// The document itself.
    Document,
    /// `# ATX`, setext or an HTML heading.
    Heading,
    /// A bold label, a label with a colon, or a line of its own that is a known heading.
    Label,
    /// The first cell of a table row with two columns.
    Row,
    /// A YAML key.
    Key,
}

/// A piece of content.
#[derive(Clone, Debug)]
pub struct Block {
    /// The innermost section.
    pub section: SectionId,
    /// What it is.
    pub kind: BlockKind,
    /// Its words; of a row, the cells joined by ` | `.
    pub text: Text,
    /// Where it stands, markers included.
    pub span: Span,
}

/// The kinds of blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A list item's own text.
    Item {
        /// 0 for the outermost list.
        depth: u8,
        /// Its number, where the list is numbered.
        number: Option<u64>,
        /// The state of its check box.
        checked: Option<bool>,
    },
    /// A table row.
    Row {
        /// Index into [`Outline::tables`].
        table: usize,
        /// Index into [`Table::rows`].
        row: usize,
    },
    /// A code block: quoted logs and commands, never prose.
    Code,
}

/// A table, or a YAML list of mappings.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The header cells; empty where there is none.
    pub header: Vec<Text>,
    /// The cells of each row, in the header's order; a missing cell is empty.
    pub rows: Vec<Vec<Text>>,
    /// The section it stands in.
    pub section: SectionId,
    /// The whole table.
    pub span: Span,
}

impl Outline {
    /// The section that stands for the whole document.
    pub const ROOT: SectionId = 0;

    /// The blocks of a section and its subsections.
    pub fn blocks_of(&self, section: SectionId) -> &[Block] {
        self.sections.get(section).and_then(|s| self.blocks.get(s.blocks.clone())).unwrap_or_default()
    }

    /// The blocks that stand in the section itself, not in its subsections.
    pub fn own_blocks(&self, section: SectionId) -> impl Iterator<Item = &Block> {
        self.blocks_of(section).iter().filter(move |block| block.section == section)
    }

    /// A section and those around it, innermost first.
    pub fn ancestors(&self, section: SectionId) -> impl Iterator<Item = &Section> {
        std::iter::successors(self.sections.get(section), |s| s.parent.and_then(|p| self.sections.get(p)))
    }

    /// What a section is about: its own topic, or the nearest one around it.
    pub fn topic(&self, section: SectionId) -> Option<Topic> {
        self.ancestors(section).find_map(|s| s.topic)
    }

    /// The cells of a row block; empty for any other block.
    pub fn cells(&self, block: &Block) -> &[Text] {
        match block.kind {
            BlockKind::Row { table, row } => {
                self.tables.get(table).and_then(|t| t.rows.get(row)).map(Vec::as_slice).unwrap_or_default()
            }
            _ => &[],
        }
    }
}

/// Builds an outline in the order of the text.
#[derive(Debug)]
pub struct OutlineBuilder {
    outline: Outline,
    open: Vec<SectionId>,
}

impl OutlineBuilder {
    /// An outline with only the document itself, which spans `span`.
    pub fn new(span: Span) -> Self {
        let document = Section {
            title: Text::default(),
            level: 0,
            form: HeadingForm::Document,
            parent: None,
            heading: Span::at(span.start),
            span,
            blocks: 0..0,
            topic: None,
            candidates: Vec::new(),
        };
        let outline = Outline { sections: vec![document], ..Outline::default() };
        Self { outline, open: vec![Outline::ROOT] }
    }

    /// The section that is open now.
    pub fn current(&self) -> SectionId {
        self.open.last().copied().unwrap_or(Outline::ROOT)
    }

    /// The level of the section that is open now.
    pub fn level(&self) -> u8 {
        self.outline.sections.get(self.current()).map_or(0, |section| section.level)
    }

    /// Whether the open section is a label with nothing in its own list item.
    pub fn is_label_without_item(&self) -> bool {
        let Some(section) = self.outline.sections.get(self.current()) else { return false };
        let first = self.outline.blocks.get(section.blocks.start);
        section.form == HeadingForm::Label && first.is_none_or(|block| block.kind == BlockKind::Paragraph)
    }

    /// Whether the open section is a label with its text behind it on the same line.
    pub fn is_run_in(&self) -> bool {
        let Some(section) = self.outline.sections.get(self.current()) else { return false };
        let first = self.outline.blocks.get(section.blocks.start);
        let behind = first.is_some_and(|block| block.span.start <= section.heading.end + RUN_IN_GAP);
        section.form == HeadingForm::Label && behind
    }

    /// Whether the limit of blocks is reached; the reader should stop.
    pub fn is_full(&self) -> bool {
        self.outline.cut_at.is_some()
    }

    /// What the section is about that a heading of `level` would stand in.
    pub fn topic_at(&self, level: u8) -> Option<Topic> {
        let sections = self.open.iter().rev().filter_map(|id| self.outline.sections.get(*id));
        sections.filter(|section| section.level < level).find_map(|section| section.topic)
    }

    /// Ends the reading: what stands from `at` on is left out, and that is reported.
    pub fn cut(&mut self, at: usize) {
        self.outline.cut_at.get_or_insert(at);
    }

    /// Begins a section: all open ones of its level or deeper end.
    pub fn section(
        &mut self,
        title: Text,
        level: u8,
        form: HeadingForm,
        heading: Span,
        topic: Option<Topic>,
        candidates: Vec<Topic>,
    ) {
        self.close_to(level, heading.start);
        let id = self.outline.sections.len();
        let at = self.outline.blocks.len();
        self.outline.sections.push(Section {
            title,
            level,
            form,
            parent: Some(self.current()),
            heading,
            span: heading,
            blocks: at..at,
            topic,
            candidates,
        });
        self.open.push(id);
    }

    /// How many sections are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Ends the sections that were opened behind a depth.
    pub fn close_to_depth(&mut self, depth: usize, at: usize) {
        while self.open.len() > depth.max(1)
            && let Some(section) = self.outline.sections.get(self.current())
        {
            self.close_to(section.level, at);
        }
    }

    /// Adds a box.
    pub fn callout(&mut self, span: Span) {
        self.outline.callouts.push(span);
    }

    /// Ends the open sections of this level or deeper.
    pub fn close_to(&mut self, level: u8, at: usize) {
        while let Some(&id) = self.open.last() {
            if id == Outline::ROOT || self.outline.sections[id].level < level {
                break;
            }
            self.open.pop();
            let blocks = self.outline.blocks.len();
            let section = &mut self.outline.sections[id];
            section.span = Span::new(section.heading.start, at);
            section.blocks.end = blocks;
        }
    }

    /// Adds a block to the open section.
    pub fn block(&mut self, kind: BlockKind, text: Text, span: Span) {
        if self.outline.blocks.len() >= MAX_BLOCKS {
            self.cut(span.start);
            return;
        }
        let section = self.current();
        self.outline.blocks.push(Block { section, kind, text, span });
    }

    /// Adds a table without rows to the open section.
    pub fn begin_table(&mut self, header: Vec<Text>, span: Span) -> usize {
        let section = self.current();
        self.outline.tables.push(Table { header, rows: Vec::new(), section, span });
        self.outline.tables.len() - 1
    }

    /// Adds a row to a table, and a block for it to the open section.
    pub fn row(&mut self, table: usize, cells: Vec<Text>, span: Span) {
        let Some(rows) = self.outline.tables.get_mut(table).map(|table| &mut table.rows) else { return };
        let row = rows.len();
        let text = join(&cells);
        rows.push(cells);
        self.block(BlockKind::Row { table, row }, text, span);
    }

    /// Adds a comment.
    pub fn comment(&mut self, text: String, span: Span) {
        self.outline.comments.push(Comment { text, span });
    }

    /// Ends all sections.
    pub fn finish(mut self) -> Outline {
        let end = self.outline.sections[Outline::ROOT].span.end;
        self.close_to(1, end);
        let blocks = self.outline.blocks.len();
        self.outline.sections[Outline::ROOT].blocks = 0..blocks;
        self.outline
    }
}

/// The cells of a row as one text, a ` | ` between them.
fn join(cells: &[Text]) -> Text {
    let mut joined = Text::default();
    for (index, cell) in cells.iter().enumerate() {
        let at = joined.whole().end;
        if index > 0 {
            joined.join(" | ", at);
        }
        joined.append(cell);
    }
    joined
}
