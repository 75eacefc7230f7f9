//! Tables of actions: which column is which, and what a row says.

use std::ops::Range;

use super::action::{Action, Candidate, Origin, Value};
use super::pieces::size;
use super::prose;
use super::shape::MAX_GROUP;
use super::ticket;
use crate::document::outline::Table;
use crate::document::reading::Reading;
use crate::document::text::{MarkKind, Text};
use crate::document::words::Words;
use crate::language::{Lexicon, List};

/// The columns of a table of actions.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    pub action: usize,
    named: bool,
    id: Option<usize>,
    kind: Option<usize>,
    addresses: Option<usize>,
    owner: Option<usize>,
    due: Option<usize>,
    /// A column of dates, which are due dates where the table is one of actions.
    date: Option<usize>,
    status: Option<usize>,
    ticket: Option<usize>,
    /// A column that says when it was done.
    completed: Option<usize>,
    timed: bool,
}

impl Columns {
    /// Finds the columns by their headers; where no header says "action", it is the first free one.
    pub fn of(table: &Table, lexicon: &Lexicon) -> Self {
        let mut columns = Self::default();
        let mut action = None;
        for (at, header) in table.header.iter().enumerate() {
            let names = lexicon.fields(header.plain());
            let is = |field: &str| names.contains(&field);
            columns.timed |= is("time") && !is("due");
            // A number before the action is its own; one behind it is a ticket's.
            // "By" is by whom, unless somebody is named beside it.
            let slot = if is("owner") && !(is("due") && columns.owner.is_some()) {
                &mut columns.owner
            } else if is("completed") {
                &mut columns.completed
            } else if is("due") {
                &mut columns.due
            } else if is("date") {
                &mut columns.date
            } else if is("ticket") && (at > 0 || holds_keys(table, at)) {
                &mut columns.ticket
            } else if is("status") {
                &mut columns.status
            } else if is("kind") {
                &mut columns.kind
            } else if is("action") {
                &mut action
            } else if is("addresses") {
                &mut columns.addresses
            } else if is("id") && action.is_some() {
                &mut columns.ticket
            } else if is("id") {
                &mut columns.id
            } else {
                continue;
            };
            slot.get_or_insert(at);
        }
        columns.named = action.is_some();
        let taken = [
            columns.id,
            columns.kind,
            columns.owner,
            columns.due,
            columns.date,
            columns.status,
            columns.ticket,
            columns.completed,
        ];
        let free = (0..table.header.len()).find(|at| !taken.contains(&Some(*at)));
        columns.action = action.or(free).unwrap_or(0);
        columns
    }

    /// Whether the headers alone say that it is a table of actions.
    pub fn are_of_actions(&self) -> bool {
        let planned = self.due.is_some_and(|at| at > 0) || self.ticket.is_some() || self.status.is_some();
        self.named && self.owner.is_some() && planned && !self.timed
    }

    /// The action of a row, as a range of the row's joined text.
    pub fn candidate(&self, cells: &[Text], block: usize) -> Option<(usize, Range<usize>)> {
        let start: usize = cells.iter().take(self.action).map(|cell| cell.plain().len() + SEPARATOR).sum();
        let length = cells.get(self.action)?.plain().len();
        (length > 0).then_some((block, start..start + length))
    }

    /// Whether a row only names the group of those below: one short cell in bold, or the name of a kind, and
    /// none beside it.
    pub fn is_group(&self, cells: &[Text], reading: &Reading<'_>, lexicon: &Lexicon) -> bool {
        let mut written = cells.iter().filter(|cell| !cell.is_empty());
        let (Some(only), None) = (written.next(), written.next()) else { return false };
        let words = only.plain().trim();
        let start = only.plain().len() - only.plain().trim_start().len();
        let bold = only.is_marked(&(start..start + words.len()), &MarkKind::Strong);
        let asks = || prose::asks(&Words::new(reading.lang, lexicon, words));
        let named = || bold && size(words) <= MAX_GROUP && !asks();
        cells.len() > 2 && (named() || lexicon.value("kind", words).is_some())
    }

    /// The actions of a row, each with its cells and its place in the cell of the action: several where that
    /// cell is a list, or has as many lines as the cell of owners or of dates. A cell with as many lines gives
    /// each action its own.
    pub fn split(&self, cells: &[Text]) -> Vec<(Vec<Text>, Range<usize>)> {
        let Some(own) = cells.get(self.action) else { return Vec::new() };
        let lines = |cell: &Text| {
            let written = cell.lines().filter(|line| cell.slice(line.clone()).contains(char::is_alphanumeric));
            written.take(MAX_LINES).collect::<Vec<_>>()
        };
        let actions = lines(own);
        let is_item = |line: &Range<usize>| own.slice(line.clone()).trim_start().starts_with(['-', '•', '*']);
        let paired = || {
            [self.owner, self.due.or(self.date)]
                .into_iter()
                .flatten()
                .any(|column| cells.get(column).is_some_and(|cell| lines(cell).len() == actions.len()))
        };
        if actions.len() < 2 || !(actions.iter().all(is_item) || paired()) {
            return vec![(cells.to_vec(), 0..own.plain().trim_end().len())];
        }
        let part = |index: usize| {
            let cell = |cell: &Text| match lines(cell) {
                of_cell if of_cell.len() == actions.len() => cell.part(without_mark(cell, of_cell[index].clone())),
                _ => cell.clone(),
            };
            (cells.iter().map(cell).collect(), without_mark(own, actions[index].clone()))
        };
        (0..actions.len()).map(part).collect()
    }

    /// Whether a column says when it was done.
    pub fn is_completed(&self, cells: &[Text], reading: &Reading<'_>, lexicon: &Lexicon) -> bool {
        let cell = self.completed.and_then(|at| cells.get(at));
        cell.is_some_and(|cell| value(cell, reading, lexicon).is_some())
    }

    /// Adds what the other cells say.
    pub fn fill(&self, action: &mut Action, cells: &[Text], reading: &Reading<'_>, lexicon: &Lexicon) {
        let cell =
            |column: Option<usize>| column.and_then(|at| cells.get(at)).and_then(|cell| value(cell, reading, lexicon));
        let set = |slot: &mut Option<Value>, column: Option<usize>| {
            if let Some(value) = cell(column) {
                *slot = Some(value);
            }
        };
        set(&mut action.id, self.id);
        set(&mut action.kind, self.kind);
        set(&mut action.addresses, self.addresses);
        set(&mut action.owner, self.owner);
        set(&mut action.due, self.due.or(self.date));
        let ticket = |at: usize| {
            let cell = cells.get(at).filter(|cell| value(cell, reading, lexicon).is_some())?;
            Some(ticket::value(cell, 0..cell.plain().trim_end().len()))
        };
        // A number of its own that leads to the ticket: "[BAT-411](…)".
        let linked = |at: &usize| cells.get(*at).is_some_and(|cell| cell.links(0..cell.plain().len()).next().is_some());
        // A key has the shape of one, whatever its column is called.
        let free = |at: &usize| *at != self.action && Some(*at) != self.id && Some(*at) != self.addresses;
        let key = || (0..cells.len()).filter(free).find(|at| cells.get(*at).is_some_and(is_ticket));
        let given = self.ticket.and_then(ticket).or(action.ticket.take()).or_else(|| key().and_then(ticket));
        action.ticket = given.or_else(|| self.id.filter(linked).and_then(ticket));
        // A mark says something here: "✅".
        let status = self.status.and_then(|at| cells.get(at)).filter(|cell| !cell.is_empty());
        action.status = status.map(|cell| Value { text: cell.plain().trim().to_owned(), span: cell.whole() });
    }
}

/// Whether a column holds the keys of tickets: its first cell with anything in it begins with one.
fn holds_keys(table: &Table, column: usize) -> bool {
    let mut cells = table.rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty());
    cells.next().is_some_and(|cell| cell.plain().split_whitespace().next().is_some_and(ticket::is_key))
}

/// Whether a cell is the key of a ticket and nothing else.
fn is_ticket(cell: &Text) -> bool {
    ticket::is_key(cell.plain().trim())
}

/// The words of a line without the mark of a list.
fn without_mark(cell: &Text, line: Range<usize>) -> Range<usize> {
    let words = cell.slice(line.clone());
    line.end - words.trim_start_matches(['-', '•', '*', ' ']).len()..line.end
}

/// Lines of a cell that are told apart.
const MAX_LINES: usize = 64;

/// Bytes of the separator between the cells of a row's joined text.
const SEPARATOR: usize = " | ".len();

/// What a cell says; none where it says that there is nothing yet.
fn value(cell: &Text, reading: &Reading<'_>, lexicon: &Lexicon) -> Option<Value> {
    let text = cell.plain().trim();
    if text.is_empty() || is_unsaid(text, reading, lexicon) {
        return None;
    }
    Some(Value { text: text.to_owned(), span: cell.whole() })
}

/// Whether a value says nobody or nothing: "TBD", "we", "—", "<name the team here>".
pub fn is_unsaid(text: &str, reading: &Reading<'_>, lexicon: &Lexicon) -> bool {
    let bare = text.trim_matches(|c: char| "()[]（）*_ ".contains(c));
    let hits = lexicon.find(reading.lang_of(bare), bare);
    let mark = !bare.chars().any(char::is_alphanumeric);
    mark || bare.starts_with('<') || hits.iter().any(|hit| hit.list == List::NoOwner && hit.range == (0..bare.len()))
}

/// The candidate of a row.
pub fn candidate(columns: &Columns, cells: &[Text], block: usize) -> Option<Candidate> {
    let (block, range) = columns.candidate(cells, block)?;
    Some(Candidate { block, range, notes: 0..0, origin: Origin::Listed })
}
