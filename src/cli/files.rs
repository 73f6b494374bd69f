//! Reading and atomic writing of files.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::{PathPersistError, TempPath};

use super::container::{self, Refusal, Use};
use super::failure::Failure;
use super::messages;
use super::opening::{self, Takes};
use super::platform::{IGNORES_CASE, System, is_device_name, is_same_path, patiently, quoted};
use super::streams;

/// Names of standard output.
const STDOUT: [&str; 3] = ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

/// Whether an existing file may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Replace {
    /// Only by the same bytes.
    Never,
    /// Yes: the program wrote it, or `--force` was given.
    Yes,
}

/// Who may read a new file or folder, where the system knows owners. What replaces a file keeps its mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Readers {
    /// Its owner alone: it holds answers, or what they say of somebody.
    Owner,
    /// Whom the umask lets: it is made to be handed out.
    Usual,
}

/// The text of a file, in UTF-8 or UTF-16, cut at one byte more than `limit`, so that the caller can refuse a larger file.
pub(super) fn read(path: &Path, limit: usize) -> Result<String, Failure> {
    text(path, limit, Takes::File, Use::Text)
}

/// As [`read`], for answers that are only read: they may be compressed, or come from a pipe.
pub(super) fn read_answers(path: &Path, limit: usize) -> Result<String, Failure> {
    text(path, limit, Takes::FileOrPipe, Use::Answers)
}

fn text(path: &Path, limit: usize, takes: Takes, purpose: Use) -> Result<String, Failure> {
    let failed = |error| Failure::Read(path.to_owned(), error);
    let raw = opening::open(path, takes).map_err(failed)?;
    let text = container::open(Box::new(raw), purpose).map_err(failed)?;
    let mut bytes = Vec::new();
    text.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    // The cut of a file that is too large may fall inside a character, which is then no error of encoding.
    if bytes.len() > limit {
        return Ok(String::from_utf8_lossy(&bytes).into_owned());
    }
    String::from_utf8(bytes).map_err(|_| failed(io::ErrorKind::InvalidData.into()))
}

/// The bytes of a file, cut at one more than `limit`.
pub(super) fn read_bytes(path: &Path, limit: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let opened = opening::open(path, Takes::File);
    let read = opened.and_then(|file| file.take(limit as u64 + 1).read_to_end(&mut bytes));
    read.map_err(|error| Failure::Read(path.to_owned(), error))?;
    Ok(bytes)
}

/// Writes a file atomically: into a temporary file beside it, which is then renamed. With [`Replace::Never`] an existing
/// file is a failure unless it holds the same bytes.
pub(super) fn write(path: &Path, text: &str, replace: Replace, readers: Readers) -> Result<(), Failure> {
    write_bytes(path, text.as_bytes(), replace, readers)
}

/// As [`write`], for what is no text.
pub(super) fn write_bytes(path: &Path, bytes: &[u8], replace: Replace, readers: Readers) -> Result<(), Failure> {
    if replace == Replace::Never && path.is_file() {
        let same = fs::read(path).is_ok_and(|there| there == bytes);
        return if same { Ok(()) } else { Err(Failure::Exists(path.to_owned())) };
    }
    let mut draft = Draft::new(path, replace, readers)?;
    draft.write(bytes)?;
    draft.sync()?;
    draft.keep()
}

/// Creates a file for its owner alone, which must not be there yet.
pub(super) fn create_own(path: &Path) -> io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.write(true).create_new(true).open(path)
}

/// Creates a folder with those above it that are not there.
pub(super) fn create_folder(folder: &Path, readers: Readers) -> Result<(), Failure> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    if readers == Readers::Owner {
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    }
    #[cfg(not(unix))]
    let _ = readers;
    builder.recursive(true).create(folder).map_err(|error| Failure::Write(folder.to_owned(), error))
}

/// An unfinished file: a temporary file beside its target until [`Draft::keep`]. Dropping it removes it.
pub(super) struct Draft {
    /// The path as it was given, for messages.
    named: PathBuf,
    place: Place,
}

/// Where a draft is written.
enum Place {
    /// Beside the file that it becomes.
    Beside { target: PathBuf, replace: Replace, file: tempfile::NamedTempFile },
    /// Into a device or a pipe, which cannot be replaced.
    Into(fs::File),
}

impl Draft {
    /// Creates a draft. With [`Replace::Never`] an existing file is a failure.
    pub(super) fn new(path: &Path, replace: Replace, readers: Readers) -> Result<Self, Failure> {
        let failed = |error| Failure::Write(path.to_owned(), error);
        // A link stays; the file that it leads to is replaced and keeps its permissions. An open pipe has no other name
        // than the link to it, such as `/dev/stdout`.
        let is_file = fs::metadata(path).map_or(true, |there| there.is_file());
        let target = if path.is_symlink() && is_file { behind_link(path).map_err(failed)? } else { path.to_owned() };
        let before = fs::metadata(&target).ok();
        if target.is_dir() {
            return Err(failed(io::ErrorKind::IsADirectory.into()));
        }
        let is_device = System::HERE == System::Windows
            && target.file_name().is_some_and(|name| is_device_name(&name.to_string_lossy()));
        if is_device || before.as_ref().is_some_and(|before| !before.is_file()) {
            if streams::is_stdout_closed() && STDOUT.iter().any(|name| path == Path::new(name)) {
                return Err(failed(Refusal::Closed.into()));
            }
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
        // Else a temporary file is its owner's alone. Reduced by the umask of the process, as for any new file.
        #[cfg(unix)]
        if readers == Readers::Usual {
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        }
        #[cfg(not(unix))]
        let _ = readers;
        if let Some(before) = before {
            builder.permissions(before);
        }
        let file = builder.tempfile_in(folder).map_err(failed)?;
        Ok(Self { named: path.to_owned(), place: Place::Beside { target, replace, file } })
    }

    /// The path of the temporary file, if there is one.
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

    /// Flushes the file to the disk.
    pub(super) fn sync(&self) -> Result<(), Failure> {
        match &self.place {
            Place::Beside { file, .. } => {
                file.as_file().sync_all().map_err(|error| Failure::Write(self.named.clone(), error))
            }
            Place::Into(_) => Ok(()),
        }
    }

    /// Renames the temporary file to its target. Where another program holds the target for a moment, it is tried again.
    pub(super) fn keep(self) -> Result<(), Failure> {
        let Self { named, place } = self;
        let Place::Beside { target, replace, file } = place else { return Ok(()) };
        let mut unfinished = Some(file.into_temp_path());
        let kept = patiently(|| {
            let file = unfinished.take().expect("a file that was not kept is given back");
            let kept = match replace {
                Replace::Yes => file.persist(&target),
                Replace::Never => place_new(file, &target),
            };
            kept.map_err(|PathPersistError { error, path }| {
                unfinished = Some(path);
                error
            })
        });
        kept.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Failure::Exists(named),
            _ => Failure::Write(named, error),
        })
    }
}

/// Gives a file a name that nothing has: in one step, which fails where something has it. A file system that knows no such
/// step, as some of a network, gets an empty file of that name, which is then replaced.
pub(super) fn place_new(file: TempPath, target: &Path) -> Result<(), PathPersistError> {
    /// `EPERM`, which Linux gives for a link that the file system does not know.
    const NOT_PERMITTED: i32 = 1;

    let failed = match file.persist_noclobber(target) {
        Err(failed) if System::HERE == System::Unix => failed,
        done => return done,
    };
    if failed.error.raw_os_error() != Some(NOT_PERMITTED) && failed.error.kind() != io::ErrorKind::Unsupported {
        return Err(failed);
    }
    match fs::File::create_new(target) {
        Err(error) => Err(PathPersistError { error, path: failed.path }),
        Ok(_) => failed.path.persist(target).inspect_err(|_| {
            let _ = fs::remove_file(target);
        }),
    }
}

/// The file that a link leads to, which need not exist.
fn behind_link(link: &Path) -> io::Result<PathBuf> {
    match dunce::canonicalize(link) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let target = fs::read_link(link)?;
            let target = link.parent().map_or_else(|| target.clone(), |folder| folder.join(&target));
            if target.is_symlink() { behind_link(&target) } else { Ok(target) }
        }
        found => found,
    }
}

/// The path of an output, which must not be one of the inputs.
pub(super) fn output(named: Option<&Path>, default: &Path, inputs: &[&Path]) -> Result<PathBuf, Failure> {
    let output = named.unwrap_or(default).to_owned();
    if inputs.iter().any(|input| is_same(&output, input)) { Err(Failure::SameFile(output)) } else { Ok(output) }
}

/// Writes a page to its file and prints the path, or to standard output for `-`.
pub(super) fn give(output: &Path, page: &str, force: bool, readers: Readers, name: &str) -> Result<(), Failure> {
    give_instead(output, page, if force { Replace::Yes } else { Replace::Never }, readers, name)
}

/// As [`give`], where it depends on the file that is there whether it may be replaced.
pub(super) fn give_instead(
    output: &Path,
    page: &str,
    replace: Replace,
    readers: Readers,
    name: &str,
) -> Result<(), Failure> {
    if output == Path::new("-") {
        return print(page);
    }
    write(output, page, replace, readers)?;
    messages::line(&format!("{name}: {}", absolute(output)));
    Ok(())
}

/// Whether a page that is there may be replaced: with `--force`, or where the program knows it as its own by all of these texts.
pub(super) fn replace_own(path: &Path, force: bool, own: &[&str], limit: usize) -> Replace {
    let is_own = || {
        let there = path.is_file().then(|| read(path, limit).ok()).flatten();
        there.is_some_and(|text| own.iter().all(|part| text.contains(part)))
    };
    if force || is_own() { Replace::Yes } else { Replace::Never }
}

/// Writes data to standard output, and hands it over at once.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    to_stdout(|output| output.write_all(text.as_bytes()))
}

/// Writes to standard output, and hands it over at once.
pub(super) fn to_stdout(write: impl FnOnce(&mut io::StdoutLock<'_>) -> io::Result<()>) -> Result<(), Failure> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::OutputClosed,
        _ => Failure::Write(PathBuf::from("standard output"), error),
    };
    if streams::is_stdout_closed() {
        return Err(failed(Refusal::Closed.into()));
    }
    let mut output = io::stdout().lock();
    write(&mut output).and_then(|()| output.flush()).map_err(failed)
}

/// True when both paths lead to the same file.
pub(super) fn is_same(a: &Path, b: &Path) -> bool {
    is_same_path(&absolute(a), &absolute(b), IGNORES_CASE)
}

/// A path quoted for a shell where that is needed.
pub(super) fn for_shell(path: &Path) -> String {
    // The shell that comes with Git for Windows is one of Unix.
    let system = if std::env::var_os("MSYSTEM").is_some() { System::Unix } else { System::HERE };
    quoted(&path.display().to_string(), system)
}

/// The absolute path, for messages.
pub(super) fn absolute(path: &Path) -> String {
    let full = dunce::canonicalize(path).or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned());
    full.display().to_string()
}

/// The address of a folder as a page beside it links to it, with a slash at the end: relative where both have a way in
/// common, else whole.
pub(super) fn address_from(page: &Path, folder: &Path) -> String {
    let full = |path: &Path| dunce::canonicalize(path).or_else(|_| std::path::absolute(path)).unwrap_or_default();
    let from = match page.parent() {
        Some(parent) if page != Path::new("-") && !parent.as_os_str().is_empty() => full(parent),
        _ => full(Path::new(".")),
    };
    let to = full(folder);
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let names = |parts: &[std::path::Component<'_>]| -> String {
        parts.iter().map(|part| escaped(&part.as_os_str().to_string_lossy()) + "/").collect()
    };
    if shared == 0 {
        format!("file:///{}", names(&to))
    } else {
        "../".repeat(from.len() - shared) + &names(&to[shared..])
    }
}

/// A name as a part of an address: all but letters, digits and a few marks of ASCII by the numbers of their bytes.
fn escaped(name: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    name.bytes().map(byte).collect()
}
