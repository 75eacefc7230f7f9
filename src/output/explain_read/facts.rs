//! The facts of a document, kind by kind, each with the line it stands on.

use serde_json::{Map, Value, json};

use crate::document::actions::{Action, Origin};
use crate::document::duration::Bound;
use crate::document::outline::HeadingForm;
use crate::document::time::Zone;
use crate::document::timeline::{self, Moment, Stage, Told};
use crate::document::units::Unit;
use crate::document::yaml::{Node, Value as NodeValue};
use crate::document::{Document, Form, cause};
use crate::language::{Role, SectionKind, Topic};
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
        ("timeline", timeline(document)),
        ("milestones", milestones(document)),
        ("durations", durations(document)),
        ("cause", cause(document)),
        ("impact", impact(document)),
        ("detection", detection(document)),
        ("compensation", compensation(document)),
        ("actions", actions(document)),
    ];
    kinds.into_iter().map(|(kind, facts)| (kind.to_owned(), facts)).collect()
}

/// One fact; what is not known of it is left out.
pub fn fact<const N: usize>(document: &Document<'_>, span: Span, values: [(&str, Value); N]) -> Value {
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
            let part = section.topic.filter(|topic| *topic != kind.topic()).map(Topic::name);
            let values = [
                ("section", json!(kind.name())),
                ("part", json!(part)),
                ("heading", json!(section.title.plain())),
                ("form", json!(form)),
            ];
            fact(document, section.heading, values)
        })
        .collect()
}

fn timeline(document: &Document<'_>) -> Value {
    document.chronology.told().map(|entry| line(document, entry)).collect()
}

/// One line of the timeline.
fn line(document: &Document<'_>, entry: Told<'_>) -> Value {
    let names = |stages: &[Stage]| stages.iter().map(|stage| json!(stage.name())).collect::<Value>();
    let entry = match entry {
        Told::Timed(entry) => entry,
        Told::Untimed(entry) => {
            let values = [
                ("written", json!(document.source.slice(entry.written).trim())),
                ("date", json!("no time is given")),
                ("speaks-of", names(&entry.stages)),
                ("event", json!(entry.event)),
            ];
            return fact(document, entry.text, values);
        }
    };
    let moment = &entry.moment;
    let date = match (moment.dated, entry.own_date) {
        _ if entry.impossible => "is none as it is written",
        _ if entry.open_date => "can be read two ways",
        (true, true) => "with the time",
        (true, false) => "from what stands around or before it",
        (false, _) => "not known",
    };
    let values = [
        ("time", json!((!entry.impossible).then(|| moment.to_string()))),
        ("written", json!(document.source.slice(moment.span))),
        ("date", json!(date)),
        ("zone", json!(zone(moment))),
        ("about", json!(moment.approximate.then_some(true))),
        ("milestone", json!(entry.milestone.as_ref().map(|words| words.plain().trim()))),
        ("speaks-of", names(&entry.stages)),
        ("event", json!(entry.event)),
    ];
    fact(document, entry.text, values)
}

/// The zone of a moment, and whether it could be settled.
fn zone(moment: &Moment) -> String {
    match &moment.zone {
        None => "not known".to_owned(),
        Some(Zone::Offset(offset)) if offset.is_zero() => "UTC".to_owned(),
        Some(Zone::Offset(offset)) => offset.to_string(),
        Some(Zone::Region(name) | Zone::Seasonal { name, .. }) => name.to_string(),
        Some(Zone::Ambiguous { name, readings }) => format!("{name}, which can be {readings}"),
    }
}

fn milestones(document: &Document<'_>) -> Value {
    let milestones = document.chronology.milestones.iter();
    milestones
        .map(|milestone| {
            let given = match milestone.origin {
                timeline::Origin::FrontMatter => "front matter or key",
                timeline::Origin::Column => "milestone column",
                timeline::Origin::Fact => "labelled value",
                timeline::Origin::Summary => "sentence of the summary",
                timeline::Origin::Words => "words of an entry",
            };
            let time = json!(milestone.moment.to_string());
            let values = [("milestone", json!(milestone.stage.name())), ("time", time), ("given-in", json!(given))];
            fact(document, milestone.moment.span, values)
        })
        .collect()
}

fn durations(document: &Document<'_>) -> Value {
    let blocks = document.outline.blocks.iter().zip(&document.scans.blocks);
    let found = blocks.flat_map(|(block, scan)| scan.durations.iter().map(move |duration| (block, duration)));
    found
        .map(|(block, duration)| {
            let bound = match duration.bound {
                Bound::Exact => "exactly",
                Bound::About => "about",
                Bound::Over => "more than",
                Bound::Under => "less than",
            };
            let values = [
                ("written", json!(block.text.slice(duration.range.clone()))),
                ("seconds", json!(whole(duration.seconds))),
                ("until", json!((duration.until > duration.seconds).then_some(whole(duration.until)))),
                ("meant", json!(bound)),
                ("office-hours", json!(duration.office_hours.then_some(true))),
            ];
            fact(document, block.text.span(duration.range.clone()), values)
        })
        .collect()
}

/// Seconds without a fraction that nobody wrote.
fn whole(seconds: f64) -> i64 {
    seconds.round() as i64
}

/// What stands among the sentences of the cause with less than this score gives them context, and is not shown
/// as a cause itself: two thirds of the odds at which a weight alone decides.
const CONTEXT: i32 = -40;

fn cause(document: &Document<'_>) -> Value {
    let statements = document.cause.statements.iter().filter(|statement| statement.score > CONTEXT);
    statements
        .map(|statement| {
            let place = match statement.part {
                cause::Part::Section => "section about the cause",
                cause::Part::Safeguards => "section about safeguards",
                cause::Part::Account => "account of what happened",
                cause::Part::Course => "timeline, detection or resolution",
            };
            let values = [
                ("found-in", json!(place)),
                ("specific-words", json!(statement.specific)),
                ("evasive-words", json!(statement.evasive)),
                ("names-something", json!(statement.concrete)),
                ("words", json!(statement.text(document))),
            ];
            fact(document, statement.span, values)
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

/// The sentences that say how or when it was noticed.
fn detection(document: &Document<'_>) -> Value {
    let noticed = document.statements().filter(|unit| document.score(unit, Role::Detection) > 0);
    noticed.map(|unit| fact(document, document.span_of(unit), [("words", json!(document.words_of(unit)))])).collect()
}

fn compensation(document: &Document<'_>) -> Value {
    let compensation = &document.compensation;
    let offer = compensation.offer.iter().map(|offer| (&offer.statement, "offer"));
    let vague = compensation.vague.iter().map(|statement| (statement, "promise without an amount"));
    let promises = offer.chain(vague).map(|(statement, kind)| sentence(document, statement, ("read-as", json!(kind))));
    let refusals = compensation.refusals.iter().map(|refusal| {
        let kind = if refusal.explained { "refusal with a reason" } else { "refusal without a reason" };
        fact(document, refusal.span, [("read-as", json!(kind)), ("words", json!(refusal.words))])
    });
    promises.chain(refusals).collect()
}

fn sentence(document: &Document<'_>, statement: &Unit, also: (&str, Value)) -> Value {
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
        (None, true) => Some("its box, its marks or its wording say so".to_owned()),
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
