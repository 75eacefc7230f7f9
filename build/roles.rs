//! The weights of the roles of a language: `roles.tsv`, where it has one, as a table of constants.

use std::fs;
use std::path::Path;

use super::weights::Table;

/// The Rust source of the table of the language in `folder`.
pub fn source_of_table(folder: &Path) -> Result<String, String> {
    let path = folder.join("roles.tsv");
    let file = if path.exists() { fs::read_to_string(&path) } else { Ok(String::new()) };
    let named = |error: String| format!("{}: {error}", path.display());
    let table = Table::parse(&file.map_err(|error| named(error.to_string()))?).map_err(named)?;
    let Table { slots, weights } = table;
    Ok(format!("Table {{ slots: Cow::Borrowed(&{slots:?}), weights: Cow::Borrowed(&{weights:?}) }}"))
}
