//! A table: named columns, each with what it says, and rows of typed cells.

use std::borrow::Cow;

use crate::batch::PLACES;
use crate::clock::Date;
use crate::exact::{Exact, decimals};
use crate::language;

/// A table with a name, which is that of its file or sheet. Every row has a cell for each column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    name: &'static str,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the first row.
    pub name: String,
    /// What its cells say, in one sentence.
    pub about: String,
}

impl Column {
    /// A column of this name, and what its cells say.
    pub fn new(name: impl Into<String>, about: impl Into<String>) -> Self {
        Self { name: name.into(), about: about.into() }
    }
}

/// A cell. Its type decides how it is written: only a [`Cell::Text`] or an entry of a [`Cell::List`] may hold what a person
/// wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing that could be given: an empty cell, or `null`.
    #[default]
    Nothing,
    /// A text, from anybody.
    Text(String),
    /// A count, a position or a level of the scale: a number without decimals.
    Whole(i64),
    /// A number with four decimals, rounded half to even.
    Number(Exact),
    /// True or false.
    Flag(bool),
    /// A day of the calendar.
    Day(Date),
    /// Ids, joined by semicolons in one cell; a list in JSON. One without entries is an empty cell.
    List(Vec<String>),
}

impl Cell {
    /// The digits of a number; `None` for what is no number.
    pub fn digits(&self) -> Option<String> {
        match self {
            Self::Whole(whole) => Some(whole.to_string()),
            Self::Number(number) => Some(decimals(*number, PLACES)),
            _ => None,
        }
    }

    /// What a sheet shows of it, without a guard: its digits, its day, the entries of a list joined by semicolons.
    pub fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::Nothing => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Whole(_) | Self::Number(_) => Cow::Owned(self.digits().unwrap_or_default()),
            Self::Flag(value) => Cow::Borrowed(if *value { "TRUE" } else { "FALSE" }),
            Self::Day(day) => Cow::Owned(day.to_string()),
            Self::List(entries) => Cow::Owned(joined(entries, |entry| Cow::Borrowed(entry))),
        }
    }

    /// A list of what can be written, such as ids.
    pub fn list<T: ToString>(entries: impl IntoIterator<Item = T>) -> Self {
        Self::List(entries.into_iter().map(|entry| entry.to_string()).collect())
    }
}

impl Table {
    /// A table without rows.
    pub fn new(name: &'static str, columns: Vec<Column>) -> Self {
        Self { name, columns, rows: Vec::new() }
    }

    /// Adds a row.
    ///
    /// # Panics
    /// When it does not have a cell for each column.
    pub fn push(&mut self, row: Vec<Cell>) {
        assert_eq!(row.len(), self.columns.len(), "cells of a row of `{}`", self.name);
        self.rows.push(row);
    }

    /// Its name: that of its file, without an ending, or of its sheet.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Its columns, in order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Its rows, in order.
    pub fn rows(&self) -> &[Vec<Cell>] {
        &self.rows
    }

    /// A table that explains every column of these tables.
    pub fn of_columns(tables: &[Self]) -> Self {
        let columns = language::columns::EXPLAINED.map(|(name, about)| Column::new(name, about));
        let mut explained = Self::new("Columns", columns.to_vec());
        for table in tables {
            for column in &table.columns {
                explained.push(vec![table.name.into(), column.name.as_str().into(), column.about.as_str().into()]);
            }
        }
        explained
    }
}

/// The entries of a list in one text, each as `write` gives it. One with a semicolon or a quote in it is put in quotes.
pub(super) fn joined(entries: &[String], write: fn(&str) -> Cow<'_, str>) -> String {
    let written = |entry: &String| {
        let entry = write(entry);
        let text = if entry.contains([';', '"']) { entry.replace('"', "\"\"") } else { return entry.into_owned() };
        ["\"", &text, "\""].concat()
    };
    entries.iter().map(written).collect::<Vec<_>>().join(";")
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(whole: i64) -> Self {
        Self::Whole(whole)
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self::Whole(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<Exact> for Cell {
    fn from(number: Exact) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Cell {
    fn from(value: bool) -> Self {
        Self::Flag(value)
    }
}

impl From<Date> for Cell {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<Vec<String>> for Cell {
    fn from(entries: Vec<String>) -> Self {
        Self::List(entries)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}
