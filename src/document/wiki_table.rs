//! Tables in the markup of wikis and in grids of text, which Markdown takes for a paragraph.

use std::ops::Range;

use super::text::Text;
use crate::source::Span;

/// The header cells, empty where there is none, and the cells of each row with its place.
pub type Rows = (Vec<Text>, Vec<(Vec<Text>, Span)>);

/// What a line of such a table is.
enum Line {
    /// "{|", "|-", "+---+": no content.
    Border,
    /// Cells, as ranges of the text; whether they head the columns.
    Cells(Vec<Range<usize>>, bool),
}

/// The table that a paragraph is; `None` where any of its lines is none of a table.
pub fn read(text: &Text) -> Option<Rows> {
    if !text.plain().starts_with(['|', '+', '{', '!']) {
        return None;
    }
    let lines: Vec<Line> = text.lines().map(|line| self::line(text.plain(), line)).collect::<Option<_>>()?;
    let mut lines = lines.into_iter().filter_map(|line| match line {
        Line::Border => None,
        Line::Cells(cells, head) => Some((cells, head)),
    });
    let first = lines.next()?;
    // A grid rules off its header by a border; without one, the first row is one.
    let part = |cells: &[Range<usize>]| cells.iter().map(|cell| text.part(cell.clone())).collect::<Vec<Text>>();
    let wide = first.0.len() > 2;
    let (header, first) = if first.1 || wide { (part(&first.0), None) } else { (Vec::new(), Some(first)) };
    let rows = first.into_iter().chain(lines).filter(|(cells, head)| !head && !cells.is_empty());
    let rows: Vec<(Vec<Text>, Span)> = rows
        .map(|(cells, _)| {
            let span = text.span(cells.first().map_or(0, |c| c.start)..cells.last().map_or(0, |c| c.end));
            (part(&cells), span)
        })
        .collect();
    (!rows.is_empty()).then_some((header, rows))
}

/// What a line is; `None` where it is none of a table.
fn line(plain: &str, range: Range<usize>) -> Option<Line> {
    let words = plain.get(range.clone())?.trim_end();
    if ["{|", "|}", "|-", "+"].iter().any(|border| words.starts_with(border)) || words == "||" {
        return Some(Line::Border);
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
