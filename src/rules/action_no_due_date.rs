//! An action that is not done has no date.
//!
//! Without a date nobody can say that it is late. A day, a quarter or a week with its year ("Q1 2027",
//! "2027-W14"), "end of March" and 年底前 are dates; "soon", "next sprint", "EOW" and "2 weeks" are none, since
//! only the day of writing tells what they mean. It may stand in a column, behind a label, in brackets or behind
//! the action, or in the sentence ("by 31 October"). Actions that are done need none. Promises in
//! running text are held to this where the document has no list of actions.
//!
//! ## Options
//!
//! - `sprints`: sprints whose dates your team knows, a list: an action that is due in one has a date
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

use crate::document::{Action, Document};
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

/// Bytes of words that are quoted as a due date.
const LONG: usize = 40;

fn check(document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    let sprints = settings.option(RULE.name, "sprints").and_then(serde_json::Value::as_array);
    let sprints: Vec<String> =
        sprints.into_iter().flatten().filter_map(|name| Some(name.as_str()?.to_lowercase())).collect();
    let known = |due: &str| sprints.iter().any(|sprint| due.to_lowercase().contains(sprint.as_str()));
    let open = document.actions.tracked().filter(|action| !action.done);
    let none = |action: &Action| format!("{} has no due date: nobody can tell when it is late", quote(&action.text));
    let undated = open.filter_map(|action| match &action.due {
        None => Some((action, none(action))),
        // What is long is no date that somebody meant.
        Some(due) if action.is_due_vague && due.text.len() > LONG => Some((action, none(action))),
        Some(due) if action.is_due_vague && !known(&due.text) => {
            let due = due.text.trim();
            let message =
                format!("{} is due “{due}”, which is no date: nobody can tell when it is late", quote(&action.text));
            Some((action, message))
        }
        Some(_) => None,
    });
    undated
        .map(|(action, message)| {
            Finding::new(action.span, message)
                .section(SectionKind::Actions)
                .help("Give a day or a period, such as “by 2027-01-31” or “Q1 2027”.")
        })
        .collect()
}
