//! Headings, labels and column names as they are compared: without case, numbering, decoration
//! and trailing matter.

use std::str::Chars;

/// The words of a label that count: lower case, spaces folded, leading numbers, marks and emoji
/// and trailing punctuation left out ("## 3. **Timeline** (UTC):" is compared as "timeline (utc)").
pub fn fold(label: &str) -> String {
    let mut folded = String::with_capacity(label.len());
    let label = strip_number(label.trim_start_matches(is_decoration));
    // "correctiveActions" in a JSON document.
    let camel = !label.contains(char::is_whitespace);
    let mut rest = label.chars();
    let mut last = ' ';
    while let Some(c) = rest.next() {
        let joins = || last.is_alphanumeric() && rest.clone().next().is_some_and(char::is_alphanumeric);
        if camel && c.is_ascii_uppercase() && last.is_ascii_alphabetic() && is_hump(&rest) {
            folded.push(' ');
        }
        let c = match c {
            '-' if joins() => ' ',
            '（' => '(',
            '）' => ')',
            '’' | '‘' => '\'',
            '–' | '—' | '‑' => '-',
            c if c.is_whitespace() || matches!(c, '*' | '_' | '`') => ' ',
            c => c,
        };
        if c == ' ' && last == ' ' {
            continue;
        }
        last = c;
        match c.is_ascii() {
            true => folded.push(c.to_ascii_lowercase()),
            false => folded.extend(c.to_lowercase()),
        }
    }
    let end = folded.trim_end_matches(|c: char| is_decoration(c) && c != ')' && c != '?' || c == ':').len();
    folded.truncate(end);
    folded
}

/// Whether a lower-case letter follows: "Actions", not "DB" in "MyDB".
fn is_hump(rest: &Chars<'_>) -> bool {
    rest.clone().next().is_some_and(|c| c.is_ascii_lowercase())
}

/// The label without its trailing matter: a parenthesis, or what follows a dash, a colon or a slash.
pub fn stem(folded: &str) -> &str {
    let cut = folded
        .char_indices()
        .filter(|(at, _)| *at > 0)
        .find(|(at, c)| matches!(c, '(' | '[' | ':' | '：' | ',' | '，' | '〔' | '【') || spaced_dash(folded, *at, *c))
        .map_or(folded.len(), |(at, _)| at);
    folded[..cut].trim_end_matches(|c: char| c.is_whitespace() || c == '?' || c == '？' || c == '!')
}

fn spaced_dash(text: &str, at: usize, c: char) -> bool {
    matches!(c, '-' | '/' | '|') && text[..at].ends_with(' ')
}

/// Without "3. ", "3.1 ", "(1) ", "IV. ", "B) ", "D5 ", "一、", "第三章 " at its head. A bare figure is no
/// numbering: "5 whys".
pub fn strip_number(label: &str) -> &str {
    if let Some(rest) = strip_letters(label) {
        return rest;
    }
    // Wiki headings: "h2. Timeline".
    if label.starts_with('h') && label.get(2..4) == Some(". ") {
        return label.get(4..).unwrap_or_default();
    }
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let rest = label.trim_start_matches(['(', '（', '第']);
    let body = rest.trim_start_matches(|c: char| numeral(c) || c == '.');
    let number = &rest[..rest.len() - body.len()];
    let behind = body.trim_start_matches([')', '）', '、', '．', '章', '节', '部', '分']);
    let marked = number.contains('.') || behind.len() < body.len();
    if number.is_empty() || !marked || behind.trim().is_empty() {
        return label;
    }
    behind.trim_start_matches(is_decoration)
}

/// Without a number in letters: "IV. ", "B) ", or the discipline of an 8D report: "D5 ", "D5: ".
fn strip_letters(label: &str) -> Option<&str> {
    let (number, rest) = label.split_once(' ')?;
    let bare = number.trim_end_matches(['.', ')', ':']);
    let marked = bare.len() < number.len();
    let roman = marked && bare.len() <= 4 && bare.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    // "A:" answers a "Q:".
    let letter = number.ends_with(['.', ')']) && matches!(bare.as_bytes(), [b'A'..=b'Z']);
    let discipline = matches!(bare.as_bytes(), [b'D', b'0'..=b'8']);
    (!bare.is_empty() && (roman || letter || discipline)).then(|| rest.trim_start_matches(is_decoration))
}

/// Whether a line of its own is marked as a heading: "一、…", "■ …", "== … ==", "h2. …".
pub fn is_marked(line: &str) -> bool {
    let line = line.trim_start();
    let behind_number = line.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    let numbered = behind_number.len() < line.len() && behind_number.starts_with('、');
    let wiki = line.starts_with("==") || line.starts_with('h') && line.get(2..4) == Some(". ");
    numbered || wiki || line.starts_with(is_heading_mark)
}

/// The signs that stand in front of headings where there is no markup.
pub fn is_heading_mark(c: char) -> bool {
    matches!(c, '■' | '□' | '●' | '○' | '◆' | '◇' | '▼' | '▽' | '▶' | '►' | '★' | '☆' | '◎')
}

fn is_decoration(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '#' | '*'
                | '_'
                | '='
                | '~'
                | '>'
                | '-'
                | '–'
                | '—'
                | '•'
                | '·'
                | '.'
                | '。'
                | '【'
                | '】'
                | '['
                | ']'
                | '■'
                | '●'
                | '◆'
                | '▶'
                | '★'
                | '「'
                | '」'
                | '《'
                | '》'
                | '\u{fe0f}'
                | '\u{200d}'
        )
        || ('\u{2190}'..='\u{2bff}').contains(&c)
        || ('\u{1f000}'..='\u{1faff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoration_and_numbers_do_not_count() {
        for (label, folded) in [
            ("  **Timeline** (UTC): ", "timeline (utc)"),
            ("3. Timeline", "timeline"),
            ("3.1 Root Cause", "root cause"),
            ("一、故障概述", "故障概述"),
            ("【影响】", "影响"),
            ("🔥 Impact", "impact"),
            ("5 whys", "5 whys"),
            ("IV. Root cause", "root cause"),
            ("B) Impact", "impact"),
            ("D5: Permanent corrective actions", "permanent corrective actions"),
            ("Mitigation", "mitigation"),
            ("Follow-ups", "follow ups"),
            ("== Timeline ==", "timeline"),
            ("What happened?", "what happened?"),
        ] {
            assert_eq!(fold(label), folded, "{label}");
        }
    }

    #[test]
    fn trailing_matter_is_cut() {
        for (folded, expected) in [
            ("timeline (all times utc)", "timeline"),
            ("root cause(s) - 5 whys", "root cause"),
            ("what happened?", "what happened"),
            ("impact: severe", "impact"),
            ("follow up", "follow up"),
        ] {
            assert_eq!(stem(folded), expected, "{folded}");
        }
    }
}
