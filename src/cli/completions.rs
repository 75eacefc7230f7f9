//! `candor completions` and `candor man`: derived from the definition of the command line.

use std::io::{self, Write};

use clap::{Args, Command, CommandFactory};
use clap_complete::Shell;

use super::{Cli, Exit, Failure};

/// Print the completions for a shell
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Print the manual page, of candor or of one of its commands
#[derive(Debug, Args)]
pub struct Man {
    /// A command, such as lint
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

/// Prints the completions.
///
/// # Errors
/// The output cannot be written.
pub fn completions(args: &Completions) -> Result<Exit, Failure> {
    // The generator panics where it cannot write; a buffer takes everything.
    let mut buffer = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "candor", &mut buffer);
    io::stdout().write_all(&buffer)?;
    Ok(Exit::Good)
}

/// Prints the manual page.
///
/// # Errors
/// There is no such command, or the output cannot be written.
pub fn man(args: &Man) -> Result<Exit, Failure> {
    let mut candor = Cli::command();
    candor.build();
    let command = match &args.command {
        None => candor,
        Some(name) => named(&candor, name)?,
    };
    let mut buffer = Vec::new();
    clap_mangen::Man::new(command).render(&mut buffer)?;
    io::stdout().write_all(&buffer)?;
    Ok(Exit::Good)
}

fn named(candor: &Command, name: &str) -> Result<Command, Failure> {
    let names = candor.get_subcommands().map(Command::get_name);
    let unknown = || format!("there is no command “{name}”\nhelp: {}", crate::suggest::help(name, names));
    Ok(candor.find_subcommand(name).cloned().ok_or_else(unknown)?)
}
