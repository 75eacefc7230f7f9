//! `--color`: whether what is printed has colours.

use clap::{Args, ValueEnum};

use crate::output::Look;

/// Whether what is printed has colours.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Colour {
    /// Whether to use colours: auto goes by the terminal, NO_COLOR and FORCE_COLOR [default: auto]
    #[arg(long = "color", value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    when: When,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum When {
    /// On a terminal, unless the environment says otherwise
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Colour {
    /// How text looks on a stream that is a terminal or is not.
    pub fn look(self, is_terminal: bool) -> Look {
        let look = Look::of(is_terminal);
        match self.when {
            When::Auto => look,
            When::Always => Look { colour: true, ..look },
            When::Never => Look { colour: false, ..look },
        }
    }
}
