//! Cuts the words of an action where people put owner, date and ticket behind it: at stops,
//! brackets, dashes, semicolons, commas.

use std::ops::Range;

/// What stands before a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Border {
    /// Nothing: it is the first piece.
    Start,
    /// The end of a sentence.
    Stop,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A dash, a slash or a semicolon.
    Break,
    /// A comma.
    Comma,
    /// White space before `@name` or an address.
    Token,
}

/// A piece without the spaces around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What stands before it.
    pub border: Border,
}

/// The pieces of a text, empty ones left out.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut cutter = Cutter { text, found: Vec::new(), start: 0, border: Border::Start };
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |(_, next)| *next);
        let end = at + c.len_utf8();
        if let Some(length) = token(&text[at..], before) {
            cutter.cut(at, at, Border::Token);
            cutter.cut(at + length, at + length, Border::Token);
            while chars.next_if(|(next, _)| *next < at + length).is_some() {}
        } else if let Some(border) = border(before, c, after) {
            cutter.cut(at, end, border);
        }
        before = c;
    }
    cutter.cut(text.len(), text.len(), Border::Stop);
    cutter.found
}

/// The words of a text: by spaces, or two characters each in scripts without spaces.
pub fn size(text: &str) -> usize {
    let dense = text.chars().filter(|c| ('\u{3040}'..='\u{9fff}').contains(c)).count();
    text.split_whitespace().count() + dense / 4
}

struct Cutter<'t> {
    text: &'t str,
    found: Vec<Piece>,
    start: usize,
    border: Border,
}

impl Cutter<'_> {
    fn cut(&mut self, end: usize, next: usize, border: Border) {
        let words = self.text.get(self.start..end).unwrap_or_default();
        let start = self.start + (words.len() - words.trim_start().len());
        let range = start..start + words.trim().len();
        // Of two borders side by side, the first one says more: ") ." and "; @name".
        let keeps = range.is_empty() && border == Border::Token;
        if !range.is_empty() {
            self.found.push(Piece { range, border: self.border });
        }
        if !keeps {
            self.border = border;
        }
        self.start = next;
    }
}

fn border(before: char, c: char, after: char) -> Option<Border> {
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    match c {
        '(' | '（' | '[' | '【' => Some(Border::Open),
        ')' | '）' | ']' | '】' => Some(Border::Close),
        ';' | '；' => Some(Border::Break),
        '—' | '–' | '→' => Some(Border::Break),
        '-' | '/' | '|' if before.is_whitespace() && after.is_whitespace() => Some(Border::Break),
        ',' if !digits => Some(Border::Comma),
        '，' | '、' => Some(Border::Comma),
        '。' | '！' | '？' => Some(Border::Stop),
        '.' | '!' | '?' if after.is_whitespace() => Some(Border::Stop),
        _ => None,
    }
}

/// The length of `@name` or of an address at the head of `rest`.
fn token(rest: &str, before: char) -> Option<usize> {
    let handle = rest.starts_with('@') && !before.is_alphanumeric() && rest.len() > 1;
    let address = rest.starts_with("http://") || rest.starts_with("https://");
    if !handle && !address {
        return None;
    }
    let stops = |c: char| c.is_whitespace() || "()[]<>（），、；;。\"".contains(c) || handle && ",.:：".contains(c);
    let token = &rest[..rest.find(stops).unwrap_or(rest.len())];
    if let Some(length) = handle.then(|| full_name(rest, token.len())).flatten() {
        return Some(length);
    }
    Some(token.trim_end_matches(['.', ',', ':']).len())
}

/// The length of "@Mira Tan" behind whose first word the name goes on: with capitals, up to the end or to what
/// begins another detail.
fn full_name(rest: &str, first: usize) -> Option<usize> {
    const WORDS: usize = 2;
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().skip(1).all(|c| c.is_lowercase() || "'’-.".contains(c))
    };
    if !is_name(rest.get(1..first)?) {
        return None;
    }
    let mut end = first;
    for _ in 0..WORDS {
        let behind = rest.get(end..)?.strip_prefix(' ')?;
        let length = behind.find(|c: char| c.is_whitespace() || ",;:()[]@<>|".contains(c)).unwrap_or(behind.len());
        if !is_name(&behind[..length]) {
            return None;
        }
        end += 1 + length;
        let next = rest[end..].trim_start();
        if next.is_empty() || next.starts_with(['@', ',', ';', ')', ']', '(', '[', '|', '—', '–']) {
            return Some(end);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_at_brackets_commas_and_addresses() {
        let text = "Add 1,000 rows @ops 5月15日前 https://t.example/i/1. [Lead, team] Q1";
        let found: Vec<_> = pieces(text).into_iter().map(|p| (&text[p.range], p.border)).collect();
        assert_eq!(
            found,
            [
                ("Add 1,000 rows", Border::Start),
                ("@ops", Border::Token),
                ("5月15日前", Border::Token),
                ("https://t.example/i/1", Border::Token),
                ("Lead", Border::Open),
                ("team", Border::Comma),
                ("Q1", Border::Close),
            ]
        );
    }
}
