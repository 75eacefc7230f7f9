//! What looks like a key, a token or a password.

use crate::source::Span;

/// A secret that stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Secret {
    /// Where it stands.
    pub span: Span,
    /// What it is, with its article.
    pub what: &'static str,
}

impl Secret {
    /// Whether a byte of the text is to be hidden: only the first characters of a secret are shown.
    pub fn hides(&self, at: usize) -> bool {
        self.span.contains(at) && at >= self.shown_end()
    }

    /// Where the characters end that may be shown.
    fn shown_end(&self) -> usize {
        self.span.end.min(self.span.start + SHOWN)
    }

    /// The characters that tell where it stands without telling it.
    pub fn shown(&self) -> Span {
        Span::new(self.span.start, self.shown_end())
    }
}

/// Characters of a secret that are shown; all secrets are in ASCII.
const SHOWN: usize = 4;

/// The shape of a token: how it begins, how many more characters it has at least, what it is.
const SHAPES: [(&str, usize, &str); 18] = [
    ("AKIA", 16, "an access key of AWS"),
    ("ASIA", 16, "a temporary access key of AWS"),
    ("ghp_", 30, "a token of GitHub"),
    ("gho_", 30, "a token of GitHub"),
    ("ghu_", 30, "a token of GitHub"),
    ("ghs_", 30, "a token of GitHub"),
    ("ghr_", 30, "a token of GitHub"),
    ("github_pat_", 22, "a token of GitHub"),
    ("glpat-", 20, "a token of GitLab"),
    ("xoxb-", 10, "a token of Slack"),
    ("xoxp-", 10, "a token of Slack"),
    ("xoxa-", 10, "a token of Slack"),
    ("xoxs-", 10, "a token of Slack"),
    ("AIza", 30, "a key of Google"),
    ("sk_live_", 16, "a live key of Stripe"),
    ("rk_live_", 16, "a live key of Stripe"),
    ("npm_", 30, "a token of npm"),
    ("pypi-AgEI", 30, "a token of PyPI"),
];

/// No token of these shapes is shorter.
const SHORTEST: usize = 15;

/// Names of values that are secret, as they end.
const SECRET_NAMES: [&str; 15] = [
    "password",
    "passwd",
    "pwd",
    "secret",
    "token",
    "api_key",
    "apikey",
    "api-key",
    "access_key",
    "access-key",
    "private_key",
    "secret_key",
    "密码",
    "密钥",
    "口令",
];

/// Signs of a placeholder or of a handbook's example.
const NO_SECRETS: [&str; 8] = ["example", "xxxx", "****", "...", "…", "your", "changeme", "redacted"];

/// For each first byte of a token the second ones, as bits.
const HEADS: [u128; 128] = {
    let mut heads = [0; 128];
    // Of the web tokens and private keys, see [`shaped`].
    heads[b'e' as usize] = 1 << b'y';
    heads[b'-' as usize] = 1 << b'-';
    let mut shape = 0;
    while shape < SHAPES.len() {
        let head = SHAPES[shape].0.as_bytes();
        heads[head[0] as usize] |= 1 << head[1];
        shape += 1;
    }
    heads
};

/// The bytes at which a secret can begin, and the signs behind the name of one: `:`, `=` and the first
/// byte of a full-width colon. Nearly all others are quickly passed over.
const SIGNS: [bool; 256] = {
    let mut signs = [false; 256];
    let mut byte = 0;
    while byte < HEADS.len() {
        signs[byte] = HEADS[byte] != 0;
        byte += 1;
    }
    signs[b':' as usize] = true;
    signs[b'=' as usize] = true;
    signs[0xef] = true;
    signs
};

/// Whether two bytes are those with which a token of a known shape begins.
fn are_head(first: u8, second: Option<&u8>) -> bool {
    let seconds = HEADS.get(usize::from(first)).copied().unwrap_or_default();
    second.is_some_and(|second| second.is_ascii() && seconds >> second & 1 == 1)
}

/// The secrets of a text, in order.
pub fn secrets(text: &str) -> Vec<Secret> {
    let bytes = text.as_bytes();
    let mut found: Vec<Secret> = Vec::new();
    let mut covered = 0;
    for (at, byte) in bytes.iter().enumerate().filter(|(_, byte)| SIGNS[usize::from(**byte)]) {
        let secret = match byte {
            b':' | b'=' if at >= covered => assigned(text, at, at + 1),
            // The first byte of a full-width colon.
            0xef if at >= covered && text[at..].starts_with('：') => assigned(text, at, at + '：'.len_utf8()),
            first if are_head(*first, bytes.get(at + 1)) && at >= covered && begins_word(text, at) => shaped(text, at),
            _ => None,
        };
        if let Some((span, what)) = secret {
            covered = span.end;
            found.push(Secret { span, what });
        }
    }
    found
}

/// A token of a known shape at `at`.
fn shaped(text: &str, at: usize) -> Option<(Span, &'static str)> {
    let rest = text.get(at..)?;
    if rest.starts_with("-----BEGIN ") {
        let line = rest.lines().next()?;
        return line.contains("PRIVATE KEY").then_some((Span::new(at, at + line.len()), "a private key"));
    }
    let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.')).count();
    if length < SHORTEST {
        return None;
    }
    let word = rest.get(..length)?.trim_end_matches('.');
    let span = Span::new(at, at + word.len());
    if word.starts_with("eyJ") {
        let parts: Vec<&str> = word.split('.').collect();
        let token = parts.len() == 3 && parts.iter().all(|part| part.len() >= 10);
        return token.then_some((span, "a JSON web token"));
    }
    let (head, _, what) =
        SHAPES.iter().find(|(head, least, _)| word.starts_with(head) && word.len() >= head.len() + least)?;
    let tail = word.get(head.len()..)?;
    let random = tail.bytes().any(|b| b.is_ascii_digit()) && !is_placeholder(tail);
    random.then_some((span, *what))
}

/// A random value behind `password:`, `token=` and the like. `at`: the colon; `behind`: its end.
fn assigned(text: &str, at: usize, behind: usize) -> Option<(Span, &'static str)> {
    let name = text.get(..at)?.trim_end_matches(['"', '\'', '`', '*', ' ']);
    // What cannot be a name is quickly seen: the colon of a clock time stands behind a figure.
    if name.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let named = SECRET_NAMES.iter().any(|secret| ends_with_ignoring_case(name, secret));
    if !named {
        return None;
    }
    let rest = text.get(behind..)?;
    let value = rest.trim_start_matches(['"', '\'', '`', '*', ' ', '>']);
    let start = behind + (rest.len() - value.len());
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | ',' | ';' | '<' | '，' | '。' | ')' | '|');
    let value = value.split(ends).next()?;
    is_random(value).then_some((Span::new(start, start + value.len()), "a secret"))
}

fn ends_with_ignoring_case(text: &str, end: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= end.len() && bytes[bytes.len() - end.len()..].eq_ignore_ascii_case(end.as_bytes())
}

/// Whether a value looks drawn at random: long, of several kinds of characters, few of them twice.
fn is_random(value: &str) -> bool {
    const LEAST: usize = 12;
    let has = |kind: fn(&u8) -> bool| value.bytes().any(|b| kind(&b));
    let kinds = [has(u8::is_ascii_lowercase), has(u8::is_ascii_uppercase), has(u8::is_ascii_digit)];
    let kinds = kinds.into_iter().filter(|kind| *kind).count();
    let mixed = kinds == 3 || kinds == 2 && has(u8::is_ascii_digit) && value.len() >= 24;
    let mut seen: Vec<u8> = value.bytes().collect();
    seen.sort_unstable();
    seen.dedup();
    let plain = value.is_ascii() && !value.contains("://") && !value.starts_with(['$', '<', '{', '[', '%', '/', '(']);
    value.len() >= LEAST && mixed && plain && seen.len() >= 10 && !is_placeholder(value)
}

fn is_placeholder(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    NO_SECRETS.iter().any(|sign| lower.contains(sign))
}

fn begins_word(text: &str, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| text.as_bytes().get(at));
    !before.is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}
