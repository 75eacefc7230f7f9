//! Paths as they are shown and sorted out.

use std::env;
use std::path::{Component, Path};

/// Endings of documents. A file that is named may have any.
const DOCUMENTS: [&str; 6] = ["md", "markdown", "mdown", "yaml", "yml", "json"];

/// The path with `/` between its parts and without `./`, relative to `folder` where it lies in it.
pub fn shown(path: &Path, folder: &Path) -> String {
    let path = path.strip_prefix(folder).unwrap_or(path);
    let mut shown = String::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::RootDir => shown.push('/'),
            part => {
                if !shown.is_empty() && !shown.ends_with('/') {
                    shown.push('/');
                }
                shown.push_str(&part.as_os_str().to_string_lossy());
            }
        }
    }
    if shown.is_empty() { ".".to_owned() } else { shown }
}

/// The path as it is shown from the working directory.
pub fn shown_here(path: &Path) -> String {
    shown(path, &env::current_dir().unwrap_or_default())
}

/// Whether a file in a folder can be a document, by its ending.
pub fn is_document(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    DOCUMENTS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_working_directory() {
        let folder = Path::new("/work/here");
        for (path, expected) in [
            ("a.md", "a.md"),
            ("./b/./a.md", "b/a.md"),
            ("../a.md", "../a.md"),
            ("/work/here/b/a.md", "b/a.md"),
            ("/work/there/a.md", "/work/there/a.md"),
            ("./", "."),
        ] {
            assert_eq!(shown(Path::new(path), folder), expected, "{path}");
        }
    }
}
