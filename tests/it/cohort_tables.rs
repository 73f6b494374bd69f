//! The tables of a cohort: cells as CSV, as JSON lines and in a spreadsheet.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use serde_json::Value;
use skillgap::clock::Date;
use skillgap::exact::Exact;
use skillgap::report::tables::{Cell, Column, Table, csv, ndjson};
use skillgap::report::xlsx::{self, Unwritable};
use skillgap::sanitise::{is_formula, unguarded};

use crate::harness::tables::cells;
use crate::harness::{Place, hostile};

fn day(text: &str) -> Cell {
    Date::parse(text).unwrap().into()
}

fn columns(names: &[&str]) -> Vec<Column> {
    names.iter().map(|name| Column::new(*name, format!("What {name} says."))).collect()
}

/// A table with cells of every type, and a table without rows.
fn two() -> [Table; 2] {
    let names = ["respondent", "items", "readiness", "change", "first_steps", "on", "overdue", "x=1;y"];
    let mut people = Table::new("people", columns(&names));
    people.push(vec![
        "Zoë 日本".into(),
        75_usize.into(),
        Exact::new(31, 43).into(),
        Exact::new(-1, 4).into(),
        Cell::list(["sql-course", "audit"]),
        day("2026-11-23"),
        true.into(),
        "a, \"b\"".into(),
    ]);
    people.push(vec![
        "=1+1".into(),
        (-2_i64).into(),
        Exact::from_integer(3).into(),
        Cell::Nothing,
        Cell::list(["=1", "'=2", "plain"]),
        None::<Date>.into(),
        false.into(),
        "-5".into(),
    ]);
    people.push(vec![
        "00012".into(),
        0_usize.into(),
        Some(Exact::new(1, 20_000)).into(),
        Exact::new(123_456_789_012, 1).into(),
        Cell::List(Vec::new()),
        day("1899-12-31"),
        Cell::default(),
        Cell::list(["a;b", "Doe, Kim", "say \"@\""]),
    ]);
    [people, Table::new("needs", columns(&["competency", "people"]))]
}

/// A table of two columns with these texts, and the text after each in a list of both.
fn of_texts(texts: &[String]) -> Table {
    let mut table = Table::new("texts", columns(&["text", "list"]));
    for (text, next) in texts.iter().zip(texts.iter().cycle().skip(1)) {
        table.push(vec![text.as_str().into(), Cell::List(vec![text.clone(), next.clone()])]);
    }
    table
}

fn book(tables: &[Table]) -> Vec<u8> {
    xlsx::tables(tables, "director 2.0.0").unwrap()
}

/// A sheet as another reader reads it; no cell of it is a formula.
fn sheet(book: &[u8], name: &str) -> Vec<Vec<Data>> {
    let mut workbook = Xlsx::new(Cursor::new(book)).unwrap();
    assert_eq!(workbook.worksheet_formula(name).unwrap().used_cells().count(), 0, "no formula in {name}");
    workbook.worksheet_range(name).unwrap().rows().map(<[Data]>::to_vec).collect()
}

/// A part of a spreadsheet.
fn part(book: &[u8], name: &str) -> String {
    let mut text = String::new();
    zip::ZipArchive::new(Cursor::new(book)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn text(text: &str) -> Data {
    Data::String(text.to_owned())
}

#[test]
fn c10_tables_as_csv_to_the_byte() {
    let [people, needs] = two();
    let expected = "respondent,items,readiness,change,first_steps,on,overdue,\"x=1;y\"\n\
        Zoë 日本,75,0.7209,-0.2500,sql-course;audit,2026-11-23,true,\"a, \"\"b\"\"\"\n\
        '=1+1,-2,3.0000,,'=1;''=2;plain,,false,'-5\n\
        00012,0,0.0000,123456789012.0000,,1899-12-31,,\"\"\"a;b\"\";Doe, Kim;\"\"say \"\"\"\"@\"\"\"\"\"\"\"\n";
    assert_eq!(csv(&people), expected);
    assert_eq!(csv(&needs), "competency,people\n");
}

#[test]
fn c10_tables_as_json_lines_to_the_byte() {
    let [people, needs] = two();
    let expected = r#"{"respondent":"Zoë 日本","items":75,"readiness":0.7209,"change":-0.2500,"first_steps":["sql-course","audit"],"on":"2026-11-23","overdue":true,"x=1;y":"a, \"b\""}
{"respondent":"=1+1","items":-2,"readiness":3.0000,"change":null,"first_steps":["=1","'=2","plain"],"on":null,"overdue":false,"x=1;y":"-5"}
{"respondent":"00012","items":0,"readiness":0.0000,"change":123456789012.0000,"first_steps":[],"on":"1899-12-31","overdue":null,"x=1;y":["a;b","Doe, Kim","say \"@\""]}
"#;
    assert_eq!(ndjson(&people), expected);
    assert_eq!(ndjson(&needs), "");
}

/// The parts of a list of a CSV cell, as its documentation says.
fn parts(cell: &str) -> Vec<String> {
    let rows = cells(&format!("{cell}\n"), b';');
    rows.concat().iter().map(|part| unguarded(part).to_owned()).collect()
}

#[test]
fn c10_hostile_texts_in_csv_are_one_cell_no_formula_and_read_back() {
    let texts = hostile::texts();
    let written = csv(&of_texts(&texts));
    let rows = cells(&written, b',');
    assert_eq!(rows.len(), texts.len() + 1, "no text ends its row");
    for ((row, text), next) in rows[1..].iter().zip(&texts).zip(texts.iter().cycle().skip(1)) {
        let [cell, list] = row.as_slice() else { panic!("two cells: {row:?}") };
        assert!(!is_formula(cell) || cell.starts_with('\''), "a spreadsheet runs {cell:?}");
        assert!(!is_formula(list) || list.starts_with('\''), "a spreadsheet runs {list:?}");
        assert_eq!(unguarded(cell), text);
        // The reader of the test ends a row at a line break without quotes; texts of people have none in a list.
        if !text.contains(['\n', '\r']) && !next.contains(['\n', '\r']) {
            assert_eq!(parts(list), [text.as_str(), next.as_str()], "{list:?}");
        }
    }
    for part in rows[1..].iter().flat_map(|row| parts(&row[1])).collect::<BTreeSet<_>>() {
        let alone = csv(&of_texts(&[part.clone(), "=end".to_owned()]));
        assert_eq!(unguarded(&cells(&alone, b',')[1][0]), part);
        assert!(alone.contains(";'=end"), "each entry is guarded: {alone}");
    }
}

#[test]
fn c10_hostile_texts_in_json_lines_read_back_and_stay_one_line() {
    let texts = hostile::texts();
    let written = ndjson(&of_texts(&texts));
    assert_eq!(written.lines().count(), texts.len());
    for ((line, text), next) in written.lines().zip(&texts).zip(texts.iter().cycle().skip(1)) {
        let value: Value = serde_json::from_str(line).unwrap();
        assert_eq!((value["text"].as_str(), &value["list"]), (Some(text.as_str()), &Value::from(vec![&**text, next])));
        assert!(!line.contains(|letter: char| letter.is_control() || letter == '<'), "{line:?}");
    }
}

#[test]
fn c10_spreadsheets_have_names_intact_texts_as_texts_and_numbers_as_numbers() {
    let tables = two();
    let book = book(&tables);
    assert_eq!(Xlsx::new(Cursor::new(&book)).unwrap().sheet_names(), ["people", "needs", "Columns"]);
    let people = sheet(&book, "people");
    let names: Vec<Data> = tables[0].columns().iter().map(|column| text(&column.name)).collect();
    assert_eq!(people[0], names);
    let without_day = |row: &[Data]| [&row[..5], &row[6..]].concat();
    assert_eq!(
        without_day(&people[1]),
        [
            text("Zoë 日本"),
            Data::Float(75.0),
            Data::Float(0.7209),
            Data::Float(-0.25),
            text("sql-course;audit"),
            Data::Bool(true),
            text("a, \"b\"")
        ]
    );
    let Data::DateTime(on) = &people[1][5] else { panic!("a day: {:?}", people[1][5]) };
    assert_eq!(on.to_ymd_hms_milli(), (2026, 11, 23, 0, 0, 0, 0));
    let second =
        [text("=1+1"), Data::Float(-2.0), Data::Float(3.0), Data::Empty, text("=1;'=2;plain"), Data::Bool(false)];
    assert_eq!(without_day(&people[2]), [&second[..], &[text("-5")]].concat(), "without a guard");
    assert_eq!((&people[3][0], &people[3][2]), (&text("00012"), &Data::Float(0.0)));
    assert_eq!(people[3][5], text("1899-12-31"), "a day that a spreadsheet does not know");
    assert_eq!(people[3][7], text("\"a;b\";Doe, Kim;\"say \"\"@\"\"\""));
    assert_eq!(sheet(&book, "needs"), [[text("competency"), text("people")]]);
    for (name, filter) in [("sheet1", "A1:H4"), ("sheet2", "A1:B1"), ("sheet3", "A1:C11")] {
        let xml = part(&book, &format!("xl/worksheets/{name}.xml"));
        assert!(xml.contains("<pane xSplit=\"1\" ySplit=\"1\" topLeftCell=\"B2\""), "{xml}");
        assert!(xml.contains(&format!("<autoFilter ref=\"{filter}\"/>")), "{xml}");
        assert!(!xml.contains("<f>") && xml.contains("numberStoredAsText=\"1\""), "{xml}");
    }
    let styles = part(&book, "xl/styles.xml");
    assert!(styles.contains("formatCode=\"0.0000\"") && styles.contains("formatCode=\"yyyy-mm-dd\""), "{styles}");
    assert!(styles.contains("<b/>"), "names are bold: {styles}");
}

#[test]
fn c10_hostile_texts_in_a_spreadsheet_are_texts() {
    let texts = hostile::texts();
    let rows = sheet(&book(&[of_texts(&texts)]), "texts");
    assert_eq!(rows.len(), texts.len() + 1);
    for (row, own) in rows[1..].iter().zip(&texts) {
        assert!(matches!(&row[..], [Data::String(_), Data::String(_)]), "{row:?}");
        // A cell of a spreadsheet ends its lines in one way.
        let plain = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
        assert_eq!(plain(&row[0].to_string()), plain(own));
    }
}

/// A program of another author opens both files and saves them as CSV: a text that it ran would read otherwise.
#[test]
#[ignore = "needs LibreOffice"]
fn c10_libreoffice_runs_nothing_of_a_table_and_a_spreadsheet() {
    let place = Place::new();
    let is_plain = |text: &&String| !text.contains(|letter: char| letter.is_control() || letter > '\u{fff0}');
    let texts: Vec<String> = hostile::texts().iter().filter(is_plain).cloned().collect();
    let table = of_texts(&texts);
    std::fs::write(place.path("book.xlsx"), book(std::slice::from_ref(&table))).unwrap();
    place.write("table.csv", &csv(&table));
    let profile = format!("-env:UserInstallation=file://{}", place.path("profile").display());
    // Comma, quote, UTF-8; contents as they are rather than as they look.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false";
    for (name, written) in [("book", false), ("table", true)] {
        let from = if written { "table.csv" } else { "book.xlsx" };
        let reading = if written { "--infilter=CSV:44,34,76,1" } else { "--infilter=Calc MS Excel 2007 XML" };
        let done = std::process::Command::new("soffice")
            .args([&profile, "--headless", reading, "--convert-to", filter, "--outdir", "out", from])
            .current_dir(place.folder.path())
            .output()
            .expect("`soffice` of LibreOffice is installed");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let rows = cells(&place.read(&format!("out/{name}.csv")), b',');
        assert_eq!(rows.len(), texts.len() + 1, "{name}");
        for (row, own) in rows[1..].iter().zip(&texts) {
            let found = if written { unguarded(&row[0]) } else { &row[0] };
            // Numbers, days and truths without a guard are what a spreadsheet makes of any table.
            let is_value = ["TRUE", "1e5", "00012", "2026-01-02"].contains(&own.as_str());
            assert!(found == own || (written && is_value), "{name}: {found:?} for {own:?}");
        }
    }
}

#[test]
fn c10_a_sheet_explains_every_column_of_every_table() {
    let tables = two();
    let rows = sheet(&book(&tables), "Columns");
    let mut expected = vec![["table", "column", "about"].map(text).to_vec()];
    for table in &tables {
        expected.extend(
            table.columns().iter().map(|column| [table.name(), &column.name, &column.about].map(text).to_vec()),
        );
    }
    assert_eq!(rows, expected);
    let explained = Table::of_columns(&tables);
    assert!(csv(&explained).starts_with("table,column,about\npeople,respondent,What respondent says.\n"));
    assert!(Table::of_columns(&[explained]).columns().iter().all(|column| column.about.ends_with('.')));
}

#[test]
fn c10_the_same_tables_give_the_same_bytes() {
    let first = book(&two());
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert!(book(&two()) == first, "at any time");
    let core = part(&first, "docProps/core.xml");
    assert!(core.contains("<dc:title>director 2.0.0</dc:title>") && core.contains("1980-01-01T00:00:00Z"), "{core}");
    let entries = zip::ZipArchive::new(Cursor::new(&first)).unwrap().len();
    assert!(entries > 8, "{entries} parts");
}

#[test]
fn c10_what_no_sheet_holds_is_refused_and_long_texts_are_cut() {
    let named = Table::new("a/b", columns(&["x"]));
    assert!(matches!(xlsx::tables(&[named], ""), Err(Unwritable::File(_))));
    let twice = [two()[0].clone(), two()[0].clone()];
    assert!(matches!(xlsx::tables(&twice, ""), Err(Unwritable::File(_))));
    let mut wide = Table::new("wide", columns(&vec!["x"; 16_385]));
    wide.push(vec![Cell::Nothing; 16_385]);
    assert!(matches!(xlsx::tables(&[wide], ""), Err(Unwritable::File(_))));
    let mut long = Table::new("long", columns(&["text"]));
    long.push(vec!["é".repeat(40_000).into()]);
    let rows = sheet(&book(&[long, Table::new("empty", Vec::new())]), "long");
    assert!(rows[1][0].to_string().ends_with("é ..."), "cut where a cell ends");
}

#[test]
#[should_panic(expected = "cells of a row of `needs`")]
fn a_row_has_a_cell_for_each_column() {
    let [_, mut needs] = two();
    needs.push(vec![Cell::Nothing]);
}
