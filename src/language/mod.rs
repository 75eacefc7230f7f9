//! The words of languages, as data: headings, labels, phrases, times, milestones.
//!
//! A language is a folder in `language/`. It is parsed when a document first calls for it.

mod generic;
pub mod label;
mod lexicon;
mod list;
mod list_set;
mod phrases;
pub mod placeholders;
pub(crate) mod quantity_words;
pub mod quotes;
pub mod role;
pub mod time_words;
mod topic;
pub mod weights;
pub mod zone;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

pub use generic::Generic;
pub use lexicon::Lexicon;
pub use list::List;
pub use list_set::ListSet;
pub use phrases::{Hit, Phrases, notation};
pub use placeholders::Placeholders;
pub use quantity_words::QuantityWords;
pub use role::Role;
pub use time_words::TimeWords;
pub use topic::{SectionKind, Topic};

use phrases::{Pattern, Table};

/// The phrase lists of a language, made by build/: those that are searched for everywhere, near actions, in timelines.
type Tables = [Table; 3];

/// A word of a language file: those files are part of the program.
pub(crate) type Word = &'static str;

/// A look-up by words. The keys are those of the language files, so nobody can choose them to collide.
pub(crate) type WordMap<V> = std::collections::HashMap<Word, V, foldhash::fast::FixedState>;

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
        self.words().judged
    }

    /// The language a text is written in, judged by its script.
    pub fn of(text: &str) -> Self {
        // Nearly all that is not, and quickly seen.
        if text.is_ascii() {
            return Self::En;
        }
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

    /// The language of a part of a document that is in this one: by its script, Han characters as in
    /// the rest.
    pub fn of_part(self, part: &str) -> Self {
        if part.is_ascii() {
            return Self::En;
        }
        match (Self::of(part), self) {
            (Self::Zh, Self::Ja) => Self::Ja,
            // Identifiers may outweigh the words around them.
            (Self::En, whole) if part.chars().any(|c| ('\u{3040}'..='\u{9fff}').contains(&c)) => whole,
            (of_part, _) => of_part,
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

    /// The phrase lists.
    fn tables(self) -> Tables {
        match self {
            Self::En => include!(concat!(env!("OUT_DIR"), "/en.rs")),
            Self::Zh => include!(concat!(env!("OUT_DIR"), "/zh.rs")),
            Self::Ja => include!(concat!(env!("OUT_DIR"), "/ja.rs")),
        }
    }

    /// The rest of the language file as JSON.
    fn file(self) -> &'static str {
        match self {
            Self::En => include_str!(concat!(env!("OUT_DIR"), "/en.json")),
            Self::Zh => include_str!(concat!(env!("OUT_DIR"), "/zh.json")),
            Self::Ja => include_str!(concat!(env!("OUT_DIR"), "/ja.json")),
        }
    }
}

/// The files of a language as the build leaves them.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct File {
    /// Whether prose is judged.
    #[serde(default)]
    judged: bool,
    /// Words whose full stop ends no sentence.
    #[serde(default)]
    abbreviations: Vec<Word>,
    /// Topics by folded heading; where there are several, what stands under it settles it.
    headings: WordMap<Vec<Topic>>,
    /// Heading aliases with a `*` for any words.
    patterns: Vec<HeadingPattern>,
    /// The heading that a section is given where it has none.
    titles: BTreeMap<SectionKind, Word>,
    /// Fields by the folded spelling of their label or column header.
    labels: WordMap<Vec<Word>>,
    /// By field, the values by their folded spelling.
    values: WordMap<WordMap<Word>>,
    /// Words that tell time.
    time: TimeWords,
    /// What a template or an author leaves to be filled in.
    placeholders: Placeholders,
    /// Words that make a quantity.
    quantity: quantity_words::File,
    /// Words that name neither a service nor a region nor a kind of people.
    generic: Generic,
}

/// The words of one language, ready for look-ups.
#[derive(Debug, Default)]
pub struct Language {
    judged: bool,
    abbreviations: Vec<Word>,
    headings: WordMap<Vec<Topic>>,
    patterns: Vec<HeadingPattern>,
    titles: BTreeMap<SectionKind, Word>,
    labels: WordMap<Vec<Word>>,
    values: WordMap<WordMap<Word>>,
    phrases: Phrases,
    milestones: Phrases,
    nearby: Phrases,
    time: TimeWords,
    placeholders: Placeholders,
    quantity: QuantityWords,
    generic: Generic,
}

/// A heading alias with a `*` for any words, "what * saw": the parts between the stars, then the
/// topics.
#[derive(Debug, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct HeadingPattern(Vec<Word>, Vec<Topic>);

impl HeadingPattern {
    fn matches(&self, folded: &str) -> bool {
        let [head, middle @ .., tail] = self.0.as_slice() else { return false };
        // One letter tells for nearly all of them.
        let (first, last) = (head.as_bytes().first(), tail.as_bytes().last());
        if first.is_some() && first != folded.as_bytes().first() || last.is_some() && last != folded.as_bytes().last() {
            return false;
        }
        let Some(rest) = folded.strip_prefix(head).and_then(|rest| rest.strip_suffix(tail)) else {
            return false;
        };
        middle.iter().try_fold(rest, |rest, part| rest.split_once(part).map(|(_, behind)| behind)).is_some()
    }
}

impl Language {
    fn load(lang: Lang) -> Self {
        // The files are part of the binary and a test parses each: a broken one cannot ship.
        let language = Self::parse(lang.file()).unwrap_or_default();
        let [phrases, nearby, milestones] = lang.tables();
        Self {
            phrases: phrases.into(),
            nearby: nearby.into(),
            milestones: milestones.into(),
            // "UTC" and "pm" are understood in every language.
            time: match lang {
                Lang::En => language.time,
                _ => TimeWords::merged([&Lang::En.words().time, &language.time]),
            },
            ..language
        }
    }

    /// Reads what the build makes of the files of a language: all but its cues.
    ///
    /// # Errors
    ///
    /// Keys that are missing, unknown or of the wrong kind.
    pub fn parse(json: &'static str) -> Result<Self, serde_json::Error> {
        let file: File = serde_json::from_str(json)?;
        Ok(Self {
            judged: file.judged,
            abbreviations: file.abbreviations,
            headings: file.headings,
            patterns: file.patterns,
            titles: file.titles,
            labels: file.labels,
            values: file.values,
            time: file.time,
            placeholders: file.placeholders,
            quantity: QuantityWords::new(file.quantity),
            generic: file.generic,
            ..Self::default()
        })
    }

    /// Whether the full stop behind a word ends no sentence.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains(&word)
    }

    /// The topics a folded heading can have; empty: unknown.
    pub fn topics(&self, folded: &str) -> &[Topic] {
        // A question is known without its mark, too: "Why was it hard to find?"
        let asked = folded.trim_end_matches(['?', '？']);
        let whole = self.headings.get(folded).or_else(|| self.headings.get(asked));
        let pattern = || self.patterns.iter().find(|pattern| pattern.matches(asked)).map(|p| &p.1);
        whole.or_else(pattern).map(Vec::as_slice).unwrap_or_default()
    }

    /// The heading that a section is given where it has none.
    pub fn title(&self, section: SectionKind) -> Option<&str> {
        self.titles.get(&section).copied()
    }

    /// Whether a folded label is, whole, a known heading.
    pub fn is_heading(&self, folded: &str) -> bool {
        self.headings.contains_key(folded)
    }

    /// The fields that a label or column header can name.
    pub fn fields(&self, label: &str) -> &[Word] {
        let folded = label::fold(label);
        let whole = self.labels.get(folded.as_str());
        let fields = whole.or_else(|| self.labels.get(label::stem(&folded)));
        fields.map(Vec::as_slice).unwrap_or_default()
    }

    /// The value of a field that a word spells, whole and without regard to case.
    pub fn value(&self, field: &str, word: &str) -> Option<&str> {
        self.values.get(field)?.get(label::fold(word).as_str()).copied()
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

    /// All phrases in `text`, in the order of their ends.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let tables = [&self.phrases, &self.nearby, &self.milestones];
        let mut hits: Vec<Hit> = tables.into_iter().flat_map(|table| table.find(text)).collect();
        hits.sort_by_key(|hit| (hit.range.end, hit.range.start));
        hits
    }

    /// What a template or an author leaves to be filled in.
    pub fn placeholders(&self) -> &Placeholders {
        &self.placeholders
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
