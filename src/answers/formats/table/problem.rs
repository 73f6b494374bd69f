//! A problem in a cell, before it has its place in the file, and that place.

use super::layout::Layout;
use super::reader::Reader;
use crate::diag::{Code, Diagnostic, Position};
use crate::sanitise;

/// A problem in a cell, or without a column in the whole row. File and position are added by [`Self::place`].
#[derive(Debug)]
pub(super) struct CellProblem {
    pub(super) column: Option<usize>,
    pub(super) problem: Diagnostic,
}

impl CellProblem {
    pub(super) fn new(column: Option<usize>, code: Code, message: impl Into<String>) -> Self {
        Self { column, problem: Diagnostic::of_file(code, "", message) }
    }

    pub(super) fn expected(self, expected: impl Into<String>) -> Self {
        Self { problem: self.problem.expected(expected), ..self }
    }

    pub(super) fn hint(self, hint: impl Into<String>) -> Self {
        Self { problem: self.problem.hint(hint), ..self }
    }

    /// The warning of a role or form that the pack does not have, where something else settles it: `taken` says what.
    pub(super) fn settled(self, taken: &str) -> Self {
        let Self { column, problem } = self;
        let meant = problem.hint.map_or_else(String::new, |hint| format!("{hint} "));
        Self { column, problem: Diagnostic::of_file(Code::NotInPack, "", problem.message) }
            .hint(format!("{meant}the answers are {taken}"))
    }

    /// The diagnostic on the row that begins at this line of the file.
    pub(super) fn place(self, file: &str, layout: &Layout, row: &[u8], line: usize) -> Diagnostic {
        let Layout { delimiter, is_sheet, .. } = *layout;
        RowPlace { file, delimiter, is_sheet, row, line }.place(self.column, self.problem)
    }
}

/// A row of a table in its file.
#[derive(Clone, Copy, Debug)]
pub(in crate::answers::formats) struct RowPlace<'r> {
    pub(in crate::answers::formats) file: &'r str,
    pub(in crate::answers::formats) delimiter: u8,
    /// True for the row of a sheet, whose columns are counted in cells.
    pub(in crate::answers::formats) is_sheet: bool,
    /// Its bytes, without a line break at the end.
    pub(in crate::answers::formats) row: &'r [u8],
    /// The line on which it begins, from 1.
    pub(in crate::answers::formats) line: usize,
}

impl RowPlace<'_> {
    /// The problem with its place: that of the cell of this column, or without one that of the row.
    pub(in crate::answers::formats) fn place(&self, column: Option<usize>, problem: Diagnostic) -> Diagnostic {
        let Self { file, row, line, .. } = *self;
        let before = &row[..column.map_or(0, |column| self.start_of_cell(column))];
        let text = String::from_utf8_lossy(before);
        let in_line = text.rsplit('\n').next().unwrap_or_default();
        let position = if self.is_sheet {
            Position { line, column: column.unwrap_or(0) + 1 }
        } else {
            Position {
                line: line + text.matches('\n').count(),
                column: in_line.trim_start_matches('\u{feff}').chars().count() + 1,
            }
        };
        let excerpt = String::from_utf8_lossy(row);
        let excerpt = excerpt.lines().nth(position.line - line).unwrap_or_default();
        let excerpt = Some(sanitise::clean(excerpt).replace('\t', " "));
        Diagnostic { file: sanitise::one_line(file), position: Some(position), excerpt, ..problem }
    }

    /// Where a cell begins, in bytes.
    fn start_of_cell(&self, column: usize) -> usize {
        let mut reader = Reader::below_header(self.delimiter);
        let (mut at, mut passed, mut sink) = (0, 0, [0; 64]);
        while passed < column {
            let (result, read, _) = reader.read_field(&self.row[at..], &mut sink);
            at += read;
            match result {
                csv_core::ReadFieldResult::Field { .. } => passed += 1,
                csv_core::ReadFieldResult::OutputFull => {}
                csv_core::ReadFieldResult::InputEmpty | csv_core::ReadFieldResult::End => break,
            }
        }
        at
    }
}
