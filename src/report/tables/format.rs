//! The forms in which tables are written.

use crate::language::cohort::columns;

/// What tables are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFormat {
    /// A file with commas for each.
    Csv,
    /// A file of JSON lines for each.
    Ndjson,
    /// One spreadsheet with a sheet for each.
    Xlsx,
}

impl TableFormat {
    /// Each format with its name on a command line.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("csv", Self::Csv), ("ndjson", Self::Ndjson), ("xlsx", Self::Xlsx)];

    /// What the format is, for help texts.
    pub fn about(self) -> &'static str {
        match self {
            Self::Csv => columns::CSV,
            Self::Ndjson => columns::NDJSON,
            Self::Xlsx => columns::XLSX,
        }
    }
}
