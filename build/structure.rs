//! Folds what a language says of structure: headings, labels and values by the form in which they are
//! looked up.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::label;
use super::notation::{Sets, expand};
use super::yaml::Tree;

/// The keys of a language that are no families of cues.
pub const KEYS: [&str; 12] = [
    "judged",
    "abbreviations",
    "headings",
    "ambiguous",
    "titles",
    "labels",
    "values",
    "time",
    "quantity",
    "generic",
    "placeholders",
    "sets",
];

/// The files of a language as a run reads them.
pub fn fold(mut file: Tree) -> Result<Tree, String> {
    fold_headings(&mut file)?;
    fold_labels(&mut file)?;
    fold_values(&mut file)?;
    Ok(file)
}

/// `headings` by folded alias, with those that hold a `*` apart, and `ambiguous` among them.
fn fold_headings(file: &mut Tree) -> Result<(), String> {
    let (mut folded, mut patterns, mut bare) = (Tree::new(), Vec::new(), Vec::new());
    for (topic, block) in take(file, "headings")? {
        for alias in aliases(&topic, &block)? {
            // The words behind "lessons *" may be none.
            match alias.strip_suffix(" *") {
                Some(words) if words.contains('*') => patterns.push((words.to_lowercase(), json!([&topic]))),
                Some(words) => bare.push((label::fold(words), topic.clone())),
                None => {}
            }
            match alias.contains('*') {
                true => patterns.push((alias.to_lowercase(), json!([&topic]))),
                false => push(&mut folded, label::fold(&alias), &topic),
            }
        }
    }
    bare.retain(|(alias, _)| !folded.contains_key(alias));
    bare.iter().for_each(|(alias, topic)| push(&mut folded, alias.clone(), topic));
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

/// The aliases of a topic, one entry a line, each once.
fn aliases(topic: &str, block: &Value) -> Result<BTreeSet<String>, String> {
    let lines = block.as_str().ok_or_else(|| lacks(topic))?.lines().filter(|line| !line.trim().is_empty());
    let phrases: Vec<Vec<String>> = lines.map(|line| expand(line, &Sets::new())).collect::<Result<_, _>>()?;
    Ok(phrases.into_iter().flatten().collect())
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

pub fn strings<'v>(name: &str, words: &'v Value) -> Result<Vec<&'v str>, String> {
    let texts = words.as_array().map(|words| words.iter().map(Value::as_str).collect());
    texts.flatten().ok_or_else(|| format!("`{name}` is no list of texts"))
}

pub fn lacks(key: &str) -> String {
    format!("`{key}` is missing or of the wrong kind")
}
