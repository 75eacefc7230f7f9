//! Where an action is tracked: the number of a ticket, an address that leads to one thing, a wiki link.

use std::ops::Range;

use super::action::Value;
use super::pieces::size;
use crate::document::text::{MarkKind, Text};
use crate::document::words::Words;
use crate::language::List;

/// A ticket's number has no more words than this: "ticket 4711".
const MAX_NUMBER: usize = 2;

/// A ticket given by its number: "FH-207", "#1234", "ticket RO-77", "paper 26/0117".
pub fn is_ticket(text: &str, words: &Words, range: &Range<usize>) -> bool {
    let named = words.starts(List::TicketWord, range.start) && text.contains(|c: char| c.is_ascii_digit());
    let key = || text.split_whitespace().any(is_key) && !words.overlaps(List::TicketNot, range);
    size(text) <= 5 && (named || key() && size(text) <= 3)
}

/// The first word of the text that is a ticket number.
pub fn key_in(own: &str, words: &Words) -> Option<Range<usize>> {
    let breaks = |c: char| c.is_whitespace() || "()[]（）【】,，;；。、:：".contains(c);
    let mut at = 0;
    for word in own.split(breaks) {
        let start = at + own[at..].find(word).unwrap_or(0);
        let range = start..start + word.len();
        if is_key(word) && !words.overlaps(List::TicketNot, &range) {
            return Some(range);
        }
        at = range.end;
    }
    None
}

/// "ticket 4711", "issue no. 12" within the words of an action: a bare number beside the word for it.
pub fn number_behind_word(own: &str, words: &Words) -> Option<Range<usize>> {
    words.of(List::TicketWord).find_map(|word| {
        let rest = own.get(word.end..)?;
        let number = rest.trim_start_matches([' ', ':', '#', '-']);
        let number = number.strip_prefix("no. ").unwrap_or(number);
        let start = own.len() - number.len();
        let length = number.bytes().take_while(u8::is_ascii_digit).count();
        let whole = !number[length..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '%' | ':'));
        let apart = start > word.end && start <= word.end + "no. ".len() + 1;
        (length > 1 && apart && whole).then(|| word.start..start + length)
    })
}

/// "QP-5120", "#1234", "T250000": not "D-1", which only the document itself knows.
pub fn is_key(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '#' && c != '!');
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if let Some((_, number)) = word.split_once('#') {
        return digits(number);
    }
    if let Some(number) = word.strip_prefix('T') {
        return number.len() >= 4 && digits(number);
    }
    let Some((key, number)) = word.rsplit_once('-') else { return false };
    let letters = key.bytes().filter(u8::is_ascii_uppercase).count();
    letters >= 2 && key.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-') && digits(number)
}

/// Where in `range`, counted from its start, words stand that link to a ticket or a change.
pub fn link(text: &Text, range: &Range<usize>) -> Option<Range<usize>> {
    let mut marks = text.marks_at(range.clone());
    let mark = marks.find(|mark| matches!(&mark.kind, MarkKind::Link(address) if tracks(address)))?;
    Some(mark.range.start.max(range.start) - range.start..mark.range.end.min(range.end) - range.start)
}

/// The ticket that stands at `range`: by its number where the words give one, else by its address,
/// since "here" and "Issue" say nothing without their link.
pub fn value(text: &Text, range: Range<usize>) -> Value {
    let words = text.slice(range.clone()).trim();
    let numbered = words.bytes().any(|byte| byte.is_ascii_digit());
    let named = numbered && size(words) <= MAX_NUMBER || words.split_whitespace().any(is_key);
    let address = if named { None } else { text.links(range.clone()).min_by_key(|address| !tracks(address)) };
    Value { text: address.map_or(words, name_of).to_owned(), span: text.span(range) }
}

/// The number that ends an address ("…/browse/OPS-12"), or the whole of it ("…/issues/12").
fn name_of(address: &str) -> &str {
    let last = address.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    if is_key(last) && !last.contains('#') { last } else { address }
}

/// "[[PM-2026-014]]", as wikis link: to one thing where it has a number.
pub fn wiki_link(own: &str) -> Option<Range<usize>> {
    let start = own.find("[[")?;
    let end = start + own[start..].find("]]")?;
    own[start..end].bytes().any(|byte| byte.is_ascii_digit()).then_some(start..end + 2)
}

/// Whether an address leads to one thing with a number, not to a project or a page.
pub fn tracks(address: &str) -> bool {
    let address = address.split(['?']).next().unwrap_or_default().trim_end_matches('/');
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let Some((_, last)) = path.rsplit_once(['/', '#']) else { return is_key(path) };
    // "./2026-02-03-what-we-did.md" is a page with a date.
    let dated = last.get(..10).is_some_and(|head| head.parse::<jiff::civil::Date>().is_ok());
    !dated && last.bytes().any(|b| b.is_ascii_digit())
}
