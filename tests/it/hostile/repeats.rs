//! One sign or word, again and again: what looks ahead from each of them would never end.

use serde_json::json;

use crate::harness::class::quoted;
use crate::harness::tables::cells;
use crate::harness::{Place, repository_file};

/// What begins something to a reader of YAML, JSON, tables, HTML, times, numbers or codes, and is repeated.
const UNITS: [&str; 36] = [
    "\"",
    "'",
    "<",
    "<a",
    "</",
    "&",
    "&\u{e9}\u{e9}",
    "#",
    " #",
    ": ",
    "- ",
    "[",
    "{",
    "\t",
    "\n",
    "%",
    "|",
    ",",
    ";",
    "a: \"x\n",
    "- 'x\n",
    "  - \"\n",
    " #\n",
    "\\",
    "*a ",
    "&a ",
    "!",
    "=1;",
    "'=1;",
    "a\n  b\n",
    "1/2/",
    "12:",
    "(",
    "\r",
    " ",
    "e\u{301}",
];

/// How long what is repeated gets, in bytes.
const LENGTH: usize = 100_000;

fn repeated(unit: &str, length: usize) -> String {
    unit.repeat(length / unit.len())
}

/// A table of these rows.
fn table(rows: &[Vec<String>]) -> String {
    rows.iter().map(|row| row.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",") + "\n").collect()
}

/// A run of each command that reads it ends, with a code of those that are documented.
#[test]
#[ignore = "takes minutes"]
fn e02_what_is_repeated_is_read_or_refused_at_once() {
    let place = Place::new();
    let answers = repository_file("tests/fixtures/people/nurse.yaml");
    let export = repository_file("tests/fixtures/surveys/microsoft-forms.csv");
    let export = cells(export.trim_start_matches('\u{feff}'), b',');
    for name in ["questionnaire.yaml", "resources.yaml"] {
        place.write(&format!("pack/{name}"), &repository_file(&format!("tests/fixtures/pack/{name}")));
    }
    let roles = repository_file("tests/fixtures/pack/roles.yaml");
    place.write("nurse.yaml", &answers);
    for unit in UNITS {
        let text = repeated(unit, LENGTH);
        let in_json = json!(text).to_string();
        place.write("label.yaml", &answers.replace("{id: nurse}", &format!("{{id: nurse, label: {text}}}")));
        place.write("quoted.yaml", &answers.replace("id: nurse", &format!("id: {in_json}")));
        place.write("behind.yaml", &format!("{answers}{text}"));
        place.write("alone.yaml", &text);
        place.write("pack/roles.yaml", &format!("{roles}{text}"));
        place.write("alone.csv", &text);
        place.write("begun.ndjson", &format!("{{\"a\":{text}"));
        place.write("codes.txt", &format!("SG1-{text}"));
        let record = json!({"format": 1, "respondent": {"id": text}, "answers": [{"item": text, "rating": 1}]});
        place.write("whole.ndjson", &format!("{record}\n"));
        let row = |cell: &str| vec!["s-1".to_owned(), cell.to_owned(), "3".to_owned()];
        let head = row("data-analysis");
        place.write("cell.csv", &table(&[head.clone(), row(&text)]));
        place.write("head.csv", &table(&[row(&text), row("3")]));
        for (name, row, column) in [("survey-cell.csv", 1, 8), ("survey-time.csv", 1, 1), ("survey-head.csv", 0, 8)] {
            let mut rows = export[..2].to_vec();
            rows[row][column].clone_from(&text);
            place.write(name, &table(&rows));
        }
        let heads: Vec<String> = (0..50).map(|at| format!("{}{at}", repeated(unit, LENGTH / 50))).collect();
        place.write("survey.csv", &table(&[heads.clone(), vec!["x".to_owned(); heads.len()]]));
        place.write("invited.csv", &table(&[vec!["respondent".to_owned()], vec![text.clone()]]));
        for line in [
            "check label.yaml quoted.yaml behind.yaml alone.yaml pack",
            "score --partial alone.csv begun.ndjson codes.txt whole.ndjson cell.csv head.csv",
            "score survey-cell.csv survey-time.csv",
            "score survey-head.csv",
            "score survey.csv --map map.yaml",
            "cohort nurse.yaml --invited invited.csv -o -",
        ] {
            let ran = place.run(&line.split(' ').collect::<Vec<_>>());
            assert!([0, 1, 3].contains(&ran.code), "{unit:?}, {line}: {}\n{}", ran.code, ran.stderr);
            assert!(ran.stderr.len() < 100_000, "{unit:?}, {line}: {} bytes", ran.stderr.len());
        }
        let _ = std::fs::remove_file(place.path("map.yaml"));
    }
}
