//! For people: each finding with the words it is about.

use std::io::{self, Write};

use super::Run;

/// Writes the findings and a summary.
pub fn write(run: &Run, _colour: bool, out: &mut dyn Write) -> io::Result<()> {
    super::concise::write(run, out)
}
