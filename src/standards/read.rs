//! A standard of the user's: from the text of its file to its demands, every mistake with its place.

use serde_json::Value;

use super::format::{Deadline, FILING, Standard};
use super::shipped_names;
use crate::document::Model;
use crate::document::timeline::Stage as Milestone;
use crate::document::yaml;
use crate::finding::{Finding, fault};
use crate::schema::{self, UserSchema};
use crate::source::{Source, Span};
use crate::suggest;

/// The schema of a standard's file.
pub const SCHEMA: &str = include_str!("../../schema/standard.schema.json");

/// Reads the file of a standard. `rules` are the names that a requirement may ask.
///
/// # Errors
/// All its mistakes, by place.
pub fn read(source: &Source, rules: &[&str]) -> Result<Standard, Vec<Finding>> {
    let yaml = yaml::parse(&source.parsable(), 0);
    let mut faults: Vec<Finding> = yaml
        .errors
        .iter()
        .map(|error| fault(error.span, format!("this YAML cannot be read: {}", error.message)))
        .collect();
    let Some(root) = yaml.root else {
        faults.push(fault(Span::default(), "this file is empty, where a standard is expected"));
        return Err(faults);
    };
    let data = Model::of(root);
    let built = UserSchema::parse(SCHEMA).map_err(|error| vec![fault(Span::default(), error)])?;
    faults.extend(schema::faults(&data, &built).into_iter().map(|found| Finding { rule: "standard", ..found }));
    if !faults.is_empty() {
        faults.sort_by_key(|fault| fault.span);
        return Err(faults);
    }
    let standard: Standard = serde_json::from_value(data.json().clone())
        .map_err(|error| vec![fault(Span::default(), format!("this standard cannot be read: {error}"))])?;
    let mut faults = references(&standard, &data, rules);
    faults.sort_by_key(|fault| fault.span);
    if faults.is_empty() { Ok(standard) } else { Err(faults) }
}

/// What a schema cannot see: names that lead nowhere.
fn references(standard: &Standard, data: &Model, rules: &[&str]) -> Vec<Finding> {
    let mut checker = Checker { standard, data, faults: Vec::new() };
    if shipped_names().any(|name| name == standard.name) {
        let message = format!("“{}” is the name of a standard that Candor ships", standard.name);
        checker.fault("/standard", message, "Choose another name.".to_owned());
    }
    let mut ids = Vec::new();
    for (index, stage) in standard.stages.iter().enumerate() {
        let at = format!("/stages/{index}");
        if standard.stages.iter().take(index).any(|other| other.name == stage.name) {
            checker.fault(&format!("{at}/stage"), format!("there are two stages “{}”", stage.name), String::new());
        }
        checker.source(stage.authority.source.as_deref(), &at);
        for (other, name) in stage.met_by.iter().enumerate() {
            checker.stage(name, &format!("{at}/met-by/{other}"));
        }
        if let Some(due) = &stage.due {
            checker.deadline(due, &format!("{at}/due"));
        }
        for (index, requirement) in stage.requires.iter().enumerate() {
            let at = format!("{at}/requires/{index}");
            if ids.contains(&&requirement.id) {
                let message = format!("there are two requirements “{}”", requirement.id);
                checker.fault(&format!("{at}/id"), message, String::new());
            }
            ids.push(&requirement.id);
            checker.source(requirement.authority.source.as_deref(), &at);
            if let Some(rule) = requirement.rule.as_deref().filter(|rule| !rules.contains(rule)) {
                checker.fault(
                    &format!("{at}/rule"),
                    format!("unknown rule “{rule}”"),
                    suggest::help(rule, rules.iter().copied()),
                );
            }
        }
    }
    checker.faults
}

struct Checker<'a> {
    standard: &'a Standard,
    data: &'a Model,
    faults: Vec<Finding>,
}

impl Checker<'_> {
    fn fault(&mut self, pointer: &str, message: String, help: String) {
        let span = self.data.find(pointer).map(|(_, place)| place.value).unwrap_or_default();
        let found = fault(span, message);
        self.faults.push(if help.is_empty() { found } else { found.help(help) });
    }

    fn source(&mut self, key: Option<&str>, at: &str) {
        let Some(key) = key.filter(|key| !self.standard.sources.contains_key(*key)) else { return };
        let help = suggest::help(key, self.standard.sources.keys().map(String::as_str));
        self.fault(&format!("{at}/source"), format!("unknown source “{key}”"), help);
    }

    fn stage(&mut self, name: &str, at: &str) {
        if self.standard.stage(name).is_none() {
            let help = suggest::help(name, self.standard.stages.iter().map(|stage| stage.name.as_str()));
            self.fault(at, format!("unknown stage “{name}”"), help);
        }
    }

    fn deadline(&mut self, deadline: &Deadline, at: &str) {
        match deadline {
            Deadline::From { from, .. } => {
                let at = format!("{at}/from");
                match from.strip_prefix(FILING) {
                    Some(stage) => self.stage(stage, &at),
                    None => self.milestone(from, &at),
                }
            }
            Deadline::Earliest { earliest_of } => {
                for (index, one) in earliest_of.iter().enumerate() {
                    self.deadline(one, &format!("{at}/earliest-of/{index}"));
                }
            }
            Deadline::First { first_match } => {
                for (index, case) in first_match.iter().enumerate() {
                    self.deadline(&case.due, &format!("{at}/first-match/{index}/due"));
                }
            }
            Deadline::Open(_) => {}
        }
    }

    fn milestone(&mut self, name: &str, at: &str) {
        let built_in = Milestone::ALL.map(Milestone::name);
        let own = self.standard.milestones.keys().map(String::as_str);
        let known: Vec<&str> = built_in.into_iter().chain(own).collect();
        if !known.contains(&name) {
            self.fault(at, format!("unknown milestone “{name}”"), suggest::help(name, known));
        }
    }
}

impl Standard {
    /// The fields that it adds, as a schema, so that they are known keys.
    pub fn fields_schema(&self) -> Value {
        let mut schema = Value::Object(serde_json::Map::new());
        for field in &self.fields {
            let mut at = &mut schema;
            for key in field.path.split('.') {
                at = match key.strip_suffix("[]") {
                    Some(list) => &mut at["properties"][list]["items"],
                    None => &mut at["properties"][key],
                };
            }
            at["description"] = field.what.as_str().into();
        }
        schema
    }
}
