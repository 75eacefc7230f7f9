//! A row of a table has more or fewer cells than its header.
//!
//! Markdown shows as many cells as the header has and drops the rest without a word: what the author
//! wrote there, no reader sees. Most often a `|` stands in the text that should be `\|`. A row with too
//! few cells is shown with empty ones, which look as if somebody had left them out: an info.
//!
//! The fix adds the cells that are missing. Where there are too many, only the author knows which bar
//! was meant as a bar: `--fix --unsafe` takes those behind the last column for text.
//!
//! ## Bad
//!
//! ```md
//! | Time (UTC) | Event |
//! |---|---|
//! | 10:00 | `export | gzip` stops, and 312 shops get no file |
//! | 10:40 | The export runs again |
//! ```
//!
//! ## Good
//!
//! ```md
//! | Time (UTC) | Event |
//! |---|---|
//! | 10:00 | `export \| gzip` stops, and 312 shops get no file |
//! | 10:40 | The export runs again |
//! ```

use crate::document::{Document, Form};
use crate::finding::{Edit, Finding, Fix, Level, quote};
use crate::rule::{Rule, Settings};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    name: "table-ragged",
    level: Some(Level::Warning),
    unwritten: false,
    check,
    source: include_str!("table_ragged.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    if document.form == Form::Yaml {
        return Vec::new();
    }
    document.outline.tables.iter().flat_map(|table| rows(document, table.span)).collect()
}

/// The ragged rows of a table that is written with bars.
fn rows(document: &Document<'_>, table: Span) -> Vec<Finding> {
    let lines = document.source.lines();
    let (first, last) = (lines.line(table.start), lines.line(table.end.saturating_sub(1)));
    let line = |number: usize| {
        let whole = lines.line_span(number, document.source.text());
        let start = if number == first { table.start } else { whole.start };
        (start, document.source.slice(Span::new(start, whole.end)).trim_end())
    };
    let header = bars(line(first).1);
    let is_rule =
        |text: &str| text.contains('-') && text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t' | '>'));
    if !is_rule(line(first + 1).1) {
        return Vec::new();
    }
    let columns = header.cells;
    (first + 2..=last).filter_map(|number| row(columns, line(number))).collect()
}

fn row(columns: usize, (start, text): (usize, &str)) -> Option<Finding> {
    let bars = bars(text);
    // A line without a bar is a row, too; what its author meant nobody knows.
    if bars.inner.is_empty() && !bars.closed || bars.cells == columns {
        return None;
    }
    let span = Span::new(start + text.len() - text.trim_start().len(), start + text.len());
    if bars.cells < columns {
        let missing = " |".repeat(columns - bars.cells);
        let missing = if bars.closed { missing } else { format!(" |{missing}") };
        let message = format!(
            "{} has {} of {columns} cells: a reader cannot tell whether there was nothing to say",
            quote(text.trim()),
            bars.cells
        );
        let fix = Fix::safe("Add the cells that are missing", vec![Edit::insert(span.end, missing)]);
        return Some(
            Finding::new(span, message)
                .level(Level::Info)
                .help("Write what belongs there, or leave them empty.")
                .fix(fix),
        );
    }
    let extra = bars.inner.get(columns - 1..)?;
    let lost = text.get(extra.first()? + 1..)?.trim_matches(['|', ' ', '\t']);
    let message = format!("{} stands behind the last column: no reader sees it", quote(lost));
    let edits = extra.iter().map(|bar| Edit::insert(start + bar, "\\")).collect();
    let finding =
        Finding::new(span, message).help("Write `\\|` for a bar that is text, or add a column to the header.");
    Some(finding.fix(Fix::risky("Take the bars behind the last column for text", edits)))
}

/// The bars of a row: those between two cells, by their offsets.
struct Bars {
    inner: Vec<usize>,
    cells: usize,
    /// It ends with one.
    closed: bool,
}

fn bars(text: &str) -> Bars {
    let bytes = text.as_bytes();
    let escaped = |at: usize| bytes[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1;
    let mut inner: Vec<usize> = text.match_indices('|').map(|(at, _)| at).filter(|at| !escaped(*at)).collect();
    let opened = inner.first().is_some_and(|at| text[..*at].trim_matches(['>', ' ', '\t']).is_empty());
    if opened {
        inner.remove(0);
    }
    let closed = inner.last().is_some_and(|at| at + 1 == text.len());
    if closed {
        inner.pop();
    }
    let cells = inner.len() + 1;
    Bars { inner, cells, closed }
}
