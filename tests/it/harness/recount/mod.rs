//! Every figure of a class counted a second time, from the files alone and without the library.
//!
//! What a person's answers are, who is one person, levels, gaps, readiness, the next role, what is open to someone today and
//! all sums are worked out here in exact fractions by the published rules. The answers files, the lists, the pack and its
//! catalogue are read as plain YAML and CSV.

#![allow(dead_code, unreachable_pub, unused_imports, reason = "each test program uses a part of it")]

mod aim;
mod attempt;
mod catalogue;
mod compare;
mod fraction;
mod open;
mod person;
mod plain_pack;
mod summary;
mod tables;
mod together;

use crate::harness::tables::cells;

pub use attempt::Attempt;
pub use compare::differences;
pub use fraction::{Fraction, median};
pub use person::{Person, Status, people};
pub use plain_pack::PlainPack;
pub use summary::{Summary, summary};
pub use tables::{Counted, counted};
pub use together::able;

/// What `skillgap cohort` is given.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// The name and the text of each answers file.
    pub now: Vec<(String, String)>,
    /// Those of earlier terms.
    pub since: Vec<(String, String)>,
    /// The list of those who were invited.
    pub invited: Option<String>,
    /// What the programme expects by term.
    pub targets: Option<String>,
    /// The day as of which drafts are stale and steps overdue.
    pub day: String,
    /// One goal for everyone.
    pub role: Option<String>,
    /// How many people must share a need.
    pub at_least: Option<usize>,
    /// The fingerprint of the rule that makes levels of answers now.
    pub scoring: String,
}

impl Inputs {
    fn goal(&self, pack: &PlainPack) -> Option<usize> {
        self.role.as_ref().map(|role| pack.role(role).unwrap())
    }
}

/// The rows of a table with commas.
pub fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let rows = cells(text.trim_start_matches('\u{feff}'), b',');
    rows.into_iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).collect()
}
