//! The rows of a table: decoding each row, with the place of every problem.

use super::begin::SAVE_AS_UTF8;
use super::cells::Cells;
use super::code_cells::CodeCell;
use super::layout::{Column, ItemColumn, Layout};
use super::names::Holds;
use super::problem::CellProblem;
use super::survey::{Response, ResponseKind, Survey, WRITE_A_MAP};
use super::text::{UNSEEN_LETTERS, is_blank, shown};
use crate::answers::formats::decoder::{Chunk, Decoder, Each, Outcome, Record, trimmed};
use crate::answers::formats::framing::{Framing, line_breaks};
use crate::answers::{LONGEST_NAME, ReadOptions, Row, State, Texts, name_key};
use crate::diag::{Code, any_error};
use crate::language::grammar;
use crate::model::{FormIx, ItemIx, Pack};
use crate::sanitise;

/// The fewest cells of items with words, and no answer, that tell a row of headings from one with mistakes.
const FEWEST_HEADINGS: usize = 3;

impl Decoder for Layout {
    fn framing(&self) -> Framing {
        Framing::Table(self.delimiter)
    }

    fn header(&self) -> &[u8] {
        &self.header
    }

    fn line_break(&self) -> &'static [u8] {
        if self.header.ends_with(b"\r\n") { b"\r\n" } else { b"\n" }
    }

    fn decode(&self, pack: &Pack, options: ReadOptions, chunk: Chunk<'_>, row: &mut Row, each: &mut Each<'_>) -> usize {
        // Without quotes and carriage returns, as in most tables, a row is a line and a cell is the text between two
        // delimiters.
        let is_plain = !chunk.text.contains(&b'"') && !chunk.text.contains(&b'\r');
        let (mut reader, mut cells, mut cell_problems) = (self.reader(), Cells::default(), Vec::new());
        let (mut at, mut counted, mut lines) = (0, 0, 0);
        while at < chunk.text.len() {
            let rest = &chunk.text[at..];
            let (taken, kind) = if is_plain {
                let end = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |end| end + 1);
                let text = trimmed(&rest[..end]);
                let read = |problems: &mut Vec<_>| self.row(pack, options, || self.plain_cells(text), row, problems);
                (end, self.kind_of(text, &mut cell_problems, read))
            } else {
                let Some(taken) = cells.read(&mut reader, rest) else { break };
                let read = |problems: &mut Vec<_>| self.row(pack, options, || cells.iter(), row, problems);
                (taken, self.kind_of(trimmed(&rest[..taken]), &mut cell_problems, read))
            };
            let text = trimmed(&rest[..taken]);
            let mut problems = Vec::new();
            if !cell_problems.is_empty() {
                let begin = at + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
                lines += line_breaks(&chunk.text[counted..begin]);
                counted = begin;
                let place = |problem: CellProblem| problem.place(chunk.file, self, text, lines + 1);
                problems.extend(cell_problems.drain(..).map(place));
            }
            at += taken;
            let outcome = match kind {
                Kind::Nothing => continue,
                Kind::LeftOut => Outcome::LeftOut,
                Kind::Answers if any_error(&problems) => Outcome::Refused,
                Kind::Answers => Outcome::Usable,
            };
            let sheet = (outcome == Outcome::Usable && options.texts == Texts::Needed).then(|| row.to_sheet(pack));
            each(Record { text, outcome, sheet }, row, problems);
        }
        lines + line_breaks(&chunk.text[counted..])
    }
}

/// What the cells of a row said beside what stands in the row.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// The form that it names.
    pub(super) form: Option<FormIx>,
    /// The problem of a form that the pack does not have, unless the items settle it.
    pub(super) unknown_form: Option<Box<CellProblem>>,
    /// How many cells of answers are filled, and how many of those hold words and no answer.
    pub(super) filled: usize,
    pub(super) words: usize,
    /// What the cell of the result code held.
    pub(super) code: CodeCell,
    /// How many cells are missing at its end.
    missing: usize,
    response: Response,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An empty line.
    Nothing,
    /// Cells that are all empty, or the header again.
    LeftOut,
    /// The answers of a respondent.
    Answers,
}

impl Layout {
    /// What a row is; `read` reads the cells of one that is not empty.
    fn kind_of(
        &self,
        text: &[u8],
        problems: &mut Vec<CellProblem>,
        read: impl FnOnce(&mut Vec<CellProblem>) -> Kind,
    ) -> Kind {
        if text.is_empty() {
            return Kind::Nothing;
        }
        if is_blank(text, |byte| byte == self.delimiter) {
            problems.push(CellProblem::new(None, Code::BlankRow, "a row without anything in its cells"));
            return Kind::LeftOut;
        }
        read(problems)
    }

    /// Reads the cells of one row into `row`, which may be used when no problem is an error.
    fn row<'c, I: Iterator<Item = &'c [u8]>>(
        &self,
        pack: &Pack,
        options: ReadOptions,
        cells: impl Fn() -> I,
        row: &mut Row,
        problems: &mut Vec<CellProblem>,
    ) -> Kind {
        row.clear(pack);
        let mut rest = cells();
        let mut said = Said::default();
        for (at, column) in self.columns.iter().enumerate() {
            let Some(cell) = rest.next() else {
                said.missing = self.columns.len() - at;
                break;
            };
            // A rating of one letter, as nearly all cells are.
            if let (Column::Item(column), [letter], None) = (column, cell, &self.survey)
                && let Some(state) = self.scales[column.scale][usize::from(*letter)]
            {
                row.states[column.item.get()] = state;
                said.filled += 1;
                continue;
            }
            self.cell(pack, options, (at, column), cell, row, &mut said, problems);
        }
        if let Some((at, cell)) = self.group.and_then(|at| Some((at, cells().nth(at)?))) {
            self.named_group(at, cell, row, problems);
        }
        if said.filled > 0 && said.filled == said.words && self.is_header(cells()) {
            problems.clear();
            problems.push(CellProblem::new(None, Code::HeaderAgain, "the header stands here again"));
            return Kind::LeftOut;
        }
        if said.filled >= FEWEST_HEADINGS && said.filled == said.words {
            problems.clear();
            let hint = "remove the row if it holds headings; else write ratings, `NA` or `?`, or labels of the options";
            let message = "no cell of an item in this row holds an answer";
            problems.push(CellProblem::new(None, Code::HeadingRow, message).hint(hint));
            return Kind::Answers;
        }
        // For answers to another pack, that is the only problem reported.
        let is_other_pack = |problem: &CellProblem| problem.problem.code == Code::OtherPack;
        if problems.iter().any(is_other_pack) {
            problems.retain(is_other_pack);
            return Kind::Answers;
        }
        if self.codes.is_some()
            && let Some(kind) = self.by_code(pack, &mut said, row, problems)
        {
            return kind;
        }
        let response = self.survey.as_ref().map(|survey| survey.end(pack, row, &said.response));
        if response.is_none() {
            self.length((&said, &mut rest), || cells().count(), problems);
        }
        self.choose_form(pack, said, row, problems);
        response.map_or(Kind::Answers, |kind| Self::response(kind, row, problems))
    }

    /// Reads one cell.
    #[expect(clippy::too_many_arguments, reason = "one call; each is a part of the row")]
    fn cell(
        &self,
        pack: &Pack,
        options: ReadOptions,
        (at, column): (usize, &Column),
        cell: &[u8],
        row: &mut Row,
        said: &mut Said,
        problems: &mut Vec<CellProblem>,
    ) {
        match column {
            Column::Item(column) => {
                let state = match cell {
                    [] => return,
                    [letter] if self.survey.is_none() => self.scales[column.scale][usize::from(*letter)],
                    _ => column.long_cell(pack, self.survey.as_ref(), cell),
                };
                said.filled += 1;
                let known = &mut row.states[column.item.get()];
                match state {
                    Some(state) if self.survey.is_none() || *known == State::UNANSWERED => *known = state,
                    Some(state) if state == State::UNANSWERED || state == *known => {}
                    Some(_) => problems.push(Self::answered_twice(pack, column, at)),
                    None => {
                        said.words += usize::from(String::from_utf8_lossy(cell).chars().any(char::is_alphabetic));
                        let problem = Self::off_scale(pack, column, at, cell);
                        problems.push(if self.survey.is_some() { problem.hint(WRITE_A_MAP) } else { problem });
                    }
                }
            }
            Column::About(Holds::Respondent) => match self.text(at, cell, problems) {
                Some("") if self.survey.is_some() || self.codes.is_some() => {}
                Some(text) => {
                    row.respondent.clear();
                    Self::respondent(at, text, row, problems);
                    Survey::named(&mut said.response);
                }
                None => {}
            },
            Column::Own => {
                if let (Some(survey), Some(text)) = (&self.survey, self.text(at, cell, problems))
                    && !text.is_empty()
                {
                    survey.own(at, text, row, &mut said.response);
                }
            }
            Column::About(holds) => {
                if let Some(text) = self.text(at, cell, problems).filter(|text| !text.is_empty()) {
                    self.about(pack, options, (at, *holds), text, row, said, problems);
                }
            }
            Column::Unknown => {}
        }
    }

    /// True for the cells of the header.
    fn is_header<'c>(&self, cells: impl Iterator<Item = &'c [u8]>) -> bool {
        let key = |cell: &[u8]| name_key(&String::from_utf8_lossy(cell));
        self.names.iter().map(|name| name_key(name)).eq(cells.map(key))
    }

    /// What a response of an export is.
    fn response(kind: ResponseKind, row: &mut Row, problems: &mut Vec<CellProblem>) -> Kind {
        let left_out = |message: &str, problems: &mut Vec<CellProblem>| {
            problems.clear();
            problems.push(CellProblem::new(None, Code::ResponseLeftOut, message));
            Kind::LeftOut
        };
        match kind {
            ResponseKind::Test => return left_out("a response of someone who tried the survey", problems),
            ResponseKind::Empty => return left_out("a response that was not handed in and holds no answer", problems),
            ResponseKind::Unfinished => {
                let message = "this response was not handed in: its answers are scored as they are";
                problems.push(CellProblem::new(None, Code::Unfinished, message));
            }
            ResponseKind::Finished => {}
        }
        if row.respondent.is_empty() {
            let problem = CellProblem::new(None, Code::EmptyText, "nothing tells whose response this is");
            problems.push(problem.hint(WRITE_A_MAP));
        }
        let length = row.respondent.chars().count();
        if length > LONGEST_NAME {
            let message = format!("the name of the person has {length} characters");
            let problem = CellProblem::new(None, Code::LongText, message);
            problems.push(problem.expected(format!("at most {LONGEST_NAME}")));
        }
        Kind::Answers
    }

    /// The problem of two columns with different answers to one item.
    fn answered_twice(pack: &Pack, column: &ItemColumn, at: usize) -> CellProblem {
        let message = format!("two columns answer `{}` differently", pack.item(column.item).id);
        CellProblem::new(Some(at), Code::RepeatedAnswer, message).hint("empty one of the two cells")
    }

    /// The problem of a row that ends early, or that has filled cells behind the last column; `rest` are the cells there.
    fn length<'c>(
        &self,
        (said, rest): (&Said, &mut impl Iterator<Item = &'c [u8]>),
        count: impl Fn() -> usize,
        problems: &mut Vec<CellProblem>,
    ) {
        if said.missing > 0 {
            self.short(self.columns.len() - said.missing, said.filled, problems);
        } else if rest.any(|cell| !cell.trim_ascii().is_empty()) {
            self.ragged(count(), problems);
        }
    }

    /// The problem of a row that ends early. Empty cells at the end are often left out; a row without any answer is a line
    /// below the table or a torn row, and one that ends before its respondent is nobody's.
    fn short(&self, cells: usize, filled: usize, problems: &mut Vec<CellProblem>) {
        if filled == 0 || self.column(Holds::Respondent).is_some_and(|at| at >= cells) {
            return self.ragged(cells, problems);
        }
        let found = grammar::count(cells, "cell", "cells");
        let message =
            format!("the row has {found}, the header {}: the missing ones count as empty", self.columns.len());
        problems.push(CellProblem::new(None, Code::ShortRow, message));
    }

    /// Replaces the problems of a row by that of its length, which differs from the header's: its cells may be in the
    /// wrong columns.
    fn ragged(&self, cells: usize, problems: &mut Vec<CellProblem>) {
        problems.clear();
        let found = grammar::count(cells, "cell", "cells");
        let message = format!("the row has {found}, the header {}", self.columns.len());
        let hint = "look for a missing or stray delimiter, or a quote that is not closed";
        problems.push(CellProblem::new(None, Code::RaggedRow, message).hint(hint));
    }

    /// The cells of a row that has no quotes.
    fn plain_cells<'c>(&self, row: &'c [u8]) -> impl Iterator<Item = &'c [u8]> + use<'c> {
        let delimiter = self.delimiter;
        row.split(move |byte| *byte == delimiter)
    }

    /// The text of a cell that is not of an item, without white space around it; empty for `NA`.
    pub(super) fn text<'c>(&self, at: usize, cell: &'c [u8], problems: &mut Vec<CellProblem>) -> Option<&'c str> {
        let text = std::str::from_utf8(cell).ok();
        if text.is_none() {
            let message = format!("the cell of `{}` is not UTF-8 text", self.names[at]);
            problems.push(CellProblem::new(Some(at), Code::NotUtf8, message).hint(SAVE_AS_UTF8));
        }
        let is_around = |c: char| c.is_whitespace() || c == '\u{feff}';
        text.map(|text| match text.trim_matches(is_around) {
            "NA" | "N/A" => "",
            text => sanitise::unguarded(text),
        })
    }

    /// The form that the row names, or the first that has every item which is answered.
    fn choose_form(&self, pack: &Pack, said: Said, row: &mut Row, problems: &mut Vec<CellProblem>) {
        let named = said.form;
        row.form = named.unwrap_or_else(|| self.forms[0]);
        if named.is_none() && said.unknown_form.is_none() && self.forms.len() == 1 {
            return;
        }
        let stray = |form: FormIx| {
            let items = &pack.form(form).items;
            self.columns.iter().position(|column| match column {
                Column::Item(ItemColumn { item, .. }) => {
                    row.states[item.get()] != State::UNANSWERED && !items.contains(item)
                }
                _ => false,
            })
        };
        let mut fitting = self.forms.iter().copied().filter(|form| stray(*form).is_none());
        let fits = named.or_else(|| fitting.next());
        if let Some(unknown) = said.unknown_form {
            // Where one form alone has all items that are answered, it is the one.
            let only =
                fits.filter(|_| fitting.next().is_none() && row.states.iter().any(|state| *state != State::UNANSWERED));
            problems.push(match only {
                Some(form) => unknown
                    .settled(&format!("scored as `{}`, the only form with all answered items", pack.form(form).id)),
                None => *unknown,
            });
        }
        let Some(form) = fits else {
            let message = "no form asks all the items that are answered in this row";
            let hint = "split the row by form, or name the form to score in a column `form`";
            return problems.push(CellProblem::new(None, Code::NoForm, message).hint(hint));
        };
        if let Some(column) = stray(form) {
            let message =
                format!("`{}` is not in the form `{}`; it is not scored", self.names[column], pack.form(form).id);
            problems.push(CellProblem::new(Some(column), Code::NotInForm, message));
        }
        row.form = form;
    }

    /// The problem of a cell of an item that holds no value of it.
    fn off_scale(pack: &Pack, column: &ItemColumn, at: usize, cell: &[u8]) -> CellProblem {
        let item: ItemIx = column.item;
        let text = shown(&String::from_utf8_lossy(cell));
        let values: Vec<String> = pack.options(item).iter().map(|option| option.value.to_string()).collect();
        let message = format!("`{text}` is not a rating of `{}`", pack.item(item).id);
        let problem = CellProblem::new(Some(at), Code::RatingOffScale, message);
        let problem = problem.expected(format!("{}, `NA`, `?` or an empty cell", grammar::or(&values)));
        if column.long_cell(pack, None, text.as_bytes()).is_some() { problem.hint(UNSEEN_LETTERS) } else { problem }
    }
}
