//! Fingerprints: the same finding keeps its name while lines move and messages change.

use std::collections::HashMap;
use std::hash::Hasher;

use crate::finding::Finding;
use crate::rules::ABSENT;
use crate::source::Source;

/// Sets the fingerprint of each finding: of the rule, the subject, the quoted words with their
/// spaces folded, and how often the three occurred before.
pub fn set(findings: &mut [Finding], source: &Source) {
    let mut seen: HashMap<u64, u64> = HashMap::new();
    for finding in findings {
        let mut hash = Fnv(stem(finding, source));
        let occurrence = seen.entry(hash.finish()).or_insert(0);
        hash.write(&occurrence.to_le_bytes());
        *occurrence += 1;
        finding.fingerprint = format!("{:016x}", hash.finish());
    }
}

/// What a finding shares with those that differ from it in their number only. What is not there
/// quotes no words: the title above it may change.
pub fn stem(finding: &Finding, source: &Source) -> u64 {
    let words = if ABSENT.contains(&finding.rule) { "" } else { source.slice(finding.span) };
    let mut hash = Fnv::default();
    let parts = [finding.rule, finding.subject.as_deref().unwrap_or_default()];
    for part in parts.into_iter().chain(words.split_whitespace()) {
        hash.write(part.as_bytes());
        hash.write(&[0]);
    }
    hash.finish()
}

/// A hash of texts that never changes between versions, in hexadecimal digits.
pub fn stable_hash<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    format!("{:016x}", hash(texts))
}

/// A hash of texts that never changes between versions.
pub fn hash<'t>(texts: impl IntoIterator<Item = &'t str>) -> u64 {
    let mut hash = Fnv::default();
    for text in texts {
        hash.write(text.as_bytes());
        hash.write(&[0]);
    }
    hash.finish()
}

/// FNV-1a: a hash whose value never changes between versions, unlike the standard library's.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
