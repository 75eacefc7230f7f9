//! The weights of all roles.

use candor::language::Role;
use rayon::prelude::*;

use crate::data::{Data, Example, Label};
use crate::solve::{Penalty, solve};

/// A feature of fewer organisations than this is one's own way of writing.
const MIN_SPREAD: usize = 3;
/// The feature that every unit has.
pub const ALWAYS: &str = "always:";

/// Weights by role and feature, in hundredths.
pub struct Model {
    /// By [`Role`], then by feature.
    pub weights: Vec<Vec<i16>>,
}

impl Model {
    /// How surely a unit has a role.
    pub fn score(&self, role: Role, example: &Example) -> i32 {
        let weights = &self.weights[role as usize];
        example.features.iter().map(|feature| i32::from(weights[*feature as usize])).sum()
    }
}

/// Trains on the units of the organisations that `of` takes.
pub fn train(data: &Data, penalty: Penalty, of: impl Fn(usize) -> bool + Sync) -> Model {
    let always = data.features.iter().position(|name| name == ALWAYS).unwrap_or_default();
    let spread = spread(data, &of);
    let of_role = |role: &Role| {
        let rows: Vec<&Example> = data
            .examples
            .iter()
            .filter(|example| of(example.organisation) && example.labels[*role as usize] != Label::Doubt)
            .collect();
        let answers: Vec<bool> = rows.iter().map(|example| example.labels[*role as usize] == Label::Yes).collect();
        let mut columns = vec![Vec::new(); data.features.len()];
        for (row, example) in rows.iter().enumerate() {
            for feature in example.features.iter().filter(|feature| spread[**feature as usize] >= MIN_SPREAD) {
                columns[*feature as usize].push(row as u32);
            }
        }
        let weights = solve(&columns, &answers, always, penalty);
        weights.into_iter().map(|weight| (weight * 100.0).round().clamp(-32_000.0, 32_000.0) as i16).collect()
    };
    Model { weights: Role::ALL.par_iter().map(of_role).collect() }
}

/// In how many of the organisations each feature occurs.
fn spread(data: &Data, of: &impl Fn(usize) -> bool) -> Vec<usize> {
    if (0..data.organisations.len()).all(of) {
        return data.spread.clone();
    }
    let mut known = vec![Vec::new(); data.features.len()];
    for example in data.examples.iter().filter(|example| of(example.organisation)) {
        for feature in &example.features {
            let known: &mut Vec<usize> = &mut known[*feature as usize];
            if known.last() != Some(&example.organisation) && !known.contains(&example.organisation) {
                known.push(example.organisation);
            }
        }
    }
    known.iter().map(Vec::len).collect()
}
