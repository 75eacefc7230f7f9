//! Mends documents: makes the fixes of what was found, again and again until none is left.
//!
//! A rule offers a [`Fix`] with its finding; the engine here makes it, and keeps two promises: edits
//! that touch each other are never made together, and a safe fix that would change what the document
//! says is not made at all.

mod edits;
mod facts;

use crate::document::Document;
use crate::finding::{Finding, Fix};
use crate::lint::{Report, lint_document};
use crate::rule::Settings;
use crate::source::Source;

pub use facts::facts;

/// A fix can make room for another one; after so many rounds the rest is left.
const ROUNDS: usize = 16;
/// To see which fixes leave the facts as they are, a document is read again so many times at most.
const TRIES: usize = 128;

/// Which fixes are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Those that change form only.
    Safe,
    /// Those that could change the meaning as well.
    All,
}

/// A document after its fixes.
#[derive(Debug)]
pub struct Mended {
    /// The text as it is now, under the same path.
    pub source: Source,
    /// How many fixes were made.
    pub made: usize,
    /// What is left to say of it.
    pub report: Report,
    /// Fixes that were not made because they could change the meaning.
    pub unsafe_left: usize,
}

/// Makes the fixes of a document.
pub fn mend(source: Source, settings: &Settings, extent: Extent) -> Mended {
    mend_chosen(source, settings, extent, |_, report| vec![true; report.findings.len()])
}

/// Makes the fixes of those findings of a document that `choose` says yes to; it is asked again whenever
/// the text has changed.
pub fn mend_chosen(
    source: Source,
    settings: &Settings,
    extent: Extent,
    choose: impl Fn(&Source, &Report) -> Vec<bool>,
) -> Mended {
    // What could not be read whole cannot be written whole.
    let is_whole = source.invalid_utf8().is_none() && source.exceeds().is_none();
    let (mut source, mut made) = (source, 0);
    let mut tries = TRIES;
    let mut rounds = if is_whole { ROUNDS } else { 0 };
    loop {
        let document = settings.read(&source);
        let report = lint_document(&document, settings);
        let offered = offered(&report, &choose(&source, &report));
        let next = if rounds > 0 { round(&document, &offered, settings, extent, &mut tries) } else { None };
        let Some((text, fixes)) = next else {
            let unsafe_left = offered.iter().filter(|fix| !fix.safe).count();
            drop((document, offered));
            return Mended { source, made, report, unsafe_left };
        };
        source = Source::new(source.path(), text);
        made += fixes;
        rounds -= 1;
    }
}

/// The text after one round of fixes, and how many were made; `None` where there is none to make.
/// What is safe comes first: nothing that is not is judged by what it might have said otherwise.
fn round(
    document: &Document<'_>,
    offered: &[&Fix],
    settings: &Settings,
    extent: Extent,
    tries: &mut usize,
) -> Option<(String, usize)> {
    let of = |safe: bool| edits::apart(offered.iter().copied().filter(move |fix| fix.safe == safe), document.source);
    let text = document.source.text();
    checked(document, &of(true), settings, tries).or_else(|| {
        let risky = if extent == Extent::All { of(false) } else { Vec::new() };
        (!risky.is_empty()).then(|| (edits::apply(text, &risky), risky.len()))
    })
}

/// The fixes of the findings that were chosen.
fn offered<'r>(report: &'r Report, chosen: &[bool]) -> Vec<&'r Fix> {
    let chosen = report.findings.iter().zip(chosen).filter(|(_, chosen)| **chosen);
    chosen.filter_map(|(finding, _)| finding.fix.as_ref()).collect()
}

/// Makes those of the fixes that leave the facts as they are.
fn checked(document: &Document<'_>, fixes: &[&Fix], settings: &Settings, tries: &mut usize) -> Option<(String, usize)> {
    let kept = keeping(document, fixes, settings, tries);
    (!kept.is_empty()).then(|| (edits::apply(document.source.text(), &kept), kept.len()))
}

/// Takes back the safe fixes of findings that would change what the document says: what is offered can be
/// made. Of more than are tried here, nothing is said.
pub fn withdraw(document: &Document<'_>, findings: &mut [Finding], settings: &Settings) {
    let safe = |finding: &Finding| finding.fix.clone().filter(|fix| fix.safe);
    let fixes: Vec<Fix> = findings.iter().filter_map(safe).collect();
    let together = edits::apart(fixes.iter(), document.source);
    let mut tries = TRIES;
    if together.len() == keeping(document, &together, settings, &mut tries).len() {
        return;
    }
    for finding in findings {
        let holds = safe(finding).is_none_or(|fix| !keeping(document, &[&fix], settings, &mut tries).is_empty());
        if !holds && tries > 0 {
            finding.fix = None;
        }
    }
}

/// Those of the fixes that leave the facts as they are: all of them, or of each half those that do.
fn keeping<'f>(document: &Document<'_>, fixes: &[&'f Fix], settings: &Settings, tries: &mut usize) -> Vec<&'f Fix> {
    if fixes.is_empty() {
        return Vec::new();
    }
    let (text, path) = (document.source.text(), document.source.path());
    let before = facts(document);
    let keeps = |text: &str| {
        let source = Source::new(path, text);
        facts(&settings.read(&source)) == before
    };
    let mut kept: Vec<&Fix> = Vec::new();
    let mut pending = vec![fixes];
    while let Some(part) = pending.pop() {
        let Some(left) = tries.checked_sub(1) else { break };
        *tries = left;
        kept.extend(part);
        if keeps(&edits::apply(text, &kept)) {
            continue;
        }
        kept.truncate(kept.len() - part.len());
        let (first, second) = part.split_at(part.len() / 2);
        pending.extend([second, first].into_iter().filter(|half| !half.is_empty() && half.len() < part.len()));
    }
    kept
}
