//! What a spreadsheet opens holds no live formula, and reads back as it was.

use skillgap::sanitise::{is_formula, unguarded};

use crate::harness::Place;
use crate::harness::tables::cells;

fn assert_dead(text: &str, delimiter: u8) {
    for cell in cells(text, delimiter).iter().flatten() {
        assert!(!is_formula(cell) || cell.starts_with('\''), "a spreadsheet runs {cell:?} of\n{text}");
    }
}

#[test]
fn h04_rejects_of_tables_hold_no_live_formula_and_read_back() {
    for (delimiter, mark, line_break) in [(b',', "", "\n"), (b';', "\u{feff}", "\r\n"), (b'\t', "", "\r\n")] {
        let place = Place::new();
        let d = char::from(delimiter);
        let header = format!("respondent{d}data-analysis{d}=1+1{d}\"@note\"");
        let rows = [
            format!("a{d}9{d}=HYPERLINK(\"x\"){d}plain"),
            format!("-b{d}9{d}\"=cmd|' /C calc'!A0\"{d}\u{feff}=2"),
            format!("'c{d}9{d}'=3{d}'tis"),
            format!("\"d\"{d}9{d}\"a \"\"q\"\"\"{d}\" \u{ff1d}4\""),
        ];
        let text = [header, rows.join(line_break)].join(line_break) + line_break;
        place.write("t.csv", &format!("{mark}{text}"));
        let ran = place.run(&["score", "--partial", "t.csv", "--rejects", "r.csv"]);
        assert_eq!(ran.code, 1, "{}", ran.stderr);
        let rejects = place.read("r.csv");
        assert_dead(&rejects, delimiter);
        let (before, after) = (cells(&text, delimiter), cells(&rejects, delimiter));
        let read_back: Vec<Vec<&str>> =
            after.iter().map(|row| row.iter().map(|cell| unguarded(cell)).collect()).collect();
        assert_eq!(read_back, before);
        let live = before.iter().flatten().filter(|cell| is_formula(cell)).count();
        assert!(live >= 7, "the table has formulas: {live}");
        assert_eq!(rejects.replace('\'', ""), text.replace('\'', ""), "nothing but apostrophes was added");
        assert_eq!(rejects.len(), text.len() + live, "one for each formula");
    }
}

/// A quote that is never closed would turn cells of the next rows inside out.
#[test]
fn h04_an_open_quote_in_rejects_brings_no_formula_of_another_row_to_life() {
    let place = Place::new();
    let header = "respondent,data-analysis,note\n";
    place.write("a.csv", &format!("{header}x,9,\"open\ny,1,1\n"));
    place.write("b.csv", &format!("{header}z,9,\"b,=1+1,c\"\n"));
    place.write("c.csv", &format!("{header}z,9,=\"open at the end"));
    place.write("d.csv", &format!("{header}z,9,\"open at the end"));
    place.write("e.csv", &format!("{header}e,9,fine\n"));
    let ran = place.run(&[
        "score",
        "--partial",
        "a.csv",
        "b.csv",
        "c.csv",
        "d.csv",
        "e.csv",
        "--rejects",
        "r.csv",
        "-o",
        "o.csv",
    ]);
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    let rejects = place.read("r.csv");
    assert_dead(&rejects, b',');
    assert_eq!(
        rejects,
        format!("{header}x,9,\"open\"\nz,9,\"b,=1+1,c\"\nz,9,'=\"open at the end\nz,9,\"open at the end\"\ne,9,fine\n")
    );
}

/// A refused line of megabytes comes in parts.
#[test]
fn h04_a_giant_refused_line_is_guarded_in_all_its_parts() {
    let place = Place::new();
    let long = "a,=1,b;".repeat(400_000);
    place.write("t.csv", &format!("respondent,data-analysis\nx,\"{long}\ny,9\n"));
    let ran = place.run(&["score", "--partial", "t.csv", "--rejects", "r.csv"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let expected = format!("respondent,data-analysis\nx,\"{long}\"\ny,9\n");
    assert!(place.read("r.csv") == expected, "the quote is closed at the end of the line");
}
