//! The document, or more than a third of it, is in a language or a markup that Candor does not judge.
//!
//! A linter that finds nothing in a text it does not understand, or that misses what stands there under
//! a heading it does not know, says something false. So this is said, and then neither: times, tables,
//! front matter, placeholders and secrets are read, prose is not judged, and no section is called
//! missing.
//!
//! English and Chinese are judged; of Japanese, the structure and the times are. Which language a text
//! is in is told by its letters, for the whole and for each section. A file that is named and whose
//! ending says reStructuredText, AsciiDoc, Org or Textile is not judged either.
//!
//! ## Bad
//!
//! ```md
//! # Pagamentos com cartão recusados
//!
//! A versão 2026.10 reduziu o número de conexões do gateway de 50 para 5, então as requisições
//! esperaram por uma conexão até o tempo limite e os cartões foram recusados durante 50 minutos.
//! ```
//!
//! ## Good
//!
//! ```md
//! # Card payments refused
//!
//! Release 2026.10 cut the connections of the gateway from 50 to 5, so requests waited for one until
//! they timed out, and cards were refused for 50 minutes.
//! ```

use crate::document::Document;
use crate::finding::{Finding, Level};
use crate::rule::{Rule, Settings};

/// The rule.
pub const RULE: Rule = Rule {
    name: "language-unjudged",
    level: Some(Level::Info),
    unwritten: false,
    check,
    source: include_str!("language_unjudged.rs"),
};

fn check(document: &Document<'_>, _: &Settings) -> Vec<Finding> {
    let Some(foreign) = &document.foreign else { return Vec::new() };
    let name = foreign.name;
    let message = match (foreign.markup, foreign.whole) {
        (true, _) => format!("this is {name}, which Candor does not read: what it says was not judged"),
        (false, true) => format!(
            "this is written in {name}, which Candor does not judge: only its times, tables and placeholders were read"
        ),
        (false, false) => format!(
            "more than a third of this is written in {name}, which Candor does not judge: what stands there was not judged"
        ),
    };
    let help = match foreign.markup {
        true => "Convert it to Markdown to have it judged: `pandoc --to gfm`.",
        false => {
            "Headings can be made known with `aliases` in candor.yaml; what a language needs to be judged is told in docs/languages.md."
        }
    };
    vec![Finding::new(document.title_span(), message).help(help)]
}
