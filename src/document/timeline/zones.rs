//! Which zone holds where, and which date stands over a place.

use std::ops::Range;

use crate::document::outline::SectionId;
use crate::document::reading::Reading;
use crate::document::scans::Scan;
use crate::document::text::Text;
use crate::document::time::{PartialDate, Zone, scan};
use crate::language::{Lexicon, TimeWords};
use crate::source::Span;

/// The zones that a document states other than beside its times.
#[derive(Debug, Default)]
pub struct Zones {
    /// By section: its heading's, else the first that stands alone in its text.
    sections: Vec<Option<Zone>>,
    /// What holds where nothing nearer does, and where it is stated.
    default: Option<(Zone, Span)>,
    /// Whether that stands by itself, and not only beside a time.
    named: bool,
}

/// An abbreviation is looked for so many times in one text.
const MANY: usize = 64;
/// An abbreviation and its meaning stand no farther apart than this, in bytes.
const MEANING_REACH: usize = 60;

impl Zones {
    /// Reads front matter, headings, table headers and sentences; then the first zone of all.
    pub fn read(reading: &Reading<'_>, lexicon: &Lexicon) -> Self {
        let Reading { outline, scans, .. } = reading;
        let words = reading.lang.words().time();
        let mut sections: Vec<Option<Zone>> =
            scans.titles.iter().map(|scan| scan.zones.first().map(|lone| lone.zone.clone())).collect();
        let mut lone = None;
        for (block, scan) in outline.blocks.iter().zip(&scans.blocks) {
            let Some(zone) = scan.zones.first() else { continue };
            lone.get_or_insert_with(|| (zone.zone.clone(), block.text.span(zone.range.clone())));
            if let Some(of_section @ None) = sections.get_mut(block.section) {
                *of_section = Some(zone.zone.clone());
            }
        }
        let titles = || {
            let titled = outline.sections.iter().zip(&scans.titles);
            titled.filter_map(|(section, scan)| first_zone(&section.title, scan)).next()
        };
        let headers = || {
            let cells = outline.tables.iter().flat_map(|table| &table.header);
            cells.filter_map(|cell| first_zone(cell, &Scan::of(cell, words))).next()
        };
        let attached = || {
            let titles = outline.sections.iter().map(|section| &section.title).zip(&scans.titles);
            let blocks = outline.blocks.iter().map(|block| &block.text).zip(&scans.blocks);
            let all = titles.chain(blocks).flat_map(|(text, scan)| scan.times.iter().map(move |time| (text, time)));
            // `time="…Z"` in a line of a log says nothing of the other times.
            let told = all.filter(|(text, time)| {
                let before = text.plain().get(..time.range.start).unwrap_or_default();
                !before.ends_with(['"', '=', '\''])
            });
            let mut zoned = told.filter_map(|(text, time)| Some((time.zone.clone()?, text.span(time.range.clone()))));
            zoned.next()
        };
        let default = in_front_matter(reading, words, lexicon).or_else(titles).or_else(headers).or(lone);
        let named = default.is_some();
        Self { sections, default: default.or_else(attached), named }
    }

    /// The zone that holds in a section.
    pub fn of_section(&self, reading: &Reading<'_>, section: SectionId) -> Option<&Zone> {
        let around = std::iter::successors(Some(section), |id| reading.outline.sections.get(*id)?.parent);
        let stated = around.filter_map(|id| self.sections.get(id)?.as_ref()).next();
        stated.or(self.default.as_ref().map(|(zone, _)| zone))
    }

    /// The zone that the document names as its own.
    pub fn named(&self) -> Option<&Zone> {
        self.default.as_ref().filter(|_| self.named).map(|(zone, _)| zone)
    }

    /// What holds where nothing nearer does, and where it is stated.
    pub fn default(&self) -> Option<&(Zone, Span)> {
        self.default.as_ref()
    }
}

fn first_zone(text: &Text, scan: &Scan) -> Option<(Zone, Span)> {
    scan.zones.first().map(|lone| (lone.zone.clone(), text.span(lone.range.clone())))
}

fn in_front_matter(reading: &Reading<'_>, words: &TimeWords, lexicon: &Lexicon) -> Option<(Zone, Span)> {
    let entries = reading.data.as_ref()?.root.as_ref()?.entries();
    let zones = entries.iter().filter(|entry| lexicon.names(&entry.key, "timezone"));
    zones
        .filter_map(|entry| {
            let text = Text::verbatim(entry.node.text()?, entry.node.span.start);
            first_zone(&text, &Scan::of(&text, words))
                .or_else(|| Some((of_clocks(text.plain(), words)?, entry.node.span)))
        })
        .next()
}

/// A zone that is one beside a clock time only: "+02:00", "PT".
fn of_clocks(zone: &str, words: &TimeWords) -> Option<Zone> {
    let (times, _) = scan(&format!("00:00 {}", zone.trim()), words);
    times.into_iter().next()?.zone
}

/// Whether the document says somewhere what an abbreviation means: a clear zone stands beside it.
pub fn is_settled(reading: &Reading<'_>, name: &str) -> bool {
    let Reading { outline, scans, .. } = reading;
    let titles = outline.sections.iter().map(|section| section.title.plain()).zip(&scans.titles);
    let blocks = outline.blocks.iter().map(|block| block.text.plain()).zip(&scans.blocks);
    let in_text = titles.chain(blocks).any(|(plain, scan)| settles(plain, scan, name));
    in_text || {
        let words = reading.lang.words().time();
        outline.tables.iter().any(|table| {
            let header: Vec<&str> = table.header.iter().map(Text::plain).collect();
            let header = Text::verbatim(&header.join(" | "), 0);
            settles(header.plain(), &Scan::of(&header, words), name)
        })
    }
}

fn settles(plain: &str, scan: &Scan, name: &str) -> bool {
    let lone = scan.zones.iter().map(|lone| (&lone.range, &lone.zone));
    let beside = scan.times.iter().filter_map(|time| Some((&time.range, time.zone.as_ref()?)));
    let clear = lone.chain(beside).filter(|(_, zone)| matches!(zone, Zone::Offset(_) | Zone::Region(_)));
    let clear: Vec<&Range<usize>> = clear.map(|(range, _)| range).collect();
    let beside = |at: usize, range: &Range<usize>| at < range.end + MEANING_REACH && range.start < at + MEANING_REACH;
    let names = plain.match_indices(name).take(if clear.is_empty() { 0 } else { MANY });
    names.into_iter().any(|(at, _)| clear.iter().any(|range| beside(at, range)))
}

/// The dates in the headings over a section, the outermost first.
pub fn dates_over(reading: &Reading<'_>, section: SectionId) -> Vec<PartialDate> {
    let around = std::iter::successors(Some(section), |id| reading.outline.sections.get(*id)?.parent);
    let dates = around.filter_map(|id| reading.scans.titles.get(id)?.times.iter().find_map(|time| time.date));
    let mut dates: Vec<PartialDate> = dates.collect();
    dates.reverse();
    dates
}
