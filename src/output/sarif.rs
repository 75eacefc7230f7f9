//! SARIF 2.1.0, which code scanning reads.

use std::collections::HashMap;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::json::Escaped;
use super::uri::uri;
use super::{Located, Run, Unread};
use crate::finding::{Fix, Level};
use crate::lint::Suppression;
use crate::rule::Rule;
use crate::rules::RULES;
use crate::source::Position;

/// Writes the log. What documents suppress is in it, marked so; what the baseline holds is not.
pub fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let mut rules = Rules::new();
    let mut results = Vec::new();
    for file in &run.files {
        let shown = file.findings.iter().map(|found| (found, None));
        let suppressed = file.suppressed.iter().map(|(found, suppression)| (found, Some(suppression)));
        for (found, suppression) in shown.chain(suppressed) {
            let index = rules.index(&found.finding.rule_name());
            results.push(result(&file.path, found, index, suppression));
        }
    }
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.entries,
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": run.errors.is_empty(),
                "toolExecutionNotifications": run.errors.iter().map(notification).collect::<Vec<_>>(),
            }],
            "results": results,
        }],
    });
    serde_json::to_writer(Escaped(out), &log)?;
    writeln!(out)
}

/// The rules, to which the results point.
struct Rules {
    entries: Vec<Value>,
    indices: HashMap<String, usize>,
}

impl Rules {
    fn new() -> Self {
        let indices = RULES.iter().enumerate().map(|(index, rule)| (rule.name.to_owned(), index)).collect();
        Self { entries: RULES.iter().map(|rule| descriptor(rule)).collect(), indices }
    }

    /// Where a rule stands; one that is not ours, such as the user's own, joins the list.
    fn index(&mut self, name: &str) -> usize {
        if let Some(known) = self.indices.get(name) {
            return *known;
        }
        self.entries.push(named(name, name, name, Level::Warning, true));
        self.indices.insert(name.to_owned(), self.entries.len() - 1);
        self.entries.len() - 1
    }
}

fn descriptor(rule: &Rule) -> Value {
    named(rule.name, &rule.summary(), rule.docs().trim(), rule.level.unwrap_or(Level::Warning), rule.level.is_some())
}

fn named(name: &str, summary: &str, page: &str, default: Level, enabled: bool) -> Value {
    json!({
        "id": name,
        "shortDescription": { "text": summary },
        "fullDescription": { "text": summary },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "enabled": enabled, "level": level(default) },
    })
}

fn result(path: &str, located: &Located, rule: usize, suppression: Option<&Suppression>) -> Value {
    let finding = &located.finding;
    let mut result = json!({
        "ruleId": finding.rule_name(),
        "ruleIndex": rule,
        "level": level(located.level()),
        "message": { "text": plain(&super::message_and_help(finding, "\n")) },
        "locations": [{ "physicalLocation": {
            "artifactLocation": artifact(path),
            "region": region(located.start, located.end),
        }}],
        // `primaryLocationLineHash` is what the forge's uploader computes; ours has a name of its own.
        "partialFingerprints": { "candor/v1": finding.fingerprint },
    });
    if let Some(fix) = &finding.fix {
        result["fixes"] = json!([change(path, fix, &located.edits)]);
    }
    if let Some(suppression) = suppression {
        result["suppressions"] = json!([suppression_json(suppression)]);
    }
    result
}

fn suppression_json(suppression: &Suppression) -> Value {
    let mut json = json!({ "kind": "inSource", "status": "accepted" });
    if let Some(reason) = &suppression.reason {
        json["justification"] = json!(plain(reason));
    }
    json
}

fn change(path: &str, fix: &Fix, places: &[(Position, Position)]) -> Value {
    let replacements = fix.edits.iter().zip(places).map(|(edit, (start, end))| {
        let mut replacement = json!({ "deletedRegion": region(*start, *end) });
        if !edit.text.is_empty() {
            replacement["insertedContent"] = json!({ "text": edit.text });
        }
        replacement
    });
    json!({
        "description": { "text": plain(&fix.title) },
        "artifactChanges": [{
            "artifactLocation": artifact(path),
            "replacements": replacements.collect::<Vec<_>>(),
        }],
    })
}

fn notification(unread: &Unread) -> Value {
    json!({
        "level": "error",
        "message": { "text": plain(&unread.message) },
        "locations": [{ "physicalLocation": { "artifactLocation": artifact(&unread.path) } }],
    })
}

fn artifact(path: &str) -> Value {
    json!({ "uri": uri(path) })
}

fn region(start: Position, end: Position) -> Value {
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

/// Text that is nothing but text: `[words](address)` in a message would be a link.
fn plain(text: &str) -> String {
    text.replace("](", "]\u{200b}(")
}
