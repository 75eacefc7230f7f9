//! The text of a YAML scalar, each word of it traceable to the source.

use super::text::Text;

/// Bytes in which the next word of a scalar is looked for: indents and escapes that stand before it.
const REACH: usize = 256;

/// The words of `content` where they stand in `raw` (which begins at `start`): for scalars
/// whose line ends, indents or escapes differ from their content.
pub fn aligned(content: &str, raw: &str, start: usize) -> Text {
    let mut text = Text::default();
    let mut cursor = 0;
    for line in content.lines() {
        if !text.plain().is_empty() {
            text.line_break(start + cursor);
        }
        for word in line.split_whitespace() {
            if !text.plain().is_empty() && !text.plain().ends_with(' ') {
                text.add(" ", start + cursor, is_ascii(raw, cursor, 1));
            }
            let found = find_near(word, raw, cursor);
            cursor = found.unwrap_or(cursor);
            // Escapes hide a word. They are no shorter than it, so that the next word is behind its length.
            text.add(word, start + cursor, found.is_some() || word.is_ascii() && is_ascii(raw, cursor, word.len()));
            cursor = boundary(raw, cursor + word.len());
        }
    }
    text
}

/// Where `word` stands within [`REACH`] of `from`: to look further for each word that escapes hide
/// would be quadratic.
fn find_near(word: &str, raw: &str, from: usize) -> Option<usize> {
    let near = raw.get(from..boundary(raw, from + word.len() + REACH))?;
    near.find(word).map(|at| from + at)
}

fn is_ascii(raw: &str, from: usize, length: usize) -> bool {
    raw.as_bytes().get(from..from + length).is_some_and(<[u8]>::is_ascii)
}

/// The first place at or behind `at` where a character begins or the text ends.
fn boundary(raw: &str, at: usize) -> usize {
    (at..raw.len()).find(|at| raw.is_char_boundary(*at)).unwrap_or(raw.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn words_of_a_folded_scalar_are_found_again() {
        let raw = ">\n  one two\n  three\n";
        let text = aligned("one two three\n", raw, 100);
        assert_eq!(text.plain(), "one two three");
        let at = text.plain().find("three").unwrap_or_default();
        assert_eq!(text.span(at..at + 5), Span::new(114, 119));
    }

    #[test]
    fn words_behind_an_escape_are_found_again() {
        let raw = r#""caf\u00e9 said \"no\" naïve twice""#;
        let text = aligned("café said \"no\" naïve twice", raw, 0);
        for word in ["said", "naïve", "twice"] {
            let at = text.plain().find(word).unwrap_or_default();
            assert_eq!(raw.get(text.span(at..at + word.len()).range()), Some(word));
        }
    }
}
