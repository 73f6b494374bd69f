//! What is read as a file: the one rule for every command.
//!
//! | path | [`Takes::File`] | [`Takes::FileOrPipe`] |
//! |---|---|---|
//! | a file, or a link to one | yes | yes |
//! | a pipe that is open already: `/dev/stdin`, `/dev/fd/63`, `<(…)` in a shell | no | yes |
//! | a pipe with a name (`mkfifo`), which waits for its writer: the shell opens it, `score - < PIPE` | no | no |
//! | a device, a socket, a folder | no | no |
//!
//! Nothing is opened that is not read, so that no command waits for a pipe that nobody writes to.

use std::fs::{self, File, FileType};
use std::io;
use std::path::{Path, PathBuf};

use super::container::Refusal;
use super::platform::{System, is_device_name, patiently};

/// What is taken for a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    /// Files alone: for packs, and for what is found in a folder.
    File,
    /// Also a pipe that is open already: for answers, which are read once.
    FileOrPipe,
}

/// Opens a file for reading.
///
/// # Errors
/// Those of the system; `IsADirectory` for a folder; [`Refusal::NoFile`] for what is not taken.
pub(super) fn open(path: &Path, takes: Takes) -> io::Result<File> {
    let found = fs::metadata(path)?;
    let is_device =
        System::HERE == System::Windows && path.file_name().is_some_and(|name| is_device_name(&name.to_string_lossy()));
    let kind = found.file_type();
    if kind.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    match odd_kind(kind, path) {
        None if !is_device => {}
        Some(Odd::OpenPipe) if takes == Takes::FileOrPipe => {}
        odd => return Err(Refusal::NoFile(odd.unwrap_or(Odd::Device).name()).into()),
    }
    patiently(|| File::open(path))
}

/// What is neither a file nor a folder.
#[derive(Clone, Copy)]
#[cfg_attr(not(unix), expect(dead_code, reason = "Windows tells devices alone"))]
enum Odd {
    OpenPipe,
    NamedPipe,
    Socket,
    Device,
}

impl Odd {
    fn name(self) -> &'static str {
        match self {
            Self::OpenPipe => "a pipe",
            Self::NamedPipe => "a named pipe",
            Self::Socket => "a socket",
            Self::Device => "a device",
        }
    }
}

#[cfg(unix)]
fn odd_kind(kind: FileType, path: &Path) -> Option<Odd> {
    use std::os::unix::fs::FileTypeExt as _;

    /// Where the system shows what a process has open.
    const OPEN: [&str; 3] = ["/dev/stdin", "/dev/fd", "/proc"];

    let is_open = || OPEN.iter().any(|place| path.starts_with(place));
    Some(match () {
        () if kind.is_file() => return None,
        () if kind.is_fifo() => {
            if is_open() {
                Odd::OpenPipe
            } else {
                Odd::NamedPipe
            }
        }
        () if kind.is_socket() => Odd::Socket,
        () => Odd::Device,
    })
}

#[cfg(not(unix))]
fn odd_kind(kind: FileType, _: &Path) -> Option<Odd> {
    (!kind.is_file()).then_some(Odd::Device)
}

/// Something in a folder.
pub(super) struct Entry {
    pub(super) path: PathBuf,
    pub(super) is_folder: bool,
    /// False for a pipe, a socket or a device.
    pub(super) is_file: bool,
}

impl Entry {
    /// Its name.
    pub(super) fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// What is in a folder, by name: nothing hidden, and no links, which could lead in a circle.
///
/// # Errors
/// The folder cannot be read.
pub(super) fn entries(folder: &Path) -> io::Result<Vec<Entry>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        // Known without opening the entry, which may be forbidden.
        let kind = entry.file_type()?;
        if !kind.is_symlink() && !entry.file_name().to_string_lossy().starts_with('.') {
            found.push(Entry { path: entry.path(), is_folder: kind.is_dir(), is_file: kind.is_file() });
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}
