//! The document says that there is no compensation, and gives no reason.
//!
//! There are good reasons to pay nothing: the service is free, the agreement was kept, nobody had a
//! loss. A bare "none" hides whether one of them holds, and reads as "we do not want to".
//!
//! A reason counts where it stands with the refusal: "because", "as the service is free", a clause
//! or a threshold of the agreement.
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

use crate::document::{Document, Statement};
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
    unexplained.map(|refusal| finding(document, &refusal.statement)).collect()
}

fn finding(document: &Document<'_>, refusal: &Statement) -> Finding {
    let words = excerpt(document.words_of(refusal));
    let message = format!("“{words}” refuses compensation without a reason: a reader cannot tell why nothing is due");
    Finding::new(document.span_of(refusal), message).section(SectionKind::Compensation).help(
        "Give the reason: that the service is free, which clause or threshold of the agreement was kept, or that \
         nobody had a loss.",
    )
}
