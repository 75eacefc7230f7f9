//! Configuration files, read from disk with those that they extend.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::{Failure, paths, standard_files, templates};
use crate::finding::fault;
use crate::lint::config::{self, Config, Given, Layer};
use crate::scaffold::prompts::Prompts;
use crate::schema::UserSchema;
use crate::source::Source;
use crate::standards::Standard;

/// A longer configuration is none.
const MAX_BYTES: u64 = 1 << 20;

/// Index of a configuration that was loaded.
pub type Id = usize;

/// A configuration and the folder from which its globs and paths go.
#[derive(Debug)]
pub struct ConfigFile {
    /// What it says.
    pub config: Config,
    /// Its folder, without links.
    pub folder: PathBuf,
    /// The schemas that its layers name, in the order of the layers.
    pub schemas: Vec<Option<Arc<UserSchema>>>,
    /// The standards of the user's own.
    pub standards: Vec<Arc<Standard>>,
    /// The folder of the user's own templates and their prompts, where there is one that can be read.
    pub templates: Option<(PathBuf, Arc<Prompts>)>,
    /// What it extends, then itself: the order in which they hold.
    chain: Vec<Id>,
}

impl ConfigFile {
    /// The folder of the user's own templates.
    ///
    /// # Errors
    /// It is not there, or leaves the repository.
    pub fn templates(&self) -> Result<Option<PathBuf>, Failure> {
        let Some(given) = &self.config.templates else { return Ok(None) };
        let folder = within_repository(&self.folder, &given.text);
        folder.map(Some).map_err(|message| config_fault(&self.config, given, message))
    }

    /// The baseline of the documents.
    ///
    /// # Errors
    /// It is not there, or leaves the repository.
    pub fn baseline(&self) -> Result<Option<PathBuf>, Failure> {
        let Some(given) = &self.config.baseline else { return Ok(None) };
        let file = within_repository(&self.folder, &given.text);
        file.map(Some).map_err(|message| config_fault(&self.config, given, message))
    }
}

/// The configurations that were loaded, each once.
#[derive(Debug, Default)]
pub struct ConfigFiles {
    loaded: Vec<ConfigFile>,
    by_path: HashMap<PathBuf, Id>,
}

impl ConfigFiles {
    /// A configuration that was loaded.
    pub fn get(&self, id: Id) -> &ConfigFile {
        &self.loaded[id]
    }

    /// What a configuration extends, then itself.
    pub fn chain(&self, id: Id) -> Vec<Id> {
        self.loaded[id].chain.clone()
    }

    /// Reads a configuration and those that it extends.
    ///
    /// # Errors
    /// One of them cannot be read, or is broken.
    pub fn load(&mut self, path: &Path) -> Result<Id, Failure> {
        self.load_within(path, &mut Vec::new())
    }

    /// Reads a configuration that was found, not named: it comes with the repository, and so does where it
    /// links to.
    ///
    /// # Errors
    /// It lies outside of the repository, or as [`Self::load`].
    pub fn load_found(&mut self, path: &Path) -> Result<Id, Failure> {
        let (folder, name) = (path.parent().unwrap_or(Path::new("")), path.file_name().unwrap_or_default());
        let outside = |message| Failure::Usage(format!("{}: {message}", paths::shown_here(path)));
        let path = within_repository(folder, &name.to_string_lossy()).map_err(outside)?;
        self.load(&path)
    }

    /// `open` are the configurations that are being read: those extend this one.
    fn load_within(&mut self, path: &Path, open: &mut Vec<PathBuf>) -> Result<Id, Failure> {
        let unreadable = |error: io::Error| Failure::Usage(format!("{}: {error}", paths::shown_here(path)));
        let path = fs::canonicalize(path).map_err(unreadable)?;
        if let Some(known) = self.by_path.get(&path) {
            return Ok(*known);
        }
        let source = read(&path).map_err(unreadable)?;
        let config = config::read(source.clone()).map_err(|faults| Failure::Config(Box::new(source), faults))?;
        let folder = path.parent().unwrap_or(Path::new("/")).to_owned();
        open.push(path.clone());
        let mut chain = Vec::new();
        for given in &config.extends {
            let fault = |message| config_fault(&config, given, message);
            let base = within_repository(&folder, &given.text).map_err(fault)?;
            if open.contains(&base) {
                return Err(fault("this configuration would extend itself".to_owned()));
            }
            let base = self.load_within(&base, open)?;
            chain.extend(self.chain(base));
        }
        open.pop();
        let schemas = config.layers.iter().map(|layer| schema(layer, &config, &folder)).collect::<Result<_, _>>()?;
        let standards = standard_files::load(&config, &folder)?;
        // A document can be linted without them; `candor new` says what is wrong with the folder.
        let templates = config.templates.as_ref().and_then(|given| within_repository(&folder, &given.text).ok());
        let templates = templates.map(|folder| (folder.clone(), Arc::new(templates::prompts(&folder))));
        chain.push(self.loaded.len());
        self.by_path.insert(path, self.loaded.len());
        self.loaded.push(ConfigFile { config, folder, schemas, standards, templates, chain });
        Ok(self.loaded.len() - 1)
    }
}

fn schema(layer: &Layer, config: &Config, folder: &Path) -> Result<Option<Arc<UserSchema>>, Failure> {
    let Some(given) = &layer.schema else { return Ok(None) };
    let read = || {
        let source = read(&within_repository(folder, &given.text)?);
        let source = source.map_err(|error| format!("“{}” cannot be read: {error}", given.text))?;
        UserSchema::parse(source.text()).map_err(|error| format!("the schema “{}” cannot be used: {error}", given.text))
    };
    read().map(|schema| Some(Arc::new(schema))).map_err(|message| config_fault(config, given, message))
}

/// Reads a file of the user's that is no document.
///
/// # Errors
/// It cannot be read, or is too long.
pub fn read(path: &Path) -> io::Result<Source> {
    if fs::metadata(path)?.len() > MAX_BYTES {
        return Err(io::Error::other(format!("longer than {MAX_BYTES} bytes")));
    }
    Ok(Source::from_bytes(paths::shown_here(path), fs::read(path)?))
}

/// A fault that only the file system knows of.
pub fn config_fault(config: &Config, given: &Given, message: String) -> Failure {
    Failure::Config(Box::new(config.source.clone()), vec![fault(given.span, message)])
}

/// The path that a configuration in `folder` names, without links. A configuration is a stranger's
/// as much as a document: it names nothing outside of its repository.
///
/// # Errors
/// It leaves the repository or does not exist; the message is a sentence without a full stop.
pub fn within_repository(folder: &Path, given: &str) -> Result<PathBuf, String> {
    let root = folder.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(folder);
    let leaves = || format!("“{given}” leaves the folder of the repository");
    // First by its words alone: whether a file exists outside is nobody's business.
    let depth = folder.strip_prefix(root).map_or(0, |inside| inside.components().count());
    let mut depth = depth.cast_signed();
    for part in Path::new(given).components() {
        match part {
            Component::Normal(_) => depth += 1,
            Component::CurDir => {}
            Component::ParentDir => depth -= 1,
            Component::RootDir | Component::Prefix(_) => return Err(leaves()),
        }
        if depth < 0 {
            return Err(leaves());
        }
    }
    let path = fs::canonicalize(folder.join(given)).map_err(|error| format!("“{given}” cannot be read: {error}"))?;
    // Then where its links lead.
    if path.starts_with(root) { Ok(path) } else { Err(leaves()) }
}
