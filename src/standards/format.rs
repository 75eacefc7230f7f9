//! A standard as its file says it: `schema/standard.schema.json` in Rust types.

mod due;
mod requirement;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

pub use due::{Case, Days, Deadline, FILING, OpenEnded, Roll};
pub use requirement::{Applicability, Check, Paths, Requirement};

use super::authority::Authority;
use super::expression::Expression;
use super::sla::Agreement;
use crate::finding::Level;

/// A named set of demands on a disclosure, or the terms of a service level agreement.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Standard {
    /// The kebab-case name by which documents declare it.
    #[serde(rename = "standard")]
    pub name: String,
    /// Its name among people.
    pub title: String,
    /// Who made it.
    pub issuer: String,
    /// The edition that was read, and since when it holds.
    pub edition: String,
    /// Whom it binds, and to what.
    pub binds: String,
    /// What a reader of the file must not take it for.
    pub disclaimer: String,
    /// When its text was read, and when it must be read again.
    pub review: Review,
    /// Where its text was read, by a short key.
    pub sources: BTreeMap<String, Reference>,
    /// What is worth knowing beside the demands.
    #[serde(default)]
    pub notes: Vec<String>,
    /// What a document must declare of itself before deadlines can be computed.
    pub scope: Option<Scope>,
    /// Where it is false, the standard asks nothing of the document.
    pub applies: Option<Expression>,
    /// Fields that it adds to those of a postmortem.
    #[serde(default)]
    pub fields: Vec<AddedField>,
    /// Moments from which its deadlines run, beside those that every postmortem has.
    #[serde(default)]
    pub milestones: BTreeMap<String, String>,
    /// Its filings, in the order in which they are due.
    #[serde(default)]
    pub stages: Vec<FilingStage>,
    /// The terms of an agreement.
    pub sla: Option<Agreement>,
}

/// When a text was read.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Review {
    /// The day.
    pub read: Date,
    /// The day by which to read it again.
    pub by: Date,
}

/// A text that was read.
#[derive(Debug, Deserialize)]
pub struct Reference {
    /// As lawyers cite it.
    pub cite: String,
    /// Where it is found.
    pub url: String,
}

/// What a document must declare of itself.
#[derive(Debug, Deserialize)]
pub struct Scope {
    /// The key under `scope: {NAME: …}`.
    pub declare: String,
    /// The values that make a difference.
    pub values: BTreeMap<String, String>,
    /// The values that make none, beside `other`.
    #[serde(default)]
    pub others: Vec<String>,
}

/// A field that a standard adds.
#[derive(Debug, Deserialize)]
pub struct AddedField {
    /// Its path in the model: `impact.jurisdictions`.
    pub path: String,
    /// What it holds.
    pub what: String,
    /// Labels and headings that mean it in Markdown.
    #[serde(default)]
    pub labels: Vec<String>,
}

/// A filing: to whom, by when, with what.
#[derive(Debug, Deserialize)]
pub struct FilingStage {
    /// The name in `filings` and output.
    #[serde(rename = "stage")]
    pub name: String,
    /// Who receives it.
    pub to: String,
    /// Where it comes from.
    #[serde(flatten)]
    pub authority: Authority,
    /// By when; none where the standard sets no time.
    pub due: Option<Deadline>,
    /// Where a deadline on a day off moves to.
    pub roll: Option<Roll>,
    /// Where it is false, there is no such filing.
    pub when: Option<Expression>,
    /// Filings that do this one's work too.
    #[serde(default, rename = "met-by")]
    pub met_by: Vec<String>,
    /// The level of a deadline that was missed.
    #[serde(default = "must")]
    pub level: Level,
    /// What it must tell.
    #[serde(default)]
    pub requires: Vec<Requirement>,
}

fn must() -> Level {
    Level::Error
}
