//! Why a file gives no text.

use std::fmt;
use std::io;

use super::kind::Foreign;

/// The largest window of zstd that is decompressed, in bytes: that of `zstd --long`.
pub(super) const LARGEST_WINDOW: u64 = 128 << 20;

/// The longest line that is passed over, in bytes: behind a longer one nothing is read.
pub(in crate::cli) const LONGEST_LINE: usize = 16 << 20;

/// Why a file gives no text, or takes none; it is the inner error of an [`io::Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Refusal {
    /// Compressed data is damaged or cut off.
    Damaged,
    /// UTF-16 text has half a unit at its end.
    CutOff,
    /// There is a compressed file in the compressed file.
    Twice,
    /// It is a compressed file where it would be replaced by text.
    Compressed,
    /// It is a file of another kind.
    Foreign(Foreign),
    /// To decompress zstd would take more memory than [`LARGEST_WINDOW`].
    Window,
    /// zstd was compressed with a dictionary, which is not in the file.
    Dictionary,
    /// A line is longer than any record.
    EndlessLine,
    /// It is no file: what it is.
    NoFile(&'static str),
    /// Standard output was closed when the program began.
    Closed,
}

impl Refusal {
    /// The refusal in an error of reading, if it is one.
    pub(in crate::cli) fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }

    /// What to do.
    pub(in crate::cli) fn hint(self) -> &'static str {
        match self {
            Self::Damaged => "compress or copy the file again",
            Self::CutOff => "copy or save the file again",
            Self::Twice => "unpack it once",
            Self::Compressed => "unpack it",
            Self::Foreign(foreign) => foreign.fix,
            Self::Window => "compress it without `--long`, or unpack it",
            Self::Dictionary => "compress it without a dictionary, or unpack it",
            Self::EndlessLine => "look for line breaks that are missing; nothing behind this line was read",
            Self::NoFile(_) => {
                "name a file, or put one in its place; where a command takes `-`, a pipe goes there: `- < PIPE`"
            }
            Self::Closed => "name a file with `-o`, or let the output go somewhere",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged => f.write_str("the compressed data is damaged or cut off"),
            Self::CutOff => f.write_str("the UTF-16 text is cut off"),
            Self::Twice => f.write_str("it is compressed twice"),
            Self::Compressed => f.write_str("it is compressed"),
            Self::Foreign(foreign) => write!(f, "it is {}", foreign.what),
            Self::Window => write!(f, "its zstd window is larger than {} MiB", LARGEST_WINDOW >> 20),
            Self::Dictionary => f.write_str("it was compressed with a zstd dictionary"),
            Self::EndlessLine => write!(f, "a line is longer than {} MiB", LONGEST_LINE >> 20),
            Self::Closed => f.write_str("it is closed"),
            Self::NoFile(what) => write!(f, "it is {what}, not a file"),
        }
    }
}

impl std::error::Error for Refusal {}

impl From<Refusal> for io::Error {
    fn from(refusal: Refusal) -> Self {
        Self::other(refusal)
    }
}
