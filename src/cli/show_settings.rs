//! `candor lint --show-settings FILE`: what holds for one file, and where each part comes from.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::configs::{Configs, Shown};
use super::{Exit, Failure, paths};
use crate::finding::Level;
use crate::lint::config::FailOn;
use crate::output::visible;

/// Keys that are told by their place alone: what they hold is read there.
const LISTS: [&str; 7] = ["aliases", "words", "custom", "schema", "standards", "scope", "holidays"];

/// Prints the settings.
///
/// # Errors
/// A configuration is broken, or the output cannot be written.
pub fn run(configs: &mut Configs, file: &Path) -> Result<Exit, Failure> {
    let shown = configs.shown(file)?;
    let mut rows: Vec<(String, String, String)> = Vec::new();
    let settings = &shown.holding.resolved.settings;
    let mut row = |key: &str, value: String| rows.push((key.to_owned(), value, from(&shown, key)));
    row("fail-on", fail_on(shown.holding.resolved.fail_on).to_owned());
    row("audience", settings.audience.map_or("none", |audience| audience.name()).to_owned());
    row("date-order", settings.lexicon.day_first().map_or("none", date_order).to_owned());
    row("roles", if settings.lexicon.has_own_weights() { "your own" } else { "ours" }.to_owned());
    let mut levels: Vec<_> = settings.levels.iter().collect();
    levels.sort_unstable_by_key(|(name, _)| name.as_str());
    for (name, level) in levels {
        row(&format!("levels.{name}"), level.map_or("off", Level::name).to_owned());
    }
    let mut options: Vec<_> = settings.options.iter().collect();
    options.sort_unstable_by_key(|(name, _)| name.as_str());
    for (rule, values) in options {
        rows.push((format!("options.{rule}"), values.to_string(), from(&shown, "options")));
    }
    for key in LISTS.iter().filter(|key| shown.places.iter().any(|(set, _)| set == *key)) {
        rows.push(((*key).to_owned(), "see there".to_owned(), from(&shown, key)));
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let files = if shown.files.is_empty() { "none".to_owned() } else { shown.files.join(", then ") };
    writeln!(out, "{}: configuration {}", visible(&paths::shown_here(file)), visible(&files))?;
    if shown.holding.excluded {
        writeln!(out, "excluded: it is never linted")?;
    } else if shown.holding.included {
        writeln!(out, "included: it is linted whatever it says")?;
    }
    let keys = rows.iter().map(|row| row.0.len()).max().unwrap_or(0);
    let values = rows.iter().map(|row| row.1.chars().count()).max().unwrap_or(0);
    for (key, value, from) in rows {
        writeln!(out, "{key:keys$}  {:values$}  {}", visible(&value), visible(&from))?;
    }
    out.flush()?;
    Ok(Exit::Good)
}

/// Where a key is set; of several places the last one wins, of lists all hold.
fn from(shown: &Shown, key: &str) -> String {
    let own: Vec<&str> = shown.places.iter().filter(|(set, _)| set == key).map(|(_, place)| place.as_str()).collect();
    match (own.split_last(), LISTS.contains(&key)) {
        (None, _) => "default".to_owned(),
        (Some(_), true) => own.join(", "),
        (Some((last, _)), false) => (*last).to_owned(),
    }
}

fn date_order(day_first: bool) -> &'static str {
    if day_first { "dmy" } else { "mdy" }
}

fn fail_on(level: FailOn) -> &'static str {
    match level {
        FailOn::Level(level) => level.name(),
        FailOn::Never => "never",
    }
}
