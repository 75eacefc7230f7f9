//! What a unit can be about.

use crate::language::{SectionKind, Topic};

/// What a unit can be about, by the section it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A section about impact.
    Impact,
    /// The summary, the opening lines, or under a heading that is not known.
    Account,
    /// The timeline.
    Timeline,
    /// Cause, detection, resolution.
    Cause,
    /// A section about compensation.
    Compensation,
    /// Actions, lessons, links: never the telling of impact.
    Aside,
}

impl Place {
    /// The place that a topic gives to what stands under it.
    pub fn of(topic: Option<Topic>) -> Self {
        let Some(topic) = topic else { return Self::Account };
        match topic.section() {
            Some(SectionKind::Impact) => Self::Impact,
            Some(SectionKind::Summary) => Self::Account,
            Some(SectionKind::Timeline) => Self::Timeline,
            Some(SectionKind::RootCause | SectionKind::Detection | SectionKind::Resolution) => Self::Cause,
            Some(SectionKind::Compensation) => Self::Compensation,
            Some(SectionKind::Actions | SectionKind::Lessons) => Self::Aside,
            None if topic == Topic::Metadata => Self::Account,
            None => Self::Aside,
        }
    }
}
