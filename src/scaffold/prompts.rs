//! What a template says to its author, so that the linter knows it when it is still there.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::TEMPLATES;

/// The prompts of one or several templates, with white space folded to single spaces.
#[derive(Debug, Default, Clone)]
pub struct Prompts {
    comments: HashSet<String>,
    lines: HashSet<String>,
}

impl Prompts {
    /// Reads the guidance comments and the unfilled lines off a template.
    pub fn add(&mut self, template: &str) {
        self.comments.extend(comments(template).map(fold).filter(|comment| !comment.is_empty()));
        self.lines.extend(template.lines().filter(|line| is_unfilled(line)).map(fold));
    }

    /// Whether the inside of an HTML comment is guidance, word for word.
    #[must_use]
    pub fn is_guidance(&self, comment: &str) -> bool {
        self.comments.contains(&fold(comment))
    }

    /// Whether a line is a row or a field that a template left to be filled.
    #[must_use]
    pub fn is_unfilled(&self, line: &str) -> bool {
        is_unfilled(line) && self.lines.contains(&fold(line))
    }
}

/// The prompts of the templates that ship.
#[must_use]
pub fn shipped() -> &'static Prompts {
    static PROMPTS: LazyLock<Prompts> = LazyLock::new(|| {
        let mut prompts = Prompts::default();
        for template in TEMPLATES {
            prompts.add(template.text);
        }
        prompts
    });
    &PROMPTS
}

fn comments(text: &str) -> impl Iterator<Item = &str> {
    text.split("<!--").skip(1).filter_map(|rest| rest.split_once("-->").map(|(comment, _)| comment))
}

/// `| | detected | |`, a row with nothing but its label, or `- Amount:`, a label without a value.
fn is_unfilled(line: &str) -> bool {
    let line = line.trim();
    if let Some(label) = line.strip_prefix("- ") {
        return label.ends_with([':', '：']);
    }
    let Some(cells) = line.strip_prefix('|').and_then(|row| row.strip_suffix('|')) else {
        return false;
    };
    let filled = cells.split('|').filter(|cell| !cell.trim().is_empty());
    cells.contains('|') && filled.count() <= 1
}

/// White space, however much, is one space; an author's editor wraps lines.
fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
