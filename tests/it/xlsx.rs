//! Spreadsheets as people have them, and as people who mean harm make them.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use skillgap::answers::{named_pack, sheets};
use skillgap::model::Id;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::harness::{Place, director_pack};

/// A table of the short form: a header in the row `at`, below it these people, who all rate this.
fn people(sheet: &mut Worksheet, at: u32, names: &[&str], rating: f64) {
    let pack = director_pack();
    sheet.write_string(at, 0, "respondent").unwrap();
    for (column, item) in (1..).zip(&pack.form(pack.default_form()).items) {
        sheet.write_string(at, column, pack.item(*item).id.as_str()).unwrap();
        for (row, name) in (at + 1..).zip(names) {
            sheet.write_string(row, 0, *name).unwrap();
            sheet.write_number(row, column, rating).unwrap();
        }
    }
}

fn saved(mut book: Workbook) -> Vec<u8> {
    book.save_to_buffer().unwrap()
}

fn workbook(names: &[&str]) -> Vec<u8> {
    let mut book = Workbook::new();
    people(book.add_worksheet(), 0, names, 3.0);
    saved(book)
}

/// A workbook of one sheet with this XML inside, and these shared texts.
fn raw(sheet_data: &str, shared: &str, styles: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &str| {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let rels = "http://schemas.openxmlformats.org/package/2006/relationships";
    let doc = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    add(
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" \
         ContentType=\"application/xml\"/></Types>",
    );
    add(
        "_rels/.rels",
        &format!(
            "<Relationships xmlns=\"{rels}\"><Relationship Id=\"r1\" Type=\"{doc}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    add(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns=\"{main}\" xmlns:r=\"{doc}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
        ),
    );
    add(
        "xl/_rels/workbook.xml.rels",
        &format!(
            "<Relationships xmlns=\"{rels}\"><Relationship Id=\"r1\" Type=\"{doc}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
             <Relationship Id=\"r2\" Type=\"{doc}/sharedStrings\" Target=\"sharedStrings.xml\"/>\
             <Relationship Id=\"r3\" Type=\"{doc}/styles\" Target=\"styles.xml\"/></Relationships>"
        ),
    );
    add("xl/sharedStrings.xml", &format!("<sst xmlns=\"{main}\">{shared}</sst>"));
    add("xl/styles.xml", &format!("<styleSheet xmlns=\"{main}\">{styles}</styleSheet>"));
    add(
        "xl/worksheets/sheet1.xml",
        &format!("<worksheet xmlns=\"{main}\"><sheetData>{sheet_data}</sheetData></worksheet>"),
    );
    zip.finish().unwrap().into_inner()
}

fn text(workbook: &[u8]) -> String {
    let sheets = sheets(workbook).unwrap();
    String::from_utf8(sheets.into_iter().next().unwrap().text).unwrap()
}

#[test]
fn h01_cells_are_what_people_see() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let format = |code: &str| Format::new().set_num_format(code);
    sheet.write_string(0, 0, "00012").unwrap();
    sheet.write_number_with_format(0, 1, 12, &format("00000")).unwrap();
    sheet.write_string(0, 2, "1E5").unwrap();
    sheet.write_number(0, 3, 100_000).unwrap();
    sheet.write_number(0, 4, 0.1 + 0.2).unwrap();
    sheet.write_number(0, 5, 3.000_000_000_000_000_4).unwrap();
    sheet.write_formula(0, 6, Formula::new("=1+2").set_result("3")).unwrap();
    sheet.write_formula(0, 7, Formula::new("=\"a\"").set_result("text")).unwrap();
    sheet.write_boolean(0, 8, true).unwrap();
    sheet.write_string(0, 9, "two\nlines, \"quoted\"").unwrap();
    sheet.write_number(0, 10, -2).unwrap();
    sheet.write_number(0, 11, 1e300).unwrap();
    assert_eq!(
        text(&saved(book)).trim_end(),
        format!("00012,00012,1E5,100000,0.3,3,3,text,TRUE,\"two lines, \"\"quoted\"\"\",-2,1{}", "0".repeat(300))
    );
    let cells = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>in</t><r><t>line</t></r></is></c>\
                 <c r=\"C1\" t=\"e\"><v>#N/A</v></c><c r=\"D1\" t=\"b\"><v>0</v></c><c r=\"E1\" t=\"str\"><f>A1</f><v>s</v></c></row>";
    let shared = "<si><r><t>sha</t></r><r><t>red</t></r><rPh><t>x</t></rPh></si>";
    assert_eq!(text(&raw(cells, shared, "")), "shared,inline,#N/A,FALSE,s\n");
    // A format of more zeros than a program can write.
    let styles = format!(
        "<numFmts><numFmt numFmtId=\"200\" formatCode=\"{}\"/></numFmts><cellXfs><xf numFmtId=\"200\"/></cellXfs>",
        "0".repeat(70_000)
    );
    assert_eq!(text(&raw("<row r=\"1\"><c r=\"A1\" s=\"0\"><v>7</v></c></row>", "", &styles)), "7\n");
}

#[test]
fn h01_every_second_of_a_day_comes_back_from_a_cell() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let format = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    let mut expected = String::new();
    let seconds: Vec<u32> = (0..86_400).step_by(37).chain(86_390..86_400).collect();
    for (row, second) in (0..).zip(&seconds) {
        let (hour, minute, rest) = (second / 3600, second / 60 % 60, second % 60);
        let (hour_16, minute_8) = (u16::try_from(hour).unwrap(), u8::try_from(minute).unwrap());
        let time = ExcelDateTime::from_ymd(2026, 2, 28).unwrap().and_hms(hour_16, minute_8, f64::from(rest)).unwrap();
        sheet.write_datetime_with_format(row, 0, &time, &format).unwrap();
        let clock = if *second == 0 { String::new() } else { format!(" {hour:02}:{minute:02}:{rest:02}") };
        let _ = writeln!(expected, "2026-02-28{clock}");
    }
    assert_eq!(text(&saved(book)), expected);
}

#[test]
fn h01_a_table_is_found_where_it_stands_and_problems_name_row_and_cell() {
    let place = Place::new();
    let mut book = Workbook::new();
    let hidden = book.add_worksheet();
    hidden.set_hidden(true);
    people(hidden, 0, &["hidden"], 1.0);
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 5, "Results of the spring course", &Format::new()).unwrap();
    people(sheet, 3, &["00012", "1E5"], 3.0);
    people(sheet, 3, &["00012", "1E5"], 3.0);
    sheet.write_string(8, 0, "s-3").unwrap();
    sheet.write_number(8, 2, 9).unwrap();
    sheet.set_active(true);
    fs::write(place.path("t.xlsx"), saved(book)).unwrap();
    let ran = place.run(&["score", "t.xlsx", "--rejects", "rejects"]);
    let people: Vec<&str> = ran.stdout.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(people, ["00012", "1E5"], "{}", ran.stderr);
    assert!(ran.stderr.contains("9:3") && ran.stderr.contains("`9` is not a rating"), "{}", ran.stderr);
    let csv = place.run(&["score", "t.xlsx", "--from", "xlsx", "-q"]);
    assert_eq!(csv.stdout, ran.stdout);
    let reports = place.run(&["score", "t.xlsx", "--reports", "reports", "-q"]);
    assert!(reports.code != 0 || place.path("reports/index.html").exists(), "{}", reports.stderr);
    assert!(place.path("reports").is_dir(), "{}", reports.stderr);
}

#[test]
fn h01_endings_containers_and_pipes_make_no_difference() {
    let place = Place::new();
    let workbook = workbook(&["s-1", "s-2"]);
    fs::write(place.path("t.xlsx"), &workbook).unwrap();
    let expected = place.run(&["score", "t.xlsx", "-q"]);
    assert_eq!((expected.code, expected.stdout.lines().count()), (0, 3), "{}", expected.stderr);
    let mut zipped = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    zipped.write_all(&workbook).unwrap();
    fs::write(place.path("z.xlsx.gz"), zipped.finish().unwrap()).unwrap();
    fs::write(place.path("w.csv"), &workbook).unwrap();
    fs::write(place.path("m.xlsm"), &workbook).unwrap();
    fs::write(place.path("n"), &workbook).unwrap();
    let pack = director_pack();
    let ids: Vec<String> =
        pack.form(pack.default_form()).items.iter().map(|item| format!(",{}", pack.item(*item).id)).collect();
    let ids = ids.concat();
    let threes = ",3".repeat(25);
    place.write("c.xlsx", &format!("respondent{ids}\ns-1{threes}\ns-2{threes}\n"));
    for name in ["z.xlsx.gz", "w.csv", "m.xlsm", "n", "c.xlsx"] {
        let ran = place.run(&["score", name, "-q"]);
        assert_eq!((ran.code, &ran.stdout), (0, &expected.stdout), "{name}: {}", ran.stderr);
    }
    let from = fs::File::open(place.path("t.xlsx")).unwrap();
    let ran = place.command(&["score", "-", "-q"]).stdin(from).output().unwrap();
    assert_eq!(String::from_utf8(ran.stdout).unwrap(), expected.stdout);
}

#[test]
fn h01_sheets_far_cells_and_empty_rows_are_no_trouble() {
    let place = Place::new();
    let mut book = Workbook::new();
    for at in 0..60 {
        let sheet = book.add_worksheet();
        if at == 0 {
            people(sheet, 0, &["s-1"], 2.0);
        } else {
            sheet.write_string(0, 0, "notes").unwrap();
        }
    }
    fs::write(place.path("many.xlsx"), saved(book)).unwrap();
    let ran = place.run(&["score", "many.xlsx"]);
    assert_eq!(ran.stdout.lines().count(), 2, "{}", ran.stderr);

    let mut rows = String::new();
    for row in 1..=300_000 {
        let _ = write!(rows, "<row r=\"{row}\"/>");
    }
    let started = Instant::now();
    assert!(text(&raw(&rows, "", "")).trim().is_empty());
    assert_eq!(text(&raw("<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>", "", "")).len(), 1_048_577);
    assert!(started.elapsed() < Duration::from_secs(20));
    let far = sheets(&raw("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>", "", "")).unwrap_err();
    assert!(far.contains("row 1048576") && far.contains("4096 columns"), "{far}");
}

#[test]
fn h01_torn_and_damaged_files_end_in_a_message() {
    let whole = workbook(&["s-1", "s-2"]);
    let mut seed = 7_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    for _ in 0..200 {
        let cut = next(whole.len());
        assert!(sheets(&whole[..cut]).is_err(), "cut at {cut}");
    }
    for _ in 0..300 {
        let mut damaged = whole.clone();
        for _ in 0..=next(4) {
            let at = next(damaged.len());
            damaged[at] = damaged[at].wrapping_add(1 + u8::try_from(next(255)).unwrap());
        }
        let started = Instant::now();
        let _ = sheets(&damaged);
        assert!(started.elapsed() < Duration::from_secs(2));
    }
    assert_eq!(named_pack("PK"), None);
}
