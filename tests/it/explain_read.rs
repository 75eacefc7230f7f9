//! `candor schema` and `candor lint --explain-read`, as a user runs them, and the shapes that
//! other programs rely on.

use std::collections::BTreeSet;
use std::process::{Command, Output};

use candor::cli::Published;
use candor::lint::config;
use candor::schema::UserSchema;
use serde_json::{Value, json};

fn candor(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
    command.args(args).current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("candor runs")
}

fn json_of(args: &[&str]) -> Value {
    let output = candor(args);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{args:?}: {error}"))
}

fn errors(published: Published, value: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_str(&published.text()).expect("JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("a sound schema");
    validator.iter_errors(value).map(|error| format!("{} {error}", error.instance_path())).collect()
}

/// The keys of a value that the schema of its place does not list.
fn unlisted(schema: &Value, root: &Value, value: &Value, path: &str, found: &mut BTreeSet<String>) {
    let target = schema["$ref"].as_str().and_then(|target| root.pointer(&target[1..]));
    let schema = target.unwrap_or(schema);
    match value {
        Value::Object(keys) => {
            for (key, value) in keys {
                let path = format!("{path}/{key}");
                match schema["properties"].get(key) {
                    Some(property) => unlisted(property, root, value, &path, found),
                    None => drop(found.insert(path)),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| unlisted(&schema["items"], root, item, path, found)),
        _ => {}
    }
}

#[test]
fn real_output_is_what_its_schema_says() {
    let output = json_of(&["lint", "--format", "json", "examples", "tests/fixtures/rules", "no-such-file.md"]);
    assert!(output["files"].as_array().is_some_and(|files| files.len() > 10));
    assert!(output["errors"].as_array().is_some_and(|errors| errors.len() == 1));
    assert_eq!(errors(Published::Output, &output), Vec::<String>::new());
    let schema: Value = serde_json::from_str(&Published::Output.text()).expect("JSON");
    let mut found = BTreeSet::new();
    unlisted(&schema, &schema, &output, "", &mut found);
    assert_eq!(found, BTreeSet::new(), "keys that the schema does not list");
}

#[test]
fn the_schema_of_configurations_knows_their_keys() {
    let schema: Value = serde_json::from_str(&Published::Config.text()).expect("JSON");
    let listed: BTreeSet<&str> = schema["properties"].as_object().expect("keys").keys().map(String::as_str).collect();
    assert_eq!(listed, config::FIELDS.iter().copied().collect());
    let sound = json!({"levels": {"placeholder-left": "off"}, "overrides": [{"files": ["*.md"], "fail-on": "never"}]});
    assert_eq!(errors(Published::Config, &sound), Vec::<String>::new());
    for wrong in [json!({"level": {}}), json!({"levels": {"no-such-rule": "off"}}), json!({"overrides": [{}]})] {
        assert_ne!(errors(Published::Config, &wrong), Vec::<String>::new(), "{wrong}");
    }
}

#[test]
fn every_schema_is_printed() {
    for (args, title) in [
        (&["schema"][..], "Postmortem"),
        (&["schema", "postmortem"], "Postmortem"),
        (&["schema", "config"], "Candor configuration"),
        (&["schema", "output"], "Output of candor lint --format json"),
    ] {
        assert_eq!(json_of(args)["title"], title);
    }
}

#[test]
fn the_model_of_one_named_file_is_the_whole_output_and_meets_the_schema() {
    for file in ["examples/complete/2026-03-17-sync-refused.md", "examples/complete/2025-10-08-meter-readings.yaml"] {
        let model = json_of(&["lint", "--explain-read", "--format", "json", file]);
        assert_eq!(errors(Published::Postmortem, &model), Vec::<String>::new(), "{file}");
        assert_eq!(model["candor"], json!(1));
        assert!(model["x-read"]["sections"].as_array().is_some_and(|sections| sections.len() == 9), "{file}");
        // What is printed is what is validated: a user's schema sees the same keys.
        assert!(UserSchema::parse("required: [id, impact]").expect("a schema").errors(&model).next().is_none());
    }
}

#[test]
fn several_files_are_wrapped_and_told_apart() {
    let output = json_of(&["lint", "--explain-read", "--format", "json", "examples/complete"]);
    let files = output["files"].as_array().expect("files");
    assert_eq!(files.len(), 3);
    assert!(files.iter().all(|file| file["path"].is_string() && file["model"]["title"].is_string()));
}

#[test]
fn the_text_form_says_which_heading_gave_which_section() {
    let output = candor(&["lint", "--explain-read", "examples/as-disclosed/2021-06-fastly.md"]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.contains("section: impact  heading: Impact on web sites  form: heading"), "{text}");
}

#[test]
fn the_part_of_a_section_that_a_heading_is_about_is_told() {
    let file = "tests/fixtures/rules/cause-unaddressed/good.md";
    let model = json_of(&["lint", "--explain-read", "--format", "json", file]);
    let sections = model["x-read"]["sections"].as_array().expect("sections");
    let part = |section: &Value| (section["section"].clone(), section["part"].clone());
    let parts: Vec<(Value, Value)> = sections.iter().map(part).collect();
    let expected = [
        (json!("root-cause"), Value::Null),
        (json!("root-cause"), json!("contributing")),
        (json!("actions"), Value::Null),
    ];
    assert_eq!(parts, expected);
}

#[test]
fn other_formats_and_missing_files_are_wrong_usage() {
    let sarif = candor(&["lint", "--explain-read", "--format", "concise", "examples/complete"]);
    assert_eq!(sarif.status.code(), Some(2));
    let missing = candor(&["lint", "--explain-read", "--format", "json", "no-such-file.md"]);
    assert_eq!((missing.status.code(), missing.stdout.is_empty()), (Some(2), true));
}

#[test]
fn a_ticket_is_its_number_or_its_address_and_never_the_sentence_around_the_link() {
    let model = json_of(&["lint", "--explain-read", "--format", "json", "tests/fixtures/tickets.md"]);
    let actions = model["actions"].as_array().expect("actions");
    let tickets: Vec<&str> = actions.iter().map(|action| action["ticket"].as_str().unwrap_or("none")).collect();
    let expected = [
        "https://github.com/acme/shop/issues/12",
        "https://github.com/acme/shop/pull/3",
        "https://github.com/acme/shop/issues/13",
        "OPS-12",
        "#77",
        "https://github.com/acme/shop/issues/40",
        "none",
        "https://github.com/acme/shop/issues/41",
        "OPS-13",
    ];
    assert_eq!(tickets, expected);
}

#[test]
fn a_unit_is_shown_with_its_roles_and_what_decided() {
    let here = tempfile::tempdir().expect("a folder");
    let text = "# Checkout down\n\n## Root cause\n\nRelease 4.2 cut the pool of the gateway to 20 connections, so payments queued and timed out.\n\n## Impact\n\nCustomers could not pay.\n";
    std::fs::write(here.path().join("a.md"), text).expect("written");
    let path = here.path().join("a.md");
    let read = json_of(&["lint", "--no-config", "--explain-read", "--format", "json", &path.to_string_lossy()]);
    let units = read["x-read"]["units"].as_array().expect("units");
    let of = |line: u64| units.iter().find(|unit| unit["line"] == line).expect("a unit");
    let roles = |unit: &Value| {
        unit["roles"]
            .as_array()
            .expect("roles")
            .iter()
            .map(|role| role.as_str().unwrap_or_default().split(' ').next().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert!(roles(of(5)).ends_with(&["cause".to_owned(), "mechanism".to_owned()]));
    assert_eq!(roles(of(9)), ["impact"]);
    assert!(of(9)["because"][0].as_str().expect("reasons").contains("a cue of harm +"));
    assert!(of(9)["cues"].as_array().expect("cues").contains(&json!("harm")));
}
