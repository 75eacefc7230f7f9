//! What was found in a document before, kept for the next run under the hash of all that it depends on.
//!
//! What cannot be read, written or understood there is as if it were not there: a run never fails,
//! and never tells anything else, because of what is kept.

mod entry;
mod shard;

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{env, fs, io};

use blake3::{Hash, Hasher};
use clap::{Args, ValueHint};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::lint::Report;
use crate::source::Source;
pub use entry::CacheEntry;
use shard::{CacheShard, SHARDS, shard_of};

/// Reports of another day or program are taken away after so long: nobody asks for them any more.
const KEPT: Duration = Duration::from_secs(2 * 24 * 60 * 60);
/// How the folders begin that hold reports.
const PREFIX: &str = "reports-";

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

/// The reports of documents that were linted by this program on this day. They are spread over a few
/// files: one for each would take longer to write than all of them to make.
#[derive(Debug)]
pub struct Cache {
    /// Holds nothing but them.
    folder: PathBuf,
    shards: [CacheShard; SHARDS],
}

impl Cache {
    /// The cache of a run; `None` where there is no place for one. Rules know no clock but the day.
    pub fn open(keeping: &Keeping, now: Timestamp) -> Option<Self> {
        let parent = keeping.cache_dir.clone().or_else(default_folder).filter(|_| !keeping.no_cache)?;
        // Two builds of one version may judge differently.
        let program = fs::metadata(env::current_exe().ok()?).ok()?;
        let built = program.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        let day = now.to_zoned(TimeZone::UTC).date();
        let common = format!("{} {} {}", built.as_nanos(), program.len(), day);
        let name = stamp([env!("CARGO_PKG_VERSION"), &common]).to_hex();
        let folder = parent.join(format!("{PREFIX}{}", &name[..16]));
        Some(Self { folder, shards: std::array::from_fn(|_| CacheShard::default()) })
    }

    /// The key of the report on a document for which settings of the `stamp` hold.
    pub fn key(stamp: &Hash, source: &Source) -> Hash {
        let mut hash = Hasher::new();
        add(&mut hash, stamp.as_bytes());
        add(&mut hash, source.path().as_bytes());
        add(&mut hash, format!("{:?}", source.invalid_utf8()).as_bytes());
        add(&mut hash, source.text().as_bytes());
        hash.finalize()
    }

    /// What is known of a document.
    pub fn read(&self, key: &Hash) -> Option<CacheEntry> {
        let shard = shard_of(key);
        CacheEntry::parse(self.shards.get(shard)?.read(key, &self.file(shard))?)
    }

    /// Remembers what is known of a document, until [`Self::write`] keeps it.
    pub fn add(&self, key: &Hash, is_postmortem: bool, report: Option<&Report>) {
        if let (Some(known), Some(shard)) = (CacheEntry::print(is_postmortem, report), self.shards.get(shard_of(key))) {
            shard.add(key, &known);
        }
    }

    /// Keeps what was added. Where it cannot be kept, it is found anew the next time.
    pub fn write(&self) {
        let news = || self.shards.iter().enumerate().filter(|(_, shard)| shard.has_news());
        if news().next().is_none() || !self.folder.is_dir() && self.begin().is_err() {
            return;
        }
        for (index, shard) in news() {
            // Half a report, should another run read it now, says nothing.
            let _ = shard.write(&self.file(index));
        }
    }

    fn file(&self, shard: usize) -> PathBuf {
        self.folder.join(format!("{shard:02x}"))
    }

    /// Makes the folder, for nobody but its owner: reports quote documents. Takes older ones away.
    fn begin(&self) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.folder)?;
        let parent = self.folder.parent().unwrap_or(Path::new("."));
        for folder in fs::read_dir(parent)?.flatten().filter(is_old) {
            // Another run may have taken it.
            let _ = fs::remove_dir_all(folder.path());
        }
        Ok(())
    }
}

fn is_old(folder: &fs::DirEntry) -> bool {
    let ours = folder.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX));
    let age = || folder.metadata().ok()?.modified().ok()?.elapsed().ok();
    ours && age().is_some_and(|age| age > KEPT)
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
