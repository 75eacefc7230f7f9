//! Suppressions: what the author of a document asks to leave out, where, and why.

mod directive;
mod problem;
mod removal;
mod scope;

use std::collections::HashMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::finding::Finding;
use crate::rule::{Selector, Settings, custom, selector};
use crate::rules::{self, DUPLICATE_ID, SUPPRESSION_UNUSED};
use crate::source::Span;
use directive::{Directive, Reach, Word};
use problem::Problem;

/// That a document asks to leave a finding out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppression {
    /// Why, on one line.
    pub reason: Option<String>,
}

/// One rule that one comment suppresses.
#[derive(Debug)]
struct Grant<'d> {
    selector: Selector,
    name: Word<'d>,
    reach: Reach,
    suppression: Suppression,
    /// Where it holds: before and behind the comment, which never suppresses what is said of itself.
    scopes: [Span; 2],
}

/// All suppressions of a document.
#[derive(Debug, Default)]
pub struct Suppressions<'d> {
    /// All of them, by place.
    directives: Vec<Directive<'d>>,
    unreasoned: Vec<Directive<'d>>,
    grants: Vec<Grant<'d>>,
    problems: Vec<Problem<'d>>,
    cover: Cover,
}

impl<'d> Suppressions<'d> {
    /// Reads them.
    pub fn read(document: &'d Document<'_>, settings: &Settings) -> Self {
        let comments = directive::comments(document);
        let in_comments = comments.iter().filter_map(|comment| Directive::in_comment(document.source, comment));
        let mut directives: Vec<_> = directive::entries(document).chain(in_comments).collect();
        if directives.is_empty() {
            return Self::default();
        }
        directives.sort_by_key(|directive| directive.span);
        let lines = scope::lines(document, &comments);
        let today = settings.now.to_zoned(TimeZone::UTC).date();
        let mut reader = Reader { today, settings, open: HashMap::new(), read: Self::default() };
        for directive in &directives {
            let scope = scope::scope(document, directive, lines.get(&directive.span.start).copied());
            reader.directive(directive.clone(), scope);
        }
        let mut read = reader.read;
        read.directives = directives;
        read.cover = Cover::new(&read.grants);
        read
    }

    /// What suppresses a finding.
    pub fn suppression(&self, finding: &Finding) -> Option<&Suppression> {
        if self.grants.is_empty() {
            return None;
        }
        let mut keys = selector::keys(finding.rule, finding.subject.as_deref());
        let grant = keys.find_map(|key| self.cover.covering(&key, finding.span.start))?;
        self.grants.get(grant).map(|grant| &grant.suppression)
    }

    /// The suppression that a word stands in.
    fn directive(&self, word: Word<'_>) -> Option<&Directive<'d>> {
        let next = self.directives.partition_point(|directive| directive.span.start <= word.span.start);
        next.checked_sub(1).and_then(|index| self.directives.get(index))
    }

    /// What `suppression-without-reason` finds.
    pub fn without_reason(&self) -> impl ExactSizeIterator<Item = Finding> {
        self.unreasoned.iter().map(problem::without_reason)
    }

    /// What `suppression-unused` finds, once all other findings are known, in order.
    pub fn unused(
        &self,
        found: &[Finding],
        document: &'d Document<'_>,
        settings: &Settings,
    ) -> impl ExactSizeIterator<Item = Finding> {
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for finding in found.iter().filter(|_| !self.grants.is_empty()) {
            for key in selector::keys(finding.rule, finding.subject.as_deref()) {
                places.entry(key).or_default().push(finding.span.start);
            }
        }
        let mut problems = self.problems.clone();
        // Those of `suppression-unused` itself come last: they are of use where others are of none.
        let (of_unused, of_others): (Vec<_>, Vec<_>) =
            self.grants.iter().partition(|grant| grant.selector.rule == SUPPRESSION_UNUSED.name);
        problems.extend(of_others.into_iter().filter(|grant| grant.is_idle(&places, settings)).map(Grant::idle));
        let unused = problems.iter().map(|problem| problem.word().span.start).collect::<Vec<_>>();
        places.insert(SUPPRESSION_UNUSED.name.to_owned(), sorted(unused));
        problems.extend(of_unused.into_iter().filter(|grant| grant.is_idle(&places, settings)).map(Grant::idle));
        problems.sort_by_key(|problem| problem.word().span);
        problems.into_iter().map(move |problem| {
            let fix = self.directive(problem.word()).and_then(|directive| removal::fix(document, directive, problem));
            Finding { fix, ..problem.finding(settings) }
        })
    }
}

impl<'d> Grant<'d> {
    /// Whether its rule was asked and found nothing. `places` are where the rules found something, in order.
    fn is_idle(&self, places: &HashMap<String, Vec<usize>>, settings: &Settings) -> bool {
        let places = places.get(&self.selector.to_string()).map(Vec::as_slice).unwrap_or_default();
        let holds_one = |scope: &Span| {
            let first = places.partition_point(|place| *place < scope.start);
            places.get(first).is_some_and(|place| scope.contains(*place))
        };
        // Whether ids are shared is known only when all documents have been read.
        let asked = self.is_asked(settings) && self.selector.rule != DUPLICATE_ID.name;
        asked && !self.scopes.iter().any(holds_one)
    }

    fn is_asked(&self, settings: &Settings) -> bool {
        let Selector { rule, subject } = &self.selector;
        let Some(rule) = rules::rule(rule) else { return false };
        match subject {
            None => settings.asks(rule),
            Some(subject) => settings.level(rule, Some(subject), None).is_some(),
        }
    }

    fn idle(&self) -> Problem<'d> {
        Problem::Idle { rule: self.name, reach: self.reach }
    }
}

/// Turns what is written into what holds.
struct Reader<'d, 's> {
    today: Date,
    settings: &'s Settings,
    /// The grants that a start has begun and no end has ended, by rule; `None` is a start that has
    /// no effect but wants an end as any other.
    open: HashMap<String, Vec<Option<usize>>>,
    read: Suppressions<'d>,
}

impl<'d> Reader<'d, '_> {
    fn directive(&mut self, directive: Directive<'d>, scope: Span) {
        let Some(reach) = directive.reach else {
            return self.read.problems.push(Problem::NoForm(directive.form));
        };
        if reach == Reach::End {
            return self.end(&directive);
        }
        if directive.rules.is_empty() {
            return self.read.problems.push(Problem::Nameless(directive.form));
        }
        for name in &directive.rules {
            match selector(name.text, self.settings) {
                Err(_) => self.read.problems.push(Problem::Unknown(*name)),
                Ok(selector) => self.rule(selector, *name, reach, &directive, scope),
            }
        }
        if directive.reason.is_none() {
            self.read.unreasoned.push(directive);
        }
    }

    fn rule(&mut self, selector: Selector, name: Word<'d>, reach: Reach, directive: &Directive<'d>, scope: Span) {
        let void = directive.until.and_then(|until| Problem::of_until(name, until, self.today));
        let grant = void.is_none().then_some(self.read.grants.len());
        match void {
            Some(problem) => self.read.problems.push(problem),
            None => {
                let suppression = Suppression { reason: directive.reason.clone() };
                let (selector, scopes) = (selector.clone(), around(scope, directive.span));
                self.read.grants.push(Grant { selector, name, reach, suppression, scopes });
            }
        }
        if reach == Reach::Start {
            self.open.entry(selector.to_string()).or_default().push(grant);
        }
    }

    /// Ends what was begun of the named rules, or of all where none is named.
    fn end(&mut self, directive: &Directive<'d>) {
        if directive.rules.is_empty() {
            let ended: Vec<_> = self.open.drain().flat_map(|(_, begun)| begun).collect();
            if ended.is_empty() {
                self.read.problems.push(Problem::EndsNothing(directive.form));
            }
            return self.cut(&ended, directive.span.start);
        }
        for name in &directive.rules {
            match self.open.remove(name.text) {
                Some(begun) => self.cut(&begun, directive.span.start),
                None if selector(name.text, self.settings).is_err() => self.read.problems.push(Problem::Unknown(*name)),
                None => self.read.problems.push(Problem::EndsNothing(*name)),
            }
        }
    }

    fn cut(&mut self, begun: &[Option<usize>], at: usize) {
        for index in begun.iter().flatten() {
            if let Some(grant) = self.read.grants.get_mut(*index) {
                grant.scopes = grant.scopes.map(|scope| Span::new(scope.start, scope.end.min(at)));
            }
        }
    }
}

/// A scope without the comment that sets it.
fn around(scope: Span, comment: Span) -> [Span; 2] {
    let before = Span::new(scope.start, scope.end.min(comment.start));
    let behind = Span::new(scope.start.max(comment.end), scope.end);
    [before, behind]
}

/// For each selector the scopes in which it is suppressed: where each begins, and of those that began so far
/// the furthest end and whose it is, so that one search answers for all.
#[derive(Debug, Default)]
struct Cover(HashMap<String, Vec<(usize, usize, usize)>>);

impl Cover {
    fn new(grants: &[Grant<'_>]) -> Self {
        let mut scopes: HashMap<_, Vec<_>> = HashMap::new();
        for (index, grant) in grants.iter().enumerate() {
            let own = grant.scopes.iter().filter(|scope| !scope.is_empty());
            scopes
                .entry(grant.selector.to_string())
                .or_default()
                .extend(own.map(|scope| (scope.start, scope.end, index)));
        }
        for scopes in scopes.values_mut() {
            scopes.sort_unstable();
            let mut furthest = (0, 0);
            for (_, end, grant) in scopes {
                furthest = furthest.max((*end, *grant));
                (*end, *grant) = furthest;
            }
        }
        Self(scopes)
    }

    /// The index of a grant that covers an offset.
    fn covering(&self, selector: &str, offset: usize) -> Option<usize> {
        let scopes = self.0.get(selector).map(Vec::as_slice).unwrap_or_default();
        let last = scopes.partition_point(|(start, ..)| *start <= offset).checked_sub(1)?;
        scopes.get(last).filter(|(_, end, _)| offset < *end).map(|(_, _, grant)| *grant)
    }
}

/// What a name in a suppression stands for, with the rules of the user's own.
///
/// # Errors
/// Nothing; the message helps.
fn selector(name: &str, settings: &Settings) -> Result<Selector, String> {
    let selector = rules::selector(name)?;
    match custom::unknown(&selector, settings.custom.iter().map(|own| own.name.as_str())) {
        Some(help) => Err(help),
        None => Ok(selector),
    }
}

fn sorted(mut places: Vec<usize>) -> Vec<usize> {
    places.sort_unstable();
    places
}
