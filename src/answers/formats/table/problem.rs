//! A problem in a cell, before it has its place in the file.

use super::layout::Layout;
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
        let before = &row[..self.column.map_or(0, |column| layout.start_of_cell(row, column))];
        let text = String::from_utf8_lossy(before);
        let in_line = text.rsplit('\n').next().unwrap_or_default();
        let position = if layout.is_sheet {
            Position { line, column: self.column.unwrap_or(0) + 1 }
        } else {
            Position {
                line: line + text.matches('\n').count(),
                column: in_line.trim_start_matches('\u{feff}').chars().count() + 1,
            }
        };
        let excerpt = String::from_utf8_lossy(row);
        let excerpt = excerpt.lines().nth(position.line - line).unwrap_or_default();
        let excerpt = Some(sanitise::clean(excerpt).replace('\t', " "));
        Diagnostic { file: sanitise::one_line(file), position: Some(position), excerpt, ..self.problem }
    }
}
