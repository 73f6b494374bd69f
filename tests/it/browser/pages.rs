//! The pages that every check looks at.

use skillgap::answers::{Answer, AnswerSheet, Respondent};
use skillgap::assess::Assessment;
use skillgap::clock::Timestamp;
use skillgap::model::Pack;
use skillgap::report::html::{advisor_page, student_page};
use skillgap::report::view::{Beside, advisor_report, student_report};

use super::cohort::page_of;
use crate::harness::{Place, director_pack, repository_file};

/// The names of the pages that are held to a first screen: what students get.
pub const FOR_STUDENTS: [&str; 3] =
    ["the demonstration", "the full form, every question rated", "a draft without an answer"];

/// Each page with a name for it. A new kind of page is one more line.
pub fn pages() -> Vec<(&'static str, String)> {
    vec![
        (FOR_STUDENTS[0], demonstration()),
        (FOR_STUDENTS[1], full_form()),
        (FOR_STUDENTS[2], draft()),
        ("the demonstration, everything open", beside(&["report", "skillgap-demo.yaml", "--full", "-o", "-"])),
        (
            "the advisor's copy, everything open",
            beside(&["report", "skillgap-demo.yaml", "--full", "--for", "advisor", "-o", "-"]),
        ),
        ("hostile texts", hostile_texts()),
        ("the advisor's copy", advisors_copy()),
        ("the advisor's copy of hostile texts", hostile_advisors_copy()),
        ("two attempts", beside(&["compare", "skillgap-demo.yaml", "after.yaml", "-o", "-"])),
        (
            "an earlier attempt and an observer",
            beside(&["report", "after.yaml", "--since", "skillgap-demo.yaml", "--observer", "mentor.yaml", "-o", "-"]),
        ),
        ("the index of a folder of reports", index()),
        ("a class", page_of(12, &["--targets", "targets.csv", "--show-names"])),
    ]
}

/// What `skillgap score --reports` writes beside the reports.
fn index() -> String {
    let place = Place::new();
    assert_eq!(place.run(&["demo"]).code, 0);
    assert_eq!(place.run(&["score", "skillgap-demo.yaml", "--reports", "reports", "-o", "scores.csv"]).code, 0);
    place.read("reports/index.html")
}

/// What `skillgap demo` writes.
pub fn demonstration() -> String {
    let place = Place::new();
    assert_eq!(place.run(&["demo"]).code, 0);
    place.read("skillgap-demo.html")
}

fn full_form() -> String {
    let pack = director_pack();
    let sheet = rated_sheet(&pack, "full");
    student_page(&student_report(&Assessment::new(&pack, &sheet), "skillgap test"))
}

fn draft() -> String {
    let pack = director_pack();
    let sheet = AnswerSheet::new(&pack, pack.default_form(), Respondent { id: "s-test".to_owned(), label: None });
    student_page(&student_report(&Assessment::new(&pack, &sheet), "skillgap test"))
}

fn advisors_copy() -> String {
    let place = Place::new();
    assert_eq!(place.run(&["demo"]).code, 0);
    place.run(&["report", "skillgap-demo.yaml", "--for", "advisor", "-o", "-"]).stdout
}

fn hostile_advisors_copy() -> String {
    let pack = director_pack();
    advisor_page(&advisor_report(&Assessment::new(&pack, &hostile_sheet(&pack)), Beside::default(), "skillgap test"))
}

/// What a command prints beside the demonstration's answers, a later attempt and an observer's ratings.
fn beside(command: &[&str]) -> String {
    let place = Place::new();
    assert_eq!(place.run(&["demo"]).code, 0);
    let before = place.read("skillgap-demo.yaml");
    let after = before.replace("2026-11-23T", "2027-05-20T");
    place.write(
        "after.yaml",
        &after.replace("rating: 1", "rating: 3").replace("rating: 3\n  note", "rating: 2\n  note"),
    );
    place.write(
        "mentor.yaml",
        &before.replace("form: short", "rater: observer\nform: short").replace("rating: 2", "rating: 0"),
    );
    let ran = place.run(command);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    ran.stdout
}

fn hostile_texts() -> String {
    let pack = director_pack();
    student_page(&student_report(&Assessment::new(&pack, &hostile_sheet(&pack)), "skillgap test"))
}

/// Markup, quotes, words of 500 letters and marks that turn the direction of writing, wherever a person can write.
fn hostile_sheet(pack: &Pack) -> AnswerSheet {
    let mut sheet = rated_sheet(pack, "full");
    let texts = [
        "<script>alert(1)</script><img src=x onerror=alert(1)>\" onload=\"x' {{ 7*7 }} </style></details>".to_owned(),
        "W".repeat(500),
        "\u{202e}backwards \u{2067}\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{645}\u{631}\u{62d}\u{628}\u{627}".to_owned(),
        "\u{130}\u{1f469}\u{200d}\u{1f4bb}\u{301}\u{301}\u{301}\u{301}\u{301} &amp; &#0; ]]> --> `${1}`".to_owned(),
    ];
    sheet.respondent = Respondent { id: "i".repeat(500), label: Some(texts.concat()) };
    for (n, item) in pack.form(sheet.form).items.iter().enumerate() {
        let text = Some(texts[n % texts.len()].clone());
        if n % 5 == 0 {
            sheet.set(*item, Answer::NotApplicable(text.clone()), None);
        }
        sheet.set_note(*item, text);
    }
    sheet
}

/// Every question of a form rated, from low to high in turn.
fn rated_sheet(pack: &Pack, form: &str) -> AnswerSheet {
    let form = pack.find_form(form).unwrap();
    let mut sheet = AnswerSheet::new(pack, form, Respondent { id: "s-test".to_owned(), label: None });
    for (value, item) in (0..=5).cycle().zip(&pack.form(form).items) {
        sheet.set(*item, Answer::Rated(value), None);
    }
    sheet.finished = Timestamp::parse("2026-11-23T09:00:00Z");
    sheet
}

/// A page of one's own that looks like a report, with a policy on nothing.
pub fn styled(more_style: &str, body: &str) -> String {
    let style = repository_file("templates/report.css");
    format!(
        "<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>A page</title>\
         <style>{style}{more_style}</style></head><body><main>{body}</main></body></html>"
    )
}

/// The page with one text put in the place of another, which it must hold.
pub fn broken(page: &str, text: &str, by: &str) -> String {
    assert!(page.contains(text), "the page holds no `{text}`");
    page.replacen(text, by, 1)
}
