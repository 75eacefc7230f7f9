//! Finds what was read by key, section, block and place.

use std::collections::BTreeSet;

use super::Reading;
use crate::document::fields::Field;
use crate::document::form::Form;
use crate::document::outline::{Block, HeadingForm, Section, SectionId};
use crate::document::phrases::Phrase;
use crate::document::roles::Context;
use crate::document::units::Unit;
use crate::document::yaml::{self, YamlError};
use crate::language::{Lang, Lexicon, List, Role, SectionKind, Topic};
use crate::source::Span;

impl Reading<'_> {
    /// The language of a piece of the document: by its script, Han characters as in the rest.
    pub fn lang_of(&self, text: &str) -> Lang {
        self.lang.of_part(text)
    }

    /// What its units are weighed by, with the words and weights of `lexicon`.
    pub fn context<'c>(&'c self, lexicon: &'c Lexicon) -> Context<'c> {
        let Self { outline, lang, units, phrases, scans, .. } = self;
        Context { outline, lang: *lang, units, phrases, scans, lexicon }
    }

    /// How surely a unit has a role, see [`Scores`](crate::document::roles::Scores).
    pub fn score(&self, unit: &Unit, role: Role) -> i32 {
        self.roles.score(unit.index, role)
    }

    /// The errors of its YAML.
    pub fn yaml_errors(&self) -> &[YamlError] {
        self.data.as_ref().map(|yaml| yaml.errors.as_slice()).unwrap_or_default()
    }

    /// A value of the front matter or YAML document by its key.
    pub fn value(&self, key: &str) -> Option<&yaml::Node> {
        self.data.as_ref()?.root.as_ref()?.get(key)
    }

    /// The text of a value of the front matter or YAML document.
    pub fn value_text(&self, key: &str) -> Option<&str> {
        self.value(key).and_then(yaml::Node::text)
    }

    /// Whether it is written for Candor: it says `candor:`.
    pub fn is_candor(&self) -> bool {
        self.value("candor").is_some()
    }

    /// Whether it is a postmortem by what it says: it says `candor:`, or has three known sections.
    pub fn is_postmortem(&self) -> bool {
        let kinds: BTreeSet<_> = self.outline.sections.iter().filter_map(|s| s.topic?.section()).collect();
        self.is_candor() || kinds.len() >= 3
    }

    /// Where findings about the document as a whole stand: its first heading or title, else its first words.
    pub fn title_span(&self) -> Span {
        let title = self.value("title").map(|title| title.span);
        let own = |section: &&Section| self.form == Form::Yaml || section.form != HeadingForm::Key;
        let heading = || self.outline.sections.iter().skip(1).filter(own).map(|section| section.heading).next();
        let words =
            || self.outline.blocks.first().map(|block| block.text.span(block.text.lines().next().unwrap_or(0..0)));
        let span = match self.form {
            Form::Yaml => title.or_else(heading),
            Form::Markdown => heading().or_else(words).or(title),
        };
        let span = span.unwrap_or_default();
        // A heading ends with its line; what is underlined and annotated, with its words.
        Span::new(span.start, span.start + self.source.slice(span).trim_end().len())
    }

    /// What the section is about that holds an offset of the source.
    pub fn topic_at(&self, offset: usize) -> Option<Topic> {
        let inner = self.outline.sections.iter().rposition(|section| section.span.contains(offset))?;
        self.outline.topic(inner)
    }

    /// The units that say something: all but headings and labels.
    pub fn statements(&self) -> impl Iterator<Item = &Unit> {
        self.units.all().iter().filter(|unit| unit.is_statement())
    }

    /// The phrases of one list.
    pub fn phrases_of(&self, list: List) -> impl Iterator<Item = &Phrase> {
        self.phrases.iter().filter(move |phrase| phrase.list == list)
    }

    /// The phrases of one block, in order.
    pub fn phrases_of_block(&self, block: usize) -> &[Phrase] {
        let start = self.phrases.partition_point(|phrase| phrase.block < block);
        let end = self.phrases.partition_point(|phrase| phrase.block <= block);
        self.phrases.get(start..end).unwrap_or_default()
    }

    /// The place of a phrase.
    pub fn phrase_span(&self, phrase: &Phrase) -> Span {
        self.outline.blocks.get(phrase.block).map(|block| block.text.span(phrase.range.clone())).unwrap_or_default()
    }

    /// What the section around a block is about.
    pub fn topic_of(&self, block: &Block) -> Option<Topic> {
        self.outline.topic(block.section)
    }

    /// The canonical section a block stands in.
    pub fn kind_of(&self, block: &Block) -> Option<SectionKind> {
        self.topic_of(block).and_then(Topic::section)
    }

    /// Whether a block stands in a quotation: a chat, a mail.
    pub fn is_quoted(&self, block: &Block) -> bool {
        let line = self.source.lines().line_span(self.source.lines().line(block.span.start), self.source.text());
        let mark = self.source.slice(line).trim_start().starts_with('>');
        mark && line.start <= block.span.start
    }

    /// The sections whose own heading is about `kind`, outermost ones only.
    pub fn sections_of(&self, kind: SectionKind) -> impl Iterator<Item = (SectionId, &Section)> {
        self.outline.sections.iter().enumerate().filter(move |(_, section)| {
            let of_kind = |s: &Section| s.topic.and_then(Topic::section) == Some(kind);
            of_kind(section) && !section.parent.is_some_and(|parent| self.outline.ancestors(parent).any(of_kind))
        })
    }

    /// The blocks that stand in sections about `kind`, in order.
    pub fn blocks_of(&self, kind: SectionKind) -> impl Iterator<Item = (usize, &Block)> {
        self.outline.blocks.iter().enumerate().filter(move |(_, block)| self.kind_of(block) == Some(kind))
    }

    /// The first field of a name that stands in a section about `kind`.
    pub fn field(&self, kind: SectionKind, name: &str) -> Option<&Field> {
        self.fields
            .iter()
            .find(|field| field.is(name) && self.outline.topic(field.section).and_then(Topic::section) == Some(kind))
    }

    /// The words of a value of the compensation and their place: from the front matter, else under its
    /// label. None where they are empty.
    pub fn compensation_value(&self, key: &str) -> Option<(String, Span)> {
        let node = self.value("compensation").and_then(|all| all.get(key));
        let stated = node.and_then(|node| Some((node.text()?.trim().to_owned(), node.span)));
        let labelled = || {
            let field = self.field(SectionKind::Compensation, key)?;
            Some((field.value.plain().trim().to_owned(), field.value.whole()))
        };
        stated.or_else(labelled).filter(|(words, _)| !words.is_empty())
    }
}
