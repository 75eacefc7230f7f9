//! `candor schema`: prints the JSON Schemas, for editors and for other programs.

use std::io::{self, Write};

use clap::Args;
use serde_json::{Map, Value, json};

use super::{Exit, Failure};
use crate::language::List;
use crate::rule::Rule;
use crate::rules::RULES;
use crate::schema::POSTMORTEM;
use crate::standards;

/// Print a JSON Schema
///
/// Editors complete and check YAML postmortems and candor.yaml with it; programs check what they
/// read from Candor.
#[derive(Debug, Args)]
pub struct Schema {
    /// Which one
    #[arg(value_name = "SCHEMA", default_value = "postmortem")]
    schema: Published,
}

/// Prints the schema.
///
/// # Errors
/// The output cannot be written.
pub fn run(args: &Schema) -> Result<Exit, Failure> {
    io::stdout().lock().write_all(args.schema.text().as_bytes())?;
    Ok(Exit::Good)
}

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
    /// The file of a standard
    Standard,
    /// What lint --format json prints
    Output,
}

impl Published {
    /// The schema as JSON text that ends with a line end.
    pub fn text(self) -> String {
        match self {
            Self::Postmortem => POSTMORTEM.to_owned(),
            Self::Config => with_rules(CONFIG),
            Self::Standard => standards::SCHEMA.to_owned(),
            Self::Output => OUTPUT.to_owned(),
        }
    }
}

/// Lists the rules where a rule is named, and their options, and the lists of words: the code is the only
/// list of them.
fn with_rules(schema: &str) -> String {
    let mut value: Value = serde_json::from_str(schema).unwrap_or_default();
    if let Some(Value::Object(rule)) = value.pointer_mut("/$defs/rule") {
        rule.insert("anyOf".to_owned(), json!([{ "enum": names() }, { "pattern": any_subject() }]));
    }
    if let Some(Value::Object(options)) = value.pointer_mut("/$defs/options") {
        let own = RULES.iter().filter(|rule| !rule.options().is_empty());
        let own = own.map(|rule| (rule.name.to_owned(), options_of(rule)));
        options.insert("properties".to_owned(), own.collect());
        options.insert("additionalProperties".to_owned(), false.into());
    }
    if let Some(Value::Object(lists)) = value.pointer_mut("/$defs/lists") {
        let names = List::EVERYWHERE.map(List::name);
        lists.insert("propertyNames".to_owned(), json!({ "enum": names.as_slice() }));
    }
    format!("{value:#}\n")
}

/// The names of the rules, and of their subjects where those are known.
fn names() -> Vec<String> {
    let names = RULES.iter().flat_map(|rule| {
        let subjects = rule.subjects().into_iter().filter(|subject| !subject.starts_with('<'));
        std::iter::once(rule.name.to_owned()).chain(subjects.map(|subject| format!("{}/{subject}", rule.name)))
    });
    names.collect()
}

/// A pattern for subjects of the rules whose subjects may be anything.
fn any_subject() -> String {
    let open = RULES.iter().filter(|rule| rule.subjects().iter().any(|subject| subject.starts_with('<')));
    format!("^({})/.+$", open.map(|rule| rule.name).collect::<Vec<_>>().join("|"))
}

/// The options of a rule: all of them are whole numbers.
fn options_of(rule: &Rule) -> Value {
    let options = rule.options().into_iter();
    let options: Map<String, Value> =
        options.map(|option| (option.to_owned(), json!({ "type": "integer", "minimum": 0 }))).collect();
    json!({ "type": "object", "properties": options, "additionalProperties": false })
}
