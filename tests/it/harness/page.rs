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

/// The values of an attribute of everything that a selector finds.
pub fn attributes(page: &str, selector: &str, name: &str) -> Vec<String> {
    let document = Html::parse_document(page);
    let selector = Selector::parse(selector).unwrap();
    document.select(&selector).filter_map(|e| e.value().attr(name).map(str::to_owned)).collect()
}

/// One `h1`, headings in order, ids unique, links inside the page lead somewhere, nothing is loaded, nothing runs.
pub fn assert_sound(page: &str) {
    let document = Html::parse_document(page);
    assert_eq!(count(page, "h1"), 1);
    assert_eq!(count(page, "html[lang] head title"), 1);
    let mut last = 1;
    for heading in document.select(&Selector::parse("h1, h2, h3, h4, h5").unwrap()) {
        let level: usize = heading.value().name()[1..].parse().unwrap();
        assert!(level <= last + 1, "{:?}", heading.text().collect::<String>());
        last = level;
    }
    let ids = attributes(page, "[id]", "id");
    let unique: std::collections::BTreeSet<&String> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
    for href in attributes(page, "[href]", "href").iter().filter_map(|href| href.strip_prefix('#')) {
        assert!(ids.iter().any(|id| id == href), "#{href} leads nowhere");
    }
    for name in attributes(page, "[aria-labelledby]", "aria-labelledby") {
        assert!(ids.contains(&name), "{name}");
    }
    assert!(page.split("<style>").next().unwrap().contains("default-src 'none'"));
    for loading in ["src=", "@import", "url(", "<link", "<iframe", "<script", " style=\"", "unsafe-inline"] {
        assert!(!page.contains(loading), "{loading}");
    }
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
    let mut sheet = AnswerSheet::new(pack, full, Respondent { id: "s-test".to_owned(), label: None });
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
    sheet.respondent = Respondent { id: HOSTILE.to_owned(), label: Some(HOSTILE.to_owned()) };
    let items = pack.form(pack.default_form()).items.clone();
    sheet.set_note(items[0], Some(HOSTILE.to_owned()));
    sheet.set(items[1], Answer::NotApplicable(Some(HOSTILE.to_owned())), None);
    sheet
}

/// A report with something beside the answers: sound, kind and small, with the numbers of the plain one.
pub fn assert_same_report(page: &str, plain: &str) {
    assert_sound(page);
    assert_judges_nobody(page);
    assert!(page.len() <= 200 * 1024, "{}", page.len());
    for numbers in ["#profile ~ table td[data-name]", "#ladder ~ table td[data-name]", ".priorities", ".summary"] {
        assert_eq!(all(page, numbers), all(plain, numbers), "{numbers}");
    }
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
