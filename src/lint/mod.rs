//! The engine: one pure function from a text to its findings.

pub mod baseline;
pub mod changed;
pub mod config;
mod demands;
pub(crate) mod fingerprint;
mod identity;
mod lists;
pub mod sketch;
mod suppress;

pub use fingerprint::stable_hash;
pub use identity::Identity;
pub use suppress::Suppression;

use crate::document::{Document, Form, glance};
use crate::finding::{Finding, Fix, Level, MAX_FINDINGS};
use crate::language::Topic;
use crate::rule::{Rule, Settings};
use crate::rules::{
    self, RULES, STANDARD_CONTENT, SUPPRESSION_UNUSED, SUPPRESSION_WITHOUT_REASON, UNREADABLE, standard_content,
};
use crate::source::Source;
use crate::standards::content;
use suppress::Suppressions;

/// The size in bytes from which a document is not read, unless the configuration says otherwise.
pub const MAX_BYTES: u64 = 32 << 20;

/// What was found in one document.
#[derive(Debug)]
pub struct Report {
    /// The document's status, where it states one.
    pub status: Option<String>,
    /// The findings by position, then by rule.
    pub findings: Vec<Finding>,
    /// What the document suppresses, in the same order.
    pub suppressed: Vec<(Finding, Suppression)>,
    /// The id it states, if any.
    pub id: Option<String>,
    /// The same id, where it is to be compared with those of other documents.
    pub identity: Option<Identity>,
}

/// Lints one text. Pure: the same text and settings give the same findings.
pub fn lint(source: &Source, settings: &Settings) -> Report {
    let document = settings.read(source);
    lint_document(&document, settings)
}

/// Lints a document that has been read.
pub fn lint_document(document: &Document<'_>, settings: &Settings) -> Report {
    let suppressions = Suppressions::read(document, settings);
    let mut found = checked(document, settings);
    found.extend(settled(SUPPRESSION_WITHOUT_REASON, suppressions.without_reason(), document, settings));
    in_order(&mut found, document.source);
    // What was not judged cannot tell that a suppression is idle.
    let mut unused = match is_unread(document, settings) {
        true => Vec::new(),
        false => settled(SUPPRESSION_UNUSED, suppressions.unused(&found, document, settings), document, settings),
    };
    if !unused.is_empty() {
        found.append(&mut unused);
        in_order(&mut found, document.source);
    }
    let (mut findings, mut suppressed) = (Vec::new(), Vec::new());
    for finding in found {
        match suppressions.suppression(&finding) {
            Some(suppression) => suppressed.push((finding, suppression.clone())),
            None => findings.push(finding),
        }
    }
    let silenced: Vec<&Finding> = suppressed.iter().map(|(finding, _)| finding).collect();
    lists::gather(&mut findings, &silenced, document);
    Report {
        status: document.meta.text("status").map(str::to_owned),
        findings,
        suppressed,
        id: Identity::stated(document).map(|(id, _)| id.to_owned()),
        identity: Identity::of(document, settings, &suppressions),
    }
}

/// Whether a document has one gap only: that it was not read. Markdown is read behind a front matter
/// that is broken; of a YAML document, what seems to be missing may stand behind the fault.
fn is_unread(document: &Document<'_>, settings: &Settings) -> bool {
    let broken = document.form == Form::Yaml && !document.yaml_errors().is_empty();
    broken || document.source.exceeds().is_some() || is_undecoded(document, settings)
}

/// Whether a document is in another encoding: its sections can be read in it, or too little can be read
/// as it is. A few letters with accents are no reason not to judge the rest.
fn is_undecoded(document: &Document<'_>, settings: &Settings) -> bool {
    /// The part of a text that may be unreadable: a Western European one in Latin-1 has fewer accents.
    const PART: usize = 12;
    let source = document.source;
    let wrong = source.undecoded_length();
    wrong > 0 && (wrong * PART > source.text().len() || glance::encoding(source, &settings.lexicon).is_some())
}

/// The report on a document in a markup that is not read, which looks like a postmortem.
pub fn refuse(source: &Source, settings: &Settings, markup: &str) -> Report {
    let document = settings.read(source);
    let rule = rules::rule(UNREADABLE).filter(|rule| settings.asks(rule));
    let finding = [rules::of_markup(markup)];
    let mut findings = rule.map(|rule| settled(rule, finding.into_iter(), &document, settings)).unwrap_or_default();
    in_order(&mut findings, source);
    Report { status: None, findings, suppressed: Vec::new(), id: None, identity: None }
}

/// What the rules find.
fn checked(document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    let unread = is_unread(document, settings);
    let asked = RULES.iter().filter(|rule| !unread || rule.name == UNREADABLE);
    let asked = asked.filter(|rule| settings.asks(rule));
    let found = asked.flat_map(|rule| settled(rule, (rule.check)(document, settings).into_iter(), document, settings));
    let mut found: Vec<Finding> = found.collect();
    // What was not decoded is judged by no other rule.
    found.retain(|finding| finding.rule == UNREADABLE || !document.source.is_undecoded(finding.span));
    if let Some(foreign) = &document.foreign {
        // What is not there may stand where nobody looked.
        let unjudged = |finding: &Finding| foreign.holds(finding.span) || rules::ABSENT.contains(&finding.rule);
        found.retain(|finding| rules::OF_FORM.contains(&finding.rule) || !unjudged(finding));
    }
    let judged = document.foreign.is_none();
    if judged && !unread && settings.asks(STANDARD_CONTENT) {
        // What a declared standard demands is said once, with its clause.
        let mut unmet = demands::unmet(document, settings);
        unmet.retain(|unmet| settings.level(STANDARD_CONTENT, Some(&unmet.subject()), Some(unmet.level)).is_some());
        let of_standards = standard_content::findings(document, settings, &unmet);
        found.extend(settled(STANDARD_CONTENT, of_standards.into_iter(), document, settings));
        found.retain(|finding| !content::speaks_for(&unmet, finding));
    }
    found
}

/// Findings of a rule with all that is the engine's to set; none where the rule is off.
fn settled(
    rule: &Rule,
    findings: impl Iterator<Item = Finding>,
    document: &Document<'_>,
    settings: &Settings,
) -> Vec<Finding> {
    let leveled = findings.filter_map(|finding| {
        let level = settings.level(rule, finding.subject.as_deref(), finding.level)?;
        Some(Finding { level: Some(level), ..finding })
    });
    let mut findings: Vec<_> = leveled.collect();
    let cut = findings.len().saturating_sub(MAX_FINDINGS);
    findings.truncate(MAX_FINDINGS);
    if let (Some(last), true) = (findings.last_mut(), cut > 0) {
        last.message.push_str(&format!(" (and {cut} more of this rule)"));
    }
    let draft = rule.unwritten && document.is_draft();
    for finding in &mut findings {
        finding.rule = rule.name;
        finding.span = document.source.clamp(finding.span);
        if draft {
            finding.level = Some(Level::Info);
        }
        if let Some(fix) = &mut finding.fix {
            fit(fix, document.source);
        }
        if finding.section.is_none() {
            finding.section = document.topic_at(finding.span.start).and_then(Topic::section);
        }
    }
    findings
}

/// Writes the line ends of a fix as those of the text.
fn fit(fix: &mut Fix, source: &Source) {
    let newline = source.newline();
    // What was taken from the text has them already.
    for edit in fix.edits.iter_mut().filter(|_| newline != "\n") {
        edit.text = edit.text.replace(newline, "\n").replace('\n', newline);
    }
}

/// Sorts findings by position, then by rule, and sets their fingerprints. Suppressed ones count, so
/// that a suppression changes no other finding's fingerprint.
fn in_order(findings: &mut [Finding], source: &Source) {
    findings.sort_by(|a, b| (a.span, a.rule, &a.subject).cmp(&(b.span, b.rule, &b.subject)));
    fingerprint::set(findings, source);
}
