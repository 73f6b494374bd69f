//! Tables read in the process of the test, record by record.

use skillgap::answers::{
    AnswerSheet, Beginning, Boundary, Chunk, Decoder, InputFormat, Outcome, ReadOptions, Row, TableOptions,
};
use skillgap::diag::{Code, Diagnostic};
use skillgap::model::Pack;

/// One record of a table.
#[derive(Debug)]
pub struct Read {
    pub outcome: Outcome,
    pub row: Row,
    pub sheet: Option<AnswerSheet>,
    pub codes: Vec<Code>,
    pub problems: Vec<Diagnostic>,
    pub text: Vec<u8>,
}

/// What stands above the records: so many bytes, their decoder, and the warnings.
pub type Begun = (usize, Box<dyn Decoder>, Vec<Diagnostic>);

/// The beginning of a table that is whole.
pub fn begin(pack: &Pack, text: &[u8], is_partial: bool) -> Result<Begun, Box<Diagnostic>> {
    let options = TableOptions { is_partial, ..TableOptions::default() };
    match InputFormat::Csv.begin(pack, "t.csv", (text, true), &options) {
        Ok(Beginning::Found { taken, decoder, warnings }) => Ok((taken, decoder, warnings)),
        Ok(Beginning::More) => panic!("there is no more: {:?}", String::from_utf8_lossy(text)),
        Err(problem) => Err(problem),
    }
}

/// The records below the header, chunk by chunk as the program reads them; lines without an end count as refused.
pub fn records(pack: &Pack, decoder: &dyn Decoder, mut rest: &[u8]) -> Vec<Read> {
    let (mut found, mut row) = (Vec::new(), Row::new(pack));
    while !rest.is_empty() {
        let taken = match decoder.framing().last_boundary(rest, true) {
            Boundary::At(end) => end,
            other => {
                assert_eq!(other, Boundary::Unterminated);
                let end = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |at| at + 1);
                let text = rest[..end].to_vec();
                let row = Row::new(pack);
                let codes = vec![Code::OpenQuote];
                found.push(Read { outcome: Outcome::Refused, row, sheet: None, codes, problems: Vec::new(), text });
                rest = &rest[end..];
                continue;
            }
        };
        let chunk = Chunk { file: "t.csv", text: &rest[..taken] };
        decoder.decode(pack, ReadOptions::default(), chunk, &mut row, &mut |record, row, problems| {
            let codes = problems.iter().map(|problem| problem.code).collect();
            let text = record.text.to_vec();
            found.push(Read { outcome: record.outcome, row: row.clone(), sheet: record.sheet, codes, problems, text });
        });
        rest = &rest[taken..];
    }
    found
}

/// The people of a table of which nothing is refused, and the codes of all warnings.
pub fn people(pack: &Pack, text: &[u8], is_partial: bool) -> (Vec<Row>, Vec<Code>) {
    let (taken, decoder, warnings) = begin(pack, text, is_partial).unwrap_or_else(|problem| panic!("{problem:?}"));
    let mut codes: Vec<Code> = warnings.iter().map(|warning| warning.code).collect();
    let mut found = Vec::new();
    for read in records(pack, &*decoder, &text[taken..]) {
        assert_ne!(read.outcome, Outcome::Refused, "{:?}", read.problems);
        codes.extend(read.codes);
        if read.outcome == Outcome::Usable {
            found.push(read.row);
        }
    }
    (found, codes)
}

/// The cells of all rows of a table, as another reader of tables reads them.
pub fn cells(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
    let (mut rows, mut row, mut at, mut cell) = (Vec::new(), Vec::new(), 0, vec![0; 100_000]);
    loop {
        let (result, read, wrote) = reader.read_field(&text.as_bytes()[at..], &mut cell);
        at += read;
        match result {
            csv_core::ReadFieldResult::Field { record_end } => {
                row.push(String::from_utf8(cell[..wrote].to_vec()).unwrap());
                if record_end {
                    rows.push(std::mem::take(&mut row));
                }
            }
            csv_core::ReadFieldResult::End => return rows,
            csv_core::ReadFieldResult::InputEmpty => {}
            csv_core::ReadFieldResult::OutputFull => panic!("a long cell"),
        }
    }
}
