//! Collects the words of one block while a parser walks through its markup.

use super::text::{MarkKind, Text};

/// A text under construction, with the marks that are still open.
#[derive(Debug, Default)]
pub struct Prose {
    text: Text,
    open: Vec<(usize, MarkKind)>,
}

impl Prose {
    /// Adds words that stand at `source`.
    pub fn push(&mut self, words: &str, source: usize) {
        self.text.push(words, source);
    }

    /// Adds words that are written as `raw`, which stands at `source`.
    pub fn written(&mut self, words: &str, raw: &str, source: usize) {
        // A character can be longer than the entity that stands for it: its bytes have no places then.
        self.text.add(words, source, words.len() <= raw.len());
    }

    /// Adds code that is written as `raw`, its ticks included, which stands at `source`.
    pub fn code(&mut self, code: &str, raw: &str, source: usize) {
        let start = self.text.plain().len();
        match raw.find(code) {
            Some(at) => self.text.push(code, source + at),
            None => self.changed_code(code, raw, source),
        }
        self.text.mark(start..self.text.plain().len(), MarkKind::Code);
    }

    /// Code whose line ends became spaces, or that lost the marks of a quote or the escapes of bars.
    fn changed_code(&mut self, code: &str, raw: &str, source: usize) {
        let breaks = |c: char| c == '\n' || c == '\r';
        let mut written = raw.char_indices().skip_while(|(_, c)| *c == '`').peekable();
        for (at, c) in code.char_indices() {
            let is = |other: char| other == c || c == ' ' && breaks(other);
            let lost = |other: char| !is(other) && (breaks(other) || " \t>\\".contains(other));
            while written.next_if(|(_, other)| lost(*other)).is_some() {}
            match written.next_if(|(_, other)| is(*other)) {
                Some((place, _)) => self.text.push(&code[at..at + c.len_utf8()], source + place),
                None => return self.text.join(&code[at..], source),
            }
        }
    }

    /// Adds one space for `raw`, which stands at `source`, unless there is one.
    pub fn space(&mut self, raw: &str, source: usize) {
        if !self.text.plain().is_empty() && !self.text.plain().ends_with(' ') {
            self.text.add(" ", source, raw.is_ascii());
        }
    }

    /// Ends a line.
    pub fn line_break(&mut self, source: usize) {
        self.text.line_break(source);
    }

    /// Begins an item of a list within a cell.
    pub fn item(&mut self, source: usize) {
        self.text.line_break(source);
        self.text.join("- ", source);
    }

    /// Opens a mark.
    pub fn open(&mut self, kind: MarkKind) {
        self.open.push((self.text.plain().len(), kind));
    }

    /// Closes the innermost open mark.
    pub fn close(&mut self) {
        if let Some((start, kind)) = self.open.pop() {
            self.text.mark(start..self.text.plain().len(), kind);
        }
    }

    /// Closes the innermost open mark if it is of this kind: HTML tags need not be in pairs.
    pub fn close_if(&mut self, kind: &MarkKind) {
        if self.open.last().is_some_and(|(_, open)| open == kind) {
            self.close();
        }
    }

    /// Hands out the text with all marks closed; `None` where there are no words.
    pub fn take(&mut self) -> Option<Text> {
        while !self.open.is_empty() {
            self.close();
        }
        let text = std::mem::take(&mut self.text);
        (!text.is_empty()).then(|| with_bare_links(text))
    }
}

/// Marks bare addresses as links: a ticket is often given by its address alone.
fn with_bare_links(mut text: Text) -> Text {
    let mut found = Vec::new();
    let plain = text.plain();
    for (at, _) in plain.match_indices("http") {
        let rest = &plain[at..];
        if !(rest.starts_with("http://") || rest.starts_with("https://")) {
            continue;
        }
        let stops =
            |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '(' | ')' | '，' | '。' | '）' | '、' | '|');
        let end = at + rest.find(stops).unwrap_or(rest.len());
        let end = at + plain[at..end].trim_end_matches(['.', ',', ';', ':']).len();
        found.push((at..end, plain[at..end].to_owned()));
    }
    for (range, address) in found {
        text.mark(range, MarkKind::Link(address));
    }
    text.sort_marks();
    text
}
