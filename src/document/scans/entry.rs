//! What is a time only at the head of a timeline's entry: "09.12", "9 h 20", "T+8".

use super::{Scan, Scans};
use crate::document::outline::{Block, BlockKind, Outline};
use crate::document::text::Text;
use crate::document::time::TimeMention;
use crate::document::time::elapsed::{self, Elapsed};
use crate::language::time_words::Unit;
use crate::language::{TimeWords, Topic};

/// One entry of such a form may be a version or a length; so many are times.
const ENOUGH: usize = 2;
/// Bytes between "T0" and its time.
const NEAR: usize = 24;

/// The scans of a document with such times added.
pub fn read(outline: &Outline, words: &TimeWords, mut scans: Scans) -> Scans {
    let entries: Vec<(usize, &Block)> = outline
        .blocks
        .iter()
        .enumerate()
        .filter(|(index, block)| {
            block.kind != BlockKind::Code
                && begins_oddly(block.text.plain())
                && !scans.block(*index).times.iter().any(|time| is_head(&block.text, time.range.start))
                && outline.topic(block.section) == Some(Topic::Timeline)
        })
        .collect();
    if entries.len() < ENOUGH {
        return scans;
    }
    let counted = entries.iter().flat_map(|(index, block)| {
        let times = &scans.block(*index).times;
        let heads = elapsed::scan(block.text.plain(), words).into_iter();
        let heads = heads.filter(|elapsed| leads_line(block, elapsed) && !is_definition(&block.text, times, elapsed));
        heads.map(|elapsed| (*index, elapsed)).collect::<Vec<_>>()
    });
    let counted: Vec<(usize, Elapsed)> = counted.collect();
    if let Some((first, _)) = counted.first().filter(|_| counted.len() >= ENOUGH)
        && let Some((anchor, unit)) = anchor(outline, words, &scans, *first)
    {
        for (index, elapsed) in counted {
            if let (Some(scan), Some(time)) = (scans.blocks.get_mut(index), elapsed.from(&anchor, unit)) {
                let place = scan.times.partition_point(|other| other.range.start < time.range.start);
                scan.times.insert(place, time);
            }
        }
        return scans;
    }
    let loose = entries.iter().filter_map(|(index, block)| {
        let scan = Scan::of_entry(&block.text, words);
        let first = scan.times.first()?;
        (first.time.is_some() && is_head(&block.text, first.range.start)).then_some((*index, scan))
    });
    let loose: Vec<(usize, Scan)> = loose.collect();
    if loose.len() >= ENOUGH {
        for (index, scan) in loose {
            scans.blocks[index] = scan;
        }
    }
    scans
}

/// Whether a text begins with a figure or with a time that is counted.
fn begins_oddly(text: &str) -> bool {
    let head = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let counted =
        || head.strip_prefix('T').is_some_and(|rest| rest.trim_start().starts_with(['+', '-', '−', '–', '0']));
    head.starts_with(|c: char| c.is_ascii_digit()) || counted()
}

/// Whether nothing but marks stands before a place.
fn is_head(text: &Text, at: usize) -> bool {
    !text.slice(0..at).contains(char::is_alphanumeric)
}

/// Whether a counted time leads a line of a paragraph, or an item.
fn leads_line(block: &Block, elapsed: &Elapsed) -> bool {
    let lines = if block.kind == BlockKind::Paragraph { usize::MAX } else { 1 };
    let line = block.text.lines().take(lines).find(|line| line.contains(&elapsed.range.start));
    line.is_some_and(|line| !block.text.slice(line.start..elapsed.range.start).contains(char::is_alphanumeric))
}

/// Whether a line only says what time "T0" is.
fn is_definition(text: &Text, times: &[TimeMention], elapsed: &Elapsed) -> bool {
    let line = text.lines().find(|line| line.contains(&elapsed.range.start));
    let behind = times.iter().find(|time| time.range.start >= elapsed.range.end);
    line.zip(behind).is_some_and(|(line, time)| {
        elapsed.is_zero()
            && line.contains(&time.range.start)
            && !text.slice(time.range.end..line.end).contains(char::is_alphanumeric)
    })
}

/// The time from which the entries are counted, and the unit where they say none: the time that "T0" is, else
/// the only one in the title of the section or in the text before its first entry.
fn anchor(outline: &Outline, words: &TimeWords, scans: &Scans, first: usize) -> Option<(TimeMention, Unit)> {
    let section = outline.sections.get(outline.blocks.get(first)?.section)?;
    let titles = outline.sections.iter().map(|section| &section.title).zip(&scans.titles);
    let blocks = outline.blocks.iter().map(|block| &block.text).zip(&scans.blocks);
    let named = titles.chain(blocks).find_map(|(text, scan)| Some((named(text, scan, words)?, text)));
    let before = || {
        let blocks = (section.blocks.start..first)
            .rev()
            .filter_map(|block| Some((&outline.blocks.get(block)?.text, scans.block(block))));
        let title = outline.sections.iter().position(|other| std::ptr::eq(other, section));
        let title = title.and_then(|id| Some((&section.title, scans.titles.get(id)?)));
        blocks.chain(title).find_map(|(text, scan)| {
            let mut timed = scan.times.iter().filter(|time| time.time.is_some());
            let only = timed.next().filter(|_| timed.next().is_none())?;
            Some((only.clone(), text))
        })
    };
    let (anchor, text) = named.or_else(before)?;
    Some((anchor, elapsed::unit_of(text.plain(), words).unwrap_or(Unit::Minute)))
}

/// The time that a text says "T0" to be.
fn named(text: &Text, scan: &Scan, words: &TimeWords) -> Option<TimeMention> {
    let timed: Vec<&TimeMention> = scan.times.iter().filter(|time| time.time.is_some()).collect();
    if timed.is_empty() || !text.plain().contains('T') {
        return None;
    }
    let zero = elapsed::scan(text.plain(), words).into_iter().find(Elapsed::is_zero)?;
    let near =
        |time: &&&TimeMention| time.range.start < zero.range.end + NEAR && zero.range.start < time.range.end + NEAR;
    timed.iter().find(near).map(|time| (*time).clone())
}
