//! Markup that is not Markdown's, turned into it: list items that a mail, a PDF or a word processor
//! begins with "•", "・", "①", "(1)", "1、" or "4.1", and headings of wikis ("== Cause ==", "h2. Cause").

use std::borrow::Cow;

/// Signs of three bytes that begin an item.
const SIGNS: [char; 6] = ['・', '•', '‣', '◦', '–', '▪'];

/// The text with such marks turned into Markdown's, byte for byte, so that offsets stay.
pub fn as_markdown(text: Cow<'_, str>) -> Cow<'_, str> {
    let org = text.starts_with("#+") || text.contains("\n#+");
    let wiki = org || ["\n|-", "= ", "\nh"].iter().any(|mark| text.contains(mark));
    let can_have = wiki || text.contains("\n(") || text.bytes().any(|byte| byte >= 0x80) || has_numbers(&text);
    if !can_have {
        return text;
    }
    let mut edits: Vec<(usize, String)> = Vec::new();
    let (mut at, mut fenced) = (0, false);
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let words = &line[indent..];
        fenced ^= words.starts_with("```");
        let org = || starred(line).filter(|_| org);
        if !fenced && let Some(mark) = org().or_else(|| mark(words)) {
            edits.push((at + indent, mark));
            if let Some((length, closing)) = closing(words) {
                edits.push((at + indent + length, closing));
            }
        }
        at += line.len();
    }
    if edits.is_empty() {
        return text;
    }
    let mut changed = String::with_capacity(text.len());
    let mut from = 0;
    for (at, mark) in edits {
        changed.push_str(&text[from..at]);
        changed.push_str(&mark);
        from = at + mark.len();
    }
    changed.push_str(&text[from..]);
    Cow::Owned(changed)
}

/// What stands instead of the mark at the head of a line, as many bytes long.
fn mark(line: &str) -> Option<String> {
    let first = line.chars().next()?;
    let item = || Some("-  ".to_owned());
    match first {
        // An item indented by a wide space, which may stand within another item.
        '\u{3000}' => {
            let words = &line['\u{3000}'.len_utf8()..];
            let deeper = words.starts_with('\u{3000}') && mark(words.trim_start_matches('\u{3000}')).is_some();
            let own = words.starts_with('（') || mark(words).is_some_and(|mark| mark == "-  ");
            (deeper || own && mark(words).is_some()).then(|| "   -  ".to_owned())
        }
        '①'..='⑳' => item(),
        '–' => line.starts_with("– ").then(item).flatten(),
        c if SIGNS.contains(&c) => item(),
        '(' => (enclosed(&line[1..], ')')).then(item).flatten(),
        '（' => enclosed(&line['（'.len_utf8()..], '）').then(|| "   -   ".to_owned()),
        '=' => heading(line),
        'h' => {
            let level = line.strip_prefix('h')?.chars().next()?.to_digit(10).filter(|level| (1..=6).contains(level))?;
            // Four bytes hold no more than three marks and a space.
            line.get(2..4).is_some_and(|rest| rest == ". ").then(|| format!("{:<4}", "#".repeat(level.min(3) as usize)))
        }
        // "|-" would make a Markdown table of one column out of a wiki's.
        '|' => line.starts_with("|-\n").then(|| "||".to_owned()),
        '0'..='9' => {
            if let Some(number) = decimal(line) {
                return Some(format!("-{}", " ".repeat(number - 1)));
            }
            let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let sign = line[digits..].chars().next()?;
            let mark = format!("{}.  ", &line[..digits]);
            (digits <= 2 && matches!(sign, '、' | '）' | '．')).then_some(mark)
        }
        _ => None,
    }
}

/// "** Cause" of Org as "## Cause".
fn starred(line: &str) -> Option<String> {
    let level = line.len() - line.trim_start_matches('*').len();
    ((1..=6).contains(&level) && line[level..].starts_with(' ')).then(|| "#".repeat(level))
}

/// "== " as "## ".
fn heading(line: &str) -> Option<String> {
    let level = line.len() - line.trim_start_matches('=').len();
    let titled =
        line[level..].strip_prefix(' ').is_some_and(|title| title.trim_start().starts_with(char::is_alphanumeric));
    (level <= 6 && titled).then(|| "#".repeat(level))
}

/// Where the marks behind a wiki's heading begin, and what stands instead.
fn closing(line: &str) -> Option<(usize, String)> {
    let words = line.trim_end();
    let title = words.trim_end_matches('=');
    let closes = line.starts_with('=') && title.len() < words.len() && title.ends_with(' ');
    closes.then(|| (title.len(), "#".repeat(words.len() - title.len())))
}

/// The length of "4.1 " at the head of a line: a numbered paragraph of a report, where a new
/// statement follows.
fn decimal(line: &str) -> Option<usize> {
    const MAX: usize = 4;
    let body = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = &line[..line.len() - body.len()];
    let (chapter, section) = number.split_once('.')?;
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let begins = body.strip_prefix(' ')?.trim_start().starts_with(|c: char| c.is_uppercase() || !c.is_ascii());
    (plain(chapter) && plain(section) && number.len() <= MAX && begins).then_some(number.len())
}

/// Whether a line begins with a figure and a stop.
fn has_numbers(text: &str) -> bool {
    text.lines().any(|line| decimal(line.trim_start_matches(' ')).is_some())
}

/// Whether one figure or letter stands before the closing bracket.
fn enclosed(rest: &str, close: char) -> bool {
    let mut chars = rest.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphanumeric()) && chars.next() == Some(close)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_markdown_of_the_same_length() {
        for (text, expected) in [
            ("a\n• b", "a\n-   b"),
            ("・あ\n", "-  あ\n"),
            ("（1）增加", "   -   增加"),
            ("1、增加", "1.  增加"),
            ("\u{3000}(1) 追加", "   -   追加"),
            ("a\n(1) b\n(see c)", "a\n-   b\n(see c)"),
            ("```\n• b\n```", "```\n• b\n```"),
            ("== Cause ==\na", "## Cause ##\na"),
            ("a\nh2. Cause\nh", "a\n##  Cause\nh"),
            ("4.1 The table\n3.2 of it", "-   The table\n3.2 of it"),
            ("Cause\n=====\n", "Cause\n=====\n"),
            ("2024、b", "2024、b"),
        ] {
            let changed = as_markdown(Cow::Borrowed(text));
            assert_eq!(changed, expected);
            assert_eq!(changed.len(), text.len());
        }
    }
}
