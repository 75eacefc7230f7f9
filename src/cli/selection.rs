//! `--select` and `--ignore`: the rules of one run.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::finding::Level;
use crate::lint::Settings;
use crate::rules::{RULES, Rule, rule};

/// Which rules look at the documents.
#[derive(Clone, Debug, Default, Args)]
pub struct Selection {
    /// Check these rules only, those that are off by default too
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rule_name(), hide_possible_values = true)]
    select: Vec<&'static Rule>,
    /// Leave these rules out
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rule_name(), hide_possible_values = true)]
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

/// Parses the name of a rule; clap suggests and completes from the names.
pub fn rule_name() -> impl TypedValueParser<Value = &'static Rule> {
    let names = PossibleValuesParser::new(RULES.iter().map(|rule| rule.name));
    names.try_map(|name| rule(&name).ok_or("unknown rule"))
}
