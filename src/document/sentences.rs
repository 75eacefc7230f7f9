//! Sentences of a text.

use std::ops::Range;

use crate::language::Lang;

/// What has no stop for so long is no sentence; it is cut, so that work within one is bounded.
const LONGEST: usize = 4_096;

/// The bytes that can end a sentence: stops, and the first bytes of 。 and of ！ and ？.
const STOPS: [bool; 256] = {
    let mut stops = [false; 256];
    stops[b'.' as usize] = true;
    stops[b'!' as usize] = true;
    stops[b'?' as usize] = true;
    stops[0xe3] = true;
    stops[0xef] = true;
    stops
};

/// The sentences of `text` as ranges, white space around them left out.
///
/// A full stop ends a sentence where white space and no lower-case letter follows ("e.g. this",
/// "v1.2", "10.5 %" go on); full-width stops always do.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !STOPS[usize::from(byte)] && at < start + LONGEST {
            continue;
        }
        let len = match byte {
            b'.' | b'!' | b'?' => 1,
            0xe3 | 0xef if text[at..].starts_with(['。', '！', '？']) => 3,
            _ if at >= start + LONGEST && text.is_char_boundary(at) => 0,
            _ => continue,
        };
        let end = at + len;
        if len != 1 || is_stop(text, start, at) {
            push(&mut found, text, start..end);
            start = end;
        }
    }
    push(&mut found, text, start..text.len());
    found
}

/// Whether the mark at `at`, a full stop or its like, ends the sentence that began at `start`.
fn is_stop(text: &str, start: usize, at: usize) -> bool {
    let behind = &text[at + 1..];
    match behind.chars().next() {
        None => true,
        Some(next) if next.is_whitespace() => !goes_on(behind) && !is_abbreviation(&text[start..at]),
        Some('"' | '”' | ')' | '\'' | '’') => !goes_on(behind.trim_start_matches(['"', '”', ')', '\'', '’'])),
        Some(_) => false,
    }
}

/// The sentence that holds `at`.
pub fn sentence_at(text: &str, at: usize) -> Range<usize> {
    sentences(text).into_iter().find(|range| at < range.end).unwrap_or(0..text.len())
}

fn goes_on(rest: &str) -> bool {
    rest.trim_start().starts_with(|c: char| c.is_lowercase())
}

fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default().trim_start_matches('(');
    Lang::En.words().is_abbreviation(word) || word.len() == 1 && word.chars().all(char::is_uppercase)
}

fn push(found: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    let end = range.start + part.trim_end().len();
    if start < end {
        // A closing quote or bracket behind the stop belongs to the sentence before.
        let only_closing = text[start..end].chars().all(|c| matches!(c, '"' | '”' | ')' | '）' | '」' | '’'));
        match found.last_mut() {
            Some(last) if only_closing => last.end = end,
            _ => found.push(start..end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_end_sentences_and_abbreviations_do_not() {
        let text = "One, e.g. this v1.2. Two! 三。四";
        let found: Vec<_> = sentences(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["One, e.g. this v1.2.", "Two!", "三。", "四"]);
    }
}
