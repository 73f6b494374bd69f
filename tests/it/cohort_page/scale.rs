//! How large the page is.

use std::fmt::Write as _;

use super::{DAY, fact, list};
use crate::harness::class::Class;
use crate::harness::page::{all, count};
use crate::harness::{Place, director_pack, release_program};

const KIB: usize = 1024;

/// The page of the made-up class of so many people in two terms, with everything that a page can have.
fn page_of(size: usize) -> String {
    let place = Place::with_program(release_program());
    Class::new(&director_pack(), super::SEED, size).write(place.folder.path());
    place.write("targets.csv", "competency,term,level\ndata-analysis,Year 1,2\ndata-analysis,Year 2,3\n");
    let args = ["autumn", "--since", "spring", "--invited", "invited.csv", "--targets", "targets.csv", "--on", DAY];
    let ran = place.run(&[&["cohort", "-o", "-", "--reports", "copies", "-q"], &args[..]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    ran.stdout
}

#[test]
fn c11_a_page_of_100_people_with_25_competencies_takes_at_most_400_kib() {
    // Some have left, and stand in no list.
    let page = page_of(108);
    assert_eq!(count(&page, "#heat thead th"), 1 + 25);
    assert!(count(&page, "#people tbody tr") >= 100);
    assert!(page.len() <= 400 * KIB, "{} KiB", page.len() / KIB);
}

#[test]
#[ignore = "takes long: 500 people in two terms, with reports"]
fn c11_a_page_of_500_people_takes_at_most_2_mib() {
    let page = page_of(535);
    assert!(count(&page, "#people tbody tr") >= 500, "{}", count(&page, "#people tbody tr"));
    assert!(page.len() <= 2 * KIB * KIB, "{} KiB", page.len() / KIB);
}

/// Rows of a table of which one in so many has reasons: "don't know" to everything.
fn crowd(size: usize, every: usize) -> String {
    let pack = director_pack();
    let items: Vec<String> =
        pack.form(pack.default_form()).items.iter().map(|item| pack.item(*item).id.to_string()).collect();
    let mut table = format!("respondent,group,experience-years,{}\n", items.join(","));
    for number in 0..size {
        let is_unsure = number % every == 0;
        let rating =
            |at: usize| if is_unsure { "?".to_owned() } else { ((number * 7 + at * (1 + number % 3)) % 4).to_string() };
        let ratings: Vec<String> = (0..items.len()).map(rating).collect();
        let _ = writeln!(table, "s-{number:05},Group {},3,{}", number % 12, ratings.join(","));
    }
    table
}

#[test]
#[ignore = "takes long: more than 5,000 people"]
fn c11_above_5000_people_only_those_with_a_reason_are_listed_and_all_are_counted() {
    let place = Place::with_program(release_program());
    let page = |size: usize, every: usize| {
        place.write("t.csv", &crowd(size, every));
        let ran = place.run(&["cohort", "t.csv", "-o", "-", "--on", DAY, "-q"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.stdout
    };
    // All of 5,000 are listed.
    let largest = page(5000, 100);
    assert_eq!((count(&largest, "#people tbody tr"), count(&largest, "#heat tbody tr")), (5000, 5000));
    let said = all(&largest, "#list > p").join("\n") + &all(&largest, "header .legend").join("\n");
    assert!(!said.contains("This page lists"), "{said}");
    // Of one more only those with a reason are.
    let more = page(5001, 100);
    let rows = list(&more);
    assert_eq!((rows.len(), count(&more, "#heat tbody tr")), (51, 51));
    assert!(rows.iter().all(|row| !row.calls().is_empty()));
    let sentence =
        "This page lists 51 of 5001 people: those with a reason to be seen soon. Its figures count everyone.";
    for part in ["#list > p", "header .legend"] {
        assert!(all(&more, part).iter().any(|line| line.starts_with(sentence)), "{part}: {:?}", all(&more, part));
    }
    assert_eq!(all(&more, "#list > summary"), ["51 people with a reason to be seen soon"]);
    assert_eq!(fact(&more, "Answered"), "5001");
    assert!(all(&more, "#each ~ .legend")[0].starts_with("Of 5001 who answered."));
    let rated: Vec<usize> =
        all(&more, "#each ~ .scroll tbody td:nth-child(3)").iter().map(|cell| cell.parse().unwrap()).collect();
    assert!(rated.len() == 25 && rated.iter().all(|n| *n == 5001 - 51), "{rated:?}");
    assert!(more.len() <= 6 * KIB * KIB, "{} KiB", more.len() / KIB);
    // Many with a reason: the page stays one that a browser opens.
    let crowded = page(12_000, 2);
    assert_eq!(count(&crowded, "#people tbody tr"), 5000);
    println!("5,000 of 12,000 listed: {} KiB", crowded.len() / KIB);
}
