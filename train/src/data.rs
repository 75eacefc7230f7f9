//! The labelled documents: for each unit its features, and which roles a reader gave it.

use std::collections::BTreeMap;
use std::path::Path;

use candor::document::Reading;
use candor::document::roles::features;
use candor::language::{Lang, Lexicon, Role};
use candor::source::Source;
use rayon::prelude::*;
use serde::Deserialize;

/// A line of the file of labels.
#[derive(Deserialize)]
struct Labelled {
    doc: String,
    /// Start byte, end byte, kind, codes.
    units: Vec<(usize, usize, String, String)>,
}

/// The code that a reader gives a unit with a role; with a `?` behind it, it is in doubt.
fn code(role: Role) -> &'static str {
    match role {
        Role::Impact => "I",
        Role::Cause => "C",
        Role::Mechanism => "K",
        Role::Safeguard => "W",
        Role::Detection => "N",
        Role::Response => "R",
        Role::Recovery => "E",
        Role::FollowUp => "A",
        Role::Remedy => "S",
        Role::UnknownCause => "U",
        Role::VagueFollowUp => "Av",
        Role::PeopleFollowUp => "Ap",
    }
}

/// What a reader said of a unit and a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// The unit has the role.
    Yes,
    /// It has not.
    No,
    /// Two readers could differ: it counts for nothing.
    Doubt,
}

/// A unit as it is trained on.
pub struct Example {
    /// The organisation whose document it is of: its index in [`Data::organisations`].
    pub organisation: usize,
    /// The language of the document.
    pub lang: Lang,
    /// Indices into [`Data::features`], sorted.
    pub features: Vec<u32>,
    /// By [`Role`].
    pub labels: [Label; Role::COUNT],
}

/// All units.
pub struct Data {
    /// The names of the features.
    pub features: Vec<String>,
    /// In how many organisations each occurs.
    pub spread: Vec<usize>,
    /// The organisations, sorted.
    pub organisations: Vec<String>,
    /// The units, by document.
    pub examples: Vec<Example>,
    /// Documents that could not be read.
    pub missing: usize,
}

/// A unit before its features are numbered.
struct Raw {
    lang: Lang,
    features: Vec<String>,
    labels: [Label; Role::COUNT],
}

/// Reads the labels and the documents that they are of.
///
/// # Errors
/// The file of labels cannot be read, or a line of it is none.
pub fn read(labels: &Path, corpus: &Path) -> Result<Data, String> {
    let text = std::fs::read_to_string(labels).map_err(|error| format!("{}: {error}", labels.display()))?;
    let documents: Vec<Labelled> =
        text.lines().map(serde_json::from_str).collect::<Result<_, _>>().map_err(|error| error.to_string())?;
    let lexicon = Lexicon::default();
    let read: Vec<(String, Option<Vec<Raw>>)> = documents
        .par_iter()
        .map(|document| (organisation(&document.doc).to_owned(), examples(document, corpus, &lexicon)))
        .collect();
    Ok(number(read))
}

/// The organisation in whose folder a document stands.
fn organisation(path: &str) -> &str {
    path.split('/').next().unwrap_or(path)
}

fn examples(document: &Labelled, corpus: &Path, lexicon: &Lexicon) -> Option<Vec<Raw>> {
    let bytes = std::fs::read(corpus.join(&document.doc)).ok()?;
    let source = Source::new(document.doc.as_str(), String::from_utf8(bytes).ok()?);
    let reading = Reading::of(&source, lexicon);
    let units =
        reading.units.all().iter().zip(features(&reading.context(lexicon))).filter(|(unit, _)| unit.is_statement());
    let raw = |(unit, features)| {
        let span = reading.span_of(unit);
        Raw { lang: reading.lang, features, labels: labels(document, span.start, span.end) }
    };
    Some(units.map(raw).collect())
}

/// The labels of what stands between two bytes: those of the labelled units that share at least half
/// of the shorter one with it.
fn labels(document: &Labelled, start: usize, end: usize) -> [Label; Role::COUNT] {
    let mut labels = [Label::No; Role::COUNT];
    for (from, to, _, codes) in &document.units {
        let shared = end.min(*to).saturating_sub(start.max(*from));
        if shared == 0 || shared * 2 < (end - start).min(to - from) {
            continue;
        }
        for role in Role::ALL {
            let label = &mut labels[role as usize];
            match codes.split(' ').find(|given| given.trim_end_matches('?') == code(role)) {
                Some(given) if !given.ends_with('?') => *label = Label::Yes,
                Some(_) if *label == Label::No => *label = Label::Doubt,
                _ => {}
            }
        }
    }
    labels
}

fn number(read: Vec<(String, Option<Vec<Raw>>)>) -> Data {
    let missing = read.iter().filter(|(_, raw)| raw.is_none()).count();
    let mut organisations: Vec<String> = read.iter().map(|(name, _)| name.clone()).collect();
    organisations.sort_unstable();
    organisations.dedup();
    let names = read.iter().flat_map(|(_, raw)| raw).flatten().flat_map(|raw| &raw.features);
    let mut numbers: BTreeMap<&str, u32> = names.map(|name| (name.as_str(), 0)).collect();
    numbers.values_mut().enumerate().for_each(|(index, number)| *number = index as u32);
    let features: Vec<String> = numbers.keys().map(|name| (*name).to_owned()).collect();
    let mut spread = vec![Vec::new(); features.len()];
    let mut examples = Vec::new();
    for (name, raw) in &read {
        let organisation = organisations.binary_search(name).unwrap_or_default();
        for raw in raw.iter().flatten() {
            let mut ids: Vec<u32> =
                raw.features.iter().filter_map(|name| numbers.get(name.as_str())).copied().collect();
            ids.sort_unstable();
            for id in &ids {
                let known: &mut Vec<usize> = &mut spread[*id as usize];
                if !known.contains(&organisation) {
                    known.push(organisation);
                }
            }
            examples.push(Example { organisation, lang: raw.lang, features: ids, labels: raw.labels });
        }
    }
    let spread = spread.iter().map(Vec::len).collect();
    Data { features, spread, organisations, examples, missing }
}
