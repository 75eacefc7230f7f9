//! Paths as they are shown and sorted out.

use std::env;
use std::path::{Component, Path, PathBuf};

/// Endings of documents. A file that is named may have any.
const DOCUMENTS: [&str; 11] =
    ["md", "markdown", "mdown", "mkd", "mdx", "txt", "md.erb", "markdown.erb", "yaml", "yml", "json"];

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

/// The path with the links on the way to it resolved, as far as that way exists. It is absolute.
pub fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let known = path.ancestors().skip(1).find_map(|folder| Some((folder.canonicalize().ok()?, folder)));
    let real = known.and_then(|(real, folder)| Some(real.join(path.strip_prefix(folder).ok()?)));
    real.unwrap_or(path)
}

/// The way from a folder to a path, both absolute and without links, with `/` between its parts.
pub fn from(path: &Path, folder: &Path) -> String {
    let shared = path.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(shared).map(|_| Component::ParentDir);
    shown(&up.chain(path.components().skip(shared)).collect::<PathBuf>(), Path::new(""))
}

/// The way from a folder to a path that lies in it, both absolute and without links.
pub fn within(path: &Path, folder: &Path) -> Option<String> {
    path.strip_prefix(folder).ok().map(|path| shown(path, Path::new("")))
}

/// The path as it is shown from the working directory.
pub fn shown_here(path: &Path) -> String {
    shown(path, &env::current_dir().unwrap_or_default())
}

/// Whether a file in a folder can be a document, by its ending.
pub fn is_document(path: &Path) -> bool {
    DOCUMENTS.iter().any(|known| ends_in(path, known))
}

fn ends_in(path: &Path, ending: &str) -> bool {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    let at = name.len().checked_sub(ending.len());
    let dotted = at.and_then(|at| at.checked_sub(1)).and_then(|dot| name.get(dot)) == Some(&b'.');
    dotted && at.and_then(|at| name.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(ending.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::markup;

    #[test]
    fn the_way_to_a_path_may_lead_up() {
        for (path, folder, expected) in [
            ("/work/a.md", "/work", "a.md"),
            ("/work/x/a.md", "/work", "x/a.md"),
            ("/work/x/a.md", "/work/y/z", "../../x/a.md"),
        ] {
            assert_eq!(from(Path::new(path), Path::new(folder)), expected);
        }
    }

    #[test]
    fn a_file_is_a_document_or_in_a_markup_by_its_ending() {
        for name in ["a.md", "a.MD", "a.html.md.erb", "a.mdx", "a.markdown", "a.txt", "a.yml"] {
            assert!(is_document(Path::new(name)), "{name}");
        }
        for (name, expected) in [
            ("a.rst", "reStructuredText"),
            ("a.adoc", "AsciiDoc"),
            ("a.HTML", "HTML"),
            ("a.html.erb", "HTML"),
            ("a.org", "Org"),
        ] {
            assert_eq!((is_document(Path::new(name)), markup(name)), (false, Some(expected)), "{name}");
        }
        for name in ["a.rs", "md", "amd", "a.erb", "rst", ".org"] {
            assert!(!is_document(Path::new(name)), "{name}");
        }
    }

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
