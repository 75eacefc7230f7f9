//! `--select` and `--ignore`: the rules of one run.

use std::ffi::OsStr;
use std::fmt;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Args, Command};

use crate::finding::Level;
use crate::rule::Rule;
use crate::rule::Settings;
use crate::rules::{RULES, rule};
use crate::suggest;

/// Which rules look at the documents.
#[derive(Clone, Debug, Default, Args)]
pub struct Selection {
    /// Check these rules only, those that are off by default too
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = RuleName, hide_possible_values = true)]
    select: Vec<&'static Rule>,
    /// Leave these rules out
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = RuleName, hide_possible_values = true)]
    ignore: Vec<&'static Rule>,
}

impl Selection {
    /// Turns off what is not selected, and on what is.
    pub fn apply(&self, settings: &mut Settings) {
        let among = |rules: &[&Rule], name| rules.iter().any(|rule| rule.name == name);
        for rule in RULES {
            let selected = among(&self.select, rule.name);
            let left_out = !self.select.is_empty() && !selected;
            if left_out || among(&self.ignore, rule.name) {
                settings.levels.insert(rule.name.to_owned(), None);
            } else if selected && rule.level.is_none() && !settings.levels.contains_key(rule.name) {
                settings.levels.insert(rule.name.to_owned(), Some(Level::Warning));
            }
        }
    }
}

/// By the names of the rules.
impl fmt::Display for Selection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |rules: &[&'static Rule]| rules.iter().map(|rule| rule.name).collect::<Vec<_>>();
        write!(f, "select {:?}, ignore {:?}", names(&self.select), names(&self.ignore))
    }
}

/// Reads the name of a rule; shells complete it.
#[derive(Clone, Copy, Debug)]
struct RuleName;

impl TypedValueParser for RuleName {
    type Value = &'static Rule;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, given: &OsStr) -> Result<Self::Value, clap::Error> {
        StringValueParser::new().try_map(|name| named(name.trim())).parse_ref(command, arg, given)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(RULES.iter().map(|rule| PossibleValue::new(rule.name))))
    }
}

fn named(name: &str) -> Result<&'static Rule, String> {
    rule(name).ok_or_else(|| match suggest::nearest(name, RULES.iter().map(|rule| rule.name)) {
        Some(near) => format!("did you mean “{near}”? `candor rules` lists the rules"),
        None => "there is no such rule; `candor rules` lists them".to_owned(),
    })
}
