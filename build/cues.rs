//! Cue families: what the files say of them, checked, and the constants that a run searches with.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::notation::{Sets, expand};
use super::structure::{KEYS, lacks, strings};
use super::table::Table;
use super::yaml::Tree;

/// The families of a language by name.
pub type Families = BTreeMap<String, Family>;

/// Phrases that tell one thing.
#[derive(Default)]
pub struct Family {
    /// The table it is in: an index of [`TABLES`].
    table: usize,
    /// The phrases that its entries stand for.
    phrases: Vec<String>,
    /// What it is for.
    pub purpose: Option<String>,
    /// Whether a sentence is given that it must find.
    pub has_example: bool,
    /// Families whose phrases are its own, too.
    joins: Vec<String>,
}

/// Where the cues of a file are looked for: the values of its key `search`.
const TABLES: [&str; 3] = ["everywhere", "nearby", "timeline"];

/// The sets of a language.
pub fn sets(file: &Tree) -> Result<Sets, String> {
    let none = Sets::new();
    let set = |(name, entries): (&String, &Value)| Ok((name.clone(), phrases(name, entries, &none)?));
    file.iter().map(set).collect()
}

/// Takes the families out of a file: all that is no [`KEYS`].
pub fn take(file: &mut Tree, sets: &Sets) -> Result<Families, String> {
    let search = file.remove("search");
    let search = search.as_ref().map_or(Some(TABLES[0]), Value::as_str);
    let table = TABLES.iter().position(|name| Some(*name) == search);
    let table = table.ok_or_else(|| format!("`search` is one of {}", TABLES.join(", ")))?;
    let (structure, cues): (Tree, Tree) =
        std::mem::take(file).into_iter().partition(|(key, _)| KEYS.contains(&key.as_str()));
    *file = structure;
    cues.into_iter().map(|(name, value)| Ok((name.clone(), family(&name, value, table, sets)?))).collect()
}

fn family(name: &str, value: Value, table: usize, sets: &Sets) -> Result<Family, String> {
    let Value::Object(mut keys) = value else { return Err(lacks(name)) };
    let mut family = Family { table, ..Family::default() };
    if let Some(entries) = keys.remove("entries") {
        family.phrases = phrases(name, &entries, sets)?;
    }
    if let Some(joins) = keys.remove("joins") {
        family.joins = strings(name, &joins)?.into_iter().map(str::to_owned).collect();
    }
    family.purpose = keys.remove("purpose").and_then(|purpose| Some(purpose.as_str()?.to_owned()));
    if let Some(Value::Object(examples)) = keys.remove("examples") {
        let sentences = |key| examples.get(key).map_or(Ok(Vec::new()), |list| strings(name, list));
        family.has_example = !sentences("finds")?.is_empty();
        sentences("not")?;
    }
    match keys.keys().next() {
        Some(key) => Err(format!("{name}: `{key}` is no key of a family")),
        None => Ok(family),
    }
}

/// The phrases of a block with one entry a line, where `#` begins a comment.
fn phrases(name: &str, block: &Value, sets: &Sets) -> Result<Vec<String>, String> {
    let block = block.as_str().ok_or_else(|| lacks(name))?;
    let entries = block.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut known = BTreeSet::new();
    for entry in entries.clone() {
        let phrases = expand(entry, sets).map_err(|error| format!("{name}: {error}"))?;
        let before = known.len();
        known.extend(phrases);
        if known.len() == before {
            return Err(format!("{name}: `{entry}` says nothing that is not there"));
        }
    }
    let covered: BTreeSet<String> = known.iter().filter(|phrase| covering(phrase, &known)).cloned().collect();
    for entry in entries {
        if expand(entry, sets).is_ok_and(|phrases| phrases.iter().all(|phrase| covered.contains(phrase))) {
            return Err(format!("{name}: an open entry finds `{entry}` already"));
        }
    }
    Ok(known.difference(&covered).cloned().collect())
}

/// Whether an open entry finds a phrase, too.
fn covering(phrase: &str, known: &BTreeSet<String>) -> bool {
    let starts = phrase.char_indices().map(|(at, _)| format!("{}*", &phrase[..at]));
    let one_word = |open: &String| !phrase[open.len() - 1..].trim_end_matches('*').contains(' ');
    starts.skip(1).any(|open| open != phrase && one_word(&open) && known.contains(&open))
}

/// Gives families the phrases of those that they join.
pub fn join(families: &mut Families) -> Result<(), String> {
    let joined = |(name, family): (&String, &Family)| {
        let own = family.joins.iter().map(|other| {
            families.get(other).map(|other| &other.phrases).ok_or_else(|| format!("{name}: `{other}` is no family"))
        });
        let phrases: Vec<&Vec<String>> = own.collect::<Result<_, String>>()?;
        Ok((name.clone(), phrases.into_iter().flatten().cloned().collect()))
    };
    let all: BTreeMap<String, Vec<String>> = families.iter().map(joined).collect::<Result<_, String>>()?;
    for (name, phrases) in all {
        families.entry(name).or_default().phrases.extend(phrases);
    }
    Ok(())
}

/// The names of all families, with the table they are in.
pub fn names<'f>(languages: impl Iterator<Item = &'f Families>) -> Result<BTreeMap<&'f str, usize>, String> {
    let mut names = BTreeMap::new();
    for (name, family) in languages.flatten() {
        if *names.entry(name.as_str()).or_insert(family.table) != family.table {
            return Err(format!("`{name}` is searched for in different places by different languages"));
        }
    }
    Ok(names)
}

/// The Rust source of the type `List`.
pub fn source_of_type(names: &BTreeMap<&str, usize>) -> String {
    let variants_of =
        |names: Vec<&str>| -> Vec<String> { names.iter().map(|name| format!("Self::{}", variant(name))).collect() };
    let all = variants_of(names.keys().copied().collect());
    let everywhere = variants_of(names.iter().filter(|(_, table)| **table == 0).map(|(name, _)| *name).collect());
    let variants: String = names.keys().map(|name| format!("/// `{name}`.\n{},\n", variant(name))).collect();
    format!(
        "/// A family of cues of the language files.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\n\
         pub enum List {{\n{variants}}}\n\
         const NAMES: [&str; {count}] = {names:?};\n\
         impl List {{\n\
         /// All families, by name.\n\
         pub const ALL: [Self; {count}] = [{all}];\n\
         /// The families that are looked for in every text: a configuration may add to them.\n\
         pub const EVERYWHERE: [Self; {every}] = [{everywhere}];\n\
         }}\n",
        names = names.keys().collect::<Vec<_>>(),
        count = names.len(),
        every = everywhere.len(),
        all = all.join(", "),
        everywhere = everywhere.join(", "),
    )
}

/// `pay-time` as the name of a variant: `PayTime`.
fn variant(name: &str) -> String {
    let capital = |word: &str| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect();
    name.split('-').map(capital).collect::<Vec<String>>().concat()
}

/// The Rust source of the tables of a language.
pub fn source_of_tables(families: &Families, names: &BTreeMap<&str, usize>) -> String {
    let tables: Vec<String> = (0..TABLES.len())
        .map(|table| {
            let indexed =
                names.keys().enumerate().filter_map(|(index, name)| Some((index as u16, families.get(*name)?)));
            let own: Vec<(u16, &Family)> = indexed.filter(|(_, family)| family.table == table).collect();
            constant(&own)
        })
        .collect();
    format!("[\n{}]\n", tables.concat())
}

/// The Rust source of one table.
fn constant(families: &[(u16, &Family)]) -> String {
    let of = |(index, family): &(u16, &Family)| {
        let index = *index;
        family.phrases.clone().into_iter().map(move |phrase| (index, phrase))
    };
    let Table { words, patterns, keys, heads, firsts, within, rows } = Table::new(families.iter().flat_map(of));
    format!(
        "Table {{ words: Cow::Borrowed({words:?}), patterns: Cow::Borrowed(&{patterns:?}), keys: Cow::Borrowed(&{keys:?}), heads: Cow::Borrowed(&{heads:?}), \
         firsts: Cow::Borrowed(&{firsts:?}), within: Cow::Borrowed(&{within:?}), rows: Cow::Borrowed(&{rows:?}) }},\n"
    )
}
