//! How long users were affected: stated, or given by start and end.

use crate::document::duration::scan_length;
use crate::document::outline::Block;
use crate::document::outline::BlockKind;
use crate::document::reading::Reading;
use crate::document::timeline::{Chronology, Entry, Stage};
use crate::document::units::{Place, Unit};
use crate::language::List;

/// Whether the duration of the impact is stated or given by start and end.
pub fn is_given(reading: &Reading<'_>, chronology: &Chronology, told: &[Unit]) -> bool {
    timeline_gives(reading, chronology)
        || reading.fields.iter().any(|field| field.is("duration") && has_duration(reading, field.value.plain()))
        || told.iter().any(|statement| is_paragraph_timed(reading, statement))
        || told_from_start_to_end(reading, chronology)
        || any_lasts(reading, chronology)
}

/// Whether the timeline, or facts elsewhere, give a start and an end.
fn timeline_gives(reading: &Reading<'_>, chronology: &Chronology) -> bool {
    let given = |stages: &[Stage]| stages.iter().any(|stage| chronology.milestone(*stage).is_some());
    let starts = given(&[Stage::Started, Stage::Detected]) || chronology.entries.len() > 1;
    starts
        && !chronology.is_left_open()
        && (given(&[Stage::Resolved, Stage::Mitigated]) || has_end(reading, chronology))
}

/// Whether the newest entry of the timeline fits an end, and none without a time stands behind it.
fn has_end(reading: &Reading<'_>, chronology: &Chronology) -> bool {
    let ends = |entry: &Entry| entry.stages.contains(&Stage::Resolved) || entry.hints.contains(&Stage::Resolved);
    if chronology.is_newest_first() {
        return chronology.entries.first().is_some_and(ends);
    }
    let Some(last) = chronology.entries.last().filter(|entry| ends(entry)) else { return false };
    let listed = |block: &Block| matches!(block.kind, BlockKind::Item { .. } | BlockKind::Row { .. });
    let untimed = |block: &Block| block.section == last.run.0 && block.span.start > last.text.end && listed(block);
    !reading.outline.blocks.iter().any(untimed)
}

/// Whether the paragraph that tells the impact goes on from one clock time to another.
fn is_paragraph_timed(reading: &Reading<'_>, statement: &Unit) -> bool {
    let scan = reading.scans.block(statement.block);
    let told = matches!(statement.place, Place::Impact | Place::Account);
    told && scan.times.iter().filter(|mention| mention.time.is_some()).count() >= 2
}

/// "At 09:41 we released …" and, sentences later, "at 09:47 it was back".
fn told_from_start_to_end(reading: &Reading<'_>, chronology: &Chronology) -> bool {
    // What tells the course in prose has no entries that say so.
    let course = |s: &Unit| s.place == Place::Timeline && chronology.entries.is_empty();
    let told = |s: &&Unit| matches!(s.place, Place::Impact | Place::Account) || course(s);
    let mut account = reading.statements().filter(told);
    let timed = |statement: &Unit| reading.times_in(statement).iter().any(|mention| mention.time.is_some());
    account.any(timed) && account.any(|statement| statement.has(List::Ended) && timed(statement))
}

fn any_lasts(reading: &Reading<'_>, chronology: &Chronology) -> bool {
    let before = std::iter::once(None).chain(reading.statements().map(Some));
    reading.statements().zip(before).any(|(statement, before)| lasts(reading, chronology, statement, before))
}

/// Whether a sentence tells how long, or from when to when, users were affected. "The power went
/// off at six and was back at nine" says so only together with the sentence before it.
fn lasts(reading: &Reading<'_>, chronology: &Chronology, statement: &Unit, before: Option<&Unit>) -> bool {
    let before = before.filter(|before| before.block == statement.block);
    let speaks = |s: &Unit| s.has(List::Outage) || reading.affirms(s, List::Harm);
    let about = speaks(statement) || before.is_some_and(speaks);
    let can_tell = match statement.place {
        Place::Impact => true,
        Place::Account => (about || spans(reading, statement)) && !statement.has(List::Future),
        // "When: 08:00–10:25 UTC. Who: 230 members could not sign in."
        Place::Timeline => {
            let label = chronology.entries.len() < 2 && spans(reading, statement);
            label || statement.has(List::Party) && statement.has(List::Harm)
        }
        Place::Cause => statement.has(List::Party) || statement.has(List::Ended),
        Place::Compensation | Place::Aside => false,
    };
    if !can_tell {
        return false;
    }
    let stated = reading.durations_in(statement).iter().any(|mention| !mention.adjective);
    // Two clock times in one sentence are a start and an end, and so are two days where the impact is told.
    let times = reading.times_in(statement);
    let clocks = times.iter().filter(|mention| mention.time.is_some() || mention.ends_range).count();
    // "Between 11 and 19 June files were copied" goes from day to day.
    let days = times.iter().any(|mention| mention.ends_range) && reading.affirms(statement, List::Harm);
    stated || clocks >= 2 || days || statement.place == Place::Impact && times.len() >= 2
}

/// Whether a sentence of the account goes from one clock time to another: "between 02:00 and 05:30".
fn spans(reading: &Reading<'_>, statement: &Unit) -> bool {
    reading.times_in(statement).iter().any(|mention| mention.ends_range && mention.time.is_some())
}

fn has_duration(reading: &Reading<'_>, text: &str) -> bool {
    let words = reading.lang_of(text).words().time();
    scan_length(text, words).iter().any(|mention| !mention.adjective)
}
