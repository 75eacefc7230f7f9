//! Milestones: moments with a meaning, from front matter, labelled facts, milestone columns and
//! words.

use std::ops::Range;

use super::calendar::Calendar;
use super::scan::{Scan, Scans};
use super::zones::{Zones, dates_over};
use super::{Chronology, Entry, Moment};
use crate::document::Document;
use crate::document::outline::{BlockKind, SectionId};
use crate::document::text::Text;
use crate::document::yaml::{Node, Value};
use crate::language::{Lexicon, List, SectionKind, TimeWords};

/// A stage of an incident that a moment can mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The incident begins.
    Started,
    /// Somebody notices.
    Detected,
    /// Somebody takes it up.
    Acknowledged,
    /// The first public notice.
    Disclosed,
    /// The worst is over.
    Mitigated,
    /// All is as it should be.
    Resolved,
}

impl Stage {
    /// All stages, in the order in which they come.
    pub const ALL: [Self; 6] =
        [Self::Started, Self::Detected, Self::Acknowledged, Self::Disclosed, Self::Mitigated, Self::Resolved];

    /// The name in documents and findings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Detected => "detected",
            Self::Acknowledged => "acknowledged",
            Self::Disclosed => "disclosed",
            Self::Mitigated => "mitigated",
            Self::Resolved => "resolved",
        }
    }

    /// The stage of a phrase list.
    pub fn of_list(list: List) -> Option<Self> {
        match list {
            List::Started => Some(Self::Started),
            List::Detected => Some(Self::Detected),
            List::Acknowledged => Some(Self::Acknowledged),
            List::Disclosed => Some(Self::Disclosed),
            List::Mitigated => Some(Self::Mitigated),
            List::Resolved => Some(Self::Resolved),
            _ => None,
        }
    }

    /// The stage of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.name() == name)
    }

    /// The stage that the words of a phrase list only hint at: they are enough to say that it is not
    /// missing, where it would stand.
    pub fn hinted_by(list: List) -> Option<Self> {
        match list {
            List::MaybeDetected => Some(Self::Detected),
            List::Ending => Some(Self::Resolved),
            _ => None,
        }
    }

    /// The stage that a label names: "First detected", "恢复时间".
    pub fn of_label(label: &str, lexicon: &Lexicon) -> Option<Self> {
        let names = lexicon.fields(label);
        Self::ALL.into_iter().find(|stage| names.contains(&stage.name()))
    }
}

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
pub fn read(
    document: &Document<'_>,
    chronology: &Chronology,
    calendar: Calendar,
    words: &TimeWords,
    lexicon: &Lexicon,
) -> Vec<Milestone> {
    let zones = chronology.zones();
    let mut found = in_front_matter(document, calendar, zones, words, lexicon);
    for entry in &chronology.entries {
        let column = entry.milestone.as_ref().and_then(|text| Stage::of_label(text.plain(), lexicon));
        found.extend(column.map(|stage| of_entry(entry, stage, Origin::Column)));
    }
    found.extend(labelled(document, &chronology.scans, calendar, zones, lexicon));
    found.extend(in_summary(document, chronology, lexicon));
    for entry in &chronology.entries {
        found.extend(entry.stages.iter().map(|stage| of_entry(entry, *stage, Origin::Words)));
    }
    found
}

fn of_entry(entry: &Entry, stage: Stage, origin: Origin) -> Milestone {
    Milestone { stage, moment: entry.moment.clone(), origin }
}

/// `started: …`, `incident: {start: …}`, `milestones: {resolved: …}`.
fn in_front_matter(
    document: &Document<'_>,
    calendar: Calendar,
    zones: &Zones,
    words: &TimeWords,
    lexicon: &Lexicon,
) -> Vec<Milestone> {
    let root = document.data.as_ref().and_then(|yaml| yaml.root.as_ref());
    let top = root.map(Node::entries).unwrap_or_default();
    let inner = top
        .iter()
        .filter(|entry| matches!(entry.key.as_str(), "incident" | "milestones" | "times"))
        .flat_map(|outer| outer.node.entries().iter().map(move |entry| (outer.key.as_str(), entry)));
    let mut found = Vec::new();
    let mut cursor = calendar.cursor();
    for (within, entry) in top.iter().map(|entry| ("", entry)).chain(inner) {
        // A standard adds milestones of its own: in Candor's own form `recovered` is not `resolved`.
        let stage = match within {
            "milestones" if document.is_candor() => Stage::from_name(&entry.key),
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
fn labelled(
    document: &Document<'_>,
    scans: &Scans,
    calendar: Calendar,
    zones: &Zones,
    lexicon: &Lexicon,
) -> Vec<Milestone> {
    let outline = &document.outline;
    let mut found = Vec::new();
    let mut section: Option<SectionId> = None;
    let mut cursor = calendar.cursor();
    for (index, block) in outline.blocks.iter().enumerate() {
        if section != Some(block.section) {
            section = Some(block.section);
            cursor = calendar.cursor();
            dates_over(document, scans, block.section).into_iter().for_each(|date| cursor.set(date));
        }
        let plain = block.text.plain();
        let times = &scans.block(index).times;
        let rows = matches!(block.kind, BlockKind::Row { .. });
        if times.is_empty() || rows && outline.cells(block).len() != 2 {
            continue;
        }
        for line in block.text.lines() {
            let at = times.partition_point(|time| time.range.start < line.start);
            let Some(time) = times.get(at).filter(|time| time.range.start < line.end) else { continue };
            let Some(before) = plain.get(line.start..time.range.start) else { continue };
            let label = before.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '）');
            if label.is_empty() || label.len() > 60 {
                continue;
            }
            let Some(stage) = Stage::of_label(label, lexicon) else { continue };
            let zone = zones.of_section(document, block.section);
            let moment = cursor.place(time, zone, block.text.span(time.range.clone()));
            found.push(Milestone { stage, moment, origin: Origin::Fact });
        }
    }
    found
}

/// Phrase lists of the words that say which stage a time of the summary marks.
const TOLD: [(List, Stage); 2] = [(List::Onset, Stage::Started), (List::Closure, Stage::Resolved)];
/// Times of one paragraph that are looked at: a summary has few.
const MANY: usize = 32;

/// "The outage began at 09:47", where the clause holds one time and one such word.
fn in_summary(document: &Document<'_>, chronology: &Chronology, lexicon: &Lexicon) -> Vec<Milestone> {
    let mut found = Vec::new();
    for (index, block) in document.blocks_of(SectionKind::Summary) {
        let plain = block.text.plain();
        let times = &chronology.scans.block(index).times;
        let Some(moments) = chronology.moments.get(index) else { continue };
        if times.is_empty() {
            continue;
        }
        let spoken = lexicon.find_milestones(document.lang_of(plain), plain);
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
