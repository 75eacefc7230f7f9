//! Edits of a document that rules offer as fixes, where making them is more than quoting new words.

pub mod comment;
pub mod missing_heading;
pub mod sorted_timeline;
