//! Why it happened: the sentences that tell the cause, wherever they stand, and what they tell.
//!
//! A cause is read, not looked up in a list of bad phrases: a sentence counts for what it says
//! beyond the symptom and beyond the words that fit any outage.

mod read;
mod sentence;
mod weigh;
pub mod words;

use std::ops::Range;

use super::reading::Reading;
use crate::language::{List, ListSet, Topic};
use crate::source::Span;
pub use read::read;

/// Specific words that a mechanism takes: fewer do not say what in which component did what.
const MIN_SPECIFIC: usize = 6;
/// Specific words that it takes where a change or a condition and how it acted stand in one sentence.
const MIN_CHAINED: usize = 4;
/// A statement that repeats the symptom may say so many words of its own ("in the exchange area").
const MAX_OWN: usize = 3;
/// Words said twice with which a statement goes round in a circle, whatever kind of cause it names.
const MIN_CIRCLE: usize = 3;
/// Specific words about one's own systems beside which the cause does not end at a supplier.
const MIN_OWN_PART: usize = 30;
/// From this score on the cues of a sentence decide whether it tells one's own part in a supplier's failure: a
/// quarter of the odds at which its weight would.
const OWN_PART: i32 = -150;
/// Specific words of a sentence that tells how a system or a process always is.
const MIN_STANDING: usize = 3;

/// What a document tells of its cause.
#[derive(Debug, Default)]
pub struct Cause {
    /// The sentences that tell it, in order.
    pub statements: Vec<Statement>,
    /// A sentence that says why nothing stopped it or caught it earlier.
    pub safeguard: Option<Span>,
    /// Whether a log or a command is quoted under a heading about the cause.
    pub quoted: bool,
}

/// A sentence that tells the cause or a part of it.
#[derive(Debug)]
pub struct Statement {
    /// Index of the unit among those of its block.
    unit: usize,
    /// Index of the block.
    pub block: usize,
    /// Bytes of the block's text.
    pub range: Range<usize>,
    /// Where it stands in the source.
    pub span: Span,
    /// How surely it tells a cause.
    pub score: i32,
    /// How surely it says that the cause is not known.
    open: i32,
    /// How surely it says why nothing stopped it.
    guard: i32,
    /// In which part of the document it is told.
    pub part: Part,
    /// What the section around it is about.
    pub topic: Option<Topic>,
    /// Words of this incident that it is the first to say, the symptom's not counted.
    pub specific: usize,
    /// Words that avoid saying what acted on what.
    pub evasive: usize,
    /// Whether it gives a name, an identifier or a quantity.
    pub concrete: bool,
    /// The words that leave it open whether it is so.
    pub doubt: Option<Range<usize>>,
    /// Whether words of the symptom come again, or a word of one half in the other.
    pub repeats: Repeats,
    /// Whether it tells how something always is, not what happened once.
    pub standing: bool,
    /// Whether it begins with a word that points to the sentence before.
    pub refers_back: bool,
    /// The lists of its phrases, and those that it speaks of all the same.
    lists: ListSet,
}

/// What a statement says again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Repeats {
    /// Words of the symptom.
    pub symptom: usize,
    /// Words that it says twice itself.
    pub itself: usize,
    /// Whether what it gives as the cause is a state of being out of order.
    pub state: bool,
}

/// The part of the document that a statement is told in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Under a heading that is about the cause.
    Section,
    /// Under a heading about why nothing stopped it.
    Safeguards,
    /// In the account of what happened: a summary, a letter.
    Account,
    /// In a timeline, or where detection or resolution is told.
    Course,
}

impl Statement {
    /// Whether the sentence has a phrase of this kind.
    pub fn has(&self, list: List) -> bool {
        self.lists.has(list)
    }

    /// Its words.
    pub fn text<'d>(&self, reading: &'d Reading<'_>) -> &'d str {
        reading.outline.blocks.get(self.block).map_or("", |block| block.text.slice(self.range.clone()))
    }

    /// A part of its words, and where it stands.
    pub fn part<'d>(&self, reading: &'d Reading<'_>, range: &Range<usize>) -> Option<(Span, &'d str)> {
        let text = &reading.outline.blocks.get(self.block)?.text;
        Some((text.span(range.clone()), text.slice(range.clone())))
    }

    /// Whether it says what the cause is, not how the work went on or why nothing stopped it.
    fn tells(&self) -> bool {
        matches!(self.part, Part::Section | Part::Account)
    }

    /// Whether it says why, by its heading or by a word for a cause.
    fn says_why(&self) -> bool {
        let why = [List::CauseLink, List::CauseReason, List::CauseChain, List::CauseFault, List::HumanError];
        self.part == Part::Section || why.into_iter().any(|list| self.has(list))
    }

    /// Whether it can tell a mechanism: an entry of the course of events does where it says why.
    fn explains(&self) -> bool {
        let says_why =
            self.has(List::CauseLink) || self.has(List::CauseChain) || self.has(List::CauseFound) || self.acts();
        self.tells() || self.part == Part::Course && says_why
    }

    /// Whether it says that something was changed or in a state.
    fn tells_change(&self) -> bool {
        self.has(List::ChangeWord) || self.has(List::ConditionWord)
    }

    /// Whether it says how a change or a state acted.
    fn acts(&self) -> bool {
        self.has(List::MechanismWord) && self.tells_change()
    }

    /// Whether it is not sure of the cause.
    fn is_hedged(&self) -> bool {
        self.doubt.is_some() && !self.has(List::HedgeAside)
    }

    /// Whether it puts the failure on a person or a team.
    fn puts_on_person(&self) -> bool {
        let person = self.has(List::Person);
        let slip = self.has(List::SlipVerb) && (person || self.has(List::OurTeam));
        self.has(List::HumanError) || slip || person && self.has(List::Slip)
    }

    /// Whether it says what of the system or the process let a slip through: not who made it, and
    /// not why it was noticed late.
    fn lets_through(&self) -> bool {
        let thing = !self.puts_on_person() && !self.has(List::Person);
        let standing = self.standing && self.specific >= MIN_STANDING && thing;
        self.has(List::LetThrough) || (standing || self.guard > 0) && !self.has(List::Noticing)
    }

    /// Whether it says why one's own service hung on a supplier, or what of one's own failed too.
    fn tells_own_part(&self) -> bool {
        let gap = self.has(List::LetThrough) || self.has(List::Safeguard) && self.has(List::Shortfall);
        let says = self.has(List::Dependence) || gap && !self.has(List::Supplier) && !self.has(List::Noticing);
        self.guard > if says { OWN_PART } else { 0 }
    }

    /// Whether it speaks of a supplier that failed.
    fn blames_supplier(&self) -> bool {
        self.has(List::Supplier) || self.has(List::VendorName) && self.has(List::VendorFailed)
    }

    /// Whether it says no more than what was experienced.
    fn restates(&self) -> bool {
        let named = self.concrete && self.specific > 0;
        let kind = [List::CauseKind, List::CauseFault, List::Supplier].into_iter().any(|list| self.has(list));
        let in_circles = self.repeats.state && self.repeats.itself >= MIN_CIRCLE;
        let own_words = kind && !in_circles || named || self.specific > MAX_OWN;
        // "Our own systems ran normally" gives no cause.
        let own_words = own_words || self.has(List::CauseAside);
        let said_before = self.repeats.itself + self.repeats.symptom;
        let state = self.repeats.state && said_before >= self.specific;
        !own_words && (self.repeats.itself > 0 || self.repeats.symptom > self.specific || state)
    }
}

impl Cause {
    /// Whether anything says why it happened, or that this is not known.
    pub fn is_told(&self) -> bool {
        // "Shops were hit" tells the impact; only a word for a reason makes it a cause.
        let impact =
            |s: &Statement| s.part == Part::Account && s.topic == Some(Topic::Impact) && !s.has(List::CauseLink);
        self.quoted || self.statements.iter().any(|s| s.part != Part::Safeguards && !impact(s))
    }

    /// Whether it is told by what mechanism which change or condition led to the symptom.
    pub fn is_specific(&self) -> bool {
        let told = || self.statements.iter().filter(|s| s.explains());
        // "If the latest block is empty, the pool is not updated until the next": a chain says much in little.
        let chained = told().any(Statement::acts);
        let specific: usize = told().map(|s| s.specific).sum();
        let evasive: usize = told().map(|s| s.evasive).sum();
        specific >= if chained { MIN_CHAINED } else { MIN_SPECIFIC } && specific > evasive
    }

    /// The statement that says that the cause is not known.
    ///
    /// A step of the investigation counts only where no cause was found later.
    pub fn unknown(&self) -> Option<&Statement> {
        let found =
            self.statements.iter().rposition(|s| s.part == Part::Course && s.has(List::CauseFound)).unwrap_or(0);
        let open = |at: usize, s: &Statement| s.part != Part::Course || at >= found && !self.is_specific();
        let mut statements = self.statements.iter().enumerate();
        statements
            .find(|(at, s)| s.has(List::CauseUnknown) && !s.has(List::KnownLater) && open(*at, s))
            .map(|(_, statement)| statement)
    }

    /// The statement that stands for a cause which names no mechanism.
    pub fn vague(&self) -> Option<&Statement> {
        if self.is_specific() || self.unknown().is_some() {
            return None;
        }
        self.head().find(|s| s.says_why()).or_else(|| self.head().next())
    }

    /// The statement that gives the symptom as its own cause, where nothing more is told.
    pub fn restated(&self) -> Option<&Statement> {
        if self.is_specific() {
            return None;
        }
        self.head().find(|s| s.tells() && s.says_why() && s.restates())
    }

    /// The statement that rests on a person's or a team's mistake, where no condition is told that
    /// let it through.
    pub fn human_error(&self) -> Option<&Statement> {
        if self.statements.iter().any(Statement::lets_through) {
            return None;
        }
        self.statements.iter().find(|s| s.tells() && s.puts_on_person())
    }

    /// The statement that ends at a supplier, where one's own part is not told.
    pub fn supplier_only(&self) -> Option<&Statement> {
        let own = self.statements.iter().filter(|s| s.tells() && s.says_why() && !s.blames_supplier());
        let told = own.map(|s| s.specific).sum::<usize>() >= MIN_OWN_PART;
        if told || self.statements.iter().any(Statement::tells_own_part) {
            return None;
        }
        let failed = |s: &&Statement| {
            s.has(List::OutageWord) || s.puts_on_person() || s.has(List::ConditionWord) || s.has(List::CauseLink)
        };
        self.head().filter(failed).find(|s| s.blames_supplier() && !s.has(List::CauseUnknown))
    }

    /// The statements that tell the cause without being sure of it.
    pub fn hedged(&self) -> impl Iterator<Item = &Statement> {
        let firm = self.statements.iter().any(|s| s.tells() && s.has(List::CauseLink) && !s.is_hedged());
        self.statements.iter().filter(|s| s.is_hedged()).filter(move |s| match s.part {
            Part::Section => true,
            Part::Account => matches!(s.topic, None | Some(Topic::Summary)) || !firm && s.has(List::CauseLink),
            // A guess in the timeline is a step of the investigation.
            Part::Course => {
                !firm && s.topic != Some(Topic::Timeline) && (s.has(List::CauseLink) || s.has(List::CauseKind))
            }
            Part::Safeguards => false,
        })
    }

    /// The statement of a cause beside which nothing says why no safeguard stopped it.
    pub fn unguarded(&self) -> Option<&Statement> {
        if self.safeguard.is_some() || self.unknown().is_some() {
            return None;
        }
        self.head().next()
    }

    /// Whether a statement of the cause has a phrase of this kind.
    pub fn names(&self, list: List) -> bool {
        self.head().any(|s| s.has(list))
    }

    /// Whether a statement of the cause has a word of its own, or a name.
    pub fn names_component(&self) -> bool {
        self.head().any(|s| s.concrete || s.specific > 0)
    }

    /// What the cause rests on: the statements under its heading, else the others in order.
    fn head(&self) -> impl Iterator<Item = &Statement> {
        let section = self.statements.iter().any(|s| s.part == Part::Section);
        let account = self.statements.iter().any(|s| s.part == Part::Account);
        self.statements.iter().filter(move |s| match s.part {
            Part::Section => true,
            // "Orders failed due to …" tells the impact first: what was behind it may stand elsewhere.
            Part::Account => !section && s.topic != Some(Topic::Impact),
            Part::Course => !section && !account && s.has(List::CauseLink),
            Part::Safeguards => false,
        })
    }
}
