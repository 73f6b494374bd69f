//! Gathering the records of a run for a page on all of them.

use crate::answers::AnswerSheet;
use crate::assess::Assessment;
use crate::cohort::{Attempt, Record, Term};
use crate::model::Pack;

/// How records are gathered.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli) struct Gather {
    /// The term of the inputs.
    pub(in crate::cli) term: Term,
    /// True when the answers themselves are needed later.
    pub(in crate::cli) keep_sheets: bool,
}

impl Gather {
    /// Takes the sheets of an input and adds a record for each.
    pub(super) fn records(self, pack: &Pack, input: usize, sheets: &mut Vec<AnswerSheet>, records: &mut Vec<Record>) {
        records.extend(sheets.drain(..).map(|sheet| {
            let attempt = Attempt::new(&Assessment::new(pack, &sheet));
            Record { attempt, term: self.term, input, sheet: self.keep_sheets.then_some(sheet) }
        }));
    }
}
