//! What was found before, kept for the next run: it changes how long a run takes and nothing else.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use crate::command::{Ran, candor, folder};
use crate::support::{files, repo};

const LETTER: &str = "# Payments refused\n\n## Impact\n\nSome users were affected.\n";
const KEPT: &str = "kept";

/// Lints the whole folder at noon of a day, with what is kept in its folder `kept`.
fn lint(folder: &Path, more: &[&str]) -> Ran {
    lint_at("2026-11-22T12:00Z", folder, more)
}

fn lint_at(now: &str, folder: &Path, more: &[&str]) -> Ran {
    candor(folder, &[&["lint", "--format", "json", "--now", now, "--cache-dir", KEPT], more].concat())
}

/// The folders of `kept`.
fn days(folder: &Path) -> Vec<PathBuf> {
    files(&folder.join(KEPT)).into_iter().filter(|path| path.is_dir()).collect()
}

/// The files that reports are kept in.
fn shards(folder: &Path) -> Vec<PathBuf> {
    days(folder).iter().flat_map(|day| files(day)).collect()
}

/// Makes every report that is kept say that nothing was found, so that a test sees where it is believed.
fn empty(folder: &Path) {
    for shard in shards(folder) {
        let kept = fs::read_to_string(&shard).unwrap();
        let emptied = kept.lines().map(|line| {
            let (key, report) = line.split_at(64);
            let mut report: Value = serde_json::from_str(report).unwrap();
            report["report"]["findings"] = json!([]);
            format!("{key}{report}\n")
        });
        fs::write(&shard, emptied.collect::<String>()).unwrap();
    }
}

fn finds(ran: &Ran) -> bool {
    ran.stdout.contains("impact-unquantified")
}

#[test]
fn every_format_tells_the_same_the_second_time() {
    let examples = repo("examples");
    for format in ["text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "markdown"] {
        let kept = tempfile::tempdir().unwrap();
        let cache = kept.path().to_str().unwrap();
        let more = ["--now", "2026-11-22T12:00Z", "--format", format];
        let run = |keeping: &[&str]| candor(&examples, &[&["lint", "."], keeping, &more].concat());
        let plain = run(&["--no-cache"]);
        for _ in 0..2 {
            let ran = run(&["--cache-dir", cache]);
            assert_eq!((&ran.stdout, ran.status), (&plain.stdout, plain.status), "{format}");
        }
    }
}

#[test]
fn a_report_holds_for_the_same_text_path_settings_and_day() {
    let here = folder(&[("a.md", LETTER)]);
    assert!(finds(&lint(here.path(), &["a.md"])));
    empty(here.path());
    assert!(!finds(&lint(here.path(), &["a.md"])), "nothing has changed");
    assert!(!finds(&lint_at("2026-11-22T23:00Z", here.path(), &["a.md"])), "another hour");
    assert!(finds(&lint_at("2026-11-23T00:00Z", here.path(), &["a.md"])), "another day");
    assert!(finds(&lint(here.path(), &["a.md", "--ignore", "counterfactual"])), "other rules");
    empty(here.path());
    assert!(!finds(&lint(here.path(), &["a.md", "--ignore", "counterfactual"])), "the same other rules");
    fs::write(here.path().join("candor.yaml"), "words: {few: [several]}\n").unwrap();
    assert!(finds(&lint(here.path(), &["a.md"])), "another configuration");
    fs::remove_file(here.path().join("candor.yaml")).unwrap();
    fs::write(here.path().join("b.md"), LETTER).unwrap();
    assert!(finds(&lint(here.path(), &["b.md"])), "another path");
    fs::write(here.path().join("a.md"), format!("{LETTER}\n")).unwrap();
    assert!(finds(&lint(here.path(), &["a.md"])), "another text");
}

#[test]
fn what_was_skipped_is_linted_where_it_is_named() {
    let here = folder(&[("docs/a.md", LETTER)]);
    for _ in 0..2 {
        let ran = lint(here.path(), &["docs", "--allow-empty"]);
        assert!(ran.stdout.contains(r#""files":0,"skipped":1"#), "{ran:?}");
    }
    assert!(finds(&lint(here.path(), &["docs/a.md"])));
    let ran = lint(here.path(), &["docs", "--allow-empty"]);
    assert!(ran.stdout.contains(r#""files":0,"skipped":1"#), "{ran:?}");
}

#[test]
fn what_depends_on_the_hour_or_on_more_files_is_not_kept() {
    let declaring = LETTER.replace("# Payments", "---\nstandards: [nis2]\n---\n# Payments");
    let here = folder(&[("a.md", &declaring), ("b.md", LETTER), ("team/c.md", LETTER), ("team/s.json", "{}")]);
    fs::write(here.path().join("team/candor.yaml"), "schema: s.json\n").unwrap();
    for arguments in [&["a.md"][..], &["b.md", "--standard", "nis2"], &["team/c.md"], &["b.md", "--fix"]] {
        lint(here.path(), arguments);
        assert!(days(here.path()).is_empty(), "{arguments:?}");
    }
    lint(here.path(), &["b.md"]);
    assert_eq!(shards(here.path()).len(), 1);
}

#[test]
fn what_cannot_be_understood_or_kept_is_as_if_it_were_not_there() {
    let here = folder(&[("a.md", LETTER), ("file", "")]);
    lint(here.path(), &["a.md"]);
    let [shard] = &shards(here.path())[..] else { panic!("one report") };
    let key = fs::read_to_string(shard).unwrap()[..64].to_owned();
    for broken in
        ["", "{\n", &key, &format!("{key}{{\n"), &format!("{key}{{\"is_postmortem\":true,\"report\":{{}}}}\n")]
    {
        fs::write(shard, broken).unwrap();
        assert!(finds(&lint(here.path(), &["a.md"])), "{broken}");
        assert!(fs::read(shard).unwrap().len() > broken.len() + 100, "kept anew behind what is broken");
    }
    assert!(finds(&lint(here.path(), &["a.md"])));
    let ran = candor(here.path(), &["lint", "a.md", "--format", "json", "--cache-dir", "file/within"]);
    assert!(finds(&ran) && ran.stderr.is_empty(), "{ran:?}");
}

#[test]
fn nothing_is_kept_where_that_is_asked_for() {
    let here = folder(&[("a.md", LETTER)]);
    let home = tempfile::tempdir().unwrap();
    let run = |more: &[&str]| {
        let mut command = crate::command::command(here.path(), &[&["lint", "a.md"], more].concat());
        command.env("XDG_CACHE_HOME", home.path()).output().unwrap();
        home.path().join("candor").is_dir()
    };
    assert!(!run(&["--no-cache"]));
    assert!(run(&[]));
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_look_into_it() {
    use std::os::unix::fs::PermissionsExt;
    let here = folder(&[("a.md", LETTER)]);
    lint(here.path(), &["a.md"]);
    assert_eq!(fs::metadata(&days(here.path())[0]).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn reports_of_older_days_are_taken_away_and_nothing_else() {
    let here = folder(&[("a.md", LETTER), ("kept/notes/mine.txt", "")]);
    let old = SystemTime::now() - Duration::from_secs(30 * 24 * 60 * 60);
    let aged = |path: &Path| fs::File::open(path).unwrap().set_modified(old).unwrap();
    lint(here.path(), &["a.md"]);
    let notes = here.path().join("kept/notes");
    let [_, first] = &days(here.path())[..] else { panic!("notes and a day") };
    lint_at("2026-11-23", here.path(), &["a.md"]);
    assert_eq!(days(here.path()).len(), 3, "nothing is old yet");
    aged(first);
    aged(&notes);
    lint_at("2026-11-24", here.path(), &["a.md"]);
    assert!(!first.exists() && notes.exists());
    assert_eq!(days(here.path()).len(), 3);
}
