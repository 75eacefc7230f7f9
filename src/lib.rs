//! Candor scaffolds structured postmortems, and lints postmortems for what a reader still cannot know.
//!
//! The way of data is one way: [`source`] to [`document`] to [`rules`] to findings. [`lint::lint`]
//! is pure; files, the clock and the terminal are the command line's affair.

pub mod cli;
pub mod document;
pub mod edits;
pub mod finding;
pub mod fix;
pub mod language;
pub mod lint;
pub mod output;
pub mod rule;
pub mod rules;
pub mod scaffold;
pub mod schema;
pub mod source;
pub mod standards;
pub mod suggest;
