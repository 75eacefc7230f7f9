//! What is said of data: whether it could be touched, and what became of it.

use crate::document::Document;
use crate::document::statements::{Place, Signal, Statement};

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
            touched: account().find(|s| s.has(Signal::Stateful) && s.place != Place::Compensation).cloned(),
            stated: account().any(|s| s.has(Signal::DataFate)),
            lost: account().find(|s| is_lost(document, s)).cloned(),
            restored: account().any(|s| document.affirms(s, Signal::Restored)),
        }
    }
}

/// Whether a sentence says that data was lost for users.
fn is_lost(document: &Document<'_>, statement: &Statement) -> bool {
    matches!(statement.place, Place::Impact | Place::Account)
        && statement.has(Signal::DataNoun)
        && document.affirms(statement, Signal::DataLost)
}
