//! A cause or an action has no id, where others of its list have one.
//!
//! An id ("C2", "A3") is what an action says it addresses, and what a meeting speaks of a year later.
//! The rule looks at contributing factors and at actions, in tables with a column for ids and in lists
//! of which some entry has one; in a document that says `candor:`, every contributing factor needs one.
//! The fix gives the next free number.
//!
//! ## Bad
//!
//! ```md
//! ## Contributing factors
//!
//! - C1: The preview shows no row count.
//! - Both copies of a volume are updated in one wave.
//! ```
//!
//! ## Good
//!
//! ```md
//! ## Contributing factors
//!
//! - C1: The preview shows no row count.
//! - C2: Both copies of a volume are updated in one wave.
//! ```

use crate::document::ids::{self, is_id};
use crate::document::{Block, BlockKind, Document, Form};
use crate::finding::{Edit, Finding, Fix, Level, quote};
use crate::language::Topic;
use crate::rule::{Rule, Settings};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    name: "id-missing",
    level: Some(Level::Info),
    unwritten: false,
    check,
    source: include_str!("id_missing.rs"),
};

fn check(document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    if document.form == Form::Yaml {
        return Vec::new();
    }
    let factors = items(document, Topic::Contributing, "C", document.is_candor());
    let actions = items(document, Topic::Actions, "A", false);
    factors.into_iter().chain(actions).chain(rows(document, settings)).collect()
}

/// The items of the lists about a topic that have no id. `needed`: even where no other has one.
fn items(document: &Document<'_>, topic: Topic, prefix: &str, needed: bool) -> Vec<Finding> {
    let blocks = document.outline.blocks.iter();
    let items: Vec<&Block> = blocks
        .filter(|block| {
            matches!(block.kind, BlockKind::Item { depth: 0, .. }) && document.topic_of(block) == Some(topic)
        })
        .filter(|block| !block.text.is_empty())
        .collect();
    let known = items.iter().filter_map(|block| ids::leading(block.text.plain()).map(|(id, _)| id));
    let known: Vec<&str> = known.collect();
    if known.is_empty() && !needed {
        return Vec::new();
    }
    let mut names = Names::after(&known, prefix);
    let nameless = items.into_iter().filter(|block| ids::leading(block.text.plain()).is_none());
    let finding = |block: &Block| {
        let span = block.text.whole();
        let name = names.next();
        let edit = Edit::insert(span.start, format!("{name}: "));
        finding(block.text.plain(), span, &name, Some(edit))
    };
    nameless.map(finding).collect()
}

/// The rows of actions whose cell for the id is empty.
fn rows(document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    let outline = &document.outline;
    let mut findings = Vec::new();
    for (index, table) in outline.tables.iter().enumerate() {
        let names_id = table.header.first().is_some_and(|cell| settings.lexicon.names(cell.plain(), "id"));
        if !names_id || outline.topic(table.section) != Some(Topic::Actions) {
            continue;
        }
        let first = |row: &Vec<crate::document::Text>| row.first().map_or("", |cell| cell.plain().trim()).to_owned();
        let known: Vec<String> = table.rows.iter().map(first).filter(|id| is_id(id)).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let mut names = Names::after(&known, "A");
        let blocks = outline.blocks_of(table.section).iter();
        for block in blocks.filter(|block| matches!(block.kind, BlockKind::Row { table, .. } if table == index)) {
            let cells = outline.cells(block);
            let words = cells.iter().skip(1).map(|cell| cell.plain().trim()).find(|words| !words.is_empty());
            let (Some(words), true) = (words, cells.first().is_some_and(|cell| cell.is_empty())) else { continue };
            let name = names.next();
            let edit = empty_cell(document, block).map(|span| Edit::replace(span, format!(" {name} ")));
            findings.push(finding(words, block.text.whole(), &name, edit));
        }
    }
    findings
}

/// What stands between the first two bars of a row.
fn empty_cell(document: &Document<'_>, block: &Block) -> Option<Span> {
    let lines = document.source.lines();
    let line = lines.line_span(lines.line(block.span.start), document.source.text());
    let text = document.source.slice(line);
    let start = text.find('|').filter(|at| text[..*at].trim().is_empty())? + 1;
    let length = text[start..].find('|').filter(|length| text[start..start + length].trim().is_empty())?;
    Some(Span::new(line.start + start, line.start + start + length))
}

fn finding(words: &str, span: Span, name: &str, edit: Option<Edit>) -> Finding {
    let message = format!("{} has no id: nothing else in the document can refer to it", quote(words));
    let finding = Finding::new(span, message).help(format!("Give it one of its own: “{name}”."));
    match edit {
        Some(edit) => finding.fix(Fix::safe(format!("Call it {name}"), vec![edit])),
        None => finding,
    }
}

/// Names that are not taken, in order.
struct Names {
    prefix: String,
    last: u32,
}

impl Names {
    fn after(known: &[&str], prefix: &str) -> Self {
        let parts = |id: &str| {
            let digits = id.len() - id.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            let (prefix, number) = id.split_at(id.len() - digits);
            (prefix.to_owned(), number.parse().unwrap_or(0))
        };
        let prefix = known.first().map_or(prefix.to_owned(), |id| parts(id).0);
        let last = known.iter().map(|id| parts(id)).filter(|(own, _)| *own == prefix).map(|(_, number)| number).max();
        Self { prefix, last: last.unwrap_or(0) }
    }

    fn next(&mut self) -> String {
        self.last += 1;
        format!("{}{}", self.prefix, self.last)
    }
}
