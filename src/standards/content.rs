//! What a standard demands of a document and the document does not tell.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::Policy;
use super::answer::{Gap, check, gaps_at};
use super::filings::{self, Row, State};
use super::format::{FilingStage, Requirement, Standard};
use super::view::View;
use crate::document::Document;
use crate::document::meta::Status;
use crate::finding::{Finding, Level};
use crate::language::Lexicon;
use crate::source::Span;

/// A demand that is not met.
#[derive(Debug)]
pub struct Unmet<'d> {
    /// The standard.
    pub standard: &'d Standard,
    /// The stage that asks for it.
    pub stage: &'d FilingStage,
    /// The demand.
    pub requirement: &'d Requirement,
    /// The paths that lack something; none where a heading or a rule is asked.
    pub paths: Vec<String>,
    /// Where it is missed.
    pub span: Span,
    /// What is wrong, as a sentence without its source.
    pub complaint: String,
    /// What to write.
    pub help: Option<String>,
    /// Its level.
    pub level: Level,
}

impl Unmet<'_> {
    /// `dora/2b`.
    pub fn subject(&self) -> String {
        format!("{}/{}", self.standard.name, self.requirement.id)
    }
}

/// What the demands are judged by, beside the document.
pub struct Context<'d, 'c> {
    /// Which standards hold.
    pub policy: &'d Policy,
    /// The words in force.
    pub lexicon: &'c Lexicon,
    /// The present moment.
    pub now: Timestamp,
    /// Sections that nothing in the document does the work of: that is decided once, for all rules.
    pub missing: &'c BTreeSet<String>,
    /// What the rule of a name finds in the document; `None` where there is no such rule.
    pub ask: &'c dyn Fn(&str) -> Option<Vec<Finding>>,
}

/// All demands of the standards in force that a document does not meet.
pub fn unmet<'d>(document: &'d Document<'d>, context: &Context<'d, '_>) -> Vec<Unmet<'d>> {
    let standards = super::in_force(document, context.policy);
    standards.flat_map(|standard| of_standard(document, standard, context)).collect()
}

/// Whether another rule is about what a demand already says; the demand, with its clause, is enough.
pub fn speaks_for(unmet: &[Unmet<'_>], finding: &Finding) -> bool {
    let subject = finding.subject.as_deref().unwrap_or_default();
    unmet.iter().any(|unmet| match finding.rule {
        "section-missing" => unmet.paths.iter().any(|path| path == subject),
        "section-empty" => finding.section.is_some_and(|section| unmet.paths.iter().any(|path| path == section.name())),
        "timeline-missing-milestone" => {
            unmet.paths.iter().any(|path| path.strip_prefix("milestones.") == Some(subject))
        }
        "schema" => unmet.paths.iter().any(|path| subject.strip_prefix('/') == Some(&*path.replace('.', "/"))),
        rule => {
            let requirement = unmet.requirement;
            requirement.rule.iter().chain(&requirement.in_place_of).any(|name| name == rule)
        }
    })
}

fn of_standard<'d>(document: &'d Document<'d>, standard: &'d Standard, context: &Context<'d, '_>) -> Vec<Unmet<'d>> {
    let mut view = View::new(document, standard, context.policy);
    if view.is_out_of_scope() {
        return Vec::new();
    }
    let rows = filings::rows(&mut view, context.now);
    let is_final = !matches!(document.meta.status(), Some(Status::Draft | Status::Review));
    view.missing.clone_from(context.missing);
    let mut found: Vec<Unmet<'d>> = Vec::new();
    for stage in &standard.stages {
        let row = rows.iter().find(|row| row.stage.name == stage.name);
        let holds = stage.when.as_ref().is_none_or(|when| when.holds(&view));
        if !holds || !is_final && !row.is_some_and(|row| row.state.is_judged()) {
            continue;
        }
        // What a draft lacks is not written yet, until it has been filed or is too late.
        let unwritten = document.is_draft() && row.is_some_and(|row| row.state == State::Due);
        for requirement in &stage.requires {
            if requirement.when.as_ref().is_none_or(|when| when.holds(&view)) {
                found.extend(
                    judge(&view, stage, requirement, context)
                        .into_iter()
                        .map(|unmet| Unmet { level: if unwritten { Level::Info } else { unmet.level }, ..unmet }),
                );
            }
        }
    }
    found
}

/// What is missing of one requirement.
fn judge<'d>(
    view: &View<'d>,
    stage: &'d FilingStage,
    requirement: &'d Requirement,
    context: &Context<'d, '_>,
) -> Vec<Unmet<'d>> {
    let unmet = |paths: Vec<String>, span: Span, complaint: String, help: Option<String>| Unmet {
        standard: view.standard,
        stage,
        requirement,
        paths,
        span,
        complaint,
        help: requirement.help.clone().or(help),
        level: requirement.level,
    };
    if let Some(findings) = requirement.rule.as_deref().and_then(context.ask) {
        return findings
            .into_iter()
            .map(|finding| unmet(Vec::new(), finding.span, finding.message, finding.help))
            .collect();
    }
    let paths = requirement.path.all();
    let mut gaps: Vec<(String, Gap)> = Vec::new();
    let mut met = 0;
    for path in paths {
        let found = gaps_at(view, stage, requirement, path, context.lexicon);
        met += usize::from(found.is_empty());
        gaps.extend(found.into_iter().map(|gap| (path.clone(), gap)));
    }
    if !requirement.heading.is_empty() {
        let headed = view.headed(&requirement.heading);
        match check(view, requirement, headed.as_ref(), context.lexicon) {
            Ok(()) => met += 1,
            Err(gap) => gaps.push((String::new(), gap)),
        }
    }
    // A heading is another place for the same content.
    let one_is_enough = requirement.any || !requirement.heading.is_empty();
    if one_is_enough && met > 0 {
        return Vec::new();
    }
    let (wrong, missing): (Vec<_>, Vec<_>) = gaps.into_iter().partition(|(_, gap)| gap.span.is_some());
    let what = &requirement.what;
    let mut found: Vec<Unmet<'d>> = Vec::new();
    // What is there and not enough tells more than what is not there.
    if !missing.is_empty() && (!one_is_enough || wrong.is_empty()) {
        let all: Vec<String> = missing.into_iter().map(|(path, _)| path).filter(|path| !path.is_empty()).collect();
        let span = place(view, stage, all.first().map(String::as_str).unwrap_or_default());
        let quoted: Vec<String> = all.iter().map(|path| format!("`{path}`")).collect();
        let part =
            if paths.len() > all.len() && !one_is_enough { format!(" ({})", quoted.join(", ")) } else { String::new() };
        let help = address(&quoted, requirement, if one_is_enough { " or " } else { ", " });
        found.push(unmet(all, span, format!("nothing tells {what}{part}"), Some(help)));
    }
    let limit = if one_is_enough { 1 } else { usize::MAX };
    found.extend(wrong.into_iter().take(limit).map(|(path, gap)| {
        let complaint = match &gap.wrong {
            Some(wrong) => format!("{wrong}: it does not tell {what}"),
            None => format!("nothing here tells {what}"),
        };
        let help = address(&[format!("`{path}`")], requirement, ", ");
        unmet(vec![path], gap.span.unwrap_or_default(), complaint, Some(help))
    }));
    found
}

/// Where to write what is asked for.
fn address(paths: &[String], requirement: &Requirement, joint: &str) -> String {
    let headings = requirement.heading.first().map(|heading| format!("under “{heading}”"));
    let places: Vec<String> = paths.iter().filter(|path| *path != "``").cloned().chain(headings).collect();
    format!("Write {} in {}.", requirement.what, places.join(joint))
}

/// Where something is missed: what should hold it, else the filing that lacks it, else the head.
fn place(view: &View<'_>, stage: &FilingStage, path: &str) -> Span {
    let document = view.document;
    let parent = path.rsplit_once('.').map_or("", |(parent, _)| parent).trim_end_matches("[]");
    let holder = document.model.find(&format!("/{}", parent.replace('.', "/")));
    if let (false, Some((_, place))) = (parent.is_empty(), holder) {
        return place.key;
    }
    let filing = view.filings_of(&stage.name).next();
    filing.map(|filing| filing.node.span).unwrap_or_else(|| document.title_span())
}

/// The rows of all standards in force.
pub fn rows<'d>(
    document: &'d Document<'d>,
    policy: &'d Policy,
    now: Timestamp,
) -> Vec<(&'d Standard, View<'d>, Vec<Row<'d>>)> {
    let of = |standard: &'d Standard| {
        let mut view = View::new(document, standard, policy);
        let rows = filings::rows(&mut view, now);
        (standard, view, rows)
    };
    super::in_force(document, policy).map(of).collect()
}
