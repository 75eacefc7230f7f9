//! Cuts a text into numbers and known words, once; all else is a gap between them.

use std::ops::Range;

use super::city;
use crate::language::time_words::{Role, Sense, TimeWords, Unit};

/// The areas of the IANA time zone names, which are the same in every language.
const AREAS: [&str; 12] = [
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Canada",
    "Etc",
    "Europe",
    "Indian",
    "Pacific",
    "US",
];

/// Ways to write "to" with a sign.
const DASHES: [&str; 8] = ["-", "–", "—", "―", "~", "～", "〜", "->"];

/// A number in figures, or in the numerals of a language that writes no spaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    pub value: u32,
    /// How many figures; 0 for numerals.
    pub figures: usize,
    /// Whether it is the lower of two: 七八 is seven or eight.
    pub rough: bool,
}

#[derive(Clone, Debug)]
enum Kind<'w> {
    Number(Number),
    Word(&'w [Sense]),
    /// Area and city: "Europe/Berlin".
    Iana,
    /// A city of the time zone database, by the name of its zone: "Stockholm time".
    City(&'static str),
}

#[derive(Clone, Debug)]
struct Token<'w> {
    start: usize,
    end: usize,
    kind: Kind<'w>,
}

/// The numbers and known words of a text, in order.
pub(crate) struct Tokens<'t, 'w> {
    pub text: &'t str,
    pub words: &'w TimeWords,
    list: Vec<Token<'w>>,
}

impl<'t, 'w> Tokens<'t, 'w> {
    /// One pass over the bytes.
    pub fn new(text: &'t str, words: &'w TimeWords) -> Self {
        let mut tokens = Tokens { text, words, list: Vec::with_capacity(text.len() / 16) };
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at = match byte {
                b'0'..=b'9' => tokens.figures(at),
                b'A'..=b'Z' | b'a'..=b'z' => tokens.letters(at),
                b':' if text.as_bytes().get(at..at + 3) == Some(b"://") => end_of_url(bytes, at),
                0x80.. => tokens.beyond_ascii(at),
                _ => at + 1,
            };
        }
        tokens
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Where the token begins, or the text ends.
    pub fn start(&self, at: usize) -> usize {
        self.list.get(at).map_or(self.text.len(), |token| token.start)
    }

    /// Where the token ends, or the text does.
    pub fn end(&self, at: usize) -> usize {
        self.list.get(at).map_or(self.text.len(), |token| token.end)
    }

    /// The first token that begins at or after a byte.
    pub fn after_byte(&self, byte: usize) -> usize {
        self.list.partition_point(|token| token.start < byte)
    }

    /// The text between this token and the one before; none where one of them is missing.
    pub fn gap(&self, at: usize) -> Option<&'t str> {
        let before = self.list.get(at.checked_sub(1)?)?;
        self.text.get(before.end..self.list.get(at)?.start)
    }

    /// Nothing stands between this token and the one before.
    pub fn is_tight(&self, at: usize) -> bool {
        self.gap(at) == Some("")
    }

    /// Nothing but blanks, at most one of them a line break, stands before this token.
    pub fn is_blank(&self, at: usize) -> bool {
        self.gap(at).is_some_and(is_blank)
    }

    pub fn number(&self, at: usize) -> Option<Number> {
        match self.list.get(at)?.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    /// A number in figures or numerals that is small enough for a part of a date.
    pub fn small(&self, at: usize) -> Option<i8> {
        self.number(at).filter(|number| number.figures <= 2).and_then(|number| i8::try_from(number.value).ok())
    }

    pub fn senses(&self, at: usize) -> &'w [Sense] {
        match self.list.get(at) {
            Some(Token { kind: Kind::Word(senses), .. }) => senses,
            _ => &[],
        }
    }

    pub fn is_iana(&self, at: usize) -> bool {
        matches!(self.list.get(at), Some(Token { kind: Kind::Iana, .. }))
    }

    /// The zone of a city: "Stockholm time".
    pub fn city(&self, at: usize) -> Option<&'static str> {
        match self.list.get(at)?.kind {
            Kind::City(zone) => Some(zone),
            _ => None,
        }
    }

    pub fn has(&self, at: usize, role: Role) -> bool {
        self.senses(at).contains(&Sense::Role(role))
    }

    pub fn has_any(&self, at: usize, roles: &[Role]) -> bool {
        roles.iter().any(|&role| self.has(at, role))
    }

    pub fn unit(&self, at: usize) -> Option<Unit> {
        self.senses(at).iter().find_map(|sense| match sense {
            Sense::Unit(unit) => Some(*unit),
            _ => None,
        })
    }

    /// The name of a month. Short ones ("may", "mar") are names only with a capital.
    pub fn month(&self, at: usize) -> Option<i8> {
        let month = self.senses(at).iter().find_map(|sense| match sense {
            Sense::Month(month) => Some(*month),
            _ => None,
        })?;
        self.is_name(at).then_some(month)
    }

    /// The name of a weekday, 1 (Monday) to 7.
    pub fn weekday(&self, at: usize) -> Option<i8> {
        let weekday = self.senses(at).iter().find_map(|sense| match sense {
            Sense::Weekday(weekday) => Some(*weekday),
            _ => None,
        })?;
        self.is_name(at).then_some(weekday)
    }

    /// The words of a token.
    pub fn word(&self, at: usize) -> &'t str {
        self.text.get(self.start(at)..self.end(at)).unwrap_or_default()
    }

    fn is_name(&self, at: usize) -> bool {
        let word = self.word(at);
        word.len() > 3 || !word.starts_with(|c: char| c.is_ascii_lowercase())
    }

    /// Whether what begins at this byte is no part of an identifier, a path, an address, a
    /// version or an amount.
    pub fn is_clean_start(&self, byte: usize) -> bool {
        let mut before = self.text.get(..byte).unwrap_or_default().chars().rev();
        let Some(last) = before.next() else { return true };
        let second = before.next();
        match last {
            '_' => second.is_none_or(|c| !c.is_ascii_alphanumeric()),
            c if c.is_ascii_alphanumeric() => false,
            '/' | '\\' | '#' | '$' | '€' | '£' | '¥' | '=' | '&' | '%' | '+' => false,
            '.' | ',' => second.is_none_or(|c| !c.is_ascii_alphanumeric()),
            ':' => second.is_none_or(|c| !c.is_ascii_digit() && c != ':'),
            '-' => second.is_none_or(|c| !c.is_ascii_alphabetic()),
            _ => true,
        }
    }

    /// The same of what ends at this byte.
    pub fn is_clean_end(&self, byte: usize) -> bool {
        let mut after = self.text.get(byte..).unwrap_or_default().chars();
        let Some(first) = after.next() else { return true };
        let second = after.next();
        match first {
            'T' => second.is_some_and(|c| c.is_ascii_digit()),
            '_' => second.is_none_or(|c| !c.is_ascii_alphanumeric()),
            c if c.is_ascii_alphanumeric() => false,
            '.' | '/' => second.is_none_or(|c| !c.is_ascii_alphanumeric()),
            ':' => second.is_none_or(|c| !c.is_ascii_digit()),
            '%' => false,
            _ => true,
        }
    }

    /// Whether the words before a token say "about".
    pub fn is_about(&self, at: usize) -> bool {
        let byte = self.start(at);
        let before = self.text.get(..byte).unwrap_or_default().trim_end_matches(['*', '`', ' ']);
        before.ends_with(['~', '≈', '～']) || at > 0 && self.has(at - 1, Role::About) && self.is_blank(at)
    }

    /// Whether what stands between two places, the first beginning at a token, makes a range.
    pub fn is_range(&self, first: &Range<usize>, second: usize) -> bool {
        let Some(gap) = self.text.get(first.end..second).map(str::trim) else { return false };
        if gap.len() > 24 {
            return false;
        }
        let opens = self.after_byte(first.start).checked_sub(1);
        let joins = self.after_byte(first.end);
        DASHES.contains(&gap)
            || self.start(joins) < second
                && self.is_blank_from(first.end, joins)
                && (self.has(joins, Role::To)
                    || self.has(joins, Role::And) && opens.is_some_and(|at| self.has(at, Role::Between)))
    }

    /// Whether this token and the number before are joined by a sign of range.
    pub fn is_dashed(&self, at: usize) -> bool {
        self.gap(at).is_some_and(|gap| DASHES.contains(&gap.trim()))
    }

    fn is_blank_from(&self, byte: usize, at: usize) -> bool {
        self.text.get(byte..self.start(at)).is_some_and(|gap| is_blank(gap.trim_matches([')', ','])))
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind<'w>) -> usize {
        self.list.push(Token { start, end, kind });
        end
    }

    fn figures(&mut self, start: usize) -> usize {
        let rest = self.text.get(start..).unwrap_or_default();
        let mut value = 0_u32;
        let mut figures = 0;
        let mut end = start;
        for c in rest.chars() {
            let Some(digit) = figure(c) else { break };
            value = value.saturating_mul(10).saturating_add(digit);
            figures += 1;
            end += c.len_utf8();
        }
        self.push(start, end, Kind::Number(Number { value, figures, rough: false }))
    }

    fn letters(&mut self, start: usize) -> usize {
        let words = self.words;
        if let Some((len, senses)) = words.longest_at(self.text, start) {
            return self.push(start, start + len, Kind::Word(senses));
        }
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let end = start + letters;
        if rest[0].is_ascii_uppercase()
            && rest.get(letters) == Some(&b' ')
            && let Some((zone, len)) = city::zone_of(&self.text[start..])
        {
            return self.push(start, start + len, Kind::City(zone));
        }
        if rest.get(letters) == Some(&b'/') && self.text.get(start..end).is_some_and(|word| AREAS.contains(&word)) {
            let name = |byte: &&u8| byte.is_ascii_alphanumeric() || b"/_+-".contains(byte);
            let len = rest.iter().take_while(name).count();
            return self.push(start, start + len, Kind::Iana);
        }
        end
    }

    fn beyond_ascii(&mut self, start: usize) -> usize {
        let first = self.text.get(start..).and_then(|rest| rest.chars().next());
        let next = start + first.map_or(1, char::len_utf8);
        if first.is_some_and(|c| figure(c).is_some()) {
            return self.figures(start);
        }
        let words = self.words;
        let Some((len, senses)) = words.longest_at(self.text, start) else { return next };
        match numeral(senses) {
            Some(_) => self.numerals(start),
            None => self.push(start, start + len, Kind::Word(senses)),
        }
    }

    /// A run of numerals: 二十五, 二〇二一.
    fn numerals(&mut self, start: usize) -> usize {
        let (mut total, mut current, mut end, mut count) = (0_u32, None::<u32>, start, 0_usize);
        let mut multiplied = false;
        while let Some((len, senses)) = self.words.longest_at(self.text, end) {
            match numeral(senses) {
                Some(Numeral::Digit(digit)) => {
                    current = Some(current.unwrap_or(0).saturating_mul(10).saturating_add(digit));
                }
                Some(Numeral::Times(factor)) => {
                    total = total.saturating_add(current.unwrap_or(1).saturating_mul(factor));
                    current = None;
                    multiplied = true;
                }
                None => break,
            }
            end += len;
            count += 1;
        }
        let rough = count == 2 && !multiplied && current.is_some_and(|pair| pair / 10 + 1 == pair % 10);
        let value = total.saturating_add(current.unwrap_or(0)) / if rough { 10 } else { 1 };
        // Four numerals without a multiplier are a year; they count as figures.
        let figures = if count == 4 && !multiplied { 4 } else { 0 };
        self.push(start, end, Kind::Number(Number { value, figures, rough }))
    }
}

enum Numeral {
    Digit(u32),
    Times(u32),
}

fn numeral(senses: &[Sense]) -> Option<Numeral> {
    senses.iter().find_map(|sense| match sense {
        Sense::Number(value) => Some(Numeral::Digit(*value)),
        Sense::Multiplier(factor) => Some(Numeral::Times(*factor)),
        _ => None,
    })
}

/// The value of a figure, also of a full-width one.
fn figure(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

fn is_blank(gap: &str) -> bool {
    gap.chars().all(char::is_whitespace) && gap.bytes().filter(|&b| b == b'\n').count() < 2
}

fn end_of_url(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| byte.is_ascii_whitespace() || b")>]\"'|".contains(byte)).unwrap_or(rest.len())
}
