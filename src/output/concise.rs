//! One line a finding: `path:line:column: level[rule] message`.

use std::io::{self, Write};

use super::{Run, visible};

/// Writes the findings, then what could not be read.
pub fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    for file in &run.files {
        for located in &file.findings {
            let (at, rule) = (located.start, located.finding.rule_name());
            let (path, message) = (visible(&file.path), visible(&located.finding.message));
            writeln!(out, "{path}:{}:{}: {}[{rule}] {message}", at.line, at.column, located.level())?;
        }
    }
    for error in &run.errors {
        writeln!(out, "{}: {}", visible(&error.path), visible(&error.message))?;
    }
    Ok(())
}
