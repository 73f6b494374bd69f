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
            Self::Terminal => quiz::SKIPS_IN_TERMINAL,
            Self::Page => quiz::SKIPS_ON_PAGE,
        }
    }

    /// The beginning of the help on a text that may stay empty.
    pub(super) fn optional(self) -> &'static str {
        match self {
            Self::Terminal => quiz::OPTIONAL_IN_TERMINAL,
            Self::Page => quiz::OPTIONAL_ON_PAGE,
        }
    }

    /// The row that stops.
    pub(super) fn stop(self) -> &'static str {
        match self {
            Self::Terminal => quiz::STOP_IN_TERMINAL,
            Self::Page => quiz::STOP_ON_PAGE,
        }
    }

    /// The row that begins anew beside an unfinished attempt.
    pub(super) fn start_new(self) -> &'static str {
        match self {
            Self::Terminal => quiz::START_NEW_IN_TERMINAL,
            Self::Page => quiz::START_NEW_ON_PAGE,
        }
    }
}
