//! An action that is not done names nobody who does it.
//!
//! What everyone should do, no one does. An owner is a person, a team or a role; "we" and
//! "everyone" are none. The owner may stand in a column, behind a label ("Owner: …", 负责人：…), in
//! brackets or behind the action ("Storage team, by 30 September"), after `@`, or in the sentence
//! itself ("The imports team will …"). Actions that are done need none, in whatever spelling: a
//! status, a ticked box, ✅, struck through, told in the past. Promises in running text are held to
//! this where the document has no list of actions.
//!
//! ## Bad
//!
//! ```md
//! ## Action items
//!
//! - We will cap imports at 50,000 rows by 10 December 2026 (IMP-31)
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
    name: "action-no-owner",
    level: Some(Level::Warning),
    unwritten: true,
    check,
    source: include_str!("action_no_owner.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let open = document.actions.tracked().filter(|action| !action.done && action.owner.is_none());
    open.map(|action| {
        let message =
            format!("nobody is named who does {}: a reader cannot tell whose task it is", quote(&action.text));
        Finding::new(action.span, message)
            .section(SectionKind::Actions)
            .help("Name a person, a team or a role, such as “(storage team)”; “we” is none.")
    })
    .collect()
}
