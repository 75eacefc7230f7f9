//! Quotes words of the document in messages.

/// Characters of a quotation; the rest is left out.
const MAX: usize = 72;

/// The words in quotation marks, cut at a word's end where they are long.
pub fn quote(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((cut, _)) = words.char_indices().nth(MAX) else { return format!("“{words}”") };
    let head = &words[..cut];
    let head = head.rfind(' ').map_or(head, |space| &head[..space]);
    format!("“{} …”", head.trim_end_matches([',', ';', ':', ' ']))
}
