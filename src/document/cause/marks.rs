//! What the phrases in a sentence say about it: each named list of the language files is one mark.

use std::ops::Range;

use crate::document::phrases::Phrase;
use crate::document::reading::Reading;
use crate::language::List;

/// A named list of phrases that the reading of a cause calls for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Joins a cause to what it led to.
    Link,
    /// Something of one's own that failed: "a fault in the database".
    Fault,
    /// Brings in a reason in passing: counts where the sentence tells what happened.
    Reason,
    /// Behind it stands the cause, before it what it led to: "due to".
    Because,
    /// Behind it stands what the cause led to: "resulting in".
    Leads,
    /// What was before: "had been replaced".
    Before,
    /// Ends the outage.
    Repair,
    /// A state of being out of order, whatever the cause.
    State,
    /// Goes on from a cause to what it led to.
    Chain,
    /// Fits any outage.
    Generic,
    /// Avoids saying what acted on what.
    Abstract,
    /// The grammar of a mechanism: when, each, only, until.
    Mechanism,
    /// Something was changed.
    Change,
    /// A state in which a thing fails.
    Condition,
    /// Not said for certain.
    Hedge,
    /// A step of the investigation that came to the cause.
    Found,
    /// Not said for certain, if it is said of the cause.
    HedgeWeak,
    /// Not known at first, known later.
    KnownLater,
    /// Somebody who was affected.
    Audience,
    /// Takes a hedge away from the cause: plans, guesses that were given up.
    HedgeAside,
    /// The cause is not known.
    Unknown,
    /// What the cause is called, beside a word for not knowing it.
    CauseNoun,
    /// Not known, whatever it is.
    Open,
    /// A supplier by its name.
    VendorName,
    /// That a supplier failed.
    VendorFailed,
    /// Somebody who acted.
    Person,
    /// A mistake or a broken rule.
    HumanError,
    /// What a wrong act is measured against.
    Slip,
    /// A slip that a machine can make, too.
    SlipVerb,
    /// Those who write.
    OurTeam,
    /// What of a system or process lets a slip through.
    LetThrough,
    /// Somebody or something noticed it.
    Noticing,
    /// A supplier.
    Supplier,
    /// Why one's own service hung on a supplier.
    Dependence,
    /// A test, a review, an alarm, a spare.
    Safeguard,
    /// Why a safeguard was none.
    Shortfall,
    /// That a safeguard let it through, in words that say so wherever they stand.
    Uncaught,
    /// Thanks, regret, money.
    Aside,
    /// What was changed afterwards, or will be.
    Measure,
    /// A word without a meaning of its own.
    Function,
    /// A kind of cause: a bug, a setting, an update.
    Kind,
    /// A verb in the past.
    Past,
    /// A form of "to be": a participle behind it is no past.
    Being,
    /// Points to the sentence before: "there", "its".
    Back,
}

impl Mark {
    /// The mark that a list stands for.
    pub fn of(list: List) -> Option<Self> {
        Some(match list {
            List::AbstractWord => Self::Abstract,
            List::AudienceWord => Self::Audience,
            List::BeingWord => Self::Being,
            List::CauseAside => Self::Aside,
            List::CauseBefore => Self::Before,
            List::CauseBehind => Self::Because,
            List::CauseChain => Self::Chain,
            List::CauseFault => Self::Fault,
            List::CauseFound => Self::Found,
            List::CauseKind => Self::Kind,
            List::CauseLeads => Self::Leads,
            List::CauseLink => Self::Link,
            List::CauseNoun => Self::CauseNoun,
            List::CauseReason => Self::Reason,
            List::CauseRepair => Self::Repair,
            List::CauseUnknown => Self::Unknown,
            List::ChangeWord => Self::Change,
            List::ConditionWord => Self::Condition,
            List::Dependence => Self::Dependence,
            List::FunctionWord => Self::Function,
            List::Hedge => Self::Hedge,
            List::HedgeAside => Self::HedgeAside,
            List::HedgeWeak => Self::HedgeWeak,
            List::HumanError => Self::HumanError,
            List::KnownLater => Self::KnownLater,
            List::LetThrough => Self::LetThrough,
            List::Measure => Self::Measure,
            List::MechanismWord => Self::Mechanism,
            List::Noticing => Self::Noticing,
            List::OpenWord => Self::Open,
            List::OurTeam => Self::OurTeam,
            List::OutageState => Self::State,
            List::OutageWord => Self::Generic,
            List::PastWord => Self::Past,
            List::Person => Self::Person,
            List::Safeguard => Self::Safeguard,
            List::Shortfall => Self::Shortfall,
            List::Slip => Self::Slip,
            List::SlipVerb => Self::SlipVerb,
            List::Supplier => Self::Supplier,
            List::Uncaught => Self::Uncaught,
            List::VendorFailed => Self::VendorFailed,
            List::RefersBack => Self::Back,
            List::VendorName => Self::VendorName,
            _ => return None,
        })
    }
}

/// A phrase of one of the lists.
#[derive(Clone, Debug)]
pub struct Hit {
    block: usize,
    /// Bytes of the block's text.
    pub range: Range<usize>,
    /// Its list.
    pub mark: Mark,
}

impl Hit {
    /// Whether it covers a part of a range.
    pub fn covers(&self, range: &Range<usize>) -> bool {
        self.range.start < range.end && range.start < self.range.end
    }
}

/// All hits of a document, by block and by where they end.
#[derive(Debug, Default)]
pub struct Marks(Vec<Hit>);

impl Marks {
    /// The hits of the lists above.
    pub fn of(reading: &Reading<'_>) -> Self {
        let hit = |phrase: &Phrase| {
            Some(Hit { block: phrase.block, range: phrase.range.clone(), mark: Mark::of(phrase.list)? })
        };
        let mut hits: Vec<Hit> = reading.phrases.iter().filter_map(hit).collect();
        hits.sort_by_key(|hit| (hit.block, hit.range.end));
        Self(hits)
    }

    /// The hits that lie in a range of a block.
    pub fn within(&self, block: usize, range: &Range<usize>) -> Hits<'_> {
        let first = self.0.partition_point(|hit| (hit.block, hit.range.end) < (block, range.start));
        let end = self.0.partition_point(|hit| (hit.block, hit.range.end) <= (block, range.end));
        let hits =
            Hits { list: self.0.get(first..end).unwrap_or_default(), start: range.start, marks: MarkSet::default() };
        Hits { marks: hits.iter().map(|hit| hit.mark).collect(), ..hits }
    }
}

/// The hits in one sentence.
#[derive(Clone, Copy, Debug)]
pub struct Hits<'m> {
    list: &'m [Hit],
    /// One that begins before is no part of the sentence.
    start: usize,
    marks: MarkSet,
}

impl<'m> Hits<'m> {
    /// All of them, by where they end.
    pub fn iter(self) -> impl Iterator<Item = &'m Hit> {
        self.list.iter().filter(move |hit| self.start <= hit.range.start)
    }

    /// Those of one list.
    pub fn of(self, mark: Mark) -> impl Iterator<Item = &'m Hit> {
        let list = if self.marks.has(mark) { self.list } else { &[] };
        Hits { list, ..self }.iter().filter(move |hit| hit.mark == mark)
    }

    /// Their lists.
    pub fn marks(self) -> MarkSet {
        self.marks
    }
}

/// The marks of one sentence as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MarkSet(u64);

impl MarkSet {
    /// Whether the sentence has this mark.
    pub fn has(self, mark: Mark) -> bool {
        self.0 & (1 << mark as u64) != 0
    }

    /// The same marks and one more.
    pub fn with(self, mark: Mark) -> Self {
        Self(self.0 | 1 << mark as u64)
    }
}

impl FromIterator<Mark> for MarkSet {
    fn from_iter<I: IntoIterator<Item = Mark>>(marks: I) -> Self {
        Self(marks.into_iter().fold(0, |set, mark| set | 1 << mark as u64))
    }
}
