//! The lines of the main timeline.

use super::moment::Moment;
use super::stage::Stage;
use crate::document::outline::SectionId;
use crate::document::text::Text;
use crate::source::Span;

/// An entry of the main timeline.
#[derive(Clone, Debug)]
pub struct Entry {
    /// When it was.
    pub moment: Moment,
    /// Whether its date stands with it.
    pub own_date: bool,
    /// What stands for its date can be read two ways.
    pub open_date: bool,
    /// What stands for its date has the form of one and is none.
    pub impossible: bool,
    /// Where it is told.
    pub text: Span,
    /// What happened then, without the time.
    pub event: String,
    /// The words of its milestone column.
    pub milestone: Option<Text>,
    /// The stages that its words speak of.
    pub stages: Vec<Stage>,
    /// The stages that its words only hint at.
    pub hints: Vec<Stage>,
    /// Whether its words say that something is wrong still or anew, and not that it is over.
    pub reopens: bool,
    /// Entries of one run follow each other: one list or one table of one section.
    pub run: (SectionId, Option<usize>),
}

/// Something that the main timeline tells without saying when: "later the same day", "[???]".
#[derive(Clone, Debug)]
pub struct Untimed {
    /// How many entries with a time stand before it.
    pub behind: usize,
    /// What stands in the place of the time.
    pub written: Span,
    /// Where it is told.
    pub text: Span,
    /// What happened.
    pub event: String,
    /// The stages that its words speak of.
    pub stages: Vec<Stage>,
    /// The stages that its words only hint at.
    pub hints: Vec<Stage>,
}

/// One line of the main timeline.
#[derive(Clone, Copy, Debug)]
pub enum Told<'c> {
    /// With its time.
    Timed(&'c Entry),
    /// Without.
    Untimed(&'c Untimed),
}
