//! Where a quiz is shown.

use crate::language::quiz;

/// Where a quiz is shown. The words differ where keys or the place of the answers are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Surface {
    /// A terminal: keys and Enter, and answers in a file.
    Terminal,
    /// A page: buttons, and answers on the device.
    Page,
}

impl Surface {
    /// Where the answers are, and how to stop.
    pub(super) fn kept(self) -> &'static str {
        match self {
            Self::Terminal => quiz::KEPT_IN_TERMINAL,
            Self::Page => quiz::KEPT_ON_PAGE,
        }
    }

    /// The end of the help on a line of text about the person: how it is skipped.
    pub(super) fn skips(self) -> &'static str {
        match self {
            Self::Terminal => "; Enter alone skips",
            Self::Page => "; leave it empty to skip",
        }
    }

    /// The beginning of the help on a text that may stay empty.
    pub(super) fn optional(self) -> &'static str {
        match self {
            Self::Terminal => "optional, Enter alone goes on; ",
            Self::Page => "optional; ",
        }
    }

    /// The row that stops.
    pub(super) fn stop(self) -> &'static str {
        match self {
            Self::Terminal => "Save and quit",
            Self::Page => "Stop for now",
        }
    }

    /// The row that begins anew beside an unfinished attempt.
    pub(super) fn start_new(self) -> &'static str {
        match self {
            Self::Terminal => "Start a new attempt; the old file stays",
            Self::Page => "Start a new attempt",
        }
    }
}
