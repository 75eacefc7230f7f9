//! The stages of an incident.

use crate::language::{Lexicon, List};

/// A stage of an incident that a moment can mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The incident begins.
    Started,
    /// Somebody notices.
    Detected,
    /// Somebody takes it up.
    Acknowledged,
    /// The first public notice.
    Disclosed,
    /// The worst is over.
    Mitigated,
    /// All is as it should be.
    Resolved,
}

impl Stage {
    /// All stages, in the order in which they come.
    pub const ALL: [Self; 6] =
        [Self::Started, Self::Detected, Self::Acknowledged, Self::Disclosed, Self::Mitigated, Self::Resolved];

    /// The name in documents and findings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Detected => "detected",
            Self::Acknowledged => "acknowledged",
            Self::Disclosed => "disclosed",
            Self::Mitigated => "mitigated",
            Self::Resolved => "resolved",
        }
    }

    /// The stage of a phrase list.
    pub fn of_list(list: List) -> Option<Self> {
        match list {
            List::Started => Some(Self::Started),
            List::Detected => Some(Self::Detected),
            List::Acknowledged => Some(Self::Acknowledged),
            List::Disclosed => Some(Self::Disclosed),
            List::Mitigated => Some(Self::Mitigated),
            List::Resolved => Some(Self::Resolved),
            _ => None,
        }
    }

    /// The stage of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.name() == name)
    }

    /// The stage that the words of a phrase list only hint at: they are enough to say that it is not
    /// missing, where it would stand.
    pub fn hinted_by(list: List) -> Option<Self> {
        match list {
            List::MaybeDetected => Some(Self::Detected),
            List::Ending => Some(Self::Resolved),
            _ => None,
        }
    }

    /// The stage that a label names: "First detected", "恢复时间".
    pub fn of_label(label: &str, lexicon: &Lexicon) -> Option<Self> {
        let names = lexicon.fields(label);
        Self::ALL.into_iter().find(|stage| names.contains(&stage.name()))
    }
}
