//! `candor lint --explain-read`: what was read from each document, in place of what is wrong.

use std::io::{self, BufWriter, Write};

use super::check;
use super::job::Job;
use super::{Exit, Failure};
use crate::output::explain_read::{Explained, write_json, write_text};
use crate::output::{Format, Unread, visible};

/// Reads the documents of the jobs and tells what was read. `single`: one file was named, and its
/// model is the whole output.
///
/// # Errors
/// The format cannot tell what was read, or the output cannot be written.
pub fn run(jobs: &[Job], unread: Vec<Unread>, format: Format, single: bool) -> Result<Exit, Failure> {
    let mut files = Vec::new();
    let mut errors = unread;
    for job in jobs {
        let source = match check::read(job) {
            Ok(source) => source,
            Err(unread) => {
                errors.push(unread);
                continue;
            }
        };
        let document = job.resolved.settings.read(&source);
        if !job.tested || document.is_postmortem() {
            files.push(Explained::new(&job.candidate.shown, &document, &job.resolved.settings.lexicon));
        }
    }
    let mut out = BufWriter::new(io::stdout().lock());
    match format {
        Format::Text => write_text(&files, &mut out)?,
        Format::Json => write_json(&files, &errors, single, &mut out)?,
        _ => return Err("--explain-read is printed as text or json".to_owned().into()),
    }
    out.flush()?;
    for error in &errors {
        writeln!(io::stderr(), "error: {}: {}", visible(&error.path), visible(&error.message))?;
    }
    Ok(if errors.is_empty() { Exit::Good } else { Exit::Broken })
}
