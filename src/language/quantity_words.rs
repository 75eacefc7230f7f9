//! The words of a language that make a quantity, as its file gives them.

use serde::Deserialize;

use super::{Word, WordMap};

/// The `quantity:` key of a language file.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default, bound(deserialize = "'de: 'static"))]
pub(crate) struct File {
    /// Whether words are set apart by spaces.
    spaced: bool,
    /// Number words.
    numbers: Vec<Word>,
    /// Words that multiply a number: "million".
    scales: Vec<Word>,
    /// Orders of magnitude that need no number: "hundreds".
    orders: Vec<Word>,
    /// Words that make a share behind "every": "other", "third".
    ordinals: Vec<Word>,
    /// Fractions and percentages: "percent", "thirds".
    shares: Vec<Word>,
    /// Currencies, as words.
    money: Vec<Word>,
    /// Currencies, as signs before or behind a number.
    signs: Vec<Word>,
    /// Words that take in everybody: "all".
    all: Vec<Word>,
    /// Words that take in everybody and need no noun: "nobody".
    everybody: Vec<Word>,
    /// Words between the two numbers of a share: "one in five".
    ratios: Vec<Word>,
    /// Words behind a number that make it a count: "214 in all".
    totals: Vec<Word>,
    /// Things whose number measures no impact: times, machines, bytes.
    uncounted: Vec<Word>,
    /// Things of which a share measures no impact: "memory".
    resources: Vec<Word>,
    /// Words before a number that make it a name: "version 4", "status 503".
    naming: Vec<Word>,
    /// Words that end a noun phrase: verbs, prepositions, conjunctions.
    stops: Vec<Word>,
    /// Plurals that do not end like one.
    plurals: Vec<Word>,
}

/// What a word can mean in a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    Number,
    Scale,
    Order,
    Ordinal,
    Share,
    Money,
    Sign,
    All,
    Everybody,
    Ratio,
    Total,
    Uncounted,
    Resource,
    Naming,
    Stop,
    Plural,
    /// The first of two words that have a sense together: "no one".
    Pair,
}

/// The quantity words of a language, ready for look-ups.
#[derive(Debug, Default)]
pub struct QuantityWords {
    spaced: bool,
    senses: WordMap<Vec<Sense>>,
    /// Characters of the longest word.
    longest: usize,
}

impl QuantityWords {
    pub(crate) fn new(file: File) -> Self {
        let lists = [
            (file.numbers, Sense::Number),
            (file.scales, Sense::Scale),
            (file.orders, Sense::Order),
            (file.ordinals, Sense::Ordinal),
            (file.shares, Sense::Share),
            (file.money, Sense::Money),
            (file.signs, Sense::Sign),
            (file.all, Sense::All),
            (file.everybody, Sense::Everybody),
            (file.ratios, Sense::Ratio),
            (file.totals, Sense::Total),
            (file.uncounted, Sense::Uncounted),
            (file.resources, Sense::Resource),
            (file.naming, Sense::Naming),
            (file.stops, Sense::Stop),
            (file.plurals, Sense::Plural),
        ];
        let mut words = Self { spaced: file.spaced, ..Self::default() };
        for (list, sense) in lists {
            for word in list {
                words.longest = words.longest.max(word.chars().count());
                if let Some((first, _)) = word.split_once(' ') {
                    words.senses.entry(first).or_default().push(Sense::Pair);
                }
                words.senses.entry(word).or_default().push(sense);
            }
        }
        words
    }

    /// Whether words are set apart by spaces.
    pub fn is_spaced(&self) -> bool {
        self.spaced
    }

    /// The senses of a word in lower case.
    pub(crate) fn senses(&self, word: &str) -> &[Sense] {
        self.senses.get(word).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a word, in lower case, has a sense.
    pub(crate) fn is(&self, word: &str, sense: Sense) -> bool {
        self.senses(word).contains(&sense)
    }

    /// Whether a character is a number.
    pub fn is_numeral(&self, c: char) -> bool {
        self.is(c.encode_utf8(&mut [0; 4]), Sense::Number)
    }

    /// The longest word of a sense at the head of `text`.
    pub(crate) fn at_head<'t>(&self, text: &'t str, sense: Sense) -> Option<&'t str> {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(self.longest);
        let heads = ends.filter_map(|end| text.get(..end));
        heads.filter(|head| self.is(head, sense)).last()
    }

    /// The longest word of a sense at the end of `text`.
    pub(crate) fn at_end<'t>(&self, text: &'t str, sense: Sense) -> Option<&'t str> {
        let starts = text.char_indices().rev().map(|(at, _)| at).take(self.longest);
        let tails = starts.filter_map(|start| text.get(start..));
        tails.filter(|tail| self.is(tail, sense)).last()
    }
}
