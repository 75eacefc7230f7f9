//! The formats that programs read. What those programs make of them: consumers.rs.

use std::fs;

use serde_json::Value;

use crate::command::{Ran, candor, folder};
use crate::support::{NOW, repo};

/// A document whose words would like to be commands, markup, XML and links.
const HOSTILE: &str = "---\nid: \"##[error]%0A @octo #12 [x](http://evil.example/) <b>|*a*\\e[31m\\x7f\\x85\"\n---\n\
    # Down\n\n## Impact\n\nA small number of users saw errors.\n\n::error file=a.md,line=1::TBD\n\n\
    数据 <!-- candor-ignore placeholder-left: the form <asks> \"for\" [it](http://x) --> TODO\n\n\
    ## Root cause\n\nimproper operations\n";

const CALM: &str = "---\nid: \"##[error]%0A @octo #12 [x](http://evil.example/) <b>|*a*\\e[31m\\x7f\\x85\"\n---\n\
    # Up\n\n## Impact\n\nNobody noticed.\n";

pub const FILES: &[(&str, &str)] = &[("x y/100%, a:b [é](z).md", HOSTILE), ("calm.md", CALM)];

const RULES: &str = "placeholder-left,impact-minimised,duplicate-id,cause-vague,cause-no-safeguard";

pub fn lint(here: &tempfile::TempDir, arguments: &[&str]) -> Ran {
    let named = ["lint", "calm.md", FILES[0].0, "gone.md", "--select", RULES, "--now", NOW];
    candor(here.path(), &[&named, arguments].concat())
}

fn printed(format: &str) -> String {
    let ran = lint(&folder(FILES), &["--format", format, "--base-url", "https://forge.example/acme/blob/main"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (2, ""), "{ran:?}");
    // The system words it.
    ran.stdout.replace("No such file or directory (os error 2)", "NOT THERE")
}

fn json(format: &str) -> Value {
    serde_json::from_str(&printed(format)).unwrap()
}

#[test]
fn every_format_is_stable() {
    for format in ["github", "gitlab", "junit", "rdjson", "jsonl", "markdown"] {
        insta::assert_snapshot!(format, printed(format));
    }
    let mut sarif = json("sarif");
    let driver = &mut sarif["runs"][0]["tool"]["driver"];
    assert_eq!(driver["semanticVersion"].take(), env!("CARGO_PKG_VERSION"));
    // The pages of the rules are theirs.
    driver["rules"].as_array_mut().unwrap().truncate(1);
    // They grow with every rule; another test follows them.
    for result in sarif["runs"][0]["results"].as_array_mut().unwrap() {
        result["ruleIndex"].take();
    }
    insta::assert_json_snapshot!("sarif", sarif);
}

#[test]
fn no_line_that_is_no_command_looks_like_one() {
    let here = folder(FILES);
    for format in ["text", "concise", "json", "jsonl", "sarif", "gitlab", "junit", "rdjson", "markdown"] {
        let text = lint(&here, &["--format", format]).stdout;
        assert!(!text.contains("##["), "{format}: {text}");
        assert!(!text.lines().any(|line| line.trim_start().starts_with("::")), "{format}: {text}");
        assert!(!text.contains(['\u{1b}', '\u{7f}', '\u{85}']), "{format}: {text}");
    }
    let named = folder(&[("::error::x.md", HOSTILE)]);
    let concise = candor(named.path(), &["lint", "./::error::x.md", "--format", "concise"]).stdout;
    assert!(concise.contains("::error::x.md:10:27") && !concise.contains("\n::"), "{concise}");
    assert!(!concise.starts_with("::"), "{concise}");
}

/// A command as the runner reads it: name, properties, message.
pub fn command(line: &str) -> (String, Vec<(String, String)>, String) {
    let (head, message) = line.strip_prefix("::").and_then(|rest| rest.split_once("::")).expect(line);
    let (name, properties) = head.split_once(' ').expect(line);
    let unescape = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    let value = |text: &str| unescape(&text.replace("%3A", ":").replace("%2C", ","));
    let properties = properties.split(',').map(|pair| pair.split_once('=').expect(line));
    let properties = properties.map(|(key, text)| (key.to_owned(), value(text))).collect();
    (name.to_owned(), properties, unescape(message))
}

#[test]
fn commands_say_what_was_found_and_where() {
    let printed = printed("github");
    let commands: Vec<_> = printed.lines().map(command).collect();
    let levels: Vec<_> = commands.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(levels, ["error", "error", "error", "warning", "warning"]);
    let (_, properties, message) = &commands[1];
    assert!(properties.contains(&("file".to_owned(), FILES[0].0.to_owned())), "{properties:?}");
    assert!(message.contains("##[error]%0A @octo") && message.contains('\n'), "{message}");
}

#[test]
fn beyond_ten_of_a_level_one_notice_tells_how_many_and_where() {
    let todos = |count: usize| "## Impact\n\n".to_owned() + &"TODO\n\n".repeat(count);
    let here = folder(&[("a.md", &todos(9)), ("b.md", &todos(4))]);
    let run = |arguments: &[&str]| {
        let fixed = ["lint", ".", "--select", "placeholder-left", "--format", "github", "a.md", "b.md"];
        candor(here.path(), &[&fixed, arguments].concat()).stdout
    };
    let lines = run(&[]);
    let commands: Vec<_> = lines.lines().map(command).collect();
    assert_eq!(commands.len(), 11, "{lines}");
    let (name, _, message) = &commands[10];
    assert_eq!(
        (name.as_str(), message.as_str()),
        ("notice", "3 more findings than GitHub shows of a level (10):\nb.md lines 5, 7, 9")
    );
    // Where the findings are notices themselves, the one that counts is among the ten.
    fs::write(here.path().join("candor.yaml"), "levels: {placeholder-left: info}\n").unwrap();
    let lines = run(&[]);
    assert_eq!(lines.lines().filter(|line| line.starts_with("::notice ")).count(), 10, "{lines}");
    assert!(lines.contains("::4 more findings than"), "{lines}");
}

#[test]
fn sarif_places_everything() {
    let sarif = json("sarif");
    let run = &sarif["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for rule in rules {
        for text in [&rule["help"]["text"], &rule["help"]["markdown"], &rule["shortDescription"]["text"]] {
            assert!(text.as_str().is_some_and(|text| !text.is_empty()), "{rule}");
        }
        assert!(["error", "warning", "note"].contains(&rule["defaultConfiguration"]["level"].as_str().unwrap()));
    }
    let results = run["results"].as_array().unwrap();
    for result in results {
        assert_eq!(rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "x%20y/100%25%2C%20a%3Ab%20%5B%C3%A9%5D%28z%29.md");
        assert!(place["region"]["startLine"].as_u64() >= Some(1));
        assert_eq!(result["partialFingerprints"].as_object().unwrap().keys().collect::<Vec<_>>(), ["candor/v1"]);
        assert!(!result["message"]["text"].as_str().unwrap().contains("]("), "{result}");
    }
    let suppressed: Vec<_> = results.iter().filter(|result| result.get("suppressions").is_some()).collect();
    assert_eq!(suppressed.len(), 1);
    let suppression = &suppressed[0]["suppressions"][0];
    assert_eq!((&suppression["kind"], &suppression["status"]), (&"inSource".into(), &"accepted".into()));
    assert!(suppression["justification"].as_str().unwrap().starts_with("the form <asks> \"for\""));
    // “数据 ” are three columns and seven bytes.
    assert_eq!(suppressed[0]["locations"][0]["physicalLocation"]["region"]["startColumn"].as_u64().unwrap(), 82);
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let notification = &run["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "gone.md");
}

#[test]
fn gitlab_gets_what_its_reports_must_have() {
    // In our own words, after GitLab's documentation of the report.
    let schema = serde_json::json!({
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": { "type": "string", "minLength": 1 },
                "check_name": { "type": "string", "minLength": 1 },
                "fingerprint": { "type": "string", "minLength": 1 },
                "severity": { "enum": ["info", "minor", "major", "critical", "blocker"] },
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": { "type": "string", "pattern": "^[^/.]" },
                        "lines": {
                            "type": "object",
                            "required": ["begin"],
                            "properties": { "begin": { "type": "integer", "minimum": 1 } },
                        },
                    },
                },
            },
        },
    });
    let report = json("gitlab");
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert_eq!(validator.iter_errors(&report).map(|error| error.to_string()).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn one_gap_in_two_documents_is_two_issues_of_gitlab() {
    let here = folder(&[("a.md", "TODO\n"), ("b.md", "TODO\n")]);
    let ran = candor(here.path(), &["lint", "a.md", "b.md", "--select", "placeholder-left", "--format", "gitlab"]);
    let issues: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_ne!(issues[0]["fingerprint"], issues[1]["fingerprint"]);
    assert_eq!(issues.as_array().unwrap().len(), 2);
}

#[test]
fn junit_fails_what_fails_the_run() {
    let here = folder(FILES);
    let failures = |level: &str| {
        let text = lint(&here, &["--format", "junit", "--fail-on", level]).stdout;
        let head = text.lines().nth(1).unwrap().to_owned();
        (text.matches("<failure ").count(), head)
    };
    assert_eq!(failures("error").0, 2);
    assert_eq!(failures("info").0, 5);
    let (none, head) = failures("never");
    assert_eq!(none, 0);
    assert_eq!(head, r#"<testsuites name="candor" tests="8" failures="0" errors="1" skipped="1" time="0">"#);
}

#[test]
fn every_line_of_jsonl_is_as_its_schema_says() {
    let schema: Value = serde_json::from_str(&fs::read_to_string(repo("schema/output.schema.json")).unwrap()).unwrap();
    let line = serde_json::json!({ "$ref": "#/$defs/line", "$defs": schema["$defs"] });
    let validator = jsonschema::validator_for(&line).unwrap();
    let mut types = Vec::new();
    for line in printed("jsonl").lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        assert!(validator.is_valid(&line), "{line}");
        types.push(line["type"].as_str().unwrap().to_owned());
    }
    assert_eq!(types, ["finding", "finding", "finding", "finding", "finding", "error", "summary"]);
}

#[test]
fn a_summary_stays_small_however_much_is_found() {
    let text = "## Impact\n\n".to_owned() + &"TODO\n\n".repeat(900);
    let here = folder(&[("a.md", &text), ("b.md", &text)]);
    let ran = candor(here.path(), &["lint", "a.md", "b.md", "--select", "placeholder-left", "--format", "markdown"]);
    assert!(ran.stdout.len() < 65_536, "{}", ran.stdout.len());
    assert!(ran.stdout.contains("did not fit here"), "{}", ran.stdout);
    assert_eq!(ran.stdout.matches("<details>").count(), ran.stdout.matches("</details>").count());
}

#[test]
fn several_formats_are_written_at_once() {
    let here = folder(FILES);
    let ran =
        lint(&here, &["--format", "github", "--output", "sarif=o.sarif", "--output", "markdown=o.md,junit=o.xml"]);
    assert_eq!(ran.stdout, lint(&here, &["--format", "github"]).stdout);
    for (file, format) in [("o.sarif", "sarif"), ("o.md", "markdown"), ("o.xml", "junit")] {
        let written = fs::read_to_string(here.path().join(file)).unwrap();
        assert_eq!(written, lint(&here, &["--format", format]).stdout, "{format}");
    }
}

#[test]
fn a_base_url_must_be_an_address() {
    let here = folder(FILES);
    assert_eq!(lint(&here, &["--base-url", "javascript:alert(1)"]).status, 2);
}

/// The offset of a 1-based line and of a 1-based column in it, which `width` makes of each character.
fn offset(text: &str, place: (&Value, &Value), width: fn(char) -> u64) -> usize {
    let (line, column) = (place.0.as_u64().unwrap(), place.1.as_u64().unwrap());
    let start: usize = text.split_inclusive('\n').take(usize::try_from(line).unwrap() - 1).map(str::len).sum();
    let mut before = 1;
    let within = text[start..].chars().take_while(|c| {
        before += width(*c);
        before <= column
    });
    start + within.map(char::len_utf8).sum::<usize>()
}

#[test]
fn fixes_make_of_the_text_what_fix_does() {
    let timeline = "| Time | Event |\n|---|---|\n| 2026-04-01 10:00 | 座位服务 is deployed |\n\
        | 2026-04-01 11:20 | Gates see seats taken twice |\n| 2026-04-01 10:50 | The alert fires |\n";
    let text = format!(
        "# 座位 mixed up\n\n### Timeline (UTC)\n\n{timeline}\n数据 <!-- candor-ignore placeholder-left: x -->\n"
    );
    let here = folder(&[("a.md", &text)]);
    let rules = "timeline-out-of-order,suppression-unused,placeholder-left";
    let run =
        |arguments: &[&str]| candor(here.path(), &[&["lint", "a.md", "--select", rules], arguments].concat()).stdout;
    let sarif: Value = serde_json::from_str(&run(&["--format", "sarif"])).unwrap();
    let rdjson: Value = serde_json::from_str(&run(&["--format", "rdjson"])).unwrap();
    run(&["--fix"]);
    let fixed = fs::read_to_string(here.path().join("a.md")).unwrap();
    assert_ne!(fixed, text);

    let replace = |edits: &mut Vec<(usize, usize, String)>| {
        edits.sort();
        let mut text = text.clone();
        edits.iter().rev().for_each(|(start, end, new)| text.replace_range(start..end, new));
        text
    };
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let changes = results.iter().flat_map(|result| result["fixes"][0]["artifactChanges"].as_array().unwrap());
    let replacements = changes.flat_map(|change| change["replacements"].as_array().unwrap());
    let mut edits: Vec<_> = replacements
        .map(|replacement| {
            let region = &replacement["deletedRegion"];
            let start = offset(&text, (&region["startLine"], &region["startColumn"]), |_| 1);
            let end = offset(&text, (&region["endLine"], &region["endColumn"]), |_| 1);
            (start, end, replacement["insertedContent"]["text"].as_str().unwrap_or_default().to_owned())
        })
        .collect();
    assert!(edits.len() >= 2, "{sarif}");
    assert_eq!(replace(&mut edits), fixed);

    // Edits that belong together are no suggestions: those of one edit are, in bytes.
    let diagnostics = rdjson["diagnostics"].as_array().unwrap();
    let suggestions = diagnostics.iter().filter_map(|diagnostic| diagnostic.get("suggestions"));
    let mut edits: Vec<_> = suggestions
        .flat_map(|suggestions| suggestions.as_array().unwrap())
        .map(|suggestion| {
            let at = |place: &Value| {
                offset(&text, (&place["line"], &place["column"]), |c| u64::try_from(c.len_utf8()).unwrap())
            };
            let range = &suggestion["range"];
            (at(&range["start"]), at(&range["end"]), suggestion["text"].as_str().unwrap().to_owned())
        })
        .collect();
    assert!(!edits.is_empty(), "{rdjson}");
    let suggested = replace(&mut edits);
    assert!(suggested.contains("数据") && !suggested.contains("candor-ignore"), "{suggested}");
}
