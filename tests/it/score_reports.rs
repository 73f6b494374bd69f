//! `skillgap score --reports`: one page for each respondent.

use std::collections::BTreeSet;

use crate::harness::Place;

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
    assert_eq!(ran.stderr, "scored 2 of 2\n2 reports: [folder]/out/pages\n");
    assert_eq!(reports(&place, "out/pages"), ["s-1.html", "s-2.html"]);
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
    assert_eq!(reports(&place, "out/pages"), ["s-1.html", "s-2.html"], "nothing hidden is left");
}

#[test]
fn no_pseudonym_escapes_the_folder_or_replaces_another() {
    let place = Place::new();
    let ids = ["../../evil", "/etc/passwd", "A", "a", "a", "a-2", "con", "..", "<script>", "=cmd|x", "ü"];
    let rows = ids.map(|id| format!("\"{id}\",bachelor,3\n")).concat();
    place.write("t.csv", &format!("respondent,education,data-analysis\n{rows}"));
    let names = |threads: &str, folder: &str| {
        let ran =
            place.run(&["score", "t.csv", "--reports", folder, "--threads", threads, "-o", &format!("{folder}.csv")]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        reports(&place, folder)
    };
    let found = names("1", "one");
    assert_eq!(found.len(), ids.len());
    let folded: BTreeSet<String> = found.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(folded.len(), ids.len(), "distinct where case does not count: {found:?}");
    assert!(
        found
            .iter()
            .all(|name| name.is_ascii() && !name.contains(['/', '\\', ':', '|', '<']) && !name.starts_with('.'))
    );
    assert_eq!(place.files(), ["one", "one.csv", "t.csv"]);
    assert_eq!(names("4", "four"), found, "the same names on any number of threads");
    for name in &found {
        assert_eq!(place.read(&format!("one/{name}")), place.read(&format!("four/{name}")));
    }
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
    let ran = place.run(&["score", "t.csv", "--reports", "pages", "-q"]);
    assert_eq!(ran.code, 3);
    assert_eq!(reports(&place, "pages"), ["a.html", "b.html"]);
    assert!(!place.read("pages/a.html").contains("Draft") && place.read("pages/b.html").contains("Draft"));
    assert!(place.read("pages/a.html").contains("23 November 2026"));
    for part in ["unknown finished: `yesterday`", "unknown licences: `pilot`", "unknown experience-years: `70`"] {
        assert!(ran.stderr.contains(part), "{part}\n{}", ran.stderr);
    }
}
