//! What a stranger wrote, made harmless for a terminal.

use std::borrow::Cow;

/// The text with each character that could steer a terminal or reorder a line replaced by one that
/// is seen.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| seen(c) == c) { Cow::Borrowed(text) } else { Cow::Owned(text.chars().map(seen).collect()) }
}

/// The character itself, or what is shown for it.
pub fn seen(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => ' ',
        // Unicode has a picture for each of them.
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\x7f' => '\u{2421}',
        '\u{80}'..='\u{9f}' => '\u{fffd}',
        // They reorder what stands around them: a line would not say what it seems to say.
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        '\u{feff}' => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_sequences_are_shown() {
        assert_eq!(visible("a\x1b[31mb\u{9b}c\u{202e}d\r\n"), "a␛[31mb\u{fffd}c\u{fffd}d  ");
        assert!(matches!(visible("时间 é 🔥"), Cow::Borrowed(_)));
    }
}
