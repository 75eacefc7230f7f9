//! Which columns of a table hold its times.

use super::lead::{Lead, LeadForm, begins};
use crate::document::outline::{Block, BlockKind, Outline, Table};
use crate::document::scans::{Scan, Scans};
use crate::document::text::Text;
use crate::document::time::{TimeMention, Zone, scan_entry};
use crate::language::time_words::Sense;
use crate::language::{Lexicon, TimeWords};
use crate::source::Span;

/// Columns of a table that may hold its times: a wider table is read this far.
const TIME_COLUMNS: usize = 5;
/// Of a column without a name, so many cells in a hundred are times; of one named for times, so many.
const MOST: usize = 66;
const SOME: usize = 15;
/// Rows that show what a column holds.
const ROWS: usize = 24;
/// A longer cell tells more than a time.
const LONG_CELL: usize = 60;

/// The columns of all tables; those of a table without any time are none.
pub fn read(outline: &Outline, scans: &Scans, words: &TimeWords, lexicon: &Lexicon) -> Vec<Columns> {
    let mut timed = vec![false; outline.tables.len()];
    for (block, scan) in outline.blocks.iter().zip(&scans.blocks) {
        if let (BlockKind::Row { table, .. }, false) = (&block.kind, scan.times.is_empty())
            && let Some(timed) = timed.get_mut(*table)
        {
            *timed = true;
        }
    }
    let tables = outline.tables.iter().zip(timed);
    tables.map(|(table, timed)| if timed { Columns::of(table, words, lexicon) } else { Columns::default() }).collect()
}

/// Which columns of a table hold its times.
#[derive(Debug, Default)]
pub struct Columns {
    /// The columns that together make the time: date and clock, each with its zone.
    time: Vec<(usize, Option<Zone>)>,
    milestone: Option<usize>,
}

impl Columns {
    fn of(table: &Table, words: &TimeWords, lexicon: &Lexicon) -> Self {
        let names = |column: usize, field: &str| {
            table.header.get(column).is_some_and(|cell| lexicon.names(cell.plain(), field))
        };
        let width = table.header.len().max(table.rows.first().map_or(0, Vec::len)).min(TIME_COLUMNS);
        let named: Vec<usize> = (0..width).filter(|column| names(*column, "time") || names(*column, "date")).collect();
        let cells: Vec<Cells> =
            (0..width).map(|column| Cells::of(table, column, named.contains(&column), words)).collect();
        let is_named = named.iter().any(|column| cells.get(*column).is_some_and(|cells| cells.are(cells.leads, SOME)));
        let mut time: Vec<usize> = Vec::new();
        for (column, cells) in cells.iter().enumerate() {
            // The parts of a time stand side by side, not all of them with a name.
            let follows = time.last().map_or(!is_named && column == 0, |last| last + 1 == column);
            let timed = cells.are(cells.leads + cells.weekdays, MOST);
            let belongs = named.contains(&column) || timed && cells.are(cells.clockless, MOST);
            if is_named && belongs || follows && timed {
                time.push(column);
            }
        }
        let zone = |column: usize| {
            let header = table.header.get(column)?;
            Scan::of(header, words).zones.into_iter().next().map(|lone| lone.zone)
        };
        Self {
            time: time.into_iter().map(|column| (column, zone(column))).collect(),
            milestone: (0..table.header.len()).find(|column| names(*column, "milestone")),
        }
    }

    /// The lead of a row: its time, its event, its milestone.
    pub fn lead(
        &self,
        outline: &Outline,
        index: usize,
        block: &Block,
        table: usize,
        words: &TimeWords,
    ) -> Option<Lead> {
        let cells = outline.cells(block);
        let mut joined = String::new();
        let mut span: Option<Span> = None;
        let mut mention: Option<TimeMention> = None;
        let mut zone = None;
        for (column, of_column) in &self.time {
            let Some(cell) = cells.get(*column).filter(|cell| !cell.is_empty()) else { continue };
            if !joined.is_empty() {
                joined.push(' ');
            }
            joined.push_str(cell.plain().trim());
            let place = cell.whole();
            let found = scan_entry(&joined, words).into_iter().next();
            // A second clock is the same moment in another zone, or its end.
            if mention.as_ref().is_some_and(|known| known.time.is_some()) {
                break;
            }
            if found.is_some() {
                mention = found;
                span = Some(span.map_or(place, |span| span.cover(place)));
                zone = of_column.clone().or(zone);
            }
        }
        // A row of a timeline that names no time tells of something nevertheless.
        let unknown = || {
            let (first, _) = self.time.first()?;
            cells.get(*first).map(Text::whole)
        };
        let span = match mention {
            Some(_) => span?,
            None => unknown()?,
        };
        let milestone = self.milestone.and_then(|column| cells.get(column)).filter(|cell| !cell.is_empty());
        let of_time = |column: usize| self.time.iter().any(|(known, _)| *known == column);
        let told = |column: &usize| !of_time(*column) && self.milestone != Some(*column);
        let told: Vec<&str> =
            (0..cells.len()).filter(told).map(|column| cells.get(column).map_or("", Text::plain)).collect();
        let event = told.join(" ").trim().to_owned();
        // "| **10 March** | | |" stands over the rows of that day.
        let is_heading = event.is_empty() && mention.as_ref().is_some_and(|mention| mention.time.is_none());
        (mention.is_some() || event.contains(char::is_alphanumeric)).then(|| Lead {
            span,
            section: block.section,
            form: LeadForm::Row(table),
            blocks: index..index + 1,
            within: 0..usize::MAX,
            title: None,
            event,
            zone,
            milestone: milestone.cloned(),
            is_heading,
            mention,
        })
    }
}

/// What the first cells of a column hold.
#[derive(Debug, Default)]
struct Cells {
    /// Cells with anything in them.
    all: usize,
    /// Those that begin with a time and say little else.
    leads: usize,
    /// Those that are a weekday and nothing more.
    weekdays: usize,
    /// Short ones without a clock time.
    clockless: usize,
}

impl Cells {
    fn of(table: &Table, column: usize, named: bool, words: &TimeWords) -> Self {
        let mut cells = Self::default();
        let column = table.rows.iter().take(ROWS).filter_map(|row| row.get(column));
        for cell in column.filter(|cell| !cell.is_empty()) {
            cells.all += 1;
            let plain = cell.plain();
            if plain.len() < LONG_CELL {
                let times = if named { scan_entry(plain, words) } else { Scan::of(cell, words).times };
                cells.leads += usize::from(times.first().is_some_and(|first| begins(plain, first, 0, words)));
                cells.weekdays += usize::from(is_weekday(plain.trim(), words));
                cells.clockless += usize::from(times.iter().all(|time| time.time.is_none()));
            }
        }
        cells
    }

    /// Whether a count is so many of a hundred.
    fn are(&self, count: usize, percent: usize) -> bool {
        count > 0 && count * 100 >= self.all * percent
    }
}

fn is_weekday(plain: &str, words: &TimeWords) -> bool {
    words.longest_at(plain, 0).is_some_and(|(len, senses)| {
        len == plain.len() && senses.iter().any(|sense| matches!(sense, Sense::Weekday(_)))
    })
}
