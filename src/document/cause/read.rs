//! Finds the sentences that tell the cause, and reads what each of them tells.

use super::sentence::{doubt, is_standing, is_unknown};
use super::words::{self, Said};
use super::{Cause, Part, Repeats, Statement};
use crate::document::outline::{Block, BlockKind};
use crate::document::reading::{Hits, Reading};
use crate::document::units::Unit;
use crate::language::{List, ListSet, Role, Topic};

/// Specific words of a finding in the course of events that says what was found.
const MIN_FOUND: usize = 3;

/// What stands under a heading about the cause tells it unless its weight is far against it: odds of one in
/// eight, counted from where the weight alone decides.
const IN_SECTION: i32 = -200;
/// Elsewhere the cues of a sentence decide from about a quarter of these odds on …
const IN_ACCOUNT: i32 = -150;
/// … and where a word joins a cause to what it led to, from a twentieth on …
const LINKED: i32 = -300;
/// … and where no cause is looked for, among actions and links, its weight must be clearly for it.
const ELSEWHERE: i32 = 50;
/// From this score on the weight of a sentence alone says that it tells a cause: a third more than the odds
/// that are best on the whole, since without a cue there is nothing to show a reader.
const SURE: i32 = 30;
/// From this score on a sentence says that the cause is not known: nearly three times the odds at which its
/// weight would decide, since few sentences say so.
const UNKNOWN: i32 = 100;

/// Reads the cause of a document.
pub fn read(reading: &Reading<'_>) -> Cause {
    let mut reader = Reader { reading, symptom: Said::default() };
    let mut cause = reader.statements();
    reader.know_suppliers(&mut cause.statements);
    let first = cause.statements.iter().find(|s| s.part != Part::Course).map_or(usize::MAX, |s| s.block);
    reader.symptom = reader.symptom(first, &cause.statements);
    reader.weigh(&mut cause.statements);
    // "Cause identified" or "after the upgrade" alone says nothing; with what was found it does.
    cause.statements.retain(|s| s.part != Part::Course || s.score > SURE || gives_link(s) || s.specific >= MIN_FOUND);
    cause.statements.retain(weighs);
    cause
}

/// Whether the weight of a sentence is not against its telling a cause.
fn weighs(statement: &Statement) -> bool {
    let least = match statement.part {
        Part::Section => IN_SECTION,
        _ if statement.has(List::CauseLink) => LINKED,
        _ => IN_ACCOUNT,
    };
    statement.has(List::CauseUnknown) || statement.score > least
}

pub(super) struct Reader<'d, 's> {
    pub(super) reading: &'d Reading<'s>,
    /// The words of the title and of what was experienced.
    pub(super) symptom: Said,
}

impl Reader<'_, '_> {
    fn statements(&self) -> Cause {
        let mut cause = Cause::default();
        let mut alone = true;
        for (index, block) in self.reading.outline.blocks.iter().enumerate() {
            let topic = self.reading.units.topic(index);
            let elsewhere = part(topic).is_none();
            let part = part(topic).unwrap_or(Part::Account);
            if self.is_unwritten(block) {
                continue;
            }
            if block.kind == BlockKind::Code {
                cause.quoted |= part == Part::Section;
                continue;
            }
            let mut found = self.sentences(index, block, part);
            if elsewhere {
                found.retain(|s| s.score > ELSEWHERE || s.has(List::CauseUnknown) && s.open > 0);
                cause.statements.append(&mut found);
                continue;
            }
            if cause.safeguard.is_none() {
                let told = part != Part::Account || !cause.statements.is_empty() || is_lesson(topic);
                cause.safeguard = find_safeguard(&found, told).map(|s| s.span);
            }
            alone &= part != Part::Section;
            match part {
                Part::Section | Part::Safeguards => {}
                // In a letter the sentences around the one that says why say how.
                Part::Account if comes_to_cause(&found, alone) => found.retain(|s| s.score > SURE || is_past(s)),
                Part::Account => {
                    found.retain(|s| s.score > SURE || hints(s));
                    found.iter_mut().for_each(|statement| statement.part = Part::Course);
                }
                Part::Course => {
                    found.retain(|s| s.score > SURE || (gives_link(s) || s.has(List::CauseFound)) && is_past(s))
                }
            }
            cause.statements.append(&mut found);
        }
        cause
    }

    /// "Our carrier, Corran Fibre, …": from then on the name alone speaks of the supplier.
    fn know_suppliers(&self, statements: &mut [Statement]) {
        /// Suppliers that one account names.
        const MAX: usize = 4;
        let named = statements.iter().filter(|statement| statement.has(List::Supplier)).filter_map(|statement| {
            let text = &self.reading.outline.blocks.get(statement.block)?.text;
            let hits = self.hits(statement);
            let mut behind = hits.of(List::Supplier).map(|hit| text.slice(hit.range.end..statement.range.end));
            behind.find_map(words::name_behind).map(str::to_owned)
        });
        let names: Vec<String> = named.take(MAX).collect();
        for statement in statements.iter_mut().filter(|statement| !statement.has(List::Supplier)) {
            let text = statement.text(self.reading);
            if names.iter().any(|name| text.contains(name.as_str())) {
                statement.lists.insert(List::Supplier);
            }
        }
    }

    fn sentences(&self, index: usize, block: &Block, part: Part) -> Vec<Statement> {
        let units = self.reading.units.of_block(index).iter().enumerate();
        units.map(|(at, unit)| self.statement(at, unit, block, part)).collect()
    }

    /// A sentence and its phrases; [`Reader::weigh`] says more of those that tell the cause.
    fn statement(&self, at: usize, unit: &Unit, block: &Block, part: Part) -> Statement {
        let text = self.reading.words_of(unit);
        let hits = self.reading.hits_in(unit);
        // A sentence that begins with a clock time is an entry of the course of events, wherever it stands.
        let entry = part == Part::Account && words::begins_with_clock(text);
        let part = if entry { Part::Course } else { part };
        let open = self.reading.score(unit, Role::UnknownCause);
        Statement {
            unit: at,
            block: unit.block,
            span: self.reading.span_of(unit),
            score: self.reading.score(unit, Role::Cause),
            open,
            guard: self.reading.score(unit, Role::Safeguard),
            part,
            specific: 0,
            evasive: 0,
            concrete: false,
            repeats: Repeats::default(),
            doubt: doubt(hits),
            standing: is_standing(block, hits),
            refers_back: hits.of(List::RefersBack).any(|hit| hit.range.start == unit.range.start),
            lists: lists(text, hits, part, open),
            topic: unit.topic,
            range: unit.range.clone(),
        }
    }

    /// The phrases of a statement.
    pub(super) fn hits(&self, statement: &Statement) -> Hits<'_> {
        let unit = self.reading.units.of_block(statement.block).get(statement.unit);
        unit.map(|unit| self.reading.hits_in(unit)).unwrap_or_default()
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
}

/// The part that a topic makes of what stands under it; none where no cause is told.
fn part(topic: Option<Topic>) -> Option<Part> {
    match topic {
        Some(Topic::RootCause | Topic::Trigger | Topic::Mechanism | Topic::Contributing) => Some(Part::Section),
        Some(Topic::Safeguards) => Some(Part::Safeguards),
        Some(Topic::Timeline) => Some(Part::Course),
        None
        | Some(
            Topic::Summary
            | Topic::Impact
            | Topic::Detection
            | Topic::Resolution
            | Topic::Lessons
            | Topic::Metadata
            | Topic::WentWrong,
        ) => Some(Part::Account),
        Some(_) => None,
    }
}

/// Whether an account comes to its cause in one of its sentences: a word for it, or a change or a
/// state and how it acted, told in more than one sentence.
fn comes_to_cause(account: &[Statement], alone: bool) -> bool {
    // Among the lessons, why nobody noticed is another matter.
    if account.iter().any(|s| is_lesson(s.topic) && s.has(List::Noticing)) {
        return false;
    }
    let told = || account.iter().filter(|s| is_past(s));
    let changes = told().filter(|s| s.tells_change()).count();
    let mechanisms = told().filter(|s| s.has(List::MechanismWord)).count();
    // Beside a section about the cause, a mistake that is told is another matter.
    let says_why = |s: &Statement| gives_link(s) || alone && s.has(List::HumanError);
    told().any(says_why) || told().any(tells_course) || told().any(Statement::acts) && changes + mechanisms > 2
}

/// Whether it stands among what was learned and what went wrong.
fn is_lesson(topic: Option<Topic>) -> bool {
    matches!(topic, Some(Topic::Lessons | Topic::WentWrong))
}

/// "The update halved the limit, the daemon reached it": a change and the state it led to.
fn tells_course(statement: &Statement) -> bool {
    statement.has(List::ChangeWord) && statement.has(List::ConditionWord) && !statement.has(List::CauseRepair)
}

/// Whether a sentence of an account that never says why lets a reader see it.
fn hints(statement: &Statement) -> bool {
    let hint = statement.acts() || statement.puts_on_person() || statement.has(List::CauseFound);
    hint && is_past(statement)
}

fn gives_link(statement: &Statement) -> bool {
    // "Users met a problem with the app, so they …" tells what they experienced.
    let own = !statement.has(List::AudienceWord);
    let chain = statement.has(List::CauseChain) && statement.tells_change() && own;
    let fault = statement.has(List::CauseFault) && own && statement.part == Part::Account;
    // "The table had been replaced by one with …" tells what came before.
    let before = statement.has(List::CauseBefore) && statement.tells_change() && !statement.has(List::CauseRepair);
    let reason = statement.has(List::CauseReason) && !statement.standing || before && own;
    statement.has(List::CauseLink)
        || chain
        || fault
        || reason
        || statement.doubt.is_some()
        || statement.has(List::CauseUnknown)
}

/// Whether it speaks of what happened, not of regret, money or what was changed afterwards.
fn is_past(statement: &Statement) -> bool {
    let afterwards = statement.has(List::Measure) && !statement.has(List::CauseLink);
    statement.has(List::CauseUnknown) || !statement.has(List::CauseAside) && !afterwards
}

/// Whether it says why a test, an alarm or a spare was of no help.
fn tells_safeguard(statement: &Statement) -> bool {
    let gap = statement.has(List::Safeguard) && statement.has(List::Shortfall) && is_past(statement);
    statement.part == Part::Safeguards || gap
}

/// The sentence of a block that says why nothing stopped it. Before it comes to the cause, an account
/// tells the symptom; `told`: it has come to it.
fn find_safeguard(sentences: &[Statement], mut told: bool) -> Option<&Statement> {
    let behind = sentences.iter().skip(1).map(Some).chain([None]);
    let found = sentences.iter().zip(behind).find(|(s, next)| {
        let comes_here = told || gives_link(s);
        told = comes_here || s.acts() || tells_course(s);
        // "Staging runs the same image. Its table has four hundred rows, so …"
        let goes_on = || s.has(List::Safeguard) && is_past(s) && next.is_some_and(explains_gap);
        s.has(List::Uncaught) || comes_here && s.part != Part::Course && (tells_safeguard(s) || goes_on())
    });
    found.map(|(statement, _)| statement)
}

/// Whether a sentence behind one about a safeguard says why it was of no help.
fn explains_gap(statement: &Statement) -> bool {
    statement.refers_back && statement.has(List::Shortfall) && !statement.has(List::CauseRepair) && is_past(statement)
}

/// The cues of a sentence, and whether it says that the cause is not known: by its cues, or surely by its weight.
/// A question asks for it and says nothing.
fn lists(text: &str, hits: Hits<'_>, part: Part, open: i32) -> ListSet {
    let lists = hits.lists();
    if text.trim_end().ends_with(['?', '？']) {
        return lists.without(List::CauseUnknown);
    }
    if open > UNKNOWN || is_unknown(text, hits, part) { lists.with(List::CauseUnknown) } else { lists }
}
