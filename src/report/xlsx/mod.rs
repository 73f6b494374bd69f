//! Spreadsheets: the only module that names `rust_xlsxwriter`.
//!
//! Texts are written as texts and numbers as numbers, so no text becomes a formula, a date or a number. The bytes depend on
//! nothing but what is written: no clock, no name of a user.

mod book;
mod scores;
mod tables;
mod template;

pub use book::Unwritable;
pub use scores::{MOST_PEOPLE, Scores};
pub use tables::tables;
pub use template::template;
