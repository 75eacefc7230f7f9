//! Languages and markups that are not judged: which one a document is in, and which of its sections.

use whatlang::{Lang as Spoken, detect};

use super::form;
use super::outline::BlockKind;
use super::reading::Reading;
use crate::language::Lang;
use crate::source::Span;

/// Letters that tell a language: fewer are a name, a quotation, a heading.
const MIN_LETTERS: usize = 120;
/// Characters that are looked at: more tell no more.
const MAX_CHARS: usize = 1_500;

/// What of a document is not judged.
#[derive(Clone, Debug)]
pub struct Foreign {
    /// The language or the markup, in English.
    pub name: &'static str,
    /// Whether it is a markup.
    pub markup: bool,
    /// Whether it is all of the document.
    pub whole: bool,
    /// Where the parts stand that are not judged, in order; empty where all of it is not.
    parts: Vec<Span>,
}

impl Foreign {
    /// Looks at what a document says: its prose, not its code.
    pub fn read(reading: &Reading<'_>) -> Option<Self> {
        let whole = |name, markup| Some(Self { name, markup, whole: true, parts: Vec::new() });
        // Of HTML, headings, tables and text are read as those in Markdown are.
        if let Some(markup) = form::markup(reading.source.path()).filter(|markup| *markup != "HTML") {
            return whole(markup, true);
        }
        // The others are told by their scripts.
        if reading.lang != Lang::En {
            return None;
        }
        let sections = prose(reading);
        let all: String = sections.iter().flat_map(|(_, text)| [text.as_str(), "\n"]).collect();
        let whole_is = unjudged(&all);
        // A text in English without a letter with an accent is not looked at twice.
        let asked = sections.iter().filter(|(_, text)| whole_is.is_some() || !text.is_ascii());
        let told: Vec<(&Span, usize, Spoken)> =
            asked.filter_map(|(span, text)| Some((span, text.len(), spoken(text)?))).collect();
        let (judged, parts): (Vec<_>, Vec<_>) = told.into_iter().partition(|(_, _, spoken)| is_judged(*spoken));
        let weighs =
            |parts: &[(&Span, usize, Spoken)]| parts.iter().map(|(_, length, _)| length).sum::<usize>() * 3 > all.len();
        if let Some(name) = whole_is.filter(|_| !weighs(&judged)) {
            return whole(name, false);
        }
        let (_, _, first) = parts.first().filter(|_| weighs(&parts))?;
        let name = first.eng_name();
        Some(Self { name, markup: false, whole: false, parts: parts.iter().map(|(span, ..)| **span).collect() })
    }

    /// Whether a place lies in what is not judged.
    pub fn holds(&self, span: Span) -> bool {
        self.whole || self.parts.iter().any(|part| part.start <= span.start && span.start < part.end)
    }
}

/// The text of each section that has prose of its own, and where it stands.
fn prose(reading: &Reading<'_>) -> Vec<(Span, String)> {
    let mut sections: Vec<(usize, Span, String)> = Vec::new();
    for block in reading.outline.blocks.iter().filter(|block| block.kind != BlockKind::Code) {
        let words = block.text.plain();
        match sections.last_mut().filter(|(section, ..)| *section == block.section) {
            Some((_, span, text)) => {
                *span = span.cover(block.span);
                text.push('\n');
                text.push_str(words);
            }
            None => sections.push((block.section, block.span, words.to_owned())),
        }
    }
    sections.into_iter().map(|(_, span, text)| (span, text)).collect()
}

/// The name of the language of a text, where it is told surely and is none that is judged.
fn unjudged(text: &str) -> Option<&'static str> {
    spoken(text).filter(|spoken| !is_judged(*spoken)).map(|spoken| spoken.eng_name())
}

fn is_judged(spoken: Spoken) -> bool {
    matches!(spoken, Spoken::Eng | Spoken::Cmn | Spoken::Jpn)
}

/// The language of a text, where it is told surely.
fn spoken(text: &str) -> Option<Spoken> {
    let end = text.char_indices().nth(MAX_CHARS).map_or(text.len(), |(end, _)| end);
    let head = &text[..end];
    let letters = head.chars().filter(|c| c.is_alphabetic()).take(MIN_LETTERS).count();
    let found = detect(head).filter(|found| letters == MIN_LETTERS && found.is_reliable())?;
    Some(found.lang())
}
