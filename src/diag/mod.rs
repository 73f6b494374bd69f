//! Problems in files: what was found and where, what was expected, and the fix.
//!
//! Readers return every problem at once. A [`Diagnostic`] is plain data, to be shown, counted or tested. Its texts are
//! cleaned of control characters, since they come from files and go to terminals.

mod codes;
mod grouped;
mod render;
mod suggest;

pub use codes::{ALL_CODES, Code};
pub use grouped::{Grouped, Listing, render_counts, render_list};
pub use render::render;
pub use suggest::{did_you_mean, distance, nearness};

use crate::sanitise;

/// A place in a file. Lines and columns count from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, in characters, from 1.
    pub column: usize,
}

/// The severity of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file is used.
    Warning,
    /// The file is used, and this is how.
    Note,
}

impl Severity {
    /// The word for it: `error`, `warning` or `note`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One problem in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code; `skillgap explain CODE` explains it.
    pub code: Code,
    /// Error or warning.
    pub severity: Severity,
    /// The file's name as the person gave it.
    pub file: String,
    /// Where in the file, when a place is known.
    pub position: Option<Position>,
    /// The text of that line.
    pub excerpt: Option<String>,
    /// What was found: a lower-case fragment.
    pub message: String,
    /// What was expected instead.
    pub expected: Option<String>,
    /// The fix, shown last.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A problem with a whole file.
    pub fn of_file(code: Code, file: &str, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            file: sanitise::one_line(file),
            position: None,
            excerpt: None,
            message: sanitise::one_line(&message.into()),
            expected: None,
            hint: None,
        }
    }

    /// Adds the place and the text of its line.
    #[must_use]
    pub fn at(self, position: Position, source: &str) -> Self {
        self.at_line(position, source.lines().nth(position.line - 1))
    }

    /// Adds the place, and the text of its line where that is to be shown.
    #[must_use]
    pub fn at_line(mut self, position: Position, line: Option<&str>) -> Self {
        self.position = Some(position);
        self.excerpt = line.map(|line| sanitise::clean(line).replace('\t', " "));
        self
    }

    /// Adds what was expected.
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(sanitise::one_line(&expected.into()));
        self
    }

    /// Adds the fix.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(sanitise::one_line(&hint.into()));
        self
    }

    /// The file, with the line and the column when they are known: `answers.yaml:3:7`.
    pub fn place(&self) -> String {
        match self.position {
            Some(at) => format!("{}:{}:{}", self.file, at.line, at.column),
            None => self.file.clone(),
        }
    }

    /// True for problems that keep the file from being used.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// True when any of the problems is an error.
pub fn any_error(problems: &[Diagnostic]) -> bool {
    problems.iter().any(Diagnostic::is_error)
}
