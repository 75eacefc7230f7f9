//! Which of the leads are the main timeline, and when each of its entries was.

use std::ops::Range;

use super::calendar::Calendar;
use super::cursor::Cursor;
use super::entry::{Entry, Untimed};
use super::lead::{Lead, LeadForm};
use super::stage::Stage;
use super::zones::{Zones, dates_over};
use crate::document::outline::{HeadingForm, Outline, SectionId};
use crate::document::phrases::Phrase;
use crate::document::reading::Reading;
use crate::document::scans::Scans;
use crate::document::time::PartialDate;
use crate::language::{Hit, Lexicon, List, Topic, label};
use crate::source::Span;

/// A group of entries outside a section for timelines must have this many to be one.
const ENOUGH: usize = 3;
/// A document has few places that could be its timeline; a hostile one is read this far.
const MAX_GROUPS: usize = 64;
/// Paragraphs under one heading that are read for the milestone of the entry.
const LONG_ENTRY: usize = 16;

/// What makes leads one timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Group {
    /// It stands under a heading for timelines.
    titled: bool,
    section: SectionId,
    form: Option<LeadForm>,
}

/// The leads of the main timeline: those under a heading for it, else of the largest group.
pub fn choose(reading: &Reading<'_>, leads: Vec<Lead>) -> Vec<Lead> {
    let days = days_of_timelines(&reading.outline, &reading.scans);
    let mut groups: Vec<(Group, Vec<Lead>)> = Vec::new();
    for lead in leads {
        let Some(group) = group_of(reading, &days, &lead) else { continue };
        let known = groups.iter().position(|(known, _)| *known == group);
        if known.is_none() && groups.len() < MAX_GROUPS {
            groups.push((group, Vec::new()));
        }
        let index = known.unwrap_or(groups.len() - 1);
        if let Some((_, leads)) = groups.get_mut(index).filter(|(known, _)| *known == group) {
            leads.push(lead);
        }
    }
    // A timeline that goes on under a second heading of the same words is one.
    let mut joined: Vec<(Group, Vec<Lead>)> = Vec::new();
    for (group, leads) in groups {
        let same = |known: &Group| known.titled && group.titled && have_one_title(reading, known, &group);
        match joined.iter_mut().find(|(known, _)| same(known)) {
            Some((_, known)) => known.extend(leads),
            None => joined.push((group, leads)),
        }
    }
    let entries = |leads: &[Lead]| leads.iter().filter(|lead| lead.mention.is_some() && !lead.is_heading).count();
    let enough = |(group, leads): &(Group, Vec<Lead>)| entries(leads) >= if group.titled { 2 } else { ENOUGH };
    // Of equals the first: the maximum of a reversed list.
    let largest = joined.into_iter().filter(enough).rev().max_by_key(|(group, leads)| (group.titled, entries(leads)));
    largest.map(|(_, leads)| leads).unwrap_or_default()
}

/// For each section the timeline that it goes on with: "## 5 May" behind "## Timeline".
fn days_of_timelines(outline: &Outline, scans: &Scans) -> Vec<Option<SectionId>> {
    let mut open: Option<(SectionId, u8)> = None;
    let mut days = Vec::with_capacity(outline.sections.len());
    for (id, section) in outline.sections.iter().enumerate() {
        let heading = section.form == HeadingForm::Heading;
        let mut day = None;
        if heading && section.topic == Some(Topic::Timeline) {
            open = Some((id, section.level));
        } else if let Some((timeline, level)) = open.filter(|(_, level)| section.level <= *level) {
            day = Some(timeline).filter(|_| heading && section.level == level && is_date(outline, scans, id));
            open = open.filter(|_| day.is_some());
        }
        days.push(day);
    }
    days
}

/// Whether a heading is a date and nothing more.
fn is_date(outline: &Outline, scans: &Scans, section: SectionId) -> bool {
    let title = outline.sections.get(section).map_or("", |section| section.title.plain());
    let mention = scans.titles.get(section).and_then(|scan| scan.times.first());
    mention.is_some_and(|mention| {
        let rest = [title.get(..mention.range.start), title.get(mention.range.end..)];
        mention.time.is_none() && rest.iter().flatten().all(|rest| !rest.contains(char::is_alphanumeric))
    })
}

/// Whether two groups stand under the same words: "Timeline", "Timeline (continued)".
fn have_one_title(reading: &Reading<'_>, one: &Group, other: &Group) -> bool {
    let heading = |group: &Group| {
        let section = reading.outline.sections.get(group.section);
        section.filter(|section| section.form == HeadingForm::Heading).map(|section| label::fold(section.title.plain()))
    };
    heading(one).zip(heading(other)).is_some_and(|(one, other)| label::stem(&one) == label::stem(&other))
}

/// The group of a lead; none where what stands is planned, promised or quoted.
fn group_of(reading: &Reading<'_>, days: &[Option<SectionId>], lead: &Lead) -> Option<Group> {
    let outline = &reading.outline;
    let around = || std::iter::successors(Some(lead.section), |id| outline.sections.get(*id)?.parent);
    let of_timeline = |id: &SectionId| outline.sections.get(*id).is_some_and(|s| s.topic == Some(Topic::Timeline));
    let of_day = || around().find_map(|id| days.get(id).copied().flatten());
    if let Some(section) = around().filter(of_timeline).last().or_else(of_day) {
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

/// Gives each entry its date and zone; those without a time stand beside them.
pub fn place(
    reading: &Reading<'_>,
    leads: &[Lead],
    calendar: Calendar,
    zones: &Zones,
    lexicon: &Lexicon,
) -> (Vec<Entry>, Vec<Untimed>) {
    let (mut entries, mut untimed) = (Vec::new(), Vec::new());
    let mut cursor = Cursor::new(calendar);
    let mut section = None;
    // The day of all entries that name no other.
    let mut every_day = None;
    for (index, lead) in leads.iter().enumerate() {
        if section != Some(lead.section) {
            section = Some(lead.section);
            dates_over(reading, lead.section).into_iter().for_each(|date| cursor.set(date));
            let before = date_before(reading, lead);
            before.iter().for_each(|(date, _)| cursor.set(*date));
            every_day = before.filter(|(_, block)| holds_for_all(reading, *block)).map(|(date, _)| date);
        }
        let (stages, hints, reopened) = stages(reading, lead, lexicon);
        let Some(mention) = &lead.mention else {
            let text = text_of(reading, lead);
            let event = lead.event.clone();
            untimed.push(Untimed { behind: entries.len(), written: lead.span, text, event, stages, hints });
            continue;
        };
        let inherits = |next: &Lead| next.mention.as_ref().is_none_or(|mention| mention.date.is_none());
        if let Some(date) = mention.date.filter(|_| lead.is_heading)
            && leads.get(index + 1).is_some_and(inherits)
        {
            cursor.set(date);
            continue;
        }
        if mention.date.is_none() {
            every_day.into_iter().for_each(|date| cursor.set(date));
        }
        let zone = lead.zone.as_ref().or_else(|| zones.of_section(reading, lead.section));
        entries.push(Entry {
            moment: cursor.place(mention, zone, lead.span),
            own_date: !mention.is_counted && mention.date.is_some_and(|date| !calendar.is_open(date)),
            open_date: mention.date.is_some_and(|date| calendar.is_open(date)),
            impossible: mention.date == Some(PartialDate::Impossible),
            text: text_of(reading, lead),
            event: lead.event.clone(),
            milestone: lead.milestone.clone(),
            reopens: reopened && !stages.contains(&Stage::Resolved),
            stages,
            hints,
            run: (lead.section, if let LeadForm::Row(table) = lead.form { Some(table) } else { None }),
        });
    }
    (entries, untimed)
}

/// The date that the text before the first entry of a timeline gives to all of them: "All of this
/// happened on 4 May.", with the block that says so.
fn date_before(reading: &Reading<'_>, lead: &Lead) -> Option<(PartialDate, usize)> {
    /// Blocks that are looked at: a timeline may have many days.
    const NEAR: usize = 16;
    let outline = &reading.outline;
    if outline.topic(lead.section) != Some(Topic::Timeline) {
        return None;
    }
    let start = outline.sections.get(lead.section)?.blocks.start;
    let before = (start..lead.blocks.start).rev().take(NEAR);
    let mut dates = before.filter_map(|block| match reading.scans.block(block).times.as_slice() {
        [only] if only.time.is_none() => Some((only.date?, block)),
        _ => None,
    });
    dates.next()
}

/// "Unless otherwise noted, …"
fn holds_for_all(reading: &Reading<'_>, block: usize) -> bool {
    reading.phrases_of_block(block).iter().any(|phrase| phrase.list == List::UnlessNoted)
}

/// Where the event is told.
fn text_of(reading: &Reading<'_>, lead: &Lead) -> Span {
    let blocks = reading.outline.blocks.get(lead.blocks.clone()).unwrap_or_default();
    match (lead.form, blocks) {
        (LeadForm::Row(_) | LeadForm::Heading, [first, .., last]) => lead.span.cover(first.span).cover(last.span),
        (LeadForm::Row(_) | LeadForm::Heading, [only]) => lead.span.cover(only.span),
        (_, [only]) => only.text.span(lead.within.clone()),
        _ => lead.span,
    }
}

/// The stages that the words of an entry speak of, those that they only hint at, and whether they
/// say that something is wrong still or anew.
fn stages(reading: &Reading<'_>, lead: &Lead, lexicon: &Lexicon) -> (Vec<Stage>, Vec<Stage>, bool) {
    let title = lead.title.iter().map(|title| lexicon.find(reading.lang_of(title.plain()), title.plain()));
    let hit = |phrase: &Phrase| Hit { list: phrase.list, range: phrase.range.clone() };
    let blocks = lead.blocks.clone().map(|block| reading.phrases_within(block, lead.within.clone()).map(hit).collect());
    let (mut stages, mut hints, mut reopened) = (Vec::new(), Vec::new(), false);
    for hits in title.chain(blocks).take(LONG_ENTRY) {
        let hits: Vec<Hit> = hits;
        let relapses: Vec<&Range<usize>> =
            hits.iter().filter(|hit| hit.list == List::Relapse).map(|hit| &hit.range).collect();
        reopened |= hits.iter().any(|hit| hit.list == List::Reopening);
        // "fails again" takes back what "again" says.
        let firm = hits.iter().filter(|hit| !relapses.iter().any(|relapse| overlap(relapse, &hit.range)));
        let intended = hits.iter().any(|hit| hit.list == List::Intent);
        // "End of outage", "failed starts": a longer phrase says that the word is of no beginning.
        let begins = |hit: &Hit| {
            !hits.iter().any(|other| {
                let says_else = other.list == List::NoStart || Stage::of_list(other.list) != Some(Stage::Started);
                says_else && other.range.len() > hit.range.len() && overlap(&other.range, &hit.range)
            })
        };
        for hit in firm.filter(|hit| hit.list != List::Started || begins(hit)) {
            stages.extend(Stage::of_list(hit.list));
            // "We decide to go back to 4.1": nothing is back yet.
            hints.extend(Stage::hinted_by(hit.list).filter(|stage| !(intended && *stage == Stage::Resolved)));
        }
    }
    for found in [&mut stages, &mut hints] {
        found.sort_unstable();
        found.dedup();
    }
    (stages, hints, reopened)
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
