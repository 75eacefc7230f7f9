//! Dates: "2021-06-08", "June 8th, 2021", "08/06/2021", "6月8日", "Tuesday" before a clock.

use jiff::civil;

use super::clock;
use super::mention::PartialDate;
use super::tokens::{Number, Tokens};
use crate::language::time_words::Role;

/// A date that begins at some token.
pub(super) struct Read {
    pub date: PartialDate,
    /// Too loose to be a date unless a clock time follows: "8/9", "Tuesday".
    pub needs_clock: bool,
    /// The token after it.
    pub next: usize,
    /// What a part above 12 tells of the order of day and month.
    pub day_first: Option<bool>,
}

impl Read {
    fn new(date: PartialDate, next: usize) -> Read {
        Read { date, needs_clock: false, next, day_first: None }
    }

    fn loose(date: PartialDate, next: usize) -> Read {
        Read { date, needs_clock: true, next, day_first: None }
    }
}

/// The date that begins at a token.
pub(super) fn date(tokens: &Tokens, at: usize) -> Option<Read> {
    if let Some(weekday) = tokens.weekday(at).filter(|_| tokens.word(at).chars().count() > 1) {
        let gap = tokens.gap(at + 1).map(str::trim);
        let named =
            matches!(gap, Some("" | "," | "." | ".," | "，" | "、")).then(|| calendar(tokens, at + 1)).flatten();
        return Some(named.unwrap_or(Read::loose(PartialDate::Weekday(weekday), at + 1)));
    }
    if tokens.has(at, Role::NextDay) {
        return Some(Read::loose(PartialDate::NextDay, at + 1));
    }
    if tokens.has(at, Role::SameDay) {
        return Some(Read::loose(PartialDate::SameDay, at + 1));
    }
    let mut read = calendar(tokens, at)?;
    read.next = past_weekday(tokens, read.next);
    Some(read)
}

/// The token from which a clock time may follow a date, and whether "about" stands between.
pub(super) fn link(tokens: &Tokens, mut at: usize) -> Option<(usize, bool)> {
    let mut about = false;
    for _ in 0..4 {
        let gap = tokens.gap(at)?;
        let loose = |c: char| c.is_whitespace() || ",，、-–—:：@|~≈～*`(（)）[".contains(c);
        let lines = gap.bytes().filter(|&b| b == b'\n').count();
        if gap != "T" && (gap.len() > 12 || lines > 1 || !gap.chars().all(loose)) {
            return None;
        }
        about |= gap.contains(['~', '≈', '～']);
        if tokens.has(at, Role::About) {
            about = true;
        } else if !tokens.has_any(at, &[Role::At, Role::Between]) {
            return Some((at, about));
        }
        at += 1;
    }
    None
}

/// A date that follows a clock time which ends at a byte: "09:47 UTC on 8 June".
pub(super) fn trailing(tokens: &Tokens, clock_end: usize) -> Option<Read> {
    let mut at = tokens.after_byte(clock_end);
    let mut from = clock_end;
    for _ in 0..3 {
        let gap = tokens.text.get(from..tokens.start(at))?;
        if gap.len() > 6 || !gap.chars().all(|c| " ,，()（）".contains(c)) {
            return None;
        }
        if !tokens.has(at, Role::At) {
            break;
        }
        from = tokens.end(at);
        at += 1;
    }
    let read = date(tokens, at)?;
    let owns_clock = || link(tokens, read.next).is_some_and(|(at, _)| clock::clock(tokens, at, true).is_some());
    let loose = read.needs_clock && !matches!(read.date, PartialDate::Weekday(_));
    (!loose && !owns_clock()).then_some(read)
}

fn calendar(tokens: &Tokens, at: usize) -> Option<Read> {
    if let Some(month) = tokens.month(at) {
        return month_first(tokens, at, month);
    }
    let number = tokens.number(at)?;
    if number.figures > 0 && !is_clean_start(tokens, at) {
        return None;
    }
    year_first(tokens, at, number)
        .or_else(|| marked(tokens, at, number))
        .or_else(|| day_first(tokens, at))
        .or_else(|| slashed(tokens, at))
}

/// A date after a hyphen is the tail of an identifier.
fn is_clean_start(tokens: &Tokens, at: usize) -> bool {
    let start = tokens.start(at);
    let tail = tokens.text.get(..start).and_then(|before| before.strip_suffix('-'));
    let joined = tail.is_some_and(|before| before.ends_with(|c: char| c.is_ascii_alphanumeric()));
    !joined && tokens.is_clean_start(start)
}

/// A date before a hyphen and a letter is the head of one.
fn is_clean_end(tokens: &Tokens, at: usize) -> bool {
    let end = tokens.end(at);
    let rest = tokens.text.get(end..).unwrap_or_default();
    let head = rest.strip_prefix('-').is_some_and(|r| r.starts_with(|c: char| c.is_ascii_alphanumeric()));
    !head && tokens.is_clean_end(end)
}

/// "2021-06-08", "2021/06/08", "2021.06.08 09:47".
fn year_first(tokens: &Tokens, at: usize, number: Number) -> Option<Read> {
    let separator = tokens.gap(at + 1).filter(|gap| matches!(*gap, "-" | "/" | "."))?;
    if tokens.gap(at + 2) != Some(separator) || !is_clean_end(tokens, at + 2) {
        return None;
    }
    let (month, day) = (tokens.small(at + 1)?, tokens.small(at + 2)?);
    let next = at + 3;
    let slip = separator == "-" && is_slip(number);
    let date = match year(number) {
        Some(year) => full(year, month, day),
        None if slip && full(2024, month, day) != PartialDate::Impossible => PartialDate::Impossible,
        None => return None,
    };
    match separator {
        "-" => Some(Read::new(date, next)),
        _ if date == PartialDate::Impossible => None,
        "/" => Some(Read::new(date, next)),
        _ => Some(Read::loose(date, next)),
    }
}

/// "2021年6月8日", "6月8日", "8日".
fn marked(tokens: &Tokens, at: usize, number: Number) -> Option<Read> {
    let mark = |at: usize, role| tokens.has(at, role) && tokens.is_blank(at);
    if mark(at + 1, Role::YearMark) && tokens.is_blank(at + 2) {
        let year = year(number)?;
        // "六月" is a name; "6月" a number and a mark.
        let (month, after) = match tokens.month(at + 2) {
            Some(month) => (month, at + 3),
            None if mark(at + 3, Role::MonthMark) => (tokens.small(at + 2)?, at + 4),
            None => return None,
        };
        let day = tokens.small(after).filter(|_| tokens.is_blank(after))?;
        return mark(after + 1, Role::DayMark).then(|| Read::new(full(year, month, day), after + 2));
    }
    if mark(at + 1, Role::MonthMark) && tokens.is_blank(at + 2) && mark(at + 3, Role::DayMark) {
        let date = month_day(tokens.small(at)?, tokens.small(at + 2)?)?;
        return Some(Read::new(date, at + 4));
    }
    let day = tokens.small(at).filter(|day| (1..=31).contains(day))?;
    mark(at + 1, Role::DayMark).then_some(Read::loose(PartialDate::Day(day), at + 2))
}

/// "8 June 2021", "8th of June".
fn day_first(tokens: &Tokens, at: usize) -> Option<Read> {
    let day = tokens.small(at)?;
    let mut next = at + 1;
    if tokens.has(next, Role::Ordinal) && tokens.is_tight(next) {
        next += 1;
    }
    if tokens.has(next, Role::Of) && tokens.is_blank(next) {
        next += 1;
    }
    let near = tokens.gap(next).is_some_and(|gap| matches!(gap.trim(), "" | "-" | "/" | "."));
    let month = tokens.month(next).filter(|_| near)?;
    with_year(tokens, month, day, next)
}

/// "June 8th, 2021", "Nov. 3", "六月八日".
fn month_first(tokens: &Tokens, at: usize, month: i8) -> Option<Read> {
    let mut next = at + 1;
    if tokens.has(next, Role::Of) && tokens.is_blank(next) {
        next += 1;
    }
    let near = tokens.gap(next).is_some_and(|gap| matches!(gap.trim(), "" | "." | "-" | "/"));
    let day = tokens.small(next).filter(|_| near)?;
    let mut last = next;
    if tokens.is_tight(next + 1) && tokens.has_any(next + 1, &[Role::Ordinal, Role::DayMark]) {
        last += 1;
    }
    with_year(tokens, month, day, last)
}

/// The year that may follow a day and a month whose last token is `last`.
fn with_year(tokens: &Tokens, month: i8, day: i8, last: usize) -> Option<Read> {
    let near =
        tokens.gap(last + 1).is_some_and(|gap| gap.len() <= 3 && matches!(gap.trim(), "" | "," | "-" | "/" | "."));
    let number = tokens.number(last + 1).filter(|_| near && is_clean_end(tokens, last + 1));
    match number.and_then(year) {
        Some(year) => Some(Read::new(full(year, month, day), last + 2)),
        None if number.is_some_and(is_slip) => Some(Read::new(PartialDate::Impossible, last + 2)),
        _ if tokens.is_clean_end(tokens.end(last)) => Some(Read::new(month_day(month, day)?, last + 1)),
        _ => None,
    }
}

/// "08/06/2021", "08-06-2021", "8.6.2021", and "8/9" before a clock.
fn slashed(tokens: &Tokens, at: usize) -> Option<Read> {
    let (first, second) = (tokens.small(at)?, tokens.small(at + 1)?);
    let separator = tokens.gap(at + 1).filter(|gap| matches!(*gap, "-" | "/" | "."))?;
    if tokens.gap(at + 2) == Some(separator)
        && let Some(number) = tokens.number(at + 2)
    {
        let slip = is_slip(number) || number.figures == 3 && tokens.word(at + 2).starts_with("20");
        if slip && separator == "/" && is_clean_end(tokens, at + 2) && unsettled(tokens, first, second, None).is_some()
        {
            return Some(Read { day_first: tells_order(first, second), ..Read::new(PartialDate::Impossible, at + 3) });
        }
        let short = number.figures == 2 && separator == "/";
        let year = year(number).or(short.then_some(2000 + number.value as i16))?;
        let date = match separator {
            "." => full(year, second, first),
            _ => unsettled(tokens, first, second, Some(year))?,
        };
        let sound = date != PartialDate::Impossible && is_clean_end(tokens, at + 2);
        let day_first = tells_order(first, second).filter(|_| separator != ".");
        return sound.then_some(Read { day_first, ..Read::new(date, at + 3) });
    }
    // "12-05" is a date only where two figures each stand before a clock; "2-3" is a range.
    let pair = separator == "-"
        && tokens.gap(at + 2) == Some(" ")
        && (at..at + 2).all(|at| tokens.number(at).is_some_and(|number| number.figures == 2));
    ((separator == "/" || pair) && is_clean_end(tokens, at + 1))
        .then(|| unsettled(tokens, first, second, None))
        .flatten()
        .map(|date| Read { day_first: tells_order(first, second), ..Read::loose(date, at + 2) })
}

fn tells_order(first: i8, second: i8) -> Option<bool> {
    (first.max(second) > 12).then_some(first > 12)
}

/// Which of two numbers is the month, where one of them or the language tells.
fn unsettled(tokens: &Tokens, first: i8, second: i8, year: Option<i16>) -> Option<PartialDate> {
    let date = |month, day| match year {
        Some(year) => Some(full(year, month, day)),
        None => month_day(month, day),
    };
    match (first, second) {
        (13..=31, 1..=12) => date(second, first),
        (1..=12, 13..=31) => date(first, second),
        (1..=12, 1..=12) if first == second || tokens.words.month_first => date(first, second),
        (1..=12, 1..=12) => Some(PartialDate::Slashed { first, second, year }),
        _ => None,
    }
}

/// The token after a weekday that follows its date: "10月8日（水）", "8 June (Tue)".
fn past_weekday(tokens: &Tokens, at: usize) -> usize {
    let opens = tokens.gap(at).is_some_and(|gap| matches!(gap.trim(), "(" | "（"));
    let closes = tokens.text.get(tokens.end(at)..).is_some_and(|r| r.starts_with([')', '）']));
    let weekday = opens && closes && tokens.weekday(at).is_some();
    // The closing bracket is stepped over by the link, which begins at the next token.
    if weekday { at + 1 } else { at }
}

fn year(number: Number) -> Option<i16> {
    (number.figures == 4 && (1900..2200).contains(&number.value)).then_some(number.value as i16)
}

/// Whether a number is a year with one figure too many: 22025, 20206. The date around it must be well
/// formed otherwise.
fn is_slip(number: Number) -> bool {
    const YEARS: std::ops::Range<u32> = 1990..2100;
    let without = |place: u32| number.value / (place * 10) * place + number.value % place;
    number.figures == 5 && [1, 10, 100, 1_000, 10_000].into_iter().any(|place| YEARS.contains(&without(place)))
}

fn full(year: i16, month: i8, day: i8) -> PartialDate {
    civil::Date::new(year, month, day).map_or(PartialDate::Impossible, PartialDate::Full)
}

/// A day that some year has.
fn month_day(month: i8, day: i8) -> Option<PartialDate> {
    civil::Date::new(2024, month, day).ok().map(|_| PartialDate::MonthDay { month, day })
}
