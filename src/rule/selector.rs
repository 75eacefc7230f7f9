//! What a level, a flag or a suppression names: a rule, or of a rule that speaks of several things one
//! of them, as `section-missing/compensation` or `custom/no-jargon`.

use std::fmt;

/// A rule, or one subject of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Selector {
    /// The name of the rule.
    pub rule: &'static str,
    /// Of what it speaks; `None`: of anything.
    pub subject: Option<String>,
}

impl Selector {
    /// Whether findings of `rule` about `subject` are meant.
    pub fn holds(&self, rule: &str, subject: Option<&str>) -> bool {
        let own = self.to_string();
        self.rule == rule && keys(rule, subject).any(|key| key == own)
    }
}

/// As it is written.
impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.subject {
            None => f.write_str(self.rule),
            Some(subject) => write!(f, "{}/{subject}", self.rule),
        }
    }
}

/// The names by which a finding can be meant, from the narrowest on: of the subject `dora/2b` of
/// `standard-content` that is `standard-content/dora/2b`, `standard-content/dora` and `standard-content`.
/// The bar at the head of a JSON pointer is left out.
pub fn keys(rule: &str, subject: Option<&str>) -> impl Iterator<Item = String> {
    let name = name(rule, subject);
    let ends: Vec<usize> = name.match_indices('/').map(|(at, _)| at).collect();
    let ends = std::iter::once(name.len()).chain(ends.into_iter().rev());
    ends.map(move |end| name[..end].to_owned())
}

/// `rule/subject`, or the rule alone.
pub fn name(rule: &str, subject: Option<&str>) -> String {
    match subject.map(|subject| subject.trim_start_matches('/')).filter(|subject| !subject.is_empty()) {
        Some(subject) => format!("{rule}/{subject}"),
        None => rule.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_can_be_meant_by_its_subject_by_part_of_it_and_by_its_rule() {
        let found = |subject| keys("schema", subject).collect::<Vec<_>>();
        assert_eq!(found(Some("/impact/scope")), ["schema/impact/scope", "schema/impact", "schema"]);
        assert_eq!(found(Some("")), ["schema"]);
        assert_eq!(found(None), ["schema"]);
        let selector = Selector { rule: "schema", subject: Some("impact".to_owned()) };
        assert!(selector.holds("schema", Some("/impact/scope")));
        assert!(!selector.holds("schema", Some("/impacts")) && !selector.holds("schema", None));
    }
}
