//! The words of a language that tell time, compiled for lookup at a place in a text.

mod file;
mod sense;

use serde::Deserialize;

use super::Word;
use crate::language::zone::Zone;
use file::Data;
pub use sense::{Role, Sense, Unit};

/// A word and all it may mean.
#[derive(Clone, Debug)]
pub struct Entry {
    word: Word,
    /// Abbreviations in capitals are words of another kind in small letters ("IST", "ist").
    exact_case: bool,
    senses: Vec<Sense>,
}

/// A zone that has names in a language.
#[derive(Clone, Debug)]
pub struct NamedZone {
    /// What it stands for.
    pub zone: Zone,
    /// It is a zone only beside a clock time ("Pacific", "Z").
    pub clock_only: bool,
    /// The place whose clocks the name stands for during a part of the year: "PST/PDT" is Los Angeles.
    pub region: Option<Word>,
}

/// The words that tell time, in one or several languages.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(try_from = "Data", bound(deserialize = "'de: 'static"))]
pub struct TimeWords {
    /// "8/9" is 9 August, not 8 September.
    pub month_first: bool,
    /// By bucket, then longest word first.
    entries: Vec<Entry>,
    zones: Vec<NamedZone>,
    /// Where the entries of each bucket begin; one more than there are buckets.
    starts: Vec<u16>,
}

/// Buckets of words, by their first three bytes in small letters.
const BUCKETS: usize = 4096;

/// The bucket of words that begin so; shorter words have one of their own.
fn bucket(begin: &[u8]) -> usize {
    let head = &begin[..begin.len().min(3)];
    head.iter().fold(head.len(), |hash, byte| hash * 37 + usize::from(byte.to_ascii_lowercase())) % BUCKETS
}

impl TimeWords {
    /// The words of several languages in one; the first that settles an order wins.
    pub fn merged<'a>(languages: impl IntoIterator<Item = &'a TimeWords>) -> TimeWords {
        let mut all = TimeWords::default();
        for language in languages {
            all.month_first |= language.month_first;
            let offset = all.zones.len() as u16;
            all.zones.extend(language.zones.iter().cloned());
            for entry in &language.entries {
                for &sense in &entry.senses {
                    all.add(
                        entry.word,
                        match sense {
                            Sense::Zone(zone) => Sense::Zone(zone + offset),
                            other => other,
                        },
                    );
                }
            }
        }
        all.sort();
        all
    }

    /// The longest known word that begins at the byte `at`, and what it may mean.
    pub fn longest_at(&self, text: &str, at: usize) -> Option<(usize, &[Sense])> {
        let rest = text.as_bytes().get(at..)?;
        let entry = match rest.first_chunk::<3>() {
            // A shorter word of letters ends before the third byte.
            Some(head) if head.iter().all(u8::is_ascii_alphabetic) => self.beginning(head, rest)?,
            Some(head) => self.beginning(head, rest).or_else(|| self.shorter(rest))?,
            None => self.shorter(rest)?,
        };
        Some((entry.word.len(), entry.senses.as_slice()))
    }

    /// The word of less than three bytes with which the rest of a text begins.
    fn shorter(&self, rest: &[u8]) -> Option<&Entry> {
        (1..3).rev().find_map(|len| self.beginning(rest.get(..len)?, rest))
    }

    /// The longest word with which the rest of a text begins, of those that begin with `head`.
    fn beginning(&self, head: &[u8], rest: &[u8]) -> Option<&Entry> {
        let bucket = bucket(head);
        let &[start, end] = self.starts.get(bucket..bucket + 2)? else { return None };
        let entries = self.entries.get(usize::from(start)..usize::from(end))?;
        entries.iter().find(|entry| entry.begins(rest))
    }

    /// The zone of a [`Sense::Zone`].
    pub fn zone(&self, index: u16) -> Option<&NamedZone> {
        self.zones.get(usize::from(index))
    }

    fn add(&mut self, word: Word, sense: Sense) {
        if !word.is_empty() {
            let exact_case = word.len() <= 5 && word.bytes().all(|b| b.is_ascii_uppercase());
            self.entries.push(Entry { word, exact_case, senses: vec![sense] });
        }
    }

    /// Puts the entries into their buckets, longer words before their own beginnings, and those of
    /// one word together.
    fn sort(&mut self) {
        // Stable: the senses of a word keep their order.
        self.entries.sort_by_cached_key(|entry| (entry.bucket(), std::cmp::Reverse(entry.word.len()), entry.word));
        self.entries.dedup_by(|next, entry| {
            let same = next.word == entry.word;
            if same {
                let new = next.senses.drain(..).filter(|sense| !entry.senses.contains(sense)).collect::<Vec<_>>();
                entry.senses.extend(new);
            }
            same
        });
        self.starts = vec![0; BUCKETS + 1];
        for entry in &self.entries {
            self.starts[entry.bucket() + 1] += 1;
        }
        for bucket in 0..BUCKETS {
            self.starts[bucket + 1] += self.starts[bucket];
        }
    }
}

impl Entry {
    fn bucket(&self) -> usize {
        bucket(self.word.as_bytes())
    }

    /// Whether the text begins with this word, as a whole word where it is one of letters.
    fn begins(&self, text: &[u8]) -> bool {
        let Some(head) = text.get(..self.word.len()) else { return false };
        let same = if self.exact_case {
            head == self.word.as_bytes()
        } else {
            head.eq_ignore_ascii_case(self.word.as_bytes())
        };
        let next = text.get(self.word.len());
        same && !(head.last().is_some_and(u8::is_ascii_alphabetic) && next.is_some_and(u8::is_ascii_alphabetic))
    }
}
