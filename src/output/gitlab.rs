//! The code quality report of GitLab, for the widget and the changes view of a merge request.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::json::Escaped;
use super::{Located, Run, Unread};
use crate::finding::Level;
use crate::lint::stable_hash;

/// Writes the report.
pub fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let found = run.files.iter().flat_map(|file| file.findings.iter().map(|found| issue(&file.path, found)));
    let issues: Vec<_> = run.errors.iter().map(unread).chain(found).collect();
    serde_json::to_writer(Escaped(out), &issues)?;
    writeln!(out)
}

fn issue(path: &str, located: &Located) -> Value {
    let finding = &located.finding;
    let severity = match located.level() {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Info => "info",
    };
    json!({
        "description": super::message_and_help(finding, " "),
        "check_name": finding.rule_name(),
        // GitLab takes equal fingerprints for one issue, in whatever file they stand.
        "fingerprint": stable_hash([path, &finding.fingerprint]),
        "severity": severity,
        "location": { "path": path, "lines": { "begin": located.start.line, "end": located.end.line } },
    })
}

fn unread(unread: &Unread) -> Value {
    json!({
        "description": format!("This file could not be read: {}", unread.message),
        "check_name": "unread",
        "fingerprint": stable_hash([unread.path.as_str(), "unread"]),
        "severity": "critical",
        "location": { "path": unread.path, "lines": { "begin": 1, "end": 1 } },
    })
}
