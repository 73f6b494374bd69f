//! What an office has beside answers: lists of those who were invited and of targets, and the groups of people.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rust_xlsxwriter::Workbook;
use skillgap::answers::{
    Beginning, Chunk, InputFormat, Invitation, Invitee, LONGEST_INVITATION_LINE, Outcome, ReadOptions, Row,
    TableOptions, Texts, parse, parse_invited, parse_line, parse_targets, sheets,
};
use skillgap::diag::{Code, Diagnostic, any_error, render};
use skillgap::model::{Pack, TermTarget};

use crate::harness::page::HOSTILE;
use crate::harness::{director_pack, sheet};

fn shown(problems: &[Diagnostic]) -> String {
    problems.iter().map(render).collect::<Vec<_>>().join("\n")
}

fn codes(problems: &[Diagnostic]) -> Vec<Code> {
    problems.iter().map(|problem| problem.code).collect()
}

fn invitee(respondent: &str, label: &str, group: &str) -> Invitee {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Invitee { respondent: given(respondent), label: given(label), group: given(group) }
}

/// The people of a list that has no problem.
fn invited(bytes: &[u8]) -> Vec<Invitee> {
    let (list, problems) = parse_invited("invited.csv", bytes);
    assert!(problems.is_empty(), "{}\n{}", String::from_utf8_lossy(bytes), shown(&problems));
    list.unwrap()
}

/// The targets of a list that has no problem, with the ids of their competencies.
fn targets(bytes: &[u8]) -> Vec<(String, String, i64)> {
    let pack = director_pack();
    let (list, problems) = parse_targets("targets.csv", bytes, &pack);
    assert!(problems.is_empty(), "{}\n{}", String::from_utf8_lossy(bytes), shown(&problems));
    let plain = |TermTarget { competency, term, level }| (pack.competency(competency).id.to_string(), term, level);
    list.unwrap().into_iter().map(plain).collect()
}

/// A workbook of these sheets, each a table of text.
fn workbook(tables: &[&[&[&str]]]) -> Vec<u8> {
    let mut book = Workbook::new();
    for table in tables {
        let sheet = book.add_worksheet();
        for (line, row) in (0..).zip(*table) {
            for (column, cell) in (0..).zip(*row) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(line, column, number).unwrap(),
                    Err(_) => sheet.write_string(line, column, *cell).unwrap(),
                };
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// Each list of the fixtures gives its diagnostics, and what could be read of it. To take over what the program says now,
/// after reading it: `SKILLGAP_BLESS=1 cargo test --test it cohort_lists`.
#[test]
fn every_bad_list_gives_its_diagnostics() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bad-lists");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "csv"));
    files.sort();
    assert!(files.len() >= 13, "{files:?}");
    let (pack, mut wrong) = (director_pack(), Vec::new());
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(&path).unwrap();
        let (read, problems) = if name.contains(".invited.") {
            let (list, problems) = parse_invited(&name, &bytes);
            (list.map(|list| format!("{list:#?}")), problems)
        } else {
            let (list, problems) = parse_targets(&name, &bytes, &pack);
            let line = |target: &TermTarget| {
                format!("{}, {}, {}", pack.competency(target.competency).id, target.term, target.level)
            };
            (list.map(|list| list.iter().map(line).collect::<Vec<_>>().join("\n")), problems)
        };
        assert!(!problems.is_empty() && (read.is_some() || any_error(&problems)), "{name}");
        for problem in problems.iter().filter(|problem| problem.is_error()) {
            assert!(problem.hint.is_some() || problem.expected.is_some(), "{}", render(problem));
        }
        let found = format!("{}\n{}\n", shown(&problems), read.unwrap_or_else(|| "no list".to_owned()));
        let expected = path.with_extension("expected");
        if std::env::var_os("SKILLGAP_BLESS").is_some() {
            fs::write(&expected, &found).unwrap();
        }
        let text = fs::read_to_string(&expected).unwrap_or_default();
        if text != found {
            wrong.push(format!("{name}\n--- expected\n{text}\n--- found\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn a_list_of_the_invited_reads_the_same_in_every_container() {
    let rows: [&[&str]; 5] = [
        &["respondent", "label", "group"],
        &["s-0001", "Zoë Übel", "Class A"],
        &["s-0002", "", "Class B"],
        &["", "日本, 太郎", ""],
        &["00042", "O'Neil", "Class A"],
    ];
    let expected = [
        invitee("s-0001", "Zoë Übel", "Class A"),
        invitee("s-0002", "", "Class B"),
        invitee("", "日本, 太郎", ""),
        invitee("00042", "O'Neil", "Class A"),
    ];
    for delimiter in [",", ";", "\t"] {
        for line_break in ["\n", "\r\n", "\r\n\r\n"] {
            let plain = |cell: &&str| if cell.contains(delimiter) { format!("\"{cell}\"") } else { (*cell).to_owned() };
            let quoted = |cell: &&str| format!("\"{cell}\"");
            let line = |cells: Vec<String>| cells.join(delimiter) + line_break;
            let plain: String = rows.iter().map(|row| line(row.iter().map(plain).collect())).collect();
            let quoted: String = rows.iter().map(|row| line(row.iter().map(quoted).collect())).collect();
            for text in [plain.clone(), quoted, format!("\u{feff}{plain}"), format!("sep={delimiter}\r\n{plain}")] {
                assert_eq!(invited(text.as_bytes()), expected, "{text}");
            }
            assert_eq!(invited(plain.trim_end().as_bytes()), expected, "without a line break at the end");
        }
    }
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "Notes of the office").unwrap();
    let sheet = book.add_worksheet();
    for (line, row) in (2..).zip(rows) {
        for (column, cell) in (1..).zip(row) {
            sheet.write_string(line, column, *cell).unwrap();
        }
    }
    assert_eq!(invited(&book.save_to_buffer().unwrap()), expected, "the sheet with a header, wherever it stands");
}

#[test]
fn headings_of_lists_are_understood_in_other_writings_and_any_order() {
    for header in ["GROUP,Respondent", "g_r_o_u_p, RESPONDENT ", "\"Group\",\"re-spondent\"", "ＧＲＯＵＰ,respondent."]
    {
        assert_eq!(invited(format!("{header}\nA,x\n").as_bytes()), [invitee("x", "", "A")], "{header}");
    }
    assert_eq!(invited(b"label\nAda\nBen\n"), [invitee("", "Ada", ""), invitee("", "Ben", "")]);
    assert_eq!(invited(b"respondent\n1\n"), [invitee("1", "", "")]);
    let (list, problems) = parse_invited("t.csv", "Class of 2026\n\"two\nlines\"\n\nrespondent,mail\nx,m\n".as_bytes());
    assert_eq!(
        (list.unwrap(), codes(&problems)),
        (vec![invitee("x", "", "")], vec![Code::LinesAbove, Code::UnknownColumn])
    );
    assert!(problems[0].message.contains("line 5"), "{}", shown(&problems));
}

/// Whoever stands twice counts once, in whichever order the two lines stand.
#[test]
fn a_person_who_is_listed_twice_counts_once() {
    let both = [invitee("s-1", "Ada", "A")];
    for text in [
        "respondent,label,group\ns-1,Ada,A\ns-1,Ada,A\n",
        "respondent,label,group\ns-1,,A\ns-1,Ada,B\n",
        "respondent,label,group\ns-1,Ada,A\n,Ada,\n",
        "respondent,label,group\n,Ada,A\ns-1,Ada,\n",
    ] {
        let (list, problems) = parse_invited("t.csv", text.as_bytes());
        assert_eq!((list.unwrap().as_slice(), codes(&problems)), (both.as_slice(), vec![Code::ListedTwice]), "{text}");
        assert!(problems[0].message.contains("in line 2 already"), "{}", shown(&problems));
    }
    // Two people may have one name.
    let two = invited(b"respondent,label\ns-1,Ada\ns-2,Ada\n");
    assert_eq!(two, [invitee("s-1", "Ada", ""), invitee("s-2", "Ada", "")]);
}

#[test]
fn a_list_of_codes_alone_needs_no_header() {
    let expected = [invitee("p-1", "", ""), invitee("=p;2", "", "")];
    for text in ["p-1\n'=p;2\n", "p-1\r\n\r\n'=p;2\r\n", "\u{feff}p-1\n\"'=p;2\""] {
        let text = if text.contains('"') { text.to_owned() } else { text.replace("'=p;2", "\"'=p;2\"") };
        let (list, problems) = parse_invited("codes.txt", text.as_bytes());
        assert_eq!(list.unwrap(), expected, "{text}");
        assert_eq!(codes(&problems), [Code::PlainList]);
        assert!(problems[0].message.contains("the first as `p-1`"), "{}", shown(&problems));
    }
    let (list, problems) = parse_invited("codes.xlsx", &workbook(&[&[&["respondent1"], &["42"]]]));
    assert_eq!(list.unwrap(), [invitee("respondent1", "", ""), invitee("42", "", "")]);
    assert_eq!(codes(&problems), [Code::PlainList]);
}

#[test]
fn targets_name_competencies_by_id_or_title_and_levels_in_any_writing() {
    let expected: Vec<(String, String, i64)> = [("data-analysis", "Year 1", 2), ("cybersecurity", "Year 2", 3)]
        .map(|(id, term, level)| (id.to_owned(), term.to_owned(), level))
        .to_vec();
    let title = director_pack();
    let title = &title.competency(title.find_competency("cybersecurity").unwrap()).title;
    for text in [
        "competency,term,level\ndata-analysis,Year 1,2\ncybersecurity,Year 2,3\n".to_owned(),
        format!("level;TERM;Competency\n2,0;Year 1;DATA_ANALYSIS\n3.0;Year 2;{}\n", title.to_uppercase()),
        "\u{feff}Term\tLevel\tCompetency\r\nYear 1\t2\tData  analysis\r\n\r\n\"Year\r\n2\"\t３\tcybersecurity"
            .to_owned(),
    ] {
        assert_eq!(targets(text.as_bytes()), expected, "{text}");
    }
    let rows: [&[&str]; 3] =
        [&["competency", "term", "level"], &["data-analysis", "Year 1", "2"], &["cybersecurity", "Year 2", "3"]];
    assert_eq!(targets(&workbook(&[&[&["Read me"]], &rows])), expected);
    assert_eq!(targets(b"competency,term,level\ndata-analysis,2026,3\n")[0].1, "2026");
}

/// The places in a spreadsheet are rows and cells.
#[test]
fn problems_of_a_sheet_stand_at_its_cells() {
    let pack = director_pack();
    let rows: [&[&str]; 4] = [
        &["", "competency", "term", "level"],
        &["", "data-analysis", "Year 1", "9"],
        &["", "", "", ""],
        &["", "data-analisis", "Year 1", "2"],
    ];
    let (list, problems) = parse_targets("t.xlsx", &workbook(&[&rows]), &pack);
    assert_eq!(list.unwrap(), []);
    insta::assert_snapshot!(shown(&problems), @r"
    error[SK117]: `level` is 9
      --> t.xlsx:2:4
    2 | ,data-analysis,Year 1,9
      |    ^
      expected: a whole number from 0 to 5
      hint: write a level of the pack as a number

    error[SK202]: unknown competency: `data-analisis`
      --> t.xlsx:4:2
    4 | ,data-analisis,Year 1,2
      |  ^
      expected: the id or the title of a competency of the pack `clinical-informatics-director`
      hint: did you mean `data-analysis`?
    ");
}

#[test]
fn h04_hostile_cells_of_lists_are_clean_text_and_never_more() {
    let guarded = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    for (cell, text) in [
        ("'=HYPERLINK(\"http://x\")", "=HYPERLINK(\"http://x\")"),
        ("=1+1", "=1+1"),
        ("'+1", "+1"),
        ("'quoted'", "'quoted'"),
        ("a\u{1b}[31mred\u{7}", "a[31mred"),
        ("two\r\nlines", "two lines"),
        ("\u{202e}kcab", "kcab"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("\u{feff}\u{a0}x\u{3000}", "x"),
    ] {
        let list = invited(format!("respondent,label,group\ns-1,{0},{0}\n", guarded(cell)).as_bytes());
        assert_eq!(list, [invitee("s-1", text, text)], "{cell:?}");
        let target = targets(format!("competency,term,level\ndata-analysis,{},2\n", guarded(cell)).as_bytes());
        assert_eq!(target[0].1, text, "{cell:?}");
    }
    let bad = format!("competency,term,level\n{0},{0},{0}\n", guarded(HOSTILE));
    let (_, problems) = parse_targets("t.csv", bad.as_bytes(), &director_pack());
    let text = shown(&problems);
    assert!(!problems.is_empty() && text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
}

#[test]
fn h01_damaged_and_giant_lists_are_refused_at_once() {
    let begun = Instant::now();
    let refused = |bytes: &[u8]| {
        let (list, problems) = parse_invited("t", bytes);
        assert!(list.is_none() && problems.len() == 1, "{}", shown(&problems));
        assert!(problems[0].hint.is_some() || problems[0].expected.is_some(), "{}", shown(&problems));
        problems[0].code
    };
    let header = b"respondent\n".as_slice();
    assert_eq!(refused(&[header, &vec![b'x'; 1024 * 1024]].concat()), Code::TooLarge);
    assert_eq!(refused(&[header, &b"x\n".repeat(100_001)].concat()), Code::TooLarge);
    assert_eq!(refused(b"respondent\nJos\xe9\n"), Code::NotUtf8);
    assert_eq!(refused(b"r\0e\0s\0"), Code::NotUtf8);
    assert_eq!(refused(b"respondent\rs-1\rs-2\r"), Code::OpenQuote);
    assert_eq!(refused(b"PK\x03\x04"), Code::Unreadable);
    assert_eq!(refused(b" \n\n;;\n"), Code::MissingField);
    assert_eq!(refused(b"PK\x03\x04".repeat(1000).as_slice()), Code::Unreadable);
    // A quote in each line that never ends.
    let (_, problems) = parse_invited("t", &[header, &b"a\",\"\n".repeat(170_000)].concat());
    assert_eq!((problems.len(), problems[20].code), (21, Code::OpenQuote), "{}", shown(&problems[19..]));
    // Whatever a list is cut to, or made of: an answer, and no panic.
    let whole = workbook(&[&[&["respondent", "group"], &["a", "b"]]]);
    for end in (0..whole.len()).step_by(37) {
        assert!(parse_invited("t", &whole[..end]).0.is_none());
    }
    let text = "\u{feff}sep=;\r\n\"Title\"\r\nrespondent;\"gro\nup\";x\r\n\"a\"\"\";b;\r\n;;\r\n\"c;d\r\n".as_bytes();
    for end in 0..text.len() {
        let _ = parse_invited("t", &text[..end]);
        let _ = parse_targets("t", &text[..end], &director_pack());
    }
    assert!(begun.elapsed() < Duration::from_secs(60), "it took {:?}", begun.elapsed());
}

/// No near word is looked for behind the first thousand problems.
#[test]
fn a_list_with_a_mistake_in_every_line_is_read_at_once() {
    let begun = Instant::now();
    let lines: Vec<String> = (0..20_000).map(|at| format!("skill-{at},T,x\n")).collect();
    let text = format!("competency,term,level\n{}", lines.concat());
    let (list, problems) = parse_targets("t", text.as_bytes(), &director_pack());
    assert_eq!((list.unwrap().len(), problems.len()), (0, 40_000));
    assert!(begun.elapsed() < Duration::from_secs(60), "it took {:?}", begun.elapsed());
}

/// How tables are read with this column named for the group.
fn options(group: Option<&str>) -> TableOptions {
    TableOptions { is_partial: true, group: group.map(str::to_owned), ..TableOptions::default() }
}

/// The people of a table with their groups, by row and by sheet, and all warnings.
fn groups(pack: &Pack, format: InputFormat, text: &[u8], options: &TableOptions) -> (Vec<String>, Vec<Diagnostic>) {
    let begun = format.begin(pack, "t.csv", (text, true), options);
    let Ok(Beginning::Found { taken, decoder, mut warnings }) = begun else { panic!("{begun:?}") };
    let mut found = Vec::new();
    for texts in [Texts::Needed, Texts::Ignored] {
        let mut row = Row::new(pack);
        let read = ReadOptions { texts, ..ReadOptions::default() };
        let chunk = Chunk { file: "t.csv", text: &text[taken..] };
        let mut groups = Vec::new();
        decoder.decode(pack, read, chunk, &mut row, &mut |record, row, problems| {
            if record.outcome == Outcome::Usable {
                groups.push(row.group.clone());
            }
            if let Some(sheet) = &record.sheet {
                assert_eq!(sheet.group().unwrap_or_default(), row.group);
            }
            if texts == Texts::Needed {
                warnings.extend(problems);
            }
        });
        found.push(groups);
    }
    assert_eq!(found[0], found[1], "with texts and without");
    (found.swap_remove(0), warnings)
}

#[test]
fn a_group_comes_from_the_column_group_or_from_the_one_that_is_named() {
    let pack = director_pack();
    let table = "respondent,Group,Cohort year,region,data-analysis\n\
                 a,Class A,2026,us,1\nb,,'=2027,us,2\nc,NA,\" 2028\n x\",,3\nd,Class B,,us,4\n";
    let of = |named: Option<&str>| groups(&pack, InputFormat::Csv, table.as_bytes(), &options(named));
    let (found, warnings) = of(None);
    assert_eq!(
        (found, codes(&warnings)),
        (["Class A", "", "", "Class B"].map(str::to_owned).to_vec(), vec![Code::UnknownColumn])
    );
    for name in ["Cohort year", "cohort_year", " COHORT-YEAR "] {
        let (found, warnings) = of(Some(name));
        assert_eq!(found, ["2026", "=2027", "2028 x", ""], "{name}");
        assert!(warnings.is_empty(), "{}", shown(&warnings));
    }
    // A column may hold the group and something that is read as well.
    assert_eq!(of(Some("region")).0, ["us", "us", "", "us"]);
    assert_eq!(of(Some("respondent")).0, ["a", "b", "c", "d"]);
    assert_eq!(of(Some("group")).0, of(None).0);
    // A name that is nearly another column's is no slip where it was named.
    let near = "respondent,grup,data-analysis\na,A,1\n";
    assert_eq!(groups(&pack, InputFormat::Csv, near.as_bytes(), &options(Some("grup"))).0, ["A"]);
}

#[test]
fn a_group_that_is_too_long_is_left_out_and_the_person_is_read() {
    let pack = director_pack();
    let longest = "g".repeat(LONGEST_INVITATION_LINE);
    let text = format!("respondent,group,data-analysis\na,{longest},1\nb,{longest}g,2\nc,,3\n");
    let (found, problems) = groups(&pack, InputFormat::Csv, text.as_bytes(), &options(None));
    assert_eq!(found, [longest.as_str(), "", ""]);
    assert_eq!(codes(&problems), [Code::LongText]);
    assert!(!any_error(&problems) && problems[0].message == "`group` has 101 characters", "{}", shown(&problems));
}

#[test]
fn a_group_column_that_is_not_there_is_refused_with_the_columns_that_are() {
    let pack = director_pack();
    let refused = |table: &str, named: &str| {
        let begun = InputFormat::Csv.begin(&pack, "t.csv", (table.as_bytes(), true), &options(Some(named)));
        render(&begun.expect_err("refused"))
    };
    let table = "A title\nrespondent;Cohort;data-analysis;note.data-analysis;cohort year\na;A;1;;x\n";
    insta::assert_snapshot!(refused(table, "chort"), @r"
    error[SK112]: the header has no column `chort`, which was named for the group
      --> t.csv:2:1
      expected: one of `respondent`, `Cohort`, `cohort year`
      hint: did you mean `Cohort`?
    ");
    insta::assert_snapshot!(refused(table, "class\u{1b}[31m"), @r"
    error[SK112]: the header has no column `class[31m`, which was named for the group
      --> t.csv:2:1
      expected: one of `respondent`, `Cohort`, `cohort year`
      hint: name one of the columns of this table, or none: then the column `group` is read
    ");
    insta::assert_snapshot!(refused("respondent,Class,class,data-analysis\na,A,B,1\n", "CLASS"), @r"
    error[SK114]: `CLASS`, which was named for the group, is the name of several columns
      --> t.csv:1:1
      hint: rename the others
    ");
    let wide: Vec<String> = (0..30).map(|at| format!(",own{at}")).collect();
    let text = refused(&format!("respondent,data-analysis{}\n", wide.concat()), "");
    assert!(text.contains("`own18` and 11 more"), "{text}");
}

#[test]
fn a_group_comes_from_a_spreadsheet_and_from_a_survey_export() {
    let pack = director_pack();
    let rows: [&[&str]; 3] = [&["respondent", "Class", "data-analysis"], &["a", "Class A", "1"], &["b", "7", "2"]];
    let text = sheets(&workbook(&[&rows])).unwrap().remove(0).text;
    let sheet = TableOptions { is_sheet: true, ..options(Some("class")) };
    assert_eq!(groups(&pack, InputFormat::Xlsx, &text, &sheet).0, ["Class A", "7"]);
    let export = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/surveys/moodle.csv")).unwrap();
    let of = |named| groups(&pack, InputFormat::Csv, &export, &options(named)).0;
    assert!(of(None).len() >= 3 && of(None).iter().all(|group| group == "Group A, Group B"), "{:?}", of(None));
    assert!(of(Some("department")).iter().all(|group| group == "Nursing, year 2"), "{:?}", of(Some("department")));
    // A column without a meaning of its own, here an answer in words.
    assert!(of(Some("Q26_tools->Spreadsheet")).iter().any(|group| !group.is_empty()));
    let begun = InputFormat::Csv.begin(&pack, "t.csv", (&export, true), &options(Some("departmnt")));
    let problem = begun.expect_err("refused");
    assert!(
        problem.code == Code::MissingField && render(&problem).contains("hint: did you mean `Department`?"),
        "{}",
        render(&problem)
    );
}

/// In a file of answers the group is that of the invitation.
#[test]
fn a_group_comes_from_the_invitation_of_an_answers_file() {
    let pack = director_pack();
    let yaml = format!(
        "format: 1\npack: {{id: {}}}\nrespondent: {{id: s-1}}\ninvitation: {{group: \" Class  A \"}}\nanswers: []\n",
        pack.id()
    );
    let (read, problems) = parse("a.yaml", &yaml, &pack);
    assert!(problems.is_empty(), "{}", shown(&problems));
    assert_eq!(read.unwrap().group(), Some("Class A"));
    assert_eq!(groups(&pack, InputFormat::Yaml, yaml.as_bytes(), &options(Some("any"))).0, ["Class A"]);
    let line = |group: &str| {
        let text = format!(
            "{{\"format\":1,\"pack\":{{\"id\":\"{}\"}},\"respondent\":{{\"id\":\"s-1\"}},{group}\"answers\":[]}}\n",
            pack.id()
        );
        let (read, problems) = parse_line("a.ndjson", 1, text.as_bytes(), &pack, ReadOptions::default());
        assert!(problems.is_empty(), "{}", shown(&problems));
        (text, read.unwrap().group().map(str::to_owned))
    };
    let lines = [
        line("\"invitation\":{\"group\":\"Class A\",\"from\":\"Dr Example\"},"),
        line("\"invitation\":{\"from\":\"Dr Example\"},"),
        // Not as programs write it: read as a tree.
        line("\"invitation\":{\"Group\":\" Class  B \"},"),
        line(""),
    ];
    assert_eq!(lines.each_ref().map(|(_, group)| group.as_deref()), [Some("Class A"), None, Some("Class B"), None]);
    let text: String = lines.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(groups(&pack, InputFormat::Ndjson, text.as_bytes(), &options(None)).0, ["Class A", "", "Class B", ""]);
}

/// A row keeps nothing of the one before it.
#[test]
fn the_group_of_a_row_is_cleared_and_set_with_it() {
    let pack = director_pack();
    let (mut row, plain) = (Row::new(&pack), sheet(&pack, &[]));
    let mut grouped = plain.clone();
    grouped.invitation = Some(Invitation { group: Some("Class A".to_owned()), ..Invitation::default() });
    row.set(&pack, &grouped);
    assert_eq!((row.group.as_str(), row.to_sheet(&pack).group()), ("Class A", Some("Class A")));
    row.set(&pack, &plain);
    assert_eq!((row.group.as_str(), row.to_sheet(&pack).group()), ("", None));
}
