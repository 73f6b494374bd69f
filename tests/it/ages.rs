//! Facts that are older than a year: in the report, in the plan, in `check`.

use crate::harness::page::{all, assert_sound, level};
use crate::harness::{Place, director_pack, repository_file};
use skillgap::answers::AnswerSheet;
use skillgap::assess::Assessment;
use skillgap::clock::{Date, Timestamp};
use skillgap::facts::ages::{FactKind, old_in, unread};
use skillgap::model::{Id, Pack};
use skillgap::pack::{self, PackFiles, SourceFile};
use skillgap::plan::{PlanOptions, develop};
use skillgap::report::html::student_page;
use skillgap::report::view::{Beside, plan_view, student_report_beside};
use skillgap::report::{json, text};

/// The resources of the bakery: a course whose price is of 2023 and whose page is of 2024-02, and another page unread.
fn old_resources() -> String {
    repository_file("tests/fixtures/pack/resources.yaml")
        .replace("price: {free: true, as-of: 2026}", "price: {amount: 60, currency: EUR, as-of: 2023}")
        .replace("date: 2026-11-23}\n", "date: 2024-02}\n  - {id: shop, title: A shop, read: unread, date: 2021-03}\n")
}

fn bakery(resources: String) -> PackFiles {
    let file = |name: &str, text: String| SourceFile { name: name.to_owned(), text };
    let read = |name: &str| file(name, repository_file(&format!("tests/fixtures/pack/{name}")));
    PackFiles {
        questionnaire: read("questionnaire.yaml"),
        roles: read("roles.yaml"),
        resources: file("resources.yaml", resources),
    }
}

fn parsed(files: &PackFiles) -> Pack {
    let (pack, problems) = pack::parse(files);
    assert!(problems.is_empty(), "{problems:?}");
    pack.unwrap()
}

fn finished(pack: &Pack, day: &str) -> AnswerSheet {
    let mut sheet = level(pack, 1);
    sheet.finished = Some(Timestamp::parse(&format!("{day}T23:59:59Z")).unwrap());
    sheet
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn page(pack: &Pack, sheet: &AnswerSheet) -> String {
    let assessment = Assessment::new(pack, sheet);
    let plan = develop(&assessment, &PlanOptions::of(sheet));
    student_page(&student_report_beside(&assessment, Beside { plan: Some(&plan), ..Beside::default() }, "t"))
}

#[test]
fn b20_a_recommended_resource_says_what_is_older_than_a_year() {
    let pack = parsed(&bakery(old_resources()));
    let old = "Price of 2023, three years old; whether it is on offer, entry rules and length of 2024-02, two years old: \
               ask the provider";
    let on = |date: &str| page(&pack, &finished(&pack, date));
    let now = on("2026-11-29");
    assert_sound(&now);
    assert!(all(&now, ".resource dd").contains(&old.to_owned()), "{:?}", all(&now, ".resource dd"));
    let young = on("2024-06-30");
    assert!(!young.contains("a year old") && !young.contains("years old"), "no fact is surely older than a year");
    assert!(on("2025-01-01").contains("Price of 2023, two years old: ask the provider"));
    let fresh = parsed(&bakery(repository_file("tests/fixtures/pack/resources.yaml")));
    let page = page(&fresh, &finished(&fresh, "2026-11-29"));
    assert!(!page.contains("years old") && !page.contains("a year old"));
}

#[test]
fn b20_a_plan_names_what_to_ask_the_provider_on_its_first_day() {
    let resources = old_resources().replace("{competency: oven, from: 1, to: 2}", "{competency: oven, from: 1, to: 3}");
    // Without the practice, the course is in the plan.
    let (before, after) = resources.split_once("  - id: help-a-baker").unwrap();
    let after = after.replace("status: active", "status: retired");
    let pack = parsed(&bakery(format!("{before}  - id: help-a-baker{after}")));
    let sheet = finished(&pack, "2026-11-29");
    let plan = develop(&Assessment::new(&pack, &sheet), &PlanOptions::of(&sheet));
    let view = plan_view(&pack, &sheet, &plan, day("2026-11-29"));
    let step = view.phases.iter().flat_map(|phase| &phase.steps).find(|step| step.id == "first-loaf").unwrap();
    assert!(step.check.starts_with("Price of 2023, three years old"), "{}", step.check);
    assert!(json::plan(&view).contains("Price of 2023, three years old"));
    let plain = text::plan(&view).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(plain.contains("Check first: Price of 2023, three years old"), "{plain}");
    assert!(page(&pack, &sheet).contains("Check first: Price of 2023, three years old"));
    let early = plan_view(&pack, &sheet, &plan, day("2024-03-01"));
    assert!(!text::plan(&early).contains("years old"));
}

#[test]
fn what_is_old_in_a_pack_is_listed_oldest_first_for_any_day() {
    let pack = parsed(&bakery(old_resources()));
    let listed = |date: &str| -> Vec<(String, Option<FactKind>, u32)> {
        let rows = old_in(&pack, day(date));
        rows.iter().map(|row| (row.what.id.to_owned(), row.what.fact, row.years)).collect()
    };
    assert_eq!(listed("2024-12-31"), []);
    assert_eq!(listed("2025-01-01"), [("first-loaf".to_owned(), Some(FactKind::Price), 2)]);
    // Price, offer, entry, length and what it builds of the course; offer, entry, time and what it builds of the exam.
    assert_eq!(listed("2026-11-29").len(), 9);
    assert_eq!(unread(&pack).iter().map(|source| source.id.as_str()).collect::<Vec<_>>(), ["shop"]);
    let director = director_pack();
    for date in ["2026-11-29", "2050-01-01"] {
        let rows = old_in(&director, day(date));
        assert!(rows.is_sorted_by_key(|row| row.what.date) && rows.iter().all(|row| row.years >= 1));
    }
    assert_eq!(old_in(&director, day("1990-01-01")), []);
}

fn folder(files: &PackFiles) -> Place {
    let place = Place::new();
    for file in [&files.questionnaire, &files.roles, &files.resources] {
        place.write(&format!("bakery/{}", file.name), &file.text);
    }
    place
}

#[test]
fn check_counts_old_facts_and_lists_them_where_asked() {
    let place = folder(&bakery(old_resources()));
    let plain = place.run(&["check", "bakery"]);
    assert_eq!((plain.code, plain.stdout.as_str()), (0, ""), "{}", plain.stderr);
    assert!(
        plain.stderr.contains("pack bakery: 9 facts are older than a year; `--facts` lists them\n"),
        "{}",
        plain.stderr
    );
    let listed = place.run(&["check", "bakery", "--facts"]);
    assert_eq!(listed.code, 0, "{}", listed.stderr);
    assert!(!listed.stderr.contains("lists them"));
    let lines: Vec<&str> = listed.stdout.lines().collect();
    assert!(
        lines[0].starts_with("pack bakery on 2") && lines[0].ends_with(": 9 facts are older than a year"),
        "{}",
        lines[0]
    );
    assert_eq!(lines[1].split_whitespace().collect::<Vec<_>>(), ["age", "id", "fact", "date", "read", "price", "of"]);
    let first: Vec<&str> = lines[2].split_whitespace().collect();
    assert_eq!(first[2..], ["first-loaf", "price", "2023", "primary", "2023"]);
    assert!(lines[3].contains("2024-02  primary"), "{}", lines[3]);
    let end = "\n1 source is not read yet, by the date on which they were noted\n  2021-03  shop  -\n";
    assert!(listed.stdout.ends_with(end), "{}", listed.stdout);
}

#[test]
fn a_pack_with_fresh_facts_is_checked_in_silence() {
    // Written today, whatever day that is.
    let today = Timestamp::now().date();
    let fresh = repository_file("tests/fixtures/pack/resources.yaml");
    let fresh = fresh.replace("date: 2026-11-23", &format!("date: {today}"));
    let fresh = fresh.replace("as-of: 2026-11}", &format!("as-of: {today}}}"));
    let fresh = fresh.replace("as-of: 2026}", &format!("as-of: {today}}}"));
    let place = folder(&bakery(fresh));
    let ran = place.run(&["check", "bakery", "--strict"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    assert!(!ran.stderr.contains("older"), "{}", ran.stderr);
    let listed = place.run(&["check", "bakery", "--facts"]).stdout;
    assert_eq!(listed, format!("pack bakery on {}: 0 facts are older than a year\n", Timestamp::now().date()));
}
