//! Text to model: what a document says, each value with its place.
//!
//! A Markdown or YAML text becomes an [`Outline`] of sections and blocks; everything else is read
//! from that outline, so that both forms are read alike.

pub mod actions;
pub mod cause;
pub mod compensation;
pub mod duration;
pub mod fields;
pub mod front_matter;
mod html;
pub mod ids;
pub mod impact;
mod keys;
mod labels;
mod markdown;
mod markup;
pub mod meta;
pub mod model;
pub mod outline;
mod prose;
pub mod quantity;
mod scalar;
pub mod secrets;
mod sections;
pub mod sentences;
pub mod statements;
pub mod text;
pub mod time;
pub mod timeline;
mod toml;
mod wiki_table;
pub mod words;
pub mod yaml;

use std::collections::BTreeSet;
use std::ops::Range;

pub use actions::{Action, Actions};
pub use cause::Cause;
pub use compensation::Compensation;
pub use fields::Field;
pub use impact::Impact;
pub use meta::Meta;
pub use model::Model;
pub use outline::{Block, BlockKind, HeadingForm, Outline, Section, SectionId, Table};
pub use statements::{Place, Signal, Statement};
pub use text::Text;
pub use timeline::Chronology;

use crate::language::{Lang, Lexicon, List, SectionKind, Topic};
use crate::source::{Source, Span};
use yaml::{Yaml, YamlError};

/// The form of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Markdown with optional front matter.
    Markdown,
    /// YAML, of which JSON is a subset.
    Yaml,
}

impl Form {
    /// The form that a path's ending tells: `.yaml`, `.yml` and `.json` are YAML.
    pub fn of(path: &str) -> Self {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        let yaml = ["yaml", "yml", "json"].iter().any(|known| known.eq_ignore_ascii_case(ending));
        if yaml { Self::Yaml } else { Self::Markdown }
    }
}

/// A phrase of a named list, found in a block.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// The list, as the language file names it.
    pub list: List,
    /// Index of the block.
    pub block: usize,
    /// Bytes of the block's plain text.
    pub range: Range<usize>,
}

/// A document as Candor understands it.
#[derive(Debug)]
pub struct Document<'s> {
    /// The text it was read from.
    pub source: &'s Source,
    /// Its form.
    pub form: Form,
    /// The language most of it is written in.
    pub lang: Lang,
    /// Front matter, or the whole of a YAML document.
    pub data: Option<Yaml>,
    /// Where the front matter stands; empty where there is none.
    pub head: Span,
    /// Sections and blocks.
    pub outline: Outline,
    /// The sentences of each block, as ranges of its text; code has none.
    pub sentences: Vec<Vec<Range<usize>>>,
    /// Labelled values: front matter, `- Label: value`, rows of two cells.
    pub fields: Vec<Field>,
    /// Phrases of the language files, in order.
    pub phrases: Vec<Phrase>,
    /// Why it happened.
    pub cause: Cause,
    /// What the document says of itself.
    pub meta: Meta,
    /// All that was read, in the shape of the schema.
    pub model: Model,
    /// Corrective actions.
    pub actions: Actions,
    /// The sentences of all blocks.
    pub statements: Vec<Statement>,
    /// What it tells of its impact.
    pub impact: Impact,
    /// What it tells of compensation.
    pub compensation: Compensation,
    /// What it says of when.
    pub chronology: Chronology,
}

fn sentences_of(block: &Block) -> Vec<Range<usize>> {
    match block.kind {
        BlockKind::Code => Vec::new(),
        _ => sentences::sentences(block.text.plain()),
    }
}

impl<'s> Document<'s> {
    /// Reads a document with the words of `lexicon`.
    pub fn read(source: &'s Source, lexicon: &Lexicon) -> Self {
        let form = Form::of(source.path());
        let text = source.parsable();
        let (data, head, outline) = match form {
            Form::Markdown => {
                let front = front_matter::split(&text);
                let outline = markdown::read(&text, &front, source, lexicon);
                (front.yaml, front.span, outline)
            }
            Form::Yaml => {
                let yaml = yaml::parse(&text, 0);
                let outline = keys::read(&yaml, source, lexicon);
                (Some(yaml), Span::default(), outline)
            }
        };
        let lang = Lang::of(&text);
        let mut document = Self {
            source,
            form,
            lang,
            data,
            head,
            outline,
            sentences: Vec::new(),
            fields: Vec::new(),
            phrases: Vec::new(),
            cause: Cause::default(),
            actions: Actions::default(),
            meta: Meta::default(),
            model: Model::default(),
            statements: Vec::new(),
            impact: Impact::default(),
            compensation: Compensation::default(),
            chronology: Chronology::default(),
        };
        sections::settle(&mut document.outline, lexicon);
        document.sentences = document.outline.blocks.iter().map(sentences_of).collect();
        document.fields = fields::read(&document, lexicon);
        document.phrases = document.find_phrases(lexicon);
        document.chronology = Chronology::read(&document, lexicon);
        document.cause = cause::read(&document);
        document.actions = actions::read(&document, lexicon);
        document.meta = meta::read(&document, lexicon);
        document.statements = statements::read(&document, lexicon);
        document.impact = Impact::read(&document);
        document.compensation = Compensation::read(&document);
        // Last: it holds what the others found.
        document.model = model::read(&document, lexicon);
        document
    }

    fn find_phrases(&self, lexicon: &Lexicon) -> Vec<Phrase> {
        let mut phrases = Vec::new();
        for (block, content) in self.outline.blocks.iter().enumerate() {
            if content.kind == BlockKind::Code {
                continue;
            }
            let text = &content.text;
            let hits = lexicon.find(self.lang_of(text.plain()), text.plain());
            let prose = hits.into_iter().filter(|hit| !text.is_code(&hit.range));
            phrases.extend(prose.map(|hit| Phrase { list: hit.list, block, range: hit.range }));
        }
        phrases
    }

    /// The language of a piece of the document: by its script, Han characters as in the rest.
    pub fn lang_of(&self, text: &str) -> Lang {
        if text.is_ascii() {
            return Lang::En;
        }
        match (Lang::of(text), self.lang) {
            (Lang::Zh, Lang::Ja) => Lang::Ja,
            // Identifiers may outweigh the words around them.
            (Lang::En, lang) if text.chars().any(|c| ('\u{3040}'..='\u{9fff}').contains(&c)) => lang,
            (lang, _) => lang,
        }
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

    /// Whether it states that it is not finished.
    pub fn is_draft(&self) -> bool {
        self.meta.status() == Some(meta::Status::Draft)
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

    /// The sentences of a block, as ranges of its text.
    pub fn sentences_of(&self, block: usize) -> &[Range<usize>] {
        self.sentences.get(block).map(Vec::as_slice).unwrap_or_default()
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
}
