//! Names of files that are made of what people call themselves.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::json;

use crate::harness::{Place, hostile};

/// Each report stands in the folder itself, under a name that any system takes, and the index links to each of them.
#[test]
fn d05_each_code_gets_a_file_of_its_own_in_the_folder() {
    let place = Place::new();
    let mut records = String::new();
    let mut codes = 0;
    for text in hostile::texts() {
        let record = json!({"format": 1, "respondent": {"id": text}, "pack": {"id": "clinical-informatics-director"},
            "answers": [{"item": "data-analysis", "rating": 2}]});
        let _ = writeln!(records, "{record}");
        codes += 1;
    }
    place.write("in.ndjson", &records);
    let before = place.files();
    let ran = place.run(&["score", "in.ndjson", "--partial", "-o", "out.csv", "--reports", "copies"]);
    assert!([0, 3].contains(&ran.code), "{}", ran.stderr);
    assert!(!ran.stderr.contains(hostile::is_unsafe), "{:?}", ran.stderr);
    let mut expected = before;
    expected.extend(["copies".to_owned(), "out.csv".to_owned()]);
    expected.sort();
    assert_eq!(place.files(), expected, "nothing else is written");
    let names: BTreeSet<String> = std::fs::read_dir(place.path("copies"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let rows = crate::harness::tables::cells(&place.read("out.csv"), b',').len() - 1;
    assert_eq!(names.len(), rows + 1, "a page for each row, and an index");
    assert!(rows * 4 > codes * 3, "{rows} of {codes} codes are taken");
    let mut folded = BTreeSet::new();
    for name in &names {
        // Letters of any script with their accents; of the rest of ASCII three marks.
        let is_plain = |c: char| {
            c.is_ascii_alphanumeric()
                || "-_.".contains(c)
                || !(c.is_ascii() || c.is_whitespace() || hostile::is_unsafe(c))
        };
        assert!(name.chars().all(is_plain) && !name.starts_with(['.', '-']) && name.len() <= 255, "{name:?}");
        let stem = name.split('.').next().unwrap().to_uppercase();
        assert!(
            !["CON", "PRN", "AUX", "NUL", "COM1", "LPT1"].contains(&stem.as_str()),
            "{name} is a device of Windows"
        );
        assert!(folded.insert(name.to_lowercase()), "{name} is another name in small letters");
    }
    let index = place.read("copies/index.html");
    let links: BTreeSet<String> = crate::harness::page::attributes(&index, "a", "href").into_iter().collect();
    assert!(names.iter().filter(|name| *name != "index.html").all(|name| links.contains(name)), "{links:?}");
}
