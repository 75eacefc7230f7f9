//! A part of the template is still there: guidance, an unfilled line, `TODO`, `TBD`, `20xx-MM-DD`, "?".
//!
//! A reader who meets one cannot tell what else was never written. Guidance comments of Candor's
//! templates count while they are word for word as they were; other comments, code, quoted words
//! and `TODO` as the status of an action do not.
//!
//! ## Bad
//!
//! ```md
//! | Time (UTC) | Event |
//! |---|---|
//! | 2031-03-04 14:?? | Release 4.11 is back everywhere |
//!
//! - Time to detection: ?
//! ```
//!
//! ## Good
//!
//! ```md
//! | Time (UTC) | Event |
//! |---|---|
//! | 2031-03-04 14:51 | Release 4.11 is back everywhere |
//!
//! - Time to detection: 6 minutes
//! ```

use std::ops::Range;

use super::{Rule, template_prompts};
use crate::document::outline::{Block, BlockKind, HeadingForm, Section};
use crate::document::yaml::{Node, Value};
use crate::document::{Document, Form, Phrase, fields};
use crate::finding::{Finding, Level, excerpt};
use crate::language::placeholders::{Bracket, brackets, is_left, is_listed, unfilled_times};
use crate::language::{Placeholders, SectionKind};
use crate::lint::Settings;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    name: "placeholder-left",
    level: Some(Level::Warning),
    unwritten: true,
    check,
    source: include_str!("placeholder_left.rs"),
};

/// A value that is a placeholder has no more bytes than this.
const MAX_VALUE: usize = 80;

fn check(document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    let mut findings = template_prompts::guidance(document);
    findings.extend(template_prompts::unfilled_lines(document));
    let reader = Reader { document, settings, words: document.lang.words().placeholders() };
    findings.extend(reader.front_matter());
    findings.extend(reader.titles());
    findings.extend(reader.instructions());
    findings.extend(reader.blocks());
    findings.extend(reader.tags());
    one_per_place(findings)
}

/// Of findings that overlap the first stands for all.
fn one_per_place(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|finding| finding.span);
    let mut end = 0;
    findings.retain(|finding| {
        let is_new = finding.span.start >= end;
        end = end.max(finding.span.end);
        is_new
    });
    findings
}

/// The words of the document's language, and what they are looked for in.
struct Reader<'d> {
    document: &'d Document<'d>,
    settings: &'d Settings,
    words: &'static Placeholders,
}

/// A line or a cell: as a whole, its value behind a label, and the label in front or above.
struct Unit<'d> {
    whole: Range<usize>,
    value: Range<usize>,
    label: Option<&'d str>,
}

impl<'d> Reader<'d> {
    /// Values of the front matter; those of a YAML document are blocks.
    fn front_matter(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let root = self.document.data.as_ref().and_then(|data| data.root.as_ref());
        if let (Form::Markdown, Some(root)) = (self.document.form, root) {
            self.node(root, None, &mut findings);
        }
        findings
    }

    /// Walks down; the reader of YAML bounds the depth.
    fn node(&self, node: &Node, key: Option<&str>, findings: &mut Vec<Finding>) {
        match &node.value {
            Value::Null => {}
            Value::Text { text, .. } => {
                if self.is_value(text) && !self.is_status(key) {
                    findings.push(left(text, key, node.span));
                }
            }
            Value::List(items) => items.iter().for_each(|item| self.node(item, key, findings)),
            Value::Map(entries) => entries.iter().for_each(|entry| self.node(&entry.node, Some(&entry.key), findings)),
        }
    }

    fn titles(&self) -> Vec<Finding> {
        let marked = |section: &Section| {
            let title = section.title.plain();
            let hits = self.settings.lexicon.find(self.document.lang, title);
            let hit = hits.into_iter().find(|hit| is_left(&hit.list, title, &hit.range))?;
            Some(left(section.title.slice(hit.range.clone()), None, section.title.span(hit.range)))
        };
        // A marker is in capitals, and few headings have a word of them.
        let shouts = |section: &&Section| {
            section.title.plain().as_bytes().windows(3).any(|word| word.iter().all(u8::is_ascii_uppercase))
        };
        self.document.outline.sections.iter().filter(shouts).filter_map(marked).collect()
    }

    /// Sections whose first block tells the author what to write. An action tells somebody, too.
    fn instructions(&self) -> Vec<Finding> {
        let outline = &self.document.outline;
        let first = |(id, section): (usize, &Section)| {
            let kind = section.topic.and(outline.topic(id))?.section()?;
            let block = outline.blocks.get(section.blocks.clone())?.first()?;
            let is_told = !matches!(kind, SectionKind::Actions | SectionKind::Lessons | SectionKind::Resolution)
                && matches!(block.kind, BlockKind::Paragraph | BlockKind::Item { .. })
                && is_listed(&self.words.instructions, block.text.plain());
            is_told.then(|| {
                let words = excerpt(block.text.plain());
                let message =
                    format!("“{words}” tells the author what to write, and a reader nothing about the incident");
                Finding::new(block.text.whole(), message).help("Write what it asks for in its place.")
            })
        };
        outline.sections.iter().enumerate().filter_map(first).collect()
    }

    fn blocks(&self) -> Vec<Finding> {
        let mut hits = self.document.phrases.iter().filter(|phrase| Placeholders::is_list(&phrase.list)).peekable();
        let mut findings = Vec::new();
        for (index, block) in self.document.outline.blocks.iter().enumerate() {
            let mut own = Vec::new();
            while let Some(hit) = hits.next_if(|hit| hit.block <= index) {
                own.push(hit);
            }
            if block.kind != BlockKind::Code {
                let units = self.units(block);
                findings.extend(units.iter().filter_map(|unit| self.unit(block, unit, &own)));
            }
        }
        findings
    }

    /// The first placeholder of a line or cell.
    fn unit(&self, block: &Block, unit: &Unit<'_>, hits: &[&Phrase]) -> Option<Finding> {
        let plain = block.text.plain();
        let line = plain.get(unit.whole.clone())?;
        let base = unit.whole.start;
        let value = trimmed(plain, unit.value.clone());
        let words = hits.iter().filter(|hit| unit.whole.contains(&hit.range.start)).filter_map(|hit| {
            let range = hit.range.start - base..hit.range.end.saturating_sub(base);
            is_left(&hit.list, line, &range).then(|| hit.range.start..hit.range.end + rest_of_word(line, range.end))
        });
        let times = unfilled_times(line).map(|range| range.start + base..range.end + base);
        let slots = brackets(line).filter(|bracket| self.is_slot(bracket, line));
        let slots = slots.map(|bracket| bracket.range.start + base..bracket.range.end + base);
        let whole = self.is_value(plain.get(value.clone())?).then_some(value);
        let free = |range: &Range<usize>| !block.text.is_code(range) && !is_quoted(plain, range);
        let range = whole.into_iter().chain(words).chain(times).chain(slots).find(free)?;
        (!self.is_status(unit.label)).then(|| left(block.text.slice(range.clone()), unit.label, block.text.span(range)))
    }

    /// The cells of a row, the lines of anything else.
    fn units<'b>(&self, block: &'b Block) -> Vec<Unit<'b>>
    where
        'd: 'b,
    {
        let BlockKind::Row { table, .. } = block.kind else {
            let key = self.key_of(block);
            return block.text.lines().map(|line| unit_of_line(block, line, key)).collect();
        };
        let outline = &self.document.outline;
        let cells = outline.cells(block);
        let header = outline.tables.get(table).map(|table| table.header.as_slice()).unwrap_or_default();
        let mut start = 0;
        let mut units = Vec::with_capacity(cells.len());
        for (column, cell) in cells.iter().enumerate() {
            let range = start..start + cell.plain().len();
            // Cells of a row are joined by " | ".
            start = range.end + 3;
            let head = header.get(column).map(|head| head.plain()).filter(|head| !head.is_empty());
            let label = match cells {
                [label, _] if column == 1 && (head.is_none() || self.is_known_label(label.plain())) => {
                    Some(label.plain())
                }
                _ => head,
            };
            units.push(Unit { whole: range.clone(), value: range, label });
        }
        units
    }

    /// The label or key that a block is the value of.
    fn key_of(&self, block: &Block) -> Option<&'d str> {
        let section = self.document.outline.sections.get(block.section)?;
        matches!(section.form, HeadingForm::Key | HeadingForm::Label).then(|| section.title.plain())
    }

    fn is_known_label(&self, label: &str) -> bool {
        let lexicon = &self.settings.lexicon;
        !lexicon.fields(label).is_empty() || !lexicon.topics(label).is_empty()
    }

    /// `<name the team here>` is HTML to Markdown, and shown to nobody: it is found in the source.
    fn tags(&self) -> Vec<Finding> {
        if self.document.form == Form::Yaml {
            return Vec::new();
        }
        let text = self.document.source.text();
        let base = self.document.head.end;
        let body = text.get(base..).unwrap_or_default();
        if !body.contains('<') {
            return Vec::new();
        }
        let tags = brackets(body).filter(|bracket| bracket.open == '<' && self.is_slot(bracket, body));
        let spans = tags.map(|tag| Span::new(base + tag.range.start, base + tag.range.end));
        let read = spans.filter(|span| !self.is_aside(span.start));
        read.map(|span| left(self.document.source.slice(span), None, span)).collect()
    }

    /// Whether an offset lies in code or in a comment.
    fn is_aside(&self, offset: usize) -> bool {
        let outline = &self.document.outline;
        let comment = outline.comments.partition_point(|comment| comment.span.start <= offset);
        let comment = comment.checked_sub(1).and_then(|index| outline.comments.get(index));
        let block = outline.blocks.partition_point(|block| block.span.start <= offset);
        let block = block.checked_sub(1).and_then(|index| outline.blocks.get(index));
        comment.is_some_and(|comment| comment.span.contains(offset))
            || block.is_some_and(|block| block.span.contains(offset) && is_code_at(block, offset))
    }

    /// Whether a text is a placeholder and nothing else.
    fn is_value(&self, text: &str) -> bool {
        let text = text.trim();
        text.len() <= MAX_VALUE
            && (is_listed(&self.words.values, text)
                || brackets(text).next().is_some_and(|bracket| {
                    bracket.range == (0..text.len())
                        && bracket.open != '('
                        && is_listed(&self.words.names, bracket.inside(text))
                }))
    }

    fn is_slot(&self, bracket: &Bracket, text: &str) -> bool {
        let inside = bracket.inside(text);
        match bracket.open {
            '(' | '（' => is_listed(&self.words.notes, inside),
            // An attribute or an address makes it a tag or a link.
            '<' if inside.contains(['=', '/', '@', ':']) => false,
            '<' if is_alone(text, &bracket.range) => {
                is_listed(&self.words.names, inside) || is_listed(&self.words.slots, inside)
            }
            _ => is_listed(&self.words.slots, inside),
        }
    }

    /// "TODO" is what the status of an action can be.
    fn is_status(&self, label: Option<&str>) -> bool {
        label.is_some_and(|label| self.settings.lexicon.names(label, "status"))
    }
}

fn left(words: &str, label: Option<&str>, span: Span) -> Finding {
    let words = excerpt(words);
    let message = match label.map(str::trim).filter(|label| !label.is_empty()) {
        Some(label) => format!("“{words}” stands where “{}” should be told: a reader cannot know it", excerpt(label)),
        None => format!("“{words}” was left for later: a reader cannot know what belongs in its place"),
    };
    Finding::new(span, message).help("Write what belongs here; where it is not known, say so, and by when it will be.")
}

fn unit_of_line<'b>(block: &'b Block, line: Range<usize>, key: Option<&'b str>) -> Unit<'b> {
    match fields::split(&block.text, line.clone()) {
        Some((label, value)) => Unit { whole: line, value, label: block.text.plain().get(label) },
        None => Unit { value: line.clone(), whole: line, label: key },
    }
}

/// The bytes up to the next white space or bracket: "20xx" is found in "20xx-MM-DD".
fn rest_of_word(line: &str, at: usize) -> usize {
    let rest = line.get(at..).unwrap_or_default();
    let end = rest.find(|c: char| !(c.is_alphanumeric() || "-/.:".contains(c))).unwrap_or(rest.len());
    rest[..end].trim_end_matches(['-', '/', '.', ':']).len()
}

/// Whether a bracket is all that stands in its line or cell.
fn is_alone(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default().trim_end_matches(' ');
    let behind = text.get(range.end..).unwrap_or_default().trim_start_matches(' ');
    (before.is_empty() || before.ends_with(['\n', '|', ':', '：', '#', '-', '*']))
        && (behind.is_empty() || behind.starts_with(['\n', '\r', '|']))
}

fn is_code_at(block: &Block, offset: usize) -> bool {
    use crate::document::text::MarkKind;
    let code = block.text.marks().iter().filter(|mark| mark.kind == MarkKind::Code);
    block.kind == BlockKind::Code
        || code.map(|mark| block.text.span(mark.range.clone())).any(|span| span.contains(offset))
}

/// How far back an opening quotation mark is looked for, in bytes.
const MAX_QUOTE: usize = 120;

/// Whether a range stands in quotation marks: the words are somebody else's.
fn is_quoted(text: &str, range: &Range<usize>) -> bool {
    const PAIRS: [(char, char); 4] = [('“', '”'), ('「', '」'), ('『', '』'), ('《', '》')];
    let from = (range.start.saturating_sub(MAX_QUOTE)..=range.start)
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(range.start);
    let before = text.get(from..range.start).unwrap_or_default();
    let straight =
        before.matches('"').count() % 2 == 1 && text.get(range.end..).is_some_and(|behind| behind.contains('"'));
    straight || PAIRS.iter().any(|(open, close)| before.rfind(*open).is_some_and(|at| !before[at..].contains(*close)))
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let start = range.start + words.len() - words.trim_start().len();
    start..(range.start + words.trim_end().len()).max(start)
}
