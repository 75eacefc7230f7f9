//! Reads the dates, clock times and zones that stand in a text.
//!
//! One pass cuts the text into numbers and known words ([`tokens`]); small grammars for zones,
//! clocks and dates work on those and on the gaps between them. What is only partly said stays
//! partly said: a date without a year, a clock without a zone, a "03/04" of unknown order.

mod city;
mod clock;
mod cut;
mod date;
pub mod elapsed;
mod mention;
pub(crate) mod tokens;
mod zone;

use crate::language::time_words::TimeWords;
pub use crate::language::zone::Zone;
pub use mention::{Clock, PartialDate, Precision, Season, TimeMention, ZoneMention};
use tokens::Tokens;

/// "8:03 pm" tells the half of the day for a time that stands no farther behind, in bytes.
const HALF_REACH: usize = 60;

/// All times and lone zones of a text, in order.
pub fn scan(text: &str, words: &TimeWords) -> (Vec<TimeMention>, Vec<ZoneMention>) {
    read(&Tokens::new(text, words))
}

/// The same of the text of a timeline's entry, at whose head "9.12" and "9 h 12" are clock times.
pub fn scan_entry(text: &str, words: &TimeWords) -> Vec<TimeMention> {
    read(&Tokens::of_entry(text, words)).0
}

/// All dates and clock times of a text, in order.
pub fn scan_times(text: &str, words: &TimeWords) -> Vec<TimeMention> {
    scan(text, words).0
}

/// All dates, clock times and lone zones among the tokens of a text.
pub(crate) fn read(tokens: &Tokens) -> (Vec<TimeMention>, Vec<ZoneMention>) {
    let mut times: Vec<TimeMention> = Vec::new();
    let mut zones = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (found, next) = mention(tokens, at);
        if let Some(mut found) = found {
            let free = |last: &TimeMention| last.range.end <= tokens.start(at.saturating_sub(1));
            if found.zone.is_none()
                && found.time.is_some()
                && times.last().is_none_or(free)
                && let Some(zone) = zone::before(tokens, at)
            {
                found.zone = Some(zone);
                zones.pop_if(|lone: &mut ZoneMention| lone.range.end >= tokens.end(at - 1));
            }
            found.ends_range = times.last().is_some_and(|last| tokens.is_range(&last.range, found.range.start));
            if let Some(before) = times.last() {
                follow_half(before, &mut found, tokens.text);
            }
            if found.ends_range
                && let Some(first) = times.last_mut()
            {
                share(first, &found, tokens);
            }
            times.push(found);
            at = next;
        } else if let Some((zone, next)) = zone::standing_alone(tokens, at) {
            zones.push(zone);
            at = next;
        } else {
            at += 1;
        }
    }
    (times, zones)
}

/// The mention that begins at a token, and the token after it.
fn mention(tokens: &Tokens, at: usize) -> (Option<TimeMention>, usize) {
    if let Some(date) = date::date(tokens, at) {
        let clock =
            date::link(tokens, date.next).and_then(|(from, about)| Some((clock::clock(tokens, from, true)?, about)));
        let end = tokens.end(date.next - 1);
        return match clock {
            Some((clock, about)) => build(tokens, at, Some(&date), Some(clock), about, end),
            None if date.needs_clock => (None, at),
            None => build(tokens, at, Some(&date), None, false, end),
        };
    }
    let Some(clock) = clock::clock(tokens, at, false) else { return (None, at) };
    let end = clock.end;
    match date::trailing(tokens, end) {
        Some(date) => {
            let end = tokens.end(date.next - 1);
            build(tokens, at, Some(&date), Some(clock), false, end)
        }
        None => build(tokens, at, None, Some(clock), false, end),
    }
}

fn build(
    tokens: &Tokens,
    at: usize,
    date: Option<&date::Read>,
    clock: Option<clock::Read>,
    about: bool,
    end: usize,
) -> (Option<TimeMention>, usize) {
    let end = clock.as_ref().map_or(end, |clock| clock.end.max(end));
    let approximate = about || tokens.is_about(at) || clock.as_ref().is_some_and(|clock| clock.about);
    let season = clock.as_ref().and_then(|clock| clock.season);
    let (time, zone) = clock.map_or((None, None), |read| (Some(read.clock), read.zone));
    let range = tokens.start(at)..end;
    let mention = TimeMention {
        range,
        date: date.map(|read| read.date),
        time,
        zone,
        approximate,
        is_counted: false,
        ends_range: false,
        season,
        day_first: date.and_then(|read| read.day_first),
    };
    (Some(mention), tokens.after_byte(end))
}

/// "at 8:03 pm …, at 8:41": the half of the day goes on, unless the hour is written out of 24.
fn follow_half(before: &TimeMention, found: &mut TimeMention, text: &str) {
    let near = found.range.start - before.range.end < HALF_REACH && found.date.is_none();
    let of_24 = text.get(found.range.start..).is_none_or(|words| words.starts_with(['0', '０']));
    let Some(first) = before.time.filter(|first| first.twelve_hour && near && !of_24) else { return };
    let Some(second) = found.time.as_mut().filter(|second| !second.twelve_hour) else { return };
    let later = i8::checked_add(second.time.hour(), 12).filter(|hour| (first.time.hour()..24).contains(hour));
    if let Some(hour) = later.filter(|_| first.time.hour() >= 12) {
        second.time = second.time.with().hour(hour).build().unwrap_or(second.time);
    }
}

/// What the end of a range says for its start as well: "09:00–10:15 UTC", "1:10 to 2:00 pm",
/// "12:17 to 12:30 on 8 June".
fn share(first: &mut TimeMention, second: &TimeMention, tokens: &Tokens) {
    let clock_leads = clock::clock(tokens, tokens.after_byte(second.range.start), false).is_some();
    if first.date.is_none() && clock_leads {
        first.date = second.date;
    }
    let (Some(from), Some(to)) = (&mut first.time, &second.time) else { return };
    if first.zone.is_none() {
        first.zone.clone_from(&second.zone);
    }
    let afternoon = from.time.hour() + 12;
    if to.twelve_hour && !from.twelve_hour && to.time.hour() >= 12 && afternoon <= to.time.hour() {
        from.time = from.time.with().hour(afternoon).build().unwrap_or(from.time);
    }
}
