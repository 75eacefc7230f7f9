//! What a phrase list says of impact or compensation.

use crate::language::List;

/// A phrase list that says something about impact or compensation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Who is served.
    Party,
    /// "you".
    Addressee,
    /// What serves them.
    Service,
    /// What they suffer.
    Harm,
    /// Words for harm that mean none to users: "delayed jobs" by name, what nobody could see.
    NoHarm,
    /// What makes of harm behind it a question: "whether", "if".
    Supposed,
    /// A noun for a time of harm.
    Outage,
    /// "no", "not", "without".
    Negation,
    /// "some", "a small number of".
    Few,
    /// "minor", "brief".
    Slight,
    /// "the actual operation was unaffected".
    PlayingDown,
    /// "most of our customers".
    Most,
    /// "noticed nothing".
    Untouched,
    /// What keeps state, or keeps it safe.
    Stateful,
    /// What became of data.
    DataFate,
    /// What can be lost.
    DataNoun,
    /// That it is lost.
    DataLost,
    /// That it is back.
    Restored,
    /// How somebody came to know.
    Noticed,
    /// Words for noticing that say nothing of it: "you may have noticed".
    NoNotice,
    /// Credits, refunds and their like.
    Remedy,
    /// Words for credits and refunds that mean a feature, not a remedy.
    NoRemedy,
    /// Who gives or gets.
    Giving,
    /// A good intention.
    Goodwill,
    /// That there is none.
    Refusal,
    /// That there is none, beside a word for a remedy: "there are none for this one".
    NoOffer,
    /// Why.
    Reason,
    /// Words for a reason that give none: "as they are".
    NoReason,
    /// A negation of all that is listed behind it: "neither".
    Denial,
    /// That nothing has to be done to get it.
    Automatic,
    /// What has to be done to get it.
    ClaimRoute,
    /// That it has been given.
    Settled,
    /// When it is given, in words.
    Payday,
    /// An amount in words.
    Formula,
    /// Who gets it, in words that are no party.
    Eligible,
    /// A last day: "by", "until".
    Deadline,
    /// A day of payment: "on", "by".
    PayTime,
    /// "section", "clause".
    Clause,
    /// What is still to come.
    Future,
    /// What keeps others out.
    Guarded,
    /// What can be said of data, and of other things.
    DataVerb,
    /// That it was over.
    Ended,
    /// That what could have happened to users did not.
    Spared,
    /// That those who write were not hit.
    Unaffected,
}

impl Signal {
    /// The signal of a phrase list.
    pub fn of(list: List) -> Option<Self> {
        Some(match list {
            List::Party => Self::Party,
            List::Addressee => Self::Addressee,
            List::ServiceNoun => Self::Service,
            List::Harm => Self::Harm,
            List::NoHarm => Self::NoHarm,
            List::Supposed => Self::Supposed,
            List::Outage => Self::Outage,
            List::Negation => Self::Negation,
            List::Few => Self::Few,
            List::Slight => Self::Slight,
            List::PlayingDown => Self::PlayingDown,
            List::Most => Self::Most,
            List::Untouched => Self::Untouched,
            List::Stateful => Self::Stateful,
            List::DataFate => Self::DataFate,
            List::DataNoun => Self::DataNoun,
            List::DataLost => Self::DataLost,
            List::Restored => Self::Restored,
            List::Noticed => Self::Noticed,
            List::NoNotice => Self::NoNotice,
            List::Remedy => Self::Remedy,
            List::NoRemedy => Self::NoRemedy,
            List::Giving => Self::Giving,
            List::Goodwill => Self::Goodwill,
            List::Refusal => Self::Refusal,
            List::NoOffer => Self::NoOffer,
            List::Reason => Self::Reason,
            List::NoReason => Self::NoReason,
            List::Denial => Self::Denial,
            List::Automatic => Self::Automatic,
            List::ClaimRoute => Self::ClaimRoute,
            List::Settled => Self::Settled,
            List::Payday => Self::Payday,
            List::Formula => Self::Formula,
            List::Eligible => Self::Eligible,
            List::Deadline => Self::Deadline,
            List::PayTime => Self::PayTime,
            List::Clause => Self::Clause,
            List::Future => Self::Future,
            List::Guarded => Self::Guarded,
            List::DataVerb => Self::DataVerb,
            List::Ended => Self::Ended,
            List::Spared => Self::Spared,
            List::Unaffected => Self::Unaffected,
            _ => return None,
        })
    }

    /// Its place in a set of signals.
    pub fn bit(self) -> u64 {
        1 << self as u64
    }
}
