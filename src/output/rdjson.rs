//! The diagnostic format of reviewdog, which comments on pull requests of many forges.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::json::Escaped;
use super::{Located, Run};
use crate::finding::Level;
use crate::source::Position;

/// Writes the diagnostics.
pub fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let unread = run.errors.iter().map(|error| {
        let code = json!({ "value": "unread" });
        json!({ "message": error.message, "location": { "path": error.path }, "severity": "ERROR", "code": code })
    });
    let found = run.files.iter().flat_map(|file| file.findings.iter().map(|found| diagnostic(&file.path, found)));
    let diagnostics: Vec<_> = unread.chain(found).collect();
    let output = json!({ "source": { "name": env!("CARGO_PKG_NAME") }, "diagnostics": diagnostics });
    serde_json::to_writer(Escaped(out), &output)?;
    writeln!(out)
}

fn diagnostic(path: &str, located: &Located) -> Value {
    let finding = &located.finding;
    let severity = match located.level() {
        Level::Error => "ERROR",
        Level::Warning => "WARNING",
        Level::Info => "INFO",
    };
    let mut diagnostic = json!({
        "message": super::message_and_help(finding, "\n"),
        "location": { "path": path, "range": range(located.start, located.end) },
        "severity": severity,
        "code": { "value": finding.rule_name() },
    });
    // A person takes suggestions one by one; edits that belong together cannot be offered so.
    if let (Some(fix), [(start, end)]) = (&finding.fix, located.edits.as_slice()) {
        let texts = fix.edits.iter().map(|edit| json!({ "range": range(*start, *end), "text": edit.text }));
        diagnostic["suggestions"] = texts.collect();
    }
    diagnostic
}

/// Columns are counted in bytes there.
fn range(start: Position, end: Position) -> Value {
    let place = |at: Position| json!({ "line": at.line, "column": at.byte_column });
    json!({ "start": place(start), "end": place(end) })
}
