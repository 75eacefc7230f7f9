//! What a document offers, in the percentages that an agreement speaks in.

use crate::document::Document;
use crate::source::Span;
use crate::standards::ratio::Ratio;

/// What a document says of compensation, as far as it can be compared.
#[derive(Clone, Debug, Default)]
pub struct OfferedCredit {
    /// The words of the amount, and where they stand.
    amount: Option<(String, Span)>,
    /// Where it is said that there is none.
    refused: Option<Span>,
}

impl OfferedCredit {
    /// Reads the amount from the front matter or its label, else from the sentences that offer.
    pub fn read(document: &Document<'_>) -> Self {
        let amount = document.compensation_value("amount").or_else(|| {
            let offer = document.compensation.offer.as_ref()?;
            let words = document.words_of(&offer.statement);
            words.contains(['%', '％']).then(|| (words.to_owned(), document.span_of(&offer.statement)))
        });
        let refusal = || document.compensation.refusals.first().map(|refusal| refusal.span);
        let refused = if amount.is_some() { None } else { refusal() };
        Self { amount, refused }
    }

    /// The percentage for a subject: of the part that names it, else the first.
    pub fn percent(&self, subject: Option<&str>) -> Option<Ratio> {
        let (words, _) = self.amount.as_ref()?;
        let own = subject.and_then(|subject| {
            let named = |part: &&str| part.to_lowercase().contains(&subject.to_lowercase());
            words.split([';', ',', '\n', '；', '，']).find(named).and_then(percent)
        });
        own.or_else(|| percent(words))
    }

    /// The same with another amount.
    pub fn instead(self, amount: Option<(Ratio, Span)>) -> Self {
        Self { amount: amount.map(|(percent, span)| (format!("{percent} %"), span)), ..self }
    }

    /// Where it is said that there is nothing.
    pub fn refused(&self) -> Option<Span> {
        self.refused
    }

    /// Where the amount stands.
    pub fn amount_span(&self) -> Option<Span> {
        self.amount.as_ref().map(|(_, span)| *span)
    }
}

/// The first percentage of a text.
fn percent(words: &str) -> Option<Ratio> {
    let at = words.find(['%', '％']).or_else(|| words.find("percent")).or_else(|| words.find("per cent"))?;
    let before = words.get(..at)?.trim_end();
    let start = before.rfind(|c: char| !c.is_ascii_digit() && c != '.').map_or(0, |at| at + 1);
    let start = (start..before.len()).find(|at| before.is_char_boundary(*at))?;
    Ratio::parse(before.get(start..)?.trim_start_matches('.'))
}
