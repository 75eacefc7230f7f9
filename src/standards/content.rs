//! What a standard demands of a document and the document does not tell.

use jiff::Timestamp;

use super::Policy;
use super::answer::{Gap, check, gaps_at};
use super::filings::{self, Row, State};
use super::format::{Requirement, Stage, Standard};
use super::view::View;
use crate::document::Document;
use crate::document::meta::Status;
use crate::finding::{Finding, Level};
use crate::lint::Settings;
use crate::rules;
use crate::schema;
use crate::source::Span;

/// The rule that finds sections that nothing does the work of.
const SECTION_MISSING: &str = "section-missing";

/// A demand that is not met.
#[derive(Debug)]
pub struct Unmet<'d> {
    /// The standard.
    pub standard: &'d Standard,
    /// The stage that asks for it.
    pub stage: &'d Stage,
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

/// All demands of the standards in force that a document does not meet.
pub fn unmet<'d>(document: &'d Document<'d>, settings: &'d Settings) -> Vec<Unmet<'d>> {
    let standards = super::in_force(document, &settings.standards);
    standards.flat_map(|standard| of_standard(document, standard, settings)).collect()
}

/// Whether another rule is about what a demand already says; the demand, with its clause, is enough.
pub fn speaks_for(unmet: &[Unmet<'_>], finding: &Finding) -> bool {
    let subject = finding.subject.as_deref().unwrap_or_default();
    unmet.iter().any(|unmet| match finding.rule {
        SECTION_MISSING => unmet.paths.iter().any(|path| path == subject),
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

fn of_standard<'d>(document: &'d Document<'d>, standard: &'d Standard, settings: &'d Settings) -> Vec<Unmet<'d>> {
    let mut view = View::new(document, standard, &settings.standards);
    if view.is_out_of_scope() {
        return Vec::new();
    }
    let rows = filings::rows(&mut view, settings.now);
    let is_final = !matches!(document.meta.status(), Some(Status::Draft | Status::Review));
    // What does a section's work is decided once, for all rules.
    let missing = schema::demands(document, settings, SECTION_MISSING);
    view.missing = missing.iter().map(|demand| demand.key().to_owned()).collect();
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
                    judge(&view, stage, requirement, settings)
                        .into_iter()
                        .map(|unmet| Unmet { level: if unwritten { Level::Info } else { unmet.level }, ..unmet }),
                );
            }
        }
    }
    found
}

/// What is missing of one requirement.
fn judge<'d>(view: &View<'d>, stage: &'d Stage, requirement: &'d Requirement, settings: &Settings) -> Vec<Unmet<'d>> {
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
    if let Some(rule) = requirement.rule.as_deref().and_then(rules::rule) {
        let findings = (rule.check)(view.document, settings).into_iter();
        return findings.map(|finding| unmet(Vec::new(), finding.span, finding.message, finding.help)).collect();
    }
    let paths = requirement.path.all();
    let mut gaps: Vec<(String, Gap)> = Vec::new();
    let mut met = 0;
    for path in paths {
        let found = gaps_at(view, stage, requirement, path, settings);
        met += usize::from(found.is_empty());
        gaps.extend(found.into_iter().map(|gap| (path.clone(), gap)));
    }
    if !requirement.heading.is_empty() {
        let headed = view.headed(&requirement.heading);
        match check(view, requirement, headed.as_ref(), settings) {
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
fn place(view: &View<'_>, stage: &Stage, path: &str) -> Span {
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
