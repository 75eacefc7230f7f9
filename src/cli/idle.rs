//! What a configuration names and the run does not meet: a glob that no file matches, a folder without
//! templates, a standard that was to be read again. None of it is wrong by itself; each may be a slip of the hand.

use std::fmt;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::config_files::ConfigFile;
use super::templates;
use crate::lint::config::{Given, Globs};
use crate::output::visible;

/// What a configuration names in vain, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    path: String,
    line: usize,
    column: usize,
    message: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "note: {}:{}:{}: {}", visible(&self.path), self.line, self.column, visible(&self.message))
    }
}

/// The notes on one configuration, by place. `is_met` says whether a document met its `include` (`None`) or one
/// of its parts; it is asked where the run looked through the `whole` folder.
pub fn notes(config: &ConfigFile, now: Timestamp, whole: bool, is_met: impl Fn(Option<usize>) -> bool) -> Vec<Note> {
    let mut found: Vec<(usize, String)> = template_folder(config).into_iter().collect();
    found.extend(stale_standards(config, now));
    let idle = |globs: &Globs, what: &str| {
        Some((globs.given.first()?.span.start, format!("{what}: no file matches {}", quoted(&globs.given))))
    };
    if whole {
        found.extend(idle(&config.config.include, "`include` names nothing").filter(|_| !is_met(None)));
        let layers = config.config.layers.iter().enumerate();
        let idle_layers =
            layers.filter(|(index, _)| !is_met(Some(*index))).filter_map(|(_, layer)| layer.files.as_ref());
        found.extend(idle_layers.filter_map(|globs| idle(globs, "this override holds for nothing")));
    }
    found.sort_unstable();
    let source = &config.config.source;
    let notes = found.into_iter().map(|(at, message)| {
        let place = source.position(at);
        Note { path: source.path().to_owned(), line: place.line, column: place.column, message }
    });
    notes.collect()
}

fn quoted(given: &[Given]) -> String {
    given.iter().map(|glob| format!("“{}”", glob.text)).collect::<Vec<_>>().join(", ")
}

fn template_folder(config: &ConfigFile) -> Option<(usize, String)> {
    let given = config.config.templates.as_ref()?;
    let message = match &config.templates {
        None => format!("there is no folder “{}” with templates", given.text),
        Some((folder, _)) if templates::is_empty(folder) => format!("the folder “{}” holds no template", given.text),
        Some(_) => return None,
    };
    Some((given.span.start, message))
}

fn stale_standards(config: &ConfigFile, now: Timestamp) -> Vec<(usize, String)> {
    let today = now.to_zoned(TimeZone::UTC).date();
    let at = config.config.standard_files.first().map(|given| given.span.start).unwrap_or_default();
    let stale = config.standards.iter().filter(|standard| standard.review.by < today);
    let message = |name: &str, by| {
        format!("the standard “{name}” was to be read again by {by}: its text may say something else today")
    };
    stale.map(|standard| (at, message(&standard.name, standard.review.by))).collect()
}
