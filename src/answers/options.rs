//! What is known and wanted before answers are read.

use crate::model::RoleIx;

/// What is known of answers before they are read, and what is wanted of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// The role to score against, whichever one the answers name.
    pub role: Option<RoleIx>,
    /// Whether notes and other texts are needed.
    pub texts: Texts,
}

/// Whether notes and other texts are needed, for reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Texts {
    /// Each record also comes as a sheet.
    #[default]
    Needed,
    /// Only the row.
    Ignored,
}
