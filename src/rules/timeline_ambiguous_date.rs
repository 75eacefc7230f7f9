//! A date in figures can be read two ways, and nothing in the document settles which.
//!
//! 3/4/2026 is the third of April to one reader and the fourth of March to another. A part above 12
//! anywhere in the document settles it for all of it; so does a date of the same event that is written
//! clearly, or `date-order: dmy` (or `mdy`) in `candor.yaml`. Until then such a date is read as neither, and no
//! other date is taken in its place.
//!
//! ## Bad
//!
//! ```md
//! ### Timeline (UTC)
//!
//! - 3/4/2026 08:10: uploads begin to fail
//! - 3/4/2026 08:22: alert
//! - 3/4/2026 09:05: uploads work again
//! ```
//!
//! ## Good
//!
//! ```md
//! ### Timeline (UTC)
//!
//! - 2026-03-04 08:10: uploads begin to fail
//! - 2026-03-04 08:22: alert
//! - 2026-03-04 09:05: uploads work again
//! ```

use jiff::civil::Date;

use crate::document::Document;
use crate::finding::{Finding, Level};
use crate::language::SectionKind;
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "timeline-ambiguous-date",
    level: Some(Level::Warning),
    unwritten: false,
    check,
    source: include_str!("timeline_ambiguous_date.rs"),
};

/// One finding, at the first such date: what settles it settles all.
fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let open = &document.chronology.open_dates;
    let Some(first) = open.first() else { return Vec::new() };
    let words = document.source.slice(first.span).trim();
    let form = if first.has_year { "%-d %B %Y" } else { "%-d %B" };
    let shown = |date: Date| date.strftime(form).to_string();
    let others = match open.len() - 1 {
        0 => String::new(),
        1 => ", nor for one other date".to_owned(),
        count => format!(", nor for {count} other dates"),
    };
    let message = format!(
        "“{words}” is {} or {}, and nothing here settles which{others}: a reader cannot tell when that was",
        shown(first.day_first),
        shown(first.month_first)
    );
    let help = format!(
        "Write “{}” or “{}”, or set `date-order: dmy` or `date-order: mdy` in candor.yaml for all documents.",
        first.day_first, first.month_first
    );
    vec![Finding::new(first.span, message).help(help).section(SectionKind::Timeline)]
}
