//! The id that a document states: no two documents of one run may share it.

use super::suppress::{Suppression, Suppressions};
use crate::document::Document;
use crate::finding::{Finding, excerpt};
use crate::rule::Settings;
use crate::rules::DUPLICATE_ID;
use crate::source::Span;

/// An id, and what is to be said where another document has it as well.
#[derive(Clone, Debug)]
pub struct Identity {
    /// The id as it is written.
    pub id: String,
    /// The finding, complete but for the name of the other document.
    pub finding: Finding,
    /// What suppresses the finding.
    pub suppression: Option<Suppression>,
}

impl Identity {
    /// The id of a document and its place, where it says `candor:` or has a key `id`. Numbers that
    /// others give their incidents under other names may well stand in two documents.
    pub(super) fn stated<'d>(document: &'d Document<'_>) -> Option<(&'d str, Span)> {
        let stated = document.is_candor() || document.value("id").is_some();
        let entry = document.meta.entry("id").filter(|_| stated)?;
        Some((entry.node.text()?.trim(), entry.node.span)).filter(|(id, _)| !id.is_empty())
    }

    /// The id of a document, and what is to be said where it is not alone with it.
    pub(super) fn of(document: &Document<'_>, settings: &Settings, suppressions: &Suppressions<'_>) -> Option<Self> {
        let (id, span) = Self::stated(document)?;
        let mut found = super::settled(DUPLICATE_ID, [Finding::new(span, "")].into_iter(), document, settings);
        super::in_order(&mut found, document.source);
        let finding = found.pop()?;
        let suppression = suppressions.suppression(&finding).cloned();
        Some(Self { id: id.to_owned(), finding, suppression })
    }

    /// The finding, where the document at `other` has the same id.
    pub fn shared_with(self, other: &str) -> Finding {
        let id = excerpt(&self.id);
        let message =
            format!("“{id}” is the id of {other} too: what refers to it cannot tell which of the two is meant");
        let help =
            format!("Give this document an id of its own, such as `{id}-2`; if they tell of one incident, join them.");
        Finding { message, help: Some(help), ..self.finding }
    }
}
