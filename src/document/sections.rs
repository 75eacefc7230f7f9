//! Settles what ambiguous headings are about by what stands under them.

use super::labels;
use super::outline::{Block, BlockKind, Outline, Section};
use super::words;
use crate::language::{Lang, Lexicon, List, SectionKind, Topic};

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
            if section.topic.is_none() && is_status_entry(section, lexicon) {
                outline.sections[id].topic = Some(Topic::Timeline);
            }
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
    let untimed: Vec<Topic> = fitting.iter().copied().filter(|topic| *topic != Topic::Timeline).collect();
    let free: Vec<Topic> =
        untimed.iter().copied().filter(|topic| topic.section().is_none_or(|kind| !elsewhere(kind))).collect();
    // Beside a section on how it was ended, "Mitigations" in the imperative are still to be made.
    if elsewhere(SectionKind::Resolution)
        && let Some(topic) = can_be(Topic::Resolution).and_then(|_| can_be(Topic::Actions))
        && proposes(outline, id, lexicon)
    {
        return Some(topic);
    }
    if addresses_reader(outline, id, lexicon)
        && let Some(topic) = can_be(Topic::Communication)
    {
        return Some(topic);
    }
    if has_action_table(outline, id, lexicon) && free.contains(&Topic::Actions) {
        return Some(Topic::Actions);
    }
    free.first().or(untimed.first()).copied()
}

/// Whether a heading is that of an entry of a status page: "Investigating, 4 March 2031, 15:12".
fn is_status_entry(section: &Section, lexicon: &Lexicon) -> bool {
    let title = words::head(section.title.plain());
    let clock = title
        .as_bytes()
        .windows(3)
        .any(|three| matches!(three, [before, b':', behind] if before.is_ascii_digit() && behind.is_ascii_digit()));
    clock && begins_status(title, lexicon)
}

/// Whether a text begins as an entry of a status page does: "Update", "Monitoring".
pub fn begins_status(text: &str, lexicon: &Lexicon) -> bool {
    let hits = lexicon.find(Lang::of(text), text);
    hits.iter().any(|hit| hit.range.start == 0 && hit.list == List::StatusEntry)
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

/// Whether all of its items begin with what is to be done.
fn proposes(outline: &Outline, id: usize, lexicon: &Lexicon) -> bool {
    /// So many items show it.
    const ITEMS: usize = 6;
    let mut items = outline
        .blocks_of(id)
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Item { .. }))
        .take(ITEMS)
        .peekable();
    let asks = |block: &Block| {
        let text = words::head(block.text.plain());
        let head = text.split_whitespace().next().unwrap_or_default();
        let verb = lexicon.find(Lang::of(text), text).into_iter().any(|hit| {
            hit.range.start == 0 && matches!(hit.list, List::Change | List::Weak | List::OpenEnd | List::People)
        });
        verb && !head.ends_with("ing") && !head.ends_with("ed") && !head.ends_with('s')
    };
    items.peek().is_some() && items.all(asks)
}

/// Whether it tells its readers what to do: most of its blocks, the first among them, say "you".
fn addresses_reader(outline: &Outline, id: usize, lexicon: &Lexicon) -> bool {
    /// So many blocks show whom it speaks to.
    const BLOCKS: usize = 12;
    let says_you = |block: &Block| {
        let text = words::head(block.text.plain());
        lexicon.find(Lang::of(text), text).iter().any(|hit| hit.list == List::Reader)
    };
    let said: Vec<bool> = outline.blocks_of(id).iter().take(BLOCKS).map(says_you).collect();
    said.first() == Some(&true) && said.iter().filter(|said| **said).count() * 2 >= said.len()
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
