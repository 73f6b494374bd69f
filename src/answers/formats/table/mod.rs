//! Tables of answers: one row for each respondent, one column for each item. A CSV file is one; a spreadsheet and the
//! export of a survey tool are read as one.
//!
//! [`begin()`] finds the header and gives the `Layout`: what each column holds, which decodes the rows below it.

mod about;
mod begin;
mod cells;
mod code_cells;
mod coded;
mod group;
mod layout;
mod named_pack;
mod names;
mod problem;
mod reader;
mod rows;
mod survey;
mod text;

pub use begin::TableOptions;
pub(super) use begin::{MOST_ABOVE, SAVE_AS_UTF8, begin, carriage_returns, named_separator};
pub(super) use cells::{Cells, headings};
pub(super) use layout::unknown_columns;
pub(super) use named_pack::named_pack;
pub(super) use names::is_nearly;
pub(super) use problem::RowPlace;
pub(super) use reader::Reader;
pub use survey::{LARGEST_EXPORT, Proposal, SurveyMap, parse_map, propose};
pub(super) use text::{is_blank, shown};
