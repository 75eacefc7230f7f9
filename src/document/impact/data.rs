//! What is said of data: whether it could be touched, and what became of it.

use crate::document::statements::{Place, Signal, Statement};
use crate::document::{Document, Phrase};
use crate::language::SectionKind;

/// What a document says of data.
#[derive(Debug, Default)]
pub struct Data {
    /// The first sentence in which something that keeps state, or keeps it safe, was hit.
    pub touched: Option<Statement>,
    /// Whether anything says what became of data: lost, exposed, intact.
    pub stated: bool,
    /// The first sentence that says data was lost.
    pub lost: Option<Statement>,
    /// Whether anything says that data was brought back or made good.
    pub restored: bool,
}

impl Data {
    /// Reads what is said of data from the statements of a document.
    pub fn read(document: &Document<'_>) -> Self {
        let account = || document.statements.iter().filter(|statement| statement.place != Place::Aside);
        Self {
            touched: account().find(|statement| touches(document, statement)).cloned(),
            stated: account().any(|statement| states_fate(document, statement)),
            lost: account().find(|statement| is_lost(document, statement)).cloned(),
            restored: account().any(|statement| is_restored(document, statement)),
        }
    }
}

/// Whether a sentence says that something which keeps data, or guards it, was hit.
fn touches(document: &Document<'_>, statement: &Statement) -> bool {
    let resolves = || {
        let block = document.outline.blocks.get(statement.block);
        block.and_then(|block| document.kind_of(block)) == Some(SectionKind::Resolution)
    };
    let can_tell = matches!(statement.place, Place::Impact | Place::Account | Place::Cause);
    let harmed = || document.affirms(statement, Signal::Harm) || document.affirms(statement, Signal::DataLost);
    let guarded = || document.hits_outside(statement, Signal::Guarded, Signal::NoHarm).next().is_some();
    let hit = guarded() || statement.has(Signal::Stateful) && harmed();
    can_tell && hit && !statement.has(Signal::Future) && !resolves()
}

/// Whether a sentence says what became of data. "Lost" alone may be said of a disk or of time: it
/// needs data, or a denial, in its clause.
fn states_fate(document: &Document<'_>, statement: &Statement) -> bool {
    let about_data = |verb: &Phrase| {
        let mut about = document.hits(statement, Signal::DataNoun).chain(document.hits(statement, Signal::Negation));
        about.any(|hit| document.share_clause(verb, hit))
    };
    statement.has(Signal::DataFate) || document.hits(statement, Signal::DataVerb).any(about_data)
}

/// Whether a sentence says that data was lost for users.
fn is_lost(document: &Document<'_>, statement: &Statement) -> bool {
    matches!(statement.place, Place::Impact | Place::Account)
        && document.hits_outside(statement, Signal::DataLost, Signal::NoHarm).any(|lost| {
            let of_data = document.hits(statement, Signal::DataNoun).any(|noun| document.share_clause(lost, noun));
            of_data && !document.is_denied(statement, lost)
        })
}

/// Whether a sentence says that data was brought back. Outside the sections about
/// impact and compensation, what is restored may be the service alone.
fn is_restored(document: &Document<'_>, statement: &Statement) -> bool {
    let of_service = statement.place != Place::Impact && statement.place != Place::Compensation;
    document.affirms(statement, Signal::Restored) && (!of_service || statement.has(Signal::DataNoun))
}
