//! What a document says, in a few numbers: enough to know it again after its file was renamed and a
//! part of it rewritten.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::fingerprint::hash;

/// Words in a row that are hashed together: fewer stand in many documents.
const RUN: usize = 5;
/// Hashes that are kept, the least ones: with 16, two documents that share half of their words are
/// taken for one in about half of all cases, and those that share a fifth in one of five hundred.
const KEPT: usize = 16;
/// Hexadecimal digits of a hash.
const DIGITS: usize = 8;

/// The least hashes of the runs of words of a text: of two texts, about as many are the same as
/// their runs are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sketch(BTreeSet<u32>);

impl Sketch {
    /// The sketch of a text. Case, marks and spaces do not count.
    pub fn of(text: &str) -> Self {
        let words = words(text);
        let mut least = BTreeSet::new();
        for run in words.windows(RUN.min(words.len().max(1))) {
            let short = (hash(run.iter().copied()) >> 32) as u32;
            if least.len() < KEPT || least.last().is_some_and(|last| short < *last) {
                least.insert(short);
                if least.len() > KEPT {
                    least.pop_last();
                }
            }
        }
        Self(least)
    }

    /// How many of the least hashes of both texts together stand in each of them: at most [`KEPT`].
    pub fn shared(&self, other: &Self) -> usize {
        let both = self.0.union(&other.0).take(KEPT);
        both.filter(|hash| self.0.contains(hash) && other.0.contains(hash)).count()
    }

    /// Whether two texts say the same for the most part.
    pub fn is_like(&self, other: &Self) -> bool {
        let all = self.0.union(&other.0).take(KEPT).count();
        all > 0 && self.shared(other) * 2 >= all
    }
}

/// Words of letters and figures; where a script has no spaces, each character is one.
fn words(text: &str) -> Vec<&str> {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let cut = parts.flat_map(|part| match part.is_ascii() {
        true => vec![part],
        false => part.char_indices().map(|(at, c)| &part[at..at + c.len_utf8()]).collect(),
    });
    cut.collect()
}

impl From<Sketch> for String {
    fn from(sketch: Sketch) -> Self {
        sketch.0.iter().map(|hash| format!("{hash:0DIGITS$x}")).collect()
    }
}

impl TryFrom<String> for Sketch {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let hash = |digits: &[u8]| u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok();
        let hashes: Option<BTreeSet<u32>> = text.as_bytes().chunks(DIGITS).map(hash).collect();
        hashes.map(Self).ok_or_else(|| format!("“{text}” is no list of hashes"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(from: usize, to: usize) -> String {
        (from..to).map(|number| format!("Sentence {number} tells of pump {}. ", number * 7)).collect()
    }

    #[test]
    fn a_text_is_known_again_after_a_part_of_it_changed() {
        let old = Sketch::of(&prose(0, 100));
        assert!(old.is_like(&Sketch::of(&prose(0, 100).replace(". ", ".\n\n"))));
        assert!(old.is_like(&Sketch::of(&prose(5, 110))));
        assert!(!old.is_like(&Sketch::of(&prose(90, 200))));
        assert!(!old.is_like(&Sketch::of("")));
        assert!(!Sketch::of("").is_like(&Sketch::of("")));
        assert!(Sketch::of("水泵停机了").is_like(&Sketch::of("水泵，停机了。")));
    }

    #[test]
    fn it_is_read_as_it_was_written() {
        for text in ["", "one", &prose(0, 50)] {
            let sketch = Sketch::of(text);
            assert_eq!(Sketch::try_from(String::from(sketch.clone())), Ok(sketch));
        }
        assert!(Sketch::try_from("nothing".to_owned()).is_err());
    }
}
