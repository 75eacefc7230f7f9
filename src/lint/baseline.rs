//! A baseline: findings that are known and not shown again, so that old documents can wait while no
//! new gap gets in.
//!
//! A finding is known by its fingerprint, which neither moves with its line nor with its neighbours.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::finding::Finding;

/// Of the shape of the file.
const VERSION: u32 = 1;

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
    /// The id that the document states: by it, a document is found again after its file was renamed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    /// By rule, each fingerprint and how many findings it covers.
    findings: BTreeMap<String, BTreeMap<String, usize>>,
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
            VERSION => Ok(read),
            other => Err(format!("this baseline has version {other}; only {VERSION} can be read")),
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
            *of_rule.entry(finding.fingerprint.clone()).or_default() += 1;
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
    pub fn entry(&self, path: &str, id: Option<&str>, gone: impl Fn(&str) -> bool) -> Option<&BaselineEntry> {
        let renamed =
            || self.files.iter().find(|(path, known)| id.is_some() && known.id.as_deref() == id && gone(path));
        self.files.get(path).or_else(|| renamed().map(|(_, known)| known))
    }

    /// The entry of each document, by path, or by id where a document of this id is `gone` from its
    /// path: it was renamed. No two documents get the same entry.
    pub fn entries<'b>(
        &'b self,
        documents: &[(String, Option<String>)],
        gone: impl Fn(&str) -> bool,
    ) -> Vec<Option<(&'b str, &'b BaselineEntry)>> {
        let mut renamed: HashMap<&str, (&str, &BaselineEntry)> = HashMap::new();
        for (path, known) in &self.files {
            if let Some(id) = known.id.as_deref().filter(|_| gone(path)) {
                renamed.entry(id).or_insert((path, known));
            }
        }
        let mut entry = |(path, id): &(String, Option<String>)| {
            let by_path = self.files.get_key_value(path).map(|(path, known)| (path.as_str(), known));
            by_path.or_else(|| renamed.remove(id.as_deref()?))
        };
        documents.iter().map(&mut entry).collect()
    }
}

impl BaselineEntry {
    /// What of it rules found for which `holds` does, of a document that now states this id.
    pub fn of(self, id: Option<String>, holds: impl Fn(&str) -> bool) -> Self {
        Self { id, findings: self.findings.into_iter().filter(|(rule, _)| holds(rule)).collect() }
    }

    /// Takes a finding out, if it is in.
    pub fn take(&mut self, finding: &Finding) -> bool {
        let count = self.findings.get_mut(finding.rule).and_then(|of_rule| of_rule.get_mut(&finding.fingerprint));
        match count {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }

    /// What was not taken out: each rule, and how often.
    pub fn left(&self) -> impl Iterator<Item = (&str, usize)> {
        let counts = self.findings.iter().map(|(rule, of_rule)| (rule.as_str(), of_rule.values().sum()));
        counts.filter(|(_, count)| *count > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn finding(fingerprint: &str) -> Finding {
        Finding { rule: "cause-vague", fingerprint: fingerprint.to_owned(), ..Finding::new(Span::default(), "") }
    }

    fn baseline() -> Baseline {
        let mut baseline = Baseline::default();
        let findings = [finding("b"), finding("a"), finding("a")];
        baseline.set(
            "old.md".to_owned(),
            BaselineEntry { id: Some("id-1".to_owned()), ..BaselineEntry::default() },
            findings.iter(),
        );
        baseline
    }

    #[test]
    fn what_is_written_is_read_again() {
        let text = baseline().to_text().unwrap_or_default();
        assert_eq!(Baseline::parse(&text).map(|read| read.files), Ok(baseline().files));
        assert!(Baseline::parse("{\"version\": 2, \"files\": {}}").is_err_and(|error| error.contains("version 2")));
        assert!(Baseline::parse("{\"version\": 1, \"file\": {}}").is_err_and(|error| error.contains("file")));
    }

    #[test]
    fn each_fingerprint_covers_one_finding() {
        let mut known = baseline().files.remove("old.md").unwrap_or_default();
        let taken = ["a", "a", "a", "c"].map(|fingerprint| known.take(&finding(fingerprint)));
        assert_eq!(taken, [true, true, false, false]);
        assert_eq!(known.left().collect::<Vec<_>>(), [("cause-vague", 1)]);
    }

    #[test]
    fn a_renamed_document_is_found_by_its_id_and_a_copy_is_not() {
        let baseline = baseline();
        let named = |path: &str| (path.to_owned(), Some("id-1".to_owned()));
        let paths = |documents: &[_], gone: bool| {
            let entries = baseline.entries(documents, |_| gone);
            entries.into_iter().map(|entry| entry.map(|(path, _)| path)).collect::<Vec<_>>()
        };
        assert_eq!(paths(&[named("new.md"), named("other.md")], true), [Some("old.md"), None]);
        assert_eq!(paths(&[named("new.md"), named("old.md")], false), [None, Some("old.md")]);
        assert!(baseline.entry("new.md", Some("id-1"), |_| true).is_some());
        assert!(baseline.entry("new.md", Some("id-1"), |_| false).is_none());
        assert!(baseline.entry("new.md", None, |_| true).is_none());
    }
}
