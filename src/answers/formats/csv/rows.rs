//! The rows of a table: decoding each row, with the place of every problem.

use super::cells::Cells;
use super::layout::{Column, Layout, SAVE_AS_UTF8};
use super::values::{NONE, UNSEEN, long_cell, shown, whole};
use crate::answers::formats::decoder::{Chunk, Decoder, Each, Record, Texts, trimmed};
use crate::answers::formats::framing::{Framing, line_breaks};
use crate::answers::read::OTHER_PACK_HINT;
use crate::answers::{AgreedStep, FactAccess, FactField, LONGEST_NAME, MONTH_AS_WRITTEN, Row, State, set_step};
use crate::clock::Timestamp;
use crate::diag::{Code, Diagnostic, Position, any_error, did_you_mean};
use crate::language::grammar;
use crate::model::{Background, FormIx, Id, ItemIx, Month, Pack};
use crate::sanitise;

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

    fn decode(&self, pack: &Pack, texts: Texts, chunk: Chunk<'_>, row: &mut Row, each: &mut Each<'_>) -> usize {
        // Without quotes and carriage returns, as in most tables, a row is a line and a cell is the text between two
        // delimiters.
        let is_plain = !chunk.text.contains(&b'"') && !chunk.text.contains(&b'\r');
        let (mut reader, mut cells, mut cell_problems) = (self.reader(), Cells::default(), Vec::new());
        let (mut at, mut counted, mut lines) = (0, 0, 0);
        while at < chunk.text.len() {
            let rest = &chunk.text[at..];
            let taken = if is_plain {
                let end = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |end| end + 1);
                let text = trimmed(&rest[..end]);
                if !text.is_empty() {
                    self.row(pack, self.plain_cells(text), row, &mut cell_problems);
                }
                end
            } else {
                let Some(taken) = cells.read(&mut reader, rest) else { break };
                self.row(pack, cells.iter(), row, &mut cell_problems);
                taken
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
            if text.is_empty() {
                continue;
            }
            let usable = !any_error(&problems);
            let sheet = (usable && texts == Texts::Needed).then(|| row.to_sheet(pack));
            each(Record { text, usable, sheet }, row, problems);
        }
        lines + line_breaks(&chunk.text[counted..])
    }
}

/// A problem in a cell, or without a column in the whole row. File and position are added by [`Self::place`].
#[derive(Debug)]
struct CellProblem {
    column: Option<usize>,
    problem: Diagnostic,
}

impl CellProblem {
    fn new(column: Option<usize>, code: Code, message: impl Into<String>) -> Self {
        Self { column, problem: Diagnostic::of_file(code, "", message) }
    }

    fn expected(self, expected: impl Into<String>) -> Self {
        Self { problem: self.problem.expected(expected), ..self }
    }

    fn hint(self, hint: impl Into<String>) -> Self {
        Self { problem: self.problem.hint(hint), ..self }
    }

    /// The diagnostic on the row that begins at this line of the file.
    fn place(self, file: &str, layout: &Layout, row: &[u8], line: usize) -> Diagnostic {
        let before = &row[..self.column.map_or(0, |column| layout.start_of_cell(row, column))];
        let text = String::from_utf8_lossy(before);
        let in_line = text.rsplit('\n').next().unwrap_or_default();
        let position = Position {
            line: line + text.matches('\n').count(),
            column: in_line.trim_start_matches('\u{feff}').chars().count() + 1,
        };
        let excerpt = String::from_utf8_lossy(row);
        let excerpt = excerpt.lines().nth(position.line - line).unwrap_or_default();
        let excerpt = Some(sanitise::clean(excerpt).replace('\t', " "));
        Diagnostic { file: sanitise::one_line(file), position: Some(position), excerpt, ..self.problem }
    }
}

impl Layout {
    /// Where a cell of a row begins, in bytes.
    fn start_of_cell(&self, row: &[u8], column: usize) -> usize {
        let mut reader = self.reader();
        let (mut at, mut passed, mut sink) = (0, 0, [0; 64]);
        while passed < column {
            let (result, read, _) = reader.read_field(&row[at..], &mut sink);
            at += read;
            match result {
                csv_core::ReadFieldResult::Field { .. } => passed += 1,
                csv_core::ReadFieldResult::OutputFull => {}
                csv_core::ReadFieldResult::InputEmpty | csv_core::ReadFieldResult::End => break,
            }
        }
        at
    }

    /// Reads the cells of one row into `row`, which may be used when no problem is an error.
    fn row<'c>(
        &self,
        pack: &Pack,
        mut cells: impl Iterator<Item = &'c [u8]>,
        row: &mut Row,
        problems: &mut Vec<CellProblem>,
    ) {
        row.clear(pack);
        let mut form = None;
        for (at, column) in self.columns.iter().enumerate() {
            let Some(cell) = cells.next() else { return self.ragged(at, problems) };
            match column {
                Column::Item(item, scale) => {
                    let state = match cell {
                        [] => continue,
                        [letter] => self.scales[*scale][usize::from(*letter)],
                        _ => long_cell(pack, *item, cell),
                    };
                    match state {
                        Some(state) => row.states[item.get()] = state,
                        None => problems.push(off_scale(pack, *item, at, cell)),
                    }
                }
                Column::Respondent => self.respondent(at, cell, row, problems),
                Column::Unknown => {}
                _ => {
                    if let Some(text) = self.text(at, cell, problems).filter(|text| !text.is_empty()) {
                        self.about(pack, *column, at, text, row, &mut form, problems);
                    }
                }
            }
        }
        // For answers to another pack, that is the only problem reported.
        let is_other_pack = |problem: &CellProblem| problem.problem.code == Code::OtherPack;
        if problems.iter().any(is_other_pack) {
            return problems.retain(is_other_pack);
        }
        match cells.count() {
            0 => self.choose_form(pack, form, row, problems),
            more => self.ragged(self.columns.len() + more, problems),
        }
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

    /// The text of a cell, without white space around it.
    fn text<'c>(&self, at: usize, cell: &'c [u8], problems: &mut Vec<CellProblem>) -> Option<&'c str> {
        let text = std::str::from_utf8(cell).ok();
        if text.is_none() {
            let message = format!("the cell of `{}` is not UTF-8 text", self.names[at]);
            problems.push(CellProblem::new(Some(at), Code::NotUtf8, message).hint(SAVE_AS_UTF8));
        }
        text.map(str::trim)
    }

    fn respondent(&self, at: usize, cell: &[u8], row: &mut Row, problems: &mut Vec<CellProblem>) {
        let Some(text) = self.text(at, cell, problems) else { return };
        if sanitise::is_one_line(text) {
            row.respondent.push_str(text);
        } else {
            row.respondent.push_str(&sanitise::one_line(text));
        }
        let length = row.respondent.chars().count();
        let (code, message, expected) = match length {
            0 => (Code::EmptyText, "`respondent` is empty".to_owned(), "a pseudonym".to_owned()),
            1..=LONGEST_NAME => return,
            _ => {
                let message = format!("`respondent` has {length} characters");
                (Code::LongText, message, format!("at most {LONGEST_NAME}"))
            }
        };
        problems.push(CellProblem::new(Some(at), code, message).expected(expected));
    }

    /// Reads a cell about the person, or of the role or form.
    #[expect(clippy::too_many_arguments, reason = "one call; each is a part of the row")]
    fn about(
        &self,
        pack: &Pack,
        column: Column,
        at: usize,
        text: &str,
        row: &mut Row,
        form: &mut Option<FormIx>,
        problems: &mut Vec<CellProblem>,
    ) {
        let background: &mut Background = &mut row.background;
        let known = match column {
            Column::Pack => {
                if text != pack.id().as_str() {
                    let message = format!("these answers belong to the pack `{}`", shown(text));
                    let problem = CellProblem::new(Some(at), Code::OtherPack, message);
                    problems.push(problem.expected(format!("the pack `{}`", pack.id())).hint(OTHER_PACK_HINT));
                }
                return;
            }
            Column::Role => {
                row.role = pack.find_role(text);
                row.role.is_some()
            }
            Column::Form => {
                *form = pack.find_form(text);
                form.is_some()
            }
            Column::Fact(fact) => match FactField::of(fact).access {
                FactAccess::Word { set, .. } => set(background, text),
                FactAccess::List { set, .. } => {
                    let words: Vec<&str> = text.split([';', ',']).map(str::trim).collect();
                    set(background, if text == NONE { &[] } else { &words })
                }
                FactAccess::Id { set, .. } => set(background, pack, text),
                FactAccess::Month { set, .. } => {
                    let month = Month::parse(text);
                    set(background, month);
                    month.is_some()
                }
                FactAccess::Number { range: (least, most), set, .. } => {
                    let number = whole(text).filter(|number| (least..=most).contains(number));
                    let number = number.and_then(|number| u32::try_from(number).ok());
                    set(background, number);
                    number.is_some()
                }
            },
            Column::Label => {
                let label = sanitise::one_line(text);
                let length = label.chars().count();
                if length > LONGEST_NAME {
                    let message = format!("`label` has {length} characters");
                    let problem = CellProblem::new(Some(at), Code::LongText, message);
                    return problems.push(problem.expected(format!("at most {LONGEST_NAME}")));
                }
                row.label.push_str(&label);
                true
            }
            Column::Holds => {
                for id in text.split([';', ',']).map(str::trim).filter(|id| !id.is_empty()) {
                    match pack.find_resource(id) {
                        Some(resource) => set_step(&mut row.steps, AgreedStep::held(resource)),
                        None => return problems.push(self.unknown(pack, column, at, id)),
                    }
                }
                true
            }
            Column::Started => {
                row.started = Timestamp::parse(text);
                row.started.is_some()
            }
            Column::Finished => {
                row.finished = Timestamp::parse(text);
                row.finished.is_some()
            }
            _ => true,
        };
        if !known {
            problems.push(self.unknown(pack, column, at, text));
        }
    }

    /// The problem of an unknown value in a cell about the person, or of the role or form.
    fn unknown(&self, pack: &Pack, column: Column, at: usize, text: &str) -> CellProblem {
        let name = &self.names[at];
        let words: Vec<&str> = match column {
            Column::Role => pack.roles().iter().map(|role| role.id.as_str()).collect(),
            Column::Form => pack.forms().iter().map(|form| form.id.as_str()).collect(),
            Column::Holds => pack.resources().iter().map(|resource| resource.id.as_str()).collect(),
            Column::Fact(fact) => {
                let field = FactField::of(fact);
                let none = matches!(field.access, FactAccess::List { .. }).then_some(NONE);
                field.words(pack).into_iter().chain(none).collect()
            }
            _ => Vec::new(),
        };
        let fact = if let Column::Fact(fact) = column { Some(FactField::of(fact).access) } else { None };
        let (code, expected) = match (column, fact) {
            (_, Some(FactAccess::Number { range: (least, most), .. })) => {
                (Code::OutOfRange, format!("a whole number from {least} to {most}"))
            }
            (_, Some(FactAccess::Month { .. })) => (Code::BadDate, MONTH_AS_WRITTEN.to_owned()),
            (Column::Started | Column::Finished, _) => {
                (Code::BadDate, "a time such as 2026-11-23T09:00:00Z".to_owned())
            }
            (Column::Holds, _) => (Code::UnknownId, "ids of resources, joined by `;`".to_owned()),
            _ => (Code::UnknownWord, grammar::or(&words)),
        };
        let message = format!("unknown {name}: `{}`", shown(text));
        let problem = CellProblem::new(Some(at), code, message).expected(expected);
        match did_you_mean(text, words.iter().copied()) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem,
        }
    }

    /// The form that the row names, or the first that has every item which is answered.
    fn choose_form(&self, pack: &Pack, named: Option<FormIx>, row: &mut Row, problems: &mut Vec<CellProblem>) {
        row.form = named.unwrap_or(self.forms[0]);
        if named.is_none() && self.forms.len() == 1 {
            return;
        }
        let stray = |form: FormIx| {
            let items = &pack.form(form).items;
            self.columns.iter().position(|column| match column {
                Column::Item(item, _) => row.states[item.get()] != State::UNANSWERED && !items.contains(item),
                _ => false,
            })
        };
        let fits = named.or_else(|| self.forms.iter().copied().find(|form| stray(*form).is_none()));
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
}

fn off_scale(pack: &Pack, item: ItemIx, column: usize, cell: &[u8]) -> CellProblem {
    let text = shown(&String::from_utf8_lossy(cell));
    let hint = if ["na", "n/a", "n.a."].contains(&text.to_lowercase().as_str()) {
        Some("write `NA` for what does not apply")
    } else if long_cell(pack, item, text.replace(UNSEEN, "").as_bytes()).is_some() {
        Some("the cell holds letters that do not show: empty it and type the rating again")
    } else {
        None
    };
    let values: Vec<String> = pack.options(item).iter().map(|option| option.value.to_string()).collect();
    let message = format!("`{text}` is not a rating of `{}`", pack.item(item).id);
    let problem = CellProblem::new(Some(column), Code::RatingOffScale, message);
    let problem = problem.expected(format!("{}, `NA`, `?` or an empty cell", grammar::or(&values)));
    match hint {
        Some(hint) => problem.hint(hint),
        None => problem,
    }
}
