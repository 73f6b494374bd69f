//! Where the output goes.

use std::any::Any;
use std::io::{self, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};

use crate::batch::MoreColumns;
use crate::cli::Failure;
use crate::cli::files::{self, Draft, Readers, Replace};
use crate::model::Pack;
use crate::report::xlsx::{Scores, Unwritable};

/// Where the output goes.
pub(in crate::cli) enum Sink<'p> {
    /// To standard output, chunk by chunk.
    Stdout,
    /// To a file that appears only when it is complete.
    File(Draft),
    /// To a spreadsheet, which appears when it is complete.
    Sheet { draft: Draft, path: PathBuf, scores: Box<Scores<'p>> },
    /// Nowhere: the inputs are only checked.
    Nowhere,
}

impl<'p> Sink<'p> {
    /// Standard output for none or `-`.
    pub(in crate::cli) fn open(output: Option<&Path>, replace: Replace, readers: Readers) -> Result<Self, Failure> {
        match output {
            None => Ok(Self::Stdout),
            Some(path) if path == Path::new("-") => Ok(Self::Stdout),
            Some(path) => Draft::new(path, replace, readers).map(Self::File),
        }
    }

    /// A spreadsheet at this path.
    pub(in crate::cli) fn sheet(
        pack: &'p Pack,
        more: MoreColumns,
        path: &Path,
        replace: Replace,
    ) -> Result<Self, Failure> {
        let draft = Draft::new(path, replace, Readers::Owner)?;
        // The rows wait in the folder of the output, where there has to be room for them.
        let folder = draft.path().and_then(Path::parent).map_or_else(std::env::temp_dir, Path::to_owned);
        let scores = Scores::new(pack, more, &folder).map_err(|error| unwritable(path, error))?;
        Ok(Self::Sheet { draft, path: path.to_owned(), scores: Box::new(scores) })
    }

    /// The path of the file while it is incomplete.
    pub(in crate::cli) fn draft(&self) -> Option<PathBuf> {
        match self {
            Self::File(draft) | Self::Sheet { draft, .. } => draft.path().map(Path::to_owned),
            Self::Stdout | Self::Nowhere => None,
        }
    }

    /// Adds to the output.
    pub(in crate::cli) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        match self {
            Self::Nowhere => Ok(()),
            Self::File(draft) => draft.write(bytes),
            Self::Sheet { path, scores, .. } => unless_full(path, || scores.add(bytes)),
            Self::Stdout => {
                // The other end of a pipe gets each chunk at once.
                files::to_stdout(|stdout| stdout.write_all(bytes))
            }
        }
    }

    /// Moves a file to its place.
    pub(in crate::cli) fn keep(self) -> Result<(), Failure> {
        match self {
            Self::File(draft) => draft.keep(),
            Self::Sheet { mut draft, path, scores } => {
                let mut failure = None;
                let saved = {
                    let into = Into { draft: &mut draft, failure: &mut failure };
                    unless_full(&path, || scores.save(io::BufWriter::with_capacity(1 << 16, into)))
                };
                failure.map_or(saved, Err)?;
                draft.keep()
            }
            Self::Stdout | Self::Nowhere => Ok(()),
        }
    }
}

/// Writes into a draft, and keeps its failure.
struct Into<'d> {
    draft: &'d mut Draft,
    failure: &'d mut Option<Failure>,
}

impl io::Write for Into<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.draft.write(bytes).map(|()| bytes.len()).map_err(|failure| {
            *self.failure = Some(failure);
            io::Error::other("the draft failed")
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Runs a part of the package for spreadsheets. Where its temporary file cannot be written, as on a full disk, it panics.
fn unless_full(path: &Path, write: impl FnOnce() -> Result<(), Unwritable>) -> Result<(), Failure> {
    match catch_unwind(AssertUnwindSafe(write)) {
        Ok(written) => written.map_err(|error| unwritable(path, error)),
        Err(panic) => match error_of(panic.as_ref()) {
            Some(error) => Err(Failure::Write(path.to_owned(), error)),
            None => resume_unwind(panic),
        },
    }
}

/// The error of the system in the panic of a writing.
fn error_of(panic: &(dyn Any + Send)) -> Option<io::Error> {
    let text = panic.downcast_ref::<String>()?;
    let of_writing = text.strip_prefix("Couldn't write to xml file: ")?;
    let code = of_writing.split("code: ").nth(1)?.split(',').next()?;
    code.parse().ok().map(io::Error::from_raw_os_error)
}

fn unwritable(path: &Path, error: Unwritable) -> Failure {
    match error {
        Unwritable::TooManyPeople => Failure::TooManyForSheet(path.to_owned()),
        Unwritable::File(error) => Failure::Write(path.to_owned(), error),
    }
}
