//! What differs from one survey tool to the next.

use super::times::DayOrder;

/// A survey tool, by what its exports look like.
#[derive(Debug)]
pub(super) struct Tool {
    /// Its word in a map of columns.
    pub(super) word: &'static str,
    /// Its name.
    pub(super) title: &'static str,
    /// True for the first row of headings of its exports.
    pub(super) is_header: fn(&Headings) -> bool,
    /// How many rows of headings the first rows of the file are.
    pub(super) heading_rows: fn(&[Vec<String>]) -> usize,
    /// What a column of the tool's own holds, by its headings; `None` for questions.
    pub(super) column: fn(&[&str]) -> Option<Own>,
    /// How far a response has come, by a cell of the column [`Own::State`] of this number.
    pub(super) progress: fn(u8, &str) -> Option<Progress>,
    /// What a bare number in a column of an item is.
    pub(super) numbers: Numbers,
    /// Which number of a date is the day, where the tool writes it in one way.
    pub(super) dates: Option<DayOrder>,
    /// What stands for no answer.
    pub(super) unanswered: &'static [&'static str],
    /// The part of a cell that holds the answer.
    pub(super) answer: fn(&str) -> &str,
}

/// What a column of a tool's own holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Own {
    /// What tells the persons apart; of several columns the one with the lowest number that is filled.
    Person(u8),
    /// When a response began.
    Started,
    /// When it ended.
    Finished,
    /// How far a response has come, in the tool's column of this number.
    State(u8),
    /// Nothing that is read, though it may look like a question.
    Dropped,
}

/// How far a response has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// It was handed in.
    Finished,
    /// It was not.
    Unfinished,
    /// It is of someone who tried the survey.
    Test,
}

/// What a bare number in a column of an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    /// A rating.
    Ratings,
    /// The position of an option, from 1.
    Positions,
    /// One of the two, which the tool does not say.
    Unsaid,
}

impl Numbers {
    /// Each value with its word in a map of columns.
    pub(super) const WORDS: &'static [(&'static str, Self)] =
        &[("ratings", Self::Ratings), ("positions", Self::Positions)];
}

/// The first row of headings.
#[derive(Debug)]
pub(super) struct Headings(pub(super) Vec<String>);

impl Headings {
    /// True when a heading is this, in any letter case.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|heading| heading.eq_ignore_ascii_case(name))
    }

    /// True when a heading is one of these.
    pub(super) fn has_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.has(name))
    }

    /// The first heading.
    pub(super) fn first(&self) -> &str {
        self.0.first().map_or("", String::as_str)
    }
}

/// One row of headings.
pub(super) fn one_row(_: &[Vec<String>]) -> usize {
    1
}

/// The whole cell.
pub(super) fn whole_cell(cell: &str) -> &str {
    cell
}

/// Nothing on how far a response has come.
pub(super) fn no_progress(_: u8, _: &str) -> Option<Progress> {
    None
}
