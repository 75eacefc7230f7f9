//! One line a finding: `path:line:column: level[rule] message`.

use std::io::{self, Write};

use super::Run;

/// Writes the findings, then what could not be read.
pub fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    for file in &run.files {
        for located in &file.findings {
            let (at, rule) = (located.start, located.finding.rule);
            let message = &located.finding.message;
            writeln!(out, "{}:{}:{}: {}[{rule}] {message}", file.path, at.line, at.column, located.level())?;
        }
    }
    for error in &run.errors {
        writeln!(out, "{}: {}", error.path, error.message)?;
    }
    Ok(())
}
