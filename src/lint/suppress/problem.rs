//! What is wrong with a suppression, in words.

use super::directive::{Directive, Reach, Until, Word};
use crate::finding::{Finding, excerpt};
use crate::rule::Settings;
use crate::suggest;

/// Why a suppression suppresses nothing.
#[derive(Clone, Copy, Debug)]
pub enum Problem<'d> {
    /// Its rule finds nothing there.
    Idle { rule: Word<'d>, reach: Reach },
    /// Its day is past.
    Expired { rule: Word<'d>, until: Word<'d> },
    /// What it calls its day is none.
    NoDate(Word<'d>),
    /// There is no such rule.
    Unknown(Word<'d>),
    /// It names no rule.
    Nameless(Word<'d>),
    /// There is no such form.
    NoForm(Word<'d>),
    /// Nothing was begun that could end here.
    EndsNothing(Word<'d>),
}

impl<'d> Problem<'d> {
    /// What keeps a suppression of `rule` from having any effect before anything is looked for.
    pub fn of_until(rule: Word<'d>, until: Until<'d>, today: jiff::civil::Date) -> Option<Self> {
        match until.date {
            None => Some(Self::NoDate(until.word)),
            Some(date) => (date < today).then_some(Self::Expired { rule, until: until.word }),
        }
    }

    /// The words it is about.
    pub fn word(&self) -> Word<'d> {
        match *self {
            Self::Idle { rule, .. } | Self::Expired { rule, .. } => rule,
            Self::NoDate(word)
            | Self::Unknown(word)
            | Self::Nameless(word)
            | Self::NoForm(word)
            | Self::EndsNothing(word) => word,
        }
    }

    /// The finding of `suppression-unused`.
    pub fn finding(self, settings: &Settings) -> Finding {
        let word = excerpt(self.word().text);
        let (message, help) = match self {
            Self::Idle { reach, .. } => {
                (format!("“{word}” finds nothing {}: this suppresses nothing", place(reach)), idle_help(reach))
            }
            Self::Expired { until, .. } => {
                let until = excerpt(until.text);
                let message = format!("the suppression of “{word}” ended with {until}: the rule holds here again");
                (message, "Mend what it hid and delete it, or set a later day and say why it takes longer.".to_owned())
            }
            Self::NoDate(_) => (
                format!("“{word}” is no date, so that nobody can tell when this ends: it suppresses nothing"),
                "Write the last day on which it is to hold as year-month-day, such as `until 2031-03-04`.".to_owned(),
            ),
            Self::Unknown(name) => {
                (format!("“{word}” is no rule: this suppresses nothing"), unknown_help(name.text, settings))
            }
            Self::Nameless(_) => (
                format!("“{word}” names no rule: this suppresses nothing"),
                format!("Name the rules and say why: `{word} RULE: why it does not hold here`."),
            ),
            Self::NoForm(form) => (
                format!("“{word}” is no way to suppress a rule: this suppresses nothing"),
                suggest::help(form.text, Directive::forms()),
            ),
            Self::EndsNothing(_) => (
                format!("“{word}” ends a suppression here that no `candor-ignore-start` before it begins"),
                "Delete it, or begin the suppression where it is to hold from.".to_owned(),
            ),
        };
        Finding::new(self.word().span, message).help(help)
    }
}

/// The finding of `suppression-without-reason`.
pub fn without_reason(directive: &Directive<'_>) -> Finding {
    let names: Vec<&str> = directive.rules.iter().map(|rule| rule.text).collect();
    let names = excerpt(&names.join(", "));
    let message =
        format!("“{names}” is suppressed without a reason: a reader cannot tell whether the gap was weighed or hidden");
    let help = if directive.form.text == names {
        "Say why beside it: `reason: why it does not hold here`.".to_owned()
    } else {
        let form = directive.form.text;
        format!("Say why behind a colon: `{form} {names}: why it does not hold here`.")
    };
    Finding::new(directive.span, message).help(help)
}

fn place(reach: Reach) -> &'static str {
    match reach {
        Reach::Line => "on the line",
        Reach::Section => "in the section",
        Reach::File => "in the document",
        Reach::Start | Reach::End => "between its start and its end",
    }
}

fn idle_help(reach: Reach) -> String {
    let further = match reach {
        Reach::Line => {
            " It holds for its own line, or for the next one where it stands alone; `candor-ignore-section` and \
             `candor-ignore-file` reach further."
        }
        _ => "",
    };
    format!("Delete it, lest it hide the next gap.{further}")
}

fn unknown_help(name: &str, settings: &Settings) -> String {
    if matches!(name, "*" | "all") {
        return "Name each rule that is to be silent here: one that is not named goes on speaking.".to_owned();
    }
    super::selector(name, settings).err().unwrap_or_default()
}
