//! The document says that there is no compensation, and gives no reason.
//!
//! There are good reasons to pay nothing: the service is free, the agreement was kept, nobody had a
//! loss. A bare "none" hides whether one of them holds, and reads as "we do not want to".
//!
//! A reason counts where it stands with the refusal: "because", "as the service is free", a clause
//! or a threshold of the agreement. To `Offered: no`, `Reason: …` is one.
//!
//! ## Bad
//!
//! ```md
//! ### Compensation
//!
//! None.
//! ```
//!
//! ## Good
//!
//! ```md
//! ### Compensation
//!
//! None: the agreement promises 99.5 % a month, and May came to 99.9 %.
//! ```

use crate::document::Document;
use crate::document::compensation::Refusal;
use crate::finding::{Finding, Level, excerpt};
use crate::language::SectionKind;
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "compensation-refusal-unexplained",
    level: Some(Level::Error),
    unwritten: false,
    check,
    source: include_str!("compensation_refusal_unexplained.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let unexplained = document.compensation.refusals.iter().filter(|refusal| !refusal.explained);
    unexplained.map(finding).collect()
}

fn finding(refusal: &Refusal) -> Finding {
    let words = excerpt(&refusal.words);
    let message = format!("“{words}” refuses compensation without a reason: a reader cannot tell why nothing is due");
    Finding::new(refusal.span, message).section(SectionKind::Compensation).help(
        "Give the reason: that the service is free, which clause or threshold of the agreement was kept, or that \
         nobody had a loss.",
    )
}
