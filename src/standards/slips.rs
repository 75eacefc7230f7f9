//! Names and moments in what a document declares for its standards that nobody knows: a slip of the
//! hand there would quietly change, or switch off, a deadline.

use std::collections::BTreeSet;

use super::expression::Expression;
use super::format::{Deadline, Scope, Standard};
use super::sla::{Trouble, remedies};
use super::{Policy, in_force, moments, view};
use crate::document::Document;
use crate::document::timeline::Stage as Milestone;
use crate::document::yaml::{Entry, Node, Value};
use crate::finding::{Finding, Level, MAX_FINDINGS, quote};
use crate::language::Lexicon;
use crate::source::Span;
use crate::suggest;

/// A value that every scope knows: none of those that make a difference.
const OTHER: &str = "other";
/// A value that says that a standard binds the document, and nothing else.
const BINDS: [&str; 2] = ["yes", "true"];

impl Scope {
    /// Whether a value is one of those that can be declared.
    pub fn knows(&self, value: &str) -> bool {
        self.known().any(|known| known.eq_ignore_ascii_case(value.trim()))
    }

    fn known(&self) -> impl Iterator<Item = &str> {
        let others = self.others.iter().map(String::as_str).chain([OTHER]);
        self.values.keys().map(String::as_str).chain(others)
    }
}

/// All slips of a document, by kind.
pub fn of_document(document: &Document<'_>, policy: &Policy, lexicon: &Lexicon) -> Vec<Finding> {
    let mut found = of_agreement(document, policy, lexicon);
    let is_held = in_force(document, policy).next().is_some();
    if is_held || document.is_candor() {
        found.extend(document.value("scope").into_iter().flat_map(|scope| of_scope(scope, policy)));
        let filings = document.value("filings").map(Node::items).unwrap_or_default();
        found.extend(filings.iter().take(MAX_FINDINGS).flat_map(|filing| of_filing(document, filing, policy)));
    }
    if is_held {
        let milestones = document.value("milestones").map(entries).unwrap_or_default();
        found.extend(milestones.iter().take(MAX_FINDINGS).filter_map(|entry| of_milestone(document, entry, policy)));
    }
    found
}

/// The slips of what a document or a configuration declares under `scope:`.
pub fn of_scope(scope: &Node, policy: &Policy) -> Vec<Finding> {
    let of_entry = |entry: &Entry| match policy.standard(&entry.key) {
        Some(standard) => of_standard(&entry.node, standard),
        None => vec![unknown_standard(&entry.key, entry.key_span, policy)],
    };
    entries(scope).iter().take(MAX_FINDINGS).flat_map(of_entry).collect()
}

fn of_standard(declared: &Node, standard: &Standard) -> Vec<Finding> {
    let asked = standard.scope.as_ref();
    match &declared.value {
        Value::Null => Vec::new(),
        Value::Map(entries) => {
            let keys = scope_keys(standard);
            let of_key = |entry: &Entry| {
                let asked = asked.filter(|asked| asked.declare == entry.key);
                match asked {
                    Some(asked) => of_value(&entry.node, asked, standard),
                    None if keys.contains(entry.key.as_str()) || entry.key.starts_with("x-") => None,
                    None => {
                        let message =
                            format!("{} knows no {} in its scope: nobody reads it", standard.name, quote(&entry.key));
                        let help = match keys.is_empty() {
                            true => "Leave it out: nothing there makes a difference to this standard.".to_owned(),
                            false => suggest::help(&entry.key, keys.iter().copied()),
                        };
                        Some(Finding::new(entry.key_span, message).subject(&standard.name).help(help))
                    }
                }
            };
            entries.iter().take(MAX_FINDINGS).filter_map(of_key).collect()
        }
        Value::Text { text, .. } if view::is_denial(text) || BINDS.contains(&text.trim()) => Vec::new(),
        _ => asked.and_then(|asked| of_value(declared, asked, standard)).into_iter().collect(),
    }
}

fn of_value(node: &Node, asked: &Scope, standard: &Standard) -> Option<Finding> {
    let words = view::words_of(node);
    if node.is_null() || node.text().is_some_and(|text| asked.knows(text)) {
        return None;
    }
    let message =
        format!("{} is no {} that {} knows: no deadline follows from it", quote(&words), asked.declare, standard.name);
    Some(Finding::new(node.span, message).subject(&standard.name).help(suggest::help(&words, asked.known())))
}

/// The keys of the scope that a standard asks for.
fn scope_keys(standard: &Standard) -> BTreeSet<&str> {
    let mut conditions: Vec<&Expression> = standard.applies.iter().collect();
    for stage in &standard.stages {
        conditions.extend(&stage.when);
        conditions.extend(stage.roll.iter().filter_map(|roll| roll.unless.as_ref()));
        conditions.extend(stage.requires.iter().filter_map(|asked| asked.when.as_ref()));
        stage.due.iter().for_each(|due| cases(due, &mut conditions));
    }
    let mut paths = Vec::new();
    conditions.into_iter().for_each(|condition| condition.paths(&mut paths));
    let asked = paths.into_iter().filter_map(|path| path.strip_prefix("scope."));
    asked.chain(standard.scope.iter().map(|scope| scope.declare.as_str())).collect()
}

/// The conditions of a deadline. The depth is bounded by the nesting of the file.
fn cases<'s>(deadline: &'s Deadline, into: &mut Vec<&'s Expression>) {
    match deadline {
        Deadline::Earliest { earliest_of } => earliest_of.iter().for_each(|one| cases(one, into)),
        Deadline::First { first_match } => first_match.iter().for_each(|case| {
            into.extend(&case.when);
            cases(&case.due, into);
        }),
        Deadline::From { .. } | Deadline::Open(_) => {}
    }
}

fn of_filing(document: &Document<'_>, filing: &Node, policy: &Policy) -> Vec<Finding> {
    let Some((name, node)) = filing.get("standard").and_then(|node| Some((node.text()?, node))) else {
        return Vec::new();
    };
    let Some(standard) = policy.standard(name) else { return vec![unknown_standard(name, node.span, policy)] };
    let stage = filing.get("stage").and_then(|node| Some((node.text()?, node.span)));
    let unknown = stage.filter(|(stage, _)| standard.stage(stage).is_none()).map(|(stage, span)| {
        let message = format!("{name} knows no filing {}: it counts as none", quote(stage));
        let known = standard.stages.iter().map(|stage| stage.name.as_str());
        Finding::new(span, message).subject(name).help(suggest::help(stage, known))
    });
    let at = filing.get("at").and_then(|at| unread(document, at));
    unknown.into_iter().chain(at.map(|finding| finding.subject(name))).collect()
}

fn of_milestone(document: &Document<'_>, entry: &Entry, policy: &Policy) -> Option<Finding> {
    let name = entry.key.as_str();
    let declared: Vec<&Standard> = in_force(document, policy).collect();
    let knows = |standard: &Standard| standard.milestones.contains_key(name);
    let is_known = Milestone::from_name(name).is_some() || declared.iter().any(|standard| knows(standard));
    // What another standard knows is no slip; it is read only where the name is not known.
    if is_known || name.starts_with("x-") || policy.known().filter_map(|other| policy.standard(other)).any(knows) {
        return unread(document, &entry.node).map(|finding| finding.subject(name));
    }
    let own = declared.iter().flat_map(|standard| standard.milestones.keys()).map(String::as_str);
    let known = Milestone::ALL.map(Milestone::name).into_iter().chain(own);
    let message = format!("no clock runs from a milestone {}: nobody knows the name", quote(name));
    Some(Finding::new(entry.key_span, message).subject(name).level(Level::Warning).help(suggest::help(name, known)))
}

/// A value that holds no date where a moment is expected. A draft may leave it open.
fn unread(document: &Document<'_>, node: &Node) -> Option<Finding> {
    let stated = moments::read(document, node).filter(|stated| stated.instant.is_none() && stated.date.is_none())?;
    let message = format!("{} is no moment: it cannot be read as a date", quote(&stated.words));
    let level = if document.is_draft() { Level::Info } else { Level::Error };
    let help = "Give date, clock time and zone: `2031-03-04T10:00:00+08:00`.";
    Some(Finding::new(stated.span, message).level(level).help(help))
}

/// An agreement that is cited by a name nobody knows. Prose cites one that stands elsewhere.
fn of_agreement(document: &Document<'_>, policy: &Policy, lexicon: &Lexicon) -> Vec<Finding> {
    let cited = document.compensation_value("sla");
    let Some((name, span)) = cited.filter(|(name, _)| !name.contains(char::is_whitespace)) else { return Vec::new() };
    if !matches!(remedies(document, policy, lexicon), Err(Trouble::Unknown { .. })) {
        return Vec::new();
    }
    let message = format!("no agreement {} is known: what it gives is not computed", quote(&name));
    let help = suggest::help(&name, agreements(policy));
    vec![Finding::new(span, message).subject(name).level(Level::Warning).help(help)]
}

/// The names of the agreements that are known.
pub fn agreements(policy: &Policy) -> impl Iterator<Item = &str> {
    policy.known().filter(|name| policy.standard(name).is_some_and(|standard| standard.sla.is_some()))
}

/// A standard that is named and that nobody knows.
pub fn unknown_standard(name: &str, span: Span, policy: &Policy) -> Finding {
    let message = format!("no standard {} is known: the document is held to nothing by it", quote(name));
    Finding::new(span, message).subject(name).help(suggest::help(name, policy.known()))
}

fn entries(node: &Node) -> &[Entry] {
    match &node.value {
        Value::Map(entries) => entries,
        _ => &[],
    }
}
