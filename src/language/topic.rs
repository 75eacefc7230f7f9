//! What a heading can be about.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A canonical section of a postmortem, as DESIGN and the findings name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SectionKind {
    /// What happened, in short.
    Summary,
    /// What happened when.
    Timeline,
    /// Why it happened.
    RootCause,
    /// What customers and users experienced.
    Impact,
    /// What the affected get.
    Compensation,
    /// How it was noticed.
    Detection,
    /// How it was ended.
    Resolution,
    /// What is done so that it does not come again.
    Actions,
    /// What was learned.
    Lessons,
}

/// The topic of a heading: a section, a part of one, or something that is none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// See [`SectionKind::Summary`].
    Summary,
    /// See [`SectionKind::Timeline`].
    Timeline,
    /// See [`SectionKind::RootCause`].
    RootCause,
    /// What set it off.
    Trigger,
    /// How the trigger became the symptom.
    Mechanism,
    /// What else had to be so.
    Contributing,
    /// Why what should have stopped it did not.
    Safeguards,
    /// See [`SectionKind::Impact`].
    Impact,
    /// See [`SectionKind::Compensation`].
    Compensation,
    /// See [`SectionKind::Detection`].
    Detection,
    /// See [`SectionKind::Resolution`].
    Resolution,
    /// See [`SectionKind::Actions`].
    Actions,
    /// See [`SectionKind::Lessons`].
    Lessons,
    /// Lessons: what went well.
    WentWell,
    /// Lessons: what went wrong.
    WentWrong,
    /// Lessons: where we got lucky.
    Lucky,
    /// What was said to whom.
    Communication,
    /// Links and appendices.
    Related,
    /// Status, dates, people.
    Metadata,
}

impl Topic {
    /// The name in language files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Trigger => "trigger",
            Self::Mechanism => "mechanism",
            Self::Contributing => "contributing",
            Self::Safeguards => "safeguards",
            Self::WentWell => "went-well",
            Self::WentWrong => "went-wrong",
            Self::Lucky => "lucky",
            Self::Communication => "communication",
            Self::Related => "related",
            Self::Metadata => "metadata",
            _ => self.section().map_or("", SectionKind::name),
        }
    }

    /// The canonical section that the topic belongs to.
    pub fn section(self) -> Option<SectionKind> {
        Some(match self {
            Self::Summary => SectionKind::Summary,
            Self::Timeline => SectionKind::Timeline,
            Self::RootCause | Self::Trigger | Self::Mechanism | Self::Contributing | Self::Safeguards => {
                SectionKind::RootCause
            }
            Self::Impact => SectionKind::Impact,
            Self::Compensation => SectionKind::Compensation,
            Self::Detection => SectionKind::Detection,
            Self::Resolution => SectionKind::Resolution,
            Self::Actions => SectionKind::Actions,
            Self::Lessons | Self::WentWell | Self::WentWrong | Self::Lucky => SectionKind::Lessons,
            Self::Communication | Self::Related | Self::Metadata => return None,
        })
    }
}

impl SectionKind {
    /// All sections, in the order of the form.
    pub const ALL: [Self; 9] = [
        Self::Summary,
        Self::Timeline,
        Self::RootCause,
        Self::Impact,
        Self::Compensation,
        Self::Detection,
        Self::Resolution,
        Self::Actions,
        Self::Lessons,
    ];

    /// The name in documents, findings and configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Timeline => "timeline",
            Self::RootCause => "root-cause",
            Self::Impact => "impact",
            Self::Compensation => "compensation",
            Self::Detection => "detection",
            Self::Resolution => "resolution",
            Self::Actions => "actions",
            Self::Lessons => "lessons",
        }
    }

    /// The topic of a heading that is about the section as a whole.
    pub fn topic(self) -> Topic {
        match self {
            Self::Summary => Topic::Summary,
            Self::Timeline => Topic::Timeline,
            Self::RootCause => Topic::RootCause,
            Self::Impact => Topic::Impact,
            Self::Compensation => Topic::Compensation,
            Self::Detection => Topic::Detection,
            Self::Resolution => Topic::Resolution,
            Self::Actions => Topic::Actions,
            Self::Lessons => Topic::Lessons,
        }
    }

    /// The section of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl fmt::Display for SectionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
