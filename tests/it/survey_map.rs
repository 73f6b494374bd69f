//! Maps of columns: written for the export of a tool that nobody knows, mended by a person, used again.

use std::fmt::Write as _;
use std::fs;

use rust_xlsxwriter::Workbook;
use skillgap::answers::{parse_map, propose};
use skillgap::diag::Code;
use skillgap::model::Pack;

use crate::harness::{CompetencySpec, ItemSpec, PLAIN, Place, director_pack, small_pack};

const WORDS: [&str; 6] = ["Not at all", "A little", "Some of it", "Quite a lot", "Nearly all", "All of it"];

/// The rating that person `p` gives to the item at `at`.
fn rating(p: usize, at: usize) -> usize {
    (p * 5 + at * 3) % 6
}

/// An export of a tool that is not known: questions worded a little otherwise, options of its own.
fn export(pack: &Pack) -> Vec<Vec<String>> {
    let items = &pack.form(pack.default_form()).items;
    let mut head: Vec<String> = ["Respondent No", "Begun", "Ended", "IP", ""].map(str::to_owned).to_vec();
    head.extend(items.iter().map(|item| format!("Tell us: {}", pack.item(*item).stem)));
    head.push("Anything else?".to_owned());
    let row = |p: usize| {
        let mut row = vec![
            format!("00{p}"),
            format!("2026-03-0{p} 09:00:00"),
            format!("2026-03-0{p} 09:30:00"),
            "::1".to_owned(),
        ];
        row.push(String::new());
        row.extend((0..items.len()).map(|at| WORDS[rating(p, at)].to_owned()));
        row.push("=1+1".to_owned());
        row
    };
    [head].into_iter().chain((1..=6).map(row)).collect()
}

/// The table that the export means.
fn meant(pack: &Pack) -> String {
    let items = &pack.form(pack.default_form()).items;
    let mut out = "respondent,started,finished".to_owned();
    for item in items {
        let _ = write!(out, ",{}", pack.item(*item).id);
    }
    for p in 1..=6 {
        let _ = write!(out, "\n00{p},2026-03-0{p}T09:00:00Z,2026-03-0{p}T09:30:00Z");
        for at in 0..items.len() {
            let _ = write!(out, ",{}", rating(p, at));
        }
    }
    out + "\n"
}

fn table(rows: &[Vec<String>], delimiter: &str) -> String {
    let cell = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join(delimiter) + "\r\n";
    rows.iter().map(line).collect()
}

/// Settles a map as a person does: the nearest for every column, the meaning of every option.
fn mended(map: &str) -> String {
    let line = |line: &str| {
        if let Some((begin, near)) = line.split_once("item: \"?\"}  # nearest: ") {
            return format!("{begin}item: {}}}", near.split(',').next().unwrap());
        }
        if let Some(at) = WORDS.iter().position(|word| line.contains(&format!("{{text: \"{word}\""))) {
            return line.replace("means: \"?\"", &format!("means: {at}"));
        }
        let line = line.replace("person: \"?\"", "person: \"Respondent No\"");
        line.replace("# started: ", "started: Begun # ").replace("# finished: ", "finished: ended # ")
    };
    map.lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn h02_an_export_of_any_tool_is_read_by_a_map_that_a_person_mended() {
    let (place, pack) = (Place::new(), director_pack());
    let rows = export(&pack);
    place.write("plain.csv", &meant(&pack));
    place.write("e.csv", &table(&rows, ";"));
    let lone = place.run(&["score", "e.csv"]);
    assert!(lone.code == 1 && lone.stderr.contains("add `--map map.yaml`"), "{}", lone.stderr);
    let wrote = place.run(&["score", "e.csv", "--map", "m.yaml"]);
    assert_eq!((wrote.code, wrote.stdout.as_str()), (3, ""), "{}", wrote.stderr);
    // 25 columns, 6 wordings, the person.
    assert!(wrote.stderr.contains("32 lines are open"), "{}", wrote.stderr);
    let map = place.read("m.yaml");
    assert_eq!(map.matches("\"?\"").count(), 33, "each is marked, and the mark explained: {map}");
    assert!(map.contains(
        r#"person: "?"  # the heading of the column that tells the persons apart; nearest: "Respondent No""#
    ));
    assert!(map.contains(r#"nearest: "Begun", "Ended""#), "{map}");

    // Not settled yet: every open line is named, and the map stays as it is.
    let early = place.run(&["score", "e.csv", "--map", "m.yaml"]);
    assert!(early.code == 2 || early.code == 3 || early.code == 1, "{}", early.code);
    assert!(
        early.stderr.contains("m.yaml:5:9") && early.stderr.contains("this column is not settled"),
        "{}",
        early.stderr
    );
    assert_eq!(place.read("m.yaml"), map);

    place.write("m.yaml", &mended(&map));
    let plain = place.run(&["score", "plain.csv", "-q"]);
    assert_eq!(plain.code, 0, "{}", plain.stderr);
    let scored = place.run(&["score", "e.csv", "--map", "m.yaml"]);
    assert_eq!((scored.code, &scored.stdout), (0, &plain.stdout), "{}", scored.stderr);
    assert!(!scored.stderr.contains("warning"), "{}", scored.stderr);
    assert_eq!(place.read("m.yaml"), mended(&map), "a map is never written over");

    // The same rows from elsewhere.
    place.write("commas.csv", &table(&rows, ","));
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "Results of the course").unwrap();
    for (at, row) in rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            sheet.write_string(u32::try_from(at + 3).unwrap(), u16::try_from(column).unwrap(), cell).unwrap();
        }
    }
    fs::write(place.path("e.xlsx"), book.save_to_buffer().unwrap()).unwrap();
    for input in ["commas.csv", "e.xlsx"] {
        let other = place.run(&["score", input, "--map", "m.yaml", "-q"]);
        assert_eq!((other.code, &other.stdout), (0, &plain.stdout), "{input}: {}", other.stderr);
        let fresh = place.run(&["score", input, "--map", &format!("{input}.yaml")]);
        assert!(fresh.code == 3 && fresh.stderr.contains("32 lines are open"), "{input}: {}", fresh.stderr);
    }
    let piped = place.run_with(&["score", "-", "--map", "m.yaml", "-q"], &table(&rows, ";"));
    assert_eq!((piped.code, &piped.stdout), (0, &plain.stdout), "{}", piped.stderr);
    let checked = place.run(&["score", "e.csv", "--map", "m.yaml", "--check"]);
    assert_eq!((checked.code, checked.stdout.as_str()), (0, ""), "{}", checked.stderr);
    let unwritten = place.run_with(&["score", "-", "--map", "none.yaml"], &table(&rows, ";"));
    assert!(unwritten.code != 0 && !place.path("none.yaml").exists(), "{}", unwritten.stderr);

    // Two exports at once: those of two tools, by one map.
    let second: Vec<Vec<String>> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            row.iter()
                .enumerate()
                .map(|(n, cell)| if n == 0 && at > 0 { format!("b{cell}") } else { cell.clone() })
                .collect()
        })
        .collect();
    place.write("second.csv", &table(&second, ","));
    let both = place.run(&["score", "e.csv", "second.csv", "--map", "m.yaml", "-q"]);
    assert_eq!((both.code, both.stdout.lines().count()), (0, 13), "{}", both.stderr);
}

#[test]
fn h02_a_map_says_what_numbers_dates_and_rows_of_headings_are() {
    let (place, pack) = (Place::new(), director_pack());
    place.write("plain.csv", &meant(&pack));
    let plain = place.run(&["score", "plain.csv", "-q"]).stdout;
    let mut rows = export(&pack);
    for (p, row) in rows.iter_mut().enumerate().skip(1) {
        row[1] = format!("0{p}/03/2026 09:00");
        row[2] = format!("0{p}/03/2026 09:30");
        for at in 0..25 {
            row[5 + at] = (rating(p, at) + 1).to_string();
        }
    }
    let items = pack.form(pack.default_form()).items.iter().enumerate();
    let line = |(at, item)| format!("  - {{column: \"{}\", item: {}}}\n", rows[0][5 + at], pack.item(item).id);
    let columns = items.map(|(at, item)| line((at, *item))).collect::<Vec<_>>().concat();
    let top = "format: 1\nperson: respondent no\nstarted: Begun\nfinished: Ended\n";
    let more = "heading-rows: 2\nnumbers: positions\nday-first: true\n";
    rows.insert(1, vec!["Response".to_owned(); 31]);
    place.write("e.csv", &table(&rows, ","));
    place.write("m.yaml", &format!("{top}{more}columns:\n{columns}"));
    let scored = place.run(&["score", "e.csv", "--map", "m.yaml", "-q"]);
    assert_eq!((scored.code, &scored.stdout), (0, &plain), "{}", scored.stderr);
    // As ratings the 6 is none, and month first is another day.
    place.write("ratings.yaml", &format!("{top}{}columns:\n{columns}", more.replace("positions", "ratings")));
    let other = place.run(&["score", "e.csv", "--map", "ratings.yaml"]);
    assert!(other.code != 0 && other.stderr.contains("`6` is not a rating of"), "{}", other.stderr);
    // A column that is left out.
    let without = columns.replacen("item: health-it-systems", "item: none", 1);
    place.write("none.yaml", &format!("{top}{more}columns:\n{without}"));
    let fewer = place.run(&["score", "e.csv", "--map", "none.yaml"]);
    assert!(fewer.code == 0 && fewer.stderr.contains("24 of the 25 items"), "{}", fewer.stderr);
}

/// For an export that may hold either, a proposed map says what its numbers are where they tell it themselves: a 0 is a
/// rating, a 6 on a scale from 0 to 5 a position. Where ratings begin at 1, both are the same.
#[test]
fn h02_a_proposed_map_says_what_the_numbers_are_where_they_tell_it() {
    let numbers = |pack: &Pack, values: &[i64]| {
        let items = &pack.form(pack.default_form()).items;
        let mut rows = vec![["ID", "Start time", "Completion time"].map(str::to_owned).to_vec()];
        rows[0].extend(items.iter().map(|item| pack.item(*item).id.to_string()));
        for (at, value) in values.iter().enumerate() {
            let own = [at.to_string(), "2026-03-01 09:00:00".to_owned(), "2026-03-01 09:30:00".to_owned()];
            rows.push(own.into_iter().chain(items.iter().map(|_| value.to_string())).collect());
        }
        let map = propose(pack, table(&rows, ";").as_bytes()).unwrap().map;
        map.lines()
            .find_map(|line| line.strip_prefix("numbers: "))
            .map(|said| said.split("  #").next().unwrap().to_owned())
    };
    let pack = director_pack();
    assert_eq!(numbers(&pack, &[0, 3, 5]).as_deref(), Some("ratings"));
    assert_eq!(numbers(&pack, &[1, 3, 6]).as_deref(), Some("positions"));
    for open in [&[1, 3, 5][..], &[0, 3, 6], &[3, 7]] {
        assert_eq!(numbers(&pack, open).as_deref(), Some("\"?\""), "{open:?}");
    }
    let from_one = ItemSpec { min: 1, max: 6, ..PLAIN };
    let pack = small_pack(&vec![CompetencySpec { items: vec![from_one], ..CompetencySpec::new(4, 1) }; 3]);
    assert_eq!(numbers(&pack, &[1, 3, 6]), None);
}

#[test]
fn h02_what_is_wrong_in_a_map_is_named_with_its_place_and_the_fix() {
    let pack = director_pack();
    let problems = |text: &str| {
        let (map, found) = parse_map("m.yaml", text, &pack);
        assert!(map.is_none(), "{text}");
        let codes: Vec<(Code, usize)> =
            found.iter().map(|problem| (problem.code, problem.position.map_or(0, |at| at.line))).collect();
        assert!(found.iter().all(|problem| problem.expected.is_some() || problem.hint.is_some()), "{found:?}");
        codes
    };
    assert_eq!(
        problems(
            "format: 1\nperson: \"?\"\nday-first: \"?\"\nnumbers: \"?\"\ncolumns:\n  - {column: a, item: \"?\"}\n  \
             - {column: b, item: helth-it-systems}\noptions:\n  - {text: x, means: \"?\"}\n  - {text: y, means: 9}\n"
        ),
        [
            (Code::UnknownWord, 2),
            (Code::WrongType, 3),
            (Code::UnknownWord, 4),
            (Code::UnknownId, 6),
            (Code::UnknownId, 7),
            (Code::UnknownWord, 9),
            (Code::UnknownWord, 10)
        ]
    );
    let twice = "format: 1\nperson: p\ncolumns:\n  - {column: a, item: cybersecurity}\n  - {column: A., item: none}\n";
    assert_eq!(problems(twice), [(Code::RepeatedField, 5)]);
    for text in ["", "- 1", "format: 2\n", "format: 1\nperson: [", "respondent,a\n1,2\n", "format: 1\nextra: 1\n"] {
        problems(text);
    }
    let fits = "format: 1\nperson: p\ncolumns:\n  - {column: a, item: cybersecurity}\noptions:\n  \
                - {text: prefer not to say, means: none}\n  - {text: \"n/k\", means: unsure}\n";
    assert!(parse_map("m.yaml", fits, &pack).0.is_some());
}

#[test]
fn h02_a_map_that_is_none_or_of_another_export_is_refused() {
    let (place, pack) = (Place::new(), director_pack());
    place.write("e.csv", &table(&export(&pack), ","));
    place.write("other.yaml", "format: 1\nperson: Name\ncolumns:\n  - {column: Age, item: none}\n");
    let ran = place.run(&["score", "e.csv", "--map", "other.yaml"]);
    assert!(ran.code != 0 && ran.stderr.contains("the map is one of other columns"), "{}", ran.stderr);
    for name in ["e.csv", "."] {
        let ran = place.run(&["score", "e.csv", "--map", name]);
        assert!(ran.code != 0 && ran.stdout.is_empty(), "{name}: {}", ran.stderr);
    }
    // A tool's export: the person's column is asked for, others are said.
    let text = crate::harness::repository_file("tests/fixtures/surveys/google-forms.csv");
    place.write("g.csv", &text);
    place.write("p.yaml", "format: 1\nperson: Your code\n");
    let ran = place.run(&["score", "g.csv", "--map", "p.yaml"]);
    assert!(ran.code != 0 && ran.stderr.contains("a column `your code`"), "{}", ran.stderr);
    place.write("c.yaml", "format: 1\nperson: Email Address\ncolumns:\n  - {column: Shoe size, item: none}\n");
    let ran = place.run(&["score", "g.csv", "--map", "c.yaml"]);
    assert!(ran.code == 0 && ran.stderr.contains("`shoe size`"), "{}", ran.stderr);
}

/// What no option says word for word has those beside it that are most like it: by words, or by the number in a code.
#[test]
fn h02_a_map_names_the_options_that_are_nearest_to_each_open_wording() {
    let pack = director_pack();
    let item = pack.form(pack.default_form()).items[0];
    let options: Vec<String> = pack.options(item).into_iter().map(|option| option.label).collect();
    let nearly = options[1].replacen(' ', " really ", 1);
    let rows = [["Nr", &*pack.item(item).stem], ["1", &nearly], ["2", "A3"], ["3", "zebra"], ["4", &options[4]]];
    let text = table(&rows.map(|row| row.map(str::to_owned).to_vec()), ",");
    let map = propose(&pack, text.as_bytes()).unwrap().map;
    let beside = |wording: &str| {
        let lines: Vec<&str> = map.lines().collect();
        let at = lines
            .iter()
            .position(|line| line.contains(&format!("text: \"{wording}\"")))
            .unwrap_or_else(|| panic!("{map}"));
        lines[at - 1].split_once("; ").unwrap().1.to_owned()
    };
    assert_eq!(beside(&nearly), format!("nearest: 1 {}", options[1]));
    assert_eq!(beside("A3"), format!("nearest: 2 {} | 3 {}", options[2], options[3]));
    assert_eq!(beside("zebra"), "like no option");
    assert!(!map.contains(&format!("text: \"{}\"", options[4])), "{map}");
}

#[test]
fn h02_hostile_headings_and_cells_come_back_from_a_map() {
    let pack = director_pack();
    let stem = &pack.item(pack.form(pack.default_form()).items[0]).stem;
    // What the writer and the reader of YAML might take for something else, beside the texts of all outputs.
    let others = ["# no", "!!tag", "~", "?", "yes", "2026", "&#10;person: me", "%%", "...", "#", "|", ">"];
    let long = [2000, 9000].map(|length| "x".repeat(length));
    for hostile in crate::harness::hostile::texts().into_iter().chain(others.map(str::to_owned)).chain(long) {
        let heading = format!("{hostile}{stem}");
        let rows = [
            vec!["Nr".to_owned(), hostile.clone(), hostile.clone(), heading.clone(), stem.clone()],
            vec!["1".to_owned(), "x".to_owned(), String::new(), hostile.clone(), hostile.clone()],
            vec!["2".to_owned(), "y".to_owned(), String::new(), "3".to_owned(), hostile.clone()],
        ];
        let text = table(&rows, ",");
        let proposal = propose(&pack, text.as_bytes()).unwrap_or_else(|| panic!("{hostile}"));
        let map = &proposal.map;
        assert!(!map.chars().any(|c| c.is_control() && c != '\n'), "{hostile:?}: {map}");
        assert!(map.len() < 30_000, "{}", map.len());
        // Every problem is one of an open line: what was written is read as it stood.
        let settled = map
            .replace("person: \"?\"", "person: Nr")
            .replace("item: \"?\"", "item: none")
            .replace("means: \"?\"", "means: none");
        let (read, problems) = parse_map("m.yaml", &settled, &pack);
        assert!(read.is_some(), "{hostile:?}: {problems:?}\n{map}");
    }
    // Thousands of columns make a map that is still read.
    let head: Vec<String> = (0..4000).map(|at| format!("{at} {}", "z".repeat(500))).collect();
    let proposal = propose(&pack, table(&[head.clone(), head], ";").as_bytes()).unwrap();
    let (map, problems) = parse_map("m.yaml", &proposal.map.replace("person: \"?\"", "person: x"), &pack);
    assert!(map.is_some(), "{problems:?}");
}
