//! The outputs for statistics and spreadsheets: `--format long`, `--format xlsx`, `--codebook`.

#![allow(
    clippy::float_cmp,
    clippy::cast_precision_loss,
    reason = "numbers of four decimals, and counts of a few people"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use serde_json::Value;
use skillgap::answers::{Answer, AnswerSheet, Respondent, Row};
use skillgap::batch::{Detail, Scorer};
use skillgap::exact::decimals;
use skillgap::facts::columns::Missing;
use skillgap::gap;
use skillgap::model::{FormIx, Pack, RoleIx};
use skillgap::score::{self, ItemState};

use crate::harness::tables::cells;
use crate::harness::{CompetencySpec, PLAIN, Place, director_pack, small_files};

/// A folder with a pack of three competencies with 3, 1 and 2 items, and answers with every kind of missing that they allow.
fn small() -> Place {
    let place = Place::new();
    let mut competencies = [CompetencySpec::new(4, 3), CompetencySpec::new(2, 1), CompetencySpec::new(3, 0)];
    competencies[0].items = vec![PLAIN; 3];
    competencies[0].must = true;
    competencies[2].items = vec![PLAIN; 2];
    let mut files = small_files(&competencies);
    files.questionnaire.text = files.questionnaire.text.replace("title: Competency 1\n", "title: \"=1+1, and more\"\n");
    for file in [&files.questionnaire, &files.roles, &files.resources] {
        place.write(&format!("pack/{}", file.name), &file.text);
    }
    place.write(
        "people.csv",
        "respondent,label,c0.i0,c0.i1,c0.i2,c1.i0,c2.i0,c2.i1\n\
         00012,\"=cmd|' /C calc'!A0\",3,4,,?,NA,NA\n\
         1E5,'tis,5,,,,?,NA\n\
         2026-01-02,,4,4,4,1,1,2\n\
         =1+1,\"a, \"\"b\"\"\",5,5,5,5,0,0\n",
    );
    place
}

/// The rows of a table, each by the names of its columns.
fn records(text: &str) -> Vec<BTreeMap<String, String>> {
    let rows = cells(text, b',');
    let (names, rows) = rows.split_first().unwrap();
    rows.iter()
        .map(|row| {
            assert_eq!(row.len(), names.len(), "{row:?}");
            names.iter().cloned().zip(row.iter().cloned()).collect()
        })
        .collect()
}

/// A sheet as calamine reads it, without the empty cells at the end.
fn sheet(path: &Path, name: &str) -> Vec<Vec<Data>> {
    let mut workbook: Xlsx<_> = open_workbook(path).unwrap();
    let formulas = workbook.worksheet_formula(name).unwrap();
    assert_eq!(formulas.used_cells().count(), 0, "no formula in {name}");
    workbook.worksheet_range(name).unwrap().rows().map(<[Data]>::to_vec).collect()
}

/// The rows below the names of a sheet, by these names.
fn sheet_records(path: &Path, name: &str) -> Vec<BTreeMap<String, Data>> {
    let rows = sheet(path, name);
    let names: Vec<String> = rows[1].iter().map(ToString::to_string).collect();
    rows[2..].iter().map(|row| names.iter().cloned().zip(row.iter().cloned()).collect()).collect()
}

/// An output to the last byte. To take over one that changed on purpose: `SKILLGAP_BLESS=1 cargo test --test it score_formats`.
fn assert_fixture(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/scores").join(name);
    if std::env::var_os("SKILLGAP_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, found).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), found, "{name}");
}

fn text(text: &str) -> Data {
    Data::String(text.to_owned())
}

#[test]
fn h04_the_long_output_has_a_row_for_each_person_and_competency() {
    let place = small();
    let ran = place.run(&["score", "people.csv", "--pack", "pack", "--format", "long", "--label", "-q"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_fixture("long.csv", &ran.stdout);
    let bare = place.run(&["score", "people.csv", "--pack", "pack", "--format", "long", "-q", "--no-header"]);
    assert!(
        bare.stdout.starts_with("00012,director,Director,all,domain,Domain,c0,Competency 0,3.5000,"),
        "{}",
        bare.stdout
    );
    assert_eq!(bare.stdout.lines().count(), 12);
}

/// Levels, gaps and kinds of missing of the long format are those of scoring each person alone, for every form and role.
#[test]
fn h04_details_from_tables_are_those_of_the_exact_way() {
    let pack = director_pack();
    let mut seed = 7_u64;
    let mut draw = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let (mut row, mut details) = (Row::new(&pack), Vec::new());
    let mut kinds = BTreeMap::new();
    for form in (0..pack.forms().len()).map(FormIx::new) {
        for role in (0..pack.roles().len()).map(RoleIx::new) {
            let scorer = Scorer::new(&pack, form, role);
            assert!(scorer.is_tabulated());
            for _ in 0..40 {
                let mut sheet = AnswerSheet::new(&pack, form, Respondent { id: "s".to_owned(), label: None });
                sheet.role = role;
                let thin = draw(3) == 0;
                for item in &pack.form(form).items {
                    let (low, high) = pack.value_range(*item);
                    match draw(if thin { 4 } else { 9 }) {
                        0 => {}
                        1 => sheet.set(*item, Answer::Unsure, None),
                        2 => sheet.set(*item, Answer::NotApplicable(None), None),
                        _ => {
                            let value = low + i64::try_from(draw(usize::try_from(high - low + 1).unwrap())).unwrap();
                            sheet.set(*item, Answer::Rated(value), None);
                        }
                    }
                }
                row.set(&pack, &sheet);
                scorer.details(&row, &mut details);
                let card = score::score(&pack, &sheet);
                let analysis = gap::analyse(&pack, &card, role);
                assert_eq!(details.len(), pack.competencies().len());
                for (detail, score) in details.iter().zip(&card.competencies) {
                    assert_same(&pack, detail, score, analysis.gap(score.competency));
                    *kinds.entry(detail.missing.map_or("a level", Missing::word)).or_insert(0) += 1;
                }
            }
        }
    }
    let found: Vec<&str> = kinds.keys().copied().collect();
    assert_eq!(found, ["a level", "mixed", "not-applicable", "too-few", "unanswered", "unsure"], "{kinds:?}");
}

fn assert_same(pack: &Pack, detail: &Detail, score: &score::CompetencyScore, gap: Option<&gap::Gap>) {
    let four = |number| decimals(number, 4);
    let found = |number: &skillgap::batch::Decimal| String::from_utf8(number.as_bytes().to_vec()).unwrap();
    assert_eq!(found(&detail.level), score.level.map_or_else(String::new, four));
    assert_eq!(found(&detail.gap), score.level.zip(gap).map_or_else(String::new, |(_, gap)| four(gap.size)));
    assert_eq!(detail.status, gap.map(|gap| gap.status));
    let reached = score.level.map(|level| pack.levels().position(level.whole()).unwrap());
    assert_eq!(detail.reached, reached);
    let count = |is: fn(ItemState) -> bool| score.count(is);
    let counts = [
        count(|state| matches!(state, ItemState::Rated(_))),
        count(|state| state == ItemState::Unanswered),
        count(|state| state == ItemState::Unsure),
        count(|state| state == ItemState::NotApplicable),
    ];
    let items = &detail.items;
    assert_eq!([items.rated, items.unanswered, items.unsure, items.not_applicable], counts);
    let all = score.items.len();
    let word = match (score.level, counts) {
        (Some(_), _) => None,
        (None, [rated, ..]) if rated > 0 => Some("too-few"),
        (None, [_, unanswered, ..]) if unanswered == all => Some("unanswered"),
        (None, [_, _, unsure, _]) if unsure == all => Some("unsure"),
        (None, [.., not_applicable]) if not_applicable == all => Some("not-applicable"),
        _ => Some("mixed"),
    };
    assert_eq!(detail.missing.map(Missing::word), word);
    assert_eq!(detail.missing.is_some(), score.level.is_none());
}

/// A form that leaves out a competency: it is not asked about, which is no fault of the person.
#[test]
fn h04_a_competency_that_the_form_does_not_ask_about_is_apart() {
    let place = Place::new();
    let competencies = [CompetencySpec::new(4, 3), CompetencySpec::new(2, 1)];
    let mut files = small_files(&competencies);
    let questionnaire = &mut files.questionnaire.text;
    *questionnaire = questionnaire
        .replace(
            "forms:\n  - {id: all, title: All}\n",
            "forms:\n  - {id: all, title: All}\n  - {id: half, title: Half}\n",
        )
        .replacen("forms: [all]", "forms: [all, half]", 1);
    for file in [&files.questionnaire, &files.roles, &files.resources] {
        place.write(&format!("pack/{}", file.name), &file.text);
    }
    place.write("t.csv", "respondent,form,c0.i0\na,half,\n");
    let ran = place.run(&["score", "t.csv", "--pack", "pack", "--format", "long", "-q"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let found: Vec<[String; 4]> = records(&ran.stdout)
        .iter()
        .map(|row| ["status", "missing", "items", "unanswered"].map(|name| row[name].clone()))
        .collect();
    assert_eq!(found, [["not-known", "unanswered", "1", "1"], ["not-asked", "not-asked", "0", "0"]]);
}

#[test]
fn h04_the_codebook_describes_every_column_of_the_chosen_output() {
    let place = small();
    let ran = place.run(&["score", "--pack", "pack", "--format", "long", "--label", "--codebook", "-"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_fixture("codebook-long.csv", &ran.stdout);
    for (format, table) in [("csv", "csv"), ("ndjson", "ndjson"), ("long", "long")] {
        let more: &[&str] = if format == "long" { &["--label"] } else { &["--label", "--next"] };
        let output = format!("o.{format}");
        let mut args = vec!["score", "people.csv", "--pack", "pack", "-q", "--format", format];
        args.extend(more);
        args.extend(["-o", &output, "--codebook", "book.csv", "--force"]);
        let ran = place.run(&args);
        assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""));
        let names: Vec<String> = if format == "ndjson" {
            let line: Value = serde_json::from_str(place.read(&output).lines().next().unwrap()).unwrap();
            line.as_object().unwrap().keys().cloned().collect()
        } else {
            cells(&place.read(&output), b',')[0].clone()
        };
        let book = records(&place.read("book.csv"));
        assert_eq!(book.iter().map(|row| row["name"].clone()).collect::<Vec<_>>(), names, "{format}");
        assert!(book.iter().all(|row| row["table"] == table && !row["label"].is_empty()), "{format}");
        let labels: std::collections::BTreeSet<&String> = book.iter().map(|row| &row["label"]).collect();
        assert_eq!(labels.len(), book.len(), "each title is there once: {format}");
    }
}

/// The codebook, as a table and as JSON, and the schema say the same of each column.
#[test]
fn h04_codebook_and_schema_are_one() {
    let place = small();
    let schema = place.run(&["score", "--schema", "--pack", "pack", "--label", "--next"]).stdout;
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let mut args =
        vec!["score", "--pack", "pack", "--label", "--next", "--format", "ndjson", "--codebook", "book.json"];
    let ran = place.run(&args);
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""));
    args.pop();
    args.push("-");
    let table = records(&place.run(&args).stdout);
    let book: Value = serde_json::from_str(&place.read("book.json")).unwrap();
    assert_eq!((&book["pack"]["id"], &book["format"]), (&Value::from("small"), &Value::from("ndjson")));
    let columns = book["columns"].as_array().unwrap();
    let names: Vec<&str> = columns.iter().map(|column| column["name"].as_str().unwrap()).collect();
    let expected: Vec<&str> =
        schema["required"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    assert_eq!(names, expected);
    assert_eq!(table.len(), columns.len());
    for (column, row) in columns.iter().zip(&table) {
        let name = column["name"].as_str().unwrap();
        let property = &schema["properties"][name];
        for bound in ["minimum", "maximum"] {
            assert_eq!(column[bound], property[bound], "{name}");
            assert_eq!(
                row[bound],
                column[bound].as_i64().map_or_else(String::new, |number| number.to_string()),
                "{name}"
            );
        }
        for part in ["label", "description", "type", "unit", "missing"] {
            assert_eq!(row[part], column[part].as_str().unwrap_or_default(), "{name}");
        }
        let description = property["description"].as_str().unwrap();
        assert!(description.starts_with(column["description"].as_str().unwrap().trim_end_matches('.')), "{name}");
        if column["missing"].is_string() {
            assert!(column["missing"].as_str().unwrap().starts_with("null "), "{name}");
            assert!(
                property["type"].to_string().contains("null") || property["enum"].to_string().contains("null"),
                "{name}"
            );
        }
        let ids: Vec<&Value> =
            property["enum"].as_array().or(property["items"]["enum"].as_array()).into_iter().flatten().collect();
        if !ids.is_empty() {
            let values: Vec<&Value> = column["values"].as_array().unwrap().iter().map(|pair| &pair["value"]).collect();
            assert_eq!(values, ids.into_iter().filter(|id| !id.is_null()).collect::<Vec<_>>(), "{name}");
        }
    }
    let domain = columns.iter().find(|column| column["name"] == "domain.domain").unwrap();
    assert!(domain["description"].as_str().unwrap().contains("depends on the role"), "{domain}");
}

#[test]
fn h04_options_that_do_not_go_together_are_refused_before_anything_is_written() {
    let place = small();
    let files = place.files();
    for (args, says) in [
        (&["--format", "xlsx"][..], "a spreadsheet is kept in a file"),
        (&["--format", "xlsx", "-o", "-"], "a spreadsheet is kept in a file"),
        (&["-o", "s.xlsx", "--no-header"], "`--no-header` is for tables of text"),
        (&["--format", "long", "--next"], "`--next` adds columns about people"),
        (&["--codebook", "-"], "cannot both go to standard output"),
        (&["--codebook", "book.txt", "-o", "o.csv"], "a codebook is a table or JSON"),
        (&["--codebook", "o.csv", "-o", "o.csv"], "would replace a file that is needed"),
        (&["--codebook", "people.csv", "-o", "o.csv"], "would replace a file that is needed"),
        (&["--codebook", "none/book.csv", "-o", "o.csv"], "cannot write"),
    ] {
        let ran = place.run(&[&["score", "people.csv", "--pack", "pack"], args].concat());
        assert!(ran.code == 1 || ran.code == 2, "{args:?}: {}", ran.code);
        assert!(ran.stderr.contains(says) && ran.stderr.contains("hint: "), "{args:?}: {}", ran.stderr);
        assert_eq!((ran.stdout.as_str(), place.files()), ("", files.clone()), "{args:?}");
    }
}

#[test]
fn h01_a_spreadsheet_holds_what_the_table_holds() {
    let place = small();
    let csv = place.run(&["score", "people.csv", "--pack", "pack", "--label", "--next", "-q"]).stdout;
    let ran = place.run(&["score", "people.csv", "--pack", "pack", "--label", "--next", "-o", "s.xlsx"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "scored 4 of 4\n"));
    let path = place.path("s.xlsx");
    let workbook: Xlsx<_> = open_workbook(&path).unwrap();
    assert_eq!(workbook.sheet_names(), ["People", "Competencies", "Columns"]);
    let people = sheet_records(&path, "People");
    let ids: Vec<&Data> = people.iter().map(|row| &row["respondent"]).collect();
    assert_eq!(
        ids,
        ["00012", "1E5", "2026-01-02", "=1+1"].map(text).iter().collect::<Vec<_>>(),
        "texts, without a guard"
    );
    let labels: Vec<&Data> = people.iter().map(|row| &row["label"]).collect();
    assert_eq!(labels[0], &text("=cmd|' /C calc'!A0"));
    assert_eq!(labels[3], &text("a, \"b\""));
    let expected = records(&csv);
    assert_eq!(people.len(), expected.len());
    for (row, expected) in people.iter().zip(&expected) {
        for (name, value) in expected {
            match &row[name] {
                Data::Float(number) => assert_eq!(*number, value.parse::<f64>().unwrap(), "{name}"),
                Data::Empty => assert_eq!(value, "", "{name}"),
                Data::String(found) => {
                    assert_eq!(found, skillgap::sanitise::unguarded(value), "{name}");
                    let may_be_text = ["respondent", "label", "role", "form", "unmet_must", "top_gaps", "next"];
                    assert!(may_be_text.iter().any(|column| name.starts_with(column)), "{name} is no number");
                }
                other => panic!("{name}: {other:?}"),
            }
        }
        assert_eq!((&row["role_title"], &row["form_title"]), (&text("Director"), &text("All")));
        assert_eq!(row.len(), expected.len() + 2);
    }
}

/// The sheet of competencies is what counting the long output gives.
#[test]
fn h01_the_sheet_of_competencies_counts_the_people() {
    let place = small();
    let long = place.run(&["score", "people.csv", "--pack", "pack", "--format", "long", "-q"]).stdout;
    place.run(&["score", "people.csv", "--pack", "pack", "-o", "s.xlsx", "-q"]);
    let found = sheet_records(&place.path("s.xlsx"), "Competencies");
    let ids: Vec<String> = found.iter().map(|row| row["competency"].to_string()).collect();
    assert_eq!(ids, ["c0", "c1", "c2"]);
    let number = |value: &Data| match value {
        Data::Float(number) => *number,
        Data::Empty => f64::NAN,
        other => panic!("no number: {other:?}"),
    };
    for row in &found {
        let own: Vec<BTreeMap<String, String>> =
            records(&long).into_iter().filter(|one| one["competency"] == row["competency"].to_string()).collect();
        let levels: Vec<f64> = own.iter().filter_map(|one| one["level"].parse().ok()).collect();
        let count = |is: &dyn Fn(&BTreeMap<String, String>) -> bool| own.iter().filter(|one| is(one)).count() as f64;
        assert_eq!(number(&row["people"]), own.len() as f64);
        assert_eq!(number(&row["with_level"]), levels.len() as f64);
        assert_eq!(number(&row["at_target"]), count(&|one| one["status"] == "met"));
        for level in 0..6 {
            let label = format!("L{level}");
            assert_eq!(
                number(&row[&format!("at_level_{level}")]),
                count(&|one| one["level_label"] == label),
                "{level}"
            );
        }
        for kind in ["not-asked", "not-applicable", "unanswered", "unsure", "mixed", "too-few"] {
            let name = format!("missing_{}", kind.replace('-', "_"));
            assert_eq!(number(&row[&name]), count(&|one| one["missing"] == kind), "{kind}");
        }
        let mean = levels.iter().sum::<f64>() / levels.len() as f64;
        assert!((number(&row["mean_level"]) - mean).abs() < 0.00006, "{row:?}");
        let share = number(&row["share_at_target"]) - count(&|one| one["status"] == "met") / levels.len() as f64;
        assert!(share.abs() < 0.00006, "{row:?}");
        for name in ["target", "importance", "must"] {
            assert_eq!(number(&row[name]), own[0][name].parse::<f64>().unwrap(), "{name}");
        }
    }
    // Worked by hand: levels 3.5, 4 and 5 of the first, one with too few items.
    assert_eq!(number(&found[0]["median_level"]), 4.0);
    assert_eq!(number(&found[0]["mean_gap"]), 0.1667);
    assert_eq!(number(&found[0]["missing_too_few"]), 1.0);
}

#[test]
fn h01_a_sheet_explains_every_column_of_the_others() {
    let place = small();
    let ran = place.run(&[
        "score",
        "people.csv",
        "--pack",
        "pack",
        "--label",
        "--next",
        "-o",
        "s.xlsx",
        "-q",
        "--codebook",
        "b.csv",
    ]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let path = place.path("s.xlsx");
    let columns = sheet(&path, "Columns");
    let explained = |name: &str| -> Vec<(String, String)> {
        let own = columns[1..].iter().filter(|row| row[0] == text(name));
        own.map(|row| (row[2].to_string(), row[1].to_string())).collect()
    };
    for name in ["People", "Competencies"] {
        let rows = sheet(&path, name);
        let heads: Vec<(String, String)> =
            rows[0].iter().zip(&rows[1]).map(|(title, name)| (title.to_string(), name.to_string())).collect();
        assert_eq!(heads, explained(name));
    }
    assert!(columns.iter().all(|row| !row[3].to_string().is_empty()), "each has a meaning");
    let book = cells(&place.read("b.csv"), b',');
    assert_eq!(book.len(), columns.len());
    for (row, expected) in columns.iter().zip(&book).skip(1) {
        let row: Vec<String> = row.iter().map(ToString::to_string).collect();
        let expected: Vec<&str> = expected.iter().map(|cell| skillgap::sanitise::unguarded(cell)).collect();
        assert_eq!(row, expected, "the codebook says the same");
    }
}

/// Tables of people, some with refused rows.
fn sixty_inputs(place: &Place) -> Vec<String> {
    let write = |file: usize| {
        let mut text = "respondent,label,role,data-analysis,problem-solving,team-leadership\n".to_owned();
        for row in 0..file % 7 * 5 {
            let role = ["", "health-it-analyst", "clinical-informatics-manager"][(file + row) % 3];
            let last = ["?", "NA", "", "4"][row % 4];
            let _ = writeln!(text, "p-{file}-{row},=l{row},{role},{},{},{last}", row % 6, row % 8);
        }
        let name = format!("in/{file:02}.csv");
        place.write(&name, &text);
        name
    };
    (0..60).map(write).collect()
}

#[test]
fn d06_long_outputs_and_spreadsheets_are_the_same_bytes_on_any_threads_at_any_time() {
    let place = Place::new();
    let inputs = sixty_inputs(&place);
    let mut first = Vec::new();
    for count in 1..=8 {
        let threads = count.to_string();
        let mut outputs = Vec::new();
        // A spreadsheet takes longer, and comes from the same threads.
        let names: &[&str] = if [1, 3, 8].contains(&count) { &["o.long.csv", "o.xlsx"] } else { &["o.long.csv"] };
        for output in names {
            let format = if output.ends_with("xlsx") { "xlsx" } else { "long" };
            let mut args = vec![
                "score",
                "--partial",
                "--label",
                "-q",
                "--force",
                "--threads",
                &threads,
                "--format",
                format,
                "-o",
                output,
            ];
            args.extend(inputs.iter().map(String::as_str));
            assert_eq!(place.run(&args).code, 3);
            outputs.push(std::fs::read(place.path(output)).unwrap());
        }
        if first.is_empty() {
            first = outputs;
            assert!(first[0].len() > 500_000, "{}", first[0].len());
        } else {
            assert!(outputs[..] == first[..outputs.len()], "on {threads} threads");
        }
    }
    assert_eq!(place.files(), ["in", "o.long.csv", "o.xlsx"], "no temporary file is left");
}

/// A run that scores nothing, or ends early, leaves no spreadsheet behind.
#[test]
fn h01_no_spreadsheet_is_left_where_nothing_is_scored() {
    let place = small();
    place.write("bad.csv", "respondent,c0.i0\na,99\n");
    let files = place.files();
    let ran = place.run(&["score", "--partial", "bad.csv", "--pack", "pack", "-o", "s.xlsx", "--codebook", "b.csv"]);
    assert_eq!((ran.code, place.files()), (1, files));
    place.write("empty.csv", "respondent,c0.i0\n");
    let ran = place.run(&["score", "--partial", "empty.csv", "--pack", "pack", "-o", "s.xlsx"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(sheet(&place.path("s.xlsx"), "People").len(), 2, "titles and names");
    let again = place.run(&["score", "people.csv", "--pack", "pack", "-o", "s.xlsx"]);
    assert!(again.code == 1 && again.stderr.contains("already there"), "{}", again.stderr);
}

/// Every sheet as `LibreOffice` writes it as CSV.
#[test]
#[ignore = "needs LibreOffice"]
fn h01_libreoffice_reads_every_cell_as_it_was_written() {
    let place = small();
    let csv = place.run(&["score", "people.csv", "--pack", "pack", "--label", "--next", "-q"]).stdout;
    place.run(&["score", "people.csv", "--pack", "pack", "--label", "--next", "-q", "-o", "s.xlsx"]);
    // Comma, quote, UTF-8; contents as they are rather than as they look; every sheet.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1";
    let profile = format!("-env:UserInstallation=file://{}", place.path("profile").display());
    let done = std::process::Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", filter, "s.xlsx"])
        .current_dir(place.folder.path())
        .output()
        .expect("`soffice` of LibreOffice is installed");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    // Shares are written as `29.89%`, whatever is asked.
    let plain = |cell: &str| match cell.strip_suffix('%').and_then(|share| share.parse::<f64>().ok()) {
        Some(share) => format!("{:.4}", share / 100.0),
        None => cell.to_owned(),
    };
    let is_same = |found: &str, expected: &str| match (plain(found).parse::<f64>(), expected.parse::<f64>()) {
        (Ok(found), Ok(expected)) => (found - expected).abs() < 1e-9,
        _ => found == expected,
    };
    let people = place.read("s-People.csv");
    let below_titles = people.split_once('\n').unwrap().1;
    let (found, expected) = (records(below_titles), records(&csv));
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(&expected) {
        for (name, value) in expected {
            let (found, value) = (&found[name], skillgap::sanitise::unguarded(value));
            let is_text = ["respondent", "label"].contains(&name.as_str());
            assert!(found == value || (!is_text && is_same(found, value)), "{name}: {found} {value}");
        }
    }
    for name in ["Competencies", "Columns"] {
        let read = cells(&place.read(&format!("s-{name}.csv")), b',');
        let written = sheet(&place.path("s.xlsx"), name);
        assert_eq!(read.len(), written.len());
        for (read, written) in read.iter().flatten().zip(written.iter().flatten()) {
            assert!(is_same(read, &written.to_string()), "{name}: {read} {written}");
        }
    }
}

/// A second reader of another author.
#[test]
#[ignore = "needs Python with openpyxl"]
fn h01_openpyxl_reads_texts_numbers_heads_and_filters() {
    let place = small();
    place.run(&["score", "people.csv", "--pack", "pack", "--label", "-q", "-o", "s.xlsx"]);
    let script = "import openpyxl\nfor s in openpyxl.load_workbook('s.xlsx'):\n  \
                  print(s.title, s.freeze_panes, s.auto_filter.ref)\n  \
                  for c in [s['A3'], s['A6'], s['H3'], s['L3']]: print(repr(c.value), c.data_type, c.number_format)";
    let python = std::env::var("SKILLGAP_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let done =
        std::process::Command::new(python).args(["-c", script]).current_dir(place.folder.path()).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let found = String::from_utf8(done.stdout).unwrap();
    let expected = "People B3 A2:R6\n'00012' s @\n'=1+1' s @\n0.3333 n 0%\n3.5 n 0.00\n";
    assert!(found.starts_with(expected), "{found}");
    assert!(found.contains("\nCompetencies G3 A2:AB5\n") && found.contains("\nColumns C2 A1:J"), "{found}");
}
