//! The lines and cells of a block as places for a value, and what each is the value of.

use std::ops::Range;

use crate::document::outline::{Block, BlockKind, HeadingForm};
use crate::document::{Reading, Text, fields};
use crate::language::Lexicon;

/// What joins the cells of a row.
const BORDER: usize = " | ".len();

/// A line or a cell: a place for a value.
pub struct Slot {
    /// With its label.
    pub whole: Range<usize>,
    /// Behind its label.
    pub value: Range<usize>,
    /// The column of a cell.
    column: Option<usize>,
}

/// The cells of a row, the lines of anything else.
pub fn slots(reading: &Reading<'_>, block: &Block) -> Vec<Slot> {
    let BlockKind::Row { .. } = block.kind else {
        return block.text.lines().map(|line| Slot::of_line(&block.text, line)).collect();
    };
    let mut start = 0;
    let cells = reading.outline.cells(block).iter().enumerate();
    cells
        .map(|(column, cell)| {
            let range = start..start + cell.plain().len();
            start = range.end + BORDER;
            Slot { whole: range.clone(), value: range, column: Some(column) }
        })
        .collect()
}

impl Slot {
    /// A line of a text.
    pub fn of_line(text: &Text, line: Range<usize>) -> Self {
        let value = fields::split(text, line.clone()).map_or_else(|| line.clone(), |(_, value)| value);
        Self { whole: line, value, column: None }
    }

    /// What the slot is the value of: its column, the first of two cells, its label, its key.
    pub fn label<'d>(&self, reading: &'d Reading<'d>, block: &'d Block, lexicon: &Lexicon) -> Option<&'d str> {
        let outline = &reading.outline;
        let (BlockKind::Row { table, .. }, Some(column)) = (&block.kind, self.column) else {
            let own = (self.value != self.whole).then(|| block.text.plain().get(self.whole.start..self.value.start));
            return own.unwrap_or_else(|| key_of(reading, block));
        };
        let header = outline.tables.get(*table).and_then(|table| table.header.get(column));
        let header = header.map(|head| head.plain()).filter(|head| !head.is_empty());
        match outline.cells(block) {
            [label, _] if column == 1 && (header.is_none() || is_known(label.plain(), lexicon)) => Some(label.plain()),
            _ => header,
        }
    }
}

/// The label or key that a block is the value of.
fn key_of<'d>(reading: &'d Reading<'d>, block: &Block) -> Option<&'d str> {
    let section = reading.outline.sections.get(block.section)?;
    matches!(section.form, HeadingForm::Key | HeadingForm::Label).then(|| section.title.plain())
}

fn is_known(label: &str, lexicon: &Lexicon) -> bool {
    !lexicon.fields(label).is_empty() || !lexicon.topics(label).is_empty()
}
