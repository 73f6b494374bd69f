//! The input formats of batch scoring, and the lists that an office has beside answers.
//!
//! Each format has a file or folder of its own with a [`Decoder`], which turns chunks of an input into
//! [`Row`](super::Row)s. To add a format:
//!
//! 1. write its decoder in a file of its own here;
//! 2. add it to [`InputFormat`]: its name, endings, first bytes, framing and decoder, which the compiler asks for.
//!
//! The readers of inputs and the command line take everything else from there. A format that can only be read as a whole
//! has the framing [`Framing::Whole`].

mod decoder;
mod framing;
mod input_format;
mod list;
mod ndjson;
mod table;
mod xlsx;
mod yaml;

pub use decoder::{Beginning, Chunk, Decoder, Each, Outcome, Record};
pub use framing::{Boundary, Framing, line_breaks};
pub use input_format::InputFormat;
pub use list::{parse_invited, parse_targets};
pub use ndjson::parse_line;
pub use table::{LARGEST_EXPORT, Proposal, SurveyMap, TableOptions, parse_map, propose};
pub use xlsx::{LARGEST_WORKBOOK, Sheet, sheets};
