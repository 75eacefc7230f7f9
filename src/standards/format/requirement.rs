//! What a filing must tell.

use serde::Deserialize;

use crate::finding::Level;
use crate::standards::authority::Authority;
use crate::standards::expression::Expression;

/// Something that a filing must tell.
#[derive(Debug, Deserialize)]
pub struct Requirement {
    /// Names it within the standard: `2b`.
    pub id: String,
    /// Where it comes from.
    #[serde(flatten)]
    pub authority: Authority,
    /// What it is, as the object of "does not say".
    pub what: String,
    /// Paths of the model: all of them, unless `any` is set.
    #[serde(default)]
    pub path: Paths,
    /// Whether one of the paths is enough.
    #[serde(default)]
    pub any: bool,
    /// Headings under which it stands, where the model has no such section.
    #[serde(default)]
    pub heading: Vec<String>,
    /// A rule that finds what is missing; this requirement speaks in its place.
    pub rule: Option<String>,
    /// Rules that would say the same again, with less reason.
    #[serde(default, rename = "in-place-of")]
    pub in_place_of: Vec<String>,
    /// Its level.
    #[serde(default = "super::must")]
    pub level: Level,
    /// Where it is false, it is not asked for.
    pub when: Option<Expression>,
    /// Whether "not applicable" will do.
    #[serde(default)]
    pub na: Applicability,
    /// Whether an estimate will do.
    #[serde(default = "yes")]
    pub estimate: bool,
    /// The kind of its value.
    #[serde(default)]
    pub check: Check,
    /// The values that it can have.
    #[serde(default)]
    pub values: Vec<String>,
    /// What to write.
    pub help: Option<String>,
}

fn yes() -> bool {
    true
}

/// One path or several.
#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
pub enum Paths {
    /// None: a heading or a rule stands in their place.
    #[default]
    None,
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl Paths {
    /// All of them.
    pub fn all(&self) -> &[String] {
        match self {
            Self::None => &[],
            Self::One(path) => std::slice::from_ref(path),
            Self::Many(paths) => paths,
        }
    }
}

/// Whether "not applicable" will do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Applicability {
    /// It always applies.
    #[default]
    Never,
    /// With a reason.
    Reason,
    /// As it stands.
    Plain,
}

/// The kinds of values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// Any words or entries.
    #[default]
    Present,
    /// Date, clock time and zone.
    Instant,
    /// A date at least.
    Date,
    /// A sum of money, zero included.
    Money,
    /// A number.
    Number,
    /// Yes, no, or not known yet.
    Answer,
}
