//! Exports of survey tools, read as tables.
//!
//! Each tool has a file of its own, which says what its exports look like. What they hold is found in one way for all of
//! them: a column by the id, the code or the wording of an item ([`heading`]), an answer by its number, its label or its
//! wording. A [map](map) settles what is not sure, and reads the exports of other tools.
//!
//! An export is read as a whole before its first row is decoded: whether `3/4/2026` is in March or April, and whether
//! numbers are ratings or positions of options, shows in all rows together.

mod by_answers;
mod columns;
mod google_forms;
mod heading;
mod limesurvey;
mod map;
mod microsoft_forms;
mod moodle;
mod plain_text;
mod propose;
mod qualtrics;
mod read;
mod redcap;
mod response;
mod times;
mod tool;
mod tools;

pub(super) use columns::{Export, find};
pub use map::{SurveyMap, parse_map};
pub(super) use plain_text::plain_text;
pub use propose::{Proposal, propose};
pub(super) use read::{WRITE_A_MAP, other_columns};
pub(super) use response::{Response, ResponseKind, Survey};

/// The largest export that is read, in bytes.
pub const LARGEST_EXPORT: usize = 64 * 1024 * 1024;
