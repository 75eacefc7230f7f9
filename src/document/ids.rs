//! The names that actions and contributing factors go by: "A1", "C2", "F-3".

/// The id at the head of a text ("C1: …"), and where the words behind it begin.
pub fn leading(plain: &str) -> Option<(&str, usize)> {
    let (head, _) = plain.split_once([':', '：', ' '])?;
    let behind = |at: usize| plain[at..].find(char::is_alphanumeric).map_or(plain.len(), |found| at + found);
    is_id(head).then(|| (head, behind(head.len())))
}

/// Whether a word is such a name.
pub fn is_id(word: &str) -> bool {
    word.len() <= 4
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.ends_with(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}
