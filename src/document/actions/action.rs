//! A corrective action, and all that a document says of one.

use std::ops::Range;

use crate::document::roles::Scores;
use crate::document::words::Words;
use crate::language::{List, Role};
use crate::source::Span;

/// Where an action was found; lists of actions are held to more than remarks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Under a heading for actions, or in a table of actions.
    Listed,
    /// A promise in running text elsewhere.
    Prose,
    /// A lesson worded as something to do.
    Lesson,
}

/// What a document says of one property of an action.
#[derive(Clone, Debug)]
pub struct Value {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

/// A corrective action.
#[derive(Clone, Debug)]
pub struct Action {
    /// Its own words, without owner, date and ticket.
    pub text: String,
    /// Where these words stand.
    pub span: Span,
    /// The phrases in its words.
    pub words: Words,
    /// What is said about it further down: nested items, paragraphs.
    pub notes: Vec<Note>,
    /// How it is referred to.
    pub id: Option<Value>,
    /// Prevent, detect, mitigate, repair or process, in the document's words.
    pub kind: Option<Value>,
    /// The causes it addresses, in the document's words.
    pub addresses: Option<Value>,
    /// A person, team or role.
    pub owner: Option<Value>,
    /// When it is to be done.
    pub due: Option<Value>,
    /// Whether what is given as its due date is none: "soon".
    pub is_due_vague: bool,
    /// A ticket number or a link to one.
    pub ticket: Option<Value>,
    /// The status that is stated.
    pub status: Option<Value>,
    /// Whether it is done, by its status, its check box, its marks or the way it is told.
    pub done: bool,
    /// Whether nothing but the way it is told says that it is done.
    pub is_told_done: bool,
    /// Where its words give a figure last: a threshold, a count, a duration.
    pub figure: Option<usize>,
    /// Where it was found.
    pub origin: Origin,
    /// How surely the unit it stands in has each role.
    pub scores: Scores,
}

impl Action {
    /// Whether it stands under a heading for actions or in a table of actions.
    pub fn is_listed(&self) -> bool {
        self.origin == Origin::Listed
    }

    /// How surely it has a role.
    pub fn score(&self, role: Role) -> i32 {
        self.scores[role as usize]
    }

    /// Whether somebody is to find out why it happened, by a day that is stated: the answer can be checked.
    pub fn seeks_cause(&self) -> bool {
        self.words.has(List::CauseSearch) && self.owner.is_some() && self.due.is_some()
    }

    /// Whether it is said that it will be done: a wish among the lessons is no action, unless a
    /// ticket stands with it.
    pub fn is_stated(&self) -> bool {
        self.origin != Origin::Lesson || self.ticket.is_some()
    }
}

/// What is said about an action below it.
#[derive(Clone, Debug)]
pub struct Note {
    /// The words.
    pub text: String,
    /// The phrases in them.
    pub words: Words,
}

/// The actions of a document, and whether it says at all what is done from now on.
#[derive(Clone, Debug, Default)]
pub struct Actions {
    /// In the order of the text.
    pub list: Vec<Action>,
    /// Where running text tells of a change that holds since the incident.
    pub changes: Vec<Span>,
}

impl Actions {
    /// The actions that owner, due date and ticket are asked of: those that are listed, or where
    /// there is no list, all that are stated.
    pub fn tracked(&self) -> impl Iterator<Item = &Action> {
        let listed = self.list.iter().any(|action| action.origin == Origin::Listed);
        let asked = move |action: &&Action| action.origin == Origin::Listed || !listed && action.is_stated();
        self.list.iter().filter(asked)
    }

    /// Whether the document states a follow-up, to be done or done after the incident.
    pub fn are_stated(&self) -> bool {
        !self.changes.is_empty() || self.list.iter().any(Action::is_stated)
    }
}

/// A piece of a document that may be an action: a range of a block's plain text.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub block: usize,
    pub range: Range<usize>,
    /// The blocks below that speak of it.
    pub notes: Range<usize>,
    pub origin: Origin,
}
