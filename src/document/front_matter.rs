//! Splits front matter from the body, by hand: a Markdown parser's metadata blocks also take a
//! `---` run in the middle of a document, and miss one behind a BOM.

use super::toml;
use super::yaml::{self, Value, Yaml};
use crate::source::Span;

/// A document's head.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    /// The parsed YAML, or what is plain in TOML; `None` where there is none.
    pub yaml: Option<Yaml>,
    /// From fence to fence; empty where there is none.
    pub span: Span,
    /// Where the body begins.
    pub body: usize,
}

/// Finds the front matter of a Markdown text.
pub fn split(text: &str) -> FrontMatter {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let none = FrontMatter { body: start, ..FrontMatter::default() };
    let Some((first, rest)) = text[start..].split_once('\n') else { return none };
    let fence = first.trim_end();
    if fence != "---" && fence != "+++" {
        return none;
    }
    let inner = start + first.len() + 1;
    let Some((close, body)) = closing_fence(rest, fence) else { return none };
    let span = Span::new(start, inner + body);
    if fence == "+++" {
        return FrontMatter { yaml: Some(toml::read(&rest[..close], inner)), span, body: span.end };
    }
    let yaml = yaml::parse(&rest[..close], inner);
    // A rule of dashes above a paragraph is no front matter: front matter is a mapping.
    let mapping = yaml.root.as_ref().is_none_or(|root| matches!(root.value, Value::Map(_) | Value::Null));
    if !mapping {
        return none;
    }
    FrontMatter { yaml: Some(yaml), span, body: span.end }
}

/// Where the inner text ends and where the body begins, both within `rest`.
fn closing_fence(rest: &str, fence: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        let word = line.trim_end();
        if word == fence || (fence == "---" && word == "...") {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_mapping_between_fences_is_front_matter() {
        assert_eq!(split("---\ntitle: a\n---\nb").body, 17);
        assert_eq!(split("\u{feff}--- \ntitle: a\n--- \nb").body, 22);
        assert_eq!(split("---\nA paragraph.\n---\nb").body, 0);
        assert_eq!(split("+++\na = 1\n+++\nb").body, 14);
        assert_eq!(split("---\nopen").body, 0);
    }
}
