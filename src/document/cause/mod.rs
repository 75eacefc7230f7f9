//! Why it happened: the sentences that tell the cause, wherever they stand, and what they tell.
//!
//! A cause is read, not looked up in a list of bad phrases: a sentence counts for what it says
//! beyond the symptom and beyond the words that fit any outage.

mod marks;
mod read;
mod words;

use std::ops::Range;

use super::{Document, Phrase};
use crate::language::Topic;
use crate::source::Span;
pub use marks::Mark;
use marks::MarkSet;
pub use read::read;

/// Specific words that a mechanism takes: fewer do not say what in which component did what.
const MIN_SPECIFIC: usize = 6;
/// A statement that repeats the symptom may say so many words of its own ("in the exchange area").
const MAX_OWN: usize = 3;
/// Specific words of a sentence that tells how a system or a process always is.
const MIN_STANDING: usize = 3;
/// Statements at the head of a cause that say what it rests on; the rest goes into detail.
const HEAD: usize = 2;

/// What a document tells of its cause.
#[derive(Debug, Default)]
pub struct Cause {
    /// The sentences that tell it, in order.
    pub statements: Vec<Statement>,
    /// A sentence that says why nothing stopped it or caught it earlier.
    pub safeguard: Option<Span>,
}

/// A sentence that tells the cause or a part of it.
#[derive(Debug)]
pub struct Statement {
    /// Index of the block.
    pub block: usize,
    /// Bytes of the block's text.
    pub range: Range<usize>,
    /// Where it stands in the source.
    pub span: Span,
    /// In which part of the document it is told.
    pub place: Place,
    /// What the section around it is about.
    pub topic: Option<Topic>,
    /// Words of this incident that it is the first to say, the symptom's not counted.
    pub specific: usize,
    /// Words that avoid saying what acted on what.
    pub evasive: usize,
    /// Whether it gives a name, an identifier or a quantity.
    pub concrete: bool,
    /// Whether words of the symptom come again, or a word of one half in the other.
    pub repeats: Repeats,
    /// Whether it tells how something always is, not what happened once.
    pub standing: bool,
    marks: MarkSet,
}

/// What a statement says again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Repeats {
    /// Words of the symptom.
    pub symptom: usize,
    /// Words that it says twice itself.
    pub itself: usize,
}

/// Where a statement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
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
    pub fn has(&self, mark: Mark) -> bool {
        self.marks.has(mark)
    }

    /// Its words.
    pub fn text<'d>(&self, document: &'d Document<'_>) -> &'d str {
        document.outline.blocks.get(self.block).map_or("", |block| block.text.slice(self.range.clone()))
    }

    /// Its first phrase of this kind.
    pub fn phrase<'d>(&self, document: &'d Document<'_>, mark: Mark) -> Option<&'d str> {
        let inside =
            |p: &&Phrase| p.block == self.block && self.range.start <= p.range.start && p.range.end <= self.range.end;
        let phrase = document.phrases.iter().filter(inside).find(|phrase| Mark::of(&phrase.list) == Some(mark))?;
        document.outline.blocks.get(self.block).map(|block| block.text.slice(phrase.range.clone()))
    }

    /// Whether it says what the cause is, not how the work went on or why nothing stopped it.
    fn tells(&self) -> bool {
        matches!(self.place, Place::Section | Place::Account)
    }

    /// Whether it puts the failure on a person or a team.
    fn puts_on_person(&self) -> bool {
        self.has(Mark::HumanError) || self.has(Mark::Person) && self.has(Mark::Slip)
    }

    /// Whether it says what of the system or the process let a slip through: not who made it, and
    /// not why it was noticed late.
    fn lets_through(&self) -> bool {
        let thing = !self.puts_on_person() && !self.has(Mark::Person);
        let standing = self.standing && self.specific >= MIN_STANDING && thing;
        !self.has(Mark::Noticing) && (self.has(Mark::LetThrough) || standing)
    }

    /// Whether it says why one's own service hung on a supplier, or what of one's own failed too.
    fn tells_own_part(&self) -> bool {
        let own_gap = self.has(Mark::Safeguard) && self.has(Mark::Shortfall) && !self.has(Mark::Supplier);
        self.has(Mark::Dependence) || own_gap && !self.has(Mark::Noticing)
    }

    /// Whether it says no more than what was experienced.
    fn restates(&self) -> bool {
        let own_words = self.has(Mark::Kind) || self.has(Mark::Supplier) || self.specific > MAX_OWN;
        !own_words && (self.repeats.itself > 0 || self.repeats.symptom > self.specific)
    }
}

impl Cause {
    /// Whether anything says why it happened, or that this is not known.
    pub fn is_told(&self) -> bool {
        self.statements.iter().any(|statement| statement.place != Place::Safeguards)
    }

    /// Whether it is told by what mechanism which change or condition led to the symptom.
    pub fn is_specific(&self) -> bool {
        let told = || self.statements.iter().filter(|s| s.place != Place::Safeguards);
        let specific: usize = told().map(|s| s.specific).sum();
        let evasive: usize = told().map(|s| s.evasive).sum();
        specific >= MIN_SPECIFIC && specific > evasive
    }

    /// The statement that says that the cause is not known.
    ///
    /// A step of the investigation counts only where no cause was found later.
    pub fn unknown(&self) -> Option<&Statement> {
        let found = self.statements.iter().rposition(|s| s.place == Place::Course && s.has(Mark::Found)).unwrap_or(0);
        let open = |at: usize, s: &Statement| s.place != Place::Course || at >= found && !self.is_specific();
        let mut statements = self.statements.iter().enumerate();
        statements
            .find(|(at, s)| s.has(Mark::Unknown) && !s.has(Mark::KnownLater) && open(*at, s))
            .map(|(_, statement)| statement)
    }

    /// The statement that stands for a cause which names no mechanism.
    pub fn vague(&self) -> Option<&Statement> {
        if self.is_specific() || self.unknown().is_some() {
            return None;
        }
        self.head().next()
    }

    /// The statement that gives the symptom as its own cause, where nothing more is told.
    pub fn restated(&self) -> Option<&Statement> {
        if self.is_specific() {
            return None;
        }
        self.statements.iter().find(|s| s.tells() && s.restates())
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
        if self.statements.iter().any(Statement::tells_own_part) {
            return None;
        }
        let failed = |s: &&Statement| {
            s.has(Mark::Generic) || s.has(Mark::HumanError) || s.has(Mark::Condition) || s.has(Mark::Link)
        };
        self.head().take(HEAD).filter(failed).find(|s| s.has(Mark::Supplier))
    }

    /// The statements that tell the cause without being sure of it.
    pub fn hedged(&self) -> impl Iterator<Item = &Statement> {
        let hedged = |s: &&Statement| s.has(Mark::Hedge) && !s.has(Mark::HedgeAside);
        self.head().filter(hedged).filter(|s| match s.place {
            Place::Account => matches!(s.topic, None | Some(Topic::Summary)),
            Place::Course => s.has(Mark::Link),
            Place::Section | Place::Safeguards => true,
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
    pub fn names(&self, mark: Mark) -> bool {
        self.head().any(|s| s.has(mark))
    }

    /// Whether a statement of the cause has a word of its own, or a name.
    pub fn names_component(&self) -> bool {
        self.head().any(|s| s.concrete || s.specific > 0)
    }

    /// What the cause rests on: the statements under its heading, else the others in order.
    fn head(&self) -> impl Iterator<Item = &Statement> {
        let section = self.statements.iter().any(|s| s.place == Place::Section);
        let account = self.statements.iter().any(|s| s.place == Place::Account);
        self.statements.iter().filter(move |s| match s.place {
            Place::Section => true,
            Place::Account => !section,
            Place::Course => !section && !account,
            Place::Safeguards => false,
        })
    }
}
