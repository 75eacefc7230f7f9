//! The number of a duration: in figures, in words, with a fraction.

use crate::document::time::tokens::Tokens;
use crate::language::time_words::{Role, Sense};

/// A number that has been read.
#[derive(Clone, Copy)]
pub struct Quantity {
    /// How many units.
    pub value: f64,
    /// The token after it.
    pub next: usize,
    /// It is an article, which counts only after a word like "for".
    pub article: bool,
    /// It is in figures.
    pub figures: bool,
}

/// "3", "3.5", "1,200", "3½", "3 1/4", "three and a half", "half an", "两", "半".
pub fn quantity(tokens: &Tokens, at: usize) -> Option<Quantity> {
    if tokens.has(at, Role::Half) {
        let article = is_article(tokens, at + 1) && tokens.is_blank(at + 1);
        let next = if article { at + 2 } else { at + 1 };
        return Some(Quantity { value: 0.5, next, article: false, figures: false });
    }
    let number = match tokens.number(at) {
        Some(number) if number.figures > 6 => return None,
        Some(number) => figures(tokens, at, number.value, number.figures > 0),
        None => words(tokens, at)?,
    };
    Some(with_fraction(tokens, number))
}

fn figures(tokens: &Tokens, at: usize, value: u32, figures: bool) -> Quantity {
    let whole = Quantity { value: f64::from(value), next: at + 1, article: false, figures };
    let Some(part) = tokens.number(at + 1).filter(|part| (1..=3).contains(&part.figures)) else {
        return whole;
    };
    let fraction = f64::from(part.value) / 10_f64.powi(part.figures as i32);
    let value = match (tokens.gap(at + 1), part.figures) {
        (Some(","), 3) => whole.value * 1_000.0 + f64::from(part.value),
        (Some("." | ","), _) => whole.value + fraction,
        (Some(" "), 1) if tokens.gap(at + 2) == Some("/") => match tokens.number(at + 2) {
            Some(below) if below.value > part.value => {
                let value = whole.value + f64::from(part.value) / f64::from(below.value);
                return Quantity { value, next: at + 3, ..whole };
            }
            _ => return whole,
        },
        _ => return whole,
    };
    Quantity { value, next: at + 2, ..whole }
}

/// "forty-five", "a hundred and twenty".
fn words(tokens: &Tokens, at: usize) -> Option<Quantity> {
    let mut value = f64::from(spelled(tokens, at)?);
    let article = is_article(tokens, at);
    let mut next = at + 1;
    loop {
        let joined = tokens.gap(next).is_some_and(|gap| matches!(gap, " " | "-"));
        let and = usize::from(tokens.has(next, Role::And) && tokens.is_blank(next + 1));
        let factor = tokens.senses(next).iter().find_map(|sense| match sense {
            Sense::Multiplier(factor) => Some(f64::from(*factor)),
            _ => None,
        });
        match (factor, spelled(tokens, next + and)) {
            _ if !joined => break,
            (Some(factor), _) => value *= factor,
            (None, Some(more)) if f64::from(more) < value && !is_article(tokens, next + and) => {
                value += f64::from(more);
                next += and;
            }
            _ => break,
        }
        next += 1;
    }
    Some(Quantity { value, next, article: article && next == at + 1, figures: false })
}

/// "and a half", "三个半", "½", "three quarters of an" after a number.
fn with_fraction(tokens: &Tokens, number: Quantity) -> Quantity {
    let vulgar = match tokens.gap(number.next).map(str::trim) {
        Some("½") => 0.5,
        Some("¼") => 0.25,
        Some("¾") => 0.75,
        _ => 0.0,
    };
    let mut at = number.next;
    if tokens.has(at, Role::Quarter) && tokens.is_blank(at) {
        let mut next = at + 1;
        while tokens.is_blank(next) && (tokens.has(next, Role::Of) || is_article(tokens, next)) {
            next += 1;
        }
        // 三刻钟 needs no unit after it; see `amount`.
        let next = if next > at + 1 { next } else { at };
        let value = if next > at { number.value / 4.0 } else { number.value };
        return Quantity { value, next, article: false, ..number };
    }
    if tokens.has(at, Role::Counter) && tokens.is_tight(at) {
        at += 1;
    }
    if tokens.has(at, Role::And) && tokens.is_blank(at) {
        at += 1;
    }
    if at > number.next && is_article(tokens, at) && tokens.is_blank(at) {
        at += 1;
    }
    if tokens.has(at, Role::Half) && tokens.is_blank(at) && at > number.next {
        return Quantity { value: number.value + 0.5, next: at + 1, article: false, ..number };
    }
    Quantity { value: number.value + vulgar, ..number }
}

fn spelled(tokens: &Tokens, at: usize) -> Option<u32> {
    tokens.senses(at).iter().find_map(|sense| match sense {
        Sense::Number(value) => Some(*value),
        _ => None,
    })
}

/// "a" and "an" are number words of at most two letters.
pub fn is_article(tokens: &Tokens, at: usize) -> bool {
    tokens.word(at).len() <= 2 && spelled(tokens, at) == Some(1)
}
