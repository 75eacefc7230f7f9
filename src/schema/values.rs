//! Values of a document that is written for Candor which nobody can read: a date that is none, a length of
//! time without one, an answer that is neither yes nor no. A schema sees only that they are texts.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::child;
use crate::document::Document;
use crate::document::duration::scan_durations;
use crate::document::time::{scan, scan_times};
use crate::document::timeline::Stage;
use crate::document::yaml::{Entry, Node};
use crate::finding::{Finding, MAX_FINDINGS, quote};
use crate::language::{Lexicon, List, SectionKind, TimeWords, Topic};
use crate::source::Span;
use crate::suggest;

/// More words are prose about the value.
const FEW_WORDS: usize = 3;

/// What cannot be read. Whether the clocks of standards can be, the standards themselves say.
pub fn unreadable(document: &Document<'_>, lexicon: &Lexicon, has_standards: bool) -> Vec<Finding> {
    let mut found: Vec<Finding> = zone(document).into_iter().chain(column(document, lexicon)).collect();
    if !has_standards {
        let milestones = document.value("milestones").map(Node::entries).unwrap_or_default();
        found.extend(milestones.iter().take(MAX_FINDINGS).filter_map(|entry| milestone(document, entry)));
    }
    found.extend(["duration", "downtime"].iter().filter_map(|key| length(document, lexicon, key)));
    found.extend(offered(document, lexicon));
    found
}

fn words<'d>(document: &'d Document<'_>, text: &str) -> &'d TimeWords {
    document.lang_of(text).words().time()
}

/// `timezone: Mars/Base`.
fn zone(document: &Document<'_>) -> Option<Finding> {
    let entry = document.meta.entry("timezone")?;
    let name = entry.node.text().map(str::trim).filter(|name| !name.is_empty())?;
    // Some zones, such as “+02:00”, are one beside a clock time only.
    let (times, _) = scan(&format!("00:00 {name}"), words(document, name));
    let is_read = TimeZone::get(name).is_ok() || times.iter().any(|time| time.zone.is_some());
    if is_read {
        return None;
    }
    let regions: Vec<String> = jiff::tz::db().available().map(|region| region.to_string()).collect();
    let help = match suggest::nearest(name, regions.iter().map(String::as_str)) {
        Some(near) => format!("Did you mean “{near}”?"),
        None => "Write UTC, an offset such as +08:00, or a region such as Asia/Shanghai.".to_owned(),
    };
    let message = format!("{} is no time zone: a reader cannot tell when anything was", quote(name));
    Some(Finding::new(entry.node.span, message).help(help).subject("/timezone"))
}

/// `milestones: {started: yesterday}`.
fn milestone(document: &Document<'_>, entry: &Entry) -> Option<Finding> {
    let pointer = child("/milestones", &entry.key);
    let near = suggest::nearest(&entry.key, Stage::ALL.map(Stage::name)).filter(|near| *near != entry.key);
    if let Some(near) = near {
        let message = format!("no milestone is called {}", quote(&entry.key));
        let help = format!("Did you mean “{near}”?");
        return Some(Finding::new(entry.key_span, message).help(help).subject(pointer));
    }
    let text = entry.node.text().map(str::trim).filter(|text| !text.is_empty())?;
    if text.parse::<Timestamp>().is_ok() || !scan_times(text, words(document, text)).is_empty() {
        return None;
    }
    let message = format!("{} is no moment: it cannot be read as a date", quote(text));
    let help = "Give date, clock time and zone: `2031-03-04T10:00:00+08:00`.";
    Some(Finding::new(entry.node.span, message).help(help).subject(pointer))
}

/// A word in the milestone column that is nearly one.
fn column(document: &Document<'_>, lexicon: &Lexicon) -> Vec<Finding> {
    let named = document.chronology.entries.iter().filter_map(|entry| entry.milestone.as_ref());
    let slips = named.filter_map(|text| {
        let name = text.plain().trim().to_lowercase();
        let near = suggest::nearest(&name, Stage::ALL.map(Stage::name)).filter(|near| *near != name)?;
        // “Restored” is another word for it, and no slip.
        if Stage::of_label(&name, lexicon).is_some() {
            return None;
        }
        let message = format!("no milestone is called {}: this row counts as none", quote(text.plain().trim()));
        Some(Finding::new(text.whole(), message).help(format!("Did you mean “{near}”?")).subject("/timeline"))
    });
    slips.take(MAX_FINDINGS).collect()
}

/// `downtime: long`.
fn length(document: &Document<'_>, lexicon: &Lexicon, key: &str) -> Option<Finding> {
    let pointer = format!("/impact/{key}");
    let (span, text) = short(document, lexicon, SectionKind::Impact, key)?;
    let time = words(document, text);
    let is_read = text.chars().any(char::is_numeric)
        || !scan_durations(text, time).is_empty()
        || !scan_times(text, time).is_empty();
    let message = format!("{} is no length of time: a reader cannot tell how long it was", quote(text));
    let help = "Give a number with its unit: `49 min`, `3 h 20 min`.";
    (!is_read).then(|| Finding::new(span, message).help(help).subject(pointer))
}

/// `offered: maybe`.
fn offered(document: &Document<'_>, lexicon: &Lexicon) -> Option<Finding> {
    let pointer = "/compensation/offered";
    let (span, text) = short(document, lexicon, SectionKind::Compensation, "offered")?;
    let hits = lexicon.find(document.lang_of(text), text);
    let is_hedged = hits.iter().any(|hit| matches!(hit.list, List::Hedge | List::HedgeWeak));
    let message = format!("{} is neither yes nor no: the affected cannot tell whether they get anything", quote(text));
    is_hedged.then(|| Finding::new(span, message).help("Write `yes` or `no`.").subject(pointer))
}

/// A value of a section that is a few words and not a mark of nothing: of a key, else behind a label.
fn short<'d>(
    document: &'d Document<'_>,
    lexicon: &Lexicon,
    section: SectionKind,
    key: &str,
) -> Option<(Span, &'d str)> {
    let in_model = document.model.find(&format!("/{}/{key}", section.name()));
    let in_model = in_model.and_then(|(node, _)| Some((node.span, node.text()?)));
    let labelled = || {
        let is_own = |span: Span| document.topic_at(span.start).and_then(Topic::section) == Some(section);
        let field = document.fields.iter().find(|field| field.is(key) && is_own(field.value.whole()))?;
        Some((field.value.whole(), field.value.plain()))
    };
    let (span, text) = in_model.or_else(labelled)?;
    let text = text.trim();
    let lang = document.lang_of(text);
    let marked = lexicon.find(lang, text).iter().any(|hit| hit.list == List::PlaceholderMarker);
    let is_short = text.split_whitespace().count() <= FEW_WORDS && text.contains(char::is_alphanumeric);
    let is_left = marked || lang.words().placeholders().none.has(text);
    (is_short && !is_left).then_some((span, text))
}
