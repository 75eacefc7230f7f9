//! Labelled values: `- Label: value`, `**Label:** value`, rows of two cells, YAML keys.

use std::ops::Range;

use memchr::memchr2_iter;

use super::form::Form;
use super::outline::{BlockKind, HeadingForm, Outline, SectionId};
use super::text::{MarkKind, Text};
use crate::language::Lexicon;
use crate::source::Span;

/// A label has no more characters than this.
const MAX_LABEL: usize = 48;

/// A labelled value.
#[derive(Clone, Debug)]
pub struct Field {
    /// The canonical fields that the label can name (`owner`, `claim-by`, …).
    pub names: &'static [&'static str],
    /// The label as it is written.
    pub label: String,
    /// The value's words.
    pub value: Text,
    /// Label and value.
    pub span: Span,
    /// The section it stands in.
    pub section: SectionId,
}

impl Field {
    /// Whether the label can name `field`.
    pub fn is(&self, field: &str) -> bool {
        self.names.contains(&field)
    }
}

/// Collects the fields whose labels the lexicon knows.
pub fn read(outline: &Outline, form: Form, lexicon: &Lexicon) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut add = |label: &str, value: Text, span: Span, section: SectionId| {
        let names = lexicon.fields(label);
        if !names.is_empty() {
            fields.push(Field { names, label: label.to_owned(), value, span, section });
        }
    };
    for block in &outline.blocks {
        match block.kind {
            BlockKind::Row { .. } => {
                if let [label, value] = outline.cells(block) {
                    add(label.plain(), value.clone(), block.span, block.section);
                }
            }
            BlockKind::Code => {}
            _ => {
                for line in block.text.lines() {
                    if let Some((label, value)) = split(&block.text, line.clone()) {
                        let value = block.text.part(value);
                        add(block.text.slice(label), value, block.text.span(line), block.section);
                    }
                }
            }
        }
    }
    for (id, section) in outline.sections.iter().enumerate() {
        let labelled = matches!(section.form, HeadingForm::Key | HeadingForm::Label);
        if let (true, [value]) =
            (labelled && form == Form::Yaml || section.form == HeadingForm::Label, outline.blocks_of(id))
        {
            add(section.title.plain(), value.text.clone(), section.span, section.parent.unwrap_or(id));
        }
    }
    fields
}

/// Label and value of a line, as ranges of the text.
pub fn split(text: &Text, line: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let words = text.slice(line.clone());
    // 0xef: the first byte of a full-width colon.
    let mut colons = memchr2_iter(b':', 0xef, words.as_bytes());
    let at = colons.find(|at| words[*at..].starts_with([':', '：']))?;
    let colon = if words[at..].starts_with(':') { 1 } else { '：'.len_utf8() };
    let label = line.start..line.start + at;
    let bold = text.is_marked(&label, &MarkKind::Strong);
    let short = text.slice(label.clone()).chars().count() <= MAX_LABEL;
    let clock = words[..at].ends_with(|c: char| c.is_ascii_digit());
    if !short || clock || label.is_empty() && !bold {
        return None;
    }
    Some((label, line.start + at + colon..line.end))
}
