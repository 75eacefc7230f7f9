//! Writes files whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Writes a file that is not there yet. Whoever made one of that name in the meantime keeps it.
///
/// # Errors
/// There is one already ([`io::ErrorKind::AlreadyExists`]), or it cannot be written.
pub fn create(path: &Path, text: &str) -> io::Result<()> {
    let mut file = builder().tempfile_in(folder(path))?;
    file.write_all(text.as_bytes())?;
    file.persist_noclobber(path).map(drop).map_err(|error| error.error)
}

/// Puts a text in the place of a file's, with the same permissions. `old` is what was read from it.
///
/// # Errors
/// It is a link, may not be written, or has changed since it was read; then it is as it was.
pub fn replace(path: &Path, old: &str, new: &str) -> io::Result<()> {
    let metadata = fs::symlink_metadata(path)?;
    if metadata.is_symlink() {
        return Err(io::Error::other("it is a link; name the file that it leads to"));
    }
    if metadata.permissions().readonly() {
        return Err(io::Error::other("it may not be written"));
    }
    if fs::read(path)? != old.as_bytes() {
        return Err(io::Error::other("it has changed since it was read"));
    }
    let mut file = builder().tempfile_in(folder(path))?;
    file.write_all(new.as_bytes())?;
    file.as_file().set_permissions(metadata.permissions())?;
    file.as_file().sync_all()?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A temporary file is for its owner only; a document is for whom the umask allows.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".candor-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}
