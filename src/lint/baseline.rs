//! A baseline: findings that are known and not shown again, so that old documents can wait while no
//! new gap gets in.
//!
//! A finding is known by its fingerprint, which neither moves with its line nor with its neighbours,
//! and up to the level at which it was found.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::sketch::Sketch;
use crate::finding::{Finding, Level};

/// Of the shape of the file.
const VERSION: u32 = 2;
/// The oldest one that is read: its entries have no level.
const OLDEST: u32 = 1;

/// What is known of the documents, by their paths from the folder of the baseline.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: u32,
    files: BTreeMap<String, BaselineEntry>,
}

/// What is known of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BaselineEntry {
    #[serde(flatten)]
    features: Features,
    /// By rule, each fingerprint and the highest level that its entry covers.
    findings: BTreeMap<String, BTreeMap<String, Ceiling>>,
}

/// By what a document is found again after its file was renamed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Features {
    /// The id that it states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub says: Option<Sketch>,
}

/// A document that may be known.
#[derive(Debug)]
pub struct BaselineDocument {
    /// The path from the folder of the baseline.
    pub path: String,
    /// By what it is found under another path.
    pub features: Features,
}

/// The highest level at which an entry covers its finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(from = "Written", into = "Level")]
struct Ceiling(Level);

/// How an entry is written: by its level, or as version 1 did, by a count.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Level(Level),
    Count(#[allow(dead_code)] u64),
}

impl From<Written> for Ceiling {
    fn from(written: Written) -> Self {
        match written {
            Written::Level(level) => Self(level),
            Written::Count(_) => Self(Level::Error),
        }
    }
}

impl From<Ceiling> for Level {
    fn from(ceiling: Ceiling) -> Self {
        ceiling.0
    }
}

impl Default for Baseline {
    fn default() -> Self {
        Self { version: VERSION, files: BTreeMap::new() }
    }
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// It is none; the message is a sentence without a full stop.
    pub fn parse(text: &str) -> Result<Self, String> {
        let read: Self = serde_json::from_str(text).map_err(|error| format!("this is no baseline: {error}"))?;
        match read.version {
            OLDEST..=VERSION => Ok(Self { version: VERSION, ..read }),
            other => Err(format!("this baseline has version {other}; only {OLDEST} to {VERSION} can be read")),
        }
    }

    /// The text of the file: sorted, one fingerprint a line, so that two changes of it can be merged.
    ///
    /// # Errors
    /// Never; serializing maps of strings cannot fail.
    pub fn to_text(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }

    /// Takes the findings of a document in beside what stays known of it, in place of all that was.
    pub fn set<'f>(&mut self, path: String, stays: BaselineEntry, findings: impl Iterator<Item = &'f Finding>) {
        let mut known = stays;
        for finding in findings {
            let of_rule = known.findings.entry(finding.rule.to_owned()).or_default();
            of_rule.insert(finding.fingerprint.clone(), Ceiling(level(finding)));
        }
        if known.findings.is_empty() {
            self.files.remove(&path);
        } else {
            self.files.insert(path, known);
        }
    }

    /// Drops what is known of the documents for which `gone` holds.
    pub fn forget(&mut self, gone: impl Fn(&str) -> bool) {
        self.files.retain(|path, _| !gone(path));
    }

    /// The documents it knows of.
    pub fn known(&self) -> impl Iterator<Item = (&str, &BaselineEntry)> {
        self.files.iter().map(|(path, known)| (path.as_str(), known))
    }

    /// What is known of one document, found as in [`Self::entries`].
    pub fn entry(&self, document: BaselineDocument, gone: impl Fn(&str) -> bool) -> Option<&BaselineEntry> {
        self.entries(&[document], gone).pop().flatten().map(|(_, known)| known)
    }

    /// The entry of each document: by path; else of those that are `gone` from their paths, which
    /// were renamed, by id; else, where not both state one, by what they say. No two documents get
    /// the same entry.
    pub fn entries<'b>(
        &'b self,
        documents: &[BaselineDocument],
        gone: impl Fn(&str) -> bool,
    ) -> Vec<Option<(&'b str, &'b BaselineEntry)>> {
        let by_path = |document: &BaselineDocument| self.files.get_key_value(&document.path);
        let mut entries: Vec<_> = documents.iter().map(by_path).collect();
        if entries.iter().any(Option::is_none) {
            let mut free: Vec<_> = self.files.iter().filter(|(path, _)| gone(path)).collect();
            for matches in [Features::has_id_of, Features::says_what] {
                for (entry, document) in entries.iter_mut().zip(documents).filter(|(entry, _)| entry.is_none()) {
                    let near = |(at, known): (usize, &(_, &BaselineEntry))| {
                        Some((matches(&document.features, &known.1.features)?, std::cmp::Reverse(at)))
                    };
                    let best = free.iter().enumerate().filter_map(near).max();
                    *entry = best.map(|(_, std::cmp::Reverse(at))| free.remove(at));
                }
            }
        }
        entries.into_iter().map(|entry| entry.map(|(path, known)| (path.as_str(), known))).collect()
    }
}

impl Features {
    /// Whether both state the same id.
    fn has_id_of(&self, other: &Self) -> Option<usize> {
        (self.id.is_some() && self.id == other.id).then_some(1)
    }

    /// How much both say alike, where it is enough and no two ids tell them apart.
    fn says_what(&self, other: &Self) -> Option<usize> {
        let (Some(own), Some(known)) = (&self.says, &other.says) else { return None };
        let apart = self.id.is_some() && other.id.is_some();
        (!apart && own.is_like(known)).then(|| own.shared(known))
    }
}

impl BaselineEntry {
    /// What of it rules found for which `holds` does, of a document that is now found by `features`.
    pub fn of(self, features: Features, holds: impl Fn(&str) -> bool) -> Self {
        Self { features, findings: self.findings.into_iter().filter(|(rule, _)| holds(rule)).collect() }
    }

    /// Takes the entry of a finding out, if there is one. Whether it covers the finding: one that
    /// weighs more than it did is not known.
    pub fn take(&mut self, finding: &Finding) -> bool {
        let entry = self.findings.get_mut(finding.rule).and_then(|of_rule| of_rule.remove(&finding.fingerprint));
        entry.is_some_and(|Ceiling(ceiling)| level(finding) <= ceiling)
    }

    /// What was not taken out: each rule, and how often.
    pub fn left(&self) -> impl Iterator<Item = (&str, usize)> {
        let counts = self.findings.iter().map(|(rule, of_rule)| (rule.as_str(), of_rule.len()));
        counts.filter(|(_, count)| *count > 0)
    }
}

fn level(finding: &Finding) -> Level {
    finding.level.unwrap_or(Level::Info)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn finding(fingerprint: &str, level: Level) -> Finding {
        let finding = Finding::new(Span::default(), "").level(level);
        Finding { rule: "cause-vague", fingerprint: fingerprint.to_owned(), ..finding }
    }

    fn features(id: Option<&str>, text: &str) -> Features {
        Features { id: id.map(str::to_owned), says: Some(Sketch::of(text)) }
    }

    fn baseline(of: Features) -> Baseline {
        let mut baseline = Baseline::default();
        let findings = [finding("b", Level::Warning), finding("a", Level::Error)];
        baseline.set("old.md".to_owned(), BaselineEntry { features: of, ..BaselineEntry::default() }, findings.iter());
        baseline
    }

    #[test]
    fn what_is_written_is_read_again() {
        let written = baseline(features(Some("id-1"), "The pump stopped at noon."));
        let text = written.to_text().unwrap_or_default();
        assert!(text.ends_with("}\n"));
        assert_eq!(Baseline::parse(&text).map(|read| read.files), Ok(written.files));
        assert!(Baseline::parse("{\"version\": 3, \"files\": {}}").is_err_and(|error| error.contains("version 3")));
        assert!(Baseline::parse("{\"version\": 2, \"file\": {}}").is_err_and(|error| error.contains("file")));
    }

    #[test]
    fn the_counts_of_version_1_cover_every_level() {
        let text = r#"{"version": 1, "files": {"old.md": {"id": "x", "findings": {"cause-vague": {"a": 1}}}}}"#;
        let mut known = Baseline::parse(text).unwrap_or_default().files.remove("old.md").unwrap_or_default();
        assert!(known.take(&finding("a", Level::Error)));
    }

    #[test]
    fn an_entry_covers_one_finding_up_to_its_level() {
        let known = || baseline(Features::default()).files.remove("old.md").unwrap_or_default();
        let taken = |level: Level| ["a", "a", "b", "c"].map(|fingerprint| (fingerprint, level));
        let cover = |level| {
            let mut known = known();
            taken(level).map(|(fingerprint, level)| known.take(&finding(fingerprint, level)))
        };
        assert_eq!(cover(Level::Error), [true, false, false, false]);
        assert_eq!(cover(Level::Warning), [true, false, true, false]);
        let mut known = known();
        assert!(!known.take(&finding("b", Level::Error)));
        assert_eq!(known.left().collect::<Vec<_>>(), [("cause-vague", 1)], "it occurs, but weighs more");
    }

    #[test]
    fn a_renamed_document_is_found_by_its_id_or_by_what_it_says_and_a_copy_is_not() {
        let (text, other) =
            ("The pump of the north basin stopped at noon, since its fuse blew.", "A bridge was shut for a day.");
        let candidate = |path: &str, id: Option<&str>, text: &str| BaselineDocument {
            path: path.to_owned(),
            features: features(id, text),
        };
        let found = |of: Features, documents: &[BaselineDocument], gone: bool| {
            let baseline = baseline(of);
            let entries = baseline.entries(documents, |_| gone);
            entries.into_iter().map(|entry| entry.is_some()).collect::<Vec<_>>()
        };
        let named = || features(Some("id-1"), text);
        let two = [candidate("new.md", Some("id-1"), other), candidate("other.md", Some("id-1"), text)];
        assert_eq!(found(named(), &two, true), [true, false]);
        let here = [candidate("new.md", Some("id-1"), text), candidate("old.md", None, text)];
        assert_eq!(found(named(), &here, false), [false, true]);
        // Two ids tell them apart, whatever they say.
        assert_eq!(found(named(), &[candidate("new.md", Some("id-2"), text)], true), [false]);
        assert_eq!(found(named(), &[candidate("new.md", None, text)], true), [true]);
        let nameless = || features(None, text);
        let several = [candidate("a.md", None, other), candidate("b.md", None, text), candidate("c.md", None, text)];
        assert_eq!(found(nameless(), &several, true), [false, true, false]);
        assert_eq!(found(nameless(), &several, false), [false, false, false]);
    }
}
