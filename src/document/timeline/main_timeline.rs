//! Which of the leads are the main timeline, and when each of its entries was.

use super::Entry;
use std::ops::Range;

use super::calendar::Calendar;
use super::entries::{Lead, LeadForm};
use super::facts::Stage;
use super::scan::Scans;
use super::zones::{Zones, dates_over};
use crate::document::Document;
use crate::document::outline::{HeadingForm, Outline, SectionId};
use crate::document::time::PartialDate;
use crate::language::{Lexicon, List, Topic};
use crate::source::Span;

/// A group of entries outside a section for timelines must have this many to be one.
const ENOUGH: usize = 3;
/// A document has few places that could be its timeline; a hostile one is read this far.
const MAX_GROUPS: usize = 64;
/// Paragraphs under one heading that are read for the milestone of the entry.
const LONG_ENTRY: usize = 16;
/// The phrase list of words that take back a resolution.
const RELAPSE: List = List::Relapse;
/// The list of words that say, in the last entry, that it is not over.
const REOPENING: List = List::Reopening;

/// What makes leads one timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Group {
    /// It stands under a heading for timelines.
    titled: bool,
    section: SectionId,
    form: Option<LeadForm>,
}

/// The leads of the main timeline: those under a heading for it, else of the largest group.
pub fn choose(document: &Document<'_>, leads: Vec<Lead>) -> Vec<Lead> {
    let mut groups: Vec<(Group, Vec<Lead>)> = Vec::new();
    for lead in leads {
        let Some(group) = group_of(document, &lead) else { continue };
        let known = groups.iter().position(|(known, _)| *known == group);
        if known.is_none() && groups.len() < MAX_GROUPS {
            groups.push((group, Vec::new()));
        }
        let index = known.unwrap_or(groups.len() - 1);
        if let Some((_, leads)) = groups.get_mut(index).filter(|(known, _)| *known == group) {
            leads.push(lead);
        }
    }
    let entries = |leads: &[Lead]| leads.iter().filter(|lead| !lead.is_heading).count();
    let enough = |(group, leads): &(Group, Vec<Lead>)| entries(leads) >= if group.titled { 2 } else { ENOUGH };
    // Of equals the first: the maximum of a reversed list.
    let largest = groups.into_iter().filter(enough).rev().max_by_key(|(group, leads)| (group.titled, entries(leads)));
    largest.map(|(_, leads)| leads).unwrap_or_default()
}

/// The group of a lead; none where what stands is planned, promised or quoted.
fn group_of(document: &Document<'_>, lead: &Lead) -> Option<Group> {
    let outline = &document.outline;
    let around = || std::iter::successors(Some(lead.section), |id| outline.sections.get(*id)?.parent);
    let of_timeline = |id: &SectionId| outline.sections.get(*id).is_some_and(|s| s.topic == Some(Topic::Timeline));
    if let Some(section) = around().filter(of_timeline).last() {
        return Some(Group { titled: true, section, form: None });
    }
    // The title of the document is about all of it.
    let topic = around().find_map(|id| outline.sections.get(id).filter(|s| s.level > 1).and_then(|s| s.topic));
    let foreign = matches!(topic, Some(Topic::Actions | Topic::Compensation | Topic::Related | Topic::Communication));
    // A label in a paragraph is no border: "Resolved: …" within a log.
    let section = around()
        .find(|id| outline.sections.get(*id).is_none_or(|section| section.form != HeadingForm::Label))
        .unwrap_or(Outline::ROOT);
    let form = match lead.form {
        LeadForm::Line => LeadForm::Item,
        form => form,
    };
    (!foreign).then_some(Group { titled: false, section, form: Some(form) })
}

/// Gives each entry its date and zone.
pub fn place(
    document: &Document<'_>,
    leads: &[Lead],
    scans: &Scans,
    calendar: Calendar,
    zones: &Zones,
    lexicon: &Lexicon,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut cursor = calendar.cursor();
    let mut section = None;
    for (index, lead) in leads.iter().enumerate() {
        if section != Some(lead.section) {
            section = Some(lead.section);
            dates_over(document, scans, lead.section).into_iter().for_each(|date| cursor.set(date));
        }
        let inherits = |next: &Lead| next.mention.date.is_none();
        if let Some(date) = lead.mention.date.filter(|_| lead.is_heading)
            && leads.get(index + 1).is_some_and(inherits)
        {
            cursor.set(date);
            continue;
        }
        let zone = lead.zone.as_ref().or_else(|| zones.of_section(document, lead.section));
        let (stages, hints, reopened) = stages(document, lead, lexicon);
        entries.push(Entry {
            moment: cursor.place(&lead.mention, zone, lead.span),
            own_date: lead.mention.date.is_some(),
            impossible: lead.mention.date == Some(PartialDate::Impossible),
            text: text_of(document, lead),
            event: lead.event.clone(),
            milestone: lead.milestone.clone(),
            reopens: reopened && !stages.contains(&Stage::Resolved),
            stages,
            hints,
            run: (lead.section, if let LeadForm::Row(table) = lead.form { Some(table) } else { None }),
        });
    }
    entries
}

/// Where the event is told.
fn text_of(document: &Document<'_>, lead: &Lead) -> Span {
    let blocks = document.outline.blocks.get(lead.blocks.clone()).unwrap_or_default();
    match (lead.form, blocks) {
        (LeadForm::Row(_) | LeadForm::Heading, [first, .., last]) => lead.span.cover(first.span).cover(last.span),
        (LeadForm::Row(_) | LeadForm::Heading, [only]) => lead.span.cover(only.span),
        (_, [only]) => only.text.span(lead.within.clone()),
        _ => lead.span,
    }
}

/// The stages that the words of an entry speak of, those that they only hint at, and whether they
/// say that something is wrong still or anew.
fn stages(document: &Document<'_>, lead: &Lead, lexicon: &Lexicon) -> (Vec<Stage>, Vec<Stage>, bool) {
    let blocks = document.outline.blocks.get(lead.blocks.clone()).unwrap_or_default();
    let texts = lead.title.iter().chain(blocks.iter().map(|block| &block.text)).take(LONG_ENTRY);
    let (mut stages, mut hints, mut reopened) = (Vec::new(), Vec::new(), false);
    for text in texts {
        let within = lead.within.start..lead.within.end.min(text.plain().len());
        let words = text.slice(within);
        let hits = lexicon.find_milestones(document.lang_of(words), words);
        let relapses: Vec<&Range<usize>> =
            hits.iter().filter(|hit| hit.list == RELAPSE).map(|hit| &hit.range).collect();
        reopened |= hits.iter().any(|hit| hit.list == REOPENING);
        // "fails again" takes back what "again" says.
        let firm = hits.iter().filter(|hit| {
            !relapses.iter().any(|relapse| relapse.start < hit.range.end && hit.range.start < relapse.end)
        });
        for hit in firm {
            stages.extend(Stage::of_list(hit.list));
            hints.extend(Stage::hinted_by(hit.list));
        }
    }
    for found in [&mut stages, &mut hints] {
        found.sort_unstable();
        found.dedup();
    }
    (stages, hints, reopened)
}
