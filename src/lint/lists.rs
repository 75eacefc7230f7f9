//! One finding where most of the open actions lack the same thing: a list of fifty gaps of one kind is one
//! gap, and is read.

use super::fingerprint;
use crate::document::{Action, Document};
use crate::finding::{Finding, Level, quote};
use crate::source::Span;

/// Fewer actions are reported one by one.
const LIST: usize = 4;

/// What a rule asks of every open action.
struct Asked {
    rule: &'static str,
    lacks: fn(&Action) -> bool,
    /// “none of the 51 open actions …”
    none: &'static str,
    /// “30 of the 51 open actions …”
    most: &'static str,
    /// What a reader cannot know.
    unknown: &'static str,
}

const ASKED: [Asked; 3] = [
    Asked {
        rule: "action-no-owner",
        lacks: |action| action.owner.is_none(),
        none: "names an owner",
        most: "name no owner",
        unknown: "a reader cannot tell whose they are",
    },
    Asked {
        rule: "action-no-due-date",
        lacks: |action| action.due.is_none(),
        none: "has a due date",
        most: "have no due date",
        unknown: "nobody can tell when they are late",
    },
    Asked {
        rule: "action-untracked",
        lacks: |action| action.ticket.is_none(),
        none: "has a ticket, or a link to one",
        most: "have no ticket, nor a link to one",
        unknown: "a reader cannot follow them",
    },
];

/// Puts one finding at the list in the place of those about its actions, for each thing that most of them
/// lack. Actions whose findings are suppressed do not count.
pub fn gather(findings: &mut Vec<Finding>, suppressed: &[&Finding], document: &Document<'_>) {
    for asked in &ASKED {
        if let Some(mut of_list) = asked.of_list(findings, suppressed, document) {
            fingerprint::set(std::slice::from_mut(&mut of_list), document.source);
            findings.retain(|finding| finding.rule != asked.rule);
            let at = findings.partition_point(|finding| (finding.span, finding.rule) < (of_list.span, of_list.rule));
            findings.insert(at, of_list);
        }
    }
}

impl Asked {
    fn of_list(&self, findings: &[Finding], suppressed: &[&Finding], document: &Document<'_>) -> Option<Finding> {
        let of_rule = || findings.iter().filter(|finding| finding.rule == self.rule);
        let (first, last) = (of_rule().next()?, of_rule().next_back()?);
        let excused = suppressed.iter().filter(|finding| finding.rule == self.rule).count();
        let open: Vec<&Action> = document.actions.tracked().filter(|action| !action.done).collect();
        let lacking = open.iter().filter(|action| (self.lacks)(action)).count().saturating_sub(excused);
        if open.len() < LIST || lacking * 2 <= open.len() {
            return None;
        }
        let named = open.iter().find(|action| action.span == first.span).map(|action| quote(&action.text))?;
        let message = match (lacking, open.len()) {
            (lacking, all) if lacking == all => {
                format!("none of the {all} open actions {}; the first: {named}: {}", self.none, self.unknown)
            }
            (lacking, all) => {
                format!("{lacking} of the {all} open actions {}; the first: {named}: {}", self.most, self.unknown)
            }
        };
        let level = of_rule().filter_map(|finding| finding.level).max().or(Some(Level::Info));
        Some(Finding { message, level, span: Span::new(first.span.start, last.span.end), ..first.clone() })
    }
}
