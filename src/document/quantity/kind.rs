//! What a number in a text is a quantity of.

use std::ops::Range;

/// A quantity that stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Bytes in the text.
    pub range: Range<usize>,
    /// What it is a quantity of.
    pub kind: QuantityKind,
}

/// The kinds of quantities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuantityKind {
    /// A number of people or things.
    Count,
    /// A percentage or a fraction.
    Share,
    /// A sum of money.
    Money,
    /// "all users", "every request", "nobody".
    All,
    /// A number of what is not named: "small number of shoppers, 14, …".
    Bare,
}

impl Quantity {
    /// Whether it says how many or how much, of what.
    pub fn is_measure(&self) -> bool {
        self.kind != QuantityKind::Bare
    }

    /// Whether it can be what somebody gets: a sum, a share or a number of things.
    pub fn is_amount(&self) -> bool {
        matches!(self.kind, QuantityKind::Count | QuantityKind::Share | QuantityKind::Money)
    }
}
