//! What a unit of a text can tell. build/ compiles this file, too.

/// What a sentence, an item, a row or a heading tells of an incident. One unit can have several roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// What users, customers or other consumers experienced, or that they noticed nothing.
    Impact,
    /// A part of why it happened.
    Cause,
    /// A part of the cause that says which change or condition led where, in which component.
    Mechanism,
    /// Why a safeguard was absent or did not stop it.
    Safeguard,
    /// How or when it was noticed.
    Detection,
    /// A step that worked on the incident itself.
    Response,
    /// That it was over.
    Recovery,
    /// What is or was done so that it does not happen again.
    FollowUp,
    /// What the affected get.
    Remedy,
    /// That the cause is not known.
    UnknownCause,
    /// A follow-up with no outcome that one could check.
    VagueFollowUp,
    /// A follow-up that relies on people being reminded, trained or careful.
    PeopleFollowUp,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 12] = [
        Self::Impact,
        Self::Cause,
        Self::Mechanism,
        Self::Safeguard,
        Self::Detection,
        Self::Response,
        Self::Recovery,
        Self::FollowUp,
        Self::Remedy,
        Self::UnknownCause,
        Self::VagueFollowUp,
        Self::PeopleFollowUp,
    ];

    /// How many there are.
    pub const COUNT: usize = Self::ALL.len();

    /// The name in files of weights and in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Impact => "impact",
            Self::Cause => "cause",
            Self::Mechanism => "mechanism",
            Self::Safeguard => "safeguard",
            Self::Detection => "detection",
            Self::Response => "response",
            Self::Recovery => "recovery",
            Self::FollowUp => "follow-up",
            Self::Remedy => "remedy",
            Self::UnknownCause => "unknown-cause",
            Self::VagueFollowUp => "vague-follow-up",
            Self::PeopleFollowUp => "people-follow-up",
        }
    }

    /// The role of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}
