//! Which findings people are told together, so that they see each gap once.
//!
//! Programs get each finding apart; a person reads a block for what several rules say of the same words,
//! and one block for what a rule says in several places.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{Linted, Located};
use crate::finding::{Finding, Level};
use crate::language::SectionKind;
use crate::source::Span;

/// The rule whose findings stand at the head of a document, since what they speak of is not there.
const MISSING: &str = "section-missing";
/// What reports an empty section, too: its bare heading, and what is left of its template.
const EMPTY: [&str; 2] = ["section-empty", "placeholder-left"];
/// Words of so many bytes are shown as one; what stands in a longer passage is shown by itself.
const FEW_WORDS: usize = 200;

/// What is said of the same words, by one rule or by several; the gravest first.
pub type Together<'f> = Vec<&'f Finding>;

/// The findings of one text, those together that speak of the same words: of one place, or of words
/// within it. A section that is missing and its empty heading are one gap. By place.
pub fn together<'f>(findings: &[&'f Finding]) -> Vec<Together<'f>> {
    let groups = indices(findings).into_iter();
    groups.map(|group| group.into_iter().filter_map(|index| findings.get(index).copied()).collect()).collect()
}

/// The same as indices of the findings.
fn indices(findings: &[&Finding]) -> Vec<Vec<usize>> {
    let gaps = Gaps::of(findings);
    let mut ordered: Vec<(usize, &Finding)> = findings.iter().copied().enumerate().collect();
    ordered.sort_by_key(|(_, finding)| (finding.span.start, std::cmp::Reverse(finding.span.end)));
    let mut groups: Vec<Vec<(usize, &Finding)>> = Vec::new();
    let mut known: BTreeMap<Gap<'_>, usize> = BTreeMap::new();
    let mut words: Option<(Span, usize)> = None;
    for (index, finding) in ordered {
        let next = groups.len();
        let group = match gaps.gap(finding) {
            Some(gap) => *known.entry(gap).or_insert(next),
            None => match words.filter(|(span, _)| is_within(finding.span, *span)) {
                Some((_, group)) => group,
                None => words.insert((finding.span, next)).1,
            },
        };
        match groups.get_mut(group) {
            Some(group) => group.push((index, finding)),
            None => groups.push(vec![(index, finding)]),
        }
    }
    for group in &mut groups {
        group.sort_by_key(|(_, finding)| std::cmp::Reverse(level(finding)));
    }
    let first = |group: &Vec<(usize, &Finding)>| {
        let present =
            group.iter().filter(|(_, finding)| finding.rule != MISSING).map(|(_, finding)| finding.span).min();
        present.or(group.iter().map(|(_, finding)| finding.span).min())
    };
    groups.sort_by_key(first);
    groups.into_iter().map(|group| group.into_iter().map(|(index, _)| index).collect()).collect()
}

/// A gap that is seen in several places: a section that stands empty, or all that nothing is there of.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Gap<'f> {
    Section(&'f str),
    Absent(Level),
}

/// The sections that are missing, and those that stand empty.
struct Gaps<'f> {
    missing: BTreeSet<&'f str>,
    empty: BTreeSet<&'f str>,
}

impl<'f> Gaps<'f> {
    fn of(findings: &[&'f Finding]) -> Self {
        let missing = findings.iter().filter(|finding| finding.rule == MISSING);
        let empty = findings.iter().filter(|finding| EMPTY.contains(&finding.rule));
        Self {
            missing: missing.filter_map(|finding| finding.subject.as_deref()).collect(),
            empty: empty.filter_map(|finding| finding.section.map(SectionKind::name)).collect(),
        }
    }

    fn gap(&self, finding: &'f Finding) -> Option<Gap<'f>> {
        if finding.rule == MISSING {
            let section = finding.subject.as_deref().filter(|name| self.empty.contains(name));
            return Some(section.map_or(Gap::Absent(level(finding)), Gap::Section));
        }
        let section = finding.section.filter(|_| EMPTY.contains(&finding.rule))?.name();
        self.missing.contains(section).then_some(Gap::Section(section))
    }
}

fn is_within(inner: Span, outer: Span) -> bool {
    inner == outer || outer.len() <= FEW_WORDS && outer.start <= inner.start && inner.end <= outer.end
}

/// Where a group stands: what is missing altogether has no place beside what is there of it.
pub fn places(group: &[&Finding]) -> Vec<Span> {
    let present: Vec<Span> =
        group.iter().filter(|finding| finding.rule != MISSING).map(|finding| finding.span).collect();
    let mut places = if present.is_empty() { group.iter().map(|finding| finding.span).collect() } else { present };
    places.sort_unstable();
    places.dedup();
    places
}

/// The findings of a file, those together that [`together`] tells together.
pub fn located(file: &Linted) -> Vec<Vec<&Located>> {
    let findings: Vec<&Finding> = file.findings.iter().map(|located| &located.finding).collect();
    let groups = indices(&findings).into_iter();
    groups.map(|group| group.into_iter().filter_map(|index| file.findings.get(index)).collect()).collect()
}

/// The finding by whose place a group is shown.
pub fn place<'f>(group: &[&'f Located]) -> Option<&'f Located> {
    let present = group.iter().find(|located| located.finding.rule != MISSING);
    present.or(group.first()).copied()
}

/// The names of the rules of a group, each once.
pub fn rule_names(group: &[&Located]) -> Vec<Cow<'static, str>> {
    let mut names = Vec::new();
    for name in group.iter().map(|located| located.finding.rule_name()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The groups that say the same of different words, in the order of the first ones.
pub fn alike<'f>(groups: Vec<Together<'f>>) -> Vec<Vec<Together<'f>>> {
    let mut gathered: Vec<Vec<Together<'f>>> = Vec::new();
    let mut known = BTreeMap::new();
    for group in groups {
        let key: Vec<_> = group.iter().map(|found| (found.rule_name(), found.level, shape(&found.message))).collect();
        let index = *known.entry(key).or_insert(gathered.len());
        match gathered.get_mut(index) {
            Some(alike) => alike.push(group),
            None => gathered.push(vec![group]),
        }
    }
    gathered
}

/// The level in force of a finding.
pub fn level(finding: &Finding) -> Level {
    finding.level.unwrap_or(Level::Info)
}

/// A message without what it quotes and counts.
pub fn shape(message: &str) -> String {
    let mut quoted = false;
    let keep = |c: &char| {
        quoted = (quoted || *c == '“') && *c != '”';
        !quoted && !c.is_ascii_digit()
    };
    message.chars().filter(keep).collect()
}

/// What a message quotes first.
pub fn quoted(message: &str) -> Option<&str> {
    let (_, behind) = message.split_once('“')?;
    behind.split_once('”').map(|(words, _)| words)
}
