//! What the headings say that a unit is about: the only place where units are placed.

use super::place::Place;
use crate::document::outline::{Block, BlockKind, HeadingForm, Outline, Section, SectionId};
use crate::document::phrases::Phrase;
use crate::document::text::MarkKind;
use crate::language::{Lang, Lexicon, List, Topic};
use crate::source::{Source, Span};

/// What each section, and each block in it, is about.
#[derive(Debug)]
pub struct Topics<'d> {
    outline: &'d Outline,
    source: &'d Source,
    lang: Lang,
    lexicon: &'d Lexicon,
    of_sections: Vec<Option<Topic>>,
}

impl<'d> Topics<'d> {
    /// Reads the topics of all sections. `title_phrases`: of each section; `lang`: the language of the
    /// document.
    pub fn read(
        outline: &'d Outline,
        source: &'d Source,
        title_phrases: &[Vec<Phrase>],
        lang: Lang,
        lexicon: &'d Lexicon,
    ) -> Self {
        let mut topics = Self { outline, source, lang, lexicon, of_sections: Vec::new() };
        for (id, (section, phrases)) in outline.sections.iter().zip(title_phrases).enumerate() {
            let around = section.parent.and_then(|parent| topics.of_section(parent));
            let account = Place::of(around) == Place::Account;
            let topic = match section.topic {
                Some(_) if topics.is_title(id) => None,
                Some(topic) => Some(topic),
                // "Effect on the wards" is no known heading, and says what follows.
                None if account && phrases.iter().any(|phrase| phrase.list == List::ImpactWord) => Some(Topic::Impact),
                None => around,
            };
            topics.of_sections.push(topic);
        }
        topics
    }

    /// What a section is about.
    pub fn of_section(&self, section: SectionId) -> Option<Topic> {
        self.of_sections.get(section).copied().flatten()
    }

    /// What a block is about. A label at the head of a paragraph ("**Cause.** The…") speaks for that
    /// paragraph only: the next one, and one with a label of its own, stand where the label stands.
    pub fn of_block(&self, block: &Block) -> Option<Topic> {
        let outline = self.outline;
        let section = outline.sections.get(block.section)?;
        if section.form != HeadingForm::Label || block.kind != BlockKind::Paragraph {
            return self.of_section(block.section);
        }
        let run_in = outline.own_blocks(block.section).next().filter(|first| self.is_run_in(section, first));
        let own = own_label(block);
        let first = run_in.is_some_and(|first| first.span.start == block.span.start);
        if first || run_in.is_none() && own.is_none() {
            return self.of_section(block.section);
        }
        if own.is_some_and(|label| self.speaks_of_impact(label)) {
            return Some(Topic::Impact);
        }
        let mut around = outline.ancestors(block.section).filter(|section| section.form != HeadingForm::Label);
        around.next().and_then(|section| section.topic)
    }

    /// Whether a block begins on the line of its heading.
    fn is_run_in(&self, section: &Section, block: &Block) -> bool {
        /// Marks and spaces between a label and its text.
        const MARKS: usize = 16;
        let between = Span::new(section.heading.end, block.span.start);
        between.len() <= MARKS && !self.source.slice(between).contains(['\n', '\r'])
    }

    /// Whether a section is the title of the whole document, which may name one of its parts:
    /// "Lost items: what happened, and compensation".
    fn is_title(&self, id: SectionId) -> bool {
        let outline = self.outline;
        let Some(section) = outline.sections.get(id) else { return false };
        let first = id == Outline::ROOT + 1 && section.level == 1 && section.form == HeadingForm::Heading;
        let aside = section.topic.is_some_and(|topic| Place::of(Some(topic)) == Place::Aside);
        let whole = section.blocks.len() == outline.blocks.len();
        first && whole && (aside || !self.lexicon.is_heading(section.title.plain()))
    }

    /// Whether an unknown label says that impact follows.
    fn speaks_of_impact(&self, label: &str) -> bool {
        let hits = self.lexicon.find(self.lang.of_part(label), label);
        hits.iter().any(|hit| hit.list == List::ImpactWord)
    }
}

/// The label at the head of a paragraph: bold words, or a few before a colon.
fn own_label(block: &Block) -> Option<&str> {
    const MAX_CHARS: usize = 24;
    let text = &block.text;
    let bold = text.marks().iter().find(|mark| mark.kind == MarkKind::Strong && mark.range.start == 0);
    let bold = bold.map(|mark| text.slice(mark.range.clone()));
    // "15:12" is no label.
    let clock = |label: &str, rest: &str| label.ends_with(is_digit) && rest.starts_with(is_digit);
    let colon =
        || text.plain().split_once([':', '：']).filter(|(label, rest)| !clock(label, rest)).map(|(label, _)| label);
    bold.or_else(colon).filter(|label| label.chars().count() <= MAX_CHARS)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}
