//! Workflow commands of GitHub Actions: each becomes an annotation on its line of a pull request.
//!
//! GitHub shows ten annotations of a level for each step and drops the others without a word. So the
//! gravest are written, and one notice tells of the rest.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{Located, Run, counted, groups, visible};
use crate::finding::Level;

/// Annotations of one level that GitHub shows for one step.
const SHOWN: usize = 10;

/// Files, and lines of one file, that the notice names.
const NAMED: usize = 20;

/// The levels, the gravest first, and the commands that they are.
const COMMANDS: [(Level, &str); 3] = [(Level::Error, "error"), (Level::Warning, "warning"), (Level::Info, "notice")];

/// Writes the annotations, the gravest first.
pub fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let by_level = COMMANDS.map(|(level, command)| (command, annotations(run, level)));
    let cut = by_level.iter().any(|(_, annotations)| annotations.len() > SHOWN);
    let mut hidden = Hidden::default();
    for (command, annotations) in by_level {
        // The notice that tells of the rest is one of the ten.
        let room = if cut && command == "notice" { SHOWN - 1 } else { SHOWN };
        for (index, annotation) in annotations.iter().enumerate() {
            if index < room {
                annotation.write(command, out)?;
            } else {
                hidden.add(annotation);
            }
        }
    }
    if hidden.count > 0 {
        writeln!(out, "::notice title=candor::{}", data(&hidden.message()))?;
    }
    Ok(())
}

/// One annotation: of what was found about the same words, or of a file that could not be read.
enum Annotation<'r> {
    Findings(&'r str, Vec<&'r Located>),
    Unread(&'r str, &'r str),
}

fn annotations(run: &Run, level: Level) -> Vec<Annotation<'_>> {
    let unread = run.errors.iter().filter(|_| level == Level::Error);
    let unread = unread.map(|error| Annotation::Unread(&error.path, &error.message));
    let found = run.files.iter().flat_map(|file| groups::located(file).into_iter().map(|group| (&*file.path, group)));
    // The gravest of a group comes first.
    let found = found.filter(|(_, group)| group.first().is_some_and(|found| found.level() == level));
    unread.chain(found.map(|(path, group)| Annotation::Findings(path, group))).collect()
}

impl Annotation<'_> {
    fn write(&self, command: &str, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Unread(path, message) => {
                writeln!(out, "::{command} file={},title=candor::{}", property(path), data(message))
            }
            Self::Findings(path, group) => {
                let Some(place) = groups::place(group) else { return Ok(()) };
                let (start, end) = (place.start, place.end);
                write!(out, "::{command} file={},line={},endLine={}", property(path), start.line, end.line)?;
                // Columns mean something within one line only.
                if start.line == end.line {
                    write!(out, ",col={},endColumn={}", start.column, end.column)?;
                }
                let title = property(&format!("candor: {}", groups::rule_names(group).join(", ")));
                let texts: Vec<_> =
                    group.iter().map(|found| data(&super::message_and_help(&found.finding, "\n"))).collect();
                writeln!(out, ",title={title}::{}", texts.join("%0A"))
            }
        }
    }
}

/// What was not shown: how much, and where it stands.
#[derive(Default)]
struct Hidden<'r> {
    count: usize,
    lines: BTreeMap<&'r str, Vec<usize>>,
}

impl<'r> Hidden<'r> {
    fn add(&mut self, annotation: &Annotation<'r>) {
        match annotation {
            Annotation::Findings(path, group) => {
                self.count += group.len();
                let lines = self.lines.entry(path).or_default();
                lines.extend(groups::place(group).map(|place| place.start.line));
            }
            Annotation::Unread(path, _) => {
                self.count += 1;
                self.lines.entry(path).or_default().push(1);
            }
        }
    }

    fn message(mut self) -> String {
        let files = self.lines.len();
        let named = self.lines.iter_mut().take(NAMED).map(|(path, lines)| {
            lines.sort_unstable();
            lines.dedup();
            let named: Vec<_> = lines.iter().take(NAMED).map(usize::to_string).collect();
            let rest = if lines.len() > NAMED { " …" } else { "" };
            let word = if lines.len() == 1 { "line" } else { "lines" };
            format!("{} {word} {}{rest}", visible(path), named.join(", "))
        });
        let mut places: Vec<_> = named.collect();
        if files > NAMED {
            places.push(format!("and {} more", counted(files - NAMED, "file")));
        }
        let more = counted(self.count, "more finding");
        format!("{more} than GitHub shows of a level ({SHOWN}):\n{}", places.join("\n"))
    }
}

/// Text as the message of a command.
fn data(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(visible).collect();
    lines.join("\n").replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text as the value of a property.
fn property(text: &str) -> String {
    data(&visible(text)).replace(':', "%3A").replace(',', "%2C")
}
