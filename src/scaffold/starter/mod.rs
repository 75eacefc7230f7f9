//! What `candor init` gives a repository.

use super::built_in;

/// Where this Candor comes from; empty where nobody has said so in Cargo.toml.
const HOME: &str = env!("CARGO_PKG_REPOSITORY");
/// What stands for it then.
const UNKNOWN_HOME: &str = "https://github.com/OWNER/candor";

/// The baseline that the configuration names.
pub const BASELINE: &str = ".candor-baseline.json";

/// A file for a repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Starter {
    /// From the folder of the repository.
    pub path: String,
    /// What it is for, in a few words.
    pub purpose: &'static str,
    /// All of it.
    pub text: String,
}

/// The files of a repository whose postmortems are in `folder`. `home` is the address that the action and
/// the hook are taken from.
pub fn starters(folder: &str, home: Option<&str>) -> Vec<Starter> {
    let home = home.unwrap_or(if HOME.is_empty() { UNKNOWN_HOME } else { HOME }).trim_end_matches('/');
    let rev = concat!("v", env!("CARGO_PKG_VERSION"));
    let slug: Vec<&str> = home.rsplit('/').take(2).collect();
    let action = format!("{}@{rev}", slug.into_iter().rev().collect::<Vec<_>>().join("/"));
    let fill = |text: &str| {
        let fields = [("folder", folder), ("action", &action), ("repository", home), ("rev", rev)];
        fields.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{{ {name} }}}}"), value))
    };
    let starter = |path: &str, purpose, text: &str| Starter { path: path.to_owned(), purpose, text: fill(text) };
    let template = built_in("standard").map_or("", |template| template.text);
    vec![
        starter("candor.yaml", "what the repository asks of its postmortems", include_str!("candor.yaml")),
        starter(BASELINE, "the findings that are known: none so far", include_str!("baseline.json")),
        starter(".github/workflows/postmortems.yml", "lints pull requests on GitHub", include_str!("workflow.yml")),
        starter(".pre-commit-config.yaml", "lints before a commit", include_str!("pre-commit.yaml")),
        Starter {
            path: format!("{folder}/templates/standard.md"),
            purpose: "the template of `candor new`, for you to change",
            text: template.to_owned(),
        },
    ]
}

/// Whether the address of Candor is still to be filled in.
pub fn is_homeless(home: Option<&str>) -> bool {
    home.is_none() && HOME.is_empty()
}
