//! The result of a run.

use crate::diag::Grouped;

/// The numbers and problems of all inputs together.
#[derive(Debug, Default)]
pub(in crate::cli) struct BatchResult {
    pub(in crate::cli) scored: usize,
    pub(in crate::cli) refused: usize,
    pub(in crate::cli) problems: Grouped,
    /// True when ids that stand more than once were looked for among the first [`super::MOST_COMPARED`] records only.
    pub(in crate::cli) is_beyond_compared: bool,
}
