//! Marks that stand where nothing was written: "_No response_", "n/a", "—". They answer nothing, so that a
//! section with such a mark and nothing else is empty: it gives no cause and refuses nothing.

use super::outline::{BlockKind, Outline};
use super::text::Text;
use crate::language::Lang;

/// Takes the words from blocks that are such a mark and stand alone in their section; their places stay.
pub fn clear(outline: &mut Outline, lang: Lang) {
    for id in 1..outline.sections.len() {
        let Some(section) = outline.sections.get(id) else { continue };
        let [only] = outline.blocks.get(section.blocks.clone()).unwrap_or_default() else { continue };
        let prose = matches!(only.kind, BlockKind::Paragraph | BlockKind::Item { .. });
        // "Related incidents: N/A" is an answer.
        if prose && section.topic.is_some_and(|topic| topic.section().is_some()) && is_nothing(only.text.plain(), lang)
        {
            let (at, place) = (section.blocks.start, only.text.whole().start);
            outline.blocks[at].text = Text::empty_at(place);
        }
    }
}

/// Whether a text is a mark of nothing.
pub fn is_nothing(text: &str, lang: Lang) -> bool {
    /// No mark is longer, in bytes.
    const LONG: usize = 32;
    let bare = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '_' | '*' | '(' | ')' | '.'));
    let dashes = !bare.is_empty() && bare.chars().all(|c| matches!(c, '-' | '–' | '—' | '―' | '/'));
    dashes || bare.len() <= LONG && [Lang::En, lang].iter().any(|lang| lang.words().placeholders().nothing.has(bare))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_nothing_are_known() {
        for text in ["No response", "_No response_", "—", "-", "--", "n/a", "N/A.", "(n/a)"] {
            assert!(is_nothing(text, Lang::En), "{text}");
        }
        for text in ["None", "No", "n/a: the service is free", "No response from the vendor", "…"] {
            assert!(!is_nothing(text, Lang::En), "{text}");
        }
        assert!(is_nothing("不适用", Lang::Zh));
    }
}
