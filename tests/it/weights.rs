//! The scores from which a weight, or a cue beside it, decides: a document on either side of each. The
//! weights here give every unit one score, so that nothing but the number is tested.

use std::sync::Arc;

use candor::document::Document;
use candor::language::Lexicon;
use candor::language::weights::Table;
use candor::source::Source;

/// Whether something is read from `text` where every unit has this score for a role.
fn holds(text: &str, role: &str, score: i32, is_read: fn(&Document<'_>) -> bool) -> bool {
    let mut lexicon = Lexicon::default();
    let weights = format!("{role}\talways:\t{score}\n");
    lexicon.set_weights(Arc::new(Table::parse(&weights).expect("weights")));
    is_read(&Document::read(&Source::new("a.md", text), &lexicon))
}

/// The highest score at which it is not read yet.
#[track_caller]
fn begins_above(text: &str, role: &str, score: i32, is_read: fn(&Document<'_>) -> bool) {
    assert!(!holds(text, role, score, is_read), "{role} {score}: {text}");
    assert!(holds(text, role, score + 1, is_read), "{role} {}: {text}", score + 1);
}

#[test]
fn an_impact_is_told_by_cues_from_a_low_score_and_by_weight_from_a_high_one() {
    let told = |document: &Document<'_>| document.impact.is_told();
    begins_above("# Down\n\nCustomers could not pay.\n", "impact", -150, told);
    begins_above("# Down\n\n## Lessons\n\nCustomers could not pay.\n", "impact", 100, told);
}

#[test]
fn a_number_measures_the_impact_in_a_sentence_that_may_tell_it() {
    let text = "# Down\n\n300 customers could not pay.\n";
    begins_above(text, "impact", -200, |document| document.impact.quantified);
}

#[test]
fn a_cause_is_asked_for_less_under_its_heading_and_behind_a_word_that_joins() {
    let told = |document: &Document<'_>| !document.cause.statements.is_empty();
    begins_above("# Down\n\n## Root cause\n\nThe disk of the gateway was full.\n", "cause", -200, told);
    begins_above("# Down\n\nThe outage was caused by a full disk.\n", "cause", -300, told);
    begins_above("# Down\n\n## Related\n\nThe disk of the gateway was full.\n", "cause", 50, told);
}

#[test]
fn that_a_cause_is_not_known_is_believed_from_a_high_score() {
    let text = "# Down\n\n## Root cause\n\nThe disk of the gateway was full.\n";
    begins_above(text, "unknown-cause", 100, |document| document.cause.unknown().is_some());
}

#[test]
fn an_action_is_asked_for_less_in_a_list_than_in_prose() {
    let read = |document: &Document<'_>| !document.actions.list.is_empty();
    begins_above("# Down\n\n## Action items\n\n- Add a probe to the gateway\n", "follow-up", -450, read);
    begins_above("# Down\n\nWe will add a probe to the gateway.\n", "follow-up", -300, read);
    begins_above("# Down\n\n## Root cause\n\n- A probe on the gateway\n", "follow-up", 90, read);
}

#[test]
fn how_it_was_noticed_is_told_by_cues_from_a_low_score() {
    let told = |document: &Document<'_>| document.model.json().get("detection").is_some();
    begins_above("# Down\n\nA customer reported the failure at 10:05 UTC.\n", "detection", -200, told);
}

#[test]
fn that_a_cause_is_not_known_is_believed_elsewhere_where_its_weight_agrees() {
    let text = "# Down\n\n## Related\n\nThe cause is not known.\n";
    begins_above(text, "unknown-cause", 0, |document| document.cause.unknown().is_some());
}

#[test]
fn ones_own_part_in_a_suppliers_failure_is_told_by_cues_from_a_low_score() {
    let told = |document: &Document<'_>| document.cause.supplier_only().is_none();
    let text = "# Down\n\n## Root cause\n\nOur hosting provider had an outage.";
    begins_above(&format!("{text} All traffic goes through this one provider.\n"), "safeguard", -150, told);
    begins_above(&format!("{text}\n"), "safeguard", 0, told);
}

#[test]
fn what_let_a_slip_through_is_told_by_weight_alone() {
    let text = "# Down\n\n## Root cause\n\nA clerk forgot to save the table.\n";
    begins_above(text, "safeguard", 0, |document| document.cause.human_error().is_none());
}
