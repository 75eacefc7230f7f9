//! Templates on disk, and those that ship.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::scaffold::prompts::Prompts;
use crate::scaffold::{MAX_BYTES, TEMPLATES, Template, built_in};
use crate::suggest;

/// Templates of one folder that are looked at.
const MAX_TEMPLATES: usize = 100;

/// A template that was read, or one of ours.
pub struct FoundTemplate {
    name: String,
    extension: String,
    text: String,
}

impl FoundTemplate {
    /// As the scaffold takes it.
    pub fn borrow(&self) -> Template<'_> {
        Template { name: &self.name, about: "", extension: &self.extension, text: &self.text }
    }
}

/// The template that `--template` names. A path is read as it is; a name is looked for in the
/// user's folder first, then among ours.
///
/// # Errors
/// There is none, or it cannot be read. The message is for the user.
pub fn find(name: &str, folder: Option<&Path>) -> Result<FoundTemplate, String> {
    if name.contains(['/', '\\']) || Path::new(name).extension().is_some_and(is_document) {
        return read(Path::new(name));
    }
    let own = folder.map(own_templates).unwrap_or_default();
    if let Some((_, path)) = own.iter().find(|(own, _)| own == name) {
        return read(path);
    }
    let ours = built_in(name).ok_or_else(|| {
        let names = own.iter().map(|(own, _)| own.as_str()).chain(TEMPLATES.iter().map(|ours| ours.name));
        format!("there is no template “{name}”. {}", suggest::help(name, names))
    })?;
    Ok(FoundTemplate { name: name.to_owned(), extension: ours.extension.to_owned(), text: ours.text.to_owned() })
}

/// The prompts of the templates in a folder; what cannot be read has none.
pub fn prompts(folder: &Path) -> Prompts {
    let mut prompts = Prompts::default();
    for found in own_templates(folder).iter().filter_map(|(_, path)| read(path).ok()) {
        prompts.add(&found.text);
    }
    prompts
}

/// Whether a folder holds no template.
pub fn is_empty(folder: &Path) -> bool {
    own_templates(folder).is_empty()
}

/// Names and paths of the templates in a folder, sorted. A link that leads out of it is none: the
/// folder comes with a repository, and that may be a stranger's.
fn own_templates(folder: &Path) -> Vec<(String, PathBuf)> {
    let Ok(folder) = fs::canonicalize(folder) else { return Vec::new() };
    let paths = fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let documents = paths.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    let inside =
        documents.filter(|path| fs::canonicalize(path).is_ok_and(|path| path.starts_with(&folder) && path.is_file()));
    let mut templates: Vec<_> =
        inside.filter_map(|path| Some((path.file_stem()?.to_string_lossy().into_owned(), path))).collect();
    templates.sort();
    templates.truncate(MAX_TEMPLATES);
    templates
}

fn is_document(extension: &OsStr) -> bool {
    ["md", "yaml", "yml"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

fn read(path: &Path) -> Result<FoundTemplate, String> {
    let name = path.display().to_string();
    let read = || {
        let mut text = String::new();
        // One byte more than allowed, so that `render` sees that it is too long.
        fs::File::open(path)?.take(MAX_BYTES as u64 + 1).read_to_string(&mut text)?;
        Ok(text)
    };
    let text: String = read().map_err(|error: io::Error| format!("the template {name} cannot be read: {error}"))?;
    let extension = path.extension().filter(|extension| is_document(extension));
    let extension = extension.map_or("md".into(), |extension| extension.to_string_lossy().into_owned());
    Ok(FoundTemplate { name, extension, text })
}
