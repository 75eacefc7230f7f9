//! What a rule finds.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::language::SectionKind;
use crate::source::Span;

/// Findings of one rule in one document; the rest is counted.
pub const MAX_FINDINGS: usize = 1_000;

/// The rule of which all rules of the user's own are subjects.
pub const OWN: &str = "custom";

/// How much a finding weighs, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Worth knowing.
    Info,
    /// Makes the document hard to trust.
    Warning,
    /// A reader cannot do without it.
    Error,
}

impl Level {
    /// The name in output and configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The level of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Info, Self::Warning, Self::Error].into_iter().find(|level| level.name() == name)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A replacement for a part of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there instead.
    pub text: String,
}

impl Edit {
    /// Puts `text` in the place of `span`.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Puts `text` before what stands at `offset`.
    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        Self { span: Span::at(offset), text: text.into() }
    }

    /// Takes `span` out.
    pub fn delete(span: Span) -> Self {
        Self { span, text: String::new() }
    }
}

/// A change that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What the fix does, in the imperative.
    pub title: String,
    /// Whether it changes form only, never meaning.
    pub safe: bool,
    /// The replacements, made together or not at all.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A fix that changes form only. `title` is in the imperative.
    pub fn safe(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), safe: true, edits }
    }

    /// A fix that could change the meaning: only made where it is asked for.
    pub fn risky(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), safe: false, edits }
    }
}

/// One gap, at one place of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule that found it; set by the engine.
    pub rule: &'static str,
    /// Its level; a rule sets it only where it differs from the rule's own.
    pub level: Option<Level>,
    /// Which of several things it speaks of.
    pub subject: Option<String>,
    /// The section it belongs to.
    pub section: Option<SectionKind>,
    /// What is wrong here and what a reader cannot know.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// Where it stands.
    pub span: Span,
    /// How to mend it.
    pub fix: Option<Fix>,
    /// Tells this finding from others across versions of a document; set by the engine.
    pub fingerprint: String,
}

impl Finding {
    /// A finding at `span`. The rule's name, level and fingerprint are the engine's to set.
    pub fn new(span: Span, message: impl Into<String>) -> Self {
        Self {
            rule: "",
            level: None,
            subject: None,
            section: None,
            message: message.into(),
            help: None,
            span,
            fix: None,
            fingerprint: String::new(),
        }
    }

    /// The name by which people know what found it: that of the rule, and of a rule of their own
    /// `custom/NAME`.
    pub fn rule_name(&self) -> Cow<'static, str> {
        match &self.subject {
            Some(own) if self.rule == OWN => format!("{OWN}/{own}").into(),
            _ => self.rule.into(),
        }
    }

    /// Says what to write instead.
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// Names which of several things it speaks of.
    pub fn subject(self, subject: impl Into<String>) -> Self {
        Self { subject: Some(subject.into()), ..self }
    }

    /// Names its section.
    pub fn section(self, section: SectionKind) -> Self {
        Self { section: Some(section), ..self }
    }

    /// Sets a level other than the rule's own.
    pub fn level(self, level: Level) -> Self {
        Self { level: Some(level), ..self }
    }

    /// Says how to mend it.
    pub fn fix(self, fix: Fix) -> Self {
        Self { fix: Some(fix), ..self }
    }
}

/// The rule that the faults of a configuration go by.
pub const CONFIGURATION: &str = "configuration";

/// A fault of a configuration or of another file of the user's that is no document: a finding like those
/// of documents.
pub fn fault(span: Span, message: impl Into<String>) -> Finding {
    Finding { rule: CONFIGURATION, ..Finding::new(span, message).level(Level::Error) }
}

/// Words of the document in quotation marks, cut where they are long.
pub fn quote(words: &str) -> String {
    format!("“{}”", excerpt(words))
}

/// The first words of a text on one line, for a message.
pub fn excerpt(text: &str) -> String {
    const MAX_CHARS: usize = 60;
    // White space folds to at most what stands here, so that a long text is not folded whole.
    let head = text.char_indices().nth(MAX_CHARS * 4).map_or(text, |(end, _)| &text[..end]);
    let folded = head.split_whitespace().collect::<Vec<_>>().join(" ");
    match folded.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => format!("{}…", folded[..end].trim_end()),
        None => folded,
    }
}
