//! Nothing in the document does the work of a section, under whatever heading.
//!
//! A reader of a postmortem needs to know what happened when, why, what it did to them, what they
//! get for it and what keeps it from happening again. The subject is the section: `timeline`,
//! `root-cause`, `impact`, `compensation`, `actions`, `detection`.

use super::Rule;
use crate::document::Document;
use crate::finding::{Finding, Level};
use crate::lint::Settings;

/// The rule.
pub const RULE: Rule = Rule {
    name: "section-missing",
    level: Some(Level::Error),
    unwritten: true,
    check,
    source: include_str!("section_missing.rs"),
};

fn check(_document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    Vec::new()
}
