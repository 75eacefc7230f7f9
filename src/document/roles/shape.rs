//! The shape of a unit: what a neighbour can see of it.

use crate::document::outline::{Block, BlockKind};
use crate::document::quantity::{Quantity, QuantityKind};
use crate::document::text::MarkKind;
use crate::language::{List, Topic};

/// Words of a unit that are looked at: of what is longer, the head tells what it is.
const MAX_WORDS: usize = 80;

/// What is seen of a unit without reading its words one by one.
#[derive(Clone, Debug)]
pub struct Shape {
    /// `sentence`, `item`, `row`.
    pub kind: &'static str,
    /// The topic of the section around it; `none` where no heading tells one.
    pub section: &'static str,
    /// The families of cues in it, each once.
    pub cues: Vec<List>,
    /// What stands in it besides words.
    pub signs: Signs,
}

/// Signs of a unit: a date, a link, an empty check box.
#[derive(Clone, Copy, Debug, Default)]
pub struct Signs(u32);

/// The names of signs, by bit.
const NAMES: [&str; 19] = [
    "time",
    "duration",
    "count",
    "all",
    "number",
    "link",
    "ticket",
    "code",
    "handle",
    "colon",
    "question",
    "open-box",
    "checked-box",
    "bold",
    "first",
    "late",
    "short",
    "long",
    "nested",
];

impl Signs {
    /// Adds a sign by its name where `there` holds.
    fn add(&mut self, name: &str, there: bool) {
        if let Some(bit) = NAMES.iter().position(|known| *known == name).filter(|_| there) {
            self.0 |= 1 << bit;
        }
    }

    /// The names of those that are there.
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        NAMES.into_iter().enumerate().filter(move |(bit, _)| self.0 & 1 << bit != 0).map(|(_, name)| name)
    }
}

/// What a shape is made of.
pub struct Parts<'p> {
    /// The block around the unit.
    pub block: &'p Block,
    /// The words of the unit, as bytes of the block's text.
    pub range: std::ops::Range<usize>,
    /// What the section around it is about.
    pub topic: Option<Topic>,
    /// The cues in it.
    pub cues: Vec<List>,
    /// The quantities in it.
    pub quantities: &'p [Quantity],
    /// How many times, then durations, stand in it.
    pub times: [usize; 2],
    /// Its index and how many units the document has.
    pub position: [usize; 2],
}

impl Shape {
    /// The shape of a unit.
    pub fn of(mut parts: Parts<'_>) -> Self {
        parts.cues.sort_unstable();
        parts.cues.dedup();
        let (kind, signs) = (kind(parts.block), signs(&parts));
        Self { kind, section: parts.topic.map_or("none", Topic::name), cues: parts.cues, signs }
    }
}

fn kind(block: &Block) -> &'static str {
    match block.kind {
        BlockKind::Paragraph | BlockKind::Code => "sentence",
        BlockKind::Item { .. } => "item",
        BlockKind::Row { .. } => "row",
    }
}

fn signs(parts: &Parts<'_>) -> Signs {
    /// Bytes of a unit that is a phrase rather than a sentence, and of one that is more than one.
    const SHORT: usize = 40;
    const LONG: usize = 240;
    let text = parts.block.text.slice(parts.range.clone());
    let mut signs = Signs::default();
    for quantity in parts.quantities {
        signs.add(name_of(quantity.kind), true);
    }
    let [times, durations] = parts.times;
    signs.add("time", times > 0);
    signs.add("duration", durations > 0);
    signs.add("number", text.bytes().any(|byte| byte.is_ascii_digit()));
    let within =
        |mark: &crate::document::text::Mark| mark.range.start < parts.range.end && parts.range.start < mark.range.end;
    for mark in parts.block.text.marks().iter().filter(|mark| within(mark)) {
        match mark.kind {
            MarkKind::Link(_) => signs.add("link", true),
            MarkKind::Code => signs.add("code", true),
            MarkKind::Strong => signs.add("bold", true),
            MarkKind::Strike | MarkKind::Image => {}
        }
    }
    signs.add("ticket", text.split_whitespace().any(is_ticket));
    signs.add("handle", text.split_whitespace().any(|word| word.starts_with('@') && word.len() > 1));
    signs.add("colon", text.ends_with([':', '：']));
    signs.add("question", text.ends_with(['?', '？']));
    if let BlockKind::Item { depth, checked, .. } = parts.block.kind {
        signs.add("open-box", checked == Some(false));
        signs.add("checked-box", checked == Some(true));
        signs.add("nested", depth > 0);
    }
    let [index, all] = parts.position;
    let placed = parts.topic != Some(Topic::Timeline);
    signs.add("first", placed && index * 10 < all);
    signs.add("late", placed && index * 10 >= all * 7);
    signs.add("short", text.len() < SHORT);
    signs.add("long", text.len() > LONG);
    signs
}

fn name_of(kind: QuantityKind) -> &'static str {
    match kind {
        QuantityKind::All => "all",
        QuantityKind::Bare => "number",
        _ => "count",
    }
}

/// "#123", "OPS-17".
fn is_ticket(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '#');
    let digits = |number: &str| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let key = |(project, number): (&str, &str)| {
        project.len() > 1 && project.bytes().all(|byte| byte.is_ascii_uppercase()) && digits(number)
    };
    word.strip_prefix('#').is_some_and(digits) || word.split_once('-').is_some_and(key)
}

/// Calls `found` for each word of a text, in lower case: runs of letters, and of scripts without
/// spaces each pair of characters. Numbers are signs, not words.
pub fn words(text: &str, mut found: impl FnMut(&str)) {
    let is_part = |c: char| c.is_alphanumeric() || c == '\'' || c == '’';
    let mut lower = String::new();
    for word in text.split(|c| !is_part(c)).filter(|word| !word.is_empty()).take(MAX_WORDS) {
        lower.clear();
        lower.extend(
            word.trim_matches(['\'', '’'])
                .chars()
                .flat_map(char::to_lowercase)
                .map(|c| if c == '’' { '\'' } else { c }),
        );
        if lower.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        match lower.chars().any(is_dense) {
            true => pairs(&lower, &mut found),
            false if !lower.is_empty() => found(&lower),
            false => {}
        }
    }
}

/// Whether a character is of a script that puts no spaces between words.
fn is_dense(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

fn pairs(text: &str, found: &mut impl FnMut(&str)) {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for pair in starts.windows(3).take(MAX_WORDS) {
        found(&text[pair[0]..pair[2]]);
    }
}
