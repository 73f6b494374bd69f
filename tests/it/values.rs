//! One table of what a written value of an item means, read in every format.

use std::collections::BTreeMap;

use crate::harness::director_pack;
use crate::harness::tables::{begin, records};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use skillgap::answers::{self, Answer, AnswerSheet, Outcome, ReadOptions, Respondent, parse_line, sheets, to_yaml};
use skillgap::diag::{Code, Diagnostic};
use skillgap::model::Pack;

/// What a written value means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Means {
    Rated(i64),
    NotApplicable,
    Unsure,
    Skipped,
    Nothing,
    Refused,
}

use Means::{NotApplicable, Nothing, Rated, Refused, Skipped, Unsure};

/// A value as it is written in YAML and in JSON, empty where the format cannot write it, and what it means.
const VALUES: &[(&str, &str, Means)] = &[
    ("3", "3", Rated(3)),
    ("3.0", "3.0", Rated(3)),
    ("3.000", "3.000", Rated(3)),
    ("3e0", "3e0", Rated(3)),
    ("+3", "", Rated(3)),
    ("03", "", Rated(3)),
    ("3,0", r#""3,0""#, Rated(3)),
    (r#""3""#, r#""3""#, Rated(3)),
    ("'3.0'", r#""3.0""#, Rated(3)),
    (r#"" 3 ""#, r#"" 3 ""#, Rated(3)),
    ("\u{ff13}", r#""\uff13""#, Rated(3)),
    ("\u{201c}3\u{201d}", "\"\u{201c}3\u{201d}\"", Rated(3)),
    ("0", "0", Rated(0)),
    ("-0.0", "-0.0", Rated(0)),
    ("", "null", Nothing),
    ("~", "null", Nothing),
    ("null", "null", Nothing),
    ("NULL", r#""NULL""#, Nothing),
    (r#""""#, r#""""#, Nothing),
    (r#""  ""#, r#""  ""#, Nothing),
    (".nan", r#""NaN""#, Nothing),
    ("NaN", r#""nan""#, Nothing),
    ("skipped", r#""Skipped""#, Skipped),
    ("NA", r#""NA""#, NotApplicable),
    ("n/a", r#""n/a""#, NotApplicable),
    ("N.A.", r#""N.A.""#, NotApplicable),
    ("Not applicable", r#""NOT APPLICABLE""#, NotApplicable),
    ("not-applicable", r#""not-applicable""#, NotApplicable),
    (r#""?""#, r#""?""#, Unsure),
    ("?", r#""\uff1f""#, Unsure),
    ("unsure", r#""Unsure""#, Unsure),
    ("I don\u{2019}t know", r#""I don't know""#, Unsure),
    ("6", "6", Refused),
    ("-1", "-1", Refused),
    ("2.5", "2.5", Refused),
    ("1e99", "1e99", Refused),
    ("99999999999999999999", "99999999999999999999", Refused),
    ("many", r#""many""#, Refused),
    ("true", "true", Refused),
    ("[3]", "[3]", Refused),
    ("{a: 3}", r#"{"a": 3}"#, Refused),
];

fn yaml(pack: &Pack, respondent: &str, rest: &str, entry: &str) -> String {
    let (id, item) = (pack.id(), &pack.item(pack.form(pack.default_form()).items[0]).id);
    format!(
        "format: 1\npack: {{id: {id}}}\nrespondent:\n  id: {respondent}\n{rest}answers:\n  - item: {item}\n    {entry}\n"
    )
}

fn read(text: &str) -> (Option<AnswerSheet>, Vec<Diagnostic>) {
    answers::parse("a.yaml", text, &director_pack())
}

fn read_json(text: &str) -> (Option<AnswerSheet>, Vec<Diagnostic>) {
    parse_line("a.ndjson", 1, text.as_bytes(), &director_pack(), ReadOptions::default())
}

fn json(pack: &Pack, respondent: &str, rest: &str, entry: &str) -> String {
    let (id, item) = (pack.id(), &pack.item(pack.form(pack.default_form()).items[0]).id);
    format!(
        r#"{{"format": 1, "pack": {{"id": "{id}"}}, "respondent": {{"id": {respondent}}}{rest}, "answers": [{{"item": "{item}", {entry}}}]}}"#
    )
}

fn meaning(pack: &Pack, sheet: Option<&AnswerSheet>) -> Means {
    let Some(sheet) = sheet else { return Refused };
    match sheet.answer(pack.form(pack.default_form()).items[0]) {
        None => Nothing,
        Some(Answer::Rated(value)) => Rated(*value),
        Some(Answer::NotApplicable(_)) => NotApplicable,
        Some(Answer::Unsure) => Unsure,
        Some(Answer::Skipped) => Skipped,
    }
}

#[test]
fn d10_a_written_value_means_the_same_in_every_format() {
    let pack = director_pack();
    for (in_yaml, in_json, means) in VALUES {
        let (sheet, problems) = read(&yaml(&pack, "s-1", "", &format!("rating: {in_yaml}")));
        assert_eq!(meaning(&pack, sheet.as_ref()), *means, "{in_yaml} in YAML: {problems:?}");
        if *means == Refused {
            assert!(problems.iter().any(|problem| problem.expected.is_some()), "{in_yaml}: {problems:?}");
        }
        if !in_json.is_empty() {
            let (sheet, problems) = read_json(&json(&pack, "\"s-1\"", "", &format!("\"rating\": {in_json}")));
            assert_eq!(meaning(&pack, sheet.as_ref()), *means, "{in_json} in JSON: {problems:?}");
        }
    }
}

#[test]
fn d10_labels_of_options_are_ratings() {
    let pack = director_pack();
    let item = pack.form(pack.default_form()).items[0];
    for option in pack.options(item) {
        let label = serde_json::to_string(&option.label).unwrap();
        let sheet = read(&yaml(&pack, "s-1", "", &format!("rating: {}", label.to_uppercase()))).0;
        assert_eq!(meaning(&pack, sheet.as_ref()), Rated(option.value), "{label}");
        let sheet = read_json(&json(&pack, "\"s-1\"", "", &format!("\"rating\": {label}"))).0;
        assert_eq!(meaning(&pack, sheet.as_ref()), Rated(option.value), "{label}");
    }
}

#[test]
fn d10_states_are_words_in_any_letter_case() {
    let pack = director_pack();
    for (word, means) in [
        ("Unsure", Unsure),
        ("NOT-APPLICABLE", NotApplicable),
        ("Not applicable", NotApplicable),
        ("not_applicable", NotApplicable),
        ("NA", NotApplicable),
        ("Skipped", Skipped),
        ("3", Refused),
        ("unsure of it", Refused),
    ] {
        let sheet = read(&yaml(&pack, "s-1", "", &format!("state: {word}"))).0;
        assert_eq!(meaning(&pack, sheet.as_ref()), means, "{word}");
    }
    let sheet = read(&yaml(&pack, "s-1", "", "rating: n/a\n    reason: I work elsewhere")).0.unwrap();
    let item = pack.form(pack.default_form()).items[0];
    assert_eq!(sheet.answer(item), Some(&Answer::NotApplicable(Some("I work elsewhere".to_owned()))));
}

#[test]
fn d10_null_is_absent_in_every_field_that_can_be_left_out() {
    let pack = director_pack();
    let rest = r#", "form": null, "role": null, "rater": null, "background": {"education": null, "studying": null},
        "started": null, "finished": null, "steps": null"#;
    let entry = r#""rating": 3, "state": null, "reason": null, "note": null, "seconds": null, "asked": null"#;
    let plain = read_json(&json(&pack, "\"s-1\"", "", r#""rating": 3"#));
    assert_eq!(plain.1, []);
    assert_eq!(read_json(&json(&pack, "\"s-1\"", rest, entry)), plain);
    let label = json(&pack, "\"s-1\", \"label\": null", r#", "background": null"#, r#""rating": 3"#);
    assert_eq!(read_json(&label), plain);
    let empty = "form:\nrole: ~\nrater: null\nbackground:\nfinished:\nsteps:\n";
    let typed = yaml(&pack, "s-1\n  label: null", empty, "rating: 3\n    note:\n    reason: ~\n    seconds: null");
    assert_eq!(read(&typed), plain);
    let none = yaml(&pack, "s-1", "", "rating: 3").split("answers:").next().unwrap().to_owned() + "answers: null\n";
    assert_eq!(read(&none).0.unwrap().answered(&pack), 0);
    let (sheet, problems) = read_json(&json(&pack, "null", "", r#""rating": 3"#));
    assert!(sheet.is_none() && problems[0].code == Code::EmptyText, "an id is needed: {problems:?}");
}

/// Each letter of a pseudonym is as likely as any other.
#[test]
fn pseudonyms_use_all_their_letters_alike() {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for byte in 0..=u8::MAX {
        let name = answers::pseudonym([byte; 10]);
        let letters = name.strip_prefix("p-").unwrap();
        assert!(letters.len() == 10 && letters.starts_with(|c: char| c.is_ascii_alphanumeric()), "{name}");
        *times.entry(letters.to_owned()).or_default() += 1;
    }
    assert!(times.len() == 32 && times.values().all(|times| *times == 8), "{times:?}");
}

#[test]
fn d10_whole_numbers_are_taken_however_written_unless_a_separator_has_two_meanings() {
    let pack = director_pack();
    for (written, number) in [
        ("12", Some(12)),
        ("12.0", Some(12)),
        ("\"12\"", Some(12)),
        ("\" 12,00 \"", Some(12)),
        ("\u{ff11}\u{ff12}", Some(12)),
        ("1.2e1", Some(12)),
        ("1.000", None),
        ("\"1,000\"", None),
        ("\"1 000\"", None),
        ("\"1'000\"", None),
        ("12.5", None),
        ("\"12,5\"", None),
        ("\"1,abc\"", None),
        ("\"1234,567\"", None),
        ("-1", None),
        ("lots", None),
    ] {
        let rest = format!("background:\n  budget: {written}\n  hours-per-week: {written}\n");
        let (sheet, problems) = read(&yaml(&pack, "s-1", &rest, &format!("rating: 3\n    seconds: {written}")));
        let background = sheet.map(|sheet| sheet.background);
        assert_eq!(background.as_ref().and_then(|background| background.budget), number, "{written}: {problems:?}");
        assert_eq!(background.and_then(|background| background.hours_per_week), number, "{written}");
        let is_grouped = written.contains("000");
        let is_said = |problem: &Diagnostic| problem.hint.as_ref().is_some_and(|hint| hint.contains("write `1000`"));
        assert!(problems.iter().all(|problem| is_said(problem) == is_grouped), "{written}: {problems:?}");
        assert!(!problems.iter().any(|problem| !is_grouped && problem.message.contains("separator")), "{written}");
    }
    for written in ["1", "1.0", "\"1\"", "\"1.0\""] {
        let text = yaml(&pack, "s-1", "", "rating: 3").replace("format: 1", &format!("format: {written}"));
        assert!(read(&text).0.is_some(), "format: {written}");
    }
    for written in ["2", "10", "\"10\"", "1.5", "one"] {
        let text = yaml(&pack, "s-1", "", "rating: 3").replace("format: 1", &format!("format: {written}"));
        assert!(read(&text).0.is_none(), "format: {written}");
    }
}

/// Plain scalars that YAML reads as something else than text, and some that look so.
const SCALARS: &[&str] = &[
    "+4912345",
    "0x1F",
    "0o17",
    "0b11",
    "007",
    "1_000",
    "1e5",
    "12:30:45",
    "yes",
    "no",
    "on",
    "Off",
    "y",
    "true",
    "False",
    "null",
    "Null",
    "~",
    "2026-11-23",
    "1.10",
    ".5",
    "-0",
    "-1",
    ".inf",
    ".nan",
    "NaN",
    "1.0",
    "12345678901234567890123",
    "0",
    "00",
    "1e999",
    "+.5e-3",
    "0x",
    "NO",
    "s-0001",
];

#[test]
fn d10_identifiers_and_texts_are_what_stands_in_the_file() {
    let pack = director_pack();
    for scalar in SCALARS {
        let (sheet, problems) = read(&yaml(&pack, scalar, "", "rating: 3"));
        assert_eq!(sheet.map(|sheet| sheet.respondent.id).as_deref(), Some(*scalar), "{problems:?}");
        if ["null", "Null", "~"].contains(scalar) {
            continue;
        }
        let rest = format!("steps:\n  - {{text: {scalar}, state: done}}\n");
        let (sheet, problems) = read(&yaml(
            &pack,
            &format!("a\n  label: {scalar}"),
            &rest,
            &format!("rating: NA\n    note: {scalar}\n    reason: {scalar}"),
        ));
        let sheet = sheet.unwrap_or_else(|| panic!("{scalar}: {problems:?}"));
        let item = pack.form(pack.default_form()).items[0];
        assert_eq!(sheet.respondent.label.as_deref(), Some(*scalar));
        assert_eq!(sheet.get(item).unwrap().note.as_deref(), Some(*scalar));
        assert_eq!(sheet.answer(item), Some(&Answer::NotApplicable(Some((*scalar).to_owned()))));
        assert_eq!(sheet.steps[0].title(&pack), *scalar);
        let (_, problems) =
            read(&yaml(&pack, "a", "", "rating: 3").replace("item: ", &format!("item: {scalar}\n    note: ")));
        assert!(problems.iter().any(|problem| problem.message == format!("unknown item: `{scalar}`")), "{problems:?}");
    }
}

#[test]
fn d10_numbers_in_json_keep_their_digits_as_ids() {
    let pack = director_pack();
    for (written, id) in [
        ("12345", Some("12345")),
        ("1.0", Some("1.0")),
        ("1e5", Some("1e5")),
        ("-7", Some("-7")),
        ("12345678901234567890123", Some("12345678901234567890123")),
        ("true", None),
        ("[1]", None),
    ] {
        let (sheet, problems) = read_json(&json(&pack, written, "", r#""rating": 3"#));
        assert_eq!(sheet.map(|sheet| sheet.respondent.id).as_deref(), id, "{written}: {problems:?}");
        assert!(id.is_some() || problems[0].hint.as_ref().unwrap().contains("quotes"), "{problems:?}");
    }
}

proptest! {
    #[test]
    fn d10_any_printable_id_that_is_written_reads_back(id in "[^\\p{C}\\p{Z}][^\\p{C}\\p{Zl}\\p{Zp}]{0,40}") {
        let pack = director_pack();
        // Some letters have no form of their own, and are removed as marks that nobody sees.
        let id = skillgap::sanitise::one_line(&id);
        prop_assume!(!id.is_empty());
        let respondent = Respondent { id: id.clone(), label: Some(id.clone()) };
        let mut sheet = AnswerSheet::new(&pack, pack.default_form(), respondent);
        let item = pack.form(pack.default_form()).items[0];
        sheet.set(item, Answer::NotApplicable(Some(id.clone())), None);
        sheet.set_note(item, Some(id));
        let (read, problems) = read(&to_yaml(&sheet, &pack));
        prop_assert_eq!(read, Some(sheet), "{:?}", &problems);
        prop_assert!(problems.is_empty(), "{:?}", &problems);
    }

    #[test]
    fn d10_any_plain_word_is_the_id_that_was_written(id in "[0-9A-Za-z+.~_][0-9A-Za-z+._:-]{0,12}[0-9A-Za-z+._-]") {
        let pack = director_pack();
        let sheet = read(&yaml(&pack, &id, "", "rating: 3")).0;
        prop_assert_eq!(sheet.map(|sheet| sheet.respondent.id), Some(id));
    }
}

/// A value as it stands in a cell, and what it means in a table and in a spreadsheet.
const CELLS: &[(&str, Means)] = &[
    ("3", Rated(3)),
    ("3.0", Rated(3)),
    ("3.000", Rated(3)),
    ("3e0", Rated(3)),
    ("+3", Rated(3)),
    ("03", Rated(3)),
    ("3,0", Rated(3)),
    (" 3 ", Rated(3)),
    ("\u{ff13}", Rated(3)),
    ("\u{201c}3\u{201d}", Rated(3)),
    ("0", Rated(0)),
    ("-0.0", Rated(0)),
    ("", Nothing),
    ("null", Nothing),
    ("  ", Nothing),
    ("NaN", Nothing),
    ("skipped", Nothing),
    ("NA", NotApplicable),
    ("n/a", NotApplicable),
    ("N.A.", NotApplicable),
    ("NOT APPLICABLE", NotApplicable),
    ("not-applicable", NotApplicable),
    ("?", Unsure),
    ("\u{ff1f}", Unsure),
    ("Unsure", Unsure),
    ("I don\u{2019}t know", Unsure),
    ("6", Refused),
    ("-1", Refused),
    ("2.5", Refused),
    ("1e99", Refused),
    ("99999999999999999999", Refused),
    ("many", Refused),
    ("TRUE", Refused),
    ("[3]", Refused),
];

/// What the first row of a table means for the first item.
fn meaning_in_table(pack: &Pack, text: &[u8]) -> Means {
    let item = pack.form(pack.default_form()).items[0];
    let (taken, decoder, _) = begin(pack, text, true).unwrap();
    let found = records(pack, &*decoder, &text[taken..]);
    let Some(read) = found.last() else { return Refused };
    match read.row.states[item.get()].answer(pack, item) {
        _ if read.outcome == Outcome::Refused => {
            assert!(read.problems.iter().any(|problem| problem.expected.is_some()), "{:?}", read.problems);
            Refused
        }
        None => Nothing,
        Some(Answer::Rated(value)) => Rated(value),
        Some(Answer::NotApplicable(_)) => NotApplicable,
        Some(Answer::Unsure) => Unsure,
        Some(Answer::Skipped) => Skipped,
    }
}

#[test]
fn d10_a_cell_means_the_same_in_tables_and_spreadsheets() {
    let pack = director_pack();
    let id = &pack.item(pack.form(pack.default_form()).items[0]).id;
    for (cell, means) in CELLS {
        for delimiter in [',', ';', '\t'] {
            let text = format!("respondent{delimiter}{id}\ns-1{delimiter}\"{cell}\"\n");
            assert_eq!(meaning_in_table(&pack, text.as_bytes()), *means, "`{cell}` in a table with `{delimiter}`");
        }
        // As text, and where it is a number as that.
        for as_number in [false, true] {
            let mut book = Workbook::new();
            let sheet = book.add_worksheet();
            sheet.write_string(0, 0, "respondent").unwrap();
            sheet.write_string(0, 1, id.to_string()).unwrap();
            sheet.write_string(1, 0, "s-1").unwrap();
            match cell.parse::<f64>() {
                Ok(number) if as_number && number.is_finite() => sheet.write_number(1, 1, number).unwrap(),
                _ => sheet.write_string(1, 1, *cell).unwrap(),
            };
            let sheets = sheets(&book.save_to_buffer().unwrap()).unwrap();
            assert_eq!(meaning_in_table(&pack, &sheets[0].text), *means, "`{cell}` in a spreadsheet");
        }
        // The same in the formats of one person.
        if !cell.is_empty() && *means != Refused {
            let quoted = serde_json::to_string(cell).unwrap();
            let alike = |found: Means| if found == Skipped { Nothing } else { found };
            let (sheet, problems) = read(&yaml(&pack, "s-1", "", &format!("rating: {quoted}")));
            assert_eq!(alike(meaning(&pack, sheet.as_ref())), *means, "`{cell}` in YAML: {problems:?}");
            let (sheet, problems) = read_json(&json(&pack, "\"s-1\"", "", &format!("\"rating\": {quoted}")));
            assert_eq!(alike(meaning(&pack, sheet.as_ref())), *means, "`{cell}` in JSON: {problems:?}");
        }
    }
}
