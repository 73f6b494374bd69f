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
    if replace == Replace::Never && path.is_file() {
        let same = fs::read(path).is_ok_and(|bytes| bytes == text.as_bytes());
        return if same { Ok(()) } else { Err(Failure::Exists(path.to_owned())) };
    }
    let mut draft = Draft::new(path, replace)?;
    draft.write(text.as_bytes())?;
    draft.sync()?;
    draft.keep()
}

/// A file under way: in a temporary file beside its place until all of it is written. Dropped, it leaves nothing.
pub(super) struct Draft {
    /// The place as it was named, for messages.
    named: PathBuf,
    place: Place,
}

/// Where a draft is written.
enum Place {
    /// Beside the file that it becomes.
    Beside { target: PathBuf, replace: Replace, file: tempfile::NamedTempFile },
    /// Into what is there and is no file: a device or a pipe, which nothing may replace.
    Into(fs::File),
}

impl Draft {
    /// Begins a file. With [`Replace::Never`] one that is there is a failure.
    pub(super) fn new(path: &Path, replace: Replace) -> Result<Self, Failure> {
        let failed = |error| Failure::Write(path.to_owned(), error);
        // Through a link into the file that it leads to, which keeps its permissions.
        let target = if path.is_symlink() { behind_link(path).map_err(failed)? } else { path.to_owned() };
        let before = fs::metadata(&target).ok();
        if target.is_dir() {
            return Err(failed(io::ErrorKind::IsADirectory.into()));
        }
        if before.as_ref().is_some_and(|before| !before.is_file()) {
            let device = fs::OpenOptions::new().write(true).open(&target).map_err(failed)?;
            return Ok(Self { named: path.to_owned(), place: Place::Into(device) });
        }
        let before = before.map(|before| before.permissions());
        if before.as_ref().is_some_and(fs::Permissions::readonly) && replace == Replace::Yes {
            return Err(failed(io::ErrorKind::PermissionDenied.into()));
        }
        if replace == Replace::Never && target.exists() {
            return Err(Failure::Exists(path.to_owned()));
        }
        let folder = match target.parent() {
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
        let file = builder.tempfile_in(folder).map_err(failed)?;
        Ok(Self { named: path.to_owned(), place: Place::Beside { target, replace, file } })
    }

    /// Where the file is until it is kept, if that is another place.
    pub(super) fn path(&self) -> Option<&Path> {
        match &self.place {
            Place::Beside { file, .. } => Some(file.path()),
            Place::Into(_) => None,
        }
    }

    /// Adds to the file.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let written = match &mut self.place {
            Place::Beside { file, .. } => file.write_all(bytes),
            Place::Into(device) => device.write_all(bytes),
        };
        written.map_err(|error| match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::OutputClosed,
            _ => Failure::Write(self.named.clone(), error),
        })
    }

    /// Waits until the disk has all of it.
    pub(super) fn sync(&self) -> Result<(), Failure> {
        match &self.place {
            Place::Beside { file, .. } => {
                file.as_file().sync_all().map_err(|error| Failure::Write(self.named.clone(), error))
            }
            Place::Into(_) => Ok(()),
        }
    }

    /// Puts the file in its place.
    pub(super) fn keep(self) -> Result<(), Failure> {
        let Self { named, place } = self;
        let Place::Beside { target, replace, file } = place else { return Ok(()) };
        let kept = match replace {
            Replace::Yes => file.persist(&target),
            Replace::Never => file.persist_noclobber(&target),
        };
        match kept {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(Failure::Exists(named)),
            Err(error) => Err(Failure::Write(named, error.error)),
        }
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
