//! An action that is not done has neither a ticket nor a link.
//!
//! What is written in a postmortem only is forgotten with it. A ticket number (`IMP-31`, `#1234`),
//! the link of an issue or of a change counts; a number that only this document knows ("D-1") and
//! the link of a project or a page do not. Actions that are done need none. Promises in running
//! text are held to this where the document has no list of actions.
//!
//! ## Bad
//!
//! ```md
//! ## Action items
//!
//! - Cap imports at 50,000 rows (imports team, 10 December 2026)
//! ```
//!
//! ## Good
//!
//! ```md
//! ## Action items
//!
//! - Cap imports at 50,000 rows (imports team, 10 December 2026, IMP-31)
//! ```

use crate::document::Document;
use crate::finding::{Finding, Level, quote};
use crate::language::SectionKind;
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "action-untracked",
    level: Some(Level::Info),
    unwritten: true,
    check,
    source: include_str!("action_untracked.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let open = document.actions.tracked().filter(|action| !action.done && action.ticket.is_none());
    open.map(|action| {
        let message = format!("{} has no ticket, nor a link to one: a reader cannot follow it", quote(&action.text));
        Finding::new(action.span, message)
            .section(SectionKind::Actions)
            .help("Open a ticket and give its number or address.")
    })
    .collect()
}
