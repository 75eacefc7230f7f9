//! The facts of a document, kind by kind, each with the line it stands on.

use serde_json::{Map, Value, json};

use crate::document::actions::{Action, Origin};
use crate::document::outline::HeadingForm;
use crate::document::statements::Statement;
use crate::document::yaml::{Node, Value as NodeValue};
use crate::document::{Document, Form};
use crate::language::SectionKind;
use crate::source::Span;

/// All that was read, and what each part of it was read from.
pub fn read(document: &Document<'_>) -> Map<String, Value> {
    let form = match document.form {
        Form::Markdown => "markdown",
        Form::Yaml => "yaml",
    };
    let kinds = [
        ("form", json!(form)),
        ("language", json!(document.lang.code())),
        ("written-for-candor", json!(document.is_candor())),
        ("metadata", metadata(document)),
        ("sections", sections(document)),
        ("impact", impact(document)),
        ("compensation", compensation(document)),
        ("actions", actions(document)),
    ];
    kinds.into_iter().map(|(kind, facts)| (kind.to_owned(), facts)).collect()
}

/// One fact; what is not known of it is left out.
fn fact<const N: usize>(document: &Document<'_>, span: Span, values: [(&str, Value); N]) -> Value {
    let line = document.source.lines().line(span.start) + 1;
    let known = values.into_iter().filter(|(_, value)| !value.is_null() && value != &json!([]) && value != &json!(""));
    let line = std::iter::once(("line", json!(line)));
    Value::Object(line.chain(known).map(|(key, value)| (key.to_owned(), value)).collect())
}

fn metadata(document: &Document<'_>) -> Value {
    let entries = document.meta.entries.iter();
    entries.map(|entry| fact(document, entry.node.span, [(entry.key.as_str(), json!(in_words(&entry.node)))])).collect()
}

/// A value in one line.
fn in_words(node: &Node) -> String {
    match &node.value {
        NodeValue::Null => String::new(),
        NodeValue::Text { text, .. } => text.clone(),
        NodeValue::List(items) => items.iter().map(in_words).collect::<Vec<_>>().join(", "),
        NodeValue::Map(_) => "…".to_owned(),
    }
}

fn sections(document: &Document<'_>) -> Value {
    let of_kind = |kind: SectionKind| document.sections_of(kind).map(move |(_, section)| (kind, section));
    let found = SectionKind::ALL.into_iter().flat_map(of_kind);
    found
        .map(|(kind, section)| {
            let form = match section.form {
                HeadingForm::Document => "document",
                HeadingForm::Heading => "heading",
                HeadingForm::Label => "label",
                HeadingForm::Row => "table row",
                HeadingForm::Key => "key",
            };
            let values =
                [("section", json!(kind.name())), ("heading", json!(section.title.plain())), ("form", json!(form))];
            fact(document, section.heading, values)
        })
        .collect()
}

fn impact(document: &Document<'_>) -> Value {
    let sentences = document.impact.told.iter();
    sentences
        .map(|statement| {
            let quantities = document.quantities(statement);
            let text = document.words_of(statement);
            let quantities: Vec<&str> =
                quantities.iter().filter_map(|quantity| text.get(quantity.range.clone())).collect();
            sentence(document, statement, ("quantities", json!(quantities)))
        })
        .collect()
}

fn compensation(document: &Document<'_>) -> Value {
    let compensation = &document.compensation;
    let offer = compensation.offer.iter().map(|offer| (&offer.statement, "offer"));
    let vague = compensation.vague.iter().map(|statement| (statement, "promise without an amount"));
    let refusals = compensation.refusals.iter().map(|refusal| {
        (&refusal.statement, if refusal.explained { "refusal with a reason" } else { "refusal without a reason" })
    });
    let all = offer.chain(vague).chain(refusals);
    all.map(|(statement, kind)| sentence(document, statement, ("read-as", json!(kind)))).collect()
}

fn sentence(document: &Document<'_>, statement: &Statement, also: (&str, Value)) -> Value {
    fact(document, document.span_of(statement), [also, ("words", json!(document.words_of(statement)))])
}

fn actions(document: &Document<'_>) -> Value {
    document.actions.list.iter().map(|action| action_fact(document, action)).collect()
}

fn action_fact(document: &Document<'_>, action: &Action) -> Value {
    let text = |value: &Option<crate::document::actions::Value>| json!(value.as_ref().map(|value| value.text.trim()));
    let found = match action.origin {
        Origin::Listed => "list of actions",
        Origin::Prose => "running text",
        Origin::Lesson => "lesson",
    };
    // A status is the plainest reason; else its box, its marks or its tense say so.
    let why = match (&action.status, action.done) {
        (_, false) => None,
        (Some(status), true) => Some(format!("its status is “{}”", status.text.trim())),
        (None, true) => Some("its box, its marks or the way it is told say so".to_owned()),
    };
    fact(
        document,
        action.span,
        [
            ("id", text(&action.id)),
            ("done", json!(action.done)),
            ("because", json!(why)),
            ("owner", text(&action.owner)),
            ("due", text(&action.due)),
            ("ticket", text(&action.ticket)),
            ("found-in", json!(found)),
            ("action", json!(action.text)),
        ],
    )
}
