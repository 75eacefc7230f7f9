//! The plain values at the head of TOML front matter: `title = "…"`, `date = 2026-02-03`.
//!
//! Only what stands above the first table and fits on one line is read: it is somebody else's
//! front matter, of which a title and a date are all that is asked.

use std::collections::HashSet;

use super::yaml::{Entry, Node, Value, Yaml};
use crate::source::Span;

/// Reads the values of `text`, which stands at `start`, as a mapping.
pub fn read(text: &str, start: usize) -> Yaml {
    let mut entries: Vec<Entry> = Vec::new();
    let mut known = HashSet::new();
    let mut at = start;
    for line in text.split_inclusive('\n') {
        // A table or a text of several lines begins: what follows belongs to it.
        if line.trim_start().starts_with('[') || line.contains("\"\"\"") || line.contains("'''") {
            break;
        }
        entries.extend(entry(line, at).filter(|entry| known.insert(entry.key.clone())));
        at += line.len();
    }
    let root = Node { value: Value::Map(entries), span: Span::new(start, start + text.len()) };
    Yaml { root: Some(root), ..Yaml::default() }
}

/// The key and the value of a line that stands at `start`.
fn entry(line: &str, start: usize) -> Option<Entry> {
    let (key, rest) = line.split_once('=')?;
    let name = key.trim();
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if name.is_empty() || !name.chars().all(bare) {
        return None;
    }
    let key_at = start + (key.len() - key.trim_start().len());
    let value_at = start + key.len() + 1 + (rest.len() - rest.trim_start().len());
    let (text, length, plain) = scalar(rest.trim())?;
    let node = Node { value: Value::Text { text, plain }, span: Span::new(value_at, value_at + length) };
    Some(Entry { key: name.to_owned(), key_span: Span::new(key_at, key_at + name.len()), node })
}

/// The text of a value, its length in the source and whether it was without quotes; none for lists,
/// inline tables and what is not closed.
fn scalar(rest: &str) -> Option<(String, usize, bool)> {
    match rest.chars().next()? {
        '\'' => {
            let length = rest[1..].find('\'')?;
            Some((rest[1..=length].to_owned(), length + 2, false))
        }
        '"' => {
            let (mut text, mut escaped) = (String::new(), false);
            for (at, c) in rest[1..].char_indices() {
                match c {
                    '"' if !escaped => return Some((text, at + 2, false)),
                    '\\' if !escaped => escaped = true,
                    _ => {
                        text.push(c);
                        escaped = false;
                    }
                }
            }
            None
        }
        '[' | '{' | '#' => None,
        _ => {
            let value = rest.split('#').next().unwrap_or_default().trim_end();
            Some((value.to_owned(), value.len(), true))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_values_above_the_first_table_are_read() {
        let text = "title = \"The \\\"slow\\\" weir\"\ntags = [\"x\"]\ndate = 2026-02-03 # told\nby='us'\n[extra]\nteam = \"a\"\n";
        let yaml = read(text, 4);
        let entries = yaml.root.as_ref().map(Node::entries).unwrap_or_default();
        let found: Vec<_> = entries.iter().map(|entry| (entry.key.as_str(), entry.node.text())).collect();
        assert_eq!(found, [("title", Some("The \"slow\" weir")), ("date", Some("2026-02-03")), ("by", Some("us"))]);
        let places: Vec<_> =
            entries.iter().map(|entry| &text[entry.node.span.start - 4..entry.node.span.end - 4]).collect();
        assert_eq!(places, ["\"The \\\"slow\\\" weir\"", "2026-02-03", "'us'"]);
    }
}
