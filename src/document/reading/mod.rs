//! What the readers of facts are given: the text of a document, cut up and searched.
//!
//! Each part is a function of the parts before it; nothing here is filled in later.

mod hits;
mod in_unit;
mod lookup;

pub use hits::Hits;

use super::fields::{self, Field};
use super::form::Form;
use super::outline::Outline;
use super::phrases::{self, Phrase};
use super::roles::{Context, Roles};
use super::scans::{self, Scans};
use super::units::{Topics, Units};
use super::yaml::{self, Yaml};
use super::{front_matter, keys, markdown, nothing, sections};
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
    /// Labelled values: front matter, `- Label: value`, rows of two cells.
    pub fields: Vec<Field>,
    /// Phrases of the language files in the blocks, in the order of their ends.
    pub phrases: Vec<Phrase>,
    /// Those of each heading, by index of the section.
    pub title_phrases: Vec<Vec<Phrase>>,
    /// The times, zones and durations of every block and heading.
    pub scans: Scans,
    /// Headings, sentences, items and rows, with where they stand and the phrases that speak in them.
    pub units: Units,
    /// What each of them tells, by its index.
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
        nothing::clear(&mut outline, lang);
        let fields = fields::read(&outline, form, lexicon);
        let phrases = phrases::in_blocks(&outline, lang, lexicon);
        let title_phrases = phrases::in_titles(&outline, lang, lexicon);
        let words = lang.words().time();
        let scans = scans::entry::read(&outline, words, Scans::read(&outline, words));
        let topics = Topics::read(&outline, source, &title_phrases, lang, lexicon);
        let units = Units::cut(&outline, &topics, &scans, &phrases, &title_phrases);
        let roles =
            Roles::read(&Context { outline: &outline, lang, units: &units, phrases: &phrases, scans: &scans, lexicon });
        Self { source, form, lang, data, head, outline, fields, phrases, title_phrases, scans, units, roles }
    }
}
