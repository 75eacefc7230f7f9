//! How much each feature of a unit speaks for each role: the files `roles.tsv` of the languages, or
//! one of a team's own.

mod table;

use std::borrow::Cow;

pub use super::role;
use table::Slot;
pub use table::{Key, Table, Weight};

use super::Lang;

impl Lang {
    /// The weights of the language.
    pub fn weights(self) -> &'static Table {
        static EN: Table = include!(concat!(env!("OUT_DIR"), "/en.roles.rs"));
        static ZH: Table = include!(concat!(env!("OUT_DIR"), "/zh.roles.rs"));
        static JA: Table = include!(concat!(env!("OUT_DIR"), "/ja.roles.rs"));
        match self {
            Self::En => &EN,
            Self::Zh => &ZH,
            Self::Ja => &JA,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_has_the_weights_of_its_lines() {
        let table = Table::parse("# role, feature, weight\ncause\tword:because\t80\nimpact\tword:because\t-20\n");
        let table = table.unwrap_or_default();
        assert_eq!(table.get(Key::of("word:").then("because")), [(1, 80), (0, -20)]);
        assert_eq!(table.get(Key::of("word:so")), []);
        assert_eq!(Table::default().get(Key::of("word:so")), []);
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        for (file, message) in [
            ("cause\tword:a\n", "line 1: not a role, a feature and a weight with tabs between"),
            ("# x\ncauses\tword:a\t1\n", "line 2: `causes` is no role"),
            ("cause\tword:a\t1.5\n", "line 1: `1.5` is no whole number up to 32,767"),
            ("cause\tword:a\t1\ncause\tword:a\t2\n", "line 2: `word:a` has a weight for cause already"),
        ] {
            assert_eq!(Table::parse(file).err().as_deref(), Some(message));
        }
    }
}
