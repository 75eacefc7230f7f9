//! Headings that are no headings: bold labels, labels with a colon, lines of their own, the first
//! cells of a table with two columns.

use std::ops::Range;

use super::outline::{BlockKind, HeadingForm, Outline, OutlineBuilder};
use super::text::{MarkKind, Text};
use crate::language::{Lexicon, SectionKind, Topic, label};
use crate::source::Span;

/// Level of the title of a box: that of the deepest headings.
const CALLOUT_LEVEL: u8 = 6;
/// Level of a label in a paragraph: below every heading.
const PARAGRAPH_LEVEL: u8 = 7;
/// Level of a label in an outermost list item; deeper items have deeper levels.
const ITEM_LEVEL: u8 = 8;
/// Level of a label in a table row: below every item.
const ROW_LEVEL: u8 = u8::MAX;
/// A label has no more characters than this.
const MAX_LABEL: usize = 60;

/// Writes prose and tables into an outline, labels as sections.
#[derive(Debug, Clone, Copy)]
pub struct Labels<'l> {
    lexicon: &'l Lexicon,
}

/// A label at the head of a line, and where the text behind it begins.
struct Label {
    title: Range<usize>,
    rest: usize,
    level: u8,
}

impl<'l> Labels<'l> {
    /// Labels as `lexicon` knows them.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        Self { lexicon }
    }

    /// Begins a section and settles what it is about, as far as its heading tells.
    pub fn section(&self, builder: &mut OutlineBuilder, title: Text, level: u8, form: HeadingForm, heading: Span) {
        let topics = match level {
            // The first heading of all names the document: "Lost items: account and compensation".
            1 if builder.current() == Outline::ROOT && !self.is_named_whole(title.plain()) => &[],
            1 if form == HeadingForm::Heading => self.lexicon.title_topics(title.plain()),
            _ => self.lexicon.topics(title.plain()),
        };
        // A letter that is called "Apology" or "Notice" as a whole is no part that only accompanies one.
        let whole = level == 1 && builder.current() == Outline::ROOT;
        let topics = if whole && topics.iter().all(|topic| topic.section().is_none()) { &[] } else { topics };
        let around = builder.topic_at(level);
        // A chapter of its own below the timeline, as a level was skipped or chosen for its looks.
        let chapter = form == HeadingForm::Heading && self.lexicon.is_heading(title.plain());
        let own = chapter && around == Some(Topic::Timeline);
        let topic = topics.iter().copied().find(|topic| own || allowed(*topic, around));
        let candidates = if topics.len() > 1 { topics.to_vec() } else { Vec::new() };
        builder.section(title, level, form, heading, topic, candidates);
    }

    /// Begins a section for a box whose title is a known heading, whatever stands around it; whether it did.
    pub fn callout(&self, builder: &mut OutlineBuilder, title: Text, heading: Span) -> bool {
        let topics = self.lexicon.topics(title.plain());
        let Some(topic) = topics.first().copied() else { return false };
        let candidates = if topics.len() > 1 { topics.to_vec() } else { Vec::new() };
        builder.section(title, CALLOUT_LEVEL, HeadingForm::Heading, heading, Some(topic), candidates);
        true
    }

    /// Whether a title is a known heading but for a parenthesis behind it.
    fn is_named_whole(&self, title: &str) -> bool {
        let head = title.split(['(', '（', '[']).next().unwrap_or_default();
        self.lexicon.is_heading(head)
    }

    /// Ends the sections that labels in list items opened, before a paragraph that is in no list.
    /// Where such an item is a label and nothing else, the paragraphs behind it are what it labels.
    pub fn end_items(&self, builder: &mut OutlineBuilder, at: usize) {
        let labelled_paragraphs = builder.is_label_without_item();
        if !labelled_paragraphs {
            builder.close_to(ITEM_LEVEL, at);
        }
    }

    /// Adds a paragraph or an item, each line that begins with a known label as a section.
    pub fn prose(&self, builder: &mut OutlineBuilder, kind: BlockKind, text: Text, span: Span) {
        let level = match kind {
            BlockKind::Item { depth, .. } => ITEM_LEVEL.saturating_add(depth).min(ROW_LEVEL - 1),
            _ => PARAGRAPH_LEVEL,
        };
        let labels = self.labels_of(builder, &kind, &text, level);
        let Some(first) = labels.first() else {
            // An item without a label ends the section of the labelled item before it.
            // A label with its text behind it speaks for that paragraph, not for the next one of a letter.
            let open_item = builder.level() >= ITEM_LEVEL && builder.is_label_without_item();
            let left = level == PARAGRAPH_LEVEL && !open_item && builder.is_run_in();
            if matches!(kind, BlockKind::Item { .. }) || left {
                builder.close_to(level, span.start);
            }
            builder.block(kind, text, span);
            return;
        };
        if first.title.start > 0 {
            let head = text.part(0..first.title.start);
            let head_span = Span::new(span.start, head.whole().end);
            builder.block(kind.clone(), head, head_span);
        }
        for (at, label) in labels.iter().enumerate() {
            let end = labels.get(at + 1).map_or(text.plain().len(), |next| next.title.start);
            let title = text.part(label.title.clone());
            let heading = title.whole();
            self.section(builder, title, label.level, HeadingForm::Label, heading);
            let rest = text.part(label.rest..end);
            if !rest.is_empty() {
                let rest_span = rest.whole();
                builder.block(kind.clone(), rest, rest_span);
            }
        }
    }

    fn labels_of(&self, builder: &OutlineBuilder, kind: &BlockKind, text: &Text, level: u8) -> Vec<Label> {
        let lines: Vec<_> = text.lines().collect();
        let single = lines.len() == 1;
        let mut around = builder.topic_at(level);
        let mut labels = Vec::new();
        for line in lines {
            if let Some(label) = self.label(text, line, kind, single, level, around) {
                if labels.is_empty() {
                    around = builder.topic_at(level);
                }
                labels.push(label);
            }
            // Only the first line of an item can be its label.
            if matches!(kind, BlockKind::Item { .. }) {
                break;
            }
        }
        labels
    }

    fn label(
        &self,
        text: &Text,
        line: Range<usize>,
        kind: &BlockKind,
        single: bool,
        level: u8,
        around: Option<Topic>,
    ) -> Option<Label> {
        let (title, rest, bold) = label_of(text, line.clone())?;
        let words = text.slice(title.clone());
        if words.chars().count() > MAX_LABEL {
            return None;
        }
        let whole_line = text.slice(rest..line.end).trim().is_empty();
        let paragraph = !matches!(kind, BlockKind::Item { .. });
        if !paragraph && self.points_elsewhere(text, title.clone(), rest..line.end) {
            return None;
        }
        // "Why did it happen? Because …": a question that is a known heading is one.
        let asks = words.ends_with(['?', '？']);
        let opens = paragraph && text.lines().next() == Some(line.clone());
        if !bold && !opens && text.slice(line.start..rest).ends_with('.') {
            return None;
        }
        // "2. **Root cause found and isolated**" is a point of a list.
        let point = matches!(kind, BlockKind::Item { number: Some(_), .. });
        let known = self.lexicon.is_heading(words)
            || (!point || asks)
                && (bold || whole_line || asks || opens && is_short(words))
                && (!words.ends_with('。') || words.contains('：'))
                && !self.lexicon.topics(words).is_empty()
                && (bold || words.chars().count() <= 40);
        // A legend says what the words of other sections mean.
        let legend = around == Some(Topic::Related);
        let fits = !legend && self.lexicon.topics(words).iter().any(|topic| allowed(*topic, around));
        // A bold line of its own is a heading whatever it says, one with a heading's mark too.
        let marked = bold || label::is_marked(text.slice(line.clone()));
        let heading = marked && whole_line && paragraph && (single || text.lines().next() == Some(line));
        (known && fits || heading).then_some(Label { title, rest, level })
    }

    /// Whether a label only leads to where its section stands: "Timeline: [timeline](…) of the
    /// incident".
    fn points_elsewhere(&self, text: &Text, title: Range<usize>, rest: Range<usize>) -> bool {
        let words = text.slice(rest.clone()).trim();
        let start = rest.end - text.slice(rest.clone()).trim_start().len();
        let mut links = text.marks_at(start..start + words.len()).filter(|mark| matches!(mark.kind, MarkKind::Link(_)));
        let linked = links.next().map(|mark| text.slice(mark.range.clone()));
        let address = words.starts_with("http") && !words.contains(char::is_whitespace);
        let named = |linked: &str| words.starts_with(linked) && label::fold(linked) == label::fold(text.slice(title));
        address || linked.is_some_and(named)
    }

    /// Adds a table. Where its header is blank, as some tools write it, a first row of column names heads it.
    pub fn table(&self, builder: &mut OutlineBuilder, header: Vec<Text>, rows: Vec<(Vec<Text>, Span)>, span: Span) {
        let (mut header, mut rows) = (header, rows);
        let blank = !header.is_empty() && header.iter().all(Text::is_empty);
        if blank && rows.len() > 1 && rows.first().is_some_and(|(cells, _)| self.are_column_names(cells)) {
            (header, _) = rows.remove(0);
        }
        self.headed_table(builder, header, rows, span);
    }

    /// Whether all cells are bold, or the first two or more that say anything name columns.
    fn are_column_names(&self, cells: &[Text]) -> bool {
        let written = || cells.iter().filter(|cell| !cell.is_empty());
        let bold = |cell: &Text| {
            let words = cell.plain().trim();
            let start = cell.plain().len() - cell.plain().trim_start().len();
            cell.marks().iter().any(|mark| {
                mark.kind == MarkKind::Strong && mark.range.start <= start && mark.range.end >= start + words.len()
            })
        };
        let named = |cell: &Text| !self.lexicon.fields(cell.plain()).is_empty();
        written().count() >= 2 && (written().all(bold) || written().all(named))
    }

    /// Adds a table whose header is known; rows of two cells whose first is a known heading become sections.
    fn headed_table(&self, builder: &mut OutlineBuilder, header: Vec<Text>, rows: Vec<(Vec<Text>, Span)>, span: Span) {
        let labelled = |cells: &[Text]| match cells {
            [label, value] => !value.is_empty() && self.row_label(builder, label),
            _ => false,
        };
        let flags: Vec<bool> = rows.iter().map(|(cells, _)| labelled(cells)).collect();
        if is_row(&header, &flags) && (labelled(&header) || rows.is_empty() && self.is_lone_row(builder, &header)) {
            self.row_section(builder, &header);
        }
        let table = builder.begin_table(header, span);
        for ((cells, row_span), is_label) in rows.into_iter().zip(flags) {
            if is_label && let [label, _] = cells.as_slice() {
                let (title, heading) = (label.clone(), label.whole());
                self.section(builder, title, ROW_LEVEL, HeadingForm::Row, heading);
            }
            builder.row(table, cells, row_span);
            builder.close_to(ROW_LEVEL, row_span.end);
        }
    }

    /// Whether the header of a table without rows is a heading and what it holds: "Compensation to
    /// carriers | none is due".
    fn is_lone_row(&self, builder: &OutlineBuilder, header: &[Text]) -> bool {
        let around = builder.topic_at(ROW_LEVEL);
        match header {
            [label, value] if !value.is_empty() => {
                self.lexicon.topics(label.plain()).iter().any(|topic| allowed(*topic, around))
            }
            _ => false,
        }
    }

    fn row_label(&self, builder: &OutlineBuilder, label: &Text) -> bool {
        let around = builder.topic_at(ROW_LEVEL);
        self.lexicon.is_heading(label.plain())
            && self.lexicon.topics(label.plain()).iter().any(|topic| allowed(*topic, around))
    }

    /// A header row whose cells are a label and its value: tables used as forms have no header.
    fn row_section(&self, builder: &mut OutlineBuilder, header: &[Text]) {
        if let [label, value] = header {
            let heading = label.whole();
            self.section(builder, label.clone(), ROW_LEVEL, HeadingForm::Row, heading);
            builder.block(BlockKind::Paragraph, value.clone(), value.whole());
            builder.close_to(ROW_LEVEL, value.whole().end);
        }
    }
}

/// Whether the header of a table can be a row like the others: some other row is a label and its
/// value, too, or it says more than the name of a column. "Why | Finding" is a header.
fn is_row(header: &[Text], labelled: &[bool]) -> bool {
    let says_more = |value: &Text| value.plain().split_whitespace().nth(1).is_some() || !value.plain().is_ascii();
    labelled.is_empty() || labelled.contains(&true) || header.get(1).is_some_and(says_more)
}

/// The label at the head of a line: its words, where the text behind it begins, whether it is bold.
fn label_of(text: &Text, line: Range<usize>) -> Option<(Range<usize>, usize, bool)> {
    let words = text.slice(line.clone());
    let skipped = words.len()
        - words.trim_start_matches(|c: char| matches!(c, '>' | '-' | '•' | ' ') || label::is_heading_mark(c)).len();
    let start = line.start + skipped;
    let strong = text.marks_at(line.clone()).find(|m| {
        m.kind == MarkKind::Strong
            && m.range.start <= start + 4
            && m.range.start >= line.start
            && m.range.end <= line.end
    });
    if let Some(strong) = strong {
        // "**Label**: text", "**Label.** text", "**Label:** text".
        let behind = text.slice(strong.range.end..line.end);
        let rest = line.end - behind.trim_start_matches([':', '：', ' ', '-', '–', '—', '.']).len();
        return Some((strong.range.clone(), rest, true));
    }
    let words = text.slice(start..line.end);
    if let Some(close) = words.starts_with('【').then(|| words.find('】')).flatten() {
        let end = start + close + '】'.len_utf8();
        return Some((start..end, end, true));
    }
    // No label is longer, and a line can be very long.
    let mut chars = words.char_indices().take(MAX_LABEL + 1);
    match chars.find(|(at, c)| matches!(c, ':' | '：' | '?' | '？') || ends_head(words, *at, *c)) {
        // The question mark belongs to the question, the colon to nothing.
        Some((at, mark)) => {
            let rest = start + at + mark.len_utf8();
            let end = if matches!(mark, '?' | '？') { rest } else { start + at };
            Some((start..end, rest, false))
        }
        // A line of its own: a sentence is none.
        None if !words.ends_with(['.', '。', '!', '！', ',', ';', '，', '；']) => {
            Some((start..line.end, line.end, false))
        }
        None => None,
    }
}

/// "What you get. The ordinance …": the stop behind the words at the head of a paragraph.
fn ends_head(words: &str, at: usize, c: char) -> bool {
    /// Less is a number or a mark: "h2. Impact".
    const MIN_LENGTH: usize = 4;
    c == '.' && at >= MIN_LENGTH && words[at + 1..].starts_with(' ') && is_short(&words[..at])
}

/// Whether a label is so short that running text behind it does not make it a clause.
fn is_short(label: &str) -> bool {
    const MAX_WORDS: usize = 6;
    const MAX_HAN: usize = 10;
    // Only so much is looked at as decides it: a line can be very long.
    label.split_whitespace().nth(MAX_WORDS).is_none() && label.chars().filter(|c| !c.is_ascii()).nth(MAX_HAN).is_none()
}

/// Whether a heading of `topic` can stand within a section about `around`: the kinds of actions and
/// the fields of a section repeat the names of sections without being them.
pub fn allowed(topic: Topic, around: Option<Topic>) -> bool {
    let Some(kind) = around.and_then(Topic::section) else { return true };
    match kind {
        // A legend of the kinds of actions is none of them.
        SectionKind::Actions => topic == Topic::Related,
        SectionKind::Timeline | SectionKind::Compensation => false,
        SectionKind::Lessons => topic.section() == Some(SectionKind::Lessons) || topic == Topic::Actions,
        SectionKind::RootCause => {
            matches!(topic.section(), Some(SectionKind::RootCause | SectionKind::Actions | SectionKind::Resolution))
        }
        SectionKind::Impact => matches!(topic.section(), Some(SectionKind::Compensation | SectionKind::RootCause)),
        SectionKind::Detection => topic.section() != Some(SectionKind::Detection),
        SectionKind::Resolution | SectionKind::Summary => true,
    }
}
