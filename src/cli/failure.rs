//! Why a command could not do its work.

use std::fmt;
use std::io::{self, IsTerminal, Write};

use crate::finding::Finding;
use crate::output::{self, Look};
use crate::source::Source;

/// What ends a command with exit status 2.
#[derive(Debug)]
pub enum Failure {
    /// Wrong usage, in a sentence for the user.
    Usage(String),
    /// A configuration with faults.
    Config(Box<Source>, Vec<Finding>),
    /// The output could not be written.
    Output(io::Error),
}

impl Failure {
    /// Whether the reader of the output went away.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// Tells the user on standard error.
    pub fn report(&self) {
        // Where standard error is closed, nobody can be told.
        let _ = match self {
            Self::Config(source, faults) => {
                output::faults(source, faults, Look::of(io::stderr().is_terminal()), &mut io::stderr())
            }
            failure => writeln!(io::stderr(), "error: {failure}"),
        };
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message) => f.write_str(message),
            Self::Config(source, faults) => write!(f, "{}: {} faults", source.path(), faults.len()),
            Self::Output(error) => write!(f, "the output could not be written: {error}"),
        }
    }
}

impl std::error::Error for Failure {}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self::Usage(message)
    }
}
