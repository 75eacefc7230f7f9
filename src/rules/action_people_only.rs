//! An action relies on people being reminded, trained or careful, and changes no system or process.
//!
//! The next person has not been reminded. Training that comes with a change, or beside one in the
//! same action, is part of it; reminders that a machine sends are a change.
//!
//! ## Bad
//!
//! ```md
//! ## Action items
//!
//! - Remind all operators to read pool names twice (shift lead, 10 December 2026, STO-9)
//! ```
//!
//! ## Good
//!
//! ```md
//! ## Action items
//!
//! - The console asks for the pool's name before it shrinks one; operators are trained in the new prompt (storage, 10 December 2026, STO-9)
//! ```

use crate::document::Document;
use crate::document::actions::Action;
use crate::finding::{Finding, Level, quote};
use crate::language::{List, Role};
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "action-people-only",
    level: Some(Level::Warning),
    unwritten: false,
    check,
    source: include_str!("action_people_only.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    document.actions.list.iter().filter_map(finding).collect()
}

fn finding(action: &Action) -> Option<Finding> {
    let sure =
        action.score(Role::PeopleFollowUp) > 0 && action.words.has(List::People) && !action.words.has(List::Change);
    let words = action.asks_people().or(sure.then_some(0..action.text.len()))?;
    let words = action.text.get(words)?;
    let message = format!(
        "{} relies on people ({}) and changes no system or process: the next person can do the same again",
        quote(&action.text),
        quote(words),
    );
    Some(Finding::new(action.span, message).help(
        "Add what makes the mistake impossible or harmless: a check, a limit, a safer default, an automatic step.",
    ))
}
