//! The cause stops at a supplier's failure and does not say why one's own service depended on it
//! without a way out.
//!
//! Suppliers fail; that is known before. What a customer bought is the service, and what can be
//! changed is the dependence: the one line, the one provider, the fallback that was never tried.
//!
//! How it decides: what the cause rests on speaks of a supplier, and no sentence about the cause
//! says what one's own service lacked or relied on (“all traffic goes through this one”, “没有备用
//! 线路”), or which of one's own checks let it pass.
//!
//! ## Bad
//!
//! ```md
//! ## Root cause
//!
//! Our text message provider had an outage.
//! ```
//!
//! ## Good
//!
//! ```md
//! ## Root cause
//!
//! Our text message provider had an outage. All codes go through this one provider, since the second
//! contract was not renewed in 2024, and the app offers no other way to get a code.
//! ```

use crate::document::Document;
use crate::finding::{Finding, Level, quote};
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "cause-third-party-only",
    level: Some(Level::Error),
    unwritten: false,
    check,
    source: include_str!("cause_third_party_only.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let finding = document.cause.supplier_only().map(|statement| {
        let words = quote(statement.text(document));
        let message = format!("the cause ends at a supplier: {words}; a reader cannot tell why the service depended on it without a way out");
        Finding::new(statement.span, message)
            .help("Say what of your own service hung on the supplier, which fallback there was, and why it did not help or did not exist.")
    });
    finding.into_iter().collect()
}
