//! Metadata: front matter, the keys of a YAML document, labelled values at the head of the text.
//!
//! What is written for Candor is taken as it stands, so that a wrong value can be seen. Other
//! tools' keys are read where they are plain, and left alone where they are not.

use super::fields::Field;
use super::form::Form;
use super::outline::HeadingForm;
use super::reading::Reading;
use super::text::Text;
use super::yaml::{Entry, Node, Value};
use crate::language::{Lexicon, Topic};

/// Longer values are prose about the field, not its value.
const MAX_VALUE: usize = 200;

/// How a value is written.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// A few words.
    Text,
    /// One of the words that the language files list.
    Word,
    /// Several names.
    Names,
}

/// The metadata of a postmortem.
const KEYS: [(&str, Kind); 10] = [
    ("id", Kind::Text),
    ("title", Kind::Text),
    ("status", Kind::Word),
    ("audience", Kind::Word),
    ("severity", Kind::Text),
    ("services", Kind::Names),
    ("regions", Kind::Names),
    ("timezone", Kind::Text),
    ("standards", Kind::Names),
    ("contact", Kind::Text),
];

/// What a document says of itself. Keys are canonical, each with the place of its value.
#[derive(Clone, Debug, Default)]
pub struct Meta {
    /// The values that were found, in the order of the form.
    pub entries: Vec<Entry>,
}

/// How far a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Being written.
    Draft,
    /// Being read by others.
    Review,
    /// Done.
    Final,
}

/// Who a document is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The house.
    Internal,
    /// Everybody.
    Public,
}

impl Audience {
    /// The names, as they are written.
    pub const NAMES: [&'static str; 2] = ["internal", "public"];

    /// The name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Internal => Self::NAMES[0],
            Self::Public => Self::NAMES[1],
        }
    }

    /// The audience of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Internal, Self::Public].into_iter().find(|audience| audience.name().eq_ignore_ascii_case(name))
    }
}

impl Meta {
    /// A value and its places.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The text of a value.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.entry(key)?.node.text()
    }

    /// The names in a list, or the one name that stands in place of the list.
    pub fn names(&self, key: &str) -> Vec<&str> {
        let Some(entry) = self.entry(key) else { return Vec::new() };
        match &entry.node.value {
            Value::List(items) => items.iter().filter_map(Node::text).collect(),
            _ => entry.node.text().into_iter().collect(),
        }
    }

    /// How far the document is, where it says so.
    pub fn status(&self) -> Option<Status> {
        let is = |word: &str| self.text("status").is_some_and(|status| status.eq_ignore_ascii_case(word));
        let known = [("draft", Status::Draft), ("review", Status::Review), ("final", Status::Final)];
        known.into_iter().find(|(word, _)| is(word)).map(|(_, status)| status)
    }

    /// Who it is written for, where it says so.
    pub fn audience(&self) -> Option<Audience> {
        self.text("audience").and_then(Audience::from_name)
    }
}

/// Reads the metadata of a document whose outline and fields are read.
pub fn read(reading: &Reading<'_>, lexicon: &Lexicon) -> Meta {
    let found = KEYS.iter().filter_map(|(key, kind)| {
        let entry = in_data(reading, key, *kind, lexicon)
            .or_else(|| in_fields(reading, key, *kind, lexicon))
            .or_else(|| (*key == "title").then(|| heading(reading)).flatten());
        entry.map(|entry| Entry { key: (*key).to_owned(), ..entry })
    });
    Meta { entries: found.collect() }
}

/// The value in the front matter or the YAML document.
fn in_data(reading: &Reading<'_>, key: &str, kind: Kind, lexicon: &Lexicon) -> Option<Entry> {
    let root = reading.data.as_ref()?.root.as_ref()?;
    let own = root.entry(key).filter(|entry| !entry.node.is_null());
    if reading.is_candor() {
        return own.cloned();
    }
    let others = root.entries().iter().filter(|entry| lexicon.names(&entry.key, key));
    own.into_iter().chain(others).find_map(|entry| {
        let node = plain(&entry.node, key, kind, lexicon)?;
        Some(Entry { node, ..entry.clone() })
    })
}

/// A value of somebody else's, where it is of the kind that the key has.
fn plain(node: &Node, key: &str, kind: Kind, lexicon: &Lexicon) -> Option<Node> {
    match (&node.value, kind) {
        (Value::List(items), Kind::Names) => {
            let name = |item: &Node| Some(Node { value: words(item.text()?), span: item.span });
            let items = items.iter().map(name).collect::<Option<Vec<_>>>()?;
            Some(Node { value: Value::List(items), span: node.span })
        }
        (Value::Text { text, .. }, Kind::Names) => {
            let text = Text::verbatim(text, node.span.start);
            Some(name_list(&text)).filter(|_| text.whole() == node.span)
        }
        (Value::Text { text, .. }, Kind::Word) => {
            let word = lexicon.value(key, text)?;
            Some(Node { value: words(word), span: node.span })
        }
        // A number in a foreign document is only a way to write its text.
        (Value::Text { text, .. }, Kind::Text) if is_short(text) => Some(Node { value: words(text), span: node.span }),
        _ => None,
    }
}

/// The value of a label at the head of the text or in a section of metadata.
fn in_fields(reading: &Reading<'_>, key: &str, kind: Kind, lexicon: &Lexicon) -> Option<Entry> {
    // The keys of a YAML document are fields too; they are read as what they are.
    if reading.form == Form::Yaml {
        return None;
    }
    let fields = reading.fields.iter().filter(|field| field.is(key) && is_at_the_head(reading, field));
    fields.into_iter().find_map(|field| {
        let value = without_remark(&field.value);
        let node = match kind {
            Kind::Names => name_list(&value),
            Kind::Word => Node { value: words(lexicon.value(key, value.plain())?), span: value.whole() },
            Kind::Text if is_short(value.plain()) => Node { value: words(value.plain()), span: value.whole() },
            Kind::Text => return None,
        };
        Some(Entry { key: key.to_owned(), key_span: field.span, node })
    })
}

fn is_at_the_head(reading: &Reading<'_>, field: &Field) -> bool {
    match reading.outline.topic(field.section) {
        Some(topic) => topic == Topic::Metadata,
        None => reading.outline.sections.get(field.section).is_some_and(|section| section.level <= 1),
    }
}

/// The first line of a value, up to the parenthesis that explains it, without the spaces around it.
fn without_remark(value: &Text) -> Text {
    let line = value.lines().next().unwrap_or_default();
    let words = value.slice(0..line.end);
    let end = words.find(['(', '（']).filter(|at| *at > 0).unwrap_or(words.len());
    let start = words.len() - words.trim_start().len();
    let end = words[..end].trim_end().len();
    value.part(start..end.max(start))
}

/// The first heading of the first level.
fn heading(reading: &Reading<'_>) -> Option<Entry> {
    let sections = &reading.outline.sections;
    let title = sections.iter().find(|section| section.form == HeadingForm::Heading)?;
    if title.level > 1 || title.title.is_empty() || title.topic.is_some() {
        return None;
    }
    let node = Node { value: words(title.title.plain().trim()), span: title.title.whole() };
    Some(Entry { key: "title".to_owned(), key_span: title.heading, node })
}

/// Names between commas.
fn name_list(text: &Text) -> Node {
    let mut items = Vec::new();
    let mut start = 0;
    for part in text.plain().split([',', '，', '、', ';', '；']) {
        let at = start + (part.len() - part.trim_start().len());
        let name = part.trim();
        if !name.is_empty() {
            items.push(Node { value: words(name), span: text.span(at..at + name.len()) });
        }
        // The separators are one or three bytes long: the next part begins behind its own.
        let rest = &text.plain()[start + part.len()..];
        start += part.len() + rest.chars().next().map_or(0, char::len_utf8);
    }
    Node { value: Value::List(items), span: text.whole() }
}

fn words(text: &str) -> Value {
    Value::Text { text: text.to_owned(), plain: false }
}

fn is_short(text: &str) -> bool {
    let trimmed = text.trim();
    !trimmed.is_empty() && trimmed.chars().count() <= MAX_VALUE && !trimmed.contains('\n')
}
