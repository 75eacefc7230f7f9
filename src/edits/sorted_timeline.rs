//! Brings the entries of a timeline into order: the fix of the rule `timeline-out-of-order`.

use std::collections::HashSet;

use crate::document::Document;
use crate::document::time::{Precision, Zone};
use crate::document::timeline::{Entry, Stage};
use crate::finding::{Edit, Fix};
use crate::source::Span;

/// Moves the lines of the entries of one run so that time goes forward. None where a time is not sure
/// enough to go by, or where an entry is more than its own lines. It is risky where the times are more
/// likely wrong than the order: there, the order is what shows it.
pub fn sort(document: &Document<'_>, entries: &[&Entry], doubted: impl Fn() -> bool) -> Option<Fix> {
    if !entries.iter().all(|entry| is_sure(entry)) {
        return None;
    }
    let places = places(document, entries)?;
    let seconds = entries.iter().all(|entry| entry.moment.precision == Some(Precision::Second));
    // 10:20 is all of that minute, beside 10:20:30 too.
    let unit = if seconds { 1 } else { 60 };
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|index| entries.get(*index).map(|entry| entry.moment.seconds().div_euclid(unit)));
    let moved = order.iter().enumerate().filter(|(to, from)| to != *from);
    let edits: Option<Vec<Edit>> = moved
        .map(|(to, from)| Some(Edit::replace(*places.get(to)?, document.source.slice(*places.get(*from)?))))
        .collect();
    let edits = edits.filter(|edits| !edits.is_empty())?;
    let kind = if leaves_the_incident(document, entries, &order) || doubted() { Fix::risky } else { Fix::safe };
    Some(kind("Sort the entries by their times", edits))
}

/// Whether an entry that stands before the end would come behind it, or one behind the start before it.
fn leaves_the_incident(document: &Document<'_>, entries: &[&Entry], order: &[usize]) -> bool {
    let marking = |stage: Stage| -> HashSet<usize> {
        let milestones = document.chronology.milestones.iter().filter(|milestone| milestone.stage == stage);
        let places: HashSet<usize> = milestones.map(|milestone| milestone.moment.span.start).collect();
        let marks = |(_, entry): &(usize, &&Entry)| places.contains(&entry.moment.span.start);
        entries.iter().enumerate().filter(marks).map(|(index, _)| index).collect()
    };
    let (starts, ends) = (marking(Stage::Started), marking(Stage::Resolved));
    // Of what comes before it in the sorted order, the last entry and the last end as they are written.
    let (mut last, mut end) = (0, 0);
    order.iter().any(|&from| {
        let leaves = from < end || starts.contains(&from) && from < last;
        last = last.max(from);
        end = if ends.contains(&from) { end.max(from) } else { end };
        leaves
    })
}

/// Whether an entry says exactly when it was.
fn is_sure(entry: &Entry) -> bool {
    let moment = &entry.moment;
    let exact = matches!(moment.precision, Some(Precision::Minute | Precision::Second)) && !moment.approximate;
    exact && !entry.impossible && !matches!(moment.zone, Some(Zone::Ambiguous { .. }))
}

/// The lines of each entry, without the blank lines behind it: a table row, or an item with all that is
/// indented under it.
fn places(document: &Document<'_>, entries: &[&Entry]) -> Option<Vec<Span>> {
    let lines = document.source.lines();
    let mut firsts = Vec::new();
    for entry in entries {
        let line = lines.line(entry.moment.span.start);
        let floor = firsts.last().map_or(0, |(last, _)| last + 1);
        firsts.push((floor..=line).rev().find_map(|at| Some((at, mark(line_of(document, at))?)))?);
    }
    let (_, kind) = *firsts.first()?;
    if firsts.iter().any(|(_, mark)| *mark != kind) {
        return None;
    }
    let ends = firsts.iter().skip(1).map(|(next, _)| Some(*next)).chain([None]);
    firsts.iter().zip(ends).map(|((first, mark), end)| place(document, *first, end, *mark)).collect()
}

/// How the first line of an entry begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineStart {
    /// A bullet behind so many bytes.
    Item {
        indent: usize,
        bullet: u8,
    },
    Row,
}

fn mark(line: &str) -> Option<LineStart> {
    let words = line.trim_start();
    match words.as_bytes() {
        [b'|', ..] => Some(LineStart::Row),
        [bullet @ (b'-' | b'*' | b'+'), b' ' | b'\t', ..] => {
            Some(LineStart::Item { indent: line.len() - words.len(), bullet: *bullet })
        }
        _ => None,
    }
}

/// The lines from `first` on that belong to an entry; with `end` the next one begins, and all lines up to
/// there must belong to it.
fn place(document: &Document<'_>, first: usize, end: Option<usize>, mark: LineStart) -> Option<Span> {
    let belongs = |line: &str| match mark {
        // A row without a time tells more of the one above.
        LineStart::Row => line.trim_start().starts_with('|'),
        LineStart::Item { indent, .. } => line.trim().is_empty() || line.len() - line.trim_start().len() > indent,
    };
    let count = document.source.lines().count();
    let mut behind = first + 1..end.unwrap_or(count);
    let stop = behind.find(|line| !belongs(line_of(document, *line)));
    if stop.is_some() && end.is_some() {
        return None;
    }
    let last = (first..stop.or(end).unwrap_or(count)).rev().find(|line| !line_of(document, *line).trim().is_empty())?;
    let start = document.source.lines().line_span(first, document.source.text()).start;
    let end = document.source.lines().line_span(last, document.source.text());
    Some(Span::new(start, end.start + line_of(document, last).trim_end_matches(['\r', '\n']).len()))
}

fn line_of<'d>(document: &'d Document<'_>, line: usize) -> &'d str {
    document.source.slice(document.source.lines().line_span(line, document.source.text()))
}
