//! Reads durations, in figures and in words: "3h 27m", "roughly three and a half hours", "49 分钟".

mod number;

use std::ops::Range;

use super::time::TimeMention;
use super::time::tokens::Tokens;
use crate::language::time_words::{Role, TimeWords, Unit};
use number::{Quantity, is_article, quantity};

/// How far an office-hours remark may stand from the duration it speaks of, in bytes.
const REMARK_REACH: usize = 60;

/// A duration that stands in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct DurationMention {
    /// Bytes in the text.
    pub range: Range<usize>,
    /// In seconds; the lower end of "2 to 3 hours".
    pub seconds: f64,
    /// The upper end, in seconds; the same where there is no range.
    pub until: f64,
    /// How firmly it is said.
    pub bound: Bound,
    /// It counts office hours only.
    pub office_hours: bool,
    /// It describes a thing: "a 5-minute average".
    pub adjective: bool,
}

/// How firmly a duration is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// "3 hours".
    Exact,
    /// "about 3 hours".
    About,
    /// "over 3 hours".
    Over,
    /// "under 3 hours", "within 3 hours".
    Under,
}

/// All durations of a text, in order. Frequencies ("every 5 minutes") and distances ("2 days
/// ago") are none.
pub fn scan_durations(text: &str, words: &TimeWords) -> Vec<DurationMention> {
    let tokens = Tokens::new(text, words);
    let (times, _) = super::time::read(&tokens);
    read(&tokens, &times)
}

/// The same of the value of a field for a length of time, where "0:50" is one.
pub fn scan_length(text: &str, words: &TimeWords) -> Vec<DurationMention> {
    let tokens = Tokens::of_length(text, words);
    let (times, _) = super::time::read(&tokens);
    read(&tokens, &times)
}

/// All durations among the tokens of a text whose times are known.
pub(crate) fn read(tokens: &Tokens, times: &[TimeMention]) -> Vec<DurationMention> {
    let mut found = Vec::new();
    let mut times = times.iter().peekable();
    let mut at = 0;
    while at < tokens.len() {
        let start = tokens.start(at);
        while times.next_if(|time| time.range.end <= start).is_some() {}
        if let Some(time) = times.peek().filter(|time| time.range.start <= start) {
            at = tokens.after_byte(time.range.end).max(at + 1);
            continue;
        }
        match duration(tokens, at) {
            Some((mention, next)) => {
                found.extend(mention);
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

/// A number of units that has been read.
struct Amount {
    seconds: f64,
    unit: Unit,
    adjective: bool,
    next: usize,
}

/// The duration that begins at a token, and the token after it; none inside the pair where the
/// words are a frequency or a distance.
fn duration(tokens: &Tokens, at: usize) -> Option<(Option<DurationMention>, usize)> {
    if let Some((mention, next)) = labelled(tokens, at) {
        return Some((Some(mention), next));
    }
    let low = quantity(tokens, at)?;
    let (low, more) = loosened(tokens, low);
    if low.article && !is_led(tokens, at) || low.figures && !is_clean(tokens, at) {
        return None;
    }
    let range = upper(tokens, low.next);
    let first = amount(tokens, range.unwrap_or(low), false)
        .or_else(|| clocklike(tokens, at))
        .filter(|first| !low.article || first.unit != Unit::Second)?;
    let until = compound(tokens, first);
    let ambiguous = tokens.has(until.next - 1, Role::DayMark) && until.unit == Unit::Day;
    let loose = at + 2 == until.next && single_letter_apart(tokens, at) || shouts(tokens, at, until.next - 1);
    if ambiguous || loose {
        return None;
    }
    let seconds = match range {
        Some(high) if high.value > 0.0 => until.seconds * low.value / high.value,
        _ => until.seconds,
    };
    let end = tokens.end(until.next - 1);
    let before = |role| at > 0 && tokens.is_blank(at) && tokens.has(at - 1, role);
    let after = |role| tokens.is_blank(until.next) && tokens.has(until.next, role);
    if before(Role::Every) || after(Role::Ago) {
        return Some((None, until.next));
    }
    let rough = tokens.number(at).is_some_and(|number| number.rough);
    let bound = if rough || more == Some(Bound::Over) || before(Role::Over) || after(Role::OverAfter) {
        Bound::Over
    } else if before(Role::Under) || after(Role::UnderAfter) {
        Bound::Under
    } else if more.is_some() || tokens.is_about(at) || after(Role::AboutAfter) {
        Bound::About
    } else {
        Bound::Exact
    };
    let mention = DurationMention {
        range: tokens.start(at)..end,
        seconds,
        until: until.seconds,
        bound,
        office_hours: until.unit == Unit::WorkingDay || remarks_office_hours(tokens, at, until.next),
        adjective: until.adjective,
    };
    Some((Some(mention), until.next))
}

/// 十几分钟, 一个多小时, 四十来分钟: what stands between a number and its unit says how near it comes.
fn loosened(tokens: &Tokens, number: Quantity) -> (Quantity, Option<Bound>) {
    let counter = usize::from(tokens.has(number.next, Role::Counter) && tokens.unit(number.next).is_none());
    let at = number.next + counter;
    let bound = match () {
        () if !tokens.is_tight(at) => None,
        () if tokens.has(at, Role::OverAfter) => Some(Bound::Over),
        () if tokens.has(at, Role::AboutAfter) => Some(Bound::About),
        () => None,
    };
    let is_unit = tokens.unit(at + 1).is_some() || tokens.has(at + 1, Role::Counter);
    match bound.filter(|_| is_unit && tokens.is_tight(at + 1)) {
        Some(bound) => (Quantity { next: at + 1, ..number }, Some(bound)),
        None => (number, None),
    }
}

/// Whether a word like "for" or "about" stands before an article.
fn is_led(tokens: &Tokens, at: usize) -> bool {
    const LEADS: [Role; 6] = [Role::For, Role::About, Role::Over, Role::Under, Role::At, Role::Between];
    let joined = tokens.is_blank(at + 2) && tokens.has(at + 2, Role::And);
    joined
        || at > 0 && tokens.is_blank(at) && tokens.has_any(at - 1, &LEADS)
        || tokens.has(at + 1, Role::Half)
        || tokens.has(at, Role::Half)
}

/// Whether figures are not the tail of something else. "PT3H" is how ISO writes a duration.
fn is_clean(tokens: &Tokens, at: usize) -> bool {
    let start = tokens.start(at);
    tokens.is_clean_start(start)
        || tokens
            .text
            .get(..start)
            .and_then(|before| before.strip_suffix("PT"))
            .is_some_and(|before| !before.ends_with(|c: char| c.is_ascii_alphanumeric()))
}

/// The upper end of "2 to 3 hours", where the first number ends before `at`.
fn upper(tokens: &Tokens, at: usize) -> Option<Quantity> {
    let next = if tokens.has(at, Role::To) && tokens.is_blank(at) && tokens.is_blank(at + 1) {
        at + 1
    } else if tokens.is_dashed(at) {
        at
    } else {
        return None;
    };
    quantity(tokens, next)
}

/// A quantity with its unit. `inner` says that it continues a longer one.
fn amount(tokens: &Tokens, quantity: Quantity, inner: bool) -> Option<Amount> {
    let mut at = quantity.next;
    if tokens.has(at, Role::Counter) && tokens.is_blank(at) && tokens.unit(at).is_none() {
        at += 1;
    }
    if !inner && tokens.has(at, Role::Quarter) && tokens.is_tight(at) {
        let seconds = quantity.value * 900.0;
        return Some(Amount { seconds, unit: Unit::Minute, adjective: false, next: at + 1 });
    }
    let unit = tokens.unit(at)?;
    let gap = tokens.gap(at)?.trim_matches(['½', '¼', '¾']);
    let hyphen = gap == "-";
    if !hyphen && !gap.trim().is_empty() {
        return None;
    }
    let rest = tokens.text.get(tokens.end(at)..).unwrap_or_default();
    if rest.starts_with(['/', '_', '²', '³']) {
        return None;
    }
    let word = tokens.word(at);
    let singular = word.len() > 3 && word.is_ascii() && !word.ends_with(['s', 'S']);
    let describes = singular && quantity.value > 1.0 && rest.starts_with([' ', '-']);
    // "the 3days report" names a report.
    let names = quantity.figures && gap.is_empty() && word.len() > 3 && word.is_ascii() && rest.starts_with([' ', '-']);
    Some(Amount {
        seconds: quantity.value * unit.seconds(),
        unit,
        adjective: hyphen || describes || names,
        next: at + 1,
    })
}

/// Adds the smaller units that follow: "3 h 27 min", "1h30", "an hour and a half".
fn compound(tokens: &Tokens, mut sum: Amount) -> Amount {
    loop {
        let mut at = sum.next;
        let near = |at| tokens.gap(at).is_some_and(|gap| matches!(gap.trim(), "" | "," | "、" | "，"));
        if near(at) && tokens.has(at, Role::And) {
            at += 1;
        }
        if !near(at) {
            return sum;
        }
        let article = usize::from(is_article(tokens, at) && tokens.is_blank(at + 1));
        let half = at + article;
        // "半小时" after a unit is half of the smaller one; a lone half is half of this one.
        if tokens.has(half, Role::Half) && (article > 0 || tokens.is_tight(half)) {
            let lone = tokens.unit(half + 1).is_none() || !tokens.is_tight(half + 1);
            if lone {
                sum.seconds += sum.unit.seconds() / 2.0;
                sum.next = half + 1;
                return sum;
            }
        }
        let Some(quantity) = quantity(tokens, at) else { return sum };
        match amount(tokens, quantity, true) {
            Some(more) if more.unit < sum.unit => {
                sum = Amount { seconds: sum.seconds + more.seconds, adjective: sum.adjective, ..more };
            }
            None if sum.unit == Unit::Hour
                && tokens.is_tight(at)
                && tokens.number(at).is_some_and(|number| number.figures == 2)
                && tokens.is_clean_end(tokens.end(at)) =>
            {
                sum.seconds += quantity.value * 60.0;
                sum.next = at + 1;
                return sum;
            }
            _ => return sum,
        }
    }
}

/// "01:30 h", "1:30:00 hours".
fn clocklike(tokens: &Tokens, at: usize) -> Option<Amount> {
    let mut value = 0.0;
    let mut scale = 1.0;
    let mut next = at;
    while let Some(number) = tokens.number(next) {
        value += f64::from(number.value) * scale;
        scale /= 60.0;
        next += 1;
        if tokens.gap(next) != Some(":") {
            break;
        }
    }
    let counted = next > at + 1 && tokens.unit(next) == Some(Unit::Hour) && tokens.is_blank(next);
    counted.then_some(Amount { seconds: value * 3_600.0, unit: Unit::Hour, adjective: false, next: next + 1 })
}

/// "Duration: 00:50:00", "lasted 1:30", "Duration: 50'": hours and minutes where a word asks for a length.
fn labelled(tokens: &Tokens, at: usize) -> Option<(DurationMention, usize)> {
    let first = tokens.number(at).filter(|number| (1..=3).contains(&number.figures))?;
    if !tokens.is_length(at) {
        return None;
    }
    let two = |at| tokens.number(at).filter(|n| n.figures == 2 && n.value < 60 && tokens.gap(at) == Some(":"));
    let primes = tokens.text.get(tokens.end(at)..).is_some_and(|rest| rest.starts_with(['\'', '′']));
    let (seconds, last) = match (two(at + 1), two(at + 2)) {
        (Some(minutes), Some(seconds)) => (first.value * 3_600 + minutes.value * 60 + seconds.value, at + 2),
        (Some(minutes), None) => (first.value * 3_600 + minutes.value * 60, at + 1),
        (None, _) if primes => (first.value * 60, at),
        _ => return None,
    };
    // A unit behind it says more.
    let counted = tokens.unit(last + 1).is_some() && tokens.is_blank(last + 1);
    let clean = tokens.is_clean_start(tokens.start(at)) && tokens.is_clean_end(tokens.end(last));
    let bound = if tokens.is_about(at) { Bound::About } else { Bound::Exact };
    let seconds = f64::from(seconds);
    let mention = DurationMention {
        range: tokens.start(at)..tokens.end(last),
        seconds,
        until: seconds,
        bound,
        office_hours: remarks_office_hours(tokens, at, last + 1),
        adjective: false,
    };
    (clean && !counted).then_some((mention, last + 1))
}

/// "5 m": a single letter counts time only where it touches the figure; "h" is clear enough.
fn single_letter_apart(tokens: &Tokens, at: usize) -> bool {
    let word = tokens.word(at + 1);
    word.len() == 1 && tokens.unit(at + 1) != Some(Unit::Hour) && !tokens.is_tight(at + 1)
}

/// "3.7M" counts no minutes; only ISO writes units in capitals.
fn shouts(tokens: &Tokens, at: usize, unit: usize) -> bool {
    let iso = tokens.text.get(..tokens.start(at)).is_some_and(|before| before.ends_with("PT"));
    let word = tokens.word(unit);
    word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_uppercase()) && !iso
}

/// Whether the words around say that only office hours count.
fn remarks_office_hours(tokens: &Tokens, at: usize, next: usize) -> bool {
    let (start, end) = (tokens.start(at), tokens.end(next - 1));
    let same_line =
        |range: Range<usize>| tokens.text.get(range).is_some_and(|between| !between.contains(['\n', '。', ';']));
    let after = (next..tokens.len())
        .take_while(|&near| tokens.start(near) < end + REMARK_REACH)
        .find(|&near| tokens.has(near, Role::OfficeHours));
    let before = (0..at)
        .rev()
        .take_while(|&near| tokens.end(near) + REMARK_REACH > start)
        .find(|&near| tokens.has(near, Role::OfficeHours));
    after.is_some_and(|near| same_line(end..tokens.start(near)))
        || before.is_some_and(|near| same_line(tokens.end(near)..start))
}
