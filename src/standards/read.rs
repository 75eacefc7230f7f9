//! A standard of the user's: from the text of its file to its demands, every mistake with its place.

use serde_json::Value;

use super::expression::{Expression, Operand};
use super::format::{Deadline, FILING, Paths, Standard};
use super::shipped_names;
use crate::document::Model;
use crate::document::timeline::Stage as Milestone;
use crate::document::yaml;
use crate::finding::{Finding, Level, fault};
use crate::schema::{self, KnownPaths, UserSchema};
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
    faults.extend(schema::faults(&data, &built).into_iter().map(|found| Finding {
        rule: "standard",
        level: Some(Level::Error),
        ..found
    }));
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
    let fields = standard.fields_schema();
    let paths = KnownPaths::new(&fields);
    let mut checker = Checker { standard, data, paths, faults: Vec::new() };
    if standard.review.by <= standard.review.read {
        let message = format!("it is to be read again on {}, before it was read", standard.review.by);
        checker.fault("/review/by", message, "Write the day by which the text is to be read again.".to_owned());
    }
    checker.condition(standard.applies.as_ref(), "/applies");
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
        checker.condition(stage.when.as_ref(), &format!("{at}/when"));
        let unless = stage.roll.as_ref().and_then(|roll| roll.unless.as_ref());
        checker.condition(unless, &format!("{at}/roll/unless"));
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
            checker.condition(requirement.when.as_ref(), &format!("{at}/when"));
            let several = matches!(requirement.path, Paths::Many(_));
            for (index, path) in requirement.path.all().iter().enumerate() {
                checker.path(path, &if several { format!("{at}/path/{index}") } else { format!("{at}/path") });
            }
            let named = requirement.rule.iter().map(|rule| (rule, format!("{at}/rule")));
            let spoken_for = requirement.in_place_of.iter().enumerate();
            let spoken_for = spoken_for.map(|(index, rule)| (rule, format!("{at}/in-place-of/{index}")));
            for (rule, at) in named.chain(spoken_for).filter(|(rule, _)| !rules.contains(&rule.as_str())) {
                checker.fault(&at, format!("unknown rule “{rule}”"), suggest::help(rule, rules.iter().copied()));
            }
            checker.values(&requirement.values, &format!("{at}/values"));
        }
    }
    checker.faults
}

struct Checker<'a> {
    standard: &'a Standard,
    data: &'a Model,
    paths: KnownPaths<'a>,
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
                    self.condition(case.when.as_ref(), &format!("{at}/first-match/{index}/when"));
                    self.deadline(&case.due, &format!("{at}/first-match/{index}/due"));
                }
            }
            Deadline::Open(_) => {}
        }
    }

    /// A place of the model, or of what the standard adds to it.
    fn path(&mut self, path: &str, at: &str) {
        let (head, rest) = path.split_once('.').unwrap_or((path, ""));
        match head {
            "milestones" => self.milestone(rest, at),
            "filings" if !rest.is_empty() => self.stage(rest, at),
            // What an entry of `filings` holds is the affair of whoever made it.
            "filing" => {}
            "scope" => self.scope_key(rest, at),
            _ => {
                if let Some((key, known)) = self.paths.unknown(path) {
                    let help = match suggest::nearest(&key, known.iter().map(String::as_str)) {
                        Some(near) => format!("Did you mean “{near}”?"),
                        None => "List what the standard adds to a postmortem under `fields`.".to_owned(),
                    };
                    self.fault(at, format!("no postmortem has a place “{path}”: “{key}” is unknown"), help);
                }
            }
        }
    }

    fn scope_key(&mut self, key: &str, at: &str) {
        // A document may declare more than what the standard lists the values of.
        let declared = self.standard.scope.as_ref().map(|scope| scope.declare.as_str());
        if let Some(near) = suggest::nearest(key, declared).filter(|near| *near != key) {
            self.fault(at, format!("unknown key of the scope “{key}”"), format!("Did you mean “{near}”?"));
        }
    }

    /// A condition, with all that it names. The depth is bounded by the nesting of the file.
    fn condition(&mut self, condition: Option<&Expression>, at: &str) {
        let Some(condition) = condition else { return };
        match condition {
            Expression::Has(path) => self.path(path, at),
            Expression::Is(path, value) => {
                self.path(path, at);
                self.scope_value(path, value, at);
            }
            Expression::In(path, values) => {
                self.path(path, at);
                self.values(values, at);
                values.iter().for_each(|value| self.scope_value(path, value, at));
            }
            Expression::MoreThan(left, right) => {
                for operand in [left, right] {
                    match operand {
                        Operand::At { path } => self.path(path, at),
                        Operand::Elapsed { elapsed } => {
                            for name in elapsed {
                                self.milestone(name.strip_prefix("milestones.").unwrap_or(name), at);
                            }
                        }
                        Operand::Duration(_) | Operand::Number(_) => {}
                    }
                }
            }
            Expression::Late(stage) => self.stage(stage, at),
            Expression::All(parts) | Expression::Any(parts) => {
                parts.iter().for_each(|part| self.condition(Some(part), at));
            }
            Expression::Not(inner) => self.condition(Some(inner), at),
        }
    }

    /// A value that the scope can have.
    fn scope_value(&mut self, path: &str, value: &str, at: &str) {
        let asked = self.standard.scope.as_ref();
        let Some(scope) = asked.filter(|scope| path.strip_prefix("scope.") == Some(&scope.declare)) else { return };
        if !scope.knows(value) {
            let known: Vec<&str> = scope.values.keys().chain(&scope.others).map(String::as_str).collect();
            self.fault(at, format!("“{value}” is no value of “scope.{}”", scope.declare), suggest::help(value, known));
        }
    }

    /// Values that one can have: each is said once.
    fn values(&mut self, values: &[String], at: &str) {
        for (index, value) in values.iter().enumerate() {
            if value.trim().is_empty() {
                self.fault(at, "one of the values is empty".to_owned(), "Write a word, or leave it out.".to_owned());
            } else if values.iter().take(index).any(|other| other.eq_ignore_ascii_case(value)) {
                self.fault(at, format!("“{value}” is given twice"), String::new());
            }
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
