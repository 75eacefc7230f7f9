//! `candor deadlines`: every filing of the declared standards, and how it stands.

use std::io::{self, BufWriter, Write};

use clap::{Args, ValueEnum};
use jiff::Timestamp;

use super::declared::Documents;
use super::{Exit, Failure};
use crate::output::deadlines::{FilingRow, write_calendar, write_json, write_text};
use crate::standards::content;

/// List the filings of the declared standards: due when, from which clock, done or not
///
/// Deadlines run from milestones and from earlier filings, which a document lists under
/// `milestones:` and `filings:`. The exit status is 0 also when something is overdue. Not legal
/// advice.
#[derive(Debug, Args)]
pub struct Deadlines {
    #[command(flatten)]
    documents: Documents,
    /// Tell the deadlines of this standard as well, whatever a document declares
    #[arg(long = "standard", value_name = "STANDARD", value_delimiter = ',')]
    standards: Vec<String>,
    /// How to print them
    #[arg(long, short, value_name = "FORMAT", default_value = "text")]
    format: DeadlinesFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum DeadlinesFormat {
    /// A table
    Text,
    /// One JSON object, version 1
    Json,
    /// iCalendar, for a calendar
    #[value(alias = "icalendar", alias = "ics")]
    Ical,
}

/// Prints the filings.
///
/// # Errors
/// A configuration is broken, or the output cannot be written.
pub fn run(args: &Deadlines) -> Result<Exit, Failure> {
    let mut filings: Vec<FilingRow> = Vec::new();
    let now = args.documents.now.unwrap_or_else(Timestamp::now);
    let outcome = args.documents.each(&args.standards, |path, document, settings| {
        for (standard, view, rows) in content::rows(document, &settings.standards, now) {
            filings.extend(rows.iter().map(|row| FilingRow::new(path, standard, &view, row)));
        }
    })?;
    let mut out = BufWriter::new(io::stdout().lock());
    match args.format {
        DeadlinesFormat::Text => write_text(&filings, now, &mut out)?,
        DeadlinesFormat::Json => write_json(&filings, &mut out)?,
        DeadlinesFormat::Ical => write_calendar(&filings, now, &mut out)?,
    }
    out.flush()?;
    Ok(outcome)
}
