//! The two forms in which a document comes.

/// The form of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Markdown with optional front matter.
    Markdown,
    /// YAML, of which JSON is a subset.
    Yaml,
}

impl Form {
    /// The form that a path's ending tells: `.yaml`, `.yml` and `.json` are YAML.
    pub fn of(path: &str) -> Self {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        let yaml = ["yaml", "yml", "json"].iter().any(|known| known.eq_ignore_ascii_case(ending));
        if yaml { Self::Yaml } else { Self::Markdown }
    }
}
