//! `candor remedy`: what the cited agreement gives for the stated downtime.

use std::io::{self, BufWriter, Write};

use clap::{Args, ValueEnum};

use super::declared::Documents;
use super::{Exit, Failure};
use crate::output::remedy::{Computed, write_json, write_text};

/// Compute what the cited SLA gives for the stated downtime, step by step
///
/// A document cites an agreement under `compensation: {sla: …}` or as "- SLA: …", and says how long
/// the service was down; `candor explain sla-aws-s3` shows what an agreement says. Not legal advice.
#[derive(Debug, Args)]
pub struct RemedyArgs {
    #[command(flatten)]
    documents: Documents,
    /// How to print it
    #[arg(long, short, value_name = "FORMAT", default_value = "text")]
    format: RemedyFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum RemedyFormat {
    /// The computation, step by step
    Text,
    /// One JSON object, version 1
    Json,
}

/// Prints the computation.
///
/// # Errors
/// A configuration is broken, or the output cannot be written.
pub fn run(args: &RemedyArgs) -> Result<Exit, Failure> {
    let mut computed: Vec<Computed> = Vec::new();
    let outcome = args.documents.each(&[], |path, document, settings| {
        computed.push(Computed::new(path, document, settings));
    })?;
    let mut out = BufWriter::new(io::stdout().lock());
    match args.format {
        RemedyFormat::Text => write_text(&computed, &mut out)?,
        RemedyFormat::Json => write_json(&computed, &mut out)?,
    }
    out.flush()?;
    Ok(outcome)
}
