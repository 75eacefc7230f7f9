//! A token, a key or a password stands in the document.
//!
//! A postmortem quotes logs and commands, and with them what was never meant to be read. It is
//! copied, mailed and kept for years; a secret in it must be taken as known to everybody.
//!
//! Known are the shapes of private keys, of JSON web tokens, and of the tokens of well-known
//! services, anywhere in the text, in code and comments too. A value behind `password:`, `token=` or
//! the like counts when it looks drawn at random. Placeholders (`<token>`, `${TOKEN}`, `****`) and the
//! examples of handbooks (`AKIAIOSFODNN7EXAMPLE`) do not. The message shows the first characters only.
//!
//! ## Bad
//!
//! ```md
//! The job ran with `token=q7Rz4vKp1mXr7LwYc3HsB8nDf6GjUe2R`.
//! ```
//!
//! ## Good
//!
//! ```md
//! The job ran with `token=${DEPLOY_TOKEN}`, which had been rotated in May.
//! ```

use crate::document::Document;
use crate::document::secrets::{Secret, secrets};
use crate::finding::{Finding, Level};
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "secret-left",
    level: Some(Level::Error),
    unwritten: false,
    check,
    source: include_str!("secret_left.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let text = document.source.text();
    secrets(text).into_iter().map(|secret| finding(text, secret)).collect()
}

fn finding(text: &str, secret: Secret) -> Finding {
    let shown = text.get(secret.shown().range()).unwrap_or_default();
    let message = format!("“{shown}…” looks like {}: whoever reads this document can use it", secret.what);
    Finding::new(secret.shown(), message)
        .help("Revoke it first; then take it out and put a placeholder such as `${TOKEN}` in its place.")
}
