//! The closed language of conditions: what a standard may ask of a document, and nothing else.

use std::fmt;

use jiff::Timestamp;
use serde::Deserialize;

use super::period::in_words;
use super::ratio::Ratio;

/// A condition.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expression {
    /// Something is given at a path.
    Has(String),
    /// What is given at a path is this.
    Is(String, String),
    /// What is given at a path is one of these.
    In(String, Vec<String>),
    /// One quantity is greater than another. Where either is not known, it is not.
    MoreThan(Operand, Operand),
    /// A stage was filed after its deadline.
    Late(String),
    /// All of them hold.
    All(Vec<Expression>),
    /// One of them holds.
    Any(Vec<Expression>),
    /// It does not hold.
    Not(Box<Expression>),
}

/// A quantity.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Operand {
    /// The time from one milestone to another.
    Elapsed {
        /// Their names.
        elapsed: [String; 2],
    },
    /// An ISO 8601 duration.
    Duration(jiff::Span),
    /// The number or duration at a path.
    At {
        /// The path.
        path: String,
    },
    /// A number, as text or figures.
    Number(Ratio),
}

/// What conditions can ask a document.
pub trait Evidence {
    /// The words at a path; none where nothing is given.
    fn words(&self, path: &str) -> Option<String>;
    /// When a milestone was reached.
    fn instant(&self, milestone: &str) -> Option<Timestamp>;
    /// The seconds of the duration at a path.
    fn seconds(&self, path: &str) -> Option<Ratio>;
    /// Whether a stage was filed after its deadline.
    fn is_late(&self, stage: &str) -> bool;
}

impl Expression {
    /// Whether it holds. The depth is bounded by the nesting of the file.
    pub fn holds(&self, facts: &dyn Evidence) -> bool {
        match self {
            Self::Has(path) => facts.words(path).is_some() || facts.instant(milestone(path)).is_some(),
            Self::Is(path, value) => is_one_of(facts, path, std::slice::from_ref(value)),
            Self::In(path, values) => is_one_of(facts, path, values),
            Self::MoreThan(left, right) => {
                left.value(facts).zip(right.value(facts)).is_some_and(|(left, right)| left > right)
            }
            Self::Late(stage) => facts.is_late(stage),
            Self::All(all) => all.iter().all(|one| one.holds(facts)),
            Self::Any(any) => any.iter().any(|one| one.holds(facts)),
            Self::Not(inner) => !inner.holds(facts),
        }
    }

    /// The paths that it asks for values at.
    pub fn paths<'e>(&'e self, into: &mut Vec<&'e str>) {
        match self {
            Self::Has(path) | Self::Is(path, _) | Self::In(path, _) => into.push(path),
            Self::MoreThan(left, right) => into.extend([left, right].into_iter().filter_map(Operand::path)),
            Self::Late(_) => {}
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.paths(into)),
            Self::Not(inner) => inner.paths(into),
        }
    }
}

impl Operand {
    fn path(&self) -> Option<&str> {
        match self {
            Self::At { path } => Some(path),
            _ => None,
        }
    }

    /// Durations in seconds.
    fn value(&self, facts: &dyn Evidence) -> Option<Ratio> {
        match self {
            Self::Elapsed { elapsed: [from, to] } => {
                let (from, to) = (facts.instant(milestone(from))?, facts.instant(milestone(to))?);
                Some(Ratio::thousandths(to.as_millisecond() - from.as_millisecond()))
            }
            Self::Duration(span) => {
                // Days of 24 hours: a condition has no calendar.
                let relative = jiff::SpanRelativeTo::days_are_24_hours();
                let total = span.to_duration(relative).ok()?;
                Some(Ratio::thousandths(i64::try_from(total.as_millis()).ok()?))
            }
            Self::At { path } => facts.seconds(path).or_else(|| Ratio::first_in(&facts.words(path)?)),
            Self::Number(number) => Some(*number),
        }
    }
}

/// The name of a milestone, with or without what says that it is one.
fn milestone(path: &str) -> &str {
    path.strip_prefix("milestones.").unwrap_or(path)
}

fn is_one_of(facts: &dyn Evidence, path: &str, values: &[String]) -> bool {
    facts.words(path).is_some_and(|words| values.iter().any(|value| value.eq_ignore_ascii_case(words.trim())))
}

/// In words, for the page of a standard.
impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |f: &mut fmt::Formatter<'_>, parts: &[Self], joint: &str| {
            let parts: Vec<String> = parts.iter().map(Self::to_string).collect();
            f.write_str(&parts.join(joint))
        };
        match self {
            Self::Has(path) => write!(f, "`{path}` is given"),
            Self::Is(path, value) => write!(f, "`{path}` is {value}"),
            Self::In(path, values) => write!(f, "`{path}` is one of {}", values.join(", ")),
            Self::MoreThan(left, right) => write!(f, "{left} is more than {right}"),
            Self::Late(stage) => write!(f, "the {stage} filing was late"),
            Self::All(all) => joined(f, all, " and "),
            Self::Any(any) => joined(f, any, " or "),
            Self::Not(inner) => write!(f, "it is not so that {inner}"),
        }
    }
}

impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Elapsed { elapsed: [from, to] } => write!(f, "the time from `{from}` to `{to}`"),
            Self::Duration(span) => f.write_str(&in_words(*span)),
            Self::At { path } => write!(f, "`{path}`"),
            Self::Number(number) => write!(f, "{number}"),
        }
    }
}
