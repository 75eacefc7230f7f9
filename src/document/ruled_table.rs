//! Tables drawn with lines of dashes over their columns, as Pandoc and mails write them. Markdown takes
//! them for running text between rules.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::prose::Prose;
use super::text::{MarkKind, Text};
use super::wiki_table::Rows;
use crate::source::Span;

/// A table and where it stands in the text.
pub struct RuledTable {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What it holds.
    pub rows: Rows,
}

/// Lines over the columns' line that can be a header.
const MAX_HEADER: usize = 4;
/// The shortest line over a column.
const MIN_RULE: usize = 3;

/// A line of the text and where it begins.
#[derive(Clone, Copy)]
struct Line<'t> {
    text: &'t str,
    at: usize,
}

/// The tables of a text that begins at `base` of the source, and the text with blanks in their place.
pub fn read(text: Cow<'_, str>, base: usize) -> (Cow<'_, str>, Vec<RuledTable>) {
    if !text.contains("--- --") {
        return (text, Vec::new());
    }
    let mut at = 0;
    let lines: Vec<Line<'_>> = text
        .split_inclusive('\n')
        .map(|line| {
            let start = at;
            at += line.len();
            Line { text: line.trim_end(), at: start }
        })
        .collect();
    let (mut tables, mut next, mut fenced) = (Vec::new(), 0, false);
    let mut free = 0;
    while let Some(line) = lines.get(next) {
        fenced ^= line.text.trim_start().starts_with("```");
        let found = if fenced { None } else { table(&lines, next, free, base) };
        match found {
            Some((table, behind)) => {
                tables.push(table);
                (next, free) = (behind, behind);
            }
            None => next += 1,
        }
    }
    if tables.is_empty() {
        return (text, tables);
    }
    let mut plain = String::with_capacity(text.len());
    let mut from = 0;
    for table in &tables {
        plain.push_str(&text[from..table.range.start]);
        for c in text[table.range.clone()].chars() {
            match c {
                '\n' | '\r' => plain.push(c),
                _ => plain.extend(std::iter::repeat_n(' ', c.len_utf8())),
            }
        }
        from = table.range.end;
    }
    plain.push_str(&text[from..]);
    (Cow::Owned(plain), tables)
}

/// The table whose columns the line at `ruler` draws, and the line behind it. Lines before `free` belong
/// to the table above.
fn table(lines: &[Line<'_>], ruler: usize, free: usize, base: usize) -> Option<(RuledTable, usize)> {
    let columns = columns(lines.get(ruler)?.text)?;
    let head = (free..ruler).rev().take(MAX_HEADER).take_while(|at| is_words(lines[*at].text)).last()?;
    let framed = head.checked_sub(1).filter(|top| *top >= free && is_rule(lines[*top].text));
    // Without a frame around them rows are of one line each, and so is the header.
    if framed.is_none() && head + 1 != ruler {
        return None;
    }
    let (mut rows, mut open): (Vec<Vec<Line<'_>>>, bool) = (Vec::new(), false);
    let mut end = ruler + 1;
    let mut closed = false;
    for line in &lines[ruler + 1..] {
        if is_rule(line.text) || self::columns(line.text).is_some() {
            end += 1;
            closed = true;
            break;
        }
        match (line.text.trim().is_empty(), framed.is_some()) {
            (true, false) => break,
            (true, true) => open = false,
            (false, _) if open && framed.is_some() => rows.last_mut()?.push(*line),
            (false, _) => {
                rows.push(vec![*line]);
                open = true;
            }
        }
        end += 1;
    }
    if rows.is_empty() || framed.is_some() && !closed {
        return None;
    }
    let start = lines.get(framed.unwrap_or(head))?.at;
    let last = lines.get(end - 1)?;
    let header = cells(&lines[head..ruler], &columns, base);
    let rows: Vec<(Vec<Text>, Span)> = rows.iter().map(|row| (cells(row, &columns, base), span(row, base))).collect();
    // A line over a rule is a table only where it fills the columns.
    let filled = |cells: &[Text]| cells.iter().all(|cell| !cell.is_empty());
    if framed.is_none() && !(filled(&header) && rows.first().is_some_and(|(cells, _)| filled(cells))) {
        return None;
    }
    Some((RuledTable { range: start..last.at + last.text.len(), rows: (header, rows) }, end))
}

fn is_words(line: &str) -> bool {
    line.contains(char::is_alphanumeric)
}

/// A line of dashes and nothing else.
fn is_rule(line: &str) -> bool {
    let dashes = line.trim();
    dashes.len() >= 2 * MIN_RULE && dashes.bytes().all(|byte| byte == b'-')
}

/// Where columns begin, in characters: "------- -----".
fn columns(line: &str) -> Option<Vec<usize>> {
    if !line.bytes().all(|byte| matches!(byte, b'-' | b' ')) {
        return None;
    }
    let mut starts = Vec::new();
    let mut at = 0;
    for run in line.split(' ') {
        if !run.is_empty() {
            (run.len() >= MIN_RULE).then_some(())?;
            starts.push(at);
        }
        at += run.len() + 1;
    }
    (starts.len() >= 2).then_some(starts)
}

/// What stands under each column in the lines of a row.
fn cells(lines: &[Line<'_>], columns: &[usize], base: usize) -> Vec<Text> {
    let ends = columns.iter().skip(1).copied().chain([usize::MAX]);
    columns
        .iter()
        .zip(ends)
        .enumerate()
        .map(|(index, (start, end))| {
            // A cell of the first column may begin further left than its line.
            let start = if index == 0 { 0 } else { *start };
            let mut cell = Text::default();
            for line in lines {
                let byte = |column: usize| line.text.char_indices().nth(column).map_or(line.text.len(), |(at, _)| at);
                let range = byte(start)..byte(end);
                let words = &line.text[range.clone()];
                let at = base + line.at + range.start + words.len() - words.trim_start().len();
                if words.trim().is_empty() {
                    continue;
                }
                if !cell.is_empty() {
                    cell.line_break(at);
                }
                cell.append(&inline(words.trim(), at));
            }
            if cell.is_empty() { Text::empty_at(base + lines.first().map_or(0, |line| line.at)) } else { cell }
        })
        .collect()
}

/// One line of a cell with its markup read.
fn inline(words: &str, at: usize) -> Text {
    let mut prose = Prose::default();
    for (event, range) in Parser::new_ext(words, Options::ENABLE_STRIKETHROUGH).into_offset_iter() {
        let place = at + range.start;
        match event {
            Event::Text(text) => prose.written(&text, &words[range], place),
            Event::Code(code) => prose.code(&code, &words[range], place),
            Event::Start(Tag::Strong) => prose.open(MarkKind::Strong),
            Event::Start(Tag::Strikethrough) => prose.open(MarkKind::Strike),
            Event::Start(Tag::Link { dest_url, .. }) => prose.open(MarkKind::Link(dest_url.into_string())),
            Event::End(TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => prose.close(),
            _ => {}
        }
    }
    prose.take().unwrap_or_else(|| Text::verbatim(words, at))
}

fn span(lines: &[Line<'_>], base: usize) -> Span {
    let start = lines.first().map_or(0, |line| line.at);
    let end = lines.last().map_or(0, |line| line.at + line.text.len());
    Span::new(base + start, base + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<Vec<String>> {
        let (plain, tables) = read(Cow::Borrowed(text), 0);
        assert_eq!(plain.len(), text.len());
        let row = |cells: &Vec<Text>| cells.iter().map(|cell| cell.plain().to_owned()).collect();
        tables
            .iter()
            .flat_map(|table| std::iter::once(row(&table.rows.0)).chain(table.rows.1.iter().map(|r| row(&r.0))))
            .collect()
    }

    #[test]
    fn rows_of_several_lines_are_read() {
        let text = "a\n\n  -----------------------\n  Action        Owner\n  ------------- ---------\n  Refuse the    Mira Tan\n  pool\n\n  Add a probe   **Joel**\n  -----------------------\n\nb";
        assert_eq!(shown(text), [["Action", "Owner"], ["Refuse the pool", "Mira Tan"], ["Add a probe", "Joel"]]);
    }

    #[test]
    fn rows_of_one_line_are_read() {
        let text = "Time   Event\n------ ------------\n09:12  a pump stops\n10:02  it runs\n\nb";
        assert_eq!(shown(text), [["Time", "Event"], ["09:12", "a pump stops"], ["10:02", "it runs"]]);
    }

    #[test]
    fn rules_between_paragraphs_are_no_table() {
        for text in ["a\n\n--- ---\n\nb", "Title\n-----\n\na", "a b\nc d\n--- ---\nb", "- a\n--- --\n"] {
            assert!(shown(text).is_empty(), "{text}");
        }
    }
}
