//! What a competency is held against in a report.

use crate::gap::Gap;

/// The role that a card holds a competency against, and the gap to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held<'a> {
    /// The gap.
    pub(super) gap: &'a Gap,
    /// The title of the role, where it is not that of the report.
    pub(super) other: Option<&'a str>,
}
