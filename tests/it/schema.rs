//! The schema, the model it validates, and the findings it makes.

use std::fs;
use std::path::Path;

use candor::cli::Published;
use candor::document::yaml::{Node, Value as NodeValue};
use candor::document::{Document, model};
use candor::finding::Finding;
use candor::language::Lexicon;
use candor::lint::lint;
use candor::rule::Settings;
use candor::rules::RULES;
use candor::schema::{POSTMORTEM, UserSchema, demands};
use candor::source::Source;
use jiff::Timestamp;
use serde_json::{Value, json};

fn settings(users: &[&str]) -> Settings {
    let schemas = users.iter().map(|text| UserSchema::parse(text).expect("a sound schema").into());
    Settings { schemas: schemas.collect(), ..Settings::new(Timestamp::UNIX_EPOCH) }
}

fn found(source: &Source, users: &[&str]) -> Vec<Finding> {
    let findings = lint(source, &settings(users)).findings;
    findings.into_iter().filter(|finding| finding.rule == "schema").collect()
}

/// Subject, quoted words and message of each finding.
fn said(path: &str, text: &str, users: &[&str]) -> Vec<(String, String, String)> {
    let source = Source::new(path, text);
    let findings = found(&source, users);
    let words = |finding: &Finding| source.slice(finding.span).to_owned();
    findings.iter().map(|f| (f.subject.clone().unwrap_or_default(), words(f), f.message.clone())).collect()
}

fn model_of(path: &str, text: &str) -> Value {
    let source = Source::new(path, text);
    Document::read(&source, &Lexicon::default()).model.json().clone()
}

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rules/schema").join(name);
    fs::read_to_string(path).expect("a fixture")
}

#[test]
fn the_schema_is_sound_and_hides_nothing_in_alternatives() {
    let schema: Value = serde_json::from_str(POSTMORTEM).expect("JSON");
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
    assert!(!POSTMORTEM.contains("\"anyOf\"") && !POSTMORTEM.contains("\"oneOf\""));
    // The bounds of a user's schema hold for ours too.
    assert!(UserSchema::parse(POSTMORTEM).is_ok());
}

#[test]
fn every_property_is_described_for_editors() {
    fn check(schema: &Value, path: &str, bare: &mut Vec<String>) {
        let properties = schema["properties"].as_object().into_iter().flatten();
        for (key, property) in properties {
            let path = format!("{path}/{key}");
            if property.get("description").is_none() && property.get("const").is_none() {
                bare.push(path.clone());
            }
            check(property, &path, bare);
            check(&property["items"], &path, bare);
        }
    }
    let schema: Value = serde_json::from_str(POSTMORTEM).expect("JSON");
    let mut bare = Vec::new();
    check(&schema, "", &mut bare);
    for (name, shape) in schema["$defs"].as_object().expect("definitions") {
        check(shape, name, &mut bare);
    }
    assert_eq!(bare, Vec::<String>::new());
}

#[test]
fn each_wrong_value_is_found_at_its_place() {
    let found = said("bad.md", &fixture("bad.md"), &[]);
    let places: Vec<_> = found.iter().map(|(subject, words, _)| (subject.as_str(), words.as_str())).collect();
    let expected = [
        ("/id", "id"),
        ("/status", "Finished"),
        ("/severty", "severty"),
        ("/services", "checkout"),
        ("/root-cause/trigger/1", "4"),
        ("/impact/duration", "49"),
        ("/compensation/ofered", "ofered"),
    ];
    assert_eq!(places, expected);
}

#[test]
fn a_foreign_template_is_never_wrong_for_its_shape() {
    assert_eq!(said("good.md", &fixture("good.md"), &[]), []);
    let yaml = "title: [a]\nstatus: done\nincident: {start: 1}\ntimeline: soon\nroot_cause: 7\nactions: {a: b}\n";
    assert_eq!(said("foreign.yaml", yaml, &[]), []);
}

#[test]
fn what_is_missing_in_a_draft_is_an_info() {
    let level = |status: &str| {
        let source = Source::new("a.md", format!("---\ncandor: 1\nid: a\nstatus: {status}\n---\n"));
        let found = found(&source, &[]);
        found
            .iter()
            .map(|finding| (finding.message.clone(), finding.level.map(|level| level.name())))
            .collect::<Vec<_>>()
    };
    assert_eq!(level("draft"), [("“title” is missing".to_owned(), Some("info"))]);
    assert_eq!(level("final"), [("“title” is missing".to_owned(), Some("error"))]);
}

#[test]
fn a_message_never_holds_a_whole_value() {
    let long = "x".repeat(500);
    let text = format!("candor: 1\nid: a\ntitle: b\nstatus: {long}\nservices: {long}\n{long}: 1\n");
    let found = said("a.yaml", &text, &[]);
    assert_eq!(found.len(), 3);
    for (_, _, message) in found {
        assert!(message.len() < 160, "{message}");
    }
}

#[test]
fn an_unknown_key_is_told_its_nearest_known_one() {
    let source = Source::new(
        "a.yaml",
        "candor: 1\nid: a\ntitle: b\nstatus: final\nroot_cause: c\ncustomer-impact: d\nzebra: e\nx-free: {any: thing}\n",
    );
    let help: Vec<_> = found(&source, &[]).into_iter().filter_map(|finding| finding.help).collect();
    assert_eq!(help.len(), 3, "{help:?}");
    assert!(
        help[0].contains("`root-cause`") && help[1].contains("`impact`") && help[2].contains("`x-zebra`"),
        "{help:?}"
    );
}

#[test]
fn a_users_schema_adds_demands_and_keys() {
    let user = "properties: {team: {type: string}}\nrequired: [team]\n";
    let text = "candor: 1\nid: a\ntitle: b\nstatus: final\n";
    let without = said("a.yaml", text, &[user]);
    assert_eq!(without.len(), 1);
    assert_eq!((without[0].0.as_str(), without[0].1.as_str()), ("/team", "candor"));
    assert_eq!(said("a.yaml", &format!("{text}team: edge\n"), &[user]), []);
    assert_eq!(said("a.yaml", &format!("{text}team: edge\n"), &[]).len(), 1, "the key is unknown without the schema");
    let wrong = said("a.yaml", &format!("{text}team: 4\n"), &[user]);
    assert_eq!(wrong[0].2, "“team” is the number “4”, where the schema wants text");
}

#[test]
fn a_users_schema_sees_the_front_matter_of_any_document() {
    let schema = "{required: [cost-center], properties: {cost-center: {pattern: \"^[0-9]+$\"}}}";
    let with = |value: &str| said("a.md", &format!("---\n{value}---\n# Outage\n\nThe shop failed.\n"), &[schema]);
    assert_eq!(with("cost-center: '1234'\n"), []);
    assert_eq!(with("team: shop\n").len(), 1);
    let wrong = with("cost-center: shop\n");
    assert_eq!(wrong.iter().map(|(_, words, _)| words.as_str()).collect::<Vec<_>>(), ["shop"], "{wrong:?}");
}

#[test]
fn every_kind_of_error_has_our_own_words() {
    let cases = [
        ("{type: integer}", "a", "is the text “a”, where the schema wants a whole number"),
        ("{maximum: 3}", "4", "is “4”, which is more than “3”"),
        ("{minimum: 3}", "2", "is “2”, which is less than “3”"),
        ("{exclusiveMaximum: 3}", "3", "is “3”, which is not less than “3”"),
        ("{exclusiveMinimum: 3}", "3", "is “3”, which is not more than “3”"),
        ("{multipleOf: 2}", "3", "is “3”, which is no multiple of 2"),
        ("{pattern: '^b'}", "a", "is “a”, which does not match `^b`"),
        ("{minLength: 2}", "a", "is “a”, which has fewer than 2 characters"),
        ("{maxLength: 2}", "abc", "is “abc”, which has more than 2 characters"),
        ("{format: date}", "soon", "is “soon”, which is no date"),
        ("{const: b}", "a", "is “a”, where only “b” is known"),
        ("{enum: [b, c]}", "a", "is “a”, which is none of b, c"),
        ("{not: {const: a}}", "a", "is “a”, which the schema rules out"),
        ("false", "a", "is not allowed here"),
        ("{minItems: 1}", "[]", "holds nothing"),
        ("{maxItems: 1}", "[1, 2]", "holds more than 1 entries"),
        ("{uniqueItems: true}", "[1, 1]", "holds the same entry twice"),
        ("{contains: {const: 2}}", "[1]", "holds no entry, too few or too many of the kind that the schema asks for"),
        ("{minProperties: 1}", "{}", "holds nothing"),
        ("{oneOf: [{type: string}, {minLength: 1}]}", "a", "fits several forms of which the schema allows only one"),
    ];
    for (schema, value, message) in cases {
        let user = format!("properties: {{x-v: {schema}}}");
        let text = format!("candor: 1\nid: a\ntitle: b\nstatus: final\nx-v: {value}\n");
        let found: Vec<_> = said("a.yaml", &text, &[&user]).into_iter().map(|(_, _, message)| message).collect();
        assert_eq!(found, [format!("“x-v” {message}")], "{schema}");
    }
}

#[test]
fn of_alternatives_the_one_that_was_meant_speaks() {
    let user =
        "properties: {x-v: {anyOf: [{type: integer}, {type: object, required: [a], properties: {b: {type: string}}}]}}";
    let text = "candor: 1\nid: a\ntitle: b\nstatus: final\nx-v: {b: c}\n";
    let found = said("a.yaml", text, &[user]);
    assert_eq!(found, [("/x-v/a".to_owned(), "x-v".to_owned(), "“a” is missing".to_owned())]);
}

#[test]
fn closed_schemas_of_users_name_the_key() {
    let user =
        "properties: {x-v: {properties: {a: true}, additionalProperties: false}, x-w: {propertyNames: {maxLength: 1}}}";
    let text = "candor: 1\nid: a\ntitle: b\nstatus: final\nx-v: {a: 1, zz: 2}\nx-w: {bb: 1}\n";
    let found: Vec<_> = said("a.yaml", text, &[user]).into_iter().map(|(_, words, _)| words).collect();
    assert!(found.contains(&"zz".to_owned()) && found.contains(&"bb".to_owned()), "{found:?}");
}

#[test]
fn a_broken_or_boundless_user_schema_is_a_clear_error() {
    let deep = format!(
        "{{\"$defs\": {{\"a0\": {{}}{}}}, \"$ref\": \"#/$defs/a40\"}}",
        (1..=40).fold(String::new(), |text, n| {
            let below = n - 1;
            text + &format!(
                ", \"a{n}\": {{\"allOf\": [{{\"$ref\": \"#/$defs/a{below}\"}}, {{\"$ref\": \"#/$defs/a{below}\"}}]}}"
            )
        })
    );
    for (schema, words) in [
        ("$ref: https://schemas.example/team.json", "leads out of the file"),
        ("properties: {a: {$ref: file:///etc/passwd}}", "leads out of the file"),
        ("properties: {a: {$ref: other.json}}", "leads out of the file"),
        ("$ref: '#'", "leads back to itself"),
        ("properties: {enum: {$ref: '#/properties/enum'}}", "leads back to itself"),
        ("$defs: {a: {allOf: [{$ref: '#/$defs/b'}]}, b: {$ref: '#/$defs/a'}}", "leads back to itself"),
        ("$dynamicRef: '#a'", "not supported"),
        ("$defs: {a: {$id: 'x:y'}}", "only at the head"),
        ("$ref: '#/$defs/none'", "leads nowhere"),
        ("properties: {a: {pattern: '(?=x)'}}", "pattern"),
        ("properties: {a: {pattern: '((a{1000}){1000}){1000}'}}", "pattern"),
        ("type: strnig", "“strnig”, which JSON Schema does not know there"),
        ("[1]", "mapping"),
        ("a: [", ""),
        (deep.as_str(), "more than 10000 parts"),
    ] {
        let error = UserSchema::parse(schema).err().unwrap_or_else(|| panic!("{schema} must be refused"));
        assert!(error.contains(words) && error.len() < 300 && !error.contains('\n'), "{schema}: {error}");
    }
}

#[test]
fn hostile_nesting_ends_in_findings() {
    for text in [
        format!("candor: 1\nid: {}", "[".repeat(100_000)),
        format!("candor: 1\nid: {}1{}", "[".repeat(100), "]".repeat(100)),
        format!("candor: 1\nx: {}1{}", "{a: ".repeat(100), "}".repeat(100)),
        format!("---\ncandor: 1\nroot-cause: {}\n---\n", "{trigger: ".repeat(2_000)),
    ] {
        let source = Source::new(if text.starts_with("---") { "a.md" } else { "a.yaml" }, text);
        assert!(!lint(&source, &settings(&["required: [team]"])).findings.is_empty());
    }
}

#[test]
fn metadata_is_read_where_it_is_plain() {
    let text = "---\nseverity: SEV-2\nstatus: resolved\ntz: Europe/Dublin\n---\n# Parcels lost\n\n**Status:** in review\n**Services:** labels, tracking\n\n## Impact\n\nStatus: final\n";
    let model = model_of("a.md", text);
    assert_eq!(model["title"], json!("Parcels lost"));
    assert_eq!(model["status"], json!("review"));
    assert_eq!(model["severity"], json!("SEV-2"));
    assert_eq!(model["timezone"], json!("Europe/Dublin"));
    assert_eq!(model["services"], json!(["labels", "tracking"]));
    let table = "# 障害報告\n\n## メタデータ\n\n| 項目 | 内容 |\n|---|---|\n| 重大度 | SEV-3（一部停止） |\n| ステータス | 下書き |\n";
    let model = model_of("a.md", table);
    assert_eq!((&model["severity"], &model["status"]), (&json!("SEV-3"), &json!("draft")));
}

#[test]
fn both_forms_give_one_model() {
    let markdown = "---\ncandor: 1\nid: a\ntitle: t\nstatus: final\nimpact: {scope: Europe}\n---\n# t\n\n## Summary\n\nIt broke.\n\n## Root cause\n\n### Trigger\n\nA release.\n\n### Contributing factors\n\n- C1: no limit\n- C2: no test\n\n## Customer impact\n\n- Affected: 7 shops\n- Scope: everywhere\n\n## Lessons\n\n- Limits first.\n";
    let yaml = "candor: 1\nid: a\ntitle: t\nstatus: final\nimpact: {scope: Europe, affected: 7 shops}\nsummary: It broke.\nroot-cause: {trigger: A release., contributing: {C1: no limit, C2: no test}}\nlessons: [Limits first.]\n";
    assert_eq!(model_of("a.md", markdown), model_of("a.yaml", yaml));
}

/// Values that are written in one way however the author wrote them.
const NORMALISED: [&str; 6] = ["time", "milestone", "due", "kind", "status", "audience"];

/// Each value of the model stands in the text: its words in their order, spaces and markup aside.
fn assert_stands(source: &Source, key: &str, node: &Node) {
    match &node.value {
        NodeValue::Text { text, .. } => {
            let place = source.slice(node.span);
            assert!(!place.is_empty(), "{key}: {text:?} has no place");
            let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            let mut rest = place;
            for word in words.filter(|_| !NORMALISED.contains(&key)) {
                let at = rest.find(word).unwrap_or_else(|| panic!("{word:?} of {text:?} is not in {place:?}"));
                rest = &rest[at + word.len()..];
            }
        }
        NodeValue::List(items) => items.iter().for_each(|item| assert_stands(source, key, item)),
        NodeValue::Map(entries) => {
            for entry in entries {
                assert!(!source.slice(entry.key_span).is_empty(), "{} has no place", entry.key);
                assert_stands(source, &entry.key, &entry.node);
            }
        }
        NodeValue::Null => {}
    }
}

#[test]
fn every_value_of_the_models_stands_in_the_text() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut seen = 0;
    for folder in ["complete", "best-public", "as-disclosed"] {
        for file in fs::read_dir(examples.join(folder)).expect("a folder") {
            let path = file.expect("a file").path();
            if path.file_name().is_some_and(|name| name == "expected.yaml") {
                continue;
            }
            let source = Source::new(path.to_string_lossy(), fs::read_to_string(&path).expect("text"));
            let document = Document::read(&source, &Lexicon::default());
            assert_stands(&source, "", document.model.root());
            assert_eq!(&model::to_json(document.model.root()), document.model.json());
            seen += 1;
        }
    }
    assert!(seen >= 20);
}

#[test]
fn published_schemas_are_sound_and_ours_name_the_rules() {
    for published in [Published::Postmortem, Published::Config, Published::Output] {
        let schema: Value = serde_json::from_str(&published.text()).expect("JSON");
        assert!(jsonschema::draft202012::meta::is_valid(&schema), "{published:?}");
    }
    let config = Published::Config.text();
    assert!(RULES.iter().all(|rule| config.contains(&format!("\"{}\"", rule.name))));
}

#[test]
fn a_wrong_list_is_told_here_and_a_short_one_is_left_to_its_rule() {
    let head = "candor: 1\nid: a\ntitle: b\nstatus: final\n";
    let subjects = |text: &str| {
        said("a.yaml", &format!("{head}{text}"), &[]).into_iter().map(|(subject, _, _)| subject).collect::<Vec<_>>()
    };
    assert_eq!(subjects("timeline: soon\n"), ["/timeline"]);
    assert_eq!(subjects("timeline: [{time: 2031-03-04T14:02Z, event: a}]\nactions: []\n"), Vec::<String>::new());
    assert_eq!(subjects("actions: [{action: a, due: soon, kind: hope}]\n"), ["/actions/0/due", "/actions/0/kind"]);
}

#[test]
fn demands_are_handed_to_the_rule_that_words_them() {
    let demanded = |text: &str| {
        let source = Source::new("a.md", text);
        let document = Document::read(&source, &Lexicon::default());
        let demands = demands(&document, &[], "section-missing");
        demands.iter().map(|d| (d.key().to_owned(), d.level.map(|level| level.name()))).collect::<Vec<_>>()
    };
    let of = |key: &str, level| (key.to_owned(), level);
    let all = [of("timeline", None), of("root-cause", None), of("impact", None), of("actions", None)];
    let public = demanded("# a\n");
    assert!(all.iter().all(|demand| public.contains(demand)), "{public:?}");
    assert!(public.contains(&of("detection", Some("warning"))) && public.contains(&of("compensation", None)));
    let internal = demanded("---\naudience: internal\n---\n# a\n\n## Detection\n\nAn alarm.\n");
    assert!(
        internal.contains(&of("compensation", Some("warning"))) && !internal.iter().any(|(key, _)| key == "detection")
    );
}

#[test]
fn a_zone_in_the_front_matter_holds_for_all_times_in_every_spelling() {
    for (zone, time) in [
        ("UTC", "2031-03-04T14:02Z"),
        ("\"+02:00\"", "2031-03-04T14:02+02:00"),
        ("PT", "2031-03-04T14:02-08:00"),
        ("Europe/Dublin", "2031-03-04T14:02Z"),
    ] {
        let event = "a release goes out";
        let text = format!(
            "---\ntimezone: {zone}\n---\n## Timeline\n\n- 2031-03-04 14:02 {event}\n- 14:05 an alarm\n- 14:51 all is back\n"
        );
        assert_eq!(model_of("a.md", &text)["timeline"][0], json!({"time": time, "event": event}), "{zone}");
    }
}

#[test]
fn times_of_a_model_are_written_in_one_way() {
    let text = "# a\n\n| Time (JST) | Milestone | Event |\n|---|---|---|\n| 4 March 2031, 2:02 pm | Start | a |\n| 14:05 | 検知 | b |\n| 14:51 | | c |\n";
    let expected = json!([
        {"time": "2031-03-04T14:02+09:00", "milestone": "started", "event": "a"},
        {"time": "2031-03-04T14:05+09:00", "milestone": "detected", "event": "b"},
        {"time": "2031-03-04T14:51+09:00", "event": "c"},
    ]);
    assert_eq!(model_of("a.md", text)["timeline"], expected);
}

#[test]
fn actions_of_a_model_have_canonical_values() {
    let text = "## Action items\n\n| # | Action | Type | Owner | Due | Status |\n|---|---|---|---|---|---|\n| A1 | Cap the pool at 100 connections | Prevention | Payments | 4 April 2031 | in progress |\n| A2 | Alert at 80 % of the pool | spaghetti | | Q2 | |\n";
    let expected = json!([
        {"id": "A1", "action": "Cap the pool at 100 connections", "kind": "prevent", "owner": "Payments", "due": "2031-04-04", "status": "in progress"},
        {"id": "A2", "action": "Alert at 80 % of the pool"},
    ]);
    assert_eq!(model_of("a.md", text)["actions"], expected);
}

#[test]
fn sections_are_told_by_what_does_their_work() {
    let text = "# Payments refused\n\n## Impact\n\nThe job wrote a file of 0 bytes.\n\n## Root cause\n\nRelease 4.12 opened 400 connections for each process, and the database refused the rest.\n";
    let model = model_of("a.md", text);
    assert_eq!(model.get("impact"), None, "nothing says what users experienced");
    assert!(model["root-cause"].is_string());
}

#[test]
fn many_errors_are_counted_and_neither_placed_nor_worded() {
    let junk: String = (0..6_000).map(|n| format!("junk{n}: v\n")).collect();
    let factors: String = (0..6_000).map(|n| format!("    f{n}: {n}\n")).collect();
    let text = format!("candor: 1\nid: a\ntitle: b\nstatus: final\n{junk}root-cause:\n  contributing:\n{factors}");
    let source = Source::new("a.yaml", text);
    let start = std::time::Instant::now();
    let found = found(&source, &[]);
    assert_eq!(found.len(), 1_000);
    assert!(found.iter().any(|finding| finding.message.ends_with("(and 11000 more of this rule)")));
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn a_draft_is_one_wherever_it_says_so() {
    let level = |text: &str| {
        let source = Source::new("a.md", text);
        let report = lint(&source, &settings(&[]));
        let missing = report.findings.iter().find(|finding| finding.rule == "section-missing");
        (report.status, missing.and_then(|finding| finding.level).map(|level| level.name()))
    };
    let draft = (Some("draft".to_owned()), Some("info"));
    assert_eq!(level("---\nstatus: Draft\n---\n# a\n"), draft);
    assert_eq!(level("# a\n\n**Status:** Work in progress\n"), draft);
    assert_eq!(level("# a\n\n| Field | Value |\n|---|---|\n| Status | WIP |\n"), draft);
    assert_eq!(level("# a\n\nStatus: resolved\n"), (None, Some("error")));
}
