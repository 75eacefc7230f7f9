//! `--select` and `--ignore`: the rules of one run.

use std::ffi::OsStr;
use std::fmt;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Args, Command};

use crate::rule::{Selector, Settings, custom};
use crate::rules::{RULES, nearest, selector};

/// Which rules look at the documents.
#[derive(Clone, Debug, Default, Args)]
pub struct Selection {
    /// Check these rules only, those that are off by default too; RULE/SUBJECT is one thing that a rule
    /// speaks of, such as section-missing/impact or custom/NAME
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = Name, hide_possible_values = true)]
    select: Vec<Selector>,
    /// Leave these rules, or these subjects of rules, out
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = Name, hide_possible_values = true)]
    ignore: Vec<Selector>,
}

impl Selection {
    /// Turns off what is not selected, and on what is.
    pub fn apply(&self, settings: &mut Settings) {
        settings.select.clone_from(&self.select);
        settings.ignore.clone_from(&self.ignore);
    }

    /// What is wrong with the rules of the user's own that are named, where there are those of `names`.
    pub fn unknown(&self, names: &[&str]) -> Option<String> {
        self.select.iter().chain(&self.ignore).find_map(|selector| {
            let help = custom::unknown(selector, names.iter().copied())?;
            Some(format!("unknown rule “{selector}”\nhelp: {help}"))
        })
    }
}

/// By the names of the rules.
impl fmt::Display for Selection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |selectors: &[Selector]| selectors.iter().map(Selector::to_string).collect::<Vec<_>>();
        write!(f, "select {:?}, ignore {:?}", names(&self.select), names(&self.ignore))
    }
}

/// Reads the name of a rule or of its subject; shells complete the rules.
#[derive(Clone, Copy, Debug)]
struct Name;

impl TypedValueParser for Name {
    type Value = Selector;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, given: &OsStr) -> Result<Self::Value, clap::Error> {
        StringValueParser::new().try_map(|name| named(name.trim())).parse_ref(command, arg, given)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(RULES.iter().map(|rule| PossibleValue::new(rule.name))))
    }
}

fn named(name: &str) -> Result<Selector, String> {
    selector(name).map_err(|help| match nearest(name) {
        Some(near) => format!("did you mean “{near}”? `candor rules` lists the rules"),
        None if name.contains('/') => format!("there is no such rule. {help}"),
        None => "there is no such rule; `candor rules` lists them".to_owned(),
    })
}
