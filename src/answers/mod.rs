//! One person's answers to one form of a pack, and the file they are kept in; many people's, in tables and lines.

mod cells;
mod format;
mod lines;
mod many;
mod pair;
mod read;
mod records;
mod row;
mod sheet;
mod state;
mod table;
mod template;
mod write;

pub use lines::parse_line;
pub use many::{Chunk, Kind, Reader, Record, Texts};
pub use pair::{Footing, NoPair, Pair, Side};
pub use read::{LARGEST_FILE, named_pack, parse};
pub use records::{Cut, Part, line_breaks};
pub use row::Row;
pub use sheet::{
    Answer, AnswerSheet, AskedAs, KeptAnswer, LONGEST_NAME, LONGEST_NOTE, PackReference, Rater, Recorded, Respondent,
};
pub use state::State;
pub use table::Layout;
pub use template::{csv_header, yaml_template};
pub use write::to_yaml;
