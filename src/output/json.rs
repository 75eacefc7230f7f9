//! The JSON of version 1: a shape of its own, so that what is inside can move.

use std::io::{self, Write};

use serde::Serialize;

use super::{Linted, Located, Run, Unread};
use crate::finding::{Edit, Fix, Level};
use crate::source::Position;

/// Of the shape; it grows when something is renamed or removed, not when something is added.
const VERSION: u8 = 1;

/// Writes the run as one line.
pub fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(Escaped(out), &output(run))?;
    writeln!(out)
}

/// Takes JSON as serde_json writes it, and escapes what JSON allows in a string and others obey: the
/// control characters DEL and U+0080 to U+009F, and `##[`, which begins a command in the log of a
/// build wherever it stands.
pub struct Escaped<'a>(pub &'a mut dyn Write);

impl Write for Escaped<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Nearly all that is written. In UTF-8 the control characters behind DEL begin with 0xc2.
        if !bytes.iter().any(|byte| matches!(byte, b'#' | 0x7f | 0xc2)) {
            self.0.write_all(bytes)?;
            return Ok(bytes.len());
        }
        // serde_json hands over whole strings, so no character is ever cut.
        let text = str::from_utf8(bytes).map_err(io::Error::other)?;
        for part in text.replace("##[", "#\\u0023[").split_inclusive(|c| matches!(c, '\u{7f}'..='\u{9f}')) {
            let plain = part.trim_end_matches(|c| matches!(c, '\u{7f}'..='\u{9f}'));
            self.0.write_all(plain.as_bytes())?;
            part[plain.len()..].chars().try_for_each(|c| write!(self.0, "\\u{:04x}", u32::from(c)))?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[derive(Serialize)]
struct RunJson<'a> {
    version: u8,
    tool: Tool,
    files: Vec<FileJson<'a>>,
    errors: Vec<Error<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct FileJson<'a> {
    path: &'a str,
    status: Option<&'a str>,
    findings: Vec<FindingJson<'a>>,
}

/// A finding.
#[derive(Serialize)]
pub struct FindingJson<'a> {
    rule: &'a str,
    level: Level,
    subject: Option<&'a str>,
    section: Option<&'static str>,
    message: &'a str,
    help: Option<&'a str>,
    url: Option<&'a str>,
    start: PlaceJson,
    end: PlaceJson,
    fix: Option<FixEntry<'a>>,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct PlaceJson {
    line: usize,
    column: usize,
    offset: usize,
}

#[derive(Serialize)]
struct FixEntry<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<EditEntry<'a>>,
}

#[derive(Serialize)]
struct EditEntry<'a> {
    start: PlaceJson,
    end: PlaceJson,
    text: &'a str,
}

/// A file that could not be read.
#[derive(Serialize)]
pub struct Error<'a> {
    path: &'a str,
    message: &'a str,
}

/// How many there are of each.
#[derive(Serialize)]
pub struct Summary {
    files: usize,
    skipped: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    suppressed: usize,
    baselined: usize,
}

fn output(run: &Run) -> RunJson<'_> {
    RunJson {
        version: VERSION,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        files: run.files.iter().map(file).collect(),
        errors: run.errors.iter().map(error).collect(),
        summary: summary(run),
    }
}

pub fn summary(run: &Run) -> Summary {
    Summary {
        files: run.files.len(),
        skipped: run.skipped.len(),
        errors: run.count(Level::Error),
        warnings: run.count(Level::Warning),
        infos: run.count(Level::Info),
        suppressed: run.suppressed(),
        baselined: run.baselined(),
    }
}

pub fn error(unread: &Unread) -> Error<'_> {
    Error { path: &unread.path, message: &unread.message }
}

fn file(file: &Linted) -> FileJson<'_> {
    FileJson { path: &file.path, status: file.status.as_deref(), findings: file.findings.iter().map(entry).collect() }
}

pub fn entry(located: &Located) -> FindingJson<'_> {
    let finding = &located.finding;
    FindingJson {
        rule: finding.rule,
        level: located.level(),
        subject: finding.subject.as_deref(),
        section: finding.section.map(|section| section.name()),
        message: &finding.message,
        help: finding.help.as_deref(),
        url: None,
        start: place(located.start),
        end: place(located.end),
        fix: finding.fix.as_ref().map(|mend| fix(mend, &located.edits)),
        fingerprint: &finding.fingerprint,
    }
}

fn place(position: Position) -> PlaceJson {
    PlaceJson { line: position.line, column: position.column, offset: position.offset }
}

fn fix<'a>(fix: &'a Fix, places: &[(Position, Position)]) -> FixEntry<'a> {
    let edit = |(edit, (start, end)): (&'a Edit, &(Position, Position))| EditEntry {
        start: place(*start),
        end: place(*end),
        text: &edit.text,
    };
    FixEntry { title: &fix.title, safe: fix.safe, edits: fix.edits.iter().zip(places).map(edit).collect() }
}
