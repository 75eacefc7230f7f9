//! The phrases of the language files in the prose of a document.

use std::ops::Range;

use super::outline::{BlockKind, Outline};
use crate::language::{Lang, Lexicon, List};

/// A phrase of a named list, found in a block.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// The list, as the language file names it.
    pub list: List,
    /// Index of the block.
    pub block: usize,
    /// Bytes of the block's plain text.
    pub range: Range<usize>,
}

/// Finds the phrases of all blocks but code, in order. `lang`: the language of the document.
pub fn find(outline: &Outline, lang: Lang, lexicon: &Lexicon) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    for (block, content) in outline.blocks.iter().enumerate() {
        if content.kind == BlockKind::Code {
            continue;
        }
        let text = &content.text;
        let hits = lexicon.find(lang.of_part(text.plain()), text.plain());
        let prose = hits.into_iter().filter(|hit| !text.is_code(&hit.range));
        phrases.extend(prose.map(|hit| Phrase { list: hit.list, block, range: hit.range }));
    }
    phrases
}
