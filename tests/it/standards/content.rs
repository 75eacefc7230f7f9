//! Each standard has a model document that meets it, and for each of its demands a mutation that
//! breaks this one and is found under its clause and nowhere else.

use std::collections::BTreeMap;

use candor::finding::Finding;
use candor::lint::lint;
use candor::source::Source;
use candor::standards::{shipped, shipped_names};
use serde::Deserialize;

use crate::support::{repo, settings};

/// A change to a model document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mutation {
    /// Sections that are left out, by their headings.
    #[serde(default)]
    without: Vec<String>,
    /// What is replaced, and by what.
    #[serde(default)]
    edits: Vec<(String, String)>,
    /// Rules that the same mistake rightly breaks.
    #[serde(default)]
    also: Vec<String>,
}

impl Mutation {
    /// The mutated text, or what of it could not be done.
    fn apply(&self, model: &str) -> Result<String, String> {
        let mut text = model.to_owned();
        for heading in &self.without {
            let level = format!("\n{} ", heading.split(' ').next().unwrap());
            let start = text.find(&format!("\n{heading}\n")).ok_or_else(|| heading.clone())?;
            let end = text[start + 1..].find(&level).map_or(text.len(), |end| start + 1 + end);
            text.replace_range(start..end, "\n");
        }
        for (from, to) in &self.edits {
            if !text.contains(from) {
                return Err(from.clone());
            }
            text = text.replacen(from, to, 1);
        }
        Ok(text)
    }
}

fn findings(text: &str) -> Vec<Finding> {
    lint(&Source::new("model.md", text), &settings()).findings
}

fn told(findings: &[Finding]) -> String {
    let lines: Vec<String> = findings
        .iter()
        .map(|found| format!("    {} {}: {}", found.rule, found.subject.as_deref().unwrap_or("-"), found.message))
        .collect();
    lines.join("\n")
}

#[test]
fn every_demand_is_found_under_its_clause_and_nowhere_else() {
    let text = std::fs::read_to_string(repo("tests/fixtures/standards/mutations.yaml")).unwrap();
    let all: BTreeMap<String, BTreeMap<String, Mutation>> = serde_yaml::from_str(&text).unwrap();
    let mut wrong = Vec::new();
    for name in shipped_names() {
        let standard = shipped(name).unwrap();
        if standard.sla.is_some() {
            continue;
        }
        let model = std::fs::read_to_string(repo("tests/fixtures/standards").join(format!("{name}.md"))).unwrap();
        let found = findings(&model);
        if !found.is_empty() {
            wrong.push(format!("{name}: the model is not met\n{}", told(&found)));
        }
        let none = BTreeMap::new();
        let mutations = all.get(name).unwrap_or(&none);
        for requirement in standard.stages.iter().flat_map(|stage| &stage.requires) {
            let id = &requirement.id;
            let Some(mutation) = mutations.get(id) else {
                wrong.push(format!("{name}/{id}: no mutation"));
                continue;
            };
            let mutated = match mutation.apply(&model) {
                Ok(mutated) => mutated,
                Err(words) => {
                    wrong.push(format!("{name}/{id}: “{words}” is not in the model"));
                    continue;
                }
            };
            let subject = format!("{name}/{id}");
            let (own, others): (Vec<_>, Vec<_>) = findings(&mutated)
                .into_iter()
                .partition(|found| found.rule == "standard-content" && found.subject.as_ref() == Some(&subject));
            let others: Vec<_> =
                others.into_iter().filter(|found| !mutation.also.iter().any(|rule| rule == found.rule)).collect();
            if own.is_empty() || !others.is_empty() {
                wrong.push(format!("{subject}: {} of its own\n{}", own.len(), told(&others)));
            }
            if own.iter().any(|found| !found.message.contains(&requirement.authority.clause)) {
                wrong.push(format!("{subject}: its clause is not cited"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is found of a clause at a moment, and how much it weighs.
fn weight(text: &str, now: &str, subject: &str) -> Option<candor::finding::Level> {
    let mut settings = settings();
    settings.now = now.parse().unwrap();
    let found = lint(&Source::new("model.md", text), &settings).findings;
    let own = |found: &&Finding| found.rule == "standard-content" && found.subject.as_deref() == Some(subject);
    found.iter().find(own).and_then(|found| found.level)
}

#[test]
fn a_stage_is_judged_once_it_is_due_filed_or_overdue_or_the_document_is_final() {
    use candor::finding::Level::{Error, Info};
    let document = |status: &str, more: &str| {
        format!("---\ncandor: 1\nid: a\ntitle: A\nstatus: {status}\nstandards: [mas-fsm-n05]\n{more}\n---\n# A\n")
    };
    let clock = "milestones: { discovered: 2026-03-05T09:00:00Z }";
    let filed = "milestones: { discovered: 2026-03-05T09:00:00Z }\nfilings: [{ standard: mas-fsm-n05, stage: report, at: 2026-03-06T09:00:00Z }]";
    let (early, late) = ("2026-03-06T00:00:00Z", "2026-04-06T00:00:00Z");
    for (status, more, now, expected) in [
        ("draft", "", early, None),
        ("review", "", early, None),
        ("final", "", early, Some(Error)),
        // Due: what a draft lacks is not written yet.
        ("draft", clock, early, Some(Info)),
        ("review", clock, early, Some(Error)),
        ("draft", clock, late, Some(Error)),
        ("draft", filed, early, Some(Error)),
    ] {
        let found = weight(&document(status, more), now, "mas-fsm-n05/8b");
        assert_eq!(found, expected, "{status} at {now}: {more}");
    }
}

#[test]
fn a_yaml_document_is_judged_alike() {
    let text = "candor: 1\nid: a\ntitle: A\nstatus: final\nstandards: [gdpr-33]\nmilestones: { aware: 2026-03-05T09:00:00Z }\nfilings:\n  - { standard: gdpr-33, stage: notification, at: 2026-03-06T09:00:00Z }\ncontact: dpo at the help desk\ndata-breach: { nature: loss, subjects: about 40, records: TBD, consequences: none }\n";
    let found = lint(&Source::new("model.yaml", text), &settings()).findings;
    let mut subjects: Vec<&str> =
        found.iter().filter(|f| f.rule == "standard-content").filter_map(|f| f.subject.as_deref()).collect();
    subjects.sort_unstable();
    assert_eq!(subjects, ["gdpr-33/3a", "gdpr-33/3d"], "{}", told(&found));
}
