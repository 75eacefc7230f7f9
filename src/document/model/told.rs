//! What does a section's work wherever it stands: headings help to find it, they do not decide.

use std::ops::Range;

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
        SectionKind::RootCause => judged(document, kind, parts, document.cause.is_told(), causes),
        SectionKind::Impact => judged(document, kind, parts, document.tells_impact(), impacts),
        SectionKind::Compensation => judged(document, kind, parts, document.tells_compensation(), remedies),
        SectionKind::Detection => parts.finish(kind).or_else(|| sentences(document, kind, noticed(document))),
        SectionKind::Summary | SectionKind::Resolution | SectionKind::Lessons => parts.finish(kind),
    }
}

/// A section whose content decides whether it is there: what stands under its heading, else the
/// sentences that do its work elsewhere.
fn judged<'d>(
    document: &'d Document<'_>,
    kind: SectionKind,
    parts: Parts<'_>,
    is_told: bool,
    elsewhere: fn(&'d Document<'_>) -> Vec<Sentence>,
) -> Option<Entry> {
    if !is_told {
        return None;
    }
    parts.finish(kind).or_else(|| sentences(document, kind, elsewhere(document)))
}

/// A sentence: a block and the bytes of its plain text.
type Sentence = (usize, Range<usize>);

fn sentence(statement: &Statement) -> Sentence {
    (statement.block, statement.range.clone())
}

/// The sentences that say why it happened.
fn causes(document: &Document<'_>) -> Vec<Sentence> {
    document.cause.statements.iter().map(|statement| (statement.block, statement.range.clone())).collect()
}

/// The sentences that say what users experienced.
fn impacts(document: &Document<'_>) -> Vec<Sentence> {
    document.impact.told.iter().map(sentence).collect()
}

/// The sentences that offer, promise or refuse something.
fn remedies(document: &Document<'_>) -> Vec<Sentence> {
    let compensation = &document.compensation;
    let offer = compensation.offer.iter().map(|offer| &offer.statement);
    let refusals = compensation.refusals.iter().map(|refusal| &refusal.statement);
    offer.chain(&compensation.vague).chain(refusals).map(sentence).collect()
}

/// The sentences that say how or when it was noticed.
fn noticed(document: &Document<'_>) -> Vec<Sentence> {
    let noticed = |statement: &&Statement| statement.place != Place::Aside && statement.has(Signal::Noticed);
    document.statements.iter().filter(noticed).map(sentence).collect()
}

/// Sentences as one text.
fn sentences(document: &Document<'_>, kind: SectionKind, mut told: Vec<Sentence>) -> Option<Entry> {
    told.sort_by_key(|(block, range)| (*block, range.start));
    told.dedup();
    let text_of = |block: usize| document.outline.blocks.get(block).map(|block| &block.text);
    let lines: Vec<&str> =
        told.iter().filter_map(|(block, range)| Some(text_of(*block)?.slice(range.clone()))).collect();
    let places = told.iter().filter_map(|(block, range)| Some(text_of(*block)?.span(range.clone())));
    let span = places.reduce(Span::cover)?;
    let node = Node { value: words(lines.join("\n")), span };
    Some(Entry { key: kind.name().to_owned(), key_span: span, node })
}
