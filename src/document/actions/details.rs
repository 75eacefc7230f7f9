//! What the words of an action say besides the action: owner, due date, ticket, whether it is done.

use std::ops::Range;

use super::marks;
use super::pieces::{Border, Piece, pieces, size};
use super::prose::{self, LEADS};
use super::ticket::{is_ticket, key_in, link, number_behind_word, tracks, wiki_link};
use crate::document::duration::DurationMention;
use crate::document::scans::Scan;
use crate::document::text::{MarkKind, Text};
use crate::document::time::TimeMention;
use crate::document::words::Words;
use crate::language::{Lang, Lexicon, List};

/// A label of a detail has no more bytes than this.
pub(super) const MAX_LABEL: usize = 40;
/// A detail has no more words than this; what is longer belongs to the action.
pub(super) const MAX_WORDS: usize = 8;

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
    let Scan { times, durations, .. } = Scan::of(&text.part(range.clone()), lang.words().time());
    let reader = Reader { own, words, lexicon, times, durations, link: link(text, &range) };
    let lines = text.part(range.clone());
    let pieces = with_dates(at_labelled_lines(pieces(own), &lines, lexicon), &reader);
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
    let linked = || reader.link.clone().or_else(|| wiki_link(own));
    let numbered = || number_behind_word(own, words);
    details.ticket = details.ticket.take().or_else(|| key_in(own, words)).or_else(linked).or_else(numbered);
    details.due = details.due.take().or_else(|| reader.due_in_words());
    let detailed = details.due.is_some() || details.ticket.is_some();
    let behind = || reader.behind_colon(details.tail).filter(|_| detailed);
    details.owner = details.owner.take().or_else(|| reader.subject()).or_else(behind);
    details.done |= reader.ends_done(&mut details.tail)
        || words.has(List::DoneClause)
        || prose::holds(words)
        || reader.holds_since();
    details.done |= marks::at_head(own).is_some_and(|(done, _)| done) || marks::ends_done(own);
    details.done |= is_merged(text, &range, &reader);
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
        // Of several, the one that names a team: the others may be words of the action.
        let names = || pieces.iter().zip(sorts).skip(tail).filter(|(_, sort)| **sort == Sort::Name);
        let team = names().find(|(piece, _)| said && reader.words.within(List::Team, &piece.range));
        if let Some((piece, _)) = team {
            self.owner.get_or_insert_with(|| piece.range.clone());
        }
        for (piece, sort) in pieces.iter().zip(sorts).skip(tail) {
            let enclosed = matches!(piece.border, Border::Open | Border::Break);
            if *sort == Sort::Name && (said || enclosed && reader.words.within(List::Team, &piece.range)) {
                self.owner.get_or_insert_with(|| piece.range.clone());
            }
        }
        if !said && self.owner.is_none() {
            self.tail = reader.own.len();
        }
    }
}

/// The pieces cut where a line begins with the label of a detail: "Owner: …" below the action.
fn at_labelled_lines(pieces: Vec<Piece>, text: &Text, lexicon: &Lexicon) -> Vec<Piece> {
    const DETAILS: [&str; 4] = ["owner", "due", "ticket", "status"];
    let labelled = |line: &Range<usize>| {
        let label = text.slice(line.clone()).split([':', '：']).next().unwrap_or_default();
        label.len() <= MAX_LABEL && lexicon.fields(label).iter().any(|name| DETAILS.contains(name))
    };
    let starts: Vec<usize> = text.lines().skip(1).filter(labelled).map(|line| line.start).collect();
    let mut cut: Vec<Piece> = Vec::with_capacity(pieces.len() + starts.len());
    for piece in pieces {
        let mut rest = piece;
        for start in starts.iter().copied() {
            if !(rest.range.start < start && start < rest.range.end) {
                continue;
            }
            let head = text.slice(rest.range.start..start).trim_end().len();
            cut.push(Piece { range: rest.range.start..rest.range.start + head, border: rest.border });
            rest = Piece { range: start..rest.range.end, border: Border::Break };
        }
        cut.push(rest);
    }
    cut
}

/// The pieces with those joined that share a date: "December 10, 2026" has a comma, "@December 10" a sign.
fn with_dates(pieces: Vec<Piece>, reader: &Reader<'_>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let last = joined
            .last_mut()
            .filter(|last| reader.dates().any(|date| date.start < last.range.end && piece.range.start < date.end));
        match last {
            Some(last) => last.range.end = piece.range.end,
            None => joined.push(piece),
        }
    }
    joined
}

/// Whether a link leads to the change itself, or a word for done stands beside the link or key: "#812 merged".
fn is_merged(text: &Text, range: &Range<usize>, reader: &Reader<'_>) -> bool {
    let own = reader.own;
    let commit = |address: &str| address.contains("/commit/") || address.contains("/commits/");
    let links: Vec<Range<usize>> = text
        .marks_at(range.clone())
        .filter(|mark| matches!(&mark.kind, MarkKind::Link(address) if tracks(address)))
        .map(|mark| mark.range.start.max(range.start) - range.start..mark.range.end.min(range.end) - range.start)
        .collect();
    let places = links.into_iter().chain(key_in(own, reader.words));
    let blank = |between: Option<&str>| between.is_some_and(|between| !between.contains(char::is_alphanumeric));
    let beside = places.into_iter().any(|place| {
        reader.words.of(List::Done).any(|done| blank(own.get(place.end..done.start)) && ends_clause(own, done.end))
    });
    text.links(range.clone()).any(commit) || beside && !reader.words.has(List::Undone)
}

/// Whether nothing goes on behind a place.
fn ends_clause(own: &str, at: usize) -> bool {
    let rest = own.get(at..).unwrap_or_default().trim_start();
    rest.is_empty() || rest.starts_with([')', ']', ',', '.', ';', ':', '(', '）'])
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

/// Reads the words of one action; who is to do it is read in `owner.rs`.
pub(super) struct Reader<'a> {
    pub(super) own: &'a str,
    pub(super) words: &'a Words,
    pub(super) lexicon: &'a Lexicon,
    pub(super) times: Vec<TimeMention>,
    pub(super) durations: Vec<DurationMention>,
    /// The words that lead to a ticket or a change.
    link: Option<Range<usize>>,
}

impl Reader<'_> {
    fn sort(&self, index: usize, piece: &Piece) -> Sort {
        let text = &self.own[piece.range.clone()];
        if let Some(sort) = self.labelled(piece).or_else(|| self.bare_label(piece).map(Sort::Owner)) {
            return sort;
        }
        if let Some(name) = text.strip_prefix(['@', '~']) {
            let start = piece.range.end - name.len();
            // "@December 10, 2026" is how some editors mention a day.
            let dated = self.dates().any(|date| date.start == start && date.end <= piece.range.end);
            return if dated { Sort::Due(start..piece.range.end) } else { Sort::Owner(piece.range.clone()) };
        }
        if text.starts_with("http") {
            return if tracks(text) { Sort::Ticket(piece.range.clone()) } else { Sort::Other };
        }
        let short = size(text) <= MAX_WORDS;
        let whole = self.words.is(List::Done, &piece.range);
        if whole && (index > 0 || text.chars().all(|c| !c.is_lowercase())) {
            return Sort::Done;
        }
        if index == 0 && piece.border == Border::Start {
            return Sort::Words;
        }
        if short && self.words.within(List::Undone, &piece.range) {
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
        if self.words.is(List::Done, &label) {
            return Some(if piece.border == Border::Start { Sort::Words } else { Sort::Done });
        }
        let names = self.lexicon.fields(&self.own[label.clone()]);
        let is = |field: &str| names.contains(&field);
        let given = !value.is_empty() && !self.words.is(List::NoOwner, &value);
        if is("owner") {
            Some(if given { Sort::Owner(value) } else { Sort::Other })
        } else if is("due") {
            Some(if given { Sort::Due(value) } else { Sort::Other })
        } else if is("ticket") {
            self.labelled_ticket(label, value)
        } else if is("status") {
            Some(if self.is_done(&value) { Sort::Done } else { Sort::Open })
        } else if is("kind") || is("addresses") {
            Some(Sort::Other)
        } else if self.words.starts(List::Done, start) && size(rest) <= MAX_WORDS {
            Some(Sort::Done)
        } else {
            None
        }
    }

    /// "Ticket: …"; "[Issue](…): add a test" leads to the ticket and goes on with the action.
    fn labelled_ticket(&self, label: Range<usize>, value: Range<usize>) -> Option<Sort> {
        if self.link.as_ref().is_some_and(|link| link.start < label.end && label.start < link.end) {
            return Some(Sort::Ticket(label));
        }
        let given = !value.is_empty() && !self.words.is(List::NoOwner, &value);
        let action =
            [List::Change, List::Weak, List::OpenEnd].into_iter().any(|list| self.words.starts(list, value.start));
        (!action).then_some(if given { Sort::Ticket(value) } else { Sort::Other })
    }

    /// Whether a piece begins with a word for done, or, in scripts without spaces, holds one.
    fn is_done(&self, range: &Range<usize>) -> bool {
        let dense = !self.own[range.clone()].is_ascii();
        let done = self.words.starts(List::Done, range.start) || dense && self.words.within(List::Done, range);
        done && !self.words.within(List::Undone, range)
    }

    /// Whether the words end in ": done on 10 December"; then that is no part of the action.
    fn ends_done(&self, tail: &mut usize) -> bool {
        let found = self.words.of(List::Done).find(|hit| {
            let before = self.own[..hit.start].trim_end();
            before.ends_with([':', '：']) && size(&self.own[hit.start..]) <= MAX_WORDS
        });
        let Some(done) = found else { return false };
        *tail = (*tail).min(self.own[..done.start].trim_end_matches([' ', ':', '：']).len());
        !self.words.within(List::Undone, &(done.start..self.own.len()))
    }

    /// "… is switched on everywhere since 15 January", with nothing that is still to come.
    fn holds_since(&self) -> bool {
        let dated = self.times.iter().filter(|time| time.date.is_some());
        let mut since = dated.filter(|time| {
            let before = self.own[..time.range.start].trim_end();
            self.words.of(List::SinceWhen).any(|hit| hit.end == before.len())
        });
        since.next().is_some() && !LEADS.into_iter().any(|list| self.words.has(list))
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

    /// Where a piece begins, its bracket and the space before it included.
    fn start_of(&self, piece: &Piece) -> usize {
        let before = self.own[..piece.range.start]
            .trim_end_matches(|c: char| c.is_whitespace() || "([（【—–-;；,，、/→".contains(c));
        before.len()
    }
}

/// The struck parts of `range`.
fn strikes(text: &Text, range: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let (start, end) = (range.start, range.end);
    let struck = text.marks().iter().filter(|mark| mark.kind == MarkKind::Strike);
    struck.map(move |mark| mark.range.start.clamp(start, end)..mark.range.end.clamp(start, end))
}
