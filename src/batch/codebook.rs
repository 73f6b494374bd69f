//! The codebook: what every column of an output is, for whoever analyses it.

use serde_json::{Value, json};

use super::write::columns;
use super::{MoreColumns, OutputFormat};
use crate::facts::columns::{self, Column};
use crate::language::columns as words;
use crate::model::{Id, Pack};
use crate::sanitise::text_cell;

/// The description of the columns of an output.
#[derive(Debug)]
pub struct Codebook<'p> {
    pack: &'p Pack,
    format: OutputFormat,
    /// The columns of each table of the output, with its name.
    tables: Vec<(&'static str, Vec<Column>)>,
}

/// One column described.
#[derive(Debug)]
pub struct Entry {
    /// The table, or the sheet of a spreadsheet.
    pub table: &'static str,
    /// The name of the column.
    pub name: String,
    /// A title of a few words.
    pub label: String,
    /// What it is, in a sentence.
    pub description: String,
    /// What type of value its cells hold.
    pub kind: &'static str,
    /// The unit of its numbers; empty for none.
    pub unit: &'static str,
    /// The lowest number.
    pub minimum: Option<i64>,
    /// The highest number.
    pub maximum: Option<i64>,
    /// Every value that has a name, with it.
    pub values: Vec<(String, String)>,
    /// What stands in a cell without a value, and when; empty for a column that always has one.
    pub missing: String,
}

impl<'p> Codebook<'p> {
    /// The name of the sheet, or table, with a row for each person.
    pub const PEOPLE: &'static str = "People";
    /// That with a row for each role and competency.
    pub const COMPETENCIES: &'static str = "Competencies";
    /// The columns of its table, by name.
    pub const HEAD: [&'static str; 10] =
        ["table", "name", "label", "description", "type", "unit", "minimum", "maximum", "values", "missing"];

    /// The codebook of an output.
    pub fn new(pack: &'p Pack, format: OutputFormat, more: MoreColumns) -> Self {
        let all = columns(pack, format, more);
        let tables = match format {
            OutputFormat::Xlsx => vec![(Self::PEOPLE, all), (Self::COMPETENCIES, columns::of_competencies(pack))],
            _ => vec![(format.word(), all)],
        };
        Self { pack, format, tables }
    }

    /// A description of each column, in order.
    pub fn entries(&self) -> impl Iterator<Item = Entry> {
        let columns =
            self.tables.iter().flat_map(|(table, columns)| columns.iter().map(move |column| (*table, *column)));
        columns.map(|(table, column)| self.entry(table, column))
    }

    fn entry(&self, table: &'static str, column: Column) -> Entry {
        let (pack, kind) = (self.pack, column.kind(self.pack));
        let (minimum, maximum) = kind.range().map_or((None, None), |(low, high)| (Some(low), high));
        let nothing = match (self.format, kind) {
            (OutputFormat::Ndjson, _) => "null",
            _ => "empty",
        };
        Entry {
            table,
            name: column.name(pack).into_owned(),
            label: words::label(pack, column),
            description: format!("{}.", words::about(pack, column)),
            kind: words::type_name(kind),
            unit: words::unit(kind),
            minimum,
            maximum,
            values: words::values(pack, column),
            missing: words::absent(pack, column).map_or_else(String::new, |when| format!("{nothing} {when}")),
        }
    }

    /// As a table: a row for each column. Named values stand in one cell, as `value = name` joined by semicolons.
    pub fn csv(&self) -> String {
        let mut out = Vec::new();
        row(&Self::HEAD, &mut out);
        for entry in self.entries() {
            let number = |number: Option<i64>| number.map_or_else(String::new, |number| number.to_string());
            let (minimum, maximum, values) = (number(entry.minimum), number(entry.maximum), entry.values_in_line());
            let cells = [
                entry.table,
                &entry.name,
                &entry.label,
                &entry.description,
                entry.kind,
                entry.unit,
                &minimum,
                &maximum,
                &values,
                &entry.missing,
            ];
            row(&cells, &mut out);
        }
        String::from_utf8_lossy(&out).into_owned()
    }

    /// As JSON.
    pub fn json(&self) -> Value {
        let named = |(value, label): (String, String)| json!({"value": value, "label": label});
        let columns = self.entries().map(|entry| {
            json!({
                "table": entry.table,
                "name": entry.name,
                "label": entry.label,
                "description": entry.description,
                "type": entry.kind,
                "unit": Some(entry.unit).filter(|unit| !unit.is_empty()),
                "minimum": entry.minimum,
                "maximum": entry.maximum,
                "values": entry.values.into_iter().map(named).collect::<Vec<_>>(),
                "missing": Some(entry.missing).filter(|missing| !missing.is_empty()),
            })
        });
        json!({
            "pack": {"id": self.pack.id().as_str(), "version": self.pack.version().to_string()},
            "format": self.format.word(),
            "columns": columns.collect::<Vec<_>>(),
        })
    }
}

impl Entry {
    /// The named values in one line.
    pub fn values_in_line(&self) -> String {
        let pairs: Vec<String> = self.values.iter().map(|(value, label)| format!("{value} = {label}")).collect();
        pairs.join("; ")
    }
}

fn row(cells: &[&str], out: &mut Vec<u8>) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        text_cell(cell, out);
    }
    out.push(b'\n');
}
