//! Milestones: moments with a meaning, from front matter, labelled facts, milestone columns and
//! words.

use std::ops::Range;

use super::calendar::Calendar;
use super::cursor::Cursor;
use super::entry::Entry;
use super::moment::Moment;
use super::stage::Stage;
use super::zones::{Zones, dates_over};
use crate::document::outline::{BlockKind, SectionId};
use crate::document::reading::Reading;
use crate::document::scans::Scan;
use crate::document::text::Text;
use crate::document::yaml::{Node, Value};
use crate::language::{Lexicon, List, SectionKind};

/// Where a milestone is given, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A key of the front matter, or of a YAML document.
    FrontMatter,
    /// The milestone column of the timeline.
    Column,
    /// A labelled fact: "Resolved: 10:20".
    Fact,
    /// A sentence of the summary.
    Summary,
    /// Words of an entry of the timeline.
    Words,
}

/// A moment that marks a stage.
#[derive(Clone, Debug)]
pub struct Milestone {
    /// Which stage.
    pub stage: Stage,
    /// When.
    pub moment: Moment,
    /// Where it is given.
    pub origin: Origin,
}

/// All milestones of a document, in the order of their origin.
///
/// `moments`: of each block.
pub fn read(
    reading: &Reading<'_>,
    entries: &[Entry],
    moments: &[Vec<Moment>],
    calendar: Calendar,
    zones: &Zones,
    lexicon: &Lexicon,
) -> Vec<Milestone> {
    let mut found = in_front_matter(reading, calendar, zones, lexicon);
    for entry in entries {
        let column = entry.milestone.as_ref().and_then(|text| Stage::of_label(text.plain(), lexicon));
        found.extend(column.map(|stage| of_entry(entry, stage, Origin::Column)));
    }
    found.extend(labelled(reading, calendar, zones, lexicon));
    found.extend(in_summary(reading, moments));
    for entry in entries {
        found.extend(entry.stages.iter().map(|stage| of_entry(entry, *stage, Origin::Words)));
    }
    found
}

fn of_entry(entry: &Entry, stage: Stage, origin: Origin) -> Milestone {
    Milestone { stage, moment: entry.moment.clone(), origin }
}

/// `started: …`, `incident: {start: …}`, `milestones: {resolved: …}`.
fn in_front_matter(reading: &Reading<'_>, calendar: Calendar, zones: &Zones, lexicon: &Lexicon) -> Vec<Milestone> {
    let words = reading.lang.words().time();
    let root = reading.data.as_ref().and_then(|yaml| yaml.root.as_ref());
    let top = root.map(Node::entries).unwrap_or_default();
    let inner = top
        .iter()
        .filter(|entry| matches!(entry.key.as_str(), "incident" | "milestones" | "times"))
        .flat_map(|outer| outer.node.entries().iter().map(move |entry| (outer.key.as_str(), entry)));
    let mut found = Vec::new();
    let mut cursor = Cursor::new(calendar);
    for (within, entry) in top.iter().map(|entry| ("", entry)).chain(inner) {
        // A standard adds milestones of its own: in Candor's own form `recovered` is not `resolved`.
        let stage = match within {
            "milestones" if reading.is_candor() => Stage::from_name(&entry.key),
            // The record of an incident is made when it is declared.
            "incident" if lexicon.names(&entry.key, "created") => Some(Stage::Acknowledged),
            _ => Stage::of_label(&entry.key, lexicon),
        };
        let Some(stage) = stage else { continue };
        let Value::Text { text, .. } = &entry.node.value else { continue };
        if let Some(time) = Scan::of(&Text::verbatim(text, 0), words).times.first() {
            let moment = cursor.place(time, zones.default().map(|(zone, _)| zone), entry.node.span);
            found.push(Milestone { stage, moment, origin: Origin::FrontMatter });
        }
    }
    found
}

/// "- First detected: 2020-08-07 15:51", "| Resolved | 10:20 |", "- Resolved 10:20".
fn labelled(reading: &Reading<'_>, calendar: Calendar, zones: &Zones, lexicon: &Lexicon) -> Vec<Milestone> {
    let outline = &reading.outline;
    let mut found = Vec::new();
    let mut section: Option<SectionId> = None;
    let mut cursor = Cursor::new(calendar);
    for (index, block) in outline.blocks.iter().enumerate() {
        if section != Some(block.section) {
            section = Some(block.section);
            cursor = Cursor::new(calendar);
            dates_over(reading, block.section).into_iter().for_each(|date| cursor.set(date));
        }
        let plain = block.text.plain();
        let times = &reading.scans.block(index).times;
        let rows = matches!(block.kind, BlockKind::Row { .. });
        if times.is_empty() || rows && outline.cells(block).len() != 2 {
            continue;
        }
        for line in block.text.lines() {
            let at = times.partition_point(|time| time.range.start < line.start);
            // "declared 12:53, resolved 13:27": each time has its label before it.
            let mut from = line.start;
            for time in times.iter().skip(at).take_while(|time| time.range.start < line.end).take(MANY) {
                let before = plain.get(from..time.range.start).unwrap_or_default();
                from = time.range.end;
                let mark = |c: char| !c.is_alphanumeric() && c != ')' && c != '）';
                let label =
                    before.trim_end_matches(mark).trim_start_matches([',', ';', '|', '·', '–', '—', '，', '；', ' ']);
                if label.is_empty() || label.len() > 60 {
                    continue;
                }
                // "Times (UTC): declared 12:53"
                let inner = label.rsplit_once([':', '：']).map(|(_, inner)| inner.trim());
                let stage = Stage::of_label(label, lexicon).or_else(|| Stage::of_label(inner?, lexicon));
                let Some(stage) = stage else { continue };
                let zone = zones.of_section(reading, block.section);
                let moment = cursor.place(time, zone, block.text.span(time.range.clone()));
                found.push(Milestone { stage, moment, origin: Origin::Fact });
            }
        }
    }
    found
}

/// Phrase lists of the words that say which stage a time of the summary marks.
const TOLD: [(List, Stage); 2] = [(List::Onset, Stage::Started), (List::Closure, Stage::Resolved)];
/// Times of one paragraph that are looked at: a summary has few.
const MANY: usize = 32;

/// "The outage began at 09:47", where the clause holds one time and one such word.
fn in_summary(reading: &Reading<'_>, moments: &[Vec<Moment>]) -> Vec<Milestone> {
    let mut found = Vec::new();
    for (index, block) in reading.blocks_of(SectionKind::Summary) {
        let plain = block.text.plain();
        let times = &reading.scans.block(index).times;
        let Some(moments) = moments.get(index) else { continue };
        if times.is_empty() {
            continue;
        }
        let spoken = reading.phrases_of_block(index);
        for (time, moment) in times.iter().zip(moments).filter(|(time, _)| time.time.is_some()).take(MANY) {
            let clause = clause(plain, time.range.clone());
            let alone = times.iter().filter(|other| clause.contains(&other.range.start)).count() == 1;
            let here =
                |list: List| spoken.iter().any(|phrase| phrase.list == list && clause.contains(&phrase.range.start));
            let told: Vec<Stage> = TOLD.iter().filter(|(list, _)| here(*list)).map(|(_, stage)| *stage).collect();
            if let ([stage], true, false) = (told.as_slice(), alone, here(List::Relapse)) {
                found.push(Milestone { stage: *stage, moment: moment.clone(), origin: Origin::Summary });
            }
        }
    }
    found
}

/// The words between the commas and stops around a time.
fn clause(plain: &str, time: Range<usize>) -> Range<usize> {
    let stop = |c: char| matches!(c, ',' | ';' | '.' | '，' | '；' | '。' | '、');
    let start = plain.get(..time.start).and_then(|before| before.rfind(stop)).unwrap_or(0);
    let end = plain.get(time.end..).and_then(|behind| behind.find(stop)).map_or(plain.len(), |at| time.end + at);
    start..end
}
