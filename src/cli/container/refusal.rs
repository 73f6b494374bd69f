//! Why a file gives no text.

use std::fmt;
use std::io;

use super::kind::Foreign;

/// Why a file gives no text; it is the inner error of an [`io::Error`].
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
        }
    }
}

impl std::error::Error for Refusal {}

impl From<Refusal> for io::Error {
    fn from(refusal: Refusal) -> Self {
        Self::other(refusal)
    }
}
