//! Looking into pages by selector, and the answer sheets that many pages are made of.

use scraper::{Html, Selector};
use skillgap::answers::{self, Answer, AnswerSheet, Respondent};
use skillgap::clock::Timestamp;
use skillgap::model::Pack;

use super::{Place, director_pack, rated, sheet};

/// Text that would act if any page took it for more than text.
pub const HOSTILE: &str = "<script>alert(1)</script>\" onload=\"x' {{ 7*7 }} </style>";

/// The texts of all elements that fit, white space folded.
pub fn all(page: &str, selector: &str) -> Vec<String> {
    let document = Html::parse_document(page);
    let selector = Selector::parse(selector).unwrap();
    let found = document.select(&selector);
    found.map(|e| e.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// How many elements fit.
pub fn count(page: &str, selector: &str) -> usize {
    Html::parse_document(page).select(&Selector::parse(selector).unwrap()).count()
}

/// Every competency at the same level, in the short form.
pub fn level(pack: &Pack, level: i64) -> AnswerSheet {
    let mut sheet = sheet(pack, &rated(&vec![level; pack.items().len()]));
    sheet.finished = Timestamp::parse("2026-11-23T09:00:00Z");
    sheet
}

/// Every question of the full form rated the same.
pub fn full_form(pack: &Pack, value: i64) -> AnswerSheet {
    let full = pack.find_form("full").unwrap();
    let mut sheet = AnswerSheet::new(pack, full, Respondent { id: "s-test".to_owned(), name: None });
    for item in &pack.form(full).items {
        sheet.set(*item, Answer::Rated(value), None);
    }
    sheet
}

/// The demonstration's answers: every state occurs.
pub fn demo() -> (Pack, AnswerSheet) {
    let place = Place::new();
    assert_eq!(place.run(&["demo"]).code, 0);
    let pack = director_pack();
    let (sheet, problems) = answers::parse("demo", &place.read("skillgap-demo.yaml"), &pack);
    assert!(problems.is_empty());
    (pack, sheet.unwrap())
}

/// A sheet with hostile text in every field that a person can fill.
pub fn hostile(pack: &Pack) -> AnswerSheet {
    let mut sheet = level(pack, 2);
    sheet.respondent = Respondent { id: HOSTILE.to_owned(), name: Some(HOSTILE.to_owned()) };
    let items = pack.form(pack.default_form()).items.clone();
    sheet.set_note(items[0], Some(HOSTILE.to_owned()));
    sheet.set(items[1], Answer::NotApplicable(Some(HOSTILE.to_owned())), None);
    sheet
}

/// No text of a page judges anyone, ranks anyone, or compares with others (B13, B14).
pub fn assert_judges_nobody(page: &str) {
    let text = all(page, "body").join(" ").to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    for banned in [
        "weak",
        "deficient",
        "poor",
        "invalid",
        "below average",
        "percentile",
        "peer average",
        "fail",
        "fails",
        "failed",
        "failure",
    ] {
        let parts: Vec<&str> = banned.split(' ').collect();
        assert!(!words.windows(parts.len()).any(|window| window == parts), "{banned}");
    }
}
