//! Where a demand or a term comes from.

use serde::Deserialize;

/// Where a demand comes from.
#[derive(Clone, Debug, Deserialize)]
pub struct Authority {
    /// The article, section or paragraph.
    pub clause: String,
    /// The key of the source.
    pub source: Option<String>,
    /// V1: read in the text itself; V2: read in a text that quotes or paraphrases it.
    pub mark: Option<Verification>,
}

/// How a clause was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Verification {
    /// In the official text or a verbatim copy of it.
    V1,
    /// In a text that quotes or paraphrases it.
    V2,
}

impl Verification {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::V1 => "read in the text itself",
            Self::V2 => "read in a text that quotes it",
        }
    }
}
