//! A declared standard demands something that the document does not tell.
//!
//! A document declares its standards under `standards:`; `candor.yaml` and `--standard` can declare
//! them for many. Each standard lists what must be told, clause by clause: `candor explain dora`
//! prints the list. The subject is the standard and its demand, such as `dora/2b`.
//!
//! A filing is judged once it is due, overdue or filed, or when the document is final (one that states
//! no status is). Only a value counts: a heading with nothing under it, "TBD", or "n/a" where the
//! demand always applies does not. Where a standard demands what another rule looks for, this rule
//! speaks in its place, since it knows the clause. In a draft, what is due and not filed yet is an info.
//!
//! What nobody knows is reported too, since a slip of the hand there would change a deadline: a
//! standard, a value or key under `scope:`, a stage or time in `filings:`, a milestone, an SLA.
//!
//! Not legal advice: a standard lists what its text was read to ask for on the day it was reviewed.
//!
//! ## Subjects
//!
//! - `<standard>`: all that a standard demands, such as `dora`
//! - `<standard>/<demand>`: one demand, such as `dora/2b`
//!
//! ## Bad
//!
//! ```md
//! ---
//! standards: [mas-fsm-n05]
//! ---
//! # Transfers delayed on 4 March 2031
//!
//! ## Summary
//!
//! From 09:10 to 11:40 SGT 31,000 transfers waited, because the queue of the gateway was full.
//! ```
//!
//! ## Good
//!
//! ```md
//! ---
//! standards: [sre-book]
//! status: draft
//! ---
//! # Transfers delayed on 4 March 2031
//!
//! ## Summary
//!
//! From 09:10 to 11:40 SGT 31,000 transfers waited, because the queue of the gateway was full.
//! ```

use crate::document::Document;
use crate::finding::{Finding, Level, MAX_FINDINGS};
use crate::rule::{Rule, Settings, by_the_engine};
use crate::standards::content::Unmet;
use crate::standards::slips;
use crate::suggest;

/// The rule.
pub const RULE: Rule = Rule {
    name: "standard-content",
    level: Some(Level::Error),
    unwritten: false,
    check: by_the_engine,
    source: include_str!("standard_content.rs"),
};

/// The findings of the rule. The engine knows the demands that are not met: they speak in place of the rules
/// that find the same.
pub fn findings(document: &Document<'_>, settings: &Settings, unmet: &[Unmet<'_>]) -> Vec<Finding> {
    let unmet: Vec<Finding> = unmet.iter().map(of_unmet).collect();
    let mut slips = slips::of_document(document, &settings.standards, &settings.lexicon);
    // A demand, with its clause, says it better.
    slips.retain(|slip| !unmet.iter().any(|unmet| unmet.span == slip.span));
    unknown(document, settings).into_iter().chain(slips).chain(unmet).collect()
}

fn of_unmet(unmet: &Unmet<'_>) -> Finding {
    let verb = if unmet.requirement.level == Level::Error { "demands" } else { "asks for" };
    let standard = unmet.standard;
    let stage = match standard.stages.len() {
        1 => String::new(),
        _ => format!(" in the {} filing", unmet.stage.name),
    };
    let clause = &unmet.requirement.authority.clause;
    let message = format!("{}, which {} {verb}{stage} ({clause})", unmet.complaint, standard.name);
    let finding = Finding::new(unmet.span, message).subject(unmet.subject()).level(unmet.level);
    match &unmet.help {
        Some(help) => finding.help(help),
        None => finding,
    }
}

/// Standards that the document declares and nobody knows. What another tool means by the key is its
/// own affair, but for what is a slip of the hand away from a standard.
fn unknown(document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    let policy = &settings.standards;
    let Some(entry) = document.meta.entry("standards") else { return Vec::new() };
    let items = match entry.node.items() {
        [] => std::slice::from_ref(&entry.node),
        items => items,
    };
    // Each may be compared with all that are known; nobody declares so many.
    let named = items.iter().take(MAX_FINDINGS).filter_map(|item| Some((item.text()?, item.span)));
    let unknown = named.filter(|(name, _)| policy.standard(name).is_none());
    let meant = unknown.filter(|(name, _)| document.is_candor() || suggest::nearest(name, policy.known()).is_some());
    meant.map(|(name, span)| slips::unknown_standard(name, span, policy)).collect()
}
