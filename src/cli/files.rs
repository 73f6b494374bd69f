//! Reading and writing of files: whole or not at all, and never over something else.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::talk;

/// Whether a file that is there may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Replace {
    /// Only by the same bytes.
    Never,
    /// Yes: it is ours, or the person said so.
    Yes,
}

/// The whole text of a file; at most one byte more than `limit`, so that the reader can refuse it.
pub(super) fn read(path: &Path, limit: usize) -> Result<String, Failure> {
    let failed = |error| Failure::Read(path.to_owned(), error);
    if path.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    let file = fs::File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    file.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    // A cut character at the end of a file that is too large anyway is no reason to call it other than too large.
    let text = if bytes.len() > limit {
        String::from_utf8_lossy(&bytes).into_owned()
    } else {
        String::from_utf8(bytes).map_err(|_| failed(io::ErrorKind::InvalidData.into()))?
    };
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Writes a file in one step: into a temporary file beside it, then by renaming. With [`Replace::Never`] a file
/// that is there stays, and is a failure unless it holds the same bytes.
pub(super) fn write(path: &Path, text: &str, replace: Replace) -> Result<(), Failure> {
    let failed = |error| Failure::Write(path.to_owned(), error);
    // Through a link into the file that it leads to, which keeps its permissions.
    let target = if path.is_symlink() { behind_link(path).map_err(failed)? } else { path.to_owned() };
    let path = target.as_path();
    let before = fs::metadata(path).ok().map(|data| data.permissions());
    if before.as_ref().is_some_and(fs::Permissions::readonly) && replace == Replace::Yes {
        return Err(failed(io::ErrorKind::PermissionDenied.into()));
    }
    if path.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    if replace == Replace::Never && path.exists() {
        let same = fs::read(path).is_ok_and(|bytes| bytes == text.as_bytes());
        return if same { Ok(()) } else { Err(Failure::Exists(path.to_owned())) };
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".skillgap-").suffix(".tmp");
    // The process's umask takes away what others may not do, as for any new file.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    if let Some(before) = before {
        builder.permissions(before);
    }
    let mut file = builder.tempfile_in(folder).map_err(failed)?;
    file.write_all(text.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    let kept = match replace {
        Replace::Yes => file.persist(path),
        Replace::Never => file.persist_noclobber(path),
    };
    match kept {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(Failure::Exists(path.to_owned())),
        Err(error) => Err(failed(error.error)),
    }
}

/// The file that a link leads to, which need not be there yet.
fn behind_link(link: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(link) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let target = fs::read_link(link)?;
            let target = link.parent().map_or_else(|| target.clone(), |folder| folder.join(&target));
            if target.is_symlink() { behind_link(&target) } else { Ok(target) }
        }
        found => found,
    }
}

/// Where a page goes: never over a file that it is made from.
pub(super) fn output(named: Option<&Path>, default: &Path, inputs: &[&Path]) -> Result<PathBuf, Failure> {
    let output = named.unwrap_or(default).to_owned();
    if inputs.iter().any(|input| is_same(&output, input)) { Err(Failure::SameFile(output)) } else { Ok(output) }
}

/// A page in its file, or for `-` on standard output; where it is, is said.
pub(super) fn give(output: &Path, page: &str, force: bool, name: &str) -> Result<(), Failure> {
    if output == Path::new("-") {
        return print(page);
    }
    write(output, page, if force { Replace::Yes } else { Replace::Never })?;
    talk::line(&format!("{name}: {}", absolute(output)));
    Ok(())
}

/// Prints data. A reader that has gone away is no failure.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    output.write_all(text.as_bytes()).and_then(|()| output.flush()).map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::OutputClosed,
        _ => Failure::Write(PathBuf::from("standard output"), error),
    })
}

/// True when both paths lead to the same file, or would.
pub(super) fn is_same(a: &Path, b: &Path) -> bool {
    absolute(a) == absolute(b)
}

/// A path as a shell takes it: in quotes where it has more than plain letters.
pub(super) fn for_shell(path: &Path) -> String {
    let text = path.display().to_string();
    // A name that begins with a hyphen would read as an option.
    let text = if text.starts_with('-') { format!("./{text}") } else { text };
    let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || "/._-+:,@".contains(c));
    if plain && !text.is_empty() { text } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

/// The path from the root, for messages that name where a file is.
pub(super) fn absolute(path: &Path) -> String {
    let full = fs::canonicalize(path).or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned());
    full.display().to_string()
}
