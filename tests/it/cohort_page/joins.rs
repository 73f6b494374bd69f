//! Who is one person, which of their attempts counts, and with which earlier one it is compared.

use super::{DAY, USUAL_CLASS, WITHOUT_CODE, Written, answers, dated, fact, list, listed, put};
use crate::harness::page::{all, attributes};
use crate::harness::{Place, director_pack};

const SPRING: Option<&str> = Some("2026-04-20T09:00:00Z");
const AUTUMN: Option<&str> = Some("2026-11-20T09:00:00Z");

/// What the page says below the facts of its head.
fn notes(page: &str) -> String {
    all(page, "header > .legend").join("\n")
}

fn names(page: &str) -> Vec<String> {
    let mut names: Vec<String> = list(page).iter().map(|row| row.name().to_owned()).collect();
    names.sort();
    names
}

#[test]
fn c07_one_code_in_two_terms_is_one_person_and_both_days_stand_in_the_row() {
    let place = Place::new();
    put(&place, "spring/1.yaml", &dated(answers("s-1", None, 1), None, SPRING));
    put(&place, "autumn/1.yaml", &dated(answers("s-1", None, 3), None, AUTUMN));
    put(&place, "autumn/2.yaml", &dated(answers("s-2", None, 3), None, AUTUMN));
    let written = Written::of(&place, &["autumn", "--since", "spring"]);
    assert_eq!(names(&written.page), ["s-1", "s-2"]);
    let row = listed(&written.page, "s-1");
    let count = director_pack().competencies().len();
    let said = row.text("Since last time");
    assert!(said.starts_with(&format!("up in {count}, down in 0; ")), "{said}");
    assert!(said.ends_with(" points 20 April 2026 to 20 November 2026"), "{said}");
    assert_eq!(listed(&written.page, "s-2").text("Since last time"), "first attempt");
}

#[test]
fn c07_every_change_of_the_class_has_both_days_and_stands_only_where_levels_are_made_alike() {
    let (written, pack) = (&*USUAL_CLASS, director_pack());
    let day = |text: &str| skillgap::language::date(skillgap::clock::Date::parse(text).unwrap());
    let (mut with_days, mut without) = (0, 0);
    for row in list(&written.page).iter().filter(|row| row.name() != WITHOUT_CODE) {
        let person = written.row("people", row.name());
        let said = row.text("Since last time");
        if person["went_up"].is_empty() {
            assert!(["first attempt", "cannot be compared", "answered before"].contains(&said), "{said}");
            assert!(row.cells["Since last time"].value().is_none());
            without += usize::from(said == "cannot be compared");
            continue;
        }
        assert!(said.starts_with(&format!("up in {}, down in {}", person["went_up"], person["went_down"])), "{said}");
        let days = match (person["since"], person["date"]) {
            ("", now) => format!("earlier term, without a day, to {}", day(now)),
            (then, "") => format!("{} to this term, without a day", day(then)),
            (then, now) => format!("{} to {}", day(then), day(now)),
        };
        assert!(said.ends_with(&days), "{}: {said}, not {days}", row.name());
        with_days += 1;
    }
    // Numbers 14 and 74 answered the spring under another rule.
    for name in ["s-0014", "s-0074"] {
        assert_eq!(listed(&written.page, name).text("Since last time"), "cannot be compared");
    }
    assert!(with_days > 60 && without == 2, "{with_days} and {without}");

    // The same answers under the present rule, and under another one.
    let scoring = format!("scoring: {}", pack.scoring_fingerprint());
    let text = skillgap::answers::to_yaml(&dated(answers("s-1", None, 1), None, SPRING), &pack);
    assert!(text.contains(&scoring));
    for (fingerprint, is_compared) in [(scoring.as_str(), true), ("scoring: ffffffffff", false)] {
        let place = Place::new();
        place.write(
            "spring/1.yaml",
            &text.replace(&scoring, fingerprint).replace(&format!("version: {}", pack.version()), "version: 1.1.0"),
        );
        put(&place, "autumn/1.yaml", &dated(answers("s-1", None, 3), None, AUTUMN));
        let written = Written::of(&place, &["autumn", "--since", "spring"]);
        let row = listed(&written.page, "s-1");
        assert_eq!(row.text("Since last time").starts_with("up in "), is_compared, "{}", row.text("Since last time"));
        assert_eq!(!written.row("people", "s-1")["readiness_change"].is_empty(), is_compared);
        assert_eq!(written.page.contains("<h2 id=\"then\">"), is_compared);
        let sentence = &all(&written.page, "section[aria-labelledby=moved] p")[0];
        assert_eq!(sentence.starts_with("Nobody has an earlier attempt that can be compared."), !is_compared);
    }
}

#[test]
fn c01_another_code_with_the_same_label_is_one_person_and_the_page_says_so() {
    let place = Place::new();
    put(&place, "spring/1.yaml", &dated(answers("p-old", Some(" Robin Vale "), 1), None, SPRING));
    put(&place, "autumn/1.yaml", &dated(answers("s-1", Some("Robin Vale"), 3), None, AUTUMN));
    put(&place, "autumn/2.yaml", &dated(answers("s-2", Some("Robin Vale-Ash"), 3), None, AUTUMN));
    let written = Written::of(&place, &["autumn", "--since", "spring"]);
    assert_eq!(names(&written.page), ["s-1", "s-2"]);
    let said = notes(&written.page);
    assert!(
        said.contains("These codes are treated as one person, because the label is the same: s-1 and p-old."),
        "{said}"
    );
    assert!(!said.contains("s-2") && !said.contains("Robin"), "{said}");
    assert!(listed(&written.page, "s-1").text("Since last time").starts_with("up in "));
    assert_eq!(attributes(&written.page, "#people tbody tr", "id").len(), 2);
}

#[test]
fn c01_a_label_with_two_codes_in_one_table_joins_nobody() {
    let place = Place::new();
    place.write("t.csv", "respondent,label,data-analysis\ns-1,Robin Vale,1\ns-2,Robin Vale,2\n");
    put(&place, "spring/1.yaml", &dated(answers("p-old", Some("Robin Vale"), 1), None, SPRING));
    let written = Written::of(&place, &["t.csv", "--since", "spring", "--partial"]);
    assert_eq!(names(&written.page), ["s-1", "s-2"]);
    let said = notes(&written.page);
    assert!(said.contains("1 label stands for more than one code, so that nobody was joined by it."), "{said}");
    assert!(!said.contains("Taken for one person"), "{said}");
    for name in ["s-1", "s-2"] {
        assert_eq!(listed(&written.page, name).text("Since last time"), "first attempt");
    }
    assert_eq!(all(&written.page, "section[aria-labelledby=moved] .copy"), ["p-old"]);
}

#[test]
fn c01_a_draft_after_a_finished_attempt_changes_nothing_but_is_said() {
    let place = Place::new();
    put(&place, "in/1.yaml", &dated(answers("s-1", None, 3), None, AUTUMN));
    let before = Written::of(&place, &["in"]);
    put(&place, "in/again.yaml", &dated(answers("s-1", None, 0), Some("2026-11-25T09:00:00Z"), None));
    let after = Written::of(&place, &["in"]);
    let row = listed(&after.page, "s-1");
    assert_eq!((names(&after.page).len(), row.text("Status")), (1, "Answered"));
    assert!(row.reasons().contains(&"new attempt begun on 25 November 2026, not finished"), "{:?}", row.reasons());
    assert!(row.calls().len() == listed(&before.page, "s-1").calls().len(), "it is no reason to see them");
    for table in ["competencies", "levels", "needs", "resources", "roles"] {
        assert_eq!(before.tables[table], after.tables[table], "{table}");
    }
    // A draft of someone who finished nothing counts in no figure; after two weeks it is stale.
    for (begun, status, said) in
        [("2026-11-16", "Unfinished", None), ("2026-11-15", "Stale draft", Some("draft left since 15 November 2026"))]
    {
        put(&place, "draft/2.yaml", &dated(answers("s-2", None, 0), Some(&format!("{begun}T09:00:00Z")), None));
        let written = Written::of(&place, &["in", "draft"]);
        let row = listed(&written.page, "s-2");
        assert_eq!(row.text("Status"), status);
        assert_eq!(row.reasons().into_iter().find(|reason| reason.starts_with("draft")), said);
        assert_eq!(before.tables["competencies"], written.tables["competencies"]);
        let stale = if status == "Unfinished" { "1" } else { "1, of these 1 begun more than 14 days ago" };
        assert_eq!(
            (fact(&written.page, "Answered"), fact(&written.page, "Unfinished")),
            ("1".to_owned(), stale.to_owned())
        );
    }
}

#[test]
fn c07_rows_of_an_earlier_term_without_a_day_stand_before_everything() {
    let place = Place::new();
    place.write("old.csv", "respondent,data-analysis,data-governance\ns-1,1,1\ns-2,1,2\n");
    place.write("now.csv", "respondent,data-analysis,data-governance\ns-2,3,1\n");
    put(&place, "autumn/1.yaml", &dated(answers("s-1", None, 3), None, AUTUMN));
    let written = Written::of(&place, &["autumn", "now.csv", "--since", "old.csv", "--partial"]);
    let said = |name: &str| listed(&written.page, name).text("Since last time").to_owned();
    let first = said("s-1");
    assert!(
        first.starts_with("up in 2, down in 0") && first.ends_with("earlier term, without a day, to 20 November 2026"),
        "{first}"
    );
    let second = said("s-2");
    assert!(
        second.starts_with("up in 1, down in 1") && second.ends_with("earlier term to this one, without days"),
        "{second}"
    );
    assert_eq!(written.row("people", "s-2")["since"], "");
    assert_eq!(fact(&written.page, "Answers from"), "20 November 2026");
}

#[test]
fn c01_the_invited_are_found_by_code_and_by_label_and_the_missing_are_named() {
    let place = Place::new();
    put(&place, "in/1.yaml", &answers("s-1", Some("Robin Vale"), 3));
    put(&place, "in/2.yaml", &answers("s-2", Some("Kim Ash"), 3));
    put(&place, "in/3.yaml", &answers("s-3", None, 3));
    put(&place, "old/4.yaml", &dated(answers("p-4", Some("Sam Fern"), 1), None, SPRING));
    place.write("list.csv", "respondent,label,group\ns-1,,A\n,Kim Ash,B\ns-8,Jo Reed,A\n,Sam Fern,B\n,Nobody Known,\n");
    let written = Written::of(&place, &["in", "--invited", "list.csv", "--since", "old"]);
    assert_eq!(names(&written.page), [WITHOUT_CODE, "p-4", "s-1", "s-2", "s-3", "s-8"]);
    assert_eq!(fact(&written.page, "Invited"), "5, of whom 2 sent something; 1 who answered is not on it");
    assert_eq!([fact(&written.page, "Answered"), fact(&written.page, "No reply")], ["3", "3"]);
    let row = |name: &str| {
        let row = listed(&written.page, name);
        [row.text("Group"), row.text("Status"), row.text("What stands out")].map(str::to_owned)
    };
    assert_eq!((row("s-1")[0].as_str(), row("s-2")[0].as_str(), row("s-3")[0].as_str()), ("A", "B", "none"));
    assert_eq!(row("s-8"), ["A", "No reply", "no reply"]);
    assert_eq!(row("p-4"), ["B", "No reply", "no reply"]);
    assert_eq!(listed(&written.page, "p-4").text("Since last time"), "answered before");
    assert_eq!(all(&written.page, "#missing .copy"), ["p-4; s-8"]);
    assert!(
        notes(&written.page).contains("1 person without a reply has no code on the list of the invited."),
        "{}",
        notes(&written.page)
    );
    assert_eq!(all(&written.page, "section[aria-labelledby=moved] .copy"), ["p-4"]);
    // Without a list nobody is missing.
    let written = Written::of(&place, &["in", "--since", "old"]);
    assert_eq!((fact(&written.page, "Invited").as_str(), names(&written.page).len()), ("no list was given", 3));
    assert_eq!(all(&written.page, "#missing"), [""; 0]);
}

/// Two attempts of one moment, joins by label, tables and files: in any order.
#[test]
fn c01_the_order_of_inputs_and_threads_decides_nothing() {
    let place = Place::new();
    place.write("a.csv", "respondent,label,data-analysis\ns-1,Robin Vale,1\ns-2,Kim Ash,2\ns-2,Kim Ash,4\n");
    place.write("b.csv", "respondent,label,data-analysis,group\ns-9,Robin Vale,4,Two\ns-4,Sam Fern,3,\n");
    put(&place, "c/1.yaml", &dated(answers("s-1", Some("Robin Vale"), 3), None, AUTUMN));
    put(&place, "c/2.yaml", &dated(answers("s-1", Some("R. Vale"), 2), None, AUTUMN));
    put(&place, "c/3.yaml", &dated(answers("s-4", Some("Kim Ash"), 2), AUTUMN, None));
    place.write("old1.csv", "respondent,label,data-analysis\ns-4,,1\ns-7,R. Vale,1\n");
    place.write("old2.csv", "respondent,label,data-analysis\ns-4,,2\ns-2,,0\n");
    let page = |inputs: [&str; 3], since: [&str; 2], threads: &str| {
        let args =
            ["--since", since[0], "--since", since[1], "--partial", "--threads", threads, "-o", "-", "--on", DAY];
        let ran = place.run(&[&["cohort"], &inputs[..], &args].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.stdout
    };
    let first = page(["a.csv", "b.csv", "c"], ["old1.csv", "old2.csv"], "1");
    assert!(list(&first).iter().any(|row| row.text("Since last time").starts_with("up in ")));
    for inputs in [
        ["a.csv", "c", "b.csv"],
        ["b.csv", "a.csv", "c"],
        ["b.csv", "c", "a.csv"],
        ["c", "a.csv", "b.csv"],
        ["c", "b.csv", "a.csv"],
    ] {
        for (since, threads) in [(["old1.csv", "old2.csv"], "2"), (["old2.csv", "old1.csv"], "8")] {
            assert!(page(inputs, since, threads) == first, "{inputs:?}, {since:?}, {threads} threads");
        }
    }
}
