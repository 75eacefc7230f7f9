//! Something that keeps data or guards it was hit, and nothing says what became of the data.
//!
//! When a database, a disk, an account or a key is part of an incident, the first question of
//! everyone concerned is whether anything was lost, changed or seen by others. Silence reads as
//! "we do not know". "No data was lost" is one short sentence.
//!
//! The rule looks only at documents whose impact or cause touches state (databases, storage,
//! backups, payments) or security (credentials, permissions, attacks).
//!
//! ## Bad
//!
//! ```md
//! ### Impact
//!
//! From 03:10 to 03:52 UTC all 40 shops were closed.
//!
//! ### Root cause
//!
//! The order database failed over to a replica that was 40 seconds behind.
//! ```
//!
//! ## Good
//!
//! ```md
//! ### Impact
//!
//! From 03:10 to 03:52 UTC all 40 shops were closed. No order was lost: those of the last 40
//! seconds were read back from the payment provider.
//!
//! ### Root cause
//!
//! The order database failed over to a replica that was 40 seconds behind.
//! ```

use crate::document::Document;
use crate::finding::{Finding, Level};
use crate::language::{List, SectionKind};
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "impact-data-loss-unstated",
    level: Some(Level::Warning),
    unwritten: false,
    check,
    source: include_str!("impact_data_loss_unstated.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    // An unwritten draft names what may be touched only because its template does.
    if document.is_draft() && !document.tells_impact() {
        return Vec::new();
    }
    let data = &document.impact.data;
    let Some(touched) = data.touched.as_ref().filter(|_| !data.stated) else { return Vec::new() };
    let mut hits = document.hits(touched, List::Guarded).chain(document.hits(touched, List::Stateful));
    let Some(hit) = hits.next() else { return Vec::new() };
    let words = document.outline.blocks.get(hit.block).map_or("", |block| block.text.slice(hit.range.clone()));
    let message =
        format!("the incident touches “{words}”, and nothing says whether data was lost, changed or seen by others");
    let finding = Finding::new(document.phrase_span(hit), message).section(SectionKind::Impact).help(
        "Say what became of the data, even if nothing did: “No record was lost or disclosed; all writes of the \
         time were compared.”",
    );
    vec![finding]
}
