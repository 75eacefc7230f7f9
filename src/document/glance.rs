//! Whether a text that is not read seems to be a postmortem: by the lines that are headings of one.

use std::collections::BTreeSet;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_16BE, UTF_16LE, WINDOWS_1251};

use crate::language::{Lexicon, Topic};
use crate::source::Source;

/// Sections of a postmortem by which one is known.
const SECTIONS: usize = 3;
/// A longer line is no heading.
const MAX_HEADING: usize = 80;
/// Encodings besides UTF-8 in which documents are written, those that are told apart by the least first.
const ENCODINGS: [&Encoding; 8] = [UTF_16LE, UTF_16BE, GB18030, SHIFT_JIS, EUC_JP, BIG5, EUC_KR, WINDOWS_1251];

/// Whether a text, in whatever markup, has lines that name three sections of a postmortem.
pub fn names_sections(text: &str, lexicon: &Lexicon) -> bool {
    let mut kinds = BTreeSet::new();
    text.split(['\n', '\r', '<', '>']).any(|line| {
        let words = line.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '）'));
        if words.is_empty() || words.len() > MAX_HEADING {
            return false;
        }
        let topics = lexicon.topics(words).iter();
        kinds.extend(topics.copied().filter_map(Topic::section).take(1));
        kinds.len() >= SECTIONS
    })
}

/// The encoding of a file that is not UTF-8, where it is a postmortem in it and not as it stands: the
/// headings of a text in Latin-1 may be read well enough.
pub fn encoding(source: &Source, lexicon: &Lexicon) -> Option<&'static str> {
    let bytes = source.undecoded().filter(|_| !names_sections(source.text(), lexicon))?;
    let reads = |encoding: &&'static Encoding| names_sections(&encoding.decode_without_bom_handling(bytes).0, lexicon);
    ENCODINGS.into_iter().find(reads).map(Encoding::name)
}
