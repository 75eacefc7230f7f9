//! A sentence puts the failure on a person, or on somebody's carelessness.
//!
//! Who acted may be said; that they were careless explains nothing and teaches everyone to say
//! less next time. The rule reads words of carelessness ("negligence", "not paying attention",
//! 责任心不强) where an operator, an engineer, a colleague, "he" or "she" stands in the sentence, and
//! words of mistake ("forgot", "misjudged", "human error") where such a person is their subject.
//! Naming who acted, or who owns an action, is no blame; neither is a sentence that says that
//! nobody is to blame.
//!
//! ## Bad
//!
//! ```md
//! ## Root cause
//!
//! The night operator was careless and pulled the wrong cable.
//! ```
//!
//! ## Good
//!
//! ```md
//! ## Root cause
//!
//! The night operator pulled the cable of port 7. The plan on the rack's door calls that port 8,
//! and both cables are blue.
//! ```

use crate::document::Document;
use crate::document::people::{Mention, mentions};
use crate::finding::{Finding, Level, quote};
use crate::language::List;
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "blame-person",
    level: Some(Level::Warning),
    unwritten: false,
    check,
    source: include_str!("blame_person.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let mut found = mentions(document, &document.actions, &[List::Blame, List::BlameHuman, List::BlameMistake]);
    found.retain(is_blame);
    let mut findings: Vec<Finding> = Vec::new();
    let mut last = None;
    for mention in found {
        let sentence = mention.span(0..mention.text.len());
        if last != Some(sentence) {
            let from = mention.subject(List::Individual).map_or(mention.phrase.start, |person| person.start);
            let message = format!(
                "{} puts the failure on a person: a reader learns nothing of what let one person's act become an outage",
                quote(mention.part(from)),
            );
            findings.push(Finding::new(mention.span(from..mention.phrase.end), message).help(
                "Say what was done and what made it possible or likely: “both racks are labelled 7, and the console does not ask”.",
            ));
        }
        last = Some(sentence);
    }
    findings
}

fn is_blame(mention: &Mention<'_>) -> bool {
    if mention.words.has(List::Absolved) {
        return false;
    }
    let somebody = mention.words.has(List::Individual);
    // Carelessness is somebody's even where only a name says whose; "we were careless" singles nobody out.
    let human = mention.is_of(List::BlameHuman) && (somebody || !mention.words.has(List::FirstPerson));
    human || mention.is_of(List::Blame) && somebody || mention.subject(List::Individual).is_some()
}
