//! A document as a standard sees it: milestones, filings, scope, and what is given at a path.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

use super::Policy;
use super::calendar::WorkCalendar;
use super::deadline::{Anchor, Clocks};
use super::expression::Evidence;
use super::format::{AddedField, FILING, FilingStage, Standard};
use super::moments::{self, StatedMoment};
use super::ratio::Ratio;
use crate::document::yaml::{Node, Value};
use crate::document::{BlockKind, Document, fields};
use crate::language::label;
use crate::source::Span;

/// A filing that a document lists.
#[derive(Clone, Debug)]
pub struct Filing {
    /// The stage, as it is written.
    pub stage: String,
    /// When it was made.
    pub at: Option<StatedMoment>,
    /// The whole entry.
    pub node: Node,
}

/// Something that is given: its words and its place.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The value.
    pub node: Node,
    /// Its key, label or heading.
    pub key: Span,
}

/// A document as one standard sees it.
pub struct View<'d> {
    /// The document.
    pub document: &'d Document<'d>,
    /// The standard.
    pub standard: &'d Standard,
    /// Its days.
    pub calendar: WorkCalendar,
    /// The zone in which moments are shown: the one it names, else the offset that all its moments have.
    pub shown_in: TimeZone,
    /// Whether neither it nor its moments say that its days are those of UTC.
    pub is_zone_assumed: bool,
    /// The filings of this standard, in the order of the document.
    pub filings: Vec<Filing>,
    /// What the document, else the configuration, declares for this standard.
    scope: Option<&'d Node>,
    /// Stages that were filed late; known once the deadlines are.
    pub late: BTreeSet<String>,
    /// Sections that nothing in the document does the work of; known once they are asked for.
    pub missing: BTreeSet<String>,
    /// Labelled values and headed texts by their folded label.
    labelled: HashMap<String, Answer>,
}

impl<'d> View<'d> {
    /// Reads what a document says for a standard.
    pub fn new(document: &'d Document<'d>, standard: &'d Standard, policy: &'d Policy) -> Self {
        let own = document.value("scope").and_then(|scope| scope.get(&standard.name));
        let scope = own.or_else(|| policy.scope.iter().rev().find_map(|scope| scope.get(&standard.name)));
        let labels = standard.fields.iter().flat_map(labels_of).chain(
            standard.stages.iter().flat_map(|stage| &stage.requires).flat_map(|asked| asked.heading.iter().cloned()),
        );
        let labels: BTreeSet<String> = labels.map(|words| label::fold(&words)).collect();
        let named = document.chronology.zones().named().and_then(moments::time_zone);
        let shared = moments::shared_offset(document);
        Self {
            document,
            standard,
            is_zone_assumed: named.is_none() && shared != Some(Offset::UTC),
            shown_in: named.clone().or(shared.map(TimeZone::fixed)).unwrap_or(TimeZone::UTC),
            calendar: calendar(document, policy, named.unwrap_or(TimeZone::UTC)),
            filings: filings(document, &standard.name),
            scope: scope.filter(|scope| !scope.is_null()),
            late: BTreeSet::new(),
            missing: BTreeSet::new(),
            labelled: labelled(document, &labels),
        }
    }

    /// Whether the document declares what the deadlines depend on, by a value that the standard knows.
    pub fn is_scope_declared(&self) -> bool {
        let declared = |key: &str| self.declared(key);
        self.standard
            .scope
            .as_ref()
            .is_none_or(|asked| declared(&asked.declare).is_some_and(|value| asked.knows(value)))
    }

    /// Whether the document declares it by a value that the standard does not know.
    pub fn is_scope_unknown(&self) -> bool {
        let asked = self.standard.scope.as_ref();
        !self.is_scope_declared() && asked.is_some_and(|asked| self.declared(&asked.declare).is_some())
    }

    /// Whether the document says that the standard does not bind it, or is outside of what it asks for.
    pub fn is_out_of_scope(&self) -> bool {
        let denied = self.scope.and_then(Node::text).is_some_and(is_denial);
        denied || self.standard.applies.as_ref().is_some_and(|applies| !applies.holds(self))
    }

    /// When a milestone was reached, as far as it is stated.
    pub fn milestone(&self, name: &str) -> Option<StatedMoment> {
        moments::milestone(self.document, name)
    }

    /// The filings that do the work of a stage.
    pub fn filings_of(&self, stage: &str) -> impl Iterator<Item = &Filing> {
        let met_by = self.standard.stage(stage).map(|stage| stage.met_by.as_slice()).unwrap_or_default();
        let stage = stage.to_owned();
        self.filings.iter().filter(move |filing| filing.stage == stage || met_by.contains(&filing.stage))
    }

    /// What is given at a path of the model, in other front matter, or under a label of the standard.
    pub fn given(&self, path: &str) -> Option<Answer> {
        let in_model = || {
            let (node, place) = self.document.model.find(&format!("/{}", path.replace('.', "/")))?;
            Some(Answer { node: node.clone(), key: place.key })
        };
        let in_data = || {
            let root = self.document.data.as_ref()?.root.as_ref()?;
            let (parents, last) = path.rsplit_once('.').map_or(("", path), |(parents, last)| (parents, last));
            let holder = parents.split('.').filter(|key| !key.is_empty()).try_fold(root, |node, key| node.get(key))?;
            let entry = holder.entry(last)?;
            Some(Answer { node: entry.node.clone(), key: entry.key_span })
        };
        let says = |given: &Answer| !is_empty(&given.node);
        // Prose alone is its own description.
        let prose = || {
            let whole = self.given(path.strip_suffix(".description")?)?;
            Some(whole).filter(|whole| whole.node.text().is_some())
        };
        let given = in_model().filter(says).or_else(|| in_data().filter(says));
        given.or_else(|| self.under_label(path)).or_else(prose)
    }

    /// What a table has for one of its rows in the column of a field that the standard adds.
    pub fn in_column(&self, path: &str, row: Span) -> Option<Answer> {
        let field = self.standard.fields.iter().find(|field| field.path == path)?;
        let labels: BTreeSet<String> = labels_of(field).map(|words| label::fold(&words)).collect();
        let outline = &self.document.outline;
        let at = outline.blocks.partition_point(|block| block.span.end <= row.start);
        let BlockKind::Row { table, row } = outline.blocks.get(at)?.kind else { return None };
        let table = outline.tables.get(table)?;
        let column = table.header.iter().position(|cell| labels.contains(&label::fold(cell.plain())))?;
        let cell = table.rows.get(row)?.get(column).filter(|cell| !cell.is_empty())?;
        let value = Value::Text { text: cell.plain().trim().to_owned(), plain: false };
        Some(Answer { node: Node { value, span: cell.whole() }, key: cell.whole() })
    }

    /// What stands under a heading with one of these titles.
    pub fn headed(&self, titles: &[String]) -> Option<Answer> {
        titles.iter().find_map(|title| self.labelled.get(&label::fold(title))).cloned()
    }

    fn under_label(&self, path: &str) -> Option<Answer> {
        let field = self.standard.fields.iter().find(|field| field.path == path)?;
        labels_of(field).find_map(|words| self.labelled.get(&label::fold(&words)).cloned())
    }

    /// A value that the document declares of itself for this standard.
    fn declared(&self, key: &str) -> Option<&str> {
        let scope = self.scope?;
        let whole = self.standard.scope.as_ref().is_some_and(|asked| asked.declare == key);
        scope.get(key).and_then(Node::text).or_else(|| scope.text().filter(|_| whole))
    }
}

impl Standard {
    /// A stage by its name.
    pub fn stage(&self, name: &str) -> Option<&FilingStage> {
        self.stages.iter().find(|stage| stage.name == name)
    }
}

impl Evidence for View<'_> {
    fn words(&self, path: &str) -> Option<String> {
        let (head, rest) = path.split_once('.').unwrap_or((path, ""));
        match head {
            "scope" => self.declared(rest).map(str::to_owned),
            "filings" => self.filings_of(rest).next().map(|filing| filing.stage.clone()),
            "milestones" => self.milestone(rest).map(|moment| moment.words),
            _ => self.given(path).map(|given| words_of(&given.node)),
        }
    }

    fn instant(&self, milestone: &str) -> Option<Timestamp> {
        self.milestone(milestone)?.instant
    }

    fn seconds(&self, path: &str) -> Option<Ratio> {
        moments::duration(self.document, &words_of(&self.given(path)?.node)).map(|(least, _)| least)
    }

    fn is_late(&self, stage: &str) -> bool {
        self.late.contains(stage)
    }
}

impl Clocks for View<'_> {
    fn anchor(&self, name: &str) -> Anchor {
        let moment = match name.strip_prefix(FILING) {
            // What was filed again runs the clock again.
            Some(stage) => match self.filings_of(stage).last() {
                None => return Anchor::NotFiled,
                Some(filing) => filing.at.clone(),
            },
            None => self.milestone(name),
        };
        moment.and_then(|moment| moment.instant).map_or(Anchor::Unknown, Anchor::At)
    }
}

/// The words of a value: those of a list joined by commas, those of a mapping by themselves.
pub fn words_of(node: &Node) -> String {
    match &node.value {
        Value::Null => String::new(),
        Value::Text { text, .. } => text.trim().to_owned(),
        Value::List(items) => items.iter().map(words_of).collect::<Vec<_>>().join(", "),
        Value::Map(entries) => entries.iter().map(|entry| words_of(&entry.node)).collect::<Vec<_>>().join(", "),
    }
}

/// Whether a scope says that the standard does not bind the document.
pub fn is_denial(words: &str) -> bool {
    matches!(words, "no" | "false" | "none")
}

fn is_empty(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Text { text, .. } => text.trim().is_empty(),
        Value::List(items) => items.iter().all(is_empty),
        Value::Map(entries) => entries.iter().all(|entry| is_empty(&entry.node)),
    }
}

/// The labels that mean a field: those that the standard lists, and its own name.
fn labels_of(field: &AddedField) -> impl Iterator<Item = String> {
    let name = field.path.rsplit('.').next().unwrap_or_default().replace('-', " ");
    field.labels.iter().cloned().chain([name])
}

fn calendar(document: &Document<'_>, policy: &Policy, zone: TimeZone) -> WorkCalendar {
    let own = document.value("holidays").map(Node::items).unwrap_or_default();
    let own = own.iter().filter_map(|day| day.text()?.parse::<Date>().ok());
    WorkCalendar { zone, holidays: policy.holidays.iter().copied().chain(own).collect() }
}

fn filings(document: &Document<'_>, standard: &str) -> Vec<Filing> {
    let all = document.value("filings").map(Node::items).unwrap_or_default();
    let own = all.iter().filter(|filing| filing.get("standard").and_then(Node::text) == Some(standard));
    own.filter_map(|node| {
        let stage = node.get("stage")?.text()?.to_owned();
        let at = node.get("at").and_then(|at| moments::read(document, at));
        Some(Filing { stage, at, node: node.clone() })
    })
    .collect()
}

/// Labelled values and headed texts whose folded label is one of `labels`; the first of each.
fn labelled(document: &Document<'_>, labels: &BTreeSet<String>) -> HashMap<String, Answer> {
    let mut found = HashMap::new();
    let outline = &document.outline;
    let mut add = |words: &str, key: Span, text: &str, span: Span| {
        let folded = label::fold(words);
        let known = [folded.as_str(), label::stem(&folded)].into_iter().find(|words| labels.contains(*words));
        if let (Some(known), false) = (known, text.trim().is_empty()) {
            let value = Value::Text { text: text.trim().to_owned(), plain: false };
            found.entry(known.to_owned()).or_insert(Answer { node: Node { value, span }, key });
        }
    };
    for block in &outline.blocks {
        match block.kind {
            BlockKind::Code => {}
            BlockKind::Row { .. } => {
                if let [label, value] = outline.cells(block) {
                    add(label.plain(), label.whole(), value.plain(), value.whole());
                }
            }
            _ => {
                for line in block.text.lines() {
                    if let Some((label, value)) = fields::split(&block.text, line) {
                        let (key, span) = (block.text.span(label.clone()), block.text.span(value.clone()));
                        add(block.text.slice(label), key, block.text.slice(value), span);
                    }
                }
            }
        }
    }
    for (id, section) in outline.sections.iter().enumerate().skip(1) {
        let blocks = outline.blocks_of(id);
        let words: Vec<&str> = blocks.iter().map(|block| block.text.plain().trim()).collect();
        let span = blocks.iter().map(|block| block.span).reduce(Span::cover).unwrap_or(section.heading);
        add(section.title.plain(), section.heading, &words.join("\n"), span);
    }
    found
}
