//! Where a sentence stands, and what it can be about for that.

use crate::document::outline::{Block, BlockKind, HeadingForm, Outline, Section, SectionId};
use crate::document::text::MarkKind;
use crate::language::{Lang, Lexicon, List, SectionKind, Topic};
use crate::source::{Source, Span};

/// What a sentence can be about, by the section it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A section about impact.
    Impact,
    /// The summary, the opening lines, or under a heading that is not known.
    Account,
    /// The timeline.
    Timeline,
    /// Cause, detection, resolution.
    Cause,
    /// A section about compensation.
    Compensation,
    /// Actions, lessons, links: never the telling of impact.
    Aside,
}

/// The place that each section gives its sentences.
struct Places<'d> {
    outline: &'d Outline,
    source: &'d Source,
    lang: Lang,
    lexicon: &'d Lexicon,
    of_sections: Vec<Place>,
}

/// The place of each block. `lang`: the language of the document.
pub fn places(outline: &Outline, source: &Source, lang: Lang, lexicon: &Lexicon) -> Vec<Place> {
    let places = Places::read(outline, source, lang, lexicon);
    outline.blocks.iter().map(|block| places.of(block)).collect()
}

impl<'d> Places<'d> {
    fn read(outline: &'d Outline, source: &'d Source, lang: Lang, lexicon: &'d Lexicon) -> Self {
        let mut places = Self { outline, source, lang, lexicon, of_sections: Vec::new() };
        for (id, section) in outline.sections.iter().enumerate() {
            let around = section.parent.map_or(Place::Account, |parent| places.of_section(parent));
            let place = match section.topic {
                Some(_) if places.is_title(id) => Place::Account,
                Some(topic) => of_topic(topic),
                None if around == Place::Account && places.speak_of_impact(section.title.plain()) => Place::Impact,
                None => around,
            };
            places.of_sections.push(place);
        }
        places
    }

    fn of_section(&self, section: SectionId) -> Place {
        self.of_sections.get(section).copied().unwrap_or(Place::Account)
    }

    /// The place of a block. A label at the head of a paragraph ("**Cause.** The…") speaks for that
    /// paragraph only: the next one, and one with a label of its own, stand where the label stands.
    fn of(&self, block: &Block) -> Place {
        let outline = self.outline;
        let Some(section) = outline.sections.get(block.section) else { return Place::Account };
        if section.form != HeadingForm::Label || block.kind != BlockKind::Paragraph {
            return self.of_section(block.section);
        }
        let run_in = outline.own_blocks(block.section).next().filter(|first| self.is_run_in(section, first));
        let own = own_label(block);
        let first = run_in.is_some_and(|first| first.span.start == block.span.start);
        if first || run_in.is_none() && own.is_none() {
            return self.of_section(block.section);
        }
        let mut around = outline.ancestors(block.section).filter(|section| section.form != HeadingForm::Label);
        let place = around.next().and_then(|section| section.topic).map_or(Place::Account, of_topic);
        if own.is_some_and(|label| self.speak_of_impact(label)) { Place::Impact } else { place }
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
        let aside = section.topic.is_some_and(|topic| of_topic(topic) == Place::Aside);
        let whole = section.blocks.len() == outline.blocks.len();
        first && whole && (aside || !self.lexicon.is_heading(section.title.plain()))
    }

    /// Whether an unknown heading says that impact follows: "Effect on the wards".
    fn speak_of_impact(&self, title: &str) -> bool {
        let hits = self.lexicon.find(self.lang.of_part(title), title);
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

fn of_topic(topic: Topic) -> Place {
    match topic.section() {
        Some(SectionKind::Impact) => Place::Impact,
        Some(SectionKind::Summary) => Place::Account,
        Some(SectionKind::Timeline) => Place::Timeline,
        Some(SectionKind::RootCause | SectionKind::Detection | SectionKind::Resolution) => Place::Cause,
        Some(SectionKind::Compensation) => Place::Compensation,
        Some(SectionKind::Actions | SectionKind::Lessons) => Place::Aside,
        None if topic == Topic::Metadata => Place::Account,
        None => Place::Aside,
    }
}
