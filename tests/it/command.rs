//! Runs `candor` as a user does: files, streams, exit status.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a run left behind.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Runs `candor` in a folder, with no terminal and nothing on standard input.
pub fn candor(folder: &Path, arguments: &[&str]) -> Ran {
    candor_reading(folder, arguments, b"")
}

/// Runs `candor` in a folder with `input` on standard input.
pub fn candor_reading(folder: &Path, arguments: &[&str], input: &[u8]) -> Ran {
    let mut child = command(folder, arguments).stdin(Stdio::piped()).spawn().unwrap();
    // A run that reads no input may be over before all of it is written.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    Ran {
        status: output.status.code().expect("no signal"),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The command with its streams caught and without the environment of whoever runs the tests.
pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for name in ["NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS"] {
        command.env_remove(name);
    }
    command.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    command
}

/// A new folder with files of these paths and contents.
pub fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}
