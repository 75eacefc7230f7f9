//! The words of languages, as data: headings, labels, phrases, times, milestones.
//!
//! A language is one file in `language/`. It is parsed when a document first calls for it.

mod generic;
pub mod label;
mod lexicon;
mod phrases;
pub mod placeholders;
pub mod quotes;
pub mod time_words;
mod topic;

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

pub use generic::Generic;
pub use lexicon::Lexicon;
pub use phrases::{Hit, Phrases};
pub use placeholders::Placeholders;
pub use time_words::TimeWords;
pub use topic::{SectionKind, Topic};

use crate::document::quantity::{self, QuantityWords};

/// A language that documents are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English, and whatever else is written in Latin letters.
    En,
    /// Chinese.
    Zh,
    /// Japanese.
    Ja,
}

impl Lang {
    /// All languages, the ones with a script of their own last.
    pub const ALL: [Self; 3] = [Self::En, Self::Zh, Self::Ja];

    /// The code in file names and output.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
            Self::Ja => "ja",
        }
    }

    /// Whether its prose is judged. Of the others headings, times, durations and labels are read, and
    /// what stands under a heading is taken at the heading's word.
    pub fn is_complete(self) -> bool {
        self != Self::Ja
    }

    /// The language a text is written in, judged by its script.
    pub fn of(text: &str) -> Self {
        let (mut latin, mut han, mut kana) = (0usize, 0usize, 0usize);
        for c in text.chars() {
            match c {
                'a'..='z' | 'A'..='Z' => latin += 1,
                '\u{3040}'..='\u{30ff}' => kana += 1,
                '\u{4e00}'..='\u{9fff}' => han += 1,
                _ => {}
            }
        }
        // A Han character says about as much as three letters; identifiers are always Latin.
        if (han + kana) * 6 < latin || han + kana == 0 {
            Self::En
        } else if kana * 20 > han {
            Self::Ja
        } else {
            Self::Zh
        }
    }

    /// The words of the language.
    pub fn words(self) -> &'static Language {
        static EN: LazyLock<Language> = LazyLock::new(|| Language::load(Lang::En));
        static ZH: LazyLock<Language> = LazyLock::new(|| Language::load(Lang::Zh));
        static JA: LazyLock<Language> = LazyLock::new(|| Language::load(Lang::Ja));
        match self {
            Self::En => &EN,
            Self::Zh => &ZH,
            Self::Ja => &JA,
        }
    }

    /// The language file as JSON, made by build.rs.
    fn file(self) -> &'static str {
        match self {
            Self::En => include_str!(concat!(env!("OUT_DIR"), "/en.json")),
            Self::Zh => include_str!(concat!(env!("OUT_DIR"), "/zh.json")),
            Self::Ja => include_str!(concat!(env!("OUT_DIR"), "/ja.json")),
        }
    }
}

/// The list of phrases without which no sentence of running text tells of an action.
pub const LEAD: &str = "action-lead";

/// The lists that make it up.
const LEADS: [&str; 11] = [
    "commitment",
    "holds",
    "intention",
    "need",
    "ongoing",
    "passive",
    "perfect",
    "progressive",
    "recurrence",
    "since",
    "underway",
];

/// A language file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct File {
    /// Heading aliases by topic.
    headings: HashMap<Topic, Vec<String>>,
    /// Heading aliases that can be one of several topics; what stands under them settles it.
    ambiguous: HashMap<String, Vec<Topic>>,
    /// The heading that a section is given where it has none.
    titles: HashMap<SectionKind, String>,
    /// Spellings of field labels and column headers by field.
    labels: HashMap<String, Vec<String>>,
    /// Spellings of the values that a field can have, by field and value.
    values: HashMap<String, HashMap<String, Vec<String>>>,
    /// Named phrase lists for the rules.
    phrases: HashMap<String, Vec<String>>,
    /// Phrase lists that are searched near something of interest only: too common to be searched for everywhere.
    nearby: HashMap<String, Vec<String>>,
    /// Phrase lists that are searched in timelines and summaries only.
    milestones: HashMap<String, Vec<String>>,
    /// Words that tell time.
    time: TimeWords,
    /// What a template or an author leaves to be filled in.
    placeholders: Placeholders,
    /// Words that make a quantity.
    quantity: quantity::File,
    /// Words that name neither a service nor a region nor a kind of people.
    generic: Generic,
}

/// The words of one language, ready for look-ups.
#[derive(Debug, Default)]
pub struct Language {
    headings: HashMap<String, Vec<Topic>>,
    patterns: Vec<HeadingPattern>,
    titles: HashMap<SectionKind, String>,
    labels: HashMap<String, Vec<String>>,
    /// By field, then by folded spelling.
    values: HashMap<String, HashMap<String, String>>,
    phrases: Phrases,
    milestones: Phrases,
    nearby: Phrases,
    time: TimeWords,
    placeholders: Placeholders,
    quantity: QuantityWords,
    generic: Generic,
}

/// A heading alias with one `*` for any words: "what * saw".
#[derive(Debug)]
struct HeadingPattern {
    head: String,
    tail: String,
    topics: [Topic; 1],
}

impl HeadingPattern {
    fn matches(&self, folded: &str) -> bool {
        let long_enough = folded.len() > self.head.len() + self.tail.len();
        long_enough && folded.starts_with(&self.head) && folded.ends_with(&self.tail)
    }
}

impl Language {
    fn load(lang: Lang) -> Self {
        // The files are part of the binary and a test parses each: a broken one cannot ship.
        let file: File = serde_json::from_str(lang.file()).unwrap_or_default();
        let mut language = Self::default();
        for (topic, aliases) in file.headings {
            for alias in aliases {
                match alias.split_once('*') {
                    Some((head, tail)) => {
                        let (head, tail) = (head.to_lowercase(), tail.to_lowercase());
                        language.patterns.push(HeadingPattern { head, tail, topics: [topic] });
                    }
                    None => language.headings.entry(label::fold(&alias)).or_default().push(topic),
                }
            }
        }
        for (alias, topics) in file.ambiguous {
            language.headings.insert(label::fold(&alias), topics);
        }
        for (field, spellings) in file.labels {
            for spelling in spellings {
                language.labels.entry(label::fold(&spelling)).or_default().push(field.clone());
            }
        }
        for (field, values) in file.values {
            let spellings = language.values.entry(field).or_default();
            for (value, words) in values {
                spellings.extend(words.iter().map(|word| (label::fold(word), value.clone())));
            }
        }
        // A sentence is read closely only where one of these stands in it.
        let leads = LEADS.iter().filter_map(|list| file.nearby.get(*list)).flatten().cloned().collect();
        language.milestones = Phrases::new(file.milestones);
        language.nearby = Phrases::new(file.nearby);
        // "UTC" and "pm" are understood in every language.
        language.time = match lang {
            Lang::En => file.time,
            _ => TimeWords::merged([&Lang::En.words().time, &file.time]),
        };
        let mut phrases = file.phrases;
        phrases.extend(file.placeholders.phrases());
        phrases.insert(LEAD.to_owned(), leads);
        language.phrases = Phrases::new(phrases);
        language.placeholders = file.placeholders;
        language.quantity = QuantityWords::new(file.quantity);
        language.generic = file.generic;
        language.titles = file.titles;
        language
    }

    /// The topics a folded heading can have; empty: unknown.
    pub fn topics(&self, folded: &str) -> &[Topic] {
        let pattern = || self.patterns.iter().find(|pattern| pattern.matches(folded)).map(|p| p.topics.as_slice());
        self.headings.get(folded).map(Vec::as_slice).or_else(pattern).unwrap_or_default()
    }

    /// The heading that a section is given where it has none.
    pub fn title(&self, section: SectionKind) -> Option<&str> {
        self.titles.get(&section).map(String::as_str)
    }

    /// Whether a folded label is, whole, a known heading.
    pub fn is_heading(&self, folded: &str) -> bool {
        self.headings.contains_key(folded)
    }

    /// The fields that a label or column header can name.
    pub fn fields(&self, label: &str) -> &[String] {
        let folded = label::fold(label);
        let whole = self.labels.get(&folded);
        let fields = whole.or_else(|| self.labels.get(label::stem(&folded)));
        fields.map(Vec::as_slice).unwrap_or_default()
    }

    /// The value of a field that a word spells, whole and without regard to case.
    pub fn value(&self, field: &str, word: &str) -> Option<&str> {
        self.values.get(field)?.get(&label::fold(word)).map(String::as_str)
    }

    /// The words that tell time.
    pub fn time(&self) -> &TimeWords {
        &self.time
    }

    /// The words that name nothing.
    pub fn generic(&self) -> &Generic {
        &self.generic
    }

    /// The words that make a quantity.
    pub fn quantity(&self) -> &QuantityWords {
        &self.quantity
    }

    /// The phrase lists.
    pub fn phrases(&self) -> &Phrases {
        &self.phrases
    }

    /// What a template or an author leaves to be filled in.
    pub fn placeholders(&self) -> &Placeholders {
        &self.placeholders
    }

    /// The phrase lists of milestones.
    pub fn milestones(&self) -> &Phrases {
        &self.milestones
    }

    /// The phrase lists that are searched near something of interest only.
    pub fn nearby(&self) -> &Phrases {
        &self.nearby
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_file_parses() {
        for lang in Lang::ALL {
            let file: Result<File, _> = serde_json::from_str(lang.file());
            assert!(file.is_ok(), "{}: {:?}", lang.code(), file.err());
        }
    }

    #[test]
    fn headings_are_known_in_every_form() {
        let lexicon = Lexicon::default();
        for (heading, topic) in [
            ("3. Timeline (all times UTC)", Topic::Timeline),
            ("Root cause(s) — 5 whys", Topic::RootCause),
            ("Action Items & Follow-ups", Topic::Actions),
            ("一、故障概述", Topic::Summary),
            ("根本原因分析", Topic::RootCause),
            ("再発防止策", Topic::Actions),
        ] {
            assert_eq!(lexicon.topics(heading).first(), Some(&topic), "{heading}");
        }
    }
}
