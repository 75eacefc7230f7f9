//! What a reader could check once an action is said to be done.

use std::ops::Range;

use super::action::Action;
use super::ticket::is_key;
use crate::document::words::Words;
use crate::language::List;

/// What an action comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Something is different, and one can look whether it is.
    Checkable,
    /// Something is better by no measure: where it says so.
    Better(Range<usize>),
    /// Somebody knows more: where it says so.
    OpenEnd(Range<usize>),
    /// Somebody has another attitude: where it says so.
    Attitude(Range<usize>),
    /// A topic and no change to it.
    Topic,
}

impl Action {
    /// What the action comes to, by its own words and by what is nested in it.
    pub fn outcome(&self) -> Outcome {
        let (text, words) = (self.text.as_str(), &self.words);
        // The ticket says it.
        if !text.contains(char::is_whitespace) && is_key(text) {
            return Outcome::Checkable;
        }
        let changes = changes(text, words);
        // "Several changes" may be any.
        let several = words.of(List::Announcement).next().filter(|_| self.notes.is_empty());
        if let Some(several) = several.filter(|several| !changes.iter().any(|change| change.start >= several.end)) {
            return Outcome::Better(several);
        }
        let first = |list: List| words.of(list).find(|hit| !is_aside(text, words, hit));
        let before = |verb: &Range<usize>| changes.first().is_some_and(|change| change.start < verb.start);
        // Where verbs stand at the end, the last one is the action's.
        let opens = |search: &Range<usize>| {
            if words.has(List::VerbTail) { self.ends_open(&changes) } else { !before(search) }
        };
        if let Some(search) = first(List::OpenEnd).filter(opens) {
            let joined = changes.iter().any(|change| change.start > search.start && is_joined(text, words, change));
            let sure = joined && !words.has(List::Possibly) || words.has(List::Deliverable);
            return if sure { Outcome::Checkable } else { Outcome::OpenEnd(search) };
        }
        if self.notes.iter().any(|note| !changes_of_note(&note.text, &note.words).is_empty()) {
            return Outcome::Checkable;
        }
        if let Some(better) = first(List::Weak) {
            // "Set up better dashboards" changes something into what nobody can check.
            let object = changes.iter().any(|change| change.end + 1 == better.start);
            let measured = self.figure.is_some_and(|figure| figure >= better.start);
            let after = changes.iter().any(|change| change.start >= better.end);
            if (object || !before(&better)) && !after && !measured {
                return Outcome::Better(better);
            }
        }
        // "Be more careful with updates": what follows is what the care is for.
        let urged = first(List::Attitude).filter(|attitude| {
            attitude.start == 0 && !changes.iter().any(|change| is_apart(text, attitude.end, change.start))
        });
        if let Some(attitude) = urged {
            return Outcome::Attitude(attitude);
        }
        if changes.is_empty() {
            if let Some(attitude) = first(List::Attitude) {
                return Outcome::Attitude(attitude);
            }
            if is_topic(text, words) {
                return Outcome::Topic;
            }
        }
        Outcome::Checkable
    }

    fn ends_open(&self, changes: &[Range<usize>]) -> bool {
        let end = self.words.of(List::OpenEnd).last().map_or(0, |hit| hit.start);
        changes.iter().all(|change| change.start < end) && end > 0
    }

    /// Where the action asks people to behave, if it changes nothing else.
    pub fn asks_people(&self) -> Option<Range<usize>> {
        let words = &self.words;
        let people = words.of(List::People).find(|hit| !words.overlaps(List::PeopleNot, hit))?;
        let changed = |text: &str, words: &Words, at: usize| {
            changes(text, words).into_iter().any(|change| change.start < at || is_apart(text, at, change.start))
        };
        let alone = !changed(&self.text, words, people.start) && !words.has(List::PeopleNew);
        alone.then_some(people)
    }
}

/// The verbs that change something: no nouns, nothing in a clause that explains, no paperwork.
fn changes(text: &str, words: &Words) -> Vec<Range<usize>> {
    let own = |hit: &Range<usize>| {
        let before = text[..hit.start].trim_end();
        let noun = words
            .of(List::Determiner)
            .chain(words.of(List::Weak))
            .any(|word| word.end == before.len() && word.end < hit.start);
        let covered = [List::Wrapper, List::OpenEnd, List::PeopleNot, List::People]
            .into_iter()
            .any(|list| words.overlaps(list, hit));
        // Words without spaces between them make one noun: 告警体系, 重试机制. The を of アラートを does not.
        let joins = |topic: &Range<usize>| {
            (topic.start == hit.end || topic.end == hit.start) && !text[topic.start..].starts_with(is_hiragana)
        };
        let compound = !text.is_ascii() && words.of(List::Topic).any(|topic| joins(&topic));
        let ends = || !text[hit.end..].starts_with(char::is_alphanumeric);
        let is_verb =
            !words.has(List::VerbTail) || ends() || words.of(List::VerbTail).any(|tail| tail.start == hit.end);
        is_verb && !(noun || compound || covered || is_aside(text, words, hit))
    };
    words.of(List::Change).filter(own).collect()
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{309f}')
}

/// The verbs of an action, whatever they come to.
const VERBS: [List; 5] = [List::Change, List::Weak, List::OpenEnd, List::People, List::Attitude];

/// Whether a phrase stands in a clause that explains: "… while a person investigates", "more care
/// to test", or in parentheses: "a red team (people who try to break in)". The first verb is no aside,
/// nor is what follows "need to".
pub fn is_aside(text: &str, words: &Words, hit: &Range<usize>) -> bool {
    if is_in_parentheses(text, hit.start) {
        return true;
    }
    let leads = |word: &Range<usize>| super::prose::LEADS.into_iter().any(|list| words.overlaps(list, word));
    let Some(clause) = words.of(List::Subclause).filter(|word| word.end <= hit.start && !leads(word)).last() else {
        return false;
    };
    let ended = text[clause.end..hit.start].contains(|c: char| ",;:-—–，；：.".contains(c));
    let first = !VERBS.into_iter().any(|list| words.of(list).any(|verb| verb.start < clause.start));
    !ended && !first
}

/// Whether a place lies in parentheses behind words of their own.
fn is_in_parentheses(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let open = before.rfind(['(', '（']).filter(|open| before[..*open].contains(char::is_alphanumeric));
    open.is_some_and(|open| !before[open..].contains([')', '）']))
}

fn changes_of_note(text: &str, words: &Words) -> Vec<Range<usize>> {
    if words.has(List::OpenEnd) { Vec::new() } else { changes(text, words) }
}

/// Whether a verb is joined to the one before: "investigate and fix", "梳理…，输出清单".
fn is_joined(text: &str, words: &Words, verb: &Range<usize>) -> bool {
    let before = text[..verb.start].trim_end();
    words.of(List::Joint).any(|joint| joint.end == before.len())
        || before.ends_with([':', '：', ';', '；'])
        || before.contains('，')
}

/// Whether a new statement begins between two places.
fn is_apart(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to).is_some_and(|between| between.contains([';', '；', '。', '—']) || between.contains(". "))
}

/// Whether every word names a topic: "Better monitoring", "Runbooks and alerts".
fn is_topic(text: &str, words: &Words) -> bool {
    let mut end = 0;
    for hit in words.of(List::Topic) {
        if hit.start > end && text[end..hit.start].chars().any(char::is_alphanumeric) {
            return false;
        }
        end = end.max(hit.end);
    }
    end > 0 && !text[end..].chars().any(char::is_alphanumeric)
}
