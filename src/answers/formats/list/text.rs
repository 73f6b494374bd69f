//! The text of a list, and the records among which its header is.

use std::borrow::Cow;

use crate::answers::formats::framing::{Boundary, DELIMITERS, Framing, line_breaks};
use crate::answers::formats::input_format::InputFormat;
use crate::answers::formats::table::{
    Cells, MOST_ABOVE, Reader, SAVE_AS_UTF8, carriage_returns, headings, is_blank, named_separator,
};
use crate::answers::formats::xlsx::sheets_within;
use crate::diag::{Code, Diagnostic, Position};

/// The largest list that is read, in bytes.
const LARGEST_LIST: usize = 1024 * 1024;

/// The most that the parts of a spreadsheet may have when they are unpacked, and the most bytes of the text of a sheet.
const MOST_UNPACKED: u64 = 64 * 1024 * 1024;
const LARGEST_SHEET: usize = 16 * 1024 * 1024;

/// A record that may be the header.
#[derive(Debug)]
pub(super) struct Record<'l> {
    pub(super) text: &'l [u8],
    /// Just past it, in bytes.
    pub(super) end: usize,
    /// The line on which it begins, from 1.
    pub(super) line: usize,
}

/// The first records that are not blank.
#[derive(Debug)]
pub(super) struct FirstRecords<'l> {
    pub(super) records: Vec<Record<'l>>,
    /// The character that a line `sep=` above them names.
    pub(super) separator: Option<u8>,
    /// The line behind them whose quote does not end, with its number.
    pub(super) open: Option<(usize, &'l [u8])>,
}

/// The bytes of a list as the text of a table; true where it is that of a sheet: of the first that has a header, else of the
/// first.
///
/// # Errors
/// When it cannot be read.
pub(super) fn text_of<'l>(
    file: &str,
    bytes: &'l [u8],
    has_header: impl Fn(&[Record<'_>]) -> bool,
) -> Result<(Cow<'l, [u8]>, bool), Box<Diagnostic>> {
    if bytes.len() > LARGEST_LIST {
        let problem = Diagnostic::of_file(Code::TooLarge, file, "the list is too large");
        return Err(Box::new(problem.expected("at most 1 MiB")));
    }
    if InputFormat::of_first_bytes(bytes) != InputFormat::Xlsx {
        let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        check_text(file, text)?;
        return Ok((Cow::Borrowed(text), false));
    }
    let mut sheets = sheets_within(bytes, MOST_UNPACKED, LARGEST_SHEET).map_err(|why| {
        let problem = Diagnostic::of_file(Code::Unreadable, file, why);
        problem.hint("open it in a spreadsheet, and save it again as `.xlsx` or `CSV UTF-8`")
    })?;
    if sheets.is_empty() {
        let problem = Diagnostic::of_file(Code::MissingField, file, "the spreadsheet has no sheet that can be seen");
        return Err(Box::new(problem.hint("show the sheet with the list, or save it alone as `CSV UTF-8`")));
    }
    let found = sheets.iter().position(|sheet| has_header(&FirstRecords::of(&sheet.text).records));
    Ok((Cow::Owned(sheets.swap_remove(found.unwrap_or(0)).text), true))
}

/// Checks that bytes are a text with lines.
fn check_text(file: &str, text: &[u8]) -> Result<(), Box<Diagnostic>> {
    let not_text = |before: &[u8], message: &str| {
        let last = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        let column = String::from_utf8_lossy(last).chars().count() + 1;
        let mut problem = Diagnostic::of_file(Code::NotUtf8, file, message);
        problem.position = Some(Position { line: line_breaks(before) + 1, column });
        Err(Box::new(problem.hint(SAVE_AS_UTF8)))
    };
    if let Some(at) = text.iter().position(|byte| *byte == 0) {
        return not_text(&text[..at], "the list is not text: it holds NUL bytes, as UTF-16 text does");
    }
    if let Err(error) = std::str::from_utf8(text) {
        return not_text(&text[..error.valid_up_to()], "the list is not UTF-8 text");
    }
    if text.contains(&b'\r') && !text.contains(&b'\n') {
        return Err(Box::new(carriage_returns(file)));
    }
    Ok(())
}

impl<'l> FirstRecords<'l> {
    /// Those at the beginning of a text.
    pub(super) fn of(text: &'l [u8]) -> Self {
        let (mut records, mut separator, mut open, mut at, mut line) = (Vec::new(), None, None, 0, 1);
        while records.len() <= MOST_ABOVE {
            let framing = separator.map_or(Framing::Header, Framing::Table);
            let length = match framing.first_boundary(&text[at..], true) {
                Boundary::At(0) => break,
                Boundary::At(length) => length,
                _ => {
                    let rest = &text[at..];
                    let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
                    open = Some((line, rest[..end].trim_ascii_end()));
                    break;
                }
            };
            let record = &text[at..at + length];
            at += length;
            if let Some(named) = named_separator(record).filter(|_| records.is_empty()) {
                separator = Some(named);
            } else if !is_blank(record, |byte| DELIMITERS.contains(&byte) || separator == Some(byte)) {
                records.push(Record { text: record, end: at, line });
            }
            line += line_breaks(record);
        }
        Self { records, separator, open }
    }
}

/// The cells of a record as headings.
pub(super) fn cells_of(record: &[u8], delimiter: u8) -> Vec<String> {
    let mut cells = Cells::default();
    cells.read(&mut Reader::below_header(delimiter), record);
    headings(&cells)
}
