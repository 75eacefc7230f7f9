//! One of the files that reports are spread over: a line each, its key before it.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::{Mutex, OnceLock};

use blake3::Hash;

/// How many files there are: a run over one document reads one of them.
pub const SHARDS: usize = 64;

/// Bytes of a hash.
const KEY: usize = 32;

/// The file for a key.
pub fn shard_of(key: &Hash) -> usize {
    usize::from(key.as_bytes()[0]) % SHARDS
}

/// A file of reports, and those to be added to it.
#[derive(Debug, Default)]
pub struct CacheShard {
    kept: OnceLock<Kept>,
    news: Mutex<Vec<u8>>,
}

/// A file that was read, and where in it the report of each key is.
#[derive(Debug, Default)]
struct Kept {
    bytes: Vec<u8>,
    places: HashMap<[u8; KEY], Range<usize>>,
}

impl CacheShard {
    /// The report of a key. The file is read where it is first asked for one.
    pub fn read(&self, key: &Hash, file: &Path) -> Option<&[u8]> {
        let kept = self.kept.get_or_init(|| Kept::new(fs::read(file).unwrap_or_default()));
        kept.bytes.get(kept.places.get(key.as_bytes())?.clone())
    }

    /// Adds the report of a key.
    pub fn add(&self, key: &Hash, report: &[u8]) {
        // A poisoned lock means that another thread panicked; what it was adding may be half there.
        if let Ok(mut news) = self.news.lock() {
            news.extend_from_slice(key.to_hex().as_bytes());
            news.extend_from_slice(report);
            news.push(b'\n');
        }
    }

    /// Whether reports were added.
    pub fn has_news(&self) -> bool {
        self.news.lock().is_ok_and(|news| !news.is_empty())
    }

    /// Adds them to the file, at once: other runs may do the same.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&self, file: &Path) -> io::Result<()> {
        let Ok(news) = self.news.lock() else { return Ok(()) };
        fs::File::options().append(true).create(true).open(file)?.write_all(&news)
    }
}

impl Kept {
    fn new(bytes: Vec<u8>) -> Self {
        let mut places = HashMap::new();
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', &bytes) {
            let behind_key = (start + 2 * KEY).min(end);
            if let Ok(key) = Hash::from_hex(&bytes[start..behind_key]) {
                // Of several the last one holds: one before may be broken.
                places.insert(*key.as_bytes(), behind_key..end);
            }
            start = end + 1;
        }
        Self { bytes, places }
    }
}
