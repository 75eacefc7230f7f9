//! A summary in Markdown, for the page of a job or a comment: a table by document and rule, then the
//! findings, folded. What documents say is text in it and nothing else.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{BaseUrl, Linted, Located, Run, counted, groups, visible};
use crate::finding::Level;

/// Bytes that forges take in one comment, less what ends the summary.
const MAX_BYTES: usize = 60_000;

/// Rows of the table, and lines that a row names.
const ROWS: usize = 200;
const LINES: usize = 10;

/// Writes the summary.
pub fn write(run: &Run, base: Option<&BaseUrl>, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { text: String::new(), left_out: 0 };
    page.text.push_str(&format!("## Candor: {}\n\n", outcome(run)));
    page.text.push_str(&super::totals(run));
    page.text.push_str(".\n\n");
    page.table(run, base);
    run.errors.iter().for_each(|error| {
        page.add(&format!("- **could not be read** {}: {}\n", code(&error.path), escaped(&error.message)), 1);
    });
    if !run.errors.is_empty() {
        page.text.push('\n');
    }
    run.files.iter().filter(|file| !file.findings.is_empty()).for_each(|file| page.details(file, base));
    if page.left_out > 0 {
        let more = counted(page.left_out, "finding");
        page.text.push_str(&format!("\n{more} more did not fit here.\n"));
    }
    out.write_all(page.text.as_bytes())
}

fn outcome(run: &Run) -> String {
    let found = [Level::Error, Level::Warning, Level::Info].map(|level| (run.count(level), level.name()));
    let found: Vec<_> =
        found.iter().filter(|(count, _)| *count > 0).map(|(count, name)| counted(*count, name)).collect();
    if found.is_empty() { "nothing found".to_owned() } else { found.join(", ") }
}

/// What was written so far, and how many findings there was no room for.
struct Page {
    text: String,
    left_out: usize,
}

impl Page {
    /// Adds what tells of so many findings, where there is room.
    fn add(&mut self, text: &str, findings: usize) -> bool {
        let fits = self.text.len() + text.len() <= MAX_BYTES;
        if fits {
            self.text.push_str(text);
        } else {
            self.left_out += findings;
        }
        fits
    }

    fn table(&mut self, run: &Run, base: Option<&BaseUrl>) {
        let rows: Vec<_> = run.files.iter().flat_map(|file| rows(file).map(move |row| (file, row))).collect();
        if rows.is_empty() {
            return;
        }
        self.text.push_str("| document | rule | level | findings | lines |\n|---|---|---|--:|---|\n");
        for (file, (level, rule, found)) in rows.iter().take(ROWS) {
            let places = found.iter().take(LINES).map(|located| line(&file.path, located, base));
            let mut places: Vec<_> = places.collect();
            if found.len() > LINES {
                places.push("…".to_owned());
            }
            let (path, count, places) = (code(&file.path), found.len(), places.join(", "));
            self.add(&format!("| {path} | `{rule}` | {level} | {count} | {places} |\n"), 0);
        }
        if rows.len() > ROWS {
            self.text.push_str(&format!("| … | {} more | | | |\n", rows.len() - ROWS));
        }
        self.text.push('\n');
    }

    fn details(&mut self, file: &Linted, base: Option<&BaseUrl>) {
        let count = file.findings.len();
        let head = format!("<details><summary>{}: {}</summary>\n\n", code(&file.path), counted(count, "finding"));
        if !self.add(&head, count) {
            return;
        }
        for group in groups::located(file) {
            let (Some(place), Some(gravest)) = (groups::place(&group), group.first()) else { continue };
            let rules: Vec<String> = groups::rule_names(&group).iter().map(|name| format!("`{name}`")).collect();
            let texts =
                group.iter().flat_map(|found| std::iter::once(&found.finding.message).chain(&found.finding.help));
            let texts: Vec<String> = texts.map(|text| escaped(text)).collect();
            let (place, level) = (line(&file.path, place, base), gravest.level());
            self.add(&format!("- line {place}, {level}, {}: {}\n", rules.join(", "), texts.join("<br>")), group.len());
        }
        self.text.push_str("\n</details>\n\n");
    }
}

/// The findings of a document by rule, the gravest first.
fn rows(file: &Linted) -> impl Iterator<Item = (Level, Cow<'_, str>, Vec<&Located>)> {
    let mut rows: BTreeMap<_, Vec<&Located>> = BTreeMap::new();
    for located in &file.findings {
        rows.entry((std::cmp::Reverse(located.level()), located.finding.rule_name())).or_default().push(located);
    }
    rows.into_iter().map(|((level, rule), found)| (level.0, rule, found))
}

/// The line of a finding, as a link where it can be one.
fn line(path: &str, located: &Located, base: Option<&BaseUrl>) -> String {
    let line = located.start.line;
    base.and_then(|base| base.line(path, line)).map_or_else(|| line.to_string(), |url| format!("[{line}]({url})"))
}

/// Text that stays text, in Markdown and in HTML: no markup, and no word that a forge makes a link or a
/// call of.
fn escaped(text: &str) -> String {
    let text = visible(text);
    let mut escaped = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        match c {
            // A reference to a character is never markup.
            '&' | '<' | '>' | '`' | '*' | '_' | '[' | ']' | '\\' | '|' | '~' | ':' | '@' | '#' | '!' | '$' | '%'
            | '"' => {
                escaped.push_str(&format!("&#{};", u32::from(c)));
            }
            '.' if before.eq_ignore_ascii_case(&'w') => escaped.push_str("&#46;"),
            c => escaped.push(c),
        }
        // `@name`, `#12`, `!12`, `~label`, `%12`, `$12`, `&12`: forges look for them in what is shown.
        let calls = matches!(c, '@' | '#' | '!' | '~' | '%' | '$' | '&');
        if calls && chars.peek().is_some_and(|next| next.is_alphanumeric()) {
            escaped.push('\u{200b}');
        }
        before = c;
    }
    escaped
}

/// A path as code, in Markdown and in HTML.
fn code(path: &str) -> String {
    format!("<code>{}</code>", escaped(path))
}
