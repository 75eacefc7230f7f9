//! The places where a timeline entry may begin: table rows, items, lines, sentences, headings.

use std::ops::Range;

use super::columns;
use super::lead::{Lead, LeadForm, begins, beside};
use crate::document::outline::{Block, BlockKind, HeadingForm, Outline, SectionId};
use crate::document::reading::Reading;
use crate::document::scans::{Scan, Scans};
use crate::document::sections::begins_status;
use crate::document::text::{MarkKind, Text};
use crate::document::time::TimeMention;
use crate::language::{Lexicon, TimeWords};

/// This many times that lead a sentence each make a paragraph a timeline in prose.
const PROSE: usize = 3;

/// All leads of a document, in order.
pub fn read(reading: &Reading<'_>, lexicon: &Lexicon) -> Vec<Lead> {
    let Reading { outline, scans, .. } = reading;
    let words = reading.lang.words().time();
    let mut leads = headings(outline, scans, lexicon);
    let columns = columns::read(outline, scans, words, lexicon);
    let mut item = None;
    for (index, block) in outline.blocks.iter().enumerate() {
        let scan = scans.block(index);
        if !matches!(block.kind, BlockKind::Item { .. }) {
            item = None;
        }
        match block.kind {
            BlockKind::Code => {}
            BlockKind::Row { table, .. } => {
                leads.extend(columns.get(table).and_then(|columns| columns.lead(outline, index, block, table, words)));
            }
            BlockKind::Item { depth, .. } => {
                // What is indented under an entry is its detail.
                let detail = item.is_some_and(|entry| depth > entry);
                let lead = if detail { None } else { leading(block, scan, words).first().cloned() };
                let at_start = |mention: &TimeMention| {
                    begins(block.text.plain(), mention, 0, words) || is_spoken(&block.text, 0, mention)
                };
                match lead.filter(at_start) {
                    Some(mention) => {
                        let lead = of_block(index, block, scan, LeadForm::Item, &mention, block.text.plain().len());
                        item = if lead.is_heading { None } else { Some(depth) };
                        leads.push(lead);
                    }
                    None if !detail => {
                        item = None;
                        leads.extend(unknown(index, block));
                        leads.extend(prose(index, block, scan, words));
                    }
                    None => {}
                }
            }
            BlockKind::Paragraph => leads.extend(prose(index, block, scan, words)),
        }
    }
    leads.sort_by_key(|lead| lead.span.start);
    leads
}

/// Headings that begin with a time, as "14:47 – the proxy restarts", or with the word that a status page
/// has before it: "Investigating, 4 March, 15:12".
fn headings(outline: &Outline, scans: &Scans, lexicon: &Lexicon) -> Vec<Lead> {
    let mut leads = Vec::new();
    for (id, section) in outline.sections.iter().enumerate().skip(1) {
        let Some(scan) = scans.titles.get(id) else { continue };
        let Some(mention) = scan.times.first() else { continue };
        let opens = section
            .title
            .plain()
            .get(..mention.range.start)
            .is_some_and(|before| !before.contains(char::is_alphanumeric) || begins_status(before, lexicon));
        if !opens || !matches!(section.form, HeadingForm::Heading | HeadingForm::Label) {
            continue;
        }
        leads.push(Lead {
            span: section.title.span(mention.range.clone()),
            section: section.parent.unwrap_or(Outline::ROOT),
            form: LeadForm::Heading,
            blocks: section.blocks.clone(),
            within: 0..usize::MAX,
            title: Some(section.title.clone()),
            event: heading_event(outline, id, time_end(section.title.plain(), scan, mention)),
            zone: None,
            milestone: None,
            is_heading: mention.time.is_none(),
            mention: Some(mention.clone()),
        });
    }
    leads
}

/// What a heading's time leads: the words beside it, else the first ones under it.
fn heading_event(outline: &Outline, id: SectionId, end: usize) -> String {
    let title = outline.sections.get(id).and_then(|section| section.title.plain().get(end..)).map(beside);
    let below = || outline.own_blocks(id).find(|block| block.kind != BlockKind::Code);
    let below = || below().map(|block| beside(block.text.plain()));
    title.filter(|words| words.contains(char::is_alphanumeric)).or_else(below).unwrap_or_default()
}

/// An item that says it does not know its time: "[???] the disk filled up".
fn unknown(index: usize, block: &Block) -> Option<Lead> {
    let plain = block.text.plain();
    let start = plain.len() - plain.trim_start_matches(['[', '(', '*', '~']).len();
    let marks = plain.get(start..)?.bytes().take_while(|byte| matches!(byte, b'?' | b':')).count();
    let range = start..start + marks;
    let says = marks > 0 && plain.get(range.end..)?.contains(char::is_alphanumeric);
    says.then(|| Lead {
        mention: None,
        span: block.text.span(range.clone()),
        section: block.section,
        form: LeadForm::Item,
        blocks: index..index + 1,
        within: range.start..plain.len(),
        title: None,
        event: beside(&plain[range.end..]),
        zone: None,
        milestone: None,
        is_heading: false,
    })
}

/// Times that lead a line or a sentence of a paragraph.
fn prose(index: usize, block: &Block, scan: &Scan, words: &TimeWords) -> Vec<Lead> {
    let plain = block.text.plain();
    let found = leading(block, scan, words);
    let lines: Vec<Range<usize>> = block.text.lines().collect();
    let line_of = |mention: &TimeMention| {
        let line = lines.partition_point(|line| line.start <= mention.range.start).checked_sub(1);
        line.and_then(|line| lines.get(line)).map_or(0, |line| line.start)
    };
    let starts_line = |mention: &TimeMention| {
        let line = line_of(mention);
        begins(plain, mention, line, words) || is_spoken(&block.text, line, mention)
    };
    let lined = found.iter().filter(|mention| starts_line(mention)).count();
    let sentences = found.len() >= PROSE && lined * 2 < found.len();
    if !sentences && lined == 0 {
        return Vec::new();
    }
    let kept: Vec<&TimeMention> = found.iter().filter(|mention| sentences || starts_line(mention)).collect();
    let end = |next: &&TimeMention| if sentences { next.range.start } else { line_of(next) };
    let ends = kept.iter().skip(1).map(end).chain([plain.len()]);
    let form = if sentences { LeadForm::Sentence(index) } else { LeadForm::Line };
    kept.iter().zip(ends).map(|(mention, end)| of_block(index, block, scan, form, mention, end)).collect()
}

fn of_block(index: usize, block: &Block, scan: &Scan, form: LeadForm, mention: &TimeMention, end: usize) -> Lead {
    let rest = block.text.slice(time_end(block.text.plain(), scan, mention)..end);
    let has_rest = rest.contains(char::is_alphanumeric);
    // Under its words, as on a status page, a time stamps what stands before it.
    let stamps = !has_rest && form == LeadForm::Line && mention.range.start > 0;
    Lead {
        mention: Some(mention.clone()),
        span: block.text.span(mention.range.clone()),
        section: block.section,
        form,
        blocks: index..index + 1,
        within: if stamps { 0..end } else { mention.range.start..end },
        title: None,
        event: if stamps { beside(block.text.slice(0..mention.range.start)) } else { beside(rest) },
        zone: None,
        milestone: None,
        is_heading: mention.time.is_none() && !has_rest,
    }
}

/// Where a time ends together with what says it again or to when it lasts: "10:14 CEST (08:14 UTC)".
fn time_end(plain: &str, scan: &Scan, mention: &TimeMention) -> usize {
    let own = mention.range.end;
    let mut end = own;
    for next in scan.times.iter().skip_while(|next| next.range.start < own) {
        let Some(between) = plain.get(end..next.range.start).map(str::trim) else { break };
        let again = matches!(between, "(" | "（" | "/" | "|" | "[") && next.date.is_none();
        let lasts = next.ends_range && between.chars().count() <= 1;
        if !(again || lasts) {
            break;
        }
        end = next.range.end;
    }
    end
}

/// Whether between the beginning of a line and a time stands who said it, as in a chat: "**mira** [9:12 AM]".
fn is_spoken(text: &Text, line: usize, mention: &TimeMention) -> bool {
    /// Bytes and words of a name.
    const LENGTH: usize = 40;
    const WORDS: usize = 3;
    let before = text.slice(line..mention.range.start);
    let enclosed = before.ends_with(['[', '(']);
    let name = before.trim_end_matches(['[', '(', ' ']);
    let words = name.split_whitespace().count();
    let start = line + name.len() - name.trim_start_matches('@').len();
    let range = start..line + name.len();
    let bold = text.is_marked(&range, &MarkKind::Strong);
    // Who is not in bold is one word before a bracket: "mira [9:12 AM]".
    let named = bold && words <= WORDS || enclosed && words == 1;
    named && mention.time.is_some() && range.len() <= LENGTH && !name.ends_with(|c: char| ":.,：".contains(c))
}

/// The mentions that lead a line or a sentence, the ends of ranges left out.
fn leading(block: &Block, scan: &Scan, words: &TimeWords) -> Vec<TimeMention> {
    let plain = block.text.plain();
    let mut lines = block.text.lines().map(|line| line.start).peekable();
    let mut line = 0;
    let mut behind = 0;
    let mut found = Vec::new();
    for mention in &scan.times {
        while let Some(start) = lines.next_if(|start| *start <= mention.range.start) {
            line = start;
        }
        let from = line.max(behind);
        behind = mention.range.end;
        let Some(before) = plain.get(from..mention.range.start) else { continue };
        let stop = |c: char| matches!(c, '.' | ';' | '!' | '?' | '。' | '；' | '！' | '？' | '：');
        let clause =
            before.char_indices().rev().find(|(_, c)| stop(*c)).map_or(from, |(at, c)| from + at + c.len_utf8());
        // A clause that begins behind another mention was not led by this one.
        let fresh = clause > from || from == line;
        let leads = || begins(plain, mention, clause, words) || from == line && is_spoken(&block.text, line, mention);
        if fresh && !mention.ends_range && leads() {
            found.push(mention.clone());
        }
    }
    found
}
