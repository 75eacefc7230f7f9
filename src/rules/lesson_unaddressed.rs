//! Something that went wrong is listed, and no action takes it up.
//!
//! Off by default: not every remark asks for an action. The rule reads the items of lists under
//! "what went wrong" and looks for an action that names anything that the item names. Documents
//! without a list of actions are not judged.
//!
//! ## Bad
//!
//! ```md
//! ## What went wrong
//!
//! - The runbook of the gateway was two years old.
//!
//! ## Action items
//!
//! - Page when no booking arrives for 10 minutes (ferry team, 2027-01-31, FER-2)
//! ```
//!
//! ## Good
//!
//! ```md
//! ## What went wrong
//!
//! - The runbook of the gateway was two years old.
//!
//! ## Action items
//!
//! - Test each runbook in the yearly exercise (ferry team, 2027-01-31, FER-3)
//! ```

use crate::document::actions::coverage::Coverage;
use crate::document::{BlockKind, Document};
use crate::finding::{Finding, quote};
use crate::language::Topic;
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "lesson-unaddressed",
    level: None,
    unwritten: false,
    check,
    source: include_str!("lesson_unaddressed.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let Some(coverage) = Coverage::of(document, &document.actions) else { return Vec::new() };
    let items = document.outline.blocks.iter().filter(|block| {
        let item = matches!(block.kind, BlockKind::Item { depth: 0, .. });
        item && document.topic_of(block) == Some(Topic::WentWrong) && !coverage.takes_up(block.text.plain())
    });
    items
        .map(|block| {
            let message =
                format!("no action takes up {}: a reader cannot tell what becomes of it", quote(block.text.plain()));
            Finding::new(block.text.whole(), message).help("Add an action for it, or say why none is needed.")
        })
        .collect()
}
