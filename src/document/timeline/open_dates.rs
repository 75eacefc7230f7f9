//! Dates in figures that can be read two ways, where nothing in the document settles which.

use jiff::civil::Date;

use super::calendar::{Calendar, readings};
use super::incident_dates;
use crate::document::outline::BlockKind;
use crate::document::reading::Reading;
use crate::document::time::PartialDate;
use crate::language::Lexicon;
use crate::source::Span;

/// A date that may be two.
#[derive(Clone, Copy, Debug)]
pub struct OpenDate {
    /// Where it stands.
    pub span: Span,
    /// As it is with the day first.
    pub day_first: Date,
    /// As it is with the month first.
    pub month_first: Date,
    /// Whether its year is said.
    pub has_year: bool,
}

/// All of a document, in order; quoted logs are not read.
pub fn read(reading: &Reading<'_>, calendar: Calendar, lexicon: &Lexicon) -> Vec<OpenDate> {
    let head = incident_dates::in_front_matter(reading, lexicon).into_iter();
    let outline = &reading.outline;
    let titles = outline.sections.iter().map(|section| &section.title).zip(&reading.scans.titles);
    let blocks = outline.blocks.iter().zip(&reading.scans.blocks);
    let blocks = blocks.filter(|(block, _)| block.kind != BlockKind::Code).map(|(block, scan)| (&block.text, scan));
    let all = titles.chain(blocks).flat_map(|(text, scan)| scan.times.iter().map(move |time| (text, time)));
    let all = all.filter_map(|(text, mention)| Some((mention.date?, text.span(mention.range.clone()))));
    let mut open: Vec<OpenDate> = head
        .filter_map(|(mention, span)| Some((mention.date?, span)))
        .chain(all)
        .filter(|(date, _)| calendar.is_open(*date))
        .filter_map(|(date, span)| {
            let (day_first, month_first) = readings(date)?;
            let has_year = matches!(date, PartialDate::Slashed { year: Some(_), .. });
            Some(OpenDate { span, day_first, month_first, has_year })
        })
        .collect();
    open.sort_by_key(|date| date.span);
    open.dedup_by_key(|date| date.span);
    open
}
