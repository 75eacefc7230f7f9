//! Settles what ambiguous headings are about by what stands under them.

use super::labels;
use super::outline::{BlockKind, Outline, Section};
use crate::language::{Lexicon, SectionKind, Topic};

/// Gives each section with several candidates the one its content speaks for.
pub fn settle(outline: &mut Outline, lexicon: &Lexicon) {
    for id in 0..outline.sections.len() {
        let section = &outline.sections[id];
        // "Recovery" over a part of the timeline is a part of it.
        if section.topic.is_some() && is_in_timeline(outline, section) && is_timed(outline, id) {
            outline.sections[id].topic = None;
            continue;
        }
        if section.candidates.is_empty() {
            continue;
        }
        let topic = settled(outline, id, lexicon).or(section.topic);
        outline.sections[id].topic = topic;
    }
}

/// The candidate that the content speaks for; `None` leaves the first one.
fn settled(outline: &Outline, id: usize, lexicon: &Lexicon) -> Option<Topic> {
    let section = &outline.sections[id];
    let around = section.parent.and_then(|parent| outline.topic(parent));
    let mut fitting: Vec<Topic> =
        section.candidates.iter().copied().filter(|topic| labels::allowed(*topic, around)).collect();
    // "So what happened?" at the end of "What happened?" is the other thing.
    if fitting.len() > 1 {
        fitting.retain(|topic| Some(*topic) != around);
    }
    let can_be = |topic: Topic| fitting.contains(&topic).then_some(topic);
    if is_timed(outline, id) {
        return can_be(Topic::Timeline);
    }
    // "What went wrong" beside "What went well" is a lesson, alone it may be the cause.
    let has = |topic: Topic| outline.sections.iter().any(|s| s.topic == Some(topic));
    if (has(Topic::WentWell) || has(Topic::Lucky))
        && let Some(topic) = can_be(Topic::WentWrong)
    {
        return Some(topic);
    }
    // Beside a section of its own, an ambiguous heading is the other thing.
    let elsewhere = |kind: SectionKind| {
        let own = |s: &Section| s.candidates.is_empty() && s.topic.and_then(Topic::section) == Some(kind);
        outline.sections.iter().any(own)
    };
    // A list of things that went wrong are lessons; told in prose, alone, it is the cause.
    let told = outline.blocks_of(id).iter().all(|block| block.kind == BlockKind::Paragraph);
    let lessons = !told || has(Topic::WentWell) || has(Topic::Lucky) || elsewhere(SectionKind::Lessons);
    if let Some(topic) = can_be(Topic::RootCause)
        && can_be(Topic::WentWrong).is_some()
        && !lessons
        && !elsewhere(SectionKind::RootCause)
    {
        return Some(topic);
    }
    let untimed: Vec<Topic> = fitting.into_iter().filter(|topic| *topic != Topic::Timeline).collect();
    let free: Vec<Topic> =
        untimed.iter().copied().filter(|topic| topic.section().is_none_or(|kind| !elsewhere(kind))).collect();
    if has_action_table(outline, id, lexicon) && free.contains(&Topic::Actions) {
        return Some(Topic::Actions);
    }
    free.first().or(untimed.first()).copied()
}

/// Whether the section around is about the timeline.
fn is_in_timeline(outline: &Outline, section: &Section) -> bool {
    section.parent.and_then(|parent| outline.topic(parent)) == Some(Topic::Timeline)
}

/// Whether three or more blocks, or half of them, begin with a clock time or a date.
fn is_timed(outline: &Outline, id: usize) -> bool {
    let blocks = outline.blocks_of(id);
    let timed = blocks.iter().filter(|block| begins_with_time(block.text.plain())).count();
    timed >= 3 || timed > 0 && timed * 2 >= blocks.len()
}

fn begins_with_time(text: &str) -> bool {
    let head: String = text.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().take(20).collect();
    let figures = head.chars().filter(char::is_ascii_digit).count();
    figures >= 3 && head.starts_with(|c: char| c.is_ascii_digit()) && head.contains([':', '-', '/', '点', '时', '月'])
}

/// Whether a table with a column for owners or due dates stands in the section.
fn has_action_table(outline: &Outline, id: usize, lexicon: &Lexicon) -> bool {
    outline.blocks_of(id).iter().any(|block| match block.kind {
        BlockKind::Row { table, .. } => {
            let header = outline.tables.get(table).map(|t| t.header.as_slice()).unwrap_or_default();
            header.iter().any(|cell| lexicon.names(cell.plain(), "owner") || lexicon.names(cell.plain(), "due"))
        }
        BlockKind::Item { checked, .. } => checked.is_some(),
        _ => false,
    })
}
