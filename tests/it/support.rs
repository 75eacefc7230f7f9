//! What several tests need: linting a text, and the repository's own folders.

use std::path::{Path, PathBuf};

use candor::document::actions::Value;
use candor::document::timeline::Told;
use candor::document::{Action, Document};
use candor::finding::Finding;
use candor::language::Lexicon;
use candor::lint::lint;
use candor::rule::Settings;
use candor::rules::RULES;
use candor::source::Source;
use proptest::test_runner::{Config as ProptestConfig, RngSeed};

/// The moment at which every test lints.
pub const NOW: &str = "2026-11-22T00:00:00Z";

/// A path within the repository.
pub fn repo(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The default settings at [`NOW`].
pub fn settings() -> Settings {
    Settings::new(NOW.parse().unwrap())
}

/// All findings of a text, as [`lint_source`].
pub fn lint_all(path: &str, text: &str) -> Vec<Finding> {
    lint_source(&Source::new(path, text))
}

/// All findings of a source with every rule on, those that are off by default too.
pub fn lint_source(source: &Source) -> Vec<Finding> {
    let mut settings = settings();
    for rule in RULES.iter().filter(|rule| rule.level.is_none()) {
        settings.levels.insert(rule.name.to_owned(), Some(candor::finding::Level::Info));
    }
    lint(source, &settings).findings
}

/// Findings as `rule` or `rule:subject`, whichever a test asks for.
pub fn names(findings: &[Finding]) -> Vec<String> {
    let mut names: Vec<String> = findings.iter().map(|finding| finding.rule.to_owned()).collect();
    names.extend(findings.iter().filter_map(|f| f.subject.as_ref().map(|subject| format!("{}:{subject}", f.rule))));
    names
}

/// The files of a folder, sorted.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// How many texts a property is tried on. A fixed seed keeps a change from failing for texts that it has
/// nothing to do with; `PROPTEST_CASES` and `PROPTEST_RNG_SEED` ask for a longer search or another one.
pub fn tries(cases: u32) -> ProptestConfig {
    let asked = ProptestConfig::default();
    let fixed = matches!(asked.rng_seed, RngSeed::Random);
    ProptestConfig {
        cases: if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { cases },
        rng_seed: if fixed { RngSeed::Fixed(20261122) } else { asked.rng_seed },
        failure_persistence: None,
        ..asked
    }
}

/// The lines of the main timeline: time or the words in its place, then the event.
pub fn timeline(text: &str) -> Vec<String> {
    timeline_of("2031-05-09-weir.md", text)
}

/// The same of a file whose name says something else.
pub fn timeline_of(path: &str, text: &str) -> Vec<String> {
    let source = Source::new(path, text);
    let document = Document::read(&source, &Lexicon::default());
    let line = |told: Told<'_>| match told {
        Told::Timed(entry) => format!("{} {}", entry.moment, entry.event),
        Told::Untimed(told) => format!("({}) {}", source.slice(told.written).trim(), told.event),
    };
    document.chronology.told().map(line).collect()
}

/// The actions, each with its owner and ticket, where they are read.
pub fn actions(text: &str) -> Vec<String> {
    let source = Source::new("2031-05-09-weir.md", text);
    let document = Document::read(&source, &Lexicon::default());
    let details = |value: &Option<Value>| value.as_ref().map(|value| format!(" [{}]", value.text)).unwrap_or_default();
    let shown = |action: &Action| format!("{}{}{}", action.text, details(&action.owner), details(&action.ticket));
    document.actions.list.iter().map(shown).collect()
}
