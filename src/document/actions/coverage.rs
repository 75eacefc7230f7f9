//! What the actions of a document take up, for the rules that look for what they leave out.

use crate::document::cause::words::{Said, words};
use crate::document::words::Words;
use crate::document::{Actions, Reading};
use crate::language::List;

/// Kinds of work that go by many names: an alarm takes up what "nobody watched".
const KINDS: [List; 3] = [List::Watching, List::TryingOut, List::WritingDown];

/// The words of all actions that name something.
pub struct Coverage<'d> {
    reading: &'d Reading<'d>,
    said: Said,
    /// Which of [`KINDS`] the actions are.
    kinds: [bool; KINDS.len()],
    /// What the actions say they address.
    addresses: Vec<&'d str>,
}

impl<'d> Coverage<'d> {
    /// Reads the actions; `None` where there are none, and nothing can be asked of them.
    pub fn of(reading: &'d Reading<'d>, actions: &'d Actions) -> Option<Self> {
        if !actions.list.iter().any(|action| action.is_listed()) {
            return None;
        }
        let mut coverage = Self { reading, said: Said::default(), kinds: Default::default(), addresses: Vec::new() };
        for action in &actions.list {
            coverage.add(&action.text, &action.words);
            action.notes.iter().for_each(|note| coverage.add(&note.text, &note.words));
            if let Some(addresses) = &action.addresses {
                coverage.add_words(&addresses.text);
                coverage.addresses.push(&addresses.text);
            }
        }
        actions.changes.iter().for_each(|change| coverage.add_words(reading.source.slice(*change)));
        Some(coverage)
    }

    fn add(&mut self, text: &str, words: &Words) {
        self.add_words(text);
        for (given, kind) in self.kinds.iter_mut().zip(KINDS) {
            *given |= words.has(kind);
        }
    }

    fn add_words(&mut self, text: &str) {
        for range in words(text) {
            let word = &text[range];
            self.said.add(word);
            // "NodeNotReady" takes up "NotReady".
            for part in humps(word) {
                self.said.add(part);
            }
        }
    }

    fn kinds_of(&self, text: &str) -> [bool; KINDS.len()] {
        let hits = self.reading.lang_of(text).words().find(text);
        KINDS.map(|kind| hits.iter().any(|hit| hit.list == kind))
    }

    /// Whether an action speaks of what a text speaks of: a word that names something is in both, or
    /// both are about the same kind of work.
    pub fn takes_up(&self, text: &str) -> bool {
        if self.kinds_of(text).into_iter().zip(self.kinds).any(|(asked, given)| asked && given) {
            return true;
        }
        let generic = self.reading.lang_of(text).words().generic();
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

/// The ends of a name from each of its capitals on: "NotReady" and "Ready" of "NodeNotReady".
fn humps(name: &str) -> impl Iterator<Item = &str> {
    let bytes = name.as_bytes();
    let begins = |at: &usize| bytes[*at].is_ascii_uppercase() && bytes[*at - 1].is_ascii_lowercase();
    (1..bytes.len()).filter(begins).map(|at| &name[at..])
}
