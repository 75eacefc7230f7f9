//! Signs that say whether something is done: check boxes, ticks, the marks of trackers and chats.

/// Signs for done.
const DONE: [&str; 24] = [
    "(/)",
    "[x]",
    "[X]",
    "[✓]",
    "[✔]",
    "[✅]",
    "[v]",
    "[done]",
    "✅",
    "✔",
    "☑",
    "☒",
    "✓",
    "🟢",
    "🟩",
    "💯",
    ":white_check_mark:",
    ":heavy_check_mark:",
    ":ballot_box_with_check:",
    ":check:",
    ":check_mark:",
    ":large_green_circle:",
    ":green_circle:",
    ":done:",
];
/// Signs for not done.
const OPEN: [&str; 14] =
    ["(x)", "(!)", "(?)", "(-)", "[ ]", "[]", "☐", "🔴", "🟡", "🚧", "⏳", ":x:", ":construction:", ":hourglass:"];

/// What a text begins with: whether the sign says done, and its bytes with the spaces behind it. A colour alone
/// says nothing at the head of a sentence.
pub fn at_head(text: &str) -> Option<(bool, usize)> {
    let colour = |sign: &str| sign.contains("circle") || sign.starts_with(['🟢', '🟩', '🔴', '🟡', '💯']);
    let known = DONE.iter().map(|sign| (true, *sign)).chain(OPEN.iter().map(|sign| (false, *sign)));
    known.filter(|(_, sign)| !colour(sign)).find(|(_, sign)| text.starts_with(*sign)).map(|(done, sign)| {
        let rest = text[sign.len()..].trim_start_matches(['\u{fe0f}', ' ', ':']);
        (done, text.len() - rest.len())
    })
}

/// Whether a text ends in a sign for done.
pub fn ends_done(text: &str) -> bool {
    let text = text.trim_end_matches(['\u{fe0f}', ' ', '.']);
    DONE.iter().any(|sign| text.ends_with(sign) && text.len() > sign.len())
}

/// Whether a status is a sign for done and nothing more, or all of a hundred.
pub fn is_done(status: &str) -> bool {
    let bare = status.trim_matches(|c: char| c.is_whitespace() || c == '\u{fe0f}');
    let whole = bare.strip_suffix('%').map(str::trim_end);
    DONE.contains(&bare) || whole == Some("100") || matches!(bare, "x" | "X" | "v" | "y" | "Y")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_read_where_they_stand() {
        assert_eq!(at_head("(/) Roll back"), Some((true, 4)));
        assert_eq!(at_head("(x) Refuse a pool"), Some((false, 4)));
        assert_eq!(at_head("✔️ Roll back"), Some((true, "✔️ ".len())));
        assert_eq!(at_head("🟢 Roll back"), None);
        assert!(ends_done("Roll back ✅") && ends_done("Roll back :white_check_mark:") && !ends_done("✅"));
        for status in ["🟢", "100%", "100 %", ":white_check_mark:", "[x]", "✔️"] {
            assert!(is_done(status), "{status}");
        }
        for status in ["🔴", "50%", "🟢 on track", "(x)", ""] {
            assert!(!is_done(status), "{status}");
        }
    }
}
