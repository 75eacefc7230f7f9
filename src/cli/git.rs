//! The one program that Candor runs: git, to know what a document was before a change.
//!
//! Only commands that read commits and the index: no shell, no pager, nothing that looks at the files
//! of the working tree, so neither filters nor monitors nor hooks run; and nothing is fetched.

use std::collections::{HashMap, HashSet};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Command, Stdio};

use crate::output::visible;

/// Lines of what git says when it fails.
const TOLD: usize = 4;

/// What git calls a commit or a file.
pub type ObjectId = String;

/// A working tree.
#[derive(Debug)]
pub struct Repository {
    /// Its folder, without links.
    pub top: PathBuf,
}

/// What became of the files of a commit, by their paths from the top.
#[derive(Debug, Default)]
pub struct Moves {
    /// The old path of each file that has a new one.
    pub from: HashMap<String, String>,
    /// The paths at which nothing is any more.
    pub gone: HashSet<String>,
}

impl Repository {
    /// The working tree that holds a folder.
    ///
    /// # Errors
    /// There is none, or there is no git; the message says what to do.
    pub fn around(folder: &Path) -> Result<Self, String> {
        let top = text(&run(command(folder).args(["rev-parse", "--show-toplevel"]))?);
        let top = Path::new(top.trim_end_matches(['\r', '\n']));
        let top = top.canonicalize().map_err(|error| format!("{}: {error}", visible(&top.to_string_lossy())))?;
        Ok(Self { top })
    }

    /// The last commit from which both `reference` and what is checked out come.
    ///
    /// # Errors
    /// There is no such commit here; the message says what to do.
    pub fn merge_base(&self, reference: &str) -> Result<ObjectId, String> {
        if reference.starts_with('-') {
            return Err("a commit is expected, not an option".to_owned());
        }
        let commit = format!("{reference}^{{commit}}");
        let commit = run(self.command().args(["rev-parse", "--verify", "--quiet", &commit]))
            .map_err(|_| self.fetched_too_little("git knows no such commit here"))?;
        let commit = text(&commit);
        run(self.command().args(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]))
            .map_err(|_| "nothing is checked out: there is no commit yet")?;
        let base = run(self.command().args(["merge-base", commit.trim(), "HEAD"]))
            .map_err(|_| self.fetched_too_little("it has no commit in common with what is checked out"))?;
        Ok(text(&base).trim().to_owned())
    }

    fn fetched_too_little(&self, what: &str) -> String {
        let shallow = run(self.command().args(["rev-parse", "--is-shallow-repository"]));
        let shallow = shallow.is_ok_and(|answer| text(&answer).trim() == "true");
        let clone = if shallow { ", and this clone is shallow: it lacks older commits" } else { "" };
        format!(
            "{what}{clone}\n\
             help: fetch the branch and its history first: `fetch-depth: 0` for actions/checkout, `GIT_DEPTH: 0` in \
             GitLab, `git fetch --unshallow` by hand"
        )
    }

    /// What was renamed or taken out since a commit.
    ///
    /// # Errors
    /// git fails.
    pub fn moves(&self, base: &ObjectId) -> Result<Moves, String> {
        let arguments = ["diff-index", "--cached", "--no-ext-diff", "--no-textconv", "--name-status", "-M", "-z"];
        let listed = run(self.command().args(arguments).args(["--diff-filter=DR", base, "--"]))?;
        let mut moves = Moves::default();
        let mut words = listed.split(|byte| *byte == 0).map(text);
        while let (Some(status), Some(old)) = (words.next(), words.next()) {
            if status.starts_with('R') {
                let Some(new) = words.next() else { break };
                moves.from.insert(new, old.clone());
            }
            moves.gone.insert(old);
        }
        Ok(moves)
    }

    /// The files of a commit, of those that are `wanted`.
    ///
    /// # Errors
    /// git fails.
    pub fn files(&self, base: &ObjectId, wanted: &HashSet<&str>) -> Result<HashMap<String, ObjectId>, String> {
        let listed = run(self.command().args(["ls-tree", "-r", "-z", "--full-tree", base]))?;
        let entry = |line: &[u8]| {
            let line = text(line);
            let (about, path) = line.split_once('\t')?;
            let mut about = about.split(' ');
            // Links and submodules are no documents.
            let is_file = about.next()?.starts_with("100") && about.next()? == "blob";
            let wanted = is_file && wanted.contains(path);
            wanted.then_some((path.to_owned(), about.next()?.to_owned()))
        };
        Ok(listed.split(|byte| *byte == 0).filter_map(entry).collect())
    }

    /// The contents of files, in their order.
    ///
    /// # Errors
    /// git fails, or one of them was never fetched.
    pub fn contents(&self, files: &[ObjectId]) -> Result<Vec<Vec<u8>>, String> {
        let mut command = self.command();
        command.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| unavailable(&error))?;
        let (Some(mut asks), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("git cannot be talked to".to_owned());
        };
        let mut answers = BufReader::new(answers);
        let mut ask = |id: &ObjectId| {
            writeln!(asks, "{id}")?;
            answer(&mut answers)
        };
        let contents = files.iter().map(&mut ask).collect::<io::Result<_>>();
        drop(asks);
        // It ends with its input; how, no longer matters.
        let _ = child.wait();
        contents.map_err(|error| format!("git does not give what the files were: {error}"))
    }

    fn command(&self) -> Command {
        command(&self.top)
    }
}

/// Reads `ID blob SIZE`, the content and a line end.
fn answer(answers: &mut BufReader<ChildStdout>) -> io::Result<Vec<u8>> {
    let mut head = String::new();
    answers.read_line(&mut head)?;
    let size = head.trim_end().split_once(" blob ").and_then(|(_, size)| size.parse().ok());
    let size: u64 = size.ok_or_else(|| io::Error::other("a file is missing; fetch it with a full clone"))?;
    let mut content = Vec::new();
    answers.take(size).read_to_end(&mut content)?;
    answers.read_exact(&mut [0])?;
    Ok(content)
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder);
    command.args(["--no-pager", "--no-optional-locks", "--literal-pathspecs", "-c", "core.fsmonitor=false"]);
    command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C");
    command.stdin(Stdio::null());
    command
}

/// Runs git and returns what it printed.
fn run(command: &mut Command) -> Result<Vec<u8>, String> {
    let output = command.output().map_err(|error| unavailable(&error))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let complaint = text(&output.stderr);
    // What git advises stands below what it says: "call: git config …".
    let lines = complaint.lines().map(|line| line.trim_start_matches("fatal: ").trim()).filter(|line| !line.is_empty());
    let lines: Vec<_> = lines.take(TOLD).map(visible).collect();
    Err(if lines.is_empty() { "git failed".to_owned() } else { lines.join("\n") })
}

fn unavailable(error: &io::Error) -> String {
    format!("git could not be run: {error}")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
