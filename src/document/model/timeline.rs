//! The timeline, wherever it was found.

use std::collections::HashSet;
use std::hash::Hash;

use super::facts::Facts;
use super::node::{mapping, words};
use crate::document::reading::Reading;
use crate::document::timeline::{Chronology, Entry as Event, Moment, Stage, Told, beside};
use crate::document::yaml::{Entry, Node, Value};
use crate::language::{Lexicon, SectionKind, Topic};
use crate::source::Span;

/// So many events anywhere do the work of a timeline.
const ENOUGH: usize = 3;

/// The moments of the main timeline, or, where there is none, all events that are dated or timed
/// anywhere in what the document tells.
pub fn read(facts: &Facts<'_>, lexicon: &Lexicon) -> Option<Entry> {
    let Facts { reading, chronology, .. } = facts;
    let entries = &chronology.entries;
    let items: Vec<Node> = match entries.len() {
        0..ENOUGH => events(reading, chronology),
        _ => chronology.told().filter_map(|told| line(reading, told, lexicon)).collect(),
    };
    let span = items.iter().map(|node| node.span).reduce(Span::cover)?;
    let heading = reading.sections_of(SectionKind::Timeline).next().map(|(_, section)| section.heading);
    Some(Entry {
        key: SectionKind::Timeline.name().to_owned(),
        key_span: heading.unwrap_or(span),
        node: Node { value: Value::List(items), span },
    })
}

/// What stands in the place of a time is no moment, but it is what the document says.
fn line(reading: &Reading<'_>, told: Told<'_>, lexicon: &Lexicon) -> Option<Node> {
    let untimed = match told {
        Told::Timed(told) => return Some(item(reading, told, lexicon)),
        Told::Untimed(untimed) => untimed,
    };
    let written = reading.source.slice(untimed.written).trim();
    let entries = || vec![entry("time", written, untimed.written), entry("event", &untimed.event, untimed.text)];
    (!written.is_empty()).then(|| mapping(entries(), untimed.written.cover(untimed.text)))
}

fn item(reading: &Reading<'_>, told: &Event, lexicon: &Lexicon) -> Node {
    let written = || entry("time", reading.source.slice(told.moment.span), told.moment.span);
    // A slip of the pen is no date, and no other is made of it.
    let mut entries = vec![if told.impossible { written() } else { time(reading, &told.moment) }];
    let milestone = told.milestone.as_ref().filter(|words| !words.is_empty());
    entries.extend(milestone.map(|words| {
        let stage = Stage::of_label(words.plain(), lexicon);
        let name = stage.map(|stage| stage.name());
        entry("milestone", name.unwrap_or(words.plain()), words.whole())
    }));
    entries.extend((!told.event.is_empty()).then(|| entry("event", &told.event, told.text)));
    let span = entries.iter().map(|entry| entry.node.span).fold(told.moment.span, Span::cover);
    mapping(entries, span)
}

/// The moments of all prose that tells what happened, each once. A date is often only the frame of
/// the times that follow: it counts where dates are all there is.
fn events(reading: &Reading<'_>, chronology: &Chronology) -> Vec<Node> {
    let timed = distinct(reading, chronology, Moment::is_timed, |moment| moment.civil);
    let dated =
        distinct(reading, chronology, |moment| moment.dated || !moment.is_timed(), |moment| moment.civil.date());
    if timed.len() < ENOUGH && dated.len() > timed.len() { dated } else { timed }
}

fn distinct<K: Hash + Eq>(
    reading: &Reading<'_>,
    chronology: &Chronology,
    counts: impl Fn(&Moment) -> bool,
    key: impl Fn(&Moment) -> K,
) -> Vec<Node> {
    const PLANS: [Topic; 4] = [Topic::Actions, Topic::Compensation, Topic::Related, Topic::Lessons];
    let mut known = HashSet::new();
    let mut events = Vec::new();
    for (index, (block, moments)) in reading.outline.blocks.iter().zip(&chronology.moments).enumerate() {
        if reading.topic_of(block).is_some_and(|topic| PLANS.contains(&topic)) {
            continue;
        }
        let times = &reading.scans.block(index).times;
        let ends = times.iter().skip(1).map(|next| next.range.start).chain([block.text.plain().len()]);
        let mut before = 0;
        for ((moment, stands), end) in moments.iter().zip(times).zip(ends) {
            // Before the end of a range stands only "to".
            let start = if stands.ends_range { stands.range.start } else { before };
            let (behind, ahead) = (stands.range.end..end, start..stands.range.start);
            before = stands.range.end;
            if counts(moment) && known.insert(key(moment)) {
                // "Resolved 10:20": what a time does not lead may stand before it.
                let sides = [behind, ahead].into_iter().map(|side| (beside(block.text.slice(side.clone())), side));
                let mut told = sides.filter(|(words, _)| words.contains(char::is_alphanumeric));
                let event = told.next().map(|(words, side)| entry("event", &words, block.text.span(side)));
                let told = event.as_ref().map_or(moment.span, |event| event.node.span);
                let entries = std::iter::once(time(reading, moment)).chain(event).collect();
                events.push(mapping(entries, moment.span.cover(told)));
            }
        }
    }
    events
}

/// As ISO writes it; where not even that is known, as the document does.
fn time(reading: &Reading<'_>, moment: &Moment) -> Entry {
    let iso = moment.to_string();
    let written = reading.source.slice(moment.span);
    entry("time", if iso.is_empty() { written } else { &iso }, moment.span)
}

fn entry(key: &str, text: &str, span: Span) -> Entry {
    Entry { key: key.to_owned(), key_span: span, node: Node { value: words(text.trim().to_owned()), span } }
}
