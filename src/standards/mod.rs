//! Disclosure standards and service level agreements: data that says what must be told, to whom, by
//! when, and what is owed.
//!
//! A standard is one file in `standards/` and one line in `shipped.rs`, or a file of the user's. A
//! document that declares none pays for none: a file is read when somebody calls for it.

mod answer;
mod authority;
mod calendar;
pub mod content;
mod deadline;
mod expression;
pub mod filings;
mod format;
mod moments;
pub mod page;
mod period;
mod ratio;
mod read;
mod shipped;
pub mod sla;
pub mod slips;
mod view;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

pub use format::{FilingStage, Requirement, Standard};
pub use moments::StatedMoment;
pub use ratio::Ratio;
pub use read::{SCHEMA, read};
pub use shipped::{shipped, shipped_names};
pub use view::View;

use crate::document::Document;
use crate::document::yaml::Node;
use sla::Agreement;

/// What a configuration and the command line say of standards.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Standards that hold for the document, whatever it declares.
    pub names: Vec<String>,
    /// The user's own standards.
    pub own: Vec<Arc<Standard>>,
    /// What is declared of the scope, by standard; the last one wins.
    pub scope: Vec<Node>,
    /// Days on which nobody works, beside Saturdays and Sundays.
    pub holidays: BTreeSet<Date>,
}

impl Policy {
    /// A standard by its name: the user's, else a shipped one.
    pub fn standard(&self, name: &str) -> Option<&Standard> {
        let own = self.own.iter().find(|standard| standard.name == name).map(Arc::as_ref);
        own.or_else(|| shipped(name))
    }

    /// The names of all standards that are known.
    pub fn known(&self) -> impl Iterator<Item = &str> {
        let shipped = shipped_names().map(|name| -> &str { name });
        self.own.iter().map(|standard| standard.name.as_str()).chain(shipped)
    }
}

/// The names of the standards that hold for a document, each once.
pub fn declared<'d>(document: &'d Document<'_>, policy: &'d Policy) -> Vec<&'d str> {
    let mut names: Vec<&str> = document.meta.names("standards");
    names.extend(policy.names.iter().map(String::as_str));
    let mut known = BTreeSet::new();
    names.retain(|name| known.insert(*name));
    names
}

/// The disclosure standards that hold for a document.
pub fn in_force<'d>(document: &'d Document<'_>, policy: &'d Policy) -> impl Iterator<Item = &'d Standard> {
    declared(document, policy).into_iter().filter_map(|name| policy.standard(name))
}

/// The agreement that some words cite: by its name, or as people call it.
pub fn agreement<'p>(policy: &'p Policy, words: &str) -> Option<(&'p Standard, &'p Agreement)> {
    let terms = |standard: &'p Standard| Some((standard, standard.sla.as_ref()?));
    if let Some(named) = policy.standard(words) {
        return terms(named);
    }
    let lower = words.to_lowercase();
    let mut known = policy.known().filter_map(|name| terms(policy.standard(name)?));
    known.find(|(standard, agreement)| {
        let names = agreement.names.iter().chain([&standard.name, &standard.title]);
        names.into_iter().any(|name| lower.contains(&name.to_lowercase()))
    })
}
