//! Writes weights: on each line a role, a feature and a whole number.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use candor::language::{Lang, Role};

use crate::data::Data;
use crate::folds::Measure;
use crate::model::{ALWAYS, Model};

const HEAD: &str = "# How much a feature of a unit speaks for a role: role, feature, hundredths of the natural logarithm of the odds.\n\
                    # Made by `train` from labelled units; docs/reading.md tells how. Do not edit.\n";

/// A role that is read worse than this in a language gets no weights there: cues alone decide.
const MIN_F1: f64 = 0.3;

/// Writes the weights of each language: of the features that occur in its documents.
///
/// # Errors
/// A file cannot be written.
pub fn languages(folder: &Path, data: &Data, model: &Model, measures: &[Measure]) -> Result<(), String> {
    for lang in Lang::ALL {
        let seen: BTreeSet<u32> = data
            .examples
            .iter()
            .filter(|example| example.lang == lang)
            .flat_map(|example| example.features.iter().copied())
            .collect();
        let read = |role: Role| measures[role as usize].by_language[lang as usize] >= MIN_F1;
        let text = lines(data, model, measures, |role, feature| read(role) && seen.contains(&feature));
        save(&folder.join(lang.code()).join("roles.tsv"), &text)?;
    }
    Ok(())
}

/// Writes the weights of each fold, and which organisations they have not seen.
///
/// # Errors
/// A file cannot be written.
pub fn folds(
    folder: &Path,
    data: &Data,
    folds: &[usize],
    models: &[Model],
    measures: &[Measure],
) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    for (fold, model) in models.iter().enumerate() {
        save(&folder.join(format!("{fold}.tsv")), &lines(data, model, measures, |_, _| true))?;
    }
    let mut list = String::new();
    for (organisation, fold) in data.organisations.iter().zip(folds) {
        let _ = writeln!(list, "{organisation}\t{fold}");
    }
    save(&folder.join("organisations.tsv"), &list)
}

fn lines(data: &Data, model: &Model, measures: &[Measure], of: impl Fn(Role, u32) -> bool) -> String {
    let mut lines = Vec::new();
    for role in Role::ALL {
        for (feature, weight) in model.weights[role as usize].iter().enumerate() {
            let name = data.features[feature].as_str();
            // A score above 0 is to mean that the unit has the role.
            let weight = if name == ALWAYS {
                i32::from(*weight) - measures[role as usize].threshold
            } else {
                i32::from(*weight)
            };
            if weight != 0 && of(role, feature as u32) {
                lines.push(format!("{}\t{name}\t{weight}\n", role.name()));
            }
        }
    }
    lines.sort_unstable();
    [HEAD, &lines.concat()].concat()
}

fn save(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
