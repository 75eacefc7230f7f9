//! Finds the actions of a document, section by section.

use std::ops::Range;

use super::make;
use super::measure::{Measure, measure};
use super::pieces::size;
use super::prose::{self, Telling};
use super::shape::{MAX_GROUP, ends_in_colon, says_something};
use super::table::{self, Columns};
use super::ticket::is_key;
use super::{Action, Actions, Candidate, Note, Origin};
use crate::document::Document;
use crate::document::outline::{Block, BlockKind, HeadingForm, Section, SectionId};
use crate::document::words::{self, Words};
use crate::language::{Lexicon, List, SectionKind, Topic};

/// Finds all actions.
pub fn collect(document: &Document<'_>, lexicon: &Lexicon) -> Actions {
    let mut collector = Collector {
        document,
        lexicon,
        actions: Actions::default(),
        columns: None,
        done_groups: Vec::new(),
        foreign_list: None,
        announced: None,
    };
    collector.done_groups = collector.groups_of_done();
    let mut at = 0;
    while at < document.outline.blocks.len() {
        at = collector.block(at).max(at + 1);
    }
    collector.drop_announcement();
    collector.actions
}

/// What the place of a block makes of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Actions,
    Lessons,
    Story,
    Elsewhere,
}

pub(super) struct Collector<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) lexicon: &'a Lexicon,
    actions: Actions,
    /// The columns of the table that was met last.
    columns: Option<(usize, Columns)>,
    /// For each section, whether its heading says that what stands under it is done, or is not.
    done_groups: Vec<Option<bool>>,
    /// The section of the paragraph read last, where it leads to a list of what is no action of ours.
    foreign_list: Option<SectionId>,
    /// Index of the first promise in running text that says only that there will be several.
    announced: Option<usize>,
}

impl Collector<'_> {
    fn block(&mut self, at: usize) -> usize {
        let Some(block) = self.document.outline.blocks.get(at) else { return at + 1 };
        if block.kind == BlockKind::Paragraph && !self.is_indented(block) {
            self.foreign_list = self.leads_to_foreign(block).then_some(block.section);
        }
        match (&block.kind, self.place(block)) {
            (BlockKind::Code, _) => {}
            (BlockKind::Item { .. }, _) if self.foreign_list == Some(block.section) => {}
            (BlockKind::Row { .. }, Place::Actions) if self.is_form_row(block) => self.form_row(at, block),
            (BlockKind::Row { table, .. }, place) => self.row(at, block, *table, place),
            (BlockKind::Item { .. }, Place::Actions) => return self.item(at, block),
            (BlockKind::Paragraph, Place::Actions) => self.paragraph(at, block),
            (BlockKind::Item { .. }, Place::Lessons) => self.lesson(at, block),
            (_, place @ (Place::Story | Place::Lessons)) => self.story(at, block, place),
            (_, Place::Elsewhere) => {}
        }
        at + 1
    }

    fn place(&self, block: &Block) -> Place {
        match self.document.topic_of(block) {
            Some(Topic::Actions) => Place::Actions,
            Some(Topic::Lessons | Topic::WentWrong) => Place::Lessons,
            None => Place::Story,
            Some(topic) => match topic.section() {
                Some(SectionKind::Summary | SectionKind::RootCause | SectionKind::Resolution) => Place::Story,
                _ => Place::Elsewhere,
            },
        }
    }

    fn groups_of_done(&self) -> Vec<Option<bool>> {
        let says = |section: &Section| {
            let words = Words::new(self.document, self.lexicon, section.title.plain());
            let around = section.parent.and_then(|parent| self.document.outline.topic(parent));
            let of_actions = section.topic.or(around) == Some(Topic::Actions);
            match words.has(List::Undone) {
                true => of_actions.then_some(false),
                false => words.has(List::DoneGroup).then_some(true),
            }
        };
        let sections = &self.document.outline.sections;
        let mut done: Vec<Option<bool>> = Vec::with_capacity(sections.len());
        for section in sections {
            let around = section.parent.and_then(|parent| done.get(parent)).copied().flatten();
            let topic = section.topic.is_none_or(|topic| topic == Topic::Actions);
            done.push(if topic { says(section).or(around) } else { None });
        }
        done
    }

    fn row(&mut self, at: usize, block: &Block, table: usize, place: Place) {
        let Some(content) = self.document.outline.tables.get(table) else { return };
        if self.columns.as_ref().is_none_or(|(known, _)| *known != table) {
            self.columns = Some((table, Columns::of(content, self.lexicon)));
        }
        let Some((_, columns)) = self.columns.clone() else { return };
        if place != Place::Actions && (place == Place::Elsewhere || !columns.are_of_actions()) {
            return;
        }
        let cells = self.document.outline.cells(block);
        let Some(candidate) = table::candidate(&columns, cells, at) else { return };
        if !says_something(block.text.slice(candidate.range.clone())) {
            return;
        }
        let mut action = self.action(&candidate);
        columns.fill(&mut action, cells, self.document, self.lexicon);
        if let Some(status) = &action.status {
            action.done = self.says_done(&status.text);
        }
        // "done 6 June" may stand where the date is asked for.
        action.done |= action.due.as_ref().is_some_and(|due| self.says_done(&due.text));
        self.actions.list.push(action);
    }

    /// Whether a row is a heading and what stands under it: "| Actions | … |".
    fn is_form_row(&self, block: &Block) -> bool {
        let section = self.document.outline.sections.get(block.section);
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
        let words = Words::new(self.document, self.lexicon, status);
        let marked = status.starts_with(['✅', '✔', '☑', '✓']) || matches!(status, "x" | "X" | "[x]" | "yes" | "Yes");
        marked || words.has(List::Done) && !words.has(List::Undone)
    }

    /// Reads an item and what is nested in it; gives the block behind.
    fn item(&mut self, at: usize, block: &Block) -> usize {
        let BlockKind::Item { depth, checked, number } = block.kind else { return at + 1 };
        let blocks = &self.document.outline.blocks;
        // Bullets behind a numbered item that ends in a colon are its own, however far left they stand.
        let opens = number.is_some() && ends_in_colon(block.text.plain());
        let nested = |other: &Block| match other.kind {
            BlockKind::Item { depth: inner, number: None, .. } if opens => inner >= depth,
            BlockKind::Item { depth: inner, .. } => inner > depth,
            BlockKind::Paragraph | BlockKind::Code => self.is_indented(other),
            BlockKind::Row { .. } => false,
        };
        let end =
            blocks.iter().skip(at + 1).take_while(|other| other.section == block.section && nested(other)).count()
                + at
                + 1;
        let inner = &blocks[at + 1..end];
        if inner.iter().any(|inner| matches!(inner.kind, BlockKind::Item { .. })) && self.is_group(block, inner) {
            return at + 1;
        }
        if self.is_figure(at, block) {
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

    /// The sentence after a promise may say where it is tracked: "#6451 tracks that effort."
    fn read_ticket(&mut self, at: usize, block: &Block, range: &Range<usize>) {
        let candidate = Candidate { block: at, range: range.clone(), notes: 0..0, origin: Origin::Prose };
        let ticket = self.action(&candidate).ticket.filter(|_| !block.text.is_empty());
        if let Some(action) = self.actions.list.last_mut() {
            action.ticket = action.ticket.take().or(ticket);
        }
    }

    /// Reads the sentences under a heading for actions that stand in no list.
    fn paragraph(&mut self, at: usize, block: &Block) {
        let done = self.done_groups.get(block.section) == Some(&Some(true));
        for range in self.document.sentences_of(at).iter().cloned() {
            let text = words::head(block.text.slice(range.clone()));
            if !says_something(text) || self.leads_to_list(at, block, &range) {
                continue;
            }
            let words = Words::new(self.document, self.lexicon, text);
            if words.has(List::NothingDone) {
                continue;
            }
            let telling = prose::telling(text, &words, self.document.lang_of(text));
            if telling == Telling::None || words.has(List::News) && !prose::asks(&words) {
                // "[OPS-7](…) - the gateway keeps no connections": the ticket is what is done.
                if self.begins_with_ticket(block, &range) {
                    let action = self.action(&Candidate { block: at, range, notes: 0..0, origin: Origin::Listed });
                    self.actions.list.push(action);
                    continue;
                }
                if words.has(List::Filing) || words.has(List::TicketWord) || size(text) <= MAX_GROUP {
                    self.read_ticket(at, block, &range);
                }
                self.note(block, text, words);
                continue;
            }
            // "We are committed to …" behind a list of actions is no further one, only a wish.
            let closes = words.has(List::Devotion) && self.actions.list.iter().any(Action::is_listed);
            let origin = if closes { Origin::Lesson } else { Origin::Listed };
            let mut action = self.action(&Candidate { block: at, range, notes: 0..0, origin });
            action.done |= done || telling == Telling::Done;
            self.actions.list.push(action);
        }
    }

    /// A sentence that explains belongs to the action before it, or tells of what is so by now.
    fn note(&mut self, block: &Block, text: &str, words: Words) {
        self.actions.changes.push(block.text.whole());
        if let Some(action) = self.actions.list.last_mut() {
            action.notes.push(Note { text: text.to_owned(), words });
        }
    }

    /// Reads an item under lessons that asks for something.
    fn lesson(&mut self, at: usize, block: &Block) {
        let text = words::head(block.text.plain());
        let words = Words::new(self.document, self.lexicon, text);
        let lang = self.document.lang_of(text);
        let asks = prose::asks(&words) && !prose::is_gerund(text) && !words.has(List::Reader);
        if asks || prose::is_wish(text, &words, lang) {
            let range = 0..text.trim_end().len();
            let action = self.action(&Candidate { block: at, range, notes: 0..0, origin: Origin::Lesson });
            self.actions.list.push(action);
        }
    }

    /// Reads promises and changes in running text; of lessons, wishes too.
    fn story(&mut self, at: usize, block: &Block, place: Place) {
        if self.document.is_quoted(block) {
            return;
        }
        let lessons = place == Place::Lessons;
        let origin = if lessons { Origin::Lesson } else { Origin::Prose };
        let resolution = self.document.topic_of(block) == Some(Topic::Resolution) && block.kind == BlockKind::Paragraph;
        let phrases = self.document.phrases_of_block(at).iter();
        let mut leads: Vec<usize> = phrases.filter(|p| p.list == List::ActionLead).map(|p| p.range.start).collect();
        leads.sort_unstable();
        if leads.is_empty() && !resolution {
            return;
        }
        let mut follows = false;
        let first = self.actions.list.len();
        for range in self.document.sentences_of(at).iter().cloned() {
            let lead = leads.get(leads.partition_point(|lead| *lead < range.start));
            let begun = self.actions.list.len() > first;
            let read = resolution || begun || lead.is_some_and(|lead| range.contains(lead));
            if !read || self.leads_to_list(at, block, &range) {
                continue;
            }
            let text = words::head(block.text.slice(range.clone()));
            let words = Words::new(self.document, self.lexicon, text);
            let lang = self.document.lang_of(text);
            let told = if lessons { prose::is_wish(text, &words, lang) } else { prose::is_promise(text, &words, lang) };
            // "We are looking at it" at 08:40 is a step, not a promise.
            let told = told && !self.is_step(block);
            let promise = told || resolution && prose::is_order(text, &words);
            if !promise && follows {
                self.read_ticket(at, block, &range);
            }
            follows = promise;
            if promise {
                if words.has(List::Announcement) {
                    self.announced = self.announced.or(Some(self.actions.list.len()));
                }
                let action = self.action(&Candidate { block: at, range, notes: 0..0, origin });
                self.actions.list.push(action);
                continue;
            }
            if let Some(action) = self.actions.list.last_mut().filter(|_| begun && words.has(List::Shipped)) {
                action.done = true;
                continue;
            }
            let taken = match resolution {
                // How it was ended is no measure, unless it is said to be there for the future.
                true => (words.has(List::Recurrence) && words.has(List::Past)).then_some(Measure::Taken),
                false if lessons => None,
                false => measure(text, &words, lang),
            };
            let taken = taken.filter(|taken| *taken == Measure::Taken || !self.is_step(block));
            if let Some(taken) = taken {
                let mut action = self.action(&Candidate { block: at, range, notes: 0..0, origin });
                action.done |= taken == Measure::Taken;
                self.actions.list.push(action);
            } else if prose::is_change(&words) {
                self.actions.changes.push(block.text.span(range));
            }
        }
    }

    /// "We will make several changes": what they are is told behind it, each as an action of its own.
    fn drop_announcement(&mut self) {
        let Some(announced) = self.announced else { return };
        let told = self.actions.list.iter().skip(announced + 1).any(|action| action.origin != Origin::Lesson);
        if told {
            self.actions.list.remove(announced);
        }
    }

    fn action(&self, candidate: &Candidate) -> Action {
        make::action(self.document, self.lexicon, candidate)
    }
}
