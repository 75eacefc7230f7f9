//! An action that is not done has no date.
//!
//! Without a date nobody can say that it is late. A day, a quarter ("Q1 2027"), "end of March" and
//! 年底前 are dates; "soon" is none. It may stand in a column, behind a label, in brackets or behind
//! the action, or in the sentence ("by 31 October"). Actions that are done need none. Promises in
//! running text are held to this where the document has no list of actions.
//!
//! ## Bad
//!
//! ```md
//! ## Action items
//!
//! - Cap imports at 50,000 rows soon (imports team, IMP-31)
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
    name: "action-no-due-date",
    level: Some(Level::Warning),
    unwritten: true,
    check,
    source: include_str!("action_no_due_date.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let open = document.actions.tracked().filter(|action| !action.done && action.due.is_none());
    open.map(|action| {
        let message = format!("{} has no due date: nobody can tell when it is late", quote(&action.text));
        Finding::new(action.span, message)
            .section(SectionKind::Actions)
            .help("Give a day or a period, such as “by 2027-01-31” or “Q1 2027”.")
    })
    .collect()
}
