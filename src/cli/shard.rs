//! `candor lint --shard`: one part of a run that several machines share.

/// One of several parts.
#[derive(Clone, Copy, Debug)]
pub struct Shard {
    /// From 0.
    index: usize,
    count: usize,
}

impl Shard {
    /// Parses `I/N`, I from 1.
    ///
    /// # Errors
    /// It is none; the message says what is expected.
    pub fn parse(given: &str) -> Result<Self, String> {
        let number = |digits: &str| digits.parse::<usize>().ok();
        let numbers = given.split_once('/').map(|(index, count)| (number(index), number(count)));
        match numbers {
            Some((Some(index), Some(count))) if 1 <= index && index <= count => Ok(Self { index: index - 1, count }),
            _ => Err("expected I/N with I from 1 to N, such as 2/4".to_owned()),
        }
    }

    /// The part's share of a list that is the same on all machines.
    pub fn of<T>(self, all: Vec<T>) -> Vec<T> {
        all.into_iter().skip(self.index).step_by(self.count).collect()
    }

    /// Whether there are other parts.
    pub fn is_partial(self) -> bool {
        self.count > 1
    }
}
