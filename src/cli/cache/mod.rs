//! What was found in a document before, kept for the next run: a folder of reports, each under the
//! hash of all that it depends on.
//!
//! What cannot be read, written or understood there is as if it were not there: a run never fails,
//! and never tells anything else, because of what is kept.

mod entry;

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{env, fs};

use blake3::{Hash, Hasher};
use clap::{Args, ValueHint};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::lint::Report;
use crate::source::Source;
pub use entry::Known;

/// A report that was not asked for so long is taken away: then it has been written anew, or not needed.
const KEPT: Duration = Duration::from_secs(14 * 24 * 60 * 60);
/// How often a run looks for old reports.
const SWEPT: Duration = Duration::from_secs(24 * 60 * 60);
/// The file whose time says when that was.
const SWEPT_AT: &str = "swept";

/// Whether reports are kept, and where.
#[derive(Clone, Debug, Default, Args)]
pub struct Keeping {
    /// Read every document anew, and keep nothing of what was found for the next run
    #[arg(long)]
    no_cache: bool,
    /// Where to keep what was found for the next run [default: the folder of the user for such things]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with = "no_cache")]
    cache_dir: Option<PathBuf>,
}

/// The reports of documents that were linted by this program on this day.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// Of the program and the day.
    common: Hasher,
}

impl Cache {
    /// The cache of a run; `None` where there is no place for one. Rules know no clock but the day.
    pub fn open(keeping: &Keeping, now: Timestamp) -> Option<Self> {
        let folder = keeping.cache_dir.clone().or_else(default_folder).filter(|_| !keeping.no_cache)?;
        // Two builds of one version may judge differently.
        let program = fs::metadata(env::current_exe().ok()?).ok()?;
        let built = program.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        let mut common = Hasher::new();
        add(&mut common, env!("CARGO_PKG_VERSION").as_bytes());
        add(&mut common, &built.as_nanos().to_le_bytes());
        add(&mut common, &program.len().to_le_bytes());
        add(&mut common, now.to_zoned(TimeZone::UTC).date().to_string().as_bytes());
        Some(Self { folder, common })
    }

    /// The place of the report on a document for which settings of the `stamp` hold.
    pub fn place(&self, stamp: &Hash, source: &Source) -> Place {
        let mut hash = self.common.clone();
        add(&mut hash, stamp.as_bytes());
        add(&mut hash, source.path().as_bytes());
        add(&mut hash, format!("{:?}", source.invalid_utf8()).as_bytes());
        add(&mut hash, source.text().as_bytes());
        let name = hash.finalize().to_hex();
        // Few files a folder: not all file systems are fast with many.
        let (folder, name) = name.split_at(2);
        Place { folder: self.folder.join(folder), name: name.to_owned() }
    }

    /// Takes old reports away, if that was not done lately.
    pub fn sweep(&self) {
        let mark = self.folder.join(SWEPT_AT);
        if age(&mark).is_some_and(|age| age < SWEPT) || !self.folder.is_dir() {
            return;
        }
        // What cannot be marked would be swept in every run.
        if fs::write(&mark, "").is_err() {
            return;
        }
        let inside = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let files = inside(&self.folder).filter(|path| is_ours(path)).flat_map(|folder| inside(&folder));
        for file in files.filter(|file| age(file).is_some_and(|age| age > KEPT)) {
            // Another run may have taken it.
            let _ = fs::remove_file(file);
        }
    }
}

/// Where the report on one document is kept.
#[derive(Debug)]
pub struct Place {
    folder: PathBuf,
    name: String,
}

impl Place {
    /// What is known of the document.
    pub fn read(&self) -> Option<Known> {
        Known::parse(&fs::read(self.folder.join(&self.name)).ok()?)
    }

    /// Keeps what is known of the document. Half of it, should another run read it now, says nothing.
    pub fn write(&self, is_postmortem: bool, report: Option<&Report>) {
        let Some(known) = Known::print(is_postmortem, report) else { return };
        let file = self.folder.join(&self.name);
        if fs::write(&file, &known).is_err() && create(&self.folder).is_ok() {
            // Where it cannot be kept, it is found anew the next time.
            let _ = fs::write(&file, &known);
        }
    }
}

/// A hash of texts, none of which can go over into the next.
pub fn stamp<'t>(texts: impl IntoIterator<Item = &'t str>) -> Hash {
    let mut hash = Hasher::new();
    texts.into_iter().for_each(|text| add(&mut hash, text.as_bytes()));
    hash.finalize()
}

fn add(hash: &mut Hasher, bytes: &[u8]) {
    hash.update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
}

/// A folder that only its owner may look into: reports quote documents.
fn create(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Whether a folder is one of those that reports are put into.
fn is_ours(folder: &Path) -> bool {
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.len() == 2 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn age(file: &Path) -> Option<Duration> {
    fs::metadata(file).ok()?.modified().ok()?.elapsed().ok()
}

/// `candor` in the folder that the system has for what can be made again.
fn default_folder() -> Option<PathBuf> {
    let named = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let of_system = || match env::consts::OS {
        "windows" => named("LOCALAPPDATA"),
        "macos" => named("HOME").map(|home| home.join("Library/Caches")),
        _ => named("HOME").map(|home| home.join(".cache")),
    };
    Some(named("XDG_CACHE_HOME").or_else(of_system)?.join("candor"))
}
