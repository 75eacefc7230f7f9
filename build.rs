//! Turns the language files, which people write in YAML, into what a run reads fast: the phrase lists
//! into tables of constants, the rest into JSON with labels folded. The standards become JSON as they
//! are. A file that does not parse fails the build with its place.

#[path = "src/language/label.rs"]
#[allow(dead_code)]
mod label;
#[path = "src/language/phrases/table.rs"]
#[allow(dead_code)]
mod table;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::{Map, Value, json};
use table::Table;

/// The list of phrases without which no sentence of running text tells of an action: all phrases of
/// the lists [`LEADS`].
const LEAD: &str = "action-lead";

/// The lists that make up [`LEAD`].
const LEADS: [&str; 12] = [
    "commitment",
    "decided",
    "holds",
    "intention",
    "need",
    "ongoing",
    "passive",
    "perfect",
    "progressive",
    "recurrence",
    "since",
    "underway",
];

/// The lists under `placeholders:` that are looked for in every text, with their names there.
const PLACEHOLDERS: [(&str, &str); 3] =
    [("markers", "placeholder-marker"), ("heads", "placeholder-head"), ("formats", "placeholder-format")];

type Tree = Map<String, Value>;

/// The phrase lists of a language: those of every text, of what is of interest, of timelines.
type Lists = [Tree; 3];

fn main() {
    for source in ["language", "src/language/label.rs", "src/language/phrases/table.rs"] {
        println!("cargo::rerun-if-changed={source}");
    }
    println!("cargo::rerun-if-changed=standards");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    if let Err(error) = standards(&out.join("standards")) {
        println!("cargo::error=standards: {}", error.replace('\n', "\\n"));
    }
    if let Err(error) = languages(&out) {
        println!("cargo::error=language: {}", error.replace('\n', "\\n"));
    }
}

/// Writes what a run reads of the language files: for each a `.json` and a `.rs`, and the type of
/// all lists.
fn languages(out: &Path) -> Result<(), String> {
    let mut all = Vec::new();
    for code in ["en", "zh", "ja"] {
        let path = Path::new("language").join(code).with_extension("yaml");
        let (file, lists) = read(&path).and_then(compile).map_err(|error| format!("{}: {error}", path.display()))?;
        let json = out.join(code).with_extension("json");
        fs::write(json, Value::from(file).to_string()).map_err(|error| error.to_string())?;
        all.push((code, lists));
    }
    let names: BTreeSet<&str> =
        all.iter().flat_map(|(_, lists)| lists).flat_map(Tree::keys).map(String::as_str).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let everywhere: BTreeSet<&str> = all.iter().flat_map(|(_, lists)| lists[0].keys()).map(String::as_str).collect();
    fs::write(out.join("list.rs"), list_type(&names, &everywhere)).map_err(|error| error.to_string())?;
    for (code, lists) in &all {
        let tables: String = lists.iter().map(|lists| constant(lists, &names)).collect::<Result<_, _>>()?;
        fs::write(out.join(code).with_extension("rs"), format!("[\n{tables}]\n")).map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// Folds the labels of a file and takes its phrase lists out.
fn compile(mut file: Tree) -> Result<(Tree, Lists), String> {
    let lists = lists(&mut file)?;
    fold_headings(&mut file)?;
    fold_labels(&mut file)?;
    fold_values(&mut file)?;
    Ok((file, lists))
}

/// The Rust source of the type `List`.
fn list_type(names: &[&str], everywhere: &BTreeSet<&str>) -> String {
    let all: Vec<String> = names.iter().map(|name| format!("Self::{}", variant(name))).collect();
    let everywhere: Vec<String> = everywhere.iter().map(|name| format!("Self::{}", variant(name))).collect();
    let variants: String = names.iter().map(|name| format!("/// `{name}`.\n{},\n", variant(name))).collect();
    format!(
        "/// A named list of phrases of the language files.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\n\
         pub enum List {{\n{variants}}}\n\
         const NAMES: [&str; {count}] = {names:?};\n\
         impl List {{\n\
         /// All lists, by name.\n\
         pub const ALL: [Self; {count}] = [{all}];\n\
         /// The lists that are looked for in every text: a configuration may add to them.\n\
         pub const EVERYWHERE: [Self; {every}] = [{everywhere}];\n\
         }}\n",
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

/// Writes each standard as JSON into a folder.
fn standards(into: &Path) -> Result<(), String> {
    fs::create_dir_all(into).map_err(|error| error.to_string())?;
    for entry in fs::read_dir("standards").map_err(|error| error.to_string())? {
        let path = entry.map_err(|error| error.to_string())?.path();
        let json = Value::from(read(&path).map_err(|error| format!("{}: {error}", path.display()))?).to_string();
        let out = into.join(path.file_stem().unwrap_or_default()).with_extension("json");
        fs::write(out, json).map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<Tree, String> {
    let yaml = fs::read_to_string(path).map_err(|error| error.to_string())?;
    // "on" and "yes" are words here, as YAML 1.2 has it.
    let options = serde_yaml::options! { strict_booleans: true };
    serde_yaml::from_str_with_options(&yaml, options).map_err(|error| error.to_string())
}

/// Takes the phrase lists out of a file.
fn lists(file: &mut Tree) -> Result<Lists, String> {
    let (mut phrases, nearby) = (take(file, "phrases")?, take(file, "nearby")?);
    let leads = LEADS.iter().filter_map(|list| nearby.get(*list)?.as_array()).flatten().cloned();
    phrases.insert(LEAD.to_owned(), leads.collect());
    let Some(Value::Object(placeholders)) = file.get_mut("placeholders") else { return Err(lacks("placeholders")) };
    for (key, list) in PLACEHOLDERS {
        phrases.insert(list.to_owned(), placeholders.remove(key).ok_or_else(|| lacks(key))?);
    }
    Ok([phrases, nearby, take(file, "milestones")?])
}

/// The Rust source of a table of lists; `names` are those of all lists.
fn constant(lists: &Tree, names: &[&str]) -> Result<String, String> {
    let mut phrases = Vec::new();
    for (name, words) in lists {
        let list = names.binary_search(&name.as_str()).map_err(|_| lacks(name))? as u16;
        phrases.extend(strings(name, words)?.into_iter().map(|phrase| (list, phrase.to_owned())));
    }
    let Table { words, patterns, keys, heads, firsts, within, rows } = Table::new(phrases);
    Ok(format!(
        "Table {{ words: Cow::Borrowed({words:?}), patterns: Cow::Borrowed(&{patterns:?}), keys: Cow::Borrowed(&{keys:?}), heads: Cow::Borrowed(&{heads:?}), \
         firsts: Cow::Borrowed(&{firsts:?}), within: Cow::Borrowed(&{within:?}), rows: Cow::Borrowed(&{rows:?}) }},\n"
    ))
}

/// `headings` by folded alias, with those that hold a `*` apart, and `ambiguous` among them.
fn fold_headings(file: &mut Tree) -> Result<(), String> {
    let (mut folded, mut patterns) = (Tree::new(), Vec::new());
    for (topic, aliases) in take(file, "headings")? {
        for alias in strings(&topic, &aliases)? {
            match alias.contains('*') {
                true => patterns.push((alias.to_lowercase(), json!([&topic]))),
                false => push(&mut folded, label::fold(alias), &topic),
            }
        }
    }
    for (alias, topics) in take(file, "ambiguous")? {
        match alias.contains('*') {
            true => patterns.push((alias.to_lowercase(), topics)),
            false => drop(folded.insert(label::fold(&alias), topics)),
        }
    }
    file.insert("headings".to_owned(), folded.into());
    // Of several patterns the one that says most holds.
    patterns.sort_by_key(|(alias, _)| std::cmp::Reverse(alias.len()));
    let parts = |alias: &str| alias.split('*').map(Value::from).collect::<Vec<_>>();
    let patterns = patterns.into_iter().map(|(alias, topics)| json!([parts(&alias), topics]));
    file.insert("patterns".to_owned(), patterns.collect());
    Ok(())
}

/// `labels` by folded spelling.
fn fold_labels(file: &mut Tree) -> Result<(), String> {
    let mut folded = Tree::new();
    for (field, spellings) in take(file, "labels")? {
        for spelling in strings(&field, &spellings)? {
            push(&mut folded, label::fold(spelling), &field);
        }
    }
    file.insert("labels".to_owned(), folded.into());
    Ok(())
}

/// `values` by field and folded spelling.
fn fold_values(file: &mut Tree) -> Result<(), String> {
    let mut fields = Tree::new();
    for (field, values) in take(file, "values")? {
        let mut folded = Tree::new();
        for (value, words) in values.as_object().ok_or_else(|| lacks(&field))? {
            let words = strings(value, words)?.into_iter();
            folded.extend(words.map(|word| (label::fold(word), Value::from(value.as_str()))));
        }
        fields.insert(field, folded.into());
    }
    file.insert("values".to_owned(), fields.into());
    Ok(())
}

fn push(map: &mut Tree, key: String, value: &str) {
    if let Value::Array(values) = map.entry(key).or_insert_with(|| json!([])) {
        values.push(value.into());
    }
}

fn take(file: &mut Tree, key: &str) -> Result<Tree, String> {
    match file.remove(key) {
        Some(Value::Object(map)) => Ok(map),
        _ => Err(lacks(key)),
    }
}

fn strings<'v>(name: &str, words: &'v Value) -> Result<Vec<&'v str>, String> {
    let texts = words.as_array().map(|words| words.iter().map(Value::as_str).collect());
    texts.flatten().ok_or_else(|| format!("`{name}` is no list of texts"))
}

fn lacks(key: &str) -> String {
    format!("`{key}` is missing or of the wrong kind")
}
