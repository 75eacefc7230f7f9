//! What a draft still lacks, as a short list: nobody needs a page to be told that a page is not written.

use std::io::{self, Write};

use super::groups::{level, places, shape, together};
use super::visible::visible;
use super::{Linted, Look};
use crate::finding::{Finding, Level};
use crate::rules;
use crate::source::Source;

/// Columns of the longest name of a section.
const NAME: usize = 12;

/// The findings of a file that are shown in full, and those about what a draft does not say yet.
pub fn split(file: &Linted) -> (Vec<&Finding>, Vec<&Finding>) {
    let draft = file.status.as_deref().is_some_and(|status| status.eq_ignore_ascii_case("draft"));
    let unwritten = |finding: &&Finding| {
        draft && level(finding) == Level::Info && rules::rule(finding.rule).is_some_and(|rule| rule.unwritten)
    };
    let (unwritten, full) = file.findings.iter().map(|located| &located.finding).partition(unwritten);
    (full, unwritten)
}

/// Writes the list, a line for each gap.
pub fn write(source: &Source, unwritten: &[&Finding], look: Look, out: &mut dyn Write) -> io::Result<()> {
    if unwritten.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}: a draft; still to be written:\n", visible(source.path()))?;
    let mut rows: Vec<Row<'_>> = Vec::new();
    for group in together(unwritten) {
        let Some(line) = places(&group).first().map(|place| source.position(place.start).line) else { continue };
        for (name, what) in lines(&group) {
            let alike = rows.iter_mut().find(|row| row.name == name && shape(row.what) == shape(what));
            match alike {
                Some(row) => row.more += 1,
                None => rows.push(Row { line, name, what, more: 0 }),
            }
        }
    }
    rows.sort_by_key(|row| row.line);
    for Row { line, name, what, more } in rows {
        let more = if more > 0 { format!(" (and {more} more)") } else { String::new() };
        let text = format!("{name:NAME$}  {what}{more}");
        let text = visible(&text);
        let cut: String = text.chars().take(look.width.saturating_sub(12)).collect();
        let end = if cut.len() < text.len() { "…" } else { "" };
        writeln!(out, "  line {line:>4}  {cut}{end}")?;
    }
    writeln!(out)
}

/// What is shown on one line: the first of those that say the same of one section.
struct Row<'f> {
    line: usize,
    name: &'f str,
    what: &'f str,
    more: usize,
}

/// What one group says: sections that are not there a line each, of any other what comes first.
fn lines<'f>(group: &[&'f Finding]) -> Vec<(&'f str, &'f str)> {
    let name = |finding: &'f Finding| finding.section.map_or(finding.rule, |section| section.name());
    let is_missing = |finding: &&&Finding| finding.rule == "section-missing";
    let missing: Vec<_> =
        group.iter().filter(is_missing).map(|finding| (name(finding), head(&finding.message))).collect();
    if missing.is_empty() {
        group.first().map(|finding| (name(finding), head(&finding.message))).into_iter().collect()
    } else {
        missing
    }
}

/// A message without what its reader cannot know.
fn head(message: &str) -> &str {
    message.split_once(": ").map_or(message, |(head, _)| head)
}
