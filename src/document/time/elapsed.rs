//! Times that are counted from a moment of the incident: "T+8", "T+00:08", "T0 = 09:12 UTC".

use std::ops::Range;

use jiff::ToSpan;

use super::tokens::Tokens;
use super::{Clock, PartialDate, Precision, TimeMention};
use crate::language::time_words::{TimeWords, Unit};

/// A time that is counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Elapsed {
    /// Bytes in the text.
    pub range: Range<usize>,
    /// How much: seconds, where its unit or its form says so.
    amount: i64,
    /// Whether the unit of the amount is not said.
    bare: bool,
}

/// All counted times of a text, in order.
pub fn scan(text: &str, words: &TimeWords) -> Vec<Elapsed> {
    let tokens = Tokens::new(text, words);
    let begins = |at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let starts = text.match_indices('T').map(|(at, _)| at).filter(|at| begins(*at));
    starts.filter_map(|at| counted(&tokens, at)).collect()
}

/// "T0", "T+8", "T-5 min", "T+1h20", "T+00:08".
fn counted(tokens: &Tokens, start: usize) -> Option<Elapsed> {
    let rest = tokens.text.get(start + 1..)?;
    let signed = rest.trim_start_matches(' ');
    let sign = signed.chars().next()?;
    let (direction, from) = match sign {
        '+' => (1, start + 1 + rest.len() - signed.len() + 1),
        '-' | '−' | '–' => (-1, start + 1 + rest.len() - signed.len() + sign.len_utf8()),
        '0' => (0, start + 1),
        _ => return None,
    };
    let mut at = tokens.after_byte(from);
    let gap = tokens.text.get(from..tokens.start(at))?;
    let first = tokens.number(at).filter(|number| (1..=4).contains(&number.figures) && gap.trim().is_empty())?;
    let mut amount = i64::from(first.value);
    let mut bare = false;
    if direction == 0 {
        (first.value == 0 && first.figures == 1).then_some(())?;
    } else if tokens.gap(at + 1) == Some(":")
        && let Some(minutes) = tokens.number(at + 1)
    {
        amount = amount * 3_600 + i64::from(minutes.value) * 60;
        at += 1;
        if tokens.gap(at + 1) == Some(":")
            && let Some(seconds) = tokens.number(at + 1)
        {
            amount += i64::from(seconds.value);
            at += 1;
        }
    } else if let Some(unit) = unit(tokens, at + 1) {
        amount *= unit;
        at += 1;
        // "T+1h20", "T+1h 20m"
        if let Some(more) = tokens.small(at + 1).filter(|_| unit == 3_600 && tokens.is_blank(at + 1)) {
            amount += i64::from(more) * 60;
            at += 1 + usize::from(self::unit(tokens, at + 2) == Some(60));
        }
    } else {
        bare = true;
    }
    let range = start..tokens.end(at);
    let clean = !tokens.text.get(range.end..)?.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    clean.then_some(Elapsed { range, amount: amount * direction, bare })
}

/// Seconds of the unit at a token.
fn unit(tokens: &Tokens, at: usize) -> Option<i64> {
    tokens.unit(at).filter(|_| tokens.is_blank(at)).map(|unit| unit.seconds() as i64)
}

/// The unit in which a text says that its times are counted: "minutes after the start".
pub fn unit_of(text: &str, words: &TimeWords) -> Option<Unit> {
    let tokens = Tokens::new(text, words);
    (0..tokens.len()).filter(|at| *at == 0 || tokens.number(at - 1).is_none()).find_map(|at| tokens.unit(at))
}

impl Elapsed {
    /// Whether it is the moment itself from which the others are counted.
    pub fn is_zero(&self) -> bool {
        self.amount == 0
    }

    /// The time that it is, counted from another one.
    pub fn from(&self, anchor: &TimeMention, unit: Unit) -> Option<TimeMention> {
        let clock = anchor.time?;
        let seconds = if self.bare { self.amount.checked_mul(unit.seconds() as i64)? } else { self.amount };
        // Of a date that is not known whole, the days between are left to the order of the entries.
        let day = match anchor.date {
            Some(PartialDate::Full(date)) => Some(date),
            _ => None,
        };
        let at = day.unwrap_or(jiff::civil::date(2024, 1, 1)).to_datetime(clock.time);
        let time = at.checked_add(seconds.seconds()).ok()?;
        let precision = if time.second() == 0 { Precision::Minute } else { Precision::Second };
        Some(TimeMention {
            range: self.range.clone(),
            date: day.map(|_| PartialDate::Full(time.date())),
            time: Some(Clock { time: time.time(), next_day: false, twelve_hour: false, precision }),
            is_counted: true,
            ends_range: false,
            day_first: None,
            ..anchor.clone()
        })
    }
}
