//! Whether what is given as a due date names a day or a period that a calendar knows: "soon" and "next
//! sprint" do not, "2 weeks" does not say from when.

use crate::document::duration;
use crate::document::time::tokens::Tokens;
use crate::document::time::{self, PartialDate};
use crate::document::words::Words;
use crate::language::{Lang, List};

/// Years that a due date can lie in.
const YEARS: std::ops::Range<u32> = 2000..2100;

/// Whether a reader can find it in a calendar.
pub fn is_firm(text: &str, words: &Words, lang: Lang) -> bool {
    let tokens = Tokens::new(text, lang.words().time());
    let (times, _) = time::read(&tokens);
    let day = |date: PartialDate| {
        !matches!(date, PartialDate::Weekday(_) | PartialDate::NextDay | PartialDate::SameDay | PartialDate::Impossible)
    };
    if times.iter().filter_map(|time| time.date).any(day) || names_period(text) {
        return true;
    }
    let counted = || {
        let spans = duration::read(&tokens, &times);
        spans.iter().any(|span| {
            let before = text.get(..span.range.start).unwrap_or_default().trim_end().len();
            words.of(List::SpanLead).any(|lead| lead.end == before) || words.starts(List::FromNow, span.range.end + 1)
        })
    };
    let named = words.has(List::When) || words.has(List::Within) || counted();
    named && !words.has(List::WhenVague)
}

/// A quarter, a half, a week or a month with its year: "Q1 2027", "2027H1", "2027-W14", "CW 14/2027", "2027-01".
fn names_period(text: &str) -> bool {
    let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let number = |part: &str| part.parse::<u32>().ok();
    let is_year = |part: &str| {
        let bare = part.strip_prefix("FY").unwrap_or(part);
        bare.len() == 4 && number(bare).is_some_and(|year| YEARS.contains(&year))
    };
    let is_short_year = |part: &str| part.len() == 2 && number(part).is_some_and(|year| (20..60).contains(&year));
    let upper = |part: &str| part.to_ascii_uppercase();
    let is_part = |part: &str| {
        let part = upper(part);
        let marked = |marks: &[&str], most: u32| {
            let figure = marks.iter().find_map(|mark| part.strip_prefix(mark).or_else(|| part.strip_suffix(mark)));
            figure.and_then(number).is_some_and(|figure| (1..=most).contains(&figure))
        };
        marked(&["Q"], 4) || marked(&["H"], 2) || marked(&["KW", "CW", "W"], 53)
    };
    let week = |pair: &[&str]| matches!(pair, [word, figure] if matches!(upper(word).as_str(), "KW" | "CW" | "WEEK" | "W") && number(figure).is_some_and(|figure| (1..=53).contains(&figure)));
    let joined = parts.iter().any(|part| {
        let halves = |at: usize| part.is_char_boundary(at).then(|| part.split_at(at));
        halves(4).is_some_and(|(year, rest)| is_year(year) && is_part(rest))
            || halves(2).is_some_and(|(rest, year)| is_year(year) && is_part(rest))
    });
    let has_year = parts.iter().any(|part| is_year(part));
    let has_part = parts.iter().any(|part| is_part(part)) || parts.windows(2).any(week);
    let short = parts.windows(2).any(|pair| is_part(pair[0]) && is_short_year(pair[1]));
    let month = match parts.as_slice() {
        [year, month] if is_year(year) => number(month).is_some_and(|month| (1..=12).contains(&month)),
        [month, year] if is_year(year) => number(month).is_some_and(|month| (1..=12).contains(&month)),
        _ => false,
    };
    joined || has_year && has_part || short || month
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lexicon;

    #[test]
    fn days_and_periods_with_their_year_are_firm() {
        let firm = |text: &str| {
            let lang = Lang::of(text);
            is_firm(text, &Words::new(lang, &Lexicon::default(), text), lang)
        };
        for text in [
            "2027-01-31",
            "10 December",
            "3/4/2027",
            "Q1 2027",
            "2027Q1",
            "Q1/2027",
            "Q1'27",
            "H2 2027",
            "FY2027 Q3",
            "2027-W14",
            "CW 14/2027",
            "week 14 of 2027",
            "2027-01",
            "01/2027",
            "January 2027",
            "end of March",
            "within 30 days",
            "6月30日前",
            "2027年第一季度",
            "年底前",
        ] {
            assert!(firm(text), "{text}");
        }
        for text in [
            "ASAP",
            "soon",
            "ongoing",
            "tomorrow",
            "Friday",
            "next sprint",
            "this week",
            "EOW",
            "2 weeks",
            "Q1",
            "release 4.2",
            "sprint 42",
            "before launch",
            "尽快",
            "下周",
        ] {
            assert!(!firm(text), "{text}");
        }
    }
}
