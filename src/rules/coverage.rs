//! What the actions of a document take up, for the rules that look for what they leave out.

use crate::document::Document;
use crate::document::cause::words::{Said, words};

/// The words of all actions that name something.
pub struct Coverage<'d> {
    document: &'d Document<'d>,
    said: Said,
    /// What the actions say they address.
    addresses: Vec<&'d str>,
}

impl<'d> Coverage<'d> {
    /// Reads the actions; `None` where there are none, and nothing can be asked of them.
    pub fn of(document: &'d Document<'d>) -> Option<Self> {
        if !document.actions.list.iter().any(|action| action.is_listed()) {
            return None;
        }
        let mut coverage = Self { document, said: Said::default(), addresses: Vec::new() };
        for action in &document.actions.list {
            coverage.add(&action.text);
            action.notes.iter().for_each(|note| coverage.add(&note.text));
            if let Some(addresses) = &action.addresses {
                coverage.add(&addresses.text);
                coverage.addresses.push(&addresses.text);
            }
        }
        Some(coverage)
    }

    fn add(&mut self, text: &str) {
        for range in words(text) {
            self.said.add(&text[range]);
        }
    }

    /// Whether an action speaks of what a text speaks of: a word that names something is in both.
    pub fn takes_up(&self, text: &str) -> bool {
        let generic = self.document.lang_of(text).words().generic();
        let mut named = words(text).into_iter().map(|range| &text[range]).filter(|word| generic.names_something(word));
        named.any(|word| self.said.has(word))
    }

    /// Whether an action says that it addresses the cause with this id; `None` where no action says
    /// what it addresses.
    pub fn addresses(&self, id: &str) -> Option<bool> {
        let names = |text: &&str| text.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case(id));
        (!self.addresses.is_empty()).then(|| self.addresses.iter().any(names))
    }
}
