//! For people: the words underlined, what a reader cannot know, and what to write instead.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::io::{self, Write};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity, SourceCode, ThemeStyles};

use super::excerpt::Excerpt;
use super::visible::visible;
use super::{Linted, Look, Run, totals};
use crate::finding::{Finding, Level};
use crate::source::{Source, Span};

/// Places and messages that one block shows; the others are counted.
const PLACES: usize = 10;

/// Writes the findings, what could not be read, and a summary.
pub fn write(run: &Run, look: Look, out: &mut dyn Write) -> io::Result<()> {
    for file in &run.files {
        if let Some(source) = &file.source {
            let findings: Vec<_> = file.findings.iter().map(|located| &located.finding).collect();
            blocks(source, &groups(&findings), look, out)?;
        }
    }
    for error in &run.errors {
        writeln!(out, "error: {}: {}\n", visible(&error.path), visible(&error.message))?;
    }
    table(run, out)?;
    writeln!(out, "{}", totals(run))?;
    match run.fixable() {
        (0, 0) => Ok(()),
        (safe, 0) => writeln!(out, "{} can be made with --fix; --diff shows what it does", fixes(safe)),
        (safe, risky) => {
            writeln!(
                out,
                "{} can be made with --fix, {risky} more with --unsafe; --diff shows what it does",
                fixes(safe)
            )
        }
    }
}

fn fixes(count: usize) -> String {
    format!("{count} {}", if count == 1 { "fix" } else { "fixes" })
}

/// Writes findings of one text, a block for each group.
pub fn blocks(source: &Source, groups: &[Vec<&Finding>], look: Look, out: &mut dyn Write) -> io::Result<()> {
    let handler = handler(look);
    for group in groups {
        let mut text = String::new();
        let block = Block::new(source, group, look.width);
        handler.render_report(&mut text, &block).map_err(io::Error::other)?;
        writeln!(out, "{text}")?;
    }
    Ok(())
}

fn handler(look: Look) -> GraphicalReportHandler {
    let mut theme = GraphicalTheme::unicode();
    if !look.colour {
        theme.styles = ThemeStyles::none();
    }
    GraphicalReportHandler::new_themed(theme).with_width(look.width).with_links(false).without_syntax_highlighting()
}

/// Findings that are told together: those of one rule and level that say the same of different
/// words, and those that say different things of the same words. In the order of the first ones.
fn groups<'f>(findings: &[&'f Finding]) -> Vec<Vec<&'f Finding>> {
    let alike = gather(findings.iter().map(|finding| vec![*finding]), |group| group.first().map(|f| shape(&f.message)));
    gather(alike, |group| group.iter().map(|finding| finding.span).collect::<Vec<_>>())
}

/// Joins the groups of one rule and level that have the same key.
fn gather<'f, K: Ord>(
    groups: impl IntoIterator<Item = Vec<&'f Finding>>,
    key: impl Fn(&[&Finding]) -> K,
) -> Vec<Vec<&'f Finding>> {
    let mut gathered: Vec<Vec<&Finding>> = Vec::new();
    let mut known = BTreeMap::new();
    for group in groups {
        let rule = group.first().map(|finding| (finding.rule_name(), finding.level));
        let index = *known.entry((rule, key(&group))).or_insert(gathered.len());
        match gathered.get_mut(index) {
            Some(known) => known.extend(group),
            None => gathered.push(group),
        }
    }
    gathered
}

/// What one rule has to say about one document.
#[derive(Debug)]
struct Block {
    code: String,
    level: Level,
    message: String,
    help: String,
    excerpt: Excerpt,
}

impl Block {
    fn new(source: &Source, group: &[&Finding], width: usize) -> Self {
        let rule = group.first().map(|finding| finding.rule_name()).unwrap_or_default();
        let level = group.first().and_then(|finding| finding.level).unwrap_or(Level::Info);
        let mut places: Vec<Span> = group.iter().map(|finding| finding.span).collect();
        places.sort_unstable();
        places.dedup();
        let mut message = fold(group.iter().map(|finding| finding.message.as_str()));
        let further = places.split_off(places.len().min(PLACES));
        if !further.is_empty() {
            message.push('\n');
            message.push_str(&further_lines(source, &further));
        }
        let code = match places.len() + further.len() {
            1 => format!("{level}[{rule}]"),
            many => format!("{level}[{rule}] in {many} places"),
        };
        let help = fold(group.iter().filter_map(|finding| finding.help.as_deref()));
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
    format!("and {} more places, on the lines {}{rest}", places.len(), named.join(", "))
}

/// The texts as lines; of those that differ only in quoted words and numbers, the first.
fn fold<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut shapes = Vec::new();
    let mut lines: Vec<_> = Vec::new();
    let mut more = 0;
    for text in texts {
        let shape = shape(text);
        if shapes.contains(&shape) {
            continue;
        }
        if lines.len() < PLACES {
            shapes.push(shape);
            lines.push(visible(text).into_owned());
        } else {
            more += 1;
        }
    }
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    lines.join("\n")
}

/// A message without what it quotes and counts.
fn shape(message: &str) -> String {
    let mut quoted = false;
    let keep = |c: &char| {
        quoted = (quoted || *c == '“') && *c != '”';
        !quoted && !c.is_ascii_digit()
    };
    message.chars().filter(keep).collect()
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
fn table(run: &Run, out: &mut dyn Write) -> io::Result<()> {
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
    writeln!(out, "{text}")
}

fn counts_of(file: &Linted) -> BTreeMap<(std::cmp::Reverse<Level>, Cow<'_, str>), usize> {
    let mut counts = BTreeMap::new();
    for located in &file.findings {
        *counts.entry((std::cmp::Reverse(located.level()), located.finding.rule_name())).or_default() += 1;
    }
    counts
}
