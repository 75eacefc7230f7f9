//! YAML to an outline: keys are headings, scalars are paragraphs, lists are items, and a list of
//! mappings is a table.

use super::labels::Labels;
use super::outline::{BlockKind, HeadingForm, Outline, OutlineBuilder};
use super::scalar;
use super::text::Text;
use super::yaml::{Entry, Node, Value, Yaml};
use crate::language::{Lexicon, SectionKind};
use crate::source::{Source, Span};

/// Reads a YAML document.
pub fn read(yaml: &Yaml, source: &Source, lexicon: &Lexicon) -> Outline {
    let mut builder = OutlineBuilder::new(Span::new(0, source.text().len()));
    let mut reader = Reader { source, labels: Labels::new(lexicon), builder: &mut builder };
    if let Some(root) = &yaml.root {
        reader.node(root, 1);
    }
    for comment in &yaml.comments {
        builder.comment(comment.text.clone(), comment.span);
    }
    builder.finish()
}

/// Reads the sections that the front matter of a Markdown document holds: keys that bear the name of
/// one, with more than a word behind them (`impact: high` is a field of another tool).
pub fn sections(yaml: &Yaml, source: &Source, lexicon: &Lexicon, builder: &mut OutlineBuilder) {
    const MIN_WORDS: usize = 4;
    let told = |node: &Node| match &node.value {
        // Of a mapping, the fields are read where they stand.
        Value::Null | Value::Map(_) => false,
        Value::Text { text, .. } => text.split_whitespace().count() >= MIN_WORDS || !text.is_ascii(),
        Value::List(_) => true,
    };
    let mut reader = Reader { source, labels: Labels::new(lexicon), builder };
    for entry in yaml.root.iter().flat_map(Node::entries) {
        if SectionKind::from_name(&entry.key).is_some() && told(&entry.node) {
            reader.section(entry, 1);
        }
    }
}

struct Reader<'a> {
    source: &'a Source,
    labels: Labels<'a>,
    builder: &'a mut OutlineBuilder,
}

impl Reader<'_> {
    /// Reads a value; the depth is bounded by the parser's limit of nesting.
    fn node(&mut self, node: &Node, level: u8) {
        match &node.value {
            Value::Null => {}
            Value::Text { .. } => self.scalar(node, BlockKind::Paragraph),
            Value::Map(entries) => {
                for entry in entries {
                    self.section(entry, level);
                }
            }
            Value::List(items) if items.iter().any(|item| matches!(item.value, Value::Map(_))) => {
                self.table(items, node.span)
            }
            Value::List(items) => {
                for item in items {
                    self.scalar(item, BlockKind::Item { depth: 0, number: None, checked: None });
                }
            }
        }
    }

    fn section(&mut self, entry: &Entry, level: u8) {
        let title = self.key(entry);
        self.labels.section(self.builder, title, level, HeadingForm::Key, entry.key_span);
        self.node(&entry.node, level.saturating_add(1));
        self.builder.close_to(level, entry.node.span.end.max(entry.key_span.end));
    }

    /// The words of a key, without the quotes of JSON.
    fn key(&self, entry: &Entry) -> Text {
        let quote = |c: char| matches!(c, '"' | '\'');
        let raw = self.source.slice(entry.key_span);
        let words = raw.trim_start_matches(quote);
        Text::verbatim(words.trim_end_matches(quote), entry.key_span.start + raw.len() - words.len())
    }

    fn scalar(&mut self, node: &Node, kind: BlockKind) {
        let text = self.text(node);
        if !text.is_empty() {
            self.builder.block(kind, text, node.span);
        }
    }

    fn table(&mut self, items: &[Node], span: Span) {
        let mut keys: Vec<&str> = Vec::new();
        let mut header = Vec::new();
        for entry in items.iter().flat_map(Node::entries) {
            // A table has few columns; a hostile one is cut rather than searched over and over.
            if keys.len() < 64 && !keys.contains(&entry.key.as_str()) {
                keys.push(&entry.key);
                header.push(self.key(entry));
            }
        }
        let table = self.builder.begin_table(header, span);
        for item in items {
            let cell = |key: &&str| item.get(key).map_or_else(|| Text::empty_at(item.span.end), |node| self.text(node));
            let mut cells: Vec<Text> = keys.iter().map(cell).collect();
            if let (Value::Text { .. }, Some(first)) = (&item.value, cells.first_mut()) {
                *first = self.text(item);
            }
            self.builder.row(table, cells, item.span);
        }
    }

    /// A value as text: a list's items joined by commas, a mapping's as `key: value`.
    fn text(&self, node: &Node) -> Text {
        match &node.value {
            Value::Null => Text::empty_at(node.span.start),
            Value::Text { text, .. } => scalar::aligned(text, self.source.slice(node.span), node.span.start),
            Value::List(items) => self.joined(items.iter().map(|item| self.text(item))),
            // Whatever else an export says of somebody, a name is what a reader knows.
            Value::Map(entries) if name_of(entries).is_some() => {
                name_of(entries).map_or_else(Text::default, |name| self.text(name))
            }
            Value::Map(entries) => self.joined(entries.iter().map(|entry| {
                let mut text = Text::verbatim(&entry.key, entry.key_span.start);
                text.join(": ", entry.key_span.end);
                text.append(&self.text(&entry.node));
                text
            })),
        }
    }

    fn joined(&self, parts: impl Iterator<Item = Text>) -> Text {
        let mut joined = Text::default();
        for part in parts {
            if !joined.is_empty() {
                joined.join(", ", joined.whole().end);
            }
            joined.append(&part);
        }
        joined
    }
}

/// The name that a mapping gives what it stands for, or its only value: `{id: …, name: Mira Tan}`, `{value: …}`.
fn name_of(entries: &[Entry]) -> Option<&Node> {
    const NAMES: [&str; 3] = ["name", "full_name", "display_name"];
    let named = NAMES.iter().find_map(|name| entries.iter().find(|entry| entry.key == *name));
    named.or(if let [only] = entries { Some(only) } else { None }).map(|entry| &entry.node)
}
