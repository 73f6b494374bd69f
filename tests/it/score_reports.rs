//! `skillgap score --reports`: one page for each respondent.

use std::collections::BTreeSet;

use crate::harness::page::{all, count};
use crate::harness::{Place, director_pack};
use skillgap::answers;
use skillgap::assess::Assessment;
use skillgap::plan::{PlanOptions, first_step};

fn reports(place: &Place, folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(place.path(folder)).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn each_respondent_gets_the_page_that_their_answers_give() {
    let place = Place::new();
    let template = place.run(&["template"]).stdout;
    for (id, rating) in [("s-1", 1), ("s-2", 4)] {
        let filled = template.replace("    rating:\n", &format!("    rating: {rating}\n    note: \"note of {id}\"\n"));
        place.write(&format!("in/{id}.yaml"), &filled.replace("id: s-0001", &format!("id: {id}")));
    }
    let ran = place.run(&["score", "in", "--reports", "out/pages", "-o", "scores.csv"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    assert_eq!(ran.stderr, "scored 2 of 2\n2 reports: [folder]/out/pages\nindex: [folder]/out/pages/index.html\n");
    assert_eq!(reports(&place, "out/pages"), ["index.html", "s-1.html", "s-2.html"]);
    for id in ["s-1", "s-2"] {
        let page = format!("out/pages/{id}.html");
        let verified = place.run(&["report", &format!("in/{id}.yaml"), "--verify", &page]);
        assert_eq!(verified.code, 0, "{}", verified.stderr);
        assert!(place.read(&page).contains(&format!("note of {id}")));
    }
    // The same again is no overwriting; another page of the same name is.
    assert_eq!(place.run(&["score", "in", "--reports", "out/pages", "-q"]).code, 0);
    place.write("out/pages/s-1.html", "mine");
    let ran = place.run(&["score", "in", "--reports", "out/pages"]);
    assert_eq!((ran.code, place.read("out/pages/s-1.html")), (3, "mine".to_owned()), "D05");
    assert!(ran.stderr.contains("error[SK315]") && ran.stderr.contains("2 of 2; 1 needs attention"), "{}", ran.stderr);
    assert_eq!(place.run(&["score", "in", "--reports", "out/pages", "--force"]).code, 0);
    assert_ne!(place.read("out/pages/s-1.html"), "mine");
    assert_eq!(reports(&place, "out/pages"), ["index.html", "s-1.html", "s-2.html"], "nothing hidden is left");
}

#[test]
fn no_pseudonym_escapes_the_folder_or_replaces_another() {
    let place = Place::new();
    let ids =
        ["../../evil", "/etc/passwd", "A", "a", "a", "a-2", "con", "..", "<script>", "=cmd|x", "ü", "index", "INDEX"];
    let rows = ids.map(|id| format!("\"{id}\",bachelor,3\n")).concat();
    place.write("t.csv", &format!("respondent,education,data-analysis\n{rows}"));
    let names = |threads: &str, folder: &str| {
        let ran = place.run(&[
            "score",
            "t.csv",
            "--partial",
            "--reports",
            folder,
            "--threads",
            threads,
            "-o",
            &format!("{folder}.csv"),
        ]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        reports(&place, folder)
    };
    let found = names("1", "one");
    assert_eq!(found.len(), ids.len() + 1, "each has a page, and there is an index");
    let folded: BTreeSet<String> = found.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(folded.len(), ids.len() + 1, "distinct where case does not count: {found:?}");
    assert!(found.iter().all(|name| !name.contains(['/', '\\', ':', '|', '<']) && !name.starts_with('.')));
    assert_eq!(place.files(), ["one", "one.csv", "t.csv"]);
    assert_eq!(names("4", "four"), found, "the same names on any number of threads");
    for name in &found {
        assert_eq!(place.read(&format!("one/{name}")), place.read(&format!("four/{name}")));
    }
    let index = place.read("one/index.html");
    assert_eq!(all(&index, "tbody th a"), ids, "in the order of the input, as text");
    assert_eq!(count(&index, "script"), 0);
    let first = place.read("one/evil.html");
    assert!(first.contains("../../evil") && !first.contains("<script>"));
}

/// A row of a table says when it was finished, or is a draft as a file without that is.
#[test]
fn rows_without_a_finish_are_drafts() {
    let place = Place::new();
    place.write(
        "t.csv",
        "respondent,finished,licences,experience-years,region,data-analysis\n\
         a,2026-11-23T09:09:00Z,rn;other,2,us,3\nb,,none,,,3\nc,yesterday,,,,3\nd,,pilot,70,,3\n",
    );
    let ran = place.run(&["score", "t.csv", "--partial", "--reports", "pages", "-q"]);
    assert_eq!(ran.code, 3);
    assert_eq!(reports(&place, "pages"), ["a.html", "b.html", "index.html"]);
    assert!(!place.read("pages/a.html").contains("Draft") && place.read("pages/b.html").contains("Draft"));
    assert!(place.read("pages/a.html").contains("23 November 2026"));
    for part in ["unknown finished: `yesterday`", "unknown licences: `pilot`", "unknown experience-years: `70`"] {
        assert!(ran.stderr.contains(part), "{part}\n{}", ran.stderr);
    }
}

/// The index has a row for each person, in the order of the input, with a link that leads to their report.
#[test]
fn b20_the_index_says_the_next_role_and_the_first_step_of_each() {
    let (place, pack) = (Place::new(), director_pack());
    assert_eq!(place.run(&["demo", "-o", "demo.html"]).code, 0);
    for (id, name) in [("zoe", "a"), ("'<b>&\"x'", "b")] {
        let text = place.read("demo.yaml");
        let line = text.lines().find(|line| line.trim_start().starts_with("id: s-")).unwrap().to_owned();
        place.write(&format!("in/{name}.yaml"), &text.replace(&line, &format!("  id: {id}")));
    }
    let ran = place.run(&["score", "in", "--reports", "out", "-q", "-o", "scores.csv"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let page = place.read("out/index.html");
    let sheet = answers::parse("a.yaml", &place.read("in/a.yaml"), &pack).0.unwrap();
    let assessment = Assessment::new(&pack, &sheet);
    let next = &pack.role(assessment.next_role(sheet.role).unwrap()).title;
    let first = first_step(&assessment, &PlanOptions::new(sheet.role)).resource().unwrap();
    let cells = all(&page, "tbody td");
    assert_eq!(cells.len(), 8);
    assert!(
        all(&page, "tbody th").iter().all(|head| head.ends_with(" Sam, a made-up student")),
        "the label stands there"
    );
    for row in cells.chunks(4) {
        assert_eq!(row[0], pack.role(sheet.role).title);
        assert_eq!(row[1], "34 %");
        assert!(row[2].starts_with(&format!("{next}, ")), "{row:?}");
        assert_eq!(row[3], pack.resource(first).title);
    }
    assert_eq!(all(&page, "tbody a"), ["zoe", "<b>&\"x"]);
    for file in reports(&place, "out").iter().filter(|file| *file != "index.html") {
        assert!(page.contains(&format!("href=\"{file}\"")), "{file}");
    }
    assert!(page.contains("Content-Security-Policy") && page.contains("default-src 'none'"));
    assert_eq!((count(&page, "h1"), count(&page, "script"), count(&page, "b")), (1, 0, 0));
}

#[test]
fn d05_an_index_that_is_another_page_stays_without_force() {
    let place = Place::new();
    place.write("t.csv", "respondent,data-analysis\na,3\n");
    place.write("out/index.html", "mine");
    let ran = place.run(&["score", "t.csv", "--partial", "--reports", "out", "-q"]);
    assert_eq!((ran.code, place.read("out/index.html")), (3, "mine".to_owned()), "{}", ran.stderr);
    assert!(ran.stderr.contains("no index: `out/index.html` is another page"), "{}", ran.stderr);
    assert_eq!(place.run(&["score", "t.csv", "--partial", "--reports", "out", "-q", "--force"]).code, 0);
    assert_eq!(all(&place.read("out/index.html"), "tbody th a"), ["a"]);
    assert_eq!(
        place.run(&["score", "t.csv", "--partial", "--reports", "out", "-q"]).code,
        0,
        "the same again is no overwriting"
    );
}

/// The advisor's copy of many is the one that `report` makes, without its plan; the student's file is another.
#[test]
fn advisors_copies_stand_beside_the_students_reports() {
    let place = Place::new();
    assert_eq!(place.run(&["demo", "-o", "demo.html"]).code, 0);
    let ran = place.run(&["score", "demo.yaml", "--reports", "out", "--for", "advisor", "-q", "-o", "scores.csv"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let names = reports(&place, "out");
    assert_eq!(names.len(), 2);
    let copy = names.iter().find(|name| name.ends_with("-advisor.html")).unwrap();
    let page = place.read(&format!("out/{copy}"));
    assert_eq!(count(&page, "section[aria-labelledby=meeting]"), 1);
    let verified = place.run(&["report", "demo.yaml", "--verify", &format!("out/{copy}")]);
    assert_eq!(verified.code, 0, "{}", verified.stderr);
    assert_eq!(all(&place.read("out/index.html"), "h1"), ["Advisor’s copies"]);
    let ran = place.run(&["score", "demo.yaml", "--for", "advisor", "--role", "health-it-analyst"]);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
}
