//! What the readers of facts are given: the text of a document, cut up and searched.
//!
//! Each part is a function of the parts before it; nothing here is filled in later.

mod in_statement;
mod lookup;

use std::ops::Range;

use super::fields::{self, Field};
use super::form::Form;
use super::outline::{Block, BlockKind, Outline};
use super::phrases::{self, Phrase};
use super::roles::{Context, Roles};
use super::scans::Scans;
use super::statements::{self, Statement};
use super::yaml::{self, Yaml};
use super::{front_matter, keys, markdown, sections, sentences};
use crate::language::{Lang, Lexicon};
use crate::source::{Source, Span};

/// A document before anything is concluded from it.
#[derive(Debug)]
pub struct Reading<'s> {
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
    /// The times, zones and durations of every block and heading.
    pub scans: Scans,
    /// The sentences of all blocks, with where they stand and the phrases that speak in them.
    pub statements: Vec<Statement>,
    /// What each of them tells.
    pub roles: Roles,
}

impl<'s> Reading<'s> {
    /// Reads a document with the words of `lexicon`.
    pub fn of(source: &'s Source, lexicon: &Lexicon) -> Self {
        let form = Form::of(source.path());
        let text = source.parsable();
        let (data, head, mut outline) = match form {
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
        sections::settle(&mut outline, lexicon);
        let sentences: Vec<_> = outline.blocks.iter().map(sentences_of).collect();
        let fields = fields::read(&outline, form, lexicon);
        let phrases = phrases::find(&outline, lang, lexicon);
        let scans = Scans::read(&outline, lang.words().time());
        let places = statements::places(&outline, source, lang, lexicon);
        let statements = statements::read(&outline, &sentences, &scans, &phrases, &places);
        let roles = Roles::read(&Context {
            outline: &outline,
            lang,
            units: &statements,
            phrases: &phrases,
            scans: &scans,
            lexicon,
        });
        Self { source, form, lang, data, head, outline, sentences, fields, phrases, scans, statements, roles }
    }
}

fn sentences_of(block: &Block) -> Vec<Range<usize>> {
    match block.kind {
        BlockKind::Code => Vec::new(),
        _ => sentences::sentences(block.text.plain()),
    }
}
