//! `--since`, in scratch repositories: what a change brings is told, what was there before is not.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::command::{Ran, candor, candor_reading, command, folder};

const OLD: &str = "---\nid: old-1\n---\n# Down\n\n## Timeline\n\n10:02 all down\n\n## Impact\n\nAll users for 3 hours.\n\n\
    ## Root cause\n\nimproper operations\n";
const SOUND: &str = "---\nid: sound\n---\n# Down\n\n## Summary\n\nPayments failed.\n\n## Impact\n\nAll users for 3 hours.\n\n\
    ## Root cause\n\nRelease 4.2 closed the connections of the gateway before their answers came, so that payments failed.\n";
const RULES: &str = "placeholder-left,cause-vague,timeline-no-timezone,section-missing,action-overdue,duplicate-id";

fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder).args([
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.com",
        "-c",
        "commit.gpgsign=false",
    ]);
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = git.args(arguments).output().expect("git is installed");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn commit(folder: &Path, message: &str) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", message]);
}

fn write(folder: &Path, path: &str, text: &str) {
    fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
    fs::write(folder.join(path), text).unwrap();
}

/// A repository with old documents on `main`, and a branch `change` that is checked out.
fn repository() -> tempfile::TempDir {
    let here = folder(&[("pm/old.md", OLD), ("pm/sound.md", SOUND)]);
    git(here.path(), &["init", "--quiet", "--initial-branch", "main"]);
    commit(here.path(), "old");
    git(here.path(), &["checkout", "--quiet", "-b", "change"]);
    here
}

fn since(folder: &Path, arguments: &[&str]) -> Ran {
    let fixed = ["lint", "--format", "json", "--select", RULES, "--now", "2026-11-22", "--since"];
    candor(folder, &[&fixed, arguments].concat())
}

/// `path:line rule` of every finding that is told.
fn told(ran: &Ran) -> Vec<String> {
    let output: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    let mut told = Vec::new();
    for file in output["files"].as_array().unwrap() {
        for found in file["findings"].as_array().unwrap() {
            let (path, rule) = (file["path"].as_str().unwrap(), found["rule"].as_str().unwrap());
            told.push(format!("{path}:{} {rule}", found["start"]["line"]));
        }
    }
    told
}

#[test]
fn a_new_gap_is_told_and_an_old_one_is_not() {
    let here = repository();
    assert_eq!((told(&since(here.path(), &["main"])), since(here.path(), &["main"]).status), (vec![], 0));
    write(here.path(), "pm/old.md", &OLD.replace("All users", "About all users"));
    let vague = SOUND.split("Release").next().unwrap().to_owned() + "a network issue\n";
    write(here.path(), "pm/sound.md", &vague);
    commit(here.path(), "a vague cause");
    let ran = since(here.path(), &["main"]);
    assert_eq!((told(&ran), ran.status), (vec!["pm/sound.md:16 cause-vague".to_owned()], 1));
    let github = candor(here.path(), &["lint", "--since", "main", "--select", RULES, "--format", "github"]).stdout;
    assert!(github.starts_with("::error file=pm/sound.md,line=16,"), "{github}");
    assert_eq!(github.lines().count(), 1, "{github}");
    let text = candor(here.path(), &["lint", "--since", "main", "--select", RULES]).stdout;
    assert!(text.contains(" older)\n"), "{text}");
}

#[test]
fn changes_go_from_the_merge_base_not_from_the_tip() {
    let here = repository();
    git(here.path(), &["checkout", "--quiet", "main"]);
    write(here.path(), "pm/sound.md", &SOUND.replace("id: sound", "id: sound\nseverity: TODO"));
    write(here.path(), "pm/old.md", &OLD.replace("improper operations", "Mended on main."));
    commit(here.path(), "main goes on");
    git(here.path(), &["checkout", "--quiet", "change"]);
    // Against the tip of main, the old cause would look like a change.
    assert_eq!(told(&since(here.path(), &["main"])), Vec::<String>::new());
}

#[test]
fn what_a_change_causes_on_other_lines_is_told() {
    let here = repository();
    write(here.path(), "pm/old.md", &OLD.replace("10:02 all down", "10:02 UTC all down"));
    commit(here.path(), "a zone");
    git(here.path(), &["checkout", "--quiet", "-b", "next"]);
    write(here.path(), "pm/old.md", &OLD.replace("10:02 all down", "10:02 all down\n10:05 all up"));
    assert_eq!(told(&since(here.path(), &["change"])), ["pm/old.md:8 timeline-no-timezone"]);
    // The section that is gone was not missing before; those that always were are not told.
    write(here.path(), "pm/old.md", OLD.split("## Impact").next().unwrap());
    let told = told(&since(here.path(), &["change", "pm/old.md"]));
    assert_eq!(told.iter().filter(|told| told.contains("section-missing")).count(), 2, "{told:?}");
}

#[test]
fn an_edited_title_uncovers_nothing_that_was_missing_before() {
    let here = repository();
    write(here.path(), "pm/old.md", &OLD.replace("# Down", "# Down for three hours"));
    assert_eq!(told(&since(here.path(), &["main"])), Vec::<String>::new());
}

#[test]
fn one_more_of_a_kind_is_one_finding() {
    let here = repository();
    write(here.path(), "pm/sound.md", &SOUND.replace("All users for", "TODO\n\nAll users for"));
    commit(here.path(), "one");
    git(here.path(), &["checkout", "--quiet", "-b", "next"]);
    write(here.path(), "pm/sound.md", &SOUND.replace("All users for", "TODO\n\nTODO\n\nAll users for"));
    assert_eq!(told(&since(here.path(), &["change"])).len(), 1);
}

#[test]
fn a_pure_rename_changes_nothing_and_an_edited_one_its_lines() {
    let here = repository();
    fs::create_dir(here.path().join("archive")).unwrap();
    git(here.path(), &["mv", "pm/old.md", "archive/2026 “old”.md"]);
    assert_eq!(told(&since(here.path(), &["main"])), Vec::<String>::new());
    let path = "archive/2026 “old”.md";
    write(here.path(), path, &OLD.replace("All users", "TODO: all users"));
    commit(here.path(), "move and edit");
    assert_eq!(told(&since(here.path(), &["main"])), [format!("{path}:12 placeholder-left")]);
}

#[test]
fn a_file_that_is_gone_is_no_error() {
    let here = repository();
    fs::remove_file(here.path().join("pm/old.md")).unwrap();
    commit(here.path(), "remove");
    for named in [vec!["pm/old.md"], vec!["pm/old.md", "pm/sound.md"], vec!["."]] {
        let ran = since(here.path(), &[&["main"], &named[..]].concat());
        assert_eq!((told(&ran), ran.status), (vec![], 0), "{named:?}: {ran:?}");
    }
    let never = since(here.path(), &["main", "pm/never.md"]);
    assert_eq!(never.status, 2);
    fs::remove_dir_all(here.path().join("pm")).unwrap();
    commit(here.path(), "remove all");
    assert_eq!(since(here.path(), &["main", "pm"]).status, 0);
    assert_eq!(since(here.path(), &["main", "p"]).status, 2);
    let both = candor(here.path(), &["lint", "--since", "main", "--write-baseline", "known.json"]);
    assert!(both.status == 2 && !here.path().join("known.json").exists(), "{both:?}");
}

#[test]
fn a_new_file_is_new_from_its_first_line() {
    let here = repository();
    write(here.path(), "pm/new.md", &OLD.replace("old-1", "new"));
    let expected = ["pm/new.md:4 section-missing", "pm/new.md:8 timeline-no-timezone", "pm/new.md:16 cause-vague"];
    let untracked = told(&since(here.path(), &["main"]));
    assert!(expected.iter().all(|expected| untracked.contains(&(*expected).to_owned())), "{untracked:?}");
    commit(here.path(), "new");
    assert_eq!(told(&since(here.path(), &["main"])), untracked);
}

#[test]
fn subfolders_worktrees_and_standard_input_are_served() {
    let here = repository();
    let vague = SOUND.split("Release").next().unwrap().to_owned() + "a network issue\n";
    write(here.path(), "pm/sound.md", &vague);
    commit(here.path(), "a vague cause");
    let sub = here.path().join("pm");
    assert_eq!(told(&since(&sub, &["main"])), ["sound.md:16 cause-vague"]);
    assert_eq!(told(&since(&sub, &["main", "."])), ["sound.md:16 cause-vague"]);
    let other = tempfile::tempdir().unwrap();
    let tree = other.path().join("tree");
    git(here.path(), &["worktree", "add", "--quiet", "--detach", tree.to_str().unwrap(), "change"]);
    assert_eq!(told(&since(&tree, &["main"])), ["pm/sound.md:16 cause-vague"]);
    let arguments =
        ["lint", "-", "--stdin-filename", "pm/sound.md", "--since", "change", "--select", RULES, "--format", "json"];
    let ran = candor_reading(here.path(), &arguments, (vague + "\nTODO\n").as_bytes());
    assert_eq!(told(&ran), ["pm/sound.md:18 placeholder-left"]);
}

#[test]
fn what_only_the_calendar_turned_fails_no_change() {
    let here = repository();
    let actions = "\n## Action items\n\n| Action | Owner | Due | Status |\n|---|---|---|---|\n\
        | Reuse connections in the gateway | Ann | 2026-06-01 | open |\n";
    write(here.path(), "pm/sound.md", &(SOUND.to_owned() + actions));
    let overdue = ["--select", "action-overdue", "--fail-on", "info"];
    let ran = since(here.path(), &[&["main"], &overdue[..]].concat());
    assert!(told(&ran).iter().any(|told| told.contains("action-overdue")), "{ran:?}");
    let alone = ["lint", "pm", "--select", "action-overdue", "--fail-on", "info", "--now", "2026-11-22"];
    assert_eq!(candor(here.path(), &alone).status, 1);
    assert_eq!(candor(here.path(), &[&alone[..], &["--since", "main"]].concat()).status, 0);
    commit(here.path(), "actions");
    let later =
        ["lint", "pm", "--select", "action-overdue", "--format", "json", "--now", "2027-11-22", "--since", "HEAD"];
    assert_eq!(told(&candor(here.path(), &later)), Vec::<String>::new());
}

#[test]
fn a_final_status_makes_old_gaps_new() {
    let here = repository();
    write(here.path(), "pm/draft.md", &OLD.replace("id: old-1", "id: d\nstatus: draft"));
    commit(here.path(), "draft");
    git(here.path(), &["checkout", "--quiet", "-b", "final"]);
    write(here.path(), "pm/draft.md", &OLD.replace("id: old-1", "id: d\nstatus: final"));
    let told = told(&since(here.path(), &["change"]));
    assert!(told.contains(&"pm/draft.md:5 section-missing".to_owned()), "{told:?}");
    assert!(!told.iter().any(|told| told.contains("cause-vague")), "{told:?}");
}

#[test]
fn a_taken_id_is_told_of_the_document_that_takes_it() {
    let here = repository();
    write(here.path(), "a/new.md", &SOUND.replace("id: sound", "id: old-1"));
    assert!(told(&since(here.path(), &["main"])).contains(&"a/new.md:2 duplicate-id".to_owned()));
}

#[test]
fn a_base_that_is_not_there_says_what_to_do() {
    let here = repository();
    let fails = |folder: &Path, reference: &str, words: &[&str]| {
        let ran = since(folder, &[reference]);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{ran:?}");
        for words in words {
            assert!(ran.stderr.contains(words), "{words}: {}", ran.stderr);
        }
    };
    fails(here.path(), "origin/main", &["--since origin/main: git knows no such commit here", "fetch-depth: 0"]);
    fails(here.path(), "pm/old.md", &["no such commit"]);
    fails(&std::env::temp_dir(), "main", &["not a git repository"]);
    let option = candor(here.path(), &["lint", "--since=--output=x"]);
    assert!(option.status == 2 && option.stderr.contains("a commit is expected, not an option"), "{option:?}");
    assert!(!here.path().join("x").exists());
    // A shallow clone of the branch, with a main that shares no commit with it.
    write(here.path(), "pm/new.md", SOUND);
    commit(here.path(), "new");
    let clones = tempfile::tempdir().unwrap();
    let from = format!("file://{}", here.path().display());
    let shallow = clones.path().join("shallow");
    let path = shallow.to_str().unwrap();
    git(clones.path(), &["clone", "--quiet", "--depth", "1", "--branch", "change", &from, path]);
    fails(&shallow, "origin/main", &["no such commit", "this clone is shallow", "GIT_DEPTH: 0"]);
    git(&shallow, &["fetch", "--quiet", "--depth", "1", "origin", "main:refs/remotes/origin/main"]);
    fails(&shallow, "origin/main", &["no commit in common", "fetch-depth: 0", "git fetch --unshallow"]);
    git(&shallow, &["fetch", "--quiet", "--unshallow", "origin"]);
    assert_eq!(since(&shallow, &["origin/main", "pm/old.md"]).status, 0);
}

#[test]
fn documents_of_another_repository_are_refused() {
    let here = repository();
    let other = folder(&[("a.md", OLD)]);
    let path = other.path().join("a.md");
    let ran = since(here.path(), &["main", path.to_str().unwrap()]);
    assert!(ran.status == 2 && ran.stderr.contains("is not in the repository"), "{ran:?}");
}

/// Settings of a stranger's branch, or of the machine, by which git would run a program.
#[cfg(unix)]
#[test]
fn git_runs_no_other_program() {
    use std::os::unix::fs::PermissionsExt;
    let here = repository();
    let trap = here.path().join("trap");
    fs::write(&trap, format!("#!/bin/sh\necho ran >> {}/ran\ncat\n", here.path().display())).unwrap();
    fs::set_permissions(&trap, fs::Permissions::from_mode(0o755)).unwrap();
    let trap = trap.to_str().unwrap();
    write(here.path(), "pm/old.md", &OLD.replace("All users", "TODO: all users"));
    commit(here.path(), "edit");
    write(here.path(), ".gitattributes", "*.md diff=trap filter=trap -text\n");
    for (key, value) in [
        ("diff.trap.command", trap),
        ("diff.trap.textconv", trap),
        ("diff.external", trap),
        ("filter.trap.clean", trap),
        ("filter.trap.smudge", trap),
        ("core.fsmonitor", trap),
        ("core.pager", trap),
    ] {
        git(here.path(), &["config", key, value]);
    }
    write(here.path(), "pm/sound.md", &SOUND.replace("All users", "TODO: all users"));
    let arguments = ["lint", "pm", "--select", "placeholder-left", "--since", "main", "--format", "json"];
    let output =
        command(here.path(), &arguments).env("GIT_EXTERNAL_DIFF", trap).env("GIT_PAGER", trap).output().unwrap();
    let ran = Ran {
        status: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    };
    assert_eq!(told(&ran).len(), 2, "{ran:?}");
    assert!(!here.path().join("ran").exists(), "a program was run");
    // The trap is one: git springs it where it may.
    git(here.path(), &["diff", "main"]);
    assert!(here.path().join("ran").exists());
}

#[test]
fn a_baseline_and_a_base_go_together() {
    let here = repository();
    let write_baseline = ["lint", "pm", "--select", RULES, "--write-baseline", "known.json"];
    assert_eq!(candor(here.path(), &write_baseline).status, 0);
    write(here.path(), "pm/old.md", &OLD.replace("All users", "TODO: all users"));
    let ran = since(here.path(), &["main", "--baseline", "known.json"]);
    assert_eq!((told(&ran), ran.stderr.as_str()), (vec!["pm/old.md:12 placeholder-left".to_owned()], ""));
}

#[test]
fn shards_share_the_documents_and_leave_ids_alone() {
    let files: Vec<_> = (0..7).map(|number| format!("{number}.md")).collect();
    let files: Vec<_> = files.iter().map(|path| (path.as_str(), OLD)).collect();
    let here = folder(&files);
    let mut linted = Vec::new();
    for shard in ["1/3", "2/3", "3/3"] {
        let ran = candor(here.path(), &["lint", "--format", "json", "--select", RULES, "--shard", shard]);
        let output: Value = serde_json::from_str(&ran.stdout).unwrap();
        linted.extend(output["files"].as_array().unwrap().iter().map(|file| file["path"].to_string()));
        assert!(!ran.stdout.contains("duplicate-id"));
        assert_eq!(ran.stderr, "note: --shard leaves duplicate-id out, which compares all documents\n");
    }
    linted.sort();
    linted.dedup();
    assert_eq!(linted.len(), 7);
    assert_eq!(candor(here.path(), &["lint", "0.md", "--shard", "2/2", "--select", RULES]).status, 0);
    for wrong in ["0/3", "4/3", "1", "a/b", "1/0"] {
        assert_eq!(candor(here.path(), &["lint", "--shard", wrong]).status, 2, "{wrong}");
    }
    assert_eq!(candor(here.path(), &["lint", "--shard", "1/1", "--select", RULES]).stderr, "");
}

#[test]
fn a_baseline_does_not_cover_what_a_change_brings_back() {
    let here = repository();
    let baseline = ["--baseline", "known.json"];
    let written = ["lint", "pm", "--select", RULES, "--write-baseline", "known.json"];
    assert_eq!(candor(here.path(), &written).status, 0);
    git(here.path(), &["checkout", "--quiet", "main"]);
    let mended = OLD.replace("improper operations", SOUND.rsplit("## Root cause\n\n").next().unwrap().trim());
    write(here.path(), "pm/old.md", &mended);
    commit(here.path(), "mended, with the baseline as it was");
    git(here.path(), &["checkout", "--quiet", "-B", "change"]);
    let run = |text: &str| {
        write(here.path(), "pm/old.md", text);
        commit(here.path(), "a change");
        since(here.path(), &[&["main"], &baseline[..]].concat())
    };
    let back = run(OLD);
    assert_eq!((told(&back), back.status), (vec!["pm/old.md:16 cause-vague".to_owned()], 1));
    assert_eq!(
        told(&candor(here.path(), &["lint", "pm", "--select", RULES, "--format", "json", "--baseline", "known.json"])),
        [] as [&str; 0]
    );
    // What was there before stays known, on a line that was touched as well.
    let touched = mended.replace("10:02 all down", "10:02 all down at once");
    let ran = run(&touched);
    assert_eq!((told(&ran), ran.status), (vec![], 0), "{ran:?}");
}
