//! The sentences of a document with the phrases that speak in them.
//!
//! Impact and compensation are told in prose as often as under their headings: both are read from
//! sentences, each weighed by where it stands and by what it says.

use std::ops::Range;

use super::duration::DurationMention;
use super::outline::{Block, BlockKind, HeadingForm, Outline, Section, SectionId};
use super::sentences::sentences;
use super::text::MarkKind;
use super::time::TimeMention;
use super::{Document, Phrase};
use crate::language::{Lexicon, SectionKind, Topic};
use crate::source::Span;

/// Longer is no sentence, and comparing all its phrases with each other would take long.
const MAX_SENTENCE: usize = 4_096;

/// A phrase list that says something about impact or compensation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Who is served.
    Party,
    /// "you".
    Addressee,
    /// What serves them.
    Service,
    /// What they suffer.
    Harm,
    /// A noun for a time of harm.
    Outage,
    /// "no", "not", "without".
    Negation,
    /// "some", "a small number of".
    Few,
    /// "minor", "brief".
    Slight,
    /// "the actual operation was unaffected".
    PlayingDown,
    /// What keeps state, or keeps it safe.
    Stateful,
    /// What became of data.
    DataFate,
    /// What can be lost.
    DataNoun,
    /// That it is lost.
    DataLost,
    /// That it is back.
    Restored,
    /// How somebody came to know.
    Noticed,
    /// Credits, refunds and their like.
    Remedy,
    /// Words for credits and refunds that mean a feature, not a remedy.
    NoRemedy,
    /// Who gives or gets.
    Giving,
    /// A good intention.
    Goodwill,
    /// That there is none.
    Refusal,
    /// Why.
    Reason,
    /// Words for a reason that give none: "as they are".
    NoReason,
    /// A negation of all that is listed behind it: "neither".
    Denial,
    /// That nothing has to be done to get it.
    Automatic,
    /// What has to be done to get it.
    ClaimRoute,
    /// That it has been given.
    Settled,
    /// When it is given, in words.
    Payday,
    /// An amount in words.
    Formula,
    /// Who gets it, in words that are no party.
    Eligible,
    /// A last day: "by", "until".
    Deadline,
    /// A day of payment: "on", "by".
    PayTime,
    /// "section", "clause".
    Clause,
    /// What is still to come.
    Future,
    /// What keeps others out.
    Guarded,
    /// What can be said of data, and of other things.
    DataVerb,
    /// That it was over.
    Ended,
}

impl Signal {
    /// The signal of a phrase list.
    fn of(list: &str) -> Option<Self> {
        Some(match list {
            "party" => Self::Party,
            "addressee" => Self::Addressee,
            "service-noun" => Self::Service,
            "harm" => Self::Harm,
            "outage" => Self::Outage,
            "negation" => Self::Negation,
            "few" => Self::Few,
            "slight" => Self::Slight,
            "playing-down" => Self::PlayingDown,
            "stateful" => Self::Stateful,
            "data-fate" => Self::DataFate,
            "data-noun" => Self::DataNoun,
            "data-lost" => Self::DataLost,
            "restored" => Self::Restored,
            "noticed" => Self::Noticed,
            "remedy" => Self::Remedy,
            "no-remedy" => Self::NoRemedy,
            "giving" => Self::Giving,
            "goodwill" => Self::Goodwill,
            "refusal" => Self::Refusal,
            "reason" => Self::Reason,
            "no-reason" => Self::NoReason,
            "denial" => Self::Denial,
            "automatic" => Self::Automatic,
            "claim-route" => Self::ClaimRoute,
            "settled" => Self::Settled,
            "payday" => Self::Payday,
            "formula" => Self::Formula,
            "eligible" => Self::Eligible,
            "deadline" => Self::Deadline,
            "pay-time" => Self::PayTime,
            "clause" => Self::Clause,
            "future" => Self::Future,
            "guarded" => Self::Guarded,
            "data-verb" => Self::DataVerb,
            "ended" => Self::Ended,
            _ => return None,
        })
    }

    fn bit(self) -> u64 {
        1 << self as u64
    }
}

/// What a sentence can be about, by the section it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A section about impact.
    Impact,
    /// The summary, the opening lines, or under a heading that is not known.
    Account,
    /// The timeline.
    Timeline,
    /// Cause, detection, resolution.
    Cause,
    /// A section about compensation.
    Compensation,
    /// Actions, lessons, links: never the telling of impact.
    Aside,
}

/// A sentence and what speaks in it.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Index of the block.
    pub block: usize,
    /// Bytes of the block's plain text.
    pub range: Range<usize>,
    /// Where it stands.
    pub place: Place,
    /// Its phrases, as a range of [`Document::phrases`].
    phrases: Range<usize>,
    signals: u64,
}

impl Statement {
    /// Whether a phrase of a list stands in it.
    pub fn has(&self, signal: Signal) -> bool {
        self.signals & signal.bit() != 0
    }
}

impl Document<'_> {
    /// The words of a statement.
    pub fn words_of(&self, statement: &Statement) -> &str {
        self.outline.blocks.get(statement.block).map_or("", |block| block.text.slice(statement.range.clone()))
    }

    /// The place of a statement.
    pub fn span_of(&self, statement: &Statement) -> Span {
        self.block_span(statement.block, statement.range.clone())
    }

    /// The place of a part of a block's text.
    pub fn block_span(&self, block: usize, range: Range<usize>) -> Span {
        self.outline.blocks.get(block).map(|block| block.text.span(range)).unwrap_or_default()
    }

    /// The dates and clock times of a statement.
    pub fn times_in(&self, statement: &Statement) -> &[TimeMention] {
        let times = &self.chronology.scans.block(statement.block).times;
        let first = times.partition_point(|mention| mention.range.start < statement.range.start);
        let end = times.partition_point(|mention| mention.range.start < statement.range.end);
        times.get(first..end).unwrap_or_default()
    }

    /// The durations of a statement.
    pub fn durations_in(&self, statement: &Statement) -> &[DurationMention] {
        let durations = &self.chronology.scans.block(statement.block).durations;
        let first = durations.partition_point(|mention| mention.range.start < statement.range.start);
        let end = durations.partition_point(|mention| mention.range.start < statement.range.end);
        durations.get(first..end).unwrap_or_default()
    }

    /// All phrases of a statement.
    pub fn phrases_in(&self, statement: &Statement) -> &[Phrase] {
        self.phrases.get(statement.phrases.clone()).unwrap_or_default()
    }

    /// The phrases of a list in a statement, in order.
    pub fn hits<'d>(&'d self, statement: &Statement, signal: Signal) -> impl Iterator<Item = &'d Phrase> {
        let range = if statement.has(signal) { statement.phrases.clone() } else { 0..0 };
        let phrases = self.phrases.get(range).unwrap_or_default();
        phrases.iter().filter(move |phrase| Signal::of(&phrase.list) == Some(signal))
    }

    /// The phrases of a list in a statement that are no part of a phrase of the list `aside`.
    pub fn hits_outside<'d>(
        &'d self,
        statement: &Statement,
        signal: Signal,
        aside: Signal,
    ) -> impl Iterator<Item = &'d Phrase> {
        let phrases = self.phrases.get(statement.phrases.clone()).unwrap_or_default();
        let covers = move |hit: &Phrase, other: &Phrase| {
            Signal::of(&other.list) == Some(aside)
                && other.range.start < hit.range.end
                && hit.range.start < other.range.end
        };
        self.hits(statement, signal).filter(move |hit| !phrases.iter().any(|other| covers(hit, other)))
    }

    /// Whether a phrase is denied: a negation stands shortly before it in its clause or denies the
    /// list that it stands in, or a "none" stands right behind it.
    pub fn is_denied(&self, statement: &Statement, phrase: &Phrase) -> bool {
        /// Bytes between a negation and what it denies.
        const REACH: usize = 24;
        let Some(block) = self.outline.blocks.get(phrase.block) else { return false };
        let within = |gap: Range<usize>| {
            let words = block.text.slice(gap);
            words.len() <= REACH && !words.contains([',', ';', '，', '；', '。', '、'])
        };
        let lists = |gap: Range<usize>| {
            let words = block.text.slice(gap);
            words.len() <= 2 * REACH && !words.contains([';', '，', '；', '。'])
        };
        let mut denials = self.hits(statement, Signal::Denial);
        if denials.any(|d| d.range.end <= phrase.range.start && lists(d.range.end..phrase.range.start)) {
            return true;
        }
        self.hits(statement, Signal::Negation).any(|negation| {
            let before = negation.range.end <= phrase.range.start && within(negation.range.end..phrase.range.start);
            // A phrase may be the stem of a word: "compensat" in "Compensation: none".
            let gap = block.text.slice(phrase.range.end..negation.range.start.max(phrase.range.end));
            let border = gap.trim_start_matches(|c: char| c.is_ascii_alphabetic()).trim();
            let behind = phrase.range.end <= negation.range.start && matches!(border, ":" | "：" | "|");
            before || behind
        })
    }

    /// Whether two phrases of one block stand in the same clause.
    pub fn share_clause(&self, a: &Phrase, b: &Phrase) -> bool {
        let gap = a.range.end.min(b.range.end)..a.range.start.max(b.range.start);
        let words = self.outline.blocks.get(a.block).map_or("", |block| block.text.slice(gap));
        a.block == b.block && !words.contains([',', ';', ':', '，', '；', '：', '、'])
    }

    /// Whether a phrase of a list stands in a statement and is not denied.
    pub fn affirms(&self, statement: &Statement, signal: Signal) -> bool {
        statement.has(signal) && self.hits(statement, signal).any(|phrase| !self.is_denied(statement, phrase))
    }
}

/// "Affected:", or the first cell of a row, with nothing behind it.
fn is_label(words: &str) -> bool {
    const MAX_WIDTH: usize = 32;
    // A Han character says about as much as four letters.
    let width = || words.chars().map(|c| if c.is_ascii() { 1 } else { 4 }).sum::<usize>();
    words.ends_with([':', '：', '|']) && width() <= MAX_WIDTH
}

/// A range without the borders of empty cells at its ends, which stand nowhere in the source.
fn without_borders(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let is_border = |c: char| c == '|' || c.is_whitespace();
    let start = range.start + (words.len() - words.trim_start_matches(is_border).len());
    start..start.max(range.start + words.trim_end_matches(is_border).len())
}

/// Cuts all blocks into statements.
pub fn read(document: &Document<'_>, lexicon: &Lexicon) -> Vec<Statement> {
    let places = Places::read(document, lexicon);
    let mut statements: Vec<Statement> = Vec::new();
    let mut at = 0;
    for (index, block) in document.outline.blocks.iter().enumerate() {
        if block.kind == BlockKind::Code {
            continue;
        }
        let place = places.of(block);
        for range in sentences(block.text.plain()) {
            let in_block = |phrase: &Phrase| (phrase.block, phrase.range.end) <= (index, range.end);
            let first = at;
            let mut signals = 0;
            while let Some(phrase) = document.phrases.get(at).filter(|phrase| in_block(phrase)) {
                signals |= Signal::of(&phrase.list).map_or(0, Signal::bit);
                at += 1;
            }
            if range.len() > MAX_SENTENCE {
                signals = 0;
            }
            if is_label(block.text.slice(range.clone())) {
                continue;
            }
            let range = without_borders(block.text.plain(), range);
            statements.push(Statement { block: index, range, place, phrases: first..at, signals });
        }
    }
    statements
}

/// The place that each section gives its sentences.
struct Places<'d, 's> {
    document: &'d Document<'s>,
    lexicon: &'d Lexicon,
    of_sections: Vec<Place>,
}

impl<'d, 's> Places<'d, 's> {
    fn read(document: &'d Document<'s>, lexicon: &'d Lexicon) -> Self {
        let mut places = Self { document, lexicon, of_sections: Vec::new() };
        for (id, section) in document.outline.sections.iter().enumerate() {
            let around = section.parent.map_or(Place::Account, |parent| places.of_section(parent));
            let place = match section.topic {
                Some(_) if places.is_title(id) => Place::Account,
                Some(topic) => of_topic(topic),
                None if around == Place::Account && places.speak_of_impact(section.title.plain()) => Place::Impact,
                None => around,
            };
            places.of_sections.push(place);
        }
        places
    }

    fn of_section(&self, section: SectionId) -> Place {
        self.of_sections.get(section).copied().unwrap_or(Place::Account)
    }

    /// The place of a block. A label at the head of a paragraph ("**Cause.** The…") speaks for that
    /// paragraph only: the next one, and one with a label of its own, stand where the label stands.
    fn of(&self, block: &Block) -> Place {
        let outline = &self.document.outline;
        let Some(section) = outline.sections.get(block.section) else { return Place::Account };
        if section.form != HeadingForm::Label || block.kind != BlockKind::Paragraph {
            return self.of_section(block.section);
        }
        let run_in = outline.own_blocks(block.section).next().filter(|first| self.is_run_in(section, first));
        let own = own_label(block);
        let first = run_in.is_some_and(|first| first.span.start == block.span.start);
        if first || run_in.is_none() && own.is_none() {
            return self.of_section(block.section);
        }
        let mut around = outline.ancestors(block.section).filter(|section| section.form != HeadingForm::Label);
        let place = around.next().and_then(|section| section.topic).map_or(Place::Account, of_topic);
        if own.is_some_and(|label| self.speak_of_impact(label)) { Place::Impact } else { place }
    }

    /// Whether a block begins on the line of its heading.
    fn is_run_in(&self, section: &Section, block: &Block) -> bool {
        /// Marks and spaces between a label and its text.
        const MARKS: usize = 16;
        let between = Span::new(section.heading.end, block.span.start);
        between.len() <= MARKS && !self.document.source.slice(between).contains(['\n', '\r'])
    }

    /// Whether a section is the title of the whole document, which may name one of its parts:
    /// "Lost items: what happened, and compensation".
    fn is_title(&self, id: SectionId) -> bool {
        let outline = &self.document.outline;
        let Some(section) = outline.sections.get(id) else { return false };
        let first = id == Outline::ROOT + 1 && section.level == 1 && section.form == HeadingForm::Heading;
        let aside = section.topic.is_some_and(|topic| of_topic(topic) == Place::Aside);
        let whole = section.blocks.len() == outline.blocks.len();
        first && whole && (aside || !self.lexicon.is_heading(section.title.plain()))
    }

    /// Whether an unknown heading says that impact follows: "Effect on the wards".
    fn speak_of_impact(&self, title: &str) -> bool {
        let hits = self.lexicon.find(self.document.lang_of(title), title);
        hits.iter().any(|hit| &*hit.list == "impact-word")
    }
}

/// The label at the head of a paragraph: bold words, or a few before a colon.
fn own_label(block: &Block) -> Option<&str> {
    const MAX_CHARS: usize = 24;
    let text = &block.text;
    let bold = text.marks().iter().find(|mark| mark.kind == MarkKind::Strong && mark.range.start == 0);
    let bold = bold.map(|mark| text.slice(mark.range.clone()));
    let colon = || text.plain().split_once([':', '：']).map(|(label, _)| label);
    bold.or_else(colon).filter(|label| label.chars().count() <= MAX_CHARS)
}

fn of_topic(topic: Topic) -> Place {
    match topic.section() {
        Some(SectionKind::Impact) => Place::Impact,
        Some(SectionKind::Summary) => Place::Account,
        Some(SectionKind::Timeline) => Place::Timeline,
        Some(SectionKind::RootCause | SectionKind::Detection | SectionKind::Resolution) => Place::Cause,
        Some(SectionKind::Compensation) => Place::Compensation,
        Some(SectionKind::Actions | SectionKind::Lessons) => Place::Aside,
        None if topic == Topic::Metadata => Place::Account,
        None => Place::Aside,
    }
}
