//! `--share`: figures of the whole class, in which nobody can be found.

use std::collections::BTreeSet;

use scraper::Html;

use super::{SEED, answers, class, folded, put, put_all, select, text};
use crate::harness::class::{Class, DAY, GROUPS};
use crate::harness::page::{all, assert_sound, count};
use crate::harness::{Place, Ran, director_pack};

fn share(place: &Place, args: &[&str]) -> Ran {
    place.run(&[&["cohort"], args, &["--share", "-o", "figures.html", "--on", DAY]].concat())
}

/// The shares in per cent that the text of a page gives.
fn shares(page: &str) -> Vec<u32> {
    let document = Html::parse_document(page);
    let body = text(select(document.root_element(), "body").remove(0));
    let words: Vec<&str> = body.split([' ', ';', ',', '.']).collect();
    let mut found = Vec::new();
    for pair in words.windows(2).filter(|pair| pair[1].starts_with('%')) {
        found.push(pair[0].parse().unwrap_or_else(|_| panic!("a share: {pair:?}")));
    }
    assert_eq!(found.len(), body.matches('%').count(), "every share has its number before it");
    found
}

#[test]
fn c09_what_is_shared_names_nobody_and_no_group_and_no_step() {
    let place = class(120);
    let own =
        place.run(&["cohort", "autumn", "--since", "spring", "-o", "own.html", "--tables", "tables", "--on", DAY]);
    assert_eq!(own.code, 0, "{}", own.stderr);
    let ran = share(&place, &["autumn", "--since", "spring", "--invited", "invited.csv"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let page = place.read("figures.html");
    assert_sound(&page);
    let people = crate::harness::recount::csv_rows(&place.read("tables/people.csv"));
    let column = |name: &str| people[0].iter().position(|own| own == name).unwrap();
    let (step, pack) = (column("first_step"), director_pack());
    let mut steps = BTreeSet::new();
    for row in &people[1..] {
        assert!(row[0].is_empty() || !page.contains(&row[0]), "{}", row[0]);
        steps.insert(row[step].clone());
    }
    // A step is a resource, or a competency to find out about; competencies have their figures.
    let titles = steps.iter().filter_map(|id| Some(&pack.resource(pack.find_resource(id)?).title)).collect::<Vec<_>>();
    assert!(titles.len() > 3, "{steps:?}");
    for text in titles.into_iter().map(String::as_str).chain(GROUPS).chain(["s-00", "p-spring", "-s-", "invited"]) {
        assert!(!page.contains(text), "{text}");
    }
    for part in ["#people", "#heat", "script", "form", "details", "a", "svg", "[id^=p-]", "#first", "#agreed"] {
        assert_eq!(count(&page, part), 0, "{part}");
    }
    let rows: BTreeSet<String> = all(&page, "tbody th").into_iter().collect();
    let titles: BTreeSet<String> = pack.competencies().iter().map(|own| own.title.clone()).collect();
    assert_eq!((rows, count(&page, "table")), (titles, 1), "each row is a competency");
    assert!(all(&page, ".notice")[0].contains("people rated themselves, and nothing was tested"));
}

#[test]
fn c09_no_share_is_nought_or_all_and_all_come_in_steps() {
    let place = Place::new();
    for seed in [SEED, 2, 3] {
        Class::new(&director_pack(), seed, 37).write(place.folder.path());
        assert_eq!(share(&place, &["autumn", "--since", "spring", "--force"]).code, 0);
        let page = place.read("figures.html");
        let shares = shares(&page);
        assert!(
            shares.len() > 40 && shares.iter().all(|share| (5..=90).contains(share) && share % 5 == 0),
            "{shares:?}"
        );
        // What is below ten is the width of a step in the rule alone.
        assert_eq!(shares.iter().filter(|share| **share == 5).count(), 1);
    }
    // Where all are alike, figures could say something of everyone.
    for rating in [0, 5] {
        let place = Place::new();
        let people = |rating: i64| (0..10).map(move |number| answers(&format!("s-{number}"), None, rating));
        put_all(&place, "in", &people(rating).collect::<Vec<_>>());
        put_all(&place, "old", &people(5 - rating).collect::<Vec<_>>());
        assert_eq!(share(&place, &["in", "--since", "old"]).code, 0);
        let page = place.read("figures.html");
        let cells: BTreeSet<String> =
            all(&page, "td[data-name^='At the target'], td[data-name^=Rose], li").into_iter().collect();
        let cells: BTreeSet<&str> = cells.iter().map(|cell| cell.rsplit(": ").next().unwrap()).collect();
        let expected: BTreeSet<&str> = ["less than 10 %", "more than 90 %"].into();
        assert!(!cells.is_empty() && cells.is_subset(&expected), "{cells:?}");
    }
}

#[test]
fn c09_nine_people_are_too_few_and_ten_are_enough() {
    let place = Place::new();
    for number in 0..9 {
        put(&place, &format!("in/{number}.yaml"), &answers(&format!("s-{number}"), None, number % 5));
    }
    // Those who did not answer, and second attempts, make nobody more.
    let draft = super::dated(answers("s-draft", None, 3), Some("2026-11-20T09:00:00Z"), None);
    put(&place, "in/draft.yaml", &draft);
    put(&place, "in/again.yaml", &super::dated(answers("s-1", None, 4), None, Some("2026-11-24T09:00:00Z")));
    let ran = share(&place, &["in"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{}", ran.stderr);
    let message =
        "9 people have answered, too few to share figures: at least 10 are needed, so that nobody can be found in them";
    let said = folded(&ran.stderr);
    assert!(said.contains(message), "{said}");
    assert!(!place.path("figures.html").exists());
    put(&place, "in/9.yaml", &answers("s-9", None, 2));
    let ran = share(&place, &["in"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let page = place.read("figures.html");
    assert!(page.contains("<dt>Answered<dd>10</div>"));
    assert!(all(&page, "td[data-name='At the target of their next role']").iter().all(|cell| cell.ends_with('%')));
}

/// Ten answered, and fewer have a level in a competency, share a need or were there before.
#[test]
fn c09_nothing_is_said_of_fewer_than_ten_within_the_class() {
    let place = Place::new();
    let row = |number: usize, other: &str| format!("s-{number},{},{other}\n", number % 5);
    let rows = (0..10).map(|number| row(number, if number == 3 { "?" } else { "1" })).collect::<String>();
    place.write("t.csv", &format!("respondent,data-analysis,data-governance\n{rows}"));
    place.write("old.csv", "respondent,data-analysis\ns-1,0\ns-2,0\ns-3,0\n");
    assert_eq!(share(&place, &["t.csv", "--since", "old.csv", "--partial"]).code, 0);
    let page = place.read("figures.html");
    let pack = director_pack();
    let title = |id: &str| &pack.competency(pack.find_competency(id).unwrap()).title;
    let cells = |id: &str| {
        let rows = super::table(&page, "table");
        let row = rows.into_iter().find(|row| row[0].text == *title(id)).unwrap();
        row[1..].iter().map(|cell| cell.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(cells("data-governance"), ["too few people", "too few people"], "nine have a level");
    assert_ne!(cells("data-analysis")[0], "too few people");
    assert!(!page.contains("Compared with an earlier term") && !page.contains("Rose by a level"));
    let needs = all(&page, "#needs ~ ul li");
    assert!(!needs.iter().any(|need| need.starts_with(title("data-governance"))), "{needs:?}");
}

#[test]
fn c09_share_does_not_go_with_what_names_people() {
    let place = class(12);
    for more in [&["--tables", "t"][..], &["--reports", "r"], &["--show-names"], &["--group", "group"]] {
        let ran = share(&place, &[&["autumn"], more].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{more:?}: {}", ran.stderr);
        assert!(ran.stderr.contains("cannot be used with"), "{more:?}: {}", ran.stderr);
    }
    assert_eq!(place.files(), ["autumn", "invited.csv", "spring"], "nothing was written");
}
