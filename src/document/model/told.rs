//! What does a section's work wherever it stands: headings help to find it, they do not decide.

use super::facts::Facts;
use super::node::words;
use super::parts::Parts;
use super::{actions, timeline};
use crate::document::cause::{self, Cause};
use crate::document::compensation::Compensation;
use crate::document::impact::Impact;
use crate::document::reading::Reading;
use crate::document::units::{Place, Unit};
use crate::document::yaml::{Entry, Node};
use crate::language::{Lexicon, List, Role, SectionKind};
use crate::source::Span;

/// The value of a section; `None` where nothing in the document does its work.
pub fn section(facts: &Facts<'_>, kind: SectionKind, parts: Parts<'_>, lexicon: &Lexicon) -> Option<Entry> {
    let Facts { reading, cause, impact, compensation, .. } = facts;
    let judged = reading.lang.is_complete();
    match kind {
        SectionKind::Timeline => timeline::read(facts, lexicon),
        SectionKind::Actions => actions::read(facts, lexicon).or_else(|| parts.finish(kind).filter(|_| !judged)),
        SectionKind::Detection => parts.finish(kind).or_else(|| prose(kind, noticed(reading))),
        SectionKind::RootCause if judged && !cause.is_told() => None,
        SectionKind::RootCause => parts.finish(kind).or_else(|| prose(kind, causes(reading, cause))),
        SectionKind::Impact if judged && !impact.is_told() => None,
        SectionKind::Impact => parts.finish(kind).or_else(|| prose(kind, suffered(reading, impact))),
        SectionKind::Compensation if judged && !compensation.told => None,
        SectionKind::Compensation => parts.finish(kind).or_else(|| prose(kind, remedies(reading, compensation))),
        SectionKind::Summary | SectionKind::Resolution | SectionKind::Lessons => parts.finish(kind),
    }
}

/// From this score on the cues of a sentence decide whether it says how it was noticed: a seventh of the
/// odds at which its weight would …
const NOTICED: i32 = -200;
/// … and from this one on any word for noticing is enough.
const SURELY_NOTICED: i32 = 100;

/// A sentence and its place.
type Sentence<'d> = (Span, &'d str);

/// The sentences that say why it happened.
fn causes<'d>(reading: &'d Reading<'_>, cause: &'d Cause) -> Vec<Sentence<'d>> {
    let told = cause.statements.iter().filter(|statement| statement.part != cause::Part::Safeguards);
    told.map(|statement| (statement.span, statement.text(reading))).collect()
}

/// The sentences that say what users experienced.
fn suffered<'d>(reading: &'d Reading<'_>, impact: &'d Impact) -> Vec<Sentence<'d>> {
    let headline = impact.headline.and_then(|id| reading.outline.sections.get(id));
    let told = impact.told.iter().map(|statement| sentence(reading, statement));
    told.chain(headline.map(|section| (section.heading, section.title.plain()))).collect()
}

/// The sentences that offer, promise or refuse something.
fn remedies<'d>(reading: &'d Reading<'_>, compensation: &'d Compensation) -> Vec<Sentence<'d>> {
    let offer = compensation.offer.iter().map(|offer| &offer.statement);
    let promises = offer.chain(&compensation.vague).map(|statement| sentence(reading, statement));
    promises.chain(compensation.refusals.iter().map(|refusal| (refusal.span, refusal.words.as_str()))).collect()
}

/// The sentences that say how or when it was noticed.
fn noticed<'d>(reading: &'d Reading<'_>) -> Vec<Sentence<'d>> {
    let clocked = |statement: &Unit| reading.times_in(statement).iter().any(|mention| mention.time.is_some());
    let noticed = |statement: &&Unit| {
        let score = reading.score(statement, Role::Detection);
        let says = || reading.hits_outside(statement, List::Noticed, List::NoNotice).next().is_some();
        let told = score > SURELY_NOTICED && statement.has(List::Noticing) && !statement.has(List::NoNotice)
            || score > NOTICED && says();
        told && (statement.place != Place::Aside || clocked(statement))
    };
    reading.statements().filter(noticed).map(|statement| sentence(reading, statement)).collect()
}

fn sentence<'d>(reading: &'d Reading<'_>, statement: &'d Unit) -> Sentence<'d> {
    (reading.span_of(statement), reading.words_of(statement))
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
