//! What does a section's work wherever it stands: headings help to find it, they do not decide.

use super::parts::Parts;
use super::{actions, timeline, words};
use crate::document::statements::{Place, Signal, Statement};
use crate::document::yaml::{Entry, Node};
use crate::document::{Document, cause};
use crate::language::{Lexicon, SectionKind};
use crate::source::Span;

/// The value of a section; `None` where nothing in the document does its work.
pub fn section(document: &Document<'_>, kind: SectionKind, parts: Parts<'_>, lexicon: &Lexicon) -> Option<Entry> {
    let judged = document.lang.is_complete();
    match kind {
        SectionKind::Timeline => timeline::read(document, lexicon),
        SectionKind::Actions => actions::read(document, lexicon).or_else(|| parts.finish(kind).filter(|_| !judged)),
        SectionKind::Detection => parts.finish(kind).or_else(|| prose(kind, noticed(document))),
        SectionKind::RootCause if judged && !document.cause.is_told() => None,
        SectionKind::RootCause => parts.finish(kind).or_else(|| prose(kind, causes(document))),
        SectionKind::Impact if judged && !document.tells_impact() => None,
        SectionKind::Impact => parts.finish(kind).or_else(|| prose(kind, suffered(document))),
        SectionKind::Compensation if judged && !document.tells_compensation() => None,
        SectionKind::Compensation => parts.finish(kind).or_else(|| prose(kind, remedies(document))),
        SectionKind::Summary | SectionKind::Resolution | SectionKind::Lessons => parts.finish(kind),
    }
}

/// A sentence and its place.
type Sentence<'d> = (Span, &'d str);

/// The sentences that say why it happened.
fn causes<'d>(document: &'d Document<'_>) -> Vec<Sentence<'d>> {
    let told = document.cause.statements.iter().filter(|statement| statement.place != cause::Place::Safeguards);
    told.map(|statement| (statement.span, statement.text(document))).collect()
}

/// The sentences that say what users experienced.
fn suffered<'d>(document: &'d Document<'_>) -> Vec<Sentence<'d>> {
    let headline = document.impact.headline.and_then(|id| document.outline.sections.get(id));
    let told = document.impact.told.iter().map(|statement| sentence(document, statement));
    told.chain(headline.map(|section| (section.heading, section.title.plain()))).collect()
}

/// The sentences that offer, promise or refuse something.
fn remedies<'d>(document: &'d Document<'_>) -> Vec<Sentence<'d>> {
    let compensation = &document.compensation;
    let offer = compensation.offer.iter().map(|offer| &offer.statement);
    let refusals = compensation.refusals.iter().map(|refusal| &refusal.statement);
    offer.chain(&compensation.vague).chain(refusals).map(|statement| sentence(document, statement)).collect()
}

/// The sentences that say how or when it was noticed.
fn noticed<'d>(document: &'d Document<'_>) -> Vec<Sentence<'d>> {
    let clocked = |statement: &Statement| document.times_in(statement).iter().any(|mention| mention.time.is_some());
    let noticed = |statement: &&Statement| {
        let told = document.hits_outside(statement, Signal::Noticed, Signal::NoNotice).next().is_some();
        told && (statement.place != Place::Aside || clocked(statement))
    };
    document.statements.iter().filter(noticed).map(|statement| sentence(document, statement)).collect()
}

fn sentence<'d>(document: &'d Document<'_>, statement: &'d Statement) -> Sentence<'d> {
    (document.span_of(statement), document.words_of(statement))
}

/// Sentences as one text, in the order of the document.
fn prose(kind: SectionKind, mut told: Vec<Sentence<'_>>) -> Option<Entry> {
    told.sort_unstable();
    told.dedup();
    let span = told.iter().map(|(span, _)| *span).reduce(Span::cover)?;
    let lines: Vec<&str> = told.into_iter().map(|(_, words)| words).collect();
    let node = Node { value: words(lines.join("\n")), span };
    Some(Entry { key: kind.name().to_owned(), key_span: span, node })
}
