//! A suppression suppresses nothing: its rule finds nothing there, its day is past, or there is no such rule.
//!
//! A suppression that nobody needs any more stays behind and hides the next gap. So it is reported
//! once the gap is closed, from the day after its `until`, and where it never worked: a rule that
//! does not exist (`*` and `all` are no rules), a date that is none, an end without a start, a comment that
//! was meant to be one (`candor-disable`, `candor: ignore`). Rules
//! that are off are not counted as silent, and `duplicate-id`, which looks at several documents, is
//! left alone.
//!
//! The fix deletes it. With one that ended its reason would be lost while the gap may still be open: that
//! one is deleted with `--unsafe` only.
//!
//! `candor-ignore` holds for its own line; where nothing else stands there, also for the next line
//! that is not blank. `candor-ignore-section` holds for the section it stands in, or for the one
//! whose heading is on that next line; `candor-ignore-file` for the document; `candor-ignore-start`
//! up to `candor-ignore-end`. In YAML, front matter too, they stand behind `#`; and the front matter
//! can say `ignore: [{rule, reason, until}]` for the document.
//!
//! ## Bad
//!
//! ```md
//! <!-- candor-ignore placeholder-left until 2024-06-30: the monitoring team is still counting -->
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
    name: "suppression-unused",
    level: Some(Level::Warning),
    unwritten: false,
    check: by_the_engine,
    source: include_str!("suppression_unused.rs"),
};
