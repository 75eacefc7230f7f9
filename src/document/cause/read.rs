//! Finds the sentences that tell the cause, and reads what each of them tells.

use std::ops::Range;

use super::marks::{Mark, Marks};
use super::sentence::{doubt, is_standing, is_unknown};
use super::words::{self, Said};
use super::{Cause, Place, Repeats, Statement};
use crate::document::outline::Section;
use crate::document::outline::{Block, BlockKind, HeadingForm};
use crate::document::reading::Reading;
use crate::document::sentences::sentences;
use crate::document::text::MarkKind;
use crate::language::Topic;
use crate::source::Span;

/// Specific words of a finding in the course of events that says what was found.
const MIN_FOUND: usize = 3;

/// Reads the cause of a document.
pub fn read(reading: &Reading<'_>) -> Cause {
    let mut reader = Reader { reading, marks: Marks::of(reading), symptom: Said::default() };
    let mut cause = reader.statements();
    reader.know_suppliers(&mut cause.statements);
    let first = cause.statements.iter().find(|s| s.place != Place::Course).map_or(usize::MAX, |s| s.block);
    reader.symptom = reader.symptom(first, &cause.statements);
    reader.weigh(&mut cause.statements);
    // "Cause identified" or "after the upgrade" alone says nothing; with what was found it does.
    cause.statements.retain(|s| s.place != Place::Course || gives_link(s) || s.specific >= MIN_FOUND);
    cause
}

pub(super) struct Reader<'d, 's> {
    pub(super) reading: &'d Reading<'s>,
    pub(super) marks: Marks,
    /// The words of the title and of what was experienced.
    pub(super) symptom: Said,
}

impl Reader<'_, '_> {
    fn statements(&self) -> Cause {
        let mut cause = Cause::default();
        let mut alone = true;
        for (index, block) in self.reading.outline.blocks.iter().enumerate() {
            // A label that is not known ends the labelled section before it.
            let topic = if self.leaves_label(block) { None } else { self.reading.topic_of(block) };
            let Some(place) = self.place(block, topic) else { continue };
            if block.kind == BlockKind::Code {
                cause.quoted |= place == Place::Section;
                continue;
            }
            let mut found = self.sentences(index, block, place, topic);
            if cause.safeguard.is_none() {
                let told = place != Place::Account || !cause.statements.is_empty() || is_lesson(topic);
                cause.safeguard = find_safeguard(&found, told).map(|s| s.span);
            }
            alone &= place != Place::Section;
            match place {
                Place::Section | Place::Safeguards => {}
                // In a letter the sentences around the one that says why say how.
                Place::Account if comes_to_cause(&found, alone) => found.retain(is_past),
                Place::Account => {
                    found.retain(hints);
                    found.iter_mut().for_each(|statement| statement.place = Place::Course);
                }
                Place::Course => found.retain(|s| (gives_link(s) || s.has(Mark::Found)) && is_past(s)),
            }
            cause.statements.append(&mut found);
        }
        cause
    }

    /// "Our carrier, Corran Fibre, …": from then on the name alone speaks of the supplier.
    fn know_suppliers(&self, statements: &mut [Statement]) {
        /// Suppliers that one account names.
        const MAX: usize = 4;
        let named = statements.iter().filter(|statement| statement.has(Mark::Supplier)).filter_map(|statement| {
            let text = &self.reading.outline.blocks.get(statement.block)?.text;
            let hits = self.marks.within(statement.block, &statement.range);
            let mut behind = hits.of(Mark::Supplier).map(|hit| text.slice(hit.range.end..statement.range.end));
            behind.find_map(words::name_behind).map(str::to_owned)
        });
        let names: Vec<String> = named.take(MAX).collect();
        for statement in statements.iter_mut().filter(|statement| !statement.has(Mark::Supplier)) {
            let text = statement.text(self.reading);
            if names.iter().any(|name| text.contains(name.as_str())) {
                statement.marks = statement.marks.with(Mark::Supplier);
            }
        }
    }

    fn sentences(&self, index: usize, block: &Block, place: Place, topic: Option<Topic>) -> Vec<Statement> {
        let start = self.start(block);
        let text = block.text.plain();
        let statement = |range: Range<usize>| self.statement(index, block, cut(text, range), place, topic);
        if start == 0 {
            return self.reading.sentences_of(index).iter().cloned().map(statement).collect();
        }
        let ranges = sentences(text.get(start..).unwrap_or_default()).into_iter();
        ranges.map(|range| statement(range.start + start..range.end + start)).collect()
    }

    /// A sentence and its marks; [`Reader::weigh`] says more of those that tell the cause.
    fn statement(
        &self,
        index: usize,
        block: &Block,
        range: Range<usize>,
        place: Place,
        topic: Option<Topic>,
    ) -> Statement {
        let text = block.text.slice(range.clone());
        let hits = self.marks.within(index, &range);
        // A sentence that begins with a clock time is an entry of the course of events, wherever it stands.
        let entry = place == Place::Account && words::begins_with_clock(text);
        let place = if entry { Place::Course } else { place };
        Statement {
            block: index,
            span: block.text.span(range.clone()),
            place,
            specific: 0,
            evasive: 0,
            concrete: false,
            repeats: Repeats::default(),
            doubt: doubt(hits),
            standing: is_standing(block, hits),
            refers_back: hits.of(Mark::Back).any(|hit| hit.range.start == range.start),
            marks: if is_unknown(text, hits, place) { hits.marks().with(Mark::Unknown) } else { hits.marks() },
            topic,
            range,
        }
    }

    /// Where the value of a row begins whose first cell is its heading.
    fn start(&self, block: &Block) -> usize {
        let form = self.reading.outline.sections.get(block.section).map(|section| section.form);
        let row = matches!(block.kind, BlockKind::Row { .. }) && form == Some(HeadingForm::Row);
        if row { block.text.plain().find(" | ").map_or(0, |at| at + 3) } else { 0 }
    }

    fn place(&self, block: &Block, topic: Option<Topic>) -> Option<Place> {
        let place = match topic {
            Some(Topic::RootCause | Topic::Trigger | Topic::Mechanism | Topic::Contributing) => Some(Place::Section),
            Some(Topic::Safeguards) => Some(Place::Safeguards),
            Some(Topic::Timeline) => Some(Place::Course),
            None => Some(Place::Account),
            Some(
                Topic::Summary
                | Topic::Impact
                | Topic::Detection
                | Topic::Resolution
                | Topic::Lessons
                | Topic::Metadata
                | Topic::WentWrong,
            ) => Some(Place::Account),
            Some(_) => None,
        };
        place.filter(|_| !self.is_unwritten(block))
    }

    /// Whether nothing stands there but what a template or its author left: "n/a", "(fill in)".
    fn is_unwritten(&self, block: &Block) -> bool {
        let text = block.text.plain().trim();
        let label_only = text.ends_with([':', '：']) && text.split_ascii_whitespace().take(4).count() < 4;
        let inside = text.trim_matches(['(', ')', '（', '）', '<', '>', '[', ']', '{', '}']);
        let left = self.reading.lang_of(text).words().placeholders();
        let whole = [&left.values, &left.instructions, &left.none];
        // "[your text]" is a prompt, "Your orders were late" is none.
        let enclosed = [&left.slots, &left.notes].into_iter().filter(|_| inside.len() < text.len());
        label_only || whole.into_iter().chain(enclosed).any(|list| list.has(inside))
    }

    /// Whether a block behind the one that a label stands in is no part of it any more: it begins with
    /// a label of its own, if an unknown one, or is the next paragraph of a letter.
    fn leaves_label(&self, block: &Block) -> bool {
        let section: Option<&Section> = self.reading.outline.sections.get(block.section);
        let Some(section) = section.filter(|s| s.form == HeadingForm::Label) else { return false };
        let first = self.reading.outline.blocks.get(section.blocks.start);
        let Some(first) = first.filter(|first| first.span.start < block.span.start) else { return false };
        let between = Span::new(section.heading.end, first.span.start.max(section.heading.end));
        let run_in = !self.reading.source.slice(between).contains('\n');
        let bold = block.text.marks().iter().any(|mark| mark.kind == MarkKind::Strong && mark.range.start == 0);
        let colon = block.text.plain().chars().take(16).any(|c| matches!(c, '：' | ':'));
        bold || colon || run_in && block.kind == BlockKind::Paragraph
    }
}

/// Whether an account comes to its cause in one of its sentences: a word for it, or a change or a
/// state and how it acted, told in more than one sentence.
fn comes_to_cause(account: &[Statement], alone: bool) -> bool {
    // Among the lessons, why nobody noticed is another matter.
    if account.iter().any(|s| is_lesson(s.topic) && s.has(Mark::Noticing)) {
        return false;
    }
    let told = || account.iter().filter(|s| is_past(s));
    let changes = told().filter(|s| s.tells_change()).count();
    let mechanisms = told().filter(|s| s.has(Mark::Mechanism)).count();
    // Beside a section about the cause, a mistake that is told is another matter.
    let says_why = |s: &Statement| gives_link(s) || alone && s.has(Mark::HumanError);
    told().any(says_why) || told().any(tells_course) || told().any(Statement::acts) && changes + mechanisms > 2
}

/// Whether it stands among what was learned and what went wrong.
fn is_lesson(topic: Option<Topic>) -> bool {
    matches!(topic, Some(Topic::Lessons | Topic::WentWrong))
}

/// "The update halved the limit, the daemon reached it": a change and the state it led to.
fn tells_course(statement: &Statement) -> bool {
    statement.has(Mark::Change) && statement.has(Mark::Condition) && !statement.has(Mark::Repair)
}

/// Whether a sentence of an account that never says why lets a reader see it.
fn hints(statement: &Statement) -> bool {
    let hint = statement.acts() || statement.puts_on_person() || statement.has(Mark::Found);
    hint && is_past(statement)
}

fn gives_link(statement: &Statement) -> bool {
    // "Users met a problem with the app, so they …" tells what they experienced.
    let own = !statement.has(Mark::Audience);
    let chain = statement.has(Mark::Chain) && statement.tells_change() && own;
    let fault = statement.has(Mark::Fault) && own && statement.place == Place::Account;
    // "The table had been replaced by one with …" tells what came before.
    let before = statement.has(Mark::Before) && statement.tells_change() && !statement.has(Mark::Repair);
    let reason = statement.has(Mark::Reason) && !statement.standing || before && own;
    statement.has(Mark::Link) || chain || fault || reason || statement.doubt.is_some() || statement.has(Mark::Unknown)
}

/// Whether it speaks of what happened, not of regret, money or what was changed afterwards.
fn is_past(statement: &Statement) -> bool {
    let afterwards = statement.has(Mark::Measure) && !statement.has(Mark::Link);
    statement.has(Mark::Unknown) || !statement.has(Mark::Aside) && !afterwards
}

/// Whether it says why a test, an alarm or a spare was of no help.
fn tells_safeguard(statement: &Statement) -> bool {
    let gap = statement.has(Mark::Safeguard) && statement.has(Mark::Shortfall) && is_past(statement);
    statement.place == Place::Safeguards || gap
}

/// The sentence of a block that says why nothing stopped it. Before it comes to the cause, an account
/// tells the symptom; `told`: it has come to it.
fn find_safeguard(sentences: &[Statement], mut told: bool) -> Option<&Statement> {
    let behind = sentences.iter().skip(1).map(Some).chain([None]);
    let found = sentences.iter().zip(behind).find(|(s, next)| {
        let comes_here = told || gives_link(s);
        told = comes_here || s.acts() || tells_course(s);
        // "Staging runs the same image. Its table has four hundred rows, so …"
        let goes_on = || s.has(Mark::Safeguard) && is_past(s) && next.is_some_and(explains_gap);
        s.has(Mark::Uncaught) || comes_here && s.place != Place::Course && (tells_safeguard(s) || goes_on())
    });
    found.map(|(statement, _)| statement)
}

/// Whether a sentence behind one about a safeguard says why it was of no help.
fn explains_gap(statement: &Statement) -> bool {
    statement.refers_back && statement.has(Mark::Shortfall) && !statement.has(Mark::Repair) && is_past(statement)
}

/// A range no longer than what people write as one sentence: a log on one line is none.
fn cut(text: &str, range: Range<usize>) -> Range<usize> {
    const MAX: usize = 2_000;
    let end = range.end.min(range.start + MAX);
    // A character has at most four bytes.
    let end = (0..4).map(|back| end.saturating_sub(back)).find(|at| text.is_char_boundary(*at)).unwrap_or(range.end);
    range.start..end.max(range.start)
}
