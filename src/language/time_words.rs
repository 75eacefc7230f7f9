//! The words of a language that tell time, compiled for lookup at a place in a text.

use std::collections::BTreeMap;

use jiff::tz::Offset;
use serde::Deserialize;

use crate::document::time::Zone;

/// What one word may mean to a reader of dates, times and durations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// A name of a month, 1 to 12.
    Month(i8),
    /// A name of a weekday, 1 (Monday) to 7.
    Weekday(i8),
    /// A number word below its first multiplier.
    Number(u32),
    /// A word that multiplies the number before it.
    Multiplier(u32),
    /// A unit of duration.
    Unit(Unit),
    /// A name of a zone: an index for [`TimeWords::zone`].
    Zone(u16),
    /// Any of the small words.
    Role(Role),
}

/// A unit of duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// 1 s.
    Second,
    /// 60 s.
    Minute,
    /// 3,600 s.
    Hour,
    /// 24 h.
    Day,
    /// 7 days.
    Week,
    /// A day of the office: 24 h of no clock on the wall.
    WorkingDay,
}

impl Unit {
    /// How many seconds one unit has.
    pub fn seconds(self) -> f64 {
        match self {
            Unit::Second => 1.0,
            Unit::Minute => 60.0,
            Unit::Hour => 3_600.0,
            Unit::Day | Unit::WorkingDay => 86_400.0,
            Unit::Week => 604_800.0,
        }
    }
}

/// The part a small word plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Follows the number of a day: "8th".
    Ordinal,
    /// Follows the number of a year: 年.
    YearMark,
    /// Follows the number of a month: 月.
    MonthMark,
    /// Follows the number of a day: 日.
    DayMark,
    /// Follows the number of an hour: 时, "h".
    HourMark,
    /// Follows the number of a minute: 分.
    MinuteMark,
    /// Follows the number of a second: 秒.
    SecondMark,
    /// Follows an hour only where more says that it is one: 点, which also counts points.
    LooseHourMark,
    /// "o'clock sharp": 整.
    Sharp,
    /// After the time: before noon.
    Am,
    /// After the time: after noon.
    Pm,
    /// Before the time: before noon, 上午.
    BeforeAm,
    /// Before the time: after noon, 下午.
    BeforePm,
    /// After the time: the clocks are put forward.
    SummerTime,
    /// After the time: the clocks are put back.
    WinterTime,
    /// 12:00.
    Noon,
    /// 00:00.
    Midnight,
    /// Leads from a date to its time.
    At,
    /// Stands between the parts of a date: "the 8th of June".
    Of,
    /// Before a value: it is approximate.
    About,
    /// After a value: it is approximate.
    AboutAfter,
    /// From one value to the next.
    To,
    /// Before two values joined by [`Role::And`].
    Between,
    /// Joins two values.
    And,
    /// Leads to a duration: "for", "took".
    For,
    /// The day after the one before.
    NextDay,
    /// The day just named.
    SameDay,
    /// One half.
    Half,
    /// One quarter.
    Quarter,
    /// Stands between a number and its unit: 个.
    Counter,
    /// Before a duration: longer than.
    Over,
    /// After a duration: longer than.
    OverAfter,
    /// Before a duration: shorter than.
    Under,
    /// After a duration: shorter than.
    UnderAfter,
    /// Before a duration: a frequency.
    Every,
    /// After a duration: a distance from now.
    Ago,
    /// The clock runs in office hours only.
    OfficeHours,
}

/// The `time:` key of a language file.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Data {
    #[serde(default)]
    month_first: bool,
    #[serde(default)]
    months: Vec<Vec<String>>,
    #[serde(default)]
    weekdays: Vec<Vec<String>>,
    #[serde(default)]
    words: BTreeMap<Role, Vec<String>>,
    #[serde(default)]
    units: BTreeMap<Unit, Vec<String>>,
    #[serde(default)]
    numbers: BTreeMap<u32, Vec<String>>,
    #[serde(default)]
    multipliers: BTreeMap<u32, Vec<String>>,
    #[serde(default)]
    zones: Vec<ZoneData>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct ZoneData {
    names: Vec<String>,
    offset: Option<String>,
    region: Option<String>,
    ambiguous: Option<String>,
    #[serde(default)]
    seasonal: bool,
    #[serde(default)]
    clock_only: bool,
}

/// A word and all it may mean.
#[derive(Clone, Debug)]
pub struct Entry {
    word: Box<str>,
    /// Abbreviations in capitals are words of another kind in small letters ("IST", "ist").
    exact_case: bool,
    senses: Vec<Sense>,
}

/// A zone that has names in a language.
#[derive(Clone, Debug)]
pub struct NamedZone {
    /// What it stands for.
    pub zone: Zone,
    /// It is a zone only beside a clock time ("Pacific", "Z").
    pub clock_only: bool,
}

/// The words that tell time, in one or several languages.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(try_from = "Data")]
pub struct TimeWords {
    /// "8/9" is 9 August, not 8 September.
    pub month_first: bool,
    /// By bucket, then longest word first.
    entries: Vec<Entry>,
    zones: Vec<NamedZone>,
    /// Where the entries of each bucket begin; one more than there are buckets.
    starts: Vec<u16>,
}

/// Buckets of words, by their first three bytes in small letters.
const BUCKETS: usize = 4096;

/// The bucket of words that begin so; shorter words have one of their own.
fn bucket(begin: &[u8]) -> usize {
    let bytes = begin.iter().take(3).map(|byte| usize::from(byte.to_ascii_lowercase()));
    bytes.fold(begin.len().min(3), |hash, byte| hash * 37 + byte) % BUCKETS
}

impl TimeWords {
    /// The words of several languages in one; the first that settles an order wins.
    pub fn merged<'a>(languages: impl IntoIterator<Item = &'a TimeWords>) -> TimeWords {
        let mut all = TimeWords::default();
        for language in languages {
            all.month_first |= language.month_first;
            let offset = all.zones.len() as u16;
            all.zones.extend(language.zones.iter().cloned());
            for entry in &language.entries {
                for &sense in &entry.senses {
                    all.add(
                        &entry.word,
                        match sense {
                            Sense::Zone(zone) => Sense::Zone(zone + offset),
                            other => other,
                        },
                    );
                }
            }
        }
        all.sort();
        all
    }

    /// The longest known word that begins at the byte `at`, and what it may mean.
    pub fn longest_at(&self, text: &str, at: usize) -> Option<(usize, &[Sense])> {
        let rest = text.as_bytes().get(at..)?;
        let begins = |len: usize| {
            let bucket = bucket(rest.get(..len)?);
            let range = usize::from(*self.starts.get(bucket)?)..usize::from(*self.starts.get(bucket + 1)?);
            self.entries.get(range)?.iter().find(|entry| entry.begins(rest))
        };
        // A shorter word of letters ends before the third byte.
        let goes_on = rest.get(..3).is_some_and(|head| head.iter().all(u8::is_ascii_alphabetic));
        let entry = begins(3).or_else(|| if goes_on { None } else { begins(2).or_else(|| begins(1)) })?;
        Some((entry.word.len(), entry.senses.as_slice()))
    }

    /// The zone of a [`Sense::Zone`].
    pub fn zone(&self, index: u16) -> Option<&NamedZone> {
        self.zones.get(usize::from(index))
    }

    fn add(&mut self, word: &str, sense: Sense) {
        if !word.is_empty() {
            let exact_case = word.len() <= 5 && word.bytes().all(|b| b.is_ascii_uppercase());
            self.entries.push(Entry { word: word.into(), exact_case, senses: vec![sense] });
        }
    }

    /// Puts the entries into their buckets, longer words before their own beginnings, and those of
    /// one word together.
    fn sort(&mut self) {
        let key = |entry: &Entry| (entry.bucket(), std::cmp::Reverse(entry.word.len()));
        // Stable: the senses of a word keep their order.
        self.entries.sort_by(|a, b| (key(a), &a.word).cmp(&(key(b), &b.word)));
        self.entries.dedup_by(|next, entry| {
            let same = next.word == entry.word;
            if same {
                let new = next.senses.drain(..).filter(|sense| !entry.senses.contains(sense)).collect::<Vec<_>>();
                entry.senses.extend(new);
            }
            same
        });
        self.starts = vec![0; BUCKETS + 1];
        for entry in &self.entries {
            self.starts[entry.bucket() + 1] += 1;
        }
        for bucket in 0..BUCKETS {
            self.starts[bucket + 1] += self.starts[bucket];
        }
    }
}

impl Entry {
    fn bucket(&self) -> usize {
        bucket(self.word.as_bytes())
    }

    /// Whether the text begins with this word, as a whole word where it is one of letters.
    fn begins(&self, text: &[u8]) -> bool {
        let Some(head) = text.get(..self.word.len()) else { return false };
        let same = if self.exact_case {
            head == self.word.as_bytes()
        } else {
            head.eq_ignore_ascii_case(self.word.as_bytes())
        };
        let next = text.get(self.word.len());
        same && !(head.last().is_some_and(u8::is_ascii_alphabetic) && next.is_some_and(u8::is_ascii_alphabetic))
    }
}

impl TryFrom<Data> for TimeWords {
    type Error = String;

    fn try_from(data: Data) -> Result<TimeWords, String> {
        let mut words = TimeWords { month_first: data.month_first, ..TimeWords::default() };
        for (number, names) in (1..).zip(&data.months) {
            names.iter().for_each(|name| words.add(name, Sense::Month(number)));
        }
        for (number, names) in (1..).zip(&data.weekdays) {
            names.iter().for_each(|name| words.add(name, Sense::Weekday(number)));
        }
        for (&role, names) in &data.words {
            names.iter().for_each(|name| words.add(name, Sense::Role(role)));
        }
        for (&unit, names) in &data.units {
            names.iter().for_each(|name| words.add(name, Sense::Unit(unit)));
        }
        for (&value, names) in &data.numbers {
            names.iter().for_each(|name| words.add(name, Sense::Number(value)));
        }
        for (&value, names) in &data.multipliers {
            names.iter().for_each(|name| words.add(name, Sense::Multiplier(value)));
        }
        for zone in &data.zones {
            let index = words.zones.len() as u16;
            zone.names.iter().for_each(|name| words.add(name, Sense::Zone(index)));
            words.zones.push(zone.named()?);
        }
        words.sort();
        Ok(words)
    }
}

impl ZoneData {
    fn named(&self) -> Result<NamedZone, String> {
        let name = self.names.first().map_or("", String::as_str);
        let offset = self.offset.as_deref().map(parse_offset).transpose()?;
        let zone = match (offset, &self.region, &self.ambiguous) {
            (Some(offset), Some(region), None) if self.seasonal => {
                Zone::Seasonal { name: name.into(), offset, region: region.as_str().into() }
            }
            (Some(offset), _, None) => Zone::Offset(offset),
            (None, Some(region), None) => Zone::Region(region.as_str().into()),
            (None, None, Some(readings)) => Zone::Ambiguous { name: name.into(), readings: readings.as_str().into() },
            _ => return Err(format!("zone {name}: give an offset, a region or `ambiguous`")),
        };
        Ok(NamedZone { zone, clock_only: self.clock_only })
    }
}

/// "+05:30", as the language files write offsets.
fn parse_offset(text: &str) -> Result<Offset, String> {
    let wrong = || format!("{text}: an offset is written +05:30");
    let (sign, rest) = match text.split_at_checked(1) {
        Some(("+", rest)) => (1, rest),
        Some(("-", rest)) => (-1, rest),
        _ => return Err(wrong()),
    };
    let (hours, minutes) = rest.split_once(':').ok_or_else(wrong)?;
    let hours: i32 = hours.parse().map_err(|_| wrong())?;
    let minutes: i32 = minutes.parse().map_err(|_| wrong())?;
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).map_err(|_| wrong())
}
