//! Levels, selections and suppressions of one subject of a rule, and of a rule of one's own.

use serde_json::Value;

use crate::command::{Ran, candor, folder};

/// Says nothing of compensation, of detection, or of what is done; each line has its own gap.
const BARE: &str = "# Checkout down on 3 May 2026\n\nBetween 10:02 and 10:40 UTC 1,200 customers could not pay.\n";
const OWN: &str = "custom:\n  - {name: no-pay, pattern: pay, message: say what failed}\n  \
    - {name: no-checkout, pattern: Checkout, message: name the service, level: error}\n";

/// What was found, as `rule/subject level`.
fn found(ran: &Ran) -> Vec<String> {
    let output: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    let findings = output["files"].as_array().unwrap().iter().flat_map(|file| file["findings"].as_array().unwrap());
    let name = |finding: &Value| {
        let subject = finding["subject"].as_str().map(|subject| format!("/{subject}")).unwrap_or_default();
        format!("{}{subject} {}", finding["rule"].as_str().unwrap(), finding["level"].as_str().unwrap())
    };
    let mut found: Vec<String> = findings.map(name).collect();
    found.sort();
    found
}

fn lint(config: &str, document: &str, arguments: &[&str]) -> Ran {
    let here = folder(&[("candor.yaml", config), ("a.md", document)]);
    candor(here.path(), &[&["lint", "a.md", "--format", "json"], arguments].concat())
}

const MISSING: &[&str] = &["--select", "section-missing"];

#[test]
fn a_level_holds_for_one_subject() {
    let levels = |config: &str| found(&lint(config, BARE, MISSING)).join(", ");
    let all = levels("");
    assert!(all.contains("section-missing/compensation error") && all.contains("section-missing/timeline"), "{all}");
    let off = levels("levels: {section-missing/compensation: off}");
    assert!(!off.contains("compensation") && off.contains("section-missing/timeline error"), "{off}");
    let other = levels("levels: {section-missing/compensation: info, section-missing: warning}");
    assert!(other.contains("section-missing/compensation info"), "{other}");
    assert!(other.contains("section-missing/timeline warning"), "{other}");
    let only = levels("levels: {section-missing: off, section-missing/timeline: info}");
    assert_eq!(only, "section-missing/timeline info");
}

#[test]
fn a_later_part_that_sets_a_rule_sets_all_its_subjects() {
    let config =
        "levels: {section-missing/compensation: off}\noverrides:\n  - {files: a.md, levels: {section-missing: info}}\n";
    assert!(found(&lint(config, BARE, MISSING)).contains(&"section-missing/compensation info".to_owned()));
}

#[test]
fn flags_choose_subjects() {
    let ran = |arguments: &[&str]| found(&lint("", BARE, arguments));
    assert_eq!(ran(&["--select", "section-missing/timeline"]), ["section-missing/timeline error"]);
    let rest = ran(&["--select", "section-missing", "--ignore", "section-missing/timeline"]);
    assert!(!rest.is_empty() && !rest.contains(&"section-missing/timeline error".to_owned()), "{rest:?}");
    let wrong = lint("", BARE, &["--select", "section-missing/timelin"]);
    assert!(wrong.status == 2 && wrong.stderr.contains("did you mean “section-missing/timeline”?"), "{wrong:?}");
}

#[test]
fn subjects_are_suppressed_by_name() {
    let suppressed = |names: &str| {
        let document = format!("<!-- candor-ignore-file {names}: a test -->\n\n{BARE}");
        found(&lint("", &document, &["--select", "section-missing,suppression-unused"])).join(", ")
    };
    let one = suppressed("section-missing/compensation");
    assert!(!one.contains("compensation") && one.contains("timeline") && !one.contains("unused"), "{one}");
    assert!(suppressed("section-missing/impact").contains("suppression-unused"), "an impact is told");
    assert!(suppressed("section-missing/impactt").contains("suppression-unused"));
    assert_eq!(suppressed("section-missing"), "");
}

#[test]
fn rules_of_ones_own_are_set_chosen_and_suppressed_by_name() {
    let ran = |levels: &str, document: &str, arguments: &[&str]| {
        found(&lint(&format!("{OWN}{levels}"), document, arguments)).join(", ")
    };
    let own: &[&str] = &["--select", "custom"];
    assert_eq!(ran("", BARE, own), "custom/no-checkout error, custom/no-pay warning");
    assert_eq!(ran("levels: {custom/no-pay: off, custom/no-checkout: info}", BARE, own), "custom/no-checkout info");
    assert_eq!(ran("", BARE, &["--select", "custom/no-pay"]), "custom/no-pay warning");
    assert_eq!(ran("", BARE, &["--select", "custom", "--ignore", "custom/no-pay"]), "custom/no-checkout error");
    let document = BARE.replace("could not pay.", "could not pay. <!-- candor-ignore custom/no-pay: a test -->");
    let names = ["--select", "custom,suppression-unused"];
    assert_eq!(ran("", &document, &names), "custom/no-checkout error");
    let document = document.replace("no-pay:", "no-pey:");
    assert!(ran("", &document, &names).contains("suppression-unused"));
    let off = OWN.replace("level: error", "level: off");
    let again = lint(&format!("{off}levels: {{custom/no-checkout: error}}"), BARE, &["--select", "custom/no-checkout"]);
    assert_eq!(found(&again), ["custom/no-checkout error"]);
}

#[test]
fn a_name_that_is_none_is_told_with_the_nearest() {
    for (config, told) in [
        ("levels: {section-missing/compensaton: off}", "Did you mean “section-missing/compensation”?"),
        ("levels: {section-mising/compensation: off}", "Did you mean “section-missing/compensation”?"),
        ("levels: {section-missing/nonsense: off}", "Known are: section-missing/timeline"),
        ("levels: {section-missing/: off}", "behind the bar"),
        ("levels: {cause-vague/x: off}", "The rule cause-vague has no subjects"),
        (&format!("{OWN}levels: {{custom/no-pey: off}}"), "Did you mean “custom/no-pay”?"),
        ("levels: {custom/no-pay: off}", "There are no rules of your own"),
        ("custom: [{name: cause-vague, pattern: x, message: y}]", "“cause-vague” is the name of a rule of Candor"),
    ] {
        let ran = lint(config, BARE, &[]);
        assert!(ran.status == 2 && ran.stderr.contains(told), "{config}: {ran:?}");
    }
    let unknown = lint(OWN, BARE, &["--select", "custom/no-pey"]);
    assert!(unknown.status == 2 && unknown.stderr.contains("Did you mean “custom/no-pay”?"), "{unknown:?}");
}

#[test]
fn rules_of_ones_own_go_by_their_names_in_every_output() {
    let here = folder(&[("candor.yaml", OWN), ("a.md", BARE)]);
    let run = |format: &str| candor(here.path(), &["lint", "a.md", "--select", "custom", "--format", format]).stdout;
    for format in ["text", "concise", "github", "markdown", "gitlab", "sarif", "junit", "rdjson"] {
        let output = run(format).replace("%2F", "/");
        assert!(output.contains("custom/no-pay") && output.contains("custom/no-checkout"), "{format}: {output}");
    }
    let rules = candor(here.path(), &["rules"]).stdout;
    assert!(rules.contains("custom/no-pay"), "{rules}");
    let page = candor(here.path(), &["explain", "custom/no-pay"]);
    assert!(page.stdout.contains("say what failed") && page.stdout.contains("candor.yaml:2"), "{page:?}");
    let page = candor(here.path(), &["explain", "section-missing/impact"]);
    assert!(page.stdout.contains("# section-missing"), "{page:?}");
    let wrong = candor(here.path(), &["explain", "custom/no-pey"]);
    assert!(wrong.stderr.contains("Did you mean “custom/no-pay”?"), "{wrong:?}");
}

#[test]
fn the_list_of_rules_shows_the_subjects_that_are_set() {
    let config = "levels:\n  section-missing/compensation: off\n  cause-vague: info\noverrides:\n  \
        - {files: old, levels: {section-missing/timeline: info}}\n";
    let here = folder(&[("candor.yaml", config)]);
    let ran = candor(here.path(), &["rules"]).stdout;
    let row = |name: &str| ran.lines().find(|line| line.split(' ').next() == Some(name)).unwrap_or_default();
    assert!(row("section-missing/compensation").contains("off"), "{ran}");
    assert!(row("section-missing/compensation").contains("candor.yaml:2"), "{ran}");
    assert!(row("section-missing").contains("error") && row("section-missing").contains("default"), "{ran}");
    assert!(row("section-missing/timeline").contains("default, info at candor.yaml:5"), "{ran}");
}

#[test]
fn every_subject_that_a_rule_finds_is_on_its_page() {
    use candor::rules::RULES;
    for rule in RULES {
        let known = rule.subjects();
        for path in crate::support::files(&crate::support::repo("tests/fixtures/rules").join(rule.name)) {
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            let name = path.file_name().unwrap().to_str().unwrap();
            for finding in crate::support::lint_all(name, &text).iter().filter(|finding| finding.rule == rule.name) {
                let Some(subject) = &finding.subject else { continue };
                let listed = known.iter().any(|known| known.starts_with('<') || known == subject);
                assert!(listed, "{}/{subject} is not under “Subjects” on the page: {known:?}", rule.name);
            }
        }
    }
}

/// Without an audience, `personal-data` is not judged, and a missing compensation weighs in full.
const PERSONAL: &str = "# Checkout down on 3 May 2026\n\n1,200 customers could not pay. Ask jo.doe@acme.example.org.\n";

#[test]
fn an_audience_is_set_for_the_documents_that_do_not_say() {
    let names = ["--select", "personal-data,section-missing/compensation"];
    let ran = |config: &str, document: &str| found(&lint(config, document, &names)).join(", ");
    let personal = PERSONAL.replace("acme.example.org", "acme.com");
    assert_eq!(ran("audience: internal", &personal), "section-missing/compensation warning");
    assert!(ran("audience: public", &personal).contains("personal-data"));
    let stated = format!("---\naudience: internal\n---\n{personal}");
    assert!(!ran("audience: public", &stated).contains("personal-data"), "what a document says holds");
    let over = "audience: internal\noverrides: [{files: a.md, audience: public}]";
    assert!(ran(over, &personal).contains("personal-data"));
    let wrong = lint("audience: publick", &personal, &[]);
    assert!(wrong.status == 2 && wrong.stderr.contains("Did you mean “public”?"), "{wrong:?}");
}
