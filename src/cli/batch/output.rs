//! Where the output goes.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::cli::Failure;
use crate::cli::files::{Draft, Replace};

/// Where the output goes.
pub(in crate::cli) enum Sink {
    /// To standard output, chunk by chunk.
    Stdout,
    /// To a file that appears only when it is complete.
    File(Draft),
    /// Nowhere: the inputs are only checked.
    Nowhere,
}

impl Sink {
    /// Standard output for none or `-`.
    pub(in crate::cli) fn open(output: Option<&Path>, replace: Replace) -> Result<Self, Failure> {
        match output {
            None => Ok(Self::Stdout),
            Some(path) if path == Path::new("-") => Ok(Self::Stdout),
            Some(path) => Draft::new(path, replace).map(Self::File),
        }
    }

    /// The path of the file while it is incomplete.
    pub(in crate::cli) fn draft(&self) -> Option<PathBuf> {
        match self {
            Self::File(draft) => draft.path().map(Path::to_owned),
            Self::Stdout | Self::Nowhere => None,
        }
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        match self {
            Self::Nowhere => Ok(()),
            Self::File(draft) => draft.write(bytes),
            Self::Stdout => {
                let mut stdout = io::stdout().lock();
                // Each chunk is flushed, so that the other end of a pipe gets it at once.
                stdout.write_all(bytes).and_then(|()| stdout.flush()).map_err(|error| match error.kind() {
                    io::ErrorKind::BrokenPipe => Failure::OutputClosed,
                    _ => Failure::Write(PathBuf::from("standard output"), error),
                })
            }
        }
    }

    /// Moves a file to its place.
    pub(in crate::cli) fn keep(self) -> Result<(), Failure> {
        match self {
            Self::File(draft) => draft.keep(),
            Self::Stdout | Self::Nowhere => Ok(()),
        }
    }
}
