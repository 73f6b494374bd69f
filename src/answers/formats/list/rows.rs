//! The rows of a list, each with its cells and the place of every problem.

use super::header::List;
use crate::answers::formats::decoder::trimmed;
use crate::answers::formats::framing::{Boundary, Framing, line_breaks};
use crate::answers::formats::table::{Cells, Reader, is_blank};
use crate::answers::name_key;
use crate::diag::{Code, Diagnostic};
use crate::language::grammar;
use crate::sanitise;

/// The most rows of a list.
const MOST_ROWS: usize = 100_000;

/// The most lines with a quote that does not end: behind them nothing is looked for any more.
const MOST_OPEN: usize = 20;

/// A row of a list.
#[derive(Debug)]
pub(super) struct ListRow<'r> {
    list: &'r List<'r>,
    text: &'r [u8],
    cells: Vec<String>,
    /// The line on which it begins, from 1.
    pub(super) line: usize,
}

impl ListRow<'_> {
    /// The text of the cell of this column of the shape, in one line; empty where there is none.
    pub(super) fn get(&self, column: usize) -> &str {
        self.list.columns[column].and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }

    /// As [`get`](Self::get), with a problem where it is too long.
    pub(super) fn short(&self, column: usize, longest: usize, problems: &mut Vec<Diagnostic>) -> Option<&str> {
        let text = self.get(column);
        let length = text.chars().count();
        if length > longest {
            let name = self.list.shape.columns[column];
            let problem = self.problem(Some(column), Code::LongText, format!("`{name}` has {length} characters"));
            problems.push(problem.expected(format!("at most {longest}")).hint("shorten it"));
        }
        (!text.is_empty() && length <= longest).then_some(text)
    }

    /// A problem in the cell of this column of the shape, or in the whole row.
    pub(super) fn problem(&self, column: Option<usize>, code: Code, message: impl Into<String>) -> Diagnostic {
        let column = column.and_then(|column| self.list.columns[column]).filter(|at| *at < self.cells.len());
        self.list.place(self.text, self.line).place(column, Diagnostic::of_file(code, "", message))
    }

    /// The word for where something stands: `line 3`, or in a sheet `row 3`.
    pub(super) fn other_line(&self, line: usize) -> String {
        format!("{} {line}", if self.list.is_sheet { "row" } else { "line" })
    }
}

impl List<'_> {
    /// Reads the rows that hold something one after another; gives how many there are.
    ///
    /// # Errors
    /// When there are too many.
    pub(super) fn each(
        &self,
        problems: &mut Vec<Diagnostic>,
        mut read: impl FnMut(&ListRow<'_>, &mut Vec<Diagnostic>),
    ) -> Result<usize, Box<Diagnostic>> {
        let framing = Framing::Table(self.delimiter);
        let (mut at, mut line, mut count, mut open) = (0, self.line, 0, 0);
        let mut cells = Cells::default();
        while at < self.rows.len() && open < MOST_OPEN {
            let rest = &self.rows[at..];
            let Boundary::At(length @ 1..) = framing.first_boundary(rest, true) else {
                let length = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |end| end + 1);
                problems.push(self.open_quote(trimmed(&rest[..length]), line));
                (at, line, open, count) = (at + length, line + 1, open + 1, count + 1);
                continue;
            };
            let (mut reader, mut begin) = (Reader::below_header(self.delimiter), 0);
            while let Some(taken) = cells.read(&mut reader, &rest[begin..length]) {
                let text = trimmed(&rest[begin..begin + taken]);
                begin += taken;
                if is_blank(text, |byte| byte == self.delimiter) {
                    continue;
                }
                count += 1;
                if count > MOST_ROWS {
                    let problem = Diagnostic::of_file(Code::TooLarge, self.file, "the list has too many lines");
                    return Err(Box::new(problem.expected("at most 100,000")));
                }
                let row = ListRow { list: self, text, cells: cells.iter().map(cell_text).collect(), line };
                if let Some(problem) = self.unreadable(&row) {
                    count -= usize::from(problem.code == Code::HeaderAgain);
                    problems.push(problem);
                } else {
                    read(&row, problems);
                }
            }
            line += line_breaks(&rest[..length]);
            at += length;
        }
        if at < self.rows.len() {
            let message =
                format!("{MOST_OPEN} lines before this one have a quote without an end: nothing more is read");
            let rest = self.rows[at..].split(|byte| *byte == b'\n').next().unwrap_or_default();
            let problem = Diagnostic::of_file(Code::OpenQuote, "", message);
            problems
                .push(self.place(trimmed(rest), line).place(None, problem).hint("close the quotes, or remove them"));
        }
        Ok(count)
    }

    fn open_quote(&self, text: &[u8], line: usize) -> Diagnostic {
        let problem = Diagnostic::of_file(Code::OpenQuote, "", "a quote is opened in this line and not closed");
        self.place(text, line).place(None, problem).hint("close the quote, or remove it; the line is left out")
    }

    /// Why nothing of a row is read: it is the header again, or has more cells than that.
    fn unreadable(&self, row: &ListRow<'_>) -> Option<Diagnostic> {
        let headings = self.names.iter().map(|name| name_key(name));
        if !self.is_plain && row.cells.iter().map(|cell| name_key(cell)).eq(headings) {
            return Some(row.problem(None, Code::HeaderAgain, "the header stands here again"));
        }
        let filled = row.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        (filled > self.names.len()).then(|| {
            let header = match self.names.len() {
                1 => "the list has one column".to_owned(),
                columns => format!("the header has {columns}"),
            };
            let found = grammar::count(filled, "cell", "cells");
            let problem = row.problem(None, Code::RaggedRow, format!("the row has {found}, and {header}"));
            problem.hint("look for a stray delimiter; a text with the delimiter in it stands in quotes")
        })
    }
}

/// The text of a cell, in one line; empty for `NA`.
fn cell_text(cell: &[u8]) -> String {
    let text = String::from_utf8_lossy(cell);
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    match text {
        "NA" | "N/A" => String::new(),
        text => sanitise::one_line(sanitise::unguarded(text)),
    }
}
