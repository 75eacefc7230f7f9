//! An action names no outcome that a reader could check.
//!
//! "Improve monitoring" is never done and never late. An action that can be checked names an
//! object, a change to it, and an outcome at which one can look afterwards.
//!
//! The rule reads the action's verbs. One that leaves something different ("add", "reject",
//! "move") is an outcome. One that leaves something merely better ("improve", "strengthen", 优化)
//! needs a figure or such a change beside it: "improve monitoring: a missing run pages within one
//! hour". One that leaves somebody knowing more ("investigate", "consider", 调研) needs a change
//! joined to it: "investigate and fix"; to find out why it happened is an outcome where an owner and a
//! day stand with it. What asks for an attitude ("more care") or names a topic
//! and no verb ("communication") has no outcome. The message says which part is absent.
//!
//! Lessons that are worded as something to do, and promises in running text, are read as well.
//!
//! ## Bad
//!
//! ```md
//! ## Action items
//!
//! - Improve monitoring of the import queue (imports team, 10 December 2026, IMP-32)
//! ```
//!
//! ## Good
//!
//! ```md
//! ## Action items
//!
//! - Page when the import queue is older than 10 minutes (imports team, 10 December 2026, IMP-32)
//! ```

use crate::document::Document;
use crate::document::actions::{Action, Outcome};
use crate::finding::{Finding, Level, quote};
use crate::language::{List, Role};
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "action-vague",
    level: Some(Level::Warning),
    unwritten: false,
    check,
    source: include_str!("action_vague.rs"),
};

/// From this score on an action is vague whatever its cues say: nearly three times the odds at which its weight
/// would decide. Where it promises effort, its cues have been weighed against what comes of it.
const SURE: i32 = 100;

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    document.actions.list.iter().filter_map(finding).collect()
}

fn finding(action: &Action) -> Option<Finding> {
    let said = |range| quote(action.text.get::<std::ops::Range<usize>>(range).unwrap_or_default());
    let (gap, help) = match action.outcome() {
        Outcome::Checkable if action.score(Role::VagueFollowUp) > SURE && !action.words.has(List::OpenEnd) => (
            "it names no change that one could look at".to_owned(),
            "Say what will be different, so that one can look: “page when a batch has not left by 04:30”.",
        ),
        Outcome::Checkable => return None,
        Outcome::Better(range) => (
            format!("{} gives no measure and no change, so nobody can tell when it is done", said(range)),
            "Say what will be different, so that one can look: “page when a batch has not left by 04:30”.",
        ),
        Outcome::OpenEnd(_) if action.seeks_cause() => return None,
        Outcome::OpenEnd(range) => (
            format!("{} promises effort, and names nothing that comes of it", said(range)),
            "Name what comes of it: the change, or the decision, where it is written down and by when.",
        ),
        Outcome::Attitude(range) => (
            format!("{} is an attitude, which nobody can check", said(range)),
            "Change the system or the process so that attention is not needed: a check, a limit, a default.",
        ),
        Outcome::Topic => (
            "it names a topic, and no change to it".to_owned(),
            "Say what will be different, so that one can look: “page when a batch has not left by 04:30”.",
        ),
    };
    Some(Finding::new(action.span, format!("{} has no outcome to check: {gap}", quote(&action.text))).help(help))
}
