//! `skillgap score` through the program itself: inputs, outputs, problems, exit codes.

use std::fmt::Write as _;
use std::io::Write as _;

use crate::harness::{Place, repository_file};

/// The items of the short form.
fn items() -> Vec<String> {
    let header = Place::new().run(&["template", "--format", "csv"]).stdout;
    let (_, items) = header.trim().split_once(",holds,").unwrap();
    items.split(',').map(str::to_owned).collect()
}

/// A table of so many people, everything rated 3.
fn table(people: usize) -> String {
    let items = items();
    let mut text = format!("respondent,{}\n", items.join(","));
    for at in 0..people {
        let _ = writeln!(text, "s-{at:04}{}", ",3".repeat(items.len()));
    }
    text
}

/// A filled answers file.
fn sheet(rating: u8, id: &str) -> String {
    let template = Place::new().run(&["template"]).stdout;
    template.replace("    rating:\n", &format!("    rating: {rating}\n")).replace("id: s-0001", &format!("id: {id}"))
}

/// The cells of one column.
fn column(output: &str, name: &str) -> Vec<String> {
    let mut lines = output.lines();
    let at = lines.next().unwrap().split(',').position(|column| column == name).unwrap();
    lines.map(|line| line.split(',').nth(at).unwrap().to_owned()).collect()
}

#[test]
fn every_kind_of_input_gives_one_table_in_the_order_of_the_inputs() {
    let place = Place::new();
    place.write("class b/zwei ü.yaml", &sheet(2, "from-yaml"));
    place.write("class b/deep/one.yaml", &sheet(1, "deep"));
    place.write("class b/.hidden.yaml", "nothing");
    place.write("table.csv", &table(2));
    let json: serde_json::Value = serde_yaml::from_str(&sheet(4, "from-json")).unwrap();
    place.write("lines.ndjson", &format!("{json}\n\n"));
    let ran = place.run(&["score", "table.csv", "class b", "lines.ndjson"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "scored 5 of 5\n"));
    assert_eq!(column(&ran.stdout, "respondent"), ["s-0000", "s-0001", "deep", "from-yaml", "from-json"]);
    assert_eq!(column(&ran.stdout, "level.data-analysis"), ["3.0000", "3.0000", "1.0000", "2.0000", "4.0000"]);
    assert_eq!(column(&ran.stdout, "answered"), ["25"; 5]);
    assert_eq!(column(&ran.stdout, "items"), ["25"; 5]);
    let header = ran.stdout.lines().next().unwrap();
    assert!(header.starts_with(
        "respondent,role,form,answered,items,coverage,readiness,readiness_low,readiness_high,domain.technical,"
    ));
    assert!(header.ends_with(",level.process-improvement,unmet_must,top_gaps"));
}

/// The numbers are those of the report and of `check`'s golden answers.
#[test]
fn golden_answers_score_as_their_packs_expect() {
    let place = Place::new();
    for name in ["two-in-the-full-form", "aware-of-everything", "nothing-answered"] {
        let folder = "questionnaires/clinical-informatics-director/golden";
        place.write("a.yaml", &repository_file(&format!("{folder}/{name}.yaml")));
        let expected = repository_file(&format!("{folder}/{name}.expected.yaml"));
        let expected: serde_json::Value = serde_yaml::from_str(&expected).unwrap();
        let ran = place.run(&["score", "a.yaml", "--format", "ndjson", "-q"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let found: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        let pairs = [
            ("answered", "answered"),
            ("items", "items"),
            ("coverage", "coverage"),
            ("readiness", "readiness"),
            ("readiness_low", "readiness-low"),
            ("readiness_high", "readiness-high"),
            ("unmet_must", "unmet-musts"),
            ("top_gaps", "top-gaps"),
        ];
        let same = |found: &serde_json::Value, expected: &serde_json::Value| match expected.as_str() {
            Some("none") => found.is_null(),
            _ => found == expected || (found.is_number() && found.as_f64() == expected.as_f64()),
        };
        for (ours, theirs) in pairs.into_iter().filter(|(_, theirs)| !expected[theirs].is_null()) {
            assert!(same(&found[ours], &expected[theirs]), "{name} {ours}: {} {}", found[ours], expected[theirs]);
        }
        for level in expected["levels"].as_array().into_iter().flatten() {
            let id = level["competency"].as_str().unwrap();
            assert!(same(&found[format!("level.{id}")], &level["level"]), "{name} {id}");
        }
    }
}

#[test]
fn d01_data_goes_to_stdout_or_a_file_messages_to_stderr_and_json_fits_its_schema() {
    let place = Place::new();
    let bad = table(3).replace("s-0001,3", "s-0001,8").replace("s-0002,3,3", "\"=s,\"\"2\"\"\",?,NA");
    place.write("t.csv", &bad);
    let printed = place.run(&["score", "t.csv", "--format", "ndjson"]);
    assert_eq!(printed.code, 3);
    assert!(printed.stderr.contains("error[SK303]") && !printed.stdout.contains("error"), "{}", printed.stderr);
    let filed = place.run(&["score", "t.csv", "-o", "out.ndjson"]);
    assert_eq!((filed.code, filed.stdout.as_str()), (3, ""));
    assert_eq!(place.read("out.ndjson"), printed.stdout, "the name of the output says what it is written as");

    let schema = place.run(&["score", "--schema"]);
    assert_eq!((schema.code, schema.stderr.as_str()), (0, ""));
    let schema: serde_json::Value = serde_json::from_str(&schema.stdout).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let mut names: Vec<String> = Vec::new();
    for line in printed.stdout.lines() {
        let mut value: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(
            validator.is_valid(&value),
            "{:?}",
            validator.iter_errors(&value).map(|e| e.to_string()).collect::<Vec<_>>()
        );
        names = value.as_object().unwrap().keys().cloned().collect();
        value["readiness"] = "high".into();
        assert!(!validator.is_valid(&value), "the schema can refuse");
        value.as_object_mut().unwrap().remove("readiness");
        assert!(!validator.is_valid(&value), "every field is there");
    }
    assert_eq!(printed.stdout.lines().count(), 2);
    assert!(printed.stdout.contains(r#""respondent":"=s,\"2\"""#), "JSON has the text as it is: {}", printed.stdout);
    let csv = place.run(&["score", "t.csv", "-q"]).stdout;
    assert_eq!(csv.lines().next().unwrap(), names.join(","), "both formats have the same names in the same order");
    assert!(csv.contains("\n\"'=s,\"\"2\"\"\",clinical"), "a spreadsheet runs no formula: {csv}");
}

#[test]
fn d02_bad_rows_do_not_stop_the_rest() {
    let place = Place::new();
    let mut text = table(30);
    text = text.replace("s-0004,3", "s-0004,9").replace("s-0027,3", "s-0027,3,3");
    place.write("t.csv", &text);
    let ran = place.run(&["score", "t.csv"]);
    assert_eq!(ran.code, 3);
    assert_eq!(ran.stdout.lines().count(), 29);
    assert!(ran.stderr.ends_with("scored 28 of 30; 2 need attention\n"), "{}", ran.stderr);
    insta::assert_snapshot!(ran.stderr, @r"
    error[SK303]: `9` is not a rating of `health-it-systems`
      --> t.csv:6:8
    6 | s-0004,9,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3
      |        ^
      expected: 0, 1, 2, 3, 4 or 5, `NA`, `?` or an empty cell

    error[SK311]: the row has 27 cells, the header 26
      --> t.csv:29:1
    29 | s-0027,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3
       | ^
      hint: look for a missing or stray delimiter, or a quote that is not closed

    scored 28 of 30; 2 need attention
    ");
    let all_bad: String = text
        .lines()
        .take(1)
        .chain(text.lines().filter(|line| line.contains(",9,")))
        .fold(String::new(), |all, line| all + line + "\n");
    place.write("bad.csv", &all_bad);
    let ran = place.run(&["score", "bad.csv", "-o", "out.csv"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("error: nothing could be scored: 1 record needs attention"), "{}", ran.stderr);
    assert_eq!(place.files(), ["bad.csv", "t.csv"], "no output without a record");
}

#[test]
fn d02_bad_files_do_not_stop_the_rest() {
    let place = Place::new();
    for at in 0..8 {
        place.write(&format!("class/{at}.yaml"), &sheet(2, &format!("s-{at}")));
    }
    place.write("class/3.yaml", &sheet(2, "s-3").replacen("rating: 2", "rating: 7", 1));
    place.write("class/5.yaml", "answers: [");
    place.write("empty.csv", "");
    place.write("latin.csv", "");
    std::fs::write(place.path("latin.csv"), b"respondent,data-analysis,caf\xe9\na,1,2\n").unwrap();
    std::fs::write(place.path("excel.csv"), b"\xd0\xcf\x11\xe0\xa1\xb1").unwrap();
    let ran = place.run(&["score", "class", "empty.csv", "missing.csv", "latin.csv", "excel.csv"]);
    assert_eq!(ran.code, 3);
    assert_eq!(column(&ran.stdout, "respondent"), ["s-0", "s-1", "s-2", "s-4", "s-6", "s-7"]);
    for part in [
        "SK303",
        "class/3.yaml",
        "SK101",
        "class/5.yaml",
        "the table is empty",
        "there is no such file",
        "CSV UTF-8",
        "an Excel workbook",
    ] {
        assert!(ran.stderr.contains(part), "{part}\n{}", ran.stderr);
    }
    assert!(ran.stderr.ends_with("scored 6 of 12; 6 need attention\n"), "{}", ran.stderr);
}

#[test]
fn d03_tables_come_in_every_dress() {
    let place = Place::new();
    let items = items();
    let plain = place.run_with(&["score", "-", "-q"], &table(2)).stdout;
    for (delimiter, line_break, mark) in [(",", "\r\n", "\u{feff}"), (";", "\n", ""), ("\t", "\r\n", "\u{feff}")] {
        // Another order, columns that nobody knows, quoted line breaks, white space.
        let mut header: Vec<String> = items.iter().rev().cloned().collect();
        header.extend(["Full name", "respondent", "e-mail"].map(str::to_owned));
        let mut text = format!("{mark}{}{line_break}", header.join(delimiter));
        for at in 0..2 {
            let ratings = items.iter().map(|_| " 3 ".to_owned());
            let rest =
                [format!("\"Ada{line_break}\"\"the\"\" first\""), format!("\"s-{at:04}\""), "a@b.example".to_owned()];
            text += &(ratings.chain(rest).collect::<Vec<_>>().join(delimiter) + line_break);
        }
        place.write("täble 1.csv", &text);
        let ran = place.run(&["score", "täble 1.csv"]);
        assert_eq!((ran.code, &ran.stdout), (0, &plain), "{}", ran.stderr);
        assert!(
            ran.stderr.contains("warning[SK312]: 2 unknown columns are ignored: `Full name` and `e-mail`"),
            "{}",
            ran.stderr
        );
        assert!(ran.stderr.ends_with("scored 2 of 2\n"));
    }
    // The last row may lack its line break, and numbers may have a fraction of zeros.
    let text = table(2).trim_end().replace(",3", ",3.0");
    assert_eq!(place.run_with(&["score", "-", "-q"], &text).stdout, plain);
}

#[test]
fn d03_text_that_is_not_utf8_is_refused_only_where_it_is_read() {
    let place = Place::new();
    let bytes = b"respondent,name,data-analysis\na,caf\xe9,1\nb\xe9,x,2\nc,x,3\n".to_vec();
    std::fs::write(place.path("t.csv"), &bytes).unwrap();
    let ran = place.run(&["score", "t.csv", "--partial"]);
    assert_eq!((ran.code, column(&ran.stdout, "respondent")), (3, vec!["a".to_owned(), "c".to_owned()]));
    for part in ["error[SK104]: the cell of `respondent` is not UTF-8 text", "t.csv:3:1", "CSV UTF-8"] {
        assert!(ran.stderr.contains(part), "{part}\n{}", ran.stderr);
    }
}

#[test]
fn forms_and_roles_may_be_mixed_in_one_table() {
    let place = Place::new();
    place.write(
        "t.csv",
        "respondent,role,data-analysis,data-analysis.knowledge,data-analysis.skill,data-analysis.practice\n\
         a,,3,,,\n\
         b,health-it-analyst,,2,3,4\n\
         c,,3,2,,\n\
         d,health-it-analist,3,,,\n",
    );
    let ran = place.run(&["score", "t.csv", "--partial"]);
    assert_eq!(ran.code, 3);
    assert_eq!(column(&ran.stdout, "form"), ["short", "full"]);
    assert_eq!(column(&ran.stdout, "role"), ["clinical-informatics-director", "health-it-analyst"]);
    assert_eq!(column(&ran.stdout, "items"), ["25", "75"]);
    assert_eq!(column(&ran.stdout, "level.data-analysis"), ["3.0000", "3.0000"]);
    for part in ["SK313", "t.csv:4:1", "unknown role: `health-it-analist`", "did you mean `health-it-analyst`?"] {
        assert!(ran.stderr.contains(part), "{part}\n{}", ran.stderr);
    }
    let ran = place.run(&["score", "t.csv", "--partial", "--role", "health-informatics-specialist", "-q"]);
    assert_eq!(ran.code, 1, "a role that is not there: {}", ran.stderr);
    let ran = place.run(&["score", "t.csv", "--partial", "--role", "health-it-analyst", "-q"]);
    assert_eq!(
        column(&ran.stdout, "role"),
        ["health-it-analyst"; 3],
        "a role that is unknown is settled by the one named"
    );
}

#[test]
fn d04_check_reads_everything_and_writes_nothing() {
    let place = Place::new();
    place.write("t.csv", &table(3).replace("s-0001,3", "s-0001,x"));
    let ran = place.run(&["score", "t.csv", "--check"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (3, ""));
    assert!(ran.stderr.ends_with("checked 2 of 3; 1 needs attention\n"), "{}", ran.stderr);
    assert_eq!(place.files(), ["t.csv"]);
    for option in ["-o", "--reports", "--rejects"] {
        assert_eq!(place.run(&["score", "t.csv", "--check", option, "x"]).code, 2, "{option}");
    }
}

#[test]
fn d05_nothing_is_overwritten_without_force() {
    let place = Place::new();
    place.write("t.csv", &table(2));
    place.write("out.csv", "mine");
    let ran = place.run(&["score", "t.csv", "-o", "out.csv"]);
    assert_eq!(ran.code, 1);
    assert_eq!(
        ran.stderr,
        "error: `out.csv` is already there\nhint: choose another name, or replace it with `--force`\n"
    );
    assert_eq!(place.read("out.csv"), "mine");
    assert_eq!(place.run(&["score", "t.csv", "-o", "out.csv", "--force"]).code, 0);
    assert_ne!(place.read("out.csv"), "mine");
    for args in [&["-o", "t.csv"][..], &["--rejects", "./t.csv"], &["-o", "x", "--rejects", "x"]] {
        let ran = place.run(&[&["score", "t.csv", "--force"], args].concat());
        assert_eq!(ran.code, 1, "{args:?}");
        assert!(ran.stderr.contains("would replace a file that is needed"), "{}", ran.stderr);
    }
    assert_eq!(place.read("t.csv"), table(2));
    assert_eq!(place.files(), ["out.csv", "t.csv"]);
}

#[test]
fn d06_a_folder_gives_the_same_bytes_however_its_files_were_made() {
    let (one, other) = (Place::new(), Place::new());
    let names = ["a.yaml", "B.yaml", "ä.yaml", "c/d.yaml", "c.yaml"];
    for name in names {
        one.write(&format!("in/{name}"), &sheet(2, name.trim_end_matches(".yaml")));
    }
    for name in names.iter().rev() {
        other.write(&format!("in/{name}"), &sheet(2, name.trim_end_matches(".yaml")));
    }
    let first = one.run(&["score", "in"]);
    assert_eq!(first.code, 0, "{}", first.stderr);
    assert_eq!(first.stdout.lines().count(), 6);
    assert_eq!(first.stdout, other.run(&["score", "in"]).stdout);
    // An output in the folder is no input of the next run.
    assert_eq!(one.run(&["score", "in", "-o", "in/out.yaml"]).code, 0);
    assert_eq!(one.run(&["score", "in", "-o", "in/out.yaml", "--force"]).stderr, "scored 5 of 5\n");
}

#[test]
fn d08_nothing_that_a_person_wrote_commands_the_terminal() {
    let place = Place::new();
    let mut text = table(2)
        .replace("s-0000,3", "\u{1b}[31ms\u{7}\u{202e},\u{1b}]0;x\u{7}")
        .replace("respondent,", "respondent,\u{1b}[2J,");
    text = text
        .replace("\n\u{1b}[31ms\u{7}\u{202e},", "\n\u{1b}[31ms\u{7}\u{202e},,")
        .replace("\ns-0001,", "\n\u{1b}[1ms-0001,,");
    place.write("t.csv", &text);
    let ran = place.run(&["score", "t.csv"]);
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    let hostile = |text: &str| text.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}');
    assert!(!hostile(&ran.stderr) && !hostile(&ran.stdout), "{:?}", ran.stderr);
    assert_eq!(column(&ran.stdout, "respondent"), ["[1ms-0001"]);
}

#[test]
fn e03_alike_problems_are_counted_with_their_first_five_places() {
    let place = Place::new();
    let mut text = table(40);
    for at in 10..22 {
        text = text.replace(&format!("s-{at:04},3"), &format!("s-{at:04},7"));
    }
    place.write("t.csv", &text);
    place.write("u.csv", &text.replace("\ns-", "\nu-"));
    let ran = place.run(&["score", "t.csv", "u.csv"]);
    assert_eq!(ran.code, 3);
    insta::assert_snapshot!(ran.stderr, @r"
    error[SK303]: rating not on the scale, in 24 places
      --> t.csv:12:8: `7` is not a rating of `health-it-systems`
      --> t.csv:13:8: `7` is not a rating of `health-it-systems`
      --> t.csv:14:8: `7` is not a rating of `health-it-systems`
      --> t.csv:15:8: `7` is not a rating of `health-it-systems`
      --> t.csv:16:8: `7` is not a rating of `health-it-systems`
      and 19 more
      expected: 0, 1, 2, 3, 4 or 5, `NA`, `?` or an empty cell
      hint: `skillgap explain SK303` tells more

    scored 56 of 80; 24 need attention
    ");
}

#[test]
fn refused_rows_are_kept_as_they_came_and_can_be_scored_again() {
    let place = Place::new();
    let text = table(4).replace('\n', "\r\n").replace("s-0001,3", "\"s-0001\",9").replace("s-0003,3", "s-0003,x");
    place.write("a.csv", &text);
    place.write("b.csv", "respondent;data-analysis\nb1;1\nb2;77\n");
    place.write("c.ndjson", "{\"format\":1}\n");
    let args = ["score", "a.csv", "b.csv", "c.ndjson", "--partial", "--rejects", "rejects.csv", "-o", "out.csv"];
    let ran = place.run(&args);
    assert_eq!(ran.code, 3);
    assert!(ran.stderr.ends_with("scored 3 of 7; 4 need attention\n"), "{}", ran.stderr);
    let refused: Vec<&str> = text
        .split_inclusive("\r\n")
        .enumerate()
        .filter(|(at, _)| [0, 2, 4].contains(at))
        .map(|(_, line)| line)
        .collect();
    assert_eq!(place.read("rejects.csv"), refused.concat());
    assert_eq!(place.read("rejects-2.csv"), "respondent;data-analysis\nb2;77\n");
    assert_eq!(place.read("rejects-3.csv"), "{\"format\":1}\n");
    assert!(ran.stderr.contains("refused records: [folder]/rejects-2.csv"), "{}", ran.stderr);
    place.write("mended.csv", &place.read("rejects.csv").replace(",9", ",3").replace(",x", ",3"));
    let again = place.run(&["score", "mended.csv", "-q"]);
    assert_eq!((again.code, column(&again.stdout, "respondent")), (0, vec!["s-0001".to_owned(), "s-0003".to_owned()]));
    let none = place.run(&["score", "mended.csv", "--rejects", "none.csv", "-q"]);
    assert_eq!((none.code, place.path("none.csv").exists()), (0, false), "{}", none.stderr);
}

/// Which numbers are needed is not known before the run: a taken one neither ends it nor loses what has it.
#[test]
fn d05_no_number_of_a_file_of_rejects_replaces_what_is_needed() {
    let place = Place::new();
    let inputs = ["respondent;data-analysis\na;77\n", "respondent,data-analysis\nb,77\nc,1\n"];
    for force in [false, true] {
        place.write("one.csv", inputs[0]);
        place.write("r-2.csv", inputs[1]);
        place.write("r-4.csv", "mine");
        let mut args = vec!["score", "--partial", "one.csv", "r-2.csv", "--rejects", "r.csv", "-o", "r-3.csv", "-q"];
        args.extend(force.then_some("--force"));
        let ran = place.run(&args);
        assert_eq!(ran.code, 3, "{}", ran.stderr);
        assert_eq!((place.read("one.csv").as_str(), place.read("r-2.csv").as_str()), (inputs[0], inputs[1]));
        assert_eq!(place.read("r.csv"), "respondent;data-analysis\na;77\n");
        assert!(place.read("r-3.csv").contains("\nc,"), "the output");
        let (number, other) = if force { ("4", "5") } else { ("5", "4") };
        assert_eq!(place.read(&format!("r-{number}.csv")), "respondent,data-analysis\nb,77\n");
        assert!(ran.stderr.contains(&format!("refused records: [folder]/r-{number}.csv")), "{}", ran.stderr);
        assert!(force || place.read(&format!("r-{other}.csv")) == "mine");
        for file in ["r.csv", "r-3.csv", "r-4.csv", "r-5.csv"] {
            let _ = std::fs::remove_file(place.path(file));
        }
    }
}

#[test]
fn an_open_quote_costs_its_own_line_alone() {
    let place = Place::new();
    place.write("t.csv", &table(30).replace("s-0003,3", "s-0003,\"3"));
    let ran = place.run(&["score", "t.csv", "--rejects", "r.csv"]);
    assert_eq!((ran.code, ran.stdout.lines().count()), (3, 30));
    assert!(ran.stderr.contains("error[SK314]") && ran.stderr.contains("t.csv:5:1"), "{}", ran.stderr);
    // The quote is closed at the end of the line, so that it costs no other line when the file is opened either.
    assert!(place.read("r.csv").ends_with(&format!("\ns-0003,\"3{}\"\n", ",3".repeat(24))));
}

#[test]
fn compressed_inputs_are_read_whatever_their_name() {
    let place = Place::new();
    let plain = place.run_with(&["score", "-", "-q"], &table(20)).stdout;
    let gz = |text: &str| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let zst =
        |text: &str| ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    let text = table(20);
    let (first, second) = text.split_at(text.len() / 2);
    for (name, bytes) in [
        ("t.csv.gz", gz(&text)),
        ("two.csv.gz", [gz(first), gz(second)].concat()),
        ("t.csv.zst", zst(&text)),
        ("two.csv.zst", [zst(first), zst(second)].concat()),
        ("mislabelled.csv", gz(&text)),
    ] {
        std::fs::write(place.path(name), &bytes).unwrap();
        let ran = place.run(&["score", name, "-q"]);
        assert_eq!((ran.code, &ran.stdout), (0, &plain), "{name}: {}", ran.stderr);
    }
    std::fs::write(place.path("a.yaml.gz"), gz(&sheet(2, "packed"))).unwrap();
    assert_eq!(column(&place.run(&["score", "a.yaml.gz"]).stdout, "respondent"), ["packed"]);
    std::fs::write(place.path("cut.csv.gz"), &gz(&table(5000))[..2000]).unwrap();
    let ran = place.run(&["score", "cut.csv.gz"]);
    assert!(ran.code != 0 && ran.stderr.contains("SK105") && !ran.stderr.contains("os error"), "{}", ran.stderr);
}

#[test]
fn standard_input_is_told_by_its_first_bytes() {
    let place = Place::new();
    let json: serde_json::Value = serde_yaml::from_str(&sheet(4, "j")).unwrap();
    for (input, respondent) in [(table(1), "s-0000"), (format!("{json}\n"), "j"), (sheet(1, "y"), "y")] {
        let ran = place.run_with(&["score", "-"], &input);
        assert_eq!((ran.code, column(&ran.stdout, "respondent")), (0, vec![respondent.to_owned()]), "{}", ran.stderr);
    }
    let ran = place.run_with(&["score", "-"], "");
    assert_eq!((ran.code, ran.stdout.lines().count(), ran.stderr.as_str()), (0, 1, "scored 0 of 0\n"));
    let ran = place.run_with(&["score", "-", "--format", "ndjson"], "");
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "an empty part of a split input adds nothing");
    let ran = place.run_with(&["score", "-", "--from", "ndjson"], "respondent,data-analysis\n");
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("standard input:1:1: ") || ran.stderr.contains("standard input:1:"), "{}", ran.stderr);
}

#[test]
fn a_table_without_what_is_needed_is_refused_with_the_way_out() {
    let place = Place::new();
    for (header, parts) in [
        ("id,data-analysis", vec!["SK112", "no column `respondent`", "skillgap template"]),
        ("respondnt,data-analysis", vec!["rename the column `respondnt` to `respondent`"]),
        ("respondent,colour", vec!["no column of an item", "--pack"]),
        ("respondent,data-analysis,data-analysis", vec!["SK114", "stands twice"]),
        ("respondent,data-analysis,Data_Analysis", vec!["SK114", "the columns `data-analysis` and `Data_Analysis`"]),
        ("respondent,data-analisys,cybersecurity", vec!["SK323", "`data-analisys` is nearly `data-analysis`"]),
        ("respondent,data-analysis", vec!["SK324", "only 1 of the 25 items of the form `short`", "--partial"]),
    ] {
        place.write("t.csv", &format!("{header}\na,1,2\n"));
        let ran = place.run(&["score", "t.csv"]);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{header}");
        for part in parts {
            assert!(ran.stderr.contains(part), "{part}\n{}", ran.stderr);
        }
    }
    // Where the known column is there too, no answer is lost.
    place.write("t.csv", "respondent,data-analisys,data-analysis\na,1,2\n");
    let ran = place.run(&["score", "t.csv", "--partial"]);
    assert!(ran.code == 0 && ran.stderr.contains("1 unknown column is ignored: `data-analisys`"), "{}", ran.stderr);
}

/// Nothing answered is no failure: other programs have stumbled there.
#[test]
fn everything_skipped_is_scored_with_empty_cells() {
    let place = Place::new();
    let items = items();
    let text = format!("respondent,{}\na{}\nb{}\n", items.join(","), ",".repeat(25), ",NA".repeat(25));
    let ran = place.run_with(&["score", "-"], &text);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "scored 2 of 2\n"));
    let empty = ",".repeat(30);
    let rows: Vec<&str> = ran.stdout.lines().skip(1).collect();
    // A must without a level is not met, whether it is unanswered or said not to apply.
    let musts =
        "patient-care-alignment;team-leadership;strategic-planning;regulatory-compliance;stakeholder-communication";
    for (row, id) in rows.iter().zip(["a", "b"]) {
        let expected = format!("{id},clinical-informatics-director,short,0,25,0.0000,,0.0000,1.0000{empty},{musts},");
        assert_eq!(*row, expected);
    }
}

#[test]
fn a_json_line_with_a_mistake_is_placed() {
    let place = Place::new();
    let json: serde_json::Value = serde_yaml::from_str(&sheet(4, "j")).unwrap();
    let good = json.to_string();
    place.write(
        "l.ndjson",
        &format!("{good}\n{}\n{}\n{good}\n", good.replacen("\"rating\":4", "\"rating\":9", 1), &good[..50]),
    );
    let ran = place.run(&["score", "l.ndjson"]);
    assert_eq!((ran.code, ran.stdout.lines().count()), (3, 3), "{}", ran.stderr);
    assert!(ran.stderr.contains("l.ndjson:2:") && ran.stderr.contains("l.ndjson:3:"), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("9 is not a rating of") && ran.stderr.contains("the line ends in the middle of"),
        "{}",
        ran.stderr
    );
}

/// An observer's ratings stand beside a person's own in a report; they are not one more person.
#[test]
fn an_observers_ratings_are_refused_and_the_rest_is_scored() {
    let place = Place::new();
    place.write("in/own.yaml", &sheet(2, "own"));
    place.write("in/mentor.yaml", &sheet(4, "mentor").replace("form: short", "rater: observer\nform: short"));
    let ran = place.run(&["score", "in"]);
    assert_eq!((ran.code, column(&ran.stdout, "respondent")), (3, vec!["own".to_owned()]));
    assert!(ran.stderr.contains("error[SK316]") && ran.stderr.contains("in/mentor.yaml"), "{}", ran.stderr);
    assert!(ran.stderr.ends_with("scored 1 of 2; 1 needs attention\n"), "{}", ran.stderr);
}
