//! Refused rows of a table, guarded from spreadsheets byte by byte.

use crate::sanitise;

/// Copies rows of a table and puts an apostrophe in front of each cell that a spreadsheet could run, as
/// [`sanitise::guarded`] does for a text. All other bytes stay as they came, also those that are not UTF-8.
///
/// Cells mean what they mean to `csv_core`: only at the beginning of a cell does a quote open one. A row may come in parts.
#[derive(Debug)]
pub(super) struct TableGuard {
    delimiter: u8,
    at: At,
}

/// Where in a row the next byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    CellStart,
    Plain,
    QuotedStart,
    Quoted,
    /// Behind two quotes with nothing between them: the cell has no letter yet.
    EmptyQuotes,
    QuoteInQuoted,
}

impl TableGuard {
    pub(super) fn new(delimiter: u8) -> Self {
        Self { delimiter, at: At::CellStart }
    }

    /// Adds rows, or a part of one, to `out`.
    pub(super) fn copy(&mut self, rows: &[u8], out: &mut Vec<u8>) {
        for (place, byte) in rows.iter().enumerate() {
            // The first letter of a cell, behind the quotes that open it.
            let begins = *byte != b'"' && matches!(self.at, At::CellStart | At::QuotedStart | At::EmptyQuotes);
            if begins && self.is_formula(&rows[place..]) {
                out.push(b'\'');
            }
            out.push(*byte);
            self.at = match (self.at, *byte) {
                (At::CellStart, b'"') => At::QuotedStart,
                (At::QuotedStart, b'"') => At::EmptyQuotes,
                (At::Quoted, b'"') => At::QuoteInQuoted,
                (At::Quoted | At::QuotedStart, _) | (At::QuoteInQuoted | At::EmptyQuotes, b'"') => At::Quoted,
                (_, b'\n' | b'\r') => At::CellStart,
                (_, byte) if byte == self.delimiter => At::CellStart,
                _ => At::Plain,
            };
        }
    }

    /// Ends the row that was copied last: closes its quote where it is open, so that the rows below it keep their cells.
    pub(super) fn end_row(&mut self, out: &mut Vec<u8>) {
        if matches!(self.at, At::Quoted | At::QuotedStart) {
            out.push(b'"');
        }
        self.at = At::CellStart;
    }

    /// True when the cell of which this is the beginning could be run.
    fn is_formula(&self, text: &[u8]) -> bool {
        if text.first().is_none_or(u8::is_ascii_alphanumeric) {
            return false;
        }
        sanitise::is_formula(&String::from_utf8_lossy(&self.cell(text)))
    }

    /// The cell at the beginning of a text, without its quotes.
    fn cell(&self, text: &[u8]) -> Vec<u8> {
        let mut is_quoted = self.at == At::QuotedStart;
        let (mut cell, mut bytes) = (Vec::new(), text.iter().peekable());
        while let Some(byte) = bytes.next() {
            match *byte {
                b'"' if is_quoted => match bytes.next_if_eq(&&b'"') {
                    Some(quote) => cell.push(*quote),
                    None => is_quoted = false,
                },
                byte if !is_quoted && (byte == self.delimiter || matches!(byte, b'\n' | b'\r')) => break,
                byte => cell.push(byte),
            }
        }
        cell
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn guarded(delimiter: u8, parts: &[&[u8]]) -> Vec<u8> {
        let (mut guard, mut out) = (TableGuard::new(delimiter), Vec::new());
        for part in parts {
            guard.copy(part, &mut out);
        }
        out
    }

    /// The cells of all rows as `csv_core` reads them.
    fn cells(delimiter: u8, text: &[u8]) -> Vec<String> {
        let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        let (mut cells, mut at, mut cell) = (Vec::new(), 0, vec![0; 4096]);
        loop {
            let (result, read, wrote) = reader.read_field(&text[at..], &mut cell);
            at += read;
            match result {
                csv_core::ReadFieldResult::Field { .. } => {
                    cells.push(String::from_utf8(cell[..wrote].to_vec()).unwrap());
                }
                csv_core::ReadFieldResult::End => return cells,
                csv_core::ReadFieldResult::InputEmpty => {}
                csv_core::ReadFieldResult::OutputFull => unreachable!("no cell is so long"),
            }
        }
    }

    proptest! {
        /// Each cell of the guarded table is the guarded cell of the table.
        #[test]
        fn h04_no_cell_of_a_table_is_a_formula_and_all_read_back(
            text in "[-=+@'＝\t\r\n \u{feff}a0\",;é]{0,24}", delimiter in prop::sample::select(b",;\t".to_vec()),
        ) {
            // A byte order mark before all text is no part of a cell to `csv_core`.
            let text = format!("x{text}");
            let out = guarded(delimiter, &[text.as_bytes()]);
            let (before, after) = (cells(delimiter, text.as_bytes()), cells(delimiter, &out));
            prop_assert_eq!(before.len(), after.len());
            for (before, after) in before.iter().zip(&after) {
                prop_assert_eq!(&*sanitise::guarded(before), after.as_str());
                prop_assert_eq!(sanitise::unguarded(after), before.as_str());
            }
        }

        /// A row may come in parts, cut anywhere but among the blanks in front of a cell.
        #[test]
        fn h04_parts_give_what_the_whole_gives(text in "[=a\",\n]{0,24}", cut in 0..24_usize) {
            let cut = cut.min(text.len());
            let (first, second) = text.as_bytes().split_at(cut);
            prop_assert_eq!(guarded(b',', &[first, second]), guarded(b',', &[text.as_bytes()]));
        }
    }

    #[test]
    fn h04_what_is_no_formula_stays_as_it_came() {
        for text in ["a,\"b\"\"c\"\r\n1,2,\"x\ny\"\n", "respondent,x\n", "", ",,\n", "\"\"\"=1\",1-2,'a'\n"] {
            assert_eq!(guarded(b',', &[text.as_bytes()]), text.as_bytes(), "{text:?}");
        }
        // Quotes with nothing, or nothing that is seen, in front of a formula.
        assert_eq!(guarded(b'\t', &[b"\t\"\"=\r"]), b"\t\"\"'=\r");
        assert_eq!(guarded(b'\t', &["\r\"\u{feff}\"@\t".as_bytes()]), "\r\"'\u{feff}\"@\t".as_bytes());
        let broken = b"\xff\xfe,\"\xa0=\"\n";
        assert_eq!(guarded(b',', &[broken]), broken);
        assert_eq!(guarded(b',', &[b"\xff, =\xff,\"=\xff\"\n"]), b"\xff,' =\xff,\"'=\xff\"\n");
        let (mut guard, mut out) = (TableGuard::new(b','), Vec::new());
        guard.copy(b"a,\"=b", &mut out);
        guard.end_row(&mut out);
        guard.end_row(&mut out);
        assert_eq!(out, b"a,\"'=b\"");
    }
}
