//! Tables of an office as a spreadsheet: a sheet for each, and one that explains every column.

use std::ops::RangeInclusive;

use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet, XlsxError};

use super::MOST_PEOPLE;
use super::book::{Unwritable, column_number, fitting, properties};
use crate::report::tables::{Cell, Column, Table};

/// How wide a column is at least and at most, in letters. The least leaves room for the mark of a filter.
const NARROWEST: usize = 9;
const WIDEST: usize = 60;
const MARK: usize = 3;

/// The years that the calendar of a spreadsheet has.
const YEARS: RangeInclusive<i32> = 1900..=9999;

/// The most letters that Excel shows of a text in the format of texts.
const MOST_SHOWN: usize = 255;

/// A spreadsheet with a sheet for each table, in order, and a last one that explains their columns. Texts are texts, whatever
/// they begin with, and numbers are numbers. The same tables give the same bytes.
///
/// # Errors
/// When a sheet cannot hold so many rows or columns, or the name of a table is no name of a sheet.
pub fn tables(tables: &[Table], title: &str) -> Result<Vec<u8>, Unwritable> {
    if tables.iter().any(|table| table.rows().len() > MOST_PEOPLE as usize) {
        return Err(Unwritable::TooManyPeople);
    }
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(title)?);
    let formats = Formats::new();
    for table in tables {
        sheet(workbook.add_worksheet(), table, &formats)?;
    }
    let explained = Table::of_columns(tables);
    sheet(workbook.add_worksheet(), &explained, &Formats { wraps: true, ..formats })?;
    Ok(workbook.save_to_buffer()?)
}

/// How cells look.
struct Formats {
    name: Format,
    text: Format,
    long: Format,
    wrapped: Format,
    number: Format,
    whole: Format,
    day: Format,
    /// True where long texts go on in the next line of their cell.
    wraps: bool,
}

impl Formats {
    fn new() -> Self {
        let plain = || Format::new().set_align(FormatAlign::Top);
        Self {
            name: plain().set_bold().set_border_bottom(FormatBorder::Thin),
            // What a person wrote stays text when somebody edits the cell.
            text: plain().set_num_format("@"),
            long: plain(),
            wrapped: plain().set_text_wrap(),
            number: plain().set_num_format("0.0000"),
            whole: plain().set_num_format("0"),
            day: plain().set_num_format("yyyy-mm-dd"),
            wraps: false,
        }
    }

    fn of_text(&self, text: &str) -> &Format {
        match text.encode_utf16().nth(MOST_SHOWN) {
            _ if self.wraps => &self.wrapped,
            None => &self.text,
            Some(_) => &self.long,
        }
    }
}

/// Writes one sheet. Its names and its first column stay in sight.
fn sheet(sheet: &mut Worksheet, table: &Table, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name(table.name())?.set_freeze_panes(1, 1)?;
    for (at, column) in table.columns().iter().enumerate() {
        let number = column_number(at);
        sheet.set_column_width(number, width(column, table.rows().iter().map(|row| &row[at])))?;
        sheet.write_string_with_format(0, number, fitting(&column.name), &formats.name)?;
    }
    for (row, cells) in (1..).zip(table.rows()) {
        for (at, cell) in cells.iter().enumerate() {
            write(sheet, (row, column_number(at)), cell, formats)?;
        }
    }
    if let Some(last) = table.columns().len().checked_sub(1).map(column_number) {
        let end = u32::try_from(table.rows().len()).unwrap_or(MOST_PEOPLE);
        sheet.autofilter(0, 0, end, last)?;
        // A pseudonym of digits is meant as a text: no mark in its cell that offers to make a number of it.
        sheet.ignore_error_range(0, 0, end, last, IgnoreError::NumberStoredAsText)?;
    }
    Ok(())
}

/// Writes a cell as what it is; nothing for an empty one.
fn write(sheet: &mut Worksheet, (row, at): (u32, u16), cell: &Cell, formats: &Formats) -> Result<(), XlsxError> {
    let shown = cell.shown();
    match cell {
        Cell::Flag(value) => sheet.write_boolean_with_format(row, at, *value, &formats.long)?,
        Cell::Whole(_) | Cell::Number(_) => {
            let format = if matches!(cell, Cell::Whole(_)) { &formats.whole } else { &formats.number };
            sheet.write_number_with_format(row, at, shown.parse::<f64>().unwrap_or(f64::NAN), format)?
        }
        Cell::Day(day) if YEARS.contains(&day.year()) => {
            let year = u16::try_from(day.year()).unwrap_or(u16::MAX);
            let [month, of_month] = [day.month(), day.day()].map(|part| u8::try_from(part).unwrap_or(u8::MAX));
            let date = ExcelDateTime::from_ymd(year, month, of_month)?;
            sheet.write_datetime_with_format(row, at, &date, &formats.day)?
        }
        _ if shown.is_empty() => sheet,
        _ => sheet.write_string_with_format(row, at, fitting(&shown).as_ref(), formats.of_text(&shown))?,
    };
    Ok(())
}

/// How wide a column is: as its longest cell, within limits.
fn width<'c>(column: &Column, cells: impl Iterator<Item = &'c Cell>) -> f64 {
    // Letters of China, Japan and Korea, and all behind them, take the place of two.
    let letters =
        |text: &str| text.chars().take(WIDEST).map(|letter| if letter < '\u{1100}' { 1 } else { 2 }).sum::<usize>();
    let longest = cells.map(|cell| letters(&cell.shown()) + 1).max().unwrap_or_default();
    let wide = longest.max(letters(&column.name) + MARK).clamp(NARROWEST, WIDEST);
    u32::try_from(wide).map_or(0.0, f64::from)
}
