//! One JSON object a line: the findings as in `json`, each with its path, what could not be read, and
//! last the summary.

use std::io::{self, Write};

use serde::Serialize;

use super::Run;
use super::json::{Error, Escaped, FindingJson, Summary, entry, error, summary};

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    Finding {
        path: &'a str,
        #[serde(flatten)]
        finding: FindingJson<'a>,
    },
    Error(Error<'a>),
    Summary(Summary),
}

/// Writes the lines.
pub fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    for file in &run.files {
        for located in &file.findings {
            line(&Line::Finding { path: &file.path, finding: entry(located) }, out)?;
        }
    }
    for unread in &run.errors {
        line(&Line::Error(error(unread)), out)?;
    }
    line(&Line::Summary(summary(run)), out)
}

fn line(line: &Line<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(Escaped(out), line)?;
    writeln!(out)
}
