//! Configuration files, read from disk with those that they extend.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::named_files::{fault_at, read, within_repository};
use super::{Failure, paths, standard_files, templates};
use crate::finding::fault;
use crate::language::weights::Table;
use crate::lint::config::{self, Config, Given, Layer};
use crate::rule::custom;
use crate::scaffold::prompts::Prompts;
use crate::schema::UserSchema;
use crate::standards::Standard;

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
    /// The weights of roles that it names.
    pub weights: Option<Arc<Table>>,
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
        folder.map(Some).map_err(|message| fault_at(&self.config, given, message))
    }

    /// The baseline of the documents.
    ///
    /// # Errors
    /// It is not there, or leaves the repository.
    pub fn baseline(&self) -> Result<Option<PathBuf>, Failure> {
        let Some(given) = &self.config.baseline else { return Ok(None) };
        let file = within_repository(&self.folder, &given.text);
        file.map(Some).map_err(|message| fault_at(&self.config, given, message))
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

    /// All that were loaded.
    pub fn all(&self) -> impl Iterator<Item = &ConfigFile> {
        self.loaded.iter()
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

    /// Whether there are the rules of the user's own to which a configuration gives levels, in itself or
    /// in those that it builds on.
    fn check_own_names(&self, config: &Config, chain: &[Id]) -> Result<(), Failure> {
        let bases = chain.iter().map(|id| &self.loaded[*id].config);
        let layers = bases.chain([config]).flat_map(|config| &config.layers);
        let names: Vec<&str> = layers.flat_map(|layer| &layer.custom).map(|rule| rule.name.as_str()).collect();
        let given = config.layers.iter().flat_map(|layer| &layer.levels);
        let faults: Vec<_> = given
            .filter_map(|set| {
                let help = custom::unknown(&set.selector, names.iter().copied())?;
                Some(fault(set.span, format!("unknown rule “{}”", set.selector)).help(help))
            })
            .collect();
        if faults.is_empty() { Ok(()) } else { Err(Failure::Config(Box::new(config.source.clone()), faults)) }
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
            let fault = |message| fault_at(&config, given, message);
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
        let weights = config.roles.as_ref().map(|given| weights(given, &config, &folder)).transpose()?;
        self.check_own_names(&config, &chain)?;
        chain.push(self.loaded.len());
        self.by_path.insert(path, self.loaded.len());
        self.loaded.push(ConfigFile { config, folder, schemas, standards, templates, weights, chain });
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
    read().map(|schema| Some(Arc::new(schema))).map_err(|message| fault_at(config, given, message))
}

/// The weights in a file that a configuration names.
fn weights(given: &Given, config: &Config, folder: &Path) -> Result<Arc<Table>, Failure> {
    let read = || {
        let source = read(&within_repository(folder, &given.text)?);
        let source = source.map_err(|error| format!("“{}” cannot be read: {error}", given.text))?;
        Table::parse(source.text()).map_err(|error| format!("the weights “{}” cannot be used: {error}", given.text))
    };
    read().map(Arc::new).map_err(|message| fault_at(config, given, message))
}
