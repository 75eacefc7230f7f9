//! `candor lint --since`: what the documents of a run were before a change.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::git::{Moves, ObjectId, Repository};
use super::{Failure, files, paths};
use crate::lint::changed::{Lines, Standing, Version, standings};
use crate::lint::{Report, lint};
use crate::rule::Settings;
use crate::source::Source;

/// What a document was.
#[derive(Clone, Debug, Default)]
pub enum Before {
    /// Nobody asks.
    #[default]
    Unasked,
    /// It was not there.
    Absent,
    /// A text, as bytes, at a path.
    Text(String, Vec<u8>),
}

/// The version of the repository before the change.
#[derive(Debug)]
pub struct Since {
    repository: Repository,
    base: ObjectId,
    moves: Moves,
}

impl Since {
    /// Finds the commit from which the change goes.
    ///
    /// # Errors
    /// There is none; the message says what to do.
    pub fn open(reference: &str) -> Result<Self, Failure> {
        let open = || {
            let repository = Repository::around(Path::new("."))?;
            let base = repository.merge_base(reference)?;
            let moves = repository.moves(&base)?;
            Ok(Self { repository, base, moves })
        };
        open().map_err(|message: String| format!("--since {}: {message}", crate::output::visible(reference)).into())
    }

    /// Whether the change took away what was at a path: a file, or all of a folder.
    pub fn took(&self, path: &Path) -> bool {
        if path.exists() {
            return false;
        }
        let Some(path) = paths::within(&paths::real(path), &self.repository.top) else { return false };
        let inside = |gone: &String| gone.strip_prefix(&path).is_some_and(|rest| rest.starts_with('/'));
        self.moves.gone.contains(&path) || self.moves.gone.iter().any(inside)
    }

    /// What the documents at these paths were, in their order.
    ///
    /// # Errors
    /// One lies outside of the repository, or git fails.
    pub fn before<'p>(&self, documents: impl Iterator<Item = &'p Path>) -> Result<Vec<Before>, Failure> {
        let old_paths = documents.map(|path| self.old_path(path)).collect::<Result<Vec<_>, _>>()?;
        let wanted: HashSet<&str> = old_paths.iter().map(String::as_str).collect();
        let files = self.repository.files(&self.base, &wanted)?;
        let ids: Vec<ObjectId> = files.values().cloned().collect();
        let contents = self.repository.contents(&ids)?;
        let mut contents: HashMap<&ObjectId, Vec<u8>> = ids.iter().zip(contents).collect();
        let before = old_paths.into_iter().map(|path| match files.get(&path).map(|id| (contents.get_mut(id), id)) {
            Some((Some(content), _)) => Before::Text(path, content.clone()),
            _ => Before::Absent,
        });
        Ok(before.collect())
    }

    fn old_path(&self, document: &Path) -> Result<String, String> {
        let top = &self.repository.top;
        let path = paths::within(&paths::real(document), top).ok_or_else(|| {
            let (document, top) = (paths::shown_here(document), paths::shown_here(top));
            format!("--since: {document} is not in the repository of the working directory, {top}")
        })?;
        Ok(self.moves.from.get(&path).cloned().unwrap_or(path))
    }
}

impl Before {
    /// Whether a baseline may cover a finding: not what the change that is judged brought back.
    pub fn lets_cover(&self, standing: Standing) -> bool {
        matches!(self, Self::Unasked) || standing != Standing::New
    }

    /// What each finding of a document is, and the one that its id may become.
    pub fn standings(&self, source: &Source, report: &Report, settings: &Settings) -> (Vec<Standing>, Standing) {
        let old = match self {
            Self::Unasked => return (vec![Standing::New; report.findings.len()], Standing::New),
            // Most documents of a repository: what it is now need not be found out twice.
            Self::Text(_, bytes) if bytes == source.text().as_bytes() => {
                return (vec![Standing::Old; report.findings.len()], Standing::Old);
            }
            Self::Absent => None,
            Self::Text(path, bytes) => Some(files::source(path, bytes.clone(), files::limit(settings))),
        };
        let new = Version { source, report };
        let Some(old) = old else { return (standings(None, new, &Lines::of(source)), Standing::New) };
        let lines = Lines::between(&old, source);
        let old_report = lint(&old, settings);
        let of_findings = standings(Some(Version { source: &old, report: &old_report }), new, &lines);
        let touched = report.identity.as_ref().is_some_and(|id| lines.touch(id.finding.span, source));
        (of_findings, if touched { Standing::New } else { Standing::Old })
    }
}
