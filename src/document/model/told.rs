//! What does a section's work wherever it stands: headings help to find it, they do not decide.

use super::parts::Parts;
use super::{actions, timeline, words};
use crate::document::Document;
use crate::document::statements::{Place, Signal, Statement};
use crate::document::yaml::{Entry, Node};
use crate::language::{Lexicon, SectionKind};
use crate::source::Span;

/// The value of a section; `None` where nothing in the document does its work.
pub fn section(document: &Document<'_>, kind: SectionKind, parts: Parts<'_>, lexicon: &Lexicon) -> Option<Entry> {
    match kind {
        SectionKind::Timeline => timeline::read(document),
        SectionKind::Actions => actions::read(document, lexicon),
        SectionKind::Impact => {
            let told = document.tells_impact().then(|| document.impact.told.iter().collect());
            told.and_then(|told| parts.finish(kind).or_else(|| sentences(document, kind, told)))
        }
        SectionKind::Compensation => {
            let told = document.tells_compensation().then(|| remedies(document));
            told.and_then(|told| parts.finish(kind).or_else(|| sentences(document, kind, told)))
        }
        SectionKind::Detection => parts.finish(kind).or_else(|| sentences(document, kind, noticed(document))),
        SectionKind::Summary | SectionKind::RootCause | SectionKind::Resolution | SectionKind::Lessons => {
            parts.finish(kind)
        }
    }
}

/// The sentences that offer, promise or refuse something.
fn remedies<'d>(document: &'d Document<'_>) -> Vec<&'d Statement> {
    let compensation = &document.compensation;
    let offer = compensation.offer.iter().map(|offer| &offer.statement);
    let refusals = compensation.refusals.iter().map(|refusal| &refusal.statement);
    offer.chain(&compensation.vague).chain(refusals).collect()
}

/// The sentences that say how or when it was noticed.
fn noticed<'d>(document: &'d Document<'_>) -> Vec<&'d Statement> {
    let noticed = |statement: &&Statement| statement.place != Place::Aside && statement.has(Signal::Noticed);
    document.statements.iter().filter(noticed).collect()
}

/// Sentences as one text.
fn sentences(document: &Document<'_>, kind: SectionKind, mut told: Vec<&Statement>) -> Option<Entry> {
    told.sort_by_key(|statement| (statement.block, statement.range.start));
    let lines: Vec<&str> = told.iter().map(|statement| document.words_of(statement)).collect();
    let span = told.iter().map(|statement| document.span_of(statement)).reduce(Span::cover)?;
    let node = Node { value: words(lines.join("\n")), span };
    Some(Entry { key: kind.name().to_owned(), key_span: span, node })
}
