//! A public document shows somebody's e-mail address, phone number or IP address.
//!
//! The people in an incident did not agree to be found by everybody who reads about it. Names and
//! addresses in a public file stay findable for ever.
//!
//! Judged only where `audience: public` is stated. Addresses of functions (`support@…`), example
//! domains, reserved and private IP addresses and masked numbers are fine. IP addresses are looked
//! for in prose, not in code. The message shows the kind, not the whole value.
//!
//! ## Bad
//!
//! ```md
//! ---
//! audience: public
//! ---
//! Ines (ines.varga@clinic-kestrelmoor.org) told us that she saw the records of another patient.
//! ```
//!
//! ## Good
//!
//! ```md
//! ---
//! audience: public
//! ---
//! A patient told us that she saw the records of another patient.
//! ```

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::{Range, RangeInclusive};

use crate::document::Document;
use crate::document::meta::Audience;
use crate::document::outline::BlockKind;
use crate::finding::{Finding, Level};
use crate::rule::{Rule, Settings};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    name: "personal-data",
    level: Some(Level::Warning),
    unwritten: false,
    check,
    source: include_str!("personal_data.rs"),
};

/// Mailboxes of functions, not of people, and the user of git addresses.
const FUNCTIONS: [&str; 24] = [
    "support",
    "help",
    "helpdesk",
    "security",
    "info",
    "contact",
    "press",
    "media",
    "abuse",
    "noreply",
    "no-reply",
    "status",
    "postmaster",
    "privacy",
    "feedback",
    "hello",
    "team",
    "admin",
    "service",
    "sales",
    "office",
    "legal",
    "dpo",
    "git",
];

/// Domains that are reserved for examples and tests.
const RESERVED: [&str; 7] = ["example.com", "example.org", "example.net", "example", "test", "invalid", "localhost"];

/// Fewer figures are no phone number, more are an account or an order.
const PHONE_FIGURES: RangeInclusive<usize> = 9..=15;

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    if document.meta.audience() != Some(Audience::Public) {
        return Vec::new();
    }
    let text = document.source.text();
    let mails = text.match_indices('@').filter_map(|(at, _)| mail(text, at));
    let phones = phones(text);
    let mut findings: Vec<Finding> = mails
        .map(|span| finding(text, span, "an e-mail address"))
        .chain(phones.map(|span| finding(text, span, "a phone number")))
        .collect();
    let prose = document.outline.blocks.iter().filter(|block| block.kind != BlockKind::Code);
    for block in prose {
        let words = block.text.plain();
        let own = addresses(words).filter(|range| !block.text.is_code(range));
        findings.extend(own.map(|range| finding(text, block.text.span(range), "an IP address")));
    }
    findings
}

fn finding(text: &str, span: Span, what: &str) -> Finding {
    let shown: String = text.get(span.range()).unwrap_or_default().chars().take(3).collect();
    Finding::new(span, format!("“{shown}…” is {what}, and this document is public: it leads to a person"))
        .help("Name the role (“a customer”, “the on-call engineer”), or take the detail out.")
}

/// The address around an `@`, if it leads to a person.
fn mail(text: &str, at: usize) -> Option<Span> {
    let local_char = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    let before = text.get(..at)?;
    let local = &before[before.trim_end_matches(local_char).len()..];
    let behind = text.get(at + 1..)?;
    let length =
        behind.len() - behind.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')).len();
    let domain = behind[..length].trim_end_matches(['.', '-']);
    let (host, top) = domain.rsplit_once('.')?;
    let sound = !local.is_empty() && !host.is_empty() && top.len() >= 2 && top.bytes().all(|b| b.is_ascii_alphabetic());
    let lower = domain.to_ascii_lowercase();
    let reserved =
        RESERVED.iter().any(|name| lower == *name || lower.strip_suffix(name).is_some_and(|rest| rest.ends_with('.')));
    let function = FUNCTIONS.iter().any(|name| local.eq_ignore_ascii_case(name));
    (sound && !reserved && !function).then(|| Span::new(at - local.len(), at + 1 + domain.len()))
}

/// Phone numbers: `+` and the country, or eleven figures of a Chinese mobile phone.
fn phones(text: &str) -> impl Iterator<Item = Span> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at;
            let byte = bytes[at];
            let before = start.checked_sub(1).and_then(|at| bytes.get(at));
            let tied = before.is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'/' | b'_'));
            if !(byte == b'+' || byte.is_ascii_digit()) {
                at += 1;
                continue;
            }
            let separated = byte == b'+';
            let goes_on = |b: &&u8| b.is_ascii_digit() || separated && matches!(b, b' ' | b'-' | b'(' | b')');
            let length = 1 + bytes[start + 1..].iter().take_while(goes_on).count();
            at = start + length;
            let end = start + bytes[start..at].iter().rposition(u8::is_ascii_digit).map_or(0, |last| last + 1);
            let figures: Vec<u8> = bytes[start..end].iter().copied().filter(u8::is_ascii_digit).collect();
            let ends = !bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'*'));
            let international = separated && bytes.get(start + 1).is_some_and(|b| (b'1'..=b'9').contains(b));
            let mobile = figures.len() == 11 && figures[0] == b'1' && figures[1] >= b'3';
            let sound = if separated { international && PHONE_FIGURES.contains(&figures.len()) } else { mobile };
            if sound && !tied && ends {
                return Some(Span::new(start, end));
            }
        }
        None
    })
}

/// IP addresses of the open internet in a text, as ranges.
fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_part = |c: char| c.is_ascii_hexdigit() || matches!(c, '.' | ':');
    let mut at = 0;
    text.split_inclusive(move |c: char| !is_part(c)).filter_map(move |piece| {
        let start = at;
        at += piece.len();
        let word = piece.trim_end_matches(|c: char| !is_part(c)).trim_end_matches(['.', ':']);
        leads_to_a_person(word).then_some(start..start + word.len())
    })
}

fn leads_to_a_person(word: &str) -> bool {
    if let Ok(address) = word.parse::<Ipv4Addr>() {
        let [a, b, ..] = address.octets();
        let shared = a == 100 && (64..128).contains(&b);
        let closed =
            address.is_private() || address.is_loopback() || address.is_link_local() || address.is_documentation();
        // Four small numbers are a version, or a resolver such as 8.8.8.8.
        let version = address.octets().iter().all(|octet| *octet < 32);
        return !(closed || shared || version || a == 0 || a >= 224);
    }
    word.parse::<Ipv6Addr>().is_ok_and(|address| {
        let [a, b, ..] = address.segments();
        (0x2000..0x4000).contains(&a) && !(a == 0x2001 && b == 0xdb8)
    })
}
