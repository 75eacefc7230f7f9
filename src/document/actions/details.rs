//! What the words of an action say besides the action: owner, due date, ticket, whether it is done.

use std::ops::Range;

use super::pieces::{Border, Piece, pieces};
use super::prose::LEADS;
use crate::document::text::{MarkKind, Text};
use crate::document::time::{TimeMention, scan_times};
use crate::document::words::Words;
use crate::language::{Lang, Lexicon};

/// A label of a detail has no more bytes than this.
const MAX_LABEL: usize = 40;
/// A detail has no more words than this; what is longer belongs to the action.
const MAX_WORDS: usize = 8;
/// Words of a name.
const MAX_NAME: usize = 5;

/// The details of one action, as ranges of its text.
#[derive(Clone, Debug, Default)]
pub struct Details {
    pub owner: Option<Range<usize>>,
    pub due: Option<Range<usize>>,
    pub ticket: Option<Range<usize>>,
    pub status: Option<Range<usize>>,
    pub done: bool,
    /// It is said not to be done, or not yet.
    pub open: bool,
    /// Where the details behind the action's own words begin.
    pub tail: usize,
    /// Where the last figure stands in the action's own words: a threshold, a count, no date.
    pub figure: Option<usize>,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Sort {
    Owner(Range<usize>),
    Due(Range<usize>),
    Ticket(Range<usize>),
    Done,
    Open,
    /// Could be somebody's name or role.
    Name,
    /// A detail that is not kept: kind, priority, a label without a value.
    Other,
    /// The action's own words.
    Words,
}

/// Reads the details in `range` of a block's text.
pub fn read(text: &Text, range: Range<usize>, words: &Words, lexicon: &Lexicon, lang: Lang) -> Details {
    let own = text.slice(range.clone());
    let reader = Reader { own, words, lexicon, times: scan_times(own, lang.words().time()) };
    let pieces = pieces(own);
    let mut sorts: Vec<Sort> = pieces.iter().enumerate().map(|(at, piece)| reader.sort(at, piece)).collect();
    join_names(&pieces, &mut sorts, own);
    let mut details = Details { tail: own.len(), ..Details::default() };
    details.take_tail(&pieces, &sorts, &reader);
    for (piece, sort) in pieces.iter().zip(&sorts) {
        details.take(piece, sort);
        if let Sort::Due(_) = sort {
            details.owner = details.owner.take().or_else(|| reader.name_before(piece));
        }
    }
    let linked = || link(text, &range).map(|_| 0..own.len()).or_else(|| wiki_link(own));
    details.ticket = details.ticket.take().or_else(|| key_in(own, words)).or_else(linked);
    details.due = details.due.take().or_else(|| reader.due_in_words());
    details.owner = details.owner.take().or_else(|| reader.subject());
    details.done |= reader.ends_done(&mut details.tail)
        || ["done-clause", "holds"].iter().any(|list| words.has(list))
        || reader.holds_since();
    details.done |= own.starts_with(['✅', '✔', '☑']) || own.trim_end().ends_with(['✅', '✔', '☑', '\u{fe0f}']);
    details.figure = reader.figure(details.tail);
    let struck: usize = strikes(text, &range).map(|mark| mark.len()).sum();
    details.done |= struck * 2 > own.len();
    details
}

impl Details {
    /// Takes what a piece says by a label or by its shape.
    fn take(&mut self, piece: &Piece, sort: &Sort) {
        let slot = match sort {
            Sort::Owner(value) => (&mut self.owner, value),
            Sort::Due(value) => (&mut self.due, value),
            Sort::Ticket(value) => (&mut self.ticket, value),
            Sort::Done | Sort::Open => {
                self.done |= *sort == Sort::Done;
                self.open |= *sort == Sort::Open;
                (&mut self.status, &piece.range)
            }
            Sort::Name | Sort::Other | Sort::Words => return,
        };
        let (place, value) = slot;
        place.get_or_insert_with(|| value.clone());
    }

    /// Finds where the action's own words end, and the name that stands behind them.
    fn take_tail(&mut self, pieces: &[Piece], sorts: &[Sort], reader: &Reader<'_>) {
        let first = sorts.iter().rposition(|sort| *sort == Sort::Words).map_or(0, |at| at + 1);
        let tail = first.max(1);
        let Some(start) = pieces.get(tail) else { return };
        self.tail = reader.start_of(start);
        // A name alone is a name only where nothing else can stand: behind `@`, or a team in brackets.
        let said = sorts[tail..].iter().any(|sort| !matches!(sort, Sort::Name | Sort::Words));
        for (piece, sort) in pieces.iter().zip(sorts).skip(tail) {
            let enclosed = matches!(piece.border, Border::Open | Border::Break);
            if *sort == Sort::Name && (said || enclosed && reader.words.within("team", &piece.range)) {
                self.owner.get_or_insert_with(|| piece.range.clone());
            }
        }
        if !said && self.owner.is_none() {
            self.tail = reader.own.len();
        }
    }
}

/// "[Tech lead, files]": what follows a name in brackets is a part of it.
fn join_names(pieces: &[Piece], sorts: &mut [Sort], own: &str) {
    for at in 1..sorts.len() {
        let opened = pieces[at - 1].border == Border::Open && sorts[at - 1] == Sort::Name;
        let short = pieces[at].border == Border::Comma && size(&own[pieces[at].range.clone()]) <= 2;
        if opened && short && sorts[at] == Sort::Words {
            sorts[at] = Sort::Other;
        }
    }
}

struct Reader<'a> {
    own: &'a str,
    words: &'a Words,
    lexicon: &'a Lexicon,
    times: Vec<TimeMention>,
}

impl Reader<'_> {
    fn sort(&self, index: usize, piece: &Piece) -> Sort {
        let text = &self.own[piece.range.clone()];
        if let Some(sort) = self.labelled(piece).or_else(|| self.bare_label(piece)) {
            return sort;
        }
        if text.starts_with('@') {
            return Sort::Owner(piece.range.clone());
        }
        if text.starts_with("http") {
            return if tracks(text) { Sort::Ticket(piece.range.clone()) } else { Sort::Other };
        }
        let short = size(text) <= MAX_WORDS;
        let whole = self.words.is("done", &piece.range);
        if whole && (index > 0 || text.chars().all(|c| !c.is_lowercase())) {
            return Sort::Done;
        }
        if index == 0 && piece.border == Border::Start {
            return Sort::Words;
        }
        if short && self.words.within("undone", &piece.range) {
            return if self.is_dated(&piece.range) { Sort::Due(piece.range.clone()) } else { Sort::Open };
        }
        if short && self.is_done(&piece.range) {
            return Sort::Done;
        }
        if is_ticket(text, self.words, &piece.range) {
            return Sort::Ticket(piece.range.clone());
        }
        if short && self.is_dated(&piece.range) {
            return Sort::Due(piece.range.clone());
        }
        if self.is_name(piece) { Sort::Name } else { Sort::Words }
    }

    /// "Tom by 1 February": the name before the word that leads to the date.
    fn name_before(&self, piece: &Piece) -> Option<Range<usize>> {
        let inside = |hit: &Range<usize>| piece.range.start < hit.start && hit.end <= piece.range.end;
        let lead = self.words.of("when-lead").filter(inside).min_by_key(|hit| hit.start)?;
        let name = self.own[piece.range.start..lead.start].trim_end();
        let range = piece.range.start..piece.range.start + name.len();
        let head = Piece { range: range.clone(), border: piece.border };
        (piece.border != Border::Start && !name.is_empty() && self.is_name(&head)).then_some(range)
    }

    /// "Owner Tom" in brackets: a label without its colon.
    fn bare_label(&self, piece: &Piece) -> Option<Sort> {
        let text = &self.own[piece.range.clone()];
        let (label, value) = text.split_once(' ')?;
        let names = self.lexicon.fields(label);
        let start = piece.range.end - value.trim_start().len();
        let range = start..piece.range.end;
        let head = Piece { range: range.clone(), border: piece.border };
        let owner = names.iter().any(|name| name == "owner") && self.is_name(&head) && !self.is_dated(&range);
        (piece.border == Border::Open && owner).then_some(Sort::Owner(range))
    }

    /// What a label says: "Owner: …", "责任人：…", "DONE: …".
    fn labelled(&self, piece: &Piece) -> Option<Sort> {
        let text = &self.own[piece.range.clone()];
        let (at, colon) =
            text.char_indices().take_while(|(at, _)| *at <= MAX_LABEL).find(|(_, c)| ":：".contains(*c))?;
        let label = piece.range.start..piece.range.start + at;
        let rest = &text[at + colon.len_utf8()..];
        let start = piece.range.end - rest.trim_start().len();
        let value = start..piece.range.end;
        if piece.border == Border::Start && rest.trim().is_empty() {
            return None;
        }
        if self.words.is("done", &label) {
            return Some(if piece.border == Border::Start { Sort::Words } else { Sort::Done });
        }
        let names = self.lexicon.fields(&self.own[label]);
        let is = |field: &str| names.iter().any(|name| name == field);
        let given = !value.is_empty() && !self.words.is("no-owner", &value);
        if is("owner") {
            Some(if given { Sort::Owner(value) } else { Sort::Other })
        } else if is("due") {
            Some(if given { Sort::Due(value) } else { Sort::Other })
        } else if is("ticket") {
            Some(if given { Sort::Ticket(value) } else { Sort::Other })
        } else if is("status") {
            Some(if self.is_done(&value) { Sort::Done } else { Sort::Open })
        } else if is("kind") || is("addresses") {
            Some(Sort::Other)
        } else if self.words.starts("done", start) && size(rest) <= MAX_WORDS {
            Some(Sort::Done)
        } else {
            None
        }
    }

    /// Whether a piece begins with a word for done, or, in scripts without spaces, holds one.
    fn is_done(&self, range: &Range<usize>) -> bool {
        let dense = !self.own[range.clone()].is_ascii();
        let done = self.words.starts("done", range.start) || dense && self.words.within("done", range);
        done && !self.words.within("undone", range)
    }

    /// Whether the words end in ": done on 10 December"; then that is no part of the action.
    fn ends_done(&self, tail: &mut usize) -> bool {
        let found = self.words.of("done").find(|hit| {
            let before = self.own[..hit.start].trim_end();
            before.ends_with([':', '：']) && size(&self.own[hit.start..]) <= MAX_WORDS
        });
        let Some(done) = found else { return false };
        *tail = (*tail).min(self.own[..done.start].trim_end_matches([' ', ':', '：']).len());
        !self.words.within("undone", &(done.start..self.own.len()))
    }

    /// "… is switched on everywhere since 15 January", with nothing that is still to come.
    fn holds_since(&self) -> bool {
        let dated = self.times.iter().filter(|time| time.date.is_some());
        let mut since = dated.filter(|time| {
            let before = self.own[..time.range.start].trim_end();
            self.words.of("since-when").any(|hit| hit.end == before.len())
        });
        since.next().is_some() && !LEADS.into_iter().any(|list| self.words.has(list))
    }

    /// Whether a piece holds a date or the name of a period.
    fn is_dated(&self, range: &Range<usize>) -> bool {
        let inside = |hit: &Range<usize>| range.start <= hit.start && hit.end <= range.end;
        self.times.iter().any(|time| time.date.is_some() && inside(&time.range)) || self.words.within("when", range)
    }

    /// Whether a piece can be a person, a team or a role.
    fn is_name(&self, piece: &Piece) -> bool {
        let range = &piece.range;
        let text = &self.own[range.clone()];
        let team = self.words.within("team", range);
        let verb = ["change", "weak", "open-end"].iter().any(|list| self.words.starts(list, range.start));
        let dense = !text.is_ascii() && text.chars().count() <= 12;
        let named = text.starts_with(char::is_uppercase) || dense;
        (team || named && !verb) && size(text) <= MAX_NAME && !self.words.is("no-owner", range)
    }

    /// A date in the action's own words that says by when: "by 31 October", "5月22日前".
    fn due_in_words(&self) -> Option<Range<usize>> {
        let dated = self.times.iter().filter(|time| time.date.is_some()).map(|time| time.range.clone());
        let span = self.words.of("within").next();
        span.or_else(|| {
            dated.chain(self.words.of("when")).find(|range| {
                let before = self.own[..range.start].trim_end();
                let last = before.rfind([' ', '(', '（']).map_or(0, |at| at + 1);
                let lead = last..before.len();
                let han = !self.own[range.clone()].is_ascii();
                han || self.words.is("when-lead", &lead) || before.ends_with(['(', '（'])
            })
        })
    }

    /// Who is to act, where the sentence says so: "The Imports team will …", "Contract Office to …".
    fn subject(&self) -> Option<Range<usize>> {
        if let Some(by) = self.words.of("by").next()
            && let Some(charge) =
                self.words.of("charge").find(|hit| hit.start > by.end && hit.start <= by.end + MAX_LABEL)
        {
            return Some(by.end..charge.start);
        }
        if let Some(name) = self.addressed() {
            return Some(name);
        }
        let leads = LEADS.into_iter().flat_map(|list| self.words.of(list).map(move |lead| (list, lead)));
        let leads = leads.chain(self.infinitives().map(|lead| ("", lead)));
        // "Packages should …" says who must be changed, not who does it.
        let (list, lead) = leads.min_by_key(|(_, lead)| lead.start)?;
        self.subject_before(lead.start, list != "need")
    }

    /// "Tom: add an alert": a name, a colon and what is to be done, in small letters as a sentence goes on.
    fn addressed(&self) -> Option<Range<usize>> {
        let (name, rest) = self.own.split_once(": ")?;
        let start = self.own.len() - rest.trim_start().len();
        let verb = ["change", "weak", "open-end", "people"].iter().any(|list| self.words.starts(list, start));
        let named = |word: &str| word.starts_with(char::is_uppercase) && !is_key(word);
        let person = name.split_whitespace().count() <= 2 && name.split_whitespace().all(named);
        let topic = self.words.of("topic").any(|hit| hit.start < name.len());
        let goes_on = rest.trim_start().starts_with(char::is_lowercase);
        (verb && person && goes_on && !topic).then_some(0..name.len())
    }

    /// The places of "to" before a verb.
    fn infinitives(&self) -> impl Iterator<Item = Range<usize>> {
        let verbs = ["change", "weak", "open-end", "people"].into_iter().flat_map(|list| self.words.of(list));
        let at = |verb: Range<usize>| {
            let before = self.own[..verb.start].strip_suffix(" to ")?;
            Some(before.len()..verb.start)
        };
        verbs.filter_map(at).take(1)
    }

    fn subject_before(&self, at: usize, named: bool) -> Option<Range<usize>> {
        let before = self.own[..at].trim_end();
        let start = before.rfind([',', '，', ';', '；', '.', '。', ':', '：']).map_or(0, |cut| cut + 1);
        let start = (start..=before.len()).find(|at| before.is_char_boundary(*at)).unwrap_or(before.len());
        let words = before[start..].trim_start();
        let range = before.len() - words.len()..before.len();
        let verb = ["change", "weak", "open-end"].iter().any(|list| self.words.starts(list, range.start));
        if words.is_empty() || size(words) > MAX_WORDS || verb || self.ends_with("no-owner", &range) {
            return None;
        }
        let han = !words.is_ascii();
        let team = if han { self.ends_with("team", &range) } else { self.words.within("team", &range) };
        (team || named && is_proper(words, self.own)).then(|| self.trimmed(range))
    }

    /// A subject without "and" before it and "is" behind it.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let joint = self.words.of("joint").filter(|hit| range.start <= hit.start && hit.end < range.end).last();
        let start = joint.map_or(range.start, |hit| hit.end + 1);
        let mut end = range.end;
        while let Some((before, last)) = self.own.get(start..end).and_then(|text| text.rsplit_once(' ')) {
            let at = start + before.len() + 1;
            if !last.starts_with(|c: char| c.is_ascii_lowercase()) || self.words.overlaps("team", &(at..end)) {
                break;
            }
            end = start + before.trim_end().len();
        }
        start..end
    }

    /// The last number before `end` that belongs to no date and no ticket.
    fn figure(&self, end: usize) -> Option<usize> {
        let breaks = |c: char| c.is_whitespace() || !c.is_ascii() || "()[]<>~,;:".contains(c);
        let mut at = 0;
        let figures = self.own[..end].split(breaks).filter_map(|word| {
            let start = at + self.own[at..].find(word).unwrap_or(0);
            at = start + word.len();
            let unit = word.trim_start_matches(|c: char| c.is_ascii_digit() || ".,".contains(c));
            let number = word.len() > unit.len() && word.starts_with(|c: char| c.is_ascii_digit());
            let plain = !unit.contains(['-', '/', '.']) && !unit.starts_with("xx");
            let dated = self.times.iter().any(|time| time.date.is_some() && time.range.contains(&start));
            (number && plain && !dated).then_some(start)
        });
        figures.last()
    }

    fn ends_with(&self, list: &str, range: &Range<usize>) -> bool {
        self.words.of(list).any(|hit| hit.end == range.end && hit.start >= range.start)
    }

    /// Where a piece begins, its bracket and the space before it included.
    fn start_of(&self, piece: &Piece) -> usize {
        let before = self.own[..piece.range.start]
            .trim_end_matches(|c: char| c.is_whitespace() || "([（【—–-;；,，、/→".contains(c));
        before.len()
    }
}

/// Two or more capitalised words, or one that nowhere stands in lower case.
fn is_proper(words: &str, all: &str) -> bool {
    let capitals: Vec<&str> = words.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).collect();
    match (capitals.as_slice(), words.split_whitespace().count()) {
        ([only], 1) => only.len() > 2 && !all.contains(&only.to_lowercase()),
        (several, count) => several.len() >= 2 && several.len() + 1 >= count,
    }
}

/// The words of a text: by spaces, or two characters each in scripts without spaces.
pub fn size(text: &str) -> usize {
    let dense = text.chars().filter(|c| ('\u{3040}'..='\u{9fff}').contains(c)).count();
    text.split_whitespace().count() + dense / 4
}

/// A ticket given by its number: "FH-207", "#1234", "ticket RO-77", "paper 26/0117".
fn is_ticket(text: &str, words: &Words, range: &Range<usize>) -> bool {
    let named = words.starts("ticket-word", range.start) && text.contains(|c: char| c.is_ascii_digit());
    let key = || text.split_whitespace().any(is_key) && !words.overlaps("ticket-not", range);
    size(text) <= 5 && (named || key() && size(text) <= 3)
}

/// The first word of the text that is a ticket number.
fn key_in(own: &str, words: &Words) -> Option<Range<usize>> {
    let breaks = |c: char| c.is_whitespace() || "()[]（）【】,，;；。、:：".contains(c);
    let mut at = 0;
    for word in own.split(breaks) {
        let start = at + own[at..].find(word).unwrap_or(0);
        let range = start..start + word.len();
        if is_key(word) && !words.overlaps("ticket-not", &range) {
            return Some(range);
        }
        at = range.end;
    }
    None
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

/// A link within `range` that leads to a ticket or a change.
fn link<'t>(text: &'t Text, range: &Range<usize>) -> Option<&'t str> {
    text.links(range.clone()).find(|address| tracks(address))
}

/// "[[PM-2026-014]]", as wikis link: to one thing where it has a number.
fn wiki_link(own: &str) -> Option<Range<usize>> {
    let start = own.find("[[")?;
    let end = start + own[start..].find("]]")?;
    own[start..end].bytes().any(|byte| byte.is_ascii_digit()).then_some(start..end + 2)
}

/// Whether an address leads to one thing with a number, not to a project or a page.
fn tracks(address: &str) -> bool {
    let address = address.split(['?']).next().unwrap_or_default().trim_end_matches('/');
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let Some((_, last)) = path.rsplit_once(['/', '#']) else { return is_key(path) };
    last.bytes().any(|b| b.is_ascii_digit())
}

/// The struck parts of `range`.
fn strikes(text: &Text, range: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let (start, end) = (range.start, range.end);
    let struck = text.marks().iter().filter(|mark| mark.kind == MarkKind::Strike);
    struck.map(move |mark| mark.range.start.clamp(start, end)..mark.range.end.clamp(start, end))
}
