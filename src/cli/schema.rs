//! `candor schema`: prints the JSON Schemas, for editors and for other programs.

use std::io::{self, Write};

use clap::Args;

use super::{Failure, Outcome};
use crate::schema::Published;

/// Print a JSON Schema
///
/// Editors complete and check YAML postmortems and candor.yaml with it; programs check what they
/// read from Candor.
#[derive(Debug, Args)]
pub struct Schema {
    /// Which one
    #[arg(value_name = "SCHEMA", default_value = "postmortem")]
    schema: Published,
}

/// Prints the schema.
///
/// # Errors
/// The output cannot be written.
pub fn run(args: &Schema) -> Result<Outcome, Failure> {
    io::stdout().lock().write_all(args.schema.text().as_bytes())?;
    Ok(Outcome::Good)
}
