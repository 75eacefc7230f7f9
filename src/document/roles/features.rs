//! What of a unit and of its neighbours speaks for its roles: its words, the cues in it, where it
//! stands, its form. A model weighs these, and `--explain-read` shows them.

use super::shape::{Shape, words};
use crate::document::outline::{Outline, SectionId};
use crate::language::SectionKind;
use crate::language::weights::Key;

/// The name of the section whose units have no neighbours.
const TIMELINE: &str = SectionKind::Timeline.name();

/// A feature by name and value: `word:restarted`, `cue:harm`, `before:section:impact`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feature<'f> {
    /// What it is of: the unit itself, or a neighbour.
    pub of: Of,
    /// The kind of feature, with the colon behind it: `word:`.
    pub kind: &'static str,
    /// Which one.
    pub value: &'f str,
}

/// Whose feature it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// The unit's own.
    Unit,
    /// Of the unit before it.
    Before,
    /// Of the unit behind it.
    Behind,
}

impl Of {
    fn prefix(self) -> &'static str {
        match self {
            Self::Unit => "",
            Self::Before => "before:",
            Self::Behind => "behind:",
        }
    }
}

impl Feature<'_> {
    /// The key of its name.
    pub fn key(self) -> Key {
        Key::of(self.of.prefix()).then(self.kind).then(self.value)
    }

    /// Its name, as files of weights have it.
    pub fn name(self) -> String {
        [self.of.prefix(), self.kind, self.value].concat()
    }
}

/// Calls `found` for each feature of a unit.
pub fn of_unit(shapes: &[Shape], index: usize, text: &str, mut found: impl FnMut(Feature<'_>)) {
    found(Feature { of: Of::Unit, kind: "always:", value: "" });
    let Some(shape) = shapes.get(index) else { return };
    let mut known = Vec::new();
    words(text, |word| {
        let feature = Feature { of: Of::Unit, kind: "word:", value: word };
        if !known.contains(&feature.key()) {
            known.push(feature.key());
            found(feature);
        }
    });
    let both = [shape.kind, shape.section].join("/");
    found(Feature { of: Of::Unit, kind: "kind-and-section:", value: &both });
    of_shape(shape, Of::Unit, &mut found);
    // An entry of a timeline stands for itself: in which order entries are told changes nothing in them.
    if shape.section == TIMELINE {
        return;
    }
    let before = index.checked_sub(1).and_then(|before| shapes.get(before));
    for (neighbour, of) in [(before, Of::Before), (shapes.get(index + 1), Of::Behind)] {
        match neighbour {
            Some(neighbour) => of_shape(neighbour, of, &mut found),
            None => found(Feature { of, kind: "kind:", value: "none" }),
        }
    }
}

fn of_shape(shape: &Shape, of: Of, found: &mut impl FnMut(Feature<'_>)) {
    found(Feature { of, kind: "kind:", value: shape.kind });
    found(Feature { of, kind: "section:", value: shape.section });
    for cue in &shape.cues {
        found(Feature { of, kind: "cue:", value: cue.name() });
    }
    for sign in shape.signs.iter() {
        found(Feature { of, kind: "sign:", value: sign });
    }
}

/// Calls `found` for each feature that all units of a section share: the words of its heading and of
/// the headings around it.
pub fn of_section(outline: &Outline, section: SectionId, mut found: impl FnMut(Feature<'_>)) {
    let mut known = Vec::new();
    let titles = outline.ancestors(section).filter(|section| !section.title.is_empty());
    for (title, kind) in titles.zip(["heading:", "heading-above:"]) {
        words(title.title.plain(), |word| {
            let feature = Feature { of: Of::Unit, kind, value: word };
            if !known.contains(&feature.key()) {
                known.push(feature.key());
                found(feature);
            }
        });
    }
}
