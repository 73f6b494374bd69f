//! The cells of a row of CSV, without their quotes.

use super::reader::Reader;
use crate::sanitise;

/// The cells of one row. Its memory is reused for the next row.
#[derive(Clone, Debug, Default)]
pub(in crate::answers::formats) struct Cells {
    text: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
}

impl Cells {
    pub(in crate::answers::formats) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let mut start = 0;
        self.ends[..self.count].iter().map(move |end| {
            let cell = &self.text[start..*end];
            start = *end;
            cell
        })
    }

    /// Reads the next row of the input; gives how many bytes it took, or `None` at the end.
    pub(in crate::answers::formats) fn read(&mut self, reader: &mut Reader, input: &[u8]) -> Option<usize> {
        use csv_core::ReadRecordResult::{End, InputEmpty, OutputEndsFull, OutputFull, Record};
        let (mut taken, mut written, mut count) = (0, 0, 0);
        loop {
            let (result, read, wrote, ended) =
                reader.read_record(&input[taken..], &mut self.text[written..], &mut self.ends[count..]);
            taken += read;
            written += wrote;
            count += ended;
            match result {
                OutputFull => self.text.resize((self.text.len() * 2).max(1024), 0),
                OutputEndsFull => self.ends.resize((self.ends.len() * 2).max(64), 0),
                // The next call, with nothing left, ends the last row.
                InputEmpty => {}
                Record => {
                    self.count = count;
                    return Some(taken);
                }
                End => return None,
            }
        }
    }
}

/// Reads the rows of a table one after another.
pub(super) fn each_row(delimiter: u8, rows: &[u8], mut each: impl FnMut(&Cells)) {
    let mut reader = Reader::new(delimiter);
    let (mut cells, mut at) = (Cells::default(), 0);
    while let Some(taken) = cells.read(&mut reader, &rows[at..]) {
        at += taken;
        each(&cells);
    }
}

/// The header of a table as the names of its columns.
pub(in crate::answers::formats) fn headings(cells: &Cells) -> Vec<String> {
    let name = |cell: &[u8]| {
        let text = String::from_utf8_lossy(cell);
        sanitise::one_line(sanitise::unguarded(text.trim_start_matches('\u{feff}')))
    };
    cells.iter().map(name).collect()
}
