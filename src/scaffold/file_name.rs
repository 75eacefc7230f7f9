//! The name of the file, and of the incident: date and title, safe on every file system.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

/// With four bytes a character, the date and an extension this stays under the 255 bytes that
/// file systems allow.
const MAX_CHARS: usize = 60;

/// Everything but letters, their marks and digits, of every script: `é` and `त्र` stay whole.
static BETWEEN_WORDS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[^\p{L}\p{M}\p{N}]+").ok());

/// `2031-03-04` and "Checkout returned 503s" give `2031-03-04-checkout-returned-503s`.
pub(super) fn stem(date: Date, title: &str) -> String {
    let slug = slug(title);
    let slug = if slug.is_empty() { "postmortem" } else { &slug };
    format!("{date}-{slug}")
}

fn slug(title: &str) -> String {
    // An apostrophe stands inside a word: "can't" is "cant", not "can-t".
    let title = title.to_lowercase().replace(['\'', '’'], "");
    let Some(between) = &*BETWEEN_WORDS else {
        return String::new();
    };
    shorten(between.replace_all(&title, "-").trim_matches('-'))
}

/// Cuts at the end of a word, unless that would lose more than half.
fn shorten(slug: &str) -> String {
    let Some((end, _)) = slug.char_indices().nth(MAX_CHARS) else {
        return slug.to_owned();
    };
    let (head, tail) = slug.split_at(end);
    if tail.starts_with('-') {
        return head.to_owned();
    }
    match head.rfind('-') {
        Some(dash) if dash > end / 2 => head[..dash].to_owned(),
        _ => head.to_owned(),
    }
}
