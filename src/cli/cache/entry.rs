//! A report in the form in which it is kept.

use serde::{Deserialize, Serialize};

use crate::finding::{Finding, Fix, Level};
use crate::language::SectionKind;
use crate::lint::{Identity, Report, Suppression};
use crate::rules;
use crate::source::Span;

/// What is known of a document.
#[derive(Debug)]
pub struct CacheEntry {
    /// Whether it is a postmortem by what it says.
    pub is_postmortem: bool,
    /// What was found in it, if it was linted.
    pub report: Option<Report>,
}

impl CacheEntry {
    /// Reads what [`Self::print`] wrote; `None` for anything else.
    pub fn parse(kept: &[u8]) -> Option<Self> {
        let kept: KnownEntry = serde_json::from_slice(kept).ok()?;
        let report = match kept.report {
            Some(report) => Some(report.taken_out()?),
            None => None,
        };
        Some(Self { is_postmortem: kept.is_postmortem, report })
    }

    /// The form in which it is kept.
    pub fn print(is_postmortem: bool, report: Option<&Report>) -> Option<Vec<u8>> {
        serde_json::to_vec(&KnownEntry { is_postmortem, report: report.map(ReportEntry::new) }).ok()
    }
}

#[derive(Serialize, Deserialize)]
struct KnownEntry {
    is_postmortem: bool,
    report: Option<ReportEntry>,
}

#[derive(Serialize, Deserialize)]
struct ReportEntry {
    status: Option<String>,
    findings: Vec<FindingEntry>,
    suppressed: Vec<(FindingEntry, Suppression)>,
    id: Option<String>,
    identity: Option<(String, FindingEntry, Option<Suppression>)>,
}

impl ReportEntry {
    fn new(report: &Report) -> Self {
        let identity = report.identity.as_ref();
        Self {
            status: report.status.clone(),
            findings: report.findings.iter().map(FindingEntry::new).collect(),
            suppressed: report
                .suppressed
                .iter()
                .map(|(f, suppression)| (FindingEntry::new(f), suppression.clone()))
                .collect(),
            id: report.id.clone(),
            identity: identity.map(|own| (own.id.clone(), FindingEntry::new(&own.finding), own.suppression.clone())),
        }
    }

    fn taken_out(self) -> Option<Report> {
        let identity = match self.identity {
            Some((id, finding, suppression)) => Some(Identity { id, finding: finding.taken_out()?, suppression }),
            None => None,
        };
        let suppressed =
            self.suppressed.into_iter().map(|(finding, suppression)| Some((finding.taken_out()?, suppression)));
        Some(Report {
            status: self.status,
            findings: self.findings.into_iter().map(FindingEntry::taken_out).collect::<Option<_>>()?,
            suppressed: suppressed.collect::<Option<_>>()?,
            id: self.id,
            identity,
        })
    }
}

#[derive(Serialize, Deserialize)]
struct FindingEntry {
    rule: String,
    level: Option<Level>,
    subject: Option<String>,
    section: Option<SectionKind>,
    message: String,
    help: Option<String>,
    span: Span,
    fix: Option<Fix>,
    fingerprint: String,
}

impl FindingEntry {
    fn new(finding: &Finding) -> Self {
        let Finding { rule, level, subject, section, message, help, span, fix, fingerprint } = finding.clone();
        Self { rule: rule.to_owned(), level, subject, section, message, help, span, fix, fingerprint }
    }

    fn taken_out(self) -> Option<Finding> {
        let Self { rule, level, subject, section, message, help, span, fix, fingerprint } = self;
        let rule = rules::rule(&rule)?.name;
        Some(Finding { rule, level, subject, section, message, help, span, fix, fingerprint })
    }
}
