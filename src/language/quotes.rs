//! Quotation marks.

use std::ops::Range;

/// How far from a place its quotation marks are looked for, in characters.
const FAR: usize = 160;

/// Whether a range of a text stands in quotation marks: the words are somebody else's.
pub fn is_quoted(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default().chars().rev().take(FAR);
    let behind = text.get(range.end..).unwrap_or_default().chars().take(FAR);
    let marks = before.filter(|c| "\"“”「」『』《》".contains(*c));
    match marks.clone().next() {
        // Straight marks look alike: an odd number before, and one behind.
        Some('"') => marks.filter(|c| *c == '"').count() % 2 == 1 && behind.into_iter().any(|c| c == '"'),
        Some(mark) => "“「『《".contains(mark),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_between_marks_are_quoted() {
        for (text, expected) in [
            ("the sign said \"x\" twice", true),
            ("“a x b”", true),
            ("他说「x」", true),
            ("“a” x “b”", false),
            ("\"a\" x \"b\"", false),
            ("a 3\" x pipe", false),
            ("x", false),
        ] {
            let at = text.find('x').unwrap_or_default();
            assert_eq!(is_quoted(text, &(at..at + 1)), expected, "{text}");
        }
    }
}
