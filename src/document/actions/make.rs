//! Makes an action of a place in the text that was found to hold one: its own words, and what they
//! and the notes below them say of owner, date, ticket and state.

use std::ops::Range;

use super::action::{Action, Candidate, Note, Origin, Value};
use super::details;
use super::marks;
use super::outcome;
use super::prose;
use super::ticket;
use crate::document::outline::{Block, BlockKind};
use crate::document::reading::Reading;
use crate::document::roles::Scores;
use crate::document::words::{self, Words};
use crate::language::{Lexicon, List, Role};

/// Reads what the words of a candidate say.
pub fn action(reading: &Reading<'_>, lexicon: &Lexicon, candidate: &Candidate) -> Action {
    Maker { reading, lexicon }.action(candidate)
}

struct Maker<'a> {
    reading: &'a Reading<'a>,
    lexicon: &'a Lexicon,
}

impl Maker<'_> {
    fn action(&self, candidate: &Candidate) -> Action {
        let Some(block) = self.reading.outline.blocks.get(candidate.block) else { return Action::nothing() };
        let text = &block.text;
        let given = words::head(text.slice(candidate.range.clone()));
        let mark = marks::at_head(given).filter(|(_, length)| *length < given.len());
        let lead = mark.map_or(0, |(_, length)| length);
        let own = &given[lead..];
        let range = candidate.range.start + lead..candidate.range.start + given.len();
        let lang = self.reading.lang_of(own);
        let mut words = self.reading.words_at(candidate.block, range.clone());
        let found = details::read(text, range.clone(), &words, self.lexicon, lang);
        let value = |part: &Range<usize>| Value {
            text: own.get(part.clone()).unwrap_or_default().to_owned(),
            span: text.span(part.start + range.start..part.end + range.start),
        };
        // What stands before "we will" is what was, not what will be.
        let leads = prose::LEADS.into_iter().flat_map(|list| words.of(list));
        let lead = leads.filter(|lead| !outcome::is_aside(own, &words, lead)).map(|lead| lead.start).max();
        if candidate.origin != Origin::Listed && !prose::asks(&words) {
            words.retain(|hit| lead.is_none_or(|lead| hit.start >= lead));
        }
        let core = 0..own.get(..found.tail).unwrap_or(own).trim_end().len();
        let past = prose::is_past(own, &words, lang);
        let notes = self.notes(candidate.notes.clone());
        let mut action = Action {
            text: own[core.clone()].to_owned(),
            span: text.span(core.start + range.start..core.end + range.start),
            words: words.part(&core),
            owner: found.owner.as_ref().map(value),
            due: found.due.as_ref().map(value),
            ticket: found.ticket.map(|part| ticket::value(text, part.start + range.start..part.end + range.start)),
            status: found.status.as_ref().map(value),
            done: mark.map_or((found.done || past) && !found.open, |(done, _)| done || found.done),
            is_told_done: mark.is_none() && past && !found.done,
            figure: found.figure,
            origin: candidate.origin,
            scores: self.scores(candidate),
            ..Action::nothing()
        };
        for index in candidate.notes.clone() {
            self.read_note(index, &mut action);
        }
        action.notes = notes;
        action
    }

    fn scores(&self, candidate: &Candidate) -> Scores {
        let unit = self.reading.units.at(candidate.block, candidate.range.start);
        unit.filter(|unit| unit.is_statement()).map_or([0; Role::COUNT], |unit| self.reading.roles.scores(unit.index))
    }

    fn notes(&self, blocks: Range<usize>) -> Vec<Note> {
        let blocks = blocks.filter_map(|index| Some((index, self.reading.outline.blocks.get(index)?)));
        let prose = blocks.filter(|(_, block)| block.kind != BlockKind::Code);
        let note = |(index, block): (usize, &Block)| {
            let text = block.text.plain().to_owned();
            Note { words: self.reading.words_at(index, 0..text.len()), text }
        };
        prose.map(note).collect()
    }

    /// Takes owner, date, ticket and state from a note where the action itself does not say.
    fn read_note(&self, index: usize, action: &mut Action) {
        let Some(block) = self.reading.outline.blocks.get(index) else { return };
        let plain = words::head(block.text.plain());
        let words = self.reading.words_at(index, 0..plain.len());
        let lang = self.reading.lang_of(plain);
        let found = details::read(&block.text, 0..plain.len(), &words, self.lexicon, lang);
        let value = |part: Option<Range<usize>>| {
            part.map(|part| Value { text: block.text.slice(part.clone()).to_owned(), span: block.text.span(part) })
        };
        action.owner = action.owner.take().or_else(|| value(found.owner));
        action.due = action.due.take().or_else(|| value(found.due));
        action.ticket = action.ticket.take().or_else(|| found.ticket.map(|part| ticket::value(&block.text, part)));
        action.done |= found.done || words.starts(List::Done, 0) || prose::is_past(plain, &words, lang);
    }
}

impl Action {
    fn nothing() -> Self {
        Self {
            text: String::new(),
            span: Default::default(),
            words: Words::default(),
            notes: Vec::new(),
            id: None,
            kind: None,
            addresses: None,
            owner: None,
            due: None,
            is_due_vague: false,
            ticket: None,
            status: None,
            done: false,
            is_told_done: false,
            figure: None,
            origin: Origin::Listed,
            scores: [0; Role::COUNT],
        }
    }
}
