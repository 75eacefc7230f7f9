//! Exact numbers. Availability is judged at the edges of tiers, where a binary fraction is on the
//! wrong side; a ratio of integers is exact, and needs no crate.

use std::cmp::Ordering;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error};

/// Figures that a number may have before and behind its point: products of two fit into 128 bits.
const MAX_FIGURES: usize = 12;

/// A ratio of two integers; the lower one is positive.
#[derive(Clone, Copy, Debug)]
pub struct Ratio {
    upper: i128,
    lower: i128,
}

impl Ratio {
    /// Nothing.
    pub const ZERO: Self = Self { upper: 0, lower: 1 };

    /// A ratio; one with nothing below is nothing.
    pub fn new(upper: i64, lower: i64) -> Self {
        match lower {
            0 => Self::ZERO,
            lower if lower < 0 => Self { upper: -i128::from(upper), lower: -i128::from(lower) },
            lower => Self { upper: upper.into(), lower: lower.into() },
        }
    }

    /// So many thousandths: milliseconds as seconds.
    pub fn thousandths(upper: i64) -> Self {
        Self::new(upper, 1_000)
    }

    /// A number as it is written: `99.95`. A comma or a space may stand between thousands.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (sign, text) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let figures: String = text.chars().filter(|c| !matches!(c, ',' | '_' | ' ' | '\u{a0}')).collect();
        let (whole, part) = figures.split_once('.').unwrap_or((&figures, ""));
        let sound = |part: &str| part.len() <= MAX_FIGURES && part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !sound(whole) || !sound(part) {
            return None;
        }
        let lower = 10_i128.pow(u32::try_from(part.len()).ok()?);
        let upper: i128 = format!("{whole}{part}").parse().ok()?;
        Some(Self { upper: sign * upper, lower })
    }

    /// The first number in a text.
    pub fn first_in(text: &str) -> Option<Self> {
        let start = text.find(|c: char| c.is_ascii_digit())?;
        let rest = text.get(start..)?;
        let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(rest.len());
        Self::parse(rest.get(..end)?.trim_end_matches(['.', ',']))
    }

    /// So many times this.
    pub fn times(self, factor: i64) -> Self {
        Self { upper: self.upper * i128::from(factor), ..self }
    }

    /// This divided by a number.
    pub fn over(self, divisor: i64) -> Self {
        if divisor <= 0 { Self::ZERO } else { Self { lower: self.lower * i128::from(divisor), ..self } }
    }

    /// The sum of both.
    pub fn plus(self, other: Self) -> Self {
        match self.lower == other.lower {
            true => Self { upper: self.upper + other.upper, ..self },
            false => {
                Self { upper: self.upper * other.lower + other.upper * self.lower, lower: self.lower * other.lower }
            }
        }
    }

    /// The difference of both.
    pub fn minus(self, other: Self) -> Self {
        self.plus(Self { upper: -other.upper, ..other })
    }

    /// The least whole number that is no less.
    pub fn ceiling(self) -> Self {
        Self { upper: -(-self.upper).div_euclid(self.lower), lower: 1 }
    }

    /// Rounded half up to so many places, all of them written.
    pub fn rounded(self, places: u32) -> String {
        let scale = 10_i128.pow(places);
        let doubled = (self.upper * scale * 2 + self.lower).div_euclid(self.lower * 2);
        let (sign, doubled) = (if doubled < 0 { "-" } else { "" }, doubled.abs());
        match places {
            0 => format!("{sign}{doubled}"),
            _ => format!("{sign}{}.{:0width$}", doubled / scale, doubled % scale, width = places as usize),
        }
    }
}

/// Up to four places, as few as are needed.
impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rounded = self.rounded(4);
        f.write_str(rounded.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.upper * other.lower).cmp(&(other.upper * self.lower))
    }
}

/// From text, or from a number as YAML writes it.
impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        Self::parse(&text).ok_or_else(|| D::Error::custom(format!("“{text}” is no decimal number")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact() {
        let number = Ratio::parse;
        assert!(number("99.95") > number("99.9499999999"));
        assert_eq!(number("99.950"), number("99.95"));
        assert_eq!(Ratio::new(40_320 - 257, 40_320).times(100).rounded(4), "99.3626");
        assert_eq!(Ratio::new(1, 8).rounded(2), "0.13");
        assert_eq!(Ratio::new(-1, 8).rounded(2), "-0.12");
        assert_eq!(Ratio::new(2, 3).rounded(0), "1");
        assert_eq!(number("1,200,000").map(|n| n.to_string()).as_deref(), Some("1200000"));
        assert_eq!(number("10.50").map(|n| n.to_string()).as_deref(), Some("10.5"));
        for wrong in ["", ".5", "1.2.3", "ten", "1e3", "9999999999999"] {
            assert_eq!(Ratio::parse(wrong), None, "{wrong}");
        }
    }
}
