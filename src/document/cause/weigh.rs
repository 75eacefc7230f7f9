//! Weighs what the sentences of a cause say beyond the symptom and beyond what fits any outage.

use std::ops::Range;

use super::read::Reader;
use super::sentence::{audience_clauses, effect, gives_reason};
use super::words::{self, Said};
use super::{Part, Statement};
use crate::document::phrases::Phrase;
use crate::document::reading::Hits;
use crate::language::{List, ListSet, Topic};

impl Reader<'_, '_> {
    /// Weighs what each statement says beyond the symptom and beyond what fits any outage.
    pub(super) fn weigh(&self, statements: &mut [Statement]) {
        let (mut told, mut symptom) = (self.symptom.clone(), self.symptom.clone());
        for statement in statements {
            let Some(block) = self.reading.outline.blocks.get(statement.block) else { continue };
            let text = block.text.slice(statement.range.clone());
            let hits = self.hits(statement);
            let clauses = audience_clauses(block, &statement.range, hits);
            let reasons = statement.part != Part::Account || gives_reason(statement.lists);
            let words = words::words(text);
            if !reasons {
                // What an account tells before it comes to the cause is the symptom.
                for word in &words {
                    symptom.add(&text[word.clone()]);
                }
            }
            let effect = effect(text, statement.range.start, hits);
            let (mut caused, mut causing) = (Said::default(), Vec::new());
            let quantity = words::has_quantity(text);
            statement.concrete = quantity;
            let covering = covering(&words, statement.range.start, hits);
            for (word, covering) in words.into_iter().zip(covering) {
                let at = word.start + statement.range.start..word.end + statement.range.start;
                let word = &text[word];
                // "UTC" and "IT" look like names.
                let plain = covering.has(List::OutageWord) && word.bytes().all(|b| b.is_ascii_uppercase());
                let name = !plain && (words::is_name(word) || block.text.is_code(&at));
                statement.concrete |= name;
                if covering.has(List::FunctionWord) && !name && word.is_ascii() {
                    continue;
                }
                let led_to = effect.as_ref().is_some_and(|effect| effect.contains(&at.start));
                if led_to {
                    caused.add(word);
                } else {
                    statement.repeats.symptom += usize::from(symptom.has(word));
                    causing.push(word);
                }
                if statement.part != Part::Section && clauses.iter().any(|clause| clause.contains(&at.start)) {
                    // "…, so 41,000 customers could not sign in" is the symptom once more.
                    continue;
                }
                if !reasons || led_to && statement.part == Part::Account {
                    // "Our engineers in Leeds worked through the night" is no part of the cause.
                    continue;
                }
                if covering.has(List::AbstractWord) {
                    statement.evasive += 1;
                } else if name || !covering.has(List::OutageWord) {
                    statement.specific += usize::from(told.add(word));
                }
            }
            let across = causing.iter().filter(|word| caused.has(word)).count();
            let mut said = Said::default();
            let twice = causing.iter().filter(|word| !said.add(word)).count();
            statement.repeats.itself = if across > 0 || !caused.is_empty() { across } else { twice };
            let outside = |hit: &Phrase| effect.as_ref().is_none_or(|effect| !hit.covers(effect));
            // "1,000 connections", "one a minute": a figure says as much as a word.
            statement.specific += usize::from(reasons && quantity);
            statement.repeats.state = hits.of(List::OutageState).any(outside);
        }
    }

    /// The words of the title and of what was experienced, so far as it is told before the cause.
    pub(super) fn symptom(&self, first: usize, statements: &[Statement]) -> Said {
        let mut said = Said::default();
        let mut add = |text: &str| {
            for word in words::words(text) {
                said.add(&text[word]);
            }
        };
        let outline = &self.reading.outline;
        add(self.reading.value_text("title").unwrap_or_default());
        for section in outline.sections.iter().filter(|section| section.level == 1) {
            add(section.title.plain());
        }
        for (index, block) in outline.blocks.iter().enumerate() {
            let topic = self.reading.units.topic(index);
            let told = statements.partition_point(|statement| statement.block < index);
            if topic == Some(Topic::Impact) {
                add(block.text.plain());
            } else if index < first && matches!(topic, None | Some(Topic::Summary)) {
                // What hints at the cause is no symptom.
                let mut from = 0;
                for statement in statements[told..].iter().take_while(|statement| statement.block == index) {
                    add(block.text.slice(from..statement.range.start));
                    from = statement.range.end;
                }
                add(block.text.slice(from..block.text.plain().len()));
            }
        }
        said
    }
}

/// The lists of the phrases that cover each word of a sentence that begins at `start`.
fn covering(words: &[Range<usize>], start: usize, hits: Hits<'_>) -> Vec<ListSet> {
    let mut covering = vec![ListSet::default(); words.len()];
    for hit in hits.iter() {
        let range = hit.range.start - start..hit.range.end - start;
        let first = words.partition_point(|word| word.end <= range.start);
        let covered = words.iter().zip(&mut covering).skip(first).take_while(|(word, _)| word.start < range.end);
        covered.for_each(|(_, lists)| lists.insert(hit.list));
    }
    covering
}
