//! What a repository runs: `candor init`, the hook, and the steps of the action.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::command::{Ran, candor, folder};
use crate::support::repo;

/// A postmortem whose cause is told.
const SOUND: &str = "# Checkout down\n\n## Impact\n\nFrom 10:02 to 10:40 UTC 1,200 of 40,000 customers could not pay.\n\n\
    ## Root cause\n\nRelease 4.2 of the payment gateway opened a connection for every request, so that the pool of \
    200 connections was empty after a minute and the gateway refused payments.\n\n## Timeline (UTC)\n\n\
    - 2026-05-03 10:02 release 4.2 goes live\n- 2026-05-03 10:05 the alert pages\n- 2026-05-03 10:40 release 4.1 is back\n\n## Compensation\n\n\
    None is due: no payment was taken twice, and the agreement allows an hour a month.\n\n## Action items\n\n\
    - Reuse connections in the gateway. Owner: Payments. Due: 2031-06-01. Ticket: PAY-7.\n";

/// One with an old gap.
const OLD: &str = "# Search down\n\n## Impact\n\nFrom 9:00 to 9:30 UTC 700 users saw no results.\n\n## Root cause\n\n\
    An improper operation.\n\n## Timeline (UTC)\n\n- 2025-05-03 09:00 down\n- 2025-05-03 09:10 noticed\n- 2025-05-03 09:30 up\n";

fn git(folder: &Path, arguments: &[&str]) -> String {
    let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"];
    let output = Command::new("git").args(identity).args(arguments).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn committed(files: &[(&str, &str)]) -> tempfile::TempDir {
    let here = folder(files);
    git(here.path(), &["init", "--quiet"]);
    git(here.path(), &["add", "."]);
    git(here.path(), &["commit", "--quiet", "--allow-empty", "--message", "a"]);
    here
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn init_writes_what_a_repository_lacks_and_shows_it() {
    let here = committed(&[("x/a.md", SOUND)]);
    let ran = candor(&here.path().join("x"), &["init", "--repository", "https://github.com/acme/candor"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    for path in [
        "candor.yaml",
        ".github/workflows/postmortems.yml",
        ".pre-commit-config.yaml",
        "postmortems/templates/standard.md",
    ] {
        assert!(ran.stdout.contains(&format!("wrote  {path}: ")), "{path}: {ran:?}");
    }
    let workflow: Value = serde_yaml::from_str(&read(here.path(), ".github/workflows/postmortems.yml")).unwrap();
    let uses = format!("acme/candor@v{}", env!("CARGO_PKG_VERSION"));
    assert_eq!(workflow["jobs"]["lint"]["steps"][1]["uses"], uses.as_str());
    assert_eq!(workflow["permissions"], serde_json::json!({"contents": "read"}));
    let hooks: Value = serde_yaml::from_str(&read(here.path(), ".pre-commit-config.yaml")).unwrap();
    assert_eq!(hooks["repos"][0]["repo"], "https://github.com/acme/candor");
    assert!(!ran.stdout.contains("OWNER") && !ran.stderr.contains("OWNER"), "{ran:?}");
    // What it wrote works: the configuration is sound, the template is no postmortem, and a draft passes.
    let draft = candor(here.path(), &["new", "Search down", "--template", "standard", "-o", "postmortems/a.md"]);
    assert_eq!(draft.status, 0, "{draft:?}");
    let lint = candor(here.path(), &["lint", "postmortems"]);
    assert!(lint.status == 0 && lint.stdout.contains("1 file linted, 1 skipped"), "{lint:?}");
}

#[test]
fn init_never_overwrites() {
    let files = [
        (".candor.yaml", "fail-on: never\n"),
        (".github/workflows/postmortems.yaml", "name: mine\n"),
        (".pre-commit-config.yaml", "repos: []\n"),
    ];
    let here = committed(&files);
    let first = candor(here.path(), &["init", "--postmortems", "docs/incidents"]);
    assert!(
        first.stdout.contains("kept   .pre-commit-config.yaml") && first.stdout.contains("- id: candor"),
        "{first:?}"
    );
    assert!(
        !here.path().join("candor.yaml").exists() && here.path().join("docs/incidents/templates/standard.md").exists()
    );
    let template = here.path().join("docs/incidents/templates/standard.md");
    fs::write(&template, "mine").unwrap();
    let second = candor(here.path(), &["init", "--postmortems", "docs/incidents"]);
    assert!(second.status == 0 && !second.stdout.contains("wrote"), "{second:?}");
    for (path, text) in files {
        assert_eq!(read(here.path(), path), text);
    }
    assert_eq!(fs::read_to_string(template).unwrap(), "mine");
}

#[test]
fn init_writes_all_files_when_its_reader_goes_away() {
    let here = committed(&[]);
    let mut child = crate::command::command(here.path(), &["init"]).spawn().unwrap();
    drop(child.stdout.take());
    child.wait().unwrap();
    for path in ["candor.yaml", ".github/workflows/postmortems.yml", ".pre-commit-config.yaml"] {
        assert!(here.path().join(path).exists(), "{path}");
    }
    assert!(here.path().join("postmortems/templates/standard.md").exists());
}

#[test]
fn init_says_what_it_does_not_know() {
    let ran = candor(folder(&[]).path(), &["init"]);
    let told = ran.stderr.contains("Replace OWNER");
    assert_eq!(told, env!("CARGO_PKG_REPOSITORY").is_empty(), "{ran:?}");
    for wrong in ["../up", "/tmp", "a/../b", ""] {
        assert_eq!(candor(folder(&[]).path(), &["init", "--postmortems", wrong]).status, 2, "{wrong}");
    }
    assert_eq!(candor(folder(&[]).path(), &["init", "--repository", "https://a.b/c\nd: e"]).status, 2);
}

#[cfg(unix)]
#[test]
fn init_does_not_follow_a_link_out_of_the_repository() {
    let outside = folder(&[]);
    let here = committed(&[]);
    std::os::unix::fs::symlink(outside.path(), here.path().join(".github")).unwrap();
    let ran = candor(here.path(), &["init"]);
    assert!(ran.status == 2 && ran.stderr.contains("leaves the repository"), "{ran:?}");
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
}

/// A folder with the `candor` of these tests, to stand first in the path.
fn path_with_candor() -> String {
    let own = PathBuf::from(env!("CARGO_BIN_EXE_candor"));
    format!("{}:{}", own.parent().unwrap().display(), std::env::var("PATH").unwrap_or_default())
}

#[test]
fn the_hooks_name_the_installed_program_and_flags_that_exist() {
    let hooks: Value = serde_yaml::from_str(&fs::read_to_string(repo(".pre-commit-hooks.yaml")).unwrap()).unwrap();
    let here = folder(&[("README.md", "# A project\n\n## Impact\n\nGreat.\n"), ("old.md", OLD)]);
    for hook in hooks.as_array().unwrap() {
        let entry: Vec<&str> = hook["entry"].as_str().unwrap().split(' ').skip(1).collect();
        let run = |files: &[&str]| candor(here.path(), &[&entry[..], files].concat()).status;
        assert_eq!((run(&["README.md"]), run(&["README.md", "old.md"])), (0, 1), "{hook}");
    }
}

#[cfg(unix)]
#[test]
#[ignore = "needs tests/consumers/install"]
fn pre_commit_runs_the_hook() {
    let hooks = fs::read_to_string(repo(".pre-commit-hooks.yaml")).unwrap();
    let home = committed(&[(".pre-commit-hooks.yaml", &hooks)]);
    let (address, rev) = (home.path().display(), git(home.path(), &["rev-parse", "HEAD"]));
    let config = format!("repos: [{{repo: {address}, rev: {rev}, hooks: [{{id: candor-system}}]}}]\n");
    let run = |files: &[(&str, &str)]| {
        let here = committed(&[files, &[(".pre-commit-config.yaml", config.as_str())]].concat());
        let output = Command::new(repo("target/consumers/python/bin/pre-commit"))
            .args(["run", "--all-files", "--color", "never"])
            .current_dir(here.path())
            .env("PATH", path_with_candor())
            .env("PRE_COMMIT_HOME", home.path().join(".git/cache"))
            .output()
            .unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (status, told) = run(&[("README.md", "# A project\n"), ("package.json", "{}\n")]);
    assert_eq!(status, Some(0), "{told}");
    let (status, told) = run(&[("README.md", "# A project\n"), ("docs/old.md", OLD)]);
    assert!(status == Some(1) && told.contains("cause-vague") && told.contains("docs/old.md"), "{told}");
    let excluded = [("candor.yaml", "exclude: [docs]\n"), ("docs/old.md", OLD)];
    assert_eq!(run(&excluded).0, Some(0), "what is excluded stays so where the hook names it");
}

/// The shell steps of the action, and what each gets in its environment.
fn steps() -> Vec<(String, Vec<(String, String)>)> {
    let action: Value = serde_yaml::from_str(&fs::read_to_string(repo("action.yml")).unwrap()).unwrap();
    let steps = action["runs"]["steps"].as_array().unwrap().iter().map(|step| {
        let env = step["env"].as_object().unwrap().iter();
        let env = env.map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned())).collect();
        (step["run"].as_str().unwrap().to_owned(), env)
    });
    steps.collect()
}

#[test]
fn the_action_puts_nothing_from_outside_into_a_script() {
    for (script, env) in steps() {
        assert!(!script.contains("${{"), "{script}");
        for (name, _) in env {
            let used = script.contains(&format!("${name}")) || script.contains(&format!("${{{name}"));
            assert!(used, "{name} is not used");
        }
    }
}

#[test]
fn every_input_of_the_action_is_used_and_told() {
    let text = fs::read_to_string(repo("action.yml")).unwrap();
    let action: Value = serde_yaml::from_str(&text).unwrap();
    let page = fs::read_to_string(repo("docs/github.md")).unwrap();
    for (input, of) in action["inputs"].as_object().unwrap() {
        assert!(text.contains(&format!("${{{{ inputs.{input} }}}}")), "{input} is not used");
        assert!(of["description"].is_string() && page.contains(&format!("`{input}`")), "{input} is not told");
    }
}

#[test]
fn the_action_downloads_what_a_release_holds() {
    let release: Value =
        serde_yaml::from_str(&fs::read_to_string(repo(".github/workflows/release.yml")).unwrap()).unwrap();
    let built = release["jobs"]["build"]["strategy"]["matrix"]["include"].as_array().unwrap();
    let mut built: Vec<&str> = built.iter().map(|one| one["target"].as_str().unwrap()).collect();
    let (script, _) = &steps()[0];
    let mut wanted: Vec<&str> =
        script.split("target=").skip(1).map(|rest| rest.split_whitespace().next().unwrap()).collect();
    built.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(built, wanted);
}

/// Runs the steps of the action as the runner does, with inputs that differ from the defaults.
#[cfg(unix)]
fn act(checkout: &Path, event: &[(&str, &str)], inputs: &[(&str, &str)]) -> (Ran, String) {
    let action: Value = serde_yaml::from_str(&fs::read_to_string(repo("action.yml")).unwrap()).unwrap();
    let runner = folder(&[("summary", ""), ("output", ""), ("path", "")]);
    let value = |expression: &str| {
        let name = expression.trim_start_matches("${{ ").trim_end_matches(" }}");
        let given =
            |from: &[(&str, &str)], name: &str| from.iter().find(|(key, _)| *key == name).map(|(_, v)| (*v).to_owned());
        match name.strip_prefix("inputs.") {
            Some(input) => {
                given(inputs, input).unwrap_or_else(|| action["inputs"][input]["default"].as_str().unwrap().to_owned())
            }
            None => given(event, name).unwrap_or_default(),
        }
    };
    let mut last = None;
    for (script, env) in steps() {
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", &script]).current_dir(checkout);
        command.env("PATH", path_with_candor()).env("RUNNER_TEMP", runner.path());
        command.env("GITHUB_SERVER_URL", "https://github.com").env("GITHUB_REPOSITORY", "acme/incidents");
        command.env("GITHUB_SHA", "0000").env("RUNNER_OS", "Linux").env("RUNNER_ARCH", "X64");
        for (name, file) in [("GITHUB_STEP_SUMMARY", "summary"), ("GITHUB_OUTPUT", "output"), ("GITHUB_PATH", "path")] {
            command.env(name, runner.path().join(file));
        }
        command.envs(env.iter().map(|(name, expression)| (name, value(expression))));
        let output = command.stdin(Stdio::null()).output().unwrap();
        last = Some(Ran {
            status: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        });
    }
    (last.unwrap(), fs::read_to_string(runner.path().join("summary")).unwrap())
}

#[cfg(unix)]
#[test]
fn the_action_annotates_everything_where_there_is_no_pull_request() {
    let here = committed(&[("docs/old.md", OLD), ("a b.md", SOUND)]);
    let (ran, summary) = act(here.path(), &[], &[("paths", "docs\na b.md\n"), ("sarif", "out.sarif")]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.stdout.contains("::error file=docs/old.md,line=9"), "{ran:?}");
    assert!(summary.contains("https://github.com/acme/incidents/blob/0000/docs/old.md"), "{summary}");
    let sarif: Value = serde_json::from_str(&read(here.path(), "out.sarif")).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let (ran, _) = act(here.path(), &[], &[("paths", "docs"), ("fail-on", "never"), ("summary", "false")]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let (ran, _) = act(here.path(), &[], &[("paths", "$(touch pwned)\n`touch pwned`\n--help")]);
    assert!(ran.status == 2 && !here.path().join("pwned").exists(), "{ran:?}");
}

/// A scratch repository: on `main` a postmortem with an old gap, on the branch a sound one more and a word
/// changed in the old one.
#[cfg(unix)]
fn with_pull_request() -> (tempfile::TempDir, String) {
    let here = committed(&[("docs/old.md", OLD), ("README.md", "# A project\n")]);
    let base = git(here.path(), &["rev-parse", "HEAD"]);
    git(here.path(), &["checkout", "--quiet", "-b", "change"]);
    fs::write(here.path().join("docs/old.md"), OLD.replace("700 users", "712 users")).unwrap();
    fs::write(here.path().join("docs/new.md"), SOUND).unwrap();
    git(here.path(), &["add", "."]);
    git(here.path(), &["commit", "--quiet", "--message", "b"]);
    (here, base)
}

#[cfg(unix)]
#[test]
fn the_action_fails_on_a_new_gap_and_not_on_an_old_one() {
    let (here, base) = with_pull_request();
    let head = git(here.path(), &["rev-parse", "HEAD"]);
    let event = [("github.event.pull_request.base.sha", base.as_str()), ("github.event.pull_request.head.sha", &head)];
    // The base branch has gone on since: what it did is not the change's.
    git(here.path(), &["checkout", "--quiet", "main"]);
    fs::write(here.path().join("docs/other.md"), OLD).unwrap();
    git(here.path(), &["add", "."]);
    git(here.path(), &["commit", "--quiet", "--message", "c"]);
    git(here.path(), &["checkout", "--quiet", "change"]);
    let quiet = |fail_on: &'static str| act(here.path(), &event, &[("fail-on", fail_on)]);
    let (ran, _) = quiet("error");
    assert_eq!((ran.status, ran.stdout.contains("cause-vague")), (0, false), "{ran:?}");
    // Now a new document stops at a word.
    fs::write(here.path().join("docs/new.md"), SOUND.replace("Release 4.2 of the payment gateway opened a connection \
        for every request, so that the pool of 200 connections was empty after a minute and the gateway refused payments.",
        "An improper operation.")).unwrap();
    git(here.path(), &["commit", "--quiet", "--all", "--message", "d"]);
    let (ran, summary) = quiet("error");
    assert_eq!(ran.status, 1, "{ran:?}");
    let vague: Vec<&str> = ran.stdout.lines().filter(|line| line.contains("cause-vague")).collect();
    assert!(vague.len() == 1 && vague[0].starts_with("::error file=docs/new.md,line=9"), "{ran:?}");
    assert!(summary.contains("docs/new.md") && !summary.contains("docs/old.md#L9"), "{summary}");
    // Without a base, everything is told.
    let (ran, _) = act(here.path(), &event, &[("since", "none")]);
    assert!(ran.stdout.contains("file=docs/old.md,line=9"), "{ran:?}");
}

#[cfg(unix)]
#[test]
fn the_action_says_what_a_shallow_checkout_lacks() {
    let (here, base) = with_pull_request();
    let shallow = folder(&[]);
    let address = format!("file://{}", here.path().display());
    git(shallow.path(), &["clone", "--quiet", "--depth", "1", "--branch", "change", &address, "checkout"]);
    let event = [("github.event.pull_request.base.sha", base.as_str())];
    let (ran, _) = act(&shallow.path().join("checkout"), &event, &[]);
    assert!(ran.status == 2 && ran.stderr.contains("fetch"), "{ran:?}");
}
