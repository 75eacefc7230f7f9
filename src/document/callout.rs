//! Boxes with a title, as note-taking programs and site generators write them: `> [!todo] Title`,
//! `!!! info "Title"` with its text indented, `:::note Title` up to `:::`. Markdown takes them for
//! quotations, code and running text.

use std::borrow::Cow;
use std::ops::Range;

/// A box, as byte ranges of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Callout {
    /// All of it, its first line included.
    pub range: Range<usize>,
    /// The words of its title, where it has one.
    pub title: Option<Range<usize>>,
}

/// How a box goes on behind its first line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// While lines begin with `>`.
    Quote,
    /// While lines are indented.
    Indented,
    /// Up to a line of colons.
    Fenced,
}

/// The boxes of a text in order, and the text without their first lines and indents, byte for byte, so
/// that offsets stay.
pub fn read(text: Cow<'_, str>) -> (Cow<'_, str>, Vec<Callout>) {
    if !["[!", "!!! ", "???", ":::"].iter().any(|mark| text.contains(mark)) {
        return (text, Vec::new());
    }
    let mut callouts: Vec<Callout> = Vec::new();
    let mut plain = String::with_capacity(text.len());
    // The open box: its form, its indent and its index.
    let mut open: Option<(Form, usize, usize)> = None;
    let (mut at, mut fenced) = (0, false);
    for line in text.split_inclusive('\n') {
        let (words, indent) = (line.trim(), line.len() - line.trim_start_matches(' ').len());
        fenced ^= words.trim_start_matches(['>', ' ']).starts_with("```");
        if let Some((form, depth, index)) = open
            && let Some(callout) = callouts.get_mut(index)
            && !fenced
        {
            let goes_on = match form {
                Form::Quote => words.starts_with('>'),
                Form::Indented => words.is_empty() || indent > depth,
                Form::Fenced => !(words.len() >= 3 && words.chars().all(|c| c == ':')),
            };
            callout.range.end = at + if goes_on || form == Form::Fenced { line.len() } else { 0 };
            if !goes_on {
                open = None;
                if form == Form::Fenced {
                    blank(&mut plain, line);
                    at += line.len();
                    continue;
                }
            }
        }
        let begun = if fenced || open.is_some_and(|(form, ..)| form == Form::Fenced) { None } else { begin(line) };
        if let Some((form, title)) = begun {
            let title = title.filter(|title| !title.is_empty()).map(|title| at + title.start..at + title.end);
            open = Some((form, indent, callouts.len()));
            callouts.push(Callout { range: at..at + line.len(), title });
            blank(&mut plain, line);
        } else if open.is_some_and(|(form, ..)| form == Form::Indented) && !words.is_empty() {
            // A quotation may be indented like the box; four spaces would make code of it.
            let depth = open.map_or(0, |(_, depth, _)| depth);
            plain.push_str(&line[..depth]);
            plain.push('>');
            plain.push_str(&line[depth + 1..]);
        } else {
            plain.push_str(line);
        }
        at += line.len();
    }
    if callouts.is_empty() { (text, callouts) } else { (Cow::Owned(plain), callouts) }
}

/// Writes a line as spaces; the mark of a quotation stays.
fn blank(plain: &mut String, line: &str) {
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '\n' | '\r' => plain.push(c),
            '>' if !quoted => plain.push(c),
            _ => plain.extend(std::iter::repeat_n(' ', c.len_utf8())),
        }
        quoted |= !matches!(c, '>' | ' ');
    }
}

/// The form of the box that a line begins, and where its title stands in the line.
fn begin(line: &str) -> Option<(Form, Option<Range<usize>>)> {
    let trimmed = line.trim_start();
    let at = |rest: &str| line.len() - rest.len();
    let whole = |rest: &str| {
        let start = at(rest.trim_start());
        Some(start..start + rest.trim().len())
    };
    if let Some(quote) = trimmed.strip_prefix('>') {
        let mark = quote.trim_start().strip_prefix("[!")?;
        let (kind, rest) = mark.split_once(']')?;
        let named = !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_|".contains(&byte));
        return named.then(|| (Form::Quote, whole(rest.trim_start_matches(['-', '+']))));
    }
    let is_kind =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let marked = trimmed.strip_prefix("!!!").or_else(|| trimmed.strip_prefix("???"));
    if let Some(rest) = marked {
        let kind = rest.trim_start_matches('+').strip_prefix(' ')?.trim_start();
        let (word, behind) = kind.split_once(char::is_whitespace).unwrap_or((kind.trim_end(), ""));
        let title = behind.find('"').and_then(|open| {
            let inner = &behind[open + 1..];
            let start = at(inner);
            inner.find('"').map(|close| start..start + close)
        });
        return is_kind(word).then_some((Form::Indented, title));
    }
    let rest = trimmed.strip_prefix(":::")?.trim_start_matches(':');
    let rest = rest.trim_start();
    let bare = rest.strip_prefix('{').unwrap_or(rest);
    let word = bare.trim_start_matches('.').split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).next()?;
    let behind = &bare[bare.find(word)? + word.len()..];
    let attribute = behind.find("title=\"").and_then(|open| {
        let inner = &behind[open + "title=\"".len()..];
        let start = at(inner);
        inner.find('"').map(|close| start..start + close)
    });
    let bracketed = || {
        let inner = behind.strip_prefix('[')?;
        inner.find(']').map(|close| at(inner)..at(inner) + close)
    };
    let plain = || whole(behind.trim_start_matches('}')).filter(|_| !behind.contains('='));
    is_kind(word).then(|| (Form::Fenced, attribute.or_else(bracketed).or_else(plain)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_found_with_their_titles_and_ends() {
        for (text, title, behind) in [
            ("> [!todo] Action items\n> - a\n\nb", Some("Action items"), "\nb"),
            ("> [!bug]- Root cause\n> a\nb", Some("Root cause"), "b"),
            ("> [!NOTE]\n> a\n", None, ""),
            ("!!! info \"Timeline (UTC)\"\n\n    - a\n\nb", Some("Timeline (UTC)"), "b"),
            ("???+ note\n    a\nb", None, "b"),
            (":::note Timeline\n\na\n\n:::\nb", Some("Timeline"), "b"),
            (":::danger[Root cause]\na\n:::\nb", Some("Root cause"), "b"),
            ("::: {.note title=\"Impact\"}\na\n:::\n", Some("Impact"), ""),
            (":::{admonition} Impact\na\n:::\n", Some("Impact"), ""),
        ] {
            let (plain, callouts) = read(Cow::Borrowed(text));
            assert_eq!(plain.len(), text.len(), "{text}");
            let [callout] = callouts.as_slice() else { panic!("{text}: {callouts:?}") };
            assert_eq!(callout.title.clone().map(|title| &text[title]), title, "{text}");
            assert_eq!(&text[callout.range.end..], behind, "{text}");
        }
    }

    #[test]
    fn other_marks_begin_no_box() {
        for text in ["> [!] a", "!!! Attention!", "a ::: b", "```\n!!! info \"A\"\n```\n", "> [1] a"] {
            assert_eq!(read(Cow::Borrowed(text)).1, [], "{text}");
        }
    }
}
