//! Zones: beside a clock time, and standing alone.

use jiff::tz::{Offset, TimeZone};

use super::mention::ZoneMention;
use super::tokens::Tokens;
use crate::language::time_words::{NamedZone, Sense};
use crate::language::zone::Zone;

/// The zone that follows a clock time which ends at a byte, and where the zone ends.
/// `iso` allows a bare "-05:00", which elsewhere is the end of a range.
pub(super) fn attached(tokens: &Tokens, clock_end: usize, iso: bool) -> Option<(Zone, usize)> {
    let rest = tokens.text.get(clock_end..)?;
    let bare = rest.trim_start_matches(' ');
    if bare.starts_with('+') || iso && rest.starts_with(['-', '−']) {
        let (offset, len) = offset(bare)?;
        return Some((Zone::Offset(offset), clock_end + rest.len() - bare.len() + len));
    }
    let at = tokens.after_byte(clock_end);
    let gap = tokens.text.get(clock_end..tokens.start(at))?;
    let near = gap.len() <= 6 && gap.chars().all(|c| matches!(c, ' ' | '\u{a0}' | '(' | '（' | '[' | ',' | '*' | '`'));
    let (zone, clock_only, end) = named(tokens, at)?;
    // "09:49 (UTC 00:49)": the zone belongs to what follows.
    let leads_on = !gap.trim().is_empty()
        && tokens.text.get(end..)?.trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit());
    if leads_on || !near || clock_only && !gap.trim_matches([' ', '\u{a0}', '(']).is_empty() {
        return None;
    }
    Some(settled(tokens, zone, at, end))
}

/// The zone that stands before a time: "UTC 00:49".
pub(super) fn before(tokens: &Tokens, at: usize) -> Option<Zone> {
    let (zone, clock_only, end) = named(tokens, at.checked_sub(1)?)?;
    let blank = tokens.text.get(end..tokens.start(at))?.chars().all(|c| c == ' ');
    (blank && !clock_only).then_some(zone)
}

/// A zone that stands by itself, as in "All times in CET", and the token after it.
pub(super) fn standing_alone(tokens: &Tokens, at: usize) -> Option<(ZoneMention, usize)> {
    let start = tokens.start(at);
    let (zone, clock_only, end) = named(tokens, at)?;
    let whole = tokens.is_clean_start(start) && !tokens.text.get(end..)?.starts_with(['_', '-']);
    if clock_only || !whole {
        return None;
    }
    let (zone, end) = settled(tokens, zone, at, end);
    Some((ZoneMention { range: start..end, zone }, tokens.after_byte(end)))
}

/// What a name stands for, whether it is one only beside a clock, and where it ends.
fn named(tokens: &Tokens, at: usize) -> Option<(Zone, bool, usize)> {
    let end = tokens.end(at);
    if tokens.is_iana(at) {
        let name = tokens.word(at).trim_end_matches(['/', '-', '_', '+']);
        TimeZone::get(name).ok()?;
        return Some((Zone::Region(name.into()), false, tokens.start(at) + name.len()));
    }
    if let Some(zone) = tokens.city(at) {
        return Some((Zone::Region(zone.into()), false, end));
    }
    let named = name_of(tokens, at)?;
    if tokens.text.get(end..)?.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if named.zone == Zone::Offset(Offset::UTC) {
        let rest = tokens.text.get(end..)?;
        let signed = rest.trim_start_matches(' ');
        if let Some((offset, len)) = offset(signed) {
            return Some((Zone::Offset(offset), false, end + rest.len() - signed.len() + len));
        }
    }
    Some((named.zone.clone(), named.clock_only, end))
}

/// The name of a zone at a token.
fn name_of<'w>(tokens: &Tokens<'_, 'w>, at: usize) -> Option<&'w NamedZone> {
    tokens.senses(at).iter().find_map(|sense| match sense {
        Sense::Zone(index) => tokens.words.zone(*index),
        _ => None,
    })
}

/// "PST/PDT", "CET or CEST": the two halves of one year are the clocks of one place.
fn pair(tokens: &Tokens, at: usize, end: usize) -> Option<(Zone, usize)> {
    let next = tokens.after_byte(end);
    let joined = tokens.text.get(end..tokens.start(next)).is_some_and(|gap| matches!(gap.trim(), "/" | "or" | "|"));
    let (first, second) = (name_of(tokens, at)?, name_of(tokens, next)?);
    let region = first.region.filter(|_| joined && second.region == first.region && second.zone != first.zone)?;
    Some((Zone::Region(region.into()), tokens.end(next)))
}

/// "CST (UTC+8)": what follows an abbreviation settles it.
fn settled(tokens: &Tokens, zone: Zone, at: usize, end: usize) -> (Zone, usize) {
    if let Some(pair) = pair(tokens, at, end) {
        return pair;
    }
    if matches!(zone, Zone::Ambiguous { .. } | Zone::Seasonal { .. }) {
        let next = tokens.after_byte(end);
        let gap = tokens.text.get(end..tokens.start(next)).unwrap_or_default();
        let joined =
            gap.len() <= 6 && gap.chars().all(|c| matches!(c, ' ' | '(' | '（' | '=' | ',' | '，' | '/' | ':'));
        if joined
            && !gap.is_empty()
            && let Some((clear @ (Zone::Offset(_) | Zone::Region(_)), _, end)) = named(tokens, next)
        {
            return (clear, end);
        }
    }
    (zone, end)
}

/// "+8", "-05:00", "+0530", "−3", and how many bytes that is.
fn offset(text: &str) -> Option<(Offset, usize)> {
    let sign = text.chars().next()?;
    let direction = match sign {
        '+' => 1,
        '-' | '−' | '–' => -1,
        _ => return None,
    };
    let figures = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let spaced = text.get(sign.len_utf8()..)?;
    let rest = spaced.trim_start_matches(' ');
    let lead = sign.len_utf8() + spaced.len() - rest.len();
    let first = figures(rest);
    let (hours, mut minutes, mut len) = match first {
        1 | 2 => (rest.get(..first)?, "0", first),
        4 => (rest.get(..2)?, rest.get(2..4)?, 4),
        _ => return None,
    };
    if let Some(after) = rest.get(first..)?.strip_prefix(':')
        && figures(after) == 2
        && first <= 2
    {
        minutes = after.get(..2)?;
        len += 3;
    }
    let seconds = hours.parse::<i32>().ok()? * 3_600 + minutes.parse::<i32>().ok()? * 60;
    let plausible = (0..=14 * 3_600).contains(&seconds) && seconds % 900 == 0;
    let offset = Offset::from_seconds(direction * seconds).ok()?;
    plausible.then_some((offset, lead + len))
}
