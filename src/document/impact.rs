//! What a document tells of its impact on users: who was hit, how many, for how long, and what
//! became of their data.

mod data;
mod duration;
mod played_down;
mod scope;

use super::Document;
use super::quantity::{Quantity, scan_quantities};
use super::statements::{Place, Signal, Statement};

pub use data::Data;
pub use played_down::PlayedDown;

/// The impact as it is told.
#[derive(Debug, Default)]
pub struct Impact {
    /// The sentences that tell what users experienced, those under a heading about impact first.
    pub told: Vec<Statement>,
    /// Whether anything says how many or how much was affected.
    pub quantified: bool,
    /// Whether a duration, or start and end, is given.
    pub lasts: bool,
    /// Whether a service, a region or a kind of customer is named.
    pub scoped: bool,
    /// What is said of data.
    pub data: Data,
    /// Sentences that play the impact down without a number.
    pub played_down: Vec<PlayedDown>,
}

impl Impact {
    /// Reads the impact from the statements of a document.
    pub fn read(document: &Document<'_>) -> Self {
        let mut told: Vec<Statement> = document.statements.iter().filter(|s| tells(document, s)).cloned().collect();
        told.sort_by_key(|statement| statement.place != Place::Impact);
        Self {
            quantified: is_quantified(document),
            lasts: duration::is_given(document),
            scoped: scope::is_given(document, &told),
            data: Data::read(document),
            played_down: played_down::read(document),
            told,
        }
    }

    /// The sentence to point at where the impact lacks something.
    pub fn first(&self) -> Option<&Statement> {
        self.told.first()
    }
}

impl Document<'_> {
    /// Whether anything, under whatever heading, says what users experienced.
    pub fn tells_impact(&self) -> bool {
        !self.impact.told.is_empty()
    }

    /// Whether anything, under whatever heading, says how or when the problem was noticed.
    pub fn tells_detection(&self) -> bool {
        let noticed = |statement: &Statement| statement.place != Place::Aside && statement.has(Signal::Noticed);
        self.statements.iter().any(noticed)
    }

    /// The quantities of a statement.
    pub fn quantities(&self, statement: &Statement) -> Vec<Quantity> {
        let text = self.words_of(statement);
        scan_quantities(text, self.lang_of(text).words().quantity())
    }
}

/// Whether a sentence tells what users experienced.
fn tells(document: &Document<'_>, statement: &Statement) -> bool {
    let suffers = || document.affirms(statement, Signal::Harm);
    let served = statement.has(Signal::Party) || statement.has(Signal::Addressee);
    match statement.place {
        Place::Impact => {
            statement.has(Signal::Party) || suffers() || statement.has(Signal::Outage) && statement.has(Signal::Service)
        }
        Place::Account => (served || statement.has(Signal::Service)) && statement.has(Signal::Harm) && suffers(),
        Place::Timeline | Place::Cause => statement.has(Signal::Party) && statement.has(Signal::Harm) && suffers(),
        Place::Compensation | Place::Aside => false,
    }
}

/// Whether a sentence can hold the measure of the impact.
fn can_measure(statement: &Statement) -> bool {
    let about = statement.has(Signal::Party) || statement.has(Signal::Service);
    match statement.place {
        Place::Impact => true,
        Place::Account => about,
        Place::Timeline | Place::Cause => about && statement.has(Signal::Harm),
        Place::Compensation | Place::Aside => false,
    }
}

/// Whether anything says how many or how much was affected.
fn is_quantified(document: &Document<'_>) -> bool {
    let measured = |statement: &Statement| document.quantities(statement).iter().any(Quantity::is_measure);
    document.statements.iter().any(|statement| can_measure(statement) && measured(statement))
}
