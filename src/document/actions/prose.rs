//! How a sentence tells of an action: as promised, as done, as asked for, or not at all.

use std::ops::Range;

use super::ticket;
use crate::document::words::Words;
use crate::language::{Lang, List};

/// The lists of verbs that an action can begin with.
const VERBS: [List; 4] = [List::Change, List::Weak, List::OpenEnd, List::People];
/// The lists of phrases behind which something is to be done.
pub const LEADS: [List; 3] = [List::Commitment, List::Intention, List::Need];
/// Bytes before a promise in which the team that makes it stands.
const MAX_TEAM: usize = 24;
/// The same in a script without spaces.
const MAX_DENSE_TEAM: usize = 9;
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
    if words.has(List::Hindsight) && !promises(text, words, lang) {
        Telling::None
    } else if is_past(text, words, lang) || words.has(List::Since) && !promises(text, words, lang) {
        Telling::Done
    } else if promises(text, words, lang) || asks(words) || words.starts(List::Order, 0) {
        Telling::Open
    } else {
        Telling::None
    }
}

/// Whether running text makes a promise to change something: news and money are none, nor is
/// advice to the reader, nor what a machine will do.
pub fn is_promise(text: &str, words: &Words, lang: Lang) -> bool {
    let told = [List::News, List::Reader, List::NothingDone].into_iter().any(|list| words.has(list))
        || is_past(text, words, lang);
    // "… because their auditors will ask" explains.
    !told && leads(text, words, lang).any(|lead| acts(words, lang, lead.start) && !explains(text, words, &lead))
}

/// Whether a lesson asks for something: a promise, or what "should" be.
pub fn is_wish(text: &str, words: &Words, lang: Lang) -> bool {
    // "… because we must wait" explains.
    let asks = |need: &Range<usize>| !is_hindsight(words, need) && !explains(text, words, need);
    let need = words.of(List::Need).find(asks);
    let told = words.has(List::News) || words.has(List::Reader);
    is_promise(text, words, lang) || !told && need.is_some_and(|need| acts(words, lang, need.start))
}

/// Whether a need is given as a reason in its sentence.
fn explains(text: &str, words: &Words, need: &Range<usize>) -> bool {
    let mut reasons = words.of(List::Because).filter(|reason| reason.end <= need.start);
    reasons.any(|reason| !text[reason.end..need.start].contains(['.', ',', ';', '!', '?', '。', '，', '；']))
}

/// "Should have" asks for nothing any more.
fn is_hindsight(words: &Words, need: &Range<usize>) -> bool {
    words.overlaps(List::Hindsight, need)
}

/// Whether a verb follows a promise; verbs may stand before it where they stand at the end.
fn acts(words: &Words, lang: Lang, from: usize) -> bool {
    let verbs = VERBS.into_iter().any(|list| words.of(list).any(|verb| verb.start >= from || lang == Lang::Ja));
    let passive = words.of(List::Passive).any(|lead| lead.start == from && words.starts(List::Remedied, lead.end + 1));
    verbs || passive || words.starts(List::Ongoing, from)
}

/// The places where somebody promises: "we will", "the storage team will", "the office plans to",
/// and in the passive what will be improved.
fn leads<'w>(text: &'w str, words: &'w Words, lang: Lang) -> impl Iterator<Item = Range<usize>> + 'w {
    let latin = lang == Lang::En;
    let ours = move |lead: &Range<usize>| {
        let end = text[..lead.start].trim_end().len();
        let before = words.of(List::FirstPerson).any(|hit| if latin { hit.end == end } else { hit.end <= end });
        before || words.starts(List::FirstPerson, lead.start)
    };
    let team = move |lead: &Range<usize>| {
        let near = lead.start.saturating_sub(if latin { MAX_TEAM } else { MAX_DENSE_TEAM });
        words.of(List::Team).any(|hit| hit.start >= near && hit.end <= lead.start)
    };
    let named = move |lead: &Range<usize>| {
        let last = text[..lead.start].split_whitespace().next_back();
        last.is_some_and(|word| word.starts_with(char::is_uppercase))
    };
    // "Ms Lindqvist will": a capital within a sentence begins a name.
    let person = move |lead: &Range<usize>| latin && named(lead) && text[..lead.start].trim_end().contains(' ');
    let promised = words.of(List::Commitment).filter(move |lead| ours(lead) || team(lead) || person(lead));
    let near = move |lead: &Range<usize>| {
        words.of(List::FirstPerson).any(|hit| hit.start + MAX_TEAM >= lead.start && hit.end <= lead.start)
    };
    let planned = words.of(List::Intention).filter(move |lead| ours(lead) || near(lead) || team(lead) || named(lead));
    let passive = words.of(List::Passive).filter(|lead| {
        let gets_better = words.of(List::Weak).any(|weak| weak.start >= lead.end);
        gets_better || !words.has(List::Rescue) && words.starts(List::Remedied, lead.end + 1)
    });
    let ongoing = words.of(List::Ongoing).filter(|lead| words.starts(List::Past, lead.end + 1));
    promised.chain(planned).chain(passive).chain(ongoing)
}

/// Whether a sentence says that something holds from now on, or has been decided: not what was
/// decided to end the outage.
pub fn holds(words: &Words) -> bool {
    words.has(List::Holds) || words.has(List::Decided) && !words.has(List::Stopgap)
}

/// Whether a sentence tells of a change that holds since the incident.
pub fn is_change(words: &Words) -> bool {
    // "It has since been restored" ended the outage.
    let past = words.has(List::Past) && !words.has(List::Rescue);
    holds(words) || words.has(List::Since) && (words.has(List::Change) || past) && !words.has(List::News)
}

/// Whether it is an order, as plans are noted down: "Publish a guide …". "Fixing the script" under a
/// resolution tells what was done.
pub fn is_order(text: &str, words: &Words) -> bool {
    let head = text.split_whitespace().next().unwrap_or_default();
    (words.starts(List::Change, 0) || words.starts(List::Order, 0))
        && head.starts_with(char::is_uppercase)
        && !head.ends_with('s')
        && !is_gerund(text)
}

/// Whether a text begins with a gerund: in a list of what went wrong, "deploying at noon" is no wish.
pub fn is_gerund(text: &str) -> bool {
    text.split_whitespace().next().is_some_and(|head| head.ends_with("ing"))
}

/// Whether it begins with what is to be done.
pub fn asks(words: &Words) -> bool {
    VERBS.into_iter().any(|list| words.starts(list, 0))
}

fn promises(text: &str, words: &Words, lang: Lang) -> bool {
    let own = |lead: Range<usize>| !is_hindsight(words, &lead);
    let said = [List::Commitment, List::Need].into_iter().any(|list| words.of(list).any(own));
    // A plan is somebody's: "anyone looking to publish" is none.
    let planned = || words.has(List::Intention) && leads(text, words, lang).any(own);
    (said || planned()) && !words.has(List::Reader)
}

/// Whether an action is told in the past: "Added …", "We have moved …", "The fuses were replaced".
pub fn is_past(text: &str, words: &Words, lang: Lang) -> bool {
    match lang {
        Lang::En => words.of(List::Past).any(|verb| is_main_past(text, words, &verb)),
        // 已 at the head, or with what it says is finished.
        // 已更换…，并将优化…: what follows is still to come.
        Lang::Zh => {
            let past = words.of(List::Past).find(|hit| hit.start <= 24).map(|hit| hit.end);
            let open = |past: usize| {
                words.of(List::Commitment).any(|lead| text.get(past..lead.start).is_some_and(|gap| gap.contains('，')))
            };
            words.has(List::Since) || past.is_some_and(|past| !open(past))
        }
        Lang::Ja => {
            let end = text.trim_end_matches(['。', '）', ')', ' ']).len();
            words.of(List::Past).any(|hit| hit.end + 12 >= end)
        }
    }
}

/// Whether a verb in the past is the sentence's own, not one of a clause that explains something.
fn is_main_past(text: &str, words: &Words, verb: &Range<usize>) -> bool {
    // "Created a ticket to …" leaves the action itself to be done.
    let mut next = text[verb.end..].split_whitespace().take(2);
    let files = words.is(List::Filing, verb) && next.any(ticket::is_key);
    if files || words.overlaps(List::Wrapper, verb) {
        return false;
    }
    // "Set", "put" and "cut" at the head ask for something.
    if verb.start == 0 {
        return !words.is(List::Change, verb);
    }
    let before = text[..verb.start].trim_end();
    let helped = words.of(List::PastAux).any(|aux| aux.end == before.len());
    let subject = before.split_whitespace().count() <= MAX_SUBJECT;
    let main = !words.of(List::Subclause).any(|clause| clause.end < verb.start);
    let asked = VERBS.into_iter().any(|list| words.starts(list, 0))
        || LEADS.into_iter().any(|list| words.of(list).any(|lead| lead.end < verb.start));
    helped && subject && main && !asked
}
