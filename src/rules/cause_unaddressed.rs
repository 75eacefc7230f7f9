//! A cause or contributing factor is named, and no action addresses it.
//!
//! What is known and left alone will come again. Factors with an id ("C1: …") are looked up in what
//! the actions say they address. Where no action says so, and for factors without an id, the rule
//! looks for words: a factor is taken up when an action names anything that the factor names, or
//! when both are about watching, trying out or writing down. What lies outside anybody's reach, such
//! as a war or a storm, and the mention of another incident ask for no action. It
//! reads the items under contributing factors, and sentences about the cause that bring in another
//! one ("a second factor", "made it worse", "in addition", 此外). Documents without a list of
//! actions are not judged. The subject is the factor's id, or its first words.
//!
//! ## Subjects
//!
//! - `<factor>`: its id, such as `C1`, or its first words
//!
//! ## Bad
//!
//! ```md
//! ## Contributing factors
//!
//! - C1: The preview shows no row count.
//! - C2: Both copies of a volume are updated in one wave.
//!
//! ## Action items
//!
//! | Action | Addresses | Owner | Due | Ticket |
//! |---|---|---|---|---|
//! | Show the row count in the preview | C1 | Files | 2027-01-31 | FIL-3 |
//! ```
//!
//! ## Good
//!
//! ```md
//! ## Contributing factors
//!
//! - C1: The preview shows no row count.
//! - C2: Both copies of a volume are updated in one wave.
//!
//! ## Action items
//!
//! | Action | Addresses | Owner | Due | Ticket |
//! |---|---|---|---|---|
//! | Show the row count in the preview | C1 | Files | 2027-01-31 | FIL-3 |
//! | Update the second copy a day later | C2 | Storage | 2027-01-31 | STO-8 |
//! ```

use crate::document::actions::coverage::Coverage;
use crate::document::cause::{Part, Statement};
use crate::document::ids::{self, is_id};
use crate::document::{Block, BlockKind, Document};
use crate::finding::{Finding, Level, excerpt, quote};
use crate::language::{List, Topic};
use crate::rule::{Rule, Settings};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    name: "cause-unaddressed",
    level: Some(Level::Warning),
    unwritten: false,
    check,
    source: include_str!("cause_unaddressed.rs"),
};

/// A cause beside the first one.
struct Factor<'d> {
    id: Option<&'d str>,
    text: &'d str,
    span: Span,
}

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let blocks = document.outline.blocks.iter().enumerate();
    let listed = blocks.filter(|(_, block)| document.topic_of(block) == Some(Topic::Contributing));
    let own =
        listed.filter(|(index, _)| !document.phrases_of_block(*index).iter().any(|hit| hit.list == List::NoFactor));
    let factors: Vec<Factor<'_>> =
        own.filter_map(|(_, block)| factor(document, block)).chain(stated(document)).collect();
    let asked = (!factors.is_empty()).then(|| Coverage::of(document, &document.actions)).flatten();
    let Some(coverage) = asked else { return Vec::new() };
    let left = factors.into_iter().filter(|factor| {
        let addressed = factor.id.and_then(|id| coverage.addresses(id));
        !addressed.unwrap_or_else(|| coverage.takes_up(factor.text))
    });
    left.map(|factor| {
        let message =
            format!("no action takes up {}: a reader cannot tell why it would not happen again", quote(factor.text),);
        Finding::new(factor.span, message)
            .subject(factor.id.map_or_else(|| excerpt(factor.text), str::to_owned))
            .help("Add an action that addresses it, or say why none is needed.")
    })
    .collect()
}

/// A factor that is an item of a list, or the value of a key.
fn factor<'d>(document: &'d Document<'_>, block: &'d Block) -> Option<Factor<'d>> {
    let own = block.text.plain().trim_end();
    let key =
        document.outline.sections.get(block.section).map(|section| section.title.plain()).filter(|key| is_id(key));
    match (&block.kind, ids::leading(block.text.plain()), key) {
        (BlockKind::Item { depth: 0, .. }, Some((id, start)), _) => {
            Some(Factor { id: Some(id), text: own.get(start..)?, span: block.text.whole() })
        }
        (BlockKind::Paragraph | BlockKind::Item { .. }, _, Some(key)) => {
            Some(Factor { id: Some(key), text: own, span: block.text.whole() })
        }
        (BlockKind::Item { depth: 0, .. }, None, None) => {
            Some(Factor { id: None, text: own, span: block.text.whole() })
        }
        _ => None,
    }
}

/// The sentences about the cause that bring in another one.
fn stated<'d>(document: &'d Document<'_>) -> impl Iterator<Item = Factor<'d>> {
    let statements = document.cause.statements.iter();
    let judged = |s: &&Statement| document.lang_of(s.text(document)).is_complete();
    let section = statements.filter(|s| s.part == Part::Section && s.topic != Some(Topic::Contributing)).filter(judged);
    section.filter_map(|statement| {
        let phrases = document.phrases_of_block(statement.block);
        let from = phrases.partition_point(|phrase| phrase.range.end <= statement.range.start);
        let inside = phrases[from..].iter().take_while(|phrase| phrase.range.end <= statement.range.end);
        let brings = inside.into_iter().any(|phrase| phrase.list == List::AnotherCause);
        brings.then(|| Factor { id: None, text: statement.text(document), span: statement.span })
    })
}
