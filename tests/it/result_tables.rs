//! Tables of result codes, lists of them, and exports of form tools into which people pasted them.

use std::fmt::Write as _;
use std::fs;

use rust_xlsxwriter::Workbook;
use skillgap::answers::{AnswerSheet, Outcome, Respondent, Row, State, to_code, to_yaml};
use skillgap::diag::Code;
use skillgap::model::{Education, Id as _, Pack};

use crate::harness::people::{random_people, random_sheet};
use crate::harness::tables::{begin, people, records};
use crate::harness::{Place, director_pack, volunteer_pack};

/// A sheet of the short form on which something is answered, and its code.
fn coded(pack: &Pack, number: usize) -> (AnswerSheet, String) {
    let sheets = (number * 10..).step_by(2).map(|at| random_sheet(pack, at));
    let sheet = sheets.into_iter().find(|sheet| sheet.form == pack.default_form() && sheet.answered(pack) > 3).unwrap();
    let code = to_code(&sheet, pack);
    (sheet, code)
}

/// The id of a row that has nothing but a code.
fn end_of(code: &str) -> String {
    let code = code.replace('-', "");
    format!("c-{}", &code[code.len() - 8..])
}

/// True when a row has all that a code holds of a sheet.
fn is_of(pack: &Pack, row: &Row, sheet: &AnswerSheet) -> bool {
    let mut own = Row::new(pack);
    own.set(pack, sheet);
    (&row.states, row.form, row.role, &row.background) == (&own.states, own.form, own.role, &own.background)
}

/// The code with one character changed.
fn mistyped(code: &str) -> String {
    let other = if code.as_bytes()[12] == b'3' { "4" } else { "3" };
    format!("{}{other}{}", &code[..12], &code[13..])
}

#[test]
fn f09_a_table_of_codes_with_every_oddity_is_read() {
    let pack = director_pack();
    let (sheet, code) = coded(&pack, 1);
    let other = to_code(
        &AnswerSheet::new(&volunteer_pack(), volunteer_pack().default_form(), Respondent::default()),
        &volunteer_pack(),
    );
    let blanks = code.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
    let dashes = code.replace('-', "\u{2013}");
    let (usual, end) = ("short,,,", end_of(&code));
    // Respondent, label, code, form, role, education and group; then the id and what becomes of the row.
    let cases: Vec<(String, &str, Option<Code>)> = vec![
        (format!("s-1,,{code},{usual}"), "s-1", None),
        (format!("s-2,Ann,{blanks},{usual}"), "s-2", None),
        (format!(",Ann,{dashes},,,,1"), "Ann", None),
        (format!(",,Result code: {code}.,{usual}"), &*end, None),
        (format!("NA,NA,\"{}\",NA,NA,,", code.replace('-', "-\r\n")), &*end, None),
        (format!("s-3,,{},{usual}", mistyped(&code)), "s-3", Some(Code::MistypedCode)),
        (format!("s-4,,{},{usual}", &code[..code.len() - 1]), "s-4", Some(Code::MistypedCode)),
        (format!("s-5,,later,{usual}"), "s-5", Some(Code::MistypedCode)),
        (format!("s-6,,{other},{usual}"), "s-6", Some(Code::OtherCode)),
        (format!("s-7,,{code},full,,,"), "s-7", Some(Code::CodeDisagrees)),
        ("s-8,Kim,,,,,2".to_owned(), "s-8", Some(Code::NoCode)),
        ("s-9".to_owned(), "s-9", Some(Code::NoCode)),
        ("respondent,label,code,form,role,education,group".to_owned(), "", Some(Code::HeaderAgain)),
        (",,,,,,".to_owned(), "", Some(Code::BlankRow)),
    ];
    let rows: Vec<&str> = cases.iter().map(|(row, ..)| row.as_str()).collect();
    let text = format!("respondent,label,Code,form,role,education,group\n{}\n", rows.join("\n"));
    let (taken, decoder, warnings) = begin(&pack, text.as_bytes(), false).unwrap();
    assert!(warnings.is_empty(), "{warnings:?}");
    let found = records(&pack, &*decoder, &text.as_bytes()[taken..]);
    assert_eq!(found.len(), cases.len());
    for (read, (row, id, problem)) in found.iter().zip(&cases) {
        assert_eq!(read.codes, problem.iter().copied().collect::<Vec<_>>(), "{row}: {:?}", read.problems);
        match problem {
            None => {
                assert_eq!(read.outcome, Outcome::Usable, "{row}");
                assert!(read.row.respondent == *id && is_of(&pack, &read.row, &sheet), "{row}");
                assert!(is_of(&pack, &read.row, read.sheet.as_ref().unwrap()), "{row}");
            }
            Some(Code::NoCode | Code::HeaderAgain | Code::BlankRow) => {
                assert_eq!(read.outcome, Outcome::LeftOut, "{row}");
            }
            Some(_) => {
                assert_eq!(read.outcome, Outcome::Refused, "{row}");
                let place = read.problems[0].position.unwrap();
                assert!(place.line > 1 && place.column > 1 && read.problems[0].hint.is_some(), "{:?}", read.problems);
            }
        }
    }
}

#[test]
fn f09_cells_about_the_person_go_before_the_code() {
    let pack = director_pack();
    let (mut sheet, _) = coded(&pack, 2);
    sheet.background.education = Some(Education::Bachelor);
    sheet.background.region = None;
    let code = to_code(&sheet, &pack);
    let text = format!(
        "code;role;education;region;studying;finished\n{code};health-it-analyst;master;uk;;2026-11-24T09:00:00Z\n{code};;;;associate;\n"
    );
    let (rows, codes) = people(&pack, text.as_bytes(), false);
    assert!(codes.is_empty(), "{codes:?}");
    let [first, second] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!(first.role, pack.find_role("health-it-analyst"));
    assert_eq!(first.background.education, Some(Education::Master));
    assert!(first.background.region.is_some() && first.finished.is_some());
    assert_eq!(first.background.studying, sheet.background.studying);
    assert_eq!((second.role, second.background.education), (Some(sheet.role), sheet.background.education));
    assert_eq!(second.background.studying_until, None, "the month of another degree is not taken over");
}

#[test]
fn f09_a_code_beside_items_must_say_the_same() {
    let pack = director_pack();
    let (sheet, code) = coded(&pack, 3);
    let items = &pack.form(pack.default_form()).items;
    let ids: Vec<&str> = items.iter().map(|item| pack.item(*item).id.as_str()).collect();
    let cell = |state: State| match state {
        State::UNANSWERED => String::new(),
        State::UNSURE => "?".to_owned(),
        State::NOT_APPLICABLE => "NA".to_owned(),
        state => state.chosen().unwrap().to_string(),
    };
    let states: Vec<State> = items.iter().map(|item| State::of(&pack, *item, sheet.answer(*item))).collect();
    let same: Vec<String> = states.iter().map(|state| cell(*state)).collect();
    let empty = vec![String::new(); same.len()];
    let at = states.iter().position(|state| state.chosen().is_some()).unwrap();
    let mut one = empty.clone();
    one[at].clone_from(&same[at]);
    let mut differs = same.clone();
    differs[at] = if same[at] == "0" { "1" } else { "0" }.to_owned();
    let row = |id: &str, cells: &[String], code: &str| format!("{id},{},{code}\n", cells.join(","));
    let text = format!("respondent,{},result code\n", ids.join(","))
        + &[
            ("a", &same, &*code),
            ("b", &empty, &code),
            ("c", &one, &code),
            ("d", &same, ""),
            ("e", &empty, ""),
            ("f", &differs, &code),
        ]
        .map(|(id, cells, code)| row(id, cells, code))
        .concat();
    let (taken, decoder, _) = begin(&pack, text.as_bytes(), false).unwrap();
    let found = records(&pack, &*decoder, &text.as_bytes()[taken..]);
    let outcomes: Vec<Outcome> = found.iter().map(|read| read.outcome).collect();
    let [usable, left_out, refused] = [Outcome::Usable, Outcome::LeftOut, Outcome::Refused];
    assert_eq!(outcomes, [usable, usable, usable, usable, left_out, refused]);
    assert!(found[..3].iter().all(|read| is_of(&pack, &read.row, &sheet)));
    assert_eq!(found[3].row.states, found[0].row.states);
    assert_eq!(found[5].codes, [Code::CodeDisagrees]);
    assert!(found[5].problems[0].message.contains(ids[at]), "{:?}", found[5].problems);
    // A column of that name with something else in it is what it was before there were codes: unknown.
    let other = format!("respondent,code,{}\na,S-101,{}\nb,,{}\n", ids.join(","), same.join(","), same.join(","));
    let (rows, codes) = people(&pack, other.as_bytes(), false);
    assert_eq!(codes, [Code::UnknownColumn]);
    assert!(rows.iter().all(|row| row.states == found[3].row.states));
}

/// What stands above a list of codes, and whether a message names the column in which they were found.
#[test]
fn f09_the_column_is_known_by_its_name_or_by_its_cells() {
    let pack = director_pack();
    let (sheet, code) = coded(&pack, 4);
    let (_, second) = coded(&pack, 5);
    for (above, cells, by_cells) in [
        ("code\n", "{}\n", false),
        ("Result Code\n", "{}\n", false),
        ("RESULT_CODE,group\n", "{},1\n", false),
        ("codes\n", "{}\n", true),
        ("label;Your code\n", "Ann;{}\n", true),
        ("respondent\tgroup\tThe code from the last page\n", "s-1\t2\t{}\n", true),
        ("Name;E-Mail;Please paste what the page shows.\n", "Ann;ann@example.org;{}\n", true),
        ("sep=|\nName|What it said\n", "Ann|{}\n", true),
        ("Codes of autumn 2026,\n,\nName,What it said\n", "Ann,{}\n", true),
        ("", "{}\n", false),
        ("", "{}\r\n", false),
        ("\u{feff}\n\n", " {} \n\n", false),
        ("", "\"{}\",\n", false),
    ] {
        // The first row may be the mistyped one: it is no header.
        for codes in [[&*code, &second], [&*mistyped(&code), &second], [&*code, &mistyped(&second)]] {
            let text = above.to_owned() + &codes.map(|code| cells.replace("{}", code)).concat();
            let (taken, decoder, warnings) =
                begin(&pack, text.as_bytes(), false).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
            let named = warnings.iter().any(|warning| warning.code == Code::SurveyExport);
            assert_eq!(named, by_cells, "{text}: {warnings:?}");
            let found = records(&pack, &*decoder, &text.as_bytes()[taken..]);
            let read: Vec<bool> = found.iter().map(|read| read.outcome == Outcome::Usable).collect();
            assert_eq!(read, codes.map(|own| [&code, &second].contains(&&own.to_owned())), "{text}: {found:?}");
            assert!(codes[0] != code || is_of(&pack, &found[0].row, &sheet), "{text}");
        }
    }
    let nameless = begin(&pack, format!("Ann,{code}\nKim,{second}\n").as_bytes(), false).unwrap_err();
    assert!(nameless.code == Code::MissingField && nameless.hint.is_some(), "{nameless:?}");
}

/// The scores of codes are those of the answers files that they were made of, also from a spreadsheet and from the export of a
/// form; and so are the reports.
#[test]
fn f09_codes_score_as_their_answers_files() {
    let pack = director_pack();
    let place = Place::new();
    let mut sheets = random_people(&pack, 12);
    sheets.extend((100..118).map(|number| random_sheet(&pack, number)));
    let (mut table, mut export) =
        ("respondent,code\n".to_owned(), "\"Timestamp\",\"How was it?\",\"Username\",\"Paste the code\"\n".to_owned());
    let mut book = Workbook::new();
    let worksheet = book.add_worksheet();
    let headings = ["ID", "Start time", "Completion time", "Email", "Name", "respondent", "Your code"];
    for (heading, at) in headings.iter().zip(0..) {
        worksheet.write_string(0, at, *heading).unwrap();
    }
    for (sheet, line) in sheets.iter_mut().zip(0..) {
        sheet.respondent.id = format!("p-{line:03}");
        sheet.finished = None;
        place.write(&format!("class/{}.yaml", sheet.respondent.id), &to_yaml(sheet, &pack));
        let (id, code) = (&sheet.respondent.id, to_code(sheet, &pack));
        writeln!(table, "{id},{code}").unwrap();
        writeln!(export, "\"2026/11/24 9:00:00 AM GMT+1\",\"Good, thanks\",\"{id}\",\"{code}\"").unwrap();
        let cells = [&line.to_string(), "3/13/26 9:02:11", "3/13/26 9:12:11", "anonymous", "", id, &code];
        for (cell, at) in cells.iter().zip(0..) {
            worksheet.write_string(line + 1, at, *cell).unwrap();
        }
    }
    place.write("codes.csv", &table);
    place.write("form.csv", &export);
    fs::write(place.path("form.xlsx"), book.save_to_buffer().unwrap()).unwrap();
    let files = place.run(&["score", "class", "-q", "--reports", "of-files"]);
    assert_eq!(files.code, 0, "{}", files.stderr);
    for input in ["codes.csv", "form.csv", "form.xlsx"] {
        let ran = place.run(&["score", input]);
        assert_eq!((ran.code, &ran.stdout), (0, &files.stdout), "{input}: {}", ran.stderr);
    }
    let tool = place.run(&["score", "form.csv"]).stderr;
    assert!(tool.contains("export of Google Forms: result codes in the column `Paste the code`"), "{tool}");
    assert!(tool.contains("told apart by `Username`"), "{tool}");
    assert_eq!(place.run(&["score", "codes.csv", "-q", "--reports", "of-codes"]).code, 0);
    for name in ["p-000", "p-001", "p-012", "p-029"] {
        let page = |folder: &str| place.read(&format!("{folder}/{name}.html"));
        assert_eq!(page("of-codes"), page("of-files"), "{name}");
    }
}

/// Nothing that is mistyped is scored, and everything else is.
#[test]
fn f09_a_mistyped_code_is_named_with_its_place_and_the_fix() {
    let pack = director_pack();
    let place = Place::new();
    let codes: Vec<String> = (0..3).map(|number| coded(&pack, number).1).collect();
    place.write("codes.txt", &format!("{}\n{}\n\n{}\n", codes[0], mistyped(&codes[1]), codes[2]));
    let ran = place.run(&["score", "codes.txt", "--rejects", "again.txt"]);
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    let ids: Vec<&str> = ran.stdout.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(ids, [end_of(&codes[0]), end_of(&codes[2])]);
    for part in ["error[SK331]", "is mistyped", "codes.txt:2:1", "ask the person for the code again", "scored 2 of 3"] {
        assert!(ran.stderr.contains(part), "{part}: {}", ran.stderr);
    }
    // What was refused is mended and read again.
    let again = place.read("again.txt");
    place.write("again.txt", &again.replace(&mistyped(&codes[1]), &codes[1]));
    let ran = place.run(&["score", "again.txt", "-q"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains(&end_of(&codes[1])), "{}", ran.stdout);
    // A column `pack` says which pack the codes are of.
    let pack = volunteer_pack();
    let code = to_code(&AnswerSheet::new(&pack, pack.default_form(), Respondent::default()), &pack);
    place.write("others.csv", &format!("label,pack,code\nKim,volunteer-coordinator,{code}\n"));
    let ran = place.run(&["score", "others.csv", "-q"]);
    assert!(ran.code == 0 && ran.stdout.contains("Kim,"), "{}", ran.stderr);
    place.write("others.csv", &format!("label,code\nKim,{code}\n"));
    let ran = place.run(&["score", "others.csv", "-q"]);
    assert!(ran.code == 1 && ran.stderr.contains("SK332") && ran.stderr.contains("--pack"), "{}", ran.stderr);
}
