//! Which configuration holds for which document: the closest `candor.yaml` upward from it.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};

use blake3::Hash;
use clap::{Args, ValueHint};
use jiff::Timestamp;
use serde::Serialize;

use super::cache::stamp;
use super::config_files::{ConfigFile, ConfigFiles, Id};
use super::idle::{self, Note};
use super::named_files;
use super::selection::Selection;
use super::{Failure, paths};
use crate::finding::{CONFIGURATION, Finding, Level, fault};
use crate::language::weights::Table;
use crate::lint::config::{Config, FailOn, Layer, resolve};
use crate::rule::custom::{self, Custom};
use crate::rule::{Selector, Settings};
use crate::standards::{Policy, slips};
use crate::suggest;

/// The names of a configuration; the first one wins.
pub const NAMES: [&str; 2] = ["candor.yaml", ".candor.yaml"];

/// Names that look like one of a configuration, and are none.
const NEAR_NAMES: [&str; 9] = [
    "candor.yml",
    ".candor.yml",
    "candor.json",
    ".candor.json",
    "candor.toml",
    ".candor.toml",
    "candor.config.yaml",
    "candor.yaml.txt",
    ".candorrc",
];

/// Where the configuration comes from.
#[derive(Clone, Debug, Default, Args)]
pub struct ConfigArgs {
    /// Use this configuration for all documents, not the closest candor.yaml of each
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "no_config")]
    config: Option<PathBuf>,
    /// Read no configuration
    #[arg(long)]
    no_config: bool,
}

/// What holds for the documents of one configuration and one set of its overrides.
#[derive(Debug)]
pub struct Resolved {
    /// For the engine.
    pub settings: Settings,
    /// For the exit status.
    pub fail_on: FailOn,
    /// The hash of all that made the settings, but for the day; `None` where more than the
    /// configuration and the selection made them.
    pub stamp: Option<Hash>,
}

/// What holds for one document.
#[derive(Debug)]
pub struct Holding {
    /// Shared by the documents for which the same holds.
    pub resolved: Arc<Resolved>,
    /// Whether `include` says that it is a postmortem.
    pub included: bool,
    /// Whether `exclude` says that it is not linted.
    pub excluded: bool,
}

/// What holds for one document, and where it comes from.
#[derive(Debug)]
pub struct Shown {
    /// The configurations, those that are built on first.
    pub files: Vec<String>,
    /// Keys and where each is set, those that win last.
    pub places: Vec<(String, String)>,
    /// What holds.
    pub holding: Holding,
}

/// A level that a configuration gives a rule, and where.
#[derive(Debug, Serialize)]
pub struct Provenance {
    /// The rule, or the subject of one.
    #[serde(skip)]
    pub selector: Selector,
    /// The file as it is shown.
    pub path: String,
    /// The 1-based line.
    pub line: usize,
    /// The level; `None` is off.
    pub level: Option<Level>,
    /// Counts the parts of the configurations, the ones that hold last.
    #[serde(skip)]
    pub layer: usize,
    /// Whether it holds for some documents only.
    #[serde(skip)]
    pub overriding: bool,
}

/// The configurations of a run. Each file is read once, and settings are built once for all
/// documents that share them.
#[derive(Debug)]
pub struct Configs {
    origin: ConfigArgs,
    selection: Selection,
    standards: Vec<String>,
    now: Timestamp,
    files: ConfigFiles,
    by_folder: HashMap<PathBuf, (PathBuf, Option<Id>)>,
    resolved: HashMap<Vec<(Id, usize)>, Arc<Resolved>>,
    baselines: HashMap<Id, Option<PathBuf>>,
    /// The globs that a document has met: of `include`, or of a part of the configuration.
    met: HashSet<(Id, Option<usize>)>,
}

impl Configs {
    /// Nothing is read yet.
    pub fn new(origin: ConfigArgs, selection: Selection, now: Timestamp) -> Self {
        let (by_folder, resolved, baselines) = (HashMap::new(), HashMap::new(), HashMap::new());
        let (standards, files) = (Vec::new(), ConfigFiles::default());
        Self { origin, selection, standards, now, files, by_folder, resolved, baselines, met: HashSet::new() }
    }

    /// Holds all documents to these standards as well.
    pub fn declaring(self, standards: &[String]) -> Self {
        Self { standards: standards.to_vec(), ..self }
    }

    /// What holds for a document.
    ///
    /// # Errors
    /// A configuration cannot be read, or is broken.
    pub fn holding(&mut self, document: &Path) -> Result<Holding, Failure> {
        let (folder, id) = self.of_folder(document.parent().unwrap_or(Path::new("")))?;
        let path = folder.join(document.file_name().unwrap_or_default());
        let chain = id.map(|id| self.files.chain(id)).unwrap_or_default();
        let (mut layers, mut included, mut excluded) = (Vec::new(), false, false);
        for id in chain {
            let file = self.files.get(id);
            let relative = path.strip_prefix(&file.folder).map(|path| paths::shown(path, Path::new("")));
            let matches = |globs: &crate::lint::config::Globs| relative.as_ref().is_ok_and(|path| globs.matches(path));
            if matches(&file.config.include) {
                included = true;
                self.met.insert((id, None));
            }
            excluded |= matches(&file.config.exclude);
            // A template is no postmortem, however much it looks like one.
            excluded |= file.templates.as_ref().is_some_and(|(folder, _)| path.starts_with(folder));
            let holds = |layer: &Layer| layer.files.as_ref().is_none_or(matches);
            let layered = file.config.layers.iter().enumerate().filter(|(_, layer)| holds(layer));
            layers.extend(layered.map(|(index, _)| (id, index)));
            self.met.extend(layers.iter().map(|(id, index)| (*id, Some(*index))));
        }
        Ok(Holding { resolved: self.resolve(layers)?, included, excluded })
    }

    /// Whether the rules of the user's own that the command line names are in any configuration that was
    /// read.
    ///
    /// # Errors
    /// One is in none.
    pub fn check_selection(&self) -> Result<(), Failure> {
        let layers = self.files.all().flat_map(|file| &file.config.layers);
        let names: Vec<&str> = layers.flat_map(|layer| &layer.custom).map(|rule| rule.name.as_str()).collect();
        self.selection.unknown(&names).map_or(Ok(()), |message| Err(message.into()))
    }

    /// The files beside or above the documents that seem to be meant as a configuration and are not read.
    pub fn near_names(&self) -> BTreeSet<PathBuf> {
        if self.origin.no_config || self.origin.config.is_some() {
            return BTreeSet::new();
        }
        let folders: BTreeSet<&Path> = self.by_folder.values().flat_map(|(real, _)| within_repository(real)).collect();
        let named = folders.into_iter().flat_map(|folder| NEAR_NAMES.map(|name| folder.join(name)));
        named.filter(|path| path.is_file()).collect()
    }

    /// What holds for one document, each key with its value and the places that set it, the last of which
    /// wins.
    ///
    /// # Errors
    /// A configuration cannot be read, or is broken.
    pub fn shown(&mut self, document: &Path) -> Result<Shown, Failure> {
        let holding = self.holding(document)?;
        let (folder, id) = self.of_folder(document.parent().unwrap_or(Path::new("")))?;
        let path = folder.join(document.file_name().unwrap_or_default());
        let chain = id.map(|id| self.files.chain(id)).unwrap_or_default();
        let mut places: Vec<(String, String)> = Vec::new();
        let mut files = Vec::new();
        for file in chain.iter().map(|id| self.files.get(*id)) {
            let source = &file.config.source;
            files.push(source.path().to_owned());
            let place = |span: crate::source::Span| format!("{}:{}", source.path(), source.position(span.start).line);
            places.extend(file.config.roles.iter().map(|given| ("roles".to_owned(), place(given.span))));
            let relative = path.strip_prefix(&file.folder).map(|path| paths::shown(path, Path::new("")));
            for layer in &file.config.layers {
                let matches =
                    |globs: &crate::lint::config::Globs| relative.as_ref().is_ok_and(|path| globs.matches(path));
                if layer.files.as_ref().is_none_or(matches) {
                    places.extend(layer.keys.iter().map(|(key, span)| (key.clone(), place(*span))));
                    places.extend(layer.levels.iter().map(|set| (format!("levels.{}", set.selector), place(set.span))));
                }
            }
        }
        Ok(Shown { files, places, holding })
    }

    /// What the configurations name in vain. Of one whose folder is in none of those that were looked through
    /// as a whole, nobody knows what its globs would match.
    pub fn idle(&self, walked: &[PathBuf]) -> Vec<Note> {
        let of = |(id, file): (Id, &ConfigFile)| {
            let whole = walked.iter().any(|folder| file.folder.starts_with(folder));
            idle::notes(file, self.now, whole, |part| self.met.contains(&(id, part)))
        };
        self.files.all().enumerate().flat_map(of).collect()
    }

    /// The levels that the configuration of a folder gives, the ones that hold last.
    ///
    /// # Errors
    /// The configuration cannot be read, or is broken.
    pub fn levels_given(&mut self, folder: &Path) -> Result<Vec<Provenance>, Failure> {
        let chain = self.of_folder(folder)?.1.map(|id| self.files.chain(id)).unwrap_or_default();
        let mut given = Vec::new();
        for (index, (config, layer)) in self.layers(&chain).enumerate() {
            given.extend(layer.levels.iter().map(|set| Provenance {
                selector: set.selector.clone(),
                path: config.source.path().to_owned(),
                line: config.source.position(set.span.start).line,
                level: set.level,
                layer: index,
                overriding: layer.files.is_some(),
            }));
        }
        Ok(given)
    }

    /// The rules of the user's own that the configuration of a folder gives.
    ///
    /// # Errors
    /// The configuration cannot be read, or is broken.
    pub fn custom_given(&mut self, folder: &Path) -> Result<Vec<(Arc<Custom>, Provenance)>, Failure> {
        let chain = self.of_folder(folder)?.1.map(|id| self.files.chain(id)).unwrap_or_default();
        let mut given = Vec::new();
        for (index, (config, layer)) in self.layers(&chain).enumerate() {
            given.extend(layer.custom.iter().map(|rule| {
                let place = Provenance {
                    selector: Selector { rule: custom::NAME, subject: Some(rule.name.clone()) },
                    path: config.source.path().to_owned(),
                    line: config.source.position(rule.span.start).line,
                    level: rule.level,
                    layer: index,
                    overriding: layer.files.is_some(),
                };
                (rule.clone(), place)
            }));
        }
        Ok(given)
    }

    /// The parts of configurations, each with its own.
    fn layers<'c>(&'c self, chain: &'c [Id]) -> impl Iterator<Item = (&'c Config, &'c Layer)> {
        let configs = chain.iter().map(|id| &self.files.get(*id).config);
        configs.flat_map(|config| config.layers.iter().map(move |layer| (config, layer)))
    }

    /// The folder of the user's own templates.
    ///
    /// # Errors
    /// The configuration cannot be read, is broken, or names a folder that it may not name.
    pub fn templates(&mut self, folder: &Path) -> Result<Option<PathBuf>, Failure> {
        let chain = self.of_folder(folder)?.1.map(|id| self.files.chain(id)).unwrap_or_default();
        let named = chain.into_iter().rev().map(|id| self.files.get(id)).find(|file| file.config.templates.is_some());
        named.map_or(Ok(None), ConfigFile::templates)
    }

    /// The folder in which `include` of a folder's configuration looks for postmortems: the head of its first
    /// glob, where that is a folder.
    ///
    /// # Errors
    /// The configuration cannot be read, or is broken.
    pub fn included_folder(&mut self, folder: &Path) -> Result<Option<PathBuf>, Failure> {
        let (here, id) = self.of_folder(folder)?;
        let Some(file) = id.map(|id| self.files.get(id)) else { return Ok(None) };
        let Some(glob) = file.config.include.given.first() else { return Ok(None) };
        let is_plain = |part: &&str| !part.contains(['*', '?', '[', '{']);
        let head: PathBuf = glob.text.trim_start_matches("./").split('/').take_while(is_plain).collect();
        let inside = named_files::within_repository(&file.folder, &head.to_string_lossy());
        let Ok(inside) = inside.map_err(drop) else { return Ok(None) };
        // As it is written from here, where it is below.
        let shown = inside.strip_prefix(&here).map(Path::to_owned).unwrap_or(inside.clone());
        Ok(Some(shown).filter(|_| inside.is_dir() && inside != here))
    }

    /// The baseline that holds for a document.
    ///
    /// # Errors
    /// A configuration cannot be read, is broken, or names a baseline that is not there.
    pub fn baseline(&mut self, document: &Path) -> Result<Option<PathBuf>, Failure> {
        let (_, Some(id)) = self.of_folder(document.parent().unwrap_or(Path::new("")))? else { return Ok(None) };
        if let Some(known) = self.baselines.get(&id) {
            return Ok(known.clone());
        }
        let chain = self.files.chain(id).into_iter().rev().map(|id| self.files.get(id));
        let named = chain.into_iter().find(|file| file.config.baseline.is_some());
        let baseline = named.map_or(Ok(None), ConfigFile::baseline)?;
        self.baselines.insert(id, baseline.clone());
        Ok(baseline)
    }

    /// The standards that a document in a folder can name, and what is declared for them.
    ///
    /// # Errors
    /// A configuration cannot be read, or is broken.
    pub fn policy(&mut self, folder: &Path) -> Result<Policy, Failure> {
        let document = folder.join("new.md");
        Ok(self.holding(&document)?.resolved.settings.standards.clone())
    }

    fn resolve(&mut self, layers: Vec<(Id, usize)>) -> Result<Arc<Resolved>, Failure> {
        if let Some(known) = self.resolved.get(&layers) {
            return Ok(known.clone());
        }
        let parts = layers.iter().map(|(id, index)| &self.files.get(*id).config.layers[*index]);
        let (mut settings, fail_on) = resolve(parts, self.now);
        settings.schemas =
            layers.iter().filter_map(|(id, index)| self.files.get(*id).schemas[*index].clone()).collect();
        let mut files: Vec<Id> = layers.iter().map(|(id, _)| *id).collect();
        files.dedup();
        let own = files.iter().flat_map(|id| self.files.get(*id).standards.iter().cloned());
        settings.standards.own = own.collect();
        if let Some(weights) = files.iter().rev().find_map(|id| self.files.get(*id).weights.clone()) {
            settings.lexicon.set_weights(weights);
        }
        if let Some(weights) = unseen_weights()? {
            settings.lexicon.set_weights(weights);
        }
        self.check_names(&layers, &settings.standards)?;
        settings.standards.names.extend(self.standards.iter().cloned());
        let prompts = files.into_iter().filter_map(|id| self.files.get(id).templates.as_ref());
        settings.prompts = prompts.map(|(_, prompts)| prompts.clone()).collect();
        self.selection.apply(&mut settings);
        let stamp = self.stamp(&layers, &settings);
        let resolved = Arc::new(Resolved { settings, fail_on, stamp });
        self.resolved.insert(layers, resolved.clone());
        Ok(resolved)
    }

    fn stamp(&self, layers: &[(Id, usize)], settings: &Settings) -> Option<Hash> {
        let Settings { lexicon, schemas, prompts, standards, .. } = settings;
        let alone = !lexicon.has_own_weights()
            && schemas.is_empty()
            && prompts.is_empty()
            && standards.names.is_empty()
            && standards.own.is_empty();
        let chosen = format!("{layers:?} {}", self.selection);
        let configs = layers.iter().map(|(id, _)| self.files.get(*id).config.source.text());
        alone.then(|| stamp([chosen.as_str()].into_iter().chain(configs)))
    }

    /// Whether all standards are known that the configuration and the command line name.
    fn check_names(&self, layers: &[(Id, usize)], policy: &Policy) -> Result<(), Failure> {
        let unknown = |name: &str| policy.standard(name).is_none();
        let wording = |name: &str| format!("unknown standard “{name}”");
        for (id, index) in layers {
            let config = &self.files.get(*id).config;
            let given = config.layers[*index].standards.iter().find(|given| unknown(&given.text));
            if let Some(given) = given {
                let fault = fault(given.span, wording(&given.text));
                let help = suggest::help(&given.text, policy.known());
                return Err(Failure::Config(Box::new(config.source.clone()), vec![fault.help(help)]));
            }
            let scope = config.layers[*index].scope.as_ref();
            let slips = scope.map(|scope| slips::of_scope(scope, policy)).unwrap_or_default();
            if !slips.is_empty() {
                let faults = slips
                    .into_iter()
                    .map(|slip| Finding { rule: CONFIGURATION, level: Some(Level::Error), ..slip })
                    .collect();
                return Err(Failure::Config(Box::new(config.source.clone()), faults));
            }
        }
        match self.standards.iter().find(|name| unknown(name)) {
            Some(name) => Err(format!("{}\nhelp: {}", wording(name), suggest::help(name, policy.known())).into()),
            None => Ok(()),
        }
    }

    /// The folder without links, and the configuration that holds in it.
    fn of_folder(&mut self, folder: &Path) -> Result<(PathBuf, Option<Id>), Failure> {
        if let Some(known) = self.by_folder.get(folder) {
            return Ok(known.clone());
        }
        let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        // A folder that is not there has no configuration; its documents cannot be read either.
        let real = fs::canonicalize(here).or_else(|_| env::current_dir())?;
        let id = match &self.origin {
            ConfigArgs { no_config: true, .. } => None,
            ConfigArgs { config: Some(file), .. } => Some(self.files.load(&file.clone())?),
            _ => self.closest(&real)?,
        };
        self.by_folder.insert(folder.to_owned(), (real.clone(), id));
        Ok((real, id))
    }

    /// Goes up to the folder of the repository, and no further.
    fn closest(&mut self, folder: &Path) -> Result<Option<Id>, Failure> {
        for folder in folder.ancestors() {
            for file in NAMES.map(|name| folder.join(name)) {
                if file.is_file() {
                    return self.files.load_found(&file).map(Some);
                }
            }
            if folder.join(".git").exists() {
                break;
            }
        }
        Ok(None)
    }
}

/// A folder and those above it, up to the one that holds the repository.
fn within_repository(folder: &Path) -> Vec<&Path> {
    let mut folders = Vec::new();
    for folder in folder.ancestors() {
        folders.push(folder);
        if folder.join(".git").exists() {
            break;
        }
    }
    folders
}

/// The variable that names a file of weights for a whole run. It is there to measure: how well does
/// Candor read documents of organisations that its weights have not seen?
const WEIGHTS: &str = "CANDOR_ROLES";

fn unseen_weights() -> Result<Option<Arc<Table>>, Failure> {
    let Some(path) = env::var_os(WEIGHTS) else { return Ok(None) };
    let named = |error: String| Failure::Usage(format!("{WEIGHTS}: {error}"));
    let file = fs::read_to_string(path).map_err(|error| named(error.to_string()))?;
    Table::parse(&file).map(|table| Some(Arc::new(table))).map_err(named)
}
