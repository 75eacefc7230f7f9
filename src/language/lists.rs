//! Lists that are made of others. build.rs compiles this file, too.

/// The list of phrases without which no sentence of running text tells of an action.
pub const LEAD: &str = "action-lead";

/// `placeholders: markers`, looked for in every text.
pub const MARKER: &str = "placeholder-marker";
/// `placeholders: heads`, looked for in every text.
pub const HEAD: &str = "placeholder-head";
/// `placeholders: formats`, looked for in every text.
pub const FORMAT: &str = "placeholder-format";
