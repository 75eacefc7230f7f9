//! The numbers and known words of a text; all else is a gap between them. [`super::cut`] makes them.

use std::ops::Range;

use crate::language::time_words::{Role, Sense, TimeWords, Unit};

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
pub(super) enum Kind<'w> {
    Number(Number),
    Word(&'w [Sense]),
    /// Area and city: "Europe/Berlin".
    Iana,
    /// A city of the time zone database, by the name of its zone: "Stockholm time".
    City(&'static str),
}

#[derive(Clone, Debug)]
pub(super) struct Token<'w> {
    pub start: usize,
    pub end: usize,
    pub kind: Kind<'w>,
}

/// The numbers and known words of a text, in order.
pub(crate) struct Tokens<'t, 'w> {
    pub text: &'t str,
    pub words: &'w TimeWords,
    /// It is the text of a timeline: figures at its head that may be a length or a version
    /// elsewhere are a clock time.
    pub is_entry: bool,
    /// It is the value of a field for a length of time: so are figures with colons at its head.
    pub is_length_value: bool,
    pub(super) list: Vec<Token<'w>>,
}

impl<'t, 'w> Tokens<'t, 'w> {
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

    /// Whether nothing but marks stands before a token in the text of a timeline.
    pub fn leads(&self, at: usize) -> bool {
        let before = self.text.get(..self.start(at)).unwrap_or_default();
        self.is_entry && !before.contains(char::is_alphanumeric)
    }

    /// Whether a word that asks for a length of time leads to a token: "Duration: about 00:50:00".
    pub fn is_length(&self, at: usize) -> bool {
        /// Bytes of marks between the word and the figures.
        const GAP: usize = 12;
        let marks = |at: usize| {
            self.gap(at).is_some_and(|gap| {
                gap.len() <= GAP && !gap.contains(|c: char| c.is_alphanumeric() || matches!(c, '\n' | ';' | '.'))
            })
        };
        if self.is_length_value && !self.text.get(..self.start(at)).is_some_and(|t| t.contains(char::is_alphanumeric)) {
            return true;
        }
        let aside = |at: usize| self.has_any(at, &[Role::About, Role::Of]);
        let mut word = at;
        while word > 0 && marks(word) {
            word -= 1;
            if !aside(word) {
                return self.has(word, Role::Length);
            }
        }
        false
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
}

fn is_blank(gap: &str) -> bool {
    gap.chars().all(char::is_whitespace) && gap.bytes().filter(|&b| b == b'\n').count() < 2
}
