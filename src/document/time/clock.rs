//! Clock times: "09:47", "1:10 pm", "09h47", "下午5点44分", "noon".

use jiff::civil;

use super::mention::{Clock, Precision, Season};
use super::tokens::Tokens;
use super::zone;
use crate::language::time_words::{Role, Unit};
use crate::language::zone::Zone;

/// A clock time with what stands beside it.
pub(super) struct Read {
    pub clock: Clock,
    pub zone: Option<Zone>,
    pub about: bool,
    pub season: Option<Season>,
    /// The byte after all of it.
    pub end: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Am,
    Pm,
}

/// Numbers that may become a clock time, and the token after them.
struct Parts {
    hour: i8,
    minute: i8,
    second: i8,
    precision: Precision,
    next: usize,
}

/// The clock time that begins at a token. `dated` says that a date leads to it, which settles
/// forms that would be too loose alone.
pub(super) fn clock(tokens: &Tokens, at: usize, dated: bool) -> Option<Read> {
    if let Some(read) = word(tokens, at, dated) {
        return Some(read);
    }
    let (before, at) = match half_before(tokens, at) {
        Some(half) if tokens.is_blank(at + 1) => (Some(half), at + 1),
        _ => (None, at),
    };
    let figures = tokens.number(at)?.figures;
    let settled = dated || tokens.leads(at);
    if figures > 0 && !settled && !tokens.is_clean_start(tokens.start(at)) {
        return None;
    }
    let parts = with_colon(tokens, at)
        .or_else(|| with_marks(tokens, at, settled || before.is_some()))
        .or_else(|| bare_hour(tokens, at))
        .or_else(|| with_stop(tokens, at, settled))
        .or_else(|| four_figures(tokens, at, dated))?;
    let (half, next) = match half_after(tokens, parts.next) {
        Some(half) => (Some(half), parts.next + 1),
        None => (before, parts.next),
    };
    let clock = parts.clock(half)?;
    let end = tokens.end(next - 1);
    // "Duration: 1:30".
    if half.is_none() && !settled && is_length(tokens, at, next, end) {
        return None;
    }
    if !ends_well(tokens, next, end) {
        return None;
    }
    Some(finish(tokens, clock, end))
}

/// Whether figures with colons are how long something took: no zone stands behind them, and no end of a range.
fn is_length(tokens: &Tokens, at: usize, next: usize, end: usize) -> bool {
    tokens.is_length(at)
        && !tokens.is_dashed(next)
        && !tokens.has(next, Role::To)
        && zone::attached(tokens, end, false).is_none()
}

/// What follows a clock time: "about", a zone.
fn finish(tokens: &Tokens, clock: Clock, end: usize) -> Read {
    let iso = clock.precision == Precision::Second || tokens.text.get(..end).is_some_and(follows_t);
    let fraction = tokens.text.get(end..).map_or(0, fraction);
    let mut read = Read { clock, zone: None, about: false, season: None, end };
    if clock.precision == Precision::Second {
        read.end += fraction;
    }
    for _ in 0..2 {
        let next = tokens.after_byte(read.end);
        if !read.about
            && tokens.has(next, Role::AboutAfter)
            && tokens.text.get(read.end..tokens.start(next)).is_some_and(|gap| gap.trim().is_empty())
        {
            read.about = true;
            read.end = tokens.end(next);
        }
        if read.zone.is_none()
            && let Some((zone, end)) = zone::attached(tokens, read.end, iso)
        {
            read.zone = Some(zone);
            read.end = end;
        }
    }
    let next = tokens.after_byte(read.end);
    let beside = tokens.text.get(read.end..tokens.start(next)).is_some_and(|gap| matches!(gap, " " | " (" | "（" | ""));
    read.season = match beside {
        true if tokens.has(next, Role::SummerTime) => Some(Season::Summer),
        true if tokens.has(next, Role::WinterTime) => Some(Season::Winter),
        _ => None,
    };
    read
}

/// "2021-06-08T09:47": the clock of an ISO date-time.
fn follows_t(text: &str) -> bool {
    text.bytes().rev().take(9).find(|byte| !byte.is_ascii_digit() && *byte != b':') == Some(b'T')
}

/// How many bytes a fraction of a second takes.
fn fraction(text: &str) -> usize {
    let digits = |rest: &str| rest.bytes().take_while(u8::is_ascii_digit).count();
    match text.strip_prefix(['.', ',']).map(digits) {
        Some(count @ 1..) => count + 1,
        _ => 0,
    }
}

/// "noon" and "midnight", where something says that the hour is meant.
fn word(tokens: &Tokens, at: usize, dated: bool) -> Option<Read> {
    let hour = if tokens.has(at, Role::Noon) {
        12
    } else if tokens.has(at, Role::Midnight) {
        0
    } else {
        return None;
    };
    let led = at > 0
        && tokens.is_blank(at)
        && (tokens.has_any(at - 1, &[Role::At, Role::About, Role::To, Role::Between, Role::And])
            || tokens.small(at - 1) == Some(12));
    let clock =
        Clock { time: civil::time(hour, 0, 0, 0), next_day: false, twelve_hour: true, precision: Precision::Hour };
    let read = finish(tokens, clock, tokens.end(at));
    (dated || led || read.zone.is_some()).then_some(read)
}

/// "9:47", "09:47:21".
fn with_colon(tokens: &Tokens, at: usize) -> Option<Parts> {
    let colon = |at| tokens.gap(at).is_some_and(|gap| matches!(gap, ":" | "："));
    let two = |at| tokens.number(at).filter(|n| n.figures == 2 && n.value < 60);
    let hour = tokens.small(at)?;
    if !colon(at + 1) {
        return None;
    }
    let minute = two(at + 1)?.value as i8;
    if colon(at + 2)
        && let Some(second) = two(at + 2)
    {
        let second = second.value as i8;
        return Some(Parts { hour, minute, second, precision: Precision::Second, next: at + 3 });
    }
    Some(Parts { hour, minute, second: 0, precision: Precision::Minute, next: at + 2 })
}

/// "17时44分", "5点半", "09h47".
fn with_marks(tokens: &Tokens, at: usize, settled: bool) -> Option<Parts> {
    let hour = tokens.small(at)?;
    let in_figures = tokens.number(at)?.figures;
    let loose = tokens.has(at + 1, Role::LooseHourMark);
    if !(loose || tokens.has(at + 1, Role::HourMark)) || !tokens.is_blank(at + 1) {
        return None;
    }
    let minutes = |minute, next| Parts { hour, minute, second: 0, precision: Precision::Minute, next };
    let after = at + 2;
    let near = tokens.is_blank(after);
    // "h" also counts hours: only "09h47" is a clock, and "9 h 47" where a time must stand.
    if tokens.unit(at + 1) == Some(Unit::Hour) {
        let led = settled || at > 0 && tokens.has(at - 1, Role::At) && tokens.is_blank(at);
        let tight = in_figures == 2 && tokens.is_tight(at + 1) && tokens.is_tight(after);
        let pair = (tight || led && near)
            && tokens.number(after)?.figures == 2
            && !(tokens.unit(after + 1).is_some() && tokens.is_blank(after + 1));
        return pair.then_some(minutes(tokens.small(after)?, after + 1));
    }
    if near
        && let Some(minute) = tokens.small(after)
        && tokens.has(after + 1, Role::MinuteMark)
        && tokens.is_blank(after + 1)
    {
        let second = tokens.small(after + 2).filter(|_| {
            tokens.is_blank(after + 2) && tokens.has(after + 3, Role::SecondMark) && tokens.is_blank(after + 3)
        });
        return Some(match second {
            Some(second) => Parts { hour, minute, second, precision: Precision::Second, next: after + 4 },
            None => minutes(minute, after + 2),
        });
    }
    if near && tokens.has(after, Role::Half) {
        return Some(minutes(30, after + 1));
    }
    let sharp = near && tokens.has(after, Role::Sharp);
    let led = sharp || near && tokens.has_any(after, &[Role::AboutAfter, Role::To]);
    let firm = if loose { settled || led } else { settled || led || in_figures > 0 };
    (firm && tokens.is_tight(at + 1)).then_some(Parts {
        hour,
        minute: 0,
        second: 0,
        precision: Precision::Hour,
        next: if sharp { after + 1 } else { after },
    })
}

/// "11am", "9.47 am".
fn bare_hour(tokens: &Tokens, at: usize) -> Option<Parts> {
    let hour = tokens.small(at).filter(|hour| (1..=12).contains(hour))?;
    let parts = |minute, precision, next| Parts { hour, minute, second: 0, precision, next };
    if half_after(tokens, at + 1).is_some() {
        return Some(parts(0, Precision::Hour, at + 1));
    }
    // "10 to 11 am", "10–11 am"
    let later = if tokens.has_any(at + 1, &[Role::To, Role::And]) { at + 2 } else { at + 1 };
    let joined = if later > at + 1 { tokens.is_blank(later) } else { tokens.is_dashed(later) };
    if joined && tokens.small(later).is_some() && half_after(tokens, later + 1).is_some() {
        return Some(parts(0, Precision::Hour, at + 1));
    }
    let minute = tokens.number(at + 1).filter(|n| n.figures == 2 && n.value < 60)?;
    (tokens.gap(at + 1) == Some(".") && half_after(tokens, at + 2).is_some())
        .then(|| parts(minute.value as i8, Precision::Minute, at + 2))
}

/// "09.47" behind a date or before a zone, "9.47 h" where a time must stand: a number of anything, else.
fn with_stop(tokens: &Tokens, at: usize, settled: bool) -> Option<Parts> {
    let hour = tokens.small(at).filter(|hour| (0..24).contains(hour))?;
    let minute = tokens.number(at + 1).filter(|n| n.figures == 2 && n.value < 60)?.value as i8;
    if tokens.gap(at + 1) != Some(".") {
        return None;
    }
    let parts = |next| Parts { hour, minute, second: 0, precision: Precision::Minute, next };
    let marked = tokens.has(at + 2, Role::HourMark) && tokens.is_blank(at + 2);
    let led = at > 0 && tokens.has(at - 1, Role::At) && tokens.is_blank(at);
    if marked && (settled || led) {
        return Some(parts(at + 3));
    }
    let counts = tokens.unit(at + 2).is_some() && tokens.is_blank(at + 2);
    let whole = tokens.number(at).is_some_and(|number| number.figures == 2) && !counts;
    let zoned = |end: usize| zone::attached(tokens, end, false).is_some();
    // "09.12–10.02 UTC"
    let ranged = tokens.is_dashed(at + 2) && tokens.gap(at + 3) == Some(".") && zoned(tokens.end(at + 3));
    (whole && settled || zoned(tokens.end(at + 1)) || ranged).then_some(parts(at + 2))
}

/// "0947 UTC", "1430 hrs", "2031-05-08 0947" with no word behind it.
fn four_figures(tokens: &Tokens, at: usize, dated: bool) -> Option<Parts> {
    let number = tokens.number(at).filter(|number| number.figures == 4)?;
    let zoned = zone::attached(tokens, tokens.end(at), false).is_some();
    let marked = tokens.has(at + 1, Role::HourMark) && tokens.is_blank(at + 1);
    let (hour, minute) = (number.value / 100, number.value % 100);
    let parts = Parts {
        hour: i8::try_from(hour).ok()?,
        minute: i8::try_from(minute).ok()?,
        second: 0,
        precision: Precision::Minute,
        next: if marked { at + 2 } else { at + 1 },
    };
    let rest = tokens.text.get(tokens.end(at)..).unwrap_or_default().trim_start_matches(' ');
    let alone = || dated && !rest.starts_with(|c: char| c.is_alphanumeric() || c == '.');
    (zoned || marked || alone()).then_some(parts)
}

fn half_before(tokens: &Tokens, at: usize) -> Option<Half> {
    if tokens.has(at, Role::BeforeAm) {
        Some(Half::Am)
    } else if tokens.has(at, Role::BeforePm) {
        Some(Half::Pm)
    } else {
        None
    }
}

fn half_after(tokens: &Tokens, at: usize) -> Option<Half> {
    if !tokens.gap(at).is_some_and(|gap| matches!(gap, "" | " " | "\u{a0}" | "\u{202f}")) {
        None
    } else if tokens.has(at, Role::Am) {
        Some(Half::Am)
    } else if tokens.has(at, Role::Pm) {
        Some(Half::Pm)
    } else {
        None
    }
}

/// "01:30 h" and "16:9:1" are no clock times.
fn ends_well(tokens: &Tokens, next: usize, end: usize) -> bool {
    let counted =
        tokens.unit(next) == Some(Unit::Hour) && tokens.is_blank(next) && !tokens.has(next - 1, Role::HourMark);
    let rest = tokens.text.get(end..).unwrap_or_default();
    // A zone may touch the figures, and so may a fraction of a second.
    let touching = zone::attached(tokens, end, true).is_some() || fraction(rest) > 0;
    !counted && (touching || tokens.is_clean_end(end))
}

impl Parts {
    fn clock(&self, half: Option<Half>) -> Option<Clock> {
        let hour = match half {
            // "16:02 PM" is written, and clear.
            Some(Half::Pm) if self.hour < 12 => self.hour + 12,
            Some(Half::Am) if self.hour == 12 => 0,
            _ => self.hour,
        };
        let next_day = hour == 24 && self.minute == 0 && self.second == 0;
        let hour = if next_day { 0 } else { hour };
        Some(Clock {
            time: civil::Time::new(hour, self.minute, self.second, 0).ok()?,
            next_day,
            twelve_hour: half.is_some() && self.hour <= 12,
            precision: self.precision,
        })
    }
}
