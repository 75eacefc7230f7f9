//! What each unit of a document tells: an impact, a cause, how it was noticed, a follow-up, …
//!
//! A unit with its context goes in, its roles with their weights come out, and the reasons where they
//! are asked for. Rules and facts know no more than that: another model can take the place of
//! [`linear`] without a change to any of them.

mod features;
mod linear;
mod scores;
mod shape;

pub use features::{Feature, Of};
pub use linear::{Context, Reasons, features};
pub use scores::Scores;

use crate::language::Role;

/// The roles of all units of a document.
#[derive(Clone, Debug, Default)]
pub struct Roles(Vec<Scores>);

impl Roles {
    /// Weighs all units of a document.
    pub fn read(context: &Context<'_>) -> Self {
        Self(linear::weigh(context))
    }

    /// Why each unit of the document has the roles that it has.
    pub fn reasons(&self, context: &Context<'_>) -> Vec<Vec<Reasons>> {
        linear::reasons(context, &self.0)
    }

    /// How surely a unit has a role, see [`Scores`].
    pub fn score(&self, unit: usize, role: Role) -> i32 {
        self.0.get(unit).map_or(i32::MIN, |scores| scores[role as usize])
    }

    /// The scores of a unit, by [`Role`].
    pub fn scores(&self, unit: usize) -> Scores {
        self.0.get(unit).copied().unwrap_or([i32::MIN; Role::COUNT])
    }

    /// Whether a unit has a role.
    pub fn has(&self, unit: usize, role: Role) -> bool {
        self.score(unit, role) > 0
    }

    /// The roles of a unit, in the order of [`Role::ALL`].
    pub fn of(&self, unit: usize) -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(move |role| self.has(unit, *role))
    }

    /// The units that have a role, in order.
    pub fn units(&self, role: Role) -> impl Iterator<Item = usize> {
        (0..self.0.len()).filter(move |unit| self.has(*unit, role))
    }

    /// The highest score that a unit of the document has for a role; `i32::MIN` where there is no unit.
    pub fn best(&self, role: Role) -> i32 {
        self.0.iter().map(|scores| scores[role as usize]).max().unwrap_or(i32::MIN)
    }
}
