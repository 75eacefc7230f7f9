//! Globs of a configuration, relative to its folder.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::Given;

/// A set of globs. `*` stays within a folder, `**` crosses them, and a glob that names a folder
/// holds for all that is in it.
#[derive(Clone, Debug, Default)]
pub struct Globs {
    set: GlobSet,
    /// As they are written.
    pub given: Vec<Given>,
}

impl Globs {
    /// Adds a glob to those of `builder`.
    ///
    /// # Errors
    /// It is not well formed; the message is a sentence without a full stop.
    pub fn add(builder: &mut GlobSetBuilder, glob: &str) -> Result<(), String> {
        let path = glob.strip_prefix("./").unwrap_or(glob).trim_end_matches('/');
        for pattern in [path.to_owned(), format!("{path}/**")] {
            let glob = GlobBuilder::new(&pattern).literal_separator(true).build();
            builder.add(glob.map_err(|error| error.kind().to_string())?);
        }
        Ok(())
    }

    /// Compiles what was added.
    ///
    /// # Errors
    /// The globs are too large together.
    pub fn build(builder: &GlobSetBuilder) -> Result<Self, String> {
        let set = builder.build().map_err(|error| error.kind().to_string())?;
        Ok(Self { set, given: Vec::new() })
    }

    /// The same with what was written.
    pub fn written_as(self, given: Vec<Given>) -> Self {
        Self { given, ..self }
    }

    /// Whether one of them matches a path, which has `/` between its parts.
    pub fn matches(&self, path: &str) -> bool {
        self.set.is_match(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_holds_for_what_is_in_it() {
        let mut builder = GlobSetBuilder::new();
        for glob in ["drafts/", "*.txt", "**/old-*"] {
            assert_eq!(Globs::add(&mut builder, glob), Ok(()));
        }
        let globs = Globs::build(&builder).unwrap_or_default();
        for path in ["drafts/a.md", "drafts/b/c.md", "a.txt", "x/y/old-a.md", "old-b/a.md"] {
            assert!(globs.matches(path), "{path}");
        }
        for path in ["a.md", "x/a.txt", "x/drafts/a.md"] {
            assert!(!globs.matches(path), "{path}");
        }
    }
}
