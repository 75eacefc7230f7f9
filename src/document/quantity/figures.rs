//! Numbers in figures.

/// A number in figures: its bytes, from `at` on. `None` where the figures belong to a clock time, a
/// date, a version or an identifier.
pub(super) fn figures(text: &str, at: usize) -> (usize, bool) {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = at;
    let mut points = 0;
    while digit(end) || matches!(bytes.get(end), Some(b'.' | b',')) && digit(end + 1) {
        points += usize::from(bytes.get(end) == Some(&b'.'));
        end += 1;
    }
    let joins = |byte: Option<&u8>| byte.is_some_and(|b| matches!(b, b':' | b'-' | b'/' | b'_' | b'.'));
    let letter = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphabetic() || *b == b'#' || *b == b'@');
    let before = at.checked_sub(1).and_then(|at| bytes.get(at));
    let tied_before = letter(before) || joins(before) && at >= 2 && bytes[at - 2].is_ascii_alphanumeric();
    let tied_behind = joins(bytes.get(end)) && digit(end + 1);
    let plain = points <= 1 && !tied_before && !tied_behind;
    (end, plain)
}
