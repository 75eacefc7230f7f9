//! Cuts a text into numbers and known words, in one pass.

use super::city;
use super::tokens::{Kind, Number, Token, Tokens};
use crate::language::time_words::{Role, Sense, TimeWords};

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

impl<'t, 'w> Tokens<'t, 'w> {
    /// The tokens of the text of a timeline's entry.
    pub fn of_entry(text: &'t str, words: &'w TimeWords) -> Self {
        Tokens { is_entry: true, ..Tokens::new(text, words) }
    }

    /// The tokens of the value of a field for a length of time.
    pub fn of_length(text: &'t str, words: &'w TimeWords) -> Self {
        Tokens { is_length_value: true, ..Tokens::new(text, words) }
    }

    /// One pass over the bytes.
    pub fn new(text: &'t str, words: &'w TimeWords) -> Self {
        let mut tokens =
            Tokens { text, words, is_entry: false, is_length_value: false, list: Vec::with_capacity(text.len() / 16) };
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
            let behind = start + len + 1;
            if senses.contains(&Sense::Role(Role::TimeOf))
                && let Some((zone, len)) = self.text.get(behind..).and_then(city::named)
            {
                return self.push(start, behind + len, Kind::City(zone));
            }
            return self.push(start, start + len, Kind::Word(senses));
        }
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let end = start + letters;
        if rest.first().is_some_and(u8::is_ascii_uppercase)
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

fn end_of_url(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| byte.is_ascii_whitespace() || b")>]\"'|".contains(byte)).unwrap_or(rest.len())
}
