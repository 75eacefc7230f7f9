//! The words of time as a language file gives them.

use std::collections::BTreeMap;

use jiff::tz::Offset;
use serde::Deserialize;

use super::{NamedZone, Role, Sense, TimeWords, Unit};
use crate::language::Word;
use crate::language::zone::Zone;

/// The `time:` key of a language file.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub(super) struct Data {
    #[serde(default)]
    month_first: bool,
    #[serde(default)]
    months: Vec<Vec<Word>>,
    #[serde(default)]
    weekdays: Vec<Vec<Word>>,
    #[serde(default)]
    words: BTreeMap<Role, Vec<Word>>,
    #[serde(default)]
    units: BTreeMap<Unit, Vec<Word>>,
    #[serde(default)]
    numbers: BTreeMap<u32, Vec<Word>>,
    #[serde(default)]
    multipliers: BTreeMap<u32, Vec<Word>>,
    #[serde(default)]
    zones: Vec<ZoneData>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct ZoneData {
    names: Vec<Word>,
    offset: Option<Word>,
    region: Option<Word>,
    ambiguous: Option<Word>,
    #[serde(default)]
    seasonal: bool,
    #[serde(default)]
    clock_only: bool,
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
        let name = self.names.first().copied().unwrap_or_default();
        let offset = self.offset.map(parse_offset).transpose()?;
        let zone = match (offset, self.region, self.ambiguous) {
            (Some(offset), Some(region), None) if self.seasonal => {
                Zone::Seasonal { name: name.into(), offset, region: region.into() }
            }
            (Some(offset), _, None) => Zone::Offset(offset),
            (None, Some(region), None) => Zone::Region(region.into()),
            (None, _, Some(readings)) => Zone::Ambiguous { name: name.into(), readings: readings.into() },
            _ => return Err(format!("zone {name}: give an offset, a region or `ambiguous`")),
        };
        Ok(NamedZone { zone, clock_only: self.clock_only, region: self.region })
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
