//! Actions in running text: sentences under a heading for actions, lessons, promises in the story.

use std::ops::Range;

use super::action::{Action, Candidate, Note, Origin};
use super::collector::{Collector, Setting};
use super::measure::{Measure, measure};
use super::pieces::size;
use super::prose::{self, Telling};
use super::shape::{MAX_GROUP, begins_with_ticket, is_step, leads_to_list, numbered, says_something};
use crate::document::outline::{Block, BlockKind};
use crate::document::units::Unit;
use crate::document::words::{self, Words};
use crate::language::{List, Topic};

impl Collector<'_> {
    /// The sentence after a promise may say where it is tracked: "#6451 tracks that effort."
    fn read_ticket(&mut self, at: usize, block: &Block, range: &Range<usize>) {
        let candidate = Candidate { block: at, range: range.clone(), notes: 0..0, origin: Origin::Prose };
        let ticket = self.action(&candidate).ticket.filter(|_| !block.text.is_empty());
        if let Some(action) = self.actions.list.last_mut() {
            action.ticket = action.ticket.take().or(ticket);
        }
    }

    /// Reads the sentences under a heading for actions that stand in no list.
    pub(super) fn paragraph(&mut self, at: usize, block: &Block) {
        let done = self.done_groups.get(block.section) == Some(&Some(true));
        for range in self.reading.units.of_block(at).iter().map(|unit| unit.range.clone()) {
            let text = words::head(block.text.slice(range.clone()));
            if !says_something(text) || leads_to_list(self.reading, at, block, &range) {
                continue;
            }
            let words = self.reading.words_at(at, range.start..range.start + text.len());
            if words.has(List::NothingDone) {
                continue;
            }
            if let Some(range) = numbered(&words, text, &range) {
                let mut action = self.action(&Candidate { block: at, range, notes: 0..0, origin: Origin::Listed });
                action.done |= done;
                self.actions.list.push(action);
                continue;
            }
            let telling = prose::telling(text, &words, self.reading.lang_of(text));
            if telling == Telling::None || words.has(List::News) && !prose::asks(&words) {
                // "[OPS-7](…) - the gateway keeps no connections": the ticket is what is done.
                if begins_with_ticket(block, &range) {
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
    pub(super) fn lesson(&mut self, at: usize, block: &Block) {
        let text = words::head(block.text.plain());
        let words = self.reading.words_at(at, 0..text.len());
        let lang = self.reading.lang_of(text);
        let asks = prose::asks(&words) && !prose::is_gerund(text) && !words.has(List::Reader);
        if asks || prose::is_wish(text, &words, lang) {
            let range = 0..text.trim_end().len();
            let action = self.action(&Candidate { block: at, range, notes: 0..0, origin: Origin::Lesson });
            self.actions.list.push(action);
        }
    }

    /// Reads promises and changes in running text; of lessons, wishes too.
    pub(super) fn story(&mut self, at: usize, block: &Block, setting: Setting) {
        if self.reading.is_quoted(block) {
            return;
        }
        let lessons = setting == Setting::Lessons;
        let origin = if lessons { Origin::Lesson } else { Origin::Prose };
        let resolution = self.reading.units.topic(at) == Some(Topic::Resolution) && block.kind == BlockKind::Paragraph;
        let phrases = self.reading.phrases_of_block(at).iter();
        let mut leads: Vec<usize> = phrases.filter(|p| p.list == List::ActionLead).map(|p| p.range.start).collect();
        leads.sort_unstable();
        if leads.is_empty() && !resolution {
            return;
        }
        let mut follows = false;
        let first = self.actions.list.len();
        for range in self.sentences(at, block) {
            let lead = leads.get(leads.partition_point(|lead| *lead < range.start));
            let begun = self.actions.list.len() > first;
            let read = resolution || begun || lead.is_some_and(|lead| range.contains(lead));
            if !read || leads_to_list(self.reading, at, block, &range) {
                continue;
            }
            let text = words::head(block.text.slice(range.clone()));
            let words = self.reading.words_at(at, range.start..range.start + text.len());
            let lang = self.reading.lang_of(text);
            let told = if lessons { prose::is_wish(text, &words, lang) } else { prose::is_promise(text, &words, lang) };
            // "We are looking at it" at 08:40 is a step, not a promise.
            let told = told && !is_step(self.chronology, self.lexicon, block);
            let promise = told || resolution && prose::is_order(text, &words);
            if !promise && follows {
                self.read_ticket(at, block, &range);
            }
            follows = promise;
            if promise {
                // "We will do all we can …" is a promise where nothing else is.
                let courtesy = words.has(List::Devotion);
                if courtesy && self.actions.list.iter().any(|action| action.origin != Origin::Lesson) {
                    continue;
                }
                if courtesy || words.has(List::Announcement) {
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
            let taken =
                taken.filter(|taken| *taken == Measure::Taken || !is_step(self.chronology, self.lexicon, block));
            if let Some(taken) = taken {
                let mut action = self.action(&Candidate { block: at, range, notes: 0..0, origin });
                action.done |= taken == Measure::Taken;
                self.actions.list.push(action);
            } else if prose::is_change(&words) {
                self.actions.changes.push(block.text.span(range));
            }
        }
    }

    /// The sentences of a block, each with the brackets that follow it: "… every minute. (Reliability team,
    /// 21 February)".
    fn sentences(&self, at: usize, block: &Block) -> Vec<Range<usize>> {
        let mut sentences: Vec<Range<usize>> = Vec::new();
        for Unit { range, .. } in self.reading.units.of_block(at) {
            let enclosed = block.text.slice(range.clone()).starts_with(['(', '（', '[']);
            match sentences.last_mut().filter(|_| enclosed) {
                Some(last) => last.end = range.end,
                None => sentences.push(range.clone()),
            }
        }
        sentences
    }

    /// "We will make several changes": what they are is told behind it, each as an action of its own.
    pub(super) fn drop_announcement(&mut self) {
        let Some(announced) = self.announced else { return };
        let told = self.actions.list.iter().skip(announced + 1).any(|action| action.origin != Origin::Lesson);
        if told {
            self.actions.list.remove(announced);
        }
    }
}
