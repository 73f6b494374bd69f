//! One person's answers to one form of a pack, and the file they are kept in.

mod format;
mod pair;
mod read;
mod sheet;
mod template;
mod write;

pub use pair::{Footing, NoPair, Pair, Side};
pub use read::{LARGEST_FILE, parse};
pub use sheet::{
    Answer, AnswerSheet, AskedAs, KeptAnswer, LONGEST_NAME, LONGEST_NOTE, PackReference, Rater, Recorded, Respondent,
};
pub use template::{csv_header, yaml_template};
pub use write::to_yaml;
