//! The units of a document that tell something: their roles, the features that decided in words, and the
//! families of cues in them.

use serde_json::{Value, json};

use super::facts::fact;
use crate::document::Document;
use crate::document::roles::Reasons;
use crate::language::Lexicon;

/// All units that have a role.
pub fn read(document: &Document<'_>, lexicon: &Lexicon) -> Value {
    let reasons = document.roles.reasons(&document.context(lexicon));
    let told = document.units.all().iter().zip(&reasons).filter(|(_, reasons)| !reasons.is_empty());
    told.map(|(unit, reasons)| {
        let mut cues: Vec<&str> = document.hits_in(unit).iter().map(|hit| hit.list.name()).collect();
        cues.sort_unstable();
        cues.dedup();
        let roles: Vec<String> = reasons.iter().map(|of| format!("{} ({:+})", of.role.name(), of.score)).collect();
        let values = [
            ("roles", json!(roles)),
            ("because", json!(reasons.iter().map(because).collect::<Vec<_>>())),
            ("cues", json!(cues)),
            ("words", json!(document.words_of(unit))),
        ];
        fact(document, document.span_of(unit), values)
    })
    .collect()
}

/// "impact: a cue of harm +120, the word “customers” +44".
fn because(reasons: &Reasons) -> String {
    let named = reasons.because.iter().map(|(feature, weight)| format!("{} {weight:+}", in_words(feature)));
    format!("{}: {}", reasons.role.name(), named.collect::<Vec<_>>().join(", "))
}

/// The name of a feature in words.
fn in_words(feature: &str) -> String {
    match feature.split_once(':') {
        Some(("before", rest)) => format!("before it {}", in_words(rest)),
        Some(("behind", rest)) => format!("behind it {}", in_words(rest)),
        Some(("word", word)) => format!("the word “{word}”"),
        Some(("heading", word)) => format!("“{word}” in its heading"),
        Some(("heading-above", word)) => format!("“{word}” in the heading above"),
        Some(("kind", "none")) => "nothing".to_owned(),
        Some(("kind", kind)) => format!("being one: {kind}"),
        Some(("section", "none")) => "no known section".to_owned(),
        Some(("section", section)) => format!("the section {section}"),
        Some(("kind-and-section", both)) => format!("being {both}"),
        Some(("cue", family)) => format!("a cue of {family}"),
        Some(("sign", sign)) => format!("a sign: {sign}"),
        Some(("always", _)) => "every unit".to_owned(),
        _ => feature.to_owned(),
    }
}
