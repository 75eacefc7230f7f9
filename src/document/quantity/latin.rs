//! Quantities in a language whose words are set apart by spaces.

use std::ops::Range;

use super::figures::figures;
use super::kind::{Quantity, QuantityKind};
use crate::language::quantity_words::{QuantityWords, Sense};

/// How many words a noun phrase may have behind its number.
const REACH: usize = 6;

/// A word or a number, and whether punctuation stands between it and the one before.
struct Token<'w> {
    range: Range<usize>,
    lower: String,
    senses: &'w [Sense],
    /// In figures; `Some(false)`: a date, a version or an identifier.
    number: Option<bool>,
    after_break: bool,
}

pub(super) fn scan(text: &str, words: &QuantityWords) -> Vec<Quantity> {
    let reader = Reader { text, words, tokens: tokens(text, words) };
    let mut found = Vec::new();
    let mut at = 0;
    while at < reader.tokens.len() {
        match reader.quantity(at) {
            Some((kind, next)) => {
                let range = reader.tokens[at].range.start..reader.end_of(next);
                found.push(Quantity { range, kind });
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

fn tokens<'w>(text: &str, words: &'w QuantityWords) -> Vec<Token<'w>> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut after_break = true;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if c.is_ascii_digit() {
            let (end, plain) = figures(text, at);
            // "22nd", "5x", "3h": a number and its unit in one word is no count.
            let tail = bytes[end..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
            let scaled = tail == 1 && matches!(bytes[end], b'k' | b'K' | b'M' | b'm');
            let number = Some(plain && (tail == 0 || scaled));
            tokens.push(Token { range: at..end + tail, lower: String::new(), senses: &[], number, after_break });
            at = end + tail;
            after_break = false;
        } else if c.is_alphabetic() {
            let letters = |c: &char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
            let length: usize = text[at..].chars().take_while(letters).map(char::len_utf8).sum();
            tokens.push(word(text, at..at + length, after_break, words));
            at += length;
            after_break = false;
        } else {
            after_break |= matches!(c, ',' | ';' | '.' | '(' | ')' | '!' | '?' | '"' | '|' | '–' | '—')
                || c == ':' && !bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
            at += c.len_utf8();
        }
    }
    tokens
}

fn word<'w>(text: &str, range: Range<usize>, after_break: bool, words: &'w QuantityWords) -> Token<'w> {
    let word = text.get(range.clone()).unwrap_or_default();
    let stem = ["'s", "’s"].iter().find_map(|genitive| word.strip_suffix(genitive)).unwrap_or(word);
    let mut lower = stem.trim_matches(['\'', '’']).to_lowercase();
    if lower.contains('’') {
        lower = lower.replace('’', "'");
    }
    Token { range, senses: words.senses(&lower), lower, number: None, after_break }
}

struct Reader<'a> {
    text: &'a str,
    words: &'a QuantityWords,
    tokens: Vec<Token<'a>>,
}

impl Reader<'_> {
    fn is(&self, at: usize, sense: Sense) -> bool {
        self.tokens.get(at).is_some_and(|token| token.senses.contains(&sense))
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.lower.as_str())
    }

    fn end_of(&self, next: usize) -> usize {
        let last = next.saturating_sub(1).min(self.tokens.len().saturating_sub(1));
        self.tokens.get(last).map_or(self.text.len(), |token| token.range.end)
    }

    fn is_number(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.number == Some(true)) || self.is(at, Sense::Number)
    }

    /// The quantity that begins at a token, and the token behind it.
    fn quantity(&self, at: usize) -> Option<(QuantityKind, usize)> {
        if self.is_number(at) {
            return self.numbered(at);
        }
        if let Some(next) = self.sign(at) {
            return Some((QuantityKind::Money, next));
        }
        if self.is(at, Sense::Order) || self.is(at, Sense::Scale) {
            return self.counted(at + 1).then_some((QuantityKind::Count, at + 1));
        }
        if self.is(at, Sense::Share) && self.is(at + 1, Sense::Ratio) {
            return self.counted(at + 1).then_some((QuantityKind::Share, at + 1));
        }
        // "Every second call", not "every second" or "every other Tuesday".
        let ordinal = self.is(at, Sense::All) && self.is(at + 1, Sense::Ordinal);
        let mut things = self.phrase(at + 2).peekable();
        if ordinal && things.peek().is_some() && !things.any(|thing| self.is(thing, Sense::Uncounted)) {
            return Some((QuantityKind::Share, at + 2));
        }
        if self.is(at, Sense::Everybody) {
            return Some((QuantityKind::All, at + 1));
        }
        if self.is_pair(at, Sense::Everybody) {
            return Some((QuantityKind::All, at + 2));
        }
        (self.is(at, Sense::All) && self.everything(at)).then_some((QuantityKind::All, at + 1))
    }

    /// Whether a number belongs to the word before it: "version 4", "Route 53".
    fn is_name(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|_| !self.breaks(at)) else { return false };
        let word = self.text.get(self.tokens[before].range.clone()).unwrap_or_default();
        let ahead = self.text.get(..self.tokens[before].range.start).unwrap_or_default().trim_end();
        let opens = ahead.is_empty() || ahead.ends_with(['.', '!', '?', ':', '|']);
        let capital = word.starts_with(char::is_uppercase) && !opens;
        let short = self.tokens[at].number == Some(true) && self.tokens[at].range.len() <= 3;
        let counts = [Sense::All, Sense::Uncounted, Sense::Sign, Sense::Number].into_iter().any(|s| self.is(before, s));
        self.is(before, Sense::Naming) || capital && short && !counts
    }

    /// "EUR 5", and the token behind it.
    fn sign(&self, at: usize) -> Option<usize> {
        (self.is(at, Sense::Sign) && self.is_number(at + 1)).then_some(at + 2)
    }

    fn numbered(&self, at: usize) -> Option<(QuantityKind, usize)> {
        if self.has_sign(at) {
            return Some((QuantityKind::Money, at + 1));
        }
        if self.is_name(at) {
            return None;
        }
        let mut next = at + 1;
        while self.is(next, Sense::Scale) || self.is(next, Sense::Number) {
            next += 1;
        }
        if let Some(behind) = self.share(next) {
            let of_resource = (at.saturating_sub(4)..behind + 4).any(|near| self.is(near, Sense::Resource));
            return (!of_resource).then_some((QuantityKind::Share, behind));
        }
        if self.is(next, Sense::Money) {
            return Some((QuantityKind::Money, next + 1));
        }
        if let Some(behind) = self.ratio(next) {
            return self.counted(behind).then_some((QuantityKind::Share, behind));
        }
        if let Some(behind) = self.split_ratio(next) {
            return Some((QuantityKind::Share, behind));
        }
        if self.counted(next) && self.word(at) != "one" && !self.is_date(at) {
            return Some((QuantityKind::Count, next));
        }
        if self.is_total(at, next) {
            return Some((QuantityKind::Count, next));
        }
        let bare = self.tokens[at].number == Some(true) && self.is_bare(next) && !self.is_date(at);
        // "September 17": the day of a month.
        let bare = bare && !(at > 0 && !self.breaks(at) && self.is(at - 1, Sense::Uncounted));
        bare.then_some((QuantityKind::Bare, next))
    }

    /// The token behind "%", "percent" or "thirds", where it stands behind a number.
    fn share(&self, next: usize) -> Option<usize> {
        match (self.has_percent(next - 1), self.is(next, Sense::Share) && !self.breaks(next)) {
            (true, _) => Some(next),
            (_, true) => Some(next + 1),
            _ => self.is_pair(next, Sense::Share).then_some(next + 2),
        }
    }

    /// The token behind "in five" or "out of ten", where it stands behind a number.
    fn ratio(&self, next: usize) -> Option<usize> {
        let joins = |at: &usize| self.is(*at, Sense::Ratio) || *at > next && self.is(*at, Sense::All);
        let words = (next..next + 2).take_while(joins).count();
        (words > 0 && self.is_number(next + words)).then_some(next + words + 1)
    }

    /// The token behind "hub in six", where it stands behind a number: "one hub in six". "One outage in
    /// two years" is no share.
    fn split_ratio(&self, next: usize) -> Option<usize> {
        let noun = !self.breaks(next) && !self.is(next, Sense::Stop) && !self.is(next, Sense::Uncounted);
        let behind = self.ratio(next + 1).filter(|_| noun && !self.breaks(next + 1))?;
        let timed = self.is(behind, Sense::Uncounted) && !self.breaks(behind);
        (!timed && !self.is_date(behind - 1)).then_some(behind)
    }

    /// "…, 214 in all, …"; "…, 14, …".
    fn is_total(&self, at: usize, next: usize) -> bool {
        let alone = self.tokens[at].number == Some(true) && self.breaks(at);
        alone && !self.is_date(at) && (self.is(next, Sense::Total) || self.is_pair(next, Sense::Total))
    }

    /// Whether two words together have a sense: "no one", "per cent".
    fn is_pair(&self, at: usize, sense: Sense) -> bool {
        self.is(at, Sense::Pair)
            && !self.breaks(at + 1)
            && self.words.is(&format!("{} {}", self.word(at), self.word(at + 1)), sense)
    }

    /// A year: behind a month, or with nothing behind it that it could count.
    fn is_date(&self, at: usize) -> bool {
        let figures = self.text.get(self.tokens[at].range.clone()).unwrap_or_default();
        let year = figures.len() == 4 && (figures.starts_with("19") || figures.starts_with("20"));
        let behind_month = at > 0 && !self.breaks(at) && self.is(at - 1, Sense::Uncounted);
        year && (behind_month || !self.counted_directly(at + 1))
    }

    fn counted_directly(&self, at: usize) -> bool {
        !self.breaks(at) && self.is_plural(at) && !self.is(at, Sense::Uncounted)
    }

    fn breaks(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|token| token.after_break)
    }

    fn has_sign(&self, at: usize) -> bool {
        let before = self.text.get(..self.tokens[at].range.start).unwrap_or_default();
        self.words.at_end(before.trim_end(), Sense::Sign).is_some_and(|sign| !sign.is_ascii() || sign.len() == 1)
    }

    fn has_percent(&self, at: usize) -> bool {
        let end = self.tokens[at].range.end;
        self.text.get(end..).unwrap_or_default().trim_start().starts_with(['%', '‰', '％'])
    }

    /// Whether a noun that measures an impact stands from `at` on.
    fn counted(&self, at: usize) -> bool {
        let phrase = self.phrase(at);
        let uncounted = phrase.clone().any(|at| self.is(at, Sense::Uncounted));
        !uncounted && phrase.clone().any(|at| self.is_plural(at))
    }

    /// Whether "all" takes in something that measures an impact.
    fn everything(&self, at: usize) -> bool {
        let lead = at > 0 && !self.breaks(at) && matches!(self.word(at - 1), "at" | "in" | "after" | "above" | "of");
        let phrase = self.phrase(at + 1);
        !lead
            && !phrase.is_empty()
            && !phrase.clone().any(|at| self.is(at, Sense::Uncounted) || self.is_number_of_unit(at))
    }

    /// "every 5 minutes".
    fn is_number_of_unit(&self, at: usize) -> bool {
        self.is_number(at) && !self.counted(at + 1)
    }

    fn is_bare(&self, next: usize) -> bool {
        // "28 May": the month may end the phrase, too.
        let month = !self.breaks(next) && self.is(next, Sense::Uncounted);
        !month && !self.phrase(next).any(|at| self.is(at, Sense::Uncounted))
    }

    /// The tokens of the noun phrase from `at` on: to the next punctuation or stop word.
    fn phrase(&self, at: usize) -> Range<usize> {
        let goes_on = |at: &usize| !self.breaks(*at) && !self.is(*at, Sense::Stop);
        at..at + (at..self.tokens.len()).take(REACH).take_while(goes_on).count()
    }

    fn is_plural(&self, at: usize) -> bool {
        let word = self.word(at);
        let regular =
            word.len() > 3 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
        regular || self.is(at, Sense::Plural)
    }
}
