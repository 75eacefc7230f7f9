//! For people: the words underlined, what a reader cannot know, and what to write instead.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::io::{self, Write};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity, SourceCode, ThemeStyles};

use super::excerpt::Excerpt;
use super::groups::{self, Together, alike, places, quoted, shape, together};
use super::visible::visible;
use super::{Linted, Look, Run, counted, draft, totals};
use crate::finding::Level;
use crate::source::{Source, Span};

/// Places and messages that one block shows; the others are counted.
const PLACES: usize = 10;

/// Writes the findings, what could not be read, and a summary.
pub fn write(run: &Run, look: Look, out: &mut dyn Write) -> io::Result<()> {
    for file in &run.files {
        if let Some(source) = &file.source {
            let (full, unwritten) = draft::split(file);
            draft::write(source, &unwritten, look, out)?;
            blocks(source, &alike(together(&full)), look, out)?;
        }
    }
    for error in &run.errors {
        writeln!(out, "error: {}: {}\n", visible(&error.path), visible(&error.message))?;
    }
    table(run, out)?;
    if run.findings().next().is_some() {
        writeln!(out)?;
    }
    writeln!(out, "{}", totals(run))?;
    match run.fixable() {
        (0, 0) => Ok(()),
        (safe, 0) => writeln!(out, "{} can be made with --fix; --diff shows what it does", fixes(safe)),
        (0, risky) => writeln!(out, "{} can be made with --fix --unsafe; add --diff to see what it does", fixes(risky)),
        (safe, risky) => writeln!(
            out,
            "{} can be made with --fix, {risky} more with --unsafe; --diff shows what it does",
            fixes(safe)
        ),
    }
}

fn fixes(count: usize) -> String {
    format!("{count} {}", if count == 1 { "fix" } else { "fixes" })
}

/// Writes findings of one text, a block for each group of those that are alike.
pub fn blocks(source: &Source, groups: &[Vec<Together<'_>>], look: Look, out: &mut dyn Write) -> io::Result<()> {
    for alike in groups {
        let mut text = String::new();
        let block = Block::new(source, alike, look.width);
        handler(look, block.level).render_report(&mut text, &block).map_err(io::Error::other)?;
        writeln!(out, "{text}")?;
    }
    Ok(())
}

/// A level has one colour, in its name as in the words that are underlined.
fn handler(look: Look, level: Level) -> GraphicalReportHandler {
    let mut theme = GraphicalTheme::unicode();
    if look.colour {
        let styles = &mut theme.styles;
        styles.highlights = vec![match level {
            Level::Error => styles.error,
            Level::Warning => styles.warning,
            Level::Info => styles.advice,
        }];
    } else {
        theme.styles = ThemeStyles::none();
    }
    GraphicalReportHandler::new_themed(theme).with_width(look.width).with_links(false).without_syntax_highlighting()
}

/// What is shown at once: of the same words, or the same of different words.
#[derive(Debug)]
struct Block {
    code: String,
    level: Level,
    message: String,
    help: String,
    excerpt: Excerpt,
}

impl Block {
    fn new(source: &Source, alike: &[Together<'_>], width: usize) -> Self {
        let first = alike.first().map(Vec::as_slice).unwrap_or_default();
        let level = first.iter().map(|finding| groups::level(finding)).max().unwrap_or(Level::Info);
        let findings = || alike.iter().flatten().copied();
        let mut places: Vec<Span> = alike.iter().flat_map(|group| places(group)).collect();
        places.sort_unstable();
        places.dedup();
        let mut message = messages(findings().map(|finding| finding.message.as_str()));
        let further = places.split_off(places.len().min(PLACES));
        if !further.is_empty() {
            message.push('\n');
            message.push_str(&further_lines(source, &further));
        }
        let mut codes: Vec<String> = Vec::new();
        for finding in first {
            let code = format!("{}[{}]", groups::level(finding), finding.rule_name());
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        let codes = codes.join(" ");
        let code = match alike.len() {
            1 => codes,
            many => format!("{codes} in {many} places"),
        };
        let help = helps(findings().filter_map(|finding| finding.help.as_deref()));
        // The frame around a line takes about ten columns.
        let room = width.saturating_sub(10);
        let excerpt = Excerpt::new(visible(source.path()).into_owned(), source, &places, room);
        Self { code, level, message, help, excerpt }
    }
}

fn further_lines(source: &Source, places: &[Span]) -> String {
    let mut lines: Vec<_> = places.iter().map(|place| source.position(place.start).line).collect();
    lines.dedup();
    let named: Vec<_> = lines.iter().take(PLACES).map(usize::to_string).collect();
    let rest = if lines.len() > PLACES { " …" } else { "" };
    let word = if lines.len() == 1 { "line" } else { "lines" };
    format!("and {}, on the {word} {}{rest}", counted(places.len(), "more place"), named.join(", "))
}

/// The messages as lines. Of those that differ only in quoted words and numbers the first, and the words
/// of the others.
fn messages<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut lines: Vec<(String, &str, Vec<&str>)> = Vec::new();
    for text in texts {
        let shape = shape(text);
        match lines.iter_mut().find(|(known, ..)| *known == shape) {
            Some((_, first, words)) => {
                let own = quoted(text).filter(|own| quoted(first) != Some(own) && !words.contains(own));
                words.extend(own);
            }
            None => lines.push((shape, text, Vec::new())),
        }
    }
    let more = lines.len().saturating_sub(PLACES);
    let places = lines.into_iter().take(PLACES).map(|(_, first, words)| match words.as_slice() {
        [] => visible(first).into_owned(),
        words => format!("{}\nlikewise {}", visible(first), visible(&listed(words))),
    });
    let mut places: Vec<String> = places.collect();
    if more > 0 {
        places.push(format!("and {more} more"));
    }
    places.join("\n")
}

/// Quoted words behind each other, and how many more there are.
fn listed(words: &[&str]) -> String {
    let named: Vec<String> = words.iter().take(PLACES).map(|words| format!("“{words}”")).collect();
    let more = words.len() - named.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", named.join(", "))
}

/// The texts as lines, each once; of those that differ only in quoted words and numbers, the first.
fn helps<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut shapes = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    for text in texts {
        let shape = shape(text);
        if !shapes.contains(&shape) && lines.len() < PLACES {
            shapes.push(shape);
            lines.push(visible(text).into_owned());
        }
    }
    lines.join("\n")
}

impl fmt::Display for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Block {}

impl Diagnostic for Block {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<Severity> {
        Some(match self.level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Info => Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        if self.help.is_empty() { None } else { Some(Box::new(&self.help)) }
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.excerpt.marks().map(LabeledSpan::underline)))
    }
}

/// How often each rule fired, and in how many files; the most serious first.
pub fn table(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let mut counts: BTreeMap<(std::cmp::Reverse<Level>, Cow<'_, str>), (usize, usize)> = BTreeMap::new();
    for file in &run.files {
        for (key, findings) in counts_of(file) {
            let (all, files) = counts.entry(key).or_default();
            *all += findings;
            *files += 1;
        }
    }
    if counts.is_empty() {
        return Ok(());
    }
    let width = counts.keys().map(|(_, rule)| rule.len()).max().unwrap_or(0);
    let mut text = format!("{:width$}  {:7}  findings  files\n", "rule", "level");
    for ((level, rule), (findings, files)) in counts {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{rule:width$}  {:7}  {findings:8}  {files:5}", level.0.name());
    }
    out.write_all(text.as_bytes())
}

fn counts_of(file: &Linted) -> BTreeMap<(std::cmp::Reverse<Level>, Cow<'_, str>), usize> {
    let mut counts = BTreeMap::new();
    for located in &file.findings {
        *counts.entry((std::cmp::Reverse(located.level()), located.finding.rule_name())).or_default() += 1;
    }
    counts
}
