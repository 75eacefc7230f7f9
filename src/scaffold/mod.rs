//! Scaffolding: a template and what is known of an incident become a draft postmortem.
//!
//! Nothing here reads a file, a clock or a terminal; `cli/new.rs` does. What is not known stays
//! an empty cell: a scaffold never invents a fact.

mod file_name;
mod filters;
pub mod prompts;
pub mod started;
pub mod starter;
mod templates;
pub mod untouched;

use std::fmt;

use jiff::civil::Date;
use minijinja::value::Value;
use minijinja::{Environment, ErrorKind, UndefinedBehavior, context};

pub use started::{StartZone, Started};
pub use templates::{TEMPLATES, Template, built_in};

/// What one template may cost, in steps of the template engine. Ours take about 100.
const FUEL: u64 = 100_000;
/// How long a template, and what it renders to, may be, in bytes.
pub const MAX_BYTES: usize = 1 << 20;
/// The widest nesting of blocks in a template.
const RECURSION: usize = 50;

/// What is known of the incident when its postmortem is begun.
#[derive(Debug, Clone)]
pub struct Values {
    /// One line; line breaks and control characters are folded to spaces.
    pub title: String,
    /// The date in the file name: of the incident's start where it is known, else today.
    pub date: Date,
    /// When the incident began, in the zone of the document.
    pub started: Option<Started>,
    /// The zone in which the document tells its times, where one was given.
    pub zone: Option<StartZone>,
    /// In the author's own scale.
    pub severity: Option<String>,
    /// The services that were hit.
    pub services: Vec<String>,
    /// Names of the standards that the disclosure must meet.
    pub standards: Vec<String>,
    /// Where customers were told.
    pub status_page: Option<String>,
}

/// A draft, and the name under which to write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Date and title, such as `2031-03-04-checkout-returned-errors.md`; never a path.
    pub file_name: String,
    /// The whole document, ending in one line break.
    pub text: String,
}

/// Why nothing could be rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScaffoldError {
    /// The title has no visible character.
    EmptyTitle,
    /// The template, or what it renders to, is longer than [`MAX_BYTES`].
    TooLong {
        /// The template's name.
        template: String,
    },
    /// The template is not well formed, or asks for what does not exist.
    Template {
        /// The template's name.
        template: String,
        /// The 1-based line, where the engine knows it.
        line: Option<usize>,
        /// What is wrong there.
        message: String,
    },
}

impl fmt::Display for ScaffoldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyTitle => f.write_str("the title is empty: say in a few words what customers saw"),
            Self::TooLong { template } => {
                write!(f, "the template {template} is longer than {MAX_BYTES} bytes, or renders to more")
            }
            Self::Template { template, line: Some(line), message } => {
                write!(f, "the template {template}, line {line}: {message}")
            }
            Self::Template { template, line: None, message } => write!(f, "the template {template}: {message}"),
        }
    }
}

impl std::error::Error for ScaffoldError {}

/// Fills a template.
///
/// # Errors
/// The title is empty, or the template is broken, asks for an unknown name, runs for too long or
/// is too long.
pub fn render(template: &Template<'_>, values: &Values) -> Result<Rendered, ScaffoldError> {
    let title = one_line(&values.title);
    if title.is_empty() {
        return Err(ScaffoldError::EmptyTitle);
    }
    let stem = file_name::stem(values.date, &title);
    let text = fill(template, values, &title, &stem)?;
    Ok(Rendered { file_name: format!("{stem}.{}", template.extension), text })
}

fn fill(template: &Template<'_>, values: &Values, title: &str, stem: &str) -> Result<String, ScaffoldError> {
    let too_long = || ScaffoldError::TooLong { template: template.name.to_owned() };
    if template.text.len() > MAX_BYTES {
        return Err(too_long());
    }
    let known = context! {
        title,
        id => stem,
        date => values.date.to_string(),
        started => values.started.as_ref().map(Started::iso),
        started_cell => values.started.as_ref().map(Started::cell).unwrap_or_default(),
        timezone => values.zone.as_ref().map(StartZone::name),
        severity => values.severity.as_deref().map(one_line),
        services => lines(&values.services),
        standards => lines(&values.standards),
        status_page => values.status_page.as_deref().map(one_line),
    };
    let mut text = engine()
        .render_named_str(template.name, template.text, known.clone())
        .map_err(|error| template_error(template, &known, &error))?;
    if text.len() > MAX_BYTES {
        return Err(too_long());
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    Ok(text)
}

/// Only what a template of a document needs: the fewer the words, the less a hostile one can do.
fn engine<'a>() -> Environment<'a> {
    let mut engine = Environment::empty();
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_fuel(Some(FUEL));
    engine.set_recursion_limit(RECURSION);
    engine.add_filter("default", minijinja::filters::default);
    engine.add_filter("join", minijinja::filters::join);
    engine.add_filter("lower", minijinja::filters::lower);
    engine.add_filter("upper", minijinja::filters::upper);
    engine.add_filter("yaml", filters::yaml);
    engine.add_filter("markdown", filters::markdown);
    engine
}

fn template_error(template: &Template<'_>, known: &Value, error: &minijinja::Error) -> ScaffoldError {
    let message = match (error.kind(), error.detail()) {
        (ErrorKind::OutOfFuel, _) => "it takes too many steps".to_owned(),
        (ErrorKind::UndefinedError, _) => {
            let names: Vec<String> = known.try_iter().into_iter().flatten().map(|name| name.to_string()).collect();
            format!("it names a value that does not exist; there are {}", names.join(", "))
        }
        (kind, None) => kind.to_string(),
        (kind, Some(detail)) => format!("{kind}: {detail}"),
    };
    ScaffoldError::Template { template: template.name.to_owned(), line: error.line(), message }
}

fn lines(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| one_line(text)).filter(|text| !text.is_empty()).collect()
}

/// Folds white space to single spaces and drops control characters.
///
/// What a user types becomes a heading and a file name; a line break in it could open a second
/// front matter, and an escape sequence would reach every terminal that shows the file.
fn one_line(text: &str) -> String {
    let visible: String =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|&c| c != '\u{feff}').collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}
