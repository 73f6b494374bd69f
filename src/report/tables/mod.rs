//! Small tables for an office: their cells, and the two forms as text, [`csv`] and [`ndjson`]. As a spreadsheet they are
//! written by [`xlsx::tables`](super::xlsx::tables).
//!
//! Texts of people may be hostile. In CSV a text that a spreadsheet could run has one apostrophe in front, as everywhere
//! ([`sanitise`](crate::sanitise)); numbers, days and `true` or `false` are the program's own and stay bare. There is no byte
//! order mark, as there is none in what `score` writes.

mod class;
mod csv;
mod format;
mod ndjson;
mod table;

pub use class::of_class;
pub use csv::csv;
pub use format::TableFormat;
pub use ndjson::ndjson;
pub use table::{Cell, Column, Table};
