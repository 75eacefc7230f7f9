//! Text to model: what a document says, each value with its place.
//!
//! A Markdown or YAML text becomes an [`Outline`] of sections and blocks; everything else is read
//! from that outline, so that both forms are read alike.

pub mod actions;
mod callout;
pub mod cause;
pub mod compensation;
pub mod duration;
pub mod fields;
pub mod foreign;
mod form;
pub mod front_matter;
pub mod glance;
mod html;
pub mod ids;
pub mod impact;
mod keys;
mod labels;
mod markdown;
mod markup;
pub mod meta;
pub mod model;
mod nothing;
pub mod outline;
pub mod people;
mod phrases;
mod prose;
pub mod quantity;
mod reading;
pub mod roles;
mod ruled_table;
mod scalar;
mod scans;
pub mod secrets;
mod sections;
pub mod sentences;
pub mod slots;
pub mod text;
pub mod time;
pub mod timeline;
mod toml;
pub mod units;
mod wiki_table;
pub mod words;
pub mod yaml;

use std::ops::Deref;

pub use actions::{Action, Actions};
pub use cause::Cause;
pub use compensation::Compensation;
pub use fields::Field;
pub use form::{Form, markup};
pub use impact::Impact;
pub use meta::Meta;
pub use model::Model;
pub use outline::{Block, BlockKind, HeadingForm, Outline, Section, SectionId, Table};
pub use phrases::Phrase;
pub use reading::Reading;
pub use scans::{Scan, Scans};
pub use text::Text;
pub use timeline::Chronology;
pub use units::{Place, Unit, UnitKind};

use crate::language::Lexicon;
use crate::source::Source;
use foreign::Foreign;
use meta::Audience;
use yaml::{Entry, Node, Value};

/// The key that says who a document is for.
const AUDIENCE: &str = "audience";

/// A document as Candor understands it: what was read, and the facts in it.
#[derive(Debug)]
pub struct Document<'s> {
    reading: Reading<'s>,
    /// What of it is in a language or a markup that is not judged.
    pub foreign: Option<Foreign>,
    /// What it says of when.
    pub chronology: Chronology,
    /// Why it happened.
    pub cause: Cause,
    /// Corrective actions.
    pub actions: Actions,
    /// What the document says of itself.
    pub meta: Meta,
    /// What it tells of its impact.
    pub impact: Impact,
    /// What it tells of compensation.
    pub compensation: Compensation,
    /// All that was read, in the shape of the schema.
    pub model: Model,
}

impl<'s> Document<'s> {
    /// Reads a document with the words of `lexicon`.
    pub fn read(source: &'s Source, lexicon: &Lexicon) -> Self {
        let reading = Reading::of(source, lexicon);
        let foreign = Foreign::read(&reading);
        let chronology = Chronology::read(&reading, lexicon);
        let cause = cause::read(&reading);
        let actions = actions::read(&reading, &chronology, lexicon);
        let meta = meta::read(&reading, lexicon);
        let impact = Impact::read(&reading, &chronology);
        let compensation = Compensation::read(&reading, lexicon);
        let facts = model::Facts {
            reading: &reading,
            chronology: &chronology,
            cause: &cause,
            actions: &actions,
            meta: &meta,
            impact: &impact,
            compensation: &compensation,
        };
        let model = model::read(&facts, lexicon);
        Self { reading, foreign, chronology, cause, actions, meta, impact, compensation, model }
    }

    /// Whether it states that it is not finished.
    pub fn is_draft(&self) -> bool {
        self.meta.status() == Some(meta::Status::Draft)
    }

    /// The same document for an audience, where the document states none.
    pub fn written_for(mut self, audience: Audience) -> Self {
        if self.meta.entry(AUDIENCE).is_none() {
            let head = self.model.root().span;
            let value = Value::Text { text: audience.name().to_owned(), plain: false };
            let entry = Entry { key: AUDIENCE.to_owned(), key_span: head, node: Node { value, span: head } };
            self.meta.entries.push(entry.clone());
            self.model.assume(entry);
        }
        self
    }

    /// Whether it is judged as finished: it states so, or states nothing.
    pub fn is_finished(&self) -> bool {
        !matches!(self.meta.status(), Some(meta::Status::Draft | meta::Status::Review))
    }

    /// Whether anything, under whatever heading, says what users experienced.
    pub fn tells_impact(&self) -> bool {
        self.impact.is_told()
    }

    /// Whether anything says what the affected get, or that they get nothing.
    pub fn tells_compensation(&self) -> bool {
        self.compensation.told
    }
}

/// The facts stand on what was read: whoever has a document has that, too.
impl<'s> Deref for Document<'s> {
    type Target = Reading<'s>;

    fn deref(&self) -> &Self::Target {
        &self.reading
    }
}
