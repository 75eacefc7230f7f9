//! Who is to do an action, where no label says so: a name beside the date, a role in brackets, the
//! subject of the sentence.

use std::ops::Range;

use super::details::{MAX_LABEL, MAX_WORDS, Reader};
use super::pieces::{Border, Piece, size};
use super::prose::LEADS;
use super::ticket::is_key;
use crate::language::List;

/// Words of a name.
const MAX_NAME: usize = 5;

impl Reader<'_> {
    /// "Tom by 1 February": the name before the word that leads to the date.
    pub(super) fn name_before(&self, piece: &Piece) -> Option<Range<usize>> {
        let inside = |hit: &Range<usize>| piece.range.start < hit.start && hit.end <= piece.range.end;
        let lead = self.words.of(List::WhenLead).filter(inside).map(|hit| hit.start).min();
        // 打印组 5 月 15 日前: in a script without spaces the date itself follows the team.
        let date = || self.dates().filter(inside).map(|date| date.start).min();
        let lead = lead.or_else(|| date().filter(|date| self.ends_in_team(piece.range.start..*date)))?;
        let name = self.own[piece.range.start..lead].trim_end();
        let range = piece.range.start..piece.range.start + name.len();
        let head = Piece { range: range.clone(), border: piece.border };
        (piece.border != Border::Start && !name.is_empty() && self.is_name(&head)).then_some(range)
    }

    /// "Owner Tom" in brackets: a label without its colon.
    pub(super) fn bare_label(&self, piece: &Piece) -> Option<Range<usize>> {
        let text = &self.own[piece.range.clone()];
        let (label, value) = text.split_once(' ')?;
        let names = self.lexicon.fields(label);
        let start = piece.range.end - value.trim_start().len();
        let range = start..piece.range.end;
        let head = Piece { range: range.clone(), border: piece.border };
        let owner = names.contains(&"owner") && self.is_name(&head) && !self.is_dated(&range);
        (piece.border == Border::Open && owner).then_some(range)
    }

    /// Whether a piece can be a person, a team or a role.
    pub(super) fn is_name(&self, piece: &Piece) -> bool {
        let range = &piece.range;
        let text = &self.own[range.clone()];
        if is_address(text) {
            return true;
        }
        let team = self.words.within(List::Team, range);
        let verb =
            [List::Change, List::Weak, List::OpenEnd].into_iter().any(|list| self.words.starts(list, range.start));
        let clause = self.words.within(List::ClauseMark, range);
        let dense = !text.is_ascii() && text.chars().count() <= 12 && !clause;
        let named = text.starts_with(char::is_uppercase) || dense;
        (team || named && !verb && !is_key(text)) && size(text) <= MAX_NAME && !self.words.is(List::NoOwner, range)
    }

    /// Who is to act, where the sentence says so: "The Imports team will …", "Contract Office to …".
    pub(super) fn subject(&self) -> Option<Range<usize>> {
        if let Some(by) = self.words.of(List::By).next()
            && let Some(charge) =
                self.words.of(List::Charge).find(|hit| hit.start > by.end && hit.start <= by.end + MAX_LABEL)
        {
            return Some(by.end..charge.start);
        }
        if let Some(name) = self.addressed().or_else(|| self.before_date()) {
            return Some(name);
        }
        // "…; Tom Ferris in operations is seeing to it."
        if let Some(name) = self.words.of(List::TakesOn).find_map(|hit| self.subject_before(hit.start, true)) {
            return Some(name);
        }
        let leads = LEADS.into_iter().flat_map(|list| self.words.of(list).map(move |lead| (Some(list), lead)));
        let leads = leads.chain(self.infinitives().map(|lead| (None, lead)));
        // "Packages should …" says who must be changed, not who does it.
        let (list, lead) = leads.min_by_key(|(_, lead)| lead.start)?;
        self.subject_before(lead.start, list != Some(List::Need))
    }

    /// "Tom: add an alert": a name, a colon and what is to be done, in small letters as a sentence goes on.
    fn addressed(&self) -> Option<Range<usize>> {
        let (head, rest) = self.own.split_once(": ")?;
        // "OPS-7, Tom: a probe for …".
        let keyed = head.split_once(", ").filter(|(key, _)| is_key(key));
        let name = keyed.map_or(head, |(_, name)| name);
        let start = self.own.len() - rest.trim_start().len();
        let verb = [List::Change, List::Weak, List::OpenEnd, List::People]
            .into_iter()
            .any(|list| self.words.starts(list, start));
        let named = |word: &str| word.starts_with(char::is_uppercase) && !is_key(word);
        let person = name.split_whitespace().count() <= 2 && name.split_whitespace().all(named);
        let topic = self.words.of(List::Topic).any(|hit| hit.start < name.len());
        let goes_on = rest.trim_start().starts_with(char::is_lowercase);
        ((verb || keyed.is_some()) && person && goes_on && !topic).then(|| head.len() - name.len()..head.len())
    }

    /// 网络部于 6 月 30 日前, 由客服的陆眉在 4 月 30 日: a team at the head of a clause, or one of its
    /// people, and the date.
    fn before_date(&self) -> Option<Range<usize>> {
        /// Bytes of a name behind the team it is of: three or four characters.
        const NAME: usize = 12;
        let end = self.own[..self.dates().map(|date| date.start).min()?].trim_end().len();
        let start = self.own[..end]
            .rfind(is_border)
            .map_or(0, |at| at + self.own[at..].chars().next().map_or(1, char::len_utf8));
        let by = self.words.of(List::By).find(|hit| hit.start == start);
        let lead = self.words.of(List::SpanLead).find(|hit| hit.end == end && hit.start > start);
        let range = by.map_or(start, |hit| hit.end)..lead.map_or(end, |hit| hit.start);
        let person = |team: &Range<usize>| {
            let name = self.own.get(team.end..range.end).and_then(|behind| behind.strip_prefix('的'));
            name.is_some_and(|name| !name.is_empty() && name.len() <= NAME)
        };
        let named = self.ends_in_team(range.clone()) || self.words.of(List::Team).any(|team| person(&team));
        (named && self.is_name(&Piece { range: range.clone(), border: Border::Start })).then_some(range)
    }

    /// "Read one object of each bucket: Jorge Lima", where details follow.
    pub(super) fn behind_colon(&self, tail: usize) -> Option<Range<usize>> {
        let (action, name) = self.own.get(..tail)?.trim_end().rsplit_once(": ")?;
        let named = |word: &str| {
            let mut letters = word.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
        };
        let short = (1..=3).contains(&name.split_whitespace().count());
        let start = action.len() + 2;
        (short && name.split_whitespace().all(named)).then(|| start..start + name.len())
    }

    /// The places of "to" before a verb.
    fn infinitives(&self) -> impl Iterator<Item = Range<usize>> {
        let verbs =
            [List::Change, List::Weak, List::OpenEnd, List::People].into_iter().flat_map(|list| self.words.of(list));
        let at = |verb: Range<usize>| {
            let before = self.own[..verb.start].strip_suffix(" to ")?;
            let lead = before.len()..verb.start;
            // "How to scan" is no task of whoever stands before it.
            (!self.words.overlaps(List::HowTo, &lead)).then_some(lead)
        };
        verbs.filter_map(at).take(1)
    }

    fn subject_before(&self, at: usize, named: bool) -> Option<Range<usize>> {
        let before = self.own[..at].trim_end();
        let start = before.rfind([',', '，', ';', '；', '.', '。', ':', '：']).map_or(0, |cut| cut + 1);
        let start = (start..=before.len()).find(|at| before.is_char_boundary(*at)).unwrap_or(before.len());
        // "By the end of September the storage team will …".
        let dated = self
            .words
            .of(List::When)
            .chain(self.words.of(List::WhenVague))
            .filter(|when| when.start >= start && when.end <= before.len())
            .last();
        let start = dated.map_or(start, |when| when.end);
        let words = before[start..].trim_start();
        let range = before.len() - words.len()..before.len();
        let verb =
            [List::Change, List::Weak, List::OpenEnd].into_iter().any(|list| self.words.starts(list, range.start));
        if words.is_empty() || size(words) > MAX_WORDS || verb || self.ends_with(List::NoOwner, &range) {
            return None;
        }
        let han = !words.is_ascii();
        let team = if han { self.ends_with(List::Team, &range) } else { self.words.within(List::Team, &range) };
        (team || named && is_proper(words, self.own)).then(|| self.trimmed(range))
    }

    /// A subject without "and" before it and "is" behind it.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let joint = self.words.of(List::Joint).filter(|hit| range.start <= hit.start && hit.end < range.end).last();
        let start = joint.map_or(range.start, |hit| hit.end + 1);
        let mut end = range.end;
        while let Some((before, last)) = self.own.get(start..end).and_then(|text| text.rsplit_once(' ')) {
            let at = start + before.len() + 1;
            if !last.starts_with(|c: char| c.is_ascii_lowercase()) || self.words.overlaps(List::Team, &(at..end)) {
                break;
            }
            end = start + before.trim_end().len();
        }
        start..end
    }

    /// Whether the words of a range, without the spaces behind them, end in the name of a team.
    fn ends_in_team(&self, range: Range<usize>) -> bool {
        let end = range.start + self.own[range.clone()].trim_end().len();
        !self.own[range.clone()].is_ascii() && self.ends_with(List::Team, &(range.start..end))
    }

    fn ends_with(&self, list: List, range: &Range<usize>) -> bool {
        self.words.of(list).any(|hit| hit.end == range.end && hit.start >= range.start)
    }
}

/// Whether a word is the address of somebody: "mira@example.com".
fn is_address(word: &str) -> bool {
    let parts = word.split_once('@').filter(|(name, host)| !name.is_empty() && host.contains('.'));
    parts.is_some() && !word.contains(char::is_whitespace)
}

fn is_border(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | '、')
}

/// Two or more capitalised words, or one that nowhere stands in lower case.
fn is_proper(words: &str, all: &str) -> bool {
    let capitals: Vec<&str> = words.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).collect();
    match (capitals.as_slice(), words.split_whitespace().count()) {
        ([only], 1) => only.len() > 2 && !all.contains(&only.to_lowercase()),
        (several, count) => several.len() >= 2 && several.len() + 1 >= count,
    }
}
