//! What a comment, or an entry of the front matter, asks to suppress: which rules, how far, until
//! when, and why.

use jiff::civil::Date;

use crate::document::yaml::{Comment, Node};
use crate::document::{Document, Form};
use crate::source::{Source, Span};

const MARK: &str = "candor-ignore";

/// With what a comment begins that is meant for us.
const TOOL: &str = "candor";
/// What other linters call it.
const VERBS: [&str; 2] = ["ignore", "disable"];
/// What a sentence about us says.
const IGNORES: [&str; 4] = ["ignores", "ignored", "disables", "disabled"];

const FORMS: [(&str, Reach); 5] = [
    ("candor-ignore", Reach::Line),
    ("candor-ignore-section", Reach::Section),
    ("candor-ignore-file", Reach::File),
    ("candor-ignore-start", Reach::Start),
    ("candor-ignore-end", Reach::End),
];

/// Names that one comment may hold; there are not that many rules.
const MAX_NAMES: usize = 100;

/// How far a suppression goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Its own line; where nothing else stands there, the next one as well.
    Line,
    /// The section it stands in, or right before.
    Section,
    /// The whole document.
    File,
    /// From here on.
    Start,
    /// Up to here.
    End,
}

/// A word of the document and its place.
#[derive(Clone, Copy, Debug)]
pub struct Word<'d> {
    /// As it is written.
    pub text: &'d str,
    /// Where it stands.
    pub span: Span,
}

/// The day after which a suppression holds no longer.
#[derive(Clone, Copy, Debug)]
pub struct Until<'d> {
    /// As it is written.
    pub word: Word<'d>,
    /// `None` where it is no date.
    pub date: Option<Date>,
}

/// One suppression as it is written.
#[derive(Clone, Debug)]
pub struct Directive<'d> {
    /// The whole comment or entry.
    pub span: Span,
    /// `candor-ignore-…`, or the entry's rule.
    pub form: Word<'d>,
    /// `None` where there is no such form.
    pub reach: Option<Reach>,
    /// What is to be suppressed.
    pub rules: Vec<Word<'d>>,
    /// When it ends.
    pub until: Option<Until<'d>>,
    /// Why, on one line, where it says so in words.
    pub reason: Option<String>,
}

impl<'d> Directive<'d> {
    /// The names of all forms.
    pub fn forms() -> impl Iterator<Item = &'static str> {
        FORMS.iter().map(|(name, _)| *name)
    }

    /// The suppression that a comment asks for.
    pub fn in_comment(source: &'d Source, comment: &Comment) -> Option<Self> {
        // Most comments are something else.
        if !comment.text.trim_start_matches(['#', ' ', '\t', '\n', '\r']).starts_with(MARK) {
            return Self::near_miss(source, comment);
        }
        let raw = source.slice(comment.span);
        let start = raw.find(MARK)?;
        let inner = raw.get(start..)?.trim_end_matches("-->");
        let colon = inner.find([':', '：']);
        let head = inner.get(..colon.unwrap_or(inner.len()))?;
        let reason = colon.and_then(|colon| inner.get(colon..)).unwrap_or_default();
        let mut words = words(head, comment.span.start + start).into_iter().take(MAX_NAMES);
        let (form, _) = words.next()?;
        if form.text.get(MARK.len()..).is_some_and(|rest| !rest.is_empty() && !rest.starts_with('-')) {
            return None;
        }
        let (rules, until) = names(words);
        let reach = FORMS.iter().find(|(name, _)| *name == form.text).map(|(_, reach)| *reach);
        Some(Self { span: comment.span, form, reach, rules, until, reason: stated(reason) })
    }

    /// What a comment asks for that seems to be meant as a suppression and is none: `candor ignore`,
    /// `candor-ignor`, `candor:disable`.
    fn near_miss(source: &'d Source, comment: &Comment) -> Option<Self> {
        let raw = source.slice(comment.span);
        let start = raw.find(|c: char| c.is_ascii_alphabetic())?;
        let head = raw.get(start..)?;
        let behind =
            head.get(..TOOL.len()).filter(|tool| tool.eq_ignore_ascii_case(TOOL)).and(head.get(TOOL.len()..))?;
        let verb = behind.trim_start_matches([' ', '-', '_', ':', '.', '/']);
        let end = verb.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(verb.len());
        let word = verb.get(..end)?.to_ascii_lowercase();
        let near = VERBS.into_iter().any(|known| strsim::osa_distance(known, &word) <= 1);
        if !near || IGNORES.contains(&word.as_str()) {
            return None;
        }
        let length = head.len() - verb.len() + end;
        let span = Span::new(comment.span.start + start, comment.span.start + start + length);
        let form = Word { text: head.get(..length)?, span };
        Some(Self { span: comment.span, form, reach: None, rules: Vec::new(), until: None, reason: None })
    }

    /// The suppression that an entry of `ignore:` asks for.
    fn in_entry(node: &'d Node) -> Option<Self> {
        let word = |key: &str| {
            let node = node.get(key)?;
            Some(Word { text: node.text()?, span: node.span })
        };
        let rule = word("rule")?;
        let until = word("until").map(Until::read);
        let reason = word("reason").and_then(|reason| stated(reason.text));
        Some(Self { span: node.span, form: rule, reach: Some(Reach::File), rules: vec![rule], until, reason })
    }
}

impl<'d> Until<'d> {
    fn read(word: Word<'d>) -> Self {
        Self { word, date: word.text.parse().ok() }
    }
}

/// All comments of a document, those of its front matter first.
pub fn comments<'d>(document: &'d Document<'_>) -> Vec<&'d Comment> {
    // The outline of a YAML document has its comments already.
    let head = document.data.as_ref().filter(|_| document.form == Form::Markdown);
    let head = head.map(|yaml| yaml.comments.as_slice()).unwrap_or_default();
    head.iter().chain(&document.outline.comments).collect()
}

/// The suppressions under `ignore:`. What is no rule of ours there may be meant for another tool,
/// unless the document is written for Candor.
pub fn entries<'d>(document: &'d Document<'_>) -> impl Iterator<Item = Directive<'d>> {
    let items = document.value("ignore").map(Node::items).unwrap_or_default();
    let ours = |entry: &Directive<'_>| {
        document.is_candor() || entry.rules.iter().all(|name| crate::rules::selector(name.text).is_ok())
    };
    items.iter().filter_map(Directive::in_entry).filter(move |entry| ours(entry))
}

/// The names up to the first word that is none, and the date behind `until`.
fn names<'d>(words: impl Iterator<Item = (Word<'d>, bool)>) -> (Vec<Word<'d>>, Option<Until<'d>>) {
    let mut words = words;
    let mut rules = Vec::new();
    let mut expected = true;
    while let Some((word, comma)) = words.next() {
        if word.text == "until" {
            let date = words.next().map_or(word, |(date, _)| date);
            return (rules, Some(Until::read(date)));
        }
        // Words with neither comma nor colon before them are no rules, and no reason either.
        if !expected {
            break;
        }
        rules.push(word);
        expected = comma;
    }
    (rules, None)
}

/// The words of a text that begins at `base`, and whether a comma follows each.
fn words(text: &str, base: usize) -> Vec<(Word<'_>, bool)> {
    let is_comma = |c: char| matches!(c, ',' | '，' | '、');
    let mut words: Vec<(Word<'_>, bool)> = Vec::new();
    let mut at = base;
    for piece in text.split_inclusive(|c: char| c.is_whitespace() || is_comma(c)) {
        let core = piece.trim_end_matches(|c: char| c.is_whitespace() || is_comma(c));
        let comma = piece.ends_with(is_comma);
        if !core.is_empty() {
            words.push((Word { text: core, span: Span::new(at, at + core.len()) }, comma));
        } else if let Some((_, follows)) = words.last_mut() {
            *follows |= comma;
        }
        at += piece.len();
    }
    words
}

/// A reason on one line, if it has words.
fn stated(reason: &str) -> Option<String> {
    let words = reason.trim_start_matches([':', '：']).split_whitespace().collect::<Vec<_>>().join(" ");
    words.contains(char::is_alphanumeric).then_some(words)
}
