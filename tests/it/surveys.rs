//! Exports of survey tools, each beside the plain table that it means.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;
use skillgap::diag::Code;

use crate::harness::tables::{cells, people};
use crate::harness::{Place, director_pack, repository_file};

/// The fixtures: each export with the table that it means.
fn exports() -> Vec<(String, PathBuf, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/surveys");
    let mut found: Vec<(String, PathBuf, PathBuf)> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with(".expected.csv"))
        .map(|expected| {
            let name = expected.file_name().unwrap().to_string_lossy().replace(".expected.csv", "");
            (name.clone(), folder.join(format!("{name}.csv")), expected)
        })
        .collect();
    found.sort();
    assert!(found.len() >= 11, "{found:?}");
    found
}

#[test]
fn h02_exports_of_survey_tools_mean_their_plain_tables() {
    let pack = director_pack();
    for (name, export, expected) in exports() {
        let text = fs::read(&export).unwrap();
        let (found, codes) = people(&pack, &text, false);
        let (meant, _) = people(&pack, &fs::read(expected).unwrap(), false);
        assert_eq!(found, meant, "{name}");
        assert!(found.len() >= 3 && codes.contains(&Code::SurveyExport), "{name}: {codes:?}");
    }
}

#[test]
fn h01_the_same_exports_as_spreadsheets_mean_the_same() {
    let place = Place::new();
    for (name, export, _) in exports() {
        let text = fs::read_to_string(&export).unwrap();
        let text = text.trim_start_matches('\u{feff}');
        let delimiter = if name == "limesurvey-codes" { b';' } else { b',' };
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (line, row) in (0..).zip(cells(text, delimiter)) {
            for (column, cell) in (0..).zip(row) {
                sheet.write_string(line, column, cell).unwrap();
            }
        }
        fs::write(place.folder.path().join("t.xlsx"), book.save_to_buffer().unwrap()).unwrap();
        fs::copy(&export, place.folder.path().join("t.csv")).unwrap();
        let sheet = place.run(&["score", "t.xlsx", "-q"]);
        let table = place.run(&["score", "t.csv", "-q"]);
        assert_eq!((sheet.code, &sheet.stdout), (table.code, &table.stdout), "{name}: {}", sheet.stderr);
    }
}

#[test]
fn h02_what_was_recognised_is_said() {
    let titles: BTreeMap<&str, &str> = [
        ("google-forms", "Google Forms"),
        ("limesurvey", "LimeSurvey"),
        ("microsoft-forms", "Microsoft Forms"),
        ("moodle", "Moodle"),
        ("qualtrics", "Qualtrics"),
        ("redcap", "REDCap"),
    ]
    .into();
    let place = Place::new();
    for (name, title) in titles {
        place.write("t.csv", &repository_file(&format!("tests/fixtures/surveys/{name}.csv")));
        let ran = place.run(&["score", "t.csv"]);
        let said = format!("note[SK325]: read as an export of {title}: 25 of the 25 items of the form `short` found");
        assert!(ran.code == 0 && ran.stderr.contains(&said), "{name}: {}", ran.stderr);
    }
}

#[test]
fn h01_the_template_as_a_spreadsheet_has_the_columns_of_the_table_and_is_read() {
    let place = Place::new();
    let header = place.run(&["template", "--format", "csv"]).stdout;
    let ran = place.run(&["template", "--format", "xlsx", "-o", "class.xlsx"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let sheets = skillgap::answers::sheets(&fs::read(place.folder.path().join("class.xlsx")).unwrap()).unwrap();
    assert_eq!(sheets[0].text, header.as_bytes());
    let questions = String::from_utf8(sheets[1].text.clone()).unwrap();
    assert_eq!(questions.lines().count(), 1 + 25 * 8, "25 items with six values, NA and ?");
    let ran = place.run(&["score", "class.xlsx"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "scored 0 of 0\n"));
    let again = place.run(&["template", "--format", "xlsx", "-o", "class.xlsx"]);
    assert_eq!(again.code, 1, "nothing is replaced: {}", again.stderr);
    assert_eq!(place.run(&["template", "--format", "xlsx"]).code, 2);
}

/// A question that was worded otherwise is known by its answers: they are not left out without a word.
#[test]
fn d11_answers_of_a_question_worded_otherwise_are_asked_about() {
    let place = Place::new();
    let export = repository_file("tests/fixtures/surveys/google-forms.csv");
    let question = "How would you describe your experience of making a work process better?";
    assert!(export.contains(question));
    place.write("g.csv", &export.replace(question, "Improving things?"));
    let ran = place.run(&["score", "g.csv"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    for part in ["SK323", "`Improving things?`", "`process-improvement`, which has no column", "--map map.yaml"] {
        assert!(ran.stderr.contains(part), "{part}: {}", ran.stderr);
    }
    let ran = place.run(&["score", "g.csv", "--map", "map.yaml"]);
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    let open = "{column: \"Improving things?\", item: \"?\"}  # nearest: process-improvement";
    let map = place.read("map.yaml");
    assert!(map.contains(open) && ran.stderr.contains("1 line is open"), "{map}\n{}", ran.stderr);
    let settled = "{column: \"Improving things?\", item: process-improvement}";
    place.write("map.yaml", &map.replace(&open[..open.find("  #").unwrap()], settled));
    let mapped = place.run(&["score", "g.csv", "--map", "map.yaml", "-q"]);
    place.write("plain.csv", &export);
    assert_eq!((mapped.code, mapped.stdout), (0, place.run(&["score", "plain.csv", "-q"]).stdout), "{}", mapped.stderr);
}
