//! The dates that can be those of the incident: of the front matter, the headings, the file name and the
//! text, but not when the document was written or published, nor when something is due.

use jiff::civil::Date;

use crate::document::outline::{Outline, SectionId};
use crate::document::reading::Reading;
use crate::document::scans::Scan;
use crate::document::text::Text;
use crate::document::time::TimeMention;
use crate::document::yaml::{Entry, Node};
use crate::language::{Lexicon, List, TimeWords, Topic};
use crate::source::Span;

/// The dates of the front matter that can be those of the incident, with the value that each stands in.
pub fn in_front_matter(reading: &Reading<'_>, lexicon: &Lexicon) -> Vec<(TimeMention, Span)> {
    let words = reading.lang.words().time();
    let root = reading.data.as_ref().and_then(|yaml| yaml.root.as_ref());
    let entries = root.map(Node::entries).unwrap_or_default().iter();
    let of_incident = |entry: &&Entry| {
        entry.key == "incident" || lexicon.names(&entry.key, "date") || lexicon.names(&entry.key, "started")
    };
    let values = entries.filter(of_incident).flat_map(|entry| {
        let inner = entry.node.entries().iter().map(|inner| &inner.node);
        std::iter::once(&entry.node).chain(inner)
    });
    let scans = values.filter_map(|node| Some((Scan::of(&Text::verbatim(node.text()?, 0), words), node.span)));
    scans.flat_map(|(scan, span)| scan.times.into_iter().map(move |time| (time, span))).collect()
}

/// The times of the headings and of the text that can be those of the incident, the headings first.
pub fn told<'s>(reading: &'s Reading<'_>, lexicon: &'s Lexicon) -> impl Iterator<Item = &'s TimeMention> {
    let outline = &reading.outline;
    let titles = reading.scans.titles.iter().enumerate().filter(|(id, _)| tells_incident(outline, *id));
    let blocks = outline.blocks.iter().zip(&reading.scans.blocks);
    let blocks = blocks.filter(|(block, _)| tells_incident(outline, block.section));
    let told = blocks.flat_map(move |(block, scan)| {
        let other = |mention: &TimeMention| {
            let before = before(block.text.plain(), mention);
            let hits = lexicon.find(reading.lang_of(before), before);
            let due = |end: usize| mention.time.is_none() && end == before.trim_end().len();
            hits.iter().any(|hit| hit.list == List::Writing || hit.list == List::DueLead && due(hit.range.end))
        };
        scan.times.iter().filter(move |mention| !other(mention))
    });
    titles.flat_map(|(_, scan)| &scan.times).chain(told)
}

/// The times that say when the text was written: they tell the year at best.
pub fn of_writing<'s>(reading: &'s Reading<'_>, lexicon: &'s Lexicon) -> impl Iterator<Item = &'s TimeMention> {
    let blocks = reading.outline.blocks.iter().zip(&reading.scans.blocks);
    blocks.flat_map(move |(block, scan)| {
        scan.times.iter().filter(|mention| {
            let before = before(block.text.plain(), mention);
            lexicon.find(reading.lang_of(before), before).iter().any(|hit| hit.list == List::Writing)
        })
    })
}

/// Whether what stands in a section can be of the incident: not what is still to be done or paid.
fn tells_incident(outline: &Outline, section: SectionId) -> bool {
    let topic = outline.topic(section);
    !matches!(topic, Some(Topic::Actions | Topic::Compensation | Topic::Related | Topic::Communication))
}

/// The words right before a time, in its sentence.
fn before<'t>(text: &'t str, mention: &TimeMention) -> &'t str {
    /// Bytes that are looked at.
    const NEAR: usize = 32;
    let start = (mention.range.start.saturating_sub(NEAR)..=mention.range.start).find(|at| text.is_char_boundary(*at));
    let before = start.and_then(|start| text.get(start..mention.range.start)).unwrap_or_default();
    before.rsplit(['.', ';', '\n', '。', '；']).next().unwrap_or_default()
}

/// The dates of the title: in the front matter, else of the first heading.
pub fn in_title(reading: &Reading<'_>, words: &TimeWords) -> Vec<TimeMention> {
    if let Some(title) = reading.value_text("title") {
        return Scan::of(&Text::verbatim(title, 0), words).times;
    }
    let first = Outline::ROOT + 1;
    let level = reading.outline.sections.get(first).map(|section| section.level);
    reading.scans.titles.get(first).filter(|_| level == Some(1)).map(|scan| scan.times.clone()).unwrap_or_default()
}

pub fn in_file_name(path: &str) -> Option<Date> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let windows = (0..name.len()).filter_map(|at| name.get(at..at + 10));
    windows.into_iter().find_map(|part| {
        let dashed = part.as_bytes().get(4) == Some(&b'-') && part.as_bytes().get(7) == Some(&b'-');
        dashed.then(|| part.parse().ok()).flatten()
    })
}
