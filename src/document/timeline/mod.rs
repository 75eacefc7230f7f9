//! What a document says of when: its main timeline, its milestones, its zones.

mod calendar;
mod columns;
mod cursor;
mod entries;
mod entry;
mod facts;
mod incident_dates;
mod lead;
mod main_timeline;
mod moment;
mod open_dates;
mod stage;
mod zones;

use jiff::civil::Date;

use super::outline::Block;
use super::reading::Reading;
use crate::language::Lexicon;

use calendar::Calendar;
use cursor::Cursor;
pub use entry::{Entry, Told, Untimed};
pub use facts::{Milestone, Origin};
pub use lead::beside;
pub use moment::Moment;
pub use open_dates::OpenDate;
pub use stage::Stage;
use zones::Zones;
pub use zones::is_settled;

/// Neighbours of an entry that are less than so many days apart show that it is a slip …
const NEAR: i32 = 45;
/// … where it is more than so many days away from both.
const FAR: i32 = 250;
/// Days of a year, by which a date with a wrong one is off.
const YEAR: i32 = 365;

/// What a document says of when.
#[derive(Debug, Default)]
pub struct Chronology {
    /// The moments of every block, as its scan has them.
    pub moments: Vec<Vec<Moment>>,
    /// The main timeline, in the order of the document; empty where there is none.
    pub entries: Vec<Entry>,
    /// What the main timeline tells without a time.
    pub untimed: Vec<Untimed>,
    /// Moments with a meaning, wherever they are given, the surest origin first.
    pub milestones: Vec<Milestone>,
    /// Dates that can be read two ways, and that nothing settles, in order.
    pub open_dates: Vec<OpenDate>,
    zones: Zones,
}

impl Chronology {
    /// Reads all that a document says of when.
    pub fn read(reading: &Reading<'_>, lexicon: &Lexicon) -> Self {
        let calendar = Calendar::read(reading, lexicon);
        let zones = Zones::read(reading, lexicon);
        let leads = main_timeline::choose(reading, entries::read(reading, lexicon));
        let (entries, untimed) = main_timeline::place(reading, &leads, calendar, &zones, lexicon);
        let moments = moments(reading, calendar, &zones);
        let milestones = facts::read(reading, &entries, &moments, calendar, &zones, lexicon);
        let open_dates = open_dates::read(reading, calendar, lexicon);
        Self { moments, entries, untimed, milestones, open_dates, zones }
    }

    /// The entry of the main timeline that tells what stands at an offset of the source.
    pub fn entry_at(&self, offset: usize) -> Option<&Entry> {
        let before = self.entries.partition_point(|entry| entry.text.start <= offset);
        let entry = before.checked_sub(1).and_then(|index| self.entries.get(index));
        entry.filter(|entry| entry.text.contains(offset))
    }

    /// Whether the last entry says that something is wrong still or anew.
    pub fn is_left_open(&self) -> bool {
        let last = if self.is_newest_first() { self.entries.first() } else { self.entries.last() };
        last.is_some_and(|entry| entry.reopens)
    }

    /// The main timeline in the order of the document, with what it tells without a time.
    pub fn told(&self) -> impl Iterator<Item = Told<'_>> {
        let mut untimed = self.untimed.iter().peekable();
        (0..=self.entries.len()).flat_map(move |index| {
            let mut told = Vec::new();
            while let Some(next) = untimed.next_if(|next| next.behind <= index) {
                told.push(Told::Untimed(next));
            }
            told.extend(self.entries.get(index).map(Told::Timed));
            told
        })
    }

    /// The first statement of a milestone, the surest origin first.
    pub fn milestone(&self, stage: Stage) -> Option<&Milestone> {
        self.milestones.iter().find(|milestone| milestone.stage == stage)
    }

    /// Whether the timeline runs from the newest entry to the oldest, as status pages do.
    pub fn is_newest_first(&self) -> bool {
        let back = |pair: &[Entry]| matches!(pair, [a, b] if b.moment.seconds() <= a.moment.seconds());
        let ends = (self.entries.first(), self.entries.last());
        let falls = matches!(ends, (Some(first), Some(last)) if last.moment.is_before(&first.moment));
        falls && self.entries.windows(2).all(back)
    }

    /// Whether most entries give a clock time: a bare date among them is a caption, the frame of
    /// what follows, or a time that was never filled in.
    pub fn is_clocked(&self) -> bool {
        let timed = self.entries.iter().filter(|entry| entry.moment.is_timed()).count();
        timed * 2 > self.entries.len()
    }

    /// Whether the date of an entry is a slip of the pen: no date at all, or months away from
    /// neighbours that are close to each other.
    pub fn is_slip(&self, index: usize) -> bool {
        let date = |index: usize| self.entries.get(index).and_then(|entry| entry.moment.date());
        let Some(entry) = self.entries.get(index) else { return false };
        if entry.impossible {
            return true;
        }
        let around = match index {
            0 => (date(1), date(2)),
            last if last + 1 == self.entries.len() => (date(last - 1), last.checked_sub(2).and_then(date)),
            inner => (date(inner - 1), date(inner + 1)),
        };
        let days = |a: Date, b: Date| a.until(b).map_or(0, |period| period.get_days().abs());
        match (entry.own_date.then(|| date(index)).flatten(), around) {
            // What is disclosed or reviewed long afterwards comes last; only a wrong year is a whole year off.
            (Some(own), (Some(before), Some(_))) if index + 1 == self.entries.len() && own > before => {
                (days(own, before) - YEAR).abs() < NEAR && before.year() != own.year()
            }
            (Some(own), (Some(before), Some(after))) => {
                days(before, after) < NEAR && days(own, before) > FAR && days(own, after) > FAR
            }
            _ => false,
        }
    }

    /// The zones that the document states.
    pub fn zones(&self) -> &Zones {
        &self.zones
    }
}

/// The moments of all blocks. A block's own zone holds for all times in it.
fn moments(reading: &Reading<'_>, calendar: Calendar, zones: &Zones) -> Vec<Vec<Moment>> {
    let of_block = |(index, block): (usize, &Block)| {
        let scan = reading.scans.block(index);
        if scan.times.is_empty() {
            return Vec::new();
        }
        let mut cursor = Cursor::new(calendar);
        zones::dates_over(reading, block.section).into_iter().for_each(|date| cursor.set(date));
        let lone = scan.zones.first().map(|lone| &lone.zone);
        let own = lone.or_else(|| scan.times.iter().find_map(|time| time.zone.as_ref()));
        let zone = own.or_else(|| zones.of_section(reading, block.section));
        scan.times.iter().map(|time| cursor.place(time, zone, block.text.span(time.range.clone()))).collect()
    };
    reading.outline.blocks.iter().enumerate().map(of_block).collect()
}
