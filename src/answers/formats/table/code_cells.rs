//! Cells with result codes: which they are, and what was read from one.

use super::cells::Cells;
use super::reader::Reader;
use super::survey::plain_text;
use crate::answers::formats::framing::DELIMITERS;
use crate::answers::{AnswerSheet, ResultCodes};

/// What the cell of a result code held.
#[derive(Debug, Default)]
pub(super) enum CodeCell {
    /// Nothing.
    #[default]
    Empty,
    /// A code of the pack; in the column of this number.
    Read(usize, Box<AnswerSheet>),
    /// No code that can be used, which a problem says.
    Refused,
}

/// The first cell of a record that is a result code, or nearly one, with the delimiter that makes it a cell.
pub(super) fn code_in(codes: &ResultCodes, record: &[u8], separator: Option<u8>) -> Option<(u8, usize)> {
    separator.map_or(DELIMITERS.to_vec(), |separator| vec![separator]).into_iter().find_map(|delimiter| {
        let mut reader = Reader::new(delimiter);
        let mut cells = Cells::default();
        cells.read(&mut reader, record)?;
        Some((delimiter, cells.iter().position(|cell| is_code(codes, cell))?))
    })
}

/// True for a cell with a result code of any pack, or nearly one of this.
fn is_code(codes: &ResultCodes, cell: &[u8]) -> bool {
    std::str::from_utf8(cell).is_ok_and(|text| codes.recognises(&plain_text(text)))
}

/// How often a column of some rows is filled, and how often with a result code.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Filled {
    pub(super) at_all: usize,
    pub(super) with_codes: usize,
}

/// Counts the codes in those columns that are named, among so many of a table.
pub(super) fn count_codes(
    codes: &ResultCodes,
    columns: usize,
    is_named: impl Fn(usize) -> bool,
    each_row: impl FnOnce(&mut dyn FnMut(&Cells)),
) -> Vec<Filled> {
    let mut counts = vec![Filled::default(); columns];
    let named: Vec<bool> = (0..columns).map(is_named).collect();
    each_row(&mut |cells| {
        for (cell, (_, count)) in
            cells.iter().zip(named.iter().zip(&mut counts)).filter(|(_, (is_named, _))| **is_named)
        {
            count.at_all += usize::from(!cell.trim_ascii().is_empty());
            count.with_codes += usize::from(is_code(codes, cell));
        }
    });
    counts
}
