//! Quantities in a language that writes without spaces.

use super::figures::figures;
use super::kind::{Quantity, QuantityKind};
use crate::language::quantity_words::{QuantityWords, Sense};

/// Bytes before and behind a share that may name what it is a share of.
const NEAR: usize = 30;

pub(super) fn scan(text: &str, words: &QuantityWords) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let quantity = if c.is_ascii_digit() { Some(numbered(text, at, words)) } else { worded(text, at, words) };
        match quantity {
            Some((kind, end)) => {
                found.extend(kind.map(|kind| Quantity { range: at..end, kind }));
                at = end.max(at + c.len_utf8());
            }
            None => at += c.len_utf8(),
        }
    }
    found
}

/// A number in figures: its kind, if it is a quantity, and its end.
fn numbered(text: &str, at: usize, words: &QuantityWords) -> (Option<QuantityKind>, usize) {
    let (end, plain) = figures(text, at);
    let before = text[..at].trim_end();
    if !plain || words.at_end(before, Sense::Naming).is_some() {
        return (None, end);
    }
    if words.at_end(before, Sense::Sign).is_some() {
        return (Some(QuantityKind::Money), end);
    }
    if before.ends_with('×') {
        return (Some(QuantityKind::Count), end);
    }
    measure(text, at, end, words)
}

/// A quantity in words: 三成, 全部用户, 两万名.
fn worded(text: &str, at: usize, words: &QuantityWords) -> Option<(Option<QuantityKind>, usize)> {
    let rest = text.get(at..)?;
    if let Some(word) = words.at_head(rest, Sense::Everybody) {
        return Some((Some(QuantityKind::All), at + word.len()));
    }
    if let Some(word) = words.at_head(rest, Sense::Share) {
        return Some((Some(QuantityKind::Share), at + word.len()));
    }
    if let Some(word) = words.at_head(rest, Sense::All) {
        let behind = rest[word.len()..].trim_start();
        let counted = behind.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '“' | '《'))
            && words.at_head(behind, Sense::Uncounted).is_none();
        return Some((counted.then_some(QuantityKind::All), at + word.len()));
    }
    let numeral = |c: &char| words.is(c.encode_utf8(&mut [0; 4]), Sense::Number);
    let length: usize = rest.chars().take_while(numeral).map(char::len_utf8).sum();
    if length == 0 || words.at_end(&text[..at], Sense::Naming).is_some() {
        return None;
    }
    let end = at + length;
    let behind = &text[end..];
    let share = words.at_head(behind, Sense::Order).map(|word| (Some(QuantityKind::Share), end + word.len()));
    let counted = words.at_head(behind, Sense::Plural).map(|word| (Some(QuantityKind::Count), end + word.len()));
    // A single 一 is an article more often than a number.
    share.or(counted.filter(|_| !matches!(&text[at..end], "一" | "几" | "数")))
}

/// What a number in figures measures.
fn measure(text: &str, at: usize, end: usize, words: &QuantityWords) -> (Option<QuantityKind>, usize) {
    let mut end = end;
    loop {
        let rest = &text[end..];
        let space = rest.len() - rest.trim_start_matches(' ').len();
        let Some(scale) = words.at_head(&rest[space..], Sense::Scale) else { break };
        end += space + scale.len();
    }
    let rest = text[end..].trim_start_matches([' ', '×']);
    if rest.starts_with(['%', '％', '‰']) || words.at_head(rest, Sense::Order).is_some() {
        let resource = near(text, at, end).is_some_and(|near| has_resource(near, words));
        return ((!resource).then_some(QuantityKind::Share), end);
    }
    if words.at_head(rest, Sense::Money).is_some() {
        return (Some(QuantityKind::Money), end);
    }
    if words.at_head(rest, Sense::Uncounted).is_some() {
        return (None, end);
    }
    let machines = rest.split(|c: char| !c.is_alphanumeric()).next().is_some_and(|phrase| has_resource(phrase, words));
    let counted = rest.starts_with(|c: char| ('\u{3040}'..='\u{9fff}').contains(&c)) && !machines;
    let latin = rest.starts_with(|c: char| c.is_ascii_alphabetic());
    let kind = if counted { Some(QuantityKind::Count) } else { (!latin && !machines).then_some(QuantityKind::Bare) };
    (kind, end)
}

fn has_resource(text: &str, words: &QuantityWords) -> bool {
    text.char_indices().any(|(at, _)| words.at_head(&text[at..], Sense::Resource).is_some())
}

/// The words of the clause shortly before a number.
fn near(text: &str, at: usize, end: usize) -> Option<&str> {
    let mut start = at.saturating_sub(NEAR);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let before = text.get(start..end)?;
    before.rsplit(['，', '。', '；', ',']).find(|clause| !clause.is_empty())
}
