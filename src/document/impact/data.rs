//! What is said of data: whether it could be touched, and what became of it.

use crate::document::phrases::Phrase;
use crate::document::reading::Reading;
use crate::document::units::{Place, Unit};
use crate::language::{List, SectionKind};

/// What a document says of data.
#[derive(Debug, Default)]
pub struct Data {
    /// The first sentence in which something that keeps state, or keeps it safe, was hit.
    pub touched: Option<Unit>,
    /// Whether anything says what became of data: lost, exposed, intact.
    pub stated: bool,
    /// The first sentence that says data was lost.
    pub lost: Option<Unit>,
    /// Whether anything says that data was brought back or made good.
    pub restored: bool,
}

impl Data {
    /// Reads what is said of data from the statements of a document.
    pub fn read(reading: &Reading<'_>) -> Self {
        let account = || reading.statements().filter(|statement| statement.place != Place::Aside);
        Self {
            touched: account().find(|statement| touches(reading, statement)).cloned(),
            stated: account().any(|statement| states_fate(reading, statement)),
            lost: account().find(|statement| is_lost(reading, statement)).cloned(),
            restored: account().any(|statement| is_restored(reading, statement)),
        }
    }
}

/// Whether a sentence says that something which keeps data, or guards it, was hit.
fn touches(reading: &Reading<'_>, statement: &Unit) -> bool {
    let resolves = || {
        let block = reading.outline.blocks.get(statement.block);
        block.and_then(|block| reading.kind_of(block)) == Some(SectionKind::Resolution)
    };
    let can_tell = matches!(statement.place, Place::Impact | Place::Account | Place::Cause);
    let harmed = || reading.affirms(statement, List::Harm) || reading.affirms(statement, List::DataLost);
    let guarded = || reading.hits_outside(statement, List::Guarded, List::NoHarm).next().is_some();
    let hit = guarded() || statement.has(List::Stateful) && harmed();
    can_tell && hit && !statement.has(List::Future) && !resolves()
}

/// Whether a sentence says what became of data. "Lost" alone may be said of a disk or of time: it
/// needs data, or a denial, in its clause.
fn states_fate(reading: &Reading<'_>, statement: &Unit) -> bool {
    let about_data = |verb: &Phrase| {
        let mut about = reading.hits(statement, List::DataNoun).chain(reading.hits(statement, List::Negation));
        about.any(|hit| reading.share_clause(verb, hit))
    };
    statement.has(List::DataFate) || reading.hits(statement, List::DataVerb).any(about_data)
}

/// Whether a sentence says that data was lost for users.
fn is_lost(reading: &Reading<'_>, statement: &Unit) -> bool {
    matches!(statement.place, Place::Impact | Place::Account)
        && reading.hits_outside(statement, List::DataLost, List::NoHarm).any(|lost| {
            let of_data = reading.hits(statement, List::DataNoun).any(|noun| reading.share_clause(lost, noun));
            of_data && !reading.is_denied(statement, lost)
        })
}

/// Whether a sentence says that data was brought back. Outside the sections about
/// impact and compensation, what is restored may be the service alone.
fn is_restored(reading: &Reading<'_>, statement: &Unit) -> bool {
    let of_service = statement.place != Place::Impact && statement.place != Place::Compensation;
    reading.affirms(statement, List::Restored) && (!of_service || statement.has(List::DataNoun))
}
