//! The schemas that `candor schema` prints: for editors, and for programs that read our output.

use serde_json::Value;

use super::POSTMORTEM;
use crate::rules::RULES;

/// The schema of a configuration; [`Published::text`] adds the names of the rules.
const CONFIG: &str = include_str!("../../schema/config.schema.json");
/// The schema of `candor lint --format json`.
const OUTPUT: &str = include_str!("../../schema/output.schema.json");

/// A schema that is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Published {
    /// Documents: what --explain-read --format json prints
    Postmortem,
    /// The file candor.yaml
    Config,
    /// What lint --format json prints
    Output,
}

impl Published {
    /// The schema as JSON text that ends with a line end.
    pub fn text(self) -> String {
        match self {
            Self::Postmortem => POSTMORTEM.to_owned(),
            Self::Config => with_rules(CONFIG),
            Self::Output => OUTPUT.to_owned(),
        }
    }
}

/// Lists the rules where a rule is named: the registry is the only list of them.
fn with_rules(schema: &str) -> String {
    let mut value: Value = serde_json::from_str(schema).unwrap_or_default();
    if let Some(Value::Object(rule)) = value.pointer_mut("/$defs/rule") {
        let names: Vec<Value> = RULES.iter().map(|rule| rule.name.into()).collect();
        rule.insert("enum".to_owned(), names.into());
    }
    format!("{value:#}\n")
}
