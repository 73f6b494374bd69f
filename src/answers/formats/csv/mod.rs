//! CSV: a wide table of answers, with one row for each respondent and one column for each item.

mod cells;
mod layout;
mod rows;
mod values;

pub use layout::Layout;
pub(super) use layout::named_pack;
