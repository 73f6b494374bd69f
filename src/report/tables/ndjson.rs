//! A table as JSON lines.

use super::{Cell, Table};
use crate::report::json::write_text;

/// The table as JSON lines: an object for each row, with the names of the columns. Numbers are numbers, those that are not
/// whole with exactly four decimals; lists are lists; what could not be given is `null`. Texts are as they came.
pub fn ndjson(table: &Table) -> String {
    let mut out = String::new();
    for row in table.rows() {
        let mut before = '{';
        for (column, cell) in table.columns().iter().zip(row) {
            out.push(before);
            before = ',';
            write_text(&column.name, &mut out);
            out.push(':');
            push(cell, &mut out);
        }
        out.push_str("}\n");
    }
    out
}

fn push(cell: &Cell, out: &mut String) {
    match cell {
        Cell::Nothing => out.push_str("null"),
        Cell::Text(text) => write_text(text, out),
        Cell::Whole(_) | Cell::Number(_) => out.push_str(&cell.digits().unwrap_or_default()),
        Cell::Flag(value) => out.push_str(if *value { "true" } else { "false" }),
        Cell::Day(day) => write_text(&day.to_string(), out),
        Cell::List(entries) => {
            out.push('[');
            for (at, entry) in entries.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write_text(entry, out);
            }
            out.push(']');
        }
    }
}
