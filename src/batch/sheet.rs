//! The rows of people on their way into a spreadsheet: written by the threads that score, read by the one that writes.
//!
//! A row is the cells of the table of people, without quotes or guards, because the cells of a spreadsheet are typed. Marks
//! about each competency follow, for the sheet of competencies. Cells end with a unit separator and rows with a line feed:
//! both are control characters, which no cell holds ([`sanitise::one_line`](crate::sanitise::one_line)).

use super::details::Detail;
use crate::facts::columns::Missing;

/// The byte behind each cell.
pub(super) const END_OF_CELL: u8 = 0x1f;

/// The first letter of the marks of levels, and that of the marks of reasons for having none. The former are pairs: the
/// position of the level, and whether it meets the target.
const LEVELS: u8 = b'0';
const MET: u8 = b'm';
const OPEN: u8 = b'o';
const REASONS: u8 = b'A';

/// How a person stands in a competency, for the sheet of competencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The position of the highest level that is reached in full; true when the target is met.
    Level(usize, bool),
    /// Without a level.
    Without(Missing),
}

impl Mark {
    /// Adds the mark of a detail: two letters.
    pub(super) fn push(detail: &Detail, out: &mut Vec<u8>) {
        let letters = match (detail.reached, detail.missing) {
            (Some(level), _) => {
                let is_met = detail.status == Some(crate::gap::GapStatus::Met);
                [LEVELS + u8::try_from(level).unwrap_or_default(), if is_met { MET } else { OPEN }]
            }
            (None, missing) => [REASONS + missing.map_or(0, |missing| missing as u8), b' '],
        };
        out.extend_from_slice(&letters);
    }

    fn read(letters: [u8; 2]) -> Self {
        match letters {
            [reason, b' '] => Self::Without(Missing::WORDS[usize::from(reason - REASONS)].1),
            [level, met] => Self::Level(usize::from(level - LEVELS), met == MET),
        }
    }
}

/// One row of people: its cells as text, then a mark for each competency.
#[derive(Debug)]
pub struct SheetRow<'t> {
    cells: &'t str,
}

impl<'t> SheetRow<'t> {
    /// The rows of an output for a spreadsheet.
    ///
    /// # Panics
    /// For a text that is none.
    pub fn read(rows: &'t [u8]) -> impl Iterator<Item = Self> {
        let rows = std::str::from_utf8(rows).expect("the rows were written from texts");
        rows.split_terminator('\n').map(|cells| Self { cells })
    }

    /// The cells of the columns of people, in their order.
    pub fn cells(&self) -> impl Iterator<Item = &'t str> + use<'t> {
        let (cells, _) = self.parts();
        cells.split_terminator(char::from(END_OF_CELL))
    }

    /// A mark for each competency, in the pack's order.
    pub fn marks(&self) -> impl Iterator<Item = Mark> + use<'t> {
        let (_, marks) = self.parts();
        marks.as_bytes().as_chunks().0.iter().map(|letters| Mark::read(*letters))
    }

    fn parts(&self) -> (&'t str, &'t str) {
        let end = self.cells.rfind(char::from(END_OF_CELL)).map_or(0, |at| at + 1);
        self.cells.split_at(end)
    }
}
