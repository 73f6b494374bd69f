//! `skillgap export`: the questionnaire for survey tools. The files are read back as the tools read them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use skillgap::answers::{FACTS, FactAccess};
use skillgap::export::{Tool, codes, questionnaire};
use skillgap::model::{FormIx, ItemIx, Pack};
use skillgap::pack::{self, EMBEDDED, PackFiles, SourceFile};

use super::harness::tables::cells;
use super::harness::{Place, repository_file};

fn embedded() -> Vec<Pack> {
    EMBEDDED.iter().map(|known| pack::parse(&known.files()).0.unwrap()).collect()
}

/// Every form of both packs.
fn forms(packs: &[Pack]) -> Vec<(&Pack, FormIx)> {
    packs.iter().flat_map(|pack| (0..pack.forms().len()).map(move |at| (pack, FormIx::new(at)))).collect()
}

/// The bakery with another questionnaire.
fn bakery(change: impl Fn(String) -> String) -> Pack {
    let file = |name: &str| SourceFile {
        name: name.to_owned(),
        text: repository_file(&format!("tests/fixtures/pack/{name}")),
    };
    let mut questionnaire = file("questionnaire.yaml");
    questionnaire.text = change(questionnaire.text);
    let files = PackFiles { questionnaire, roles: file("roles.yaml"), resources: file("resources.yaml") };
    let (pack, problems) = pack::parse(&files);
    pack.unwrap_or_else(|| panic!("{problems:?}"))
}

/// The rows of a questionnaire that is a table with commas.
fn rows(pack: &Pack, form: FormIx, tool: Tool) -> Vec<Vec<String>> {
    let text = questionnaire(pack, form, tool);
    assert!(text.ends_with('\n'), "the last line ends");
    // A spreadsheet takes the mark as UTF-8, and REDCap takes none.
    let text = if tool == Tool::Csv { text.trim_start_matches('\u{feff}') } else { &text };
    cells(text, b',')
}

/// The text that a browser shows for a text with the entities that the files use.
fn shown(text: &str) -> String {
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#91;", "["),
        ("&#123;", "{"),
        ("&#125;", "}"),
        ("&#92;", "\\"),
    ];
    entities.iter().fold(text.to_owned(), |text, (entity, letter)| text.replace(entity, letter)).replace("&amp;", "&")
}

fn begins_formula(cell: &str) -> bool {
    cell.trim_start_matches([' ', '\u{feff}']).starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

/// What the options of an item say, with the two answers without a value.
fn statements(pack: &Pack, item: ItemIx) -> Vec<(String, String)> {
    let options = pack.options(item).into_iter().map(|option| (option.value.to_string(), option.label));
    let others = [("NA", "Does not apply to me"), ("DK", "I don't know")];
    options.chain(others.map(|(code, text)| (code.to_owned(), text.to_owned()))).collect()
}

#[test]
fn h03_the_files_for_a_small_pack_are_these_byte_for_byte() {
    let pack = bakery(|text| text);
    let full = pack.find_form("full").unwrap();
    for (tool, name) in
        [(Tool::Redcap, "redcap.csv"), (Tool::Limesurvey, "limesurvey.txt"), (Tool::Csv, "questions.csv")]
    {
        let text = questionnaire(&pack, full, tool);
        let path = format!("tests/fixtures/export/{name}");
        if std::env::var_os("SKILLGAP_BLESS").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        assert_eq!(text, repository_file(&path), "{name}");
    }
}

#[test]
fn h03_a_data_dictionary_has_each_question_with_each_statement() {
    for (pack, form) in forms(&embedded()) {
        let rows = rows(pack, form, Tool::Redcap);
        assert!(rows.iter().all(|row| row.len() == 18), "18 columns");
        assert_eq!(
            [&rows[0][0], &rows[0][5], &rows[0][17]],
            ["Variable / Field Name", "Choices, Calculations, OR Slider Labels", "Field Annotation"]
        );
        assert_eq!([&rows[1][0], &rows[1][3], &rows[2][0]], ["record_id", "text", "respondent"]);
        let names: BTreeSet<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
        assert_eq!(names.len(), rows.len() - 1, "no two are alike");
        for row in &rows[1..] {
            let name = &row[0];
            assert!((2..=26).contains(&name.len()) && name.starts_with(|c: char| c.is_ascii_lowercase()), "{name}");
            assert!(name.chars().all(|c| c == '_' || c.is_ascii_lowercase() || c.is_ascii_digit()), "{name}");
            assert_eq!(row[1], rows[1][1], "one instrument");
            assert!(["text", "radio", "dropdown", "checkbox"].contains(&&*row[3]) && !row[4].is_empty(), "{row:?}");
            assert_eq!(row[5].is_empty(), row[3] == "text", "{row:?}");
            assert!(!row.iter().any(|cell| begins_formula(cell)), "{row:?}");
        }
        let known = codes::redcap_names(pack);
        let asked = rows.iter().filter(|row| row[17].starts_with("item "));
        let asked = asked.map(|row| {
            let choices = row[5].split(" | ").map(|choice| choice.split_once(", ").unwrap());
            let choices: Vec<_> = choices.map(|(code, text)| (code.to_owned(), text.to_owned())).collect();
            (format!("{} {}", row[0], row[17]), row[4].clone(), choices)
        });
        let expected = pack.form(form).items.iter().map(|item| {
            let name = format!("{} item {}", known[item.get()], pack.item(*item).id);
            (name, pack.item(*item).stem.clone(), statements(pack, *item))
        });
        assert_eq!(asked.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    }
}

/// A survey structure: for each group its title, and for each question its row with the rows of its answers.
type Structure = Vec<(String, Vec<Asked>)>;

/// The row of a question, and the rows of its answers.
type Asked = (Cells, Vec<Cells>);

/// The cells of a row by the names of the columns.
type Cells = BTreeMap<String, String>;

/// Reads a survey structure as LimeSurvey does: rows belong to the group or question before them.
fn structure(text: &str) -> Structure {
    let text = text.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split('\t').collect();
    assert_eq!(
        header[..12].join(" "),
        "class type/scale name relevance text help language validation mandatory other default same_default"
    );
    let mut groups: Structure = Vec::new();
    for line in lines {
        assert!(!line.contains(['"', '\\', '{', '}']) || line.contains("/^[0-9]{4}-"), "{line}");
        let cells: Vec<&str> = line.split('\t').collect();
        assert_eq!(cells.len(), header.len(), "{line}");
        assert!(!cells.iter().any(|cell| begins_formula(cell)), "{line}");
        let row: Cells = header.iter().zip(&cells).map(|(name, cell)| ((*name).to_owned(), shown(cell))).collect();
        match cells[0] {
            "S" | "SL" => {}
            "G" => {
                assert!(cells[2].chars().count() <= 100);
                groups.push((row["name"].clone(), Vec::new()));
            }
            "Q" => groups.last_mut().unwrap().1.push((row, Vec::new())),
            "A" | "SQ" => groups.last_mut().unwrap().1.last_mut().unwrap().1.push(row),
            other => panic!("{other}"),
        }
    }
    groups
}

#[test]
fn h03_a_survey_structure_has_each_question_with_each_statement() {
    for (pack, form) in forms(&embedded()) {
        let groups = structure(&questionnaire(pack, form, Tool::Limesurvey));
        let questions: Vec<_> = groups.iter().flat_map(|(_, questions)| questions).collect();
        let names: BTreeSet<String> = questions.iter().map(|(row, _)| row["name"].to_lowercase()).collect();
        assert_eq!(names.len(), questions.len(), "no two are alike");
        for (row, answers) in &questions {
            let name = &row["name"];
            assert!((1..=20).contains(&name.len()) && name.starts_with(|c: char| c.is_ascii_alphabetic()), "{name}");
            assert!(name.chars().all(|c| c.is_ascii_alphanumeric()), "{name}");
            let codes: BTreeSet<&String> = answers.iter().map(|answer| &answer["name"]).collect();
            assert_eq!(codes.len(), answers.len(), "{name}");
            let is_code =
                |code: &&String| (1..=5).contains(&code.len()) && code.chars().all(|c| c.is_ascii_alphanumeric());
            assert!(codes.iter().all(is_code), "{codes:?}");
            assert_eq!(answers.is_empty(), ["S", "N"].contains(&&*row["type/scale"]), "{name}");
        }
        let known = codes::survey_codes(pack);
        for item in &pack.form(form).items {
            let (row, answers) = questions.iter().find(|(row, _)| row["name"] == known[item.get()]).unwrap();
            assert_eq!([&row["type/scale"], &row["text"]], ["L", &pack.item(*item).stem]);
            let answers = answers.iter().map(|answer| (answer["name"].clone(), answer["text"].clone()));
            assert_eq!(answers.collect::<Vec<_>>(), statements(pack, *item));
        }
        assert!(groups.iter().all(|(_, questions)| questions.len() <= 25), "pages stay short");
    }
}

#[test]
fn h03_the_background_comes_with_its_words() {
    let pack = &embedded()[0];
    let form = pack.default_form();
    let rows = rows(pack, form, Tool::Redcap);
    let groups = structure(&questionnaire(pack, form, Tool::Limesurvey));
    let questions: Vec<_> = groups.iter().flat_map(|(_, questions)| questions).collect();
    for field in FACTS {
        let row = rows.iter().find(|row| row[0] == field.name().replace('-', "_")).unwrap();
        let (_, answers) = questions.iter().find(|(row, _)| row["name"] == field.name().replace('-', "")).unwrap();
        let words: Vec<&str> = match field.access {
            FactAccess::List { .. } => ["none"].into_iter().chain(field.words(pack)).collect(),
            _ => field.words(pack),
        };
        let choices = row[5].split(" | ").filter(|choice| !choice.is_empty());
        let choices: Vec<String> = choices.map(|choice| choice.split_once(", ").unwrap().0.replace('_', "-")).collect();
        assert_eq!(choices, words, "{}", field.name());
        let answers: Vec<&String> = answers.iter().map(|answer| &answer["name"]).collect();
        assert_eq!(answers, codes::answer_codes(&words).iter().collect::<Vec<_>>(), "{}", field.name());
    }
}

const HOSTILE: &str =
    r#""=cmd|' /C calc'!A0 \"quoted\" <b onclick='x'>b</b> {TOKEN} {dough} [record-name] a\\ & &amp; | pipe""#;

fn hostile() -> Pack {
    bakery(|text| {
        text.replace("How far are you with dough?", HOSTILE)
            .replace("label: Never", r#"label: "+1 | 2, <script>{INSERTANS:1}\"\\\"""#)
            .replace("label: Each month", r#"label: "'@SUM(1) [dough] \u202e""#)
            .replace("title: Craft", &format!("title: \"=1 {}{}\"", "<&>{\\\"}".repeat(12), "a".repeat(60)))
    })
}

#[test]
fn h03_texts_of_a_pack_stay_texts_in_every_tool() {
    let pack = hostile();
    for form in ["short", "full"].map(|form| pack.find_form(form).unwrap()) {
        let table = rows(&pack, form, Tool::Csv);
        assert!(table.iter().flatten().all(|cell| !begins_formula(cell)), "{table:?}");
        assert!(table.iter().all(|row| row.len() == table[0].len()));
        let rows = rows(&pack, form, Tool::Redcap);
        for row in &rows {
            assert_eq!(row.len(), 18, "{row:?}");
            assert!(!row.iter().any(|cell| begins_formula(cell)), "{row:?}");
            let texts = [&row[2], &row[4], &row[5], &row[6]];
            assert!(texts.iter().all(|text| !text.contains(['[', '{', '\n', '\t', '\u{202e}'])), "{row:?}");
            assert!(texts.iter().all(|text| text.matches('<').count() == text.matches("< ").count()), "{row:?}");
            assert!(texts.iter().all(|text| !text.contains("&amp;")), "{row:?}");
        }
        for row in rows.iter().filter(|row| row[17].starts_with("item ")) {
            let codes: Vec<&str> = row[5].split('|').map(|choice| choice.trim().split(',').next().unwrap()).collect();
            let item = pack.find_item(&row[17]["item ".len()..]).unwrap();
            assert_eq!(codes, statements(&pack, item).iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>());
        }
        // Reading it checks that no row is broken, no text holds a brace or a quote, and headings are not too long.
        let groups = structure(&questionnaire(&pack, form, Tool::Limesurvey));
        let questions: Vec<_> = groups.iter().flat_map(|(_, questions)| questions).collect();
        for item in &pack.form(form).items {
            let code = &codes::survey_codes(&pack)[item.get()];
            let (row, answers) = questions.iter().find(|(row, _)| row["name"] == *code).unwrap();
            assert_eq!(row["text"].trim_start_matches('\''), pack.item(*item).stem);
            assert_eq!(answers.len(), statements(&pack, *item).len());
        }
    }
}

#[test]
fn h03_ids_that_would_be_alike_get_codes_of_their_own() {
    let pack = bakery(|text| text.replace("id: dough.shop", "id: dough-practice").replace("id: oven,", "id: token,"));
    for codes in [codes::survey_codes(&pack), codes::redcap_names(&pack)] {
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len(), "{codes:?}");
    }
    assert!(codes::survey_codes(&pack).iter().all(|code| !["token", "doughpractice"].contains(&&**code)));
    structure(&questionnaire(&pack, pack.find_form("full").unwrap(), Tool::Limesurvey));
}

#[test]
fn h03_the_exports_in_the_fixtures_have_the_columns_of_our_questionnaires() {
    let pack = &embedded()[0];
    let items = &pack.form(pack.default_form()).items;
    let header = |name: &str| {
        let text = repository_file(&format!("tests/fixtures/surveys/{name}.csv"));
        text.trim_start_matches('\u{feff}').lines().next().unwrap().replace(['"', '\r'], "")
    };
    let columns = |codes: Vec<String>| items.iter().map(|item| codes[item.get()].clone()).collect::<Vec<_>>();
    assert!(header("limesurvey-codes").contains(&columns(codes::survey_codes(pack)).join(";")));
    assert!(header("redcap").contains(&columns(codes::redcap_names(pack)).join(",")));
    let rows = rows(pack, pack.default_form(), Tool::Redcap);
    assert!(header("redcap").contains(&format!("{}_timestamp", rows[1][1])));
}

#[test]
fn h02_each_survey_export_of_the_fixtures_stands_beside_the_table_that_it_means() {
    let folder = std::fs::read_dir("tests/fixtures/surveys").unwrap();
    let mut names: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let is_expected = |path: &&PathBuf| path.to_string_lossy().ends_with(".expected.csv");
    let expected: Vec<&PathBuf> = names.iter().filter(is_expected).collect();
    let exports = names.iter().filter(|path| path.extension().is_some_and(|end| end == "csv") && !is_expected(path));
    assert!(expected.len() >= 11 && exports.count() == expected.len());
    let mut arguments = vec!["score".to_owned(), "--check".to_owned()];
    arguments.extend(expected.iter().map(|path| path.canonicalize().unwrap().display().to_string()));
    let ran = Place::new().run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(!ran.stderr.contains("unknown column"), "{}", ran.stderr);
}

#[test]
fn h03_the_command_writes_the_file_and_says_how_it_gets_there_and_back() {
    let place = Place::new();
    let ran = place.run(&["export", "--to", "redcap"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.starts_with("\"Variable / Field Name\",") && ran.stderr.contains("raw data"), "{}", ran.stderr);
    let ran = place.run(&["export", "--to", "limesurvey", "--form", "full", "-o", "survey.txt"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    assert!(ran.stderr.contains("survey.txt") && ran.stderr.contains("answer codes"), "{}", ran.stderr);
    assert!(place.read("survey.txt").starts_with("\u{feff}class\ttype/scale\t"));
    let again = place.run(&["export", "--to", "csv", "-o", "survey.txt"]);
    assert_eq!(again.code, 1, "{}", again.stderr);
    assert!(place.read("survey.txt").starts_with("\u{feff}class"), "the file stays");
    assert_eq!(place.run(&["export", "--to", "csv", "-o", "survey.txt", "--force"]).code, 0);
    assert!(place.read("survey.txt").starts_with("\u{feff}item,domain,competency,question,0,1,2,3,4,5,NA,?\n"));
    for wrong in [&["export"][..], &["export", "--to", "qualtrics"]] {
        assert_eq!(place.run(wrong).code, 2);
    }
    assert_eq!(place.run(&["export", "--to", "csv", "--form", "longest"]).code, 1);
}
