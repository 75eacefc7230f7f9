//! What a standard demands of a document and the document does not tell.

use jiff::Timestamp;

use super::filings::{self, Row, State};
use super::format::{Applicability, Check, Requirement, Stage, Standard};
use super::moments::Told;
use super::view::{Given, View, words_of};
use super::{Policy, Ratio};
use crate::document::Document;
use crate::document::meta::Status;
use crate::document::quantity::{QuantityKind, scan_quantities};
use crate::finding::{Finding, Level, excerpt};
use crate::language::{List, label};
use crate::lint::Settings;
use crate::rules;
use crate::schema;
use crate::source::Span;

/// The phrase list of words that say that a figure is an estimate.
const ESTIMATE: List = List::Estimate;
/// The phrase list of answers to a question.
const ANSWER: List = List::Answer;
/// The phrase list of words that say that there is no question.
const INAPPLICABLE: List = List::Inapplicable;
/// The rule that finds sections that nothing does the work of.
const SECTION_MISSING: &str = "section-missing";
/// Letters and figures that say why.
const SHORTEST_REASON: usize = 6;

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

/// Why a value is not what is asked for.
struct Gap {
    /// The value, where there is one.
    span: Option<Span>,
    /// What is wrong with it; none where there is none.
    wrong: Option<String>,
}

impl Gap {
    fn missing(span: Option<Span>) -> Self {
        Self { span, wrong: None }
    }

    fn wrong(span: Span, wrong: impl Into<String>) -> Self {
        Self { span: Some(span), wrong: Some(wrong.into()) }
    }
}

/// The gaps at one path; `list[].key` asks every entry of the list.
fn gaps_at(view: &View<'_>, stage: &Stage, requirement: &Requirement, path: &str, settings: &Settings) -> Vec<Gap> {
    if let Some((list, key)) = path.split_once("[].") {
        // That there is a list is a demand of its own.
        let Some(given) = view.given(list) else { return Vec::new() };
        let entries = given.node.items().iter();
        let judged = entries.filter_map(|item| {
            let entry = item.entry(key);
            let given = entry.map(|entry| Given { node: entry.node.clone(), key: entry.key_span });
            let given = given.or_else(|| view.in_column(path, item.span));
            let gap = check(view, requirement, given.as_ref(), settings).err()?;
            Some(Gap { span: gap.span.or(Some(item.span)), ..gap })
        });
        return judged.collect();
    }
    let outcome = match path.split_once('.') {
        Some(("milestones", name)) => check_moment(requirement, view.milestone(name)),
        Some(("filing", key)) => check(view, requirement, of_filing(view, stage, key).as_ref(), settings),
        _ if view.missing.contains(path) => Err(Gap::missing(None)),
        _ => check(view, requirement, view.given(path).as_ref(), settings),
    };
    outcome.err().into_iter().collect()
}

/// A value that stands beside the filing itself.
fn of_filing(view: &View<'_>, stage: &Stage, key: &str) -> Option<Given> {
    let filing = view.filings_of(&stage.name).next()?;
    let entry = filing.node.entry(key)?;
    Some(Given { node: entry.node.clone(), key: entry.key_span })
}

fn check_moment(requirement: &Requirement, told: Option<Told>) -> Result<(), Gap> {
    let Some(told) = told else { return Err(Gap::missing(None)) };
    let wrong = |why: &str| Err(Gap::wrong(told.span, format!("“{}” {why}", excerpt(&told.words))));
    match requirement.check {
        Check::Instant if told.instant.is_none() => wrong("is no moment with date, clock time and zone"),
        Check::Date if told.date.is_none() => wrong("gives no date"),
        _ => Ok(()),
    }
}

/// Whether a value is what is asked for.
fn check(view: &View<'_>, requirement: &Requirement, given: Option<&Given>, settings: &Settings) -> Result<(), Gap> {
    let Some(given) = given else { return Err(Gap::missing(None)) };
    let words = words_of(&given.node);
    let span = if given.node.span.is_empty() { given.key } else { given.node.span };
    let quoted = || format!("“{}”", excerpt(&words));
    let words_here = view.document.lang_of(&words).words();
    if words_here.placeholders().values.has(&words) {
        return Err(Gap::wrong(span, format!("{} is a placeholder", quoted())));
    }
    if let Some(reason) = not_applicable(view, &words, settings) {
        return match (requirement.na, reason) {
            (Applicability::Plain, _) | (Applicability::Reason, true) => Ok(()),
            (Applicability::Reason, false) => Err(Gap::wrong(span, format!("{} gives no reason", quoted()))),
            (Applicability::Never, _) => Err(Gap::wrong(span, format!("{} is no answer to it", quoted()))),
        };
    }
    let lang = view.document.lang_of(&words);
    let says = |list: List| settings.lexicon.find_nearby(lang, &words).iter().any(|hit| hit.list == list);
    let fits = match requirement.check {
        Check::Present => true,
        Check::Instant | Check::Date => {
            return check_moment(requirement, super::moments::read(view.document, &given.node));
        }
        Check::Money => {
            let money = scan_quantities(&words, words_here.quantity()).iter().any(|q| q.kind == QuantityKind::Money);
            money || Ratio::first_in(&words).is_some()
        }
        Check::Number => Ratio::first_in(&words).is_some(),
        Check::Answer => matches!(words.as_str(), "true" | "false") || says(ANSWER),
    };
    let listed = requirement.values.is_empty()
        || requirement.values.iter().any(|value| label::fold(value) == label::fold(&words));
    if !fits {
        let wanted = match requirement.check {
            Check::Money => "is no sum of money",
            Check::Number => "holds no number",
            _ => "says neither yes nor no nor that it is not known",
        };
        return Err(Gap::wrong(span, format!("{} {wanted}", quoted())));
    }
    if !listed {
        return Err(Gap::wrong(span, format!("{} is none of {}", quoted(), requirement.values.join(", "))));
    }
    if !requirement.estimate && says(ESTIMATE) {
        return Err(Gap::wrong(span, format!("{} is an estimate, which no longer does at this stage", quoted())));
    }
    Ok(())
}

/// Whether a value says that there is no question to answer, and if so whether it says why. "None" is
/// an answer.
fn not_applicable(view: &View<'_>, words: &str, settings: &Settings) -> Option<bool> {
    let hits = settings.lexicon.find_nearby(view.document.lang_of(words), words);
    let hit = hits.into_iter().find(|hit| hit.list == INAPPLICABLE && hit.range.start == 0)?;
    let reason = words.get(hit.range.end..).unwrap_or_default();
    Some(reason.chars().filter(|c| c.is_alphanumeric()).count() >= SHORTEST_REASON)
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
