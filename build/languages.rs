//! A language is a folder: its files together give the structure and the cues.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::cues::Families;
use super::yaml::{Tree, files, read};
use super::{cues, roles, structure};

/// What the files of one language say.
struct Language {
    code: String,
    structure: Tree,
    families: Families,
    roles: String,
}

/// Writes what a run reads of the languages in `folder`: for each a `.json` and a `.rs`, and the
/// type of all cues.
pub fn write(folder: &Path, out: &Path) -> Result<(), String> {
    let folders = files(folder)?.into_iter().filter(|path| path.is_dir());
    let languages: Vec<Language> = folders.map(|path| language(&path)).collect::<Result<_, _>>()?;
    complete(&languages)?;
    let names = cues::names(languages.iter().map(|language| &language.families))?;
    let save = |name: &str, text: String| fs::write(out.join(name), text).map_err(|error| error.to_string());
    save("list.rs", cues::source_of_type(&names))?;
    for language in &languages {
        save(&format!("{}.json", language.code), Value::from(language.structure.clone()).to_string())?;
        save(&format!("{}.roles.rs", language.code), language.roles.clone())?;
        save(&format!("{}.rs", language.code), cues::source_of_tables(&language.families, &names))?;
    }
    Ok(())
}

/// Holds the files to what a reader of them needs: each family has a purpose in one language, and in
/// a language that is judged an example.
fn complete(languages: &[Language]) -> Result<(), String> {
    for Language { code, structure, families, .. } in languages {
        for (name, family) in families {
            let told = languages.iter().filter_map(|language| language.families.get(name));
            if told.clone().all(|family| family.purpose.is_none()) {
                return Err(format!("{code}: nothing says what `{name}` is for: write its `purpose`"));
            }
            if structure.get("judged") == Some(&Value::Bool(true)) && !family.has_example {
                return Err(format!("{code}: `{name}` lacks a sentence that it finds: write its `examples`"));
            }
        }
    }
    Ok(())
}

/// Reads the files of a language.
fn language(folder: &Path) -> Result<Language, String> {
    let code = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (mut merged, mut families) = (Tree::new(), Families::new());
    let mut parsed = Vec::new();
    let mut sets = Tree::new();
    for path in files(folder)?.into_iter().filter(|path| path.extension().is_some_and(|kind| kind == "yaml")) {
        let mut file = read(&path)?;
        if let Some(Value::Object(own)) = file.remove("sets") {
            sets.extend(own);
        }
        parsed.push((path, file));
    }
    let sets = cues::sets(&sets)?;
    for (path, mut file) in parsed {
        let named = |error: String| format!("{}: {error}", path.display());
        for (name, family) in cues::take(&mut file, &sets).map_err(named)? {
            if families.insert(name.clone(), family).is_some() {
                return Err(named(format!("`{name}` is a family of another file, too")));
            }
        }
        for (key, value) in file {
            if merged.insert(key.clone(), value).is_some() {
                return Err(named(format!("`{key}` is a key of another file, too")));
            }
        }
    }
    cues::join(&mut families).map_err(|error| format!("{code}: {error}"))?;
    let structure = structure::fold(merged).map_err(|error| format!("{}: {error}", folder.display()))?;
    let roles = roles::source_of_table(folder)?;
    Ok(Language { code, structure, families, roles })
}
