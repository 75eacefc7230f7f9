//! What a template does with a value before it stands in the document.

use minijinja::value::{Value, ValueKind};

/// `{{ title | yaml }}`: the value as YAML, quoted where YAML would read something else.
///
/// A list becomes a flow sequence, and what is not known becomes nothing at all.
pub(super) fn yaml(value: &Value) -> String {
    match value.kind() {
        ValueKind::Undefined | ValueKind::None => String::new(),
        ValueKind::Seq | ValueKind::Iterable => {
            let items: Vec<String> =
                value.try_iter().into_iter().flatten().map(|item| scalar(&item.to_string())).collect();
            format!("[{}]", items.join(", "))
        }
        _ => scalar(&value.to_string()),
    }
}

/// A JSON string is a YAML string, so the quoting and escaping are JSON's.
fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

/// Whether YAML, in any version, reads these words without quotes as just these words.
///
/// Strict on purpose: a needless pair of quotes harms nobody. With nothing but letters, digits and
/// `-`, `_`, `.`, `/`, `+` it is neither tag nor comment nor mapping; and where it begins with a
/// letter, or a word does ("2031-03-04-late"), it is neither number nor date.
fn is_plain(text: &str) -> bool {
    const KEYWORDS: [&str; 10] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan"];
    let begins_with_letter = |text: &str| text.starts_with(char::is_alphabetic);
    let has_word = text.split(['-', ' ']).skip(1).any(begins_with_letter);
    (begins_with_letter(text) || text.starts_with(char::is_alphanumeric) && has_word)
        && text.chars().all(|c| c.is_alphanumeric() || "-_./+ ".contains(c))
        && !KEYWORDS.contains(&text.to_lowercase().as_str())
}

/// `{{ title | markdown }}`: the value as text of one line of Markdown.
///
/// Only what would change the line is escaped, so that a title with `code` or *stress* keeps it:
/// `<` opens comments and HTML that swallow what follows, `|` ends a cell, and a closing run of
/// `#` is no part of a heading.
pub(super) fn markdown(value: &Value) -> String {
    if matches!(value.kind(), ValueKind::Undefined | ValueKind::None) {
        return String::new();
    }
    let text = value.to_string();
    let body = text.trim_end_matches('#');
    let hashes = text.len() - body.len();
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in body.chars() {
        if matches!(c, '<' | '|' | '\\') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped.push_str(&"\\#".repeat(hashes));
    escaped
}
