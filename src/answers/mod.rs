//! The answers of one person to one form of a pack, the file that holds them, and the input formats for many people.

mod background;
mod code;
mod entry;
mod field;
mod format;
#[cfg(not(target_family = "wasm"))]
mod formats;
mod hand;
mod invitation;
mod invitation_file;
mod invitee;
mod options;
mod pair;
mod read;
mod row;
mod sheet;
mod state;
mod steps;
mod steps_text;
mod template;
mod value;
mod wording;
mod write;

pub use background::{FACTS, FactAccess, FactField, FactValue, MONTH_AS_WRITTEN};
pub use code::{CodeProblem, ResultCodes, from_code, to_code};
pub use format::LARGEST_FILE;
#[cfg(not(target_family = "wasm"))]
pub use formats::{
    Beginning, Boundary, Chunk, Decoder, Each, Framing, InputFormat, LARGEST_EXPORT, LARGEST_WORKBOOK, Outcome,
    Proposal, Record, Sheet, SurveyMap, TableOptions, line_breaks, parse_invited, parse_line, parse_map, parse_targets,
    propose, sheets,
};
pub use invitation::{Invitation, LONGEST_INVITATION_LINE, LONGEST_INVITATION_TEXT, Until};
pub use invitation_file::{INVITATION_FILE, InvitationFile, invitation_schema, is_invitation, parse_invitation};
pub use invitee::Invitee;
pub use options::{ReadOptions, Texts};
pub use pair::{Comparability, NotComparable, Pair, Side, comparability};
pub use read::{named_pack, other_pack, parse, parse_with};
pub use row::Row;
pub use sheet::{
    Answer, AnswerSheet, AskedAs, KeptAnswer, LONGEST_NAME, LONGEST_NOTE, PackReference, Rater, Recorded, Respondent,
    pseudonym,
};
pub use state::State;
pub use steps::{AgreedStep, LONGEST_STEP, StepState, StepSubject, set_step};
pub use steps_text::with_steps;
pub use template::{csv_header, yaml_template};
pub use value::{Vocabulary, amount, state_of, whole};
pub use wording::{find_word, name_key, wording_key};
pub use write::to_yaml;
