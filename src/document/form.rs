//! The two forms in which a document comes.

/// The form of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Markdown with optional front matter.
    Markdown,
    /// YAML, of which JSON is a subset.
    Yaml,
}

/// Endings of texts in a markup that is not read, and what it is called.
const MARKUPS: [(&str, &str); 10] = [
    ("rst", "reStructuredText"),
    ("rest", "reStructuredText"),
    ("adoc", "AsciiDoc"),
    ("asciidoc", "AsciiDoc"),
    ("asc", "AsciiDoc"),
    ("org", "Org"),
    ("textile", "Textile"),
    ("html", "HTML"),
    ("htm", "HTML"),
    ("html.erb", "HTML"),
];

impl Form {
    /// The form that a path's ending tells: `.yaml`, `.yml` and `.json` are YAML.
    pub fn of(path: &str) -> Self {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        let yaml = ["yaml", "yml", "json"].iter().any(|known| known.eq_ignore_ascii_case(ending));
        if yaml { Self::Yaml } else { Self::Markdown }
    }
}

/// The markup of a text that is not read, by its ending.
pub fn markup(path: &str) -> Option<&'static str> {
    let ends_in = |ending: &str| {
        let before = path.len().checked_sub(ending.len() + 1);
        let end = before.and_then(|at| path.as_bytes().get(at..));
        end.is_some_and(|end| end.first() == Some(&b'.') && end[1..].eq_ignore_ascii_case(ending.as_bytes()))
    };
    MARKUPS.iter().find(|(ending, _)| ends_in(ending)).map(|(_, markup)| *markup)
}
