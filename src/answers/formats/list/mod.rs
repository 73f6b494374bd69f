//! The short tables that an office has beside answers: who was invited, and which level a programme expects by which term.
//!
//! A list is read as tables of answers are: cells between commas, semicolons or tabs, or the first sheet of a spreadsheet that
//! has its header; columns in any order; a title above the header.

mod header;
mod invited;
mod rows;
mod targets;
mod text;

pub use invited::parse_invited;
pub use targets::parse_targets;
