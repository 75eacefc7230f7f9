//! The phrases of the language files in the prose of a document.

use std::ops::Range;

use super::outline::{BlockKind, Outline};
use super::text::Text;
use crate::language::{Lang, Lexicon, List};

/// A phrase of a named list, found in a block or a heading.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// The list, as the language file names it.
    pub list: List,
    /// Index of the block; a heading stands before this block.
    pub block: usize,
    /// Bytes of the plain text of the block or heading.
    pub range: Range<usize>,
}

impl Phrase {
    /// Whether it covers a part of a range.
    pub fn covers(&self, range: &Range<usize>) -> bool {
        self.range.start < range.end && range.start < self.range.end
    }
}

/// Finds the phrases of all blocks but code, in the order of their ends. `lang`: the language of the
/// document.
pub fn in_blocks(outline: &Outline, lang: Lang, lexicon: &Lexicon) -> Vec<Phrase> {
    let blocks = outline.blocks.iter().enumerate().filter(|(_, block)| block.kind != BlockKind::Code);
    blocks.flat_map(|(index, block)| in_text(&block.text, index, lang, lexicon)).collect()
}

/// Finds the phrases of each heading, likewise.
pub fn in_titles(outline: &Outline, lang: Lang, lexicon: &Lexicon) -> Vec<Vec<Phrase>> {
    let sections = outline.sections.iter();
    sections.map(|section| in_text(&section.title, section.blocks.start, lang, lexicon).collect()).collect()
}

/// The phrases of a text, but for those in code.
fn in_text(text: &Text, block: usize, lang: Lang, lexicon: &Lexicon) -> impl Iterator<Item = Phrase> {
    let hits = lexicon.find(lang.of_part(text.plain()), text.plain()).into_iter();
    hits.filter(|hit| !text.is_code(&hit.range)).map(move |hit| Phrase { list: hit.list, block, range: hit.range })
}
