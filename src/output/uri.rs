//! Paths as addresses.

use std::fmt::Write;

/// A path as a relative reference, or a `file:` address where it is absolute: every byte that is not
/// plain is percent-encoded.
pub fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            // Writing to a string cannot fail.
            byte => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri
}

/// Where the files of the working directory can be looked at, such as
/// `https://github.com/acme/incidents/blob/main/`.
#[derive(Clone, Debug)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// Takes an address with `http` or `https`.
    ///
    /// # Errors
    /// It is none; the message says what is expected.
    pub fn parse(given: &str) -> Result<Self, String> {
        let rest = given.strip_prefix("https://").or_else(|| given.strip_prefix("http://"));
        let harmless =
            |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '(' | ')' | '"' | '\'' | '\\' | '`' | '|');
        match rest {
            Some(rest) if !rest.is_empty() && rest.chars().all(harmless) => {
                Ok(Self(format!("{}/", given.trim_end_matches('/'))))
            }
            _ => Err("expected an address such as https://github.com/acme/incidents/blob/main/".to_owned()),
        }
    }

    /// The address of a line of a file; none for a file that lies outside of the working directory.
    pub fn line(&self, path: &str, line: usize) -> Option<String> {
        let inside = !path.starts_with('/') && path != "-" && path.split('/').all(|part| part != "..");
        // Without `plain`, forges show the rendered document, which has no lines.
        inside.then(|| format!("{}{}?plain=1#L{line}", self.0, uri(path)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_encoded() {
        assert_eq!(uri("a b/é#?.md"), "a%20b/%C3%A9%23%3F.md");
        assert_eq!(uri("/tmp/a:b"), "file:///tmp/a%3Ab");
    }

    #[test]
    fn lines_are_linked_below_the_base_only() {
        let line = |path| BaseUrl::parse("https://forge.example/blob/main").ok().and_then(|base| base.line(path, 3));
        assert_eq!(line("a b.md").as_deref(), Some("https://forge.example/blob/main/a%20b.md?plain=1#L3"));
        for outside in ["../a.md", "/a.md", "-"] {
            assert_eq!(line(outside), None);
        }
        for wrong in ["", "javascript:alert(1)", "https://", "https://a b", "https://a/)[x](y"] {
            assert!(BaseUrl::parse(wrong).is_err(), "{wrong}");
        }
    }
}
