//! The labelled answer to whether anything is offered: `Offered: no` with its `Reason: …`.

use super::refusal::Refusal;
use crate::document::reading::Reading;
use crate::document::units::Unit;
use crate::language::{Lexicon, List, SectionKind};
use crate::source::Span;

/// The fields that may stand beside a refusal and say why.
const REASONS: [&str; 2] = ["reason", "basis"];

/// An answer that says no.
#[derive(Debug)]
pub struct No {
    words: String,
    /// Of the label and its value, or of the value in the front matter.
    span: Span,
    /// Whether a reason stands behind the word or under a label of its own.
    explained: bool,
    /// Where label and value of the answer, of its reasons and of what is done about lost data stand: no
    /// offer is made there, whatever figures they give.
    fields: Vec<Span>,
}

impl No {
    /// The answer of a document, where it is one and says no.
    pub fn read(reading: &Reading<'_>, lexicon: &Lexicon) -> Option<Self> {
        let (value, span) = reading.compensation_value("offered")?;
        let behind = behind_no(reading, lexicon, &value)?;
        let labelled = |name| reading.field(SectionKind::Compensation, name);
        let field = labelled("offered").filter(|field| field.value.whole() == span);
        let reasons = REASONS.iter().filter_map(|name| reading.compensation_value(name));
        let explained =
            says_something(reading, behind) || reasons.into_iter().any(|(why, _)| says_something(reading, &why));
        let fields =
            ["offered", "lost-data"].iter().chain(&REASONS).filter_map(|name| Some(labelled(name)?.span)).collect();
        let span = field.map_or(span, |field| field.span);
        let words = match field {
            Some(field) => {
                let colon = if field.label.is_ascii() { ": " } else { "：" };
                format!("{}{colon}{value}", field.label.trim())
            }
            None => value,
        };
        Some(Self { words, span, explained, fields })
    }

    /// Whether a sentence is a part of the answer.
    pub fn holds(&self, reading: &Reading<'_>, statement: &Unit) -> bool {
        let span = reading.span_of(statement);
        self.fields.iter().any(|field| field.start < span.end && span.start < field.end)
    }

    /// The refusal that it makes; `elsewhere` says whether the text around it gives a reason.
    pub fn refusal(self, elsewhere: bool) -> Refusal {
        Refusal { words: self.words, span: self.span, explained: self.explained || elsewhere }
    }
}

/// What stands behind the word for no, where a value begins with one: "no, …", "no (…)", "no since …".
fn behind_no<'v>(reading: &Reading<'_>, lexicon: &Lexicon, value: &'v str) -> Option<&'v str> {
    const BORDERS: [char; 14] = [',', '，', ';', '；', ':', '：', '.', '。', '(', '（', '–', '—', '-', '\n'];
    let reasons = lexicon.find(reading.lang_of(value), value).into_iter();
    let reason = reasons.filter(|hit| hit.list == List::Reason).map(|hit| hit.range.start);
    let ends = value.find(BORDERS).into_iter().chain(reason).chain([value.len()]);
    let is_no = |end: &usize| lexicon.value("offered", value[..*end].trim()) == Some("no");
    ends.into_iter().find(is_no).map(|end| &value[end..])
}

/// Whether words are more than a mark of nothing: "n/a", "none", "—".
fn says_something(reading: &Reading<'_>, words: &str) -> bool {
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    let placeholders = reading.lang_of(words).words().placeholders();
    !words.is_empty() && !placeholders.none.has(words) && !placeholders.values.has(words)
}
