//! The languages together with what a configuration adds to them.

use std::collections::HashMap;
use std::sync::Arc;

use super::weights::Table;
use super::{Hit, Lang, List, Phrases, SectionKind, Topic, Word, label};

/// The words in force: those of the languages, then the user's own aliases and phrases.
#[derive(Debug, Default)]
pub struct Lexicon {
    aliases: HashMap<String, [Topic; 1]>,
    words: Phrases,
    day_first: Option<bool>,
    /// Weights of the user's own, in place of those of the languages.
    weights: Option<Arc<Table>>,
}

impl Lexicon {
    /// Adds heading aliases (section to headings) and phrases (list to phrases) to the languages.
    pub fn new(aliases: &HashMap<SectionKind, Vec<String>>, words: HashMap<List, Vec<String>>) -> Self {
        let mut folded = HashMap::new();
        for (section, headings) in aliases {
            folded.extend(headings.iter().map(|heading| (label::fold(heading), [section.topic()])));
        }
        Self { aliases: folded, words: Phrases::added(words), day_first: None, weights: None }
    }

    /// The same words, with the order in which dates in figures are written: whether the day comes first.
    pub fn with_day_first(self, day_first: Option<bool>) -> Self {
        Self { day_first, ..self }
    }

    /// Whether the day comes first in "3/4/2026"; none where nobody says.
    pub fn day_first(&self) -> Option<bool> {
        self.day_first
    }

    /// Takes weights of the user's own in place of those of the languages.
    pub fn set_weights(&mut self, weights: Arc<Table>) {
        self.weights = Some(weights);
    }

    /// Whether the weights are the user's own.
    pub fn has_own_weights(&self) -> bool {
        self.weights.is_some()
    }

    /// The weights of roles for a text that is written in `lang`.
    pub fn weights(&self, lang: Lang) -> &Table {
        self.weights.as_deref().unwrap_or_else(|| lang.weights())
    }

    /// The topics a heading can have: of the whole heading, else without its trailing matter; empty
    /// where it is unknown.
    pub fn topics(&self, heading: &str) -> &[Topic] {
        let folded = label::fold(heading);
        let stem = label::stem(&folded);
        // A known heading with trailing matter, before one that is like a pattern.
        let named = [folded.as_str(), stem].into_iter().find(|words| self.is_known(words)).unwrap_or(&folded);
        let whole = self.whole_topics(named);
        let topics = if whole.is_empty() { self.whole_topics(stem) } else { whole };
        // "4 Corrective actions", where a report numbers its chapters.
        let unnumbered = folded.trim_start_matches(|c: char| c.is_ascii_digit());
        match unnumbered.strip_prefix(' ') {
            Some(rest) if topics.is_empty() && unnumbered.len() < folded.len() => self.whole_topics(rest),
            _ if topics.is_empty() => self.topics_behind_dash(&folded),
            _ => topics,
        }
    }

    /// The topics of "Part 2 - Root cause": of what stands behind a short name and a dash.
    fn topics_behind_dash(&self, folded: &str) -> &[Topic] {
        const NAME: usize = 3;
        match folded.split_once(" - ") {
            Some((name, rest)) if name.split(' ').count() <= NAME => self.whole_topics(rest),
            _ => &[],
        }
    }

    /// The topics a title can have. What follows a colon or a dash is what the title is about:
    /// "Retrospective: parcels lost" is no section of lessons.
    pub fn title_topics(&self, title: &str) -> &[Topic] {
        let folded = label::fold(title);
        let whole = self.whole_topics(&folded);
        let cut = label::stem(&folded);
        let parenthesis = folded[cut.len()..].trim_start().starts_with(['(', '[', '?', '？']);
        if whole.is_empty() && parenthesis { self.whole_topics(cut) } else { whole }
    }

    fn whole_topics(&self, folded: &str) -> &[Topic] {
        let folded = ["the ", "our ", "a "].iter().find_map(|article| folded.strip_prefix(article)).unwrap_or(folded);
        match self.aliases.get(folded) {
            Some(topic) => topic,
            None => first_known(folded, |lang| lang.words().topics(folded)),
        }
    }

    /// Whether a label is, whole, a known heading.
    pub fn is_heading(&self, label: &str) -> bool {
        self.is_known(&label::fold(label))
    }

    fn is_known(&self, folded: &str) -> bool {
        self.aliases.contains_key(folded) || languages(folded).iter().any(|lang| lang.words().is_heading(folded))
    }

    /// The fields that a label or column header can name; empty where it is unknown.
    pub fn fields(&self, label: &str) -> &'static [Word] {
        first_known(label, |lang| lang.words().fields(label))
    }

    /// Whether a label or column header names `field`.
    pub fn names(&self, label: &str, field: &str) -> bool {
        self.fields(label).contains(&field)
    }

    /// The value of `field` that a word spells: "in review" is the status `review`.
    pub fn value(&self, field: &str, word: &str) -> Option<&'static str> {
        languages(word).iter().find_map(|lang| lang.words().value(field, word))
    }

    /// All phrases in a text that is written in `lang`, in the order of their ends.
    pub fn find(&self, lang: Lang, text: &str) -> Vec<Hit> {
        let mut hits = lang.words().find(text);
        let added = self.words.find(text);
        if !added.is_empty() {
            hits.extend(added);
            hits.sort_by_key(|hit| (hit.range.end, hit.range.start));
        }
        hits
    }
}

/// The languages whose words a label may be, by its script.
fn languages(label: &str) -> &'static [Lang] {
    match Lang::of(label) {
        Lang::En => &[Lang::En],
        Lang::Zh => &[Lang::Zh, Lang::Ja],
        Lang::Ja => &[Lang::Ja, Lang::Zh],
    }
}

fn first_known<'a, T>(label: &str, look_up: impl Fn(Lang) -> &'a [T]) -> &'a [T] {
    languages(label).iter().map(|lang| look_up(*lang)).find(|found| !found.is_empty()).unwrap_or_default()
}
