//! Corrective actions: what is or was done so that it does not happen again, and who does it, by
//! when, tracked where.
//!
//! They stand in tables, lists, check boxes, nested lists or running text. [`collect`] finds them,
//! with [`running`] in prose, [`make`] reads them, and [`details`] what their words say besides the action itself, with
//! [`owner`], [`due`] and [`ticket`].

mod action;
mod collect;
mod collector;
pub mod coverage;
mod details;
mod due;
mod firm;
mod make;
mod marks;
mod measure;
mod outcome;
mod owner;
mod pieces;
mod prose;
mod running;
mod shape;
mod table;
mod ticket;
mod weigh;

use super::reading::Reading;
use super::timeline::Chronology;
use crate::language::Lexicon;

pub use action::{Action, Actions, Note, Origin, Value};
pub use outcome::Outcome;

/// Reads the actions of a document.
pub fn read(reading: &Reading<'_>, chronology: &Chronology, lexicon: &Lexicon) -> Actions {
    collect::collect(reading, chronology, lexicon)
}
