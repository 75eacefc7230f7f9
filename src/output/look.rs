//! How text looks where it is shown.

use std::env;

/// Colours and width of a place where text is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whether colours may be used.
    pub colour: bool,
    /// Columns to wrap at and to cut long lines to.
    pub width: usize,
}

impl Look {
    /// Of a file or a pipe.
    pub const PLAIN: Self = Self { colour: false, width: 120 };
    /// Lines are never shown wider.
    const WIDEST: usize = 200;
    /// Narrower, nothing can be read.
    const NARROWEST: usize = 40;

    /// Of a stream that is a terminal or is not; `NO_COLOR` and `FORCE_COLOR` decide first.
    pub fn of(is_terminal: bool) -> Self {
        let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
        let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
        let colour = !set("NO_COLOR") && (set("FORCE_COLOR") || (is_terminal && !dumb));
        let columns = if is_terminal { terminal_size::terminal_size() } else { None };
        let width = columns.map_or(Self::PLAIN.width, |(width, _)| usize::from(width.0));
        Self { colour, width: width.clamp(Self::NARROWEST, Self::WIDEST) }
    }
}
