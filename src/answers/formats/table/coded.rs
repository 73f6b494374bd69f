//! Result codes in tables: which column holds them, and what a row says by its code.

use std::mem;

use super::cells::Cells;
use super::code_cells::{CodeCell, count_codes};
use super::layout::{Column, Layout};
use super::names::Holds;
use super::problem::CellProblem;
use super::rows::{Kind, Said};
use super::survey::plain_text;
use super::text::shown;
use crate::answers::formats::framing::{Boundary, Framing};
use crate::answers::{AnswerSheet, CodeProblem, ResultCodes, Row, State};
use crate::diag::Code;
use crate::model::{Background, Pack};

/// In how many rows below a header the column of the codes is looked for.
const MOST_LOOKED_AT: usize = 30;

impl Layout {
    /// Reads the column of this number as that of the result codes, and no other one.
    pub(super) fn read_codes(&mut self, pack: &Pack, at: Option<usize>) {
        for column in &mut self.columns {
            if matches!(column, Column::About(Holds::Code)) {
                *column = Column::Unknown;
            }
        }
        if let Some(column) = at.and_then(|at| self.columns.get_mut(at)) {
            *column = Column::About(Holds::Code);
        }
        self.codes = at.map(|_| Box::new(ResultCodes::new(pack)));
    }

    /// Settles by the first rows below the header which column holds result codes: in a table without items one whose cells
    /// are codes, whatever its name; beside items one that is named so, unless its cells are something else. False where more
    /// bytes are needed to tell.
    pub(super) fn settle_codes(&mut self, pack: &Pack, rows: &[u8], at_end: bool) -> bool {
        let (named, has_items) = (self.column(Holds::Code), self.items().next().is_some());
        if named.is_some() != has_items {
            return true;
        }
        let codes = ResultCodes::new(pack);
        let may_be = |at: usize| self.holds(at).is_none_or(|holds| holds == Holds::Code);
        let mut looked_at = 0;
        let counts = count_codes(&codes, self.columns.len(), may_be, |each| {
            looked_at = self.first_rows(rows, at_end, each);
        });
        match named {
            Some(at) if counts[at].with_codes == 0 && counts[at].at_all > 0 => self.read_codes(pack, None),
            Some(_) => {}
            None => {
                if let Some(at) = counts.iter().position(|count| count.with_codes > 0) {
                    self.read_codes(pack, Some(at));
                }
            }
        }
        looked_at > 0 || at_end
    }

    /// Reads the first whole rows; gives how many there were.
    fn first_rows(&self, rows: &[u8], at_end: bool, each: &mut dyn FnMut(&Cells)) -> usize {
        let (mut at, mut count, mut cells) = (0, 0, Cells::default());
        while count < MOST_LOOKED_AT {
            let Boundary::At(length @ 1..) = Framing::Table(self.delimiter).first_boundary(&rows[at..], at_end) else {
                break;
            };
            let row = &rows[at..at + length];
            at += length;
            if cells.read(&mut self.reader(), row).is_some() {
                each(&cells);
                count += 1;
            }
        }
        count
    }

    /// Reads a cell of result codes, which is not empty.
    pub(super) fn code(&self, pack: &Pack, at: usize, text: &str, said: &mut Said, problems: &mut Vec<CellProblem>) {
        let Some(codes) = &self.codes else { return };
        let text = if self.survey.is_some() { plain_text(text) } else { text.into() };
        said.filled += 1;
        match codes.read(&text, pack) {
            Ok(sheet) => said.code = CodeCell::Read(at, Box::new(sheet)),
            Err(why) => {
                said.words += usize::from(why == CodeProblem::NotACode);
                said.code = CodeCell::Refused;
                problems.push(no_code(pack, at, &text, why));
            }
        }
    }

    /// Ends a row of a table with result codes; gives what the row is where nothing more of it is to be read.
    pub(super) fn by_code(
        &self,
        pack: &Pack,
        said: &mut Said,
        row: &mut Row,
        problems: &mut Vec<CellProblem>,
    ) -> Option<Kind> {
        match mem::take(&mut said.code) {
            CodeCell::Refused => return Some(Kind::Answers),
            CodeCell::Empty if said.filled == 0 => {
                problems.clear();
                problems.push(CellProblem::new(None, Code::NoCode, "a row without a result code"));
                return Some(Kind::LeftOut);
            }
            CodeCell::Empty if self.survey.is_none() => name(None, row, problems),
            CodeCell::Empty => {}
            CodeCell::Read(at, sheet) => {
                name(Some(&sheet.respondent.id), row, problems);
                if let Some(problem) = self.other_answers(pack, at, &sheet, said, row) {
                    problems.push(problem);
                    return Some(Kind::Answers);
                }
                if let Some(unknown) = said.unknown_form.take() {
                    problems.push(
                        unknown.settled(&format!("of the form `{}`, as the code says", pack.form(sheet.form).id)),
                    );
                }
                said.form = Some(sheet.form);
                take(pack, &sheet, row);
            }
        }
        None
    }

    /// The problem of a row whose form or answers are not those of its code.
    fn other_answers(
        &self,
        pack: &Pack,
        code: usize,
        sheet: &AnswerSheet,
        said: &Said,
        row: &Row,
    ) -> Option<CellProblem> {
        let problem = |at: usize, message: String| {
            let hint = "empty the cell to score the code, or the cell of the code to score the other cells";
            Some(CellProblem::new(Some(at), Code::CodeDisagrees, message).hint(hint))
        };
        if let Some(form) = said.form.filter(|form| *form != sheet.form) {
            let (named, own) = (&pack.form(form).id, &pack.form(sheet.form).id);
            return problem(
                code,
                format!("the result code is of the form `{own}`, and the row names the form `{named}`"),
            );
        }
        let differs = self.columns.iter().position(|column| {
            let Column::Item(column) = column else { return false };
            let state = row.states[column.item.get()];
            state != State::UNANSWERED && state != State::of(pack, column.item, sheet.answer(column.item))
        })?;
        problem(differs, format!("the cell of `{}` and the result code of the row differ", self.names[differs]))
    }
}

/// Gives a row without a pseudonym its label as one, else the end of its code.
fn name(of_code: Option<&str>, row: &mut Row, problems: &mut Vec<CellProblem>) {
    if row.respondent.is_empty() {
        let Row { respondent, label, .. } = row;
        match of_code {
            _ if !label.is_empty() => respondent.push_str(label),
            Some(end) => respondent.push_str(end),
            None => {
                let problem = CellProblem::new(None, Code::EmptyText, "nothing tells whose answers these are");
                problems.push(problem.expected("a pseudonym, a label or a result code"));
            }
        }
    }
}

/// Takes what a code says. Role and background stay as the cells of the row have them.
fn take(pack: &Pack, sheet: &AnswerSheet, row: &mut Row) {
    for item in &pack.form(sheet.form).items {
        row.states[item.get()] = State::of(pack, *item, sheet.answer(*item));
    }
    row.role = row.role.or(Some(sheet.role));
    let (Background { education, experience_years, licences, region, studying, studying_until, post, .. }, own) =
        (sheet.background.clone(), &mut row.background);
    own.education = own.education.or(education);
    own.experience_years = own.experience_years.or(experience_years);
    own.licences = own.licences.take().or(licences);
    own.region = own.region.or(region);
    // The month is that of the degree.
    if own.studying.is_none() && own.studying_until.is_none() {
        (own.studying, own.studying_until) = (studying, studying_until);
    }
    own.post = own.post.or(post);
}

/// The problem of a cell with no code that can be used.
fn no_code(pack: &Pack, at: usize, text: &str, why: CodeProblem) -> CellProblem {
    let (code, message, hint) = match why {
        CodeProblem::NotACode => (
            Code::MistypedCode,
            format!("`{}` is no result code", shown(text)),
            "ask the person for the code again; a row whose cell is empty is left out",
        ),
        CodeProblem::Mistyped => (
            Code::MistypedCode,
            format!("the result code `{}` is mistyped: its check characters do not fit", shown(text)),
            "ask the person for the code again, copied rather than typed, or for the answers file",
        ),
        CodeProblem::OtherFormat => (
            Code::OtherCode,
            format!("the result code `{}` is of another version of skillgap", shown(text)),
            "score it with the version in which it was made, or ask for the answers file",
        ),
        CodeProblem::OtherPack => (
            Code::OtherCode,
            format!("the result code `{}` is not of the pack `{}`, or of another state of it", shown(text), pack.id()),
            "name the pack that the person answered with `--pack`, or ask for the answers file",
        ),
    };
    CellProblem::new(Some(at), code, message).hint(hint)
}
