//! Two documents of one run share an `id`.
//!
//! Reports, lists of actions and links name a postmortem by its id; one that two documents share
//! names neither. All documents of the run are compared, and the finding stands in every one but the
//! first by path. Where a document is not written for Candor, only a key `id` counts: the numbers that
//! other tools give an incident may well stand in its internal and in its public account. A run of one
//! document cannot find anything.
//!
//! ## Bad
//!
//! ```md
//! ---
//! candor: 1
//! id: 2031-03-04-checkout
//! title: Payments refused
//! status: draft
//! ---
//! ```
//!
//! ```md
//! ---
//! candor: 1
//! id: 2031-03-04-checkout
//! title: Payments taken twice
//! status: draft
//! ---
//! ```
//!
//! ## Good
//!
//! ```md
//! ---
//! candor: 1
//! id: 2031-03-04-checkout-refused
//! title: Payments refused
//! status: draft
//! ---
//! ```
//!
//! ```md
//! ---
//! candor: 1
//! id: 2031-03-04-checkout-twice
//! title: Payments taken twice
//! status: draft
//! ---
//! ```

use crate::finding::Level;
use crate::rule::{Rule, by_the_engine};

/// The rule.
pub const RULE: Rule = Rule {
    name: "duplicate-id",
    level: Some(Level::Error),
    unwritten: false,
    check: by_the_engine,
    source: include_str!("duplicate_id.rs"),
};
