//! The templates that ship in the binary. A new one is a file in `templates/` and an entry here.

/// A template of the user's or of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template<'a> {
    /// What `--template` calls it; a path for a user's file.
    pub name: &'a str,
    /// For whom it is, in one line; empty for a user's file.
    pub about: &'a str,
    /// Of the files it makes, without the dot.
    pub extension: &'a str,
    /// In the syntax of minijinja.
    pub text: &'a str,
}

/// All of them, the default first.
pub const TEMPLATES: &[Template<'static>] = &[
    markdown("standard", "the whole postmortem, for your own company", include_str!("../../templates/standard.md")),
    markdown("public", "what a customer asks, for publication", include_str!("../../templates/public.md")),
    markdown("data-loss", "data was lost or damaged", include_str!("../../templates/data-loss.md")),
    markdown("security", "somebody got where they should not", include_str!("../../templates/security.md")),
    markdown("brief", "one page", include_str!("../../templates/brief.md")),
    markdown("standard.zh", "完整的事故复盘（中文）", include_str!("../../templates/standard.zh.md")),
];

const fn markdown(name: &'static str, about: &'static str, text: &'static str) -> Template<'static> {
    Template { name, about, extension: "md", text }
}

/// The built-in template of that name.
#[must_use]
pub fn built_in(name: &str) -> Option<Template<'static>> {
    TEMPLATES.iter().copied().find(|template| template.name == name)
}
