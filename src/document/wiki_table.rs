//! Tables in the markup of wikis and in grids of text, which Markdown takes for a paragraph.

use std::ops::Range;

use super::text::Text;
use crate::source::Span;

/// The header cells, empty where there is none, and the cells of each row with its place.
pub type Rows = (Vec<Text>, Vec<(Vec<Text>, Span)>);

/// What a line of such a table is.
enum Line {
    /// "{|", "|-", "+---+": no content. Whether it rules off the header: "+===+".
    Border(bool),
    /// Cells, as ranges of the text; whether they head the columns.
    Cells(Vec<Range<usize>>, bool),
}

/// The table that a paragraph is; `None` where any of its lines is none of a table.
pub fn read(text: &Text) -> Option<Rows> {
    if !text.plain().starts_with(['|', '+', '{', '!']) {
        return None;
    }
    let lines: Vec<Line> = text.lines().map(|line| self::line(text.plain(), line)).collect::<Option<_>>()?;
    if text.plain().starts_with("+-") || text.plain().starts_with("+=") {
        return grid(text, lines);
    }
    let mut lines = lines.into_iter().filter_map(|line| match line {
        Line::Border(_) => None,
        Line::Cells(cells, head) => Some((cells, head)),
    });
    let first = lines.next()?;
    let part = |cells: &[Range<usize>]| cells.iter().map(|cell| text.part(cell.clone())).collect::<Vec<Text>>();
    let wide = first.0.len() > 2;
    let (header, first) = if first.1 || wide { (part(&first.0), None) } else { (Vec::new(), Some(first)) };
    let rows = first.into_iter().chain(lines).filter(|(cells, head)| !head && !cells.is_empty());
    let rows: Vec<(Vec<Text>, Span)> = rows.map(|(cells, _)| (part(&cells), span(text, &cells))).collect();
    (!rows.is_empty()).then_some((header, rows))
}

/// The table of a grid: what stands between two borders is one row, however many lines it has.
fn grid(text: &Text, lines: Vec<Line>) -> Option<Rows> {
    let mut header: Vec<Text> = Vec::new();
    let mut rows: Vec<(Vec<Text>, Span)> = Vec::new();
    let mut open = false;
    let mut ruled = false;
    for line in lines {
        match line {
            Line::Border(rules_off) => {
                open = false;
                if rules_off && !ruled && rows.len() == 1 {
                    (header, _) = rows.remove(0);
                }
                ruled |= rules_off;
            }
            Line::Cells(cells, _) => {
                let here = span(text, &cells);
                let parts = cells.iter().map(|cell| text.part(cell.clone()));
                match rows.last_mut().filter(|_| open) {
                    Some((row, span)) => {
                        row.resize_with(row.len().max(cells.len()), Text::default);
                        row.iter_mut().zip(parts).for_each(|(cell, more)| go_on(cell, &more));
                        *span = span.cover(here);
                    }
                    None => rows.push((parts.collect(), here)),
                }
                open = true;
            }
        }
    }
    // Without a rule under it, the first row of a wide grid is its header.
    if !ruled && rows.len() > 1 && rows.first().is_some_and(|(cells, _)| cells.len() > 2) {
        (header, _) = rows.remove(0);
    }
    (!rows.is_empty()).then_some((header, rows))
}

/// Adds the next line of a cell.
fn go_on(cell: &mut Text, more: &Text) {
    if more.is_empty() {
        return;
    }
    if !cell.is_empty() {
        cell.line_break(more.whole().start);
    }
    cell.append(more);
}

fn span(text: &Text, cells: &[Range<usize>]) -> Span {
    text.span(cells.first().map_or(0, |cell| cell.start)..cells.last().map_or(0, |cell| cell.end))
}

/// What a line is; `None` where it is none of a table.
fn line(plain: &str, range: Range<usize>) -> Option<Line> {
    let words = plain.get(range.clone())?.trim_end();
    if ["{|", "|}", "|-", "+"].iter().any(|border| words.starts_with(border)) || words == "||" {
        return Some(Line::Border(words.starts_with("+=")));
    }
    let mark = words.chars().next()?;
    let (separator, head) = match mark {
        '!' => ("!!", true),
        '|' if words.starts_with("||") && words.ends_with("||") => ("||", true),
        '|' if words.contains("||") => ("||", false),
        '|' => ("|", false),
        _ => return None,
    };
    let start = range.start + if head && mark == '|' { 2 } else { 1 };
    let end = range.start + words.strip_suffix(separator).unwrap_or(words).len();
    let inner = plain.get(start..end.max(start))?;
    let mut at = start;
    let cells = inner.split(separator).map(|cell| {
        let lead = cell.len() - cell.trim_start().len();
        let cell_range = at + lead..at + lead + cell.trim().len();
        at += cell.len() + separator.len();
        cell_range
    });
    Some(Line::Cells(cells.collect(), head))
}
