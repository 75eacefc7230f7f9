//! Rules of the user's own: a pattern, and what to say where it stands.

use regex::{Regex, RegexBuilder};

use super::Selector;
use crate::finding::Level;
use crate::language::SectionKind;
use crate::source::Span;
use crate::suggest;

/// The rule that all of them are findings of.
pub use crate::finding::OWN as NAME;

/// Bytes of a compiled pattern: what is larger would make every document slow.
const MAX_PATTERN: usize = 256 << 10;

/// A rule of the user's own.
#[derive(Debug)]
pub struct Custom {
    /// The subject of its findings.
    pub name: String,
    /// What is looked for, in the words of a document without their markup.
    pub pattern: Regex,
    /// Where it is looked for; empty: everywhere.
    pub sections: Vec<SectionKind>,
    /// What a reader cannot know, or what is wrong.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// The level; `None` is off.
    pub level: Option<Level>,
    /// What the fix puts in the place of a match; `$1` and `${name}` are groups of the pattern.
    pub replacement: Option<String>,
    /// Where the configuration names it.
    pub span: Span,
}

/// Compiles a pattern.
///
/// # Errors
/// It is no regular expression, too large, or stands between any two letters. The message is a sentence
/// without a full stop.
pub fn compile(pattern: &str) -> Result<Regex, String> {
    let built = RegexBuilder::new(pattern).size_limit(MAX_PATTERN).dfa_size_limit(MAX_PATTERN).build();
    let regex = built.map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => "it is too large; write less repetition".to_owned(),
        // The last line says what is wrong; those before it draw the pattern once more.
        error => error.to_string().lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned(),
    })?;
    if regex.is_match("") {
        return Err("it matches where nothing stands, which is everywhere".to_owned());
    }
    Ok(regex)
}

/// The group that a replacement names and a pattern lacks.
pub fn unknown_group<'r>(pattern: &Regex, replacement: &'r str) -> Option<&'r str> {
    let known = |name: &str| match name.parse::<usize>() {
        Ok(index) => index < pattern.captures_len(),
        Err(_) => pattern.capture_names().flatten().any(|group| group == name),
    };
    let mut rest = replacement;
    while let Some((_, behind)) = rest.split_once('$') {
        let name = match behind.strip_prefix('{') {
            Some(inner) => inner.split('}').next().unwrap_or_default(),
            None => behind.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default(),
        };
        if !name.is_empty() && !known(name) {
            return Some(name);
        }
        // `$$` is a dollar.
        rest = behind.strip_prefix('$').unwrap_or(behind);
    }
    None
}

/// What to say of a selector that names a rule of the user's own where there is none of that name;
/// `names` are those that there are.
pub fn unknown<'n>(selector: &Selector, names: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let subject = selector.subject.as_deref().filter(|_| selector.rule == NAME)?;
    let names: Vec<&str> = names.into_iter().collect();
    if names.contains(&subject) {
        return None;
    }
    Some(match (suggest::nearest(subject, names.iter().copied()), names.as_slice()) {
        (Some(near), _) => format!("Did you mean “{NAME}/{near}”?"),
        (None, []) => "There are no rules of your own: `custom:` in candor.yaml makes some.".to_owned(),
        (None, names) => {
            format!("Known are: {}.", names.iter().map(|name| format!("{NAME}/{name}")).collect::<Vec<_>>().join(", "))
        }
    })
}
