//! The model that weighs: each feature of a unit adds its weights, and the sum is how surely the unit
//! has a role. The weights are data (`language/*/roles.tsv`), made by `train/`.

use std::collections::HashMap;

use super::features::{Feature, of_section, of_unit};
use super::scores::Scores;
use super::shape::{Parts, Shape};
use crate::document::outline::{Outline, SectionId};
use crate::document::phrases::Phrase;
use crate::document::quantity::scan_quantities;
use crate::document::scans::Scans;
use crate::document::units::{Unit, Units};
use crate::language::weights::{Key, Table};
use crate::language::{Lang, Lexicon, Role};

/// Bytes of a unit that are read: of what is longer, the head tells what it is.
const MAX_TEXT: usize = 1_024;

/// What units are weighed by.
pub struct Context<'c> {
    /// Sections and blocks.
    pub outline: &'c Outline,
    /// The language of the document.
    pub lang: Lang,
    /// The units; those that say something are weighed.
    pub units: &'c Units,
    /// The cues, in order.
    pub phrases: &'c [Phrase],
    /// The times of each block.
    pub scans: &'c Scans,
    /// The words and weights in force.
    pub lexicon: &'c Lexicon,
}

impl Context<'_> {
    /// The words of a unit.
    fn text(&self, unit: &Unit) -> &str {
        let text = self.outline.blocks.get(unit.block).map_or("", |block| block.text.slice(unit.range.clone()));
        let end = (0..=MAX_TEXT.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        &text[..end]
    }

    /// The units that say something.
    fn statements(&self) -> Vec<&Unit> {
        self.units.all().iter().filter(|unit| unit.is_statement()).collect()
    }

    fn shapes(&self, units: &[&Unit]) -> Vec<Shape> {
        let shape = |(index, unit): (usize, &&Unit)| {
            let block = self.outline.blocks.get(unit.block)?;
            let text = self.text(unit);
            let lang = self.lang.of_part(text);
            let phrases = self.phrases.get(unit.phrases.clone()).unwrap_or_default();
            let cues = phrases.iter().map(|phrase| phrase.list).collect();
            let scan = self.scans.block(unit.block);
            let within = |start: usize| unit.range.contains(&start);
            let times = scan.times.iter().filter(|mention| within(mention.range.start)).count();
            let durations = scan.durations.iter().filter(|mention| within(mention.range.start)).count();
            Some(Shape::of(Parts {
                block,
                range: unit.range.clone(),
                topic: self.outline.topic(block.section),
                cues,
                quantities: &scan_quantities(text, lang.words().quantity()),
                times: [times, durations],
                position: [index, units.len()],
            }))
        };
        units.iter().enumerate().filter_map(shape).collect()
    }
}

/// The scores of all units; a heading and a label, which only lead to what says something, have no role.
pub fn weigh(context: &Context<'_>) -> Vec<Scores> {
    let units = context.statements();
    let shapes = context.shapes(&units);
    let mut sections: HashMap<(Lang, SectionId), Scores> = HashMap::new();
    let mut weigh = |index: usize, unit: &Unit| {
        let text = context.text(unit);
        let lang = context.lang.of_part(text);
        let table = context.lexicon.weights(lang);
        let mut scores = *sections.entry((lang, unit.section)).or_insert_with(|| {
            let mut scores = Scores::default();
            of_section(context.outline, unit.section, |feature| add(&mut scores, table, feature));
            scores
        });
        of_unit(&shapes, index, text, |feature| add(&mut scores, table, feature));
        scores
    };
    let mut scores = vec![[i32::MIN; Role::COUNT]; context.units.all().len()];
    let weighed = context.units.all().iter().zip(&mut scores).filter(|(unit, _)| unit.is_statement());
    weighed.enumerate().for_each(|(index, (unit, scores))| *scores = weigh(index, unit));
    scores
}

fn add(scores: &mut Scores, table: &Table, feature: Feature<'_>) {
    for (role, weight) in table.get(feature.key()) {
        if let Some(score) = scores.get_mut(usize::from(*role)) {
            *score += i32::from(*weight);
        }
    }
}

/// The names of all features of each unit, each once; a heading and a label have none.
pub fn features(context: &Context<'_>) -> Vec<Vec<String>> {
    let units = context.statements();
    let shapes = context.shapes(&units);
    let of = |index: usize, unit: &Unit| {
        let mut names = Vec::new();
        of_section(context.outline, unit.section, |feature| names.push(feature.name()));
        of_unit(&shapes, index, context.text(unit), |feature| names.push(feature.name()));
        names.sort_unstable();
        names.dedup();
        names
    };
    let mut named = vec![Vec::new(); context.units.all().len()];
    let weighed = context.units.all().iter().zip(&mut named).filter(|(unit, _)| unit.is_statement());
    weighed.enumerate().for_each(|(index, (unit, names))| *names = of(index, unit));
    named
}

/// A role of a unit, and what decided that it has it.
#[derive(Clone, Debug)]
pub struct Reasons {
    /// The role.
    pub role: Role,
    /// How surely the unit has it, see [`Scores`].
    pub score: i32,
    /// The features with the greatest weights, by name, the greatest first.
    pub because: Vec<(String, i16)>,
}

/// Why each unit has the roles that it has. `scores`: of all units, as [`weigh`] gives them.
pub fn reasons(context: &Context<'_>, scores: &[Scores]) -> Vec<Vec<Reasons>> {
    let of = |((unit, scores), names): ((&Unit, &Scores), Vec<String>)| {
        let table = context.lexicon.weights(context.lang.of_part(context.text(unit)));
        let roles = Role::ALL.into_iter().filter(|role| scores[*role as usize] > 0);
        roles
            .map(|role| Reasons { role, score: scores[role as usize], because: greatest(&names, role, table) })
            .collect()
    };
    context.units.all().iter().zip(scores).zip(features(context)).map(of).collect()
}

/// The features of a unit that weigh most for or against a role.
fn greatest(names: &[String], role: Role, table: &Table) -> Vec<(String, i16)> {
    /// So many say enough.
    const MOST: usize = 6;
    let weight = |name: &String| {
        let mut weights = table.get(Key::of(name)).iter();
        weights.find(|(other, _)| *other == role as u8).map(|(_, weight)| (name.clone(), *weight))
    };
    let mut found: Vec<(String, i16)> = names.iter().filter_map(weight).collect();
    found.sort_by_key(|(name, weight)| (-i32::from(*weight).abs(), name.clone()));
    found.truncate(MOST);
    found
}
