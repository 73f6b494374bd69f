//! What cannot be read, where the page is written, and what it leads to.

use std::collections::BTreeMap;
use std::path::Path;

use super::{DAY, SEED, Written, answers, class, fact, folded, list, put, put_all};
use crate::harness::Place;
use crate::harness::class::Student;
use crate::harness::page::{all, attributes};

#[test]
fn d05_a_broken_file_and_a_bad_row_stand_on_the_page_with_their_reasons() {
    let place = Place::new();
    put_all(&place, "in", &[0, 1, 2].map(|number| answers(&format!("s-{number}"), None, number)));
    place.write("in/broken.yaml", "answers: \"not a list\n");
    place.write("t.csv", "respondent,data-analysis\nt-1,3\nt-2,9\nt-3,many\nt-4,2\n");
    let written = Written::with_code(&place, &["in", "t.csv", "--partial"], 3);
    let names: Vec<String> = list(&written.page).iter().map(|row| row.name().to_owned()).collect();
    assert!(["s-0", "s-1", "s-2", "t-1", "t-4"].iter().all(|name| names.contains(&(*name).to_owned())), "{names:?}");
    assert_eq!((names.len(), fact(&written.page, "Answered").as_str()), (5, "5"));
    let refused = fact(&written.page, "Refused");
    assert!(refused.starts_with("3; "), "a file and two rows: {refused}");
    assert!(refused.contains("rating not on the scale (SK303, 2 places)"), "{refused}");
    assert_eq!(refused.matches("(SK").count(), 2, "{refused}");
    for place in ["broken.yaml", "t.csv:3", "t.csv:4"] {
        assert!(written.ran.stderr.contains(place), "{place}: {}", written.ran.stderr);
    }
    let well = Written::of(&place, &["in/000.yaml", "in/001.yaml"]);
    assert_eq!(fact(&well.page, "Refused"), "0");
}

#[test]
fn d05_where_nothing_can_be_read_there_is_no_page() {
    let place = Place::new();
    place.write("broken.yaml", "answers: \"not a list\n");
    place.write("t.csv", "respondent,data-analysis\nt-2,9\n");
    for inputs in
        [&["broken.yaml"][..], &["t.csv", "--partial"], &["nothing.yaml"], &["broken.yaml", "t.csv", "--partial"]]
    {
        let ran = place.run(&[&["cohort"], inputs, &["-o", "page.html", "--tables", "tables"]].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{inputs:?}: {}", ran.stderr);
        assert!(ran.stderr.contains("nothing could be scored"), "{}", ran.stderr);
    }
    assert_eq!(place.files(), ["broken.yaml", "t.csv"]);
}

#[test]
fn an_output_that_is_an_input_is_refused() {
    let place = Place::new();
    put(&place, "in/1.yaml", &answers("s-1", None, 3));
    put(&place, "old.yaml", &answers("s-1", None, 2));
    place.write("list.csv", "respondent\ns-1\n");
    place.write("targets.csv", "competency,term,level\ndata-analysis,Year 1,3\n");
    let all = ["in/1.yaml", "--since", "old.yaml", "--invited", "list.csv", "--targets", "targets.csv", "--force"];
    let before = |place: &Place| ["in/1.yaml", "old.yaml", "list.csv", "targets.csv"].map(|name| place.read(name));
    let kept = before(&place);
    for output in ["in/1.yaml", "old.yaml", "list.csv", "./targets.csv", "in/../old.yaml"] {
        for option in ["-o", "--tables", "--reports"] {
            let ran = place.run(&[&["cohort"], &all[..], &[option, output]].concat());
            assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{option} {output}: {}", ran.stderr);
            assert!(ran.stderr.contains("would replace a file that is needed"), "{}", ran.stderr);
        }
    }
    assert!(before(&place) == kept && !place.path("skillgap-class.html").exists());
}

#[test]
fn another_page_is_not_replaced_without_force() {
    let place = Place::new();
    put(&place, "in/1.yaml", &answers("s-1", None, 3));
    let run = |more: &[&str]| place.run(&[&["cohort", "in", "-o", "page.html", "--on", DAY], more].concat());
    place.write("page.html", "mine");
    let ran = run(&[]);
    assert_eq!((ran.code, place.read("page.html").as_str()), (1, "mine"), "{}", ran.stderr);
    assert!(ran.stderr.contains("`page.html` is already there") && ran.stderr.contains("--force"), "{}", ran.stderr);
    assert_eq!(run(&["--force"]).code, 0);
    let page = place.read("page.html");
    assert!(page.starts_with("<!DOCTYPE html>"));
    // The same page again is no other page.
    let ran = run(&[]);
    assert_eq!((ran.code, place.read("page.html") == page), (0, true), "{}", ran.stderr);
    assert_eq!(place.files(), ["in", "page.html"], "no draft is left");
}

#[test]
fn the_page_goes_to_standard_output_alone() {
    let place = Place::new();
    put(&place, "in/1.yaml", &answers("s-1", None, 3));
    assert_eq!(place.run(&["cohort", "in", "-o", "page.html", "--on", DAY]).code, 0);
    let ran = place.run(&["cohort", "in", "-o", "-", "--on", DAY]);
    assert!(ran.code == 0 && ran.stdout == place.read("page.html"));
    assert_eq!(ran.stderr, "1 person, 1 answered\n");
    assert_eq!(place.run(&["cohort", "in", "-o", "-", "--on", DAY, "-q"]).stderr, "");
    let piped = place.run_with(&["cohort", "-", "-o", "-", "--on", DAY, "-q"], &place.read("in/1.yaml"));
    assert!(piped.stdout == ran.stdout, "{}", piped.stderr);
    assert_eq!(place.files(), ["in", "page.html"]);
}

/// The file that an address leads to from a page.
fn target(page: &Path, address: &str) -> std::path::PathBuf {
    let mut bytes = Vec::new();
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        let mut digit = || char::from(rest.next().unwrap()).to_digit(16).unwrap();
        bytes.push(if byte == b'%' { u8::try_from(digit() * 16 + digit()).unwrap() } else { byte });
    }
    page.parent().unwrap().join(String::from_utf8(bytes).unwrap())
}

#[test]
fn links_of_the_page_lead_to_the_report_of_the_person() {
    let place = class(12);
    let strange = ["a b", "ü#?%", "../../x"];
    for (number, id) in strange.iter().enumerate() {
        put(&place, &format!("autumn/strange-{number}.yaml"), &answers(id, None, 2));
    }
    let students = (0..12).map(|number| Student::new(SEED, number));
    let labels: BTreeMap<String, String> =
        students.filter_map(|student| Some((student.id("autumn"), student.label("autumn")?))).collect();
    std::fs::create_dir_all(place.path("for the office/of é & co")).unwrap();
    for (page, reports) in [
        ("page.html", "copies"),
        ("for the office/of é & co/the page.html", "advisor’s copies #1/100 %"),
        ("for the office/a.html", "for the office"),
    ] {
        let args = [
            "autumn",
            "--invited",
            "invited.csv",
            "-o",
            page,
            "--reports",
            reports,
            "--tables",
            "tables",
            "--on",
            DAY,
            "--force",
        ];
        let ran = place.run(&[&["cohort"], &args[..]].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let html = place.read(page);
        let mut linked = 0;
        for row in list(&html) {
            let links = &row.cells["Person"].links;
            let has_answers = row.text("Not rated") != "no answers";
            assert_eq!(links.len(), usize::from(has_answers), "{}", row.name());
            for link in links {
                let file = target(&place.path(page), link);
                let report = std::fs::read_to_string(&file).unwrap_or_else(|_| panic!("{link}: no {}", file.display()));
                // The copy of an advisor has the name where there is one.
                let named = labels.get(row.name()).map_or(row.name(), String::as_str);
                let facts = all(&report, ".facts div, header").join("\n");
                assert!(facts.contains(&folded(named)), "{named}: {facts}");
                linked += 1;
            }
        }
        assert!(linked >= 12, "{linked}");
        assert!(strange.iter().all(|id| list(&html).iter().any(|row| row.name() == *id)));
        // The table has the addresses that the page has.
        let people = crate::harness::recount::csv_rows(&place.read("tables/people.csv"));
        let column = people[0].iter().position(|name| name == "report").unwrap();
        let mut in_table: Vec<String> =
            people[1..].iter().map(|row| row[column].clone()).filter(|cell| !cell.is_empty()).collect();
        let mut in_page = attributes(&html, "#people a", "href");
        in_table.sort();
        in_page.sort();
        assert_eq!(in_table, in_page);
    }
}
