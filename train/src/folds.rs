//! Cross-validation: organisations in folds, each read with weights that were made from the others.

use candor::language::{Lang, Role};

use crate::data::{Data, Example, Label};
use crate::model::Model;

/// The number of folds.
pub const COUNT: usize = 5;

/// The fold of each organisation: the largest first, each into the fold with the fewest units.
pub fn of(data: &Data) -> Vec<usize> {
    let mut sizes = vec![0; data.organisations.len()];
    data.examples.iter().for_each(|example| sizes[example.organisation] += 1);
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|organisation| (std::cmp::Reverse(sizes[*organisation]), *organisation));
    let (mut filled, mut folds) = ([0; COUNT], vec![0; sizes.len()]);
    for organisation in order {
        let fold = (0..COUNT).min_by_key(|fold| filled[*fold]).unwrap_or_default();
        folds[organisation] = fold;
        filled[fold] += sizes[organisation];
    }
    folds
}

/// How well a role is read in the documents of organisations that were left out.
pub struct Measure {
    /// The score from which on a unit has the role: the one with the highest F1.
    pub threshold: i32,
    /// The F1 in each language, in the order of [`Lang::ALL`].
    pub by_language: Vec<f64>,
}

/// Measures all roles, in the order of [`Role::ALL`], and prints the table.
pub fn report(data: &Data, folds: &[usize], models: &[Model]) -> Vec<Measure> {
    println!("{:<16} {:>6} {:>6} {:>6} {:>6} {:>9} {:>9}", "role", "units", "P", "R", "F1", "F1 zh", "F1 ja");
    let of_role = |role: Role| {
        let scored: Vec<(i32, &Example)> = data
            .examples
            .iter()
            .filter(|example| example.labels[role as usize] != Label::Doubt)
            .map(|example| (models[folds[example.organisation]].score(role, example), example))
            .collect();
        let threshold = best(&scored, role);
        let measure = |lang: Option<Lang>| counts(&scored, role, threshold, lang);
        let all = measure(None);
        println!(
            "{:<16} {:>6} {:>6.3} {:>6.3} {:>6.3} {:>9.3} {:>9.3}",
            role.name(),
            all.yes,
            all.precision(),
            all.recall(),
            all.f1(),
            measure(Some(Lang::Zh)).f1(),
            measure(Some(Lang::Ja)).f1(),
        );
        Measure { threshold, by_language: Lang::ALL.map(|lang| measure(Some(lang)).f1()).to_vec() }
    };
    Role::ALL.into_iter().map(of_role).collect()
}

/// How often a role is found and is there.
struct Counts {
    yes: usize,
    found: usize,
    right: usize,
}

impl Counts {
    fn precision(&self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / self.yes.max(1) as f64
    }

    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.yes + self.found).max(1) as f64
    }
}

fn counts(scored: &[(i32, &Example)], role: Role, threshold: i32, lang: Option<Lang>) -> Counts {
    let mut counts = Counts { yes: 0, found: 0, right: 0 };
    for (score, example) in scored.iter().filter(|(_, example)| lang.is_none_or(|lang| example.lang == lang)) {
        let (yes, found) = (example.labels[role as usize] == Label::Yes, *score > threshold);
        counts.yes += usize::from(yes);
        counts.found += usize::from(found);
        counts.right += usize::from(yes && found);
    }
    counts
}

/// The threshold with the highest F1.
fn best(scored: &[(i32, &Example)], role: Role) -> i32 {
    let mut sorted: Vec<(i32, bool)> =
        scored.iter().map(|(score, example)| (*score, example.labels[role as usize] == Label::Yes)).collect();
    sorted.sort_unstable_by_key(|(score, _)| std::cmp::Reverse(*score));
    let yes = sorted.iter().filter(|(_, yes)| *yes).count();
    let (mut right, mut best) = (0, (0.0, 0));
    for (index, (score, is)) in sorted.iter().enumerate() {
        right += usize::from(*is);
        let f1 = 2.0 * f64::from(right as u32) / (yes + index + 1) as f64;
        let last = sorted.get(index + 1).is_none_or(|(next, _)| next < score);
        if last && f1 > best.0 {
            best = (f1, score - 1);
        }
    }
    best.1
}
