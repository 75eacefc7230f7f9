//! The registry. A rule is one file here and two lines below: its module and its entry.
//!
//! Rules are pure: a document and a context in, findings out. They read no file, no clock and
//! know nothing of output.

mod action_no_due_date;
mod action_no_owner;
mod action_overdue;
mod action_people_only;
mod action_untracked;
mod action_vague;
mod blame_person;
mod cause_hedged;
mod cause_human_error;
mod cause_no_safeguard;
mod cause_restates_symptom;
mod cause_third_party_only;
mod cause_unaddressed;
mod cause_unknown;
mod cause_vague;
mod compensation_below_sla;
mod compensation_data_loss_uncovered;
mod compensation_incomplete;
mod compensation_refusal_unexplained;
mod compensation_vague;
mod counterfactual;
mod custom;
mod document_unreadable;
mod duplicate_id;
mod duration_mismatch;
mod id_missing;
mod impact_data_loss_unstated;
mod impact_minimised;
mod impact_no_duration;
mod impact_no_scope;
mod impact_unquantified;
mod language_unjudged;
mod lesson_unaddressed;
mod milestone_contradiction;
mod personal_data;
mod placeholder_left;
mod schema;
mod secret_left;
mod section_empty;
mod section_missing;
pub(crate) mod standard_content;
mod standard_deadline;
mod status_stale;
mod suppression_unused;
mod suppression_without_reason;
mod table_ragged;
mod time_impossible;
mod timeline_ambiguous_date;
mod timeline_ambiguous_timezone;
mod timeline_gap;
mod timeline_missing_milestone;
mod timeline_mixed_times;
mod timeline_no_timezone;
mod timeline_out_of_order;

use crate::rule::{Rule, Selector};
use crate::suggest;

/// All rules, in the order in which `candor rules` lists them.
pub static RULES: &[&Rule] = &[
    &document_unreadable::RULE,
    &language_unjudged::RULE,
    &schema::RULE,
    &section_missing::RULE,
    &section_empty::RULE,
    &placeholder_left::RULE,
    &table_ragged::RULE,
    &status_stale::RULE,
    &duplicate_id::RULE,
    &timeline_no_timezone::RULE,
    &timeline_ambiguous_timezone::RULE,
    &timeline_ambiguous_date::RULE,
    &timeline_out_of_order::RULE,
    &timeline_mixed_times::RULE,
    &timeline_missing_milestone::RULE,
    &timeline_gap::RULE,
    &time_impossible::RULE,
    &duration_mismatch::RULE,
    &milestone_contradiction::RULE,
    &action_vague::RULE,
    &action_people_only::RULE,
    &action_no_owner::RULE,
    &action_no_due_date::RULE,
    &action_untracked::RULE,
    &action_overdue::RULE,
    &id_missing::RULE,
    &cause_unaddressed::RULE,
    &lesson_unaddressed::RULE,
    &impact_unquantified::RULE,
    &impact_no_duration::RULE,
    &impact_data_loss_unstated::RULE,
    &impact_no_scope::RULE,
    &impact_minimised::RULE,
    &compensation_vague::RULE,
    &compensation_incomplete::RULE,
    &compensation_refusal_unexplained::RULE,
    &compensation_below_sla::RULE,
    &compensation_data_loss_uncovered::RULE,
    &personal_data::RULE,
    &secret_left::RULE,
    &cause_vague::RULE,
    &cause_human_error::RULE,
    &cause_unknown::RULE,
    &cause_third_party_only::RULE,
    &cause_restates_symptom::RULE,
    &cause_hedged::RULE,
    &cause_no_safeguard::RULE,
    &blame_person::RULE,
    &counterfactual::RULE,
    &custom::RULE,
    &standard_content::RULE,
    &standard_deadline::RULE,
    &suppression_unused::RULE,
    &suppression_without_reason::RULE,
];

/// The rule that speaks of what could not be read.
pub const UNREADABLE: &str = document_unreadable::RULE.name;

pub use document_unreadable::of_markup;

/// The rule that finds sections that nothing does the work of.
pub const SECTION_MISSING: &str = section_missing::RULE.name;

/// The rule that speaks of what declared standards demand.
pub const STANDARD_CONTENT: &Rule = &standard_content::RULE;

/// The rule that compares the documents of a run.
pub const DUPLICATE_ID: &Rule = &duplicate_id::RULE;

/// The rule that speaks of suppressions without effect.
pub const SUPPRESSION_UNUSED: &Rule = &suppression_unused::RULE;

/// The rule that speaks of suppressions without a reason.
pub const SUPPRESSION_WITHOUT_REASON: &Rule = &suppression_without_reason::RULE;

/// The rules whose findings the calendar alone can turn up: they fail no run that judges a change.
pub const CALENDAR: [&str; 3] = [action_overdue::RULE.name, status_stale::RULE.name, standard_deadline::RULE.name];

/// The rules that speak of what is not there. Where their findings stand is no part of what they say.
pub const ABSENT: [&str; 4] = [
    section_missing::RULE.name,
    timeline_missing_milestone::RULE.name,
    standard_content::RULE.name,
    standard_deadline::RULE.name,
];

/// The rules that need not understand what a text says: they read its form, its times, its front matter.
pub const OF_FORM: [&str; 19] = [
    document_unreadable::RULE.name,
    language_unjudged::RULE.name,
    schema::RULE.name,
    placeholder_left::RULE.name,
    table_ragged::RULE.name,
    status_stale::RULE.name,
    duplicate_id::RULE.name,
    timeline_no_timezone::RULE.name,
    timeline_ambiguous_timezone::RULE.name,
    timeline_ambiguous_date::RULE.name,
    timeline_out_of_order::RULE.name,
    timeline_mixed_times::RULE.name,
    time_impossible::RULE.name,
    id_missing::RULE.name,
    personal_data::RULE.name,
    secret_left::RULE.name,
    custom::RULE.name,
    suppression_unused::RULE.name,
    suppression_without_reason::RULE.name,
];

/// The rule of a name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

/// The names of all rules.
pub fn names() -> Vec<&'static str> {
    RULES.iter().map(|rule| rule.name).collect()
}

/// What a name stands for that a level, a flag or a suppression gives: a rule, or a subject of one.
/// Whether there is a rule of one's own of a name is for those to say who know them.
///
/// # Errors
/// It stands for nothing. The message is a sentence that helps.
pub fn selector(name: &str) -> Result<Selector, String> {
    let (head, subject) = name.split_once('/').map_or((name, None), |(head, subject)| (head, Some(subject)));
    let near = || nearest(name).map(|near| format!("Did you mean “{near}”?"));
    let Some(rule) = rule(head) else {
        return Err(near().unwrap_or_else(|| "`candor rules` lists the rules.".to_owned()));
    };
    let subjects = rule.subjects();
    let any = subjects.iter().any(|known| known.starts_with('<'));
    match subject {
        Some("") => Err(format!("Write `{head}`, or what of it is meant behind the bar.")),
        Some(_) if subjects.is_empty() => Err(format!("The rule {head} has no subjects: write `{head}`.")),
        Some(given) if !any && !subjects.contains(&given) => {
            let known = || subjects.iter().map(|subject| format!("{head}/{subject}")).collect::<Vec<_>>().join(", ");
            Err(near().unwrap_or_else(|| format!("Known are: {}.", known())))
        }
        _ => Ok(Selector { rule: rule.name, subject: subject.map(str::to_owned) }),
    }
}

/// The nearest of what [`selector`] knows, where a name is near enough to be a slip of the hand.
pub fn nearest(name: &str) -> Option<String> {
    let (head, subject) = name.split_once('/').map_or((name, None), |(head, subject)| (head, Some(subject)));
    let near = suggest::nearest(head, RULES.iter().map(|rule| rule.name))?;
    let Some(subject) = subject else { return Some(near.to_owned()) };
    let subjects = rule(near).map(Rule::subjects).unwrap_or_default();
    let any = subjects.iter().any(|known| known.starts_with('<'));
    let subject = if any { Some(subject) } else { suggest::nearest(subject, subjects) };
    subject.map(|subject| format!("{near}/{subject}"))
}
