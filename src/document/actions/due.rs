//! By when an action is to be done, where no label says so: a date, a period, or a span from now on.

use std::ops::Range;

use super::details::Reader;
use super::pieces::size;
use crate::language::List;

impl Reader<'_> {
    /// Whether a piece holds a date or the name of a period.
    pub(super) fn is_dated(&self, range: &Range<usize>) -> bool {
        let inside = |hit: &Range<usize>| range.start <= hit.start && hit.end <= range.end;
        self.times.iter().any(|time| time.date.is_some() && inside(&time.range))
            || self.words.within(List::When, range)
            || self.is_vaguely_dated(range)
            || self.spans().any(|span| inside(&span))
    }

    /// Whether a piece is little more than "soon" or "next sprint": within a sentence they are no due date.
    fn is_vaguely_dated(&self, range: &Range<usize>) -> bool {
        /// Words that may stand beside them: "due in", "likely".
        const MORE: usize = 2;
        let piece = size(&self.own[range.clone()]);
        let hits = self.words.of(List::WhenVague).filter(|hit| range.start <= hit.start && hit.end <= range.end);
        hits.into_iter().any(|hit| piece <= size(&self.own[hit]) + MORE)
    }

    /// The dates, as ranges of the text.
    pub(super) fn dates(&self) -> impl Iterator<Item = Range<usize>> {
        self.times.iter().filter(|time| time.date.is_some()).map(|time| time.range.clone())
    }

    /// Spans of days that are counted from now on: "within six weeks", "30 days from the date of this
    /// report".
    fn spans(&self) -> impl Iterator<Item = Range<usize>> {
        const DAY: f64 = 86_400.0;
        let counted = |span: &Range<usize>| {
            let before = self.own[..span.start].trim_end().len();
            let next = span.end + 1;
            self.words.of(List::SpanLead).any(|lead| lead.end == before) || self.words.starts(List::FromNow, next)
        };
        let days = self.durations.iter().filter(|duration| duration.seconds >= DAY);
        days.map(|duration| duration.range.clone()).filter(counted)
    }

    /// A date in the action's own words that says by when: "by 31 October", "5月22日前".
    pub(super) fn due_in_words(&self) -> Option<Range<usize>> {
        let dated = self.dates();
        let span = self.words.of(List::Within).next().or_else(|| self.spans().next());
        span.or_else(|| {
            dated.chain(self.words.of(List::When)).chain(self.words.of(List::WhenVague)).find(|range| {
                let before = self.own[..range.start].trim_end();
                let last = before.rfind([' ', '(', '（']).map_or(0, |at| at + 1);
                let lead = last..before.len();
                let han = !self.own[range.clone()].is_ascii();
                han || self.words.is(List::WhenLead, &lead) || before.ends_with(['(', '（'])
            })
        })
    }
}
