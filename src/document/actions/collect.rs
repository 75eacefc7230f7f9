//! Finds the actions of a document, section by section.

use super::action::{Actions, Candidate, Origin};
use super::collector::{Collector, Setting};
use super::firm::is_firm;
use super::marks;
use super::shape::{ends_in_colon, is_figure, is_group, is_indented, leads_to_foreign, says_something};
use super::table::{self, Columns};
use super::ticket::is_key;
use crate::document::outline::{Block, BlockKind, HeadingForm, Section, SectionId};
use crate::document::reading::Reading;
use crate::document::timeline::Chronology;
use crate::document::words::Words;
use crate::language::{Lexicon, List, SectionKind, Topic};

/// Finds all actions.
pub fn collect(reading: &Reading<'_>, chronology: &Chronology, lexicon: &Lexicon) -> Actions {
    let mut collector = Collector {
        reading,
        chronology,
        lexicon,
        actions: Actions::default(),
        columns: None,
        done_groups: Vec::new(),
        foreign_list: None,
        announced: None,
    };
    collector.done_groups = collector.groups_of_done();
    let mut at = 0;
    while at < reading.outline.blocks.len() {
        at = collector.block(at).max(at + 1);
    }
    collector.drop_announcement();
    collector.weigh();
    for action in &mut collector.actions.list {
        action.is_due_vague = action.due.as_ref().is_some_and(|due| {
            let lang = reading.lang_of(&due.text);
            !is_firm(&due.text, &Words::new(lang, lexicon, &due.text), lang)
        });
    }
    collector.actions
}

impl Collector<'_> {
    fn block(&mut self, at: usize) -> usize {
        let Some(block) = self.reading.outline.blocks.get(at) else { return at + 1 };
        if block.kind == BlockKind::Paragraph && !is_indented(self.reading, block) {
            self.foreign_list = leads_to_foreign(self.reading, at, block).then_some(block.section);
        }
        match (&block.kind, self.setting(at)) {
            (BlockKind::Code, _) => {}
            (BlockKind::Item { .. }, _) if self.foreign_list == Some(block.section) => {}
            (BlockKind::Row { .. }, Setting::Actions) if self.is_form_row(block) => self.form_row(at, block),
            (BlockKind::Row { table, .. }, setting) => self.row(at, block, *table, setting),
            (BlockKind::Item { .. }, Setting::Actions) => return self.item(at, block),
            (BlockKind::Paragraph, Setting::Actions) => self.paragraph(at, block),
            (BlockKind::Item { .. }, Setting::Lessons) => self.lesson(at, block),
            (_, setting @ (Setting::Story | Setting::Lessons)) => self.story(at, block, setting),
            (_, Setting::Elsewhere) => {}
        }
        at + 1
    }

    fn setting(&self, block: usize) -> Setting {
        match self.reading.units.topic(block) {
            Some(Topic::Actions) => Setting::Actions,
            Some(Topic::Lessons | Topic::WentWrong) => Setting::Lessons,
            None => Setting::Story,
            Some(topic) => match topic.section() {
                Some(SectionKind::Summary | SectionKind::RootCause | SectionKind::Resolution) => Setting::Story,
                _ => Setting::Elsewhere,
            },
        }
    }

    fn groups_of_done(&self) -> Vec<Option<bool>> {
        let says = |id: SectionId, section: &Section| {
            let phrases = self.reading.title_phrases.get(id).map(Vec::as_slice).unwrap_or_default();
            let has = |list: List| phrases.iter().any(|phrase| phrase.list == list);
            let around = section.parent.and_then(|parent| self.reading.outline.topic(parent));
            let of_actions = section.topic.or(around) == Some(Topic::Actions);
            match has(List::Undone) {
                true => of_actions.then_some(false),
                false => has(List::DoneGroup).then_some(true),
            }
        };
        let sections = &self.reading.outline.sections;
        let mut done: Vec<Option<bool>> = Vec::with_capacity(sections.len());
        for (id, section) in sections.iter().enumerate() {
            let around = section.parent.and_then(|parent| done.get(parent)).copied().flatten();
            let topic = section.topic.is_none_or(|topic| topic == Topic::Actions);
            done.push(if topic { says(id, section).or(around) } else { None });
        }
        done
    }

    fn row(&mut self, at: usize, block: &Block, table: usize, setting: Setting) {
        let Some(content) = self.reading.outline.tables.get(table) else { return };
        if self.columns.as_ref().is_none_or(|(known, _)| *known != table) {
            self.columns = Some((table, Columns::of(content, self.lexicon)));
        }
        let Some((_, columns)) = self.columns.clone() else { return };
        if setting != Setting::Actions && (setting == Setting::Elsewhere || !columns.are_of_actions()) {
            return;
        }
        let cells = self.reading.outline.cells(block);
        let Some(candidate) = table::candidate(&columns, cells, at) else { return };
        if !says_something(block.text.slice(candidate.range.clone())) {
            return;
        }
        if columns.is_group(cells, self.reading, self.lexicon) {
            return;
        }
        let parts = columns.split(cells);
        for (cells, range) in &parts {
            let range = candidate.range.start + range.start..candidate.range.start + range.end;
            let mut action = self.action(&Candidate { range, ..candidate.clone() });
            columns.fill(&mut action, cells, self.reading, self.lexicon);
            if let Some(status) = &action.status {
                action.done = self.says_done(&status.text);
            }
            // "done 6 June" may stand where the date is asked for.
            action.done |= action.due.as_ref().is_some_and(|due| self.says_done(&due.text));
            action.done |= columns.is_completed(cells, self.reading, self.lexicon);
            self.actions.list.push(action);
        }
    }

    /// Whether a row is a heading and what stands under it: "| Actions | … |".
    fn is_form_row(&self, block: &Block) -> bool {
        let section = self.reading.outline.sections.get(block.section);
        section.is_some_and(|section| section.form == HeadingForm::Row)
    }

    /// Reads the value of such a row as an item.
    fn form_row(&mut self, at: usize, block: &Block) {
        let text = block.text.plain();
        let start = text.find(" | ").map_or(0, |border| border + " | ".len());
        if says_something(text.get(start..).unwrap_or_default()) {
            let candidate =
                Candidate { block: at, range: start..text.trim_end().len(), notes: 0..0, origin: Origin::Listed };
            let action = self.action(&candidate);
            self.actions.list.push(action);
        }
    }

    fn says_done(&self, status: &str) -> bool {
        let words = Words::new(self.reading.lang, self.lexicon, status);
        let begins = marks::at_head(status).is_some_and(|(done, _)| done);
        let marked = begins || marks::is_done(status) || status.eq_ignore_ascii_case("yes");
        marked || words.has(List::Done) && !words.has(List::Undone)
    }

    /// Reads an item and what is nested in it; gives the block behind.
    fn item(&mut self, at: usize, block: &Block) -> usize {
        let BlockKind::Item { depth, checked, number } = block.kind else { return at + 1 };
        let blocks = &self.reading.outline.blocks;
        // Bullets behind a numbered item that ends in a colon are its own, however far left they stand.
        let opens = number.is_some() && ends_in_colon(block.text.plain());
        let nested = |other: &Block| match other.kind {
            BlockKind::Item { depth: inner, number: None, .. } if opens => inner >= depth,
            BlockKind::Item { depth: inner, .. } => inner > depth,
            BlockKind::Paragraph | BlockKind::Code => is_indented(self.reading, other),
            BlockKind::Row { .. } => false,
        };
        let end =
            blocks.iter().skip(at + 1).take_while(|other| other.section == block.section && nested(other)).count()
                + at
                + 1;
        let inner = &blocks[at + 1..end];
        if inner.iter().any(|inner| matches!(inner.kind, BlockKind::Item { .. }))
            && is_group(self.reading, at, block, at + 1..end)
        {
            return at + 1;
        }
        if is_figure(self.reading, at, block) {
            return end;
        }
        // "#2127" alone leads to what is done.
        if !says_something(block.text.plain()) && !is_key(block.text.plain().trim()) {
            return end;
        }
        let range = 0..block.text.plain().trim_end().len();
        let mut action = self.action(&Candidate { block: at, range, notes: at + 1..end, origin: Origin::Listed });
        let group = self.done_groups.get(block.section).copied().flatten();
        // What is planned may be told as if it were done: "Improved runbooks. We will …"
        if group == Some(false) && action.is_told_done {
            action.done = false;
        }
        action.done |= checked == Some(true) || group == Some(true);
        self.actions.list.push(action);
        end
    }
}
