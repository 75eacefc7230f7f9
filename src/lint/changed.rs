//! What a change brought: the lines that another version of a document does not have, and the
//! findings that are new.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{Report, fingerprint};
use crate::finding::{Finding, Level};
use crate::rules;
use crate::source::{Source, Span};

/// Lines that differ, of both versions together, up to which they are compared one by one: the work
/// grows with their square where the versions have nothing in common.
const MAX_LINES: usize = 10_000;

/// What a finding is in a run that judges a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// The change brought it, or no change is judged.
    #[default]
    New,
    /// It was there before, and stands on a line that the change touched.
    Touched,
    /// It stands in what was changed, but only the calendar turned it: it makes no run fail.
    Turned,
    /// It was there before.
    Old,
}

/// The lines that a change touched.
#[derive(Debug, PartialEq, Eq)]
pub struct Lines(Vec<Range<usize>>);

impl Lines {
    /// The lines of `new` that `old` does not have.
    pub fn between(old: &Source, new: &Source) -> Self {
        let (old, new) = (lines(old), lines(new));
        let same = |(a, b): &(&&str, &&str)| a == b;
        let head = old.iter().zip(&new).take_while(same).count();
        let tail = old.iter().skip(head).rev().zip(new.iter().skip(head).rev()).take_while(same).count();
        let (from, to) = (head, new.len() - tail);
        let (old, middle) = (&old[head..old.len() - tail], &new[from..to]);
        if old.len() + middle.len() > MAX_LINES {
            return Self(std::iter::once(from..to).collect());
        }
        let changed = capture_diff_slices(Algorithm::Myers, old, middle).into_iter().filter_map(|op| match op {
            DiffOp::Insert { new_index, new_len, .. } | DiffOp::Replace { new_index, new_len, .. } => {
                Some(from + new_index..from + new_index + new_len)
            }
            DiffOp::Equal { .. } | DiffOp::Delete { .. } => None,
        });
        Self(changed.collect())
    }

    /// All lines of a text.
    pub fn of(source: &Source) -> Self {
        Self(std::iter::once(0..source.lines().count()).collect())
    }

    /// Whether one of the lines that hold `span` is among them.
    pub fn touch(&self, span: Span, source: &Source) -> bool {
        let first = source.lines().line(span.start);
        let last = source.lines().line(span.end.saturating_sub(1).max(span.start));
        let behind = self.0.partition_point(|lines| lines.end <= first);
        self.0.get(behind).is_some_and(|lines| lines.start <= last)
    }
}

/// The lines without their ends: other line ends make no other line.
fn lines(source: &Source) -> Vec<&str> {
    let (index, text) = (source.lines(), source.text());
    (0..index.count()).map(|line| source.slice(index.line_span(line, text)).trim_end_matches(['\r', '\n'])).collect()
}

/// A version of a document and what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Version<'v> {
    /// The text.
    pub source: &'v Source,
    /// What was found.
    pub report: &'v Report,
}

/// What each finding of the new version is: new where it stands on a changed line, or where the old
/// version does not have it. What is not there stands on no line.
pub fn standings(old: Option<Version<'_>>, new: Version<'_>, lines: &Lines) -> Vec<Standing> {
    let mut known: HashMap<u64, [usize; 3]> = HashMap::new();
    for (old, finding) in old.iter().flat_map(|old| old.report.findings.iter().map(move |finding| (old, finding))) {
        known.entry(old.key(finding)).or_default()[weight(finding)] += 1;
    }
    let findings = &new.report.findings;
    let absent = |finding: &Finding| rules::ABSENT.contains(&finding.rule);
    let touched = |finding: &Finding| !absent(finding) && lines.touch(finding.span, new.source);
    let mut known_before = |finding: &Finding| was_known(&mut known, new.key(finding), weight(finding));
    // Of two alike, the one that nobody touched is the one that was there.
    let old: Vec<bool> = findings.iter().map(|finding| !touched(finding) && known_before(finding)).collect();
    let standing = |(finding, old): (&Finding, bool)| match old {
        true => Standing::Old,
        false if rules::CALENDAR.contains(&finding.rule) => Standing::Turned,
        false if known_before(finding) => Standing::Touched,
        false => Standing::New,
    };
    findings.iter().zip(old).map(standing).collect()
}

/// Takes one known finding that weighed no less: what a change made worse is new.
fn was_known(known: &mut HashMap<u64, [usize; 3]>, key: u64, weight: usize) -> bool {
    let counts = known.get_mut(&key).and_then(|counts| counts.get_mut(weight..));
    let count = counts.and_then(|counts| counts.iter_mut().find(|count| **count > 0));
    count.map(|count| *count -= 1).is_some()
}

fn weight(finding: &Finding) -> usize {
    match finding.level.unwrap_or(Level::Info) {
        Level::Info => 0,
        Level::Warning => 1,
        Level::Error => 2,
    }
}

impl Version<'_> {
    /// What makes a finding the same one in two versions, whatever number it has among its likes.
    fn key(self, finding: &Finding) -> u64 {
        fingerprint::stem(finding, self.source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(old: &str, new: &str) -> Vec<Range<usize>> {
        Lines::between(&Source::new("a.md", old), &Source::new("a.md", new)).0
    }

    #[test]
    fn lines_are_compared_without_their_ends() {
        assert_eq!(changed("a\nb\nc\n", "a\r\nb\r\nc"), [] as [Range<usize>; 0]);
        assert_eq!(changed("a\nb\nc\n", "a\nx\nb\nc\ny\n"), [1..2, 4..5]);
        assert_eq!(changed("a\nb\nc\n", "a\nc\n"), [] as [Range<usize>; 0]);
        assert_eq!(changed("", "a\nb\n").first(), Some(&(0..2)));
    }

    #[test]
    fn many_lines_with_nothing_in_common_are_not_compared_one_by_one() {
        let old: String = (0..20_000).map(|line| format!("old {line}\n")).collect();
        let new: String = (0..20_000).map(|line| format!("new {line}\n")).collect();
        assert_eq!(changed(&format!("a\n{old}z\n"), &format!("a\n{new}z\n")).first(), Some(&(1..20_001)));
    }
}
