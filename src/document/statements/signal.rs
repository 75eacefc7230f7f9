//! What a phrase list says of impact or compensation.

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
}

impl Signal {
    /// The signal of a phrase list.
    pub(super) fn of(list: &str) -> Option<Self> {
        Some(match list {
            "party" => Self::Party,
            "addressee" => Self::Addressee,
            "service-noun" => Self::Service,
            "harm" => Self::Harm,
            "no-harm" => Self::NoHarm,
            "outage" => Self::Outage,
            "negation" => Self::Negation,
            "few" => Self::Few,
            "slight" => Self::Slight,
            "playing-down" => Self::PlayingDown,
            "stateful" => Self::Stateful,
            "data-fate" => Self::DataFate,
            "data-noun" => Self::DataNoun,
            "data-lost" => Self::DataLost,
            "restored" => Self::Restored,
            "noticed" => Self::Noticed,
            "remedy" => Self::Remedy,
            "no-remedy" => Self::NoRemedy,
            "giving" => Self::Giving,
            "goodwill" => Self::Goodwill,
            "refusal" => Self::Refusal,
            "reason" => Self::Reason,
            "no-reason" => Self::NoReason,
            "denial" => Self::Denial,
            "automatic" => Self::Automatic,
            "claim-route" => Self::ClaimRoute,
            "settled" => Self::Settled,
            "payday" => Self::Payday,
            "formula" => Self::Formula,
            "eligible" => Self::Eligible,
            "deadline" => Self::Deadline,
            "pay-time" => Self::PayTime,
            "clause" => Self::Clause,
            "future" => Self::Future,
            "guarded" => Self::Guarded,
            "data-verb" => Self::DataVerb,
            "ended" => Self::Ended,
            "spared" => Self::Spared,
            _ => return None,
        })
    }

    pub(super) fn bit(self) -> u64 {
        1 << self as u64
    }
}
