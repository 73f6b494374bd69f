//! Spreadsheets (.xlsx): each sheet as the text of a table. The only file that names `calamine` and `zip`.
//!
//! A row of the sheet is a line of the text, also where it is empty, so that the line of a problem is the row of the sheet.

use std::fmt::Write as _;
use std::io::{Cursor, Read, copy, sink};

use calamine::{DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx, open_workbook_from_rs};
use zip::ZipArchive;

/// The largest spreadsheet that is read, in bytes.
pub const LARGEST_WORKBOOK: usize = 64 * 1024 * 1024;

/// The most that its parts may have when they are unpacked, in bytes.
const MOST_UNPACKED: u64 = 512 * 1024 * 1024;

/// The most bytes of the text of one sheet, and the most columns.
const LARGEST_TEXT: usize = 256 * 1024 * 1024;
const MOST_COLUMNS: u32 = 4096;

/// The most zeros of a number format: Excel has no longer formats.
const MOST_ZEROS: usize = 255;

/// In how many rows that are not empty the header is looked for.
const FIRST_ROWS: usize = 31;

/// What a cell takes beside its text, in bytes.
const OF_A_CELL: usize = 16;

/// A sheet as the text of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its rows, with commas between the cells.
    pub text: Vec<u8>,
}

/// The sheets of a spreadsheet that people see, in their order.
///
/// # Errors
/// Why it cannot be read, in a lower-case fragment.
pub fn sheets(workbook: &[u8]) -> Result<Vec<Sheet>, String> {
    sheets_within(workbook, MOST_UNPACKED, LARGEST_TEXT)
}

/// As [`sheets`], with these limits.
pub(super) fn sheets_within(workbook: &[u8], most_unpacked: u64, largest_text: usize) -> Result<Vec<Sheet>, String> {
    let damaged = |_| "the spreadsheet is damaged or cut off".to_owned();
    check_size(workbook, most_unpacked)?;
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(workbook)).map_err(damaged)?;
    let seen = |sheet: &&calamine::Sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet;
    let names: Vec<String> = book.sheets_metadata().iter().filter(seen).map(|sheet| sheet.name.clone()).collect();
    let text_of = |name: String| text_of_sheet(&mut book, &name, largest_text).map(|text| Sheet { name, text });
    names.into_iter().map(text_of).collect()
}

/// Unpacks the parts into nothing, so that a small file that would become a giant one is refused before it is read.
fn check_size(workbook: &[u8], most: u64) -> Result<(), String> {
    let damaged = "the spreadsheet is damaged or cut off";
    let mut archive = ZipArchive::new(Cursor::new(workbook)).map_err(|_| damaged)?;
    let mut unpacked = 0;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| damaged)?;
        let left = most - unpacked;
        unpacked += copy(&mut part.take(left + 1), &mut sink()).map_err(|_| damaged)?;
        if unpacked > most {
            return Err(format!("the spreadsheet is too large: unpacked it has more than {} MiB", most >> 20));
        }
    }
    Ok(())
}

/// The text of one sheet.
fn text_of_sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, most: usize) -> Result<Vec<u8>, String> {
    let damaged = |_| "the spreadsheet is damaged or cut off".to_owned();
    // A text that many cells share is small in the file: what they take here is counted as they are read.
    let (mut cells, mut size) = (Vec::new(), 0);
    let mut reader = book.worksheet_cells_reader(name).map_err(damaged)?;
    let zeros: Vec<usize> = reader
        .styles()
        .iter()
        .map(|style| style.number_format.as_ref().map_or(0, |format| zeros(&format.format_code)))
        .collect();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(damaged)? {
        let text = text_of_cell(cell.get_value(), zeros.get(style).copied().unwrap_or(0));
        if !text.is_empty() {
            let (row, column) = cell.get_position();
            if column >= MOST_COLUMNS {
                return Err(format!("row {} of the sheet has more than {MOST_COLUMNS} columns", row + 1));
            }
            size += text.len() + OF_A_CELL;
            if size > most {
                return Err(format!("the sheet is too large: its cells have more than {} MiB", most >> 20));
            }
            cells.push((row, column, text));
        }
    }
    // Programs write cells in order; nothing obliges them to.
    if !cells.is_sorted_by_key(|(row, column, _)| (*row, *column)) {
        cells.sort_by_key(|(row, column, _)| (*row, *column));
    }
    let mut text = Vec::new();
    let (mut at_row, mut at_column) = (0, 0);
    let width = width(&cells);
    for (row, column, cell) in &cells {
        while at_row < *row {
            // Empty cells at the end of a row are not in the file.
            if at_column > 0 || text.last().is_some_and(|byte| *byte != b'\n') {
                text.resize(text.len() + width.saturating_sub(at_column) as usize, b',');
            }
            text.push(b'\n');
            (at_row, at_column) = (at_row + 1, 0);
        }
        while at_column < *column {
            text.push(b',');
            at_column += 1;
        }
        push_cell(cell, &mut text);
        if text.len() > most {
            return Err(format!("the sheet is too large: its cells have more than {} MiB", most >> 20));
        }
    }
    if !text.is_empty() {
        text.resize(text.len() + width.saturating_sub(at_column) as usize, b',');
    }
    text.push(b'\n');
    Ok(text)
}

/// The last column of the first rows, among which the header is.
fn width(cells: &[(u32, u32, String)]) -> u32 {
    let first = cells.chunk_by(|(one, ..), (other, ..)| one == other).take(FIRST_ROWS);
    first.filter_map(|row| row.last()).map(|(_, column, _)| *column).max().unwrap_or(0)
}

/// How many zeros a number format is made of: `00000` shows 42 as `00042`. 0 for any other format.
fn zeros(format: &str) -> usize {
    if (2..=MOST_ZEROS).contains(&format.len()) && format.bytes().all(|byte| byte == b'0') { format.len() } else { 0 }
}

/// What people see in a cell; `zeros` digits at least for a whole number.
fn text_of_cell(value: &DataRef<'_>, zeros: usize) -> String {
    match value {
        DataRef::Int(number) => format!("{number:0zeros$}"),
        DataRef::Float(number) => text_of_number(*number, zeros),
        DataRef::SharedString(text) => one_line(text),
        DataRef::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(time) => text_of_time(time),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => one_line(text),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A number with the fewest digits that say it.
fn text_of_number(number: f64, zeros: usize) -> String {
    // A spreadsheet keeps 15 digits: what its formulas leave behind them, such as 3.0000000000000004, nobody sees.
    let number: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    if number.fract() == 0.0 && number.abs() < 1e15 { format!("{number:0zeros$.0}") } else { number.to_string() }
}

/// A point in time as `2026-11-23 09:00:00`, a day as `2026-11-23`.
fn text_of_time(time: &ExcelDateTime) -> String {
    if time.is_duration() {
        return time.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, milli) = time.to_ymd_hms_milli();
    let mut text = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second, milli) != (0, 0, 0, 0) {
        // Writing to a String cannot fail.
        let _ = write!(text, " {hour:02}:{minute:02}:{second:02}");
    }
    text
}

/// A text in one line: a row is a line.
fn one_line(text: &str) -> String {
    text.trim().replace("\r\n", " ").replace(['\r', '\n'], " ")
}

/// Adds a cell, in quotes where it needs them.
fn push_cell(cell: &str, text: &mut Vec<u8>) {
    if cell.contains([',', '"']) {
        text.push(b'"');
        text.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
        text.push(b'"');
    } else {
        text.extend_from_slice(cell.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use rust_xlsxwriter::Workbook;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn h01_a_small_file_that_is_a_giant_table_is_refused() {
        // One text in many cells.
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for row in 0..300 {
            sheet.write_string(row, 0, "x".repeat(1000)).expect("fits");
        }
        let workbook = book.save_to_buffer().expect("is written");
        assert!(workbook.len() < 20_000);
        assert!(sheets_within(&workbook, MOST_UNPACKED, 400_000).is_ok());
        let why = sheets_within(&workbook, MOST_UNPACKED, 200_000).expect_err("too large");
        assert!(why.starts_with("the sheet is too large"), "{why}");
        // A part of zeros.
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("xl/workbook.xml", SimpleFileOptions::default()).expect("is begun");
        zip.write_all(&vec![0; 3 << 20]).expect("is written");
        let bomb = zip.finish().expect("is written").into_inner();
        assert!(bomb.len() < 10_000);
        let why = sheets_within(&bomb, 2 << 20, LARGEST_TEXT).expect_err("too large");
        assert_eq!(why, "the spreadsheet is too large: unpacked it has more than 2 MiB");
    }
}
