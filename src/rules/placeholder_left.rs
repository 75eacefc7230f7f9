//! A part of the template is still there: guidance, an unfilled line, `TODO`, `TBD`, `20xx-MM-DD`, "?".
//!
//! A reader who meets one cannot tell what else was never written. Guidance comments of Candor's
//! templates, and of your own in the folder that `templates` names, count while they are word for
//! word as they were; other comments, code, quoted words and `TODO` as the status of an action do
//! not.
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

use super::section_empty;
use crate::document::outline::{Block, BlockKind, Outline, Section};
use crate::document::slots::{Slot, slots};
use crate::document::yaml::{Node, Value};
use crate::document::{Document, Form, Text};
use crate::edits::comment;
use crate::finding::{Edit, Finding, Fix, Level, MAX_FINDINGS, excerpt, quote};
use crate::language::placeholders::{Bracket, bracket_at, brackets, left_at, unfilled_times};
use crate::language::quotes::is_quoted;
use crate::language::{List, Placeholders, SectionKind};
use crate::rule::{Rule, Settings};
use crate::scaffold::prompts::{self, Prompts};
use crate::scaffold::untouched;
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
/// Candidates that are looked at in one line or cell: a hostile one has no end of them.
const MAX_TRIED: usize = 64;
/// A phrase list, and where one of its phrases was found.
type Hit = (List, Range<usize>);

fn check(document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    let mut findings = unfilled_lines(document, settings);
    let reader = Reader { document, settings, words: document.lang.words().placeholders() };
    findings.extend(reader.front_matter());
    findings.extend(reader.titles());
    findings.extend(reader.instructions());
    findings.extend(reader.blocks());
    findings.extend(reader.tags());
    let guidance: Vec<Finding> = guidance(document, settings).take(MAX_FINDINGS).collect();
    let guidance =
        guidance.into_iter().map(|finding| Finding { fix: deletion(document, finding.span, &findings), ..finding });
    let guidance: Vec<Finding> = guidance.collect();
    findings.extend(guidance);
    one_per_place(findings)
}

/// The prompts of our templates, where these count, and those of the user's. Ours are read when they
/// are first asked for.
fn prompts(settings: &Settings, ours: bool) -> Vec<&Prompts> {
    ours.then(prompts::shipped).into_iter().chain(settings.prompts.iter().map(AsRef::as_ref)).collect()
}

/// Guidance comments. Those of other authors are no reader's affair, and where nothing stands
/// under a heading, `section-empty` says so already.
fn guidance<'d>(document: &'d Document<'_>, settings: &'d Settings) -> impl Iterator<Item = Finding> + 'd {
    let has_comments = !document.outline.comments.is_empty();
    let empty = if has_comments { section_empty::empty_spans(document) } else { Vec::new() };
    let is_in_empty = move |span: Span| {
        let next = empty.partition_point(|section| section.start <= span.start);
        next.checked_sub(1).and_then(|index| empty.get(index)).is_some_and(|section| section.contains(span.start))
    };
    let left = if has_comments { untouched::guidance(document, &prompts(settings, true)) } else { Vec::new() };
    left.into_iter().filter(move |(span, _)| !is_in_empty(*span)).map(|(span, text)| {
        let words = quote(text);
        let message = format!("the template's guidance {words} is still here: what it asks for may not be written");
        Finding::new(span, message).help("Delete the comment once what it asks for is there.")
    })
}

/// Takes a guidance comment out whose section says something, and in which nothing is left to be written.
fn deletion(document: &Document<'_>, comment: Span, left: &[Finding]) -> Option<Fix> {
    let outline = &document.outline;
    let id = outline.sections.iter().rposition(|section| section.span.contains(comment.start))?;
    let section = outline.sections.get(id).filter(|_| id != Outline::ROOT)?.span;
    let first = outline.blocks.partition_point(|block| block.span.start < section.start);
    let says = outline.blocks.get(first).is_some_and(|block| section.contains(block.span.start));
    if !says || left.iter().any(|finding| section.contains(finding.span.start)) {
        return None;
    }
    let edit = Edit::delete(comment::removal(document, comment)?);
    Some(Fix::safe("Delete the guidance, which is answered", vec![edit]))
}

/// Rows and fields with nothing but their label. "- Amount:" is a line of our templates only where one of
/// them was used.
fn unfilled_lines(document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    let runs = untouched::unfilled(document, &prompts(settings, document.is_candor()));
    runs.into_iter().map(|(span, labels)| unfilled(span, &labels)).collect()
}

fn unfilled(span: Span, labels: &[&str]) -> Finding {
    let quoted: Vec<String> = labels.iter().map(|label| format!("“{label}”")).collect();
    let (named, was) = match quoted.as_slice() {
        [one] => (one.clone(), "was"),
        [first @ .., last] => (format!("{} and {last}", first.join(", ")), "were"),
        [] => ("this line".to_owned(), "was"),
    };
    Finding::new(
        span,
        format!("{named} {was} left empty: a reader cannot tell what is unknown from what was forgotten"),
    )
    .help("Fill in what is known, say why the rest does not apply, or delete the line.")
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

impl Reader<'_> {
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
                if self.is_value(text) && !key.is_some_and(|key| self.is_status(key)) {
                    findings.push(left(text, key, node.span));
                }
            }
            Value::List(items) => items.iter().for_each(|item| self.node(item, key, findings)),
            Value::Map(entries) => entries.iter().for_each(|entry| self.node(&entry.node, Some(&entry.key), findings)),
        }
    }

    fn titles(&self) -> Vec<Finding> {
        let sections = self.document.outline.sections.iter().filter(|section| is_suspect(section.title.plain()));
        let marked = sections.filter_map(|section| {
            let title = &section.title;
            let hits = self.settings.lexicon.find(self.document.lang, title.plain());
            let hits = hits.iter().filter(|hit| Placeholders::is_list(hit.list));
            let hits: Vec<_> = hits.map(|hit| (hit.list, hit.range.clone())).collect();
            let range = self.first_left(title, &Slot::of_line(title, 0..title.plain().len()), &hits)?;
            let is_whole = range.len() == title.plain().trim().len();
            // “To do” is a word for what is to be done, “TBD” is none.
            let is_word = !hits.is_empty() || section.topic.is_some();
            let is_name = is_whole && is_word && self.holds_a_list(section);
            (!is_name).then(|| left(title.slice(range.clone()), None, title.span(range)))
        });
        marked.collect()
    }

    /// A section that is called TODO, and holds what is to be done.
    fn holds_a_list(&self, section: &Section) -> bool {
        let first = self.document.outline.blocks.get(section.blocks.clone()).and_then(<[Block]>::first);
        first.is_some_and(|block| !matches!(block.kind, BlockKind::Paragraph))
    }

    /// Sections whose first block tells the author what to write. An action tells somebody, too.
    fn instructions(&self) -> Vec<Finding> {
        let outline = &self.document.outline;
        let first = |(id, section): (usize, &Section)| {
            let kind = section.topic.and(outline.topic(id))?.section()?;
            let block = outline.blocks.get(section.blocks.clone())?.first()?;
            let is_told = !matches!(kind, SectionKind::Actions | SectionKind::Lessons | SectionKind::Resolution)
                && matches!(block.kind, BlockKind::Paragraph | BlockKind::Item { .. })
                && self.words.instructions.has(text_of(block));
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
        let mut phrases = self.document.phrases.iter().filter(|phrase| Placeholders::is_list(phrase.list)).peekable();
        let mut findings = Vec::new();
        for (index, block) in self.document.outline.blocks.iter().enumerate() {
            let mut hits = Vec::new();
            while let Some(phrase) = phrases.next_if(|phrase| phrase.block <= index) {
                hits.push((phrase.list, phrase.range.clone()));
            }
            hits.sort_by_key(|(_, range)| range.start);
            if block.kind != BlockKind::Code {
                findings.extend(slots(self.document, block).iter().filter_map(|slot| self.slot(block, slot, &hits)));
            }
        }
        findings
    }

    fn slot(&self, block: &Block, slot: &Slot, hits: &[Hit]) -> Option<Finding> {
        let range = self.first_left(&block.text, slot, hits)?;
        let label =
            slot.label(self.document, block, &self.settings.lexicon).filter(|_| range.start >= slot.value.start);
        let is_status = label.is_some_and(|label| self.is_status(label));
        (!is_status).then(|| left(block.text.slice(range.clone()), label, block.text.span(range)))
    }

    /// The first placeholder of a line or cell; `hits` are the phrases of the whole text, in order.
    fn first_left(&self, text: &Text, slot: &Slot, hits: &[Hit]) -> Option<Range<usize>> {
        let plain = text.plain();
        let line = plain.get(slot.whole.clone())?;
        let base = slot.whole.start;
        let value = trimmed(plain, slot.value.clone());
        let own = hits.partition_point(|(_, range)| range.start < base);
        let own = hits.iter().skip(own).take_while(|(_, range)| range.start < slot.whole.end);
        let words = own.filter_map(|(list, range)| {
            // Behind a label the value is a line of its own.
            let at = if range.start >= value.start { value.start } else { base };
            let part = plain.get(at..slot.whole.end)?;
            let inside = range.start - at..range.end.checked_sub(at)?;
            left_at(*list, part, &inside).map(|left| left.start + at..left.end + at)
        });
        let whole = self.is_value(plain.get(value.clone())?).then(|| value.clone());
        let times = unfilled_times(line).map(|range| range.start + base..range.end + base);
        let slots = brackets(line).filter(|bracket| self.is_slot(bracket, line));
        let slots = slots.map(|bracket| bracket.whole(line)).map(|slot| slot.start + base..slot.end + base);
        let free = |range: &Range<usize>| !text.is_code(range) && !is_quoted(plain, range);
        whole.into_iter().chain(words).chain(times).chain(slots).take(MAX_TRIED).find(free)
    }

    /// `<name the team here>` is HTML to Markdown, and shown to nobody: it is found in the source.
    fn tags(&self) -> Vec<Finding> {
        if self.document.form == Form::Yaml {
            return Vec::new();
        }
        let text = self.document.source.text();
        let base = self.document.head.end;
        let body = text.get(base..).unwrap_or_default();
        let opened = body.match_indices('<').filter_map(|(at, _)| bracket_at(body, at));
        let tags = opened.filter(|bracket| self.is_slot(bracket, body)).take(MAX_FINDINGS);
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
            && (self.words.values.has(text)
                || bracket_at(text, 0).is_some_and(|bracket| {
                    bracket.range.end == text.len() && bracket.open != '(' && self.words.names.has(bracket.inside(text))
                }))
    }

    fn is_slot(&self, bracket: &Bracket, text: &str) -> bool {
        let inside = bracket.inside(text);
        match bracket.open {
            '(' | '（' => self.words.notes.has(inside),
            // An attribute or an address makes it a tag or a link.
            '<' if inside.contains(['=', '/', '@', ':']) => false,
            '{' if bracket.is_variable(text) => true,
            _ if self.words.slots.has(inside) => true,
            '<' if bracket.is_alone(text) => self.words.names.has(inside),
            // "[NUMBER] users", not "array[number]".
            _ => !inside.contains(char::is_lowercase) && self.words.names.has(inside),
        }
    }

    /// "TODO" is what the status of an action can be.
    fn is_status(&self, label: &str) -> bool {
        self.settings.lexicon.names(label.trim_end_matches([':', '：', ' ']), "status")
    }
}

fn left(words: &str, label: Option<&str>, span: Span) -> Finding {
    let words = excerpt(words);
    let message = match label.map(|label| label.trim_matches([' ', ':', '：', '*'])).filter(|label| !label.is_empty())
    {
        Some(label) => {
            format!("“{words}” stands where the value of “{}” belongs: a reader cannot know it", excerpt(label))
        }
        None => format!("“{words}” was left for later: a reader cannot know what belongs in its place"),
    };
    Finding::new(span, message).help("Write what belongs here; where it is not known, say so, and by when it will be.")
}

/// Whether a heading may hold a placeholder: it has a bracket, or a word in capitals.
fn is_suspect(title: &str) -> bool {
    let shouts = |word: &[u8]| word.iter().all(u8::is_ascii_uppercase);
    title.contains(['<', '[', '{', '(', '（', '?', '待']) || title.as_bytes().windows(3).any(shouts)
}

/// The words of a block without the brackets and marks around them.
fn text_of(block: &Block) -> &str {
    block.text.plain().trim_start_matches(|c: char| !c.is_alphanumeric())
}

fn is_code_at(block: &Block, offset: usize) -> bool {
    use crate::document::text::MarkKind;
    let code = block.text.marks().iter().filter(|mark| mark.kind == MarkKind::Code);
    block.kind == BlockKind::Code
        || code.map(|mark| block.text.span(mark.range.clone())).any(|span| span.contains(offset))
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let start = range.start + words.len() - words.trim_start().len();
    start..(range.start + words.trim_end().len()).max(start)
}
