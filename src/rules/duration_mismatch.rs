//! A stated duration contradicts the document's own times by more than 10 % and two minutes.
//!
//! What is paid for an outage often rests on its duration, and a figure that the timeline refutes
//! makes a reader doubt the others. One reasonable pair of the document's own times that agrees
//! (onset or detection to mitigation or resolution) is enough. "About" allows 25 %; a clock that
//! says it counts office hours is no contradiction.
//!
//! ## Bad
//!
//! ```md
//! Card top-ups failed for 45 minutes, from 14:05 to 15:35 UTC on 8 April 2026.
//! ```
//!
//! ## Good
//!
//! ```md
//! Card top-ups failed for about an hour and a half, from 14:05 to 15:28 UTC on 8 April 2026.
//! ```

use std::ops::Range;

use crate::document::duration::{Bound, DurationMention};
use crate::document::timeline::{Entry, Moment, Origin, Stage};
use crate::document::{Block, Document, Field, Scan};
use crate::finding::{Finding, Level};
use crate::language::{List, Topic};
use crate::rule::{Rule, Settings};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    name: "duration-mismatch",
    level: Some(Level::Error),
    unwritten: false,
    check,
    source: include_str!("duration_mismatch.rs"),
};

/// A share of the real duration by which the stated one may differ, and by which "about" lets it.
const TOLERANCE: f64 = 0.10;
const ABOUT: f64 = 0.25;
/// Seconds that never count.
const SLACK: f64 = 120.0;
/// In seconds.
const DAY: f64 = 86_400.0;

/// A duration that the document states of its incident.
struct Stated<'d> {
    duration: &'d DurationMention,
    span: Span,
    /// The ranges that stand in the same sentence, in seconds; they alone count where there are any.
    beside: Vec<Length>,
}

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let fields: Vec<(Scan, Span)> = labelled(document);
    let in_fields = fields.iter().filter_map(|(scan, span)| {
        let duration = first(scan)?;
        Some(Stated { duration, span: *span, beside: Vec::new() })
    });
    let stated = in_fields.chain(in_prose(document)).filter(|stated| !stated.duration.office_hours);
    let stated: Vec<Stated<'_>> = stated.collect();
    if stated.is_empty() {
        return Vec::new();
    }
    let (by_the_clock, by_the_day) = (lengths(document, false), lengths(document, true));
    let mut findings: Vec<Finding> = Vec::new();
    for stated in stated {
        let candidates = match (stated.beside.is_empty(), in_days(stated.duration)) {
            (false, _) => &stated.beside,
            (true, false) => &by_the_clock,
            (true, true) => &by_the_day,
        };
        let fits = candidates.is_empty() || candidates.iter().any(|length| agrees(stated.duration, length));
        if !fits {
            findings.push(finding(document, &stated, candidates));
        }
    }
    // A field that stands in a paragraph is found twice.
    findings.sort_by_key(|finding| finding.span);
    findings.dedup_by_key(|finding| finding.span);
    findings
}

fn finding(document: &Document<'_>, stated: &Stated<'_>, candidates: &[Length]) -> Finding {
    let words = document.source.slice(stated.span).trim();
    let distance = |length: f64| (length - stated.duration.seconds).abs();
    let ends = candidates.iter().flat_map(|length| [length.low, length.high]).filter(|end| *end > 0.0);
    let real = spoken(ends.min_by(|a, b| distance(*a).total_cmp(&distance(*b))).unwrap_or_default());
    let message = format!(
        "“{words}” contradicts the document's own times, which come no nearer than {real}: a reader cannot tell which holds"
    );
    let help =
        "Correct the duration or the times; if it counts something else, such as office hours, say so beside it.";
    Finding::new(stated.span, message).help(help)
}

/// "2 h 15 min".
fn spoken(seconds: f64) -> String {
    let minutes = (seconds / 60.0).round() as i64;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// Whole days are counted in days: the clock does not matter.
fn in_days(stated: &DurationMention) -> bool {
    stated.seconds >= 2.0 * DAY && stated.seconds % DAY == 0.0
}

/// Whether a stated duration fits a real one.
fn agrees(stated: &DurationMention, real: &Length) -> bool {
    let share = if stated.bound == Bound::About { ABOUT } else { TOLERANCE };
    let least = if in_days(stated) { DAY } else { SLACK };
    let slack = |length: f64| (length * share).max(least);
    let low = stated.bound == Bound::Under || real.high + slack(real.high) >= stated.seconds;
    let high = stated.bound == Bound::Over || real.low - slack(real.low) <= stated.until;
    low && high
}

/// A time between two moments, in seconds: the shortest and the longest that it may be.
struct Length {
    low: f64,
    high: f64,
}

impl Length {
    fn between(start: &Moment, end: &Moment) -> Self {
        let (start, end) = (start.extent(), end.extent());
        Self { low: (end.0 - start.1) as f64, high: (end.1 - start.0) as f64 }
    }
}

/// The lengths that the document's own times give the incident. Bare dates among clock times
/// count where days are counted.
fn lengths(document: &Document<'_>, bare_dates: bool) -> Vec<Length> {
    let chronology = &document.chronology;
    let counts = |entry: &&Entry| entry.moment.is_timed() || bare_dates || !chronology.is_clocked();
    let entries: Vec<&Entry> = chronology.entries.iter().filter(counts).collect();
    let labelled = |stages: &'static [Stage]| {
        let found = chronology.milestones.iter().filter(|found| found.origin != Origin::Words);
        found.filter(move |found| stages.contains(&found.stage)).map(|found| &found.moment)
    };
    let ends_it = |entry: &&&Entry| {
        entry.stages.iter().any(|stage| [Stage::Mitigated, Stage::Resolved].contains(stage))
            || entry.hints.contains(&Stage::Resolved)
    };
    let latest = entries.iter().max_by_key(|entry| entry.moment.seconds());
    let starts: Vec<&Moment> = labelled(&[Stage::Started, Stage::Detected, Stage::Acknowledged])
        .chain(entries.iter().map(|entry| &entry.moment))
        .collect();
    let ends: Vec<&Moment> = labelled(&[Stage::Mitigated, Stage::Resolved])
        .chain(entries.iter().filter(ends_it).chain(latest).map(|entry| &entry.moment))
        .collect();
    let until = |start: &Moment| {
        let last = ends.iter().rev().take(MANY);
        last.map(|end| Length::between(start, end)).collect::<Vec<_>>()
    };
    let mut lengths: Vec<Length> = starts.iter().take(MANY).flat_map(|start| until(start)).collect();
    for (block, moments) in chronology.moments.iter().enumerate() {
        lengths.extend(ranges(document, block, moments, 0..usize::MAX, bare_dates));
    }
    // "Duration: 4 weeks, with version 8 (23 April), until 25 May" brings its own times.
    lengths.extend(durations(document).filter_map(|field| {
        let block = document.outline.blocks.partition_point(|block| block.span.start <= field.span.start);
        let moments = chronology.moments.get(block.checked_sub(1)?)?;
        let inside: Vec<&Moment> = moments.iter().filter(|m| field.span.contains(m.span.start)).collect();
        Some(Length::between(inside.first()?, inside.last()?))
    }));
    lengths.retain(|length| length.high > 0.0);
    lengths
}

/// Milestones of one document that are compared with each other: a hostile one has more.
const MANY: usize = 64;

/// The lengths of the ranges ("from 14:05 to 15:35") in a part of a block.
fn ranges(
    document: &Document<'_>,
    block: usize,
    moments: &[Moment],
    within: Range<usize>,
    bare_dates: bool,
) -> Vec<Length> {
    let times = &document.scans.block(block).times;
    let first = times.partition_point(|time| time.range.start < within.start);
    let last = times.partition_point(|time| time.range.start < within.end);
    let mut lengths = Vec::new();
    for end in first + 1..last {
        if let (Some(time), [.., from, to]) = (times.get(end), moments.get(..=end).unwrap_or_default())
            && time.ends_range
            && (bare_dates || from.is_timed() && to.is_timed())
        {
            lengths.push(Length::between(from, to));
        }
    }
    lengths
}

fn durations<'d>(document: &'d Document<'_>) -> impl Iterator<Item = &'d Field> {
    document.fields.iter().filter(|field| field.is("duration") || field.is("downtime"))
}

fn first(scan: &Scan) -> Option<&DurationMention> {
    scan.durations.iter().find(|duration| !duration.adjective)
}

/// "Duration: 1h 37m", "Time to repair: 0h 30m".
fn labelled(document: &Document<'_>) -> Vec<(Scan, Span)> {
    let words = document.lang.words().time();
    durations(document)
        .filter_map(|field| {
            let scan = Scan::of(&field.value, words);
            let span = field.value.span(first(&scan)?.range.clone());
            Some((scan, span))
        })
        .collect()
}

/// Durations in sentences that speak of the incident as a whole.
fn in_prose<'d>(document: &'d Document<'_>) -> Vec<Stated<'d>> {
    let chronology = &document.chronology;
    let mut stated = Vec::new();
    for (index, block) in document.outline.blocks.iter().enumerate() {
        let scan = document.scans.block(index);
        if scan.durations.is_empty() || !tells_course(document, block) {
            continue;
        }
        let moments = chronology.moments.get(index).map(Vec::as_slice).unwrap_or_default();
        for unit in document.units.of_block(index) {
            let sentence = &unit.range;
            let first = scan.durations.partition_point(|duration| duration.range.start < sentence.start);
            let here = scan.durations.get(first..).unwrap_or_default().iter();
            let here = here.take_while(|duration| duration.range.start < sentence.end);
            let durations: Vec<&DurationMention> = here.filter(|duration| !duration.adjective).collect();
            let [duration] = durations.as_slice() else { continue };
            let beside = ranges(document, index, moments, sentence.clone(), false);
            let hits = document.hits_in(unit);
            let inside = |list: List, within: &Range<usize>| hits.of(list).any(|hit| within.contains(&hit.range.start));
            let clause = clause(block.text.plain(), sentence, duration.range.start);
            // A range beside it says what it is; alone, the sentence must speak of nothing else.
            let aside = inside(List::Aside, if beside.is_empty() { sentence } else { &clause });
            if !inside(List::Course, sentence) || aside || duration.until < SLACK {
                continue;
            }
            stated.push(Stated { duration, span: block.text.span(duration.range.clone()), beside });
        }
    }
    stated
}

/// The part of a sentence between commas that holds a place.
fn clause(plain: &str, sentence: &Range<usize>, at: usize) -> Range<usize> {
    let comma = |c: char| matches!(c, ',' | '，' | ';' | '；' | '、');
    let start = plain.get(sentence.start..at).and_then(|before| before.rfind(comma));
    let end = plain.get(at..sentence.end).and_then(|behind| behind.find(comma));
    start.map_or(sentence.start, |found| sentence.start + found)..end.map_or(sentence.end, |found| at + found)
}

/// Whether a block stands where the incident as a whole is described.
fn tells_course(document: &Document<'_>, block: &Block) -> bool {
    matches!(document.topic_of(block), None | Some(Topic::Summary | Topic::Impact | Topic::Timeline))
        && document.chronology.entry_at(block.text.whole().start).is_none()
        && !holds_action(document, block)
}

/// Whether an action stands in a block: its time is the one it takes.
fn holds_action(document: &Document<'_>, block: &Block) -> bool {
    let actions = &document.actions.list;
    let first = actions.partition_point(|action| action.span.start < block.span.start);
    actions.get(first).is_some_and(|action| action.span.start < block.span.end)
}
