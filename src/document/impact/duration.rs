//! How long users were affected: stated, or given by start and end.

use crate::document::duration::scan_durations;
use crate::document::outline::Block;
use crate::document::outline::BlockKind;
use crate::document::reading::Reading;
use crate::document::statements::{Place, Signal, Statement};
use crate::document::timeline::{Chronology, Entry, Stage};

/// Whether the duration of the impact is stated or given by start and end.
pub fn is_given(reading: &Reading<'_>, chronology: &Chronology, told: &[Statement]) -> bool {
    timeline_gives(reading, chronology)
        || reading.fields.iter().any(|field| field.is("duration") && has_duration(reading, field.value.plain()))
        || told.iter().any(|statement| is_paragraph_timed(reading, statement))
        || told_from_start_to_end(reading, chronology)
        || (0..reading.statements.len()).any(|index| lasts(reading, chronology, index))
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
fn is_paragraph_timed(reading: &Reading<'_>, statement: &Statement) -> bool {
    let scan = reading.scans.block(statement.block);
    let told = matches!(statement.place, Place::Impact | Place::Account);
    told && scan.times.iter().filter(|mention| mention.time.is_some()).count() >= 2
}

/// "At 09:41 we released …" and, sentences later, "at 09:47 it was back".
fn told_from_start_to_end(reading: &Reading<'_>, chronology: &Chronology) -> bool {
    // What tells the course in prose has no entries that say so.
    let course = |s: &Statement| s.place == Place::Timeline && chronology.entries.is_empty();
    let told = |s: &&Statement| matches!(s.place, Place::Impact | Place::Account) || course(s);
    let mut account = reading.statements.iter().filter(told);
    let timed = |statement: &Statement| reading.times_in(statement).iter().any(|mention| mention.time.is_some());
    account.any(timed) && account.any(|statement| statement.has(Signal::Ended) && timed(statement))
}

/// Whether a sentence tells how long, or from when to when, users were affected. "The power went
/// off at six and was back at nine" says so only together with the sentence before it.
fn lasts(reading: &Reading<'_>, chronology: &Chronology, index: usize) -> bool {
    let Some(statement) = reading.statements.get(index) else { return false };
    let before = index.checked_sub(1).and_then(|before| reading.statements.get(before));
    let before = before.filter(|before| before.block == statement.block);
    let speaks = |s: &Statement| s.has(Signal::Outage) || reading.affirms(s, Signal::Harm);
    let about = speaks(statement) || before.is_some_and(speaks);
    let can_tell = match statement.place {
        Place::Impact => true,
        Place::Account => (about || spans(reading, statement)) && !statement.has(Signal::Future),
        // "When: 08:00–10:25 UTC. Who: 230 members could not sign in."
        Place::Timeline => {
            let label = chronology.entries.len() < 2 && spans(reading, statement);
            label || statement.has(Signal::Party) && statement.has(Signal::Harm)
        }
        Place::Cause => statement.has(Signal::Party) || statement.has(Signal::Ended),
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
    let days = times.iter().any(|mention| mention.ends_range) && reading.affirms(statement, Signal::Harm);
    stated || clocks >= 2 || days || statement.place == Place::Impact && times.len() >= 2
}

/// Whether a sentence of the account goes from one clock time to another: "between 02:00 and 05:30".
fn spans(reading: &Reading<'_>, statement: &Statement) -> bool {
    reading.times_in(statement).iter().any(|mention| mention.ends_range && mention.time.is_some())
}

fn has_duration(reading: &Reading<'_>, text: &str) -> bool {
    let words = reading.lang_of(text).words().time();
    scan_durations(text, words).iter().any(|mention| !mention.adjective)
}
