//! A table as CSV.

use super::table::joined;
use super::{Cell, Table};
use crate::sanitise::{guarded, text_cell};

/// The table as CSV: the names of the columns, then a line for each row. Quotes, guards against formulas and decimals are
/// those of what `score` writes.
///
/// Each entry of a list is guarded by itself, so that no part of the cell is a formula where a spreadsheet takes the semicolon
/// for the end of a cell. To read a list, split the cell at its semicolons and take the guard off each part. An entry that
/// holds a semicolon or a quote stands in quotes within the cell.
pub fn csv(table: &Table) -> String {
    let mut out = Vec::new();
    line(table.columns(), &mut out, |column, out| text_cell(&column.name, out));
    for row in table.rows() {
        line(row, &mut out, push);
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Adds a line.
fn line<C>(cells: &[C], out: &mut Vec<u8>, push: impl Fn(&C, &mut Vec<u8>)) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        push(cell, out);
    }
    out.push(b'\n');
}

fn push(cell: &Cell, out: &mut Vec<u8>) {
    match cell {
        Cell::Nothing => {}
        Cell::Text(text) => text_cell(text, out),
        Cell::Whole(_) | Cell::Number(_) => out.extend_from_slice(cell.digits().unwrap_or_default().as_bytes()),
        Cell::Flag(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Cell::Day(day) => out.extend_from_slice(day.to_string().as_bytes()),
        Cell::List(entries) => push_list(entries, out),
    }
}

/// Adds a list: bare where every entry is, as lists of ids are in what `score` writes.
fn push_list(entries: &[String], out: &mut Vec<u8>) {
    let text = joined(entries, guarded);
    if entries.iter().any(|entry| entry.contains([',', '"', '\n', '\r', ';', '\t'])) {
        out.push(b'"');
        out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
        out.push(b'"');
    } else {
        out.extend_from_slice(text.as_bytes());
    }
}
