//! Corrective actions, wherever they were found.

use super::facts::Facts;
use super::node::{mapping, text_at, words};
use crate::document::actions::{Action, Value as Said};
use crate::document::reading::Reading;
use crate::document::time::{PartialDate, scan_times};
use crate::document::yaml::{Entry, Node, Value};
use crate::language::{Lexicon, SectionKind};
use crate::source::Span;

/// The actions of a document; `None` where nothing says what is done from now on.
pub fn read(facts: &Facts<'_>, lexicon: &Lexicon) -> Option<Entry> {
    let Facts { reading, actions, .. } = facts;
    let mut items: Vec<Node> = actions.tracked().map(|action| item(reading, action, lexicon)).collect();
    if items.is_empty() {
        // Running text that tells of a change names no owner and no date: it is the action itself.
        items.extend(actions.changes.iter().map(|span| of_text(text_at(reading.source, *span))));
    }
    let span = items.iter().map(|item| item.span).reduce(Span::cover)?;
    let heading = reading.sections_of(SectionKind::Actions).next().map(|(_, section)| section.heading);
    let key_span = heading.unwrap_or(span);
    Some(Entry {
        key: SectionKind::Actions.name().to_owned(),
        key_span,
        node: Node { value: Value::List(items), span },
    })
}

fn of_text(text: Node) -> Node {
    let span = text.span;
    mapping(vec![entry("action", text)], span)
}

fn item(reading: &Reading<'_>, action: &Action, lexicon: &Lexicon) -> Node {
    let text = Node { value: words(action.text.clone()), span: action.span };
    let mut entries = Vec::new();
    entries.extend(action.id.as_ref().map(|id| entry("id", said(id))));
    entries.push(entry("action", text));
    entries.extend(action.kind.as_ref().and_then(|given| Some(entry("kind", kind(given, reading, lexicon)?))));
    entries.extend(action.addresses.as_ref().map(|causes| entry("addresses", names(causes))));
    entries.extend(action.owner.as_ref().map(|owner| entry("owner", said(owner))));
    entries.extend(action.due.as_ref().and_then(|due| Some(entry("due", day(reading, due)?))));
    entries.extend(action.status.as_ref().map(|status| entry("status", said(status))));
    entries.extend(action.ticket.as_ref().map(|ticket| entry("ticket", said(ticket))));
    let span = entries.iter().map(|entry| entry.node.span).fold(action.span, Span::cover);
    mapping(entries, span)
}

/// The kind by its canonical name. A word of somebody's own is left out of a foreign document; in
/// one for Candor it stays, so that it can be seen that nobody knows it.
fn kind(given: &Said, reading: &Reading<'_>, lexicon: &Lexicon) -> Option<Node> {
    match lexicon.value("kind", &given.text) {
        Some(kind) => Some(Node { value: words(kind.to_owned()), span: given.span }),
        None => reading.is_candor().then(|| said(given)),
    }
}

/// A full date; anything less is no date that a program could use.
fn day(reading: &Reading<'_>, due: &Said) -> Option<Node> {
    let times = scan_times(&due.text, reading.lang_of(&due.text).words().time());
    let full = times.iter().rev().find_map(|time| match time.date {
        Some(PartialDate::Full(date)) => Some(date),
        _ => None,
    })?;
    Some(Node { value: words(full.to_string()), span: due.span })
}

/// The causes between commas; each stands where all of them stand.
fn names(causes: &Said) -> Node {
    let names = causes.text.split([',', '，', '、', ';', '；']).map(str::trim).filter(|name| !name.is_empty());
    let items = names.map(|name| Node { value: words(name.to_owned()), span: causes.span }).collect();
    Node { value: Value::List(items), span: causes.span }
}

fn said(value: &Said) -> Node {
    Node { value: words(value.text.trim().to_owned()), span: value.span }
}

fn entry(key: &str, node: Node) -> Entry {
    Entry { key: key.to_owned(), key_span: node.span, node }
}
