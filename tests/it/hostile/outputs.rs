//! What the commands write about a hostile pack, programme, invitation and people: held against the same of plain texts.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};
use std::sync::LazyLock;

use calamine::{Data, Reader as _, Xlsx};
use icalendar::{Calendar, Component as _};
use scraper::{Html, Selector};
use serde_json::Value;

use super::{FIXTURE, Outputs, bare, hostile_text, mark, outputs, plain_text};
use crate::harness::tables::cells;
use crate::harness::{Place, hostile};

/// What is written about plain texts.
static PLAIN: LazyLock<Outputs> = LazyLock::new(|| {
    let place = Place::new();
    FIXTURE.write(&place, plain_text);
    outputs(&place)
});

/// The texts of a round, by number of their field.
struct Round {
    texts: Vec<String>,
}

impl Round {
    fn new(list: &[String], round: usize) -> Self {
        let field = |(number, field)| hostile_text(list, round, number, field);
        Self { texts: FIXTURE.fields.iter().enumerate().map(field).collect() }
    }

    fn outputs(&self) -> Outputs {
        let place = Place::new();
        FIXTURE.write(&place, |number, _| self.texts[number].clone());
        outputs(&place)
    }

    /// Each mark of the plain text stands in the hostile one, its text before it. `shown` is what an output makes of a text.
    fn assert_texts(&self, name: &str, plain: &str, hostile: &str, shown: impl Fn(&str) -> String) {
        let (plain, hostile) = (bare(plain), bare(hostile));
        for (number, text) in self.texts.iter().enumerate() {
            if plain.contains(&bare(&mark(number))) {
                let wanted = bare(&shown(text));
                assert!(
                    hostile.contains(&wanted),
                    "{name}: {text:?} of {:?} is not there: {wanted:?} in\n{}",
                    FIXTURE.fields[number],
                    around(&hostile, &bare(&mark(number)))
                );
            }
        }
    }
}

/// The text near the places where something stands.
fn around(text: &str, what: &str) -> String {
    let near = |(at, _): (usize, &str)| -> String {
        let before: Vec<char> = text[..at].chars().rev().take(120).collect();
        before.into_iter().rev().chain(text[at..].chars().take(20)).collect()
    };
    text.match_indices(what).map(near).collect::<Vec<_>>().join("\n")
}

/// How often each element with its attributes, values apart, stands in a page; nothing in it runs, loads or leads to a
/// program.
fn elements(name: &str, page: &str) -> BTreeMap<String, usize> {
    let document = Html::parse_document(page);
    let mut counts = BTreeMap::new();
    for element in document.select(&Selector::parse("*").unwrap()) {
        let element = element.value();
        let mut what = element.name().to_owned();
        let mut attributes: Vec<(&str, &str)> = element.attrs().collect();
        attributes.sort_unstable();
        for (attribute, value) in attributes {
            assert!(
                !attribute.starts_with("on") && attribute != "style" && attribute != "srcdoc",
                "{name}: {attribute}"
            );
            let address = value.trim_start().to_lowercase();
            assert!(attribute != "href" || !address.starts_with("javascript:"), "{name}: {value}");
            // The logo alone is loaded, from the page itself.
            assert!(attribute != "src" || address.starts_with("data:image/svg+xml;base64,"), "{name}: {value}");
            what = format!("{what} {attribute}");
        }
        *counts.entry(what).or_default() += 1;
    }
    counts
}

/// What a page says: its texts and the values of its attributes.
fn said(page: &str) -> String {
    let document = Html::parse_document(page);
    let mut texts: Vec<String> = document.root_element().text().map(read).collect();
    for element in document.select(&Selector::parse("*").unwrap()) {
        texts.extend(element.value().attrs().map(|(_, value)| value.to_owned()));
    }
    texts.concat()
}

/// A text, or all texts in it where it is JSON that holds something.
fn read(text: &str) -> String {
    let value: Option<Value> = serde_json::from_str(text).ok();
    value.filter(|value| value.is_object() || value.is_array()).map_or_else(|| text.to_owned(), |value| strings(&value))
}

/// The keys and lengths of a value, without its values.
fn shape(value: &Value) -> Value {
    match value {
        Value::Array(list) => Value::from(list.iter().map(shape).collect::<Vec<_>>()),
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), shape(value))).collect(),
        Value::String(_) => Value::from(""),
        other => other.clone(),
    }
}

/// All texts in a value.
fn strings(value: &Value) -> String {
    match value {
        Value::Array(list) => list.iter().map(strings).collect(),
        Value::Object(map) => map.values().map(strings).collect(),
        Value::String(text) => read(text),
        _ => String::new(),
    }
}

/// True for a cell that a spreadsheet runs, whatever it looks past.
fn is_run(cell: &str) -> bool {
    let cell = cell.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || hostile::is_unsafe(c));
    let is_number = !cell.is_empty() && cell.parse::<f64>().is_ok();
    !is_number && cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// The rows of every sheet of a spreadsheet; no cell is a formula or a link.
fn sheets(name: &str, book: &[u8]) -> Vec<Vec<Vec<Data>>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut text = String::new();
        if part.read_to_string(&mut text).is_ok() {
            for element in ["<f>", "<f ", "<hyperlink", "<dde", "externalLink"] {
                assert!(!text.contains(element), "{name}: {} has {element}", part.name().unwrap());
            }
        }
    }
    let mut workbook = Xlsx::new(Cursor::new(book)).unwrap();
    let names = workbook.sheet_names();
    let mut rows = |name: &String| workbook.worksheet_range(name).unwrap().rows().map(<[Data]>::to_vec).collect();
    names.iter().map(&mut rows).collect()
}

/// Holds one output against that of plain texts.
fn assert_alike(round: &Round, name: &str, plain: &[u8], hostile: &[u8]) {
    let ending = name.rsplit('.').next().unwrap();
    if ending == "xlsx" {
        let (plain, hostile) = (sheets(name, plain), sheets(name, hostile));
        let flat = |sheets: &[Vec<Vec<Data>>]| -> String {
            sheets.iter().flatten().flatten().map(ToString::to_string).collect()
        };
        let sizes = |sheets: &[Vec<Vec<Data>>]| -> Vec<Vec<usize>> {
            sheets.iter().map(|rows| rows.iter().map(Vec::len).collect()).collect()
        };
        assert_eq!(sizes(&plain), sizes(&hostile), "{name}");
        return round.assert_texts(name, &flat(&plain), &flat(&hostile), str::to_owned);
    }
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap_or_else(|_| panic!("{name} is text"));
    let (plain, hostile) = (text(plain), text(hostile));
    match ending {
        "html" => {
            assert_eq!(
                elements(name, &hostile),
                elements(name, &plain),
                "{name}: no text has made or broken an element"
            );
            round.assert_texts(name, &said(&plain), &said(&hostile), str::to_owned);
        }
        "json" => {
            let [plain, hostile] = [&plain, &hostile].map(|text| serde_json::from_str::<Value>(text).unwrap());
            assert_eq!(shape(&hostile), shape(&plain), "{name}");
            round.assert_texts(name, &strings(&plain), &strings(&hostile), str::to_owned);
        }
        "ndjson" => {
            let lines =
                |text: &str| -> Vec<Value> { text.lines().map(|line| serde_json::from_str(line).unwrap()).collect() };
            let (plain, hostile) = (lines(&plain), lines(&hostile));
            // People stand in the order of their codes, which are among the texts.
            let shapes =
                |lines: &[Value]| -> BTreeSet<String> { lines.iter().map(|line| shape(line).to_string()).collect() };
            assert_eq!(shapes(&hostile), shapes(&plain), "{name}");
            round.assert_texts(name, &strings(&plain.into()), &strings(&hostile.into()), str::to_owned);
        }
        "csv" => {
            let (plain, hostile) = (cells(&plain, b','), cells(&hostile, b','));
            let widths = |rows: &[Vec<String>]| -> Vec<usize> { rows.iter().map(Vec::len).collect() };
            assert_eq!(widths(&hostile), widths(&plain), "{name}");
            for cell in hostile.iter().flatten() {
                assert!(!is_run(cell), "{name}: a spreadsheet runs {cell:?}");
            }
            // The guard is an apostrophe, and quotes stand twice in a list; both stand in texts as well.
            let without = |text: &str| text.replace(['\'', '"'], "");
            let flat = |rows: &[Vec<String>]| in_redcap(&without(&rows.concat().concat()));
            let shown = |text: &str| in_redcap(&without(text));
            round.assert_texts(name, &flat(&plain), &flat(&hostile), shown);
        }
        "ics" => {
            let names = |text: &str| -> Vec<Vec<String>> {
                assert!(
                    text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])),
                    "{name}: {text}"
                );
                let calendar: Calendar = text.parse().unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
                let events = calendar.components.iter().map(|event| event.as_event().expect("an event"));
                events.map(|event| event.properties().keys().cloned().collect()).collect()
            };
            assert_eq!(names(&hostile), names(&plain), "{name}");
            round.assert_texts(name, &calendar_text(&plain), &calendar_text(&hostile), str::to_owned);
        }
        "yaml" => {
            let values = [&plain, &hostile].map(|text| serde_yaml::from_str::<Value>(text).unwrap());
            assert_eq!(shape(&values[1]), shape(&values[0]), "{name}");
            // The comments of a template, and the values of any other.
            let all =
                |text: &str, value: &Value| format!("{}{}", text.replace('#', ""), strings(value).replace('#', ""));
            let [plain, hostile] = [(&plain, &values[0]), (&hostile, &values[1])].map(|(text, value)| all(text, value));
            round.assert_texts(name, &plain, &hostile, |text| text.replace('#', ""));
        }
        // A structure of LimeSurvey: a table with tabs.
        "txt" => {
            let widths = |text: &str| -> Vec<usize> { cells(text, b'\t').iter().map(Vec::len).collect() };
            assert_eq!(widths(&hostile), widths(&plain), "{name}");
            for cell in cells(&hostile, b'\t').iter().flatten() {
                assert!(!is_run(cell) && !cell.contains(hostile::is_unsafe), "{name}: {cell:?}");
            }
        }
        _ => {
            for c in hostile.chars() {
                assert!(!hostile::is_unsafe(c) && c != '\t', "{name}: {c:?} reaches a terminal: {hostile:?}");
            }
            // Tables break long texts within their column.
            if !["check", "packs", "explain guild-model"].iter().any(|begin| name.starts_with(begin)) {
                round.assert_texts(name, &plain, &hostile, str::to_owned);
            }
        }
    }
}

/// The summaries and descriptions of a calendar, its lines and what stands behind backslashes put together again, as RFC
/// 5545 has it.
fn calendar_text(calendar: &str) -> String {
    let unfolded = calendar.replace("\r\n ", "");
    let value =
        |line: &'_ str| line.strip_prefix("SUMMARY:").or_else(|| line.strip_prefix("DESCRIPTION:")).map(str::to_owned);
    let values: String = unfolded.lines().filter_map(value).collect();
    let (mut text, mut letters) = (String::new(), values.chars());
    while let Some(letter) = letters.next() {
        match letter {
            ',' | ';' => panic!("{letter} ends a value: {values}"),
            '\\' => text.extend(letters.next().map(|escaped| if escaped == 'n' { '\n' } else { escaped })),
            letter => text.push(letter),
        }
    }
    text
}

/// What a data dictionary of REDCap has in place of a text: brackets and braces stand for fields there, and a bar for the
/// end of a choice.
fn in_redcap(text: &str) -> String {
    text.replace(['[', '{'], "(").replace([']', '}'], ")").replace('|', "/")
}

fn assert_round(list: &[String], number: usize) {
    let round = Round::new(list, number);
    let hostile = round.outputs();
    let names = |outputs: &Outputs| -> Vec<String> {
        outputs.keys().filter(|name| !name.starts_with("copies/")).cloned().collect()
    };
    assert_eq!(names(&hostile), names(&PLAIN), "round {number}");
    let copies = |outputs: &Outputs| outputs.keys().filter(|name| name.starts_with("copies/")).count();
    assert_eq!(copies(&hostile), copies(&PLAIN), "round {number}");
    for (name, bytes) in &hostile {
        if let Some(plain) = PLAIN.get(name) {
            assert_alike(&round, name, plain, bytes);
        } else if name.starts_with("copies/") {
            elements(name, std::str::from_utf8(bytes).unwrap());
        }
    }
}

/// Every field that may hold a text is shown somewhere, so that the rounds try it.
#[test]
fn b04_every_field_of_the_fixture_is_shown_somewhere() {
    let all: String = PLAIN
        .iter()
        .map(|(name, bytes)| match name.rsplit('.').next() {
            Some("xlsx") => sheets(name, bytes).concat().concat().iter().map(ToString::to_string).collect(),
            _ => String::from_utf8(bytes.clone()).unwrap().replace("\r\n ", "").split_whitespace().collect::<String>(),
        })
        .collect();
    let unseen = FIXTURE.fields.iter().enumerate().filter(|(number, _)| !all.contains(&mark(*number)));
    let unseen: Vec<String> = unseen.map(|(_, field)| format!("{} {}", field.file, field.path.join("."))).collect();
    // Kept in the answers file alone, and written there as they came: see the test of rewritten files.
    assert_eq!(unseen, [""; 0]);
}

/// Some of the rounds: each field gets texts of some kinds, and each kind is in some field.
#[test]
fn b04_c10_d08_f07_hostile_texts_stay_texts_in_every_output() {
    let list = hostile::kinds();
    for round in [0, list.len() / 3, list.len() * 2 / 3] {
        assert_round(&list, round);
    }
}

/// Each of them in each field.
#[test]
#[ignore = "takes minutes"]
fn b04_c10_d08_f07_each_hostile_text_stays_a_text_in_each_field_and_output() {
    let list = hostile::kinds();
    for round in 0..list.len() {
        assert_round(&list, round);
    }
}
