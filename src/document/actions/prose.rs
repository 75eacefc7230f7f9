//! How a sentence tells of an action: as promised, as done, as asked for, or not at all.

use std::ops::Range;

use super::words::Words;
use crate::language::Lang;

/// The lists of verbs that an action can begin with.
const VERBS: [&str; 4] = ["change", "weak", "open-end", "people"];
/// Words between the head of a sentence and the verb that tells what has been done.
const MAX_SUBJECT: usize = 10;

/// What a sentence says about an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// To be done: "We will …", "Add …", "… should …".
    Open,
    /// Done: "We changed …", "… has since been …", 已….
    Done,
    /// Nothing: an explanation.
    None,
}

/// How a sentence under a heading for actions tells.
pub fn telling(text: &str, words: &Words, lang: Lang) -> Telling {
    if is_past(text, words, lang) || words.has("since") && !promises(words) {
        Telling::Done
    } else if promises(words) || asks(words) {
        Telling::Open
    } else {
        Telling::None
    }
}

/// Whether running text makes a promise to change something, by a phrase of one of `leads`: news
/// and money are none.
pub fn is_promise(text: &str, words: &Words, lang: Lang, leads: &[&str]) -> bool {
    let Some(promise) = leads.iter().flat_map(|list| words.of(list)).next() else { return false };
    let verb = |range: Range<usize>| range.start >= promise.end || lang == Lang::Ja;
    let acts = VERBS.iter().any(|list| words.of(list).any(verb));
    acts && !words.has("news") && !is_past(text, words, lang)
}

/// Whether a sentence tells of a change that holds since the incident.
pub fn is_change(words: &Words) -> bool {
    words.has("since") && (words.has("change") || words.has("past")) && !words.has("news")
}

/// Whether it begins with what is to be done.
pub fn asks(words: &Words) -> bool {
    VERBS.iter().any(|list| words.starts(list, 0))
}

fn promises(words: &Words) -> bool {
    words.has("commitment") || words.has("need")
}

/// Whether an action is told in the past: "Added …", "We have moved …", "The fuses were replaced".
pub fn is_past(text: &str, words: &Words, lang: Lang) -> bool {
    match lang {
        Lang::En => words.of("past").any(|verb| is_main_past(text, words, &verb)),
        // 已 at the head, or with what it says is finished.
        Lang::Zh => words.has("since") || words.of("past").any(|hit| hit.start <= 24),
        Lang::Ja => {
            let end = text.trim_end_matches(['。', '）', ')', ' ']).len();
            words.of("past").any(|hit| hit.end + 12 >= end)
        }
    }
}

/// Whether a verb in the past is the sentence's own, not one of a clause that explains something.
fn is_main_past(text: &str, words: &Words, verb: &Range<usize>) -> bool {
    // "Created a ticket to …" leaves the action itself to be done.
    if words.overlaps("wrapper", verb) {
        return false;
    }
    // "Set", "put" and "cut" at the head ask for something.
    if verb.start == 0 {
        return !words.is("change", verb);
    }
    let before = text[..verb.start].trim_end();
    let helped = words.of("past-aux").any(|aux| aux.end == before.len());
    let subject = before.split_whitespace().count() <= MAX_SUBJECT;
    let main = !words.of("clause").any(|clause| clause.end < verb.start);
    let asked = VERBS.iter().any(|list| words.starts(list, 0))
        || ["commitment", "need"].iter().any(|list| words.of(list).any(|lead| lead.end < verb.start));
    helped && subject && main && !asked
}
