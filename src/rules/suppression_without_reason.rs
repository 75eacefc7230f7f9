//! A suppression gives no reason.
//!
//! It still suppresses. But a reader cannot tell whether the gap behind it was weighed or hidden,
//! and whoever comes next cannot tell when it may go. The reason stands behind a colon, or as
//! `reason` in the front matter.
//!
//! ## Bad
//!
//! ```md
//! <!-- candor-ignore placeholder-left -->
//! - Time to detection: ?
//! ```
//!
//! ## Good
//!
//! ```md
//! <!-- candor-ignore placeholder-left: the form of the regulator asks for this line, and prints "?" -->
//! - Time to detection: ?
//! ```

use crate::finding::Level;
use crate::rule::{Rule, by_the_engine};

/// The rule.
pub const RULE: Rule = Rule {
    name: "suppression-without-reason",
    level: Some(Level::Warning),
    unwritten: false,
    check: by_the_engine,
    source: include_str!("suppression_without_reason.rs"),
};
