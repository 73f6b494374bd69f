//! The beginning of a table: a line `sep=`, blank lines and a title above the header, and the header.
//!
//! Comma, semicolon or tab separate cells: the one with which the header has the most known columns, or the character that
//! a line `sep=` names.

use std::cell::LazyCell;
use std::sync::Arc;

use super::cells::{Cells, headings};
use super::code_cells::code_in;
use super::group;
use super::layout::Layout;
use super::names::{Holds, Names};
use super::reader::Reader;
use super::survey::{self, Export, LARGEST_EXPORT, SurveyMap};
use super::text::{is_blank, shown};
use crate::answers::ResultCodes;
use crate::answers::formats::decoder::{Beginning, Decoder as _};
use crate::answers::formats::framing::{Boundary, DELIMITERS, Framing, line_breaks};
use crate::diag::{Code, Diagnostic, Position};
use crate::model::Pack;

/// The fix for a file that is not UTF-8 text.
pub(in crate::answers::formats) const SAVE_AS_UTF8: &str = "save the table as UTF-8 (`CSV UTF-8` in a spreadsheet)";

/// The most records above the header that are left out, blank ones not counted.
pub(in crate::answers::formats) const MOST_ABOVE: usize = 30;

/// The most blank records above the header.
const MOST_BLANK: usize = 1000;

/// The fewest columns of a table that may be the export of a survey tool.
const FEWEST_OF_EXPORT: usize = 4;

/// How tables are read.
#[derive(Clone, Debug, Default)]
pub struct TableOptions {
    /// True to read a table in which fewer than half of the items have a column.
    pub is_partial: bool,
    /// True for the text of a sheet: places are rows and cells.
    pub is_sheet: bool,
    /// The name of the column that holds people's groups, whatever else it holds; the column `group` where none is named.
    pub group: Option<String>,
    /// How the columns of an export are read.
    pub map: Option<Arc<SurveyMap>>,
}

/// A record that may be the header.
struct Candidate {
    layout: Layout,
    /// The line on which it begins, from 1.
    line: usize,
    /// Just past it, in bytes.
    end: usize,
}

/// A record that is no header.
struct Passed {
    start: usize,
    end: usize,
    /// The line on which it begins, from 1.
    line: usize,
}

/// Looks for the header in the first bytes of a table; `at_end` where there are no more.
///
/// # Errors
/// When no row of the table can be read.
pub(in crate::answers::formats) fn begin(
    pack: &Pack,
    file: &str,
    text: &[u8],
    at_end: bool,
    options: &TableOptions,
) -> Result<Beginning, Box<Diagnostic>> {
    let problem = |line, code, message: &str| {
        let mut problem = Diagnostic::of_file(code, file, message);
        problem.position = Some(Position { line, column: 1 });
        problem
    };
    let names = Names::new(pack);
    let mark = "\u{feff}".as_bytes();
    let mut at = if text.starts_with(mark) { mark.len() } else { 0 };
    let (mut separator, mut first) = (None, None);
    let (mut above, mut blank) = (0, 0);
    let (codes, mut passed) = (LazyCell::new(|| ResultCodes::new(pack)), Vec::new());
    while above < MOST_ABOVE && blank < MOST_BLANK {
        let framing = separator.map_or(Framing::Header, Framing::Table);
        let end = match framing.first_boundary(&text[at..], at_end) {
            Boundary::Incomplete => return Ok(Beginning::More),
            Boundary::At(0) => break,
            Boundary::At(length) => at + length,
            Boundary::Unterminated if first.is_some() => break,
            Boundary::Unterminated => {
                return Err(Box::new(unterminated(file, &text[at..], line_breaks(&text[..at]) + 1)));
            }
        };
        let (record, line) = (&text[at..end], line_breaks(&text[..at]) + 1);
        at = end;
        if record.contains(&0) {
            let message = "the table is not text: it holds NUL bytes, as UTF-16 text does";
            return Err(Box::new(problem(line, Code::NotUtf8, message).hint(SAVE_AS_UTF8)));
        }
        if is_blank(record, |byte| DELIMITERS.contains(&byte) || separator == Some(byte)) {
            blank += 1;
            continue;
        }
        above += 1;
        if let Some(named) = named_separator(record) {
            separator = Some(named);
        } else {
            let Ok(record) = std::str::from_utf8(record) else {
                return Err(Box::new(problem(line, Code::NotUtf8, "the header is not UTF-8 text").hint(SAVE_AS_UTF8)));
            };
            let start = end - record.len();
            if let Some(export) = survey::find(pack, &names, &text[start..], separator, options.map.as_deref()) {
                if text.len() > LARGEST_EXPORT {
                    let message = "the export of a survey tool is too large";
                    let expected = format!("at most {} MiB", LARGEST_EXPORT / 1024 / 1024);
                    return Err(Box::new(problem(line, Code::TooLarge, message).expected(expected)));
                }
                return if at_end {
                    of_export(pack, export, (file, line), (text, start), options)
                } else {
                    Ok(Beginning::More)
                };
            }
            let mut layout = split(pack, &names, record, separator);
            // Two items make a header also where it lacks the respondent, and a respondent in a row of several cells where
            // it lacks the items: what stands below is no title.
            let has_person = layout.column(Holds::Respondent).is_some();
            let is_header = match layout.items().count() {
                0 => layout.codes.is_some() || (has_person && layout.columns.len() > 1),
                1 => layout.codes.is_some() || has_person,
                _ => true,
            };
            if is_header && !layout.settle_codes(pack, &text[end..], at_end) {
                return Ok(Beginning::More);
            }
            let candidate = Candidate { layout, line, end };
            if is_header {
                return candidate.read(pack, &names, (file, first.is_some()), options);
            }
            passed.push(Passed { start, end, line });
            if let Some(found) = code_in(&codes, record.as_bytes(), separator) {
                return of_codes(pack, &names, (file, text), (&codes, found), &passed, options);
            }
            first.get_or_insert(candidate);
        }
    }
    if let Some(first) = first {
        return first.read(pack, &names, (file, false), options);
    }
    let empty = Diagnostic::of_file(Code::MissingField, file, "the table is empty");
    Err(Box::new(empty.hint("`skillgap template --format csv` prints a header")))
}

impl Candidate {
    /// Reads the record as the header.
    fn read(
        self,
        pack: &Pack,
        names: &Names,
        (file, is_below): (&str, bool),
        options: &TableOptions,
    ) -> Result<Beginning, Box<Diagnostic>> {
        let Self { mut layout, line, end } = self;
        layout.is_sheet = options.is_sheet;
        let first = Cells::default().read(&mut layout.reader(), &layout.header).unwrap_or(layout.header.len());
        if !layout.header[first..].trim_ascii().is_empty() {
            return Err(Box::new(carriage_returns(file)));
        }
        if let Some(group) = &options.group {
            let names: Vec<Vec<String>> = layout.names.iter().map(|name| vec![name.clone()]).collect();
            let is_item = |at: usize| matches!(layout.holds(at), Some(Holds::Item(_) | Holds::Note(_)));
            layout.group = Some(group::find(group, (file, line), &names, is_item)?);
        }
        let mut warnings =
            layout.checked(pack, names, (file, line), options.is_partial).map_err(|found| match options.map {
                Some(_) => Box::new(survey::other_columns(file, line)),
                // Many columns and no item: most likely the export of a survey tool.
                None if layout.items().next().is_none() && width(&layout.header) >= FEWEST_OF_EXPORT => {
                    Box::new(found.hint(survey::WRITE_A_MAP))
                }
                None => found,
            })?;
        let by_name = |at: usize| names.find(&layout.names[at]) == Some(Holds::Code);
        if let Some(at) = layout.column(Holds::Code).filter(|at| !by_name(*at)) {
            let message = format!("result codes are read from the column `{}`", shown(&layout.names[at]));
            warnings.insert(0, Diagnostic::of_file(Code::SurveyExport, file, message));
        }
        if is_below {
            let message = format!("the header stands in line {line}; the lines above it are left out");
            warnings.insert(0, Diagnostic::of_file(Code::LinesAbove, file, message));
        }
        if !DELIMITERS.contains(&layout.delimiter) {
            // Refused rows are kept below the header: this separator is only known where it is named.
            let above = [b"sep=", [layout.delimiter].as_slice(), layout.line_break()].concat();
            layout.header.splice(..0, above);
        }
        Ok(Beginning::Found { taken: end, decoder: Box::new(layout), warnings })
    }
}

/// The whole export whose headings begin at `start`.
fn of_export(
    pack: &Pack,
    mut export: Export,
    place: (&str, usize),
    (text, start): (&[u8], usize),
    options: &TableOptions,
) -> Result<Beginning, Box<Diagnostic>> {
    let taken = start + export.taken;
    let (mut layout, warnings) = export.read(pack, place, (&text[start..taken], &text[taken..]), options)?;
    layout.is_sheet = options.is_sheet;
    Ok(Beginning::Found { taken, decoder: Box::new(layout), warnings })
}

/// The table whose first result code is in the last of these records, in a column of this delimiter. The nearest record above
/// that has something else in the column is its header; a row that is a code and nothing else needs none.
fn of_codes(
    pack: &Pack,
    names: &Names,
    (file, text): (&str, &[u8]),
    (codes, (delimiter, column)): (&ResultCodes, (u8, usize)),
    passed: &[Passed],
    options: &TableOptions,
) -> Result<Beginning, Box<Diagnostic>> {
    let record = |passed: &Passed| &text[passed.start..passed.end];
    for at in (0..passed.len()).rev() {
        let header = std::str::from_utf8(record(&passed[at])).unwrap_or_default();
        let mut layout = split(pack, names, header, Some(delimiter));
        if layout.names.get(column).is_some_and(|name| !name.is_empty() && !codes.recognises(name)) {
            layout.read_codes(pack, Some(column));
            let Passed { line, end, .. } = passed[at];
            return Candidate { layout, line, end }.read(pack, names, (file, at > 0), options);
        }
    }
    let first = &passed[0];
    let row = split(pack, names, std::str::from_utf8(record(first)).unwrap_or_default(), Some(delimiter));
    if column > 0 || row.names.iter().skip(1).any(|cell| !cell.is_empty()) {
        let mut problem = Diagnostic::of_file(Code::MissingField, file, "a result code, and no header above it");
        problem.position = Some(Position { line: first.line, column: 1 });
        return Err(Box::new(problem.hint("put a header above the first row, such as `respondent,code`")));
    }
    let header = if record(first).ends_with(b"\r\n") { "code\r\n" } else { "code\n" };
    let mut layout = Layout::new(pack, delimiter, header.as_bytes(), vec![("code".to_owned(), Some(Holds::Code))]);
    layout.is_sheet = options.is_sheet;
    Ok(Beginning::Found { taken: first.start, decoder: Box::new(layout), warnings: Vec::new() })
}

/// Where the first record of a table begins that is neither blank nor a line `sep=`, and the character that this line names.
pub(super) fn first_record(text: &[u8]) -> (usize, Option<u8>) {
    let (mut at, mut separator) = (0, None);
    while let Boundary::At(length @ 1..) = Framing::Header.first_boundary(&text[at..], true) {
        let record = &text[at..at + length];
        let named = named_separator(record);
        if named.is_none() && !is_blank(record, |byte| DELIMITERS.contains(&byte) || separator == Some(byte)) {
            break;
        }
        separator = named.or(separator);
        at += length;
    }
    (at, separator)
}

/// The most cells that a record has with any delimiter.
fn width(record: &[u8]) -> usize {
    let cells = |delimiter: u8| record.split(|byte| *byte == delimiter).count();
    DELIMITERS.map(cells).into_iter().max().unwrap_or(0)
}

/// The record as a header, split at the separator or else at the delimiter with which it has the most known columns.
fn split(pack: &Pack, names: &Names, record: &str, separator: Option<u8>) -> Layout {
    let split = |delimiter: u8| {
        let mut reader = Reader::new(delimiter);
        let mut cells = Cells::default();
        cells.read(&mut reader, record.as_bytes());
        let headings = headings(&cells).into_iter().map(|name| {
            let holds = names.find(&name);
            (name, holds)
        });
        Layout::new(pack, delimiter, record.as_bytes(), headings.collect())
    };
    if let Some(separator) = separator {
        return split(separator);
    }
    let known = |layout: &Layout| (0..layout.columns.len()).filter(|at| layout.holds(*at).is_some()).count();
    let more = |best: Layout, other: Layout| if known(&other) > known(&best) { other } else { best };
    let is_in_record = |delimiter: &u8| record.as_bytes().contains(delimiter);
    let best = DELIMITERS.into_iter().filter(is_in_record).map(split).reduce(more);
    // Any other makes one cell of the record, which seldom is a name.
    best.filter(|best| known(best) > 0).unwrap_or_else(|| {
        let [first, others @ ..] = DELIMITERS.map(split);
        others.into_iter().fold(first, more)
    })
}

/// The character that a line `sep=;` names, as spreadsheets write and read it.
pub(in crate::answers::formats) fn named_separator(record: &[u8]) -> Option<u8> {
    let text = std::str::from_utf8(record).ok()?.trim_start_matches('\u{feff}');
    let text = text.trim_end_matches(['\r', '\n']);
    // Quoted where the character is the comma of the program that wrote it; other programs fill up the row.
    let text = text.strip_prefix('"').map_or(text, |text| text.split('"').next().unwrap_or_default());
    let named = text.get(..4).filter(|begin| begin.eq_ignore_ascii_case("sep=")).map(|_| &text[4..])?;
    let mut characters = named.bytes();
    let first = characters.next()?;
    let is_separator = (first.is_ascii_punctuation() && first != b'"') || matches!(first, b'\t' | b' ');
    (is_separator && characters.all(|more| more == first || DELIMITERS.contains(&more))).then_some(first)
}

/// The problem of lines that end as no program ends them any more.
pub(in crate::answers::formats) fn carriage_returns(file: &str) -> Diagnostic {
    let message = "the lines of the table end with carriage returns alone";
    Diagnostic::of_file(Code::OpenQuote, file, message).hint(SAVE_AS_UTF8)
}

/// The problem of a record without an end.
fn unterminated(file: &str, text: &[u8], line: usize) -> Diagnostic {
    if text.contains(&b'\r') && !text.contains(&b'\n') {
        return carriage_returns(file);
    }
    let hint = if text.contains(&b'"') {
        "look for a quote that is opened in this line and not closed"
    } else {
        "look for line breaks that are missing: a record is a line of at most 256 KiB"
    };
    let mut problem = Diagnostic::of_file(Code::OpenQuote, file, "a record begins here and does not end").hint(hint);
    problem.position = Some(Position { line, column: 1 });
    problem
}
