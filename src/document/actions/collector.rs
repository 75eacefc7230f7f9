//! What the collecting of actions needs, and what it has come to.

use super::action::{Action, Actions, Candidate};
use super::make;
use super::table::Columns;
use crate::document::outline::SectionId;
use crate::document::reading::Reading;
use crate::document::timeline::Chronology;
use crate::language::Lexicon;

/// What the place of a block makes of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    Actions,
    Lessons,
    Story,
    Elsewhere,
}

pub struct Collector<'a> {
    pub reading: &'a Reading<'a>,
    pub chronology: &'a Chronology,
    pub lexicon: &'a Lexicon,
    pub actions: Actions,
    /// The columns of the table that was met last.
    pub columns: Option<(usize, Columns)>,
    /// For each section, whether its heading says that what stands under it is done, or is not.
    pub done_groups: Vec<Option<bool>>,
    /// The section of the paragraph read last, where it leads to a list of what is no action of ours.
    pub foreign_list: Option<SectionId>,
    /// Index of the first promise in running text that says only that there will be several.
    pub announced: Option<usize>,
}

impl Collector<'_> {
    /// Reads what a candidate says.
    pub fn action(&self, candidate: &Candidate) -> Action {
        make::action(self.reading, self.lexicon, candidate)
    }
}
