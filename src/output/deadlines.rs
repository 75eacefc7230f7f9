//! Filings and their deadlines: for people, programs and calendars.

use std::io::{self, Write};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::{Escaped, visible};
use crate::standards::filings::{Row, State};
use crate::standards::{Standard, View};

/// Of the shape of the JSON.
const VERSION: u8 = 1;
/// Bytes of a line of a calendar.
const LINE: usize = 74;
/// Columns of the table, and of a line of it.
const COLUMNS: usize = 5;
const WIDTH: usize = 100;
/// How long before a deadline a calendar rings: a day.
const ALARM: &str = "-P1D";

/// A filing of one document.
#[derive(Debug, Serialize)]
pub struct FilingRow {
    path: String,
    /// The id that the document states.
    id: Option<String>,
    title: Option<String>,
    standard: String,
    stage: String,
    to: String,
    /// In UTC; null where it is not known.
    due: Option<Timestamp>,
    state: State,
    filed: Option<Timestamp>,
    from: Option<String>,
    #[serde(skip)]
    zone: TimeZone,
    #[serde(skip)]
    is_zone_assumed: bool,
    #[serde(skip)]
    clause: String,
    /// What to do before it can be told when it is due.
    #[serde(skip)]
    to_do: Option<String>,
}

impl FilingRow {
    /// A row of the document at `path`.
    pub fn new(path: &str, standard: &Standard, view: &View<'_>, row: &Row<'_>) -> Self {
        Self {
            path: path.to_owned(),
            id: view.document.meta.text("id").map(str::to_owned),
            title: view.document.meta.text("title").map(str::to_owned),
            standard: standard.name.clone(),
            stage: row.stage.name.clone(),
            to: row.stage.to.clone(),
            due: row.due,
            state: row.state,
            filed: row.filed.as_ref().and_then(|moment| moment.instant),
            from: row.from.clone(),
            zone: view.shown_in.clone(),
            is_zone_assumed: view.is_zone_assumed,
            clause: row.stage.authority.clause.clone(),
            to_do: to_do(standard, row),
        }
    }

    /// The document in a few words: its title, else its path.
    fn name(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.path)
    }

    /// What is left of the time, or how much of it is over.
    fn left(&self, now: Timestamp) -> String {
        let Some(due) = self.due else { return String::new() };
        match (self.state, self.filed) {
            (State::Due, _) => format!("{} left", length(due.duration_since(now))),
            (State::Overdue, _) => format!("{} over", length(now.duration_since(due))),
            (State::FiledLate, Some(filed)) => format!("{} late", length(filed.duration_since(due))),
            _ => String::new(),
        }
    }
}

#[derive(Serialize)]
struct DeadlinesJson<'a> {
    version: u8,
    deadlines: &'a [FilingRow],
}

/// Writes one JSON object.
///
/// # Errors
/// `out` cannot be written.
pub fn write_json(filings: &[FilingRow], out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(Escaped(out), &DeadlinesJson { version: VERSION, deadlines: filings })?;
    writeln!(out)
}

/// Writes a table for each document.
///
/// # Errors
/// `out` cannot be written.
pub fn write_text(filings: &[FilingRow], now: Timestamp, out: &mut dyn Write) -> io::Result<()> {
    if filings.is_empty() {
        return writeln!(out, "no filing: no declared standard sets a deadline for these documents");
    }
    for of_document in filings.chunk_by(|a, b| a.path == b.path) {
        let Some(first) = of_document.first() else { continue };
        let id = first.id.as_ref().map(|id| format!(" [{id}]")).unwrap_or_default();
        let title = first.title.as_ref().map(|title| format!(": {title}")).unwrap_or_default();
        writeln!(out, "{}", cut(&visible(&format!("{}{id}{title}", first.path)), WIDTH))?;
        let head = ["filing", "to", "due (UTC)", "due (local)", "state"].map(str::to_owned);
        let rows: Vec<[String; COLUMNS]> =
            std::iter::once(head).chain(of_document.iter().map(|f| cells(f, now))).collect();
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
        let widths: [usize; COLUMNS] = std::array::from_fn(width);
        for row in &rows {
            let padded = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
            writeln!(out, "  {}", cut(padded.collect::<Vec<_>>().join("  ").trim_end(), WIDTH - 2))?;
        }
        let mut told: Vec<&str> = Vec::new();
        for to_do in of_document.iter().filter_map(|filing| filing.to_do.as_deref()) {
            if !told.contains(&to_do) {
                told.push(to_do);
                writeln!(
                    out,
                    "{}",
                    textwrap::fill(
                        &visible(to_do),
                        textwrap::Options::new(WIDTH).initial_indent("  ").subsequent_indent("  ")
                    )
                )?;
            }
        }
        if first.is_zone_assumed {
            writeln!(out, "  no time zone stated: UTC assumed for working days and noon")?;
        }
        writeln!(out)?;
    }
    writeln!(out, "This is not legal advice.")
}

fn cells(filing: &FilingRow, now: Timestamp) -> [String; COLUMNS] {
    let due = |zone: &TimeZone, form: &str| match filing.due {
        Some(due) => due.to_zoned(zone.clone()).strftime(form).to_string(),
        None => "–".to_owned(),
    };
    let left = filing.left(now);
    let state = filing.state.name();
    [
        cut(&visible(&format!("{}/{}", filing.standard, filing.stage)), 20),
        cut(&visible(&filing.to), 10),
        due(&TimeZone::UTC, "%Y-%m-%d %H:%M"),
        due(&filing.zone, "%Y-%m-%d %H:%M %:z"),
        if left.is_empty() { state.to_owned() } else { format!("{state}, {left}") },
    ]
}

/// What has to be written before a deadline can be told.
fn to_do(standard: &Standard, row: &Row<'_>) -> Option<String> {
    match row.state {
        State::AnchorMissing if row.due.is_some() => Some(format!(
            "{}/{}: say when it was filed: `filings: [{{ standard: {}, stage: {}, at: 2031-03-04T14:05:00Z }}]`.",
            standard.name, row.stage.name, standard.name, row.stage.name
        )),
        State::AnchorMissing => {
            let from = row.from.as_deref()?;
            Some(match from.strip_prefix("filing.") {
                Some(stage) => format!(
                    "{}/{}: list the {stage} filing, from which it runs: `filings: [{{ standard: {}, stage: {stage}, at: 2031-03-04T14:05:00Z }}]`.",
                    standard.name, row.stage.name, standard.name
                ),
                None => format!(
                    "{}/{}: give the moment from which it runs: `milestones: {{ {from}: 2031-03-04T14:05:00Z }}`.",
                    standard.name, row.stage.name
                ),
            })
        }
        State::ScopeNotDeclared => {
            let scope = standard.scope.as_ref()?;
            let values: Vec<&str> = scope.values.keys().map(String::as_str).collect();
            Some(format!(
                "{}: declare what it asks: `scope: {{ {}: {{ {}: … }} }}` ({}, or other).",
                standard.name,
                standard.name,
                scope.declare,
                values.join(", ")
            ))
        }
        _ => None,
    }
}

/// A text of at most so many columns.
fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width.saturating_sub(1)).chain(['…']).collect()
}

/// "2 d 3 h", "1 h 5 min", "0 min".
fn length(duration: SignedDuration) -> String {
    let minutes = duration.as_mins();
    let (days, hours, minutes) = (minutes / 1_440, minutes / 60 % 24, minutes % 60);
    match (days, hours) {
        (0, 0) => format!("{minutes} min"),
        (0, _) => format!("{hours} h {minutes} min"),
        _ => format!("{days} d {hours} h"),
    }
}

/// Writes an event for each filing whose deadline is known, as RFC 5545 has it.
///
/// # Errors
/// `out` cannot be written.
pub fn write_calendar(filings: &[FilingRow], now: Timestamp, out: &mut dyn Write) -> io::Result<()> {
    let mut line = |text: &str| fold(text, out);
    for text in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//candor//deadlines//EN"] {
        line(text)?;
    }
    for filing in filings {
        let Some(due) = filing.due else { continue };
        let filed = matches!(filing.state, State::FiledOnTime | State::FiledLate);
        let what = format!("{}: {} filing to the {}: {}", filing.standard, filing.stage, filing.to, filing.name());
        let from = filing.from.as_deref().unwrap_or_default();
        let about =
            format!("{} ({}), counted from {from}. State: {}.", filing.path, filing.clause, filing.state.name());
        line("BEGIN:VEVENT")?;
        // A file may move; the incident keeps its id.
        let document = filing.id.as_deref().unwrap_or(&filing.path);
        line(&format!("UID:{}", escaped(&format!("{document}/{}/{}@candor", filing.standard, filing.stage))))?;
        line(&format!("DTSTAMP:{}", stamp(now)))?;
        line(&format!("DTSTART:{}", stamp(due)))?;
        line(&format!("DTEND:{}", stamp(due)))?;
        line(&format!("SUMMARY:{}{}", escaped(&what), if filed { " (filed)" } else { "" }))?;
        line(&format!("DESCRIPTION:{} This is not legal advice.", escaped(&about)))?;
        line(if filed { "TRANSP:TRANSPARENT" } else { "TRANSP:OPAQUE" })?;
        if !filed {
            line("BEGIN:VALARM")?;
            line("ACTION:DISPLAY")?;
            line(&format!("DESCRIPTION:{}", escaped(&what)))?;
            line(&format!("TRIGGER:{ALARM}"))?;
            line("END:VALARM")?;
        }
        line("END:VEVENT")?;
    }
    line("END:VCALENDAR")
}

fn stamp(moment: Timestamp) -> String {
    moment.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text as the value of a property: nothing in it can end the line.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in visible(text).chars() {
        if matches!(c, '\\' | ';' | ',') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Writes a line, cut into pieces that a space joins.
fn fold(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut length = 0;
    for c in text.chars() {
        if length + c.len_utf8() > LINE {
            write!(out, "\r\n ")?;
            length = 1;
        }
        write!(out, "{c}")?;
        length += c.len_utf8();
    }
    write!(out, "\r\n")
}
