//! JUnit XML, which most build servers read: a document is a suite, a finding a case of it. What makes
//! the run fail is a failure, what the document asks not to be told is skipped.

use std::io::{self, Write};

use super::{Linted, Located, Run, Unread};
use crate::lint::Suppression;

/// Writes the suites.
pub fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let of_files = run.files.iter().map(Counts::of);
    let all =
        of_files.fold(Counts { errors: run.errors.len(), tests: run.errors.len(), ..Counts::default() }, |a, b| {
            Counts { tests: a.tests + b.tests, failures: a.failures + b.failures, skipped: a.skipped + b.skipped, ..a }
        });
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"candor\" {all}>")?;
    run.files.iter().try_for_each(|file| suite(file, out))?;
    run.errors.iter().try_for_each(|error| unread(error, out))?;
    writeln!(out, "</testsuites>")
}

#[derive(Clone, Copy, Default)]
struct Counts {
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

impl Counts {
    fn of(file: &Linted) -> Self {
        let failures = file.findings.iter().filter(|found| file.fails(found)).count();
        let skipped = file.suppressed.len();
        Self { tests: (file.findings.len() + skipped).max(1), failures, errors: 0, skipped }
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { tests, failures, errors, skipped } = self;
        write!(f, r#"tests="{tests}" failures="{failures}" errors="{errors}" skipped="{skipped}" time="0""#)
    }
}

fn suite(file: &Linted, out: &mut dyn Write) -> io::Result<()> {
    let path = xml(&file.path);
    writeln!(out, "  <testsuite name=\"{path}\" {}>", Counts::of(file))?;
    if file.findings.is_empty() && file.suppressed.is_empty() {
        writeln!(out, "    <testcase name=\"candor\" classname=\"{path}\" file=\"{path}\" time=\"0\"/>")?;
    }
    for found in &file.findings {
        case(&path, found, &outcome(file, found), out)?;
    }
    for (found, Suppression { reason }) in &file.suppressed {
        let reason = reason.as_deref().unwrap_or("suppressed without a reason");
        case(&path, found, &format!("<skipped message=\"{}\"/>", xml(reason)), out)?;
    }
    writeln!(out, "  </testsuite>")
}

/// What a case says of a finding.
fn outcome(file: &Linted, found: &Located) -> String {
    let (at, finding) = (found.start, &found.finding);
    let place = format!("{}:{}:{}", file.path, at.line, at.column);
    let text = xml(&format!("{place}: {}", super::message_and_help(finding, "\n")));
    if file.fails(found) {
        let (level, message) = (found.level(), xml(&finding.message));
        format!("<failure type=\"{level}\" message=\"{message}\">{text}</failure>")
    } else {
        format!("<system-out>{}: {text}</system-out>", found.level())
    }
}

fn case(path: &str, found: &Located, content: &str, out: &mut dyn Write) -> io::Result<()> {
    let (at, finding) = (found.start, &found.finding);
    let rule = finding.rule_name();
    let subject = finding.subject.iter().filter(|_| rule == finding.rule).map(|subject| format!(" {subject}"));
    let name = xml(&format!("{rule}{} at {}:{}", subject.collect::<String>(), at.line, at.column));
    let place = format!("classname=\"{path}\" file=\"{path}\" line=\"{}\" time=\"0\"", at.line);
    writeln!(out, "    <testcase name=\"{name}\" {place}>{content}</testcase>")
}

fn unread(unread: &Unread, out: &mut dyn Write) -> io::Result<()> {
    let (path, message) = (xml(&unread.path), xml(&unread.message));
    let counts = Counts { tests: 1, errors: 1, ..Counts::default() };
    writeln!(out, "  <testsuite name=\"{path}\" {counts}>")?;
    writeln!(out, "    <testcase name=\"candor\" classname=\"{path}\" file=\"{path}\" time=\"0\">")?;
    writeln!(out, "      <error type=\"unread\" message=\"{message}\"/>\n    </testcase>\n  </testsuite>")
}

/// Text as content or as the value of an attribute. XML 1.0 has no way at all to write most control
/// characters.
fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\t' | '\n' | '\r' => escaped.push_str(&format!("&#{};", u32::from(c))),
            // Printed into the log of a build, `##[` would begin a command there.
            '#' => escaped.push_str("&#35;"),
            '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
